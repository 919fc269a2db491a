package roster

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// worker is a person as the search sees them.
type worker struct {
	duty *duty
	// auto accepts the worker's legal rows; it is nil where it would be too large,
	// and law is then laid over one window of days at a time.
	auto *automaton
	law  *statute
	// runs is the agreement without what is counted over the whole horizon.
	runs *statute
	// frame is law laid over the one window that a crew's worker is asked for.
	frame *frame
	kinds []kind
	// loose accepts at least the worker's legal rows, for the bound; nil where even
	// that would be too large.
	loose *automaton
	// uncounted are the caps that auto does not count; see finder.capped.
	uncounted []rules.ClassCap
	groups    []int
	roles     []role // in the team rules
	days      []dayPlan
	// impossible says that the person's fixed shifts already break a rule.
	impossible bool
	// standing is the person's part in sharing burdens. A shift that begins less
	// than short minutes after that of the day before is a short rest; eve is the
	// end of the shift before the horizon, if onEve says that there is one.
	standing   standing
	tick       int
	short, eve int
	onEve      bool
}

// dayPlan is what a worker may do on one day.
type dayPlan struct {
	arcs  []planArc // in order of start; empty when the day must be off
	off   float64   // personal cost of a day off
	must  bool      // no day off: one of the arcs has to be worked
	only  int       // 1 + the only group that counts; 0 for any that the worker holds
	fixed *fixedShift
}

// planArc is an arc that is open to a worker, with its personal cost.
type planArc struct {
	index  int // into the menu's arcs of the day
	cost   float64
	strain strain
}

// fixedShift is a given shift; its hours are counted in the coverage once and
// for all.
type fixedShift struct {
	shift  Shift
	kind   int
	cost   float64
	strain strain
}

// possible reports whether nothing is known to forbid every roster of the worker.
func (w *worker) possible() bool { return !w.impossible && (w.auto == nil || !w.auto.empty()) }

// exact reports whether the automaton accepts the worker's legal rows and no others.
func (w *worker) exact() bool { return w.auto != nil && len(w.uncounted) == 0 }

// relaxed returns the worker with an automaton that accepts at least what the worker
// may work, or nil when there is none.
func (w *worker) relaxed() *worker {
	if w.exact() {
		return w
	}
	if w.loose == nil {
		return nil
	}
	other := *w
	other.auto, other.uncounted = w.loose, nil
	return &other
}

// hire makes the workers, sharing whatever people have in common.
func (m *model) hire() {
	h := newHiring(m)
	for i := range m.problem.People {
		w := h.hire(i)
		m.people, m.eased = append(m.people, w), append(m.eased, w.relaxed())
	}
}

// hiring holds what is shared while workers are made.
type hiring struct {
	model  *model
	menus  map[string]*menu
	cache  placements
	duties map[string]*duty
	autos  map[string]*automaton
	terms  map[string]*terms
	plans  map[string][]dayPlan
	built  int        // transitions of the automata so far
	large  []*statute // those whose automata over a long horizon were too large
}

// newHiring returns one that shares nothing yet.
func newHiring(m *model) *hiring {
	return &hiring{model: m, menus: map[string]*menu{}, cache: placements{}, duties: map[string]*duty{},
		autos: map[string]*automaton{}, terms: map[string]*terms{}, plans: map[string][]dayPlan{}}
}

// hire makes the worker of person i.
func (h *hiring) hire(i int) *worker {
	m, p := h.model, h.model.problem
	person := &p.People[i]
	a := p.Agreements[person.Agreement]
	u := m.menuOf(person.Templates, h.menus, h.cache)
	w := &worker{groups: person.Groups, tick: m.tick}
	w.share(p, person)
	key := fmt.Sprint(person.Templates, a.RestMinutes, a.Successions, barredHours(a))
	if h.duties[key] == nil {
		h.duties[key] = m.newDuty(u, a)
	}
	w.duty = h.duties[key]
	kinds := m.kindsOf(i, u)
	w.law, w.kinds = m.newStatute(i, a, kinds), kinds
	w.runs = w.eased()
	who := fmt.Sprint(person.Agreement, kinds)
	if w.law.memo != nil {
		who = fmt.Sprint(who, person.Past, person.PastDays, person.Absences)
	}
	t := h.termsOf(w.law, who)
	w.auto, w.loose, w.uncounted = t.exact, t.loose, t.open
	if person.plain() {
		if h.plans[key] == nil {
			h.plans[key], _ = m.plan(i, w.duty, kinds)
		}
		w.days = h.plans[key]
		return w
	}
	w.days, w.impossible = m.plan(i, w.duty, kinds)
	return w
}

// classKey tells workers apart as far as prices and rules do.
type classKey struct {
	auto   *automaton
	days   *dayPlan
	groups string
	standing
}

