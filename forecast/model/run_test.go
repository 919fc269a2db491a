package model

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestTheSameInputGivesTheSameResult(t *testing.T) {
	a, b := mustRun(t, restless().input(t, 14)), mustRun(t, restless().input(t, 14))
	options := cmp.Options{cmpopts.IgnoreTypes(grid.Grid{}), cmpopts.EquateNaNs()}
	if diff := cmp.Diff(a, b, options); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

func TestRowsFromTheFirstForecastDayOnAreIgnored(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", 80)
		c.noise = rapid.Uint64Range(1, 100).Draw(rt, "seed")
		from := grid.MustDate("2026-01-05").AddDays(rapid.IntRange(25, 75).Draw(rt, "from"))
		in := c.input(t, 7)
		in.From = from
		in.Options.Origins = 3
		whole := mustRun(t, in)
		c.cell = func(d grid.Date, _ int, v float64) float64 {
			if !d.Before(from) {
				return 9*v + 4
			}
			return v
		}
		in.History = c.history(t)
		if diff := cmp.Diff(whole.Mean, mustRun(t, in).Mean); diff != "" {
			rt.Errorf("from %s: later rows changed the forecast:\n%s", from, diff)
		}
	})
}

func TestBandsAreNestedAroundTheForecast(t *testing.T) {
	c := restless()
	c.level = [7]float64{20, 1200, 30, 900, 2, 1100, 0}
	in := c.input(t, 21)
	in.Options.Levels = []float64{.95, .5, .8, .8}
	r := mustRun(t, in)
	if len(r.Bands) != 3 || r.Bands[0].Level != .5 || r.Bands[2].Level != .95 {
		t.Fatalf("levels of the bands: %v", r.Bands)
	}
	for i, v := range r.Mean {
		for b := range r.Bands {
			lo, hi := r.Bands[b].Lo[i], r.Bands[b].Hi[i]
			if lo < 0 || lo > hi || v == 0 && hi != 0 {
				t.Fatalf("interval %d: forecast %g, band %g to %g", i, v, lo, hi)
			}
			if b > 0 && (lo > r.Bands[b-1].Lo[i] || hi < r.Bands[b-1].Hi[i]) {
				t.Fatalf("interval %d: the %g band does not hold the %g band", i, r.Bands[b].Level, r.Bands[b-1].Level)
			}
		}
		if v > lowCount && (v < r.Bands[0].Lo[i] || v > r.Bands[0].Hi[i]) {
			t.Fatalf("interval %d: forecast %g outside of its own band", i, v)
		}
	}
	for _, d := range r.Days {
		if d.Bands[0].Lo < d.Bands[1].Lo || d.Bands[0].Hi > d.Bands[1].Hi || d.Mean > 0 && d.Bands[0].Hi < d.Mean {
			t.Errorf("%s: bands of the day %v around %g", d.First, d.Bands, d.Mean)
		}
	}
}

func TestTotalsAddUp(t *testing.T) {
	r := mustRun(t, restless().input(t, 10))
	if len(r.Days) != 10 || len(r.Weeks) != 2 {
		t.Fatalf("%d days and %d weeks, want 10 and 2", len(r.Days), len(r.Weeks))
	}
	days, weeks := 0.0, 0.0
	for _, d := range r.Days {
		days += d.Mean
	}
	for _, w := range r.Weeks {
		weeks += w.Mean
	}
	if whole := sum(r.Mean); !near(days, whole, 1e-9) || !near(weeks, whole, 1e-9) {
		t.Errorf("intervals %g, days %g, weeks %g", whole, days, weeks)
	}
	if got := r.Weeks[1].First.DaysUntil(r.Weeks[1].Last); got != 2 {
		t.Errorf("the second week is %d days long, want the 3 that are left", got+1)
	}
}

func TestTheCombinationNeverLosesToTheMedianInTheBacktest(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", rapid.IntRange(40, 80).Draw(rt, "days"))
		c.noise = rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		wobble := rapid.Float64Range(0, .5).Draw(rt, "wobble")
		c.factor = func(d grid.Date) float64 { return 1 + wobble*math.Sin(float64(d.Day*d.Day)) }
		in := c.input(t, 7)
		in.Options.Origins = 4
		r := mustRun(t, in)
		if r.Combination.Score.WAPE > r.Reference.WAPE*(1+1e-12) {
			rt.Errorf("combination %.4f, median of six weeks %.4f", r.Combination.Score.WAPE, r.Reference.WAPE)
		}
	})
}

