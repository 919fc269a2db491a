package design

import (
	"math"
	"slices"
)

// Chosen is a shift that a design offers, and the people who take it on each day.
type Chosen struct {
	Shift
	People []int
}

// Design is a set of shifts with its cost.
type Design struct {
	Shifts []Chosen // by start, then by length
	Cost   Cost
}

// Cost is what a design costs, by term, and the quantities behind the terms.
type Cost struct {
	UnderMinutes, OverMinutes float64 // person-minutes
	Minutes                   float64 // person-minutes of all shifts
	People                    int     // shifts worked: the people of all days together
	DutiesPerWeek             float64 // on average; 0 when the problem does not ask

	Under, Over, Shifts, Duties float64
	// Broken says that a must of the problem is not kept.
	Broken bool
}

// Total returns the sum of the terms.
func (c Cost) Total() float64 { return c.Under + c.Over + c.Shifts + c.Duties }

// Cover returns the people at work in each slot.
func (p *Problem) Cover(shifts []Chosen) []int {
	cover := make([]int, len(p.Demand))
	for _, s := range shifts {
		for day, people := range s.People {
			for t := range s.Length {
				cover[(day*p.PerDay()+s.Start+t)%len(cover)] += people
			}
		}
	}
	return cover
}

// Evaluate computes the cost of a design from nothing but the problem and the
// people, apart from any search. Shifts that nobody takes are not counted.
func (p *Problem) Evaluate(shifts []Chosen) Cost {
	var c Cost
	for t, people := range p.Cover(shifts) {
		gap := (p.Demand[t] - float64(people)) * float64(p.SlotMinutes)
		c.UnderMinutes += max(0, gap)
		c.OverMinutes += max(0, -gap)
	}
	distinct := map[Shift]bool{}
	for _, s := range shifts {
		for _, people := range s.People {
			if people > 0 {
				distinct[s.Shift] = true
				c.People += people
				c.Minutes += float64(people * s.Length * p.SlotMinutes)
			}
		}
	}
	c.Over, c.Shifts = p.Over*c.OverMinutes, p.Charge*float64(len(distinct))
	if p.MustCover {
		c.Broken = c.UnderMinutes > 1e-9
	} else {
		c.Under = p.Under * c.UnderMinutes
	}
	p.addDuties(&c)
	return c
}

func (p *Problem) addDuties(c *Cost) {
	if !p.Duties.active() {
		return
	}
	c.DutiesPerWeek = p.Duties.average(c.People, c.Minutes)
	beyond := p.Duties.beyond(c.People, c.Minutes)
	if p.Duties.Must {
		c.Broken = c.Broken || beyond > 1e-6
	} else {
		c.Duties = p.Duties.Price * beyond
	}
}

// design brings chosen shifts into their order, without those that nobody takes,
// and evaluates them.
func (p *Problem) design(shifts []Chosen) Design {
	var list []Chosen
	for _, s := range shifts {
		if slices.ContainsFunc(s.People, func(n int) bool { return n > 0 }) {
			list = append(list, Chosen{s.Shift, slices.Clone(s.People)})
		}
	}
	slices.SortFunc(list, func(a, b Chosen) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.Length - b.Length
	})
	return Design{Shifts: list, Cost: p.Evaluate(list)}
}

// underPrice is what a missing person-minute counts in the search. Where nothing
// may be missing it is more than any shift that could cover it would cost.
func (p *Problem) underPrice() float64 {
	if !p.MustCover {
		return p.Under
	}
	longest := 0
	for _, w := range p.Windows {
		longest = max(longest, w.MaxLength)
	}
	return 1 + p.Charge/float64(p.SlotMinutes) + p.Over*float64(longest)
}

// dutyPrice is what a duty a week beyond its bounds counts in the search.
func (p *Problem) dutyPrice() float64 {
	if !p.Duties.Must {
		return p.Duties.Price
	}
	demand := 0.0
	for _, d := range p.Demand {
		demand += d * float64(p.SlotMinutes)
	}
	return math.Max(1, demand*math.Max(p.Over, 0.1)+20*p.Charge)
}
