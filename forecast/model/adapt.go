package model

// AdaptedLevel is at what level the bands of one bucket of lead times are drawn so
// that they hold the share of what comes that their name says. The errors of a
// back-test and those to come are not quite alike: a centre changes, and bands that
// held too little for weeks should widen without being told why.
type AdaptedLevel struct {
	Bucket    Bucket
	Level     float64 // what the band is called: 0.8
	Effective float64 // the level at which it is drawn
	Days      int     // that it has learned from
}

// How fast levels adapt, and how far at most.
const (
	adaptRate = 0.01
	leastTail = 0.002 // of 1 − Effective
)

// After returns the level after one more day, of whose intervals the given share
// fell outside of the band that was drawn for them: α ← α + γ(α* − missed), where
// α = 1 − Effective and α* = 1 − Level (Gibbs and Candès, "Adaptive conformal
// inference under distribution shift", NeurIPS 2021, equation 2, with γ = 0.01).
// A day is one step, because its intervals err together.
func (a AdaptedLevel) After(missed float64) AdaptedLevel {
	tail := 1 - a.Effective + adaptRate*(1-a.Level-missed)
	a.Effective = 1 - min((1+1-a.Level)/2, max(leastTail, tail))
	a.Days++
	return a
}

// AdaptedLevels are the levels of bands before anything was learned: each bucket
// of lead times at the level that it is called.
func AdaptedLevels(levels []float64) []AdaptedLevel {
	var out []AdaptedLevel
	for _, bucket := range buckets {
		for _, level := range levels {
			out = append(out, AdaptedLevel{Bucket: bucket, Level: level, Effective: level})
		}
	}
	return out
}

// Holds reports whether a lead time, in days, is in the bucket.
func (b Bucket) Holds(lead int) bool { return lead >= b.From && (b.To == 0 || lead <= b.To) }

// Adapt returns the forecast with its bands of intervals drawn at adapted levels.
func (r *Result) Adapt(levels []AdaptedLevel) *Result {
	if r.Calibration == nil || len(levels) == 0 {
		return r
	}
	moved, bands := *r, *r.Calibration
	bands.Adapted = levels
	moved.Calibration = &bands
	return moved.Around(r.Mean)
}

// effective is the level at which a band is drawn.
func (c *Calibration) effective(lead int, level float64) float64 {
	for _, a := range c.Adapted {
		if a.Level == level && a.Bucket.Holds(lead) {
			return a.Effective
		}
	}
	return level
}
