package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func scored(size float64, window int) score { return score{size, window, ageWeight(window)} }

func TestScoresOfEqualAgeAreKeptAsTheyAre(t *testing.T) {
	list := scoreList{scored(1, 0), scored(2, 0), scored(5, 0), scored(9, 0)}
	if diff := cmp.Diff([]float64{1, 2, 5, 9}, list.statistics(nobody)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := list.statistics(0); got != nil {
		t.Errorf("with their window left out: %v, want none", got)
	}
}

func TestOlderErrorsCountForLess(t *testing.T) {
	var list scoreList
	for n := range 200 {
		list = append(list, scored(1, 3*scoreLife), scored(2, 0))
		_ = n
	}
	list.sort()
	got := list.statistics(nobody)
	small := 0.0
	for _, v := range got {
		small += indicator(v == 1)
	}
	if share := small / float64(len(got)); share < .08 || share > .14 {
		t.Errorf("errors of three half-lives ago make %.3f of the scores, want a ninth", share)
	}
}

func TestStatisticsRiseAndKeepTheLargest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list scoreList
		for range rapid.IntRange(1, 900).Draw(t, "n") {
			list = append(list, scored(rapid.Float64Range(0, 10).Draw(t, "size"), rapid.IntRange(0, 15).Draw(t, "window")))
		}
		list.sort()
		got := list.statistics(nobody)
		if len(got) == 0 || len(got) > manyScores || got[len(got)-1] != list[len(list)-1].size {
			t.Fatalf("%d statistics of %d scores, the last %v", len(got), len(list), got)
		}
		for i := 1; i < len(got); i++ {
			if got[i] < got[i-1] {
				t.Fatalf("statistic %d falls from %g to %g", i, got[i-1], got[i])
			}
		}
	})
}

func TestErrorsThatFallWithTheLeadTimeArePooled(t *testing.T) {
	day := func(lead int, e float64) pair { return pair{lead: lead, forecast: 100, actual: 100 + e} }
	cases := []struct {
		name  string
		pairs []pair
		want  []int
	}{
		{"rising", []pair{day(1, 10), day(5, 20), day(10, 30)}, []int{0, 1, 2, 3, 4}},
		{"the first days worst", []pair{day(1, 50), day(5, 20), day(10, 45)}, []int{0, 0, 2, 3, 4}},
		{"falling throughout", []pair{day(1, 50), day(5, 40), day(10, 30)}, []int{0, 0, 0, 3, 4}},
		{"one without errors between", []pair{day(1, 50), day(10, 30)}, []int{0, 1, 0, 3, 4}},
	}
	for _, tc := range cases {
		if diff := cmp.Diff(tc.want, poolBuckets(tc.pairs)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}
