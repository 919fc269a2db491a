package api_test

import (
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// mailInstead makes the queue Sales one of e-mail, which may wait.
func (c *centre) mailInstead(t *testing.T) {
	t.Helper()
	scope := auth.SystemScope(1)
	mail, err := c.Workforce.Channels.Create(t.Context(), scope, workforce.Channel{Code: "email", Name: "E-mail", Kind: workforce.Email, Concurrency: 1})
	if err != nil {
		t.Fatal(err)
	}
	queue, err := c.Workforce.Queues.Get(t.Context(), scope, c.seeded.Sales)
	if err != nil {
		t.Fatal(err)
	}
	queue.ChannelID = mail.ID
	if _, err := c.Workforce.Queues.Edit(t.Context(), scope, queue); err != nil {
		t.Fatal(err)
	}
}

func TestWorkThatMayWaitIsOrderedWithABacklogAndFollowed(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	c.mailInstead(t)
	id := c.forecastWeek(t)
	const promise = `"goal":{"slTarget":0.95,"thresholdS":28800,"slVariant":"sl_offered","inOfficeShrinkage":0,"outOfOfficeShrinkage":0,"minAgents":0,"ahtS":300,"businessHours":true}`
	order := func(more string) string { return fmt.Sprintf(`{"forecastId":%d,%s%s}`, id, promise, more) }
	r := decoded[api.Requirement](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/requirements", Status: 201,
		Body: order(`,"backlog":[{"contacts":30,"ageS":3600},{"contacts":5,"ageS":36000}]`),
	}))
	if !r.Deferred || !r.Goal.BusinessHours || len(r.Backlog) != 2 {
		t.Errorf("made %+v", r)
	}
	path := fmt.Sprintf("/requirements/%d", r.ID)
	b := decoded[api.RequirementBacklog](t, c.play(t, Scenario{As: "planner", URL: path + "/backlog", Status: 200}))
	came, done, left := 35.0, 0.0, 0.0
	for i := range b.Arrived {
		came, done = came+b.Arrived[i], done+b.Done[i]
	}
	for _, l := range b.Left {
		left += l.Contacts
	}
	if len(b.Waiting) != len(b.AgesS)+1 || math.Abs(came-done-left) > 1e-2 || b.Kept == nil || *b.Kept < 0.949 {
		t.Errorf("%g came, %g is done, %g left in %d ages; kept %v", came, done, left, len(b.Waiting), b.Kept)
	}
	at := 0
	for b.Done[at] == 0 {
		at++
	}
	cell := decoded[api.RequirementCell](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/cells/%d", path, at), Status: 200}))
	if d := cell.Deferred; cell.Formula != "Workload" || d == nil || d.Arrived == nil || !near(d.Done, b.Done[at], 1e-3) || len(d.Waiting) != len(b.Waiting) {
		t.Errorf("the cell says %+v; want %g done", cell.Deferred, b.Done[at])
	}
	for body, want := range map[string]string{
		order(`,"backlog":[{"contacts":0,"ageS":1}]`): "backlog[0].contacts",
		order(`,"beside":[99]`):                       "beside[0]",
		order(fmt.Sprintf(`,"beside":[%d]`, r.ID)):    "beside[0]",
	} {
		c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: body, Status: 422, Want: []string{want}})
	}
}

func TestHandleTimesAreLearntFromRows(t *testing.T) {
	c := newCentre(t)
	learn := func(rows string, status int, want ...string) string {
		return c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: "/queues/handle-times", Status: status, Want: want,
			Body: `{"most":3,"rows":[` + rows + `]}`,
		})
	}
	got := decoded[api.HandleTimes](t, learn(`{"concurrency":1,"contacts":100,"ahtS":400},{"concurrency":2,"contacts":300,"ahtS":480}`, 200))
	if len(got.AHTS) != 3 || !near(got.AHTS[2], 560, 1e-9) || !near(got.Growth, 0.2, 1e-12) || got.CappedAt != nil || got.Contacts != 400 {
		t.Errorf("learnt %+v; want 400, 480 and 560 s", got)
	}
	steep := decoded[api.HandleTimes](t, learn(`{"concurrency":1,"contacts":100,"ahtS":400},{"concurrency":2,"contacts":100,"ahtS":900}`, 200))
	if steep.CappedAt == nil || *steep.CappedAt != 2 {
		t.Errorf("learnt %+v; want two at once of no use", steep)
	}
	learn(`{"concurrency":2,"contacts":100,"ahtS":400}`, 422, "rows", "at least two")
	learn(`{"concurrency":1,"contacts":0,"ahtS":400}`, 422, "rows")
	learn(`{"concurrency":0.5,"contacts":10,"ahtS":400}`, 422, "concurrency")
}
