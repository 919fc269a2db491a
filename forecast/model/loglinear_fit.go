package model

import (
	"math"
	"slices"
)

// regression is the fit of a [LogLinear] model. Its parameters fall into blocks
// whose equations are small: slots, weekdays, days. Fisher scoring goes from one
// block to the next (Gauss and Seidel's way), each needing only sums of the
// cells' weights by slot and weekday, or by day. The joint equations have
// hundreds of unknowns and would cost a hundred times as much for the same
// solution.
type regression struct {
	training *Training
	design   *design
	days     []int     // the days fitted
	rows     []row     // their columns
	weights  []float64 // their discounts
	first    int       // slot that is ever open, and the one after the last
	end      int
	place    []float64   // u − ½ by slot
	basis    [][]float64 // by slot: the weekdays' smooth functions
	size     float64     // mean count of a cell
	invTheta float64     // 1/θ: counts vary by μ + μ²/θ

	course    []float64    // a by slot
	smooth    [7][]float64 // coefficients of each weekday's functions
	deviation [7][]float64 // their values by slot
	levels    []float64    // p by column of the design
	slopes    []float64    // q by column after the weekdays
	slow      float64      // what the last days were above it, on the log scale

	expected
	scratch regressionScratch
}

// regressionScratch is room that a sweep uses anew.
type regressionScratch struct {
	mean            []float64 // of one day, by slot from the first
	scores, weights [7][]float64
	left, small     [][]float64 // of a day's unknowns, and of a weekday's functions
	right           []float64
	theta           thetaSums
}

// How the regression is fitted.
const (
	harmonics   = 8    // Fourier pairs of a weekday's deviation
	smoothRidge = .02  // cells' worth of penalty on them
	courseRidge = 1e-3 // and on the slots
	dayRidge    = 1.0  // days' worth of penalty on a column of the calendar
	sweeps      = 15   // at most
	settled     = 1e-3 // step on the log scale, root mean square over contacts, that ends the fit
	longestStep = 1.0
)

// newRegression prepares a fit, which begins with begin.
func newRegression(t *Training, d *design, halfLife float64) *regression {
	r := &regression{training: t, design: d}
	from, weights := t.remembering(halfLife)
	r.days, r.weights, r.rows = t.learned()[from:], weights, d.learnedRows()[from:]
	total, cells := 0.0, 0.0
	for i, cell := range t.seenCells()[from:] {
		total += weights[i] * cell.contacts
		cells += weights[i] * cell.n
	}
	if total == 0 {
		r.days = nil
		return r
	}
	r.size = total / cells
	r.layOut()
	return r
}

// begin takes the solution on an earlier window for a start, if there is one
// that has the same slots and columns.
func (r *regression) begin(earlier *regression) {
	if earlier == nil || !r.startFrom(earlier) {
		r.start()
	}
}

// layOut sets the functions of the slots.
func (r *regression) layOut() {
	t := r.training
	first, last := t.Slots(), 0
	for w := range t.open {
		for j, open := range t.open[w] {
			if open {
				first, last = min(first, j), max(last, j)
			}
		}
	}
	r.first, r.end = first, last+1
	r.place, r.basis = make([]float64, t.Slots()), make([][]float64, t.Slots())
	pairs := min(harmonics, (last-first)/4)
	for j := first; j <= last; j++ {
		u := (float64(j-first) + .5) / float64(last-first+1)
		r.place[j] = u - .5
		for k := range pairs {
			sin, cos := math.Sincos(2 * math.Pi * float64(k+1) * u)
			r.basis[j] = append(r.basis[j], sin, cos)
		}
		r.basis[j] = append(r.basis[j], u-.5)
	}
	for w := range r.smooth {
		r.smooth[w], r.deviation[w] = make([]float64, 2*pairs+1), make([]float64, t.Slots())
	}
	r.levels, r.slopes = make([]float64, len(r.design.penalty)), make([]float64, len(r.design.penalty)-weekdays)
	r.course = make([]float64, t.Slots())
	r.expected = newExpected(len(r.days), r.end-r.first)
	r.scratch = newRegressionScratch(r.end-r.first, len(r.levels)+len(r.slopes), len(r.smooth[0]))
}

