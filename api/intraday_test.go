package api_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/workforce/grid"
)

// firstMonday is the first day forecast in tests of forecasts.
var firstMonday = grid.MustDate("2026-03-02")

// calls gives a queue half-hourly history of whole days, some busier than others,
// from one day on until before another.
func (c *centre) calls(t *testing.T, queue int64, from, until grid.Date) {
	t.Helper()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(london, 30, from, from.DaysUntil(until))
	if err != nil {
		t.Fatal(err)
	}
	var rows []forecast.Interval
	for i := range g.Len() {
		date, hour := g.Date(g.DayOf(i)), float64(g.WallMinute(i))/60
		worth := 1 + .15*math.Sin(float64(date.Day*date.Day+5*int(date.Month)))
		row := forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: history.NoFigures()}
		row.Figures[history.Offered] = int64(math.Round(worth * (30 + 20*math.Sin((hour-6)/24*2*math.Pi))))
		row.Figures[history.Handled], row.Figures[history.HandleS] = row.Figures[history.Offered], 200*row.Figures[history.Offered]
		rows = append(rows, row)
	}
	if err := c.Histories.Append(t.Context(), systemScope(), queue, "test", rows); err != nil {
		t.Fatal(err)
	}
}

// forecast orders forecasts and waits for them.
func (c *centre) forecast(t *testing.T, order map[string]any) []int64 {
	t.Helper()
	made := decoded[api.ForecastsOrdered](t, c.play(t, Scenario{As: "planner", Method: "POST", URL: "/forecasts", Body: request(t, order), Status: 202}))
	c.await(t, made.JobID)
	return made.ForecastIDs
}

func TestTheDayUnderWayIsForecastAnewFromWhatCame(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		first := firstMonday
		url := fmt.Sprintf("/queues/%d/intraday?at=%sT11:10:00Z", c.seeded.Sales, first)
		c.play(t, Scenario{As: "planner", URL: url, Status: 409, Want: []string{"not_covered", "2026-03-02"}})
		c.calls(t, c.seeded.Sales, first.AddDays(-112), first.AddDays(1))
		id := c.forecast(t, map[string]any{"queueIds": []int64{c.seeded.Sales}, "from": first.String(), "days": 14})[0]
		u := decoded[api.IntradayUpdate](t, c.play(t, Scenario{As: "planner", URL: url, Status: 200}))
		if u.ForecastID != id || u.Cut != 22 || len(u.Start) != 48 || !math.IsNaN(u.Actual[22]) || u.Updated[21] != u.Actual[21] {
			t.Errorf("forecast %d cut at %d of %d intervals, want forecast %d cut at 22 of 48; %v came", u.ForecastID, u.Cut, len(u.Start), id, u.Actual)
		}
		if u.WhyNot != "" || u.Method == "none" || len(u.Trials) != 4 || u.RestOfDay.Updated == u.RestOfDay.Forecast {
			t.Errorf("updated by %s (%s): %+v, trials %+v", u.Method, u.WhyNot, u.RestOfDay, u.Trials)
		}
		if got, want := u.RestOfDay.Updated/u.RestOfDay.Forecast, u.Factor; math.Abs(got-want) > 1e-9 || len(u.RestOfDay.Bands) != 2 || len(u.Lo80) != 48 || len(u.Hi95) != 48 {
			t.Errorf("the rest was multiplied by %g, the factor is %g; bands %+v", got, want, u.RestOfDay.Bands)
		}
		if len(u.Following) != 7 || u.Following[0].Date.Date != first.AddDays(1) {
			t.Errorf("days after: %+v", u.Following)
		}
		c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/queues/%d/intraday?at=yesterday", c.seeded.Sales), Status: 422, Want: []string{"query.at"}})
	}, "planner")
}

