package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
)

// keyless are operations that answer as if they created something, and why
// sending them twice does no harm without a key.
var keyless = map[string]string{
	"sign-in":       "who signs in again has another session",
	"send-upload":   "a file is read as it comes, and swept away where nobody imports it",
	"undo-import":   "an import that is being undone is not undone again",
	"cancel-job":    "a job that is asked to end is asked once more",
	"make-feed":     "its answer is a secret, which must not be kept; the newest address holds",
	"make-own-feed": "as make-feed",

	"hire-requisition-candidate": "a candidate is hired in the version that was looked at, which is another afterwards",
}

func TestWhatCreatesSomethingTakesAKey(t *testing.T) {
	for _, op := range operations(t) {
		creates := op.Responses.Value("201") != nil || op.Responses.Value("202") != nil
		if op.method != http.MethodPost || !creates || keyless[op.OperationID] != "" {
			continue
		}
		if op.Parameters.GetByInAndName("header", "Idempotency-Key") == nil {
			t.Errorf("%s %s (%s) creates something and takes no Idempotency-Key; embed OnceInput in its input, or say in keyless why not", op.method, op.path, op.OperationID)
		}
	}
}

func TestWhatIsOrderedAgainUnderItsKeyIsMadeOnce(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	roster := fmt.Sprintf(`{"name":"March","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, c.seeded.London, need.ID)
	draft := decoded[api.Roster](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/rosters", Body: roster, Status: 201}))
	for _, order := range []struct {
		url, body, list string
		status          int
	}{
		{"/forecasts", fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-09","days":3}`, c.seeded.Sales), "/forecasts", 202},
		{"/requirements", fmt.Sprintf(`{"forecastId":%d}`, run), "/requirements", 201},
		{"/rosters", roster, "/rosters", 201},
		{fmt.Sprintf("/rosters/%d/builds", draft.ID), `{"timeLimitS":1}`, "", 202},
		{fmt.Sprintf("/forecasts/%d/locks", run), `{"name":"twice","note":""}`, "/forecast-locks", 201},
	} {
		t.Run(order.url, func(t *testing.T) {
			before := c.count(t, order.list)
			s := Scenario{As: "planner", Method: http.MethodPost, URL: order.url, Body: order.body, Status: order.status, Header: map[string]string{"Idempotency-Key": "sent twice " + order.url}}
			if first, again := c.play(t, s), c.play(t, s); first != again {
				t.Errorf("sent again: %s, want the first answer %s", again, first)
			}
			if after := c.count(t, order.list); order.list != "" && after != before+1 {
				t.Errorf("%s holds %d more than before, want 1", order.list, after-before)
			}
			s.Body, s.Status, s.Want = strings.Replace(order.body, "{", `{ `, 1), order.status, nil
			c.play(t, s) // the same request, written otherwise
		})
	}
	key := map[string]string{"Idempotency-Key": "sent twice /forecasts"}
	c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/forecasts", Header: key, Status: 422, Want: []string{"key_misused"},
		Body: fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-09","days":4}`, c.seeded.Sales),
	})
}

// count says how many things a list holds; 0 where there is none to look at.
func (c *centre) count(t *testing.T, list string) int {
	t.Helper()
	if list == "" {
		return 0
	}
	return len(decoded[api.PageOf[struct{}]](t, c.play(t, Scenario{As: "planner", URL: list, Status: 200})).Items)
}
