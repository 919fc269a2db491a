package authority_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/workforce/grid"
)

func seats() []authority.Seat {
	return []authority.Seat{
		{authority.Operations, "o1", true}, {authority.Quality, "o2", true}, {authority.Capability, "o3", true},
		{authority.Operations, "v1", false}, {authority.Quality, "v2", false}, {authority.Capability, "v3", false},
	}
}

func vendors(person string) bool { return strings.HasPrefix(person, "v") }

func TestTheTriangleHasNoDoubleHats(t *testing.T) { // 004-15
	if err := authority.Seats(seats(), vendors); err != nil {
		t.Errorf("a whole triangle: %v", err)
	}
	for name, spoil := range map[string]func([]authority.Seat) []authority.Seat{
		"two hats":               func(s []authority.Seat) []authority.Seat { s[1].Person = "o1"; return s },
		"the vendor on a corner": func(s []authority.Seat) []authority.Seat { s[0].Person = "v9"; return s },
		"the owner opposite":     func(s []authority.Seat) []authority.Seat { s[3].Person = "o9"; return s },
		"a corner without owner": func(s []authority.Seat) []authority.Seat { return s[1:] },
		"two on a corner": func(s []authority.Seat) []authority.Seat {
			return append(s, authority.Seat{Corner: authority.Quality, Person: "o9", Owner: true})
		},
		"a fourth corner": func(s []authority.Seat) []authority.Seat { s[0].Corner = "sales"; return s },
		"an empty seat":   func(s []authority.Seat) []authority.Seat { s[0].Person = ""; return s },
	} {
		var refused *authority.RefusedError
		if err := authority.Seats(spoil(seats()), vendors); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a RefusedError", name, err)
		}
	}
}

func TestEachCornerHoldsAVeto(t *testing.T) {
	yes := func(people ...string) []authority.Voice {
		var list []authority.Voice
		for _, p := range people {
			list = append(list, authority.Voice{Person: p, Yes: true})
		}
		return list
	}
	for _, c := range []struct {
		name string
		vote authority.Vote
		want authority.Vote
	}{
		{"go by all three", authority.Go(seats(), yes("o1", "o2", "o3")), authority.Vote{Passed: true}},
		{"go with one missing", authority.Go(seats(), yes("o1", "o3")), authority.Vote{Missing: []authority.Corner{authority.Quality}}},
		{"go with a veto", authority.Go(seats(), append(yes("o1", "o3"), authority.Voice{Person: "o2", Why: "uncalibrated"})), authority.Vote{Vetoed: []authority.Corner{authority.Quality}}},
		{"a change by the two others", authority.Change(seats(), authority.Capability, yes("o1", "o2")), authority.Vote{Passed: true}},
		{"a change by its own corner", authority.Change(seats(), authority.Capability, yes("o1", "o3")), authority.Vote{Missing: []authority.Corner{authority.Quality}}},
		{"a veto in its own field", authority.Change(seats(), authority.Capability, append(yes("o1", "o2"), authority.Voice{Person: "o3"})), authority.Vote{Vetoed: []authority.Corner{authority.Capability}}},
		{"the vendor's word does not count", authority.Go(seats(), yes("o1", "o2", "v3")), authority.Vote{Missing: []authority.Corner{authority.Capability}, Ignored: []string{"v3"}}},
	} {
		if diff := cmp.Diff(c.want, c.vote); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestATriangleIsAsHealthyAsItsWorstPart(t *testing.T) {
	today := grid.MustDate("2026-03-30")
	for _, c := range []struct {
		name       string
		actions    int
		calibrated grid.Date
		certified  int
		working    int
		want       authority.Health
	}{
		{"well", 0, today.AddDays(-7), 10, 10, authority.Health{1, 1, 1, 1}},
		{"two actions", 2, today, 9, 10, authority.Health{0.6, 1, 0.9, 0.6}},
		{"three weeks ago", 0, today.AddDays(-21), 10, 10, authority.Health{1, 0.5, 1, 0.5}},
		{"never calibrated", 0, grid.Date{}, 10, 10, authority.Health{1, 0, 1, 0}},
		{"nobody works yet", 9, today, 0, 0, authority.Health{0, 1, 1, 0}},
	} {
		if got := authority.HealthOf(c.actions, c.calibrated, today, c.certified, c.working); math.Abs(got.Index-c.want.Index) > 1e-12 || math.Abs(got.Calibration-c.want.Calibration) > 1e-12 || math.Abs(got.Actions-c.want.Actions) > 1e-12 || got.Coverage != c.want.Coverage {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestReachSaysWhereAuthorityIsMissing(t *testing.T) { // 001-20
	got, known := authority.ReachOf(20, []float64{2, 4, 6, 8, 10}, 12)
	want := authority.Reach{Needing: 20, Escalated: 5, First: 0.75, Delay: 30, Cost: 360}
	if diff := cmp.Diff(want, got); diff != "" || !known {
		t.Errorf("known %t: %s", known, diff)
	}
	if _, known := authority.ReachOf(0, nil, 1); known {
		t.Error("nobody needed authority, and yet there is a share")
	}
	if _, known := authority.ReachOf(1, []float64{1, 2}, 1); known {
		t.Error("more escalated than needed it")
	}
}

func TestTheEffectOfALimitIsSeenAtTheLimit(t *testing.T) {
	// Outcomes fall with the amount; within the limit they are 0.2 better.
	var cases []authority.Case
	for i := -50; i <= 50; i++ {
		d := float64(i) / 10
		y := 0.6 - 0.02*d
		if d <= 0 {
			y += 0.2
		}
		cases = append(cases, authority.Case{Distance: d, Outcome: y})
	}
	got, err := authority.EffectOf(cases, 3)
	if err != nil || math.Abs(got.Effect-0.2) > 1e-12 || math.Abs(got.Within-0.8) > 1e-12 || got.Error > 1e-9 || got.N != 59 {
		t.Errorf("a clean jump: %+v (%v), want 0.2 among 59", got, err)
	}
	slices.Reverse(cases)
	again, err := authority.EffectOf(cases, 3)
	if err != nil || math.Abs(again.Effect-got.Effect) > 1e-12 {
		t.Errorf("in another order: %+v (%v)", again, err)
	}
	var few *authority.FewError
	if _, err := authority.EffectOf(cases[:2], 3); !errors.As(err, &few) {
		t.Errorf("two cases: %v", err)
	}
	if _, err := authority.EffectOf([]authority.Case{{-1, 1}, {-1, 0}, {-1, 1}, {1, 1}, {1, 0}, {1, 1}}, 3); !errors.As(err, &few) {
		t.Errorf("cases that do not differ: %v", err)
	}
}

func TestTheErrorOfAnEffectIsThatOfTheDraws(t *testing.T) {
	// Alternating outcomes around a flat line: no effect, within its error.
	var cases []authority.Case
	for i := -100; i <= 100; i++ {
		cases = append(cases, authority.Case{Distance: float64(i) / 10, Outcome: 0.5 + 0.2*float64(i&1) - 0.1})
	}
	got, err := authority.EffectOf(cases, 10)
	if err != nil || math.Abs(got.Effect) > 2*got.Error || !(got.Error > 0.01 && got.Error < 0.1) {
		t.Errorf("no effect: %+v (%v)", got, err)
	}
}
