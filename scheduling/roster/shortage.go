package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// SlotReason explains the coverage of one interval of one group.
type SlotReason struct {
	Required, Covered float64
	// Candidates are the people of the group who do not work in it then, the
	// most useful first and those whom a rule blocks last.
	Candidates []Candidate
}

// Candidate is somebody who could cover an interval but does not.
type Candidate struct {
	Person int
	// Delta is the change of the objective if the person covered the interval,
	// with their other days rearranged; meaningless when Blocked.
	Delta     float64
	Shift     Shift // the shift that would cover it
	Blocked   bool
	Forbidden rules.Rule
}

// ExplainSlot says why an interval of the grid has the coverage it has: who else
// could work then, at what change of cost, and which rule blocks each of the
// others.
func (d *Desk) ExplainSlot(group, interval int) SlotReason {
	from, to := d.m.interval(interval)
	reason := SlotReason{Required: d.m.problem.Groups[group].Required[interval]}
	if present := d.m.problem.Groups[group].Present; present != nil {
		reason.Covered = present[interval]
	}
	for t := from; t < to; t++ {
		reason.Covered += float64(d.cover.count[group][t]) / float64(to-from)
	}
	for i, w := range d.m.people {
		if slices.Contains(w.groups, group) && !d.works(i, group, from) {
			reason.Candidates = append(reason.Candidates, d.candidate(i, group, from))
		}
	}
	slices.SortStableFunc(reason.Candidates, func(a, b Candidate) int { return compareChoice(a.Blocked, b.Blocked, a.Delta, b.Delta) })
	return reason
}

// works reports whether a shift of the person spans a tick in a group.
func (d *Desk) works(person, group, tick int) bool {
	minute := tick * d.m.tick
	return slices.ContainsFunc(d.roster.Days[person], func(s Shift) bool {
		return !s.Off() && s.Group == group && s.Start <= minute && minute < s.End()
	})
}

// candidate finds the person's best way to span a tick in a group: by a shift of
// that day, or by one of the day before that reaches into it.
func (d *Desk) candidate(person, group, tick int) Candidate {
	w, day := d.m.people[person], d.m.dayOf(tick)
	spans := func(a *arc) bool { return a.start <= tick && tick < a.end() }
	best := Candidate{Person: person, Blocked: true, Forbidden: rules.Template}
	d.lift(person, func(base float64) {
		for k := day; k >= max(0, day-1); k-- {
			if !slices.ContainsFunc(w.duty.menu.days[k], func(a arc) bool { return spans(&a) }) {
				continue
			}
			c := d.choose(person, base, func(u *menu, plan []dayPlan) {
				plan[k].must, plan[k].only = true, group+1
				d.m.narrow(u, plan, k, spans)
			}, k)
			if best.Forbidden == rules.Template || compareChoice(c.Blocked, best.Blocked, c.Delta, best.Delta) < 0 {
				best = Candidate{person, c.Delta, c.Shift, c.Blocked, c.Forbidden}
			}
		}
	})
	return best
}
