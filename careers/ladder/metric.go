package ladder

import (
	"cmp"
	"math"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// furthest is how many days ahead a trend is followed: two years.
const furthest = 730

func (q Metric) evaluate(s *subject) Finding {
	f := Finding{Kind: KindMetric, Name: q.Name, Needed: q.Threshold, Unit: InMetric}
	if s.unread(&f, MetricRegister) {
		return f
	}
	from := s.windowStart(q.Window)
	all := q.seen(s.record.Observations, from, s.on)
	sure := slices.DeleteFunc(slices.Clone(all), func(o Observation) bool { return o.Contested })
	for _, o := range all {
		f.Evidence = append(f.Evidence, o.ID)
	}
	if len(sure) > 0 {
		f.Known, f.Value = true, q.value(sure)
		f.Gap = q.lacks(f.Value)
	}
	f.Verdict = q.judge(sure)
	if other := q.judge(all); other != f.Verdict {
		f.Verdict, f.Why = Unknown, ContestDecides
		return f
	}
	switch f.Verdict {
	case Passes:
		f.passed(s.on)
	case Unknown:
		f.Why, f.Unit = TooFew, InObservations
		f.Known, f.Value, f.Needed, f.Gap = true, float64(len(sure)), float64(q.Observations), float64(q.Observations-len(sure))
		f.Earliest = q.enough(sure, s.on)
	default:
		if f.Earliest = q.better(sure, s.on, f.Gap); f.Earliest.IsZero() {
			f.Why = NoTrend
		}
	}
	return f
}

// windowStart is the first day of a window of so many days that count, today the last.
func (s *subject) windowStart(days int) grid.Date {
	start := s.on.AddDays(1 - days)
	for {
		earlier := s.on.AddDays(1 - days - s.clock.paused(start, s.on.AddDays(1)))
		if !earlier.Before(start) {
			return start
		}
		start = earlier
	}
}

// seen are the observations of the metric from one day to another, in order.
func (q Metric) seen(list []Observation, from, to grid.Date) []Observation {
	var seen []Observation
	for _, o := range list {
		if o.Metric == q.Name && !o.On.Before(from) && !o.On.After(to) {
			seen = append(seen, o)
		}
	}
	slices.SortFunc(seen, func(a, b Observation) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID)) })
	return seen
}

func (o Observation) weight() float64 {
	if o.Weight > 0 {
		return o.Weight
	}
	return 1
}

// value aggregates at least one observation.
func (q Metric) value(list []Observation) float64 {
	switch q.Aggregate {
	case Latest:
		return list[len(list)-1].Value
	case Worst:
		worst := list[0].Value
		for _, o := range list {
			if q.worse(o.Value, worst) {
				worst = o.Value
			}
		}
		return worst
	default:
		sum, weight := 0.0, 0.0
		for _, o := range list {
			sum += o.weight() * o.Value
			weight += o.weight()
		}
		return sum / weight
	}
}

// worse reports whether a is the less good of two values.
func (q Metric) worse(a, b float64) bool {
	if q.Sense == NotAbove {
		return a > b
	}
	return a < b
}

// lacks is how far a value is on the wrong side of the threshold.
func (q Metric) lacks(value float64) float64 {
	if q.Sense == NotAbove {
		return math.Max(0, value-q.Threshold)
	}
	return math.Max(0, q.Threshold-value)
}

func (q Metric) judge(list []Observation) Verdict {
	switch {
	case len(list) < q.Observations:
		return Unknown
	case q.lacks(q.value(list)) > 0:
		return Fails
	default:
		return Passes
	}
}

// enough is the day by which there will be enough observations at the rate since the
// first of them; zero where the window never holds as many at that rate.
func (q Metric) enough(list []Observation, on grid.Date) grid.Date {
	if len(list) == 0 {
		return grid.Date{}
	}
	rate := float64(len(list)) / float64(list[0].On.DaysUntil(on)+1)
	if rate*float64(q.Window) < float64(q.Observations) {
		return grid.Date{}
	}
	return on.AddDays(int(math.Ceil(float64(q.Observations-len(list))/rate - 1e-9)))
}

// better is the day by which a value that falls short will do: when the last bad
// observation leaves the window, for the worst of them; else by the straight line
// through the observations, which a mean over a window follows at the same slope.
func (q Metric) better(list []Observation, on grid.Date, gap float64) grid.Date {
	if q.Aggregate == Worst {
		for _, o := range slices.Backward(list) {
			if q.lacks(o.Value) > 0 {
				return o.On.AddDays(q.Window)
			}
		}
	}
	slope := slope(list)
	if q.Sense == NotAbove {
		slope = -slope
	}
	if days := math.Ceil(gap/slope - 1e-9); slope > 0 && days <= furthest {
		return on.AddDays(int(days))
	}
	return grid.Date{}
}

// slope is that of the weighted least squares line through observations, a day; 0 from
// fewer than three days.
func slope(list []Observation) float64 {
	if len(list) == 0 {
		return 0
	}
	first := list[0].On
	var n, x, y float64
	days := map[int]bool{}
	for _, o := range list {
		d := first.DaysUntil(o.On)
		days[d] = true
		n, x, y = n+o.weight(), x+o.weight()*float64(d), y+o.weight()*o.Value
	}
	if len(days) < 3 {
		return 0
	}
	var across, square float64
	for _, o := range list {
		dx := float64(first.DaysUntil(o.On)) - x/n
		across += o.weight() * dx * (o.Value - y/n)
		square += o.weight() * dx * dx
	}
	return across / square
}
