package severity

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/agree"
)

// Calibration is how a grader of scores stands.
type Calibration struct {
	Grader string
	// Severity is by how many points he grades lower than the others do, shrunken; add
	// it to his scores to make them fair. Error is its standard error.
	Severity, Error float64
	// Alpha is Krippendorff's, on the interval scale, of his scores and the mean of the
	// others' of the same agent and item; NaN where there are none, or nothing varies.
	Alpha float64
	State State
}

// Calibrated is what a round of calibration showed.
type Calibrated struct {
	Graders    []Calibration // in the design's order, without those who graded nothing
	Components *Components   // of agent, grader, and where they can be told apart item and agent by grader
	SD         float64       // of all scores
}

// Calibrate compares graders of scores who graded common agents, by the linear mixed
// model score = agent + grader + item + agent by grader. Graders who
// differ about nothing are not severe. It returns what [Design.Check] and [FitComponents]
// refuse.
func Calibrate(d Design) (*Calibrated, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	score := make([]float64, len(d.Ratings))
	agent, grader, item := make([]int, len(score)), make([]int, len(score)), make([]int, len(score))
	for i, r := range d.Ratings {
		score[i], agent[i], grader[i], item[i] = r.Score, r.Agent, r.Grader, r.Item
	}
	factors := []Factor{{"agent", agent}, {"grader", grader}}
	if distinct(item) > 1 {
		factors = append(factors, Factor{"item", item})
	}
	// A combination graded once is the residual itself.
	if both := Combine("agent by grader", factors[0], factors[1]); 2*distinct(both.Level) <= len(score) && distinct(both.Level) > distinct(agent) {
		factors = append(factors, both)
	}
	fit := FitComponents
	if d.agreed(score) {
		fit = atOne
	}
	components, err := fit(score, factors)
	if err != nil {
		return nil, err
	}
	c := &Calibrated{Components: components, SD: stat.StdDev(score, nil)}
	for g, name := range d.Graders {
		own, others := d.pairs(g)
		if own == nil {
			continue
		}
		alpha, err := agree.Krippendorff([][]float64{own, others}, agree.Interval)
		if refused := (*quality.InputError)(nil); errors.As(err, &refused) {
			alpha = math.NaN()
		} else if err != nil {
			return nil, err
		}
		severity := -components.Effect[1][g]
		c.Graders = append(c.Graders, Calibration{name, severity, components.Error[1][g], alpha, StateOf(severity, c.SD, alpha)})
	}
	return c, nil
}

// agreed reports whether scores vary, and nobody differed about any agent's item: the
// residual is nothing then, and there is no likelihood to climb.
func (d Design) agreed(score []float64) bool {
	type cell struct{ agent, item int }
	first, vary := map[cell]float64{}, false
	for _, r := range d.Ratings {
		at := cell{r.Agent, r.Item}
		if x, seen := first[at]; seen && x != r.Score {
			return false
		}
		first[at], vary = r.Score, vary || r.Score != score[0]
	}
	return vary && len(first) < len(score)
}

// atOne is the components of scores that nobody differs about: all of their variance is
// put down to the first factor, what was graded, by its levels' means; graders add
// nothing.
func atOne(score []float64, factors []Factor) (*Components, error) {
	c := &Components{Mean: stat.Mean(score, nil), Variance: make([]float64, len(factors)), Criterion: math.Inf(-1)}
	c.Variance[0] = stat.Variance(score, nil)
	for _, f := range factors {
		levels := make([]float64, slices.Max(f.Level)+1)
		c.Effect, c.Error = append(c.Effect, levels), append(c.Error, slices.Clone(levels))
	}
	count := make([]float64, len(c.Effect[0]))
	for i, level := range factors[0].Level {
		count[level]++
		c.Effect[0][level] += (score[i] - c.Mean - c.Effect[0][level]) / count[level]
	}
	return c, nil
}

func distinct(levels []int) int {
	seen := map[int]bool{}
	for _, level := range levels {
		seen[level] = true
	}
	return len(seen)
}

// pairs are a grader's scores and the mean of the others' of the same agent and item,
// NaN where nobody else gave one; nil where the grader graded nothing.
func (d Design) pairs(grader int) (own, others []float64) {
	type place struct{ agent, item int }
	sum, count := map[place]float64{}, map[place]float64{}
	for _, r := range d.Ratings {
		if r.Grader != grader {
			sum[place{r.Agent, r.Item}] += r.Score
			count[place{r.Agent, r.Item}]++
		}
	}
	for _, r := range d.Ratings {
		if r.Grader == grader {
			at := place{r.Agent, r.Item}
			own, others = append(own, r.Score), append(others, sum[at]/count[at]) // 0/0 is NaN
		}
	}
	return own, others
}
