package api_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/workforce/grid"
)

// remember gives a queue a history of half hours that begin nine hours after
// midnight in London.
func (c *centre) remember(t *testing.T, day string, offered ...int64) {
	t.Helper()
	date := grid.MustDate(day)
	setup, err := c.Workforce.QueueSetup(t.Context(), systemScope(), c.seeded.Sales)
	if err != nil {
		t.Fatal(err)
	}
	start := date.Start(setup.Site.Location()).Unix() + 9*3600
	var rows []forecast.Interval
	for i, n := range offered {
		row := forecast.Interval{Start: start + int64(i)*1800, IntervalS: 1800, Figures: history.NoFigures()}
		row.Figures[history.Offered], row.Figures[history.Handled], row.Figures[history.HandleS] = n, n, n*100
		if i == 0 {
			row.Flags = history.OutsideOpening
		}
		rows = append(rows, row)
	}
	if err := c.Histories.Append(t.Context(), systemScope(), c.seeded.Sales, "switch", rows); err != nil {
		t.Fatal(err)
	}
}

func TestHistoryIsSeenInIntervalsOfAnyLength(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.remember(t, "2026-03-28", 4, 6, 8)
		c.remember(t, "2026-03-29", 10) // the clocks go forward
		for minutes, want := range map[int][]string{
			30:   {"2026-03-28T09:00Z 4/4/NaN 100", "2026-03-28T09:30Z 6/6/NaN 100", "2026-03-28T10:00Z 8/8/NaN 100", "2026-03-29T10:00+01:00 10/10/NaN 100"},
			60:   {"2026-03-28T09:00Z 10/10/NaN 100", "2026-03-28T10:00Z 8/8/NaN 100", "2026-03-29T10:00+01:00 10/10/NaN 100"},
			1440: {"2026-03-28T00:00Z 18/18/NaN 100", "2026-03-29T00:00Z 10/10/NaN 100"},
		} {
			if diff := cmp.Diff(want, c.seen(t, c.seeded.Sales, fmt.Sprintf("from=2026-03-28&to=2026-03-29&minutes=%d", minutes))); diff != "" {
				t.Errorf("in %d minutes (-want +got):\n%s", minutes, diff)
			}
		}
	}, "planner")
}

func TestHistoryNamesItsRemarksAndItsZone(t *testing.T) {
	c := newCentre(t)
	c.remember(t, "2026-03-02", 4, 6)
	url := fmt.Sprintf("/queues/%d/history?from=2026-03-02&to=2026-03-02", c.seeded.Sales)
	h := decoded[api.QueueHistory](t, c.play(t, Scenario{As: "planner@london", URL: url, Status: 200}))
	if len(h.Start) != 48 || len(h.Flags) != 48 || h.Zone != "Europe/London" || h.IntervalMin != 30 {
		t.Fatalf("%d intervals of %d minutes in %s, want 48 of 30 in London", len(h.Start), h.IntervalMin, h.Zone)
	}
	for bit, name := range h.FlagNames {
		if set := h.Flags[18]&(1<<bit) != 0; set != (name == "outside_opening") {
			t.Errorf("remark %s at 09:00 is %v", name, set)
		}
	}
	if h.Flags[19] != 0 {
		t.Errorf("remarks %b at 09:30, want none", h.Flags[19])
	}
}

func TestOnlySoMuchHistoryIsHadAtOnce(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/queues/%d/history", c.seeded.Sales)
	c.run(t, []Scenario{
		{Name: "not backwards", As: "planner", URL: at + "?from=2026-03-02&to=2026-03-01", Status: 422, Want: []string{"query.to", "1 to 833 days"}},
		{Name: "not a lifetime of half hours", As: "planner", URL: at + "?from=2020-01-01&to=2026-01-01", Status: 422, Want: []string{"query.to"}},
		{Name: "though of days", As: "planner", URL: at + "?from=2020-01-01&to=2026-01-01&minutes=1440", Status: 200, Want: []string{`"intervalMin":1440`}},
		{Name: "not in sevens", As: "planner", URL: at + "?from=2026-03-02&to=2026-03-02&minutes=7", Status: 422, Want: []string{"query.minutes"}},
		{Name: "not without days", As: "planner", URL: at, Status: 422, Want: []string{"query.from", "query.to"}},
		{Name: "not by HR", As: "hr", URL: at + "?from=2026-03-02&to=2026-03-02", Status: 403},
	})
}

func TestAnExtentIsAbsentWithoutHistory(t *testing.T) {
	c := newCentre(t)
	url := fmt.Sprintf("/queues/%d/history/extent", c.seeded.Sales)
	c.play(t, Scenario{As: "planner", URL: url, Status: 200, Want: []string{`{"intervals":0}`}})
	c.remember(t, "2026-07-01", 4, 6)
	c.play(t, Scenario{As: "planner", URL: url, Status: 200, Want: []string{`"from":"2026-07-01T09:00:00+01:00"`, `"to":"2026-07-01T10:00:00+01:00"`, `"intervals":2`}})
}
