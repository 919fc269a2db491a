package model

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Flag is a day, or a run of its slots, that was kept out of fitting. It still
// counts in every score.
type Flag struct {
	Date     grid.Date
	From, To int // slots of the day, half-open; the whole day is 0, Slots
	Reason   FlagReason
	Observed float64 // contacts seen there
	Expected float64 // contacts the model puts there
}

// FlagReason is a code that says why something was kept out of fitting.
type FlagReason string

// The reasons.
const (
	FlagDayHigh  FlagReason = "day_high"
	FlagDayLow   FlagReason = "day_low"
	FlagOutage   FlagReason = "outage"
	FlagSlotHigh FlagReason = "intervals_high"
	FlagSlotLow  FlagReason = "intervals_low"
	FlagNothing  FlagReason = "no_contacts"
)

// flagTexts are the reasons in English.
var flagTexts = map[FlagReason]string{
	FlagDayHigh:  "day far above its level",
	FlagDayLow:   "day far below its level",
	FlagOutage:   "run of zeros in open hours",
	FlagSlotHigh: "intervals far above the day's shape",
	FlagSlotLow:  "intervals far below the day's shape",
	FlagNothing:  "no contacts all day on an open weekday",
}

// ParseFlagReason reads a reason by its code, or by its English text, in which
// reports were kept before there were codes.
func ParseFlagReason(s string) FlagReason {
	for code, text := range flagTexts {
		if s == text {
			return code
		}
	}
	return FlagReason(s)
}

// Text says the reason in English.
func (r FlagReason) Text() string {
	if text, ok := flagTexts[r]; ok {
		return text
	}
	return string(r)
}

func (f Flag) String() string {
	return fmt.Sprintf("%s slots %d-%d: %s (%.0f seen, %.0f expected)", f.Date, f.From, f.To, f.Reason.Text(), f.Observed, f.Expected)
}

// When something is out of the ordinary.
const (
	outlierDay      = 4.0 // spreads of the daily log residual
	outlierSlot     = 5.0 // spreads of the square-root residual
	outageSlots     = 3   // zeros in a row
	outageExpected  = 20  // contacts that the run should have seen
	localDays       = 10  // days either side whose median is the local level
	shiftDays       = 5   // more days in a row than this are a new level, not outliers
	daysForOutliers = 21  // usable days below which nothing is judged
)

// flagOutliers finds days and slots that no model should learn from, takes the
// days out of fitting and puts the model's own value in place of the slots.
// A long run of strange days is a change of level and stays.
func (t *Training) flagOutliers() {
	t.flagEmptyDays()
	if t.usableDays() < daysForOutliers {
		return
	}
	t.flagSpikes()
	t.flagSlots(fitProfile(t, profileSettings{kappa: 2}))
	t.flagDays(fitLevel(newDesign(t, t.Days() >= daysForMonth, 0, false), 0, 14))
	t.memo = memo{} // what was learned while days were being judged
}

func (t *Training) flagEmptyDays() {
	usual := t.usualDays()
	for k := range t.Days() {
		if t.closed[k] && t.allZero(k) && len(t.almanac.day(k).holidays) == 0 {
			t.flags = append(t.flags, Flag{
				Date: t.history.Date(k), To: t.Slots(), Reason: FlagNothing, Expected: sum(usual[t.weekday(k)]),
			})
		}
	}
}

func sumSeen(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		if seen(v) {
			total += v
		}
	}
	return total
}

// flagDays marks days whose level stands out from the days around them.
func (t *Training) flagDays(l *level) {
	local := l.localErrors()
	limit := outlierDay * spread(local)
	for from := 0; from < len(local); {
		to := from
		for to < len(local) && math.Abs(local[to]) > limit && local[to]*local[from] > 0 {
			to++
		}
		for i := from; i < to && to-from <= shiftDays; i++ {
			t.flagDay(l.days[i], local[i], l.fitted[i])
		}
		from = max(to, from+1)
	}
}

func (t *Training) flagDay(k int, r, expected float64) {
	if t.almanac.day(k).special {
		return // the calendar explains it, and its own column learns from it
	}
	reason := FlagDayHigh
	if r < 0 {
		reason = FlagDayLow
	}
	t.usable[k], t.normal[k] = false, false
	t.flags = append(t.flags, Flag{Date: t.history.Date(k), To: t.Slots(), Reason: reason, Observed: t.total[k], Expected: expected})
}

