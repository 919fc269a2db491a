package model

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func event(date, name string) DayFact {
	return DayFact{Date: grid.MustDate(date), Name: name, Kind: Event}
}

// sold is a quiet centre of 20 weeks, from Monday 2026-01-05, with sales on some
// Tuesdays that each bring a factor; the horizon begins on Saturday 2026-05-23.
func sold(t *testing.T, factor float64, past []string, planned string, said map[string]float64) Input {
	t.Helper()
	c := quiet("2026-01-05", 20*7)
	c.noise = 11
	on := map[grid.Date]bool{}
	facts := []DayFact{event(planned, "sale")}
	for _, date := range past {
		on[grid.MustDate(date)] = true
		facts = append(facts, event(date, "sale"))
	}
	c.factor = func(d grid.Date) float64 {
		if on[d] {
			return factor
		}
		return 1
	}
	in := c.input(t, 14, facts...)
	var uplifts []ExpectedUplift
	for _, f := range facts {
		if pct, ok := said[f.Date.String()]; ok {
			uplifts = append(uplifts, ExpectedUplift{DayFact: f, Pct: pct})
		}
	}
	var err error
	if in.Calendar, err = in.Calendar.Expecting(uplifts); err != nil {
		t.Fatal(err)
	}
	return in
}

// ratioOn is the forecast of Tuesday 2026-05-26, the sale, over that of the next.
func ratioOn(t *testing.T, r *Result) float64 {
	t.Helper()
	return sum(r.dayOf(t, "2026-05-26")) / sum(r.dayOf(t, "2026-06-02"))
}

func TestAnExpectedUpliftHoldsUntilThePastSaysOtherwise(t *testing.T) {
	many := []string{"2026-01-20", "2026-02-03", "2026-02-17", "2026-03-03", "2026-03-17", "2026-03-31", "2026-04-14", "2026-04-28"}
	for name, c := range map[string]struct {
		past   []string
		said   map[string]float64
		lo, hi float64
	}{
		"never seen":                       {nil, map[string]float64{"2026-05-26": 50}, 1.48, 1.52},
		"seen often, nothing said":         {many, nil, 1.1, 1.22},
		"seen often, too much said":        {many, map[string]float64{"2026-05-26": 50}, 1.17, 1.33},
		"seen once, too much said":         {many[:1], map[string]float64{"2026-05-26": 50}, 1.25, 1.45},
		"judged rightly, twice as big now": {many, map[string]float64{"2026-01-20": 20, "2026-02-03": 20, "2026-02-17": 20, "2026-03-03": 20, "2026-03-17": 20, "2026-03-31": 20, "2026-04-14": 20, "2026-04-28": 20, "2026-05-26": 40}, 1.37, 1.43},
	} {
		r := mustRun(t, sold(t, 1.2, c.past, "2026-05-26", c.said))
		if got := ratioOn(t, r); got < c.lo || got > c.hi {
			t.Errorf("%s: the sale is expected at %.3f times the next Tuesday, want %g to %g", name, got, c.lo, c.hi)
		}
	}
}

func TestADayThatWasNeverSeenHasWiderBands(t *testing.T) {
	width := func(r *Result, date string) float64 {
		for _, day := range r.Days {
			if day.First.String() == date {
				return (day.Bands[0].Hi - day.Bands[0].Lo) / day.Mean
			}
		}
		return math.NaN()
	}
	r := mustRun(t, sold(t, 1, nil, "2026-05-26", map[string]float64{"2026-05-26": 60}))
	sale, plain := width(r, "2026-05-26"), width(r, "2026-05-25")
	if sale < plain+.4 {
		t.Errorf("the band of a sale never had is %.0f %% wide, of a plain day %.0f %%; want far wider", 100*sale, 100*plain)
	}
	from, _ := r.Grid.Day(3) // Tuesday
	noon := from + 24
	b := r.Bands[0]
	if share := (b.Hi[noon] - b.Lo[noon]) / r.Mean[noon]; share < .5 {
		t.Errorf("at noon of the sale the band is %.0f %% wide; want the doubt there too", 100*share)
	}
	if b.Lo[noon] > r.Mean[noon] || b.Hi[noon] < r.Mean[noon] || b.Lo[noon] < 0 {
		t.Errorf("the band %g to %g does not hold %g", b.Lo[noon], b.Hi[noon], r.Mean[noon])
	}
}

func TestUpliftsOfWhatIsNoDayAreRefused(t *testing.T) {
	c := calendarOf(t, event("2026-05-26", "sale"))
	for name, u := range map[string]ExpectedUplift{
		"another day":     {event("2026-05-27", "sale"), 10},
		"less than all":   {event("2026-05-26", "sale"), -101},
		"no number":       {event("2026-05-26", "sale"), math.NaN()},
		"a slipped point": {event("2026-05-26", "sale"), 5000},
	} {
		if _, err := c.Expecting([]ExpectedUplift{u}); err == nil {
			t.Errorf("%s: %+v is taken", name, u)
		}
	}
}

