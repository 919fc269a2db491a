package rank_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/muster-wfm/muster/vendors/quality/rank"
)

// 4 and 8 % of errors need 1.645^2 (.0384 + .0736) / .0016 = 190 contacts each.
func TestContactsThatTellTwoRatesApart(t *testing.T) {
	for _, tt := range []struct{ p, q, atLeast, want float64 }{
		{.04, .08, .95, 190}, {.08, .04, .95, 190}, {.80, .82, .95, 2080}, {.1, .1, .95, math.Inf(1)}, {0, 1, .95, 0},
	} {
		got, err := rank.ToDecide(tt.p, tt.q, tt.atLeast)
		if err != nil || (got != tt.want && math.Abs(got-tt.want) > 1) {
			t.Errorf("%v against %v at %v: %v (%v), want %v", tt.p, tt.q, tt.atLeast, got, err, tt.want)
		}
	}
	for _, bad := range [][3]float64{{-1, 0, .9}, {0, math.NaN(), .9}, {.1, .2, .5}, {.1, .2, 1}} {
		if _, err := rank.ToDecide(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%v: not refused", bad)
		}
	}
}

// Played: with so many contacts each, about half of all comparisons are clear.
func TestSoManyContactsDecideInHalfOfTheCases(t *testing.T) {
	const p, q = .06, .12
	n, err := rank.ToDecide(p, q, .95)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	clear, worlds := 0, 1000
	for range worlds {
		diff, variance := 0.0, 0.0
		for i, rate := range []float64{p, q} {
			events := 0.0
			for range int(n) {
				if random.Float64() < rate {
					events++
				}
			}
			share := (events + .5) / (n + 1)
			diff += share * float64(2*i-1)
			variance += share * (1 - share) / n
		}
		if diff/math.Sqrt(variance) >= 1.6449 {
			clear++
		}
	}
	if share := float64(clear) / float64(worlds); math.Abs(share-.5) > .06 {
		t.Errorf("with %v contacts each %v of the comparisons are clear, want about a half", n, share)
	}
}
