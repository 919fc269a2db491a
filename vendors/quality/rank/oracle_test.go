package rank

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

func counts(t *testing.T, file *oracletest.Table, events, trials string) []Count {
	t.Helper()
	list := make([]Count, len(file.Rows))
	for i := range list {
		list[i] = Count{file.Whole(i, events), file.Whole(i, trials)}
	}
	return list
}

func surgical(t *testing.T) []Count {
	return counts(t, oracletest.CSV(t, "oracle", "vendors", "spc", "surgical_bugs.csv"), "r", "n")
}

// Twelve hospitals of WinBUGS's Surgical example, and BDA3's 71 groups of rats.
func TestBetaBinomialAsInTheReference(t *testing.T) {
	for _, c := range []struct {
		name       string
		counts     []Count
		a, b, logL float64
	}{
		{"surgical", surgical(t), 8.25346, 99.6365, -38.75308896},
		{"rats", counts(t, oracletest.CSV(t, "oracle", "vendors", "spc", "rat_tumors_bda3.csv"), "y", "n"), 2.34161, 14.11478, -156.56892988},
	} {
		fit, err := FitBeta(c.counts)
		if err != nil {
			t.Fatal(err)
		}
		oracletest.Near(t, c.name+" a", fit.A, c.a, 1e-3*c.a)
		oracletest.Near(t, c.name+" b", fit.B, c.b, 1e-3*c.b)
		oracletest.Near(t, c.name+" log-likelihood", fit.LogLikelihood, c.logL, 1e-7)
	}
}

// 004-17 competition among partners: what may be said about their order.
func TestSurgicalRanksAsInTheReference(t *testing.T) {
	list := surgical(t)
	fit, err := FitBeta(list)
	if err != nil {
		t.Fatal(err)
	}
	posterior := make([]Beta, len(list))
	total := Count{}
	for v, c := range list {
		posterior[v], total = fit.After(c), total.plus(c)
	}
	ranking, err := FromDraws(DrawBetas(posterior, 20_000, rand.NewPCG(1, 1)), true, .95)
	if err != nil {
		t.Fatal(err)
	}
	file := oracletest.CSV(t, "oracle", "vendors", "spc", "surgical_eb_reference.csv")
	for v, d := range posterior {
		name, s := file.Text(v, "h"), ranking.Standings[v]
		interval := d.Interval(.95)
		oracletest.Near(t, name+" shrunken", d.Mean(), file.Number(v, "eb"), 1e-4)
		oracletest.Near(t, name+" low", interval.Lo, file.Number(v, "lo"), 1e-4)
		oracletest.Near(t, name+" high", interval.Hi, file.Number(v, "hi"), 1e-4)
		oracletest.Near(t, name+" above all", 1-d.Below(total.Rate()), file.Number(v, "p_above_pooled"), 3e-3) // simulated there
		// Both are simulations.
		oracletest.Near(t, name+" expected rank", s.Expected, file.Number(v, "exp_rank"), .05)
		oracletest.Near(t, name+" best", s.Best, file.Number(v, "p_best"), .012)
		oracletest.Near(t, name+" worst", s.Worst, file.Number(v, "p_worst"), .012)
		oracletest.Near(t, name+" lowest rank", float64(s.Lo), file.Number(v, "rank_lo"), 1)
		oracletest.Near(t, name+" highest rank", float64(s.Hi), file.Number(v, "rank_hi"), 1)
	}
	// The one with no death among 47 is not clearly better than the one with 46 of 810.
	if ranking.Clear(0, 3, .95) {
		t.Errorf("A is better than D with %v; nobody may say so", ranking.Better[3])
	}
}

type mixedReference struct {
	Mu       float64   `json:"mu"`
	Sigma    float64   `json:"sigma"`
	LogLik   float64   `json:"loglik_full"`
	Modes    []float64 `json:"modes"`
	Mean     []float64 `json:"post_mean_b"`
	SD       []float64 `json:"post_sd_b"`
	Hospital []string  `json:"hospital"`
}

func TestMixedModelAsInTheReference(t *testing.T) {
	var reference map[string]mixedReference
	oracletest.JSON(t, &reference, "oracle", "vendors", "spc", "glmm_offset_reference.json")
	var plain, offset []Row
	for v, c := range surgical(t) {
		plain = append(plain, Row{Unit: v, Count: c, Cases: []float64{1}})
	}
	file := oracletest.CSV(t, "oracle", "vendors", "spc", "cabg_ny_hospitals_03.csv")
	for v, c := range counts(t, file, "Deaths", "Cases") {
		expected := file.Number(v, "EMR") / 100
		offset = append(offset, Row{Unit: v, Count: c, Cases: []float64{1}, Offset: math.Log(expected / (1 - expected))})
	}
	for name, rows := range map[string][]Row{"surgical": plain, "cabg_offset": offset} {
		want := reference[name]
		m, err := FitMixed(len(rows), rows, MixedSettings{})
		if err != nil {
			t.Fatal(err)
		}
		oracletest.Near(t, name+" mean", m.Coefficients[0], want.Mu, 1e-5)
		oracletest.Near(t, name+" sd", m.SD, want.Sigma, 1e-5)
		oracletest.Near(t, name+" log-likelihood", m.LogLikelihood, want.LogLik, 1e-7)
		for v := range rows {
			oracletest.Near(t, name+" effect", m.Mean[v], want.Mean[v], 1e-4)
			oracletest.Near(t, name+" spread", m.Spread[v], want.SD[v], 1e-4)
			if want.Modes != nil {
				oracletest.Near(t, name+" mode", m.Mode[v], want.Modes[v], 1e-4)
			}
		}
	}
	// R's glmer by Laplace, which stops its inner iterations early: below.
	m, err := FitMixed(len(plain), plain, MixedSettings{Nodes: 1})
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "surgical Laplace mean", m.Coefficients[0], -2.543780613, 1e-4)
	oracletest.Near(t, "surgical Laplace sd", m.SD, .3566929077, 1e-4)
	oracletest.Near(t, "surgical Laplace log-likelihood", m.LogLikelihood, -38.66077138, 5e-5)
}

