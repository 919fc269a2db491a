package main

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// webDoor is the application as the browser reaches it, with one queue that is
// always open: what the command does to a file can be set beside what it does.
type webDoor struct {
	*wire.Services
	scope auth.Scope
	site  workforce.Site
	queue workforce.Queue
}

func newWebDoor(t *testing.T, zone string, minutes int) *webDoor {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	db, err := database.Open(ctx, "sqlite:"+filepath.Join(dir, "muster.db"))
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	w := &webDoor{scope: auth.SystemScope(wire.MainTenant)}
	w.Services, err = wire.New(db, dir, newLogger(&strings.Builder{}))
	must(t, err)
	must(t, w.Prepare(ctx))
	w.site, err = w.Workforce.Sites.Create(ctx, w.scope, workforce.Site{Code: "S", Name: "Site", Zone: zone, Country: "GB"})
	must(t, err)
	channel, err := w.Workforce.Channels.Create(ctx, w.scope, workforce.Channel{Code: "V", Name: "Voice", Kind: workforce.Voice, Concurrency: 1})
	must(t, err)
	w.queue, err = w.Workforce.Queues.Create(ctx, w.scope, workforce.Queue{
		Code: "Q", Name: "Queue", SiteID: w.site.ID, ChannelID: channel.ID, IntervalMin: minutes, Hours: workforce.AlwaysOpen(),
		Goals: []workforce.ServiceGoal{{SLTarget: .8, ThresholdS: 20, SLVariant: workforce.SLOffered}},
	})
	must(t, err)
	must(t, w.Jobs.Start(ctx))
	t.Cleanup(func() { must(t, w.Jobs.Stop(context.WithoutCancel(ctx))) })
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bring imports a file of start, contacts and what else it holds, and returns what
// was complained of.
func (w *webDoor) bring(t *testing.T, file string, minutes int) (result importResult, complaints string) {
	t.Helper()
	c := &importCommand{
		Map: map[string]string{"start": "interval_start", "contacts": "offered"}, Queue: w.queue.Code, Interval: minutes,
		Files: []string{inFile(t, "history.csv", file)}, JSON: true,
	}
	captured(t, &os.Stdout, func() {
		results, err := c.importFiles(t.Context(), w.Services, w.scope)
		if err != nil {
			complaints = err.Error()
		}
		if len(results) > 0 {
			result = results[0]
		}
	})
	return result, complaints
}

// forecast orders a run and waits for it.
func (w *webDoor) forecast(t *testing.T, from grid.Date, days int) forecast.Run {
	t.Helper()
	runs, job, err := w.Forecasts.Order(t.Context(), w.scope, []int64{w.queue.ID}, forecast.RunOrder{From: from, Days: days})
	must(t, err)
	for run, err := range w.Jobs.Watch(t.Context(), w.scope, job, 0) {
		must(t, err)
		if run.State.Ended() && run.State != jobs.Done {
			t.Fatalf("the forecast ended %s: %s", run.State, run.Error)
		}
	}
	run, err := w.Forecasts.Run(t.Context(), w.scope, runs[0].ID)
	must(t, err)
	return run
}

// busyWeeks is 26 weeks of half hours from 9:00 to 12:00 on weekdays from 2026-01-05
// on, with handle times; on every ninth workday a mailing brings half as many more.
func busyWeeks() (history string, mailed map[grid.Date]float64) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"start", "contacts", "handled", "handle_s"})
	mailed = map[grid.Date]float64{}
	n := 0
	for d := range 26 * 7 {
		day := grid.MustDate("2026-01-05").AddDays(d)
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		lift := 1.0
		if n++; n%9 == 0 {
			lift, mailed[day] = 1.5, 4000
		}
		for slot := range 6 {
			contacts := int(lift * float64(100+10*slot+n*7%11))
			handled := contacts - n%3
			_ = w.Write([]string{
				day.Start(time.UTC).Add(9*time.Hour + time.Duration(slot)*30*time.Minute).Format("2006-01-02 15:04"),
				strconv.Itoa(contacts), strconv.Itoa(handled), strconv.Itoa(handled * (240 + 10*slot + n%5)),
			})
		}
	}
	w.Flush()
	return b.String(), mailed
}

