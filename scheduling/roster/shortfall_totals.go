package roster

import (
	"math"
	"slices"
	"time"
)

// The night where fairness names none: that of the European directive's widest
// reading.
const (
	nightFrom = 22 * 60
	nightTo   = 30 * 60
)

// totals compares the hours that everybody together can give with those needed.
func (s *scope) totals() []Shortfall {
	var found []Shortfall
	for span := NightHours; span <= AllHours; span++ {
		inside := s.within(span)
		short := false
		for g := range s.m.cells {
			if f, ok := s.total(span, g, inside); ok {
				found, short = append(found, f), true
			}
		}
		if len(s.m.cells) > 1 && !short {
			if f, ok := s.total(span, AnyGroup, inside); ok {
				found = append(found, f)
			}
		}
	}
	return found
}

// within marks the ticks of a span.
func (s *scope) within(span Span) []bool {
	m := s.m
	f := &m.problem.Fairness
	from, to := f.NightFrom, f.NightTo
	if from == to {
		from, to = nightFrom, nightTo
	}
	inside := make([]bool, m.ticks())
	for t := range inside {
		day := m.dayOf(t)
		switch span {
		case NightHours:
			for _, shift := range []int{-1440, 0} {
				inside[t] = inside[t] || t*m.tick >= m.problem.minuteAt(day, from+shift) && t*m.tick < m.problem.minuteAt(day, to+shift)
			}
		case WeekendHours:
			inside[t] = m.weekdays[day] == time.Saturday || m.weekdays[day] == time.Sunday
		default:
			inside[t] = true
		}
	}
	return inside
}

// total compares the person-hours that a group needs in marked ticks with the most
// that its people can legally give there, each alone: their cheapest row when every
// such hour earns one and nothing else counts.
func (s *scope) total(span Span, group int, inside []bool) (Shortfall, bool) {
	m := s.m
	hours := float64(m.tick) / 60
	out := Shortfall{Span: span, Group: group}
	for g := range m.cells {
		if group == AnyGroup || g == group {
			for t, in := range inside {
				if in {
					out.Required += hours * math.Max(0, m.cells[g].need[t])
				}
			}
		}
	}
	x := &earner{m: m, finder: newFinder(m), group: group, inside: inside, hours: hours, known: map[scopeKey]float64{}, bare: map[*planArc][]planArc{}}
	x.open()
	ablest := 0.0
	var people []int
	for i, w := range m.people {
		if group != AnyGroup && !slices.Contains(w.groups, group) {
			continue
		}
		most := x.most(w, i)
		people = append(people, i)
		out.Most += most
		ablest = math.Max(ablest, most)
		if out.Most >= out.Required-1e-9 {
			return Shortfall{}, false // a few may be enough to know
		}
	}
	missing := out.Required - out.Most
	if ablest > 0 {
		out.People = int(math.Ceil(missing/ablest - 1e-9))
	}
	asked := people[:min(len(people), sampled)]
	scale := float64(len(people)) / math.Max(1, float64(len(asked)))
	out.Eases = m.eases(missing, asked, scale, func(h *hiring, i int) float64 {
		if more := x.alone(h.hire(i), i) - x.most(m.people[i], i); more > 0 && !math.IsInf(more, 1) {
			return more
		}
		return 0
	})
	return out, true
}

// earner finds the most hours that somebody can give in marked ticks.
type earner struct {
	m      *model
	finder *finder
	group  int
	inside []bool
	hours  float64
	known  map[scopeKey]float64
	bare   map[*planArc][]planArc
}

// open sets the prices: an hour in the span earns one, in any of the groups asked.
func (x *earner) open() {
	prices := make([]float64, x.m.span)
	for t, in := range x.inside {
		if in {
			prices[t] = -x.hours
		}
	}
	nothing := make([]float64, x.m.span)
	for g := range x.m.cells {
		if x.group == AnyGroup || g == x.group {
			x.finder.sum(g, prices)
		} else {
			x.finder.sum(g, nothing)
		}
	}
}

// most is what a worker can give, fixed shifts included.
func (x *earner) most(w *worker, person int) float64 {
	eased := w.relaxed()
	if eased == nil {
		return math.Inf(1)
	}
	key := scopeKey{eased.auto, &w.days[0]}
	if hours, ok := x.known[key]; ok {
		return hours
	}
	hours := x.alone(w, person)
	x.known[key] = hours
	return hours
}

// alone is most without looking at what is known of others.
func (x *earner) alone(w *worker, person int) float64 {
	eased := w.relaxed()
	if eased == nil {
		return math.Inf(1)
	}
	if !eased.possible() {
		return 0
	}
	cost, ok := x.finder.find(eased.unpriced(0, x.m.days, x.bare), state{}, nil, 0, x.m.days, Load{})
	if !ok {
		return 0
	}
	given := -cost
	for _, f := range x.m.problem.People[person].Fixed {
		if x.group != AnyGroup && f.Shift.Group != x.group {
			continue
		}
		count := make([]int, x.m.ticks())
		x.m.tally(count, f.Shift, +1)
		for t, n := range count {
			if x.inside[t] {
				given += x.hours * float64(n)
			}
		}
	}
	return given
}