func TestHolidaysShareWhatTheirClassHasInCommon(t *testing.T) {
	c := calendarOf(t,
		holiday("2025-01-01", "New Year"), holiday("2026-01-01", "New Year"), holiday("2025-12-25", "Christmas"),
		holiday("2025-04-18", "Good Friday"), holiday("2026-04-03", "Good Friday"), holiday("2025-05-05", "May Day (observed)"),
		holiday("2025-10-01", "国庆节"), holiday("2025-10-02", "国庆节"), holiday("2025-10-03", "国庆节"), holiday("2026-10-01", "国庆节"), holiday("2026-10-02", "国庆节"))
	want := map[string]string{
		"New Year": markFixed, "Christmas": markFixed, "Good Friday": markMovable, "May Day (observed)": markObserved, "国庆节": markFixed,
	}
	classes := c.holidayClasses()
	if diff := cmp.Diff(want, classes); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	for date, want := range map[string][]string{
		"2025-10-02": {markFixed}, "2025-09-30": {markSoon}, "2025-09-28": {markSoon}, "2025-09-27": {markLater}, "2025-09-24": {markLater}, "2025-09-23": nil,
		"2025-10-04": {markJustAfter}, "2025-10-07": {markAfter}, "2025-10-11": nil, "2026-09-30": nil, // two days are not long
	} {
		if diff := cmp.Diff(want, newAlmanac(c, grid.MustDate(date), 1).day(0).marks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", date, diff)
		}
	}
}

// A festival of the moon is learned by its name from the dates on which it fell,
// and comes again on another one.
func TestAFestivalOfTheMoonIsLearnedFromItsEarlierDates(t *testing.T) {
	lantern := []string{"2023-02-05", "2024-02-24", "2025-02-12", "2026-03-03"}
	var facts []DayFact
	for _, date := range lantern {
		facts = append(facts, event(date, "元宵节"))
	}
	c := quiet("2023-01-02", grid.MustDate("2023-01-02").DaysUntil(grid.MustDate("2026-02-23")))
	c.level, c.noise = everyDay, 8
	c.factor = func(d grid.Date) float64 { return 1 - .4*indicator(slices.Contains(lantern, d.String())) }
	plain := mustRun(t, c.input(t, 14)).dayOf(t, "2026-03-03")
	r := mustRun(t, c.input(t, 14, facts...))
	if ratio := sum(r.dayOf(t, "2026-03-03")) / sum(plain); ratio > .8 || ratio < .55 {
		t.Errorf("the festival that has 0.6 of a day is forecast as %.2f of a plain one", ratio)
	}
	if ratio := sum(r.dayOf(t, "2026-02-24")) / sum(mustRun(t, c.input(t, 14)).dayOf(t, "2026-02-24")); math.Abs(ratio-1) > .03 {
		t.Errorf("the date on which it once fell is forecast as %.2f of a plain one", ratio)
	}
}

func TestAHolidaySeenOnceBorrowsFromItsClass(t *testing.T) {
	c := quiet("2025-01-06", 50*7)
	c.noise = 2
	facts := []DayFact{
		holiday("2025-02-11", "A"), holiday("2025-03-12", "B"), holiday("2025-05-15", "C"), holiday("2025-07-15", "D"), holiday("2025-09-10", "E"),
		holiday("2025-12-24", "F"), // never seen
	}
	off := map[grid.Date]bool{}
	for _, f := range facts {
		off[f.Date] = true
	}
	c.factor = func(d grid.Date) float64 {
		if off[d] {
			return .6
		}
		return 1
	}
	r := mustRun(t, c.input(t, 14, facts...))
	if got := sum(r.dayOf(t, "2025-12-24")) / sum(r.dayOf(t, "2025-12-31")); got > .78 || got < .5 {
		t.Errorf("a holiday never seen is expected at %.2f of a plain day, where five others had 0.6", got)
	}
}

func TestAHolidayNeverSeenIsShapedBetweenItsWeekdayAndSunday(t *testing.T) {
	c := quiet("2026-01-05", 12*7)
	c.level = everyDay
	c.cell = func(d grid.Date, minute int, contacts float64) float64 {
		if d.Weekday() == 0 && minute < 12*60 {
			return contacts / 4 // Sundays begin slowly
		}
		return contacts
	}
	tr := c.training(t, holiday("2026-04-01", "First"))
	p := fitProfile(tr, profileSettings{kappa: 2})
	morning := func(k int) float64 { return sum(p.at(k)[:24]) }
	day := tr.history.first.DaysUntil(grid.MustDate("2026-04-01")) // a Wednesday
	wednesday, sunday, got := morning(day+7), morning(day+4), morning(day)
	if !near(got, (wednesday+sunday)/2, .02) || !near(sum(p.at(day)), 1, 1e-9) {
		t.Errorf("%.0f %% of the holiday come in the morning, %.0f %% of a Wednesday and %.0f %% of a Sunday; want the middle", 100*got, 100*wednesday, 100*sunday)
	}
}