// class returns the worker's key; equal keys mean equal cheapest rows.
func (w *worker) class() classKey {
	return classKey{w.loose, &w.days[0], fmt.Sprint(w.groups), w.standing}
}

// plain reports whether the person's days are those of everybody with the same
// templates and rest.
func (p *Person) plain() bool {
	return len(p.Past) == 0 && !p.Limited && len(p.Windows) == 0 && len(p.Absences) == 0 &&
		len(p.Fixed) == 0 && len(p.Preferences) == 0 && p.HourCost == 0
}

// How many transitions an automaton may have: one that is searched again and
// again, one whose states count caps too, and one that only the bound uses, now and
// then.
const (
	mostExact   = 24_000_000
	mostCapping = 1_000_000
	mostLoose   = 6_000_000
)

// How many transitions one automaton over a long horizon may have, which is built in vain
// otherwise, and all of them before further people go without.
const (
	mostLong       = 8_000_000
	mostAltogether = 250_000_000
)

// terms are an agreement as the search keeps it for some people. They are shared by
// all for whom they would be the same.
type terms struct {
	exact *automaton       // nil where it would be too large
	open  []rules.ClassCap // the caps that its states do not count
	loose *automaton       // accepts more; nil where that is too large as well
}

// termsOf returns the terms of a statute.
func (h *hiring) termsOf(s *statute, who string) *terms {
	key := fmt.Sprint(who, s.start, s.away, s.weeks, s.period)
	if known, ok := h.terms[key]; ok {
		return known
	}
	t := &terms{}
	h.terms[key] = t
	if h.hopeless(s) {
		return t
	}
	most := mostExact
	if h.model.sweepable() {
		most = mostLong
	}
	if t.exact = h.automaton(s.keeping(0), s.most(most)); t.exact != nil {
		t.open = s.caps
		if n := s.affordable(t.exact.transitions()); n > 0 {
			if counting := h.automaton(s.keeping(n), s.most(mostCapping)); counting != nil {
				t.exact, t.open = counting, s.caps[n:]
			}
		}
		t.loose = t.exact
		return t
	}
	if s.memo == nil {
		h.large = append(h.large, s)
		return t // what is too large without a cap is so with them
	}
	for keep := len(s.caps); t.loose == nil && keep >= 0; keep-- {
		t.loose = h.automaton(s.forgetful().keeping(keep), mostLoose)
	}
	return t
}

// hopeless reports whether an automaton over a long horizon is not worth a try: one of a
// statute that allows no more was too large, or those of others take up the memory.
func (h *hiring) hopeless(s *statute) bool {
	if !h.model.sweepable() {
		return false
	}
	return h.built > mostAltogether || slices.ContainsFunc(h.large, s.allowsAll)
}

// allowsAll reports whether a statute allows at least what another does, as far as
// totals tell them apart.
func (s *statute) allowsAll(u *statute) bool {
	return s.memo == nil && s.a.MinConsecutiveDays == u.a.MinConsecutiveDays && s.a.MaxConsecutiveDays == u.a.MaxConsecutiveDays &&
		s.a.MinConsecutiveDaysOff == u.a.MinConsecutiveDaysOff && s.a.MaxWeekends >= u.a.MaxWeekends && slices.Equal(s.paid(), u.paid()) &&
		slices.Equal(s.weeks, u.weeks) && wider(s.period.shifts, u.period.shifts) && wider(s.period.minutes, u.period.minutes)
}

// paid lists the paid minutes of the shifts that a statute tells apart by nothing else.
func (s *statute) paid() []int {
	var list []int
	for _, k := range s.kinds {
		if !k.never && !slices.Contains(list, k.paid) {
			list = append(list, k.paid)
		}
	}
	slices.Sort(list)
	return list
}

// wider reports whether a range holds another.
func wider(r, s rules.Range) bool {
	upper, limited := r.Upper()
	other, bounded := s.Upper()
	return r.Min <= s.Min && (!limited || bounded && upper >= other)
}

// affordable returns how many caps states can count that come to so many transitions
// without.
func (s *statute) affordable(transitions int) int {
	for n, c := range s.caps {
		if transitions *= c.Max + 1; transitions > 4*mostCapping || n == countedCaps {
			return n
		}
	}
	return len(s.caps)
}

// automaton builds a statute's automaton, or takes the states of one that differs in
// nothing but the names of classes.
func (h *hiring) automaton(s *statute, most int) *automaton {
	if s.memo != nil {
		return h.build(s, most)
	}
	key := fmt.Sprint(s.a.MinConsecutiveDays, s.a.MaxConsecutiveDays, s.a.MinConsecutiveDaysOff, s.a.MaxWeekends,
		s.kinds, s.maxima(), s.start, s.away, s.weeks, s.period, most)
	core, known := h.autos[key]
	if !known {
		core = h.build(s, most)
		h.autos[key] = core
	}
	if core == nil {
		return nil
	}
	own := *core
	own.of = s.of
	return &own
}

