package forecast

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/model/intraday"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Intraday is a queue's day while it is under way: the forecast that was made
// before it began, what came so far, and what is expected now.
type Intraday struct {
	Run      Run // without its curves
	At       time.Time
	Grid     grid.Grid // the one day
	Forecast []float64 // as made
	Adjusted []float64 // and as adjusted, which is what is updated
	Actual   []float64 // NaN where nothing came yet, or nothing was recorded
	Open     []bool
	Update   intraday.Update
	// Persistence is how much of a day's error the next open day keeps.
	Persistence float64
	Following   []CarriedDay
}

// CarriedDay is a later day of the same forecast, with its share of today's error.
type CarriedDay struct {
	Date              grid.Date
	Forecast, Updated float64
	Factor            float64
}

// UncoveredError says that no finished forecast of a queue covers a day.
type UncoveredError struct {
	QueueID int64
	Date    grid.Date
}

func (e *UncoveredError) Error() string {
	return fmt.Sprintf("no forecast of queue %d covers %s; make one that begins on that day or before it", e.QueueID, e.Date)
}

// intradayLevels are those of the bands of an update.
var intradayLevels = []float64{.80, .95}

// carriedDays is how far an update reaches beyond its day; the error of a day is
// all but forgotten by then.
const carriedDays = 7

// Intraday updates the day of a queue that holds an instant, zero for now, by
// what had come until then: the newest forecast that covers the day is corrected
// as far as its own back-test says that correcting helps.
//
// It returns an *[UncoveredError] where no forecast covers the day.
func (l *Live) Intraday(ctx context.Context, scope auth.Scope, queue int64, at time.Time) (Intraday, error) {
	setup, err := l.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return Intraday{}, err
	}
	if at.IsZero() {
		at = l.Now()
	}
	today := grid.DateOf(at.In(setup.Site.Location()))
	run, err := l.covering(ctx, scope, queue, today)
	if err != nil {
		return Intraday{}, err
	}
	g, err := run.Grid()
	if err != nil {
		return Intraday{}, err
	}
	return l.update(ctx, scope, run, g, run.Order.From.DaysUntil(today), at)
}

// update corrects day k of a run as of an instant.
func (l *Live) update(ctx context.Context, scope auth.Scope, run Run, g grid.Grid, k int, at time.Time) (Intraday, error) {
	day, err := grid.New(g.Location(), g.Minutes(), g.Date(k), 1)
	if err != nil {
		return Intraday{}, err
	}
	actual, err := actualOf(ctx, l.past, scope, run.QueueID, day)
	if err != nil {
		return Intraday{}, err
	}
	for i := range actual {
		if day.End(i).After(at) {
			actual[i] = math.NaN()
		}
	}
	adjusted, err := l.adjuster.Adjust(ctx, scope, run)
	if err != nil {
		return Intraday{}, err
	}
	from, to := g.Day(k)
	contacts, bands := adjusted.Curves.Contacts, run.Curves.Calibration
	out := Intraday{
		At: at, Grid: day, Forecast: run.Curves.Contacts[from:to], Adjusted: contacts[from:to], Actual: actual,
		Open: run.Curves.Open[from:to], Persistence: bands.Persistence(),
	}
	if out.Update, err = bands.Today(g, k, out.Adjusted, actual, intradayLevels); err != nil {
		return Intraday{}, err
	}
	out.carry(contacts, g, k)
	run.Curves = RunCurves{}
	out.Run = run
	return out, nil
}

// carry takes the day's error, as it now looks, into the days after. Where the
// update was held back nothing is carried; a day that is over is known whole.
func (d *Intraday) carry(contacts []float64, g grid.Grid, k int) {
	days := min(carriedDays, g.Days()-k-1)
	persistence := d.Persistence
	if d.Update.Hold != "" && d.Update.Hold != intraday.DayOver {
		persistence = 0
	}
	factors := intraday.Carry(d.logError(), persistence, days)
	open := 0 // the error fades from one open day to the next
	for h := range days {
		from, to := g.Day(k + 1 + h)
		c := CarriedDay{Date: g.Date(k + 1 + h), Factor: 1}
		for _, expected := range contacts[from:to] {
			c.Forecast += expected
		}
		if c.Forecast > 0 {
			c.Factor = factors[open]
			open++
		}
		c.Updated = c.Forecast * c.Factor
		d.Following = append(d.Following, c)
	}
}

// logError is the log of the day as it now looks over the day as adjusted.
func (d *Intraday) logError() float64 {
	forecast, now := 0.0, 0.0
	for i, f := range d.Adjusted {
		if f > 0 {
			forecast += f
			now += d.Update.Mean[i]
		}
	}
	return math.Log((now + .25) / (forecast + .25))
}
