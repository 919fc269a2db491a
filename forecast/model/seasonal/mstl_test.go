package seasonal

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestADecompositionAddsUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1e4, 1e4), 3, 200).Draw(rt, "series")
		periods := rapid.SliceOfN(rapid.IntRange(1, 60), 0, 3).Draw(rt, "periods")
		robust := rapid.Bool().Draw(rt, "robust")
		d := MSTL(y, periods, robust)
		for i, v := range y {
			total := d.Trend[i] + d.Rest[i]
			for _, s := range d.Seasonal {
				total += s[i]
			}
			if !(math.Abs(total-v) < 1e-6*(1+math.Abs(v))) {
				rt.Fatalf("at %d the parts add up to %g, want %g", i, total, v)
			}
		}
	})
}

func TestWhereAllValuesAreOddARobustCurveGoesThroughThem(t *testing.T) {
	d := MSTL([]float64{1, 1, 1, 1, 1, -1.75, -1.75, 1, 1, 1}, []int{2}, true)
	for i, v := range d.Trend {
		if math.IsNaN(v) || math.IsNaN(d.Seasonal[0][i]) || math.IsNaN(d.Rest[i]) {
			t.Errorf("at %d: trend %g, season %g, rest %g; want numbers", i, v, d.Seasonal[0][i], d.Rest[i])
		}
	}
}

func TestADecompositionFindsBothSeasons(t *testing.T) {
	y := week(6 * 168)
	d := MSTL(y, []int{168, 24}, false) // in the order asked for, not found
	for i := 168; i < 5*168; i++ {
		daily := 30 * math.Sin(2*math.Pi*float64(i%24)/24)
		if math.Abs(d.Seasonal[1][i]-daily) > 4 || math.Abs(d.Rest[i]) > 3 {
			t.Fatalf("at %d: daily %.2f, rest %.2f; want %.2f and nothing", i, d.Seasonal[1][i], d.Rest[i], daily)
		}
		if both := d.Seasonal[0][i] + d.Seasonal[1][i] + d.Trend[i]; math.Abs(both-y[i]) > 3 {
			t.Fatalf("at %d: seasons and trend %.2f, want %.2f", i, both, y[i])
		}
	}
}

func TestATrendIsNotTakenForASeason(t *testing.T) {
	y := make([]float64, 240)
	for i := range y {
		y[i] = 3 * float64(i)
	}
	d := MSTL(y, []int{24}, false)
	for i := range y {
		if math.Abs(d.Seasonal[0][i]) > 1e-6 || math.Abs(d.Trend[i]-y[i]) > 1e-6 {
			t.Fatalf("at %d: season %g, trend %g; want none, and %g", i, d.Seasonal[0][i], d.Trend[i], y[i])
		}
	}
}

func TestARobustDecompositionLeavesASpikeInTheRest(t *testing.T) {
	y := week(5 * 168)
	y[400] += 500
	plain, robust := MSTL(y, []int{24}, false), MSTL(y, []int{24}, true)
	if robust.Rest[400] < 470 || robust.Rest[400] <= plain.Rest[400] {
		t.Errorf("the spike's rest is %.1f, and %.1f without robust weights; want nearly all of 500", robust.Rest[400], plain.Rest[400])
	}
	if math.Abs(robust.Rest[400+24]) > 20 {
		t.Errorf("a day later the rest is %.1f; want the spike forgotten", robust.Rest[424])
	}
}

func TestPeriodsThatTheSeriesDoesNotShowTwiceHaveNoSeason(t *testing.T) {
	y := week(200)
	d := MSTL(y, []int{24, 168, 1}, false)
	if slices.Max(d.Seasonal[1]) != 0 || slices.Max(d.Seasonal[2]) != 0 || slices.Max(d.Seasonal[0]) < 20 {
		t.Errorf("largest seasonal values %g, %g and %g; want a daily one only", slices.Max(d.Seasonal[0]), slices.Max(d.Seasonal[1]), slices.Max(d.Seasonal[2]))
	}
	if got := d.Ahead([]int{24, 168, 1}, 50); got[0] != d.Seasonal[0][200-24] || got[24] != got[0] {
		t.Errorf("ahead %g and a day later %g; want %g twice", got[0], got[24], d.Seasonal[0][176])
	}
}
