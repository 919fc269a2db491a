package rank

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

func anyCount(t *rapid.T, name string) Count {
	n := rapid.IntRange(1, 400).Draw(t, name+" trials")
	return Count{rapid.IntRange(0, n).Draw(t, name+" events"), n}
}

func TestIntervalsHoldTheRateAndMirror(t *testing.T) {
	for name, of := range map[string]func(Count, float64) (Interval, error){"Wilson": Wilson, "exact": ClopperPearson} {
		rapid.Check(t, func(t *rapid.T) {
			c := anyCount(t, "count")
			level := rapid.SampledFrom([]float64{.8, .95, .998}).Draw(t, "level")
			i, err := of(c, level)
			mirror, err2 := of(Count{c.Trials - c.Events, c.Trials}, level)
			if err != nil || err2 != nil || !(0 <= i.Lo && i.Lo <= c.Rate() && c.Rate() <= i.Hi && i.Hi <= 1) {
				t.Fatalf("%s of %v is %v, %v %v", name, c, i, err, err2)
			}
			if math.Abs(1-mirror.Hi-i.Lo) > 1e-9 || math.Abs(1-mirror.Lo-i.Hi) > 1e-9 {
				t.Fatalf("%s of %v is %v, of the others %v", name, c, i, mirror)
			}
		})
	}
}

// The exact interval covers with at least its level at every rate.
func TestClopperPearsonCoversWithItsLevel(t *testing.T) {
	const n = 30
	for rate := .01; rate < 1; rate += .01 {
		covered := 0.0
		for y := range n + 1 {
			i, err := ClopperPearson(Count{y, n}, .9)
			if err != nil {
				t.Fatal(err)
			}
			if i.Lo <= rate && rate <= i.Hi {
				covered += math.Exp(logChoose(n, float64(y)) + float64(y)*math.Log(rate) + float64(n-y)*math.Log1p(-rate))
			}
		}
		if covered < .9-1e-9 {
			t.Errorf("at %v it covers with %v", rate, covered)
		}
	}
}

func TestManyTrialsLeaveNothingToShrink(t *testing.T) {
	counts := []Count{{700_000, 1_000_000}, {800_000, 1_000_000}, {900_000, 1_000_000}}
	fit, err := FitBeta(counts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		oracletest.Near(t, "shrunken rate", fit.After(c).Mean(), c.Rate(), 1e-4)
	}
}

func TestUnitsThatDifferOnlyByChanceArePooled(t *testing.T) {
	counts := []Count{{10, 100}, {11, 100}, {9, 100}, {10, 100}, {10, 100}}
	fit, err := FitBeta(counts)
	if err != nil {
		t.Fatal(err)
	}
	if !fit.Same {
		t.Errorf("the fit is %+v, want units that are the same", fit)
	}
	for _, c := range counts {
		oracletest.Near(t, "shrunken rate", fit.After(c).Mean(), .1, 1e-4)
	}
}

func TestNoBetaIsMoreProbableThanTheFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := make([]Count, rapid.IntRange(2, 12).Draw(t, "units"))
		for v := range counts {
			counts[v] = anyCount(t, "unit")
		}
		fit, err := FitBeta(counts)
		if err != nil {
			return // no event, or nothing else
		}
		for _, factor := range []float64{.5, .9, 1.1, 2} {
			for _, other := range []Beta{{fit.A * factor, fit.B}, {fit.A, fit.B * factor}, {fit.A * factor, fit.B * factor}} {
				if size := other.A + other.B; size > most || size < least {
					continue
				}
				if l := other.logLikelihood(counts); l > fit.LogLikelihood+1e-6 {
					t.Fatalf("%v gives %v, the fit %+v less", other, l, fit)
				}
			}
		}
	})
}

func TestRanksAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.IntRange(1, 9).Draw(t, "units")
		draws := rapid.SliceOfN(rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 5), func(n int) float64 { return float64(n) }), units, units), 1, 30).Draw(t, "draws")
		low := rapid.Bool().Draw(t, "low")
		r, err := FromDraws(draws, low, .9)
		if err != nil {
			t.Fatal(err)
		}
		expected, best, worst := 0.0, 0.0, 0.0
		for v, s := range r.Standings {
			expected, best, worst = expected+s.Expected, best+s.Best, worst+s.Worst
			if s.Lo < 1 || s.Hi > units || s.Lo > s.Hi {
				t.Fatalf("unit %d has ranks %d to %d", v, s.Lo, s.Hi)
			}
			for w := range units {
				if sum := r.Better[v*units+w] + r.Better[w*units+v]; math.Abs(sum-1) > 1e-9 {
					t.Fatalf("%d over %d and back is %v", v, w, sum)
				}
			}
		}
		if math.Abs(best-1) > 1e-9 || math.Abs(worst-1) > 1e-9 || math.Abs(expected-float64(units*(units+1))/2) > 1e-9 {
			t.Fatalf("best adds up to %v, worst to %v, ranks to %v", best, worst, expected)
		}
	})
}

func TestTheLowestIsBestWhereLowIsGood(t *testing.T) {
	draws := [][]float64{{1, 2, 3}, {1, 3, 2}}
	low, _ := FromDraws(draws, true, .95)
	high, _ := FromDraws(draws, false, .95)
	if low.Standings[0].Best != 1 || high.Standings[0].Worst != 1 || high.Standings[1].Best != .5 {
		t.Errorf("low %+v, high %+v", low.Standings, high.Standings)
	}
	if !low.Clear(0, 1, .95) || low.Clear(1, 2, .95) {
		t.Error("0 is clearly better than 1, but 1 not than 2")
	}
}

func TestMixedModelWithoutDifferencesHasNone(t *testing.T) {
	var rows []Row
	for v := range 6 {
		rows = append(rows, Row{Unit: v, Count: Count{50, 500}, Cases: []float64{1}})
	}
	m, err := FitMixed(6, rows, MixedSettings{})
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "sd", m.SD, 0, 1e-3)
	oracletest.Near(t, "rate", m.Adjusted(0), .1, 1e-4)
}

func TestFewVendorsGetAPrior(t *testing.T) {
	rows := []Row{{Unit: 0, Count: Count{10, 100}, Cases: []float64{1}}, {Unit: 1, Count: Count{60, 100}, Cases: []float64{1}}}
	free, err := FitMixed(2, rows, MixedSettings{})
	if err != nil {
		t.Fatal(err)
	}
	held, err := FitMixed(2, rows, MixedSettings{PriorSD: .5})
	if err != nil {
		t.Fatal(err)
	}
	if !(held.SD < free.SD && held.SD > .2) {
		t.Errorf("the standard deviation is %v with a prior and %v without", held.SD, free.SD)
	}
}

// Units of truly equal quality with very different mixes come out alike.
func TestMixedModelTakesTheMixOut(t *testing.T) {
	var rows []Row
	for v, complaints := range []int{100, 300, 500, 700, 900} {
		rows = append(rows, Row{v, Count{complaints * 3 / 10, complaints}, []float64{1, 1}, 0}, Row{v, Count{(1000 - complaints) / 10, 1000 - complaints}, []float64{1, 0}, 0})
	}
	m, err := FitMixed(5, rows, MixedSettings{})
	if err != nil {
		t.Fatal(err)
	}
	for v, effect := range m.Mean {
		oracletest.Near(t, "adjusted rate", m.Adjusted(effect), .2, 1e-3)
		oracletest.Near(t, "effect", m.Mode[v], 0, 1e-3)
	}
}