func TestAClosedHolidayIsZeroAndItsHoursStayOpen(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.factor = without("2026-02-16", "2026-04-03")
	r := mustRun(t, c.input(t, 14, holiday("2026-02-16", "Presidents"), holiday("2026-04-03", "Good Friday"), holiday("2026-05-01", "Labour Day")))
	if got := sum(r.dayOf(t, "2026-05-01")); got != 0 {
		t.Errorf("a holiday like the two that were closed = %g contacts, want 0", got)
	}
	k, _ := r.Grid.DayIndex(grid.MustDate("2026-05-01"))
	from, to := r.Grid.Day(k)
	open := 0
	for i := from; i < to; i++ {
		open += int(indicator(r.Open[i]))
		if r.Bands[1].Hi[i] != 0 {
			t.Errorf("interval %d of the closed day has a band up to %g", i, r.Bands[1].Hi[i])
		}
	}
	if open != 20 {
		t.Errorf("%d intervals of the closed day lie in the usual hours, want 20", open)
	}
}

func TestAMakeUpSaturdayIsForecastLikeAFriday(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 112).input(t, 21, DayFact{grid.MustDate("2026-05-09"), "劳动节", Workday}))
	friday, saturday := sum(r.dayOf(t, "2026-05-08")), sum(r.dayOf(t, "2026-05-09"))
	if !near(friday, saturday, .05) || saturday == 0 {
		t.Errorf("make-up Saturday = %.0f, Friday = %.0f", saturday, friday)
	}
}

func TestADayOf25HoursForecastsTheRepeatedHourTwice(t *testing.T) {
	c := quiet("2026-07-06", 110) // to 2026-10-23
	c.zone, c.from, c.to, c.level = "Europe/London", 0, 1440, everyDay
	c.shape = func(hour float64) float64 { return 2 + math.Sin(hour) }
	r := mustRun(t, c.input(t, 7))
	sunday := r.dayOf(t, "2026-10-25")
	if len(sunday) != 50 {
		t.Fatalf("%d half hours on the day the clocks go back, want 50", len(sunday))
	}
	if sunday[2] != sunday[4] || sunday[3] != sunday[5] {
		t.Errorf("the hour from one: %v, again: %v", sunday[2:4], sunday[4:6])
	}
	ordinary := Averages{Weeks: 4}.Fit(c.training(t)).Day(c.history(t).First().DaysUntil(grid.MustDate("2026-10-25")))
	if !near(sunday[49], ordinary[47], .02) {
		t.Errorf("the last half hour = %.2f, want that of the clock, %.2f", sunday[49], ordinary[47])
	}
}

func TestADayOf23HoursLacksTheSkippedSlots(t *testing.T) {
	c := quiet("2026-01-05", 81) // to 2026-03-26
	c.zone, c.from, c.to, c.level = "Europe/London", 0, 1440, everyDay
	r := mustRun(t, c.input(t, 7))
	if got := len(r.dayOf(t, "2026-03-29")); got != 46 {
		t.Errorf("%d half hours on the day the clocks go forward, want 46", got)
	}
}

func TestHistoryAcrossClockChangesKeepsItsShape(t *testing.T) {
	c := quiet("2026-02-02", 112) // through 2026-03-29
	c.zone, c.level = "Europe/London", everyDay
	r := mustRun(t, c.input(t, 7))
	want := c.training(t)
	for k := range want.Days() {
		if len(want.flags) > 0 {
			t.Fatalf("flags %v in a history that repeats itself, day %d", want.flags, k)
		}
	}
	if r.Combination.Score.WAPE > .01 {
		t.Errorf("back-test WAPE %.4f on a series that repeats itself by the clock", r.Combination.Score.WAPE)
	}
}

func TestEveryLengthOfHistoryHasAForecastAndSaysItsLimits(t *testing.T) {
	cases := []struct {
		days int
		note string
	}{
		{1, "less than a week"}, {5, "less than a week"}, {10, "less than 3 weeks"}, {19, "less than 3 weeks"},
		{40, "less than 8 weeks"}, {70, ""}, {130, ""},
	}
	for _, tc := range cases {
		c := quiet("2026-01-05", tc.days)
		c.noise = 3
		r := mustRun(t, c.input(t, 14))
		if !strings.Contains(said(r), tc.note) {
			t.Errorf("%d days: notes %v, want one with %q", tc.days, r.Notes, tc.note)
		}
		got := 0.0
		for _, d := range r.Days {
			if d.First.Weekday() == time.Monday {
				got = d.Mean
			}
		}
		if !near(got, c.level[1], .25) {
			t.Errorf("%d days: Monday = %.0f, want about %.0f", tc.days, got, c.level[1])
		}
	}
}

