package survival_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/survival"
)

func TestExponentialLifetimesHaveTheRateOfExitsOverTime(t *testing.T) {
	o := spells([]float64{2, 5, 9, 14, 20}, "11010")
	f, err := survival.FitAFT(o, columns("a", 1, 2, 1, 2, 1.5), survival.Exponential)
	if err != nil {
		t.Fatal(err)
	}
	rate := 3.0 / 50
	near(t, "log-likelihood without columns", f.LogIntercept, 3*math.Log(rate)-rate*50)
	median, se := f.QuantileAt([]float64{1.5}, 0.5)
	if median <= 0 || se <= 0 {
		t.Errorf("median %v with error %v", median, se)
	}
}

func TestTheUnitOfTimeMovesTheInterceptOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		s.o.Start, s.o.Strata = nil, nil
		days := &survival.Observations{Event: s.o.Event, Weights: s.o.Weights}
		for _, stop := range s.o.Stop {
			days.Stop = append(days.Stop, stop*30)
		}
		for _, family := range survival.Lifetimes() {
			a, err := survival.FitAFT(s.o, s.x, family)
			if err != nil {
				t.Skip(err.Error())
			}
			b, err := survival.FitAFT(days, s.x, family)
			if err != nil {
				t.Fatal(err)
			}
			differ(t, string(family), b.Coef, []float64{a.Coef[0] + math.Log(30), a.Coef[1], a.Coef[2]})
			differ(t, string(family)+" scale", b.LogScale, a.LogScale)
		}
	})
}

func TestAWeibullInProportionalFormHasTheSameSurvival(t *testing.T) {
	o := spells([]float64{2, 5, 9, 14, 20, 21, 30}, "1101011")
	x := columns("a", 1, 2, 1, 2, 1.5, 0, 3)
	f, err := survival.FitAFT(o, x, survival.Weibull)
	if err != nil {
		t.Fatal(err)
	}
	shape, lambda, logHR := f.ProportionalForm()
	at, _ := f.QuantileAt([]float64{2}, 0.3)
	near(t, "survival", math.Exp(-lambda*math.Pow(at, shape)*math.Exp(2*logHR[0])), 0.7)
}

func TestLifetimesRefuseWhatTheyCannotDescribe(t *testing.T) {
	late := spells([]float64{2, 3, 4}, "111")
	late.Start = []float64{0, 1, 0}
	for name, c := range map[string]struct {
		o    *survival.Observations
		want string
	}{
		"a time of zero": {spells([]float64{0, 3, 4}, "111"), "stop[0]"},
		"a late entry":   {late, "start[1]"},
		"no event":       {spells([]float64{1, 3, 4}, "000"), "no event"},
		"a constant":     {spells([]float64{1, 3, 4}, "111"), "the same for everybody"},
	} {
		x := columns("a", 1, 2, 3)
		if name == "a constant" {
			x = columns("a", 5, 5, 5)
		}
		_, err := survival.FitAFT(c.o, x, survival.Weibull)
		var refused *survival.InputError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want it to say %q", name, err, c.want)
		}
	}
}

func TestProbabilitiesAddUpToTheEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		for _, ridge := range []float64{0, 3} {
			f, err := survival.FitBinary(s.o.Event, s.x, survival.BinarySettings{Ridge: ridge})
			if err != nil {
				t.Skip(err.Error())
			}
			sum, events := 0.0, 0.0
			for i, p := range f.Predict(s.x) {
				sum += p
				if s.o.Event[i] {
					events++
				}
			}
			differ(t, "expected events", sum, events)
			differ(t, "deviance", f.Deviance(), -2*f.LogFit)
		}
	})
}

func TestASeparatedOutcomeIsNamedAndARidgeAnswersIt(t *testing.T) {
	y := []bool{true, true, true, false, false, false}
	x := columns("nights", 5, 6, 7, 1, 2, 3)
	_, err := survival.FitBinary(y, x, survival.BinarySettings{})
	if err == nil || !strings.Contains(err.Error(), "grows without end along") || !strings.Contains(err.Error(), "nights") {
		t.Errorf("got %v, want nights named", err)
	}
	f, err := survival.FitBinary(y, x, survival.BinarySettings{Ridge: 1, Standardised: true})
	if err != nil {
		t.Fatal(err)
	}
	if b := f.Coef[1]; b <= 0 || b > 3 {
		t.Errorf("coefficient %v, want one between 0 and 3", b)
	}
}

func TestFreeColumnsAreNotPenalised(t *testing.T) {
	y := []bool{true, false, true, true, false, false, true, false}
	x := columns("tenure nights", 1, 3, 2, 0, 3, 1, 4, 4, 5, 1, 6, 2, 7, 5, 8, 0)
	plain, err := survival.FitBinary(y, x, survival.BinarySettings{Ridge: 1e6})
	if err != nil {
		t.Fatal(err)
	}
	free, err := survival.FitBinary(y, x, survival.BinarySettings{Ridge: 1e6, Free: []string{"tenure"}})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(plain.Coef[1]) > 1e-4 || math.Abs(free.Coef[1]) < 1e-2 || math.Abs(free.Coef[2]) > 1e-4 {
		t.Errorf("penalised %v, with tenure free %v", plain.Coef, free.Coef)
	}
}

func TestTheAUCIsTheShareOfPairsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(6, 40).Draw(t, "rows")
		y, p := []bool{true, false, true, false}, []float64{0.3, 0.7, 0.7, 0.2}
		for range n {
			y, p = append(y, rapid.Bool().Draw(t, "y")), append(p, float64(rapid.IntRange(1, 19).Draw(t, "p"))/20)
		}
		s, err := survival.ScoreBinary(y, p, 1e-6, 5)
		if err != nil {
			t.Fatal(err)
		}
		sum, pairs, brier := 0.0, 0.0, 0.0
		for i := range p {
			d := 0.0
			if y[i] {
				d = 1
			}
			brier += (d - p[i]) * (d - p[i]) / float64(len(p))
			for j := range p {
				if !y[i] || y[j] {
					continue
				}
				pairs++
				switch {
				case p[i] > p[j]:
					sum++
				case p[i] == p[j]:
					sum += 0.5
				}
			}
		}
		differ(t, "AUC", s.AUC, sum/pairs)
		differ(t, "Brier", s.Brier, brier)
		if s.IsotonicBrier > s.Brier+1e-9 {
			t.Errorf("the best rising curve scores %v, worse than %v", s.IsotonicBrier, s.Brier)
		}
		size := 0
		for _, b := range s.Bins {
			size += b.Size
		}
		differ(t, "people in classes", size, len(p))
	})
}

func TestWithoutCensoringTheWeightedScoresAreThePlainOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := &survival.Observations{Stop: []float64{1, 30}, Event: []bool{true, true}}
		stay := []float64{0.4, 0.6}
		for range rapid.IntRange(5, 30).Draw(t, "rows") {
			o.Stop, o.Event = append(o.Stop, float64(rapid.IntRange(1, 30).Draw(t, "stop"))), append(o.Event, true)
			stay = append(stay, float64(rapid.IntRange(0, 20).Draw(t, "survival"))/20)
		}
		s, err := survival.ScoreAt(o, stay, 12, false)
		if err != nil {
			t.Fatal(err)
		}
		var left []bool
		var p []float64
		for i, stop := range o.Stop {
			left, p = append(left, stop <= 12), append(p, 1-stay[i])
		}
		plain, err := survival.ScoreBinary(left, p, 1e-6, 2)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, "Brier", s.Brier, plain.Brier)
		differ(t, "AUC", s.AUC, plain.AUC)
	})
}

func TestScoresRefuseATimeWhenNobodyIsWatched(t *testing.T) {
	_, err := survival.ScoreAt(spells([]float64{1, 2, 3}, "111"), []float64{0.1, 0.2, 0.3}, 9, false)
	var refused *survival.InputError
	if !errors.As(err, &refused) || refused.Field != "tau" {
		t.Errorf("got %v, want tau refused", err)
	}
}

func TestGroupsThatDifferByChanceGetTheCommonRate(t *testing.T) {
	var o survival.Observations
	var group []int
	for g := range 4 {
		for i := range 100 {
			o.Stop, o.Event, group = append(o.Stop, 10), append(o.Event, i%10 == 0), append(group, g)
		}
	}
	s, err := survival.ShrinkRates(&o, group, []string{"a", "b", "c", "d"})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range s.Groups {
		if math.Abs(g.Shrunken-0.01) > 1e-6 || g.Lower >= g.Shrunken || g.Upper <= g.Shrunken {
			t.Errorf("%s: %v in %v to %v, want 0.01 within", g.Name, g.Shrunken, g.Lower, g.Upper)
		}
	}
}

func TestACalendarYearDoesNotSpoilAFit(t *testing.T) {
	stop := []float64{3, 5, 7, 8, 11, 13, 14, 19, 20, 26}
	o := spells(stop, "1101111011")
	near0 := columns("year", 3, 1, 4, 1, 5, 9, 2, 6, 5, 3)
	years := columns("year")
	for _, v := range near0.Values {
		years.Values = append(years.Values, v+20_000_000)
	}
	for _, family := range survival.Lifetimes() {
		a, err := survival.FitAFT(o, near0, family)
		if err != nil {
			t.Fatal(err)
		}
		b, err := survival.FitAFT(o, years, family)
		if err != nil {
			t.Fatal(err)
		}
		near(t, string(family), b.Coef[1], a.Coef[1])
		near(t, string(family)+" fit", b.LogFit, a.LogFit)
	}
	y := []bool{true, false, true, true, false, true, false, false, true, false}
	a, err := survival.FitBinary(y, near0, survival.BinarySettings{Ridge: 1})
	if err != nil {
		t.Fatal(err)
	}
	b, err := survival.FitBinary(y, years, survival.BinarySettings{Ridge: 1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "logit", b.Coef[1], a.Coef[1])
}
