package roster

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestARepairKeepsTheLimitsOfTeamsWhereItCan(t *testing.T) {
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
			was, is := excessMinutes(PauseExcess(gone, free.Alternatives[n].Roster)), excessMinutes(PauseExcess(gone, alt.Roster))
			if is > was {
				rt.Fatalf("alternative %d exceeds the limit by %d minutes, by %d where nobody looks at it", n, is, was)
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
}

func TestARepairMovesPausesThatWouldExceedALimit(t *testing.T) {
	p, found := built(t, 2, 0)
	free := *p
	free.PauseTeams, free.People = nil, append([]Person(nil), p.People...)
	for i := range free.People {
		free.People[i].PauseTeams = nil
	}
	exceeded := 0
	for person := range p.People {
		for day := 1; day < 6; day++ {
			if found.Roster.Days[person][day].Off() {
				continue
			}
			order := RepairOrder{Absent: []Away{{Person: person, First: day, Last: day, Paid: -1}}}
			settings := RepairSettings{Seed: 1, Weights: DefaultRepairWeights(), Moves: 20}
			loose, err := Repair(t.Context(), &free, found.Roster, order, settings)
			if err != nil {
				t.Fatal(err)
			}
			for n, alt := range loose.Alternatives {
				was := excessMinutes(PauseExcess(p, alt.Roster))
				if was == 0 {
					continue
				}
				kept, err := Repair(t.Context(), p, found.Roster, order, settings)
				if err != nil {
					t.Fatal(err)
				}
				if is := excessMinutes(PauseExcess(p, kept.Alternatives[n].Roster)); is >= was {
					t.Errorf("person %d away on day %d: alternative %d exceeds the limit by %d minutes, by %d where nobody looks at it", person, day, n, is, was)
				}
				if exceeded++; exceeded > 2 {
					return
				}
			}
		}
	}
	if exceeded == 0 {
		t.Error("no repair exceeds the limit where nobody looks at it: nothing is tested")
	}
}
