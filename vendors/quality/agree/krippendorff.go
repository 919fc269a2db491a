package agree

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Scale is what the distance of two values means.
type Scale string

// The scales.
const (
	Nominal  Scale = "nominal"  // same or not
	Ordinal  Scale = "ordinal"  // by how many values lie between
	Interval Scale = "interval" // by their difference
	Ratio    Scale = "ratio"    // by their difference over their sum
)

// Krippendorff is alpha: grades[g][i] is grader g's value of contact i, NaN where
// there is none; contacts with fewer than two values do not count. Perfect agreement
// is 1, what chance gives 0, systematic disagreement below that. It returns a
// [quality.InputError] for lists of unequal length, an unknown scale, negative values
// on the ratio scale, no contact with two values, and values that are all the same,
// where there is nothing to agree about.
func Krippendorff(grades [][]float64, scale Scale) (float64, error) {
	values, pairs, err := coincidences(grades, scale)
	if err != nil {
		return 0, err
	}
	k := len(values)
	totals, all := make([]float64, k), 0.0
	for c := range values {
		for d := range values {
			totals[c] += pairs[c*k+d]
		}
		all += totals[c]
	}
	distance, err := scale.distance(values, totals)
	if err != nil {
		return 0, err
	}
	observed, expected := 0.0, 0.0
	for c := range values {
		for d := range values {
			apart := distance(c, d)
			observed += pairs[c*k+d] * apart
			expected += totals[c] * totals[d] * apart
		}
	}
	if expected == 0 {
		return 0, quality.Refuse("the same throughout", "at least two values", "every grade of contacts with two")
	}
	return 1 - (all-1)*observed/expected, nil
}

// coincidences counts the pairs of values within contacts, each contact with as much
// weight as it has values.
func coincidences(grades [][]float64, scale Scale) (values, pairs []float64, err error) {
	contacts := 0
	if len(grades) > 0 {
		contacts = len(grades[0])
	}
	units := make([][]float64, contacts)
	for g, row := range grades {
		if len(row) != contacts {
			return nil, nil, quality.Refuse(len(row), "one value for each contact, or NaN", "the length of grades[%d]", g)
		}
		for i, x := range row {
			if math.IsNaN(x) {
				continue
			}
			if math.IsInf(x, 0) || scale == Ratio && x < 0 {
				return nil, nil, quality.Refuse(x, "a finite number, not negative on a ratio scale", "grades[%d][%d]", g, i)
			}
			units[i] = append(units[i], x)
		}
	}
	for _, unit := range units {
		if len(unit) > 1 {
			values = append(values, unit...)
		}
	}
	if len(values) == 0 {
		return nil, nil, quality.Refuse(0, "at least one", "the number of contacts with two grades")
	}
	slices.Sort(values)
	values = slices.Compact(values)
	pairs = make([]float64, len(values)*len(values))
	for _, unit := range units {
		for a, x := range unit {
			for b, y := range unit {
				if a != b {
					c, _ := slices.BinarySearch(values, x)
					d, _ := slices.BinarySearch(values, y)
					pairs[c*len(values)+d] += 1 / float64(len(unit)-1)
				}
			}
		}
	}
	return values, pairs, nil
}

// distance is the squared difference of two values by index.
func (s Scale) distance(values, totals []float64) (func(c, d int) float64, error) {
	switch s {
	case Nominal:
		return func(c, d int) float64 {
			if c == d {
				return 0
			}
			return 1
		}, nil
	case Ordinal:
		upTo := make([]float64, len(totals)+1)
		for c, n := range totals {
			upTo[c+1] = upTo[c] + n
		}
		return func(c, d int) float64 {
			lo, hi := min(c, d), max(c, d)
			between := upTo[hi+1] - upTo[lo] - (totals[c]+totals[d])/2
			return between * between
		}, nil
	case Interval:
		return func(c, d int) float64 { return (values[c] - values[d]) * (values[c] - values[d]) }, nil
	case Ratio:
		return func(c, d int) float64 {
			if c == d {
				return 0
			}
			r := (values[c] - values[d]) / (values[c] + values[d])
			return r * r
		}, nil
	}
	return nil, quality.Refuse(s, "nominal, ordinal, interval or ratio", "scale")
}

// Use is what an alpha is good for.
type Use string

// The uses, with Krippendorff's limits.
const (
	Usable    Use = "usable"    // from .80
	Tentative Use = "tentative" // from .667
	Unusable  Use = "unusable"
)

// Read says what an alpha is good for.
func Read(alpha float64) Use {
	switch {
	case alpha >= .80:
		return Usable
	case alpha >= .667:
		return Tentative
	default:
		return Unusable
	}
}
