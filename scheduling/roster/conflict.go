package roster

import (
	"slices"
	"sort"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Conflicts returns the people for whom no legal roster exists, each with a
// minimal set of rules in conflict and the smallest changes that would help. It
// is what [Solve] does before it searches; a planner's screen can ask earlier.
// The problem must be without faults.
func Conflicts(p *Problem) []Conflict {
	m := newModel(p)
	f := newFinder(m)
	var conflicts []Conflict
	for i, w := range m.people {
		if !f.possible(w) {
			conflicts = append(conflicts, m.conflict(i))
		}
	}
	return conflicts
}

// infeasible explains why people have no legal roster.
func (m *model) infeasible(stuck []int) *Infeasible {
	e := &Infeasible{}
	slices.Sort(stuck)
	for _, i := range stuck {
		e.Conflicts = append(e.Conflicts, m.conflict(i))
	}
	return e
}

// possible reports whether a worker has any legal roster. Over a long horizon whoever has
// too many states for one search has one if a row can be built window by window.
func (f *finder) possible(w *worker) bool {
	if !w.possible() {
		return false
	}
	if w.auto == nil && (w.law.memo != nil || f.model.sweepable()) {
		return f.model.longRow(f, newCover(f.model), w) != nil
	}
	_, ok := f.find(w, state{}, nil, 0, f.model.days, Load{})
	return ok
}

// trial is one person alone with rules that can be changed.
type trial struct {
	m         *model
	menu      *menu
	person    Person
	agreement rules.Agreement
	// loose are fixed shifts that may be kept or not, once that rule is dropped;
	// home says that days of absence may be worked, though they still count.
	// Dropping a rule therefore never forbids what was legal.
	loose []Fixed
	home  bool
	// restrict narrows what the person may do; nil for nothing.
	restrict func(*menu, []dayPlan)
}

// feasible reports whether the person has a legal roster under the trial's rules.
func (t trial) feasible() bool {
	problem := *t.m.problem
	t.person.Agreement = 0
	problem.People, problem.Agreements = []Person{t.person}, []rules.Agreement{t.agreement}
	alone := *t.m
	alone.problem, alone.people = &problem, nil
	u := t.m.extended(t.menu, t.loose)
	kinds := alone.kindsOf(0, u)
	w := &worker{duty: alone.newDuty(u, t.agreement), groups: t.person.Groups}
	w.law, w.kinds = alone.newStatute(0, t.agreement, kinds), kinds
	w.auto = w.law.keeping(len(w.law.caps)).build(w.law.most(mostLoose))
	w.uncounted = w.law.caps[min(len(w.law.caps), countedCaps):]
	w.runs = w.eased()
	if t.home {
		problem.People[0].Absences = nil
	}
	w.days, w.impossible = alone.plan(0, w.duty, kinds)
	if t.restrict != nil {
		t.restrict(u, w.days)
	}
	return newFinder(&alone).possible(w)
}

// trial returns person i's rules as they are.
func (m *model) trial(i int) trial {
	person := m.problem.People[i]
	return trial{m: m, menu: m.people[i].duty.menu, person: person, agreement: m.problem.Agreements[person.Agreement]}
}

// conflict explains why person i has no legal roster. The deletion filter
// (Chinneck and Dravnieks, ORSA Journal on Computing 3, 1991) drops rule after
// rule for good as long as the rest is still in conflict; what cannot be dropped
// is a minimal set.
func (m *model) conflict(i int) Conflict { return m.trial(i).conflict(i) }

// conflict explains why a trial of person i has no legal roster.
func (t trial) conflict(i int) Conflict {
	left := t
	c := Conflict{Person: i}
	for _, r := range slices.Backward(orderOf(t.agreement)) {
		without := left.without(r)
		switch {
		case !left.has(r):
		case without.feasible():
			c.Rules = append(c.Rules, r)
		default:
			left = without
		}
	}
	slices.Reverse(c.Rules)
	for _, r := range c.Rules {
		c.Reliefs = append(c.Reliefs, t.reliefs(r)...)
	}
	sort.SliceStable(c.Reliefs, func(a, b int) bool { return c.Reliefs[a].size() < c.Reliefs[b].size() })
	return c
}

// reliefs returns the smallest changes of the knobs of a rule that free the
// person.
func (t trial) reliefs(r rules.Rule) []Relief {
	all := knobsOf(&t.agreement, r)
	if len(all) == 0 { // a rule without a number
		if t.without(r).feasible() {
			return []Relief{{Rule: r, To: rules.Nothing}}
		}
		return nil
	}
	var found []Relief
	for n, k := range all {
		from, to := *k.value, k.free
		if from == to || !t.with(r, n, to).feasible() {
			continue
		}
		bad, good := max(0, from), to // feasibility changes once between them
		for good-bad > 1 || bad-good > 1 {
			mid := bad + (good-bad)/2
			if t.with(r, n, mid).feasible() {
				good = mid
			} else {
				bad = mid
			}
		}
		found = append(found, Relief{Rule: r, From: from, To: good})
	}
	return found
}

// size is how large a relief is, as a share of the limit it changes; doing away
// with a rule is the largest.
func (r Relief) size() float64 {
	if r.From == 0 && r.To == rules.Nothing {
		return 1e9
	}
	change := r.To - r.From
	return float64(max(change, -change)) / float64(max(1, r.From))
}

// with returns the trial with one knob of a rule at another value.
func (t trial) with(r rules.Rule, knob, value int) trial {
	t.agreement.Caps, t.agreement.Rules = slices.Clone(t.agreement.Caps), slices.Clone(t.agreement.Rules)
	*knobsOf(&t.agreement, r)[knob].value = value
	return t
}
