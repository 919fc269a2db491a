package roster

import (
	"math"
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
				d.m.narrow(u, plan, day, func(a *arc) bool { return t != NoTemplate && a.template == t })
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
func (m *model) narrow(u *menu, plan []dayPlan, day int, keep func(*arc) bool) {
	arcs := u.days[day]
	var kept []planArc
	for _, own := range plan[day].arcs {
		if keep(&arcs[own.index]) {
			kept = append(kept, own)
		}
	}
	plan[day].arcs = kept
	if f := plan[day].fixed; f != nil {
		a := arc{start: f.shift.Start / m.tick, ticks: f.shift.Minutes / m.tick, template: f.shift.Template}
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
	w := d.m.people[person].restricted(restrict)
	row, cost := d.respond(d.m, w, person, day, 0)
	if row == nil {
		return d.m.blocked(person, restrict)
	}
	return Choice{Shift: d.m.shiftOf(w, day, row[day]), Delta: cost - base}
}

// restricted returns the worker with days that a restriction has narrowed.
func (w *worker) restricted(restrict func(*menu, []dayPlan)) *worker {
	other := *w
	other.days = slices.Clone(w.days)
	restrict(w.duty.menu, other.days)
	return &other
}

// respondDays is how far around a day the days of somebody may move whose horizon
// is too long, or whose rules are too intricate, for one search.
const respondDays = 14

// respond finds the cheapest row of a worker of a model while the person's movable
// days are lifted, and what it costs; nil when there is none. A change of a day
// of the present row costs a little more by gentle, so that nothing moves in vain.
func (d *Desk) respond(m *model, w *worker, person, day int, gentle float64) ([]placed, float64) {
	if !w.possible() {
		return nil, 0
	}
	a, b := 0, m.days
	if w.auto == nil {
		a, b = max(0, day-respondDays), min(m.days, day+respondDays+1)
	}
	standing, known := d.standing(person, a, b)
	if !known && w.auto == nil {
		return nil, 0
	}
	f := newFinder(m)
	f.charge(d.cover, w, a, b)
	if gentle > 0 {
		f.levy = d.m.gentleLevy(standing, gentle)
	}
	fair := &m.problem.Fairness
	var best []placed
	least := math.Inf(1)
	// The slope of fairness at the present burden, then at what came out. The present is
	// counted by its shifts: some may be on no menu.
	load := m.problem.loadOf(person, d.roster.Days[person])
	for range 2 {
		if _, ok := f.find(w, state{}, standing, a, b, fair.slope(w.standing, load)); !ok {
			return best, least
		}
		row := slices.Clone(standing)
		f.write(w, row, a, b)
		var own, tax float64
		own, load = w.ledger(row, 0, m.days)
		cost := own + fair.fairness(w.standing, load) + d.cover.price(w, row)
		if f.levy != nil {
			tax = f.levy.row(w, row)
		}
		if cost+tax < least {
			best, least = row, cost+tax
		}
		if fair.weights() == (Load{}) {
			break
		}
	}
	if f.levy != nil {
		least -= f.levy.row(w, best)
	}
	return best, least
}

// price returns what a row's hours would add to the cost of the coverage.
func (c *cover) price(w *worker, row []placed) (sum float64) {
	for d, p := range row {
		sum += c.put(w, d, p, +1)
	}
	for d, p := range row {
		c.put(w, d, p, -1)
	}
	return sum
}

// offMenu marks a day whose shift the person's menu does not have.
const offMenu = -3

// standing returns a person's present days as the search sees them, and whether
// it knows all of them outside a..b-1.
func (d *Desk) standing(person, a, b int) (row []placed, known bool) {
	w := d.m.people[person]
	row, known = make([]placed, d.m.days), true
	for k, s := range d.roster.Days[person] {
		p, ok := d.m.placedOf(w, k, s)
		if !ok && p.arc != dayFixed {
			p.arc = offMenu
			known = known && k >= a && k < b
		}
		row[k] = p
	}
	return row, known
}

// gentleLevy prices every changed day alike, in the shares of a repair.
func (m *model) gentleLevy(standing []placed, price float64) *levy {
	usual := DefaultRepairWeights()
	t := &levy{standing: standing, near: make([]float64, m.days), start: usual.Start, pauses: usual.Pauses, reach: nearStart / m.tick}
	for d := range t.near {
		t.near[d] = price
	}
	return t
}

// blocked names the first rule without which a restriction could be met.
func (m *model) blocked(person int, restrict func(*menu, []dayPlan)) Choice {
	t := m.trial(person)
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
