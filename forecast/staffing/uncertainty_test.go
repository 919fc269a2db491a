package staffing_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// busyDays draws paths whose days are busy or quiet as a whole, with noise of
// their own in every interval, about a level of contacts.
func busyDays(seed uint64, paths, intervals int, level float64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 7))
	all := make([][]float64, paths)
	for k := range all {
		day := math.Exp(0.15 * random.NormFloat64())
		for range intervals {
			all[k] = append(all[k], math.Round(level*day*math.Exp(0.05*random.NormFloat64())))
		}
	}
	return all
}

func uncertain(paths [][]float64) staffing.Uncertain {
	n := len(paths[0])
	return staffing.Uncertain{
		Paths: paths, AHT: slices.Repeat([]float64{180}, n), Seconds: slices.Repeat([]float64{1800}, n),
		Behaviour: staffing.Behaviour{Patience: 120},
	}
}

func TestACertainRequirementHoldsInThatShareOfThePaths(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		u := uncertain(busyDays(rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(20, 60).Draw(rt, "paths"), 4, 100))
		share := rapid.Float64Range(0.1, 0.95).Draw(rt, "share")
		c, err := staffing.CertainRequirement(u, share, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		agents := make([]float64, len(c.Results))
		for i, r := range c.Results {
			agents[i] = float64(r.Agents)
		}
		enough, err := staffing.Assure(u, agents, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range agents {
			agents[i]--
		}
		short, err := staffing.Assure(u, agents, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range agents {
			if enough.Met[i] < share-1e-9 || short.Met[i] >= share {
				rt.Fatalf("share %v, interval %d: %v agents hold in %v of the paths, one fewer in %v", share, i, agents[i]+1, enough.Met[i], short.Met[i])
			}
		}
		if enough.Day < short.Day || enough.Level < short.Level {
			rt.Fatalf("with more agents %+v, with fewer %+v", enough, short)
		}
	})
}

func TestPathsThatAgreeLeaveNothingToPayFor(t *testing.T) {
	same := slices.Repeat([][]float64{{100, 0, 200}}, 20)
	u := uncertain(same)
	u.Open = []bool{true, true, true}
	prices, err := staffing.PriceOfCertainty(u, same[0], []float64{0.5, 0.9, 0.95}, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	load, _ := staffing.LoadOf(100, 180, 1800)
	load.Patience = 120
	twice := load
	twice.Erlangs *= 2
	want := 0.5 * float64(requirement(t, load, eightyTwenty).Agents+requirement(t, twice, eightyTwenty).Agents)
	for _, p := range prices {
		if p.Extra != 0 || math.Abs(p.AgentHours-want) > 1e-12 || p.Level < 0.8 {
			t.Errorf("certainty %v: %+v, want %v agent hours and none extra", p.Share, p, want)
		}
	}
}

func TestCertaintyHasARisingPrice(t *testing.T) {
	paths := busyDays(3, 200, 6, 100)
	g := eightyTwenty
	g.Shrinkage = staffing.Shrinkage{OutOfOffice: 0.3}
	prices, err := staffing.PriceOfCertainty(uncertain(paths), slices.Repeat([]float64{100}, 6), []float64{0.5, 0.7, 0.8, 0.9, 0.95, 0.99}, g)
	if err != nil {
		t.Fatal(err)
	}
	if len(prices) != 7 || prices[0].Share != 0 || prices[0].Extra != 0 {
		t.Fatalf("prices %+v", prices)
	}
	for i, p := range prices[2:] {
		if before := prices[i+1]; p.AgentHours < before.AgentHours || p.Level < before.Level || math.Abs(p.Scheduled-p.AgentHours/0.7) > 1e-9 {
			t.Errorf("certainty %v: %+v after %+v", p.Share, p, before)
		}
	}
	if dear, cheap := prices[6].Extra, prices[2].Extra; dear < 2*cheap {
		t.Errorf("99 %% certainty costs %v hours more, 70 %% %v", dear, cheap)
	}
}

func TestClosedIntervalsNeedNoCertainty(t *testing.T) {
	u := uncertain(busyDays(5, 20, 3, 50))
	u.Open = []bool{true, false, true}
	c, err := staffing.CertainRequirement(u, 0.9, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	if c.Results[1].Agents != 0 || c.Results[0].Agents == 0 || c.Load[1] != 0 {
		t.Errorf("requirement %+v", c)
	}
	a, err := staffing.Assure(u, []float64{20, 0, 20}, eightyTwenty)
	if err != nil || !math.IsNaN(a.Met[1]) || a.Met[0] != 1 || a.Day != 1 {
		t.Errorf("assurance %+v, %v", a, err)
	}
}

func TestTooFewPathsTellNothing(t *testing.T) {
	u := uncertain(busyDays(5, 20, 3, 50))
	short, uneven := u, u
	short.Seconds = short.Seconds[:1]
	uneven.Paths = [][]float64{{1, 2, 3}, {1, 2}}
	negative := u
	negative.Paths = slices.Repeat([][]float64{{-1, 2, 3}}, 20)
	cases := []struct {
		field string
		u     staffing.Uncertain
		share float64
	}{
		{"certainty", u, 1}, {"certainty", u, 0}, {"number of sample paths", u, 0.99}, {"number of sample paths", staffing.Uncertain{}, 0.5},
		{"number of interval lengths", short, 0.5}, {"length of a sample path", uneven, 0.5}, {"contacts", negative, 0.5},
	}
	for _, c := range cases {
		var input *staffing.InputError
		if _, err := staffing.CertainRequirement(c.u, c.share, eightyTwenty); !errors.As(err, &input) || input.Field != c.field {
			t.Errorf("%s: %v, want a refusal of that field", c.field, err)
		}
	}
	if _, err := staffing.Assure(u, []float64{1}, eightyTwenty); err == nil {
		t.Error("agents for one of three intervals were accepted")
	}
	if _, err := staffing.PriceOfCertainty(u, []float64{1}, nil, eightyTwenty); err == nil {
		t.Error("a point forecast of one of three intervals was accepted")
	}
}
