package contract_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

func level(code, base, target, weight, floor string) contract.Level {
	return contract.Level{Metric: code, Base: dec(base), Target: dec(target), Weight: dec(weight), Floor: dec(floor)}
}

// rulebook is three lines of an operator's assessment rules: repeats within two
// hours, satisfaction, mystery tests.
func rulebook() contract.Version {
	v := version()
	v.Levels = []contract.Level{
		level("repeat_2h", "0.17", "0.14", "10", "7"),
		level("satisfaction_top", "0.975", "0.984", "15", "10"),
		level("mystery", "0.92", "0.96", "10", "7"),
	}
	return v
}

func TestPointsBetweenBaseAndTarget(t *testing.T) {
	var want map[string]any
	golden(t, "two_point_score_10086", &want)
	l := rulebook().Levels
	for _, c := range []struct {
		key   string
		level contract.Level
		x     string
	}{
		{"repeat2h_15.5pct(base17,target14,w10,base7)", l[0], "0.155"},
		{"csat_97.8(base97.5,target98.4,w15,base floor assumed 10)", l[1], "0.978"},
		{"mystery_94(base92,target96,w?10,base7)", l[2], "0.94"},
	} {
		got, err := c.level.Points(dec(c.x))
		f, _ := got.Float64()
		if err != nil || math.Abs(f-want[c.key].(float64)) > 1e-12 {
			t.Errorf("%s: %v (%v), want %v", c.key, got, err, want[c.key])
		}
	}
}

func TestPointsStayBetweenFloorAndWeight(t *testing.T) {
	l := rulebook().Levels
	for _, c := range []struct {
		level contract.Level
		x     string
		want  string
	}{
		{l[0], "0.17", "7"}, {l[0], "0.5", "7"}, {l[0], "0.14", "10"}, {l[0], "0", "10"},
		{l[1], "0.975", "10"}, {l[1], "0", "10"}, {l[1], "0.984", "15"}, {l[1], "1", "15"},
	} {
		if got, err := c.level.Points(dec(c.x)); err != nil || got.Cmp(dec(c.want)) != 0 {
			t.Errorf("%s at %s: %v (%v), want %s", c.level.Metric, c.x, got, err, c.want)
		}
	}
}

func TestACardAddsPointsAndAdjustments(t *testing.T) {
	card, err := rulebook().Score(map[string]metric.Value{
		"repeat_2h": ratio(155, 1000), "satisfaction_top": ratio(978, 1000), "mystery": ratio(94, 100),
	}, contract.Adjustment{Reason: "crisis support", Points: dec("2")}, contract.Adjustment{Reason: "late files", Points: dec("-0.5")})
	if err != nil {
		t.Fatal(err)
	}
	if want := dec("30.16666666666666667"); card.Total.Round(12).Cmp(want.Round(12)) != 0 || card.Possible.Cmp(dec("35")) != 0 {
		t.Errorf("total %v of %v, want %v of 35", card.Total, card.Possible, want)
	}
}

func TestALevelWithoutAValueIsNeitherEarnedNorPossible(t *testing.T) {
	v := rulebook()
	v.Levels[2].LeastN = 100
	card, err := v.Score(map[string]metric.Value{"repeat_2h": ratio(0, 0), "mystery": ratio(9, 10)})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		state contract.State
		why   string
	}{
		{contract.Unknown, "nothing was counted"}, {contract.Unknown, "nothing was delivered"}, {contract.TooFew, "10 were looked at; the contract asks for 100"},
	} {
		if l := card.Lines[i]; l.State != want.state || l.Why != want.why || !l.Points.IsZero() {
			t.Errorf("%s: %s, %q, %v points; want %s, %q, none", l.Metric, l.State, l.Why, l.Points, want.state, want.why)
		}
	}
	if !card.Total.IsZero() || !card.Possible.IsZero() {
		t.Errorf("total %v of %v, want 0 of 0", card.Total, card.Possible)
	}
}

func TestSatisfactionThatFewWereAskedForEarnsLess(t *testing.T) {
	v := rulebook()
	v.Levels[1].Gate = &contract.Gate{Metric: "survey_response", Least: dec("0.75"), Factor: dec("0.8")}
	for _, c := range []struct {
		name     string
		response metric.Value
		most     string
		gated    bool
	}{
		{"enough answered", ratio(75, 100), "15", false},
		{"too few answered", ratio(74, 100), "12", true},
		{"nobody was asked", ratio(0, 0), "12", true},
	} {
		card, err := v.Score(map[string]metric.Value{"satisfaction_top": ratio(99, 100), "survey_response": c.response})
		if err != nil {
			t.Fatal(err)
		}
		if l := card.Lines[1]; l.Gated != c.gated || l.Points.Cmp(dec(c.most)) != 0 || l.Most.Cmp(dec(c.most)) != 0 {
			t.Errorf("%s: gated %t, %v of %v points; want %t, %s", c.name, l.Gated, l.Points, l.Most, c.gated, c.most)
		}
	}
}

