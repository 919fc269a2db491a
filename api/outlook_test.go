package api_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAnOutlookReachesMonthsAheadAndSaysWhatItAssumes(t *testing.T) {
	c := newCentre(t)
	c.calls(t, c.seeded.Sales, firstMonday.AddDays(-150), firstMonday)
	url := fmt.Sprintf("/queues/%d/outlook?from=%s", c.seeded.Sales, firstMonday)
	o := decoded[api.Outlook](t, c.play(t, Scenario{As: "planner@london", URL: url, Status: 200}))
	if o.From.Date != firstMonday || o.To.Date != grid.MustDate("2027-09-01") || len(o.Months) != 19 || len(o.Weeks) != 79 {
		t.Errorf("%s to %s in %d months and %d weeks; want 18 months from %s", o.From, o.To, len(o.Months), len(o.Weeks), firstMonday)
	}
	for _, p := range o.Months {
		if p.Contacts <= 0 || p.AHTS == nil || math.Abs(*p.AHTS-200) > 1 || p.WorkloadHours == nil || len(p.Bands) != 2 {
			t.Errorf("%s: %+v; want contacts of 200 seconds and two bands", p.First, p)
		}
	}
	if len(o.Assumptions) < 5 || o.Assumptions[0].Code == "" || o.Assumptions[0].Text == "" {
		t.Errorf("assumptions %+v; want five at least, each with a code and words", o.Assumptions)
	}
}

func TestAnOutlookTakesTheGrowthThatThePlannerAssumes(t *testing.T) {
	c := newCentre(t)
	c.calls(t, c.seeded.Sales, firstMonday.AddDays(-60), firstMonday)
	ask := func(growth string) api.Outlook {
		url := fmt.Sprintf("/queues/%d/outlook?from=%s&months=12%s", c.seeded.Sales, firstMonday, growth)
		return decoded[api.Outlook](t, c.play(t, Scenario{As: "planner", URL: url, Status: 200}))
	}
	learnt, flat, more := ask(""), ask("&growthPct=0"), ask("&growthPct=20")
	if learnt.Growth.Given || !flat.Growth.Given || more.Growth.PerYear != .2 {
		t.Errorf("growth %+v, %+v and %+v; want none given, zero given, and 0.2", learnt.Growth, flat.Growth, more.Growth)
	}
	if got := more.Months[11].Contacts / flat.Months[11].Contacts; math.Abs(got-math.Pow(1.2, 350./365)) > .02 {
		t.Errorf("after a year %.3f times as much, want about 1.19", got)
	}
}

func TestAnOutlookRefusesWhatItCannotShow(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/queues/%d/outlook?from=%s", c.seeded.Sales, firstMonday)
	c.play(t, Scenario{As: "planner", URL: at, Status: 409, Want: []string{"no_history"}})
	c.calls(t, c.seeded.Sales, firstMonday.AddDays(-30), firstMonday)
	c.play(t, Scenario{As: "planner", URL: at + "&growthPct=-100", Status: 422, Want: []string{"query.growthPct"}})
	c.play(t, Scenario{As: "planner", URL: at + "&growthPct=much", Status: 422, Want: []string{"query.growthPct"}})
	c.play(t, Scenario{As: "planner", URL: at + "&months=25", Status: 422, Want: []string{"query.months"}})
	c.play(t, Scenario{As: "agent", URL: at, Status: 403})
}
