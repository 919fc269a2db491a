package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
)

const oneRequisition = `{"name":"Spring","role":"Agent","seats":1,"siteId":1,"employerId":1,"startsOn":"2026-03-02","wishes":["early"],` +
	`"needs":[{"code":"calls","task":"Talks with customers in English"}],"conditions":[{"code":"english","kind":"language","what":"English, spoken","need":"calls"}]}`

// requisitionAt is oneRequisition for the seeded centre.
func (c *centre) requisitionAt() string {
	return strings.Replace(oneRequisition, `"siteId":1,"employerId":1`, fmt.Sprintf(`"siteId":%d,"employerId":%d`, c.seeded.London, c.seeded.Own), 1)
}

// 004-02, 004-03, 004-04, 004-05: from what a job asks to somebody who does it, with their
// wishes in scheduling; a second person approves, and a seat is filled once.
func TestAPostIsFilled(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		match := func(version int64) map[string]string {
			return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
		}
		body := c.requisitionAt()
		for _, bad := range []struct{ from, to, want string }{
			{`"need":"calls"`, `"need":""`, "no job need"},
			{`English, spoken`, `under 35, female`, "protected attribute"},
			{`English, spoken`, `35岁以下`, "protected attribute"},
		} {
			c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/requisitions", Body: strings.Replace(body, bad.from, bad.to, 1), Status: 409, Want: []string{bad.want}})
		}
		r := decoded[api.RequisitionReport](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/requisitions", Body: body, Status: 201, Want: []string{`"own":true`}}))
		at := fmt.Sprintf("/requisitions/%d", r.ID)
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: at + "/approval", Header: match(r.Version), Status: 409, Want: []string{"approves their own"}})
		c.play(t, Scenario{As: "supervisor", URL: at, Status: 403})
		c.play(t, Scenario{As: "administrator", Method: http.MethodPost, URL: at + "/approval", Header: match(r.Version + 5), Status: 412})
		r = decoded[api.RequisitionReport](t, c.play(t, Scenario{As: "administrator", Method: http.MethodPost, URL: at + "/approval", Header: match(r.Version), Status: 200, Want: []string{`"state":"open"`}}))
		c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: at, Header: match(r.Version), Body: body, Status: 409, Want: []string{"wrong state"}})
		r = decoded[api.RequisitionReport](t, c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: at + "/spend", Header: match(r.Version), Body: bodies["RequisitionSpend"], Status: 200}))
		for range 2 {
			r = decoded[api.RequisitionReport](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: at + "/candidates", Status: 201, Want: []string{`"code":"C-001"`, `"answer":"unknown"`},
				Body: `{"channel":"referral","appliedOn":"2026-03-02","answers":[],"wishes":["early","weekends_off"]}`}))
		}
		one, two := fmt.Sprintf("%s/candidates/%d", at, r.Candidates[0].ID), fmt.Sprintf("%s/candidates/%d", at, r.Candidates[1].ID)
		engage := func(code string) string {
			return fmt.Sprintf(`{"code":%q,"name":"Newcomer","hiredOn":"2026-03-02","costMinor":100}`, code)
		}
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: one + "/employment", Header: match(1), Body: engage("NEW1"), Status: 409, Want: []string{"wrong stage"}})
		c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: one, Header: match(1), Status: 409, Want: []string{"no reason for turning down"}, Body: `{"stage":"applied","ending":"turned_down","answers":[],"wishes":[]}`})
		offer := `{"stage":"offered","answers":[{"condition":"english","answer":"met"}],"wishes":["early","weekends_off"]}`
		for _, who := range []string{one, two} {
			c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: who, Header: match(1), Body: offer, Status: 200, Want: []string{`"answer":"met"`}})
		}
		// A personnel number that somebody has: nothing of the hire is kept.
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: one + "/employment", Header: match(2), Body: engage("P1"), Status: 409, Want: []string{"duplicate"}})
		e := decoded[api.Engagement](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: one + "/employment", Header: match(2), Body: engage("NEW1"), Status: 201}))
		if e.PersonID == 0 || e.WishedDays == 0 {
			t.Errorf("engaged %+v, want a person with wishes", e)
		}
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: two + "/employment", Header: match(2), Body: engage("NEW2"), Status: 409, Want: []string{"no seat left"}})
		if people := c.play(t, Scenario{As: "hr", URL: "/people?q=NEW", Status: 200, NotWant: []string{"NEW2"}}); !strings.Contains(people, "NEW1") {
			t.Errorf("the newcomer is not among the people: %s", people)
		}
		c.play(t, Scenario{As: "hr", URL: at, Status: 200, Want: []string{`{"stage":"applied","day":"2026-03-02"}`, `"stage":"hired","day":`}})
		c.play(t, Scenario{As: "hr", URL: at, Status: 200, Want: []string{`"hired":1`, `"hidden":true`, fmt.Sprintf(`"personId":%d`, e.PersonID)}, NotWant: []string{"Newcomer"}})
	}, "hr", "administrator", "supervisor")
}