func TestForecastsAreAddedUpByQueueSiteAndPeriod(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		first := firstMonday
		c.calls(t, c.seeded.Sales, first.AddDays(-56), first)
		c.forecast(t, map[string]any{"queueIds": []int64{c.seeded.Sales}, "from": first.String(), "days": 14})
		read := func(query string) api.Rollup {
			return decoded[api.Rollup](t, c.play(t, Scenario{As: "planner", URL: "/forecasts/rollup?from=2026-03-02&" + query, Status: 200}))
		}
		days, weeks := read("by=site"), read("period=week&days=21")
		if len(days.Groups) != 1 || days.Groups[0].SiteID != c.seeded.London || len(days.Groups[0].First) != 14 || days.Groups[0].Start != nil || len(days.Groups[0].Bands) != 2 {
			t.Fatalf("by site and day: %+v", days.Groups)
		}
		if len(weeks.Missing) != 1 || weeks.Missing[0].First.String() != "2026-03-16" || len(weeks.Groups[0].First) != 2 {
			t.Errorf("weeks %v, missing %+v; want two weeks and the third missing", weeks.Groups[0].First, weeks.Missing)
		}
		total := 0.0
		for _, v := range days.Groups[0].Contacts[:7] {
			total += v
		}
		if week := weeks.Groups[0].Contacts[0]; math.Abs(total-week) > 1e-5*week {
			t.Errorf("seven days hold %g contacts, their week %g", total, week)
		}
		intervals := read(fmt.Sprintf("period=interval&by=queue&days=1&queues=%d", c.seeded.Sales)).Groups[0]
		if len(intervals.Start) != 48 || intervals.First != nil || intervals.QueueID != c.seeded.Sales || len(intervals.Bands[0].Lo) != 48 {
			t.Errorf("by interval: %+v", intervals)
		}
		c.run(t, []Scenario{
			{Name: "no first day", As: "planner", URL: "/forecasts/rollup", Status: 422, Want: []string{"query.from"}},
			{Name: "by whom nothing is known of", As: "planner", URL: "/forecasts/rollup?from=2026-03-02&by=supplier", Status: 422, Want: []string{"query.by"}},
			{Name: "a stranger's queue", As: "planner", URL: fmt.Sprintf("/forecasts/rollup?from=2026-03-02&queues=%d", c.seeded.Foreign["queues"]), Status: 404},
		})
	}, "planner")
}

func TestAForecastIsOrderedTogetherOrFromATemplate(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		first := firstMonday
		c.calls(t, c.seeded.Sales, first.AddDays(-56), first)
		created := decoded[api.Queue](t, c.play(t, Scenario{As: "administrator", Method: "POST", URL: "/queues", Status: 201,
			Body: fmt.Sprintf(`{"code":"NEW","name":"New","siteId":%d,"channelId":%d,"intervalMin":15,"openingHours":[{"weekday":1,"opens":"08:00","closes":"18:00"}],"closedOnHolidays":false,"goal":%s}`, c.seeded.London, c.seeded.Voice, goal)}))
		order := map[string]any{
			"queueIds": []int64{created.ID}, "from": first.String(), "days": 7, "coherent": true,
			"coldStart": map[string]any{"templateQueueId": c.seeded.Sales, "dailyContacts": 120, "ahtS": 75},
		}
		id := c.forecast(t, order)[0]
		f := decoded[api.Forecast](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/forecasts/%d", id), Status: 200, Want: []string{`"cold_start"`}}))
		if f.State != "done" || f.ColdStart == nil || f.ColdStart.DailyContacts != 120 || len(f.Together) != 1 || len(f.Adapted) != 0 {
			t.Errorf("the forecast is %s (%s), cold start %+v, together %v, adapted %v", f.State, f.Failure, f.ColdStart, f.Together, f.Adapted)
		}
		c.run(t, []Scenario{
			{Name: "no volume", As: "planner", Method: "POST", URL: "/forecasts", Status: 422, Want: []string{"body.coldStart.dailyContacts"},
				Body: fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-02","days":7,"coldStart":{"templateQueueId":%d,"dailyContacts":0}}`, created.ID, c.seeded.Sales)},
			{Name: "its own template", As: "planner", Method: "POST", URL: "/forecasts", Status: 422, Want: []string{"body.coldStart.templateQueueId"},
				Body: fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-02","days":7,"coldStart":{"templateQueueId":%d,"dailyContacts":9}}`, created.ID, created.ID)},
			{Name: "a stranger's template", As: "planner", Method: "POST", URL: "/forecasts", Status: 404,
				Body: fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-02","days":7,"coldStart":{"templateQueueId":%d,"dailyContacts":9}}`, created.ID, c.seeded.Foreign["queues"])},
		})
	}, "planner", "administrator")
}
