package survival_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/careers/survival"
)

func spells(stop []float64, event string) *survival.Observations {
	o := &survival.Observations{Stop: stop}
	for _, c := range event {
		o.Event = append(o.Event, c == '1')
	}
	return o
}

func columns(names string, values ...float64) *survival.Covariates {
	return &survival.Covariates{Names: strings.Fields(names), Values: values}
}

func TestCoxNamesWhatHasNoFit(t *testing.T) {
	six := []float64{1, 2, 3, 4, 5, 6}
	late := spells(six, "111111")
	late.Start = []float64{0, 2, 0, 0, 0, 0}
	late.Event[1] = false
	outside := spells(six, "111111")
	outside.Start = []float64{0, 0, 3, 0, 0, 0}
	weightless := spells(six, "111111")
	weightless.Weights = []float64{1, 1, 0, 1, 1, 1}
	varied := columns("a", 3, 1, 4, 1, 5, 9)
	for name, c := range map[string]struct {
		o     *survival.Observations
		x     *survival.Covariates
		field string
		row   int
		want  string
	}{
		"nobody at risk":            {spells(nil, ""), columns("a"), "stop", -1, "nobody is at risk"},
		"a stop before the start":   {late, varied, "stop", 1, "stops at 2 and starts at 2"},
		"an event outside the data": {outside, varied, "event", 2, "outside the spell"},
		"a time that is no number":  {spells([]float64{1, math.NaN()}, "11"), columns("a", 1, 2), "stop", 1, "NaN"},
		"a weight of nothing":       {weightless, varied, "weights", 2, "the weight is 0"},
		"no event":                  {spells(six, "000000"), varied, "event", -1, "no event"},
		"one event":                 {spells(six, "010000"), varied, "event", -1, "one event"},
		"a fact that is no number":  {spells(six, "111111"), columns("a", 3, 1, math.Inf(1), 1, 5, 9), "a", 2, "+Inf"},
		"a constant column":         {spells(six, "111111"), columns("a", 2, 2, 2, 2, 2, 2), "a", -1, "the same for everybody"},
		"collinear columns": {
			spells(six, "111111"), columns("a b c", 3, 1, 7, 1, 2, 4, 4, 3, 11, 1, 4, 6, 5, 0, 10, 9, 1, 19), "c", -1, "says the same as a, b",
		},
		"perfect separation": {spells(six, "111000"), columns("early", 1, 1, 1, 0, 0, 0), "early", -1, "grows without end along early"},
		"too few facts":      {spells(six, "111111"), columns("a", 1, 2), "x", -1, "2 values for 6 rows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := survival.FitCox(c.o, c.x, survival.CoxSettings{})
			var refused *survival.InputError
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want an InputError", err)
			}
			if refused.Field != c.field || refused.Row != c.row || !strings.Contains(refused.Found, c.want) || refused.Expected == "" {
				t.Errorf("got %+v, want field %s, row %d and %q", refused, c.field, c.row, c.want)
			}
		})
	}
}

func TestARidgeAnswersWhatHasNoPlainFit(t *testing.T) {
	six := []float64{1, 2, 3, 4, 5, 6}
	for name, c := range map[string]struct {
		o *survival.Observations
		x *survival.Covariates
	}{
		"perfect separation": {spells(six, "111000"), columns("early", 1, 1, 1, 0, 0, 0)},
		"collinear columns":  {spells(six, "111111"), columns("a twice", 3, 6, 1, 2, 4, 8, 1, 2, 5, 10, 9, 18)},
		"one event":          {spells(six, "010000"), columns("a", 3, 1, 4, 1, 5, 9)},
	} {
		f, err := survival.FitCox(c.o, c.x, survival.CoxSettings{Ridge: 1, Standardised: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for j, b := range f.Coef {
			if math.IsNaN(b) || math.Abs(b) > 10 {
				t.Errorf("%s: coefficient %s is %v", name, f.Names[j], b)
			}
		}
	}
}

func TestAFactInTinyUnitsIsAsGoodAsInLargeOnes(t *testing.T) {
	o := spells([]float64{3, 5, 7, 8, 11, 13, 14, 19, 20, 26}, "1101111011")
	values := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}
	plain, err := survival.FitCox(o, columns("a", values...), survival.CoxSettings{})
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []float64{1e-9, 1e9} {
		scaled := make([]float64, len(values))
		for i, v := range values {
			scaled[i] = v * unit
		}
		f, err := survival.FitCox(o, columns("a", scaled...), survival.CoxSettings{})
		if err != nil {
			t.Errorf("in units of %g: %v", unit, err)
			continue
		}
		near(t, "coefficient", f.Coef[0]*unit, plain.Coef[0])
		near(t, "error", f.StdErr()[0]*unit, plain.StdErr()[0])
	}
}
