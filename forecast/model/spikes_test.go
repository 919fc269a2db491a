package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAHugeSpikeIsSetAsideAndTouchesNothingElse(t *testing.T) {
	c := quiet("2026-01-05", 84)
	calm := c.training(t)
	calm.flagOutliers()
	for _, size := range []float64{2000, 1e6, 1e12} {
		c.cell = func(d grid.Date, minute int, contacts float64) float64 {
			if d == grid.MustDate("2026-03-10") && minute == 600 {
				return size
			}
			return contacts
		}
		tr := c.training(t)
		tr.flagOutliers()
		if len(tr.flags) != 1 || tr.flags[0].Reason != FlagSlotHigh || tr.flags[0].Observed != size {
			t.Errorf("a spike of %g: flags %v, want it alone", size, tr.flags)
		}
		for k := range tr.Days() {
			for j, v := range tr.counts[k] {
				if !near(v, calm.counts[k][j], 1e-6) {
					t.Fatalf("a spike of %g: day %d slot %d is %g, want %g", size, k, j, v, calm.counts[k][j])
				}
			}
			if tr.usable[k] && !near(tr.total[k], calm.total[k], 1e-3) {
				t.Errorf("a spike of %g: day %d has %g contacts, want %g", size, k, tr.total[k], calm.total[k])
			}
		}
	}
}

func TestABusyDayAndANewLevelHaveNoSpikes(t *testing.T) {
	for name, from := range map[string]string{"a day": "2026-03-10", "from then on": "2026-02-16"} {
		c := quiet("2026-01-05", 84)
		c.factor = func(d grid.Date) float64 {
			if d == grid.MustDate(from) || name == "from then on" && d.After(grid.MustDate(from)) {
				return 20
			}
			return 1
		}
		tr := c.training(t)
		before := matrix(tr.Days(), tr.Slots(), 0)
		for k := range before {
			copy(before[k], tr.counts[k])
		}
		tr.flagSpikes()
		if len(tr.flags) > 0 {
			t.Errorf("%s: flags %v, want none", name, tr.flags)
		}
		if diff := cmp.Diff(before, tr.counts); diff != "" {
			t.Errorf("%s: counts changed (-before +after):\n%s", name, diff)
		}
	}
}
