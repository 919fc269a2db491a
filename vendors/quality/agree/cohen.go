package agree

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Kappa is agreement beyond chance: 1 is perfect, 0 what chance gives.
type Kappa struct {
	Value float64
	// Z is Value over its standard error were there no agreement beyond chance.
	Z float64
}

// Weighting is how much a disagreement counts by its distance in classes.
type Weighting string

// The weightings.
const (
	Unweighted Weighting = "unweighted" // any disagreement counts in full
	Linear     Weighting = "linear"     // by the distance
	Quadratic  Weighting = "quadratic"  // by its square
)

// Cohen is the kappa of two graders who gave each contact a class from 0 to below
// classes. The standard error is that of Fleiss, Cohen and Everitt (1969, Psychol
// Bull 72:323-327). It returns a [quality.InputError] for lists of unequal length or
// none, a class out of range, an unknown weighting, and graders who both gave one and
// the same class throughout, where chance agreement is perfect.
func Cohen(a, b []int, classes int, weighting Weighting) (Kappa, error) {
	if len(a) != len(b) || len(a) == 0 {
		return Kappa{}, quality.Refuse(len(b), "as many as of the first, at least one", "the number of the second grader's grades")
	}
	weight, err := weighting.weights(classes)
	if err != nil {
		return Kappa{}, err
	}
	n := float64(len(a))
	rows, columns, observed := make([]float64, classes), make([]float64, classes), 0.0
	for i := range a {
		if err := checkClass(a[i], classes, "a[%d]", i); err != nil {
			return Kappa{}, err
		}
		if err := checkClass(b[i], classes, "b[%d]", i); err != nil {
			return Kappa{}, err
		}
		rows[a[i]] += 1 / n
		columns[b[i]] += 1 / n
		observed += weight(a[i], b[i]) / n
	}
	expected, meanRow, meanColumn := 0.0, make([]float64, classes), make([]float64, classes)
	for i, p := range rows {
		for j, q := range columns {
			expected += p * q * weight(i, j)
			meanRow[i] += q * weight(i, j)
			meanColumn[j] += p * weight(i, j)
		}
	}
	if 1-expected < 1e-12 {
		return Kappa{}, quality.Refuse("the same throughout", "at least two classes", "every grade")
	}
	variance := -expected * expected
	for i, p := range rows {
		for j, q := range columns {
			off := weight(i, j) - meanRow[i] - meanColumn[j]
			variance += p * q * off * off
		}
	}
	value := (observed - expected) / (1 - expected)
	return Kappa{value, value * (1 - expected) * math.Sqrt(n/variance)}, nil
}

func checkClass(class, classes int, place string, index ...any) error {
	if class < 0 || class >= classes {
		return quality.Refuse(class, "a class", place, index...)
	}
	return nil
}

// weights are how much two classes agree, from 0 to 1.
func (w Weighting) weights(classes int) (func(i, j int) float64, error) {
	most := float64(max(1, classes-1))
	switch w {
	case Unweighted:
		return func(i, j int) float64 {
			if i == j {
				return 1
			}
			return 0
		}, nil
	case Linear:
		return func(i, j int) float64 { return 1 - math.Abs(float64(i-j))/most }, nil
	case Quadratic:
		return func(i, j int) float64 { return 1 - float64((i-j)*(i-j))/(most*most) }, nil
	}
	return nil, quality.Refuse(w, "unweighted, linear or quadratic", "weighting")
}
