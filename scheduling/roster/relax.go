package roster

import (
	"cmp"
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

// RelaxKind is a kind of concession.
type RelaxKind int

// The kinds of concessions.
const (
	Rearrange   RelaxKind = iota // no rule changes: people come whose wishes or other days pay for it
	OneLimit                     // one limit of an agreement is a notch looser
	Overtime                     // all limits on the amount of work of an agreement are a notch looser
	Unavailable                  // people come outside the hours that they have named
	Borrow                       // people from elsewhere
)

// Relaxation is a concession that would cover an interval better, with whoever
// comes then and what it costs.
type Relaxation struct {
	Kind    RelaxKind
	Limits  []Loosening // of OneLimit and Overtime
	Helpers []Helper
	Cost    Cost    // change of the objective by term; negative is better
	Paid    int     // minutes paid more
	Covered float64 // people more in the interval
}

// Helper is one person who comes. Person is [Borrowed] for somebody from elsewhere.
type Helper struct {
	Person int
	Shift  Shift // the one that covers the interval
	Days   []DayChange
}

// Borrowed stands for somebody who is not among the people of a problem.
const Borrowed = -1

// How much is tried for an answer.
const (
	mostHelpers    = 3 // who come together by one concession
	mostCandidates = 8 // whose rows are searched for one concession
	relaxGentle    = 0.5
)

// Relax prices concessions that would cover an interval of the grid better: each
// limit a notch looser (see [Loosening]), hours beyond availability, people from
// elsewhere, and, for comparison, what is possible under the rules as they are.
// For each the people whom it brings at the best change of the objective are
// found by their cheapest rows at present prices, one after the other, until the
// interval has whom it needs or three have come. The best come first;
// concessions that bring nobody, or nobody at less than the rules as they are
// would cost, are left out. The roster stays as it is.
func (d *Desk) Relax(group, interval int) []Relaxation {
	x := d.relaxer(group, interval)
	var list []Relaxation
	add := func(r Relaxation, o offers) {
		if d.gather(&r, o, x); len(r.Helpers) > 0 && r.Covered > 0 {
			list = append(list, r)
		}
	}
	plain := x.offers(x.free, d.m.people)
	for _, o := range plain.list {
		x.lawful[o.person] = o.cost.Total()
	}
	add(Relaxation{Kind: Rearrange}, plain)
	for agreement := range d.m.problem.Agreements {
		var amount []Loosening
		for _, l := range d.m.loosenings(agreement) {
			if amounts(d.m.problem.Agreements[agreement], l) {
				amount = append(amount, l)
			}
			add(Relaxation{Kind: OneLimit, Limits: []Loosening{l}}, x.under(agreement, l))
		}
		if len(amount) > 1 {
			add(Relaxation{Kind: Overtime, Limits: amount}, x.under(agreement, amount...))
		}
	}
	add(Relaxation{Kind: Unavailable}, x.unavailable())
	if r := d.borrow(x); r.Covered > 0 {
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b Relaxation) int { return cmp.Compare(a.Cost.Total(), b.Cost.Total()) })
	return list
}

// amounts reports whether a limit is on how much somebody works.
func amounts(a rules.Agreement, l Loosening) bool {
	switch l.Rule {
	case rules.MaxWeekMinutes, rules.MaxWeekDays, rules.WeekDaysOff, rules.ConsecutiveDaysOff, rules.MaxPeriodMinutes, rules.MaxPeriodShifts:
		return true
	}
	switch kindOfRule(a, l.Rule) {
	case labour.PaidMinutes, labour.Shifts:
		return l.To > l.From
	case labour.DaysOff:
		return l.To < l.From
	}
	return false
}

// relaxer is one question about an interval.
type relaxer struct {
	d                *Desk
	group, tick, day int
	from, to         int // ticks of the interval
	need             int
	free             []int                // who could come lawfully, the cheapest first
	blocked          map[rules.Rule][]int // who could come without that rule
	lawful           map[int]float64      // what it costs for those who can lawfully
}

func (d *Desk) relaxer(group, interval int) *relaxer {
	reason := d.ExplainSlot(group, interval)
	from, to := d.m.interval(interval)
	x := &relaxer{d: d, group: group, tick: from, from: from, to: to, day: d.m.dayOf(from), blocked: map[rules.Rule][]int{}, lawful: map[int]float64{}}
	x.need = min(mostHelpers, max(1, int(math.Ceil(reason.Required-reason.Covered-1e-9))))
	for _, c := range reason.Candidates {
		switch {
		case !c.Blocked && len(x.free) < mostCandidates:
			x.free = append(x.free, c.Person)
		case c.Blocked && len(x.blocked[c.Forbidden]) < mostCandidates:
			x.blocked[c.Forbidden] = append(x.blocked[c.Forbidden], c.Person)
		}
	}
	return x
}

// offer is what one person's coming would do.
type offer struct {
	person int
	shift  Shift
	days   []DayChange
	cost   Cost
}

// offers are those of a concession, the best first, and how to ask again once
// the roster has changed.
type offers struct {
	list []offer
	ask  func(person int) (offer, bool)
}

func (x *relaxer) offers(people []int, workers []*worker) offers {
	o := offers{ask: func(person int) (offer, bool) { return x.ask(x.d.m, person, workers[person]) }}
	return o.of(people)
}

// of asks people for the first time.
func (o offers) of(people []int) offers {
	for _, i := range people {
		if one, ok := o.ask(i); ok {
			o.list = append(o.list, one)
		}
	}
	slices.SortStableFunc(o.list, func(a, b offer) int { return cmp.Compare(a.cost.Total(), b.cost.Total()) })
	return o
}

