package agree

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Fleiss is the kappa of several graders, with that of each class against the rest:
// grades[i][k] is how many of them put contact i into class k, the same number in all
// for each contact. It returns a [quality.InputError] for counts that cannot be,
// fewer than two graders or unequal numbers of them, and grades that are all the same.
func Fleiss(grades [][]int) (overall Kappa, byClass []Kappa, err error) {
	if len(grades) == 0 || len(grades[0]) == 0 {
		return Kappa{}, nil, quality.Refuse("empty", "at least one contact and class", "grades")
	}
	graders := 0
	for _, n := range grades[0] {
		graders += n
	}
	if graders < 2 {
		return Kappa{}, nil, quality.Refuse(graders, "at least two", "the number of grades of contact 0")
	}
	share, apart, err := tally(grades, graders)
	if err != nil {
		return Kappa{}, nil, err
	}
	m, n := float64(graders), float64(len(grades))
	pairs := n * m * (m - 1)
	spread, skew, disagree := 0.0, 0.0, 0.0
	byClass = make([]Kappa, len(share))
	for k, p := range share {
		q := 1 - p
		spread += p * q
		skew += p * q * (q - p)
		disagree += apart[k]
		byClass[k].Value = 1 - apart[k]/(pairs*p*q) // NaN for a class that nobody or everybody gave
		byClass[k].Z = byClass[k].Value / math.Sqrt(2/pairs)
	}
	if spread < 1e-12 {
		return Kappa{}, nil, quality.Refuse("the same throughout", "at least two classes", "every grade")
	}
	overall.Value = 1 - disagree/(pairs*spread)
	overall.Z = overall.Value / (math.Sqrt(2/pairs*(spread*spread-skew)) / spread)
	return overall, byClass, nil
}

// tally returns the share of each class, and how many ordered pairs of grades of one
// contact have the class on one side only.
func tally(grades [][]int, graders int) (share, apart []float64, err error) {
	classes := len(grades[0])
	share, apart = make([]float64, classes), make([]float64, classes)
	for i, row := range grades {
		if len(row) != classes {
			return nil, nil, quality.Refuse(len(row), "one count for each class", "the length of grades[%d]", i)
		}
		sum := 0
		for k, n := range row {
			if n < 0 {
				return nil, nil, quality.Refuse(n, "at least 0", "grades[%d][%d]", i, k)
			}
			sum += n
			share[k] += float64(n) / float64(len(grades)*graders)
			apart[k] += float64(n * (graders - n))
		}
		if sum != graders {
			return nil, nil, quality.Refuse(sum, "as many as of the first", "the number of grades of contact %d", i)
		}
	}
	return share, apart, nil
}
