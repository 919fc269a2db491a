package roster

import "math"

// levy is what departing from a published row costs, day by day: the extra arc
// costs of a minimum-disruption re-solve. A search that has one keeps pauses
// where they are unless moving them is worth it.
type levy struct {
	standing []placed
	near     []float64 // by day: price of a changed day; +Inf where it must stay
	start    float64   // share of near where only the start moves a little
	pauses   float64   // share where only pauses move
	reach    int       // ticks of a little
}

// times returns a share of a price; an infinite price stays infinite.
func times(share, price float64) float64 {
	if math.IsInf(price, 1) {
		return price
	}
	return share * price
}

// off returns the tax on a day off.
func (t *levy) off(d int) float64 {
	if t == nil || t.standing[d].arc == dayOff {
		return 0
	}
	return t.near[d]
}

// arc returns the price of an arc in a group with its tax, v being the price of
// its coverage with the best pauses.
func (t *levy) arc(w *worker, d int, p placed, prefix []float64, v float64) float64 {
	was := t.standing[d]
	if p.arc == was.arc && p.group == was.group {
		return min(was.price(w, d, prefix), v+times(t.pauses, t.near[d]))
	}
	return v + t.tax(w, d, p)
}

// tax returns what a placed day costs for not being the published one.
func (t *levy) tax(w *worker, d int, p placed) float64 {
	was := t.standing[d]
	switch {
	case p == was || p.arc == dayFixed:
		return 0
	case p.arc == dayOff || was.arc < 0 || p.group != was.group:
		return t.near[d]
	case p.arc == was.arc:
		return times(t.pauses, t.near[d])
	}
	a, b := &w.duty.menu.days[d][p.arc], &w.duty.menu.days[d][was.arc]
	if apart := a.start - b.start; a.template == b.template && a.ticks == b.ticks && max(apart, -apart) <= t.reach {
		return times(t.start, t.near[d])
	}
	return t.near[d]
}

// row returns the tax of a whole row.
func (t *levy) row(w *worker, row []placed) float64 {
	sum := 0.0
	for d, p := range row {
		sum += t.tax(w, d, p)
	}
	return sum
}

// keeps reports whether the pauses of a chosen option stay as published.
func (t *levy) keeps(f *finder, w *worker, d int, o pick) bool {
	if t == nil || o.arc < 0 || t.standing[d].arc != o.arc || t.standing[d].group != o.group {
		return false
	}
	prefix := f.prefix[o.group]
	best := f.arcPrice(prefix, &w.duty.menu.days[d][o.arc])
	return t.standing[d].price(w, d, prefix) <= best+times(t.pauses, t.near[d])
}

// price returns the price of a placed arc's hours at prefix sums, pauses taken off.
func (p placed) price(w *worker, d int, prefix []float64) float64 {
	a := &w.duty.menu.days[d][p.arc]
	sum := prefix[a.end()] - prefix[a.start]
	for i, length := range a.pauseTicks {
		at := a.start + int(p.at[i])
		sum -= prefix[at+length] - prefix[at]
	}
	return sum
}

// scaled returns the levy at a multiple of its prices; what must stay still must.
func (t *levy) scaled(by float64) *levy {
	other := *t
	other.near = make([]float64, len(t.near))
	for d, n := range t.near {
		other.near[d] = times(by, n)
	}
	return &other
}
