package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-06, 004-07: a ladder that promotes for ever, asks for a metric that nobody keeps or
// has fewer places than holders is kept as a draft, each fault with its place; it is not
// put in force.
func TestALadderThatCannotBeIsNamed(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.climbers(t, 3)
		draft := decoded[api.LadderReport](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/ladders", Body: `{"of":1}`, Status: 201}))
		document, err := json.Marshal(draft.Document)
		if err != nil {
			t.Fatal(err)
		}
		at, text := fmt.Sprintf("/ladders/%d", draft.ID), string(document)
		version := draft.Version
		for _, bad := range []struct{ name, from, to, kind string }{
			{"a metric that does not exist", `"metric":"quality_score"`, `"metric":"smiles"`, "no such metric"},
			{"a cycle that promotes forever", `"moves":[`, `"moves":[{"from":"excellent","to":"new","kind":"promote"},`, "promotes for ever"},
			{"a rung that is not there", `"moves":[`, `"moves":[{"from":"excellent","to":"king","kind":"promote"},`, "no such rung"},
			{"fewer places than holders", `"band":1,`, `"band":1,"headcount":{"places":1},`, "fewer places than holders"},
		} {
			changed := strings.Replace(text, bad.from, bad.to, 1)
			if changed == text {
				t.Fatalf("%s: the document has no %s: %s", bad.name, bad.from, text)
			}
			put := Scenario{As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}, Body: `{"document":` + changed + `}`, Status: 200, Want: []string{`"kind":"` + bad.kind + `"`, `"expected":"`}}
			version = decoded[api.LadderReport](t, c.play(t, put)).Version
			publish := Scenario{As: "hr", Method: http.MethodPost, URL: at + "/publication", Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}, Status: 422, Want: []string{`"code":"` + bad.kind + `"`, `"location":"`, `"expected":"`}}
			c.play(t, publish)
		}
		c.run(t, []Scenario{
			{Name: "a draft without a form", As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}, Body: `{"document":{"format":"ladder/9"}}`, Status: 422, Want: []string{`"body.document`}},
			{Name: "somebody on a rung that is not there", As: "hr", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/rungs", c.seeded.Ann), Body: `{"ladder":"contact-centre","rung":"king","from":"2026-01-05","reason":"by mistake"}`, Status: 422, Want: []string{`"body.rung"`}},
			{Name: "on a rung", As: "hr", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/rungs", c.seeded.Ann), Body: `{"ladder":"contact-centre","rung":"new","from":"2026-01-05","reason":"where they stand"}`, Status: 204},
			{Name: "on two rungs at once", As: "hr", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/rungs", c.seeded.Ann), Body: `{"ladder":"contact-centre","rung":"qualified","from":"2025-12-01","reason":"by mistake"}`, Status: 422, Want: []string{`"code":"two rungs at once"`}},
			{Name: "a version in force never changes", As: "hr", Method: http.MethodPut, URL: "/ladders/1", Header: map[string]string{"If-Match": `"2"`}, Body: `{"document":` + text + `}`, Status: 409, Want: []string{"published versions never change"}},
			{Name: "an agent draws none", As: "agent", Method: http.MethodPost, URL: "/ladders", Body: `{"of":1}`, Status: 403},
		})
	}, "hr", "agent")
}

