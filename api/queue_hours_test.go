package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestAnnouncedHoursStayUntilTheyAreTakenBack(t *testing.T) {
	c := newCentre(t)
	url := fmt.Sprintf("/queues/%d", c.seeded.Sales)
	fields := fmt.Sprintf(`{"code":"SALES","name":"Sales","siteId":%d,"channelId":%d,"intervalMin":30,"openingHours":[],CHANGES"closedOnHolidays":false,"goal":%s}`, c.seeded.London, c.seeded.Voice, goal)
	with := func(changes string) string { return strings.Replace(fields, "CHANGES", changes, 1) }
	match := func(version int) map[string]string {
		return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
	}
	kept := `"hoursChanges":[{"validFrom":"2026-06-01","openingHours":[{"weekday":1,"opens":"08:00","closes":"20:00"}]}]`
	c.run(t, []Scenario{
		{Name: "announced", As: "planner", Method: http.MethodPut, URL: url, Header: match(1), Body: with(kept + ","), Status: 200, Want: []string{kept}},
		{Name: "not spoken of", As: "planner", Method: http.MethodPut, URL: url, Header: match(2), Body: with(""), Status: 200, Want: []string{kept}},
		{Name: "taken back", As: "planner", Method: http.MethodPut, URL: url, Header: match(3), Body: with(`"hoursChanges":[],`), Status: 200, NotWant: []string{"hoursChanges"}},
		{Name: "wrong", As: "planner", Method: http.MethodPut, URL: url, Header: match(4), Status: 422, Want: []string{"body.hoursChanges[1].validFrom"},
			Body: with(`"hoursChanges":[{"validFrom":"2026-06-01","openingHours":[]},{"validFrom":"2026-06-01","openingHours":[]}],`)},
	})
}
