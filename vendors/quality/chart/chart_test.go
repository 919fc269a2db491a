package chart

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

// simulated is the mean of run lengths with its standard error.
func simulated(runs int, run func() int) (mean, se float64) {
	sum, squares := 0.0, 0.0
	for range runs {
		n := float64(run())
		sum, squares = sum+n, squares+n*n
	}
	mean = sum / float64(runs)
	return mean, math.Sqrt((squares/float64(runs) - mean*mean) / float64(runs))
}

// Every run length worked out must be the one that a simulation finds, to three
// standard errors; a longer simulation behind MUSTER_SOAK.
func TestRunLengthsAreThoseOfSimulations(t *testing.T) {
	runs := 1500
	if os.Getenv("MUSTER_SOAK") != "" {
		runs = 100_000
	}
	random := rand.New(rand.NewPCG(17, 4))
	mix := []Mix{{.7, .03}, {.3, .15}}
	risky := RiskCUSUM{Odds: 2, H: 2.5}
	for _, c := range []struct {
		name string
		want func() (float64, error)
		run  func() int
	}{
		{"CUSUM", func() (float64, error) { return CUSUM{.5, 4}.ARL(0) }, func() int { return continuous(random, 0, CUSUM{.5, 4}) }},
		{"CUSUM after a shift", func() (float64, error) { return CUSUM{.5, 4}.ARL(.7) }, func() int { return continuous(random, .7, CUSUM{.5, 4}) }},
		{"EWMA", func() (float64, error) { return EWMA{.2, 2.4}.ARL(.3) }, func() int { return averaged(random, .3, EWMA{.2, 2.4}) }},
		{"Bernoulli", func() (float64, error) { return BernoulliCUSUM{14, 4}.ARL(.08) }, func() int { return items(random, .08, BernoulliCUSUM{14, 4}) }},
		{"risk-adjusted in control", func() (float64, error) { return risky.ARL(mix, 1) }, func() int { return contacts(random, mix, 1, risky) }},
		{"risk-adjusted at twice the odds", func() (float64, error) { return risky.ARL(mix, 2) }, func() int { return contacts(random, mix, 2, risky) }},
	} {
		want := oracletest.Must[float64](t)(c.want())
		mean, se := simulated(runs, c.run)
		t.Logf("%s: worked out %.3f, simulated %.3f (%.3f)", c.name, want, mean, se)
		if math.Abs(mean-want) > 3*se {
			t.Errorf("%s: simulated %.3f with a standard error of %.3f, worked out %.3f", c.name, mean, se, want)
		}
	}
}

func continuous(random *rand.Rand, shift float64, c CUSUM) int {
	up, down := 0.0, 0.0
	for n := 1; ; n++ {
		z := shift + random.NormFloat64()
		up, down = max(0, up+z-c.K), max(0, down-z-c.K)
		if up > c.H || down > c.H {
			return n
		}
	}
}

func averaged(random *rand.Rand, shift float64, e EWMA) int {
	limit, s := e.L*math.Sqrt(e.Lambda/(2-e.Lambda)), 0.0
	for n := 1; ; n++ {
		if s += e.Lambda * (shift + random.NormFloat64() - s); math.Abs(s) > limit {
			return n
		}
	}
}

func items(random *rand.Rand, rate float64, c BernoulliCUSUM) int {
	s := 0.0
	for n := 1; ; n++ {
		x := 0.0
		if random.Float64() < rate {
			x = 1
		}
		if s = max(0, s+x-1/float64(c.M)); s >= c.H-1e-9 {
			return n
		}
	}
}

func contacts(random *rand.Rand, mix []Mix, odds float64, c RiskCUSUM) int {
	s := 0.0
	for n := 1; ; n++ {
		risk := mix[0].Risk
		if random.Float64() > mix[0].Share {
			risk = mix[1].Risk
		}
		failed := random.Float64() < odds*risk/(1-risk+odds*risk)
		if s = max(0, s+c.Weight(failed, risk)); s >= c.H {
			return n
		}
	}
}

