package chart

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/oracletest"
)

func samplesOf(t *testing.T, file, count string) []Sample {
	t.Helper()
	table := oracletest.Words(t, "oracle", "vendors", "spc", file)
	list := make([]Sample, len(table.Rows))
	for i := range list {
		list[i] = Sample{table.Number(i, count), table.Number(i, "size")}
	}
	return list
}

// outside are the points outside, from 1, among the first of a chart.
func (a *Attributes) outside(first int) (list []int) {
	for i, p := range a.Points[:first] {
		if p.Out {
			list = append(list, i+1)
		}
	}
	return list
}

func phaseOne(samples []Sample, first int, leave ...int) Settings {
	s := Settings{Leave: make([]bool, len(samples))}
	for i := range s.Leave {
		s.Leave[i] = i >= first || slices.Contains(leave, i+1)
	}
	return s
}

// Run lengths of R's spc 0.6.
func TestRunLengthsAsInTheReference(t *testing.T) {
	length := oracletest.Must[float64](t)
	for _, c := range []struct{ h, shift, two, one float64 }{
		{4, 0, 167.68378881, 335.36757763}, {5, 0, 465.44350603, 930.88701206},
		{4, 1, 8.38313187, 8.38320213}, {5, 1, 10.37596992, 10.37597530},
	} {
		oracletest.Near(t, "CUSUM", length(CUSUM{.5, c.h}.ARL(c.shift)), c.two, 1e-6*c.two)
		oracletest.Near(t, "CUSUM, one side", length(CUSUM{.5, c.h}.OneSidedARL(c.shift)), c.one, 1e-6*c.one)
	}
	for _, c := range []struct{ lambda, l, shift, want float64 }{
		{.1, 2.814, 0, 499.57955008}, {.2, 2.962, 0, 499.73512217}, {.05, 2.615, 0, 499.93300571},
		{.1, 2.814, 1, 10.33066516}, {.2, 2.962, 1, 10.54166580},
	} {
		oracletest.Near(t, "EWMA", length(EWMA{c.lambda, c.l}.ARL(c.shift)), c.want, 1e-6*c.want)
	}
	for _, c := range []struct{ lambda, arl, want float64 }{{.1, 370, 2.701046151}, {.2, 370, 2.858960569}, {.1, 500, 2.814309995}} {
		oracletest.Near(t, "limit of an EWMA", oracletest.Must[EWMA](t)(EWMAFor(c.lambda, c.arl)).L, c.want, 1e-6)
	}
}

func TestBernoulliRunLengthsAsInTheReference(t *testing.T) {
	var reference struct {
		Bernoulli []struct {
			P0, P1, P float64
			H         float64 `json:"h_events"`
			M         int
			States    int     `json:"H"`
			ARL       float64 `json:"arl_items"`
		} `json:"bernoulli_cusum"`
	}
	oracletest.JSON(t, &reference, "oracle", "vendors", "spc", "cusum_sprt_reference.json")
	for _, c := range reference.Bernoulli {
		chart := oracletest.Must[BernoulliCUSUM](t)(NewBernoulliCUSUM(c.P0, c.P1, c.H))
		if chart.M != c.M {
			t.Errorf("%v to %v: m is %d, want %d", c.P0, c.P1, chart.M, c.M)
		}
		oracletest.Near(t, "run length", oracletest.Must[float64](t)(chart.ARL(c.P)), c.ARL, 1e-3)
	}
}

// The data sets of Montgomery in R's qcc.
func TestAttributesAsInTheReference(t *testing.T) {
	chart := oracletest.Must[*Attributes](t)
	juice := samplesOf(t, "orangejuice.txt", "D")
	p := chart(P(juice, phaseOne(juice, 30)))
	oracletest.Near(t, "p", p.Centre, .2313333333, 1e-9)
	oracletest.Near(t, "lower", p.Points[0].Lower, .05242754807, 1e-9)
	oracletest.Near(t, "upper", p.Points[0].Upper, .41023911859, 1e-9)
	if diff := cmp.Diff([]int{15, 23}, p.outside(30)); diff != "" {
		t.Error(diff)
	}
	p = chart(P(juice, phaseOne(juice, 30, 15, 23)))
	oracletest.Near(t, "p", p.Centre, .215, 1e-9)
	oracletest.Near(t, "lower", p.Points[0].Lower, .04070283995, 1e-9)
	oracletest.Near(t, "upper", p.Points[0].Upper, .38929716005, 1e-9)
	if diff := cmp.Diff([]int{15, 21, 23}, p.outside(30)); diff != "" {
		t.Error(diff)
	}

	circuit := oracletest.Words(t, "oracle", "vendors", "spc", "circuit.txt").Numbers("x")
	c := chart(C(circuit[:26], Settings{}))
	oracletest.Near(t, "c", c.Centre, 19.84615, 1e-5)
	oracletest.Near(t, "lower", c.Points[0].Lower, 6.481447, 1e-6)
	oracletest.Near(t, "upper", c.Points[0].Upper, 33.21086, 1e-5)

	u := chart(U(samplesOf(t, "pcmanufact.txt", "x"), Settings{}))
	oracletest.Near(t, "u", u.Centre, 1.93, 1e-9)
	oracletest.Near(t, "lower", u.Points[0].Lower, .06613305196, 1e-9)
	oracletest.Near(t, "upper", u.Points[0].Upper, 3.79386694804, 1e-9)

	u = chart(U(samplesOf(t, "dyedcloth.txt", "x"), Settings{}))
	oracletest.Near(t, "u", u.Centre, 1.423255814, 1e-9)
	for i, want := range []float64{2.5550377, 2.6886264, 2.4158942, 2.5550377, 2.5844395, 2.5550377, 2.4564266, 2.5277618, 2.4564266, 2.4355523} {
		oracletest.Near(t, "upper", u.Points[i].Upper, want, 1e-7)
	}
}

func TestRiskWeightsAsInTheReference(t *testing.T) {
	type weights struct{ Y1, Y0 float64 }
	var golden struct {
		Weights struct {
			Odds float64 `json:"OR"`
			Low  weights `json:"p=0.05"`
			High weights `json:"p=0.10"`
		} `json:"ra_cusum_weights"`
	}
	oracletest.JSON(t, &golden, "oracle", "vendors", "GOLDEN_contract_and_misc.json")
	c := RiskCUSUM{Odds: golden.Weights.Odds, H: 4}
	for risk, want := range map[float64]weights{.05: golden.Weights.Low, .10: golden.Weights.High} {
		oracletest.Near(t, "failure", c.Weight(true, risk), want.Y1, 1e-8)
		oracletest.Near(t, "pass", c.Weight(false, risk), want.Y0, 1e-8)
	}
}
