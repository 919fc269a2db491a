package seasonal

import (
	"math"
	"slices"
)

// Scale is how values are transformed before a model sees them.
type Scale int

// The scales.
const (
	// Plain leaves values alone.
	Plain Scale = iota
	// Ratio is the natural logarithm, for values that vary in proportion to
	// their size and are all above zero.
	Ratio
	// Root is √(y + 3/8), which evens out the spread of counts (Anscombe,
	// Biometrika 35, 1948), for values that may be zero.
	Root
)

// NaturalScale is Ratio where every value is above zero, Root where none is
// below, and else Plain.
func NaturalScale(y []float64) Scale {
	if len(y) == 0 {
		return Plain
	}
	switch least := slices.Min(y); {
	case least > 0:
		return Ratio
	case least == 0:
		return Root
	}
	return Plain
}

const anscombe = 3. / 8

// to returns transformed values.
func (s Scale) to(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		switch s {
		case Plain:
			out[i] = v
		case Ratio:
			out[i] = math.Log(v)
		case Root:
			out[i] = math.Sqrt(v + anscombe)
		}
	}
	return out
}

// back undoes to, in place. On the way a logarithm is kept where its exponential
// is finite.
func (s Scale) back(y []float64) []float64 {
	for i, v := range y {
		switch s {
		case Plain:
		case Ratio:
			y[i] = math.Exp(min(v, 700))
		case Root:
			v = max(v, 0)
			y[i] = max(0, v*v-anscombe)
		}
	}
	return y
}

// On runs a forecast on a scale and returns it on the values' own.
func (s Scale) On(y []float64, forecast func(y []float64) []float64) []float64 {
	return s.back(forecast(s.to(y)))
}