func TestChartsAreMadeForARunLength(t *testing.T) {
	mix := []Mix{{1, .05}}
	length := oracletest.Must[float64](t)
	oracletest.Near(t, "CUSUM", length(oracletest.Must[CUSUM](t)(CUSUMFor(.5, 465.44350603)).ARL(0)), 465.44350603, 1e-4)
	oracletest.Near(t, "limit", oracletest.Must[CUSUM](t)(CUSUMFor(.5, 465.44350603)).H, 5, 1e-6)
	risky := oracletest.Must[RiskCUSUM](t)(RiskCUSUMFor(2, mix, 1500))
	oracletest.Near(t, "risk-adjusted", length(risky.ARL(mix, 1)), 1500, 1)
	if after := length(risky.ARL(mix, 2)); !(after < 300) {
		t.Errorf("at twice the odds it takes %v contacts", after)
	}
}

// 120 weekly charts with one false alarm a month: 520 points, as the recipe has it
// for 52/12 weeks a month.
func TestFalseAlarmsAreBudgeted(t *testing.T) {
	oracletest.Near(t, "run length", oracletest.Must[float64](t)(Budget(120, 4, 1)), 480, 1e-12)
	oracletest.Near(t, "run length of a year", oracletest.Must[float64](t)(Budget(120, 52, 12)), 520, 1e-12)
}

func TestPathsTellWhereTheyPassedTheLimit(t *testing.T) {
	path := oracletest.Must[*Path](t)
	p := path(CUSUM{.5, 2}.Run([]float64{0, 1.5, 2, .2, -4}))
	if diff := cmp.Diff([]float64{0, 1, 2.5, 2.2, 0}, p.Upper); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2, 3, 4}, p.Alarms); diff != "" {
		t.Error(diff)
	}
	p = path(BernoulliCUSUM{4, 1}.Run([]bool{true, false, true, true}))
	if diff := cmp.Diff([]float64{.75, .5, 1.25, 2}, p.Upper); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2, 3}, p.Alarms); diff != "" {
		t.Error(diff)
	}
	p = path(RiskCUSUM{2, 1}.Run([]bool{true, true, false, true}, []float64{.05, .05, .05, .05}))
	if diff := cmp.Diff([]int{1}, p.Alarms); diff != "" || p.Upper[2] != 0 {
		t.Errorf("%s; after the alarm it shows %v, want to begin anew", diff, p.Upper)
	}
	p = path(EWMA{.1, 2.814}.Run([]float64{3, 3, 3, 3}))
	oracletest.Near(t, "first limit", p.Limit[0], .2814, 1e-9)
	if diff := cmp.Diff([]int{0, 1, 2, 3}, p.Alarms); diff != "" {
		t.Error(diff)
	}
}

// Weekly pass rates of large samples that wander a little: by chance alone every
// second point is outside, with Laney's correction hardly any.
func TestLargeSamplesAreNotAllOutside(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 9))
	var samples []Sample
	for range 60 {
		p := .9 + .01*random.NormFloat64()
		samples = append(samples, Sample{math.Round(40_000 * p), 40_000})
	}
	plain, laney := oracletest.Must[*Attributes](t)(P(samples, Settings{})), oracletest.Must[*Attributes](t)(LaneyP(samples, Settings{}))
	if n := len(plain.outside(60)); n < 20 {
		t.Errorf("by chance alone %d points are outside, want most", n)
	}
	if n := len(laney.outside(60)); n > 2 || laney.Inflation < 4 {
		t.Errorf("with Laney's correction %d points are outside, inflation %v", n, laney.Inflation)
	}
}

func TestLaneyWithoutWanderingIsTheOrdinaryChart(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 10))
	var samples []Sample
	for range 3000 {
		n := 0.0
		for range 100 {
			if random.Float64() < .3 {
				n++
			}
		}
		samples = append(samples, Sample{n, 100})
	}
	oracletest.Near(t, "inflation", oracletest.Must[*Attributes](t)(LaneyP(samples, Settings{})).Inflation, 1, .04)
}

