package model

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestLevelFindsTheWeekdays(t *testing.T) {
	c := quiet("2026-01-05", 112)
	tr := c.training(t)
	l := fitLevel(newDesign(tr, true, 0, false), 40, 14)
	for k := tr.Days(); k < tr.Days()+14; k++ {
		want := c.level[tr.weekday(k)]
		if want > 0 && !near(l.at(k, false), want, .001) {
			t.Errorf("%s = %.1f, want %.1f", tr.almanac.day(k).date, l.at(k, false), want)
		}
	}
}

func TestLevelLearnsWhatTheCalendarNames(t *testing.T) {
	c := quiet("2026-01-05", 224)
	c.noise = 21
	var facts []DayFact
	sale := func(d grid.Date) bool { return d.Day == 11 }
	for d := grid.MustDate(c.first); d.Before(grid.MustDate("2026-10-01")); d = d.AddDays(1) {
		if sale(d) {
			facts = append(facts, DayFact{d, "sale", Event})
		}
	}
	c.factor = func(d grid.Date) float64 {
		if sale(d) {
			return 1.5
		}
		return 1
	}
	tr := c.training(t, facts...)
	l := fitLevel(newDesign(tr, true, 0, false), 0, 14)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-09-11"))
	got := l.at(k, false) / c.level[tr.weekday(k)]
	if got < 1.25 || got > 1.5 {
		t.Errorf("the next sale lifts the level by %.3f; want most of 1.5, a little shrunk", got)
	}
}

func TestFirstBusinessDaysOfTheMonthHaveTheirOwnLevel(t *testing.T) {
	c := quiet("2026-01-05", 224)
	c.noise = 22
	var months Calendar
	c.factor = func(d grid.Date) float64 {
		if months.businessDays(grid.Date{Year: d.Year, Month: d.Month, Day: 1}, d.AddDays(1)) == 1 && months.business(d) {
			return 1.3
		}
		return 1
	}
	tr := c.training(t)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-09-01"))
	with := fitLevel(newDesign(tr, true, 0, false), 0, 14).at(k, false) / c.level[2]
	without := fitLevel(newDesign(tr, false, 0, false), 0, 14).at(k, false) / c.level[2]
	if with < 1.2 || math.Abs(without-1) > .1 {
		t.Errorf("first business day: %.3f with month columns, %.3f without; want above 1.2 and about 1", with, without)
	}
}

func TestTheDayAfterAClosureIsBusier(t *testing.T) {
	c := quiet("2026-01-05", 168)
	c.noise = 23
	closures := []string{"2026-01-28", "2026-02-25", "2026-03-25", "2026-04-29", "2026-05-27"}
	shut := without(closures...)
	c.factor = func(d grid.Date) float64 {
		if shut(d.AddDays(-1)) == 0 {
			return 1.4
		}
		return shut(d)
	}
	tr := c.training(t, holiday("2026-07-01", "Canada Day"))
	tr.closedHolidays = map[string]bool{"Canada Day": true}
	k := tr.history.First().DaysUntil(grid.MustDate("2026-07-02"))
	got := fitLevel(newDesign(tr, true, 0, false), 0, 14).at(k, false) / c.level[4]
	if got < 1.2 {
		t.Errorf("the day after the next holiday is %.3f of its level, want above 1.2", got)
	}
}

func TestSlowLevelFollowsAShift(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.noise = 3
	c.factor = func(d grid.Date) float64 {
		if d.After(grid.MustDate("2026-05-01")) {
			return 1.3
		}
		return 1
	}
	tr := c.training(t)
	l := fitLevel(newDesign(tr, false, 0, false), 0, 14)
	k := nextMonday(tr)
	if got := l.at(k, false) / c.level[1]; got < 1.15 {
		t.Errorf("three weeks after a lift of 30%% Monday is %.3f of the old level, want above 1.15", got)
	}
	if l.slow <= 0 {
		t.Errorf("slow level = %g, want above 0", l.slow)
	}
}

func TestSlowLevelStaysPutWithoutAShift(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.noise = 4
	l := fitLevel(newDesign(c.training(t), false, 0, false), 0, 14)
	if math.Abs(l.slow) > .02 {
		t.Errorf("slow level of a steady series = %g, want about 0", l.slow)
	}
}

