package layers

import (
	"cmp"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Apply lays layers over a forecast on a grid and returns curves of their own
// memory; base is left as it is. The layers may come in any order.
func Apply(g grid.Grid, base Curves, all []Layer) Result {
	w := work{grid: g, base: base, out: Curves{
		Contacts: slices.Clone(base.Contacts), AHTS: slices.Clone(base.AHTS), Open: base.Open,
	}}
	inOrder := slices.SortedFunc(slices.Values(all), func(a, b Layer) int { return cmp.Compare(a.ID, b.ID) })
	var result Result
	for _, measure := range []Measure{Contacts, HandleTime} {
		for _, l := range inOrder {
			if l.Measure != measure {
				continue
			}
			if why := w.lay(l); why != "" {
				result.Idle = append(result.Idle, Idle{l.ID, why})
			} else {
				result.Applied = append(result.Applied, l.ID)
			}
		}
		if measure == Contacts {
			w.fillHandleTime()
		}
	}
	slices.Sort(result.Applied)
	slices.SortFunc(result.Idle, func(a, b Idle) int { return cmp.Compare(a.ID, b.ID) })
	result.Curves = w.out
	return result
}

// work is a forecast while layers are laid over it.
type work struct {
	grid grid.Grid
	base Curves
	out  Curves
}

// lay applies one layer and returns why it changed nothing, "" where it did.
func (w *work) lay(l Layer) Reason {
	s := cover(w.grid, l.From, l.To)
	switch {
	case len(s.part) == 0:
		return OutOfReach
	case l.Measure == HandleTime && w.out.AHTS == nil:
		return NoHandleTime
	case l.Measure == HandleTime:
		return w.handleTime(l, s)
	}
	return w.contacts(l, s)
}

// scale multiplies the covered parts of a curve.
func scale(curve []float64, s stretch, factor float64) {
	for k, part := range s.part {
		if part == 1 {
			curve[s.first+k] *= factor // exactly, without the rounding of the mixture
			continue
		}
		curve[s.first+k] *= 1 + part*(factor-1)
	}
}

// contacts changes how many come.
func (w *work) contacts(l Layer, s stretch) Reason {
	have := 0.0
	for k, part := range s.part {
		have += part * w.out.Contacts[s.first+k]
	}
	switch {
	case l.Operation == Multiply && have > 0:
		scale(w.out.Contacts, s, l.Value)
		return ""
	case l.Operation == Multiply:
		return EmptyRange
	case l.Operation == Add:
		return w.total(max(0, have+l.here()), have, s)
	}
	return w.total(l.here(), have, s)
}

// total makes what a stretch has the total that is wanted.
func (w *work) total(wanted, have float64, s stretch) Reason {
	if have > 0 {
		scale(w.out.Contacts, s, wanted/have)
		return ""
	}
	weights, sum := w.weights(s)
	if sum == 0 || wanted == 0 {
		return EmptyRange
	}
	for k, weight := range weights {
		w.out.Contacts[s.first+k] += wanted * weight / sum
	}
	return ""
}

// weights are what a total is shared by where nothing lies below: the
// forecast's own shape, or else the open time.
func (w *work) weights(s stretch) (weights []float64, sum float64) {
	weights = make([]float64, len(s.part))
	for k, part := range s.part {
		weights[k] = part * w.base.Contacts[s.first+k]
		sum += weights[k]
	}
	if sum > 0 {
		return weights, sum
	}
	for k, part := range s.part {
		if i := s.first + k; w.base.Open[i] {
			weights[k] = part * w.grid.End(i).Sub(w.grid.Start(i)).Seconds()
			sum += weights[k]
		}
	}
	return weights, sum
}
