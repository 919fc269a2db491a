package forecast_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model/intraday"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// busyness is how busy a day is as a whole, by its place in the calendar.
func busyness(d grid.Date) float64 {
	return 1 + .15*math.Sin(float64(d.Day*d.Day+5*int(d.Month)))
}

// sees gives a queue half hours of 40 contacts from 8:00 to 18:00 on weekdays,
// from one day to before an instant, times what each day is worth.
func (p *planner) sees(t *testing.T, queue workforce.Queue, from grid.Date, days int, until time.Time, worth func(grid.Date) float64) {
	t.Helper()
	g, err := grid.New(p.london.Location(), 30, from, days)
	must(t, err)
	var rows []forecast.Interval
	for i := range g.Len() {
		minute, date := g.WallMinute(i), g.Date(g.DayOf(i))
		if minute < 8*60 || minute >= 18*60 || date.Weekday() == time.Saturday || date.Weekday() == time.Sunday || g.End(i).After(until) {
			continue
		}
		figures := history.NoFigures()
		figures[history.Offered] = int64(math.Round(worth(date) * float64(40+i*7%5)))
		figures[history.Handled], figures[history.HandleS] = figures[history.Offered], 180*figures[history.Offered]
		rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
	}
	must(t, p.past.Append(t.Context(), p.all, queue.ID, "test", rows))
}

func (p *planner) clock(day grid.Date, hour int) time.Time {
	return grid.WallTime(p.london.Location(), day, 60*hour)
}

func TestABusyMorningRaisesTheAfternoonAndALittleTheDaysAfter(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		p.sees(t, p.billing, monday.AddDays(-140), 140, p.clock(monday, 0), busyness)
		run := p.run(t, forecast.RunOrder{From: monday, Days: 14}, p.billing.ID)[0]
		busy := func(grid.Date) float64 { return 1.25 }
		p.sees(t, p.billing, monday, 1, p.clock(monday, 18), busy) // the whole day is on record; at 11:00 it was not
		day, err := p.live.Intraday(ctx, p.all, p.billing.ID, p.clock(monday, 11))
		must(t, err)
		u := day.Update
		if u.Hold != "" || u.Factor() < 1.1 || u.Factor() > 1.35 || day.Run.ID != run.ID {
			t.Errorf("run %d, held back by %q, rest of the day times %.3f; want run %d and about 1.2\ntrials %+v", day.Run.ID, u.Hold, u.Factor(), run.ID, u.Trials)
		}
		cut, _ := day.Grid.Index(p.clock(monday, 11))
		if u.Cut != cut || !math.IsNaN(day.Actual[cut]) || u.Mean[cut-1] != day.Actual[cut-1] {
			t.Errorf("the day is cut at interval %d, want %d; before it %g came and %g is shown, at it %g", u.Cut, cut, day.Actual[cut-1], u.Mean[cut-1], day.Actual[cut])
		}
		for i := cut; i < day.Grid.Len(); i++ {
			if lo, hi := u.Bands[0].Lo[i], u.Bands[0].Hi[i]; u.Mean[i] < lo || u.Mean[i] > hi || lo < 0 {
				t.Errorf("interval %d: %g expected outside of its band from %g to %g", i, u.Mean[i], lo, hi)
			}
		}
		if got := len(day.Following); got != 7 {
			t.Fatalf("%d days after, want 7", got)
		}
		for h, c := range day.Following {
			if c.Factor < 1 || c.Factor > u.Factor() || math.Abs(c.Updated-c.Forecast*c.Factor) > 1e-9 || c.Date != monday.AddDays(h+1) {
				t.Errorf("day after %d: %+v", h+1, c)
			}
		}
	})
}

func TestBeforeAnythingCameTheForecastStandsAsItWas(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.sees(t, p.billing, monday.AddDays(-70), 70, p.clock(monday, 0), busyness)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		day, err := p.live.Intraday(t.Context(), p.all, p.billing.ID, p.clock(monday, 10))
		must(t, err)
		if day.Update.Hold != intraday.NothingYet || day.Update.Factor() != 1 {
			t.Errorf("held back by %q, factor %g; want nothing_yet and 1", day.Update.Hold, day.Update.Factor())
		}
		for _, c := range day.Following {
			if c.Factor != 1 {
				t.Errorf("%s is changed by %g although nothing is known of the day", c.Date, c.Factor)
			}
		}
	})
}

func TestADayWithoutAForecastIsNotUpdated(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		p.remember(t, p.billing)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		var uncovered *forecast.UncoveredError
		for _, day := range []grid.Date{monday.AddDays(-1), monday.AddDays(7)} {
			if _, err := p.live.Intraday(ctx, p.all, p.billing.ID, p.clock(day, 12)); !errors.As(err, &uncovered) || uncovered.Date != day {
				t.Errorf("%s: %v, want an error that names the day", day, err)
			}
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.shanghai.ID}})
		must(t, err)
		if _, err := p.live.Intraday(ctx, elsewhere, p.billing.ID, p.clock(monday, 12)); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a queue of another site: %v, want that it does not exist", err)
		}
	})
}
