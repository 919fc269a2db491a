package forecast

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Grouping is what a rollup adds up.
type Grouping string

// The groupings. A vendor is an employer that handles shares of queues; what nobody
// else handles is handled in-house.
const (
	ByQueue  Grouping = "queue"
	ByGroup  Grouping = "group"
	BySite   Grouping = "site"
	ByVendor Grouping = "vendor"
	InTotal  Grouping = "total"
)

// Groupings lists every grouping.
func Groupings() []Grouping { return []Grouping{ByQueue, ByGroup, BySite, ByVendor, InTotal} }

// Period is how much time a row of a rollup holds.
type Period string

// The periods. Weeks begin on Monday; the first and the last may be cut short by
// the days asked for.
const (
	PerInterval Period = "interval"
	PerDay      Period = "day"
	PerWeek     Period = "week"
	PerMonth    Period = "month"
)

// RollupOrder asks what is expected of queues together.
type RollupOrder struct {
	Queues []int64 // and
	Sites  []int64 // all queues there; neither: all queues in scope
	By     Grouping
	Per    Period
	From   grid.Date // local to each queue's site
	Days   int
}

// Rollup is sums of forecasts as adjusted. They add up whichever way they are
// grouped, because each is the sum of its queues' intervals.
type Rollup struct {
	Groups  []RollupGroup
	Missing []Missing
}

// RollupGroup is the rows of a queue, a group of queues, a site, an employer, or all.
type RollupGroup struct {
	QueueID, SiteID int64 // 0 where the group is of several
	EmployerID      int64 // by vendor; 0 is what is handled in-house
	Name            string
	Queues          []int64
	Forecasts       []int64
	Location        *time.Location // of all its queues, UTC where they differ
	Minutes         int            // length of an interval
	Rows            []RollupRow
}

// RollupRow is one period.
type RollupRow struct {
	Start     time.Time // of an interval
	First     grid.Date // of the other periods
	Last      grid.Date
	Contacts  float64
	WorkloadS float64           // contacts times handle time, of those whose handle time is known
	AHTS      float64           // of those; NaN where none is
	Bands     []model.TotalBand // of the contacts
}

// Missing are days of a queue that no finished forecast covers. They are in no sum.
type Missing struct {
	QueueID     int64
	First, Last grid.Date
}

// rollupLevels are those of the bands.
var rollupLevels = []float64{.80, .95}

func (o RollupOrder) check() error {
	switch {
	case o.From.IsZero():
		return &OrderError{"from", "no day", "the first day, as YYYY-MM-DD"}
	case o.Days < 1 || o.Days > maxRunDays:
		return &OrderError{"days", fmt.Sprint(o.Days), fmt.Sprintf("1 to %d days", maxRunDays)}
	case !slices.Contains(Groupings(), o.By):
		return &OrderError{"by", string(o.By), "queue, group, site, vendor or total"}
	case o.Per != PerInterval && o.Per != PerDay && o.Per != PerWeek && o.Per != PerMonth:
		return &OrderError{"period", string(o.Per), "interval, day, week or month"}
	}
	return nil
}

// Rollup adds up what the newest forecasts of queues say, day by day the newest
// that covers it. It returns an *[OrderError] for an order that cannot be.
func (l *Live) Rollup(ctx context.Context, scope auth.Scope, order RollupOrder) (Rollup, error) {
	if err := order.check(); err != nil {
		return Rollup{}, err
	}
	ids, err := l.queuesOf(ctx, scope, order)
	if err != nil {
		return Rollup{}, err
	}
	out := Rollup{}
	var pieces []piece
	for _, id := range ids {
		setup, err := l.queues.QueueSetup(ctx, scope, id)
		if err != nil {
			return Rollup{}, err
		}
		found, err := l.newest(ctx, scope, id, order.From, order.Days)
		if err != nil {
			return Rollup{}, err
		}
		out.Missing = append(out.Missing, missing(id, found, order)...)
		for _, s := range found {
			p, err := l.piece(ctx, scope, setup, s, order.From)
			if err != nil {
				return Rollup{}, err
			}
			pieces = append(pieces, p)
		}
	}
	names, err := l.employerNames(ctx, scope, pieces, order)
	if err != nil {
		return Rollup{}, err
	}
	out.Groups = rollUp(pieces, order, names)
	return out, nil
}

// queuesOf lists each queue asked for once.
func (l *Live) queuesOf(ctx context.Context, scope auth.Scope, order RollupOrder) ([]int64, error) {
	ids := append([]int64(nil), order.Queues...)
	if len(order.Sites) > 0 || len(order.Queues) == 0 {
		queues, err := l.book.Find(ctx, scope, workforce.Filter{SiteIDs: order.Sites})
		if err != nil {
			return nil, err
		}
		for _, q := range queues {
			ids = append(ids, q.ID)
		}
	}
	seen := map[int64]bool{}
	var once []int64
	for _, id := range ids {
		if !seen[id] {
			seen[id], once = true, append(once, id)
		}
	}
	if len(once) > MaxQueuesAtOnce {
		return nil, &OrderError{"queues", fmt.Sprintf("%d queues", len(once)), fmt.Sprintf("at most %d queues", MaxQueuesAtOnce)}
	}
	return once, nil
}

// missing lists the days between stretches, in runs of days.
func missing(queue int64, found []stretch, order RollupOrder) []Missing {
	var out []Missing
	at := 0
	for _, s := range append(found, stretch{first: order.Days}) {
		if s.first > at {
			out = append(out, Missing{queue, order.From.AddDays(at), order.From.AddDays(s.first - 1)})
		}
		at = s.end
	}
	return out
}

// piece is the days of one run of one queue that a rollup takes, as adjusted.
type piece struct {
	setup  workforce.QueueSetup
	run    int64
	days   []model.Total // of the run's own days, before adjustments
	grid   grid.Grid     // of these days alone, as all that follows
	curves RunCurves
}

// piece reads the days of a stretch, which counts days from a given one.
func (l *Live) piece(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, s stretch, from grid.Date) (piece, error) {
	run, err := l.runs.Run(ctx, scope, s.run.ID)
	if err != nil {
		return piece{}, err
	}
	adjusted, err := l.adjuster.Adjust(ctx, scope, run)
	if err != nil {
		return piece{}, err
	}
	whole, err := run.Grid()
	if err != nil {
		return piece{}, err
	}
	first := from.AddDays(s.first)
	k := run.Order.From.DaysUntil(first)
	part, err := grid.New(whole.Location(), whole.Minutes(), first, s.end-s.first)
	if err != nil {
		return piece{}, err
	}
	begin, _ := whole.Day(k)
	out := piece{
		setup: setup, run: run.ID, days: run.Report.Days[min(k, len(run.Report.Days)):],
		grid: part, curves: adjusted.Curves.slice(begin, begin+part.Len()),
	}
	if c := run.Curves.Calibration; c != nil {
		later := *c
		later.Gap += k
		out.curves.Calibration = &later
	}
	return out, nil
}

// slice returns the curves of some intervals, sharing memory, without the
// calibration.
func (c RunCurves) slice(from, to int) RunCurves {
	out := RunCurves{Contacts: c.Contacts[from:to], Open: c.Open[from:to]}
	if c.AHTS != nil {
		out.AHTS = c.AHTS[from:to]
	}
	for _, b := range c.Bands {
		out.Bands = append(out.Bands, model.Band{Level: b.Level, Lo: b.Lo[from:to], Hi: b.Hi[from:to]})
	}
	return out
}
