package forecast

import (
	"context"
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Compared is one side of a comparison: a run as adjusted now, or a lock.
type Compared struct {
	ForecastID int64
	LockID     int64 // 0 for a run
	Name       string
	Contacts   []float64 // on the comparison's grid
	// Score is against what has come so far; its N is 0 where nothing has.
	Score model.Score

	zone    string
	minutes int
	from    grid.Date
	days    int
	queue   int64
	values  []float64 // on its own grid
}

// Comparison sets two forecasts of one queue side by side, over the days that
// both reach.
type Comparison struct {
	Grid        grid.Grid
	A, B        Compared
	Actual      []float64 // NaN where nothing was observed
	Days, Weeks []ComparedTotal
}

// ComparedTotal is several intervals together. A week is seven days from the
// first, the last perhaps shorter.
type ComparedTotal struct {
	First, Last grid.Date
	A, B        float64
	// SoFarA and SoFarB are what the sides expected in those intervals that were
	// observed, to set beside Actual.
	SoFarA, SoFarB, Actual float64
	Observed               int // intervals
}

// ComparisonError says why two forecasts cannot be compared.
type ComparisonError struct{ Found, Expected string }

func (e *ComparisonError) Error() string {
	return fmt.Sprintf("the forecasts cannot be compared: found %s; expected %s", e.Found, e.Expected)
}

// Compare sets a run beside another run, or beside a lock where with is 0.
// Intervals of different lengths are compared in the longer ones.
func (s *Locks) Compare(ctx context.Context, scope auth.Scope, forecast, with, lock int64, seen Actuals) (Comparison, error) {
	a, err := s.side(ctx, scope, forecast, 0)
	if err != nil {
		return Comparison{}, err
	}
	b, err := s.side(ctx, scope, with, lock)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{A: a, B: b}
	if err := c.align(); err != nil {
		return c, err
	}
	if c.Actual, err = seen.Actual(ctx, scope, a.queue, c.Grid); err != nil {
		return c, err
	}
	c.A.Score, c.B.Score = scoreOn(c.Grid, c.A.Contacts, c.Actual), scoreOn(c.Grid, c.B.Contacts, c.Actual)
	c.Days, c.Weeks = c.totals(1), c.totals(7)
	return c, nil
}

// Actuals finds what a queue saw on a grid; [Forecasts] does.
type Actuals interface {
	Actual(ctx context.Context, scope auth.Scope, queue int64, g grid.Grid) ([]float64, error)
}

func (s *Locks) side(ctx context.Context, scope auth.Scope, forecast, lock int64) (Compared, error) {
	if lock != 0 {
		l, err := s.store.Lock(ctx, scope, lock)
		return Compared{
			ForecastID: l.ForecastID, LockID: l.ID, Name: l.Name,
			zone: l.Zone, minutes: l.Minutes, from: l.From, days: l.Days, queue: l.QueueID, values: l.Curves.Contacts,
		}, err
	}
	run, err := s.runs.Run(ctx, scope, forecast)
	if err != nil {
		return Compared{}, err
	}
	if run.State != RunDone {
		return Compared{}, &RunStateError{ForecastID: forecast, State: run.State}
	}
	adjusted, err := s.adjuster.Adjust(ctx, scope, run)
	return Compared{
		ForecastID: run.ID, zone: run.Zone, minutes: run.Minutes, from: run.Order.From, days: run.Order.Days,
		queue: run.QueueID, values: adjusted.Curves.Contacts,
	}, err
}

// align finds the grid that both sides share, and their curves on it.
func (c *Comparison) align() error {
	a, b := &c.A, &c.B
	from, to := a.from, a.from.AddDays(a.days)
	if b.from.After(from) {
		from = b.from
	}
	if end := b.from.AddDays(b.days); end.Before(to) {
		to = end
	}
	days := from.DaysUntil(to)
	switch {
	case a.queue != b.queue:
		return &ComparisonError{"forecasts of two queues", "two of the same queue"}
	case a.zone != b.zone:
		return &ComparisonError{"days of " + a.zone + " and of " + b.zone, "the same time zone"}
	case days < 1:
		return &ComparisonError{fmt.Sprintf("one from %s for %d days and one from %s for %d days", a.from, a.days, b.from, b.days), "days in common"}
	}
	var err error
	if c.Grid, err = gridOf(a.zone, max(a.minutes, b.minutes), from, days); err != nil {
		return err
	}
	for _, side := range []*Compared{a, b} {
		if err := side.onto(c.Grid); err != nil {
			return err
		}
	}
	return nil
}

// onto brings a side's contacts onto a grid within its days.
func (s *Compared) onto(g grid.Grid) error {
	own, err := gridOf(s.zone, s.minutes, s.from, s.days)
	if err != nil {
		return err
	}
	curve, err := grid.CurveOf(own, s.values)
	if err != nil {
		return err
	}
	if curve, err = curve.SplitCounts(g.Minutes()); err != nil {
		return &ComparisonError{fmt.Sprintf("intervals of %d and of %d minutes", s.minutes, g.Minutes()), "lengths of which one divides the other"}
	}
	k, _ := curve.Grid.DayIndex(g.First())
	first, _ := curve.Grid.Day(k)
	s.Contacts = curve.Values[first : first+g.Len()]
	return nil
}

// scoreOn scores a forecast where something was observed. MASE is left out: its
// scale is a matter of each run's own history.
func scoreOn(g grid.Grid, expected, actual []float64) model.Score {
	var absolute, signed, squared, came, dayAbsolute float64
	score := model.Score{MASE: math.NaN()}
	for k := range g.Days() {
		first, end := g.Day(k)
		day := 0.0
		for i := first; i < end; i++ {
			if math.IsNaN(actual[i]) {
				continue
			}
			e := expected[i] - actual[i]
			absolute, signed, squared = absolute+math.Abs(e), signed+e, squared+e*e
			came, day = came+actual[i], day+e
			score.N++
		}
		dayAbsolute += math.Abs(day)
	}
	score.WAPE, score.DayWAPE, score.Bias = absolute/came, dayAbsolute/came, signed/came
	score.RMSE = math.Sqrt(squared / float64(score.N))
	return score
}

// totals adds up so many days at a time.
func (c *Comparison) totals(days int) []ComparedTotal {
	var all []ComparedTotal
	for k := 0; k < c.Grid.Days(); k += days {
		last := min(k+days, c.Grid.Days()) - 1
		total := ComparedTotal{First: c.Grid.Date(k), Last: c.Grid.Date(last)}
		first, _ := c.Grid.Day(k)
		_, end := c.Grid.Day(last)
		for i := first; i < end; i++ {
			total.A += c.A.Contacts[i]
			total.B += c.B.Contacts[i]
			if !math.IsNaN(c.Actual[i]) {
				total.Observed++
				total.Actual += c.Actual[i]
				total.SoFarA += c.A.Contacts[i]
				total.SoFarB += c.B.Contacts[i]
			}
		}
		all = append(all, total)
	}
	return all
}
