package forecast_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// stirred is a planner whose queue "Billing" a mailing moves: 26 weeks of about
// 600 contacts a day, half as many more on the days of 5,000 letters; one such
// day is planned for the Wednesday after.
type stirred struct {
	*planner
	drivers *forecast.Drivers
	mail    forecast.Driver
	from    grid.Date
	run     forecast.Run
}

func newStirred(t *testing.T, d *desk) *stirred {
	t.Helper()
	s := &stirred{planner: newPlanner(t, d), from: monday}
	s.drivers = d.drivers()
	s.forecasts.Drivers = s.drivers
	s.mail = d.campaign(t)
	sends := map[grid.Date]float64{monday.AddDays(2): 5000}
	random := rand.New(rand.NewPCG(4, 4))
	for day := monday.AddDays(-26 * 7); day.Before(monday); day = day.AddDays(1) {
		if random.Float64() < .15 && day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			sends[day] = 5000
		}
	}
	var values []forecast.DriverValue
	for day, n := range sends {
		values = append(values, forecast.DriverValue{Date: day, Value: n})
	}
	_, err := s.drivers.SetValues(t.Context(), d.all, s.mail.ID, 1, monday.AddDays(-400), monday.AddDays(30), values)
	must(t, err)
	s.rememberStirred(t, sends, random)
	s.run = s.planner.run(t, forecast.RunOrder{From: monday, Days: 14}, d.billing.ID)[0]
	if s.run.State != forecast.RunDone {
		t.Fatalf("the run is %s: %s", s.run.State, s.run.Failure)
	}
	return s
}

func (s *stirred) rememberStirred(t *testing.T, sends map[grid.Date]float64, random *rand.Rand) {
	t.Helper()
	g, err := grid.New(s.london.Location(), 30, monday.AddDays(-26*7), 26*7)
	must(t, err)
	var rows []forecast.Interval
	level := 1.0
	for i := range g.Len() {
		date, minute := g.Date(g.DayOf(i)), g.WallMinute(i)
		if minute == 0 {
			level = 30 * math.Exp(.03*random.NormFloat64()) * (1 + .5*sends[date]/5000)
		}
		if minute < 8*60 || minute >= 18*60 || date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
			continue
		}
		figures := history.NoFigures()
		figures[history.Offered] = int64(level + 3*random.NormFloat64())
		figures[history.Handled], figures[history.HandleS] = figures[history.Offered], 180*figures[history.Offered]
		rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
	}
	must(t, s.past.Append(t.Context(), s.all, s.billing.ID, "test", rows))
}

func dayMean(totals []model.Total, day grid.Date) float64 {
	for _, total := range totals {
		if total.First == day {
			return total.Mean
		}
	}
	return math.NaN()
}

func TestARunLearnsItsDriversAndTellsOfThem(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		s := newStirred(t, d)
		found, err := s.forecasts.Effects(t.Context(), s.all, s.run.ID)
		must(t, err)
		i := slices.IndexFunc(found.Effects, func(e model.Effect) bool { return e.Kind == model.EffectDriver })
		if i < 0 || found.Effects[i].Lo > 50 || found.Effects[i].Hi < 50 || found.Drivers["mail"].Name != "Mailing" {
			t.Errorf("effects %+v of drivers %+v; want a mailing that brings about 50 %%", found.Effects, found.Drivers)
		}
		if use := found.Run.Report.Drivers; len(use) != 1 || !use[0].Used || use[0].Assumed != 13 {
			t.Errorf("the report on drivers is %+v; want the mailing used, 13 days without a planned value", use)
		}
		if ratio := dayMean(s.run.Report.Days, monday.AddDays(2)) / dayMean(s.run.Report.Days, monday.AddDays(9)); math.Abs(ratio-1.5) > .1 {
			t.Errorf("the day of the mailing is expected at %.2f times the next such day, want about 1.5", ratio)
		}
	})
}

