package rank

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// Where all units have the same mix there is nothing to take out.
func TestOneMixLeavesRatesAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units, strata := rapid.IntRange(1, 5).Draw(t, "units"), rapid.IntRange(1, 4).Draw(t, "strata")
		size := rapid.SliceOfN(rapid.IntRange(1, 50), strata, strata).Draw(t, "mix")
		var cells []Cell
		for v := range units {
			for k, n := range size {
				cells = append(cells, Cell{v, k, Count{rapid.IntRange(0, n).Draw(t, "events"), n}})
			}
		}
		list, err := Standardise(units, strata, cells)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			if math.Abs(s.Direct-s.Crude) > 1e-9 || !math.IsNaN(s.Ratio) && math.Abs(s.Indirect-s.Crude) > 1e-9 {
				t.Fatalf("%+v in one mix", s)
			}
		}
	})
}

func TestStrataThatAUnitNeverSawLeaveItWithoutADirectRate(t *testing.T) {
	cells := []Cell{{0, 0, Count{5, 10}}, {1, 0, Count{5, 10}}, {1, 1, Count{2, 40}}}
	list := oracletest.Must[[]Standard](t)(Standardise(2, 3, cells))
	if !math.IsNaN(list[0].Direct) || list[0].Fewest != 0 || math.IsNaN(list[0].Indirect) {
		t.Errorf("the unit without the stratum is %+v", list[0])
	}
	if math.IsNaN(list[1].Direct) || list[1].Fewest != 10 {
		t.Errorf("the other is %+v; the stratum that nobody saw must not count", list[1])
	}
}

// The chance that one beta variable is below another, by integration.
func TestPairsAreRightToTheErrorOfDraws(t *testing.T) {
	a, b := Beta{8, 92}, Beta{14, 86}
	exact := 0.0
	const width = 1e-4
	for x := width / 2; x < 1; x += width {
		density := math.Exp((a.A-1)*math.Log(x) + (a.B-1)*math.Log1p(-x) - logBeta(a.A, a.B))
		exact += width * density * (1 - b.Below(x))
	}
	r := oracletest.Must[*Ranking](t)(FromDraws(DrawBetas([]Beta{a, b}, 40_000, rand.NewPCG(1, 2)), true, .95))
	oracletest.Near(t, "a is lower", r.Better[1], exact, 3*math.Sqrt(.25/40_000))
}

func TestTheSameSeedGivesTheSameRanks(t *testing.T) {
	units := []Beta{{8, 92}, {14, 86}, {9, 91}}
	one := DrawBetas(units, 50, rand.NewPCG(5, 5))
	two := DrawBetas(units, 50, rand.NewPCG(5, 5))
	for d := range one {
		for v := range one[d] {
			if one[d][v] != two[d][v] {
				t.Fatalf("draw %d of unit %d differs", d, v)
			}
		}
	}
}

func TestHigherLevelsGiveWiderIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCount(t, "count")
		for _, of := range []func(Count, float64) (Interval, error){Wilson, ClopperPearson, Jeffreys} {
			narrow, err := of(c, .8)
			if err != nil {
				t.Fatal(err)
			}
			wide, err := of(c, .99)
			if err != nil {
				t.Fatal(err)
			}
			if wide.Lo > narrow.Lo || wide.Hi < narrow.Hi {
				t.Fatalf("%v: %v at 99 %%, %v at 80 %%", c, wide, narrow)
			}
		}
	})
}

func TestShrinkingMovesTowardsTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := make([]Count, rapid.IntRange(3, 10).Draw(t, "units"))
		for v := range counts {
			counts[v] = anyCount(t, "unit")
		}
		fit, err := FitBeta(counts)
		if err != nil {
			return
		}
		for _, c := range counts {
			lo, hi := min(c.Rate(), fit.Mean()), max(c.Rate(), fit.Mean())
			if m := fit.After(c).Mean(); m < lo-1e-9 || m > hi+1e-9 {
				t.Fatalf("%v becomes %v, not between it and %v", c, m, fit.Mean())
			}
		}
	})
}
