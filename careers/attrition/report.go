package attrition

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Report is what the spells say.
type Report struct {
	Question Question
	To       grid.Date // the last day that counts
	Smallest int       // smaller groups are hidden
	Refused  bool      // so few people that nothing may be said
	All      Group
	Groups   []Group
	Test     *survival.RankTest // of the groups that are shown; nil: fewer than two
	// Incidence are the shares that have left by each kind of exit, by month of tenure.
	Incidence [][]float64
	Season    []Season
	Reasons   []Reason
	Teams     []survival.GroupRate
	Spread    float64 // shape of how teams differ: the larger, the more alike
	Channels  []flow.ChannelCost
	Faults    int // events that do not fit in with others, and are left out
}

// Group is how long the people of a group stay.
type Group struct {
	Name          string
	Hidden        bool
	People, Exits int
	// By month of tenure from 0; NaN from where fewer people than may be shown are left.
	AtRisk, Survival, Lower, Upper []float64
	Hazard                         []Band
	Median                         float64 // months; NaN: not reached
	Year, YearSE                   float64 // mean months stayed of the first twelve
}

// Band is the monthly hazard in a stretch of tenure.
type Band struct {
	From, To     int // months; To 0: on
	Exits        int
	Months       float64
	Rate         float64 // exits over months watched
	Lower, Upper float64
}

// Season is how exits of a calendar month compare with what tenure alone would bring.
type Season struct {
	Month              int // 1 to 12
	Observed, Expected float64
	Ratio              float64
	Lower, Upper       float64
}

// Reason is why people left, and how many.
type Reason struct {
	Kind   ExitKind
	Reason string // "": others, each of too few
	Exits  int
}

// bandEdges are where hazards by tenure begin, in months.
var bandEdges = []int{0, 1, 3, 6, 12, 24, 48}

// curveOf computes what is shown of a group that may be shown.
func curveOf(name string, c Cohort, months, smallest int) (Group, error) {
	o := c.Observations()
	g := Group{Name: name, People: len(c.Spells), Exits: o.Events(), Median: math.NaN(), Year: math.NaN(), YearSE: math.NaN()}
	km, err := survival.KaplanMeier(o)
	if err != nil {
		return g, err
	}
	lower, upper := km.Bounds(survival.LogLog)
	for m := range months + 1 {
		t := float64(m) * daysInMonth
		risk := 0
		for i, stop := range o.Stop {
			if stop > t && (o.Start == nil || o.Start[i] <= t) {
				risk++
			}
		}
		s, lo, hi, n := km.At(km.Survival, t, 1), km.At(lower, t, 1), km.At(upper, t, 1), float64(risk)
		if risk < smallest {
			s, lo, hi, n = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		}
		g.Survival, g.Lower, g.Upper, g.AtRisk = append(g.Survival, s), append(g.Lower, lo), append(g.Upper, hi), append(g.AtRisk, n)
	}
	g.Hazard = bandsOf(o, smallest)
	if median := km.Quantiles(km.Survival, []float64{0.5})[0] / daysInMonth; !math.IsNaN(median) {
		if at := int(median); at < len(g.Survival) && !math.IsNaN(g.Survival[at]) {
			g.Median = median
		}
	}
	mean, se := km.RestrictedMean(12 * daysInMonth)
	g.Year, g.YearSE = mean/daysInMonth, se/daysInMonth
	return g, nil
}

// bandsOf are monthly hazards by tenure, exits over months at risk; the interval is that
// of a Poisson count on the log scale.
func bandsOf(o *survival.Observations, smallest int) []Band {
	bands := make([]Band, len(bandEdges))
	people := make([]int, len(bands))
	for b := range bands {
		bands[b].From = bandEdges[b]
		from, to := float64(bandEdges[b])*daysInMonth, math.Inf(1)
		if b+1 < len(bandEdges) {
			bands[b].To = bandEdges[b+1]
			to = float64(bandEdges[b+1]) * daysInMonth
		}
		for i, stop := range o.Stop {
			start := 0.0
			if o.Start != nil {
				start = o.Start[i]
			}
			if watched := min(stop, to) - max(start, from); watched > 0 {
				bands[b].Months += watched / daysInMonth
				people[b]++
			}
			if o.Event[i] && stop > from && stop <= to {
				bands[b].Exits++
			}
		}
	}
	for b := range bands {
		band := &bands[b]
		band.Rate, band.Lower, band.Upper = math.NaN(), math.NaN(), math.NaN()
		if people[b] < smallest {
			band.Exits, band.Months = 0, 0
			continue
		}
		band.Rate = float64(band.Exits) / band.Months
		if band.Exits > 0 {
			spread := math.Exp(1.96 / math.Sqrt(float64(band.Exits)))
			band.Lower, band.Upper = band.Rate/spread, band.Rate*spread
		}
	}
	return bands
}

