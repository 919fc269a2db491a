package roster

import (
	"testing"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// longProblem is people of one contract for half a year, who work 40 hours a week on
// average, and hold shifts of two lengths.
func longProblem(t *testing.T, people int, minutes rules.Range) *Problem {
	t.Helper()
	g, err := grid.New(london, 60, grid.MustDate("2026-05-04"), 182)
	if err != nil {
		t.Fatal(err)
	}
	p := &Problem{Grid: g, Templates: []shifts.Template{
		{Code: "D", EarliestStart: 480, LatestStart: 480, Step: 60, Lengths: []int{480}},
		{Code: "L", EarliestStart: 720, LatestStart: 720, Step: 60, Lengths: []int{600}}},
		Agreements: []rules.Agreement{{Code: "full", RestMinutes: 660, MinConsecutiveDays: 2, MaxConsecutiveDays: 5, MinConsecutiveDaysOff: 2,
			MaxWeekends: 13, PeriodMinutes: minutes}},
		Groups: []Group{{Code: "g", Required: make([]float64, g.Len()), Price: DefaultPrice()}}}
	for i := range g.Len() {
		p.Groups[0].Required[i] = float64(people) / 3
	}
	for i := range people {
		p.People = append(p.People, Person{Code: string(rune('a' + i)), Templates: []int{0, 1}, Groups: []int{0}})
	}
	return p
}

func TestWindowsOfOneContractShareTheirAutomata(t *testing.T) {
	m := newModel(longProblem(t, 4, rules.Range{Min: 60_000, Max: 62_400}))
	f, c := newFinder(m), newCover(m)
	built := 0
	for i, w := range m.people {
		row := m.longRow(f, c, w)
		if row == nil {
			t.Fatalf("person %d has no row", i)
		}
		if broken := VerifyPerson(m.problem, i, m.rosterRow(i, row)); len(broken) > 0 {
			t.Fatal(broken)
		}
		for d, p := range row {
			c.put(w, d, p, +1)
		}
		if i == 0 {
			built = len(f.framing)
		}
	}
	if windows := 4 * built; len(f.framing) >= windows {
		t.Errorf("%d automata for four people; the first alone took %d", len(f.framing), built)
	}
}

func TestAWiderStatuteIsNotTriedWhereANarrowerWasTooLarge(t *testing.T) {
	of := func(minutes rules.Range, kinds ...charge) *statute {
		return &statute{a: rules.Agreement{MaxConsecutiveDays: 5, MaxWeekends: 26}, kinds: kinds,
			period: struct{ shifts, minutes rules.Range }{minutes: minutes}}
	}
	short, long := charge{paid: 480}, charge{paid: 720}
	narrow := of(rules.Range{Min: 100_000, Max: 101_000}, short, long)
	for _, c := range []struct {
		name string
		s    *statute
		want bool
	}{
		{"the same", narrow, true},
		{"wider", of(rules.Range{Min: 90_000, Max: 102_000}, short, long), true},
		{"without an upper limit", of(rules.Range{Min: 90_000}, short, long), true},
		{"a part above", of(rules.Range{Min: 100_500, Max: 102_000}, short, long), false},
		{"fewer lengths", of(rules.Range{Min: 90_000, Max: 102_000}, short), false},
	} {
		if got := c.s.allowsAll(narrow); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

func TestAYearOfALargeTeamIsRosteredWithinItsRules(t *testing.T) {
	p := longProblem(t, 3, rules.Range{Min: 60_000, Max: 62_400})
	m := newModel(p)
	for _, w := range m.people { // as if their automata had been too large
		w.auto, w.loose = nil, nil
	}
	m.eased = make([]*worker, len(m.people))
	rows, stuck, err := m.build(t.Context(), 1, Roster{})
	if err != nil || len(stuck) > 0 {
		t.Fatal(stuck, err)
	}
	c := newChain(m, 1, 1, rows)
	first := c.cost
	c.polish(1, never)
	if c.cost != first {
		t.Errorf("polished from %g to %g; rows without an automaton are left alone", first, c.cost)
	}
	for range 60 {
		c.move(1)
	}
	for range 8 {
		c.sweepOn(never)
	}
	if broken := Verify(p, m.roster(c.tops)); len(broken) > 0 {
		t.Fatal(broken[0])
	}
	if c.top >= first {
		t.Errorf("moves and sweeps left the cost at %g", c.top)
	}
	for range 50 {
		if people, a, b := c.neighbourhood(); b-a > longWindow {
			t.Errorf("days %d to %d of %v; want at most %d at once", a, b, people, longWindow)
		}
	}
}
