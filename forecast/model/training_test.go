package model

import (
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestWeekdaysAndSlotsNeverUsedAreClosed(t *testing.T) {
	tr := quiet("2026-01-05", 35).training(t)
	for _, w := range []time.Weekday{time.Saturday, time.Sunday} {
		if tr.isOpen(w) {
			t.Errorf("%s is open, but has no row", w)
		}
	}
	for j, open := range tr.open[time.Monday] {
		if want := j >= 16 && j < 36; open != want {
			t.Errorf("slot %d on Monday open = %t, want %t", j, open, want)
		}
	}
	if !tr.Closed(tr.Days()) || tr.Closed(tr.Days()+2) { // the history ends on a Friday
		t.Error("the Saturday after the history should be closed and the Monday open")
	}
}

func TestAWeekdayThatHasClosedForEightWeeksIsClosed(t *testing.T) {
	c := quiet("2026-01-05", 100)
	c.level = everyDay
	c.factor = func(d grid.Date) float64 {
		if d.Weekday() == time.Saturday && d.After(grid.MustDate("2026-02-10")) {
			return 0
		}
		return 1
	}
	tr := c.training(t)
	if tr.isOpen(time.Saturday) {
		t.Error("Saturday is open after nine Saturdays without a row")
	}
	if !tr.isOpen(time.Sunday) {
		t.Error("Sunday is closed")
	}
}

func TestHoursThatWereShortenedAreForgottenAfterEightDays(t *testing.T) {
	c := quiet("2026-01-05", 84)
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if minute >= 1020 && d.After(grid.MustDate("2026-01-25")) {
			return math.NaN()
		}
		return v
	}
	tr := c.training(t)
	if tr.open[time.Monday][34] || !tr.open[time.Monday][33] {
		t.Errorf("17:00 open = %t, 16:30 open = %t; want closed and open", tr.open[time.Monday][34], tr.open[time.Monday][33])
	}
	if tr.counts[0][34] != 0 {
		t.Errorf("a count in hours that are closed now = %g, want 0", tr.counts[0][34])
	}
}

func TestAGapIsMissingWhereZerosAreWritten(t *testing.T) {
	c := quiet("2026-01-05", 28)
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		switch {
		case d == grid.MustDate("2026-01-13") && minute == 600:
			return math.NaN()
		case d == grid.MustDate("2026-01-14") && minute == 480:
			return 0
		}
		return v
	}
	tr := c.training(t)
	if v := tr.counts[8][20]; !math.IsNaN(v) {
		t.Errorf("a gap at ten in the morning reads %g, want missing", v)
	}
	whole := tr.total[1]
	if !near(tr.total[8], whole, 1e-9) {
		t.Errorf("total of the day with a gap = %g, want it made good to %g", tr.total[8], whole)
	}
}

func TestAGapIsZeroWhereFewAreUsualAndZerosAreLeftOut(t *testing.T) {
	c := quiet("2026-01-05", 56)
	c.level = [7]float64{0, 10, 10, 10, 10, 10, 0}
	c.noise = 7
	c.cell = func(_ grid.Date, _ int, v float64) float64 {
		if v == 0 {
			return math.NaN()
		}
		return v
	}
	tr := c.training(t)
	if !tr.omitsZeros() {
		t.Fatal("the series was not seen to leave zeros out")
	}
	zeros := 0
	for k := range tr.Days() {
		for j, v := range tr.counts[k] {
			if math.IsNaN(v) && k != 0 && k != tr.Days()-1 && !tr.closed[k] {
				t.Fatalf("day %d slot %d is missing, want zero", k, j)
			}
			if v == 0 && tr.open[tr.weekday(k)][j] {
				zeros++
			}
		}
	}
	if zeros == 0 {
		t.Error("no gap was read as a zero")
	}
}

func TestManyContactsWithGapsAreNotZeros(t *testing.T) {
	c := quiet("2026-01-05", 56)
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if (d.Day*7+minute)%11 == 0 {
			return math.NaN()
		}
		return v
	}
	if c.training(t).omitsZeros() {
		t.Error("gaps among many contacts were taken for zeros")
	}
}

func TestADayBarelySeenTeachesNoLevel(t *testing.T) {
	c := quiet("2026-01-05", 30)
	last := grid.MustDate("2026-02-03")
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if d == last && minute >= 600 {
			return math.NaN() // the export was made at ten o'clock
		}
		return v
	}
	tr := c.training(t)
	k := tr.Days() - 1
	if tr.usable[k] || !math.IsNaN(tr.total[k]) {
		t.Errorf("the day seen until ten has total %g and is usable = %t", tr.total[k], tr.usable[k])
	}
	if v := tr.counts[k][30]; !math.IsNaN(v) {
		t.Errorf("the afternoon that has not happened reads %g, want missing", v)
	}
}