func TestALongerHorizonThanCanBeTestedIsSaid(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 70).input(t, 90))
	if notes := said(r); !strings.Contains(notes, "windows are") {
		t.Errorf("notes %q, want one on the length of the windows", notes)
	}
	if len(r.Days) != 90 || sum(r.dayOf(t, "2026-06-08")) == 0 {
		t.Error("the end of the horizon has no forecast")
	}
}

func TestAGapBeforeTheHorizonIsSaid(t *testing.T) {
	in := quiet("2026-01-05", 70).input(t, 7)
	in.From = grid.MustDate("2026-04-06")
	r := mustRun(t, in)
	if notes := said(r); !strings.Contains(notes, "ends 23 days before") {
		t.Errorf("notes %q, want one on the gap", notes)
	}
	if r.Grid.First() != in.From || !near(r.Days[0].Mean, 1200, .02) {
		t.Errorf("Monday %s = %.0f, want 1200 on %s", r.Grid.First(), r.Days[0].Mean, in.From)
	}
}

func TestRunRefusesWhatCannotBeForecast(t *testing.T) {
	good := quiet("2026-01-05", 30).input(t, 7)
	with := func(change func(*Input)) Input {
		in := good
		change(&in)
		return in
	}
	var horizon *HorizonError
	for name, in := range map[string]Input{
		"no days":          with(func(in *Input) { in.Days = 0 }),
		"too many days":    with(func(in *Input) { in.Days = 801 }),
		"before history":   with(func(in *Input) { in.From = grid.MustDate("2026-01-05") }),
		"long after it":    with(func(in *Input) { in.From = grid.MustDate("2028-01-05") }),
		"without any zone": with(func(in *Input) { in.Location = nil }),
	} {
		if _, err := Run(context.Background(), in); !errors.As(err, &horizon) {
			t.Errorf("%s: err = %v, want a *HorizonError", name, err)
		}
	}
	for name, in := range map[string]Input{
		"a level of 1":         with(func(in *Input) { in.Options.Levels = []float64{1} }),
		"a level that is none": with(func(in *Input) { in.Options.Levels = []float64{math.NaN()} }),
		"negative origins":     with(func(in *Input) { in.Options.Origins = -1 }),
	} {
		if _, err := Run(context.Background(), in); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, good); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: err = %v", err)
	}
}

func TestASeriesOfZerosForecastsZeros(t *testing.T) {
	c := quiet("2026-01-05", 60)
	c.cell = func(grid.Date, int, float64) float64 { return 0 }
	r := mustRun(t, c.input(t, 7))
	if got := sum(r.Mean); got != 0 {
		t.Errorf("forecast of nothing but zeros = %g", got)
	}
}

func TestRareContactsAreForecastByTheirMean(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.level = [7]float64{0, 6, 6, 6, 6, 6, 0}
	c.noise = 31
	r := mustRun(t, c.input(t, 7))
	for _, d := range r.Days[2:] {
		if math.Abs(d.Mean-6) > 1.5 {
			t.Errorf("%s = %.2f contacts, want about 6: a median would say none", d.First, d.Mean)
		}
	}
}

func TestCandidatesAreListedBestFirstWithTheMembersMarked(t *testing.T) {
	r := mustRun(t, restless().input(t, 14))
	members := 0
	for i, c := range r.Candidates {
		members += int(indicator(c.Member))
		if i > 0 && c.Score.WAPE < r.Candidates[i-1].Score.WAPE {
			t.Errorf("candidate %d, %s, is better than the one before it", i, c.Name)
		}
	}
	if members != len(r.Combination.Members) || members == 0 {
		t.Errorf("%d candidates marked, %d members", members, len(r.Combination.Members))
	}
	if len(r.Origins) == 0 || len(r.ByLead) == 0 || len(r.Coverage) == 0 {
		t.Error("the back-test is not described")
	}
}

// said is a result's notes in English.
func said(r *Result) string {
	var texts []string
	for _, n := range r.Notes {
		texts = append(texts, n.String())
	}
	return strings.Join(texts, "; ")
}
