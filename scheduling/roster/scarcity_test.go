package roster

import (
	"testing"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Whoever alone can work early is kept for it, whenever their turn comes.
func TestRareWorkIsLeftToThoseWhoCanDoIt(t *testing.T) {
	g, err := grid.New(london, 60, grid.MustDate("2026-05-04"), 2*sweepDays+7)
	if err != nil {
		t.Fatal(err)
	}
	p := &Problem{Grid: g, Templates: []shifts.Template{
		{Code: "D", EarliestStart: 480, LatestStart: 480, Step: 60, Lengths: []int{480}},
		{Code: "L", EarliestStart: 960, LatestStart: 960, Step: 60, Lengths: []int{480}}},
		Agreements: []rules.Agreement{{Code: "full", RestMinutes: 480, MaxConsecutiveDays: 5, MinConsecutiveDaysOff: 2}},
		Groups:     []Group{{Code: "g", Required: make([]float64, g.Len()), Price: DefaultPrice()}}}
	for i := range g.Len() {
		if hour := i % 24; hour >= 8 {
			p.Groups[0].Required[i] = 1
		}
	}
	for _, templates := range [][]int{{0, 1}, {1}, {1}} {
		p.People = append(p.People, Person{Code: string(rune('a' + len(p.People))), Templates: templates, Groups: []int{0}})
	}
	m := newModel(p)
	if newScarcity(m) == nil {
		t.Fatal("nothing is weighed")
	}
	for seed := range uint64(20) {
		rows, stuck, err := m.build(t.Context(), seed, Roster{})
		if err != nil || len(stuck) > 0 {
			t.Fatal(err, stuck)
		}
		early, late := 0, 0
		for _, s := range m.rosterRow(0, rows[0]) {
			switch {
			case s.Off():
			case s.Template == 0:
				early++
			default:
				late++
			}
		}
		if late > 0 || early == 0 {
			t.Errorf("seed %d: %d early and %d late shifts of the only one who can work early", seed, early, late)
		}
	}
}
