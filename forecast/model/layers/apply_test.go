package layers_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/workforce/grid"
)

// day is the grid of four six-hour intervals of one day in UTC.
func day(t testing.TB) grid.Grid {
	t.Helper()
	g, err := grid.New(time.UTC, 360, grid.MustDate("2026-03-09"), 1)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// hour is an instant of that day.
func hour(h int) time.Time { return time.Date(2026, 3, 9, h, 0, 0, 0, time.UTC) }

func layer(id int64, op layers.Operation, value float64, from, to int) layers.Layer {
	return layers.Layer{ID: id, Measure: layers.Contacts, Operation: op, Value: value, From: hour(from), To: hour(to)}
}

func ofHandleTime(l layers.Layer) layers.Layer {
	l.Measure = layers.HandleTime
	return l
}

var nearly = cmpopts.EquateApprox(1e-12, 1e-9)

func TestTheAlgebraOfContacts(t *testing.T) {
	const multiply, add, set = layers.Multiply, layers.Add, layers.Set
	base := []float64{0, 10, 30, 0} // the first interval is open without contacts, the last is closed
	open := []bool{true, true, true, false}
	for _, test := range []struct {
		name   string
		layers []layers.Layer
		want   []float64
	}{
		{"nothing", nil, []float64{0, 10, 30, 0}},
		{"times", []layers.Layer{layer(1, multiply, 1.5, 6, 12)}, []float64{0, 15, 30, 0}},
		{"times nothing", []layers.Layer{layer(1, multiply, 0, 0, 24)}, []float64{0, 0, 0, 0}},
		{"two factors overlap", []layers.Layer{layer(1, multiply, 2, 6, 18), layer(2, multiply, 1.5, 12, 24)}, []float64{0, 20, 90, 0}},
		{"a sum is shared by shape", []layers.Layer{layer(1, add, 20, 0, 24)}, []float64{0, 15, 45, 0}},
		{"fewer", []layers.Layer{layer(1, add, -20, 0, 24)}, []float64{0, 5, 15, 0}},
		{"fewer than there are", []layers.Layer{layer(1, add, -99, 0, 24)}, []float64{0, 0, 0, 0}},
		{"a total", []layers.Layer{layer(1, set, 100, 0, 24)}, []float64{0, 25, 75, 0}},
		{"a total of a part leaves the rest", []layers.Layer{layer(1, set, 50, 6, 12)}, []float64{0, 50, 30, 0}},
		{"a total forgets a factor below", []layers.Layer{layer(1, multiply, 3, 0, 24), layer(2, set, 100, 0, 24)}, []float64{0, 25, 75, 0}},
		{"a total keeps the shape below", []layers.Layer{layer(1, multiply, 3, 6, 12), layer(2, set, 60, 0, 24)}, []float64{0, 30, 30, 0}},
		{"a factor above a total", []layers.Layer{layer(1, set, 100, 0, 24), layer(2, multiply, 2, 0, 24)}, []float64{0, 50, 150, 0}},
		{"a sum above a total", []layers.Layer{layer(1, set, 100, 0, 24), layer(2, add, 20, 12, 18)}, []float64{0, 25, 95, 0}},
		{"ids order them, not the list", []layers.Layer{layer(9, multiply, 2, 0, 24), layer(1, set, 100, 0, 24)}, []float64{0, 50, 150, 0}},
		{"half an interval", []layers.Layer{layer(1, multiply, 2, 9, 12)}, []float64{0, 15, 30, 0}},
		{"a total of half an interval", []layers.Layer{layer(1, set, 25, 9, 12)}, []float64{0, 30, 30, 0}},
		{"a total where nothing comes, over open time", []layers.Layer{layer(1, set, 8, 0, 6)}, []float64{8, 10, 30, 0}},
		{"a sum after all was taken, by the forecast's shape", []layers.Layer{layer(1, multiply, 0, 0, 24), layer(2, add, 4, 0, 24)}, []float64{0, 1, 3, 0}},
		{"a sum for a closed range", []layers.Layer{layer(1, add, 4, 18, 24)}, []float64{0, 10, 30, 0}},
		{"a range that reaches further", []layers.Layer{layer(1, multiply, 2, 12, 400)}, []float64{0, 10, 60, 0}},
	} {
		got := layers.Apply(day(t), layers.Curves{Contacts: base, Open: open}, test.layers)
		if diff := cmp.Diff(test.want, got.Contacts, nearly); diff != "" {
			t.Errorf("%s: %+v over %v (-want +got):\n%s", test.name, test.layers, base, diff)
		}
	}
	if diff := cmp.Diff([]float64{0, 10, 30, 0}, base); diff != "" {
		t.Errorf("the forecast itself was changed:\n%s", diff)
	}
}

func TestATotalOfWhichAPartBelongsElsewhere(t *testing.T) {
	base := layers.Curves{Contacts: []float64{10, 10, 10, 10}}
	for _, test := range []struct {
		op   layers.Operation
		want float64
	}{{layers.Add, 40 + 75}, {layers.Set, 75}} {
		l := layer(1, test.op, 100, 0, 400)
		l.Elsewhere = 0.25
		sum := 0.0
		for _, v := range layers.Apply(day(t), base, []layers.Layer{l}).Contacts {
			sum += v
		}
		if math.Abs(sum-test.want) > 1e-9 {
			t.Errorf("%s 100, a quarter of it elsewhere, over 40 contacts: %g, want %g", test.op, sum, test.want)
		}
	}
}

func TestTheAlgebraOfHandleTime(t *testing.T) {
	base := layers.Curves{Contacts: []float64{0, 10, 30, 0}, AHTS: []float64{0, 100, 200, 300}, Open: []bool{true, true, true, false}}
	for _, test := range []struct {
		name   string
		layers []layers.Layer
		want   []float64
	}{
		{"times", []layers.Layer{ofHandleTime(layer(1, layers.Multiply, 1.1, 6, 18))}, []float64{0, 110, 220, 300}},
		{"seconds on every contact", []layers.Layer{ofHandleTime(layer(1, layers.Add, 20, 6, 24))}, []float64{0, 120, 220, 320}},
		{"never below a second", []layers.Layer{ofHandleTime(layer(1, layers.Add, -150, 0, 18))}, []float64{0, 1, 50, 300}},
		{"a mean keeps the shape", []layers.Layer{ofHandleTime(layer(1, layers.Set, 350, 0, 18))}, []float64{0, 200, 400, 300}},
		{"a mean is taken over adjusted contacts, whatever the order", []layers.Layer{
			ofHandleTime(layer(1, layers.Set, 150, 6, 18)), layer(2, layers.Multiply, 3, 6, 12),
		}, []float64{0, 100, 200, 300}},
		{"new contacts take as long as the others", []layers.Layer{layer(1, layers.Add, 5, 0, 6)}, []float64{175, 100, 200, 300}},
		{"a mean of nobody", []layers.Layer{ofHandleTime(layer(1, layers.Set, 350, 18, 24))}, []float64{0, 100, 200, 300}},
	} {
		got := layers.Apply(day(t), base, test.layers)
		if diff := cmp.Diff(test.want, got.AHTS, nearly); diff != "" {
			t.Errorf("%s: %+v (-want +got):\n%s", test.name, test.layers, diff)
		}
	}
}

func TestALayerThatChangesNothingSaysWhy(t *testing.T) {
	base := layers.Curves{Contacts: []float64{0, 10, 30, 0}, Open: []bool{false, true, true, false}}
	got := layers.Apply(day(t), base, []layers.Layer{
		layer(7, layers.Multiply, 2, 0, 6), layer(2, layers.Add, 5, 18, 24), layer(3, layers.Set, 5, 48, 72), layer(4, layers.Set, 5, -48, 0),
		ofHandleTime(layer(5, layers.Set, 200, 0, 24)), layer(6, layers.Add, 1, 0, 24),
	})
	want := []layers.Idle{
		{ID: 2, Reason: layers.EmptyRange}, {ID: 3, Reason: layers.OutOfReach}, {ID: 4, Reason: layers.OutOfReach},
		{ID: 5, Reason: layers.NoHandleTime}, {ID: 7, Reason: layers.EmptyRange},
	}
	if diff := cmp.Diff(want, got.Idle); diff != "" {
		t.Errorf("idle (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int64{6}, got.Applied); diff != "" {
		t.Errorf("applied (-want +got):\n%s", diff)
	}
}

func TestABandMovesWithItsForecast(t *testing.T) {
	base, adjusted := []float64{10, 20, 0, 5}, []float64{10, 30, 4, 0}
	for _, test := range []struct {
		end, want []float64
	}{
		{[]float64{8, 14, 0, 2}, []float64{8, 21, 4 * 24.0 / 35, 0}},
		{[]float64{12, 26, 1, 8}, []float64{12, 39, 4 * 46.0 / 35, 0}},
	} {
		if diff := cmp.Diff(test.want, layers.Widen(base, adjusted, test.end), nearly); diff != "" {
			t.Errorf("end %v of %v, adjusted to %v (-want +got):\n%s", test.end, base, adjusted, diff)
		}
	}
	if got := layers.Widen([]float64{0}, []float64{7}, []float64{0}); got[0] != 7 {
		t.Errorf("where nothing tells how wide a band is: %g, want the adjusted 7", got[0])
	}
}
