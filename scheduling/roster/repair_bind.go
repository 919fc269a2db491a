package roster

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// bind narrows what everybody may do to what the order leaves open, and lays the
// levies on the rest.
func (r *repair) bind(m *model) {
	zeroed := map[*planArc][]planArc{}
	for k, i := range r.who {
		w := *m.people[k]
		w.days = slices.Clone(w.days)
		standing := make([]placed, m.days)
		for d, s := range r.base.Days[i] {
			standing[d], _ = m.placedOf(&w, d, s)
		}
		t := &levy{standing: standing, near: make([]float64, m.days), start: r.settings.Weights.Start,
			pauses: r.settings.Weights.Pauses, reach: nearStart / m.tick}
		for d := range w.days {
			t.near[d] = r.near(m, i, d)
			if d < r.a || d >= r.b || r.order.pinned(i, d, r.base.Days[i][d]) {
				t.near[d] = math.Inf(1)
				w.days[d].keepOnly(standing[d])
				continue
			}
			r.narrow(m, &w, d, standing[d])
		}
		if r.order.Keep.WeekPaid && k >= r.own {
			w.sameWeeks(standing)
		}
		m.people[k] = &w
		r.levies = append(r.levies, t)
		r.bare = append(r.bare, w.unpriced(r.a, r.b, zeroed))
	}
}

// near returns the price of changing a day of a person.
func (r *repair) near(m *model, i, d int) float64 {
	w := r.settings.Weights
	price := w.Day * m.unit()
	if ahead := float64(m.problem.minuteOfDay(d)-r.order.Frozen) / 1440; w.NearDays > 0 && w.Near > 1 {
		price *= 1 + (w.Near-1)*math.Max(0, 1-math.Max(0, ahead)/float64(w.NearDays))
	}
	if slices.Contains(r.order.Willing, i) {
		price *= w.Willing
	}
	return price
}

// keepOnly leaves a day as it stands.
func (plan *dayPlan) keepOnly(standing placed) {
	if plan.fixed != nil {
		return
	}
	plan.arcs = slices.DeleteFunc(slices.Clone(plan.arcs), func(a planArc) bool { return int32(a.index) != standing.arc })
	if standing.arc >= 0 {
		plan.must, plan.only = true, int(standing.group)+1
	}
}

// narrow takes away what the frozen time and the switches forbid on a day.
func (r *repair) narrow(m *model, w *worker, d int, standing placed) {
	plan, arcs, keep := &w.days[d], w.duty.menu.days[d], r.order.Keep
	frozen := r.order.Frozen > m.problem.minuteOfDay(d)
	if plan.fixed != nil || !frozen && !keep.DayPaid && !keep.Starts {
		return
	}
	var was *arc
	if standing.arc >= 0 {
		was = &arcs[standing.arc]
		plan.must = keep.DayPaid || keep.Starts
	}
	plan.arcs = slices.DeleteFunc(slices.Clone(plan.arcs), func(own planArc) bool {
		a := &arcs[own.index]
		return a != was && frozen && a.start*m.tick < r.order.Frozen ||
			keep.DayPaid && (was == nil || a.paid != was.paid) ||
			keep.Starts && was != nil && a.start != was.start
	})
}

// sameWeeks makes the paid minutes of every week those of a row.
func (w *worker) sameWeeks(row []placed) {
	law := *w.law
	law.weeks = slices.Clone(law.weeks)
	totals := make([]int, len(law.weeks))
	totals[0] = int(law.start.weekMin)
	for d, p := range row {
		if p.arc != dayOff {
			totals[law.week[d]] += w.kindOf(d, p).paid
		}
	}
	for k, total := range totals {
		law.weeks[k].minutes = rules.Range{Min: total, Max: total}
		if total == 0 {
			law.weeks[k].minutes.Max = rules.Nothing
		}
	}
	w.law, w.auto, w.uncounted = &law, nil, nil // the automaton knows nothing of this; windows do
	w.runs = w.eased()
}

// unpriced returns the worker whose days a..b-1 cost nothing of their own.
func (w *worker) unpriced(a, b int, known map[*planArc][]planArc) *worker {
	bare := *w
	bare.days = slices.Clone(w.days)
	for d := a; d < b; d++ {
		plan := &bare.days[d]
		plan.off = 0
		if plan.fixed != nil {
			fixed := *plan.fixed
			fixed.cost, fixed.strain = 0, strain{}
			plan.fixed = &fixed
		}
		if len(plan.arcs) == 0 {
			continue
		}
		key := &plan.arcs[0]
		if known[key] == nil {
			known[key] = make([]planArc, len(plan.arcs))
			for i, own := range plan.arcs {
				known[key][i] = planArc{index: own.index}
			}
		}
		plan.arcs = known[key]
	}
	return &bare
}
