package model

import (
	"math"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/workforce/grid"
)

// dropping leaves out the row of one minute of one day.
func dropping(date string, minute int) func(grid.Date, int, float64) float64 {
	return func(d grid.Date, m int, v float64) float64 {
		if d.String() == date && m == minute {
			return math.NaN()
		}
		return v
	}
}

// flagged reads the history of a noisy centre and returns its flags.
func flagged(t *testing.T, c centre, facts ...DayFact) *Training {
	t.Helper()
	if c.noise == 0 {
		c.noise = 17
	}
	tr := c.training(t, facts...)
	tr.flagOutliers()
	return tr
}

func TestOrdinaryNoiseIsNotFlagged(t *testing.T) {
	for seed := range uint64(5) {
		c := quiet("2026-01-05", 112)
		c.noise = seed + 1
		if tr := flagged(t, c); len(tr.flags) > 1 {
			t.Errorf("seed %d: %d flags among 80 ordinary days: %v", c.noise, len(tr.flags), tr.flags)
		}
	}
}

func TestAnOutageIsToldFromADip(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		switch {
		case d.String() == "2026-03-03" && minute >= 600 && minute < 720:
			return 0
		case d.String() == "2026-03-10" && minute >= 600 && minute < 720:
			return math.Round(v / 4)
		case d.String() == "2026-03-17" && minute >= 600 && minute < 720:
			return 3 * v
		}
		return v
	}
	tr := flagged(t, c)
	want := map[string]FlagReason{"2026-03-03": FlagOutage, "2026-03-10": FlagSlotLow, "2026-03-17": FlagSlotHigh}
	for date, reason := range want {
		f, ok := flagOf(tr, date)
		if !ok || f.Reason != reason || f.From != 20 || f.To != 24 {
			t.Errorf("%s: flag %v, want slots 20-24: %s", date, f, reason)
		}
		k := tr.history.First().DaysUntil(grid.MustDate(date))
		if !tr.usable[k] || !near(tr.total[k], c.level[2], .1) {
			t.Errorf("%s: total for fitting %g, usable = %t; want about %g and usable", date, tr.total[k], tr.usable[k], c.level[2])
		}
		if tr.observed()[k][20] != tr.history.contacts[k][20] {
			t.Errorf("%s: what is scored was changed too", date)
		}
	}
}

func flagOf(t *Training, date string) (Flag, bool) {
	for _, f := range t.flags {
		if f.Date.String() == date {
			return f, true
		}
	}
	return Flag{}, false
}

func TestAWildDayIsKeptOutOfFitting(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.factor = func(d grid.Date) float64 {
		switch d.String() {
		case "2026-03-03":
			return 2
		case "2026-03-12":
			return .4
		}
		return 1
	}
	tr := flagged(t, c)
	for date, reason := range map[string]FlagReason{"2026-03-03": FlagDayHigh, "2026-03-12": FlagDayLow} {
		f, ok := flagOf(tr, date)
		k := tr.history.First().DaysUntil(grid.MustDate(date))
		if !ok || f.Reason != reason || tr.usable[k] || tr.normal[k] {
			t.Errorf("%s: flag %v, usable = %t; want %q and not usable", date, f, tr.usable[k], reason)
		}
	}
	if len(tr.flags) > 3 {
		t.Errorf("%d flags, want little more than the two wild days: %v", len(tr.flags), tr.flags)
	}
}

func TestAWildDayThatTheCalendarNamesIsKept(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-03-03" {
			return 2
		}
		return 1
	}
	tr := flagged(t, c, DayFact{grid.MustDate("2026-03-03"), "launch", Event})
	if f, ok := flagOf(tr, "2026-03-03"); ok {
		t.Errorf("an event was flagged: %v", f)
	}
}

func TestANewLevelIsNotAnOutlier(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.factor = func(d grid.Date) float64 {
		if d.After(grid.MustDate("2026-04-09")) { // eleven days to the end
			return 1.5
		}
		return 1
	}
	tr := flagged(t, c)
	for k := tr.Days() - 5; k < tr.Days(); k++ {
		if !tr.closed[k] && tr.isOpen(tr.weekday(k)) && !tr.usable[k] {
			t.Errorf("%s, part of a new level, is not usable", tr.history.Date(k))
		}
	}
}

func TestNothingIsJudgedInThreeWeeks(t *testing.T) {
	c := quiet("2026-01-05", 25)
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-01-13" {
			return 5
		}
		return 1
	}
	if tr := flagged(t, c); len(tr.flags) != 0 {
		t.Errorf("flags %v after 19 days, want none", tr.flags)
	}
}

func TestAFlagSaysWhatWasSeenAndExpected(t *testing.T) {
	text := Flag{Date: grid.MustDate("2026-03-03"), From: 20, To: 24, Reason: FlagOutage, Expected: 412.3}.String()
	for _, part := range []string{"2026-03-03", "20-24", "run of zeros", "0 seen", "412 expected"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}