// The command and the application share their code; this holds them to the same
// input, by way of everything that can be told either: history, handle times,
// calendar, drivers, and opening hours that will change.
func TestTheCommandAndTheApplicationGiveTheSameNumbers(t *testing.T) {
	history, mailed := busyWeeks()
	monday := grid.MustDate("2026-07-06")
	mailed[monday.AddDays(1)] = 4000 // planned

	var sends strings.Builder
	sends.WriteString("date,mail:campaign\n")
	var values []forecast.DriverValue
	for day, letters := range mailed {
		sends.WriteString(day.String() + "," + strconv.FormatFloat(letters, 'f', -1, 64) + "\n")
		values = append(values, forecast.DriverValue{Date: day, Value: letters})
	}
	rows := forecastRows(t, forecastCommand{
		In: inFile(t, "in.csv", history), Horizon: "14d", From: monday.String(), Interval: "30m", Timezone: "Europe/London", Workload: true,
		Drivers: inFile(t, "mail.csv", sends.String()),
		Calendar: inFile(t, "days.csv", "date,name,kind,uplift_pct,hours\n2026-04-06,Easter,holiday,,\n2026-07-08,launch,event,100,\n"+
			"2026-07-13,earlier,hours,,Mon-Fri 08:30-11:00\n"),
	})

	w := newWebDoor(t, "Europe/London", 30)
	ctx := t.Context()
	if _, complaints := w.bring(t, history, 30); complaints != "" {
		t.Fatal(complaints)
	}
	calendar, err := w.Workforce.Calendars.Create(ctx, w.scope, workforce.Calendar{Code: "C", Name: "Days"})
	must(t, err)
	double := 100.0
	_, err = w.Workforce.SetCalendarDays(ctx, w.scope, calendar.ID, calendar.Version, grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"), []workforce.CalendarDay{
		{Date: grid.MustDate("2026-04-06"), Kind: workforce.Holiday, Name: "Easter"},
		{Date: grid.MustDate("2026-07-08"), Kind: workforce.Event, Name: "launch", UpliftPct: &double},
	})
	must(t, err)
	w.site.CalendarID = calendar.ID
	_, err = w.Workforce.Sites.Edit(ctx, w.scope, w.site)
	must(t, err)
	hours, err := workforce.ParseOpeningHours("Mon-Fri 08:30-11:00")
	must(t, err)
	w.queue.HoursChanges = []workforce.HoursChange{{ValidFrom: monday.AddDays(7), Hours: hours}}
	w.queue, err = w.Workforce.Queues.Edit(ctx, w.scope, w.queue)
	must(t, err)
	mail, err := w.Drivers.Create(ctx, w.scope, forecast.Driver{
		SiteID: w.site.ID, Code: "mail", Name: "Mailing", Kind: forecast.CampaignDriver, Measure: forecast.MovesContacts,
	})
	must(t, err)
	_, err = w.Drivers.SetValues(ctx, w.scope, mail.ID, mail.Version, grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"), values)
	must(t, err)
	run := w.forecast(t, monday, 14)

	if run.State != forecast.RunDone {
		t.Fatalf("the application's forecast is %s: %s", run.State, run.Failure)
	}
	compareDoors(t, rows, run)
	early := slices.ContainsFunc(rows, func(row []string) bool { return strings.HasPrefix(row[1], "2026-07-13T08:30") })
	late := slices.ContainsFunc(rows, func(row []string) bool { return strings.HasPrefix(row[1], "2026-07-13T11:00") })
	if !early || late {
		t.Errorf("after the announced change a row at 8:30 is there: %v, at 11:00: %v; want true and false", early, late)
	}
}

// compareDoors sets the rows that the command wrote beside the application's run.
func compareDoors(t *testing.T, rows [][]string, run forecast.Run) {
	t.Helper()
	g, err := run.Grid()
	must(t, err)
	header, open, differing := rows[0], 0, 0
	for _, isOpen := range run.Curves.Open {
		if isOpen {
			open++
		}
	}
	if open != len(rows)-1 || open < 50 {
		t.Errorf("the command wrote %d intervals, the application has %d open ones", len(rows)-1, open)
	}
	for _, row := range rows[1:] {
		start, err := time.Parse(time.RFC3339, row[1])
		must(t, err)
		i, inside := g.Index(start)
		if !inside || !run.Curves.Open[i] {
			t.Errorf("%s: open by the command, not by the application", row[1])
			continue
		}
		want := map[string]float64{
			"contacts": run.Curves.Contacts[i], "lo80": run.Curves.Bands[0].Lo[i], "hi80": run.Curves.Bands[0].Hi[i],
			"lo95": run.Curves.Bands[1].Lo[i], "hi95": run.Curves.Bands[1].Hi[i],
		}
		if run.Curves.AHTS != nil {
			want["aht_s"] = run.Curves.AHTS[i]
		}
		for column, v := range want {
			got, err := strconv.ParseFloat(row[slices.Index(header, column)], 64)
			must(t, err)
			if math.Abs(got-v) > 1e-4 && differing < 5 {
				differing++
				t.Errorf("%s %s: the command says %g, the application %g", row[1], column, got, v)
			}
		}
	}
}
