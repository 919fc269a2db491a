package model

import (
	"math"
	"time"
)

// expected is what a [regression] expects of its days: each weekday's shape, and
// each day's factor over it, which its tilt makes a geometric sequence over the
// slots. A day is worked out when it is looked at, into room that stays in the
// processor's cache.
type expected struct {
	shapes  [7][]float64 // by slot from the first; zero where closed
	factors []float64    // by day fitted, of its first slot
	ratios  []float64    // from one slot to the next
}

func newExpected(days, slots int) expected {
	e := expected{factors: make([]float64, days), ratios: make([]float64, days)}
	for w := range e.shapes {
		e.shapes[w] = make([]float64, slots)
	}
	return e
}

// expectShapes works the weekdays' shapes out.
func (r *regression) expectShapes() {
	for w, shape := range r.shapes {
		for j, open := range r.training.open[w][r.first:r.end] {
			if open {
				shape[j] = math.Exp(r.course[r.first+j] + r.deviation[w][r.first+j])
			}
		}
	}
}

// expectDays works the days' factors and ratios out.
func (r *regression) expectDays() {
	spacing := 1 / float64(r.end-r.first)
	for i, x := range r.rows {
		level, slope := r.dayTerms(x)
		r.factors[i], r.ratios[i] = math.Exp(level+slope*r.place[r.first]), 1
		if slope != 0 {
			r.ratios[i] = math.Exp(slope * spacing)
		}
	}
}

// expectDay writes μ of a fitted day into mean, by slot from the first.
func (e *expected) expectDay(w time.Weekday, i int, mean []float64) {
	factor, ratio := e.factors[i], e.ratios[i]
	for j, v := range e.shapes[w][:len(mean)] {
		mean[j] = v * factor
		factor *= ratio
	}
}

// dayTerms returns x·p and x·q of a day's columns.
func (r *regression) dayTerms(x row) (level, slope float64) {
	for n, a := range x.columns {
		level += x.values[n] * r.levels[a]
		if a >= weekdays {
			slope += x.values[n] * r.slopes[a-weekdays]
		}
	}
	return level, slope
}

// dayScores are the sums that a day's level and tilt need.
type dayScores struct {
	score, tiltScore           float64
	weight, tilt, tiltedWeight float64 // Σw, Σwv, Σwv² with v = u − ½
}

// scoresOf adds up a day's cells: the score of one on the log scale is
// (y−μ)/(1+μ/θ), its weight μ/(1+μ/θ).
func scoresOf(counts, mean, place []float64, invTheta float64) (s dayScores) {
	mean, place = mean[:len(counts)], place[:len(counts)]
	for j, y := range counts {
		m := mean[j]
		if !(m > 0) || y != y { // closed, or not seen
			continue
		}
		factor, v := 1/(1+m*invTheta), place[j]
		score, weight := (y-m)*factor, m*factor
		s.score += score
		s.tiltScore += score * v
		s.weight += weight
		s.tilt += weight * v
		s.tiltedWeight += weight * v * v
	}
	return s
}

func (s *dayScores) scale(by float64) {
	s.score *= by
	s.tiltScore *= by
	s.weight *= by
	s.tilt *= by
	s.tiltedWeight *= by
}

// addTo adds a day of the given columns to the lower triangle of the equations of
// levels and tilts; the tilts follow the levels, of which there are p.
func (s *dayScores) addTo(left [][]float64, right []float64, x row, p int) {
	for n, a := range x.columns {
		v := x.values[n]
		right[a] += s.score * v
		for m, b := range x.columns[:n+1] {
			left[a][b] += s.weight * v * x.values[m]
		}
		if a < weekdays {
			continue
		}
		tilted := left[p+a-weekdays]
		right[p+a-weekdays] += s.tiltScore * v
		for m, b := range x.columns {
			tilted[b] += s.tilt * v * x.values[m]
			if b >= weekdays && b <= a {
				tilted[p+b-weekdays] += s.tiltedWeight * v * x.values[m]
			}
		}
	}
}
