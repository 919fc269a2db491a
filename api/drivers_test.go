package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestADriverGoesThroughItsLife(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		fields := fmt.Sprintf(`{"siteId":%d,"queueIds":[%d],"code":"mail","name":"Mailing","kind":"campaign","unit":"letters","measure":"contacts"}`, c.seeded.London, c.seeded.Sales)
		made := decoded[api.Driver](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/drivers", Body: fields, Status: 201, WantTop: map[string]string{"ETag": `"1"`}}))
		one := fmt.Sprintf("/drivers/%d", made.ID)
		values := one + "/values?from=2026-03-01&to=2026-03-31"
		csv := map[string]string{"Content-Type": "text/csv"}
		c.run(t, []Scenario{
			{Name: "listed by queue", As: "planner", URL: fmt.Sprintf("/drivers?queue=%d", c.seeded.Sales), Status: 200, Want: []string{`"mail"`}},
			{Name: "not listed elsewhere", As: "planner", URL: fmt.Sprintf("/drivers?site=%d", c.seeded.Dalian), Status: 200, NotWant: []string{`"mail"`}},
			{Name: "a code once", As: "planner", Method: http.MethodPost, URL: "/drivers", Body: fields, Status: 409, Want: []string{"body.code"}},
			{Name: "an edit", As: "planner", Method: http.MethodPut, URL: one, Body: fields, Header: map[string]string{"If-Match": `"1"`}, Status: 200, WantTop: map[string]string{"ETag": `"2"`}},
			{Name: "a stale edit", As: "planner", Method: http.MethodPut, URL: one, Body: fields, Header: map[string]string{"If-Match": `"1"`}, Status: 412, Want: []string{`"current"`}},
			{Name: "values", As: "planner", Method: http.MethodPut, URL: values, Header: map[string]string{"If-Match": `"2"`}, Status: 200,
				Body: `{"values":[{"date":"2026-03-05","value":90,"planned":true},{"date":"2026-03-04","value":10}]}`, WantTop: map[string]string{"ETag": `"3"`},
				Want: []string{`{"values":[{"date":"2026-03-04","value":10},{"date":"2026-03-05","value":90,"planned":true}]}`}},
			{Name: "stale values", As: "planner", Method: http.MethodPut, URL: values, Header: map[string]string{"If-Match": `"2"`}, Body: `{"values":[]}`, Status: 412, Want: []string{`"2026-03-04"`}},
			{Name: "a wrong value", As: "planner", Method: http.MethodPut, URL: values, Header: map[string]string{"If-Match": `"3"`}, Status: 422,
				Body: `{"values":[{"date":"2026-03-05","value":-1}]}`, Want: []string{"body.values[0].value", "0 or more"}},
			{Name: "days backwards", As: "planner", URL: one + "/values?from=2026-03-02&to=2026-03-01", Status: 422, Want: []string{"query.to"}},
			{Name: "a file, dry", As: "planner", Method: http.MethodPost, URL: one + "/values/import?dryRun=true", Header: csv, Body: "date,value\n2026-03-05,80\n2026-03-06,5\n", Status: 200,
				Want: []string{`"added":1`, `"changed":1`, `"written":false`}},
			{Name: "a file", As: "planner", Method: http.MethodPost, URL: one + "/values/import", Header: csv, Body: "date,value\n2026-03-06,5\n", Status: 200, Want: []string{`"written":true`}},
			{Name: "a wrong file", As: "planner", Method: http.MethodPost, URL: one + "/values/import", Header: csv, Body: "date,value\n2026-03-07,x\n", Status: 200,
				Want: []string{`"written":false`, `"line":2`, `"column":"value"`}},
			{Name: "the sum of it", As: "planner", URL: values, Status: 200, Want: []string{`"2026-03-06"`}, NotWant: []string{`"2026-03-07"`}},
			{Name: "a queue that a driver names", As: "planner", Method: http.MethodDelete, URL: fmt.Sprintf("/queues/%d", c.seeded.Sales), Status: 409},
			{Name: "gone", As: "planner", Method: http.MethodDelete, URL: one, Status: 204},
			{Name: "gone indeed", As: "planner", URL: one, Status: 404},
		})
	}, "planner")
}

func TestADriverOfSomebodyElsesSiteIsRefused(t *testing.T) {
	c := newCentre(t)
	c.play(t, Scenario{As: "planner@london", Method: http.MethodPost, URL: "/drivers", Status: 422, Want: []string{"body.siteId"},
		Body: fmt.Sprintf(`{"siteId":%d,"code":"x","name":"X","kind":"other","measure":"both"}`, c.seeded.Dalian)})
}
