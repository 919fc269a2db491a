package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestEveryRowFitsThePenalties(t *testing.T) {
	facts := []DayFact{
		holiday("2026-01-14", "Founders"), holiday("2026-02-11", "Founders"), holiday("2026-02-18", "Closing"),
		{grid.MustDate("2026-01-20"), "sale", Event}, {grid.MustDate("2026-03-20"), "launch", Event},
		{grid.MustDate("2026-01-27"), "winter", SchoolBreak}, {grid.MustDate("2026-02-14"), "Founders", Workday},
	}
	tr := quiet("2026-01-05", 84).training(t, facts...)
	rapid.Check(t, func(t *rapid.T) {
		d := newDesign(tr, rapid.Bool().Draw(t, "month"), rapid.IntRange(0, 6).Draw(t, "yearly"), rapid.Bool().Draw(t, "trend"))
		k := rapid.IntRange(0, tr.Days()+40).Draw(t, "day")
		x, weekdays := d.row(k), 0.0
		for n, column := range x.columns {
			if column >= len(d.penalty) || n > 0 && column <= x.columns[n-1] || x.values[n] == 0 {
				t.Errorf("day %d: columns %v of %d, values %v; want ascending columns and no zeros", k, x.columns, len(d.penalty), x.values)
			}
			weekdays += x.values[n] * indicator(column < 7)
		}
		if weekdays != 1 {
			t.Errorf("day %d belongs to %g weekdays", k, weekdays)
		}
	})
}

func TestWindowsShareTheRowsOfDates(t *testing.T) {
	facts := []DayFact{
		holiday("2026-01-14", "Founders"), holiday("2026-04-15", "Later"),
		{grid.MustDate("2026-01-20"), "sale", Event}, {grid.MustDate("2026-04-20"), "launch", Event},
	}
	tr := quiet("2026-01-05", 84).training(t, facts...)
	whole, past := newDesign(tr, true, 1, false), newDesign(tr.until(35), true, 1, false)
	if diff := cmp.Diff([]string{"Founders", "Later"}, whole.dated.named.holidays); diff != "" {
		t.Errorf("holidays of the almanac's range (-want +got):\n%s", diff)
	}
	if whole.dated != past.dated || len(whole.penalty) != len(past.penalty) {
		t.Errorf("a window has %d columns of its own, want the %d of the whole", len(past.penalty), len(whole.penalty))
	}
	for k := range 33 { // what lies beside the window's end is not known to it
		if diff := cmp.Diff(whole.row(k), past.row(k), cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("day %d (-whole +window):\n%s", k, diff)
		}
	}
}

func TestWhatIsNamedButNeverSeenHasNoEffectOfItsOwn(t *testing.T) {
	tr := quiet("2026-01-05", 84).training(t, holiday("2026-04-15", "Later"), DayFact{grid.MustDate("2026-04-20"), "launch", Event})
	l := fitLevel(newDesign(tr, true, 0, false), 0, 14)
	for column := firstName; column < firstName+l.design.dated.named.count(); column++ {
		if l.beta[column] != 0 {
			t.Errorf("column %d has the effect %g, want none", column, l.beta[column])
		}
	}
}

func TestAnUnknownHolidayBorrowsFromTheOthers(t *testing.T) {
	c := quiet("2026-01-05", 168)
	c.noise = 4
	quietDays := map[string]bool{"2026-01-21": true, "2026-02-18": true, "2026-03-18": true, "2026-04-22": true}
	var facts []DayFact
	for date := range quietDays {
		facts = append(facts, holiday(date, "Holiday of "+date))
	}
	facts = append(facts, holiday("2026-07-01", "Never Seen"))
	c.factor = func(d grid.Date) float64 {
		if quietDays[d.String()] {
			return .5
		}
		return 1
	}
	tr := c.training(t, facts...)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-07-01"))
	got := fitLevel(newDesign(tr, true, 0, false), 0, 14).at(k, false) / c.level[3]
	if got > .85 || got < .5 {
		t.Errorf("a holiday never seen, where others halve the calls, is %.3f of its level; want well below 1, above .5", got)
	}
}

func TestSchoolBreaksHaveTheirOwnLevel(t *testing.T) {
	c := quiet("2026-01-05", 168)
	c.noise = 4
	var facts []DayFact
	inBreak := func(d grid.Date) bool {
		return !d.Before(grid.MustDate("2026-03-30")) && d.Before(grid.MustDate("2026-04-11")) || d.Month == 7
	}
	for d := grid.MustDate(c.first); d.Before(grid.MustDate("2026-08-01")); d = d.AddDays(1) {
		if inBreak(d) {
			facts = append(facts, DayFact{d, "school", SchoolBreak})
		}
	}
	c.factor = func(d grid.Date) float64 { return 1 + .3*indicator(inBreak(d)) }
	tr := c.training(t, facts...)
	l := fitLevel(newDesign(tr, true, 0, false), 0, 14)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-07-07"))
	if got := l.at(k, false) / c.level[2]; got < 1.15 {
		t.Errorf("a day of the next school break is %.3f of its level, want above 1.15", got)
	}
}

func TestASeasonSeenOnceIsHeldDown(t *testing.T) {
	if young, old := yearlyRidge(500), yearlyRidge(900); young <= old {
		t.Errorf("penalty of the season with 500 days %g, with 900 %g; want more with less", young, old)
	}
}
