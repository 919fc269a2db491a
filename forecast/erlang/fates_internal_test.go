package erlang

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"
)

func TestFatesAreTheIncompleteFunctionsOfEachPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &layers{
			aht: rapid.Float64Range(20, 2000).Draw(t, "aht"), agents: rapid.IntRange(1, 2000).Draw(t, "agents"),
			patience: rapid.SampledFrom([]float64{15, 120, 3600, math.Inf(1)}).Draw(t, "patience"),
		}
		threshold := rapid.Float64Range(0.1, 1800).Draw(t, "threshold")
		capacity := float64(s.agents) / s.aht
		for i, f := range s.fates(rapid.IntRange(1, 400).Draw(t, "places"), threshold) {
			place := float64(i + 1)
			want := fate{mathext.GammaIncReg(place, capacity*threshold), 0, 1}
			want.answered = want.virtual
			if !math.IsInf(s.patience, 1) {
				c, gone := capacity*s.patience, -math.Expm1(-threshold/s.patience)
				want.all = c / (c + place)
				want.virtual, want.answered = mathext.RegIncBeta(place, c, gone), want.all*mathext.RegIncBeta(place, c+1, gone)
			}
			if math.Abs(f.virtual-want.virtual) > 1e-8 || math.Abs(f.answered-want.answered) > 1e-8 || f.all != want.all {
				t.Fatalf("%d agents, %g s, patience %g, within %g s, place %g: %+v, want %+v", s.agents, s.aht, s.patience, threshold, place, f, want)
			}
		}
	})
}
