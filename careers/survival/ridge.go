package survival

import (
	"cmp"
	"math"
	"slices"
)

// RidgeChoice is a penalty with what led to it.
type RidgeChoice struct {
	Best float64
	// Deviance is minus twice the cross-validated log-likelihood at each of Grid.
	Grid, Deviance []float64
}

// RidgeGrid is where penalties are looked for: thirteen from 0.1 to 1,000, evenly
// on the log scale, in units of log-likelihood per squared standard deviation.
func RidgeGrid() []float64 {
	grid := make([]float64, 13)
	for k := range grid {
		grid[k] = math.Pow(10, -1+float64(k)/3)
	}
	return grid
}

// SplitFolds deals rows into folds 0 … k-1 without chance: within those with an
// event, and those without, rows are ordered by a hash of their number and dealt in
// turn, so that a rerun gives the same folds and each fold its share of events.
func SplitFolds(event []bool, k int) []int {
	const golden = 2654435761
	folds := make([]int, len(event))
	for _, outcome := range []bool{false, true} {
		var rows []int
		for i, e := range event {
			if e == outcome {
				rows = append(rows, i)
			}
		}
		slices.SortFunc(rows, func(a, b int) int { return cmp.Compare(uint32((a+1)*golden), uint32((b+1)*golden)) })
		for rank, i := range rows {
			folds[i] = rank % k
		}
	}
	return folds
}

// Subset returns the facts of the rows for which keep holds.
func (c *Covariates) Subset(keep func(row int) bool) *Covariates {
	s := &Covariates{Names: c.Names}
	for i := range len(c.Values) / max(1, len(c.Names)) {
		if keep(i) {
			s.Values = append(s.Values, c.Row(i)...)
		}
	}
	return s
}

// ChooseCoxRidge picks the penalty of standardised columns by cross-validated
// partial likelihood: of the coefficients found without a fold, the log-likelihood
// of all rows less that of the rows they were found on, summed over folds (Verweij
// and van Houwelingen, Statistics in Medicine 12, 1993). A partial likelihood of the
// fold alone would compare its few leavers with each other only.
func ChooseCoxRidge(o *Observations, x *Covariates, ties Ties, folds []int, grid []float64) (*RidgeChoice, error) {
	whole, err := newRiskSets(o, x)
	if err != nil {
		return nil, err
	}
	return choose(folds, grid, func(fold int) (func(ridge float64) (float64, error), error) {
		keep := func(row int) bool { return folds[row] != fold }
		part, err := newRiskSets(o.Subset(keep), x.Subset(keep))
		if err != nil {
			return nil, err
		}
		var last []float64 // the penalty before leads close to the next
		return func(ridge float64) (float64, error) {
			f, err := part.fit(x.Names, CoxSettings{Ties: ties, Ridge: ridge, Standardised: true, start: last})
			if err != nil {
				return 0, err
			}
			last = f.Coef
			return whole.evaluate(f.Coef, f.Ties, false).log - f.LogFit, nil
		}, nil
	})
}

// ChooseBinaryRidge picks the penalty of standardised columns by the likelihood of
// the fold left out.
func ChooseBinaryRidge(y []bool, x *Covariates, settings BinarySettings, folds []int, grid []float64) (*RidgeChoice, error) {
	settings.Standardised = true
	return choose(folds, grid, func(fold int) (func(ridge float64) (float64, error), error) {
		learn := settings
		learn.Weights = nil
		var outcome []bool
		for i, event := range y {
			if folds[i] == fold {
				continue
			}
			outcome = append(outcome, event)
			if settings.Weights != nil {
				learn.Weights = append(learn.Weights, settings.Weights[i])
			}
		}
		part := x.Subset(func(row int) bool { return folds[row] != fold })
		return func(ridge float64) (float64, error) {
			learn.Ridge = ridge
			f, err := FitBinary(outcome, part, learn)
			if err != nil {
				return 0, err
			}
			learn.start = f.climbed
			sum := 0.0
			for i, p := range f.Predict(x) {
				if folds[i] != fold {
					continue
				}
				if !y[i] {
					p = 1 - p
				}
				sum += settings.weight(i) * math.Log(max(p, 1e-300))
			}
			return sum, nil
		}, nil
	})
}

// choose sums a fold's log-likelihood over folds for each penalty and takes the
// best. open prepares a fold.
func choose(folds []int, grid []float64, open func(fold int) (func(ridge float64) (float64, error), error)) (*RidgeChoice, error) {
	c := &RidgeChoice{Grid: grid, Deviance: make([]float64, len(grid))}
	count := 0
	for _, fold := range folds {
		count = max(count, fold+1)
	}
	for fold := range count {
		score, err := open(fold)
		if err != nil {
			return nil, err
		}
		for k := len(grid) - 1; k >= 0; k-- {
			log, err := score(grid[k])
			if err != nil {
				return nil, err
			}
			c.Deviance[k] -= 2 * log
		}
	}
	best := 0
	for k, d := range c.Deviance {
		if d < c.Deviance[best] {
			best = k
		}
	}
	c.Best = grid[best]
	return c, nil
}
