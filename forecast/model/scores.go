package model

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// scores are the conformal scores of a back-test before they become bands. What
// errors were made months ago, by models that knew less, says less about those to
// come, so that they are weighted by age (Barber, Candès, Ramdas and Tibshirani,
// "Conformal prediction beyond exchangeability", Annals of Statistics 51, 2023).
type scores struct {
	intervals []scoreList // |y−μ|/deviation by bucket of lead times
	days      []scoreList // |ΣY−ΣF|/ΣF of whole days by bucket
	weeks     scoreList   // the same of seven days in a row

	// Signed deviations of all intervals: (μ−y)/deviation, (y−μ)/deviation, and
	// the larger of both.
	below, above, sizes scoreList
}

// scoreLife is how many windows ago an error counts half.
const scoreLife = 8

func ageWeight(window int) float64 { return math.Exp2(-float64(window) / scoreLife) }

// ageWeights are the weights of pairs by window.
func ageWeights(pairs []pair) []float64 {
	var weights []float64
	for _, p := range pairs {
		for p.window >= len(weights) {
			weights = append(weights, ageWeight(len(weights)))
		}
	}
	return weights
}

// score is one error of one window of the back-test, 0 being the last.
type score struct {
	size   float64
	window int
	weight float64 // by the window's age
}

type scoreList []score

func newScores(pairs []pair, slots int, counts bool) (*Calibration, *scores) {
	group := poolBuckets(pairs)
	c := &Calibration{Slots: slots, Counts: counts, Excess: newSpreads(pairs, slots, group).excess}
	all := &scores{intervals: make([]scoreList, len(buckets)), days: make([]scoreList, len(buckets))}
	weights := ageWeights(pairs)
	for _, p := range pairs {
		b := group[bucketOf(p.lead)]
		z := score{(p.actual - p.forecast) / c.Deviation(p.lead, p.slot, p.forecast), p.window, weights[p.window]}
		all.above = append(all.above, z)
		all.intervals[b] = append(all.intervals[b], z.sized())
	}
	all.sortSigned()
	all.addTotals(pairs, group, weights)
	for b, g := range group {
		if b == g {
			all.intervals[b].sort()
			all.days[b].sort()
		} else { // sorted already: a group's first bucket stands for it
			all.intervals[b], all.days[b] = all.intervals[g], all.days[g]
		}
	}
	all.weeks.sort()
	return c, all
}

// sized is the score without its sign.
func (s score) sized() score {
	s.size = math.Abs(s.size)
	return s
}

// sortSigned puts the signed scores in order, and makes the other lists of them.
func (s *scores) sortSigned() {
	s.above.sort()
	n := len(s.above)
	s.below, s.sizes = make(scoreList, n), make(scoreList, 0, n)
	for i, z := range s.above {
		z.size = -z.size
		s.below[n-1-i] = z
	}
	// The sizes are the upper halves of both, merged.
	over := sort.Search(n, func(i int) bool { return s.above[i].size >= 0 })
	up, down := s.above[over:], s.below[n-over:]
	for len(up) > 0 || len(down) > 0 {
		from := &up
		if len(up) == 0 || len(down) > 0 && down[0].size < up[0].size {
			from = &down
		}
		s.sizes = append(s.sizes, (*from)[0])
		*from = (*from)[1:]
	}
}

// poolBuckets says which bucket of lead times each shares its errors with, the
// first of its group. Knowing more cannot make errors larger: where a bucket's
// come out larger than those of longer lead times, for want of days or because
// the last windows all begin on a Monday, both are estimated together (isotonic
// regression by pooling adjacent violators; Barlow et al., "Statistical Inference
// under Order Restrictions", 1972).
func poolBuckets(pairs []pair) []int {
	type block struct {
		first        int
		above, below float64 // Σ((y−μ)² − μ) and Σμ²
	}
	above, below := make([]float64, len(buckets)), make([]float64, len(buckets))
	weights := ageWeights(pairs)
	for _, p := range pairs {
		b, weight := bucketOf(p.lead), weights[p.window]
		e := p.actual - p.forecast
		above[b] += weight * (e*e - p.forecast)
		below[b] += weight * p.forecast * p.forecast
	}
	var blocks []block
	group := make([]int, len(buckets))
	for b := range buckets {
		group[b] = b
		if below[b] == 0 {
			continue
		}
		blocks = append(blocks, block{b, above[b], below[b]})
		for n := len(blocks) - 1; n > 0 && blocks[n-1].above*blocks[n].below > blocks[n].above*blocks[n-1].below; n-- {
			blocks[n-1].above += blocks[n].above
			blocks[n-1].below += blocks[n].below
			blocks = blocks[:n]
		}
	}
	for n, block := range blocks {
		end := len(buckets)
		if n+1 < len(blocks) {
			end = blocks[n+1].first
		}
		for b := block.first; b < end; b++ {
			if below[b] > 0 {
				group[b] = block.first
			}
		}
	}
	return group
}

