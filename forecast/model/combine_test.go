package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// always is a model that expects the same in every open slot, of a family of
// its own.
type always struct {
	family string
	value  float64
}

func (m always) Name() string   { return m.family }
func (m always) Family() string { return m.family }
func (m always) Fit(t *Training) Forecast {
	return alwaysForecast{t, m.value}
}

type alwaysForecast struct {
	training *Training
	value    float64
}

func (f alwaysForecast) Day(k int) []float64 {
	out := make([]float64, f.training.Slots())
	for j, open := range f.training.open[f.training.weekday(k)] {
		out[j] = f.value * indicator(open)
	}
	return out
}

// flat is a centre that sees 100 contacts in every open slot.
func flat() centre {
	c := quiet("2026-01-05", 84)
	c.shape = func(float64) float64 { return 1 }
	c.level = [7]float64{0, 2000, 2000, 2000, 2000, 2000, 0}
	return c
}

func tryAll(t *testing.T, b *backtest, models ...Model) []*trial {
	t.Helper()
	var out []*trial
	for _, m := range models {
		c, err := b.try(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func TestTheCombinationTakesTheBestOfEachFamilyNearTheBest(t *testing.T) {
	b := newBacktest(flat().training(t), 14, 4)
	reference := always{"reference", 130}
	cases := []struct {
		name    string
		models  []Model
		members []string
		rule    string
	}{
		{"one far ahead", []Model{reference, always{"a", 110}, always{"b", 120}}, []string{"a"}, ruleSingle},
		{"two near each other", []Model{reference, always{"a", 110}, always{"b", 90.5}, always{"c", 120}}, []string{"a", "b"}, ruleMean},
		{"five take the median", []Model{reference, always{"a", 110}, always{"b", 110}, always{"c", 110}, always{"d", 90}, always{"e", 90}},
			[]string{"a", "b", "c", "d", "e"}, ruleMedian},
		{"nothing beats the reference", []Model{reference, always{"a", 140}}, []string{"reference"}, ruleSingle},
	}
	for _, c := range cases {
		trials := tryAll(t, b, c.models...)
		got := b.choose(trials, trials[0]).describe(b.scale)
		if diff := cmp.Diff(c.members, got.Members); diff != "" || got.Rule != c.rule {
			t.Errorf("%s: rule %s, want %s; members (-want +got):\n%s", c.name, got.Rule, c.rule, diff)
		}
	}
}

func TestTheMemberOfAFamilyIsWhatItsSearchSettledOn(t *testing.T) {
	b := newBacktest(flat().training(t), 14, 4)
	trials := tryAll(t, b, always{"a", 104}, always{"a", 105})
	if got := b.representative(trials); got != trials[0] {
		t.Error("without a search the best was not taken")
	}
	trials[1].settled = true
	if got := b.representative(trials); got != trials[1] {
		t.Error("what the search settled on was not taken")
	}
}

func TestACombinationThatLosesToTheReferenceGivesWay(t *testing.T) {
	b := newBacktest(flat().training(t), 14, 4)
	trials := tryAll(t, b, always{"reference", 100}, always{"a", 140}, always{"b", 150})
	got := b.choose(trials[1:], trials[0])
	if got.rule != ruleInstead || len(got.members) != 1 || got.members[0] != trials[0] {
		t.Errorf("rule %s with %d members, want the reference instead", got.rule, len(got.members))
	}
}

func TestASettingMustWinClearlyToDisplaceTheOneBefore(t *testing.T) {
	b := newBacktest(quiet("2026-01-05", 112).training(t), 14, 4)
	b.actual = matrix(112, 48, 100)
	s := &search{ctx: t.Context(), backtest: b}
	start := LevelProfile{HalfLife: 40, ProfileHalfLife: 25, Kappa: 2, Horizon: 14}
	first, err := s.try(start)
	if err != nil {
		t.Fatal(err)
	}
	same := start
	same.HalfLife = 39
	best, err := s.improve(first, []LevelProfile{start, same})
	if err != nil {
		t.Fatal(err)
	}
	if best != first || len(s.trials) != 2 {
		t.Errorf("best %s of %d trials; want the first to stay, and itself not tried again", best.model.Name(), len(s.trials))
	}
}
