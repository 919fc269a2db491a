package voice_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/voice"
)

var worth = voice.Worth{ValueMinor: 60_000, Solved: voice.Span{0.05, 0.10, 0.15}, Unsolved: voice.Span{0.20, 0.30, 0.40}, Grade: "D"}

// 000-16, 001-25: a hundred cases solved keep twenty customers of 600 each, from five to
// thirty-five by the ends of what is assumed.
func TestWhatSolvingIsWorthByHand(t *testing.T) {
	if got, want := worth.Of(100), (voice.Amount{300_000, 1_200_000, 2_100_000}); got != want {
		t.Errorf("a hundred cases are worth %+v, want %+v", got, want)
	}
}

// 002-04: 40 contacts in 28 days after a measure that halved them are 521 a year, and as
// many no longer come; of a ratio from 0.25 to 0.8, 130 to 1564.
func TestWhatAMeasureSavesByHand(t *testing.T) {
	if got, want := voice.Saved(40, 28, 0.5, 0.25, 0.8), (voice.Amount{130, 521, 1564}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	for name, got := range map[string]voice.Amount{
		"no days": voice.Saved(40, 0, 0.5, 0.25, 0.8), "no ratio": voice.Saved(40, 28, math.NaN(), math.NaN(), math.NaN()), "none came any more": voice.Saved(0, 28, 0, 0, 0.1),
		"more than before": voice.Saved(40, 28, 1.5, 1.2, 1.9),
	} {
		if got != (voice.Amount{}) {
			t.Errorf("%s: saved %+v, want nothing", name, got)
		}
	}
}

func TestWorthIsOrderedAndAddsUp(t *testing.T) {
	span := func(t *rapid.T, name string) voice.Span {
		a, b, c := rapid.Float64Range(0, 1).Draw(t, name), rapid.Float64Range(0, 1).Draw(t, name), rapid.Float64Range(0, 1).Draw(t, name)
		low, high := min(a, b, c), max(a, b, c)
		return voice.Span{low, a + b + c - low - high, high}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := voice.Worth{ValueMinor: rapid.Int64Range(1, 1e9).Draw(t, "value"), Solved: span(t, "solved"), Unsolved: span(t, "unsolved")}
		kept, risked := rapid.Int64Range(0, 1e6).Draw(t, "kept"), rapid.Int64Range(0, 1e6).Draw(t, "risked")
		a, b, all := w.Of(kept), w.Of(risked), w.Of(kept+risked)
		if a.Low > a.Likely || a.Likely > a.High || a.Low < 0 {
			t.Fatalf("%d cases are worth %+v", kept, a)
		}
		if math.Abs(float64(a.Likely+b.Likely-all.Likely)) > 1 || math.Abs(float64(a.High+b.High-all.High)) > 1 {
			t.Fatalf("%+v and %+v do not add up to %+v", a, b, all)
		}
		if more := w.Of(kept + 1); more.Likely < a.Likely {
			t.Fatalf("one case more is worth less: %+v after %+v", more, a)
		}
	})
}

func TestAnAssumptionThatCannotBeIsNotSound(t *testing.T) {
	if !worth.Sound() {
		t.Errorf("%+v is refused", worth)
	}
	for name, change := range map[string]func(w *voice.Worth){
		"worth nothing":            func(w *voice.Worth) { w.ValueMinor = 0 },
		"more than everybody":      func(w *voice.Worth) { w.Unsolved.High = 1.1 },
		"less than nobody":         func(w *voice.Worth) { w.Solved.Low = -0.1 },
		"out of order":             func(w *voice.Worth) { w.Solved.Low = 0.12 },
		"solving drives them away": func(w *voice.Worth) { w.Unsolved = voice.Span{0, 0.05, 0.1} },
		"no number":                func(w *voice.Worth) { w.Unsolved.Likely = math.NaN() },
	} {
		w := worth
		if change(&w); w.Sound() {
			t.Errorf("%s: %+v passes", name, w)
		}
	}
}