func TestLimitsSurroundTheCentre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := make([]Sample, rapid.IntRange(1, 9).Draw(t, "samples"))
		for i := range samples {
			n := rapid.IntRange(1, 300).Draw(t, "size")
			samples[i] = Sample{float64(rapid.IntRange(0, n).Draw(t, "count")), float64(n)}
		}
		for _, of := range []func([]Sample, Settings) (*Attributes, error){P, U} {
			a, err := of(samples, Settings{Sigmas: rapid.Float64Range(1, 4).Draw(t, "sigmas")})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Points {
				if !(0 <= p.Lower && p.Lower <= a.Centre && a.Centre <= p.Upper) || p.Out != (p.Value < p.Lower || p.Value > p.Upper) {
					t.Fatalf("%+v around %v", p, a.Centre)
				}
			}
		}
	})
}

func TestChartsThatCannotBeAreRefused(t *testing.T) {
	p := func(s Settings, samples ...Sample) error { _, err := P(samples, s); return err }
	laney := func(samples ...Sample) error { _, err := LaneyP(samples, Settings{}); return err }
	second := func(_ any, err error) error { return err }
	for want, err := range map[string]error{
		"samples[1].size is 0; expected a finite number above 0":                              p(Settings{}, Sample{1, 2}, Sample{0, 0}),
		"samples[0].count is -1; expected a finite number of at least 0":                      p(Settings{}, Sample{-1, 2}),
		"samples[0].count is 3; expected no more than the size":                               p(Settings{}, Sample{3, 2}),
		"the number of samples that decide is 0; expected at least one":                       p(Settings{Leave: []bool{true}}, Sample{1, 2}),
		"the length of leave is 2; expected one for each sample, or none":                     p(Settings{Leave: []bool{true, true}}, Sample{1, 2}),
		"sigmas is -1; expected a finite number above 0":                                      p(Settings{Sigmas: -1}, Sample{1, 2}),
		"the number of samples that decide is 1; expected at least two that differ":           laney(Sample{1, 2}),
		"lambda is 0; expected above 0 and at most 1":                                         second(EWMA{0, 3}.ARL(0)),
		"L is 0; expected a finite number above 0":                                            second(EWMA{.1, 0}.Run(nil)),
		"z[1] is NaN; expected a finite number":                                               second(EWMA{.1, 3}.Run([]float64{1, math.NaN()})),
		"z[0] is +Inf; expected a finite number":                                              second(CUSUM{.5, 3}.Run([]float64{math.Inf(1)})),
		"K is -1; expected a finite number of at least 0":                                     second(CUSUM{-1, 3}.ARL(0)),
		"H is 0; expected a finite number above 0":                                            second(CUSUM{.5, 0}.ARL(0)),
		"shift is NaN; expected a finite number":                                              second(CUSUM{.5, 4}.ARL(math.NaN())),
		"the run length is 1; expected more than a chart of the least limit has, at most 1e7": second(EWMAFor(.1, 1)),
		"p0 is 0; expected a rate above 0 and below 1":                                        second(NewBernoulliCUSUM(0, .1, 4)),
		"p1 is 0.05; expected a rate above p0 and below 1":                                    second(NewBernoulliCUSUM(.1, .05, 4)),
		"h is 0; expected a finite number above 0":                                            second(NewBernoulliCUSUM(.1, .2, 0)),
		"rate is 2; expected a rate from 0 to 1":                                              second(BernoulliCUSUM{7, 5}.ARL(2)),
		"M times H is 0; expected above 0 and at most 2000":                                   second(BernoulliCUSUM{}.ARL(.5)),
		"odds is 1; expected a finite number above 0 that is not 1":                           second(RiskCUSUM{1, 4}.Run(nil, nil)),
		"risks[0] is 1; expected a chance above 0 and below 1":                                second(RiskCUSUM{2, 4}.Run([]bool{true}, []float64{1})),
		"the length of risks is 0; expected one for each contact":                             second(RiskCUSUM{2, 4}.Run([]bool{true}, nil)),
		"mix[0].share is 0; expected a finite number above 0":                                 second(RiskCUSUM{2, 4}.ARL([]Mix{{0, .1}}, 1)),
		"mix[0].risk is 0; expected a chance above 0 and below 1":                             second(RiskCUSUM{2, 4}.ARL([]Mix{{1, 0}}, 1)),
		"the length of mix is 0; expected at least one kind of contact":                       second(RiskCUSUM{2, 4}.ARL(nil, 1)),
		"the true odds is 0; expected a finite number above 0":                                second(RiskCUSUM{2, 4}.ARL([]Mix{{1, .1}}, 0)),
		"charts is 0; expected at least 1":                                                    second(Budget(0, 1, 1)),
		"pointsAPeriod is 0; expected at least 1":                                             second(Budget(1, 0, 1)),
		"falseAlarms is 0; expected a finite number above 0":                                  second(Budget(1, 1, 0)),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Without memory an average is a chart of single points: 3 standard deviations run
// 370 points.
func TestAnAverageOfOnePointIsShewharts(t *testing.T) {
	length := oracletest.Must[float64](t)
	oracletest.Near(t, "run length", length(EWMA{1, 3}.ARL(0)), 370.398, 1e-2)
	oracletest.Near(t, "run length after a shift", length(EWMA{1, 3}.ARL(1)), 43.895, 1e-2)
}

func TestWiderLimitsRunLongerAndLargerShiftsShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.Float64Range(0, 2).Draw(t, "shift")
		h, more := rapid.Float64Range(1, 6).Draw(t, "h"), rapid.Float64Range(.1, 2).Draw(t, "more")
		at := func(arl float64, err error) float64 {
			if err != nil {
				t.Fatal(err)
			}
			return arl
		}
		for name, of := range map[string]func(h, shift float64) float64{
			"CUSUM":     func(h, s float64) float64 { return at(CUSUM{.5, h}.ARL(s)) },
			"EWMA":      func(h, s float64) float64 { return at(EWMA{.2, h / 2}.ARL(s)) },
			"Bernoulli": func(h, s float64) float64 { return at(BernoulliCUSUM{9, h}.ARL(.05 + s/10)) },
		} {
			if of(h+more, shift) < of(h, shift)*(1-1e-9) || of(h, shift+more) > of(h, shift)*(1+1e-9) {
				t.Fatalf("%s: %v at %v, %v with a wider limit, %v after a larger shift", name, of(h, shift), h, of(h+more, shift), of(h, shift+more))
			}
		}
		if up, down := at(CUSUM{.5, h}.ARL(shift)), at(CUSUM{.5, h}.ARL(-shift)); math.Abs(up-down) > 1e-9*up {
			t.Fatalf("a shift up takes %v, down %v", up, down)
		}
	})
}

