package model

import (
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestHandleTimeFollowsTheLevelAndTheSlot(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.aht = func(_ grid.Date, minute int) float64 {
		if minute >= 840 {
			return 240
		}
		return 180
	}
	h := learnHandleTime(c.training(t))
	morning, afternoon := h.at(time.Tuesday, 20), h.at(time.Tuesday, 34)
	if !near(morning, 180, .03) || !near(afternoon, 240, .03) {
		t.Errorf("handle time at ten %.1f s, at five %.1f s; want about 180 and 240", morning, afternoon)
	}
}

func TestHandleTimeWeighsByContactsNotByIntervals(t *testing.T) {
	c := quiet("2026-01-05", 56)
	busy := c.shape(10)
	c.aht = func(_ grid.Date, minute int) float64 {
		if c.shape(float64(minute)/60) > busy/2 {
			return 100
		}
		return 400
	}
	tr := c.training(t)
	h := learnHandleTime(tr)
	seconds, contacts := 0.0, 0.0
	for k := range tr.Days() {
		seconds += sum(tr.history.seconds[k])
		contacts += sum(tr.history.handled[k])
	}
	if !near(h.level, seconds/contacts, 1e-6) {
		t.Errorf("level %.2f s, want total seconds over total contacts, %.2f", h.level, seconds/contacts)
	}
}

func TestRareSlotsBorrowTheOverallHandleTime(t *testing.T) {
	c := quiet("2026-01-05", 14)
	c.level = [7]float64{0, 200, 200, 200, 200, 200, 0}
	c.shape = func(hour float64) float64 {
		if hour == 17.5 {
			return .0005
		}
		return 1
	}
	c.aht = func(_ grid.Date, minute int) float64 {
		if minute == 1050 {
			return 3000 // of a handful of contacts
		}
		return 200
	}
	h := learnHandleTime(c.training(t))
	if got := h.at(time.Monday, 35); got > 220 {
		t.Errorf("handle time of a slot with hardly a contact = %.0f s, want near 200", got)
	}
}

func TestWeekdaysDifferOnlyAfterTwelveWeeks(t *testing.T) {
	for _, tc := range []struct {
		days int
		want bool
	}{{63, false}, {112, true}} {
		c := quiet("2026-01-05", tc.days)
		c.aht = func(d grid.Date, _ int) float64 {
			if d.Weekday() == time.Monday {
				return 240
			}
			return 200
		}
		h := learnHandleTime(c.training(t))
		if got := h.at(time.Monday, 20) > 1.1*h.at(time.Tuesday, 20); got != tc.want {
			t.Errorf("after %d days: Monday %.1f s, Tuesday %.1f s; told apart = %t, want %t",
				tc.days, h.at(time.Monday, 20), h.at(time.Tuesday, 20), got, tc.want)
		}
	}
}

func TestRecentHandleTimesCountMore(t *testing.T) {
	c := quiet("2026-01-05", 182)
	c.aht = func(d grid.Date, _ int) float64 {
		if d.Before(grid.MustDate("2026-04-06")) {
			return 300
		}
		return 200
	}
	if got := learnHandleTime(c.training(t)).level; got > 230 {
		t.Errorf("level three months after a drop from 300 to 200 s = %.0f, want below 230", got)
	}
}

func TestWithoutHandleTimesNoneIsForecast(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 56).input(t, 7))
	if r.HandleSeconds != nil {
		t.Errorf("handle times %v, want none", r.HandleSeconds[:3])
	}
}

func TestHandleTimesAreForecastForEveryInterval(t *testing.T) {
	c := quiet("2026-01-05", 56)
	c.aht = func(grid.Date, int) float64 { return 180 }
	r := mustRun(t, c.input(t, 7))
	if len(r.HandleSeconds) != r.Grid.Len() {
		t.Fatalf("%d handle times for %d intervals", len(r.HandleSeconds), r.Grid.Len())
	}
	for i, v := range r.HandleSeconds {
		if math.Abs(v-180) > 1e-6 {
			t.Fatalf("interval %d: %g s, want 180", i, v)
		}
	}
}

// learnHandleTime learns handle times as a run does.
func learnHandleTime(t *Training) handleTime { return fitHandleTime(t, t.handleLife()) }
