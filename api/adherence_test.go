package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
)

// told publishes a shift from nine to five for Ann on a Tuesday and Wednesday, and sets
// the clock of adherence to the end of the month.
func (c *centre) told(t *testing.T) {
	t.Helper()
	_, week, at := c.draftedWeek(t)
	put := func(day string) string {
		return fmt.Sprintf(`{"op":"put","personId":%d,"day":"%s","shift":{"startMin":540,"endMin":1020,"queueId":%d}}`, c.seeded.Ann, day, c.seeded.Sales)
	}
	match := func(version int64) map[string]string {
		return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
	}
	made := decoded[api.MovesMade](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/moves", Header: match(week.Version), Status: 200,
		Body: `{"force":true,"moves":[` + put("2026-03-10") + "," + put("2026-03-11") + `]}`}))
	c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/publication", Body: `{"force":true}`, Header: match(made.Version), Status: 200})
	c.Attendance.Now = func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) }
	c.Careers.Evidence.Now = c.Attendance.Now
}

// field.md 1.5: a supervisor takes in what the switch recorded, sees who kept their
// shifts and what did not fit, and says what counts; agents see their own and nobody
// else's; HR sees it as evidence (004-06).
func TestASwitchsFileBecomesAdherence(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		c.told(t)
		csv := map[string]string{"Content-Type": "text/csv"}
		const file = "code,start,end,state\nP1,2026-03-10 09:48,2026-03-10 12:00,Ready\nP1,2026-03-10 12:00,2026-03-10 13:00,AUX 5\nP1,2026-03-10 13:00,2026-03-10 17:00,Ready\n"
		send := func(query, body string, want ...string) {
			t.Helper()
			c.play(t, Scenario{As: "supervisor", Method: http.MethodPost, URL: "/attendance/import" + query, Body: body, Header: csv, Status: 200, Want: want})
		}
		means := "state=" + url.QueryEscape("AUX 5=work")
		send("", file, `"written":false`, `"unknownStates":[{"word":"AUX 5","lines":1}]`, `"line":3`, `"kind":"unknown_state"`)
		send("?dryRun=true&"+means, file, `"written":false`, `"faults":[]`, `"people":1`, `"from":"2026-03-10"`, `"hours":[{"activity":"work","seconds":25920}]`)
		whole := fmt.Sprintf("/sites/%d/adherence?from=2026-03-09&to=2026-03-15", c.seeded.London)
		c.play(t, Scenario{As: "planner", URL: whole, Status: 200, Want: []string{`"known":0`, `"unknown":2`}, NotWant: []string{`"adherence"`}})
		send("?"+means, file, `"written":true`)
		send("", "code,start,end,state\nP1,2026-03-11 09:00,2026-03-11 17:00,Ready\nP1,2026-03-11 16:00,2026-03-11 17:00,Ready\nP9,2026-03-11 09:00,2026-03-11 10:00,Ready\n",
			`"written":false`, `"kind":"overlap","other":2`, `"kind":"no_person"`)
		c.play(t, Scenario{As: "supervisor", Method: http.MethodPost, URL: "/attendance/import?state=nothing", Body: file, Header: csv, Status: 422})
		c.play(t, Scenario{As: "planner", URL: whole, Status: 200, Want: []string{`"adherence":0.9`, `"conformance":0.9`, `"outS":2880`, `"exceptions":1`, `"known":1`, `"unknown":1`}})
		person := fmt.Sprintf("/people/%d/adherence?from=2026-03-09&to=2026-03-15", c.seeded.Ann)
		c.play(t, Scenario{As: "planner", URL: person, Status: 200, Want: []string{
			`"zone":"Europe/London"`, `"exceptions":[{"from":"2026-03-10T09:00:00Z","to":"2026-03-10T09:48:00Z","scheduled":"work","actual":"off"}]`, `"day":"2026-03-11"`, `"known":false`,
		}})
		c.play(t, Scenario{As: "agent", URL: "/me/adherence?from=2026-03-09&to=2026-03-15", Status: 200, Want: []string{`"code":"P1"`, `"adherence":0.9`}})
		c.play(t, Scenario{As: "agent", URL: person, Status: 403})
		c.play(t, Scenario{As: "planner", URL: "/me/adherence", Status: 403})
		c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/sites/%d/adherence?from=2025-01-01", c.seeded.London), Status: 422, Want: []string{`"day_within"`}})

		terms := fmt.Sprintf("/sites/%d/adherence/terms", c.seeded.London)
		c.play(t, Scenario{As: "planner", URL: terms, Status: 200, Want: []string{`"graceS":60`}, WantTop: map[string]string{"ETag": `"0"`}})
		change := Scenario{As: "supervisor", Method: http.MethodPut, URL: terms, Body: `{"graceS":3000,"outside":true,"awayIsWork":true}`, Header: map[string]string{"If-Match": `"0"`}, Status: 200}
		c.play(t, change)
		change.Status = 412
		c.play(t, change)
		c.play(t, Scenario{As: "supervisor", Method: http.MethodPut, URL: terms, Body: `{"graceS":4000,"outside":true,"awayIsWork":true}`, Header: map[string]string{"If-Match": `"1"`}, Status: 422, Want: []string{`body.graceS`}})
		c.play(t, Scenario{As: "planner", URL: whole, Status: 200, Want: []string{`"adherence":1`, `"exceptions":0`}})

		if _, err := c.Careers.Evidence.CollectNow(t.Context(), systemScope()); err != nil {
			t.Fatal(err)
		}
		list, err := c.Careers.Evidence.Of(t.Context(), systemScope(), c.seeded.Ann)
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, p := range list {
			if p.Source != "attendance" {
				continue
			}
			kept++
			if p.Name != "adherence" || p.Value != 1 || p.Weight != 8 || p.Day.String() != "2026-03-10" || p.Reference != "shift 2026-03-10T09:00:00Z" {
				t.Errorf("piece %+v", p)
			}
		}
		if kept != 1 {
			t.Errorf("%d pieces, want one: of the other shift nothing is known", kept)
		}
	}, "planner", "supervisor", "agent")
}