func TestADayWithoutRowsOnAnOpenWeekdayIsAClosure(t *testing.T) {
	c := quiet("2026-01-05", 35)
	c.factor = without("2026-01-14")
	tr := c.training(t)
	if !tr.closed[9] || tr.usable[9] {
		t.Errorf("closed = %t, usable = %t; want a closure that teaches nothing", tr.closed[9], tr.usable[9])
	}
	if tr.closed[5] {
		t.Error("a Saturday counts as a closure")
	}
}

// without leaves the given days without rows.
func without(dates ...string) func(grid.Date) float64 {
	return func(d grid.Date) float64 {
		for _, date := range dates {
			if d.String() == date {
				return 0
			}
		}
		return 1
	}
}

func TestADayOfZerosIsAClosureAndFlagged(t *testing.T) {
	c := quiet("2026-01-05", 35)
	c.cell = func(d grid.Date, _ int, v float64) float64 {
		if d.String() == "2026-01-14" || d.String() == "2026-01-21" {
			return 0
		}
		return v
	}
	tr := c.training(t, holiday("2026-01-21", "Founders"))
	tr.flagOutliers()
	if !tr.closed[9] || !tr.closed[16] {
		t.Error("days of zeros are not closed")
	}
	if len(tr.flags) != 1 || tr.flags[0].Reason != FlagNothing || tr.flags[0].Date.String() != "2026-01-14" {
		t.Errorf("flags %v; want one for 2026-01-14, which no holiday explains", tr.flags)
	}
}

func TestAHoleInTheRecordSaysNothingAboutOpening(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.level = everyDay
	c.factor = func(d grid.Date) float64 {
		if d.After(grid.MustDate("2026-02-01")) && d.Before(grid.MustDate("2026-05-20")) {
			return 0
		}
		return 1
	}
	tr := c.training(t)
	for w := range time.Saturday + 1 {
		if !tr.isOpen(w) {
			t.Errorf("%s is closed after months without a record", w)
		}
	}
}

func TestHolidaysCloseIfTheyClosedBefore(t *testing.T) {
	facts := []DayFact{
		holiday("2026-01-14", "Closing Day"), holiday("2026-01-21", "Open Day"), holiday("2026-01-28", "Closing Day"),
		holiday("2026-03-04", "Closing Day"), holiday("2026-03-05", "Open Day"), holiday("2026-03-06", "Unheard Of"),
	}
	c := quiet("2026-01-05", 56)
	c.factor = without("2026-01-14", "2026-01-28")
	tr := c.training(t, facts...)
	for date, want := range map[string]bool{"2026-03-04": true, "2026-03-05": false, "2026-03-06": true, "2026-03-03": false} {
		if got := tr.Closed(tr.history.First().DaysUntil(grid.MustDate(date))); got != want {
			t.Errorf("Closed(%s) = %t, want %t", date, got, want)
		}
	}
}

func TestAMakeUpSaturdayIsOpenWhereSaturdaysAreNot(t *testing.T) {
	tr := quiet("2026-01-05", 35).training(t, DayFact{grid.MustDate("2026-02-14"), "春节", Workday})
	k := tr.history.First().DaysUntil(grid.MustDate("2026-02-14"))
	if tr.Closed(k) || tr.weekday(k) != time.Friday {
		t.Errorf("closed = %t, hours of %s; want open with Friday's", tr.Closed(k), tr.weekday(k))
	}
}

func TestInLessThanAWeekUnseenWeekdaysAreLikeTheOthers(t *testing.T) {
	tr := quiet("2026-01-05", 3).training(t)
	for w := range time.Saturday + 1 {
		if !tr.isOpen(w) {
			t.Errorf("%s is closed, but never occurred", w)
		}
	}
	if tr.Closed(tr.Days() + 4) {
		t.Error("a weekday that never occurred is expected to be closed")
	}
}

func TestBesideAClosureMeansTheNextUsuallyOpenDay(t *testing.T) {
	c := quiet("2026-01-05", 56)
	c.factor = without("2026-01-19") // a Monday; nothing in the calendar
	tr := c.training(t, holiday("2026-03-09", "Next Monday"))
	cases := []struct {
		date          string
		after, before bool
	}{
		{"2026-01-20", true, false}, // Tuesday after
		{"2026-01-16", false, true}, // Friday before, over a weekend
		{"2026-01-21", false, false},
		{"2026-03-06", false, true},
		{"2026-03-10", true, false},
		{"2026-03-11", false, false},
	}
	for _, tc := range cases {
		k := tr.history.First().DaysUntil(grid.MustDate(tc.date))
		if got := tr.besideClosure(k, -1); got != tc.after {
			t.Errorf("%s comes after a closure = %t, want %t", tc.date, got, tc.after)
		}
		if got := tr.besideClosure(k, 1); got != tc.before {
			t.Errorf("%s comes before a closure = %t, want %t", tc.date, got, tc.before)
		}
	}
}
