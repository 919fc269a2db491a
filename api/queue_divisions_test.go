package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestAQueueSaysWhoHandlesIt(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		c.forecastWeek(t)
		url := fmt.Sprintf("/queues/%d", c.seeded.Sales)
		fields := fmt.Sprintf(`{"code":"SALES","name":"Sales","siteId":%d,"channelId":%d,"intervalMin":30,"openingHours":[],MORE"closedOnHolidays":false,"goal":%s}`, c.seeded.London, c.seeded.Voice, goal)
		with := func(more string) string { return strings.Replace(fields, "MORE", more, 1) }
		match := func(version int) map[string]string {
			return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
		}
		kept := fmt.Sprintf(`"handledBy":[{"shares":[{"employerId":%d,"share":0.4}]},{"validFrom":"2026-03-12","shares":[]}]`, c.seeded.Vendor)
		rollup := "/forecasts/rollup?from=2026-03-09&days=7&by="
		put := func(name string, version int, more string, status int, want ...string) Scenario {
			return Scenario{Name: name, As: "planner", Method: http.MethodPut, URL: url, Header: match(version), Body: with(more), Status: status, Want: want}
		}
		c.run(t, []Scenario{
			{Name: "in-house at first", As: "planner", URL: rollup + "vendor", Status: 200, Want: []string{`"by":"vendor"`}, NotWant: []string{`"employerId"`}},
			put("divided", 1, kept+`,"group":"Front line",`, 200, kept, `"group":"Front line"`),
			put("not spoken of", 2, "", 200, kept, `"group":"Front line"`),
			{Name: "the vendor has its sum", As: "planner", URL: rollup + "vendor", Status: 200, Want: []string{fmt.Sprintf(`"employerId":%d`, c.seeded.Vendor)}},
			{Name: "so has the group", As: "planner", URL: rollup + "group", Status: 200, Want: []string{`"name":"Front line"`}},
			{Name: "there is no sum by planet", As: "planner", URL: rollup + "planet", Status: 422, Want: []string{"query.by"}},
			{Name: "its vendor stays", As: "planner", Method: http.MethodDelete, URL: fmt.Sprintf("/employers/%d", c.seeded.Vendor), Status: 409, Want: []string{`"code":"in_use"`}},
			put("more than all", 3, fmt.Sprintf(`"handledBy":[{"shares":[{"employerId":%d,"share":0.6},{"employerId":%d,"share":0.6}]}],`, c.seeded.Vendor, c.seeded.Own), 422, "body.handledBy[0].shares"),
			put("nobody known", 3, `"handledBy":[{"shares":[{"employerId":4711,"share":0.6}]}],`, 422, "body.handledBy[0].shares[0].employerId"),
			{Name: "all in-house again", As: "planner", Method: http.MethodPut, URL: url, Header: match(3), Body: with(`"handledBy":[],"group":"",`), Status: 200, NotWant: []string{"handledBy", "Front line"}},
		})
	}, "planner")
}
