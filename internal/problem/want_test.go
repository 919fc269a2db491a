package problem_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/problem"
)

func TestAnExpectationKeepsItsFiguresInOrder(t *testing.T) {
	got := problem.Wanting(problem.Enough, 3, 2.5, "night")
	if diff := cmp.Diff(problem.Want{Code: problem.Enough, Figures: []string{"3", "2.5", "night"}}, got); diff != "" {
		t.Error(diff)
	}
	if !got.Known() || (problem.Want{}).Known() || (problem.Want{Code: "anything"}).Known() {
		t.Error("an expectation is known by its code, and by nothing else")
	}
}

func TestEveryCodeIsListedOnce(t *testing.T) {
	sorted := slices.Sorted(slices.Values(problem.Codes))
	if once := slices.Compact(slices.Clone(sorted)); len(once) != len(problem.Codes) {
		t.Errorf("codes %v: one is listed twice", sorted)
	}
}
