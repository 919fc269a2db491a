package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// uneven are pairs of windows of seven days whose whole days fall far short now
// and then, and are a little above the forecast otherwise.
func uneven(windows, slots int, seed uint64) []pair {
	random := rand.New(rand.NewPCG(seed, 4))
	var out []pair
	for w := range windows {
		for lead := 1; lead <= 7; lead++ {
			day := .05 * (math.Abs(random.NormFloat64()) - .5)
			if random.IntN(5) == 0 {
				day = -.2 * random.Float64()
			}
			for j := range slots {
				out = append(out, pair{window: w, lead: lead, slot: j, forecast: 1000, actual: 1000 * (1 + day + .01*random.NormFloat64())})
			}
		}
	}
	return out
}

func TestBandsLeanToTheSideOnWhichErrorsAreLarge(t *testing.T) {
	c := newCalibration(uneven(40, 6, 1), 6, true)
	lo, hi := c.Interval(3, 2, 1000, .95)
	if below, above := 1000-lo, hi-1000; below < 1.2*above {
		t.Errorf("95 %% band reaches %.0f below and %.0f above; want it to lean downwards", below, above)
	}
	symmetric := *c
	symmetric.Skews = nil
	score := func(c *Calibration) (total float64) {
		for _, p := range uneven(200, 6, 2) {
			lo, hi := c.Interval(p.lead, p.slot, p.forecast, .95)
			total += hi - lo + 40*(max(0, lo-p.actual)+max(0, p.actual-hi))
		}
		return total
	}
	if leaning, even := score(c), score(&symmetric); leaning >= even {
		t.Errorf("interval score on new days %.0f, without leaning %.0f; want less", leaning, even)
	}
}

func TestBandsOfEvenErrorsHardlyLean(t *testing.T) {
	var total, n float64
	for seed := range uint64(20) {
		for _, s := range newCalibration(simulated(16, 14, 10, 600, .1, seed), 10, true).Skews {
			if s.Level >= .8 {
				total += math.Abs(s.Below/s.Above - 1)
				n++
			}
		}
	}
	if lean := total / n; lean > .2 {
		t.Errorf("bands of even errors lean by %.3f on average, want next to nothing", lean)
	}
}

func TestALeanIsBoundedAndStraightBetweenLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		var pairs []pair
		for i := range n {
			pairs = append(pairs, pair{window: i / 7, lead: 1 + i%7, forecast: 500, actual: 500 + rapid.Float64Range(-400, 400).Draw(t, "error")})
		}
		c := newCalibration(pairs, 1, true)
		level := rapid.Float64Range(.01, .999).Draw(t, "level")
		for _, v := range []float64{c.skewAt(level).Below, c.skewAt(level).Above} {
			if !(v >= 1/mostSkew && v <= mostSkew) {
				t.Errorf("at %g a band leans by %g", level, v)
			}
		}
	})
	c := &Calibration{Skews: []Skew{{.8, 1, .9}, {.9, 1.2, .8}}}
	for level, want := range map[float64]Skew{.5: {.8, 1, .9}, .85: {.85, 1.1, .85}, .99: {.9, 1.2, .8}} {
		got := c.skewAt(level)
		if math.Abs(got.Below-want.Below) > 1e-12 || math.Abs(got.Above-want.Above) > 1e-12 {
			t.Errorf("at %g: %+v, want %+v", level, got, want)
		}
	}
	if diff := cmp.Diff(Skew{.8, 1, 1}, (&Calibration{}).skewAt(.8)); diff != "" {
		t.Errorf("of a forecast from before leans were learned (-want +got):\n%s", diff)
	}
}

func TestAWiderBandHoldsTheNarrowerOne(t *testing.T) {
	in := restless().input(t, 14)
	in.Options.Levels = []float64{.5, .8, .85, .95, .99}
	r := mustRun(t, in)
	r.Calibration.Skews = []Skew{{.5, 1.25, .8}, {.8, .8, 1.25}, {.85, 1.25, .8}, {.95, .8, .8}}
	r = r.Around(r.Mean)
	for b := 1; b < len(r.Bands); b++ {
		for i := range r.Mean {
			inner, outer := r.Bands[b-1], r.Bands[b]
			if outer.Lo[i] > inner.Lo[i] || outer.Hi[i] < inner.Hi[i] {
				t.Fatalf("interval %d: %g to %g at %g, %g to %g at %g", i, inner.Lo[i], inner.Hi[i], inner.Level, outer.Lo[i], outer.Hi[i], outer.Level)
			}
		}
	}
}

func TestSignedScoresAreTheSameOnBothSidesAndWithoutSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		signed := rapid.SliceOfN(rapid.Float64Range(-5, 5), 1, 40).Draw(t, "scores")
		s := &scores{}
		var sizes, below []float64
		for i, z := range signed {
			s.above = append(s.above, scored(z, i%3))
			sizes, below = append(sizes, math.Abs(z)), append(below, -z)
		}
		s.sortSigned()
		slices.Sort(sizes)
		slices.Sort(below)
		values := func(l scoreList) (out []float64) {
			for _, z := range l {
				out = append(out, z.size)
			}
			return out
		}
		if diff := cmp.Diff([][]float64{sizes, below}, [][]float64{values(s.sizes), values(s.below)}); diff != "" {
			t.Errorf("sizes and lower side of %v (-want +got):\n%s", signed, diff)
		}
	})
}
