package rank

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// world is vendors whose contacts are complaints and others in very different mixes.
func world(units, trials int, sd float64, source rand.Source) (rows []Row, effect []float64) {
	random := rand.New(source)
	for v := range units {
		effect = append(effect, sd*random.NormFloat64())
		share := .1 + .8*random.Float64()
		for kind, n := range []int{int(share * float64(trials)), trials - int(share*float64(trials))} {
			p := logistic(-1.5 - .9*float64(kind) + effect[v])
			y := int(distuv.Binomial{N: float64(n), P: p, Src: source}.Rand())
			rows = append(rows, Row{Unit: v, Count: Count{y, n}, Cases: []float64{1, float64(kind)}})
		}
	}
	return rows, effect
}

func TestIntervalsOfEffectsCover(t *testing.T) {
	worlds, slack := 30, .025
	if os.Getenv("MUSTER_SOAK") != "" {
		worlds, slack = 600, 0
	}
	source := rand.NewPCG(21, 1)
	const units = 30
	rates, ranks := 0, 0
	for range worlds {
		rows, effect := world(units, 300, .4, source)
		m := oracletest.Must[*Mixed](t)(FitMixed(units, rows, MixedSettings{Nodes: 9}))
		ranking := oracletest.Must[*Ranking](t)(FromDraws(DrawNormals(m.Mean, m.Spread, 400, source), true, .95))
		for v, b := range effect {
			i := oracletest.Must[Interval](t)(m.Interval(v, .95))
			// The truth at everybody's mix and the true coefficients.
			truth := (&Mixed{Coefficients: []float64{-1.5, -.9}, rows: rows}).Adjusted(b)
			if i.Lo <= truth && truth <= i.Hi {
				rates++
			}
			rank := 1
			for _, other := range effect {
				if other < b {
					rank++
				}
			}
			if s := ranking.Standings[v]; s.Lo <= rank && rank <= s.Hi {
				ranks++
			}
		}
	}
	for what, n := range map[string]int{"rates": rates, "ranks": ranks} {
		share := float64(n) / float64(worlds*units)
		t.Logf("%s covered %.4f", what, share)
		if share < .93-slack || share > .97+slack {
			t.Errorf("intervals of %s hold the truth in %.4f of cases, want 0.93 to 0.97", what, share)
		}
	}
}

func TestBelowAndIntervalAgree(t *testing.T) {
	rows, _ := world(8, 200, .5, rand.NewPCG(4, 4))
	m := oracletest.Must[*Mixed](t)(FitMixed(8, rows, MixedSettings{}))
	for v := range 8 {
		i := oracletest.Must[Interval](t)(m.Interval(v, .9))
		oracletest.Near(t, "below the lower end", m.Below(v, i.Lo), .05, 1e-9)
		oracletest.Near(t, "below the upper end", m.Below(v, i.Hi), .95, 1e-9)
	}
	if _, err := m.Interval(0, 95); err == nil {
		t.Error("95 is taken for a level")
	}
}

func TestLaplaceIsCloseWhereCountsAreLarge(t *testing.T) {
	rows, _ := world(12, 4000, .5, rand.NewPCG(4, 5))
	exact := oracletest.Must[*Mixed](t)(FitMixed(12, rows, MixedSettings{}))
	laplace := oracletest.Must[*Mixed](t)(FitMixed(12, rows, MixedSettings{Nodes: 1}))
	oracletest.Near(t, "sd", laplace.SD, exact.SD, 1e-3)
	for j := range exact.Coefficients {
		oracletest.Near(t, "coefficient", laplace.Coefficients[j], exact.Coefficients[j], 1e-3)
	}
	for v := range exact.Mean {
		oracletest.Near(t, "spread", laplace.Spread[v], exact.Spread[v], 2e-3)
	}
}

func TestMoreNodesChangeNothingOnceThereAreEnough(t *testing.T) {
	rows, _ := world(10, 30, 1, rand.NewPCG(4, 6))
	some := oracletest.Must[*Mixed](t)(FitMixed(10, rows, MixedSettings{Nodes: 15}))
	many := oracletest.Must[*Mixed](t)(FitMixed(10, rows, MixedSettings{Nodes: 60}))
	oracletest.Near(t, "log-likelihood", some.LogLikelihood, many.LogLikelihood, 1e-6)
	oracletest.Near(t, "sd", some.SD, many.SD, 1e-4)
}

// The integral over one unit's effect against a plain sum over a fine grid.
func TestTheQuadratureIsTheIntegral(t *testing.T) {
	g := newRule(25)
	for _, c := range []struct {
		count Count
		sd    float64
	}{{Count{0, 5}, .5}, {Count{3, 10}, 1}, {Count{90, 100}, .3}, {Count{5, 5}, 2}} {
		rows := []Row{{Count: c.count, Cases: []float64{1}}}
		fit := g.unit(rows, []float64{-.4}, c.sd)
		const width = 1e-3
		mass, first := 0.0, 0.0
		for u := -12.0; u < 12; u += width {
			p := logistic(-.4 + c.sd*u)
			w := width * math.Exp(-u*u/2) / math.Sqrt(2*math.Pi) * distuv.Binomial{N: float64(c.count.Trials), P: p}.Prob(float64(c.count.Events))
			mass, first = mass+w, first+w*u
		}
		oracletest.Near(t, "log-likelihood", fit.logLikelihood, math.Log(mass), 1e-6)
		oracletest.Near(t, "mean", fit.mean, first/mass, 1e-5)
	}
}