func TestMeanOfTheLevelIsAboveItsMedianForLongTails(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.factor = func(d grid.Date) float64 { // every third day is twice as busy, for no known reason
		if d.Day%3 == 0 {
			return 2
		}
		return 1
	}
	tr := c.training(t)
	l := fitLevel(newDesign(tr, false, 0, false), 0, 14)
	total, forecast := 0.0, 0.0
	for i, k := range l.days {
		total += tr.total[k]
		forecast += l.fitted[i] * l.smear
	}
	if l.smear <= 1 || !near(total, forecast, 1e-9) {
		t.Errorf("smearing factor %g; fitted means add up to %g, the days to %g", l.smear, forecast, total)
	}
}

func TestDaysWithoutContactsDoNotBreakTheLogarithm(t *testing.T) {
	c := quiet("2026-01-05", 84)
	c.level = [7]float64{0, 2, 2, 2, 2, 2, 0}
	c.noise = 5
	tr := c.training(t)
	l := fitLevel(newDesign(tr, false, 0, false), 40, 14)
	if got := l.at(nextMonday(tr), true); !(got > .5 && got < 4) {
		t.Errorf("a Monday of about two contacts is forecast as %g", got)
	}
	if l.offset != 1 {
		t.Errorf("offset = %g, want 1 because some days have no contact", l.offset)
	}
}

func TestYearlyWavesSeeTheSeason(t *testing.T) {
	c := quiet("2023-01-02", 3*365)
	c.minutes = 60
	c.factor = func(d grid.Date) float64 {
		return 1 + .3*math.Sin(2*math.Pi*float64(d.Start(c.location(t)).YearDay())/365.25)
	}
	h := c.history(t)
	tr := newTraining(h, newAlmanac(Calendar{}, h.First(), h.Days()+200))
	k := tr.history.First().DaysUntil(grid.MustDate("2026-04-06")) // 14 weeks on, a Monday
	with := fitLevel(newDesign(tr, false, 2, false), 400, 100).at(k, false) / c.level[1]
	without := fitLevel(newDesign(tr, false, 0, false), 400, 100).at(k, false) / c.level[1]
	if math.Abs(with-1.3) > .04 || math.Abs(without-1.3) < .08 {
		t.Errorf("in April: %.3f with yearly waves, %.3f without; want 1.30 and well off", with, without)
	}
}

func TestATrendFadesAhead(t *testing.T) {
	if got := trendAt(-365, trendDamping); got != -1 {
		t.Errorf("a year ago = %g, want -1", got)
	}
	last := 0.0
	for h := 1; h < 400; h++ {
		step := trendAt(h, trendDamping) - last
		if step <= 0 || step > 1./365 {
			t.Fatalf("%d days ahead the trend grows by %g a day, want less and less but more than nothing", h, step)
		}
		last = trendAt(h, trendDamping)
	}
	if limit := trendDamping / (1 - trendDamping) / 365; last > limit {
		t.Errorf("far ahead the trend stands at %g, above its limit %g", last, limit)
	}
}

func TestATrendIsFollowed(t *testing.T) {
	c := quiet("2025-01-06", 420)
	c.factor = func(d grid.Date) float64 {
		return math.Exp(.5 * float64(grid.MustDate(c.first).DaysUntil(d)) / 365)
	}
	tr := c.training(t)
	k := nextMonday(tr)
	want := c.factor(tr.almanac.day(k).date) * c.level[1]
	if got := fitLevel(newDesign(tr, false, 0, true), 0, 14).at(k, false); !near(got, want, .03) {
		t.Errorf("next Monday on a trend = %.0f, want %.0f", got, want)
	}
}

func TestALevelOfNothingIsZero(t *testing.T) {
	c := quiet("2026-01-05", 7)
	tr := c.training(t)
	clear(tr.usable)
	if got := fitLevel(newDesign(tr, false, 0, false), 40, 14).at(tr.Days(), false); got != 0 {
		t.Errorf("a level fitted to no day = %g, want 0", got)
	}
}
