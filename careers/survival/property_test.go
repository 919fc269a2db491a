package survival_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/survival"
)

// sample is a small set of spells with two facts, with ties, late entries, weights
// and two strata now and then.
type sample struct {
	o *survival.Observations
	x *survival.Covariates
}

func samples(t *rapid.T) sample {
	n := rapid.IntRange(12, 60).Draw(t, "rows")
	late, weighted, split := rapid.Bool().Draw(t, "late"), rapid.Bool().Draw(t, "weighted"), rapid.Bool().Draw(t, "strata")
	s := sample{&survival.Observations{}, &survival.Covariates{Names: []string{"a", "b"}}}
	for i := range n {
		stop := rapid.IntRange(5, 30).Draw(t, "stop")
		s.o.Stop = append(s.o.Stop, float64(stop))
		s.o.Event = append(s.o.Event, i%3 != 0)
		if late {
			s.o.Start = append(s.o.Start, float64(rapid.IntRange(0, 4).Draw(t, "start")))
		}
		if weighted {
			s.o.Weights = append(s.o.Weights, float64(rapid.IntRange(1, 3).Draw(t, "weight")))
		}
		if split {
			s.o.Strata = append(s.o.Strata, i%2)
		}
		s.x.Values = append(s.x.Values, float64(rapid.IntRange(-3, 3).Draw(t, "a")), float64(rapid.IntRange(0, 40).Draw(t, "b"))/10)
	}
	return s
}

// take returns the rows in another order, or some of them.
func (s sample) take(rows []int) sample {
	c := sample{&survival.Observations{}, &survival.Covariates{Names: s.x.Names}}
	for _, i := range rows {
		c.o.Stop, c.o.Event = append(c.o.Stop, s.o.Stop[i]), append(c.o.Event, s.o.Event[i])
		if s.o.Start != nil {
			c.o.Start = append(c.o.Start, s.o.Start[i])
		}
		if s.o.Weights != nil {
			c.o.Weights = append(c.o.Weights, s.o.Weights[i])
		}
		if s.o.Strata != nil {
			c.o.Strata = append(c.o.Strata, s.o.Strata[i])
		}
		c.x.Values = append(c.x.Values, s.x.Row(i)...)
	}
	return c
}

// fit fits a model; samples that happen to separate leavers from stayers, or to
// have columns that say the same, are passed over.
func (s sample) fit(t *rapid.T, settings survival.CoxSettings) *survival.CoxFit {
	f, err := survival.FitCox(s.o, s.x, settings)
	if err != nil {
		t.Skipf("the sample has no fit: %v", err)
	}
	for _, se := range f.StdErr() {
		if se > 2 {
			t.Skip("the sample all but separates those who leave: its figures are rounding")
		}
	}
	return f
}

var nearly = cmpopts.EquateApprox(1e-7, 1e-9)

func differ(t *rapid.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, nearly, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		rows := make([]int, len(s.o.Stop))
		for i := range rows {
			rows[i] = i
		}
		mixed := s.take(rapid.Permutation(rows).Draw(t, "order"))
		a, b := s.fit(t, survival.CoxSettings{}), mixed.fit(t, survival.CoxSettings{})
		differ(t, "coefficients", b.Coef, a.Coef)
		differ(t, "robust variance", b.Robust(nil).Variance, a.Robust(nil).Variance)
		differ(t, "proportionality", b.Proportionality(survival.ByKM), a.Proportionality(survival.ByKM))
		one, err := survival.HarrellC(s.o, a.Linear(s.x), nil)
		if err != nil {
			t.Fatal(err)
		}
		other, err := survival.HarrellC(mixed.o, a.Linear(mixed.x), nil)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, "concordance", other, one)
	})
}

func TestTheUnitsOfTimeAndFactsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		var scaled sample
		scaled.o = &survival.Observations{Event: s.o.Event, Weights: s.o.Weights, Strata: s.o.Strata}
		scaled.x = &survival.Covariates{Names: s.x.Names}
		for i, stop := range s.o.Stop {
			scaled.o.Stop = append(scaled.o.Stop, stop*30.4375)
			if s.o.Start != nil {
				scaled.o.Start = append(scaled.o.Start, s.o.Start[i]*30.4375)
			}
			scaled.x.Values = append(scaled.x.Values, s.x.Row(i)[0]*1000+7, s.x.Row(i)[1])
		}
		settings := survival.CoxSettings{Ridge: 2, Standardised: true}
		a, b := s.fit(t, settings), scaled.fit(t, settings)
		differ(t, "coefficients", []float64{b.Coef[0] * 1000, b.Coef[1]}, a.Coef)
		differ(t, "log-likelihood", b.LogFit, a.LogFit)
	})
}

func TestSplittingASpellChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		split := sample{&survival.Observations{}, &survival.Covariates{Names: s.x.Names}}
		var person []int
		add := func(i int, start, stop float64, event bool) {
			split.o.Start, split.o.Stop = append(split.o.Start, start), append(split.o.Stop, stop)
			split.o.Event = append(split.o.Event, event)
			if s.o.Weights != nil {
				split.o.Weights = append(split.o.Weights, s.o.Weights[i])
			}
			if s.o.Strata != nil {
				split.o.Strata = append(split.o.Strata, s.o.Strata[i])
			}
			split.x.Values = append(split.x.Values, s.x.Row(i)...)
			person = append(person, i)
		}
		for i, stop := range s.o.Stop {
			start := 0.0
			if s.o.Start != nil {
				start = s.o.Start[i]
			}
			middle := start + (stop-start)*rapid.Float64Range(0.1, 0.9).Draw(t, "cut")
			add(i, start, middle, false)
			add(i, middle, stop, s.o.Event[i])
		}
		a, b := s.fit(t, survival.CoxSettings{}), split.fit(t, survival.CoxSettings{})
		differ(t, "coefficients", b.Coef, a.Coef)
		differ(t, "variance", b.Variance, a.Variance)
		differ(t, "variance by person", b.Robust(person).Variance, a.Robust(nil).Variance)
		one, err := survival.KaplanMeier(s.o)
		if err != nil {
			t.Fatal(err)
		}
		other, err := survival.KaplanMeier(split.o)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range s.o.Stop {
			differ(t, "survival", other.At(other.Survival, at, 1), one.At(one.Survival, at, 1))
		}
	})
}

func TestARidgeOfNothingIsThePlainFitAndMoreOfItShrinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		plain := s.fit(t, survival.CoxSettings{})
		differ(t, "coefficients", s.fit(t, survival.CoxSettings{Ridge: 1e-10}).Coef, plain.Coef)
		last := math.Inf(1)
		for _, ridge := range []float64{0, 0.5, 5, 500} {
			f := s.fit(t, survival.CoxSettings{Ridge: ridge, Standardised: true})
			size := 0.0
			for j, b := range f.Coef {
				size += f.Penalty[j] / max(ridge, 1e-300) * b * b
			}
			if ridge > 0 && size > last*(1+1e-9) {
				t.Errorf("the penalty %v let the coefficients grow from %v to %v", ridge, last, size)
			}
			if ridge > 0 {
				last = size
			}
		}
	})
}

func TestAWeightIsSoManyRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		if s.o.Weights == nil {
			t.Skip("without weights")
		}
		var rows []int
		for i, w := range s.o.Weights {
			for range int(w) {
				rows = append(rows, i)
			}
		}
		copies := s.take(rows)
		copies.o.Weights = nil
		// Breslow's ties do not care who is tied with whom; Efron's do.
		settings := survival.CoxSettings{Ties: survival.Breslow}
		a, b := s.fit(t, settings), copies.fit(t, settings)
		differ(t, "coefficients", b.Coef, a.Coef)
		differ(t, "variance", b.Variance, a.Variance)
	})
}

func TestMartingaleAndScoreResidualsSumToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		f := s.fit(t, survival.CoxSettings{})
		r := f.Residuals()
		sum, score := 0.0, make([]float64, 2)
		for i, m := range r.Martingale {
			w := 1.0
			if s.o.Weights != nil {
				w = s.o.Weights[i]
			}
			sum += w * m
			for j := range score {
				score[j] += w * r.Score[i][j]
			}
		}
		for _, v := range append(score, sum) {
			if math.Abs(v) > 1e-7 {
				t.Errorf("residuals sum to %v, want 0", v)
			}
		}
	})
}

func TestConcordanceCountsEachPairOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		risk := make([]float64, len(s.o.Stop))
		for i := range risk {
			risk[i] = s.x.Row(i)[0]
		}
		got, err := survival.HarrellC(s.o, risk, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := countPairs(s.o, risk)
		differ(t, "pairs", []float64{got.Concordant, got.Discordant, got.TiedRisk, got.TiedTime, got.TiedBoth}, want)
	})
}

// countPairs looks at every pair of rows.
func countPairs(o *survival.Observations, risk []float64) []float64 {
	counts := make([]float64, 5)
	for i := range o.Stop {
		for j := range o.Stop {
			w := 1.0
			if o.Weights != nil {
				w = o.Weights[i] * o.Weights[j]
			}
			other := o.Strata != nil && o.Strata[i] != o.Strata[j]
			t := o.Stop[i]
			if !o.Event[i] || i == j || other || o.Start != nil && o.Start[j] >= t {
				continue
			}
			switch {
			case o.Stop[j] == t && o.Event[j] && i < j && risk[i] == risk[j]:
				counts[4] += w
			case o.Stop[j] == t && o.Event[j] && i < j:
				counts[3] += w
			case o.Stop[j] == t && o.Event[j] || o.Stop[j] < t:
			case risk[i] > risk[j]:
				counts[0] += w
			case risk[i] < risk[j]:
				counts[1] += w
			default:
				counts[2] += w
			}
		}
	}
	return counts
}

func TestTimesThatDifferByRoundingAreOne(t *testing.T) {
	a := &survival.Observations{Stop: []float64{0.3, 0.1 + 0.2, 0.6, 0.9}, Event: []bool{true, true, false, true}}
	curve, err := survival.KaplanMeier(a)
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{2, 0, 1}; !slices.Equal(curve.Events, want) {
		t.Errorf("events at %v: %v, want %v", curve.Time, curve.Events, want)
	}
}
