package allocate

import (
	"math"

	"github.com/muster-wfm/muster/internal/lp"
)

// Result is a division of volume.
type Result struct {
	Skills []Division
	Cost   float64 // of contacts, without what failures cost
	Hours  []Price // by vendor whose certified hours are limited
}

// Division is a skill divided.
type Division struct {
	Skill   string
	Offers  []Portion
	Cost    float64
	Quality float64 // mean, at the posterior means
	Sure    float64 // mean as the programme counted it, cautious where somebody gets more
	// Floor is what one more good contact would cost: the price of the quality floor.
	Floor float64
	// Volume is what one more contact costs while the number of good ones stays, and
	// Next with a floor that grows with it: Volume + floor · Floor.
	Volume, Next float64
	Tight        bool // no more contact could be placed: Volume and Next are no prices
	HHI          float64
	Largest      int     // position of the offer with most contacts
	Backup       float64 // contacts that the others could take over from it
	Safe         bool    // that is all of them
}

// Portion is what an offer gets.
type Portion struct {
	Vendor   string
	Contacts float64
	Share    float64
	Low      float64 // contacts by the limits
	High     float64
	Binding  Limit   // the limit on which it stands; "" none
	Price    float64 // what one contact more of room there would save
}

// Price is a limit with what one more of its unit would save.
type Price struct {
	Vendor string
	Used   float64
	Most   float64
	Price  float64
}

// result reads a solved programme; dearest turns its costs back.
func (g *programme) result(program *lp.Program, dearest float64) Result {
	out := Result{}
	duals := program.Duals()
	row := len(g.Skills)
	for i := range g.Skills {
		s := &g.Skills[i]
		scale := dearest * g.total / s.Volume
		d := Division{Skill: s.Name, Volume: duals[i] * scale}
		d.Tight = math.Abs(duals[i]) > forbidden/2
		if s.Floor > 0 {
			d.Floor = duals[row] * scale
			row++
		}
		d.Next = d.Volume + s.Floor*d.Floor
		g.portions(&d, program, i, scale)
		out.Cost += d.Cost
		out.Skills = append(out.Skills, d)
	}
	for v, vendor := range g.Vendors {
		if vendor.Hours == 0 {
			continue
		}
		p := Price{Vendor: vendor.Name, Most: vendor.Hours, Price: math.Max(0, -duals[row]*dearest)}
		for i, s := range g.Skills {
			for k, o := range s.Offers {
				if o.Vendor == v {
					p.Used += o.Hours * out.Skills[i].Offers[k].Contacts
				}
			}
		}
		row++
		out.Hours = append(out.Hours, p)
	}
	return out
}

// portions fills in what each offer of a skill gets, and what follows from it.
func (g *programme) portions(d *Division, program *lp.Program, skill int, scale float64) {
	s := &g.Skills[skill]
	d.Offers = make([]Portion, len(s.Offers))
	for i, b := range g.bounds[skill] {
		d.Offers[i] = Portion{Vendor: g.Vendors[s.Offers[i].Vendor].Name, Low: b.low, High: b.high}
	}
	for k, t := range g.parts[skill] {
		x := t.low + program.Value(g.column[skill][k])*s.Volume
		d.Offers[t.offer].Contacts += x
		d.Sure += t.quality * x / s.Volume
	}
	surge := 0.0
	for i := range d.Offers {
		o, p := &s.Offers[i], &d.Offers[i]
		p.Share = p.Contacts / s.Volume
		d.Cost += o.Cost * p.Contacts
		d.Quality += o.Quality * p.Share
		d.HHI += p.Share * p.Share
		if surge += o.Surge; p.Contacts > d.Offers[d.Largest].Contacts {
			d.Largest = i
		}
	}
	d.Backup = surge - s.Offers[d.Largest].Surge
	d.Safe = d.Backup >= d.Offers[d.Largest].Contacts*(1-slack)
	for k, t := range g.parts[skill] {
		g.bind(&d.Offers[t.offer], g.bounds[skill][t.offer], program.Reduced(g.column[skill][k])*scale, s.Volume)
	}
}

// bind says on which limit a portion stands, and what it costs.
func (g *programme) bind(p *Portion, b bound, reduced, volume float64) {
	near := 1e-7 * volume
	switch {
	case p.Contacts <= b.low+near && reduced > 0 && b.lowest != NoNegative:
		p.Binding, p.Price = b.lowest, reduced
	case p.Contacts >= b.high-near && reduced < 0:
		p.Binding, p.Price = b.uppermost, -reduced
	}
}

// concentration is the largest HHI of a skill.
func (r Result) concentration() float64 {
	most := 0.0
	for _, d := range r.Skills {
		most = max(most, d.HHI)
	}
	return most
}

func (r Result) mostConcentrated() string {
	name, most := "", 0.0
	for _, d := range r.Skills {
		if d.HHI > most {
			name, most = d.Skill, d.HHI
		}
	}
	return name
}
