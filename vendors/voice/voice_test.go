package voice_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/voice"
)

func TestReasonsAreRankedByTheOrdersTheySpoil(t *testing.T) { // 002-05, 002-06, 002-10
	got, err := voice.Drivers([]voice.Tally{
		{"where is my parcel", voice.Process, 300, 290}, {"charged twice", voice.Defect, 60, 20}, {"thanks", voice.Need, 0, 5}, {"cannot find the button", voice.Design, 40, 120},
	}, voice.Exposure{Now: 20_000, Before: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		reason  string
		goal    voice.Goal
		per1000 float64
		share   float64
		surely  int
	}{
		{"where is my parcel", voice.Solve, 15, 0.75, 0}, {"charged twice", voice.Prevent, 3, 0.15, 1}, {"cannot find the button", voice.Prevent, 2, 0.1, -1}, {"thanks", voice.Satisfy, 0, 0, 0},
	} {
		r := got[i]
		if r.Reason != want.reason || r.Goal != want.goal || math.Abs(r.Per1000-want.per1000) > 1e-12 || math.Abs(r.Share-want.share) > 1e-12 || r.Surely != want.surely {
			t.Errorf("%d: %+v, want %+v", i, r, want)
		}
		if !(r.Low <= r.Per1000 && r.Per1000 <= r.High && r.High > 0) {
			t.Errorf("%s: %v not within %v to %v", r.Reason, r.Per1000, r.Low, r.High)
		}
	}
	if math.Abs(got[1].Change-3) > 1e-12 {
		t.Errorf("charged twice changed by %v, want 3", got[1].Change)
	}
}

func TestTheIntervalIsGarwoods(t *testing.T) {
	// Exact 95 % intervals of a Poisson mean: 0 → 0 to 3.6889, 10 → 4.7954 to 18.3904.
	got, err := voice.Drivers([]voice.Tally{{Reason: "a", Contacts: 10}, {Reason: "b"}}, voice.Exposure{Now: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float64{{4.795389, 18.390356}, {0, 3.688879}} {
		if math.Abs(got[i].Low-want[0]) > 1e-6 || math.Abs(got[i].High-want[1]) > 1e-6 {
			t.Errorf("%s: %v to %v, want %v", got[i].Reason, got[i].Low, got[i].High, want)
		}
	}
	if !math.IsNaN(got[0].Change) || got[0].Surely != 0 {
		t.Errorf("without a period before: change %v, surely %d", got[0].Change, got[0].Surely)
	}
}

func TestARatioNeedsOrders(t *testing.T) {
	var refused *voice.ExposureError
	for name, c := range map[string]struct {
		tally voice.Tally
		e     voice.Exposure
	}{
		"no orders": {voice.Tally{}, voice.Exposure{}}, "negative orders before": {voice.Tally{}, voice.Exposure{Now: 1, Before: -1}}, "negative contacts": {voice.Tally{Contacts: -1}, voice.Exposure{Now: 1}},
	} {
		if _, err := voice.Drivers([]voice.Tally{c.tally}, c.e); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var now = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)

func wall(from, to time.Time) time.Duration { return to.Sub(from) }

func TestPainsAgeAndOwnersAnswerForThem(t *testing.T) { // 001-12, 003-21
	days := func(n int) time.Time { return now.AddDate(0, 0, -n) }
	board, err := voice.Ages([]voice.Pain{
		{Code: "p1", Owner: "billing", Opened: days(30), Contacts: 400, Asked: days(5), Promised: 48 * time.Hour},
		{Code: "p2", Owner: "billing", Opened: days(10), Contacts: 50, Asked: days(1), Promised: 48 * time.Hour},
		{Code: "p3", Owner: "logistics", Opened: days(90), Contacts: 10, Asked: days(20), Replied: days(19), Promised: 48 * time.Hour},
		{Code: "p4", Owner: "logistics", Opened: days(60), Solved: days(50), Asked: days(59), Promised: 24 * time.Hour},
		{Code: "p5", Owner: "app", Opened: days(2)},
	}, now, wall)
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, a := range board.Open {
		order = append(order, a.Code)
	}
	if !slices.Equal(order, []string{"p1", "p3", "p2", "p5"}) {
		t.Errorf("order %v, want what is overdue first, then the oldest", order)
	}
	if a := board.Open[0]; a.Overdue != 72*time.Hour || !a.Waiting || a.Days != 30 {
		t.Errorf("p1: %+v, want three days overdue", a)
	}
	want := []voice.Owner{
		{Name: "billing", Open: 2, Oldest: 30, Due: 1, InTime: 0, Contacts: 450},
		{Name: "logistics", Open: 1, Oldest: 90, Due: 2, InTime: 1, Contacts: 10},
		{Name: "app", Open: 1, Oldest: 2},
	}
	if diff := cmp.Diff(want, board.ByOwner); diff != "" {
		t.Error(diff)
	}
	if board.Median != 10 || board.Ninetieth != 90 {
		t.Errorf("median %v, ninetieth %v; want 10 and 90", board.Median, board.Ninetieth)
	}
	if empty, err := voice.Ages(nil, now, wall); err != nil || len(empty.Open) != 0 {
		t.Errorf("an empty board: %+v, %v", empty, err)
	}
}

func TestTheClockMayKeepOfficeHours(t *testing.T) {
	half := func(from, to time.Time) time.Duration { return to.Sub(from) / 2 }
	board, err := voice.Ages([]voice.Pain{{Code: "p", Owner: "x", Opened: now.AddDate(0, 0, -9), Asked: now.AddDate(0, 0, -4), Promised: 48 * time.Hour}}, now, half)
	if err != nil || board.Open[0].Overdue != 0 {
		t.Errorf("two days of office time in four: overdue %v (%v)", board.Open[0].Overdue, err)
	}
}

func TestAPainThatCannotBeIsRefused(t *testing.T) {
	for name, p := range map[string]voice.Pain{
		"without owner":      {Opened: now},
		"from tomorrow":      {Owner: "x", Opened: now.Add(1)},
		"never opened":       {Owner: "x"},
		"solved before":      {Owner: "x", Opened: now, Solved: now.Add(-1)},
		"replied unasked":    {Owner: "x", Opened: now, Replied: now},
		"replied before ask": {Owner: "x", Opened: now, Asked: now, Replied: now.Add(-1)},
	} {
		var refused *voice.PainError
		if _, err := voice.Ages([]voice.Pain{p}, now, wall); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// 001-02, 001-20: what failed in support - the system, what was known, what was allowed, the
// way of working - is a reason of its own, and each belongs to one of the three goals.
func TestEveryDriverIsWorkedOnUnderOneGoal(t *testing.T) {
	want := map[voice.Driver]voice.Goal{
		voice.Design: voice.Prevent, voice.Defect: voice.Prevent, voice.Expectation: voice.Prevent,
		voice.Process: voice.Solve, voice.Knowledge: voice.Solve, voice.Authority: voice.Solve, voice.Need: voice.Satisfy,
	}
	got := map[voice.Driver]voice.Goal{}
	for _, d := range voice.Kinds() {
		got[d] = d.Goal()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
