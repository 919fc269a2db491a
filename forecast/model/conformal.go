package model

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Band is an interval that should hold the actual count with probability Level.
type Band struct {
	Level  float64 // between 0 and 1
	Lo, Hi []float64
}

// Calibration turns back-test errors into bands by split conformal prediction:
// the multiple q of the deviation that would have held the wanted share of what
// came, with the finite-sample correction ⌈(n+1)·level⌉/n. Errors of older
// windows count for less, see [scores]. It is plain data: kept
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
	Skews  []Skew      // how bands of intervals lean, by ascending level; none for not at all

	// Adapted are the levels at which bands of intervals are drawn; those that are
	// not in it are drawn as they are called.
	Adapted []AdaptedLevel

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
	c, all := newScores(pairs, slots, counts)
	c.Scores, c.Days = make([][]float64, len(buckets)), make([][]float64, len(buckets))
	for b := range buckets {
		c.Scores[b], c.Days[b] = all.intervals[b].statistics(nobody), all.days[b].statistics(nobody)
	}
	c.Weeks = all.weeks.statistics(nobody)
	c.Skews = all.skews(nobody)
	return c
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
	level = c.effective(lead, level)
	deviation := c.Deviation(lead, slot, forecast)
	if c.Counts && forecast < lowCount {
		return negativeBinomialBand(forecast, deviation*deviation, level)
	}
	q := bucketQuantile(c.Scores, lead, level)
	if math.IsNaN(q) {
		q = normalQuantile(level)
	}
	skew := c.skewAt(level)
	return max(0, forecast-skew.Below*q*deviation), forecast + skew.Above*q*deviation
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
