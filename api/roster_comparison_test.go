package api_test

import (
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestADraftIsComparedWithWhatWasPublished(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need, roster, at := c.draftedWeek(t)
	c.built(t, at)
	c.run(t, []Scenario{
		{Name: "never published", As: "planner", URL: at + "/comparison?withEdition=published", Status: 422, Want: []string{"withEdition", "never published"}},
		{Name: "no such edition", As: "planner", URL: at + "/comparison?edition=printed", Status: 422, Want: []string{"edition"}},
		{Name: "with one that is not there", As: "planner", URL: at + "/comparison?with=9999", Status: 404},
		{Name: "who sees no rosters", As: "agent", URL: at + "/comparison", Status: 403},
	})
	got := decoded[api.RosterComparison](t, c.play(t, Scenario{As: "planner", URL: at + "/comparison", Status: 200}))
	a, b := got.Sides[0], got.Sides[1]
	if a.RosterID != roster.ID || b.RosterID != roster.ID || a.Cost != b.Cost || len(got.People) > 0 || got.Days != 7 || len(got.DayStart) != 8 {
		t.Errorf("a roster with itself: %+v and %+v, %d people", a, b, len(got.People))
	}
	q := got.Queues[0]
	if q.QueueID != need.QueueID || len(q.Sides[0].ShortByDay) != 7 || q.Sides[0].Expected == nil || q.Sides[0].Expected.ServiceLevel < 0 || q.Sides[0].Expected.ServiceLevel > 1 {
		t.Errorf("queue %+v, expected %+v", q, q.Sides[0].Expected)
	}
}
