package model

import (
	"fmt"
	"math"
	"slices"
)

// ExpectedUplift is by how many per cent a planner expects the contacts of a day
// to differ from a plain one because of one of its facts.
type ExpectedUplift struct {
	DayFact
	Pct float64 // -100 and more
}

// factType is what facts that act alike have in common.
type factType struct {
	kind Kind
	name string
}

func (f DayFact) kindAndName() factType { return factType{f.Kind, f.Name} }

// leastUplift keeps an expected uplift of -100 % from meaning that a model's
// figure must be infinite; mostUplift is what a planner can mean.
const leastUplift, mostUplift = -95.0, 1000.0

// log is the uplift as a logarithm.
func (u ExpectedUplift) log() float64 { return math.Log1p(max(u.Pct, leastUplift) / 100) }

// Expecting returns the calendar with what is expected of some of its facts.
// Days of the same kind and name of which nothing is said are expected to be
// like the mean of those of which something is. What the past of such days
// shows corrects the expectation.
func (c Calendar) Expecting(uplifts []ExpectedUplift) (Calendar, error) {
	for _, u := range uplifts {
		if !(u.Pct >= -100 && u.Pct <= mostUplift) {
			return Calendar{}, fmt.Errorf("calendar: %q on %s is expected to bring %g %%; -100 to %g were expected", u.Name, u.Date, u.Pct, mostUplift)
		}
		if !slices.Contains(c.facts[u.Date], u.DayFact) {
			return Calendar{}, fmt.Errorf("calendar: an uplift for %q on %s, a day that is none; a fact of the calendar was expected", u.Name, u.Date)
		}
	}
	c.uplifts = slices.Clone(uplifts)
	return c, nil
}

// usualUplifts returns the mean uplift expected of each type of fact.
func (c Calendar) usualUplifts() map[factType]float64 {
	total, n := map[factType]float64{}, map[factType]float64{}
	for _, u := range c.uplifts {
		total[u.kindAndName()] += u.log()
		n[u.kindAndName()]++
	}
	for t := range total {
		total[t] /= n[t]
	}
	return total
}

// upliftOf is what is expected of some facts of one day, by the facts that a
// planner has spoken of, or else by their type; a type counts once a day.
func (c Calendar) upliftOf(facts []DayFact, said map[DayFact]float64, usual map[factType]float64) float64 {
	total := 0.0
	seen := map[factType]bool{}
	for _, f := range facts {
		if seen[f.kindAndName()] {
			continue
		}
		seen[f.kindAndName()] = true
		if pct, ok := said[f]; ok {
			total += pct
		} else {
			total += usual[f.kindAndName()]
		}
	}
	return total
}

// saidUplifts are the expected uplifts by fact, as logarithms.
func (c Calendar) saidUplifts() map[DayFact]float64 {
	said := make(map[DayFact]float64, len(c.uplifts))
	for _, u := range c.uplifts {
		said[u.DayFact] = u.log()
	}
	return said
}