// Contagious bovine pleuropneumonia by herd and period, lme4's example.
func TestMixedModelWithCasesAsInTheReference(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "spc", "cbpp_lme4.csv")
	herd, herds := file.Index("herd")
	var rows []Row
	for i := range file.Rows {
		cases := []float64{1, 0, 0, 0}
		if period := file.Whole(i, "period"); period > 1 {
			cases[period-1] = 1
		}
		rows = append(rows, Row{Unit: herd[i], Count: Count{file.Whole(i, "incidence"), file.Whole(i, "size")}, Cases: cases})
	}
	m, err := FitMixed(len(herds), rows, MixedSettings{Nodes: 1})
	if err != nil {
		t.Fatal(err)
	}
	// glmer of lme4 1.1 ends the search for the effects at a relative change of 1e-7,
	// which leaves its log-likelihood off by 3e-4; MixedModels.jl goes to the end, and
	// prints -1.39853, -0.992335, -1.12867, -1.58031 and 0.64226 in its manual.
	lme4 := []float64{-1.398343, -.991925, -1.128216, -1.579745}
	for j, want := range []float64{-1.39853, -.992335, -1.12867, -1.58031} {
		oracletest.Near(t, "coefficient", m.Coefficients[j], want, 1e-5)
		oracletest.Near(t, "coefficient", m.Coefficients[j], lme4[j], 6e-4)
	}
	oracletest.Near(t, "sd", m.SD, .642260, 1e-5)
	oracletest.Near(t, "sd", m.SD, .642070, 2e-4)
	oracletest.Near(t, "log-likelihood", m.LogLikelihood, -92.026566, 3e-4)
}

func TestIntervalsAsInTheReference(t *testing.T) {
	for _, c := range []struct {
		count                   Count
		wilson, exact, jeffreys Interval
	}{
		{Count{0, 47}, Interval{0, .07555760416}, Interval{0, .07548573369}, Interval{1.039206629e-05, .05177250018}},
		{Count{18, 148}, Interval{.07833277129, .18405576956}, Interval{.07369844684, .18539036997}, Interval{.07638991271, .18146724058}},
		{Count{46, 810}, Interval{.04284432114, .07491996548}, Interval{.04187389204, .07502655887}, Interval{.04240781645, .07433080225}},
		{Count{1, 10}, Interval{.0178762131, .4041500268}, Interval{.002528578544, .445016117028}, Interval{.01101167376, .38131477107}},
		{Count{9, 10}, Interval{.5958499732, .9821237869}, Interval{.5549838830, .9974714215}, Interval{.6186852289, .9889883262}},
		{Count{95, 100}, Interval{.8882495308, .9784563208}, Interval{.8871650889, .9835681208}, Interval{.8938999261, .9806681880}},
	} {
		for name, way := range map[string]struct {
			of   func(Count, float64) (Interval, error)
			want Interval
		}{"Wilson": {Wilson, c.wilson}, "Clopper-Pearson": {ClopperPearson, c.exact}, "Jeffreys": {Jeffreys, c.jeffreys}} {
			got, err := way.of(c.count, .95)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Lo-way.want.Lo) > 1e-9 || math.Abs(got.Hi-way.want.Hi) > 1e-9 {
				t.Errorf("%s of %v is %v, want %v", name, c.count, got, way.want)
			}
		}
	}
}

// Two vendors whose order turns round once their mix of contacts is taken out.
func TestCaseMixAsInTheReference(t *testing.T) {
	var golden struct {
		Mix map[string]struct {
			Crude    float64 `json:"crude"`
			Expected float64 `json:"expected"`
			Ratio    float64 `json:"indirect_ratio_O_over_E"`
			Indirect float64 `json:"indirect_adjusted"`
			Direct   float64 `json:"direct_adjusted"`
			SR       float64 `json:"failure_SR"`
		} `json:"case_mix"`
	}
	oracletest.JSON(t, &golden, "oracle", "vendors", "GOLDEN_contract_and_misc.json")
	cells := []Cell{{0, 0, Count{600, 800}}, {0, 1, Count{186, 200}}, {1, 0, Count{140, 200}}, {1, 1, Count{728, 800}}}
	got, err := Standardise(2, 2, cells)
	if err != nil {
		t.Fatal(err)
	}
	failures := slices.Clone(cells)
	for i, c := range failures {
		failures[i].Count.Events = c.Count.Trials - c.Count.Events
	}
	failed, err := Standardise(2, 2, failures)
	if err != nil {
		t.Fatal(err)
	}
	for v, name := range []string{"X", "Y"} {
		want := golden.Mix[name]
		oracletest.Near(t, name+" crude", got[v].Crude, want.Crude, 1e-12)
		oracletest.Near(t, name+" expected", got[v].Expected, want.Expected, 1e-12)
		oracletest.Near(t, name+" ratio", got[v].Ratio, want.Ratio, 1e-12)
		oracletest.Near(t, name+" indirect", got[v].Indirect, want.Indirect, 1e-12)
		oracletest.Near(t, name+" direct", got[v].Direct, want.Direct, 1e-12)
		oracletest.Near(t, name+" ratio of failures", failed[v].Ratio, want.SR, 1e-12)
	}
	if !(got[0].Crude < got[1].Crude && got[0].Direct > got[1].Direct) {
		t.Error("the order does not turn round")
	}
}
