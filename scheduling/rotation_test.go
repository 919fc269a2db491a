package scheduling_test

import (
	"testing"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/labour"
)

func TestPeopleOfOneRotationTakeTurnsByTheirWeeks(t *testing.T) {
	c := town(t, func(s *shape) {
		s.terms = plainTerms()
		s.terms.Rules = workforce.Rules{WeeklyMaxMin: 40 * 60, MaxConsecutiveDays: 7}
		cycle := make([][]string, 14)
		for d := range cycle { // a week of work, a week off
			cycle[d] = []string{labour.Off}
			if d < 5 {
				cycle[d] = []string{"D"}
			}
		}
		s.terms.Rules.Further = []labour.Rule{{Kind: labour.Pattern, Anchor: monday, Cycle: cycle}}
		s.people = 2
	})
	behind, err := c.workforce.People.Edit(t.Context(), c.scope, c.people[1].WithContract(c.agreement.ID, 1, c.people[1].HiredOn))
	if err != nil {
		t.Fatal(err)
	}
	if behind.RotationWeeksOn(monday) != 1 {
		t.Fatalf("kept %+v; want one week later", behind.Agreements)
	}
	plan := c.solved(t)
	weeks := map[int64][2]int{}
	for _, s := range plan.Shifts {
		count := weeks[s.PersonID]
		count[monday.DaysUntil(s.Day)/7]++
		weeks[s.PersonID] = count
	}
	if got, want := weeks[c.people[0].ID], [2]int{5, 0}; got != want {
		t.Errorf("as agreed: shifts by week %v; want %v", got, want)
	}
	if got, want := weeks[c.people[1].ID], [2]int{0, 5}; got != want {
		t.Errorf("a week later: shifts by week %v; want %v", got, want)
	}
}