func TestASuppositionChangesTheForecastAndNothingElse(t *testing.T) {
	d := sqliteDesk(t)
	s := newStirred(t, d)
	ctx, wednesday := t.Context(), monday.AddDays(2)
	none, double, hundred := 0.0, 2.0, 100.0
	preview := func(supposed forecast.Supposition) forecast.Preview {
		t.Helper()
		seen, err := s.forecasts.Preview(ctx, s.all, s.run.ID, supposed)
		must(t, err)
		return seen
	}
	plain := preview(forecast.Supposition{})
	if diff := cmp.Diff(s.run.Curves.Contacts, plain.Result.Mean); diff != "" || plain.Changed {
		t.Errorf("supposing nothing changes the forecast (changed input %v; -run +preview):\n%s", plain.Changed, diff)
	}
	if diff := cmp.Diff(s.run.Curves.Bands, plain.Result.Bands); diff != "" {
		t.Errorf("supposing nothing changes the bands (-run +preview):\n%s", diff)
	}
	base := dayMean(plain.Result.Days, wednesday)
	for name, c := range map[string]struct {
		supposed forecast.Supposition
		lo, hi   float64 // of the day's total over the run's
	}{
		"no mailing":         {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Scale: &none}}}, .6, .73},
		"twice the mailing":  {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Scale: &double}}}, 1.05, 1.45},
		"its own values":     {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Values: []forecast.DriverValue{{Date: wednesday}}}}}, .6, .73},
		"an event never had": {forecast.Supposition{Events: []forecast.SupposedEvent{{Date: wednesday, Type: "launch", UpliftPct: &hundred}}}, 1.9, 2.1},
		"without an uplift":  {forecast.Supposition{Events: []forecast.SupposedEvent{{Date: wednesday, Type: "launch"}}}, .9, 1.1},
	} {
		seen := preview(c.supposed)
		if ratio := dayMean(seen.Result.Days, wednesday) / base; ratio < c.lo || ratio > c.hi {
			t.Errorf("%s: the day changes by a factor %.3f, want %g to %g", name, ratio, c.lo, c.hi)
		}
		next := monday.AddDays(9)
		if a, b := dayMean(seen.Result.Days, next), dayMean(plain.Result.Days, next); math.Abs(a-b) > 1e-9 {
			t.Errorf("%s: the Wednesday after changes from %g to %g", name, b, a)
		}
	}
	again, err := s.forecasts.Run(ctx, s.all, s.run.ID)
	must(t, err)
	if diff := cmp.Diff(s.run.Curves.Contacts, again.Curves.Contacts); diff != "" {
		t.Errorf("the run itself changed (-before +after):\n%s", diff)
	}
}

func TestASuppositionThatCannotBeIsRefusedFieldByField(t *testing.T) {
	d := sqliteDesk(t)
	s := newStirred(t, d)
	minus, much := -1.0, 2000.0
	for name, c := range map[string]struct {
		supposed forecast.Supposition
		want     []string
	}{
		"an unknown driver":   {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "fax"}}}, []string{"drivers[0].code"}},
		"a negative factor":   {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Scale: &minus}}}, []string{"drivers[0].scale", "drivers[0].values"}},
		"a day of the past":   {forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Values: []forecast.DriverValue{{Date: monday.AddDays(-1)}}}}}, []string{"drivers[0].values[0].date"}},
		"an event elsewhere":  {forecast.Supposition{Events: []forecast.SupposedEvent{{Date: monday.AddDays(14), Type: "x", UpliftPct: &much}}}, []string{"events[0].date", "events[0].upliftPct"}},
		"an event of no type": {forecast.Supposition{Events: []forecast.SupposedEvent{{Date: monday}}}, []string{"events[0].type"}},
	} {
		_, err := s.forecasts.Preview(t.Context(), s.all, s.run.ID, c.supposed)
		if diff := cmp.Diff(c.want, fields(err)); diff != "" {
			t.Errorf("%s: refused fields (-want +got):\n%s\nerror: %v", name, diff, err)
		}
	}
}

func TestWhatIsKeptReadyIsNotShownToOthers(t *testing.T) {
	d := sqliteDesk(t)
	s := newStirred(t, d)
	if _, err := s.forecasts.Preview(t.Context(), s.all, s.run.ID, forecast.Supposition{}); err != nil {
		t.Fatal(err)
	}
	elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 9, Permissions: auth.Permissions(auth.Planner), Sites: []int64{d.shanghai.ID}})
	must(t, err)
	for name, scope := range map[string]auth.Scope{"another site": elsewhere, "another tenant": auth.SystemScope(2)} {
		if _, err := s.forecasts.Preview(t.Context(), scope, s.run.ID, forecast.Supposition{}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("%s previews the run: %v, want not found", name, err)
		}
	}
}

