package jobs

import (
	"math"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAnyProgressIsFitToStore(t *testing.T) {
	strange := []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 0, 0.5, 1, 7}
	number := rapid.Custom(func(t *rapid.T) *float64 {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		v := rapid.SampledFrom(strange).Draw(t, "value")
		return &v
	})
	rapid.Check(t, func(t *rapid.T) {
		given := Progress{
			Phase: rapid.String().Draw(t, "phase"), Message: rapid.StringN(0, 700, -1).Draw(t, "message"),
			Fraction: rapid.SampledFrom(strange).Draw(t, "fraction"), Best: number.Draw(t, "best"), Bound: number.Draw(t, "bound"),
		}
		got := given.tidy()
		if !(got.Fraction >= 0 && got.Fraction <= 1) {
			t.Fatalf("fraction of %+v: got %v, want 0 to 1", given, got.Fraction)
		}
		for _, v := range []*float64{got.Best, got.Bound} {
			if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
				t.Fatalf("value of %+v: got %v, want a number or none", given, *v)
			}
		}
		if utf8.RuneCountInString(got.Phase) > 60 || utf8.RuneCountInString(got.Message) > 500 {
			t.Fatalf("texts of %+v are too long: %q, %q", given, got.Phase, got.Message)
		}
		if diff := cmp.Diff(got, got.tidy()); diff != "" {
			t.Fatalf("tidying twice differs (-once +twice):\n%s", diff)
		}
	})
}

func TestProgressIsNotSharedWithTheHandler(t *testing.T) {
	best := 3.0
	kept := Progress{Best: &best}.tidy()
	best = 4
	if *kept.Best != 3 {
		t.Errorf("kept best: got %v, want 3 as it was reported", *kept.Best)
	}
}

func TestStatesThatEnd(t *testing.T) {
	for state, want := range map[State]bool{Queued: false, Running: false, Done: true, Failed: true, Cancelled: true} {
		if state.Ended() != want {
			t.Errorf("%s ended: got %v, want %v", state, state.Ended(), want)
		}
	}
}

func TestListLimitsAreKept(t *testing.T) {
	for given, want := range map[int]int{-1: 50, 0: 50, 1: 1, 500: 500, 501: 500} {
		if got := (Query{Limit: given}).tidy().Limit; got != want {
			t.Errorf("limit %d: got %d, want %d", given, got, want)
		}
	}
}

func TestWatchersOfOneRunHearOfItAlone(t *testing.T) {
	h := newHub()
	mine, leaveMine := h.join(1)
	also, leaveAlso := h.join(1)
	other, leaveOther := h.join(2)
	for range 3 {
		h.notify(1) // must not block while nobody listens
	}
	for name, heard := range map[string]<-chan struct{}{"first": mine, "second": also} {
		select {
		case <-heard:
		default:
			t.Errorf("%s watcher of run 1 heard nothing", name)
		}
		select {
		case <-heard:
			t.Errorf("%s watcher of run 1 heard of one state twice", name)
		default:
		}
	}
	select {
	case <-other:
		t.Error("the watcher of run 2 heard of run 1")
	default:
	}
	leaveMine()
	leaveAlso()
	leaveOther()
	if len(h.watchers) != 0 {
		t.Errorf("after everyone left: got %d runs watched, want none", len(h.watchers))
	}
}
