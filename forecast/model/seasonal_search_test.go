package model

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSeriesMethodsCompeteUpToThreeDaysAhead(t *testing.T) {
	c := quiet("2026-01-05", 42)
	c.noise = 5
	for _, tc := range []struct {
		days int
		want bool
	}{{1, true}, {3, true}, {4, false}, {14, false}} {
		got := slices.Contains(familiesOf(mustRun(t, c.input(t, tc.days))), familySeries)
		if got != tc.want {
			t.Errorf("%d days ahead: series compete = %t, want %t", tc.days, got, tc.want)
		}
	}
}

// drifting is a series of no call centre: an hourly level that wanders, with a
// daily season.
func drifting(t testing.TB) Input {
	c := centre{zone: "UTC", first: "2026-01-05", days: 40, minutes: 60, to: 1440, level: everyDay, shape: twoHumps}
	observations := c.observations(t)
	for i := range observations {
		hour := float64(i)
		observations[i].Contacts = 500 + 200*math.Sin(2*math.Pi*hour/24) + 150*math.Sin(hour/130) + 40*math.Sin(hour/17)
	}
	h, err := NewHistory(c.location(t), 60, observations)
	if err != nil {
		t.Fatal(err)
	}
	return Input{History: h, Location: c.location(t), Days: 2}
}

func TestASeriesThatWandersIsForecastByItsLastHours(t *testing.T) {
	r := mustRun(t, drifting(t))
	if !slices.ContainsFunc(r.Combination.Members, func(m string) bool { return strings.HasPrefix(m, "series ") }) {
		t.Errorf("members %v, want a series among them", r.Combination.Members)
	}
	if r.Combination.Score.WAPE > r.Reference.WAPE/3 {
		t.Errorf("WAPE %.4f; want a third of the %.4f of the median of six weeks at most", r.Combination.Score.WAPE, r.Reference.WAPE)
	}
}

func TestARefitOfASeriesGivesTheSameForecast(t *testing.T) {
	in := drifting(t)
	r := mustRun(t, in)
	again, err := Refit(context.Background(), in, r.Plan, r.Calibration)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Mean {
		if !near(r.Mean[i], again.Mean[i], 1e-9) {
			t.Fatalf("interval %d: %g, then %g", i, r.Mean[i], again.Mean[i])
		}
	}
}

// trialsOf makes trials whose losses are the given absolute errors per contact.
func trialsOf(losses []float64) []*trial {
	var list []*trial
	for _, loss := range losses {
		list = append(list, &trial{total: tally{abs: loss, actual: 1, n: 1}})
	}
	return list
}

func TestWeightsAddUpAndFavourTheBetter(t *testing.T) {
	b := &backtest{}
	rapid.Check(t, func(rt *rapid.T) {
		losses := rapid.SliceOfN(rapid.Float64Range(0, 3), 1, int(seriesMethods)).Draw(rt, "losses")
		weights := make([]float64, len(losses))
		if !b.weigh(trialsOf(losses), weights) {
			rt.Fatalf("no weights for losses %v", losses)
		}
		if !near(sum(weights), 1, 1e-9) {
			rt.Errorf("weights %v add up to %g", weights, sum(weights))
		}
		for i := range losses {
			for j := range losses {
				if losses[i] < losses[j] && weights[i] < weights[j] {
					rt.Errorf("losses %v have weights %v", losses, weights)
				}
			}
		}
	})
}

func TestWeightsFallWithTheFourthPowerOfTheLoss(t *testing.T) {
	weights := make([]float64, 3)
	(&backtest{}).weigh(trialsOf([]float64{.1, .2, 1}), weights)
	if want := []float64{16. / 17, 1. / 17, 0}; !near(weights[0], want[0], 1e-9) || !near(weights[1], want[1], 1e-9) || weights[2] != 0 {
		t.Errorf("weights %v of losses 0.1, 0.2 and 1; want %v", weights, want)
	}
}

func TestWithoutAnythingToCompareThereAreNoWeights(t *testing.T) {
	list := []*trial{{}, {}}
	if (&backtest{}).weigh(list, make([]float64, 2)) {
		t.Error("weights were found where no contact was scored")
	}
}
