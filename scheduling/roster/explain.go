package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// ShiftReason explains one day of one person.
type ShiftReason struct {
	// Choices are the ways to spend the day, the cheapest first: a day off, and
	// the best shift of each template.
	Choices []Choice
}

// Choice is one way to spend a day.
type Choice struct {
	Template int   // NoTemplate for the day off
	Shift    Shift // the best of it; zero for the day off and when blocked
	// Delta is the change of the objective when the person's other days are
	// rearranged as well as the rules and prices allow; everybody else stays.
	Delta float64
	// Blocked says that no legal roster has this choice, and Forbidden names the
	// first rule without which there would be one.
	Blocked   bool
	Forbidden rules.Rule
}

// ExplainShift says why a person works (or not) as the roster has it on a day:
// the change of cost that each alternative would bring, and the rule that
// forbids those that are impossible. It is exact for one person.
func (d *Desk) ExplainShift(person, day int) ShiftReason {
	w, reason := d.m.people[person], ShiftReason{}
	d.lift(person, func(base float64) {
		for _, t := range append([]int{NoTemplate}, w.duty.menu.templates...) {
			c := d.choose(person, base, func(u *menu, plan []dayPlan) {
				plan[day].must = t != NoTemplate
				d.narrow(u, plan, day, func(a *arc) bool { return t != NoTemplate && a.template == t })
			}, day)
			c.Template = t
			reason.Choices = append(reason.Choices, c)
		}
	})
	slices.SortStableFunc(reason.Choices, func(a, b Choice) int { return compareChoice(a.Blocked, b.Blocked, a.Delta, b.Delta) })
	return reason
}

// compareChoice puts what is possible before what is blocked, then the cheaper
// first.
func compareChoice(aBlocked, bBlocked bool, a, b float64) int {
	switch {
	case aBlocked != bBlocked && aBlocked:
		return 1
	case aBlocked != bBlocked:
		return -1
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// narrow keeps only some arcs of a day. A fixed shift stays what it is: an
// alternative to it is then impossible because of it.
func (d *Desk) narrow(u *menu, plan []dayPlan, day int, keep func(*arc) bool) {
	arcs := u.days[day]
	var kept []planArc
	for _, own := range plan[day].arcs {
		if keep(&arcs[own.index]) {
			kept = append(kept, own)
		}
	}
	plan[day].arcs = kept
	if f := plan[day].fixed; f != nil {
		a := arc{start: f.shift.Start / d.m.tick, ticks: f.shift.Minutes / d.m.tick, template: f.shift.Template}
		if !keep(&a) {
			plan[day].fixed, plan[day].must = nil, true
		}
	}
}

// lift takes a person's movable days out of the coverage, calls do with what
// they cost there, and puts them back.
func (d *Desk) lift(person int, do func(base float64)) {
	base := d.personal[person].Total()
	w, row := d.m.people[person], d.roster.Days[person]
	for day, s := range row {
		if w.days[day].fixed == nil {
			base -= d.put(person, s, -1).Total()
		}
	}
	do(base)
	for day, s := range row {
		if w.days[day].fixed == nil {
			d.put(person, s, +1)
		}
	}
}

// choose finds the person's cheapest row under a restriction and compares it
// with the present one; if there is none it looks for the rule that forbids it.
func (d *Desk) choose(person int, base float64, restrict func(*menu, []dayPlan), day int) Choice {
	whole := d.m.people[person]
	w := *whole
	w.days = slices.Clone(whole.days)
	restrict(w.duty.menu, w.days)
	f := newFinder(d.m)
	f.charge(d.cover, &w, 0, d.m.days)
	slope := d.m.problem.Fairness.slope(w.standing, Load{})
	if !w.possible() {
		return d.blocked(person, restrict)
	}
	if _, ok := f.find(&w, state{}, nil, 0, d.m.days, slope); !ok {
		return d.blocked(person, restrict)
	}
	row := make([]placed, d.m.days)
	cost := 0.0
	for k := range row {
		row[k] = f.place(&w, k, f.choice[k])
		cost += d.cover.put(&w, k, row[k], +1)
	}
	for k := range row {
		d.cover.put(&w, k, row[k], -1)
	}
	own, load := w.ledger(row, 0, d.m.days)
	cost += own + d.m.problem.Fairness.fairness(w.standing, load)
	return Choice{Shift: d.m.shiftOf(&w, day, row[day]), Delta: cost - base}
}

// blocked names the first rule without which a restriction could be met.
func (d *Desk) blocked(person int, restrict func(*menu, []dayPlan)) Choice {
	t := d.m.trial(person)
	t.restrict = restrict
	for _, r := range orderOf(t.agreement) {
		if t.has(r) && t.without(r).feasible() {
			return Choice{Blocked: true, Forbidden: r}
		}
	}
	// No single rule is to blame: no template has such a shift, or rules
	// together forbid it.
	if free := t.unruled(); !free.feasible() {
		return Choice{Blocked: true, Forbidden: rules.Template}
	}
	for _, r := range orderOf(t.agreement) {
		if t = t.without(r); t.feasible() {
			return Choice{Blocked: true, Forbidden: r}
		}
	}
	return Choice{Blocked: true, Forbidden: rules.Template}
}

// unruled returns the trial without any rule.
func (t trial) unruled() trial {
	for _, r := range orderOf(t.agreement) {
		t = t.without(r)
	}
	return t
}