func TestWhatCannotBeComparedIsRefused(t *testing.T) {
	one := []float64{1}
	mixed := func(units int, s MixedSettings, rows ...Row) error { _, err := FitMixed(units, rows, s); return err }
	beta := func(counts ...Count) error { _, err := FitBeta(counts); return err }
	standard := func(cells ...Cell) error { _, err := Standardise(2, 1, cells); return err }
	level := func(c Count, l float64) error { _, err := Wilson(c, l); return err }
	draws := func(d [][]float64, l float64) error { _, err := FromDraws(d, true, l); return err }
	for want, err := range map[string]error{
		"count.trials is 0; expected at least one trial":                                                      level(Count{0, 0}, .9),
		"count.events is 3; expected at least 0 and no more than the trials":                                  level(Count{3, 2}, .9),
		"level is 95; expected a share above 0 and below 1, such as 0.95":                                     level(Count{1, 2}, 95),
		"the number of units is 1; expected at least two":                                                     beta(Count{1, 2}),
		"counts[1].trials is 0; expected at least one trial":                                                  beta(Count{1, 2}, Count{}),
		"the number of events of all units is 0; expected some but not all of the trials":                     beta(Count{0, 2}, Count{0, 9}),
		"draws is empty; expected at least one draw of at least one unit":                                     draws(nil, .9),
		"the length of draws[1] is 1; expected one value for each unit":                                       draws([][]float64{{1, 2}, {1}}, .9),
		"cells[1].unit is 2; expected an index of a unit":                                                     standard(Cell{0, 0, Count{1, 2}}, Cell{2, 0, Count{1, 2}}),
		"cells[0].stratum is 1; expected an index of a stratum":                                               standard(Cell{0, 1, Count{1, 2}}),
		"cells[1] is a second cell of its unit and stratum; expected one":                                     standard(Cell{0, 0, Count{1, 2}}, Cell{0, 0, Count{1, 2}}),
		"cells[0].trials is 0; expected at least one trial":                                                   standard(Cell{0, 0, Count{}}),
		"unit 1 is without trials; expected at least one cell":                                                standard(Cell{0, 0, Count{1, 2}}),
		"the number of rows is 0; expected at least one":                                                      mixed(1, MixedSettings{}),
		"rows[0].unit is 1; expected an index of a unit":                                                      mixed(1, MixedSettings{}, Row{1, Count{1, 2}, one, 0}),
		"rows[0].count.trials is 0; expected at least one trial":                                              mixed(1, MixedSettings{}, Row{0, Count{}, one, 0}),
		"the length of rows[1].cases is 2; expected as many as in the first row":                              mixed(1, MixedSettings{}, Row{0, Count{1, 2}, one, 0}, Row{0, Count{1, 2}, []float64{1, 2}, 0}),
		"the sum of rows[0]'s cases and offset is +Inf; expected finite numbers":                              mixed(1, MixedSettings{}, Row{0, Count{1, 2}, one, math.Inf(1)}),
		"unit 1 is without rows; expected at least one":                                                       mixed(2, MixedSettings{}, Row{0, Count{1, 2}, one, 0}),
		"nodes is 101; expected 1 to 100":                                                                     mixed(1, MixedSettings{Nodes: 101}, Row{0, Count{1, 2}, one, 0}),
		"priorSD is -1; expected a finite number of at least 0":                                               mixed(1, MixedSettings{PriorSD: -1}, Row{0, Count{1, 2}, one, 0}),
		"the cases of all rows is columns of which one follows from the others; expected independent columns": mixed(1, MixedSettings{}, Row{0, Count{1, 2}, []float64{1, 1}, 0}),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestNoStandardDeviationIsMoreProbableThanTheFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []Row
		units := rapid.IntRange(2, 9).Draw(t, "units")
		for v := range units {
			n := rapid.IntRange(20, 400).Draw(t, "trials")
			count := Count{rapid.IntRange(1, n-1).Draw(t, "events"), n}
			rows = append(rows, Row{Unit: v, Count: count, Cases: []float64{1}, Offset: rapid.Float64Range(-1, 1).Draw(t, "offset")})
		}
		m, err := FitMixed(units, rows, MixedSettings{})
		if err != nil {
			t.Fatal(err)
		}
		g := newRule(25)
		for _, sd := range []float64{1e-4, .05, .2, .5, 1, 2, m.SD * .9, m.SD * 1.1} {
			sum := 0.0
			for _, r := range rows {
				sum += g.unit([]Row{r}, m.Coefficients, sd).logLikelihood
			}
			if sum > m.LogLikelihood+1e-6 {
				t.Fatalf("a standard deviation of %v gives %v, the fit of %v less: %v", sd, sum, m.SD, m.LogLikelihood)
			}
		}
	})
}
