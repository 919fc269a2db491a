package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
)

func TestAnAbsenceIsRepairedByMovesThatThePlannerMakes(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	c.Scheduling.Now = func() time.Time { return time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC) }
	need, _, at := c.draftedWeek(t)
	c.built(t, at)
	grid := decoded[api.RosterGrid](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/grid", Status: 200}))
	away := grid.People[0].ID
	absent := fmt.Sprintf(`"absent":[{"personId":%d,"from":"2026-03-09","to":"2026-03-15"}]`, away)
	repair := func(name, as, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: as, Method: http.MethodPost, URL: at + "/repairs", Body: body, Status: status, Want: want}
	}
	c.run(t, []Scenario{
		repair("nobody away", "planner", `{"absent":[]}`, 422, "absent"),
		repair("a stranger", "planner", `{"absent":[{"personId":98765,"from":"2026-03-09","to":"2026-03-09"}]}`, 422, "body.absent[0].personId"),
		repair("days outside", "planner", fmt.Sprintf(`{"absent":[{"personId":%d,"from":"2026-01-09","to":"2026-03-09"}]}`, away), 422, "body.absent[0].from"),
		repair("a queue of others", "planner", `{`+absent+`,"queueIds":[98765]}`, 422, "body.queueIds[0]"),
		repair("a scope outside", "planner", `{`+absent+`,"days":["2026-01-01"]}`, 422, "body.days[0]"),
		repair("a pin of a stranger", "planner", `{`+absent+`,"pinnedShifts":[{"personId":98765,"day":"2026-03-09"}]}`, 422, "body.pinnedShifts[0].personId"),
		repair("too much frozen", "planner", `{`+absent+`,"frozenHours":99999}`, 422, "frozenHours"),
		repair("who may only read", "agent", `{`+absent+`}`, 403),
	})
	plan := decoded[api.RepairPlan](t, c.play(t, repair("", "planner", `{`+absent+fmt.Sprintf(`,"queueIds":[%d]}`, need.QueueID), 200)))
	if plan.Version == 0 || len(plan.Gone) == 0 || plan.Left.ShortHours < plan.Published.ShortHours {
		t.Fatalf("plan %+v", plan)
	}
	for _, alt := range plan.Alternatives {
		if len(alt.Moves) == 0 || alt.ShortHours > plan.Left.ShortHours+1e-9 {
			t.Errorf("an alternative without moves, or with more missing than doing nothing: %+v", alt)
		}
		if !slices.ContainsFunc(alt.Moves, func(m api.Move) bool { return m.PersonID == away }) {
			t.Errorf("an alternative that leaves the absent at work: %+v", alt.Moves)
		}
	}
}
