package model

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestASlowLevelFollowsAStepAndIgnoresNoise(t *testing.T) {
	days, step, noise := make([]int, 200), make([]float64, 200), make([]float64, 200)
	for i := range days {
		days[i] = i
		noise[i] = .05 * math.Sin(float64(i*i))
		step[i] = noise[i] + .5*indicator(i >= 150)
	}
	if slow, _ := follow(days, step, .05, 14); math.Abs(slow-.5) > .1 {
		t.Errorf("after a step of 0.5 the slow level is %.3f", slow)
	}
	slow, before := follow(days, noise, .05, 14)
	if math.Abs(slow) > .03 || before[0] != 0 || len(before) != len(noise) {
		t.Errorf("noise moved the slow level to %.3f, beginning at %g", slow, before[0])
	}
}

// The plain definition: each level against each error within its horizon.
func missedOneByOne(days []int, errors []float64, scale, rate float64, horizon int) float64 {
	level, missed := 0.0, 0.0
	for i, r := range errors {
		level += rate * clip(r-level, huberAt*scale)
		for ahead := i + 1; ahead < len(errors) && days[ahead] <= days[i]+horizon; ahead++ {
			e := clip(errors[ahead]-level, 3*scale)
			missed += e * e
		}
	}
	return missed
}

func TestSlidingSumsMissWhatIsMissedOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 120).Draw(t, "n")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
		drift := rapid.Float64Range(-2, 2).Draw(t, "shift half-way")
		days, errors := make([]int, n), make([]float64, n)
		day := 0
		for i := range n {
			day += 1 + random.IntN(3)
			days[i], errors[i] = day, random.NormFloat64()*math.Exp(random.NormFloat64())+drift*indicator(i > n/2)
		}
		scale, horizon := rapid.Float64Range(.05, 2).Draw(t, "scale"), rapid.IntRange(1, 40).Draw(t, "horizon")
		for i, got := range slowMisses(days, errors, scale, horizon) {
			if want := missedOneByOne(days, errors, scale, slowRates[i], horizon); math.Abs(got-want) > 1e-8*(1+want) {
				t.Errorf("rate %g: %g by sliding sums, %g one by one", slowRates[i], got, want)
			}
		}
	})
}
