package accuracy

import (
	"cmp"
	"math"
	"slices"
)

// Score is how far forecasts were from what came. Ratios are shares of one; a
// figure that is not defined is NaN.
type Score struct {
	WAPE    float64 // Σ|F−A| / ΣA over intervals
	DayWAPE float64 // the same over whole days
	Bias    float64 // Σ(F−A) / ΣA; positive: too many were forecast
	MASE    float64 // mean of |F−A| over the scale of each interval's day
	RMSE    float64 // root of the mean squared error, in contacts
	Bands   []BandScore

	// NaiveWAPE is that of repeating the last week known at the origin, and
	// ModelValue by how much the model's is smaller, over the intervals of which
	// the naive forecast says anything.
	NaiveWAPE, ModelValue float64
	// PlannerWAPE is that of the forecast with the adjustments that stood before
	// each day, and PlannerValue by how much it is smaller than without.
	PlannerWAPE, PlannerValue float64

	N         int     // intervals scored
	Days      int     // days of queues with a scored interval
	Rehearsed int     // of these, days whose run was computed afterwards
	Adjusted  int     // of these, days that adjustments touched
	Contacts  float64 // that came in the intervals scored
}

// BandScore is how a band did.
type BandScore struct {
	Level    float64
	Coverage float64 // share of intervals that it held
	MSIS     float64 // mean interval score over the scale
	N        int
}

// tally gathers errors until they are scored.
type tally struct {
	n, days, rehearsed, adjusted int
	abs, sum, square, contacts   float64
	dayAbs, dayContacts          float64
	scaled                       float64 // Σ|F−A|/scale
	scaledN                      int
	naiveAbs, modelAbs           float64 // over intervals with a naive forecast
	naiveContacts                float64
	plannerAbs                   float64
	bands                        []bandTally
}

type bandTally struct {
	level   float64
	held, n int
	score   float64 // Σ interval score / scale
	scoreN  int
}

// addInterval takes in interval i of a day; it must be scored.
func (t *tally) addInterval(d *Day, i int) {
	y := d.Actual[i]
	e := d.Forecast[i] - y
	t.n++
	t.abs += math.Abs(e)
	t.sum += e
	t.square += e * e
	t.contacts += y
	t.plannerAbs += math.Abs(d.adjusted(i) - y)
	if naive := d.naive(i); known(naive) {
		t.naiveAbs += math.Abs(naive - y)
		t.modelAbs += math.Abs(e)
		t.naiveContacts += y
	}
	if d.Scale > 0 {
		t.scaled += math.Abs(e) / d.Scale
		t.scaledN++
	}
	for _, b := range d.Bands {
		t.band(b.Level).add(b.Lo[i], b.Hi[i], y, d.Scale)
	}
}

// addDay takes in a whole day.
func (t *tally) addDay(d *Day) {
	before, dayError, dayContacts := t.n, 0.0, 0.0
	for i := range d.Minutes {
		if d.scored(i) {
			t.addInterval(d, i)
			dayError += d.Forecast[i] - d.Actual[i]
			dayContacts += d.Actual[i]
		}
	}
	if t.n == before {
		return
	}
	t.countDay(d)
	t.dayAbs += math.Abs(dayError)
	t.dayContacts += dayContacts
}

func (t *tally) countDay(d *Day) {
	t.days++
	if d.Rehearsed {
		t.rehearsed++
	}
	if d.Adjusted != nil {
		t.adjusted++
	}
}

// band returns the tally of a level.
func (t *tally) band(level float64) *bandTally {
	i, found := slices.BinarySearchFunc(t.bands, level, func(b bandTally, level float64) int { return cmp.Compare(b.level, level) })
	if !found {
		t.bands = slices.Insert(t.bands, i, bandTally{level: level})
	}
	return &t.bands[i]
}

// add scores one interval of a band: its width, and 2/α times what it missed by.
func (b *bandTally) add(lo, hi, y, scale float64) {
	if !known(lo) || !known(hi) {
		return
	}
	b.n++
	if lo <= y && y <= hi {
		b.held++
	}
	if scale > 0 {
		b.score += (hi - lo + 2/(1-b.level)*(max(0, lo-y)+max(0, y-hi))) / scale
		b.scoreN++
	}
}

// ratio is a share of something, not defined of nothing.
func ratio(part, whole float64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return part / whole
}

// score works the figures out.
func (t *tally) score() Score {
	n := float64(t.n)
	s := Score{
		WAPE: ratio(t.abs, t.contacts), DayWAPE: ratio(t.dayAbs, t.dayContacts), Bias: ratio(t.sum, t.contacts),
		MASE: ratio(t.scaled, float64(t.scaledN)), RMSE: math.Sqrt(ratio(t.square, n)),
		NaiveWAPE: ratio(t.naiveAbs, t.naiveContacts), ModelValue: ratio(t.naiveAbs-t.modelAbs, t.naiveContacts),
		PlannerWAPE: ratio(t.plannerAbs, t.contacts), PlannerValue: ratio(t.abs-t.plannerAbs, t.contacts),
		N: t.n, Days: t.days, Rehearsed: t.rehearsed, Adjusted: t.adjusted, Contacts: t.contacts,
	}
	for _, b := range t.bands {
		s.Bands = append(s.Bands, BandScore{
			Level: b.level, Coverage: ratio(float64(b.held), float64(b.n)), MSIS: ratio(b.score, float64(b.scoreN)), N: b.n,
		})
	}
	return s
}
