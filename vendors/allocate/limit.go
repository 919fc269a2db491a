package allocate

import (
	"fmt"
	"math"
	"strings"
)

// Limit is what bounds an offer or a skill.
type Limit string

// The limits.
const (
	MinShare   Limit = "min_share"
	MaxShare   Limit = "max_share"
	LockLow    Limit = "lock_low"  // (1 − band) · lock
	LockHigh   Limit = "lock_high" // (1 + band) · lock
	StepDown   Limit = "step_down" // from the previous share
	StepUp     Limit = "step_up"
	Capacity   Limit = "capacity"
	Backup     Limit = "backup"        // the others could not take over more
	Volume     Limit = "volume"        // all contacts go somewhere
	Floor      Limit = "quality_floor" // of a skill
	Hours      Limit = "certified_hours"
	Evenness   Limit = "concentration" // HHI
	NoNegative Limit = "zero"
)

// bound is the range of an offer, in contacts, and the limits that made it.
type bound struct {
	low, high         float64
	lowest, uppermost Limit
}

// bounds returns the range of every offer of a skill; cap is a further limit on
// each share, 1 for none.
func (p *Problem) bounds(s *Skill, most float64) []bound {
	surge := 0.0
	for _, o := range s.Offers {
		surge += o.Surge
	}
	out := make([]bound, len(s.Offers))
	for i, o := range s.Offers {
		b := bound{low: 0, lowest: NoNegative, high: o.MaxShare * s.Volume, uppermost: MaxShare}
		b.atLeast(o.MinShare*s.Volume, MinShare)
		b.atMost(o.Capacity, Capacity)
		if o.Lock != nil {
			b.atLeast((1-p.Band)**o.Lock, LockLow)
			b.atMost((1+p.Band)**o.Lock, LockHigh)
		}
		if o.Previous != nil {
			b.atLeast((*o.Previous-o.StepDown)*s.Volume, StepDown)
			b.atMost((*o.Previous+o.StepUp)*s.Volume, StepUp)
		}
		if p.Backup {
			b.atMost(surge-o.Surge, Backup)
		}
		if most < 1 {
			b.atMost(most*s.Volume, Evenness)
		}
		out[i] = b
	}
	return out
}

func (b *bound) atLeast(v float64, l Limit) {
	if v > b.low {
		b.low, b.lowest = v, l
	}
}

func (b *bound) atMost(v float64, l Limit) {
	if v < b.high {
		b.high, b.uppermost = max(v, 0), l
	}
}

// Culprit is a limit that cannot be kept together with others.
type Culprit struct {
	Limit  Limit
	Vendor string // "" the skill's own
	Skill  string // "" the vendor's over all skills
	Value  float64
}

func (c Culprit) String() string {
	var where []string
	for _, part := range []string{c.Vendor, c.Skill} {
		if part != "" {
			where = append(where, part)
		}
	}
	return fmt.Sprintf("%s of %s (%.6g)", c.Limit, strings.Join(where, " for "), c.Value)
}

// InfeasibleError says that limits cannot be kept together, and which.
type InfeasibleError struct {
	Culprits []Culprit
	Short    float64 // by how much, in the unit of the first culprit
}

func (e *InfeasibleError) Error() string {
	parts := make([]string, len(e.Culprits))
	for i, c := range e.Culprits {
		parts[i] = c.String()
	}
	return fmt.Sprintf("the volume cannot be divided: %s cannot be kept together, by %.6g; expected one of them to give way", strings.Join(parts, ", "), e.Short)
}

// slack is how far sums may be off by rounding, as a share of the volume.
const slack = 1e-9

// possible looks for the simplest reason for which a skill cannot be divided; the
// error is an [*InfeasibleError].
func (p *Problem) possible(s *Skill, bounds []bound) error {
	low, high := 0.0, 0.0
	var lows, highs []Culprit
	for i, b := range bounds {
		name := p.Vendors[s.Offers[i].Vendor].Name
		below, above := Culprit{b.lowest, name, s.Name, b.low}, Culprit{b.uppermost, name, s.Name, b.high}
		if b.low > b.high+slack*s.Volume {
			return &InfeasibleError{[]Culprit{below, above}, b.low - b.high}
		}
		low, high = low+b.low, high+b.high
		if b.low > 0 {
			lows = append(lows, below)
		}
		highs = append(highs, above)
	}
	volume := Culprit{Volume, "", s.Name, s.Volume}
	if low > s.Volume*(1+slack) {
		return &InfeasibleError{append(lows, volume), low - s.Volume}
	}
	if high < s.Volume*(1-slack) {
		return &InfeasibleError{append(highs, volume), s.Volume - high}
	}
	best, limiting := p.best(s, bounds)
	if short := s.Floor - best; short > slack {
		floor := Culprit{Floor, "", s.Name, s.Floor}
		return &InfeasibleError{append([]Culprit{floor}, limiting...), short}
	}
	return nil
}

// best is the highest mean quality within bounds, and the upper limits that keep
// it from being higher.
func (p *Problem) best(s *Skill, bounds []bound) (float64, []Culprit) {
	parts := s.parts(bounds)
	x := fill(parts, s.Volume, func(t part) float64 { return -t.quality })
	sum := 0.0
	got := make([]float64, len(bounds))
	for k, t := range parts {
		sum += t.quality * x[k]
		got[t.offer] += x[k]
	}
	var limiting []Culprit
	for i, b := range bounds {
		if got[i] >= b.high-slack*s.Volume && b.high > b.low {
			limiting = append(limiting, Culprit{b.uppermost, p.Vendors[s.Offers[i].Vendor].Name, s.Name, b.high})
		}
	}
	return sum / s.Volume, limiting
}

// part is a stretch of an offer that counts at one quality.
type part struct {
	offer     int
	low, high float64 // contacts of this stretch
	quality   float64
	cost      float64
}

// parts splits offers into what they keep, at their mean quality, and what they
// get beyond their previous share, at their cautious one.
func (s *Skill) parts(bounds []bound) []part {
	var list []part
	for i, o := range s.Offers {
		b, kept := bounds[i], math.Inf(1)
		if o.Previous != nil && o.Cautious < o.Quality {
			kept = *o.Previous * s.Volume
		}
		if kept > 0 {
			list = append(list, part{i, min(b.low, kept), min(b.high, kept), o.Quality, o.Cost})
		}
		if b.high > kept {
			list = append(list, part{i, max(0, b.low-kept), b.high - max(kept, 0), o.Cautious, o.Cost})
		}
	}
	return list
}
