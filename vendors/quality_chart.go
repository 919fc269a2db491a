package vendors

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/chart"
)

// ChartKind is how a chart watches.
type ChartKind string

// The kinds. A chart of weeks shows what happened; the running sum of contacts tells
// a lasting change soonest, and is not fooled by a change of the mix.
const (
	WeeklyShare  ChartKind = "weekly"   // share of failed contacts a week, limits by Laney
	WeeklyPoints ChartKind = "points"   // weighted average of weekly mean points
	RunningRisk  ChartKind = "risk_sum" // risk-adjusted CUSUM over single contacts
)

// FalseAlarms is how many a month all charts together may raise when nothing changed.
const FalseAlarms = 1.0

// oddsWatched is the rise of the odds of a failure that the running sum looks for.
const oddsWatched = 2

// ewmaWeight is the weight of the newest week.
const ewmaWeight = .1

// firstWeeks are those that say what is usual.
const firstWeeks = 8

// QualityChart is one employer's chart.
type QualityChart struct {
	EmployerID int64
	Kind       ChartKind
	Centre     float64 // of weekly charts: what is usual
	RunLength  float64 // points to a false alarm, on average
	Points     []ChartPoint
	Since      time.Time // counts from here; zero: from the beginning
}

// ChartPoint is a week, or a contact.
type ChartPoint struct {
	At           time.Time
	ContactID    int64 // of a running sum
	Value        float64
	Lower, Upper *float64
	N            int // contacts of a week
	Out          bool
	worse        bool // out on the bad side
}

// ChartStart is from when a chart counts anew, and why somebody said so.
type ChartStart struct {
	EmployerID int64
	Metric     QualityMetric
	Since      time.Time
	Reason     string
	At         time.Time
	By         int64
}

