package contract

import (
	"fmt"
	"math"
	"slices"

	"github.com/govalues/decimal"
)

// Interval is what a score is likely to be, given how sure each figure is.
type Interval struct {
	Low, High float64
	Mean      float64
	Share     float64 // of the draws between low and high
	Draws     int
}

// DrawError refuses draws that cannot be scored.
type DrawError struct{ Found, Expected string }

func (e *DrawError) Error() string {
	return fmt.Sprintf("draws of a score: found %s; expected %s", e.Found, e.Expected)
}

// lines are a version's levels in floating point, for thousands of draws.
type lines struct {
	base, span, weight, floor []float64
	knockOut                  []bool
	gate                      []int // position of the gate's metric, or -1
	least, factor             []float64
}

// Interval scores draws and returns the middle share of them (0.95: the 2.5 % and
// the 97.5 % quantile, by nearest rank). A draw is one value a level, in their
// order, then one a gate whose metric is no level, in order of their levels; NaN
// stands for no value. Where the draws come from (posteriors of counts) is the
// caller's matter, and so is their seed. The error is a [*DrawError].
func (v Version) Interval(draws [][]float64, fixed, share float64) (Interval, error) {
	if len(draws) == 0 || !(share > 0 && share < 1) {
		return Interval{}, &DrawError{fmt.Sprintf("%d draws and a share of %v", len(draws), share), "at least one draw, and a share between 0 and 1"}
	}
	l, width := v.lines()
	scores := make([]float64, len(draws))
	total := 0.0
	for i, draw := range draws {
		if len(draw) != width {
			return Interval{}, &DrawError{fmt.Sprintf("%d values in draw %d", len(draw), i+1), fmt.Sprintf("%d: one a level and one a further gate", width)}
		}
		scores[i] = l.score(draw) + fixed
		total += scores[i]
	}
	slices.Sort(scores)
	rank := func(p float64) float64 {
		at := int(math.Ceil(p*float64(len(scores)))) - 1
		return scores[min(max(at, 0), len(scores)-1)]
	}
	tail := (1 - share) / 2
	return Interval{Low: rank(tail), High: rank(1 - tail), Mean: total / float64(len(scores)), Share: share, Draws: len(draws)}, nil
}

// lines returns the levels in floating point, and how many values a draw has.
func (v Version) lines() (lines, int) {
	var l lines
	at, width := map[string]int{}, len(v.Levels)
	for i, level := range v.Levels {
		at[level.Metric] = i
	}
	for _, level := range v.Levels {
		l.base, l.span = append(l.base, float(level.Base)), append(l.span, float(level.Target)-float(level.Base))
		l.weight, l.floor = append(l.weight, float(level.Weight)), append(l.floor, float(level.Floor))
		l.knockOut = append(l.knockOut, level.KnockOut)
		gate, least, factor := -1, 0.0, 1.0
		if g := level.Gate; g != nil {
			position, isLevel := at[g.Metric]
			if !isLevel {
				position, width = width, width+1
				at[g.Metric] = position
			}
			gate, least, factor = position, float(g.Least), float(g.Factor)
		}
		l.gate, l.least, l.factor = append(l.gate, gate), append(l.least, least), append(l.factor, factor)
	}
	return l, width
}

func float(d decimal.Decimal) float64 {
	f, _ := d.Float64()
	return f
}

// score is the score of one draw.
func (l *lines) score(draw []float64) float64 {
	sum := 0.0
	for i := range l.base {
		if math.IsNaN(draw[i]) {
			continue
		}
		weight, floor := l.weight[i], l.floor[i]
		if g := l.gate[i]; g >= 0 && !(draw[g] >= l.least[i]) {
			weight *= l.factor[i]
			floor = min(floor, weight)
		}
		u := (draw[i] - l.base[i]) / l.span[i]
		if u < 0 && l.knockOut[i] {
			return 0
		}
		sum += floor + (weight-floor)*min(max(u, 0), 1)
	}
	return sum
}