func TestACriticalMissTakesAllPoints(t *testing.T) {
	v := rulebook()
	v.Levels[2].KnockOut = true
	values := map[string]metric.Value{"repeat_2h": ratio(14, 100), "satisfaction_top": ratio(99, 100), "mystery": ratio(91, 100)}
	card, err := v.Score(values, contract.Adjustment{Reason: "late files", Points: dec("-1")})
	if err != nil {
		t.Fatal(err)
	}
	if card.KnockedOut != "mystery" || card.Total.Cmp(dec("-1")) != 0 || !strings.Contains(card.Lines[0].Why, "mystery") {
		t.Errorf("knocked out by %q, total %v, first line %q; want mystery, -1 and its name", card.KnockedOut, card.Total, card.Lines[0].Why)
	}
	values["mystery"] = ratio(92, 100)
	if card, err = v.Score(values); err != nil || card.KnockedOut != "" {
		t.Errorf("on its base: knocked out by %q (%v), want nobody", card.KnockedOut, err)
	}
}

func TestTheIntervalScoresAsTheCardDoes(t *testing.T) {
	v := rulebook()
	v.Levels[1].Gate = &contract.Gate{Metric: "survey_response", Least: dec("0.75"), Factor: dec("0.8")}
	v.Levels[2].KnockOut = true
	rapid.Check(t, func(rt *rapid.T) {
		values, draw := map[string]metric.Value{}, []float64{}
		for _, code := range []string{"repeat_2h", "satisfaction_top", "mystery", "survey_response"} {
			over := rapid.Int64Range(0, 1000).Draw(rt, code)
			if code == "mystery" {
				over = rapid.Int64Range(900, 1000).Draw(rt, code)
			}
			values[code], draw = ratio(over, 1000), append(draw, float64(over)/1000)
		}
		card, err := v.Score(values)
		if err != nil {
			rt.Fatal(err)
		}
		got, err := v.Interval([][]float64{draw}, 0, 0.95)
		if want, _ := card.Total.Float64(); err != nil || math.Abs(got.Mean-want) > 1e-9 || got.Low != got.High {
			rt.Errorf("%v: interval %+v (%v), card %v", draw, got, err, card.Total)
		}
	})
}

func TestTheIntervalIsTheMiddleOfTheDraws(t *testing.T) {
	v := version()
	v.Levels = []contract.Level{level("x", "0", "1", "100", "0")}
	var draws [][]float64
	for i := range 1000 {
		draws = append(draws, []float64{float64(i+1) / 1000})
	}
	got, err := v.Interval(draws, 5, 0.95)
	want := contract.Interval{Low: 2.5 + 5, High: 97.5 + 5, Mean: 50.05 + 5, Share: 0.95, Draws: 1000}
	if err != nil || math.Abs(got.Low-want.Low) > 0.1+1e-9 || math.Abs(got.High-want.High) > 0.1+1e-9 || math.Abs(got.Mean-want.Mean) > 1e-9 {
		t.Errorf("got %+v (%v), want %+v", got, err, want)
	}
	unknown, err := v.Interval([][]float64{{math.NaN()}}, 5, 0.5)
	if err != nil || unknown.Mean != 5 {
		t.Errorf("no value: %+v (%v), want 5, the adjustments", unknown, err)
	}
}

func TestDrawsThatCannotBeScoredAreRefused(t *testing.T) {
	v := rulebook()
	for name, c := range map[string]struct {
		draws [][]float64
		share float64
	}{
		"none":           {nil, 0.95},
		"too short":      {[][]float64{{1, 2}}, 0.95},
		"a share of all": {[][]float64{{1, 2, 3}}, 1},
		"no share":       {[][]float64{{1, 2, 3}}, math.NaN()},
	} {
		var refused *contract.DrawError
		if _, err := v.Interval(c.draws, 0, c.share); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a DrawError", name, err)
		}
	}
}

func TestBetterNeverEarnsLess(t *testing.T) {
	l := rulebook().Levels
	rapid.Check(t, func(rt *rapid.T) {
		i := rapid.IntRange(0, 2).Draw(rt, "level")
		x := decimal.MustNew(rapid.Int64Range(0, 1000).Draw(rt, "x"), 3)
		better := decimal.MustNew(rapid.Int64Range(0, 1000).Draw(rt, "better"), 3)
		if l[i].Direction() == metric.Lower {
			x, better = x.Max(better), x.Min(better)
		} else {
			x, better = x.Min(better), x.Max(better)
		}
		one, err := l[i].Points(x)
		two, err2 := l[i].Points(better)
		if err != nil || err2 != nil || two.Cmp(one) < 0 {
			rt.Errorf("%s: %v earns %v, %v earns %v", l[i].Metric, x, one, better, two)
		}
	})
}
