package shifts_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// arrangements enumerates every placing of pauses that PauseFault accepts.
func arrangements(t shifts.Template, length, tick int) [][]int {
	due := t.Due(length)
	var all [][]int
	var extend func(at []int)
	extend = func(at []int) {
		if len(at) == len(due) {
			placed := make([]shifts.Placed, len(at))
			for i, offset := range at {
				placed[i] = shifts.Placed{Offset: offset * tick, Minutes: due[i].Minutes, Paid: due[i].Paid}
			}
			if t.PauseFault(length, placed) == "" {
				all = append(all, append([]int(nil), at...))
			}
			return
		}
		for x := 0; x*tick < length; x++ {
			extend(append(at, x))
		}
	}
	extend(nil)
	return all
}

// saved returns the price that an arrangement takes out.
func saved(t shifts.Template, length, tick int, at []int, prefix []float64) float64 {
	total := 0.0
	for i, p := range t.Due(length) {
		total += prefix[at[i]+p.Minutes/tick] - prefix[at[i]]
	}
	return total
}

func TestPlacementIsTheBestOfAllArrangements(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		minutes := func(label string, low, high int) int { return 15 * rapid.IntRange(low, high).Draw(rt, label) }
		template := shifts.Template{EarliestStart: 480, LatestStart: 480, Lengths: []int{minutes("length", 8, 24)}, MinGap: minutes("gap", 0, 3)}
		if rapid.Bool().Draw(rt, "bounded") {
			template.MaxWork = minutes("max work", 2, 12)
		}
		for range rapid.IntRange(0, 3).Draw(rt, "pauses") {
			template.Pauses = append(template.Pauses, shifts.Pause{
				Code: "pause", Minutes: minutes("pause", 1, 2), Earliest: minutes("earliest", 0, 10), Latest: minutes("latest", 0, 16),
				BeforeEnd: minutes("before end", 0, 3), Step: minutes("step", 1, 2),
			})
		}
		if len(template.Faults()) > 0 {
			rt.Skip("the pauses find no place")
		}
		length, tick := template.Lengths[0], 15
		prefix := make([]float64, length/tick+1)
		for i := range length / tick {
			prefix[i+1] = prefix[i] + float64(rapid.IntRange(-9, 9).Draw(rt, "price"))
		}
		best := math.Inf(-1)
		for _, at := range arrangements(template, length, tick) {
			best = max(best, saved(template, length, tick, at, prefix))
		}
		placement, scratch := shifts.NewPlacement(template, length, tick), shifts.Scratch{}
		if got := placement.Saved(prefix, &scratch); math.Abs(got-best) > 1e-9 {
			rt.Fatalf("template %+v prices %v: saved %v, the best arrangement saves %v", template, prefix, got, best)
		}
		value, at := placement.Best(prefix, &scratch, nil)
		if math.Abs(value-best) > 1e-9 || math.Abs(saved(template, length, tick, at, prefix)-best) > 1e-9 {
			rt.Fatalf("template %+v prices %v: pauses at %v save %v, said %v, want %v", template, prefix, at, saved(template, length, tick, at, prefix), value, best)
		}
		placed := make([]shifts.Placed, len(at))
		for i, p := range template.Pauses {
			placed[i] = shifts.Placed{Offset: at[i] * tick, Minutes: p.Minutes, Paid: p.Paid}
		}
		if fault := template.PauseFault(length, placed); fault != "" {
			rt.Fatalf("template %+v: pauses at %v: %s", template, at, fault)
		}
	})
}

func TestPausesGoWherePeopleAreSurplus(t *testing.T) {
	// Surplus (a positive price of one more person) lies at four and six hours.
	prefix := make([]float64, 35)
	for i := range 34 {
		price := -1.0
		if i == 16 || i == 17 || i == 24 {
			price = 1
		}
		prefix[i+1] = prefix[i] + price
	}
	placement := shifts.NewPlacement(day(), 510, 15)
	_, at := placement.Best(prefix, &shifts.Scratch{}, nil)
	if len(at) != 3 || at[1] != 16 || at[2] != 24 {
		t.Errorf("pauses at %v quarter hours, want lunch at 16 and the second break at 24", at)
	}
}

func TestBestAppendsAndScratchIsReusable(t *testing.T) {
	placement := shifts.NewPlacement(day(), 510, 15)
	none := shifts.NewPlacement(shifts.Template{}, 480, 15)
	prefix, scratch := make([]float64, 35), &shifts.Scratch{}
	_, first := placement.Best(prefix, scratch, []int{99})
	if len(first) != 4 || first[0] != 99 {
		t.Errorf("got %v, want 99 and three pauses", first)
	}
	if value, at := none.Best(prefix, scratch, nil); value != 0 || len(at) != 0 {
		t.Errorf("a shift without pauses saves %v with %v", value, at)
	}
	_, second := placement.Best(prefix, scratch, nil)
	for i := range second {
		if second[i] != first[i+1] {
			t.Errorf("the same prices give %v and then %v", first[1:], second)
		}
	}
}

// BenchmarkPlacement prices the pauses of one ordinary shift, the innermost loop
// of the search.
func BenchmarkPlacement(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	prefix := make([]float64, 35)
	for i := range 34 {
		prefix[i+1] = prefix[i] + rng.NormFloat64()
	}
	placement, scratch := shifts.NewPlacement(day(), 510, 15), &shifts.Scratch{}
	for b.Loop() {
		placement.Saved(prefix, scratch)
	}
}
