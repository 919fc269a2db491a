package capacity

import (
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
)

type checker struct {
	problem.List
	weeks int
}

const (
	mostPeople = 1e6
	mostMoney  = 1e12 // minor units, a person and week
)

func (c *checker) people(v float64, field string) {
	c.Need(v >= 0 && v <= mostPeople, field, v, "0 to 1000000 people")
}

func (c *checker) week(w int, field string) {
	c.Need(w >= 0 && w < c.weeks, field, w, fmt.Sprintf("a week of the plan, 0 to %d", c.weeks-1))
}

func (c *checker) money(v int64, field string) {
	c.Need(v >= 0 && v <= mostMoney, field, v, "0 or more minor units")
}

func isShare(v float64) bool { return v >= 0 && v < 1 }

// Check says whether the plan can be computed; the error is [problem.List].
func (p *Plan) Check() error {
	c := &checker{weeks: p.Weeks}
	c.Need(!p.From.IsZero() && p.From.Weekday() == time.Monday, "from", p.From, "a Monday")
	c.Need(p.Weeks > 0 && p.Weeks <= MaxWeeks, "weeks", p.Weeks, fmt.Sprintf("1 to %d weeks", MaxWeeks))
	c.Need(len(p.Groups) > 0, "groups", "none", "at least one")
	names := map[string]bool{}
	for i := range p.Groups {
		field := fmt.Sprintf("groups[%d]", i)
		c.Need(p.Groups[i].Name != "" && !names[p.Groups[i].Name], field+".name", fmt.Sprintf("%q", p.Groups[i].Name), "a name of its own")
		names[p.Groups[i].Name] = true
		c.group(&p.Groups[i], field)
	}
	for i, t := range p.Transfers {
		field := fmt.Sprintf("transfers[%d]", i)
		known := func(g int) bool { return g >= 0 && g < len(p.Groups) }
		c.Need(known(t.From), field+".from", t.From, "one of the groups")
		c.Need(known(t.To) && t.To != t.From, field+".to", t.To, "another of the groups")
		c.week(t.Week, field+".week")
		c.people(t.People, field+".people")
		c.Need(t.Training >= 0 && t.Training <= 52, field+".training", t.Training, "0 to 52 weeks")
	}
	return c.Err()
}

func (c *checker) group(g *Group, field string) {
	c.Need(len(g.Required) == c.weeks, field+".required", fmt.Sprintf("%d numbers", len(g.Required)), fmt.Sprintf("%d, one a week", c.weeks))
	for i, v := range g.Required {
		c.Need(v >= 0 && !math.IsInf(v, 1), fmt.Sprintf("%s.required[%d]", field, i), v, "0 hours or more")
	}
	c.Need(g.Hours > 0 && g.Hours <= 168, field+".hours", g.Hours, "more than 0 and at most 168 hours a week")
	for i, s := range g.Starting {
		c.people(s.People, fmt.Sprintf("%s.starting[%d].people", field, i))
		c.Need(s.Weeks >= 0, fmt.Sprintf("%s.starting[%d].weeks", field, i), s.Weeks, "0 weeks or more")
	}
	c.shrinkage(g, field)
	for i, b := range g.Attrition {
		at := fmt.Sprintf("%s.attrition[%d]", field, i)
		c.Need(b.FromWeek >= 0 && (i == 0 || b.FromWeek > g.Attrition[i-1].FromWeek), at+".from_week", b.FromWeek, "0 weeks or more, and later than the band before")
		c.Need(isShare(b.Yearly), at+".yearly", b.Yearly, "a share from 0 to below 1")
	}
	c.training(g.Training, field+".training")
	c.Need(g.Lead >= 0, field+".lead", g.Lead, "0 weeks or more")
	for i, h := range g.Hires {
		c.week(h.Week, fmt.Sprintf("%s.hires[%d].week", field, i))
		c.people(h.People, fmt.Sprintf("%s.hires[%d].people", field, i))
	}
	c.Need(g.Overtime.Cap >= 0 && g.Overtime.Cap <= 1, field+".overtime.cap", g.Overtime.Cap, "a share from 0 to 1")
	c.Need(g.Overtime.Cap == 0 || g.Overtime.Premium >= 1 && g.Overtime.Premium <= 10, field+".overtime.premium", g.Overtime.Premium, "1 to 10 times the pay of a contract hour")
	c.vendors(g, field)
	c.money(g.Pay, field+".pay")
	c.money(g.HireCost, field+".hire_cost")
}

func (c *checker) shrinkage(g *Group, field string) {
	names := map[string]bool{}
	for i, s := range g.Shrinkage {
		at := fmt.Sprintf("%s.shrinkage[%d]", field, i)
		c.Need(s.Name != "" && !names[s.Name], at+".name", fmt.Sprintf("%q", s.Name), "a name of its own")
		names[s.Name] = true
		c.Need(len(s.Share) == 1 || len(s.Share) == c.weeks, at+".share", fmt.Sprintf("%d numbers", len(s.Share)), "one, or one a week")
		for w, v := range s.Share {
			c.Need(isShare(v), fmt.Sprintf("%s.share[%d]", at, w), v, "a share from 0 to below 1")
		}
	}
	if c.Err() != nil {
		return
	}
	for w := range c.weeks {
		in, out := g.lost(w)
		c.Need(in < 1 && out < 1, field+".shrinkage", fmt.Sprintf("%g in and %g out of the office in week %d", in, out, w), "less than all of the time")
	}
}

func (c *checker) training(t Training, field string) {
	c.Need(t.Weeks >= 0 && t.Weeks <= 52, field+".weeks", t.Weeks, "0 to 52 weeks")
	c.money(t.Cost, field+".cost")
	for i, v := range t.Productivity {
		c.Need(v >= 0 && v <= 2, fmt.Sprintf("%s.productivity[%d]", field, i), v, "a share from 0 to 2 of full productivity")
	}
	for i, v := range t.Handle {
		c.Need(v > 0 && v <= 10, fmt.Sprintf("%s.handle[%d]", field, i), v, "a factor above 0 and at most 10")
	}
}

func (c *checker) vendors(g *Group, field string) {
	for i, v := range g.Vendors {
		at := fmt.Sprintf("%s.vendors[%d]", field, i)
		c.Need(v.Name != "", at+".name", `""`, "a name")
		c.people(v.Min, at+".min")
		c.people(v.Max, at+".max")
		c.Need(v.Max >= v.Min, at+".max", v.Max, "no less than the minimum")
		c.Need(v.Lead >= 0, at+".lead", v.Lead, "0 weeks or more")
		c.Need(v.Weeks >= 1, at+".weeks", v.Weeks, "1 week or more")
		c.Need(v.Hours > 0 && v.Hours <= 168, at+".hours", v.Hours, "more than 0 and at most 168 hours a week")
		c.money(v.Price, at+".price")
	}
	for i, t := range g.Tranches {
		at := fmt.Sprintf("%s.tranches[%d]", field, i)
		c.week(t.Week, at+".week")
		if c.Need(t.Vendor >= 0 && t.Vendor < len(g.Vendors), at+".vendor", t.Vendor, "one of the vendors"); t.Vendor < 0 || t.Vendor >= len(g.Vendors) {
			continue
		}
		v := g.Vendors[t.Vendor]
		c.Need(t.Week >= v.Lead, at+".week", t.Week, fmt.Sprintf("week %d or later, by the lead time of %s", v.Lead, v.Name))
		c.Need(t.People == 0 || t.People >= v.Min && t.People <= v.Max, at+".people", t.People, fmt.Sprintf("%g to %g people", v.Min, v.Max))
	}
}
