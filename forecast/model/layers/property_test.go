package layers_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/workforce/grid"
)

// scene is a forecast of some days around a change of the clocks, in London.
type scene struct {
	grid grid.Grid
	base layers.Curves
}

func drawScene(t *rapid.T) scene {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	minutes := rapid.SampledFrom([]int{15, 30, 60}).Draw(t, "minutes")
	g, err := grid.New(london, minutes, grid.MustDate("2026-03-28"), rapid.IntRange(1, 3).Draw(t, "days"))
	if err != nil {
		t.Fatal(err)
	}
	n := g.Len()
	s := scene{grid: g}
	s.base.Contacts = rapid.SliceOfN(rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0.01, 500)), n, n).Draw(t, "contacts")
	s.base.AHTS = rapid.SliceOfN(rapid.Float64Range(1, 900), n, n).Draw(t, "aht")
	s.base.Open = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "open")
	return s
}

// drawRange is a stretch of at least a minute that touches the grid.
func (s scene) drawRange(t *rapid.T) (from, to time.Time) {
	begin := s.grid.Start(0)
	length := int(s.grid.Start(s.grid.Len()).Sub(begin) / time.Minute)
	a := rapid.IntRange(-60, length-1).Draw(t, "from")
	b := rapid.IntRange(max(a, 0)+1, length+60).Draw(t, "to")
	return begin.Add(time.Duration(a) * time.Minute), begin.Add(time.Duration(b) * time.Minute)
}

func (s scene) drawLayer(t *rapid.T, id int64) layers.Layer {
	l := layers.Layer{ID: id, Measure: rapid.SampledFrom([]layers.Measure{layers.Contacts, layers.HandleTime}).Draw(t, "measure")}
	l.Operation = rapid.SampledFrom([]layers.Operation{layers.Multiply, layers.Add, layers.Set}).Draw(t, "operation")
	l.From, l.To = s.drawRange(t)
	switch l.Operation {
	case layers.Multiply:
		l.Value = rapid.Float64Range(0, 3).Draw(t, "factor")
	case layers.Add:
		l.Value = rapid.Float64Range(-800, 800).Draw(t, "sum")
	default:
		l.Value = rapid.Float64Range(0, 2000).Draw(t, "total")
	}
	return l
}

func (s scene) drawLayers(t *rapid.T) []layers.Layer {
	var all []layers.Layer
	for id := range int64(rapid.IntRange(0, 6).Draw(t, "layers")) {
		all = append(all, s.drawLayer(t, id+1))
	}
	return all
}

// within is what a curve holds in a range, contacts being even within intervals.
func (s scene) within(curve []float64, from, to time.Time) float64 {
	sum := 0.0
	for i, v := range curve {
		start, end := s.grid.Start(i), s.grid.End(i)
		whole := end.Sub(start)
		if from.After(start) {
			start = from
		}
		if to.Before(end) {
			end = to
		}
		if start.Before(end) {
			sum += v * float64(end.Sub(start)) / float64(whole)
		}
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-7*max(1, math.Abs(a), math.Abs(b)) }

func TestWithoutLayersAForecastIsItselfToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		got := layers.Apply(s.grid, s.base, nil)
		if !slices.Equal(got.Contacts, s.base.Contacts) || !slices.Equal(got.AHTS, s.base.AHTS) {
			t.Fatal("curves without layers differ from the forecast")
		}
		if !slices.Equal(layers.Widen(s.base.Contacts, got.Contacts, s.base.AHTS), s.base.AHTS) {
			t.Fatal("a band without layers differs from the forecast's")
		}
	})
}

// Taking a layer off gives what the others alone give: nothing of it remains,
// and what it was laid over is untouched.
func TestALayerLeavesNothingBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		contacts, aht := slices.Clone(s.base.Contacts), slices.Clone(s.base.AHTS)
		others := s.drawLayers(t)
		before := layers.Apply(s.grid, s.base, others)
		_ = layers.Apply(s.grid, s.base, append(slices.Clone(others), s.drawLayer(t, 99)))
		if diff := cmp.Diff(before, layers.Apply(s.grid, s.base, others)); diff != "" {
			t.Fatalf("after a layer was laid and taken off:\n%s", diff)
		}
		if !slices.Equal(contacts, s.base.Contacts) || !slices.Equal(aht, s.base.AHTS) {
			t.Fatal("the forecast was written to")
		}
	})
}

func TestNothingBecomesNegativeOrUndefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		all := s.drawLayers(t)
		got := layers.Apply(s.grid, s.base, all)
		for _, curve := range [][]float64{got.Contacts, got.AHTS, layers.Widen(s.base.Contacts, got.Contacts, s.base.Contacts)} {
			for i, v := range curve {
				if !(v >= 0) || math.IsInf(v, 0) {
					t.Fatalf("interval %d is %g under %+v", i, v, all)
				}
			}
		}
		if len(got.Applied)+len(got.Idle) != len(all) {
			t.Fatalf("%d layers: %d applied, %d idle", len(all), len(got.Applied), len(got.Idle))
		}
	})
}

func TestASumIsConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		below := s.drawLayers(t)
		l := s.drawLayer(t, 99)
		l.Measure, l.Operation = layers.Contacts, layers.Add
		before := layers.Apply(s.grid, s.base, below).Contacts
		got := layers.Apply(s.grid, s.base, append(below, l))
		if !slices.Contains(got.Applied, l.ID) {
			return
		}
		had, has := s.within(before, l.From, l.To), s.within(got.Contacts, l.From, l.To)
		// Contacts are even within an interval again once a layer has changed a
		// part of it, so the whole grid is the fair measure, and the range's own
		// bound what may be taken away.
		if l.Value < -had {
			l.Value = -had
		}
		whole := s.within(got.Contacts, s.grid.Start(0), s.grid.Start(s.grid.Len())) - s.within(before, s.grid.Start(0), s.grid.Start(s.grid.Len()))
		if !near(whole, l.Value) {
			t.Fatalf("adding %g to %g changed the whole by %g (the range now holds %g)", l.Value, had, whole, has)
		}
	})
}

func TestASetTotalIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		l := s.drawLayer(t, 99)
		l.Measure, l.Operation, l.Value = layers.Contacts, layers.Set, math.Abs(l.Value)
		// Whole intervals, so that the range's own total can be read off.
		first, _ := s.grid.Index(later(l.From, s.grid.Start(0)))
		l.From = s.grid.Start(first)
		last, inside := s.grid.Index(l.To.Add(-time.Second))
		if l.To = s.grid.Start(s.grid.Len()); inside {
			l.To = s.grid.End(last)
		}
		got := layers.Apply(s.grid, s.base, append(s.drawLayers(t), l))
		if sum := s.within(got.Contacts, l.From, l.To); slices.Contains(got.Applied, l.ID) && !near(sum, l.Value) {
			t.Fatalf("the range was set to %g and holds %g", l.Value, sum)
		}
	})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func TestFactorsCommuteAndSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		a, b := s.drawLayer(t, 1), s.drawLayer(t, 2)
		a.Operation, b.Operation, a.Measure, b.Measure = layers.Multiply, layers.Multiply, layers.Contacts, layers.Contacts
		a.Value, b.Value = math.Mod(math.Abs(a.Value), 3), math.Mod(math.Abs(b.Value), 3)
		one := layers.Apply(s.grid, s.base, []layers.Layer{a, b})
		swapped := a
		swapped.ID = 3
		other := layers.Apply(s.grid, s.base, []layers.Layer{b, swapped})
		if diff := cmp.Diff(one.Contacts, other.Contacts, nearly); diff != "" {
			t.Fatalf("two factors in either order:\n%s", diff)
		}
		left, right := a, a
		at, _ := s.grid.Index(later(a.From, s.grid.Start(0)))
		if middle := s.grid.End(at); middle.After(a.From) && middle.Before(a.To) {
			left.To, right.From, right.ID = middle, middle, 2
			split := layers.Apply(s.grid, s.base, []layers.Layer{left, right})
			if diff := cmp.Diff(layers.Apply(s.grid, s.base, []layers.Layer{a}).Contacts, split.Contacts, nearly); diff != "" {
				t.Fatalf("a factor for a range, and for its two halves:\n%s", diff)
			}
		}
	})
}

func TestClosedIntervalsWithoutContactsStayEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		all := s.drawLayers(t)
		got := layers.Apply(s.grid, s.base, all)
		for i, v := range got.Contacts {
			if v > 0 && s.base.Contacts[i] == 0 && !s.base.Open[i] {
				t.Fatalf("interval %d is closed and got %g contacts of %+v", i, v, all)
			}
		}
	})
}
