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
	days     []int       // the days fitted
	rows     [][]float64 // their columns
	weights  []float64   // their discounts
	first    int         // slot that is ever open, and the one after the last
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

	mean [][]float64 // μ by day fitted and slot
	slow float64     // what the last days were above it, on the log scale
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
	weekdays    = 7 // columns that the design begins with
)

func newRegression(t *Training, d *design, halfLife float64) *regression {
	r := &regression{training: t, design: d}
	total, cells := 0.0, 0.0
	for k := range t.Days() {
		if !t.usable[k] || forgotten(t.age(k), halfLife) {
			continue
		}
		weight := discount(t.age(k), halfLife)
		r.days, r.weights, r.rows = append(r.days, k), append(r.weights, weight), append(r.rows, d.row(k))
		for j, open := range t.open[t.weekday(k)] {
			if v := t.counts[k][j]; open && seen(v) {
				total += weight * v
				cells += weight
			}
		}
	}
	if total == 0 {
		r.days = nil
		return r
	}
	r.size = total / cells
	r.layOut()
	r.start()
	return r
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
	r.mean = matrix(len(r.days), t.Slots(), 0)
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
	r.course = make([]float64, t.Slots())
	for j := range r.course {
		r.course[j] = math.Log((above[j] + .01*r.size) / (below[j] + .01))
	}
	r.levels, r.slopes = make([]float64, len(r.design.penalty)), make([]float64, len(r.design.penalty)-weekdays)
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
func (r *regression) startFrom(earlier *regression) {
	if len(earlier.levels) != len(r.levels) || earlier.first != r.first || earlier.end != r.end {
		return
	}
	r.invTheta = earlier.invTheta
	copy(r.course, earlier.course)
	copy(r.levels, earlier.levels)
	copy(r.slopes, earlier.slopes)
	for w := range r.smooth {
		copy(r.smooth[w], earlier.smooth[w])
		copy(r.deviation[w], earlier.deviation[w])
	}
}

// settle goes around the blocks until nothing moves.
func (r *regression) settle() {
	for n := range sweeps {
		r.expect()
		step := r.improveShapes()
		if n == 1 {
			r.findTheta()
		}
		r.expect()
		if step = max(step, r.improveDays()); step < settled && n > 0 {
			break
		}
	}
}

// dayTerms returns x·p and x·q of a day's columns.
func (r *regression) dayTerms(row []float64) (level, slope float64) {
	return dot(row, r.levels), dot(row[weekdays:], r.slopes)
}

// expect works μ out. The tilt of a day is a geometric sequence over its slots.
func (r *regression) expect() {
	t := r.training
	shapes := matrix(7, t.Slots(), 0)
	for w := range shapes {
		for j, open := range t.open[w] {
			if open {
				shapes[w][j] = math.Exp(r.course[j] + r.deviation[w][j])
			}
		}
	}
	spacing := 1 / float64(r.end-r.first)
	for i, k := range r.days {
		level, slope := r.dayTerms(r.rows[i])
		factor, ratio := math.Exp(level+slope*r.place[r.first]), math.Exp(slope*spacing)
		shape, mean := shapes[t.weekday(k)], r.mean[i]
		for j := r.first; j < r.end; j++ {
			mean[j] = shape[j] * factor
			factor *= ratio
		}
	}
}

// cell returns the score and the weight of a cell on the log scale.
func (r *regression) cell(y, mean float64) (score, weight float64) {
	if y != y || mean <= 0 { // not seen, or closed
		return 0, 0
	}
	factor := 1 / (1 + mean*r.invTheta)
	return (y - mean) * factor, mean * factor
}

// improveShapes moves the slots' course, then each weekday's deviation, and
// returns the size of the step: the root of Newton's decrement over the
// information, which is a root mean square on the log scale.
func (r *regression) improveShapes() float64 {
	t := r.training
	scores, weights := matrix(7, t.Slots(), 0), matrix(7, t.Slots(), 0)
	for i, k := range r.days {
		w, discount := t.weekday(k), r.weights[i]
		counts, mean, scores, weights := t.counts[k], r.mean[i], scores[w], weights[w]
		for j := r.first; j < r.end; j++ {
			score, weight := r.cell(counts[j], mean[j])
			scores[j] += discount * score
			weights[j] += discount * weight
		}
	}
	decrement, information := 0.0, 0.0
	for j := range r.course {
		score, weight := 0.0, courseRidge*r.size
		for w := range scores {
			score += scores[w][j]
			weight += weights[w][j]
		}
		step := bounded(score / weight)
		r.course[j] += step
		decrement += score * step
		information += weight
		for w := range scores {
			scores[w][j] -= weights[w][j] * step
		}
	}
	for w := range r.smooth {
		decrement += r.improveDeviation(w, scores[w], weights[w])
	}
	return math.Sqrt(max(0, decrement) / information)
}

func (r *regression) improveDeviation(w int, scores, weights []float64) float64 {
	n := len(r.smooth[w])
	left, right := matrix(n, n, 0), make([]float64, n)
	for a := range n {
		left[a][a] = smoothRidge * r.size
		right[a] = -smoothRidge * r.size * r.smooth[w][a]
	}
	for j, basis := range r.basis {
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
		for b, u := range x[:a+1] {
			row[b] += wv * u
		}
	}
}

// improveDays moves the effects of weekdays and calendar on level and tilt, and
// returns the size of the step as improveShapes does.
func (r *regression) improveDays() float64 {
	t := r.training
	p := len(r.levels)
	size := p + len(r.slopes)
	left, right := matrix(size, size, 0), make([]float64, size)
	information := 0.0
	var used []int
	for i, k := range r.days {
		var s dayScores
		counts, mean := t.counts[k], r.mean[i]
		for j := r.first; j < r.end; j++ {
			score, weight := r.cell(counts[j], mean[j])
			s.add(score, weight, r.place[j])
		}
		s.scale(r.weights[i])
		information += s.weight
		used = s.addTo(left, right, r.rows[i], used[:0])
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

// dayScores are the sums that a day's level and tilt need.
type dayScores struct {
	score, tiltScore           float64
	weight, tilt, tiltedWeight float64 // Σw, Σwv, Σwv² with v = u − ½
}

func (s *dayScores) add(score, weight, place float64) {
	s.score += score
	s.tiltScore += score * place
	s.weight += weight
	s.tilt += weight * place
	s.tiltedWeight += weight * place * place
}

func (s *dayScores) scale(by float64) {
	s.score *= by
	s.tiltScore *= by
	s.weight *= by
	s.tilt *= by
	s.tiltedWeight *= by
}

// addTo adds a day to the lower triangle of the equations of levels and tilts.
// Most columns are zero on most days; used is room for those that are not.
func (s *dayScores) addTo(left [][]float64, right, row []float64, used []int) []int {
	for a, x := range row {
		if x != 0 {
			used = append(used, a)
		}
	}
	p := len(row)
	for n, a := range used {
		x := row[a]
		right[a] += s.score * x
		for _, b := range used[:n+1] {
			left[a][b] += s.weight * x * row[b]
		}
		if a < weekdays {
			continue
		}
		tilted := left[p+a-weekdays]
		right[p+a-weekdays] += s.tiltScore * x
		for _, b := range used {
			tilted[b] += s.tilt * x * row[b]
			if b >= weekdays && b <= a {
				tilted[p+b-weekdays] += s.tiltedWeight * x * row[b]
			}
		}
	}
	return used
}

// follow sets the slow level by what each day as a whole left over.
func (r *regression) follow(horizon int) {
	t := r.training
	errors := make([]float64, len(r.days))
	for i, k := range r.days {
		seenTotal, expected := 0.0, 0.0
		for j, y := range t.counts[k] {
			if mean := r.mean[i][j]; mean > 0 && seen(y) {
				seenTotal += y
				expected += mean
			}
		}
		errors[i] = math.Log((seenTotal + 1) / (expected + 1))
	}
	r.slow, _ = follow(r.days, errors, spread(errors), horizon)
}

// findTheta sets θ = Σωμ²/Σω((y−μ)²−μ), by moments; counts that vary no more
// than by chance have none.
func (r *regression) findTheta() {
	above, below := 0.0, 0.0
	for i, k := range r.days {
		for j, y := range r.training.counts[k] {
			if mean := r.mean[i][j]; mean > 0 && seen(y) {
				above += r.weights[i] * mean * mean
				below += r.weights[i] * ((y-mean)*(y-mean) - mean)
			}
		}
	}
	r.invTheta = 0
	if above > 0 {
		r.invTheta = min(max(below/above, 0), 1)
	}
}

func bounded(step float64) float64 { return min(max(step, -longestStep), longestStep) }
