package roster

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// Repair mends a published roster after absences with as few changes as it can:
// a re-solve from the published roster in which every change of a published day
// costs RepairWeights (the "non-disruptive replanning" of Timefold's documents;
// Moz and Pato, Computers & Operations Research 34 (2007) 667 for rerostering).
// It tries every person alone exactly, extends the best of them person by
// person, anneals coolly around the sore spots, and returns the alternatives
// between which coverage trades against people asked.
//
// It returns [*Invalid] for a problem, roster or order that contradicts itself,
// and for absent people whose remaining row cannot be made legal. A context that
// ends keeps the alternatives found so far.
func Repair(ctx context.Context, p *Problem, published Roster, order RepairOrder, settings RepairSettings) (RepairPlan, error) {
	found := p.Faults()
	if len(found) == 0 {
		found = p.shapeFaults(published)
	}
	if len(found) == 0 {
		found = order.faults(p, published, settings)
	}
	if len(found) > 0 {
		return RepairPlan{}, &Invalid{Faults: found}
	}
	r, err := newRepair(ctx, p, published, order, settings.filled())
	if err != nil {
		return RepairPlan{}, err
	}
	r.record()
	r.alone()
	r.together()
	r.anneal()
	r.whatever()
	r.prove()
	return r.plan(), nil
}

// repair is one call of Repair. Its model has only the people who may be asked
// and, before them, those absent whose rows must move; all others are part of
// the needs.
type repair struct {
	ctx      context.Context
	p        *Problem // with the absences
	order    RepairOrder
	settings RepairSettings
	gone     []PersonDay
	base     Roster // published, what falls away taken out
	before   Cost   // of the published roster
	left     Cost   // of base
	who      []int  // by position in the model: the person
	own      int    // how many of them are absent
	unfit    []int
	groups   []int // whose coverage is repaired
	a, b     int   // days that may change
	c        *chain
	levies   []*levy
	bare     []*worker // by position: the person when only coverage counts
	personal float64   // price of asking one person
	moved    []int     // positions whose rows may differ from the published
	// By number of people asked: the attempt of the least score, that of those
	// which restore the coverage, and the one of the least coverage cost.
	best, whole, deep map[int]attempt
	singles           []single
	complete          bool // every person alone was tried
	minimum           int
	hopeless          bool // nobody and nothing within reach restores the coverage
}

// attempt is a roster: the rows of the people who are asked, by position.
type attempt struct {
	rows            map[int][]placed
	score, coverage float64
}

// single is what one person can do alone.
type single struct {
	at       int     // position in the model
	coverage float64 // least coverage cost of the whole roster
	score    float64 // of the row that the levies choose; +Inf where not tried
	row      []placed
}

func newRepair(ctx context.Context, p *Problem, published Roster, order RepairOrder, settings RepairSettings) (*repair, error) {
	r := &repair{ctx: ctx, order: order, settings: settings, gone: order.gone(p, published),
		best: map[int]attempt{}, whole: map[int]attempt{}, deep: map[int]attempt{}}
	r.p = order.without(p, published, r.gone)
	r.base = published.Clone()
	r.before = Evaluate(p, published)
	for _, c := range r.gone {
		r.base.Days[c.Person][c.Day] = Shift{}
	}
	r.left = Evaluate(r.p, r.base)
	r.a, r.b = order.window(p)
	r.groups = r.touched(published)
	r.choose()
	if err := r.engage(); err != nil {
		return nil, err
	}
	return r, nil
}

// touched returns the groups whose coverage is repaired.
func (r *repair) touched(published Roster) []int {
	if len(r.order.Groups) > 0 {
		return r.order.Groups
	}
	var groups []int
	for _, c := range r.gone {
		if g := published.Days[c.Person][c.Day].Group; !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	return groups
}

// choose lists the people of the model.
func (r *repair) choose() {
	away := map[int]bool{}
	for _, c := range r.gone {
		if !away[c.Person] && len(VerifyPerson(r.p, c.Person, r.base.Days[c.Person])) > 0 {
			r.who = append(r.who, c.Person)
		}
		away[c.Person] = true
	}
	r.own = len(r.who)
	for i := range r.p.People {
		if r.order.asks(i) && slices.ContainsFunc(r.p.People[i].Groups, func(g int) bool { return slices.Contains(r.groups, g) }) {
			r.who = append(r.who, i)
		}
	}
}

// engage builds the model of those who may be asked and lays the roster on it;
// the hours of everybody else lower the needs.
func (r *repair) engage() error {
	sub := *r.p
	sub.People = make([]Person, len(r.who))
	for k, i := range r.who {
		sub.People[k] = r.p.People[i]
	}
	m := newModelAt(&sub, r.base.unit(sub.unit()))
	var rows [][]placed
	inside := map[int]bool{}
	for k, i := range slices.Clone(r.who) {
		row, at := m.legalRow(k, r.base.Days[i]), len(rows)
		if row == nil && k >= r.own {
			r.unfit = append(r.unfit, i)
			continue
		}
		r.who[at], m.people[at], sub.People[at], inside[i] = i, m.people[k], sub.People[k], true
		rows = append(rows, row)
	}
	fit := len(rows)
	r.who, m.people, sub.People = r.who[:fit], m.people[:fit], sub.People[:fit]
	roles := m.bindCompany(r.p, r.who)
	m.deduct()
	for i, row := range r.base.Days {
		for _, s := range row {
			if !inside[i] && !s.Off() {
				m.subtract(s)
				m.attend(roles[i], s)
			}
		}
	}
	r.bind(m)
	if err := r.rehome(m, rows); err != nil {
		return err
	}
	r.personal = r.settings.Weights.Person * m.unit()
	r.c = newChain(m, r.settings.Seed, 1, rows)
	return nil
}

// rehome gives absent people whose remaining rows are illegal the legal row that
// changes least.
func (r *repair) rehome(m *model, rows [][]placed) error {
	c, f := newCover(m), newFinder(m)
	for k := r.own; k < len(rows); k++ {
		for d, p := range rows[k] {
			c.put(m.people[k], d, p, +1)
		}
	}
	var found []rules.Fault
	for k := range r.own {
		w, i := m.people[k], r.who[k]
		f.levy = r.levies[k]
		if rows[k] = m.cheapestRow(f, c, w); rows[k] == nil {
			at := slices.IndexFunc(r.order.Absent, func(a Away) bool { return a.Person == i })
			found = append(found, rules.Fault{Field: fmt.Sprintf("absent[%d]", at),
				Found:    fmt.Sprintf("%s, whose other days of the roster break a rule then: %s", r.p.People[i].Code, VerifyPerson(r.p, i, r.base.Days[i])[0]),
				Expected: "an absence that counts as paid, or days that may change around it", Want: problem.Wanting(problem.PaidAbsence)})
			continue
		}
		for d, p := range rows[k] {
			c.put(w, d, p, +1)
		}
	}
	f.levy = nil
	if len(found) > 0 {
		return &Invalid{Faults: found}
	}
	return nil
}
