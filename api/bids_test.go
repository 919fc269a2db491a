package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
)

func TestLinesAreDesignedOfferedRankedAndAwarded(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	c.Scheduling.Now = func() time.Time { return time.Date(2026, 2, 20, 12, 0, 0, 0, time.UTC) }
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	roster := decoded[api.Roster](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
		Body: fmt.Sprintf(`{"name":"Week","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, need.SiteID, need.ID),
	}))
	post := func(url, body string, status int, want ...string) Scenario {
		return Scenario{Name: url + " " + body, As: "planner", Method: http.MethodPost, URL: url, Body: body, Status: status, Want: want}
	}
	const order = `"seconds":1,"order":{"requirementIds":[%d],"windows":[{"earliestStart":"07:00","latestStart":"10:00","shortestMin":480,"longestMin":480}],"prices":{"under":40,"over":10},"charge":40}`
	kept := decoded[api.KeptDesign](t, c.play(t, post("/kept-designs", `{"name":"Day shifts",`+fmt.Sprintf(order, need.ID)+`}`, 202)))
	c.await(t, kept.JobID)
	design := decoded[api.KeptDesignReport](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("/kept-designs/%d", kept.ID), Status: 200}))
	if !design.Done || design.Answer == nil || len(design.Answer.Lines) == 0 || design.Order.Windows[0].ShortestMin != 480 {
		t.Fatalf("kept design %+v", design)
	}
	bid := fmt.Sprintf(`{"name":"Spring","rule":"seniority","opensAt":"2026-02-20T00:00:00Z","closesAt":"2026-02-25T00:00:00Z","designId":%d,"rosterId":%d,"personIds":[%d]}`, kept.ID, roster.ID, c.seeded.Ann)
	c.run(t, []Scenario{
		post("/kept-designs", `{"name":" ",`+fmt.Sprintf(order, need.ID)+`}`, 422, "body.name"),
		post("/kept-designs", `{"name":"X",`+fmt.Sprintf(order, 9999)+`}`, 404),
		post("/bids", fmt.Sprintf(`{"name":"X","rule":"seniority","opensAt":"2026-02-25T00:00:00Z","closesAt":"2026-02-20T00:00:00Z","designId":%d,"rosterId":%d,"personIds":[%d]}`, kept.ID, roster.ID, c.seeded.Ann), 422, "body.closesAt"),
		post("/bids", fmt.Sprintf(`{"name":"X","rule":"seniority","opensAt":"2026-02-20T00:00:00Z","closesAt":"2026-02-25T00:00:00Z","designId":%d,"rosterId":%d,"personIds":[98765]}`, kept.ID, roster.ID), 422, "body.personIds[0]"),
		{Name: "who may not plan", As: "agent", Method: http.MethodPost, URL: "/bids", Body: bid, Status: 403},
	})
	made := decoded[api.BidReport](t, c.play(t, post("/bids", bid, 201)))
	at, own := fmt.Sprintf("/bids/%d", made.ID), fmt.Sprintf("/me/bids/%d", made.ID)
	if made.State != "open" || made.Lines != len(design.Answer.Lines) {
		t.Errorf("bid %+v", made)
	}
	rank := func(name, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: "agent", Method: http.MethodPut, URL: own + "/ranking", Body: body, Status: status, Want: want}
	}
	award := func(name string, body string, status int) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: at + "/award", Body: body, Header: map[string]string{"If-Match": `"1"`}, Status: status}
	}
	c.run(t, []Scenario{
		{Name: "offered to one", As: "agent", Method: http.MethodGet, URL: "/me/bids", Status: 200, Want: []string{"Spring"}},
		{Name: "its lines", As: "agent", Method: http.MethodGet, URL: own, Status: 200, Want: []string{`"offered"`, `"start"`}},
		{Name: "not offered to a planner", As: "planner", Method: http.MethodGet, URL: own, Status: 403},
		rank("a line that is not there", `{"choices":[{"line":999}]}`, 422, "body.choices[0].line"),
		rank("points where none count", `{"choices":[{"line":1,"points":5}]}`, 422, "body.choices[0].points"),
		rank("a ranking", `{"choices":[{"line":1}]}`, 200),
		award("before it closes", `{"fingerprint":"x"}`, 409),
	})
	c.Scheduling.Now = func() time.Time { return time.Date(2026, 2, 26, 12, 0, 0, 0, time.UTC) }
	preview := decoded[api.BidAward](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/award", Status: 200}))
	if len(preview.People) != 1 || preview.State != "closed" || len(preview.People[0].Barred) == 0 && preview.People[0].Line != 1 {
		t.Errorf("preview %+v", preview)
	}
	c.run(t, []Scenario{
		award("another preview", `{"fingerprint":"x"}`, 412),
		rank("after it closed", `{"choices":[]}`, 409, "wrong_state"),
		award("as previewed", `{"fingerprint":"`+preview.Fingerprint+`","force":true}`, 200),
		award("again", `{"fingerprint":"`+preview.Fingerprint+`"}`, 409),
		{Name: "awarded bids stay", As: "planner", Method: http.MethodDelete, URL: at, Status: 409},
		{Name: "what one got", As: "agent", Method: http.MethodGet, URL: own, Status: 200, Want: []string{`"award"`}},
	})
}
