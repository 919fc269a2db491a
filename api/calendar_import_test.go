package api_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestAYearsHolidaysAreTakenFromAnUploadedNotice(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		url := fmt.Sprintf("/calendars/%d/import", c.seeded.Calendar)
		days := fmt.Sprintf("/calendars/%d/days?year=2027", c.seeded.Calendar)
		first := `{"year":2027,"days":[{"name":"Spring","date":"2027-02-06","isOffDay":true},{"name":"Spring","date":"2027-01-31","isOffDay":false}]}`
		moved := `{"year":2027,"days":[{"name":"Spring Festival","date":"2027-02-06","isOffDay":true},{"name":"Spring Festival","date":"2027-02-08","isOffDay":true},{"name":"New Year","date":"2027-01-01","isOffDay":true}]}`
		scenarios := []Scenario{
			{Name: "dry", As: "planner", Method: http.MethodPost, URL: url + "?dryRun=true", Body: first, Status: 200, Want: []string{`"added":2`, `"written":false`, `"format":"notice"`}},
			{Name: "nothing came of it", As: "planner", URL: days, Status: 200, NotWant: []string{"Spring"}},
			{Name: "taken", As: "planner", Method: http.MethodPost, URL: url, Body: first, Status: 200, Want: []string{`"added":2`, `"written":true`}, WantTop: map[string]string{"ETag": `"2"`}},
			{Name: "again", As: "planner", Method: http.MethodPost, URL: url, Body: first, Status: 200, Want: []string{`"agreed":2`, `"written":false`}},
			{Name: "moved", As: "planner", Method: http.MethodPost, URL: url, Body: moved, Status: 200,
				Want: []string{`"added":2`, `"changed":1`, `"others":[{"date":"2027-01-31","kind":"workday","name":"Spring"}]`}},
			{Name: "as a table", As: "planner", Method: http.MethodPost, URL: url,
				Body: "date,name,kind,uplift_pct\n2027-05-04,May sale,event,25\n", Status: 200, Want: []string{`"format":"csv"`, `"added":1`}},
			{Name: "wrong", As: "planner", Method: http.MethodPost, URL: url, Body: `{"year":2027,"days":[{"name":"x","date":"soon","isOffDay":true}]}`, Status: 200,
				Want: []string{`"written":false`, `"column":"date"`, `soon`}},
			{Name: "the sum of it", As: "planner", URL: days, Status: 200, Want: []string{"2027-01-31", "2027-02-08", "May sale", `"upliftPct":25`}},
			{Name: "not an agent's business", As: "agent", Method: http.MethodPost, URL: url, Body: first, Status: 403},
		}
		for i := range scenarios {
			scenarios[i].Header = map[string]string{"Content-Type": "application/octet-stream"}
		}
		c.run(t, scenarios)
	}, "planner", "agent")
}
