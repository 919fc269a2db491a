package model

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

// hours is a queue open on weekdays between two minutes of the clock.
func hours(from, to int) func(g grid.Grid) []bool {
	return func(g grid.Grid) []bool {
		open := make([]bool, g.Len())
		for i := range open {
			w := g.Date(g.DayOf(i)).Weekday()
			open[i] = w >= 1 && w <= 5 && g.WallMinute(i) >= from && g.WallMinute(i) < to
		}
		return open
	}
}

func cold(t *testing.T, in Input, start ColdStart) *Result {
	t.Helper()
	r, err := RunCold(context.Background(), in, start)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAQueueWithoutHistoryHasTheTemplatesShapeAndItsOwnVolume(t *testing.T) {
	c := quiet("2026-01-05", 84)
	c.aht = func(grid.Date, int) float64 { return 240 }
	in := c.input(t, 7)
	in.From = grid.MustDate("2026-03-30") // a Monday
	template := mustRun(t, in)
	r := cold(t, in, ColdStart{DailyContacts: 200, Minutes: 30, Open: hours(480, 1080)})
	week := 0.0
	for k, day := range r.Days {
		if k < 5 {
			week += day.Mean / 5
		} else if day.Mean != 0 {
			t.Errorf("%s is closed and expects %g", day.First, day.Mean)
		}
	}
	if !near(week, 200, .02) {
		t.Errorf("an ordinary day holds %.1f contacts, want 200", week)
	}
	from, _ := r.Grid.Day(0)
	if got, want := r.Mean[from+20]/r.Days[0].Mean, template.Mean[from+20]/template.Days[0].Mean; !near(got, want, 1e-9) {
		t.Errorf("10:00 has %.4f of the day, of the template's %.4f", got, want)
	}
	if !near(r.HandleSeconds[from+20], 240, 1e-9) || r.Notes[0].Code != NoteColdStart {
		t.Errorf("%g s a contact, notes %v; want the template's 240 and a note on the cold start", r.HandleSeconds[from+20], r.Notes)
	}
	narrow, wide := template.Days[0].Bands[0], r.Days[0].Bands[0]
	if got := (wide.Hi - wide.Lo) / r.Days[0].Mean; got < .4 || got < (narrow.Hi-narrow.Lo)/template.Days[0].Mean {
		t.Errorf("the band of a guessed day is %.2f of it; want to allow for an error of 20 %%", got)
	}
}

func TestAColdStartKeepsToTheQueuesOwnHoursAndIntervals(t *testing.T) {
	in := quiet("2026-01-05", 84).input(t, 7)
	in.From = grid.MustDate("2026-03-30")
	r := cold(t, in, ColdStart{DailyContacts: 96, HandleSeconds: 90, Minutes: 15, Open: hours(600, 960)})
	for i, mean := range r.Mean {
		minute := r.Grid.WallMinute(i)
		if inside := minute >= 600 && minute < 960; !inside && mean != 0 || r.HandleSeconds[i] != 90 {
			t.Fatalf("interval %d at minute %d: %g contacts of %g s", i, minute, mean, r.HandleSeconds[i])
		}
	}
	if r.Grid.Minutes() != 15 || len(r.Mean) != 7*96 || !near(r.Days[0].Mean+r.Days[1].Mean, 192, .2) {
		t.Errorf("%d intervals of %d minutes, %g contacts on two days", len(r.Mean), r.Grid.Minutes(), r.Days[0].Mean+r.Days[1].Mean)
	}
}

func TestATemplateThatNeverWorksThenIsRefused(t *testing.T) {
	in := quiet("2026-01-05", 84).input(t, 7)
	_, err := RunCold(context.Background(), in, ColdStart{DailyContacts: 96, Minutes: 30, Open: hours(0, 60)})
	var refused *HorizonError
	if !errors.As(err, &refused) {
		t.Errorf("a queue open only at night from a template of the day: %v", err)
	}
}

func TestAnotherMeanMovesBandsAndTotalsWithIt(t *testing.T) {
	r := mustRun(t, restless().input(t, 10))
	if diff := cmp.Diff(r.Bands, r.Around(r.Mean).Bands); diff != "" {
		t.Errorf("bands around the same means (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff([2][]Total{r.Days, r.Weeks}, [2][]Total{r.Around(r.Mean).Days, r.Around(r.Mean).Weeks}); diff != "" {
		t.Errorf("totals of the same means (-before +after):\n%s", diff)
	}
	double := make([]float64, len(r.Mean))
	for i, v := range r.Mean {
		double[i] = 2 * v
	}
	moved := r.Around(double)
	if moved.Days[3].Mean != 2*r.Days[3].Mean || moved.Weeks[1].Bands[0].Hi != 2*r.Weeks[1].Bands[0].Hi || r.Mean[20] == moved.Mean[20] && r.Mean[20] > 0 {
		t.Errorf("twice the contacts: day %g, was %g", moved.Days[3].Mean, r.Days[3].Mean)
	}
}
