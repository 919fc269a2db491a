package severity

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/climb"
)

// Factor is what scores may depend on: the level of each score, from 0. Crossed with
// another it has its own levels throughout; nested in one, or a combination of two,
// its levels are numbered over all of them.
type Factor struct {
	Name  string
	Level []int
}

// Combine is the factor of the combinations of factors that occur.
func Combine(name string, factors ...Factor) Factor {
	f := Factor{Name: name, Level: make([]int, len(factors[0].Level))}
	seen := map[string]int{}
	for i := range f.Level {
		key := make([]byte, 0, 16)
		for _, g := range factors {
			for v := uint32(g.Level[i]); ; v >>= 7 {
				key = append(key, byte(v&127)|128)
				if v < 128 {
					break
				}
			}
			key = append(key, 0)
		}
		if _, ok := seen[string(key)]; !ok {
			seen[string(key)] = len(seen)
		}
		f.Level[i] = seen[string(key)]
	}
	return f
}

// Components are the variances in scores.
type Components struct {
	Mean     float64
	Variance []float64 // by factor
	Residual float64
	// Criterion is minus twice the restricted log-likelihood.
	Criterion float64
	// Effect is what each level adds to a score, shrunken (best linear unbiased
	// prediction), by factor and level; Error is its standard error of prediction.
	Effect, Error [][]float64
}

// FitComponents fits score = mean + an effect of each factor's level + residual,
// effects normal and independent, by restricted maximum likelihood (Patterson and
// Thompson 1971, Biometrika 58:545-554), profiled over mean and residual (Bates et al.
// 2015, J Stat Softw 67(1), section 3). It returns a [quality.InputError] for levels
// or scores that cannot be, a factor with one level only or as many as scores, and
// scores that do not vary.
func FitComponents(score []float64, factors []Factor) (*Components, error) {
	if err := checkFactors(score, factors); err != nil {
		return nil, err
	}
	l := layOut(score, factors)
	// On the logarithm of the ratios, since at a ratio of zero all is level.
	ratios := func(x []float64) []float64 {
		list := make([]float64, len(x))
		for k := range x {
			list[k] = math.Exp(x[k])
		}
		return list
	}
	from := func(ratio float64) []float64 {
		start := make([]float64, len(factors))
		for k := range start {
			start[k] = math.Log(ratio)
		}
		return start
	}
	criterion := func(x []float64) float64 { return -l.criterion(ratios(x)) }
	ratio := ratios(climb.Best(criterion, from(.5), from(.05), from(4)))
	return l.describe(ratio)
}

func checkFactors(score []float64, factors []Factor) error {
	if len(factors) == 0 {
		return quality.Refuse(0, "at least one", "the number of factors")
	}
	vary := false
	for i, x := range score {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return quality.Refuse(x, "a finite number", "score[%d]", i)
		}
		vary = vary || x != score[0]
	}
	if !vary {
		return quality.Refuse("the same throughout", "scores that vary", "every score")
	}
	for _, f := range factors {
		if len(f.Level) != len(score) {
			return quality.Refuse(len(f.Level), "one for each score", "the number of levels of %s", f.Name)
		}
		levels := map[int]bool{}
		for i, level := range f.Level {
			if level < 0 || level > len(score) {
				return quality.Refuse(level, "an index of a level", "%s[%d]", f.Name, i)
			}
			levels[level] = true
		}
		if len(levels) < 2 || len(levels) == len(score) {
			return quality.Refuse(len(levels), "at least two, and fewer than scores", "the number of different levels of %s", f.Name)
		}
	}
	return nil
}

// describe solves for the effects at the ratios of standard deviations to the
// residual's, and for their errors.
func (l *layout) describe(ratio []float64) (*Components, error) {
	q := l.levels
	scale := l.scales(ratio)
	system, right := mat.NewSymDense(q+1, nil), mat.NewVecDense(q+1, nil)
	system.SetSym(0, 0, float64(len(l.score)))
	for j := range q {
		system.SetSym(j+1, j+1, 1)
	}
	for i, y := range l.score {
		right.SetVec(0, right.AtVec(0)+y)
		for _, a := range l.cells[i] {
			right.SetVec(a+1, right.AtVec(a+1)+scale[a]*y)
			system.SetSym(0, a+1, system.At(0, a+1)+scale[a])
			for _, b := range l.cells[i] {
				if b >= a {
					system.SetSym(a+1, b+1, system.At(a+1, b+1)+scale[a]*scale[b])
				}
			}
		}
	}
	var root mat.Cholesky
	var solution mat.VecDense
	var inverse mat.SymDense
	if !root.Factorize(system) || root.SolveVecTo(&solution, right) != nil || root.InverseTo(&inverse) != nil {
		return nil, quality.Refuse("such that effects cannot be told apart", "scores of more than one level of each", "the factors' levels")
	}
	residual := l.residual(ratio)
	c := &Components{Mean: solution.AtVec(0) + l.shift, Residual: residual, Criterion: l.criterion(ratio)}
	for k, r := range ratio {
		c.Variance = append(c.Variance, r*r*residual)
		var effect, errors []float64
		for j := l.first[k]; j < l.first[k+1]; j++ {
			effect = append(effect, scale[j]*solution.AtVec(j+1))
			errors = append(errors, scale[j]*math.Sqrt(residual*inverse.At(j+1, j+1)))
		}
		c.Effect, c.Error = append(c.Effect, effect), append(c.Error, errors)
	}
	return c, nil
}
