package model

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Band is an interval that should hold the actual count with probability Level.
type Band struct {
	Level  float64 // between 0 and 1
	Lo, Hi []float64
}

// Calibration turns back-test errors into bands by split conformal prediction:
// the multiple q of the deviation that would have held the wanted share of what
// came, with the finite-sample correction ⌈(n+1)·level⌉/n. It is plain data: kept
// with a forecast, it gives the same bands and paths again, and bands to another
// forecast by the same plan.
type Calibration struct {
	Slots  int  // of a day
	Gap    int  // days between the end of history and the first day forecast, whose lead is Gap + 1
	Counts bool // whole numbers: small ones get negative binomial bands

	// Excess is c² by bucket of lead times and slot, see [Calibration.Deviation].
	Excess [][]float64
	Scores [][]float64 // |y−μ|/deviation of intervals by bucket, ascending
	Days   [][]float64 // |ΣY−ΣF|/ΣF of whole days by bucket, ascending
	Weeks  []float64   // the same of seven days in a row, ascending

	Errors []ErrorDay // whole days of the back-test, for paths and updates within the day
}

// lowCount is the forecast below which a count's own skewness matters.
const lowCount = 20

// fallbackDeviation is the relative error assumed of totals where the history
// is too short to show any.
const fallbackDeviation = 0.15

// manyScores is how many order statistics of a bucket's scores are kept.
const manyScores = 400

func newCalibration(pairs []pair, slots int, counts bool) *Calibration {
	c := &Calibration{Slots: slots, Counts: counts, Excess: newSpreads(pairs, slots).excess}
	c.Scores, c.Days = make([][]float64, len(buckets)), make([][]float64, len(buckets))
	for _, p := range pairs {
		b := bucketOf(p.lead)
		c.Scores[b] = append(c.Scores[b], math.Abs(p.actual-p.forecast)/c.Deviation(p.lead, p.slot, p.forecast))
	}
	c.addTotals(pairs)
	for b := range buckets {
		c.Scores[b], c.Days[b] = orderStatistics(c.Scores[b]), orderStatistics(c.Days[b])
	}
	c.Weeks = orderStatistics(c.Weeks)
	return c
}

// orderStatistics sorts scores and keeps manyScores of them, evenly by rank, the
// largest included.
func orderStatistics(scores []float64) []float64 {
	slices.Sort(scores)
	n := len(scores)
	if n <= manyScores {
		return scores
	}
	kept := make([]float64, manyScores)
	for i := range kept {
		kept[i] = scores[(i+1)*n/manyScores-1]
	}
	return kept
}

// addTotals scores whole days and whole weeks on their own: errors within a day
// go together, so that they cannot be added up as if they were independent.
func (c *Calibration) addTotals(pairs []pair) {
	type sums struct{ forecast, actual float64 }
	var day, week sums
	for i, p := range pairs {
		day.forecast += p.forecast
		day.actual += p.actual
		week.forecast += p.forecast
		week.actual += p.actual
		last := i+1 == len(pairs)
		if last || pairs[i+1].lead != p.lead || pairs[i+1].window != p.window {
			b := bucketOf(p.lead)
			c.Days[b] = append(c.Days[b], math.Abs(day.actual-day.forecast)/day.forecast)
			day = sums{}
		}
		if last || pairs[i+1].window != p.window || (pairs[i+1].lead-1)/7 != (p.lead-1)/7 {
			c.Weeks = append(c.Weeks, math.Abs(week.actual-week.forecast)/week.forecast)
			week = sums{}
		}
	}
}

// quantile is the conformal quantile of sorted scores. Where there are too few
// scores for the level the largest is stretched; none give NaN.
func quantile(scores []float64, level float64) float64 {
	n := len(scores)
	if n == 0 {
		return math.NaN()
	}
	rank := int(math.Ceil(float64(n+1) * level))
	if rank <= n {
		return scores[max(1, rank)-1]
	}
	return scores[n-1] * normalQuantile(level) / normalQuantile(float64(n)/float64(n+1))
}

// normalQuantile is how many deviations hold a share of a normal variable.
func normalQuantile(level float64) float64 { return mathext.NormalQuantile((1 + level) / 2) }

// Interval returns the band of one interval's count, lead days ahead, around
// what is expected in a slot of the day.
func (c *Calibration) Interval(lead, slot int, forecast, level float64) (lo, hi float64) {
	if forecast <= 0 {
		return 0, 0
	}
	deviation := c.Deviation(lead, slot, forecast)
	if c.Counts && forecast < lowCount {
		return negativeBinomialBand(forecast, deviation*deviation, level)
	}
	q := bucketQuantile(c.Scores, lead, level)
	if math.IsNaN(q) {
		q = normalQuantile(level)
	}
	return max(0, forecast-q*deviation), forecast + q*deviation
}

// bucketQuantile is the conformal quantile of a lead's bucket, or of the nearest
// one that has scores; NaN when none has.
func bucketQuantile(scores [][]float64, lead int, level float64) float64 {
	b, ok := nearestBucket(lead, func(b int) bool { return len(scores[b]) > 0 })
	if !ok {
		return math.NaN()
	}
	return quantile(scores[b], level)
}

// Day returns the band of a day's total, lead days ahead.
func (c *Calibration) Day(lead int, forecast, level float64) (lo, hi float64) {
	return around(forecast, bucketQuantile(c.Days, lead, level), level)
}

// Week returns the band of a total of seven days, or fewer.
func (c *Calibration) Week(forecast, level float64) (lo, hi float64) {
	return around(forecast, quantile(c.Weeks, level), level)
}

func around(forecast, q, level float64) (lo, hi float64) {
	if math.IsNaN(q) {
		q = fallbackDeviation * normalQuantile(level)
	}
	return max(0, forecast*(1-q)), forecast * (1 + q)
}

// negativeBinomialBand returns the central band of the negative binomial with
// the given mean and variance, Poisson where the variance is no more than that.
// Its ends are whole numbers.
func negativeBinomialBand(mean, variance, level float64) (lo, hi float64) {
	tail := (1 - level) / 2
	lo = -1
	below := 0.0
	p := math.Exp(-mean) // P(N = 0), Poisson
	size := math.Inf(1)
	if variance > mean*(1+1e-9) {
		size = mean * mean / (variance - mean)
		p = math.Exp(size * math.Log(size/(size+mean)))
	}
	for n := 0.0; ; n++ {
		below += p
		if lo < 0 && below > tail {
			lo = n
		}
		// The limit only guards against a tail lost to rounding.
		if below >= 1-tail || n > mean+50*math.Sqrt(variance)+50 {
			return max(0, lo), n
		}
		if math.IsInf(size, 1) {
			p *= mean / (n + 1)
		} else {
			p *= (size + n) / (n + 1) * mean / (size + mean)
		}
	}
}

// Coverage is the share of intervals of the back-test that fell into bands
// calibrated on all other windows: an honest rehearsal of the real ones.
type Coverage struct {
	Bucket Bucket
	Level  float64
	Share  float64 // of N
	N      int
}

// coverage leaves one window out at a time.
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
	for n := range windows {
		isOut := func(p pair) bool { return p.window == n }
		rest := slices.DeleteFunc(slices.Clone(pairs), isOut)
		c := newCalibration(rest, slots, counts)
		for _, p := range pairs {
			if !isOut(p) {
				continue
			}
			for i, level := range levels {
				lo, hi := c.Interval(p.lead, p.slot, p.forecast, level)
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