func newRegressionScratch(slots, unknowns, functions int) regressionScratch {
	s := regressionScratch{mean: make([]float64, slots), left: triangle(unknowns), small: triangle(functions), right: make([]float64, unknowns)}
	for w := range s.scores {
		s.scores[w], s.weights[w] = make([]float64, slots), make([]float64, slots)
	}
	return s
}

// start begins with the common course, and each weekday at its own level.
func (r *regression) start() {
	t := r.training
	above, below := make([]float64, t.Slots()), make([]float64, t.Slots())
	var total, weight [7]float64
	for i, k := range r.days {
		w := t.weekday(k)
		for j, v := range t.counts[k] {
			if t.open[w][j] && seen(v) {
				above[j] += r.weights[i] * v
				below[j] += r.weights[i]
			}
		}
		total[w] += r.weights[i] * t.total[k]
		weight[w] += r.weights[i]
	}
	for j := range r.course {
		r.course[j] = math.Log((above[j] + .01*r.size) / (below[j] + .01))
	}
	for w := range weight {
		expected := 0.0
		for j, open := range t.open[w] {
			expected += math.Exp(r.course[j]) * indicator(open)
		}
		if total[w] > 0 && expected > 0 {
			r.levels[w] = math.Log(total[w] / weight[w] / expected)
		}
	}
}

// startFrom begins with the solution on an earlier window, where it has the same
// slots and columns.
func (r *regression) startFrom(earlier *regression) bool {
	if len(earlier.levels) != len(r.levels) || earlier.first != r.first || earlier.end != r.end {
		return false
	}
	r.invTheta = earlier.invTheta
	copy(r.course, earlier.course)
	copy(r.levels, earlier.levels)
	copy(r.slopes, earlier.slopes)
	for w := range r.smooth {
		copy(r.smooth[w], earlier.smooth[w])
		copy(r.deviation[w], earlier.deviation[w])
	}
	return true
}

// settle goes around the blocks until nothing moves.
func (r *regression) settle() {
	r.expectShapes()
	r.expectDays()
	for n := range sweeps {
		step := r.improveShapes()
		if n > 0 { // before that the means may be far off
			r.invTheta = r.scratch.theta.inverse()
		}
		if step = max(step, r.improveDays()); step < settled && n > 0 {
			break
		}
	}
}

// improveShapes moves the slots' course, then each weekday's deviation, and
// returns the size of the step: the root of Newton's decrement over the
// information, which is a root mean square on the log scale.
func (r *regression) improveShapes() float64 {
	r.gatherSlots()
	scores, weights := &r.scratch.scores, &r.scratch.weights
	decrement, information := 0.0, 0.0
	for j := range r.end - r.first {
		score, weight := 0.0, courseRidge*r.size
		for w := range scores {
			score += scores[w][j]
			weight += weights[w][j]
		}
		step := bounded(score / weight)
		r.course[r.first+j] += step
		decrement += score * step
		information += weight
		for w := range scores {
			scores[w][j] -= weights[w][j] * step
		}
	}
	for w := range r.smooth {
		decrement += r.improveDeviation(w, scores[w], weights[w])
	}
	r.expectShapes()
	return math.Sqrt(max(0, decrement) / information)
}

// gatherSlots adds up the scores and weights of cells by weekday and slot.
func (r *regression) gatherSlots() {
	t, mean := r.training, r.scratch.mean
	for w := range r.scratch.scores {
		clear(r.scratch.scores[w])
		clear(r.scratch.weights[w])
	}
	r.scratch.theta = thetaSums{}
	for i, k := range r.days {
		w := t.weekday(k)
		r.expectDay(w, i, mean)
		discount, invTheta := r.weights[i], r.invTheta
		scores, weights := r.scratch.scores[w][:len(mean)], r.scratch.weights[w][:len(mean)]
		var day thetaSums
		for j, y := range t.counts[k][r.first:r.end][:len(mean)] {
			if m := mean[j]; m > 0 && y == y {
				factor, e := discount/(1+m*invTheta), y-m
				scores[j] += e * factor
				weights[j] += m * factor
				day.squares += m * m
				day.excess += e*e - m
			}
		}
		r.scratch.theta.squares += discount * day.squares
		r.scratch.theta.excess += discount * day.excess
	}
}

