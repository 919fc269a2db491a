package model

import (
	"fmt"
	"math"
	"slices"
)

// Factors forecasts a few scores of each day and puts them back together
// (Shen and Huang, "Interday forecasting and intraday updating of call center
// arrivals", Manufacturing & Service Operations Management 10, 2008): the
// square roots of the counts, day by slot, are nearly a matrix of low rank;
// each day's scores on its leading right singular vectors follow the calendar,
// with an autoregressive error. The root makes the noise of counts even.
type Factors struct {
	Rank     int     // singular vectors kept
	HalfLife float64 // days at which a day counts half in the scores' regression
	Month    bool    // effects of the place in the month on the scores
}

// Name implements [Model].
func (m Factors) Name() string {
	if !m.Month {
		return fmt.Sprintf("factors rank=%d no-month", m.Rank)
	}
	return fmt.Sprintf("factors rank=%d", m.Rank)
}

// Family implements [Model].
func (m Factors) Family() string { return "factors" }

// maxPersistence bounds the autoregression of scores away from a random walk.
const maxPersistence = 0.95

// Fit implements [Model].
func (m Factors) Fit(t *Training) Forecast {
	return factorForecast{training: t, scores: t.scoresOf(m), rank: m.Rank}
}

// mostFactors is the most singular vectors that competing models keep. All ranks
// up to it share one decomposition: the leading vectors do not depend on how
// many follow.
const mostFactors = 4

// factorScores are the courses of a training's scores on its leading vectors.
type factorScores struct {
	design  *design
	last    int // the last fitted day
	courses []scoreCourse
}

// scoreCourse is the course of the days' scores on one vector.
type scoreCourse struct {
	vector      []float64
	beta        []float64
	persistence float64
	lastError   float64
}

func (t *Training) scoresOf(m Factors) *factorScores {
	m.Rank = max(m.Rank, mostFactors)
	return remembered(&t.memo.factors, m, func() *factorScores {
		f := &factorScores{design: t.designOf(designKey{month: m.Month})}
		shared := t.rootMatrix()
		days := shared.days
		if len(days) == 0 {
			return f
		}
		f.last = days[len(days)-1]
		weights := make([]float64, len(days))
		for i, k := range days {
			weights[i] = discount(t.age(k), m.HalfLife)
		}
		regression := newRobust(f.design.learnedRows(), weights, f.design.penalty, t.trusted())
		scores := make([]float64, len(days))
		for _, vector := range shared.leadingVectors(m.Rank) {
			for i, root := range shared.roots {
				scores[i] = dot(root, vector)
			}
			beta, errors, _ := regression.fit(scores)
			f.courses = append(f.courses, scoreCourse{vector, beta, autoregression(days, errors, weights), errors[len(errors)-1]})
		}
		return f
	})
}

// rootMatrix is the matrix of the usable days' roots.
type rootMatrix struct {
	days  []int
	roots [][]float64
	gram  [][]float64
	used  []int
}

func (t *Training) rootMatrix() *rootMatrix {
	if t.memo.roots == nil {
		m := &rootMatrix{days: t.learned()}
		if len(m.days) > 0 {
			m.roots = t.roots(m.days)
			m.gram, m.used = gramMatrix(m.roots)
		}
		t.memo.roots = m
	}
	return t.memo.roots
}

// roots returns √(N+¼) of each given day, zero where closed; a missing cell
// takes the day's share by the usual shape of its weekday.
func (t *Training) roots(days []int) [][]float64 {
	usual := t.usualDays()
	out := matrix(len(days), t.Slots(), 0)
	for i, k := range days {
		shape, open := usual[t.weekday(k)], t.open[t.weekday(k)]
		whole := max(sum(shape), 1e-9)
		for j, v := range t.counts[k] {
			if !open[j] {
				continue
			}
			if !seen(v) {
				v = t.total[k] * shape[j] / whole
			}
			out[i][j] = math.Sqrt(v + .25)
		}
	}
	return out
}

// leadingVectors returns the first right singular vectors of a matrix given by
// rows, by orthogonal iteration on its Gram matrix (Golub and Van Loan, "Matrix
// Computations", section 8.2). The leading values stand far apart here, so few
// steps do; the iteration starts from rows, and so has no chance in it.
func (m *rootMatrix) leadingVectors(rank int) [][]float64 {
	rows, gram, used := m.roots, m.gram, m.used
	slots := len(rows[0])
	var vectors [][]float64
	for n := range min(rank, len(rows), slots) {
		vectors = append(vectors, slices.Clone(rows[n*len(rows)/rank]))
	}
	for range iterations {
		vectors = orthonormal(vectors)
		for n, v := range vectors {
			next := make([]float64, slots)
			for _, a := range used {
				next[a] = dot(gram[a], v)
			}
			vectors[n] = next
		}
	}
	return orthonormal(vectors)
}

// gramMatrix returns XᵀX and the columns that are not zero throughout.
func gramMatrix(rows [][]float64) (gram [][]float64, used []int) {
	slots := len(rows[0])
	gram = matrix(slots, slots, 0)
	for _, row := range rows {
		for a, x := range row {
			if x == 0 {
				continue
			}
			target := gram[a][:a+1]
			for b, y := range row[:len(target)] {
				target[b] += x * y
			}
		}
	}
	for a := range gram {
		if gram[a][a] > 0 {
			used = append(used, a)
		}
		for b := range a {
			gram[b][a] = gram[a][b]
		}
	}
	return gram, used
}

// iterations settle the leading vectors far below the noise of the data.
const iterations = 30

// orthonormal makes vectors orthogonal and of length one, dropping those that
// depend on the ones before them.
func orthonormal(vectors [][]float64) [][]float64 {
	var out [][]float64
	for _, v := range vectors {
		size := math.Sqrt(dot(v, v))
		for _, u := range out {
			along := dot(u, v)
			for j := range v {
				v[j] -= along * u[j]
			}
		}
		length := math.Sqrt(dot(v, v))
		if length <= 1e-10*size {
			continue
		}
		for j := range v {
			v[j] /= length
		}
		out = append(out, v)
	}
	return out
}

// autoregression is the discounted lag-one coefficient of the errors of days
// that follow each other, between 0 and maxPersistence.
func autoregression(days []int, errors, weights []float64) float64 {
	above, below := 0.0, 0.0
	for i := 1; i < len(days); i++ {
		if days[i]-days[i-1] <= 3 { // over a weekend, not over a hole
			above += weights[i] * errors[i] * errors[i-1]
			below += weights[i] * errors[i-1] * errors[i-1]
		}
	}
	if below == 0 {
		return 0
	}
	return min(max(above/below, 0), maxPersistence)
}

type factorForecast struct {
	training *Training
	scores   *factorScores
	rank     int
}

// Day implements [Forecast].
func (f factorForecast) Day(k int) []float64 {
	out := make([]float64, f.training.Slots())
	if f.training.Closed(k) || len(f.scores.courses) == 0 {
		return out
	}
	row := f.scores.design.row(k)
	for _, c := range f.scores.courses[:min(f.rank, len(f.scores.courses))] {
		score := row.dot(c.beta) + c.lastError*math.Pow(c.persistence, float64(k-f.scores.last))
		for j, v := range c.vector {
			out[j] += score * v
		}
	}
	open := f.training.open[f.training.weekday(k)]
	for j, root := range out {
		out[j] = 0
		if open[j] && root > 0 {
			out[j] = root * root
		}
	}
	return out
}