// under asks the people of an agreement under looser limits: those whom one of
// the rules keeps away, and those for whom it makes coming cheaper.
func (x *relaxer) under(agreement int, list ...Loosening) offers {
	h := x.d.m.loosened(list...)
	o := offers{ask: func(person int) (offer, bool) {
		one, ok := x.ask(h.model, person, x.hired(h, person))
		if lawful, able := x.lawful[person]; ok && able && one.cost.Total() > lawful-1e-6 {
			return offer{}, false
		}
		return one, ok
	}}
	asked := slices.Clone(x.free)
	for _, l := range list {
		asked = append(asked, x.blocked[l.Rule]...)
	}
	asked = slices.DeleteFunc(asked, func(i int) bool { return x.d.m.problem.People[i].Agreement != agreement })
	return o.of(asked)
}

// hired returns somebody under other limits, in the team rules as they are.
func (x *relaxer) hired(h *hiring, person int) *worker {
	w := h.hire(person)
	w.roles = x.d.m.people[person].roles
	return w
}

// unavailable asks the people whom their availability alone keeps away.
func (x *relaxer) unavailable() offers {
	problem, alone := *x.d.m.problem, *x.d.m
	problem.People = slices.Clone(problem.People)
	alone.problem = &problem
	for _, i := range x.blocked[rules.Availability] {
		problem.People[i].Limited, problem.People[i].Windows = false, nil
	}
	h := alone.loosened()
	return offers{ask: func(person int) (offer, bool) { return x.ask(h.model, person, x.hired(h, person)) }}.of(x.blocked[rules.Availability])
}

// ask finds the cheapest way in which a worker of a model could be in the
// interval: by a shift of that day or of the day before.
func (x *relaxer) ask(m *model, person int, w *worker) (best offer, ok bool) {
	d := x.d
	spans := func(a *arc) bool { return a.start <= x.tick && x.tick < a.end() }
	for k := x.day; k >= max(0, x.day-1); k-- {
		if !slices.ContainsFunc(w.duty.menu.days[k], func(a arc) bool { return spans(&a) }) {
			continue
		}
		days, can := d.rearranged(m, w.restricted(func(u *menu, plan []dayPlan) {
			plan[k].must, plan[k].only = true, x.group+1
			d.m.narrow(u, plan, k, spans)
		}), person, k, relaxGentle)
		at := slices.IndexFunc(days, func(c DayChange) bool { return c.Day == k })
		if !can || at < 0 {
			continue
		}
		effect, back := d.move(movesOf(person, days))
		d.move(back)
		if one := (offer{person, days[at].To, days, effect.Cost}); !ok || one.cost.Total() < best.cost.Total() {
			best, ok = one, true
		}
	}
	return best, ok
}

// gather lets the best of those who offer come, one after the other, and writes
// down what it does.
func (d *Desk) gather(r *Relaxation, o offers, x *relaxer) {
	before := d.present(x)
	var undo []Move
	for _, one := range o.list {
		if len(r.Helpers) == x.need {
			break
		}
		if len(r.Helpers) > 0 {
			again, ok := o.ask(one.person) // prices have moved
			if !ok {
				continue
			}
			one = again
		}
		effect, back := d.move(movesOf(one.person, one.days))
		undo = append(back, undo...)
		r.Cost = r.Cost.plus(effect.Cost, +1)
		r.Paid += d.paidMore(one.days)
		r.Helpers = append(r.Helpers, Helper{one.person, one.shift, one.days})
	}
	r.Covered = d.present(x) - before
	d.move(undo)
}

// present returns how many people are in the interval.
func (d *Desk) present(x *relaxer) (people float64) {
	for t := x.from; t < x.to; t++ {
		people += float64(d.cover.count[x.group][t]) / float64(x.to-x.from)
	}
	return people
}

// borrow puts shifts of people from elsewhere where they are worth most.
func (d *Desk) borrow(x *relaxer) Relaxation {
	r, before := Relaxation{Kind: Borrow}, d.present(x)
	f := newFinder(d.m)
	for range x.need {
		s, ok := d.cheapestShift(f, x)
		if !ok {
			break
		}
		r.Cost = r.Cost.plus(d.fill(s, +1), +1)
		r.Paid += d.m.problem.Paid(s)
		r.Helpers = append(r.Helpers, Helper{Person: Borrowed, Shift: s})
	}
	r.Covered = d.present(x) - before
	for _, h := range r.Helpers {
		d.fill(h.Shift, -1)
	}
	return r
}

// cheapestShift returns the shift of anybody's menu in the interval that costs
// least at present prices.
func (d *Desk) cheapestShift(f *finder, x *relaxer) (best Shift, ok bool) {
	least := math.Inf(1)
	anybody := &worker{groups: []int{x.group}, duty: &duty{}}
	f.charge(d.cover, anybody, 0, d.m.days)
	for _, u := range d.m.menus {
		anybody.duty.menu = u
		for k := x.day; k >= max(0, x.day-1); k-- {
			for i := range u.days[k] {
				a := &u.days[k][i]
				if a.start > x.tick || a.end() <= x.tick {
					continue
				}
				if price := f.arcPrice(f.prefix[x.group], a); price < least {
					least, ok = price, true
					best = d.m.shiftOf(anybody, k, f.place(anybody, k, pick{int32(i), int16(x.group)}))
				}
			}
		}
	}
	return best, ok
}
