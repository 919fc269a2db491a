package seasonal

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// week is a series of n values with a daily season of 24 and a weekly one of 168.
func week(n int) []float64 {
	y := make([]float64, n)
	for i := range y {
		day, hour := float64(i%168)/24, float64(i%24)
		y[i] = 100 + 30*math.Sin(2*math.Pi*hour/24) + 10*math.Cos(2*math.Pi*day/7)
	}
	return y
}

// noisy adds normal errors of a deviation.
func noisy(y []float64, deviation float64, seed uint64) []float64 {
	random := rand.New(rand.NewPCG(seed, 2))
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = v + deviation*random.NormFloat64()
	}
	return out
}

// methods are all that continue a series, by name.
var methods = map[string]func(y []float64, horizon int) []float64{
	"naive":          func(y []float64, h int) []float64 { return Naive(y, 24, h) },
	"theta":          func(y []float64, h int) []float64 { return Theta(y, 24, h) },
	"smoothing":      func(y []float64, h int) []float64 { return FitSmoothing(y, SmoothingOptions{Linear: true}).Ahead(h) },
	"decomposed":     func(y []float64, h int) []float64 { return Decomposed(y, []int{24, 168}, h) },
	"double":         func(y []float64, h int) []float64 { return DoubleSmoothing(y, 24, 168, h) },
	"autoregression": func(y []float64, h int) []float64 { return Autoregression(y, Lags(24, 168), 24, h) },
	"daily lags":     func(y []float64, h int) []float64 { return Autoregression(y, DailyLags(24, 168), 24, h) },
}

// seasonalMethods are those that know both seasons.
var seasonalMethods = []string{"decomposed", "double", "autoregression", "daily lags"}

func TestMethodsGiveFiniteForecastsOfAnySeries(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 600).Draw(rt, "length")
		kind := rapid.SampledFrom([]string{"constant", "zero", "spike", "line", "steps", "noise", "explosive"}).Draw(rt, "kind")
		size := rapid.Float64Range(1e-6, 1e9).Draw(rt, "size")
		seed := rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		y := make([]float64, n)
		random := rand.New(rand.NewPCG(seed, 3))
		for i := range y {
			y[i] = map[string]float64{
				"constant": size, "line": size * float64(i), "steps": size * float64(i/100), "noise": size * random.Float64(),
				"explosive": math.Min(1e15, math.Pow(1.1, float64(i))),
			}[kind]
		}
		if kind == "spike" && n > 0 {
			y[random.IntN(n)] = size
		}
		for name, f := range methods {
			for _, scale := range []Scale{Plain, NaturalScale(y)} {
				out := scale.On(y, func(y []float64) []float64 { return f(y, 48) })
				if len(out) != 48 {
					rt.Fatalf("%s: %d values, want 48", name, len(out))
				}
				for h, v := range out {
					if math.IsNaN(v) || math.IsInf(v, 0) {
						rt.Fatalf("%s on scale %d of %d values, %s of %g: %g at %d", name, scale, n, kind, size, v, h)
					}
				}
			}
		}
	})
}

func TestMethodsContinueASeasonExactly(t *testing.T) {
	whole := week(7*168 + 48)
	past, want := whole[:7*168], whole[7*168:]
	for _, name := range seasonalMethods {
		for h, v := range methods[name](past, 48) {
			if math.Abs(v-want[h]) > .5 {
				t.Errorf("%s: %.3f at %d, want %.3f", name, v, h, want[h])
			}
		}
	}
}

func TestMethodsKeepConstantsConstant(t *testing.T) {
	y := make([]float64, 500)
	for i := range y {
		y[i] = 7
	}
	for name, f := range methods {
		for h, v := range f(y, 30) {
			if math.Abs(v-7) > 1e-6 {
				t.Fatalf("%s: %g at %d, want 7", name, v, h)
			}
		}
	}
}

// A series moved up by a constant has its forecast moved up by the constant.
// Theta multiplies by seasonal indices, and so is left out.
func TestAShiftOfTheSeriesShiftsTheForecast(t *testing.T) {
	y := noisy(week(600), 5, 4)
	for name, f := range methods {
		if name == "theta" {
			continue
		}
		up := make([]float64, len(y))
		for i, v := range y {
			up[i] = v + 1000
		}
		base, moved := f(y, 24), f(up, 24)
		for h := range base {
			if math.Abs(moved[h]-base[h]-1000) > .5 {
				t.Errorf("%s: %.3f at %d, want %.3f", name, moved[h], h, base[h]+1000)
			}
		}
	}
}

func TestMethodsBeatTheNaiveOnANoisySeason(t *testing.T) {
	whole := week(7*168 + 48)
	past, want := noisy(whole[:7*168], 6, 9), whole[7*168:]
	missed := func(f []float64) float64 {
		total := 0.0
		for h, v := range f {
			total += math.Abs(v - want[h])
		}
		return total / float64(len(f))
	}
	naive := missed(Naive(past, 168, 48))
	for _, name := range []string{"double", "autoregression", "daily lags"} {
		if got := missed(methods[name](past, 48)); got > .9*naive {
			t.Errorf("%s is off by %.2f, last week's values by %.2f", name, got, naive)
		}
	}
}