func TestAPreviewSaysThatItsInputIsNoLongerTheRuns(t *testing.T) {
	d := sqliteDesk(t)
	s := newStirred(t, d)
	_, err := s.drivers.SetValues(t.Context(), s.all, s.mail.ID, 2, monday, monday.AddDays(30), nil)
	must(t, err)
	seen, err := s.forecasts.Preview(t.Context(), s.all, s.run.ID, forecast.Supposition{})
	must(t, err)
	if !seen.Changed {
		t.Error("the mailing was called off after the run; want the preview to say that its input changed")
	}
}

func TestEventsOfAQueueAreToldWithWhatCameOfThem(t *testing.T) {
	d := sqliteDesk(t)
	ctx := t.Context()
	calendar, err := d.centre.Calendars.Create(ctx, d.all, workforce.Calendar{Code: "uk", Name: "UK"})
	must(t, err)
	site := d.london
	site.CalendarID = calendar.ID
	d.london, err = d.centre.Sites.Edit(ctx, d.all, site)
	must(t, err)
	forty, past, planned := 40.0, monday.AddDays(-14), monday.AddDays(7)
	_, err = d.centre.SetCalendarDays(ctx, d.all, calendar.ID, calendar.Version, monday.AddDays(-100), monday.AddDays(100), []workforce.CalendarDay{
		{Date: past, Kind: workforce.Event, Name: "Spring sale", EventType: "sale"},
		{Date: planned, Kind: workforce.Event, Name: "Easter sale", EventType: "sale", UpliftPct: &forty},
		{Date: planned, Kind: workforce.Event, Name: "Launch"},
	})
	must(t, err)
	s := newStirred(t, d)
	types, err := s.forecasts.Events(ctx, s.all, d.billing.ID, monday.AddDays(-60), monday.AddDays(60))
	must(t, err)
	if len(types) != 2 || types[0].Type != "sale" || len(types[0].Occurrences) != 2 || types[1].Type != "Launch" {
		t.Fatalf("the types are %+v; want a sale with two days, and a launch", types)
	}
	sale := types[0]
	if sale.Learned == nil || sale.Learned.Days != 1 || math.Abs(sale.Learned.ExpectedPct-40) > 1e-9 || sale.ForecastID != s.run.ID {
		t.Errorf("of sales the last forecast learned %+v; want one day, and 40 %% expected", sale.Learned)
	}
	if was := sale.Occurrences[0]; math.Abs(was.Contacts-600) > 120 || math.Abs(was.Usual-600) > 120 {
		t.Errorf("the past sale: %+v; want about 600 contacts, as usual", was)
	}
	if is := sale.Occurrences[1]; !math.IsNaN(is.Contacts) || is.UpliftPct == nil {
		t.Errorf("the sale to come: %+v; want nothing observed, and its uplift", is)
	}
	if launch := types[1]; launch.Learned == nil || launch.Learned.Days != 0 || launch.Learned.Pct != 0 || launch.Learned.Hi < 20 {
		t.Errorf("a launch that never was: %+v; want no effect with much doubt", launch.Learned)
	}
}

func TestAnnouncedOpeningHoursChangeTheForecastFromTheirDayOn(t *testing.T) {
	d := sqliteDesk(t)
	p := newPlanner(t, d)
	p.remember(t, p.billing)
	q := p.billing
	change := workforce.HoursChange{ValidFrom: monday.AddDays(7)}
	for day := time.Monday; day <= time.Thursday; day++ {
		change.Hours = append(change.Hours, workforce.OpeningPeriod{Weekday: day, Opens: 8 * 60, Closes: 20 * 60})
	}
	q.HoursChanges = []workforce.HoursChange{change}
	_, err := d.centre.Queues.Edit(t.Context(), d.all, q)
	must(t, err)
	run := p.run(t, forecast.RunOrder{From: monday, Days: 14}, q.ID)[0]
	g, err := run.Grid()
	must(t, err)
	for _, c := range []struct {
		day, hour int
		open      bool
	}{{0, 19, false}, {4, 10, true}, {7, 19, true}, {7, 20, false}, {11, 10, false}} {
		i, _ := g.Index(g.At(c.day, c.hour*60))
		if run.Curves.Open[i] != c.open || run.Curves.Contacts[i] > 0 != c.open {
			t.Errorf("day %d, %d:00: open %v, %.1f contacts; want open %v", c.day, c.hour, run.Curves.Open[i], run.Curves.Contacts[i], c.open)
		}
	}
}
