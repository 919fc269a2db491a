package roster

import (
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsPossibleIsWhatIsOnALegalRow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 5, starts: 2})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		m := newModel(p)
		w := m.people[0]
		found, known := newFinder(m).possibilities(w)
		if !known || w.auto == nil {
			rt.Skip("no exact automaton")
		}
		rows := everyLegalRow(p, 0)
		for d, arcs := range w.duty.menu.days {
			if w.days[d].fixed != nil {
				continue
			}
			for i := range arcs {
				want := false
				for _, row := range rows {
					s := row[d]
					want = want || !s.Off() && s.Template == arcs[i].template && s.Start == arcs[i].start*m.tick && s.Minutes == arcs[i].ticks*m.tick
				}
				if found[d][i] != want {
					rt.Fatalf("day %d, shift of template %d at tick %d: possible %v, on a legal row %v\nperson %+v\nagreement %+v",
						d, arcs[i].template, arcs[i].start, found[d][i], want, p.People[0], p.Agreements[0])
				}
			}
		}
	})
}
