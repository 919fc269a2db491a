package model

import (
	"math"
	"testing"
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