// 004-07: a vote twice, a vote for oneself, a second election for the same month and a
// ballot of another method are each named, and nothing of them is kept.
func TestAnElectionRefusesByName(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		people := c.climbers(t, 2)
		today := grid.DateOf(time.Now())
		body := fmt.Sprintf(`{"siteId":%d,"award":"advanced_employee","month":"2026-01","method":"approval","seats":1,"quorum":0,"seed":"lamp","closesOn":"%s"}`, c.seeded.London, today.AddDays(9))
		e := decoded[api.Election](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/elections", Body: body, Status: 201}))
		at, mine := fmt.Sprintf("/elections/%d", e.ID), fmt.Sprintf("/me/elections/%d", e.ID)
		approve := func(id int64) string { return fmt.Sprintf(`{"approved":[%d]}`, id) }
		c.run(t, []Scenario{
			{Name: "two for one month", As: "hr", Method: http.MethodPost, URL: "/elections", Body: body, Status: 422, Want: []string{`"body.month"`}},
			{Name: "no month", As: "hr", Method: http.MethodPost, URL: "/elections", Body: strings.Replace(body, "2026-01", "2026-13", 1), Status: 422, Want: []string{`"body.month"`}},
			{Name: "more than all must vote", As: "hr", Method: http.MethodPost, URL: "/elections", Body: strings.Replace(body, `"quorum":0`, `"quorum":1.2`, 1), Status: 422, Want: []string{`"body.quorum"`}},
			{Name: "a vote before it opens", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(people[0]), Status: 409, Want: []string{"not in this state"}},
			{Name: "nobody of the electorate", As: "hr", Method: http.MethodPost, URL: at + "/candidates", Body: `{"personId":99999}`, Status: 422, Want: []string{`"body.personId"`}},
			{Name: "one stands", As: "hr", Method: http.MethodPost, URL: at + "/candidates", Body: fmt.Sprintf(`{"personId":%d}`, people[0]), Status: 204},
			{Name: "so does the agent", As: "hr", Method: http.MethodPost, URL: at + "/candidates", Body: fmt.Sprintf(`{"personId":%d}`, c.seeded.Ann), Status: 204},
		})
		now := decoded[api.Election](t, c.play(t, Scenario{As: "hr", URL: at, Status: 200}))
		c.run(t, []Scenario{
			{Name: "open", As: "hr", Method: http.MethodPost, URL: at + "/opening", Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, now.Version)}, Status: 200},
			{Name: "for oneself", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(c.seeded.Ann), Status: 409, Want: []string{"votes for themselves"}},
			{Name: "for who does not stand", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(people[1]), Status: 409, Want: []string{"does not stand"}},
			{Name: "a ballot of another method", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: fmt.Sprintf(`{"ranking":[%d]}`, people[0]), Status: 409, Want: []string{"ballot of another method"}},
			{Name: "nothing of these is kept", As: "hr", URL: at, Status: 200, Want: []string{`"voted":0`}},
			{Name: "a vote", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(people[0]), Status: 204},
			{Name: "a vote twice", As: "agent", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(people[0]), Status: 409, Want: []string{"has voted already"}},
			{Name: "counted once", As: "hr", URL: at, Status: 200, Want: []string{`"voted":1`}},
			{Name: "HR is no elector", As: "hr", Method: http.MethodPut, URL: mine + "/ballot", Body: approve(people[0]), Status: 403},
		})
	}, "hr", "agent")
}

