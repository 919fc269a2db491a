package seasonal

import (
	"math"
	"slices"
)

// Decomposition splits a series: value = trend + Σ seasonal + rest, place by
// place.
type Decomposition struct {
	Trend    []float64
	Seasonal [][]float64 // by period, as they were asked for
	Rest     []float64
}

// STL holds the settings of a decomposition by one period.
type STL struct {
	Period int // values in a cycle, at least 2
	Window int // cycles over which a place of the cycle is smoothed, odd, at least 7
	Robust bool
}

// How often the two loops run (Cleveland et al. 1990, section 3.3).
const (
	innerLoops       = 2
	innerLoopsRobust = 1
	outerLoopsRobust = 15
)

// trendWindow is the smallest span that keeps the seasonal part's variation
// from being taken for a trend (Cleveland et al. 1990, section 4.4).
func (s STL) trendWindow() int {
	return nextOdd(1.5 * float64(s.Period) / (1 - 1.5/float64(s.Window)))
}

func nextOdd(v float64) int {
	n := int(math.Ceil(v))
	return n + 1 - n%2
}

// decompose returns the seasonal part and the trend of a series of at least two
// cycles.
func (s STL) decompose(y []float64) (seasonal, trend []float64) {
	n := len(y)
	seasonal, trend = make([]float64, n), make([]float64, n)
	l := stlLoop{
		STL: s, trendBy: newSmoother(s.trendWindow()), lowPassBy: newSmoother(nextOdd(float64(s.Period))), cycleBy: newSmoother(s.Window),
		bare: make([]float64, n), cycles: make([]float64, n+2*s.Period), low: make([]float64, n+2*s.Period), scratch: make([]float64, n+2*s.Period),
	}
	if !s.Robust {
		l.run(y, seasonal, trend, nil, innerLoops)
		return seasonal, trend
	}
	l.run(y, seasonal, trend, nil, innerLoopsRobust)
	robust := make([]float64, n)
	for range outerLoopsRobust {
		s.weigh(robust, y, seasonal, trend)
		l.run(y, seasonal, trend, robust, innerLoopsRobust)
	}
	return seasonal, trend
}

// weigh gives each value its bisquare weight: none from six median residuals on.
func (s STL) weigh(robust, y, seasonal, trend []float64) {
	sizes := make([]float64, len(y))
	for i := range y {
		robust[i] = math.Abs(y[i] - seasonal[i] - trend[i])
		sizes[i] = robust[i]
	}
	slices.Sort(sizes)
	limit := 3 * (sizes[(len(y)-1)/2] + sizes[len(y)/2])
	for i, r := range robust {
		switch {
		case r <= .001*limit:
			robust[i] = 1
		case r >= .999*limit:
			robust[i] = 0
		default:
			u := r / limit
			robust[i] = (1 - u*u) * (1 - u*u)
		}
	}
}

// stlLoop is the inner loop with the room that it works in.
type stlLoop struct {
	STL
	trendBy, lowPassBy, cycleBy smoother
	bare                        []float64 // the series without its trend, or without its season
	cycles, low, scratch        []float64 // one cycle longer than the series on either side
}

func (l *stlLoop) run(y, seasonal, trend, robust []float64, times int) {
	n, p := len(y), l.Period
	for range times {
		for i := range y {
			l.bare[i] = y[i] - trend[i]
		}
		l.smoothCycles(robust)
		movingAverage(l.scratch[:n+p+1], l.cycles, p)
		movingAverage(l.low[:n+2], l.scratch[:n+p+1], p)
		movingAverage(l.scratch[:n], l.low[:n+2], 3)
		l.lowPassBy.smooth(l.low[:n], l.scratch[:n], nil)
		for i := range y {
			seasonal[i] = l.cycles[p+i] - l.low[i]
			l.bare[i] = y[i] - seasonal[i]
		}
		l.trendBy.smooth(trend, l.bare, robust)
	}
}

// smoothCycles smooths each place of the cycle over the cycles and carries the
// curve on by one cycle at either end.
func (l *stlLoop) smoothCycles(robust []float64) {
	n, p := len(l.bare), l.Period
	longest := (n + p - 1) / p
	values, weights, curve := make([]float64, longest), make([]float64, longest), make([]float64, longest)
	for phase := range p {
		count := 0
		for i := phase; i < n; i += p {
			values[count] = l.bare[i]
			if robust != nil {
				weights[count] = robust[i]
			}
			count++
		}
		own := values[:count]
		var trust []float64
		if robust != nil {
			trust = weights[:count]
		}
		l.cycleBy.smooth(curve[:count], own, trust)
		for c := range count {
			l.cycles[phase+(c+1)*p] = orElse(curve[c], own[c])
		}
		l.cycles[phase] = orElse(l.cycleBy.fit(-1, own, trust, nil), l.cycles[phase+p])
		l.cycles[phase+(count+1)*p] = orElse(l.cycleBy.fit(float64(count), own, trust, nil), l.cycles[phase+count*p])
	}
}

// orElse is v, or the other where v is no number.
func orElse(v, other float64) float64 {
	if math.IsNaN(v) {
		return other
	}
	return v
}

// movingAverage writes the means of width neighbours: width-1 fewer than y has.
func movingAverage(out, y []float64, width int) {
	total := 0.0
	for i, v := range y {
		total += v
		if i >= width {
			total -= y[i-width]
		}
		if i >= width-1 {
			out[i-width+1] = total / float64(width)
		}
	}
}