// thetaSums find θ = Σωμ²/Σω((y−μ)²−μ), by moments; counts that vary no more than
// by chance have none.
type thetaSums struct{ squares, excess float64 }

// inverse is 1/θ.
func (s thetaSums) inverse() float64 {
	if s.squares <= 0 {
		return 0
	}
	return min(max(s.excess/s.squares, 0), 1)
}

func (r *regression) improveDeviation(w int, scores, weights []float64) float64 {
	n := len(r.smooth[w])
	left, right := r.scratch.small, make([]float64, n)
	for a := range n {
		clear(left[a])
		left[a][a] = smoothRidge * r.size
		right[a] = -smoothRidge * r.size * r.smooth[w][a]
	}
	for j, basis := range r.basis[r.first:r.end] {
		if weights[j] > 0 {
			addOuter(left, right, basis, weights[j], scores[j])
		}
	}
	gradient := slices.Clone(right)
	solvePositive(left, right)
	for a, step := range right {
		r.smooth[w][a] += step
	}
	for j, basis := range r.basis {
		if basis != nil {
			r.deviation[w][j] = dot(basis, r.smooth[w])
		}
	}
	return dot(gradient, right)
}

// addOuter adds weight·xxᵀ to the lower triangle of left and score·x to right.
func addOuter(left [][]float64, right, x []float64, weight, score float64) {
	for a, v := range x {
		right[a] += score * v
		row, wv := left[a], weight*v
		for b, u := range x[:len(row)] {
			row[b] += wv * u
		}
	}
}

// improveDays moves the effects of weekdays and calendar on level and tilt, and
// returns the size of the step as improveShapes does.
func (r *regression) improveDays() float64 {
	t, p := r.training, len(r.levels)
	left, right := r.scratch.left, r.scratch.right
	clear(right)
	for _, target := range left {
		clear(target)
	}
	information := 0.0
	for i, k := range r.days {
		r.expectDay(t.weekday(k), i, r.scratch.mean)
		s := scoresOf(t.counts[k][r.first:r.end], r.scratch.mean, r.place[r.first:r.end], r.invTheta)
		s.scale(r.weights[i])
		information += s.weight
		s.addTo(left, right, r.rows[i], p)
	}
	r.penalise(left, right, information/sum(r.weights))
	gradient := slices.Clone(right)
	solvePositive(left, right)
	for a := range r.levels {
		r.levels[a] += bounded(right[a])
	}
	for a := range r.slopes {
		r.slopes[a] += bounded(right[p+a])
	}
	r.expectDays()
	return math.Sqrt(max(0, dot(gradient, right)) / information)
}

// penalise adds the design's penalties, which are in days, at the information
// that a usual day holds.
func (r *regression) penalise(left [][]float64, right []float64, day float64) {
	p := len(r.levels)
	for a, penalty := range r.design.penalty {
		left[a][a] += penalty * day * dayRidge
		right[a] -= penalty * day * dayRidge * r.levels[a]
		if a >= weekdays {
			b := p + a - weekdays
			left[b][b] += penalty * day * dayRidge
			right[b] -= penalty * day * dayRidge * r.slopes[a-weekdays]
		}
	}
}

// follow sets the slow level by what each day as a whole left over.
func (r *regression) follow(horizon int) {
	t, mean := r.training, r.scratch.mean
	errors := make([]float64, len(r.days))
	for i, k := range r.days {
		r.expectDay(t.weekday(k), i, mean)
		seenTotal, expected := 0.0, 0.0
		for j, y := range t.counts[k][r.first:r.end] {
			if m := mean[j]; m > 0 && seen(y) {
				seenTotal += y
				expected += m
			}
		}
		errors[i] = math.Log((seenTotal + 1) / (expected + 1))
	}
	r.slow, _ = follow(r.days, errors, spread(errors), horizon)
}

func bounded(step float64) float64 { return min(max(step, -longestStep), longestStep) }