// localErrors returns each fitted day's residual less the median of those
// around it.
func (l *level) localErrors() []float64 {
	out := make([]float64, len(l.errors))
	window := make([]float64, 0, 2*localDays+1)
	for i, r := range l.errors {
		window = append(window[:0], l.errors[max(0, i-localDays):min(len(l.errors), i+localDays+1)]...)
		out[i] = r - median(window)
	}
	return out
}

// flagSlots marks runs of slots that do not fit the day's own shape, on the
// square-root scale on which counts have an even spread.
func (t *Training) flagSlots(p *profile) {
	residuals, scales := t.rootResiduals(p)
	for k := range t.Days() {
		if !t.usable[k] || t.almanac.day(k).special {
			continue
		}
		shares := p.at(k)
		for from := 0; from < t.Slots(); {
			to := from
			for to < t.Slots() && math.Abs(residuals[k][to]) > outlierSlot*scales[to] && residuals[k][to]*residuals[k][from] > 0 {
				to++
			}
			if to > from {
				t.flagRun(k, from, to, shares)
			}
			from = max(to, from+1)
		}
	}
}

// rootResiduals returns √(N+¼) − √(μ+¼) of every slot, μ being the day's own
// total by the shape, and the robust spread of each slot, not below that of all
// slots together nor below that of a Poisson count.
func (t *Training) rootResiduals(p *profile) (residuals [][]float64, scales []float64) {
	days, slots := t.Days(), t.Slots()
	residuals = matrix(days, slots, 0)
	sizes := newSlotSizes(slots, days)
	ratios := make([]float64, 0, slots)
	for k := range days {
		if !t.usable[k] {
			continue
		}
		shares := p.at(k)
		own := t.robustTotal(k, shares, ratios)
		for j, open := range t.open[t.weekday(k)] {
			if v := t.counts[k][j]; open && seen(v) {
				r := math.Sqrt(v+.25) - math.Sqrt(own*shares[j]+.25)
				residuals[k][j] = r
				sizes.add(j, math.Abs(r))
			}
		}
	}
	return residuals, sizes.scales()
}

// slotSizes gathers the sizes of residuals by slot.
type slotSizes struct {
	cells []float64 // room for as many sizes of each slot as there are days
	n     []int     // of each slot
	days  int
}

func newSlotSizes(slots, days int) slotSizes {
	return slotSizes{cells: make([]float64, slots*days), n: make([]int, slots), days: days}
}

func (s slotSizes) add(slot int, size float64) {
	s.cells[slot*s.days+s.n[slot]] = size
	s.n[slot]++
}

// scales returns the spread of each slot. It reorders the sizes.
func (s slotSizes) scales() []float64 {
	scales := make([]float64, len(s.n))
	all := s.cells[:0]
	for j, n := range s.n {
		sizes := s.cells[j*s.days : j*s.days+n]
		if n >= daysForOutliers {
			scales[j] = spreadOf(sizes)
		}
		all = append(all, sizes...) // never beyond where they lie
	}
	overall := max(spreadOf(all), .5)
	for j := range scales {
		scales[j] = max(scales[j], overall)
	}
	return scales
}

// robustTotal is the day's total as its shape tells it: the median of count by
// share, so that a few wild slots do not move it. room is for the ratios.
func (t *Training) robustTotal(k int, shares, room []float64) float64 {
	ratios := room[:0]
	for j, v := range t.counts[k] {
		if seen(v) && shares[j]*t.total[k] >= fewContacts {
			ratios = append(ratios, v/shares[j])
		}
	}
	if len(ratios) < 5 {
		return t.total[k]
	}
	return median(ratios)
}

// flagRun marks slots of a day and replaces them by what the shape says.
func (t *Training) flagRun(k, from, to int, shares []float64) {
	own := t.robustTotal(k, shares, nil)
	f := Flag{Date: t.history.Date(k), From: from, To: to, Reason: FlagSlotHigh}
	zeros := true
	for j := from; j < to; j++ {
		f.Observed += t.counts[k][j]
		f.Expected += own * shares[j]
		zeros = zeros && t.counts[k][j] == 0
	}
	switch {
	case zeros && to-from >= outageSlots && f.Expected >= outageExpected:
		f.Reason = FlagOutage
	case f.Observed < f.Expected:
		f.Reason = FlagSlotLow
	}
	for j := from; j < to; j++ {
		t.total[k] += own*shares[j] - t.counts[k][j]
		t.counts[k][j] = own * shares[j]
	}
	t.flags = append(t.flags, f)
}
