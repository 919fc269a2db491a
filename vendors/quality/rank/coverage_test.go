package rank

import (
	"math/rand/v2"
	"os"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// How often 95 % intervals of rates and ranks hold the truth, over worlds of units
// whose rates vary as a beta distribution says: with enough units for the
// distribution itself to be known, between 93 and 97 %.
func TestIntervalsOfRatesAndRanksCover(t *testing.T) {
	worlds, draws, slack := 40, 400, .02
	if os.Getenv("MUSTER_SOAK") != "" {
		worlds, draws, slack = 1000, 2000, 0
	}
	for _, c := range []struct {
		name   string
		truth  Beta
		units  int
		trials int
	}{
		{"pass rates of vendors", Beta{40, 8}, 30, 150},
		{"few errors", Beta{5, 95}, 60, 200},
		{"much at stake", Beta{8, 100}, 40, 400},
	} {
		random := rand.NewPCG(11, uint64(c.units))
		rates, ranks := 0, 0
		for range worlds {
			r, k := coveredIn(t, c.truth, c.units, c.trials, draws, random)
			rates, ranks = rates+r, ranks+k
		}
		of := float64(worlds * c.units)
		for what, covered := range map[string]int{"rates": rates, "ranks": ranks} {
			share := float64(covered) / of
			t.Logf("%s: %s covered %.4f", c.name, what, share)
			if share < .93-slack || share > .97+slack {
				t.Errorf("%s: intervals of %s hold the truth in %.4f of %v cases, want 0.93 to 0.97", c.name, what, share, of)
			}
		}
	}
}

// coveredIn draws one world and counts the units whose rate and rank lie in their
// intervals.
func coveredIn(t *testing.T, truth Beta, units, trials, draws int, source rand.Source) (rates, ranks int) {
	t.Helper()
	rate, counts := make([]float64, units), make([]Count, units)
	for v := range rate {
		rate[v] = distuv.Beta{Alpha: truth.A, Beta: truth.B, Src: source}.Rand()
		counts[v] = Count{int(distuv.Binomial{N: float64(trials), P: rate[v], Src: source}.Rand()), trials}
	}
	fit, err := FitBeta(counts)
	if err != nil {
		t.Fatal(err)
	}
	posterior := make([]Beta, units)
	for v, c := range counts {
		posterior[v] = fit.After(c)
	}
	ranking, err := FromDraws(DrawBetas(posterior, draws, source), false, .95)
	if err != nil {
		t.Fatal(err)
	}
	for v, p := range rate {
		if i := posterior[v].Interval(.95); i.Lo <= p && p <= i.Hi {
			rates++
		}
		rank := 1
		for _, other := range rate {
			if other > p {
				rank++
			}
		}
		if s := ranking.Standings[v]; s.Lo <= rank && rank <= s.Hi {
			ranks++
		}
	}
	return rates, ranks
}
