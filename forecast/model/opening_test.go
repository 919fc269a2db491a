package model

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// announced are opening hours from a day on: weekdays from one minute of the clock
// to another, and the same on the other days given.
func announced(from string, opens, closes int, also ...int) OpeningChange {
	c := OpeningChange{From: grid.MustDate(from)}
	for w := range c.Open {
		c.Open[w] = make([]bool, 48)
		for j := range c.Open[w] {
			open := w >= 1 && w <= 5
			for _, other := range also {
				open = open || w == other
			}
			c.Open[w][j] = open && j*30 >= opens && j*30 < closes
		}
	}
	return c
}

// slotsOn returns a date's forecast and hours by slot.
func slotsOn(t *testing.T, r *Result, date string) (mean []float64, open []bool) {
	t.Helper()
	k, ok := r.Grid.DayIndex(grid.MustDate(date))
	if !ok {
		t.Fatalf("%s is not forecast", date)
	}
	from, to := r.Grid.Day(k)
	return r.Mean[from:to], r.Open[from:to]
}

func TestAnnouncedHoursOpenAndCloseSlotsFromTheirDayOn(t *testing.T) {
	in := quiet("2026-01-05", 12*7).input(t, 14) // 8:00 to 18:00 on weekdays; the first day forecast is Saturday 2026-03-28
	plain := mustRun(t, in)
	in.Opening = []OpeningChange{announced("2026-04-06", 9*60, 20*60)}
	r := mustRun(t, in)
	before, _ := slotsOn(t, r, "2026-03-31")
	usual, _ := slotsOn(t, plain, "2026-03-31")
	for j := range before {
		if !near(before[j], usual[j], 1e-9) {
			t.Errorf("slot %d of the day before the change: %g, without it %g", j, before[j], usual[j])
		}
	}
	after, open := slotsOn(t, r, "2026-04-07")
	same, _ := slotsOn(t, plain, "2026-04-07")
	for j := range after {
		minute := j * 30
		switch {
		case minute < 9*60 || minute >= 20*60:
			if after[j] != 0 || open[j] {
				t.Errorf("%d:%02d is closed from the change on: %g contacts, open %v", minute/60, minute%60, after[j], open[j])
			}
		case minute < 18*60:
			if !near(after[j], same[j], 1e-9) || !open[j] {
				t.Errorf("%d:%02d stays open: %g contacts, want %g", minute/60, minute%60, after[j], same[j])
			}
		default:
			if after[j] <= 0 || after[j] > after[j-1]*1.0001 || !open[j] {
				t.Errorf("%d:%02d opens anew: %g contacts after %g; want fewer, and some", minute/60, minute%60, after[j], after[j-1])
			}
		}
	}
}

func TestANewDayOfTheWeekIsLikeItsNeighbours(t *testing.T) {
	in := quiet("2026-01-05", 12*7).input(t, 16)
	in.Opening = []OpeningChange{announced("2026-04-06", 8*60, 18*60, 6)}
	r := mustRun(t, in)
	friday, _ := slotsOn(t, r, "2026-04-10")
	saturday, open := slotsOn(t, r, "2026-04-11")
	if !open[20] || !near(sum(saturday), sum(friday)/2, .2) {
		t.Errorf("the first Saturday: open at 10:00 %v, %.0f contacts; want about half of Friday's %.0f", open[20], sum(saturday), sum(friday))
	}
	if sunday, _ := slotsOn(t, r, "2026-04-12"); sum(sunday) != 0 {
		t.Errorf("Sunday stays closed, and is expected to see %.0f contacts", sum(sunday))
	}
	if earlier, _ := slotsOn(t, r, "2026-04-04"); sum(earlier) != 0 {
		t.Errorf("the Saturday before the change is expected to see %.0f contacts", sum(earlier))
	}
}

func TestHoursThatHaveClosedAlreadyAreClosedAtOnce(t *testing.T) {
	c := quiet("2026-01-05", 12*7)
	change := grid.MustDate("2026-03-23") // a week before the end: no rows from 16:00 on since
	c.cell = func(d grid.Date, minute int, contacts float64) float64 {
		if !d.Before(change) && minute >= 16*60 {
			return math.NaN()
		}
		return contacts
	}
	in := c.input(t, 7)
	in.Opening = []OpeningChange{announced("2026-03-23", 8*60, 16*60)}
	day, _ := slotsOn(t, mustRun(t, in), "2026-03-31")
	full, _ := slotsOn(t, mustRun(t, quiet("2026-01-05", 12*7).input(t, 7)), "2026-03-31")
	if after := sum(day[32:]); after != 0 {
		t.Errorf("from 16:00 on %.1f contacts are expected; want none", after)
	}
	if got, want := sum(day[:32]), sum(full[:32]); !near(got, want, .02) {
		t.Errorf("until 16:00 %.1f contacts are expected; want %.1f as before", got, want)
	}
}

func TestAQueueThatClosesForGoodIsForecastToSeeNothing(t *testing.T) {
	in := quiet("2026-01-05", 12*7).input(t, 14)
	in.Opening = []OpeningChange{announced("2026-04-06", 0, 0)}
	for _, day := range mustRun(t, in).Days[9:] {
		if day.Mean != 0 {
			t.Errorf("%s, after the end: %.1f contacts", day.First, day.Mean)
		}
	}
}

func TestAnnouncedHoursOfOtherSlotsAreRefused(t *testing.T) {
	in := quiet("2026-01-05", 60).input(t, 7)
	in.Opening = []OpeningChange{{From: grid.MustDate("2026-03-06")}}
	_, err := Run(t.Context(), in)
	var horizon *HorizonError
	if !errors.As(err, &horizon) {
		t.Errorf("hours without slots: got %v, want a refusal", err)
	}
}

func TestNewSlotsLieWithinWhatTheDayShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const slots = 24
		day := rapid.SliceOfN(rapid.Float64Range(0, 1000), slots, slots).Draw(t, "day")
		usual := rapid.SliceOfN(rapid.Bool(), slots, slots).Draw(t, "usual")
		open := rapid.SliceOfN(rapid.Bool(), slots, slots).Draw(t, "open")
		most := 0.0
		for j := range day {
			if !usual[j] {
				day[j] = 0
			}
			most = max(most, day[j])
		}
		for j, v := range reshaped(day, usual, open) {
			switch {
			case !open[j] && v != 0, open[j] && usual[j] && v != day[j], v < 0, v > most+1e-9, math.IsNaN(v):
				t.Fatalf("slot %d: %g of a day %v, usual %v, open %v", j, v, day, usual, open)
			}
		}
	})
}
