package survival_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/survival"
)

// trial is a model that knows who tends to leave: half of the people have three
// times the chance of the rest.
func trial() *survival.Trial {
	t := &survival.Trial{TrainingExits: 200, FreeParameters: 5}
	for i := range 2000 {
		often := i%2 == 0
		p := 0.1
		if often {
			p = 0.3
		}
		t.Predicted = append(t.Predicted, p)
		t.Averages = append(t.Averages, 0.2)
		t.Left = append(t.Left, (i/2)%10 < int(math.Round(p*10)))
	}
	return t
}

func TestAModelIsShownOnlyWhenItPassesEveryGate(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *survival.Trial)
		failed []string
	}{
		"a good model":            {func(*survival.Trial) {}, nil},
		"few exits":               {func(t *survival.Trial) { t.TrainingExits = 49 }, []string{"exits to learn from", "exits for each term"}},
		"many terms":              {func(t *survival.Trial) { t.FreeParameters = 21 }, []string{"exits for each term"}},
		"a group not reported on": {func(t *survival.Trial) { t.Unreported = []string{"part-time"} }, []string{"groups without a report"}},
		"no better than averages": {func(t *survival.Trial) { t.Averages = t.Predicted }, []string{"Brier score better than averages"}},
		"too extreme": {func(t *survival.Trial) {
			for i, p := range t.Predicted {
				t.Predicted[i] = map[bool]float64{true: 0.5, false: 0.05}[p > 0.2]
			}
		}, []string{"Brier score better than averages", "calibration slope", "calibration in the large"}},
		"nobody left": {func(t *survival.Trial) { clear(t.Left) }, []string{"exits in the test"}},
	} {
		t.Run(name, func(t *testing.T) {
			tried := trial()
			c.change(tried)
			verdict, err := survival.Judge(tried)
			if err != nil {
				t.Fatal(err)
			}
			var failed []string
			for _, f := range verdict.Failed() {
				failed = append(failed, f.Name)
			}
			if diff := cmp.Diff(c.failed, failed); diff != "" {
				t.Errorf("failed gates (-want +got):\n%s\nof %+v", diff, verdict.Findings)
			}
			if verdict.Shown != (c.failed == nil) {
				t.Errorf("shown: %v with failures %v", verdict.Shown, failed)
			}
		})
	}
}

func TestAModelThatDriftsIsNoLongerShown(t *testing.T) {
	for name, c := range map[string]struct {
		observed, expected []float64
		ratio              float64
		holds              bool
	}{
		"as expected":      {[]float64{90, 10, 11, 12}, []float64{10, 11, 11, 11}, 1, true},
		"far fewer leave":  {[]float64{10, 5, 5, 5}, []float64{10, 11, 11, 11}, 15.0 / 33, false},
		"far more leave":   {[]float64{20, 20, 20}, []float64{10, 10, 10}, 2, false},
		"at the very edge": {[]float64{3, 3, 3}, []float64{4, 4, 4}, 0.75, true},
	} {
		ratio, holds, err := survival.Drift(c.observed, c.expected)
		if err != nil || math.Abs(ratio-c.ratio) > 1e-12 || holds != c.holds {
			t.Errorf("%s: got %v, %v, %v, want %v, %v", name, ratio, holds, err, c.ratio, c.holds)
		}
	}
	var refused *survival.InputError
	if _, _, err := survival.Drift([]float64{1}, []float64{1}); !errors.As(err, &refused) {
		t.Errorf("one month alone: got %v, want it refused", err)
	}
}

func TestSpellsAreCutIntoWholeMonths(t *testing.T) {
	o := &survival.Observations{
		Start: []float64{0, 0, 0.5, 2, 0},
		Stop:  []float64{2.4, 2.4, 2, 4, 1},
		Event: []bool{true, false, true, false, true},
	}
	got, err := survival.PersonMonths(o)
	if err != nil {
		t.Fatal(err)
	}
	want := []survival.PersonMonth{
		{Row: 0, Month: 0}, {Row: 0, Month: 1}, {Row: 0, Month: 2, Left: true},
		{Row: 1, Month: 0}, {Row: 1, Month: 1}, // the third month was not watched to its end
		{Row: 2, Month: 1, Left: true}, // nor the first from its beginning
		{Row: 3, Month: 2}, {Row: 3, Month: 3},
		{Row: 4, Month: 0, Left: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
}

func TestTenureBendsOnlyBetweenTheKnots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		knots := survival.TenureKnots()
		bend := func(at float64) []float64 {
			const h = 0.01
			left, middle, right := survival.Spline(at-h, knots), survival.Spline(at, knots), survival.Spline(at+h, knots)
			second := make([]float64, len(middle))
			for j := range second {
				second[j] = (left[j] - 2*middle[j] + right[j]) / (h * h)
			}
			return second
		}
		for _, at := range []float64{rapid.Float64Range(-5, 0.9).Draw(t, "before"), rapid.Float64Range(24.1, 100).Draw(t, "after")} {
			for j, v := range bend(at) {
				if math.Abs(v) > 1e-6 {
					t.Errorf("term %d bends by %v at %v", j, v, at)
				}
			}
		}
	})
}

func TestAveragesDrawSmallCellsTowardsTheRest(t *testing.T) {
	var months []survival.PersonMonth
	var cell []int
	add := func(c, count, exits int) {
		for k := range count {
			months, cell = append(months, survival.PersonMonth{Left: k < exits}), append(cell, c)
		}
	}
	add(0, 2000, 200)
	add(1, 2000, 60)
	add(2, 5, 0)
	a, err := survival.FitAverages(months, cell, []string{"new", "old", "tiny"})
	if err != nil {
		t.Fatal(err)
	}
	if tiny := a.Groups[2]; tiny.Shrunken < 0.02 || tiny.Rate != 0 {
		t.Errorf("the tiny cell has rate %v and guess %v, want 0 and a guess near the rest", tiny.Rate, tiny.Shrunken)
	}
	if fresh := a.Groups[0]; math.Abs(fresh.Shrunken-0.1) > 0.005 {
		t.Errorf("the large cell is guessed at %v, want about 0.1", fresh.Shrunken)
	}
	want := 1 - (1-a.Groups[0].Shrunken)*(1-a.Groups[0].Shrunken)*(1-a.Groups[1].Shrunken)
	if got := a.Within([]int{0, 0, 1}); math.Abs(got-want) > 1e-12 {
		t.Errorf("within three months %v, want %v", got, want)
	}
}
