package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestOnNamedDaysOnlyThoseSpeakWhoKnowThem(t *testing.T) {
	c := flat()
	tr := c.training(t, DayFact{grid.MustDate("2026-03-31"), "sale", Event})
	informed, simple := always{"a", 1}, Averages{Weeks: 4}
	special := tr.history.First().DaysUntil(grid.MustDate("2026-03-31"))
	cases := []struct {
		name    string
		members []Model
		day     int
		want    []int
	}{
		{"an ordinary day", []Model{simple, informed}, special + 1, []int{0, 1}},
		{"an event", []Model{simple, informed}, special, []int{1}},
		{"an event of which nobody knows", []Model{simple}, special, []int{0}},
	}
	for _, tc := range cases {
		got := blend{models: tc.members}.voices(tr, tc.day)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestBlendingTakesMeanOrMedianSlotBySlot(t *testing.T) {
	days := [][]float64{{1, 10}, {2, 20}, {9, 30}}
	if diff := cmp.Diff([]float64{4, 20}, blendDays(days, ruleMean)); diff != "" {
		t.Errorf("mean (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{2, 20}, blendDays(days, ruleMedian)); diff != "" {
		t.Errorf("median (-want +got):\n%s", diff)
	}
}
