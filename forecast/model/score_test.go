package model

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestScoresAreWhatTheirNamesSay(t *testing.T) {
	var total tally
	total.addDay([]float64{12, 8, 99}, []float64{10, 10, math.NaN()}) // errors +2, -2
	total.addDay([]float64{15, 10}, []float64{10, 10})                // errors +5, 0
	got := total.score(2)
	want := Score{WAPE: 9. / 40, DayWAPE: 5. / 40, Bias: 5. / 40, MASE: 9. / 4 / 2, RMSE: math.Sqrt(33. / 4), N: 4}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("score (-want +got):\n%s", diff)
	}
}

func TestTalliesAddUp(t *testing.T) {
	days := [][2][]float64{{{1, 2}, {2, 2}}, {{5, 0}, {3, 3}}, {{7, 7}, {7, 8}}}
	var all, parts tally
	for _, d := range days {
		all.addDay(d[0], d[1])
		var one tally
		one.addDay(d[0], d[1])
		parts.merge(one)
	}
	if all != parts {
		t.Errorf("merged %+v, want %+v", parts, all)
	}
}

func TestADayWithoutActualsIsNotScored(t *testing.T) {
	var total tally
	total.addDay([]float64{5}, []float64{math.NaN()})
	if total != (tally{}) {
		t.Errorf("tally = %+v, want nothing", total)
	}
}

func TestWeeklyNaiveErrorComparesWithTheWeekBefore(t *testing.T) {
	nan := math.NaN()
	actual := [][]float64{{1}, {2}, {3}, {4}, {5}, {6}, {7}, {3}, {nan}, {3}, {8}}
	if got, want := weeklyNaiveError(actual), (2.+0+4)/3; got != want {
		t.Errorf("weekly naive error = %g, want %g", got, want)
	}
}

func TestABucketWithoutErrorsLooksToTheNearest(t *testing.T) {
	only := func(list ...int) func(int) bool {
		return func(b int) bool { return slices.Contains(list, b) }
	}
	cases := []struct {
		lead int
		has  []int
		want int
		ok   bool
	}{{1, []int{0, 1}, 0, true}, {1, []int{2}, 2, true}, {10, []int{1, 3}, 1, true}, {100, []int{0}, 0, true}, {5, nil, 0, false}}
	for _, c := range cases {
		if got, ok := nearestBucket(c.lead, only(c.has...)); got != c.want || ok != c.ok {
			t.Errorf("lead %d among buckets %v: %d, %t; want %d, %t", c.lead, c.has, got, ok, c.want, c.ok)
		}
	}
}

func TestLeadTimesFallIntoBuckets(t *testing.T) {
	for lead, want := range map[int]int{1: 0, 2: 0, 3: 1, 7: 1, 8: 2, 14: 2, 15: 3, 42: 3, 43: 4, 800: 4} {
		if got := bucketOf(lead); got != want {
			t.Errorf("lead %d is in bucket %d, want %d", lead, got, want)
		}
	}
}
