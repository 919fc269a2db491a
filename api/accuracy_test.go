package api_test

import (
	"fmt"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestAccuracyOfNothingIsUndefinedAndNotZero(t *testing.T) {
	c := newCentre(t)
	for _, by := range []string{"lead", "weekday", "slot", "queue", "day", "week"} {
		body := c.play(t, Scenario{As: "planner", URL: "/accuracy?by=" + by, Status: 200, Want: []string{`"rows":[]`, `"n":0`}, NotWant: []string{`"wape"`, `"bias"`}})
		if got := decoded[api.AccuracyReport](t, body); got.From.DaysUntil(got.To.Date) != 89 || got.Lead != 1 {
			t.Errorf("by %s: from %s to %s at lead %d; want the last 90 days at lead 1", by, got.From, got.To, got.Lead)
		}
	}
}

func TestAccuracyAnswersOnlyWhatCanBeAsked(t *testing.T) {
	c := newCentre(t)
	c.run(t, []Scenario{
		{Name: "backwards", As: "planner", URL: "/accuracy?from=2026-03-02&to=2026-03-01", Status: 422, Want: []string{"query.to", "400 days"}},
		{Name: "by nothing known", As: "planner", URL: "/accuracy?by=moon", Status: 422, Want: []string{"query.by"}},
		{Name: "a queue that is not there", As: "planner", URL: "/accuracy?queues=987654", Status: 422, Want: []string{"query.queues", "987654"}},
		{Name: "a queue of another site", As: "planner@london", URL: fmt.Sprintf("/accuracy?queues=%d", c.seeded.Foreign["queues"]), Status: 422},
		{Name: "drift of nothing", As: "planner", URL: "/accuracy/drift", Status: 200, Want: []string{`"alarms":[]`, `"steady":[]`}},
		{Name: "scores of no adjustments", As: "planner", URL: "/adjustments/scores?by=author", Status: 200, Want: []string{`"rows":[]`, `"verdict":"unknown"`}, NotWant: []string{`"gain"`}},
		{Name: "an agent", As: "agent", URL: "/accuracy/drift", Status: 403},
	})
}

func TestQualityShowsWhatCameAndWhatIsMissing(t *testing.T) {
	c := newCentre(t)
	c.remember(t, "2026-03-02", 4, 6)
	url := fmt.Sprintf("/queues/%d/quality", c.seeded.Sales)
	got := decoded[api.QueueQuality](t, c.play(t, Scenario{As: "planner@london", URL: url + "?from=2026-03-02&to=2026-03-03", Status: 200}))
	if len(got.Days) != 2 || got.Days[0].Contacts != 10 || got.Days[0].Sources != 1 || got.Days[1].State != "ahead" || got.Totals.Contacts != 10 {
		t.Errorf("quality %+v, want 10 contacts on the first of two days and nothing yet on the second", got)
	}
	c.run(t, []Scenario{
		{Name: "backwards", As: "planner", URL: url + "?from=2026-03-02&to=2026-03-01", Status: 422, Want: []string{"query.to"}},
		{Name: "no such queue", As: "planner", URL: "/queues/987654/quality?from=2026-03-02&to=2026-03-02", Status: 404},
	})
}