// addTotals scores whole days and whole weeks on their own: errors within a day
// go together, so that they cannot be added up as if they were independent.
func (s *scores) addTotals(pairs []pair, group []int, weights []float64) {
	type sums struct{ forecast, actual float64 }
	var day, week sums
	for i, p := range pairs {
		day.forecast += p.forecast
		day.actual += p.actual
		week.forecast += p.forecast
		week.actual += p.actual
		last := i+1 == len(pairs)
		if last || pairs[i+1].lead != p.lead || pairs[i+1].window != p.window {
			b := group[bucketOf(p.lead)]
			s.days[b] = append(s.days[b], score{math.Abs(day.actual-day.forecast) / day.forecast, p.window, weights[p.window]})
			day = sums{}
		}
		if last || pairs[i+1].window != p.window || (pairs[i+1].lead-1)/7 != (p.lead-1)/7 {
			s.weeks = append(s.weeks, score{math.Abs(week.actual-week.forecast) / week.forecast, p.window, weights[p.window]})
			week = sums{}
		}
	}
}

func (l scoreList) sort() {
	slices.SortFunc(l, func(a, b score) int { return cmp.Compare(a.size, b.size) })
}

// nobody is the window left out where none is.
const nobody = -1

// statistics returns order statistics of the sorted scores, each of which stands
// for as much of their weight: as many as the weights are worth equal ones, the
// largest included, and at most manyScores. One window may be left out.
func (l scoreList) statistics(without int) []float64 {
	whole, squares := 0.0, 0.0
	for _, s := range l {
		if s.window != without {
			whole += s.weight
			squares += s.weight * s.weight
		}
	}
	if whole == 0 {
		return nil
	}
	n := min(int(math.Round(whole*whole/squares)), manyScores)
	out := make([]float64, 0, n)
	below, largest := 0.0, 0.0
	for _, s := range l {
		if s.window == without {
			continue
		}
		below += s.weight
		largest = s.size
		for len(out) < n-1 && below >= float64(len(out)+1)/float64(n)*whole*(1-1e-12) {
			out = append(out, s.size)
		}
	}
	return append(out, largest)
}

// Coverage is the share of intervals of the back-test that fell into bands
// calibrated on all other windows: an honest rehearsal of the real ones.
type Coverage struct {
	Bucket Bucket
	Level  float64
	Share  float64 // of N
	N      int
}

// coverage leaves one window's scores out at a time.
func coverage(pairs []pair, windows, slots int, counts bool, levels []float64) []Coverage {
	if windows < 2 {
		return nil
	}
	out := make([]Coverage, 0, len(buckets)*len(levels))
	for _, b := range buckets {
		for _, level := range levels {
			out = append(out, Coverage{Bucket: b, Level: level})
		}
	}
	rest, all := newScores(pairs, slots, counts)
	rest.Scores = make([][]float64, len(buckets))
	for from := 0; from < len(pairs); {
		window := pairs[from].window
		for b := range buckets {
			rest.Scores[b] = all.intervals[b].statistics(window)
		}
		rest.Skews = all.skews(window)
		for ; from < len(pairs) && pairs[from].window == window; from++ {
			p := pairs[from]
			for i, level := range levels {
				lo, hi := rest.Interval(p.lead, p.slot, p.forecast, level)
				cell := &out[bucketOf(p.lead)*len(levels)+i]
				cell.N++
				cell.Share += indicator(p.actual >= lo && p.actual <= hi)
			}
		}
	}
	out = slices.DeleteFunc(out, func(c Coverage) bool { return c.N == 0 })
	for i := range out {
		out[i].Share /= float64(out[i].N)
	}
	return out
}
