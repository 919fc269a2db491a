package scheduling_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
)

// An absence that has begun is repaired from now on: what is past stays, and every
// figure of the plan can be written down.
func TestAnAbsenceThatHasBegunIsRepairedFromNowOn(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 10, 14 })
	r := c.whole(t)
	c.rebuild(t, r.ID)
	repaired := 0
	for day := range 8 {
		now := monday.AddDays(day).Start(time.UTC).Add(11 * time.Hour)
		c.Now = func() time.Time { return now }
		for person := range 2 {
			for _, to := range []int{0, 3, 9} {
				plan, err := c.Repair(t.Context(), c.scope, r.ID, scheduling.RepairOrder{
					Absent: []scheduling.Absence{{PersonID: c.people[person].ID, From: monday, To: monday.AddDays(to)}},
				})
				var nothingToDo *scheduling.InvalidError
				if err != nil && !errors.As(err, &nothingToDo) {
					t.Fatal(err)
				}
				for _, alt := range plan.Alternatives {
					repaired++
					if math.IsInf(alt.Disruption, 0) || math.IsNaN(alt.Disruption) {
						t.Errorf("at %s, person %d away to day %d: disruption %g", now, person, to, alt.Disruption)
					}
					begunStays(t, now, alt)
				}
			}
		}
	}
	if repaired == 0 {
		t.Error("nothing was repaired")
	}
}

// begunStays holds the changes of others against the clock: no shift that has begun
// is changed.
func begunStays(t *testing.T, now time.Time, alt scheduling.RepairAlternative) {
	t.Helper()
	for _, c := range alt.Changes {
		for _, d := range c.Days {
			if !c.Absent && !d.From.Day.IsZero() && d.From.Start.Before(now) {
				t.Errorf("at %s the shift of %s from %s becomes %+v", now, c.Name, d.From.Start, d.To)
			}
		}
	}
}
