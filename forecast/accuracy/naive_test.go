package accuracy

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// numbered is n days of two slots that hold their own number, and that and a half.
func numbered(n int) [][]float64 {
	out := make([][]float64, n)
	for k := range out {
		out[k] = []float64{float64(k), float64(k) + .5}
	}
	return out
}

func TestTheNaiveForecastRepeatsTheLastWeekKnownAtTheOrigin(t *testing.T) {
	for _, c := range []struct{ origin, day, want int }{
		{21, 21, 14}, {21, 27, 20}, {21, 28, 14}, {21, 41, 20}, {22, 28, 21}, {7, 7, 0},
	} {
		got := Naive(numbered(60), c.origin, c.day)
		if diff := cmp.Diff([]float64{float64(c.want), float64(c.want) + .5}, got); diff != "" {
			t.Errorf("day %d from origin %d (-want +got):\n%s", c.day, c.origin, diff)
		}
	}
	if got := Naive(numbered(60), 3, 4); got != nil {
		t.Errorf("before the first week it says %v, want nothing", got)
	}
}

func TestTheNaiveForecastStepsOverDaysThatNobodyRecorded(t *testing.T) {
	days := numbered(60)
	days[28] = []float64{nan, nan}
	days[21] = []float64{nan, 21.5}
	if got := Naive(days, 35, 35); math.IsNaN(got[1]) || got[1] != 21.5 || !math.IsNaN(got[0]) {
		t.Errorf("it says %v, want what is known of day 21", got)
	}
	for k := range 35 {
		days[k] = []float64{nan, nan}
	}
	if got := Naive(days, 35, 35); got != nil {
		t.Errorf("of weeks without any row it says %v, want nothing", got)
	}
}

func TestTheNaiveForecastKnowsNothingFromTheOriginOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		origin := rapid.IntRange(0, 50).Draw(t, "origin")
		day := origin + rapid.IntRange(0, 60).Draw(t, "ahead")
		got := Naive(numbered(60), origin, day)
		if got == nil {
			return
		}
		from := int(got[0])
		if from >= origin || (day-from)%7 != 0 || day-from > 7+day-origin+6 {
			t.Errorf("day %d from origin %d repeats day %d", day, origin, from)
		}
	})
}

func TestTheScaleIsTheMeanChangeFromWeekToWeekBeforeTheOrigin(t *testing.T) {
	// Each day is 7 more than a week before; from the origin on it is wild.
	days := numbered(40)
	days[30] = []float64{1e6, 1e6}
	if got := NaiveScale(days, 30); !near(got, 7) {
		t.Errorf("the scale is %v, want 7", got)
	}
	if got := NaiveScale(days, 6); !math.IsNaN(got) {
		t.Errorf("within the first week the scale is %v, want undefined", got)
	}
	long := numbered(400)
	long[100] = []float64{1e6, 1e6} // further back than a quarter
	if got := NaiveScale(long, 300); !near(got, 7) {
		t.Errorf("the scale is %v, want 7, whatever was long ago", got)
	}
}