// seasonOf compares the exits of each calendar month with those that the hazards by tenure
// would bring to the people of that month: indirect standardisation, so that a month in
// which many are new is not taken for a bad one.
func seasonOf(c Cohort) []Season {
	all := bandsOf(c.Observations(), 1)
	rate := func(tenure int) float64 {
		at := 0
		for b, edge := range bandEdges {
			if tenure >= edge {
				at = b
			}
		}
		if math.IsNaN(all[at].Rate) {
			return 0
		}
		return all[at].Rate
	}
	out := make([]Season, 12)
	for m := range out {
		out[m].Month = m + 1
	}
	for _, s := range c.Spells {
		if c.cause(s) > 0 {
			out[s.Left.Month-1].Observed++
		}
		end := c.To
		if s.LeftBy(c.To) {
			end = s.Left
		}
		for day := s.Hired; !day.After(end); {
			next := grid.Date{Year: day.Year, Month: day.Month + 1, Day: 1}
			if day.Month == 12 {
				next = grid.Date{Year: day.Year + 1, Month: 1, Day: 1}
			}
			watched := day.DaysUntil(next)
			if next.After(end) {
				watched = day.DaysUntil(end) + 1
			}
			if c.From.IsZero() || !day.Before(c.From) {
				tenure := int(float64(s.Hired.DaysUntil(day)) / daysInMonth)
				out[day.Month-1].Expected += rate(tenure) * float64(watched) / daysInMonth
			}
			day = next
		}
	}
	for m := range out {
		k := &out[m]
		k.Ratio, k.Lower, k.Upper = math.NaN(), math.NaN(), math.NaN()
		if k.Expected > 0 && k.Observed > 0 {
			k.Ratio = k.Observed / k.Expected
			spread := math.Exp(1.96 / math.Sqrt(k.Observed))
			k.Lower, k.Upper = k.Ratio/spread, k.Ratio*spread
		}
	}
	return out
}

// incidenceOf are the shares gone by each kind of exit, by month. Late entry is not known
// to the estimate: it is of spells watched from their hire on.
func incidenceOf(c Cohort, months, smallest int) ([][]float64, error) {
	whole := c.subset(func(i int) bool { return c.From.IsZero() || !c.Spells[i].Hired.Before(c.From) })
	if len(whole.Spells) < smallest {
		return nil, nil
	}
	stop, cause := make([]float64, len(whole.Spells)), make([]int, len(whole.Spells))
	for i, s := range whole.Spells {
		stop[i], cause[i] = float64(s.Days(c.To)), whole.cause(s)
	}
	if !slices.ContainsFunc(cause, func(k int) bool { return k > 0 }) {
		return nil, nil
	}
	r, err := survival.CumulativeIncidence(stop, cause, len(ExitKinds()))
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(ExitKinds()))
	for k := range out {
		for m := range months + 1 {
			t := float64(m) * daysInMonth
			left := 0
			for _, end := range stop {
				if end > t {
					left++
				}
			}
			share := r.By(k+1, t)
			if left < smallest {
				share = math.NaN()
			}
			out[k] = append(out[k], share)
		}
	}
	return out, nil
}

// reasonsOf counts why people left; what fewer than may be shown named goes together, and
// is not counted where it is too few itself.
func reasonsOf(c Cohort, smallest int) []Reason {
	count := map[Reason]int{}
	for _, s := range c.Spells {
		if c.cause(s) > 0 {
			count[Reason{Kind: s.ExitKind, Reason: s.Reason}]++
		}
	}
	var out []Reason
	rest := map[ExitKind]int{}
	for r, n := range count {
		if n < smallest || r.Reason == "" {
			rest[r.Kind] += n
			continue
		}
		r.Exits = n
		out = append(out, r)
	}
	for kind, n := range rest {
		if n >= smallest {
			out = append(out, Reason{Kind: kind, Exits: n})
		}
	}
	slices.SortFunc(out, func(a, b Reason) int {
		if a.Exits != b.Exits {
			return b.Exits - a.Exits
		}
		return slices.Index(ExitKinds(), a.Kind) - slices.Index(ExitKinds(), b.Kind)
	})
	return out
}

// shown are the groups of a table that a ledger lets be seen.
func shown(a *fairness.Answer) []bool {
	out := make([]bool, len(a.Groups))
	for i, g := range a.Groups {
		out[i] = !a.Refused && !g.Hidden
	}
	return out
}
