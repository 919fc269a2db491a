package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/careers"
)

// 004-06: what graders found of somebody's contacts is evidence about them, on the
// day of the contact, with its source; collected twice it is the same; whom it concerns
// reads it.
func TestEvaluationsBecomeEvidence(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		j := c.judging(t)
		c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", 0, 40, j.owner), Status: 201})
		j.gradeAll(t, "vendor_manager", 4)
		c.Careers.Evidence.Now = func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) }

		var before []careers.Piece
		for range 2 {
			if _, err := c.Careers.Evidence.CollectNow(t.Context(), systemScope()); err != nil {
				t.Fatal(err)
			}
			list, err := c.Careers.Evidence.Of(t.Context(), systemScope(), c.seeded.Ann)
			if err != nil {
				t.Fatal(err)
			}
			if before != nil {
				if diff := cmp.Diff(before, list); diff != "" {
					t.Errorf("collected twice:\n%s", diff)
				}
			}
			before = list
		}
		values := map[float64]int{}
		for _, p := range before {
			if p.Source != "quality" || p.Name != "quality_score" || p.Weight != 1 || p.Day.Month != 3 || p.Reference == "" {
				t.Errorf("piece %+v", p)
			}
			values[p.Value]++
		}
		if len(before) != 20 || len(values) != 2 || values[1] < 10 {
			t.Errorf("%d pieces with values %v; want one for each of 20 evaluations, solved or not", len(before), values)
		}
		c.play(t, Scenario{As: "agent", URL: "/me/career", Status: 200, Want: []string{`"source":"quality"`, `"day":"2026-03-`, `"reference":"evaluation `}})

		// Somebody may ask for it at once.
		key := map[string]string{"Idempotency-Key": "collect-in-march"}
		got := decoded[api.ReadinessJob](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/evidence-collections", Header: key, Status: 202}))
		c.play(t, Scenario{As: "hr", URL: fmt.Sprintf("/jobs/%d", got.JobID), Status: 200, Want: []string{`"careers.evidence"`}})
		c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/evidence-collections", Header: key, Status: 403})
	}, "vendor_manager", "vendor_coordinator", "agent", "hr", "planner")
}
