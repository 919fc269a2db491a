package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestRepeatingTheSeasonTakesItsLastOrdinaryDay(t *testing.T) {
	c := quiet("2026-01-05", 61) // to Friday 2026-03-06
	c.noise = 3
	tr := c.training(t, holiday("2026-03-05", "Founders"))
	day := func(date string) int { return tr.history.First().DaysUntil(grid.MustDate(date)) }
	cases := []struct {
		model      SeasonalNaive
		date, from string
	}{
		{SeasonalNaive{7}, "2026-03-09", "2026-03-02"},
		{SeasonalNaive{7}, "2026-03-16", "2026-03-02"},
		{SeasonalNaive{7}, "2026-03-12", "2026-02-26"}, // not the holiday of the week before
		{SeasonalNaive{1}, "2026-03-09", "2026-03-06"},
		{SeasonalNaive{1}, "2026-03-11", "2026-03-06"},
	}
	for _, tc := range cases {
		if diff := cmp.Diff(tr.counts[day(tc.from)], tc.model.Fit(tr).Day(day(tc.date))); diff != "" {
			t.Errorf("%s on %s is not %s again (-want +got):\n%s", tc.model.Name(), tc.date, tc.from, diff)
		}
	}
	if got := sum((SeasonalNaive{1}).Fit(tr).Day(day("2026-03-14"))); got != 0 {
		t.Errorf("a closed Saturday is expected to see %g", got)
	}
}

func TestABaselineTakesPartOnlyWhereItIsTheBest(t *testing.T) {
	b := newBacktest(flat().training(t), 14, 4)
	reference := tryAll(t, b, always{"reference", 130})[0]
	near := tryAll(t, b, always{"a", 110}, always{familyNaive, 110.5})
	if got := b.choose(near, reference); len(got.members) != 1 || got.why(near[1]).Code != WhyBaseline {
		t.Errorf("%d members, the baseline: %s", len(got.members), got.why(near[1]))
	}
	best := tryAll(t, b, always{"a", 110}, always{familyNaive, 101})
	if got := b.choose(best, reference); len(got.members) != 1 || got.members[0] != best[1] {
		t.Errorf("the baseline, by far the best, is not taken: %s", got.why(best[1]))
	}
}

func TestEveryCandidateSaysWhyItWasTakenOrNot(t *testing.T) {
	b := newBacktest(flat().training(t), 14, 4)
	trials := tryAll(t, b, always{"reference", 120}, always{"a", 110}, always{"a", 111}, always{"b", 125}, always{"c", 112})
	trials[2].settled = true
	got := b.choose(trials, trials[0])
	for i, want := range []NoteCode{WhyBest, WhySettled, WhyTaken, WhyReference, WhyTaken} {
		if why := got.why(trials[i]); why.Code != want {
			t.Errorf("candidate %d, %s: %q, want the code %s", i, trials[i].model.Name(), why, want)
		}
	}
}
