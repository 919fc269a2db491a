package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// weekNumbers gives the k-th week of a history k as the factor of its level.
func weekNumbers(first string) func(grid.Date) float64 {
	start := grid.MustDate(first)
	return func(d grid.Date) float64 { return float64(start.DaysUntil(d)/7 + 1) }
}

// nextMonday is the first Monday after the training.
func nextMonday(t *Training) int {
	k := t.Days()
	for t.almanac.day(k).date.Weekday() != 1 {
		k++
	}
	return k
}

func TestAveragesLookBackOverTheLastOrdinaryDaysOfTheWeekday(t *testing.T) {
	c := quiet("2026-01-05", 70) // weeks 1 to 10
	c.factor = weekNumbers(c.first)
	cases := []struct {
		model Averages
		want  float64 // weeks' worth
	}{
		{Averages{Weeks: 4}, (7 + 8 + 9 + 10) / 4.},
		{Averages{Weeks: 4, Median: true}, 8.5},
		{Averages{Weeks: 6}, (5 + 6 + 7 + 8 + 9 + 10) / 6.},
		{Averages{Weeks: 1}, 10},
		{Averages{Weeks: 40}, 5.5},
	}
	for _, tc := range cases {
		tr := c.training(t)
		got := sum(tc.model.Fit(tr).Day(nextMonday(tr))) / c.level[1]
		if !near(got, tc.want, 1e-9) {
			t.Errorf("%s: Monday is worth %.4f weeks, want %.4f", tc.model.Name(), got, tc.want)
		}
	}
}

func TestAveragesLeaveSpecialDaysOut(t *testing.T) {
	c := quiet("2026-01-05", 42)
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-02-09" {
			return 5
		}
		return 1
	}
	tr := c.training(t, DayFact{grid.MustDate("2026-02-09"), "sale", Event})
	got := sum(Averages{Weeks: 4}.Fit(tr).Day(nextMonday(tr)))
	if !near(got, c.level[1], 1e-9) {
		t.Errorf("Monday = %g, want %g: the sale was an event", got, c.level[1])
	}
}

func TestAveragesOfAClosedDayAreZero(t *testing.T) {
	tr := quiet("2026-01-05", 40).training(t) // ends on a Friday
	if got := sum(Averages{Weeks: 4}.Fit(tr).Day(tr.Days())); got != 0 {
		t.Errorf("Saturday = %g, want 0", got)
	}
}

func TestAMedianShrugsOffOneWildDay(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-03-02" {
			return 50
		}
		return 1
	}
	tr := c.training(t)
	if got := sum(Averages{Weeks: 6, Median: true}.Fit(tr).Day(nextMonday(tr))); !near(got, c.level[1], 1e-9) {
		t.Errorf("median of six Mondays, one of them fifty times as busy = %g, want %g", got, c.level[1])
	}
}

func TestShrunkAveragesFillWeekdaysNeverSeen(t *testing.T) {
	c := quiet("2026-01-05", 3) // Monday to Wednesday
	tr := c.training(t)
	f := Averages{Weeks: 1, Shrink: 10}.Fit(tr)
	want := (c.level[1] + c.level[2] + c.level[3]) / 3 * 10 / 10
	if got := sum(f.Day(3)); !near(got, want, 1e-9) {
		t.Errorf("Thursday, never seen = %g, want the mean level %g", got, want)
	}
	if got := sum(f.Day(7)); !near(got, c.level[1], 1e-9) {
		t.Errorf("Monday, seen once = %g, want its own level %g", got, c.level[1])
	}
}

func TestShrinkingPullsTheShapeNotTheLevel(t *testing.T) {
	c := quiet("2026-01-05", 14)
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if d.Weekday() == 1 { // Mondays are flat
			return c.level[1] / 20
		}
		return v
	}
	tr := c.training(t)
	plain, shrunk := Averages{Weeks: 2}.Fit(tr).Day(nextMonday(tr)), Averages{Weeks: 2, Shrink: 10}.Fit(tr).Day(nextMonday(tr))
	if !near(sum(plain), sum(shrunk), 1e-9) {
		t.Errorf("level with shrinking %g, without %g", sum(shrunk), sum(plain))
	}
	if shrunk[20] <= plain[20] { // ten o'clock is the other days' peak
		t.Errorf("ten o'clock with shrinking %g, without %g; want more", shrunk[20], plain[20])
	}
}

func TestAveragesStayWithinWhatWasSeen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", rapid.IntRange(14, 60).Draw(rt, "days"))
		c.noise = rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		tr := c.training(t)
		m := Averages{Weeks: rapid.IntRange(1, 8).Draw(rt, "weeks"), Median: rapid.Bool().Draw(rt, "median")}
		lo, hi := seenRange(tr)
		for lead := range 7 {
			k := tr.Days() + lead
			w := tr.weekday(k)
			for j, v := range m.Fit(tr).Day(k) {
				if tr.open[w][j] && (v < lo[w][j] || v > hi[w][j]) {
					rt.Errorf("%s: %s slot %d = %g, outside of %g to %g", m.Name(), w, j, v, lo[w][j], hi[w][j])
				}
			}
		}
	})
}

func seenRange(t *Training) (lo, hi [7][]float64) {
	for w := range 7 {
		lo[w], hi[w] = make([]float64, t.Slots()), make([]float64, t.Slots())
		for j := range lo[w] {
			lo[w][j] = 1e18
		}
	}
	for k := range t.Days() {
		w := t.weekday(k)
		for j, v := range t.counts[k] {
			if seen(v) && t.normal[k] {
				lo[w][j], hi[w][j] = min(lo[w][j], v), max(hi[w][j], v)
			}
		}
	}
	return lo, hi
}

func TestNamesTellModelsApart(t *testing.T) {
	var names []string
	for _, m := range []Model{
		Averages{Weeks: 6, Median: true}, Averages{Weeks: 4}, Averages{Weeks: 2, Shrink: 10},
		LevelProfile{HalfLife: 40, ProfileHalfLife: 25, Kappa: 2, Month: true},
		LevelProfile{ProfileHalfLife: 15, Kappa: .5, Yearly: 3, Trend: true, Pool: true, Unbiased: true},
		Factors{Rank: 3, Month: true}, Factors{Rank: 2},
	} {
		names = append(names, m.Family()+": "+m.Name())
	}
	want := []string{
		"averages: median-6w", "averages: mean-4w", "averages: mean-2w-shrunk",
		"level-profile quick: level-profile hl=40 shape=25 kappa=2",
		"level-profile steady: level-profile hl=inf shape=15 kappa=0.5 yearly=3 no-month trend pooled mean",
		"factors: factors rank=3", "factors: factors rank=2 no-month",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestMedianOfEvenlyManyIsBetweenTheMiddleTwo(t *testing.T) {
	for _, tc := range []struct {
		values []float64
		want   float64
	}{{[]float64{3, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}, {[]float64{7}, 7}} {
		if got := median(append([]float64(nil), tc.values...)); got != tc.want {
			t.Errorf("median(%v) = %g, want %g", tc.values, got, tc.want)
		}
	}
}