// Charts are the charts of every employer of the scope, the busiest first.
func (s *Standings) Charts(ctx context.Context, scope auth.Scope, q StandingsQuery) ([]QualityChart, error) {
	all, _, _, err := s.counted(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	starts, err := s.alarms.ChartStarts(ctx, scope, q.Metric)
	if err != nil {
		return nil, err
	}
	of, order := byEmployer(all)
	limits, err := limitsOf(all, q, len(order))
	if err != nil {
		return nil, err
	}
	var out []QualityChart
	for _, employer := range order {
		if own := scope.Employer(); own != 0 && own != employer {
			continue
		}
		since := time.Time{}
		for _, start := range starts {
			if start.EmployerID == employer && start.Since.After(since) {
				since = start.Since
			}
		}
		w := watched{employer, of[employer], q.Metric, limits, since}
		charts, err := w.charts()
		if err != nil {
			return nil, err
		}
		out = append(out, charts...)
	}
	return out, nil
}

func byEmployer(all []Judged) (map[int64][]Judged, []int64) {
	of := map[int64][]Judged{}
	var order []int64
	for _, j := range all {
		if of[j.EmployerID] == nil {
			order = append(order, j.EmployerID)
		}
		of[j.EmployerID] = append(of[j.EmployerID], j)
	}
	for _, list := range of {
		slices.SortFunc(list, func(a, b Judged) int { return cmp.Or(a.ContactAt.Compare(b.ContactAt), cmp.Compare(a.ID, b.ID)) })
	}
	slices.SortStableFunc(order, func(a, b int64) int { return cmp.Or(len(of[b])-len(of[a]), cmp.Compare(a, b)) })
	return of, order
}

// risksOf is the chance of a failure by stratum in the first weeks, over everybody,
// drawn towards the common rate by ten contacts.
func risksOf(all []Judged, q StandingsQuery) map[string]float64 {
	until := q.From.AddDate(0, 0, 7*firstWeeks)
	n, failed := map[string]float64{}, map[string]float64{}
	total, events := 0.0, 0.0
	for _, j := range all {
		if _, seen := n[j.Stratum]; !seen {
			n[j.Stratum] = 0
		}
		if !j.ContactAt.Before(until) {
			continue
		}
		n[j.Stratum]++
		total++
		if q.Metric.of(j) {
			failed[j.Stratum]++
			events++
		}
	}
	usual := (events + 1) / (total + 10)
	risks := map[string]float64{}
	for stratum := range n {
		risks[stratum] = (failed[stratum] + 10*usual) / (n[stratum] + 10)
	}
	return risks
}

// chartLimits are what all employers' charts are held against: set for the mix of
// everybody's contacts, so that the charts share one budget of false alarms.
type chartLimits struct {
	risks           map[string]float64
	average         chart.EWMA
	sum             chart.RiskCUSUM
	weeks, contacts float64 // run lengths
}

func limitsOf(all []Judged, q StandingsQuery, employers int) (*chartLimits, error) {
	if len(all) == 0 {
		return nil, nil
	}
	l := &chartLimits{risks: risksOf(all, q)}
	charts := float64(3 * employers)
	months := max(1, q.To.Sub(q.From).Hours()/24/30)
	l.weeks = max(20, charts*30/7/FalseAlarms)
	l.contacts = max(50, charts*float64(len(all))/float64(employers)/months/FalseAlarms)
	share := map[string]float64{}
	for _, j := range all {
		share[j.Stratum] += 1 / float64(len(all))
	}
	var mix []chart.Mix
	for _, stratum := range sortedKeys(share) {
		mix = append(mix, chart.Mix{Share: share[stratum], Risk: l.risks[stratum]})
	}
	var err error
	if l.average, err = chart.EWMAFor(ewmaWeight, l.weeks); err != nil {
		return nil, err
	}
	l.sum, err = chart.RiskCUSUMFor(oddsWatched, mix, l.contacts)
	return l, err
}

// watched is what the charts of an employer are made from.
type watched struct {
	employer int64
	list     []Judged // in order of contact
	metric   QualityMetric
	limits   *chartLimits
	since    time.Time
}

// charts draws all three; those for which there is too little are left out.
func (w watched) charts() ([]QualityChart, error) {
	if w.since.After(time.Time{}) {
		w.list = slices.DeleteFunc(slices.Clone(w.list), func(j Judged) bool { return j.ContactAt.Before(w.since) })
	}
	var out []QualityChart
	for _, draw := range []func() (*QualityChart, error){w.weekly, w.points, w.running} {
		c, err := draw()
		if err != nil {
			return nil, fmt.Errorf("chart of employer %d: %w", w.employer, err)
		}
		if c != nil {
			c.EmployerID, c.Since = w.employer, w.since
			out = append(out, *c)
		}
	}
	return out, nil
}

// week is what was judged of a week's contacts.
type week struct {
	at        time.Time
	n, failed int
	sum       float64
	points    []float64
}

func (w watched) weeks() []week {
	var out []week
	for _, j := range w.list {
		at := mondayOf(j.ContactAt)
		if len(out) == 0 || !out[len(out)-1].at.Equal(at) {
			out = append(out, week{at: at})
		}
		last := &out[len(out)-1]
		last.n++
		last.sum += j.Points
		last.points = append(last.points, j.Points)
		if w.metric.of(j) {
			last.failed++
		}
	}
	return out
}

func mondayOf(t time.Time) time.Time {
	day := t.UTC().Truncate(24 * time.Hour)
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// fewestWeeks is how many a weekly chart needs to say anything.
const fewestWeeks = 4

func (w watched) weekly() (*QualityChart, error) {
	weeks := w.weeks()
	if len(weeks) < fewestWeeks {
		return nil, nil
	}
	samples := make([]chart.Sample, len(weeks))
	later := make([]bool, len(weeks))
	for i, k := range weeks {
		samples[i] = chart.Sample{Count: float64(k.failed), Size: float64(k.n)}
		later[i] = i >= firstWeeks
	}
	a, err := chart.LaneyP(samples, chart.Settings{Leave: later})
	if err != nil {
		return nil, nil //nolint:nilerr // nobody failed in the first weeks: there are no limits to draw
	}
	c := &QualityChart{Kind: WeeklyShare, Centre: a.Centre, RunLength: 370}
	for i, p := range a.Points {
		c.Points = append(c.Points, ChartPoint{
			At: weeks[i].at, Value: p.Value, Lower: told(p.Lower), Upper: told(p.Upper), N: weeks[i].n, Out: p.Out, worse: p.Out && p.Value > p.Upper,
		})
	}
	return c, nil
}

func (w watched) points() (*QualityChart, error) {
	weeks := w.weeks()
	if len(weeks) < fewestWeeks {
		return nil, nil
	}
	var base []float64
	for _, k := range weeks[:min(firstWeeks, len(weeks))] {
		base = append(base, k.points...)
	}
	mean, sd := meanAndSD(base)
	if !(sd > 0) {
		return nil, nil
	}
	z := make([]float64, len(weeks))
	for i, k := range weeks {
		z[i] = (k.sum/float64(k.n) - mean) / (sd / math.Sqrt(float64(k.n)))
	}
	path, err := w.limits.average.Run(z)
	if err != nil {
		return nil, err
	}
	c := &QualityChart{Kind: WeeklyPoints, Centre: mean, RunLength: w.limits.weeks}
	for i, k := range weeks {
		limit := path.Limit[i]
		out := slices.Contains(path.Alarms, i)
		c.Points = append(c.Points, ChartPoint{
			At: k.at, Value: path.Upper[i], Lower: told(-limit), Upper: told(limit), N: k.n, Out: out, worse: out && path.Upper[i] < 0,
		})
	}
	return c, nil
}

func meanAndSD(list []float64) (mean, sd float64) {
	for _, x := range list {
		mean += x / float64(len(list))
	}
	for _, x := range list {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(list)-1))
}

// fewestContacts is how many a running sum needs to say anything.
const fewestContacts = 20

func (w watched) running() (*QualityChart, error) {
	if len(w.list) < fewestContacts {
		return nil, nil
	}
	failures, risks := make([]bool, len(w.list)), make([]float64, len(w.list))
	for i, j := range w.list {
		failures[i], risks[i] = w.metric.of(j), w.limits.risks[j.Stratum]
	}
	sum := w.limits.sum
	path, err := sum.Run(failures, risks)
	if err != nil {
		return nil, err
	}
	c := &QualityChart{Kind: RunningRisk, Centre: 0, RunLength: w.limits.contacts}
	for i, j := range w.list {
		out := slices.Contains(path.Alarms, i)
		c.Points = append(c.Points, ChartPoint{
			At: j.ContactAt, ContactID: j.ContactID, Value: path.Upper[i], Upper: &sum.H, N: 1, Out: out, worse: out,
		})
	}
	return c, nil
}
