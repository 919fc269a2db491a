package model

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestTheConformalQuantileHasItsFiniteSampleCorrection(t *testing.T) {
	scores := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	cases := []struct{ level, want float64 }{{.5, 5}, {.8, 8}, {.9, 9}, {.1, 1}, {.01, 1}}
	for _, c := range cases {
		if got := quantile(scores, c.level); got != c.want {
			t.Errorf("quantile of nine scores at %g = %g, want %g", c.level, got, c.want)
		}
	}
	if got := quantile(scores, .99); got <= 9 {
		t.Errorf("nine scores cannot vouch for 99%%; got %g, want more than the largest", got)
	}
	if got := quantile(nil, .8); !math.IsNaN(got) {
		t.Errorf("quantile of nothing = %g, want NaN", got)
	}
}

func TestQuantilesRiseWithTheLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "n")
		scores := make([]float64, n)
		for i := range scores {
			scores[i] = float64(i) + 1
		}
		a, b := rapid.Float64Range(.01, .99).Draw(t, "a"), rapid.Float64Range(.01, .99).Draw(t, "b")
		if a > b {
			a, b = b, a
		}
		if quantile(scores, a) > quantile(scores, b) {
			t.Errorf("of %d scores: %g at %g, %g at %g", n, quantile(scores, a), a, quantile(scores, b), b)
		}
	})
}

// The ends were worked out apart from this code by adding up the closed-form
// probabilities through log-gamma functions in Python 3.
func TestLowCountsHaveTheQuantilesOfTheirDistribution(t *testing.T) {
	cases := []struct {
		mean, variance, level float64
		lo, hi                float64
	}{
		{3, 3, .80, 1, 5},
		{3, 3, .95, 0, 7},
		{10, 10, .95, 4, 17},
		{.2, .2, .80, 0, 1},
		{5, 10, .80, 1, 9}, // size 5
		{5, 10, .95, 0, 12},
	}
	for _, c := range cases {
		lo, hi := negativeBinomialBand(c.mean, c.variance, c.level)
		if lo != c.lo || hi != c.hi {
			t.Errorf("mean %g, variance %g, level %g: %g to %g, want %g to %g", c.mean, c.variance, c.level, lo, hi, c.lo, c.hi)
		}
	}
}

func TestLowCountBandsHoldAtLeastTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mean := rapid.Float64Range(.05, 20).Draw(t, "mean")
		variance := mean * rapid.Float64Range(1, 4).Draw(t, "overdispersion")
		level := rapid.Float64Range(.5, .99).Draw(t, "level")
		lo, hi := negativeBinomialBand(mean, variance, level)
		if lo > hi || lo != math.Trunc(lo) || hi != math.Trunc(hi) {
			t.Fatalf("mean %g, variance %g, level %g: %g to %g", mean, variance, level, lo, hi)
		}
		random := rand.New(rand.NewPCG(1, 2))
		inside, n := 0.0, 4000
		for range n {
			rate := mean
			if excess := variance - mean; excess > 1e-9 {
				rate = gammaDraw(random, mean*mean/excess) * excess / mean
			}
			v := poisson(random, rate)
			inside += indicator(v >= lo && v <= hi)
		}
		if share := inside / float64(n); share < level-.03 {
			t.Errorf("mean %g, variance %g: %g to %g holds %.3f, want %.3f", mean, variance, lo, hi, share, level)
		}
	})
}

