package accuracy

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Trial is one adjustment held against what came: one of contacts by [Trial.Add],
// one of handle time by [Trial.AddWork].
type Trial struct {
	Days      int     // with something observed in its range
	Intervals int     // of its range, with something observed
	Contacts  float64 // that came in them, or were handled
	Base      float64 // what errors are a share of: contacts that came, or seconds that handling took
	With      float64 // Σ|adjusted − actual|, in the unit of Base
	Without   float64 // Σ|what it would have been without this one − actual|
}

// Add takes in one day of the adjustment's range; curves by interval, NaN where
// nothing was observed.
func (t *Trial) Add(with, without, actual []float64) {
	before := t.Intervals
	for i, y := range actual {
		if !known(y) {
			continue
		}
		t.Intervals++
		t.Contacts += y
		t.Base += y
		t.With += math.Abs(with[i] - y)
		t.Without += math.Abs(without[i] - y)
	}
	if t.Intervals > before {
		t.Days++
	}
}

// AddWork takes in one day of the range of an adjustment of handle time: seconds a
// contact by interval, beside the contacts handled and the seconds that took. The
// error is in seconds of work, so that a wrong handle time weighs as much as it
// cost: Σ|aht·handled − seconds|. Intervals in which nothing was handled, or of
// which a curve says nothing, do not count.
func (t *Trial) AddWork(with, without, handled, seconds []float64) {
	before := t.Intervals
	for i, n := range handled {
		if !(n > 0) || !known(with[i]) || !known(without[i]) {
			continue
		}
		t.Intervals++
		t.Contacts += n
		t.Base += seconds[i]
		t.With += math.Abs(with[i]*n - seconds[i])
		t.Without += math.Abs(without[i]*n - seconds[i])
	}
	if t.Intervals > before {
		t.Days++
	}
}

// Gain is by how much the adjustment made the error smaller, as a share of the
// contacts or the work; negative where it made it larger, NaN where nothing came.
func (t Trial) Gain() float64 { return ratio(t.Without-t.With, t.Base) }

// Verdict is what can be said of adjustments.
type Verdict string

// The verdicts.
const (
	Helped  Verdict = "helped"
	Hurt    Verdict = "hurt"
	Open    Verdict = "open"    // the record is too short or too mixed to say
	Unknown Verdict = "unknown" // nothing came yet that they could be held against
)

// Gain is what several adjustments of one measure changed together.
type Gain struct {
	Adjustments int // all
	Scored      int // those with contacts observed in their range
	Helped      int // those that made the error smaller
	Trial           // their sums

	WAPEWith, WAPEWithout float64
	Value                 float64 // WAPEWithout − WAPEWith; positive: they helped
	// Lo and Hi hold the mean gain of such adjustments with 90 % confidence; NaN
	// where fewer than two were scored.
	Lo, Hi  float64
	Verdict Verdict
}

// fewest is how many scored adjustments a verdict needs: of four, one in eight
// planners who only guess has all on one side.
const fewest = 5

// GainOfOne is what a single adjustment changed. Its verdict only tells on which
// side it came out, not what such adjustments are good for.
func GainOfOne(t Trial) Gain {
	g := GainOf([]Trial{t})
	switch {
	case g.Value > 0:
		g.Verdict = Helped
	case g.Value < 0:
		g.Verdict = Hurt
	}
	return g
}

// GainOf sums trials up. The verdict rests on the 90 % t-interval of the mean
// gain, and is open where there are fewer than five scored adjustments.
func GainOf(trials []Trial) Gain {
	g := Gain{Adjustments: len(trials)}
	var gains []float64
	for _, t := range trials {
		gain := t.Gain()
		if !known(gain) {
			continue
		}
		gains = append(gains, gain)
		g.Scored++
		if gain > 0 {
			g.Helped++
		}
		g.Days += t.Days
		g.Intervals += t.Intervals
		g.Contacts += t.Contacts
		g.Base += t.Base
		g.With += t.With
		g.Without += t.Without
	}
	g.WAPEWith, g.WAPEWithout, g.Value = ratio(g.With, g.Base), ratio(g.Without, g.Base), g.Gain()
	g.Lo, g.Hi = meanInterval(gains)
	g.Verdict = g.verdict()
	return g
}

func (g Gain) verdict() Verdict {
	switch {
	case g.Scored == 0:
		return Unknown
	case g.Scored < fewest:
		return Open
	case g.Lo > 0:
		return Helped
	case g.Hi < 0:
		return Hurt
	}
	return Open
}

// meanInterval is the 90 % t-interval of a mean.
func meanInterval(values []float64) (lo, hi float64) {
	n := float64(len(values))
	if n < 2 {
		return math.NaN(), math.NaN()
	}
	mean, square := 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		square += (v - mean) * (v - mean)
	}
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.95) * math.Sqrt(square/(n-1)/n)
	return mean - half, mean + half
}
