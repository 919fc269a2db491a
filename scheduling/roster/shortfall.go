package roster

import (
	"cmp"
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Shortfall is demand that no legal roster can meet, whatever a search does.
type Shortfall struct {
	Span  Span
	Group int // AnyGroup: all groups together
	// From and To are the minutes of a moment's span, At its worst minute; a total
	// has none.
	From, To, At int
	// Required and Most are people at the worst minute, or person-hours of a
	// total: what is needed and the most that everybody together can give.
	Required, Most float64
	// Obstacles count, by the first rule without which they could, the people of
	// the group who cannot come at a moment; the most frequent first.
	Obstacles []Obstacle
	// People is how many more, each able to give what the ablest gives, would
	// mend it.
	People int
	// Eases are limits whose loosening by a notch brings something, the most
	// helpful first.
	Eases []Ease
}

// Span is the kind of time that a shortfall is about.
type Span int

// The spans that are looked at.
const (
	Moment       Span = iota // people at one time
	NightHours               // person-hours at night of the whole horizon
	WeekendHours             // person-hours on Saturdays and Sundays
	AllHours                 // person-hours of the whole horizon
)

// Obstacle is a rule and how many people it keeps away.
type Obstacle struct {
	Rule   rules.Rule
	People int
}

// Ease is a looser limit and what it brings: people at a moment, or person-hours.
// Notches is how many such notches would be needed if each brought as much.
type Ease struct {
	Loosening
	Gain    float64
	Notches int
}

// How much of a shortfall is looked into.
const (
	explainedShortfalls = 3  // whose obstacles and eases are sought
	sampled             = 40 // people whom obstacles and eases are sought for, the rest taken to be alike
	mostEases           = 3
)

// Shortfalls says before any search where a problem's demand cannot be met: for
// every group and for all together, the moments of each day at which more people
// are needed than have any legal row that works then, and the hours of nights,
// weekends and the whole horizon of which more are needed than everybody together
// can legally give. Each person is looked at alone and exactly, so that what is
// named is proven; what is not named may still be impossible for people together.
// The worst come first, moments before totals. The problem must be without faults.
func Shortfalls(p *Problem) []Shortfall {
	s := newScope(p)
	found := s.moments()
	for i := range found[:min(len(found), explainedShortfalls)] {
		s.explainMoment(&found[i])
	}
	return append(found, s.totals()...)
}

// scope is a problem whose people are looked at one by one.
type scope struct {
	m      *model
	finder *finder
	known  map[scopeKey][]bool // by people who are alike: the ticks in which they can be
}

type scopeKey struct {
	auto *automaton
	days *dayPlan
}

func newScope(p *Problem) *scope {
	m := newModelAt(p, p.unit())
	return &scope{m: m, finder: newFinder(m), known: map[scopeKey][]bool{}}
}

// can returns the ticks in which a worker can be by some legal row; nil where
// nothing is known, which counts as any.
func (s *scope) can(w *worker) []bool {
	eased := w.relaxed()
	if eased == nil {
		return nil
	}
	key := scopeKey{eased.auto, &w.days[0]}
	if ticks, ok := s.known[key]; ok {
		return ticks
	}
	found, _ := s.finder.possibilities(w)
	ticks := make([]bool, s.m.span)
	for d, arcs := range found {
		end := 0
		for i, ok := range arcs {
			if a := &w.duty.menu.days[d][i]; ok {
				for t := max(a.start, end); t < a.end(); t++ {
					ticks[t] = true
				}
				end = max(end, a.end())
			}
		}
	}
	s.known[key] = ticks
	return ticks
}

// moments compares who can come with who is needed, tick by tick, and returns
// the worst stretch of each day and group.
func (s *scope) moments() []Shortfall {
	m := s.m
	groups := len(m.cells)
	most := make([][]float64, groups+1) // the last is anybody
	for g := range most {
		most[g] = make([]float64, m.ticks())
	}
	for i, w := range m.people {
		can := s.can(w)
		for t := range m.ticks() {
			if can == nil || can[t] {
				for _, g := range w.groups {
					most[g][t]++
				}
				most[groups][t]++
			}
		}
		for _, f := range m.problem.People[i].Fixed {
			for t := max(0, f.Shift.Start/m.tick); t < min(m.ticks(), f.Shift.End()/m.tick); t++ {
				if can == nil || !can[t] {
					most[f.Shift.Group][t]++
					most[groups][t]++
				}
			}
		}
	}
	need := make([]float64, m.ticks())
	var found []Shortfall
	for g := range m.cells {
		for t, n := range m.cells[g].need {
			need[t] += max(0, n)
		}
		found = append(found, s.short(g, m.cells[g].need, most[g])...)
	}
	if groups > 1 {
		alone := slices.Clone(found)
		for _, f := range s.short(AnyGroup, need, most[groups]) {
			// a group that is short by itself says it better
			if !slices.ContainsFunc(alone, func(o Shortfall) bool { return o.From < f.To && f.From < o.To }) {
				found = append(found, f)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Shortfall) int { return cmp.Compare(b.Required-b.Most, a.Required-a.Most) })
	return found
}

// short returns the worst stretch of every day in which fewer can come than are
// needed.
func (s *scope) short(group int, need, most []float64) []Shortfall {
	m := s.m
	var found []Shortfall
	for d := range m.days {
		worst, least := -1, 1e-9
		for t := m.dayTick[d]; t < m.dayTick[d+1]; t++ {
			if by := need[t] - most[t]; by > least {
				worst, least = t, by
			}
		}
		if worst < 0 {
			continue
		}
		from, to := worst, worst+1
		for from > m.dayTick[d] && need[from-1] > most[from-1]+1e-9 {
			from--
		}
		for to < m.dayTick[d+1] && need[to] > most[to]+1e-9 {
			to++
		}
		found = append(found, Shortfall{Span: Moment, Group: group, From: from * m.tick, To: to * m.tick, At: worst * m.tick,
			Required: need[worst], Most: most[worst], People: int(math.Ceil(least - 1e-9))})
	}
	return found
}

// explainMoment finds what keeps people away at a moment, and which limits a notch
// looser would bring some of them.
func (s *scope) explainMoment(f *Shortfall) {
	m, tick := s.m, f.At/s.m.tick
	var away []int
	for i, w := range m.people {
		if can := s.can(w); can != nil && !can[tick] && (f.Group == AnyGroup || slices.Contains(w.groups, f.Group)) {
			away = append(away, i)
		}
	}
	asked := away[:min(len(away), sampled)]
	scale := float64(len(away)) / math.Max(1, float64(len(asked)))
	count := map[rules.Rule]int{}
	for _, i := range asked {
		count[m.keeps(i, tick)]++
	}
	for r, n := range count {
		f.Obstacles = append(f.Obstacles, Obstacle{r, int(math.Round(float64(n) * scale))})
	}
	slices.SortFunc(f.Obstacles, func(a, b Obstacle) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Rule, b.Rule))
	})
	f.Eases = m.eases(f.Required-f.Most, asked, scale, func(h *hiring, i int) float64 {
		fresh := scope{m: h.model, finder: s.finder, known: map[scopeKey][]bool{}}
		if can := fresh.can(h.hire(i)); can != nil && can[tick] {
			return 1
		}
		return 0
	})
}

