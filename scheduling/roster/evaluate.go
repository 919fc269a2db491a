package roster

import "github.com/muster-wfm/muster/scheduling/rules"

// Evaluate prices a roster from nothing, by term. It counts people minute by
// minute's tick from the shifts themselves and shares only the price of a cell
// and of a wish with the search.
func Evaluate(p *Problem, r Roster) Cost {
	m := p.plain(r)
	return m.evaluate(r)
}

// plain returns a model with the coverage alone, on a tick that every shift of
// the roster fits.
func (p *Problem) plain(r Roster) *model {
	m := &model{problem: p, tick: r.unit(p.unit()), days: p.Grid.Days()}
	for k := range m.days + 1 {
		m.dayTick = append(m.dayTick, p.minuteOfDay(k)/m.tick)
	}
	for _, g := range p.Groups {
		m.cells = append(m.cells, m.newCells(g))
	}
	return m
}

// unit returns the longest part of a tick that all shifts and pauses lie on.
func (r Roster) unit(tick int) int {
	for _, row := range r.Days {
		for _, s := range row {
			tick = gcd(gcd(tick, s.Start), s.Minutes)
			for _, b := range s.Breaks {
				tick = gcd(gcd(tick, b.Start), b.Minutes)
			}
		}
	}
	return tick
}

func (m *model) evaluate(r Roster) Cost {
	var cost Cost
	for g, count := range m.counts(r) {
		for t, n := range count {
			under, over := m.cells[g].split(t, n)
			cost.Under += under
			cost.Over += over
		}
	}
	for i, row := range r.Days {
		own := m.problem.personalCost(i, row)
		cost.Preference += own.Preference
		cost.Fairness += own.Fairness
		cost.Hours += own.Hours
	}
	cost.Team = m.problem.teamCost(r)
	return cost
}

// counts returns the people of each group in each tick of the horizon.
func (m *model) counts(r Roster) [][]int {
	counts := make([][]int, len(m.cells))
	for g := range counts {
		counts[g] = make([]int, m.ticks())
	}
	for _, row := range r.Days {
		for _, s := range row {
			if !s.Off() {
				m.tally(counts[s.Group], s, +1)
			}
		}
	}
	return counts
}

// tally adds by to every tick that a shift works.
func (m *model) tally(count []int, s Shift, by int) {
	span := func(from, to, by int) {
		for t := max(0, from/m.tick); t < min(len(count), to/m.tick); t++ {
			count[t] += by
		}
	}
	span(s.Start, s.End(), by)
	for _, b := range s.Breaks {
		span(b.Start, b.Start+b.Minutes, -by)
	}
}

// personalCost prices one person's row, coverage apart.
func (p *Problem) personalCost(i int, row []Shift) Cost {
	var cost Cost
	for d, s := range row {
		if s.Off() {
			cost.Preference += p.offCost(i, d)
			continue
		}
		cost.Preference += p.wishCost(i, d, p.worked(d, s))
		cost.Hours += p.People[i].HourCost * float64(p.Paid(s)) / 60
	}
	cost.Fairness = p.Fairness.fairness(p.People[i].standing(), p.loadOf(i, row))
	return cost
}

// Coverage returns how many people each group has in every interval of the
// grid, those present from outside included: an average where breaks are
// shorter than the interval.
func Coverage(p *Problem, r Roster) [][]float64 {
	m := p.plain(r)
	coverage := make([][]float64, len(p.Groups))
	for g, count := range m.counts(r) {
		coverage[g] = make([]float64, p.Grid.Len())
		for i := range coverage[g] {
			from, to := m.interval(i)
			for t := from; t < to; t++ {
				coverage[g][i] += float64(count[t]) / float64(to-from)
			}
			if p.Groups[g].Present != nil {
				coverage[g][i] += p.Groups[g].Present[i]
			}
		}
	}
	return coverage
}

// interval returns the ticks of an interval of the grid.
func (m *model) interval(i int) (from, to int) {
	g := m.problem.Grid
	origin := g.Start(0)
	return int(g.Start(i).Sub(origin).Minutes()) / m.tick, int(g.End(i).Sub(origin).Minutes()) / m.tick
}

// Verify checks a roster by package rules and by the templates, sharing no code
// with the search. A legal roster has no violations.
func Verify(p *Problem, r Roster) []rules.Violation {
	var all []rules.Violation
	for i, row := range r.Days {
		all = append(all, VerifyPerson(p, i, row)...)
	}
	return all
}
