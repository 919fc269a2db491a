package model

import "time"

// A spike is a cell of a day this many times above what the middle of its
// weekday's history and the rest of its own day make it, and this many contacts:
// a counter that was not reset, a test, a number typed twice. Screened by means,
// which one spike among nine values lifts to less than twice the usual.
const (
	spikeTimes    = 8
	spikeScreen   = 4
	spikeContacts = 30
)

// flagSpikes puts the usual in place of spikes before any shape is learned: a
// mean of shares would spread one over all days of its weekday, and make the
// true ones look low.
func (t *Training) flagSpikes() {
	usual := t.usualDays()
	var middles [7][]float64
	for k := range t.Days() {
		w := t.weekday(k)
		if !t.usable[k] || t.almanac.day(k).special || !t.suspicious(k, usual[w]) {
			continue
		}
		if middles[w] == nil {
			middles[w] = t.middles(w)
		}
		t.replaceSpikes(k, middles[w])
	}
}

func (t *Training) suspicious(k int, usual []float64) bool {
	for j, v := range t.counts[k] {
		if v > spikeScreen*usual[j]+spikeContacts {
			return true
		}
	}
	return false
}

// middles returns the median count of each slot of a weekday.
func (t *Training) middles(w time.Weekday) []float64 {
	out := make([]float64, t.Slots())
	var values []float64
	for j := range out {
		values = values[:0]
		for k := range t.Days() {
			if t.usable[k] && t.weekday(k) == w && seen(t.counts[k][j]) {
				values = append(values, t.counts[k][j])
			}
		}
		if len(values) > 0 {
			out[j] = median(values)
		}
	}
	return out
}

// replaceSpikes judges a day's cells by the middles at the day's own level, the
// median ratio of its cells to theirs, so that a busy day has no spikes.
func (t *Training) replaceSpikes(k int, middles []float64) {
	var ratios []float64
	for j, v := range t.counts[k] {
		if seen(v) && middles[j] > 0 {
			ratios = append(ratios, v/middles[j])
		}
	}
	if len(ratios) < fewContacts {
		return
	}
	own := max(median(ratios), 1)
	for j, v := range t.counts[k] {
		expected := own * middles[j]
		if !(v > spikeTimes*expected+spikeContacts) {
			continue
		}
		t.flags = append(t.flags, Flag{Date: t.history.Date(k), From: j, To: j + 1, Reason: FlagSlotHigh, Observed: v, Expected: expected})
		t.total[k] += expected - v
		t.counts[k][j] = expected
	}
}