// 004-06: a round that makes no sense, an application twice, a score for who does not apply
// or by no criterion, and a step too early are each named.
func TestARoundRefusesByName(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		people := c.climbers(t, 2)
		today := grid.DateOf(time.Now())
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/rungs", c.seeded.Ann), Body: `{"ladder":"contact-centre","rung":"new","from":"2026-01-05","reason":"where they stand"}`, Status: 204})
		body := fmt.Sprintf(`{"name":"Summer","ladderId":1,"rung":"qualified","seats":1,"quorum":1,"criteria":[{"code":"craft","weight":1}],"opensOn":"%s","closesOn":"%s","effectiveOn":"%s","changes":{"dropSkills":[],"gainSkills":[],"offQueues":0}}`,
			today.AddDays(-1), today.AddDays(7), today.AddDays(30))
		bad := func(name, from, to string, want ...string) Scenario {
			return Scenario{Name: name, As: "hr", Method: http.MethodPost, URL: "/promotion-rounds", Body: strings.Replace(body, from, to, 1), Status: 422, Want: want}
		}
		c.run(t, []Scenario{
			bad("a ladder that is not there", `"ladderId":1`, `"ladderId":99`, `"body.ladderId"`),
			bad("a rung that is not there", `"qualified"`, `"king"`, `"body.rung"`),
			bad("no seats", `"seats":1`, `"seats":0`, `"body.seats"`),
			bad("a quorum of nobody", `"quorum":1`, `"quorum":0`, `"body.quorum"`),
		})
		r := decoded[api.PromotionRoundReport](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/promotion-rounds", Body: body, Status: 201}))
		at, mine := fmt.Sprintf("/promotion-rounds/%d", r.ID), fmt.Sprintf("/me/promotion-rounds/%d/application", r.ID)
		var hr int64
		type accounts struct {
			Items []api.BoardAccount `json:"items"`
		}
		for _, a := range decoded[accounts](t, c.play(t, Scenario{As: "hr", URL: "/board-accounts", Status: 200})).Items {
			if a.Name == "hr" {
				hr = a.UserID
			}
		}
		advance := func() {
			t.Helper()
			now := decoded[api.PromotionRoundReport](t, c.play(t, Scenario{As: "hr", URL: at, Status: 200}))
			c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: at + "/advance", Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, now.Version)}, Status: 200})
		}
		score := func(name string, person int64, criterion string, points, status int, want string) Scenario {
			return Scenario{Name: name, As: "hr", Method: http.MethodPut, URL: at + "/scores", Body: fmt.Sprintf(`{"personId":%d,"criterion":%q,"points":%d}`, person, criterion, points), Status: status, Want: []string{want}}
		}
		c.run(t, []Scenario{
			{Name: "applies before it opens", As: "agent", Method: http.MethodPut, URL: mine, Body: `{"statement":"please"}`, Status: 409, Want: []string{"not in this state"}},
			{Name: "nobody's account on the board", As: "hr", Method: http.MethodPut, URL: at + "/board", Body: `{"members":[{"userId":99999,"recused":[]}]}`, Status: 422, Want: []string{`"expected":`}},
			{Name: "a board of one", As: "hr", Method: http.MethodPut, URL: at + "/board", Body: fmt.Sprintf(`{"members":[{"userId":%d,"recused":[]}]}`, hr), Status: 200},
		})
		advance()
		c.run(t, []Scenario{
			{Name: "applies", As: "agent", Method: http.MethodPut, URL: mine, Body: `{"statement":"please"}`, Status: 204},
			{Name: "applies twice", As: "agent", Method: http.MethodPut, URL: mine, Body: `{"statement":"please"}`, Status: 409, Want: []string{"applies already"}},
			score("scored before scoring", c.seeded.Ann, "craft", 4, 409, "not in this state"),
		})
		advance()
		c.run(t, []Scenario{
			score("does not apply", people[1], "craft", 4, 409, "does not apply"),
			score("no such criterion", c.seeded.Ann, "looks", 4, 409, "no such criterion"),
			score("off the scale", c.seeded.Ann, "craft", 9, 422, `"body.points"`),
			score("scored", c.seeded.Ann, "craft", 4, 200, ""),
			{Name: "decided before scores are discussed", As: "hr", Method: http.MethodPut, URL: fmt.Sprintf("%s/decisions/%d", at, c.seeded.Ann), Body: `{"outcome":"turned down","reason":"not this time"}`, Status: 409, Want: []string{"not in this state"}},
			{Name: "nothing to appeal against yet", As: "agent", Method: http.MethodPut, URL: fmt.Sprintf("/me/promotion-rounds/%d/appeal", r.ID), Body: `{"reason":"I disagree"}`, Status: 409, Want: []string{"not in this state"}},
		})
		advance()
		decide := func(name, body string, status int, want string) Scenario {
			return Scenario{Name: name, As: "hr", Method: http.MethodPut, URL: fmt.Sprintf("%s/decisions/%d", at, c.seeded.Ann), Body: body, Status: status, Want: []string{want}}
		}
		c.run(t, []Scenario{
			decide("no reason", `{"outcome":"turned down","reason":""}`, 409, `"code":"no reason is written down"`),
			decide("an outcome nobody knows", `{"outcome":"perhaps","reason":"not this time"}`, 422, `"body.outcome"`),
			{Name: "an answer to no appeal", As: "hr", Method: http.MethodPut, URL: fmt.Sprintf("%s/appeals/%d", at, c.seeded.Ann), Body: `{"upheld":true,"answer":"you are right"}`, Status: 404},
			{Name: "a planner draws up none", As: "planner", Method: http.MethodPost, URL: "/promotion-rounds", Body: body, Status: 403},
		})
	}, "hr", "agent", "planner")
}
