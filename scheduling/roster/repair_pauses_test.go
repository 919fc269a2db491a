package roster

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestARepairKeepsTheLimitsOfTeamsWhereItCan(t *testing.T) {
	better, tried := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		p, r, o := drawRepair(rt, size{people: 3, days: 5, starts: 2, pauses: true})
		settings := RepairSettings{Seed: 3, Weights: DefaultRepairWeights(), Moves: 40}
		free := repaired(rt, p, r, o, settings)
		limited := *p
		limited.PauseTeams = []PauseTeam{{Code: "A", People: 1}}
		limited.People = append([]Person(nil), p.People...)
		for i := range limited.People {
			limited.People[i].PauseTeams = []int{0}
		}
		plan := repaired(rt, &limited, r, o, settings)
		if len(plan.Alternatives) != len(free.Alternatives) {
			rt.Fatalf("%d alternatives with a limit on pauses, %d without", len(plan.Alternatives), len(free.Alternatives))
		}
		gone := o.without(&limited, r, plan.Gone)
		for n, alt := range plan.Alternatives {
			tried++
			was, is := excessMinutes(PauseExcess(gone, free.Alternatives[n].Roster)), excessMinutes(PauseExcess(gone, alt.Roster))
			if is > was {
				rt.Fatalf("alternative %d exceeds the limit by %d minutes, by %d where nobody looks at it", n, is, was)
			}
			if is < was {
				better++
			}
			if found := Verify(gone, alt.Roster); len(found) > 0 {
				rt.Fatalf("alternative %d breaks %v", n, found[0])
			}
			if diff := cmp.Diff(Evaluate(gone, alt.Roster), alt.Cost, nearly); diff != "" {
				rt.Fatalf("alternative %d (-evaluated +told) %s", n, diff)
			}
			for _, c := range alt.Changes {
				for _, d := range c.Days {
					if got := alt.Roster.Days[c.Person][d.Day]; !got.Equal(d.To) || got.Equal(d.From) {
						rt.Fatalf("alternative %d tells %+v of a day that becomes %+v", n, d, got)
					}
				}
			}
		}
	})
	if tried > 0 && better == 0 {
		t.Errorf("of %d alternatives none is better for the limit: nothing is tested", tried)
	}
}
