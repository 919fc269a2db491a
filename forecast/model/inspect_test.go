package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

// spoilt is a quiet centre with an outage, a wild day, a hole and a day of rest.
func spoilt() centre {
	c := quiet("2026-01-05", 112)
	c.noise = 17
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-03-12" {
			return 2
		}
		return 1
	}
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		switch {
		case d.String() == "2026-03-03" && minute >= 600 && minute < 720:
			return 0
		case d.String() == "2026-03-10" && minute == 600:
			return math.NaN()
		}
		return v
	}
	return c
}

func TestAnInspectionNamesWhatAForecastSetsAside(t *testing.T) {
	c := spoilt()
	seen := Inspect(c.history(t), calendarOf(t))
	forecast := mustRun(t, c.input(t, 7))
	if diff := cmp.Diff(forecast.Flags, seen.Flags); diff != "" || len(seen.Flags) < 2 {
		t.Errorf("%d flags; the forecast's are others (-forecast +inspection):\n%s", len(seen.Flags), diff)
	}
}

func TestAnInspectionShowsWhatIsLearntInsteadOfWhatWasSeen(t *testing.T) {
	c := spoilt()
	h := c.history(t)
	seen := Inspect(h, calendarOf(t))
	at := func(date string) int { return seen.First.DaysUntil(grid.MustDate(date)) }
	outage, wild, gap := at("2026-03-03"), at("2026-03-12"), at("2026-03-10")
	for j := 20; j < 24; j++ {
		if seen.Observed[outage][j] != 0 || !(seen.Used[outage][j] > 10) {
			t.Errorf("outage, slot %d: observed %v, used %v; want 0 and what is usual", j, seen.Observed[outage][j], seen.Used[outage][j])
		}
	}
	if v := seen.Used[wild][25]; !math.IsNaN(v) || !(seen.Observed[wild][25] > 0) {
		t.Errorf("the wild day teaches %v and is observed as %v; want nothing, and what came", v, seen.Observed[wild][25])
	}
	if !seen.Open[gap][20] || !math.IsNaN(seen.Observed[gap][20]) {
		t.Errorf("the hole is open %v, observed %v; want open and unknown", seen.Open[gap][20], seen.Observed[gap][20])
	}
	sunday := at("2026-03-08")
	for j, open := range seen.Open[sunday] {
		if open {
			t.Errorf("Sunday, slot %d is open, want closed", j)
		}
	}
	if v := h.Contacts(outage, 20); v != 0 {
		t.Errorf("the history itself now says %v of the outage", v)
	}
}

func TestObservedIsWhatTheBackTestScoresAgainst(t *testing.T) {
	c := spoilt()
	h := c.history(t)
	seen := Inspect(h, calendarOf(t))
	got := Observed(h, calendarOf(t))
	for k := range got {
		for j := range got[k] {
			if a, b := got[k][j], seen.Observed[k][j]; a != b && !(math.IsNaN(a) && math.IsNaN(b)) {
				t.Fatalf("day %d, slot %d: %v alone and %v with the inspection", k, j, a, b)
			}
		}
	}
}

func TestBucketsAreACopy(t *testing.T) {
	Buckets()[0].From = 99
	if got := Buckets()[0]; got.From != 1 || got.To != 2 {
		t.Errorf("the first bucket became %+v", got)
	}
}
