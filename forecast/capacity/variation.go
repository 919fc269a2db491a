package capacity

import (
	"fmt"
	"math"
	"slices"
)

// Variation is the same plan in another world. A zero field changes nothing.
type Variation struct {
	Demand    float64 // required hours more by a share, such as 0.1 or -0.05
	Attrition float64 // chance to leave more by a share
	Shrinkage float64 // added to what is lost out of the office, such as 0.02
	Pay       float64 // pay, overtime and vendors' prices more by a share
	Delay     int     // weeks by which hires begin later
}

// In returns the plan in another world. The error is [problem.List].
func (v Variation) In(p *Plan) (*Plan, error) {
	c := &checker{weeks: p.Weeks}
	for _, f := range []struct {
		name  string
		value float64
	}{{"demand", v.Demand}, {"attrition", v.Attrition}, {"pay", v.Pay}} {
		c.Need(f.value > -1 && f.value <= 9, f.name, f.value, "a change from above -1 to 9, such as 0.1 for ten per cent more")
	}
	c.Need(v.Shrinkage > -1 && v.Shrinkage < 1, "shrinkage", v.Shrinkage, "a share to add, such as 0.02")
	c.Need(v.Delay >= 0 && v.Delay < MaxWeeks, "delay", v.Delay, "0 weeks or more")
	if err := c.Err(); err != nil {
		return nil, err
	}
	out := *p
	out.Groups = slices.Clone(p.Groups)
	for i := range out.Groups {
		v.vary(&out.Groups[i], p.Weeks)
	}
	return &out, out.Check()
}

// variationCategory is the shrinkage that a variation adds.
const variationCategory = "scenario"

func (v Variation) vary(g *Group, weeks int) {
	g.Required = slices.Clone(g.Required)
	for w := range g.Required {
		g.Required[w] *= 1 + v.Demand
	}
	if v.Attrition != 0 {
		g.vary(1 + v.Attrition)
	}
	if v.Shrinkage != 0 {
		g.lose(v.Shrinkage)
	}
	more := func(money int64) int64 { return int64(math.RoundToEven(float64(money) * (1 + v.Pay))) }
	g.Pay = more(g.Pay)
	g.Vendors = slices.Clone(g.Vendors)
	for i := range g.Vendors {
		g.Vendors[i].Price = more(g.Vendors[i].Price)
	}
	if v.Delay > 0 {
		hires := g.Hires
		g.Hires = nil
		for _, h := range hires {
			if h.Week += v.Delay; h.Week < weeks {
				g.Hires = append(g.Hires, h)
			}
		}
		g.Lead += v.Delay
	}
}

// vary multiplies the weekly chances to leave, which a share of the year cannot
// exceed.
func (g *Group) vary(factor float64) {
	if g.Hazard != nil {
		g.Hazard = scaled{g.Hazard, factor}
		return
	}
	g.Attrition = slices.Clone(g.Attrition)
	for i := range g.Attrition {
		g.Attrition[i].Yearly = -math.Expm1(factor * math.Log1p(-g.Attrition[i].Yearly))
	}
}

// scaled is a hazard multiplied.
type scaled struct {
	Hazard
	factor float64
}

func (s scaled) Leaving(week, tenure int) float64 {
	return min(1, s.factor*s.Hazard.Leaving(week, tenure))
}

// lose adds to what is lost out of the office, every week. What is taken away is
// taken from the categories in proportion, and no more than there is.
func (g *Group) lose(share float64) {
	before := *g
	g.Shrinkage = slices.Clone(g.Shrinkage)
	if share > 0 {
		g.Shrinkage = append(g.Shrinkage, Shrinkage{Name: g.freeName(), Share: []float64{share}})
		return
	}
	for i := range g.Shrinkage {
		s := &g.Shrinkage[i]
		if s.InOffice {
			continue
		}
		shares := make([]float64, len(g.Required))
		for w := range shares {
			if _, out := before.lost(w); out > 0 {
				shares[w] = s.on(w) * max(0, 1+share/out)
			}
		}
		s.Share = shares
	}
}

func (g *Group) freeName() string {
	name := variationCategory
	for n := 2; slices.ContainsFunc(g.Shrinkage, func(s Shrinkage) bool { return s.Name == name }); n++ {
		name = fmt.Sprintf("%s %d", variationCategory, n)
	}
	return name
}
