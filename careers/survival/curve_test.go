package survival_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/survival"
)

func curveOf(t *testing.T, o *survival.Observations) *survival.Curve {
	t.Helper()
	c, err := survival.KaplanMeier(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestTheCurveOfFourPeopleByHand(t *testing.T) {
	c := curveOf(t, spells([]float64{1, 2, 2, 4}, "1101"))
	for k, want := range []float64{0.75, 0.5, 0} {
		near(t, "survival", c.Survival[k], want)
	}
	near(t, "hazard", c.Hazard[1], 1.0/4+1.0/3)
	near(t, "Greenwood", c.SELog[0], math.Sqrt(1.0/(4*3)))
	mean, _ := c.RestrictedMean(4)
	near(t, "mean time", mean, 1+0.75+0.5*2)
	median := c.Quantiles(c.Survival, []float64{0.5})[0]
	near(t, "median, in the middle of the flat piece", median, 3)
	near(t, "before anybody left", c.At(c.Survival, 0.5, 1), 1)
	near(t, "between times", c.At(c.Survival, 3, 1), 0.5)
}

func TestLateEntriesAreNotAtRiskBeforeTheyCome(t *testing.T) {
	o := spells([]float64{2, 3, 5}, "111")
	o.Start = []float64{0, 2, 0}
	c := curveOf(t, o)
	for k, want := range []float64{2, 2, 1} {
		near(t, "at risk", c.AtRisk[k], want)
	}
}

func TestAMedianThatIsNeverReachedIsNotANumber(t *testing.T) {
	c := curveOf(t, spells([]float64{1, 2, 3, 4}, "1000"))
	near(t, "median", c.Quantiles(c.Survival, []float64{0.5})[0], math.NaN())
}

func TestIntervalsHoldTheCurveAndStayWithinZeroAndOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		c, err := survival.KaplanMeier(s.o)
		if err != nil {
			t.Fatal(err)
		}
		for _, scale := range survival.Intervals() {
			lower, upper := c.Bounds(scale)
			for k, v := range c.Survival {
				if math.IsNaN(lower[k]) || math.IsNaN(upper[k]) {
					continue
				}
				if lower[k] > v+1e-12 || upper[k] < v-1e-12 || lower[k] < 0 || upper[k] > 1 {
					t.Errorf("%s at %v: %v in %v to %v", scale, c.Time[k], v, lower[k], upper[k])
				}
			}
		}
	})
}

func TestTheLogRankTestDoesNotCareWhichGroupComesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		s.o.Weights = nil
		group, other := make([]int, len(s.o.Stop)), make([]int, len(s.o.Stop))
		for i := range group {
			group[i] = rapid.IntRange(0, 2).Draw(t, "group")
			other[i] = 2 - group[i]
		}
		for _, rho := range []float64{0, 1} {
			a, err := survival.LogRank(s.o, group, 3, rho)
			if err != nil {
				t.Fatal(err)
			}
			b, err := survival.LogRank(s.o, other, 3, rho)
			if err != nil {
				t.Fatal(err)
			}
			differ(t, "statistic", b.ChiSquare, a.ChiSquare)
			observed, expected := 0.0, 0.0
			for g := range 3 {
				observed += a.Observed[g]
				expected += a.Expected[g]
			}
			differ(t, "events", expected, observed)
		}
	})
}

func TestOneGroupHasNothingToCompare(t *testing.T) {
	_, err := survival.LogRank(spells([]float64{1, 2}, "11"), []int{0, 0}, 1, 0)
	var refused *survival.InputError
	if !errors.As(err, &refused) || refused.Field != "group" {
		t.Errorf("got %v, want the group refused", err)
	}
}

func TestTheScoreTestOfTwoGroupsIsTheLogRankTest(t *testing.T) {
	// without ties, Cox's score test of an indicator is the log-rank test
	o := spells([]float64{3, 5, 7, 8, 11, 13, 14, 19, 20, 26}, "1101111011")
	group := []int{0, 1, 0, 0, 1, 1, 0, 1, 0, 1}
	x := &survival.Covariates{Names: []string{"group"}}
	for _, g := range group {
		x.Values = append(x.Values, float64(g))
	}
	test, err := survival.LogRank(o, group, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	f, err := survival.FitCox(o, x, survival.CoxSettings{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "statistic", f.ScoreTest(), test.ChiSquare)
	near(t, "p", f.PValue(test.ChiSquare), test.P)
}

func TestABaselineStandsForFactsOfZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		f := s.fit(t, survival.CoxSettings{})
		base := f.Baseline()
		var hazards []float64
		for _, c := range f.Curves([]float64{1, 2}) {
			hazards = append(hazards, c.Hazard...)
		}
		ratio := math.Exp(f.Coef[0] + 2*f.Coef[1])
		for k := range hazards {
			differ(t, "hazard", hazards[k], base.Hazard[k]*ratio)
		}
		for stratum, c := range f.Curves([]float64{1, 2}) {
			at := f.SurvivalAt(&survival.Covariates{Names: s.x.Names, Values: []float64{1, 2}}, stratum, 12)
			differ(t, "survival at a time", at[0], c.At(12))
		}
	})
}
