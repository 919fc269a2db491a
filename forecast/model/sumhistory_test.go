package model

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestHistoriesAreAddedUpOverTheDaysTheyShare(t *testing.T) {
	old, young := quiet("2026-01-05", 84), quiet("2026-02-02", 56)
	sum, err := SumHistories([]*History{old.history(t), young.history(t)})
	if err != nil {
		t.Fatal(err)
	}
	if sum.First() != grid.MustDate("2026-02-02") || sum.Date(sum.Days()-1) != grid.MustDate("2026-03-27") {
		t.Errorf("the sum runs from %s for %d days; want 2 February to 27 March, the last day with rows", sum.First(), sum.Days())
	}
	whole := old.history(t)
	if got, want := sum.Contacts(0, 20), 2*whole.Contacts(28, 20); got != want {
		t.Errorf("2 February 10:00: %g contacts, want twice %g", got, want/2)
	}
}

func TestADayOfWhichAPartIsMissingIsMissing(t *testing.T) {
	whole, gap := quiet("2026-01-05", 56), quiet("2026-01-05", 56)
	gap.factor = func(d grid.Date) float64 {
		if d == grid.MustDate("2026-02-04") {
			return 0 // no rows
		}
		return 1
	}
	late := quiet("2026-01-05", 56)
	late.from = 12 * 60
	late.level = [7]float64{0, 100, 0, 100, 0, 100, 0} // closed on Tuesdays and Thursdays
	sum, err := SumHistories([]*History{whole.history(t), gap.history(t), late.history(t)})
	if err != nil {
		t.Fatal(err)
	}
	day := func(date string) int { return sum.First().DaysUntil(grid.MustDate(date)) }
	if v := sum.Contacts(day("2026-02-04"), 20); !math.IsNaN(v) {
		t.Errorf("a Wednesday that one queue lacks holds %g at 10:00, want nothing known", v)
	}
	if v := sum.Contacts(day("2026-02-03"), 20); math.IsNaN(v) {
		t.Error("a Tuesday on which one queue is always closed is missing")
	}
	if v := sum.Contacts(day("2026-02-02"), 20); math.IsNaN(v) {
		t.Error("a Monday 10:00 at which one queue is always closed is missing")
	}
}

func TestHistoriesThatDoNotMeetAreNotAddedUp(t *testing.T) {
	_, err := SumHistories([]*History{quiet("2026-01-05", 28).history(t), quiet("2026-01-19", 28).history(t)})
	var few *SharedDaysError
	if !errors.As(err, &few) || few.Days != 12 {
		t.Errorf("two histories with 12 days in common: %v", err)
	}
	coarse := quiet("2026-01-05", 56)
	coarse.minutes = 60
	if _, err := SumHistories([]*History{quiet("2026-01-05", 56).history(t), coarse.history(t)}); err == nil {
		t.Error("half hours and hours were added up")
	}
}

func TestRecentSlotsAddUpDaysFromTheFirstOn(t *testing.T) {
	h := quiet("2026-01-05", 28).history(t)
	got := h.RecentSlots(h.Date(h.Days() - 2))
	want := make([]float64, 48)
	for j := range want {
		for k := h.Days() - 2; k < h.Days(); k++ {
			if v := h.Contacts(k, j); !math.IsNaN(v) {
				want[j] += v
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
