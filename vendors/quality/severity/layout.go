package severity

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// layout is scores with the levels of all factors numbered one after another. The
// factor with the most levels is eliminated by hand, since among themselves its levels
// never meet: what is left to factorise is small.
type layout struct {
	score  []float64 // less their mean
	shift  float64
	first  []int   // number of each factor's first level, and of the last's end
	cells  [][]int // levels of each score
	levels int

	big    int         // factor that is eliminated
	place  []int       // of each level of the others in the small system
	width  int         // of the small system
	counts []float64   // scores of each level
	sums   []float64   // their scores added up
	meet   [][]meeting // by level of the big factor: the small ones it meets, b unused
	small  []meeting   // of small levels, b from a on
}

// meeting is how often two levels come together in a score.
type meeting struct {
	a, b  int
	times float64
}

// meetings lists counts in the order of their levels: sums in the order of a map
// would differ from run to run in the last digit.
func meetings(counts map[[2]int]float64) []meeting {
	list := make([]meeting, 0, len(counts))
	for pair, times := range counts {
		list = append(list, meeting{pair[0], pair[1], times})
	}
	slices.SortFunc(list, func(x, y meeting) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return list
}

func layOut(score []float64, factors []Factor) *layout {
	l := &layout{score: make([]float64, len(score)), first: []int{0}, cells: make([][]int, len(score))}
	for _, y := range score {
		l.shift += y / float64(len(score))
	}
	most := 0
	for k, f := range factors {
		levels := 0
		for i, level := range f.Level {
			levels = max(levels, level+1)
			l.cells[i] = append(l.cells[i], l.levels+level)
		}
		if levels > most {
			l.big, most = k, levels
		}
		l.levels += levels
		l.first = append(l.first, l.levels)
	}
	l.place = make([]int, l.levels)
	for j := range l.place {
		if l.isBig(j) {
			l.place[j] = j - l.first[l.big]
		} else {
			l.place[j] = l.width
			l.width++
		}
	}
	l.counts, l.sums = make([]float64, l.levels), make([]float64, l.levels)
	big, small := make([]map[[2]int]float64, most), map[[2]int]float64{}
	for j := range big {
		big[j] = map[[2]int]float64{}
	}
	for i, y := range score {
		l.take(i, y-l.shift, big, small)
	}
	for _, counts := range big {
		l.meet = append(l.meet, meetings(counts))
	}
	l.small = meetings(small)
	return l
}

func (l *layout) isBig(level int) bool {
	return level >= l.first[l.big] && level < l.first[l.big+1]
}

// take adds a score to the counts of its levels.
func (l *layout) take(i int, y float64, big []map[[2]int]float64, small map[[2]int]float64) {
	l.score[i] = y
	own := l.cells[i][l.big] - l.first[l.big]
	for _, a := range l.cells[i] {
		l.counts[a]++
		l.sums[a] += y
		if l.isBig(a) {
			continue
		}
		big[own][[2]int{a}]++
		for _, b := range l.cells[i] {
			if b >= a && !l.isBig(b) {
				small[[2]int{a, b}]++
			}
		}
	}
}

// scales is each level's ratio of standard deviation to the residual's.
func (l *layout) scales(ratio []float64) []float64 {
	scale := make([]float64, l.levels)
	for k, r := range ratio {
		for j := l.first[k]; j < l.first[k+1]; j++ {
			scale[j] = r
		}
	}
	return scale
}

// reduced is what is left of the least squares once all effects are out: the log
// determinant of their system, the sum of squares of scores, that of ones, and their
// product.
type reduced struct{ logDet, yy, ones, cross float64 }

func (l *layout) reduce(ratio []float64) reduced {
	scale, n := l.scales(ratio), l.width
	r := reduced{ones: float64(len(l.score))}
	for _, y := range l.score {
		r.yy += y * y
	}
	system := mat.NewSymDense(max(1, n), nil)
	rightY, rightOne := mat.NewVecDense(max(1, n), nil), mat.NewVecDense(max(1, n), nil)
	if n == 0 {
		system.SetSym(0, 0, 1)
	}
	for j := range l.levels {
		if !l.isBig(j) {
			p := l.place[j]
			system.SetSym(p, p, 1)
			rightY.SetVec(p, scale[j]*l.sums[j])
			rightOne.SetVec(p, scale[j]*l.counts[j])
		}
	}
	for _, m := range l.small {
		a, b := l.place[m.a], l.place[m.b]
		system.SetSym(a, b, system.At(a, b)+scale[m.a]*scale[m.b]*m.times)
	}
	for j, meets := range l.meet {
		level := l.first[l.big] + j
		s := scale[level]
		pivot := 1 + s*s*l.counts[level]
		r.logDet += math.Log(pivot)
		y, one := s*l.sums[level], s*l.counts[level]
		r.yy -= y * y / pivot
		r.ones -= one * one / pivot
		r.cross -= y * one / pivot
		for k, m := range meets {
			with := s * scale[m.a] * m.times
			p := l.place[m.a]
			rightY.SetVec(p, rightY.AtVec(p)-with*y/pivot)
			rightOne.SetVec(p, rightOne.AtVec(p)-with*one/pivot)
			for _, other := range meets[k:] {
				o := l.place[other.a]
				system.SetSym(p, o, system.At(p, o)-with*s*scale[other.a]*other.times/pivot)
			}
		}
	}
	var root mat.Cholesky
	var y, one mat.VecDense
	if !root.Factorize(system) || root.SolveVecTo(&y, rightY) != nil || root.SolveVecTo(&one, rightOne) != nil {
		return reduced{logDet: math.Inf(1), yy: 1, ones: 1}
	}
	r.logDet += root.LogDet()
	r.yy -= mat.Dot(rightY, &y)
	r.ones -= mat.Dot(rightOne, &one)
	r.cross -= mat.Dot(rightY, &one)
	return r
}

// residual is the variance of the residual at the ratios.
func (l *layout) residual(ratio []float64) float64 {
	r := l.reduce(ratio)
	return (r.yy - r.cross*r.cross/r.ones) / float64(len(l.score)-1)
}

// criterion is minus twice the restricted log-likelihood at the ratios.
func (l *layout) criterion(ratio []float64) float64 {
	r, df := l.reduce(ratio), float64(len(l.score)-1)
	rest := r.yy - r.cross*r.cross/r.ones
	if !(rest > 0) || !(r.ones > 0) {
		return math.Inf(1)
	}
	return r.logDet + math.Log(r.ones) + df*(1+math.Log(2*math.Pi*rest/df))
}