// keeps returns the first rule without which person i could be there at a tick.
func (m *model) keeps(i, tick int) rules.Rule {
	spans := func(a *arc) bool { return a.start <= tick && tick < a.end() }
	keeps := rules.Template
	for k := m.dayOf(tick); k >= max(0, m.dayOf(tick)-1); k-- {
		if !slices.ContainsFunc(m.people[i].duty.menu.days[k], func(a arc) bool { return spans(&a) }) {
			continue
		}
		c := m.blocked(i, func(u *menu, plan []dayPlan) {
			plan[k].must = true
			m.narrow(u, plan, k, spans)
		})
		if keeps = c.Forbidden; keeps != rules.Template {
			break
		}
	}
	return keeps
}

// eases tries every limit of the people asked a notch looser and returns those
// that bring something beyond what there is.
func (m *model) eases(missing float64, asked []int, scale float64, gain func(h *hiring, person int) float64) []Ease {
	var list []Ease
	for agreement := range m.problem.Agreements {
		own := slices.DeleteFunc(slices.Clone(asked), func(i int) bool { return m.problem.People[i].Agreement != agreement })
		if len(own) == 0 {
			continue
		}
		for _, l := range m.loosenings(agreement) {
			h, sum := m.loosened(l), 0.0
			for _, i := range own {
				sum += gain(h, i)
			}
			if sum *= scale; sum > 1e-9 {
				list = append(list, Ease{l, sum, int(math.Ceil(missing/sum - 1e-9))})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Ease) int { return cmp.Compare(b.Gain, a.Gain) })
	return list[:min(len(list), mostEases)]
}
