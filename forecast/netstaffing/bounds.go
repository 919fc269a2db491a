package netstaffing

import (
	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// Bounds are people by interval, not rounded, between whom every way to share
// lies.
type Bounds struct {
	// Pooled is what everybody would need who could do everything, with the
	// loosest of the goals: nobody needs fewer. Queues that no group connects
	// have each a pool of their own.
	Pooled []float64
	// Dedicated is what the queues need that share nobody.
	Dedicated []float64
}

// loosest returns a goal that nobody misses who keeps one of two.
func loosest(a, b staffing.Goals) staffing.Goals {
	limit := func(x, y float64) float64 { // 0 is no goal
		if x == 0 || y == 0 {
			return 0
		}
		return max(x, y)
	}
	out := a
	out.ServiceLevel, out.Threshold = min(a.ServiceLevel, b.ServiceLevel), max(a.Threshold, b.Threshold)
	out.MaxASA, out.MaxOccupancy, out.MaxAbandonment = limit(a.MaxASA, b.MaxASA), limit(a.MaxOccupancy, b.MaxOccupancy), limit(a.MaxAbandonment, b.MaxAbandonment)
	if a.Variant != b.Variant {
		out.Variant = erlang.AbandonsAsAnswered // the mildest
	}
	out.MinAgents = 0
	return out
}

// components numbers the queues by who shares people with whom, directly or
// through others.
func (m *mesh) components() (of []int, n int) {
	of = make([]int, len(m.byQueue))
	for q := range of {
		of[q] = -1
	}
	for q := range of {
		if of[q] >= 0 {
			continue
		}
		of[q] = n
		for stack := []int{q}; len(stack) > 0; {
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, p := range m.byQueue[last] {
				for _, other := range m.byGroup[m.pairs[p].group] {
					if k := m.pairs[other].queue; of[k] < 0 {
						of[k] = n
						stack = append(stack, k)
					}
				}
			}
		}
		n++
	}
	return of, n
}

// pooled returns what one pool for each component needs in an interval.
func pooled(c *Centre, component []int, n, interval int) (float64, error) {
	total := 0.0
	for part := range n {
		var all union
		for q := range c.Queues {
			if component[q] == part {
				all.add(&c.Queues[q], interval, c.Interval)
			}
		}
		need, err := all.need()
		if err != nil {
			return 0, err
		}
		total += need
	}
	return total, nil
}

// union is queues taken together.
type union struct {
	goals                staffing.Goals
	some                 bool
	erlangs, rate, least float64 // least is the shortest patience
}

func (u *union) add(q *Queue, interval int, seconds float64) {
	if q.Contacts[interval] == 0 {
		return
	}
	if !u.some {
		u.goals, u.some, u.least = q.Goals, true, q.Patience
		u.goals.MinAgents = 0
	} else {
		u.goals = loosest(u.goals, q.Goals)
	}
	if q.Patience > 0 && (u.least == 0 || q.Patience < u.least) {
		u.least = q.Patience
	}
	u.rate += q.Contacts[interval] / seconds
	u.erlangs += q.Contacts[interval] * q.aht(interval) / seconds
}

// need takes the shortest patience for all, with which a pool is smallest.
func (u *union) need() (float64, error) {
	if !u.some {
		return 0, nil
	}
	load := staffing.Load{Erlangs: u.erlangs, AHT: u.erlangs / u.rate, Patience: u.least}
	r, err := staffing.Requirement(load, u.goals)
	return r.Fractional, err
}
