package api

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Numbers is a column of figures, null where there is none. Seven digits are
// kept: more than any of the figures carries, and half of the bytes.
type Numbers []float64

// Schema describes a column of numbers.
func (Numbers) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeNumber, Nullable: true}}
}

// MarshalJSON writes the numbers, and null for what is none.
func (n Numbers) MarshalJSON() ([]byte, error) {
	out := append(make([]byte, 0, 8*len(n)+2), '[')
	for i, v := range n {
		if i > 0 {
			out = append(out, ',')
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			out = append(out, "null"...)
			continue
		}
		out = strconv.AppendFloat(out, v, 'g', 7, 64)
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads a column; null becomes NaN.
func (n *Numbers) UnmarshalJSON(text []byte) error {
	var cells []*float64
	if err := json.Unmarshal(text, &cells); err != nil {
		return err
	}
	*n = make(Numbers, len(cells))
	for i, cell := range cells {
		if (*n)[i] = math.NaN(); cell != nil {
			(*n)[i] = *cell
		}
	}
	return nil
}

// figure is one number, absent where there is none.
func figure(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// starts are the instants at which the intervals of a grid begin, in its zone.
func starts(g grid.Grid) []time.Time {
	out := make([]time.Time, g.Len())
	for i := range out {
		out[i] = g.Start(i).In(g.Location())
	}
	return out
}

// orNaN is a figure, or none in a column of them.
func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
