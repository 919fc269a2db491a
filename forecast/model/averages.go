package model

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Model is a way to forecast: Fit learns from what was known at an origin.
type Model interface {
	// Name tells the model and its settings apart from all others.
	Name() string
	// Family names the idea. The combination takes one member of a family.
	Family() string
	// Fit learns. Fitting the same training twice gives the same forecast.
	Fit(t *Training) Forecast
}

// Forecast is what a fitted model expects.
type Forecast interface {
	// Day returns the expected contacts of each slot of day k, counted as in
	// the training; zero where closed. The slice belongs to the caller.
	Day(k int) []float64
}

// Averages is the mean or the median of the same slot on the last Weeks
// ordinary days of the same weekday (Taylor 2008 calls it the simplistic
// historical average, and finds it hard to beat beyond three days).
type Averages struct {
	Weeks  int  // days of the same weekday to look back on
	Median bool // the middle one in place of the mean

	// Shrink, in days, pulls an average towards the shape that all weekdays
	// share at the weekday's own level; 0 leaves it alone. For short histories.
	Shrink float64
}

// Name implements [Model].
func (a Averages) Name() string {
	kind := "mean"
	if a.Median {
		kind = "median"
	}
	if a.Shrink > 0 {
		return fmt.Sprintf("%s-%dw-shrunk", kind, a.Weeks)
	}
	return fmt.Sprintf("%s-%dw", kind, a.Weeks)
}

// Family implements [Model].
func (a Averages) Family() string { return "averages" }

// Fit implements [Model].
func (a Averages) Fit(t *Training) Forecast {
	f := weekdayForecast{training: t}
	for w := range time.Saturday + 1 {
		f.days[w] = a.weekday(t, w)
	}
	if a.Shrink > 0 {
		a.shrink(t, &f)
	}
	return f
}

// weekdayForecast says the same for every day of a weekday.
type weekdayForecast struct {
	training *Training
	days     [7][]float64
}

// Day implements [Forecast].
func (f weekdayForecast) Day(k int) []float64 {
	if f.training.Closed(k) {
		return make([]float64, f.training.Slots())
	}
	return slices.Clone(f.days[f.training.weekday(k)])
}

func (a Averages) weekday(t *Training, w time.Weekday) []float64 {
	out := make([]float64, t.Slots())
	days := t.lastNormal(w, a.Weeks)
	values := make([]float64, 0, a.Weeks)
	for j := range out {
		values = values[:0]
		for _, k := range days {
			if v := t.counts[k][j]; seen(v) {
				values = append(values, v)
			}
		}
		if t.open[w][j] && len(values) > 0 {
			out[j] = a.centre(values)
		}
	}
	return out
}

func (a Averages) centre(values []float64) float64 {
	if a.Median {
		return median(values)
	}
	return mean(values)
}

// lastNormal returns the last n ordinary days of a weekday.
func (t *Training) lastNormal(w time.Weekday, n int) []int {
	days := make([]int, 0, n)
	for k := t.Days() - 1; k >= 0 && len(days) < n; k-- {
		if t.normal[k] && t.weekday(k) == w {
			days = append(days, k)
		}
	}
	return days
}

// shrink blends each weekday's average with the shape of all days at the
// weekday's own level, the more so the fewer days it has.
func (a Averages) shrink(t *Training, f *weekdayForecast) {
	shape, level := make([]float64, t.Slots()), 0.0
	for w := range f.days {
		for j, v := range f.days[w] {
			shape[j] += v
			level += v
		}
	}
	if level == 0 {
		return
	}
	open, known := 0.0, 0.0
	for w := range time.Saturday + 1 {
		if t.isOpen(w) {
			open++
		}
		if sum(f.days[w]) > 0 {
			known++
		}
	}
	for w := range time.Saturday + 1 {
		n := float64(len(t.lastNormal(w, a.Weeks)))
		own := sum(f.days[w])
		if own == 0 {
			own = level / max(1, known) // a weekday never seen takes the mean level
		}
		for j := range f.days[w] {
			if t.open[w][j] {
				f.days[w][j] = (n*f.days[w][j] + a.Shrink*own*shape[j]/level) / (n + a.Shrink)
			}
		}
	}
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// mean returns the mean of values, NaN of none.
func mean(values []float64) float64 { return sum(values) / float64(len(values)) }

// median returns the middle of values, NaN of none. It reorders them.
func median(values []float64) float64 {
	n := len(values)
	if n == 0 {
		return math.NaN()
	}
	upper := nth(values, n/2)
	if n%2 == 1 {
		return upper
	}
	return (slices.Max(values[:n/2]) + upper) / 2
}

// nth puts the value of rank k, from 0, in its place, none larger before it and
// none smaller after, and returns it (Hoare's selection, with the median of three
// as pivot).
func nth(values []float64, k int) float64 {
	from, to := 0, len(values)-1
	for from < to {
		a, b, c := values[from], values[(from+to)/2], values[to]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := from, to
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			to = j
		case k >= i:
			from = i
		default:
			return values[k]
		}
	}
	return values[k]
}
