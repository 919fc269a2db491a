package rank

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// simulations of the reference: what raw rates and ranks are worth.
type simulations struct {
	Flagging []struct {
		N           int     `json:"n"`
		Rule        string  `json:"rule"`
		Flagged     float64 `json:"flagged_per_300"`
		FalseRate   float64 `json:"false_discovery_rate"`
		Sensitivity float64 `json:"sensitivity"`
	} `json:"A_flagging"`
	Ranking []struct {
		N          int     `json:"n_per_vendor"`
		TopIsBest  float64 `json:"P_raw_top_is_best"`
		OrderRight float64 `json:"P_raw_order_fully_right"`
	} `json:"B_vendor_ranking"`
}

// 004-17 with five vendors between 80 and 88 %: how seldom the raw top is the best, and
// the raw order right.
func TestRawRanksMisleadAsInTheReference(t *testing.T) {
	var reference simulations
	oracletest.JSON(t, &reference, "oracle", "vendors", "sims.json")
	truth := []float64{.80, .82, .84, .86, .88}
	source := rand.NewPCG(3, 3)
	for _, want := range reference.Ranking {
		const rounds = 6000
		top, order := 0.0, 0.0
		for range rounds {
			var y [5]float64
			for v, p := range truth {
				y[v] = distuv.Binomial{N: float64(want.N), P: p, Src: source}.Rand()
			}
			best, ties, sorted := max(y[0], y[1], y[2], y[3], y[4]), 0.0, 1.0
			for v := range y {
				if y[v] == best {
					ties++
				}
				if v > 0 && y[v] < y[v-1] {
					sorted = 0
				} else if v > 0 && y[v] == y[v-1] {
					sorted /= 2
				}
			}
			if y[4] == best {
				top += 1 / ties / rounds
			}
			order += sorted / rounds
		}
		// How the reference breaks ties is not told; they grow rare with n.
		slack := .02 + 1/float64(want.N)
		oracletest.Near(t, fmt.Sprintf("raw top of %d is the best", want.N), top, want.TopIsBest, slack)
		oracletest.Near(t, fmt.Sprintf("raw order of %d is right", want.N), order, want.OrderRight, slack)
	}
}

// 004-19 a crowd of 300 whose pass rates are Beta(18, 2): whom the rules flag for a
// rate under 80 %, and how often wrongly. Five checks support no sanction.
func TestFlagsOnFewChecksAreMostlyWrongAsInTheReference(t *testing.T) {
	var reference simulations
	oracletest.JSON(t, &reference, "oracle", "vendors", "sims.json")
	const members, rounds = 300, 60
	source := rand.NewPCG(7, 1)
	flagged, wrongly, low := map[string]float64{}, map[string]float64{}, map[int]float64{}
	for _, n := range []int{5, 10, 20, 40, 80} {
		for range rounds {
			rates, counts := make([]float64, members), make([]Count, members)
			for m := range rates {
				rates[m] = distuv.Beta{Alpha: 18, Beta: 2, Src: source}.Rand()
				counts[m] = Count{int(distuv.Binomial{N: float64(n), P: rates[m], Src: source}.Rand()), n}
			}
			fit := oracletest.Must[Fit](t)(FitBeta(counts))
			for m, c := range counts {
				if rates[m] < .8 {
					low[n]++
				}
				below := fit.After(c).Below(.8)
				wilson := oracletest.Must[Interval](t)(Wilson(c, .95))
				for rule, flags := range map[string]bool{
					"raw<0.80": c.Rate() < .8, "wilsonU<0.85": wilson.Hi < .85,
					"EB P(p<.80)>0.5": below > .5, "EB P(p<.80)>0.8": below > .8, "EB P(p<.80)>0.9": below > .9,
				} {
					if key := fmt.Sprint(n, " ", rule); flags {
						flagged[key]++
						if rates[m] >= .8 {
							wrongly[key]++
						}
					}
				}
			}
		}
	}
	for _, want := range reference.Flagging {
		key := fmt.Sprint(want.N, " ", want.Rule)
		// Both are simulations, the reference of 60 crowds or so.
		error := 3 * math.Sqrt(2*max(.1, want.Flagged)/rounds)
		oracletest.Near(t, key+": flagged", flagged[key]/rounds, want.Flagged, error+.12*want.Flagged)
		if want.Flagged > 2 {
			oracletest.Near(t, key+": wrongly", wrongly[key]/flagged[key], want.FalseRate, .07)
		}
		oracletest.Near(t, key+": found", (flagged[key]-wrongly[key])/low[want.N], want.Sensitivity, .065)
	}
}
