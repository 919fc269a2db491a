package roster

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// points returns the fairness points of a shift, its owner's wishes apart.
func (p *Problem) points(day, start, minutes int) float64 {
	f, points := &p.Fairness, 0.0
	if f.weights()[Points] == 0 {
		return 0
	}
	if weekday := p.Grid.Date(day).Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		points += f.Weekend
	}
	if f.Early != 0 && start < p.minuteAt(day, f.EarlyBefore) {
		points += f.Early
	}
	if f.Late != 0 && start+minutes > p.minuteAt(day, f.LateAfter) {
		points += f.Late
	}
	return points
}

// offCost returns what a day off costs person i beside coverage.
func (p *Problem) offCost(i, day int) float64 {
	cost := 0.0
	for _, w := range p.People[i].Preferences {
		if w.Day == day && w.Wish == WishWork {
			cost += w.Weight
		}
	}
	return cost
}

// shiftCost returns what a shift costs person i beside coverage, and its
// strain, given that which it is for anybody.
func (p *Problem) shiftCost(i, day int, s rules.Shift, anybody strain) (cost float64, own strain) {
	missed := p.wishCost(i, day, s)
	if missed > 0 {
		anybody = p.against(anybody)
	}
	return missed + p.People[i].HourCost*float64(s.Paid)/60, anybody
}

// wishCost returns the weight of the wishes that a shift of person i misses.
func (p *Problem) wishCost(i, day int, s rules.Shift) float64 {
	cost := 0.0
	for _, w := range p.People[i].Preferences {
		if w.Day == day && w.missed(s.Start) {
			cost += w.Weight
		}
	}
	return cost
}

// missed reports whether a shift with this start goes against the wish.
func (w Preference) missed(start int) bool {
	inside := start >= w.From && start <= w.To
	switch w.Wish {
	case WishOff:
		return true
	case WishStart:
		return !inside
	case WishNotStart:
		return inside
	default:
		return false
	}
}

// fixedOn returns the person's fixed shift of a day.
func (p *Person) fixedOn(day int) (Shift, bool) {
	i := slices.IndexFunc(p.Fixed, func(f Fixed) bool { return f.Day == day })
	if i < 0 {
		return Shift{}, false
	}
	return p.Fixed[i].Shift, true
}
