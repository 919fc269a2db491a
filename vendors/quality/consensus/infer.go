package consensus

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Method is a model of how labels come about.
type Method string

// The methods; see the package's documentation.
const (
	Majority      Method = "mv"
	DawidSkene    Method = "ds"
	DawidSkeneMAP Method = "ds-map"
	OneCoin       Method = "one-coin"
)

// Settings say how to infer. Their zero value is the recommended default.
type Settings struct {
	// Method is the model; empty means DawidSkeneMAP.
	Method Method
	// Diagonal and Off are the pseudo-counts of DawidSkeneMAP on each row of each
	// worker's confusion matrix: so many votes were right, so many went to each
	// other class, before the first was seen. Both zero means 4 and 1.
	Diagonal, Off float64
	// Gold is the known class of each item, -1 where it is not known; nil: none is.
	Gold []int
	// Tolerance ends the iterations once the objective rises by no more than this
	// share of itself; zero means 1e-9.
	Tolerance float64
	// MaxIterations ends them in any case; zero means 5000.
	MaxIterations int
}

// Result is what was inferred. Matrices are flat, row by row.
type Result struct {
	// Posterior is the probability of each class for each item, items x classes.
	Posterior []float64
	// Confusion is for each worker the probability of each label (column) given the
	// true class (row), workers x classes x classes. A row of a class that the worker
	// never met is uniform under Majority and DawidSkene.
	Confusion []float64
	// Met is how many votes of each worker were on items of each class, in
	// expectation, workers x classes.
	Met []float64
	// Frequency is the share of each class among items.
	Frequency []float64
	// LogLikelihood is that of the votes, natural logarithm, items' classes summed
	// out; LogPosterior adds the log prior of DawidSkeneMAP without its constant and
	// equals it elsewhere. Both are NaN under Majority, which has no likelihood.
	LogLikelihood, LogPosterior float64
	// Iterations is how many were done, Converged whether the tolerance ended them.
	Iterations int
	Converged  bool
	// Objective is LogPosterior after each iteration; it never falls but for the
	// rounding of sums.
	Objective []float64

	classes int
}

// Infer finds the classes of items. It returns a [quality.InputError] for settings
// that cannot be.
func Infer(l *Labels, s Settings) (*Result, error) {
	s = s.withDefaults()
	if err := s.check(l); err != nil {
		return nil, err
	}
	r := &Result{Posterior: l.shares(s.Gold), classes: l.classes, LogLikelihood: math.NaN(), LogPosterior: math.NaN()}
	model := newModel(l, s)
	model.count(r.Posterior)
	if s.Method == Majority {
		r.Converged = true
		model.maximise()
		model.describe(r)
		return r, nil
	}
	for previous := math.Inf(-1); r.Iterations < s.MaxIterations; {
		model.maximise()
		r.LogLikelihood = model.expect(r.Posterior)
		r.LogPosterior = r.LogLikelihood + model.logPrior()
		r.Iterations++
		r.Objective = append(r.Objective, r.LogPosterior)
		if math.Abs(r.LogPosterior-previous) <= s.Tolerance*math.Abs(r.LogPosterior) {
			r.Converged = true
			break
		}
		previous = r.LogPosterior
	}
	model.describe(r)
	return r, nil
}

func (s Settings) withDefaults() Settings {
	if s.Method == "" {
		s.Method = DawidSkeneMAP
	}
	if s.Diagonal == 0 && s.Off == 0 {
		s.Diagonal, s.Off = 4, 1
	}
	if s.Tolerance == 0 {
		s.Tolerance = 1e-9
	}
	if s.MaxIterations == 0 {
		s.MaxIterations = 5000
	}
	return s
}

func (s Settings) check(l *Labels) error {
	switch s.Method {
	case Majority, DawidSkene, DawidSkeneMAP, OneCoin:
	default:
		return quality.Refuse(s.Method, "mv, ds, ds-map or one-coin", "method")
	}
	switch {
	case !(s.Diagonal > 0) || math.IsInf(s.Diagonal, 1):
		return quality.Refuse(s.Diagonal, "a finite number above 0", "diagonal")
	case !(s.Off > 0) || math.IsInf(s.Off, 1):
		return quality.Refuse(s.Off, "a finite number above 0", "off")
	case !(s.Tolerance > 0):
		return quality.Refuse(s.Tolerance, "a number above 0", "tolerance")
	case s.MaxIterations < 1:
		return quality.Refuse(s.MaxIterations, "at least 1", "maxIterations")
	case s.Gold != nil && len(s.Gold) != l.items:
		return quality.Refuse(len(s.Gold), "one class for each item, or none", "the length of gold")
	}
	for i, class := range s.Gold {
		if class < -1 || class >= l.classes {
			return quality.Refuse(class, "a class, or -1", "gold[%d]", i)
		}
	}
	return nil
}

// Label returns the most probable class of an item; among equals the first in the
// order of classes, so that the same votes give the same label everywhere.
func (r *Result) Label(item int) int {
	row := r.Posterior[item*r.classes : (item+1)*r.classes]
	best := 0
	for k, p := range row {
		if p > row[best] {
			best = k
		}
	}
	return best
}

// Accuracy is the share of items with a known class that are right, where an item
// whose most probable classes tie counts one over their number when the truth is
// among them (so that no order of classes decides). Items of unknown class are -1.
// It is NaN where no class is known.
func (r *Result) Accuracy(truth []int) float64 {
	right, known := 0.0, 0
	for i, class := range truth {
		if class < 0 {
			continue
		}
		known++
		row := r.Posterior[i*r.classes : (i+1)*r.classes]
		best, ties := row[r.Label(i)], 0
		for _, p := range row {
			if p == best {
				ties++
			}
		}
		if row[class] == best {
			right += 1 / float64(ties)
		}
	}
	return right / float64(known)
}