// gammaDraw draws a gamma variable of the given shape and scale 1 (Marsaglia and
// Tsang, ACM Transactions on Mathematical Software 26, 2000).
func gammaDraw(random *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gammaDraw(random, shape+1) * math.Pow(random.Float64(), 1/shape)
	}
	d := shape - 1./3
	for {
		x := random.NormFloat64()
		v := math.Pow(1+x/math.Sqrt(9*d), 3)
		if v > 0 && math.Log(random.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// simulated lists pairs of forecasts and doubly stochastic counts: a factor of
// the day with deviation dayError, and Poisson noise.
func simulated(windows, leads, slots int, mean, dayError float64, seed uint64) []pair {
	random := rand.New(rand.NewPCG(seed, 3))
	var out []pair
	for w := range windows {
		for lead := 1; lead <= leads; lead++ {
			factor := math.Exp(dayError * random.NormFloat64())
			for j := range slots {
				out = append(out, pair{window: w, lead: lead, slot: j, forecast: mean, actual: poisson(random, mean*factor)})
			}
		}
	}
	return out
}

func TestSpreadFindsWhatIsBeyondPoisson(t *testing.T) {
	for _, c := range []float64{0, .1, .3} {
		s := newSpreads(simulated(200, 2, 8, 400, c, 5), 8, []int{0, 1, 2, 3, 4})
		for j, excess := range s.excess[0] {
			if math.Abs(math.Sqrt(excess)-c) > .04 {
				t.Errorf("day error %g: slot %d has c = %.3f", c, j, math.Sqrt(excess))
			}
		}
		if got := s.excess[4][0]; got != s.excess[0][0] {
			t.Errorf("a bucket without errors has c² = %g, want that of the one before it, %g", got, s.excess[0][0])
		}
	}
}

func TestWithoutABacktestErrorsAreAssumed(t *testing.T) {
	c := newCalibration(nil, 4, true)
	lo, hi := c.Interval(1, 0, 1000, .95)
	if !(lo > 600 && lo < 800 && hi > 1200 && hi < 1400) {
		t.Errorf("band of 1000 contacts at 95%% = %.0f to %.0f, want about 700 to 1300", lo, hi)
	}
	lo, hi = c.Day(1, 1000, .95)
	if !(lo > 600 && lo < 800 && hi > 1200) {
		t.Errorf("band of a day of 1000 = %.0f to %.0f, want about 700 to 1300", lo, hi)
	}
}

func TestBandsCoverNewDaysOfTheSameKind(t *testing.T) {
	for _, mean := range []float64{2, 8, 60, 600} {
		c := newCalibration(simulated(300, 2, 10, mean, .1, 7), 10, true)
		for _, level := range []float64{.8, .95} {
			inside, n := 0.0, 0.0
			for _, p := range simulated(400, 2, 10, mean, .1, 8) {
				lo, hi := c.Interval(p.lead, p.slot, p.forecast, level)
				inside += indicator(p.actual >= lo && p.actual <= hi)
				n++
			}
			// Whole numbers make small counts cover more than asked for.
			if share := inside / n; share < level-.05 || share > level+.05 && mean > 20 {
				t.Errorf("mean %g: the %g band holds %.3f of new days", mean, level, share)
			}
		}
	}
}

func TestTotalsAreNotCalibratedAsIfIntervalsWereIndependent(t *testing.T) {
	c := newCalibration(simulated(60, 14, 20, 100, .1, 9), 20, true)
	lo, hi := c.Day(1, 2000, .8)
	independent := 2 * 1.28 * math.Sqrt(20*(100+.01*100*100))
	if hi-lo < 2*independent*.8 || hi-lo > 4*independent {
		t.Errorf("day band %.0f wide; intervals taken as independent would give %.0f", hi-lo, independent)
	}
	weekLo, weekHi := c.Week(14000, .8)
	if relative := (weekHi - weekLo) / 14000; relative >= (hi-lo)/2000 {
		t.Errorf("a week's band is %.3f of it, a day's %.3f; want the week's narrower", relative, (hi-lo)/2000)
	}
}

func TestCoverageIsRehearsedOnWindowsLeftOut(t *testing.T) {
	pairs := simulated(30, 14, 10, 200, .1, 11)
	got := coverage(pairs, 30, 10, true, []float64{.8, .95})
	if len(got) != 6 {
		t.Fatalf("%d rows of coverage, want 3 buckets by 2 levels: %v", len(got), got)
	}
	n := 0
	for _, c := range got {
		if math.Abs(c.Share-c.Level) > .05 {
			t.Errorf("bucket %v, level %g: %.3f covered", c.Bucket, c.Level, c.Share)
		}
		if c.Level == .8 {
			n += c.N
		}
	}
	if n != len(pairs) {
		t.Errorf("%d intervals rehearsed, want all %d", n, len(pairs))
	}
	if coverage(pairs[:140], 1, 10, true, []float64{.8}) != nil {
		t.Error("one window alone has a coverage")
	}
}

func TestABandOfNothingIsNothing(t *testing.T) {
	c := newCalibration(simulated(5, 2, 4, 10, .1, 1), 4, true)
	if lo, hi := c.Interval(1, 0, 0, .95); lo != 0 || hi != 0 {
		t.Errorf("band of a closed interval = %g to %g, want 0 to 0", lo, hi)
	}
}
