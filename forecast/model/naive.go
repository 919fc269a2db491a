package model

import "fmt"

// SeasonalNaive repeats the last ordinary day a whole number of seasons of Days
// days before (Hyndman and Athanasopoulos, "Forecasting: Principles and
// Practice", section 5.2): yesterday again, or last week again. It is the base
// that accuracy is told against.
type SeasonalNaive struct {
	Days int // 1 or 7
}

// Name implements [Model].
func (m SeasonalNaive) Name() string { return fmt.Sprintf("naive-%dd", m.Days) }

// familyNaive is a family that is shown for comparison, and taken only where
// nothing does better.
const familyNaive = "naive"

// Family implements [Model].
func (m SeasonalNaive) Family() string { return familyNaive }

// Fit implements [Model].
func (m SeasonalNaive) Fit(t *Training) Forecast {
	f := weekdayForecast{training: t}
	for w := range f.days {
		f.days[w] = make([]float64, t.Slots())
	}
	for k := t.Days() - 1; k >= 0; k-- {
		w := t.weekday(k)
		if !t.normal[k] || sum(f.days[w]) > 0 {
			continue
		}
		if m.Days == 7 {
			f.days[w] = t.filledDay(k)
			continue
		}
		last := t.filledDay(k)
		for other := range f.days {
			for j, v := range last {
				f.days[other][j] = v * indicator(t.open[other][j])
			}
		}
		break
	}
	return f
}

// filledDay returns day k's contacts, a missing slot taking the mean of the
// day's others.
func (t *Training) filledDay(k int) []float64 {
	out := make([]float64, t.Slots())
	n := float64(countSeen(t.counts[k]))
	for j, v := range t.counts[k] {
		switch {
		case !t.open[t.weekday(k)][j]:
		case seen(v):
			out[j] = v
		case n > 0:
			out[j] = sumSeen(t.counts[k]) / n
		}
	}
	return out
}