// build builds a statute's automaton.
func (h *hiring) build(s *statute, most int) *automaton {
	a := s.build(most)
	if a != nil {
		h.built += a.transitions()
	}
	return a
}

// kindsOf returns the kinds of the menu and, after them, those of the person's
// fixed shifts that the menu does not have.
func (m *model) kindsOf(i int, u *menu) []kind {
	own := menu{kinds: append([]kind(nil), u.kinds...)}
	for _, f := range m.problem.People[i].Fixed {
		own.kindOf(m.problem.kindOf(f.Shift))
	}
	return own.kinds
}

// plan lists what person i may do on every day, with its personal cost, and
// whether the fixed shifts make a legal roster impossible.
func (m *model) plan(i int, y *duty, kinds []kind) (plan []dayPlan, impossible bool) {
	p := m.problem
	subject := p.subject(i)
	days := make([]dayPlan, m.days)
	for d := range days {
		days[d].off = p.offCost(i, d)
	}
	for _, f := range p.People[i].Fixed {
		work := p.worked(f.Day, f.Shift)
		fixed := &fixedShift{shift: f.Shift}
		for k, own := range kinds {
			if own == p.kindOf(f.Shift) {
				fixed.kind = k
			}
		}
		fixed.cost, fixed.strain = p.shiftCost(i, f.Day, work, p.strain(f.Day, f.Shift.Start, f.Shift.Minutes))
		days[f.Day].fixed = fixed
	}
	free := m.freedom(subject)
	for d := range days {
		if days[d].fixed != nil {
			continue
		}
		arcs := y.menu.days[d]
		days[d].arcs = make([]planArc, 0, len(arcs))
		for index := range arcs {
			a := &arcs[index]
			work := rules.Shift{Day: d, Start: a.start * m.tick, End: a.end() * m.tick, Paid: a.paid, Class: y.menu.kinds[a.kind].class}
			if !free.allows(work) {
				continue
			}
			own := planArc{index: index}
			own.cost, own.strain = p.shiftCost(i, d, work, a.strain)
			days[d].arcs = append(days[d].arcs, own)
		}
	}
	return days, !free.stands()
}

// freedom is when a person may work, whatever the agreement counts.
type freedom struct {
	person rules.Person
	away   [][2]int // minutes of approved absence, and those at which nobody may work
	taken  [][2]int // past and fixed shifts with the rest before and after
}

func (m *model) freedom(subject rules.Person) freedom {
	f := freedom{person: subject}
	for _, a := range subject.Absences {
		f.away = append(f.away, [2]int{m.problem.minuteOfDay(a.Day), m.problem.minuteOfDay(a.Day + 1)})
	}
	for _, r := range barredHours(subject.Agreement) {
		f.away = append(f.away, m.barred(r)...)
	}
	rest := subject.Agreement.RestMinutes
	for _, list := range [][]rules.Shift{subject.Past, subject.Fixed} {
		for _, s := range list {
			f.taken = append(f.taken, [2]int{s.Start - rest, s.End + rest})
		}
	}
	return f
}

// allows reports whether a shift meets the person's hours, absences, and the rest
// and the successions around shifts that are given.
func (f freedom) allows(s rules.Shift) bool {
	for _, list := range [][][2]int{f.away, f.taken} {
		for _, span := range list {
			if s.Start < span[1] && s.End > span[0] {
				return false
			}
		}
	}
	return f.person.CanWork(s.Start, s.End) && f.succeeds(s)
}

// succeeds reports whether a shift may stand beside the given ones of the days
// before and after it.
func (f freedom) succeeds(s rules.Shift) bool {
	a := f.person.Agreement
	for _, list := range [][]rules.Shift{f.person.Past, f.person.Fixed} {
		for _, given := range list {
			if given.Day == s.Day-1 && a.Forbids(given.Class, s.Class) || given.Day == s.Day+1 && a.Forbids(s.Class, given.Class) {
				return false
			}
		}
	}
	return true
}

// stands reports whether the fixed shifts meet the person's hours, absences and
// the rest between given shifts.
func (f freedom) stands() bool {
	given := append(append([]rules.Shift(nil), f.person.Past...), f.person.Fixed...)
	for i, s := range given {
		if i < len(f.person.Past) {
			continue
		}
		for j, t := range given {
			if i != j && s.Start < t.End+f.person.Agreement.RestMinutes && t.Start < s.End+f.person.Agreement.RestMinutes {
				return false
			}
		}
		for _, away := range f.away {
			if s.Start < away[1] && s.End > away[0] {
				return false
			}
		}
		if !f.person.CanWork(s.Start, s.End) || !f.succeeds(s) {
			return false
		}
	}
	return true
}
