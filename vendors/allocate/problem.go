package allocate

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/internal/problem"
)

// Problem is volume to be divided.
type Problem struct {
	Vendors []Vendor
	Skills  []Skill
	// Failure is what a failed contact costs, in the unit of costs: λ.
	Failure float64
	// Band is how far a vendor may be from its lock, either way: 0.10 as a rule.
	Band float64
	// Backup asks that the others can take over all of any vendor's contacts.
	Backup bool
	// MostHHI is the largest concentration of a skill, Σ share²; 0: any.
	MostHHI float64
}

// Vendor is somebody who may get contacts.
type Vendor struct {
	Name  string
	Hours float64 // of certified people in the period, over all skills; 0: not limited
}

// Skill is a volume of one kind.
type Skill struct {
	Name   string
	Volume float64 // contacts
	Floor  float64 // least mean quality, 0 to 1
	Offers []Offer // a vendor at most once
}

// Offer is a vendor for a skill.
type Offer struct {
	Vendor   int     // position among the vendors
	Cost     float64 // a contact
	Quality  float64 // posterior mean, 0 to 1
	Cautious float64 // low posterior quantile (20 %), for what it gets beyond its previous share
	Hours    float64 // of people, a contact
	MinShare float64
	MaxShare float64
	Capacity float64  // contacts
	Lock     *float64 // contacts that were agreed
	Previous *float64 // share of the period before
	StepUp   float64  // by which the share may rise from it; see [Earned]
	StepDown float64  // by which it may fall
	Surge    float64  // contacts that it could take over at short notice
}

// Check says everything that is wrong with a problem; the error is a
// [problem.List].
func (p *Problem) Check() error {
	var l problem.List
	l.Need(len(p.Vendors) > 0, "vendors", "none", "at least one")
	l.Need(len(p.Skills) > 0, "skills", "none", "at least one")
	l.Need(amount(p.Failure), "failure", p.Failure, "0 or more")
	l.Need(amount(p.Band), "band", p.Band, "a share of 0 or more")
	l.Need(share(p.MostHHI), "mostHHI", p.MostHHI, "0 to 1")
	names := map[string]bool{}
	for i, v := range p.Vendors {
		field := fmt.Sprintf("vendors[%d]", i)
		l.Need(v.Name != "" && !names[v.Name], field+".name", v.Name, "a name of its own")
		l.Need(amount(v.Hours), field+".hours", v.Hours, "0 or more")
		names[v.Name] = true
	}
	for i := range p.Skills {
		p.checkSkill(&l, &p.Skills[i], fmt.Sprintf("skills[%d]", i))
	}
	return l.Err()
}

func (p *Problem) checkSkill(l *problem.List, s *Skill, field string) {
	l.Need(s.Volume > 0 && !math.IsInf(s.Volume, 1), field+".volume", s.Volume, "more than 0 contacts")
	l.Need(share(s.Floor), field+".floor", s.Floor, "0 to 1")
	l.Need(len(s.Offers) > 0, field+".offers", "none", "at least one")
	taken := map[int]bool{}
	for i, o := range s.Offers {
		at := fmt.Sprintf("%s.offers[%d]", field, i)
		l.Need(o.Vendor >= 0 && o.Vendor < len(p.Vendors) && !taken[o.Vendor], at+".vendor", o.Vendor, "one of the vendors, once")
		taken[o.Vendor] = true
		l.Need(amount(o.Cost), at+".cost", o.Cost, "0 or more")
		l.Need(share(o.Quality), at+".quality", o.Quality, "0 to 1")
		l.Need(share(o.Cautious) && o.Cautious <= o.Quality, at+".cautious", o.Cautious, "0 to the mean quality")
		l.Need(amount(o.Hours), at+".hours", o.Hours, "0 or more")
		l.Need(share(o.MinShare), at+".minShare", o.MinShare, "0 to 1")
		l.Need(share(o.MaxShare), at+".maxShare", o.MaxShare, "0 to 1")
		l.Need(amount(o.Capacity), at+".capacity", o.Capacity, "0 or more")
		l.Need(amount(o.Surge), at+".surge", o.Surge, "0 or more")
		l.Need(o.Lock == nil || amount(*o.Lock), at+".lock", o.Lock, "0 or more")
		l.Need(o.Previous == nil || share(*o.Previous), at+".previous", o.Previous, "0 to 1")
		l.Need(share(o.StepUp), at+".stepUp", o.StepUp, "0 to 1")
		l.Need(share(o.StepDown), at+".stepDown", o.StepDown, "0 to 1")
	}
}

func amount(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }

func share(v float64) bool { return v >= 0 && v <= 1 }
