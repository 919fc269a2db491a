package simulate_test

import (
	"math"
	"os"
	"testing"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// One run that is far from the truth proves nothing, and neither do several with
// one seed: designs with queues of the same names meet the same chance. Over
// many seeds the distances, in standard errors, must have the mean 0 and the
// spread of Student's distribution with 23 degrees of freedom, 1.05. A bias of a
// third of one run's standard error would be seen.
func TestDistancesFromTheExactChainsAreThoseOfChance(t *testing.T) {
	seeds, chosen := 40, map[string]bool{"N7": true}
	if os.Getenv("MUSTER_SOAK") != "" {
		seeds, chosen = 200, nil
	}
	for _, d := range readDesigns(t) {
		if chosen != nil && !chosen[d.id] {
			continue
		}
		t.Run(d.id, func(t *testing.T) {
			var figures []outcome
			sums, squares := map[string]float64{}, map[string]float64{}
			for seed := range seeds {
				r := run(t, d.scenario(64), simulate.Options{Replications: 24, Seed: uint64(seed + 1), Workers: 2})
				figures = d.outcomes(r)
				for _, o := range figures {
					z := (o.got.Mean - o.exact) / o.got.SE
					sums[o.what] += z
					squares[o.what] += z * z
				}
			}
			for _, o := range figures {
				if o.exact <= 1e-5 {
					continue
				}
				n := float64(seeds)
				mean := sums[o.what] / n
				spread := math.Sqrt((squares[o.what] - n*mean*mean) / (n - 1))
				t.Logf("%s: mean %.3f, spread %.3f over %d seeds", o.what, mean, spread, seeds)
				if most := 4 * 1.05 / math.Sqrt(n); math.Abs(mean) > most {
					t.Errorf("%s is off by %.3f standard errors in mean over %d seeds; chance explains %.3f", o.what, mean, seeds, most)
				}
				if off := math.Abs(spread - 1.05); off > 4*1.05/math.Sqrt(2*n) {
					t.Errorf("%s: distances spread by %.3f over %d seeds; chance gives 1.05", o.what, spread, seeds)
				}
			}
		})
	}
}