func TestRiskAdjustedChartsToo(t *testing.T) {
	length := oracletest.Must[float64](t)
	mix := []Mix{{.8, .05}, {.2, .2}}
	for _, h := range []float64{1, 2, 3} {
		before, wider, after := length(RiskCUSUM{2, h}.ARL(mix, 1)), length(RiskCUSUM{2, h + .5}.ARL(mix, 1)), length(RiskCUSUM{2, h}.ARL(mix, 1.5))
		if !(wider > before && after < before) {
			t.Errorf("limit %v: %v, wider %v, at higher odds %v", h, before, wider, after)
		}
	}
}

// 004-15: a change of the mix alone is no alarm for the risk-adjusted chart, but for
// one of plain failures it is.
func TestTheMixIsNoAlarm(t *testing.T) {
	easy, hard := []Mix{{.9, .02}, {.1, .2}}, []Mix{{.5, .02}, {.5, .2}}
	length := oracletest.Must[float64](t)
	risky := oracletest.Must[RiskCUSUM](t)(RiskCUSUMFor(2, easy, 2000))
	if after := length(risky.ARL(hard, 1)); after < 700 {
		t.Errorf("the mix alone brings an alarm every %v contacts, want hardly sooner than 2000", after)
	}
	plain := oracletest.Must[BernoulliCUSUM](t)(NewBernoulliCUSUM(.038, .074, 4))
	before, after := length(plain.ARL(.038)), length(plain.ARL(.11))
	if after > before/8 {
		t.Errorf("plain failures: %v before, %v after", before, after)
	}
}
