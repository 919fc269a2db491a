package forecast

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// DayState is what a planner should think of a day of history.
type DayState string

// The states, of which a day has the first that applies.
const (
	DayAhead    DayState = "ahead"    // after the end of the history
	DayClosed   DayState = "closed"   // nothing was expected and nothing came
	DayMissing  DayState = "missing"  // contacts were expected, and there is no row
	DayDoubled  DayState = "doubled"  // two sources say the same, which counts twice
	DayOutage   DayState = "outage"   // a run of zeros, or nothing but zeros
	DayOutlier  DayState = "outlier"  // the day, or intervals of it, stand out
	DayGaps     DayState = "gaps"     // rows are missing
	DayComplete DayState = "complete" // as it should be
)

// Repair is a day, or a run of its intervals, that teaches the models nothing
// or something else than was observed. The history itself stays as it is.
type Repair struct {
	model.Flag
	// Used is what the models learn from in its place; NaN where they skip it.
	Used float64
}

// DayQuality is what is known about one day of a queue's history.
type DayQuality struct {
	Date     grid.Date
	State    DayState
	Expected int     // intervals in which contacts were to be expected
	Seen     int     // of these, with a row, or without one in a series that omits zeros
	Contacts float64 // offered, over all intervals and sources
	Zeros    int     // longest run of zeros in open hours
	Sources  int     // that speak of the day
	Overlaps int     // intervals of which more than one source speaks
	Doubled  int     // of these, those of which two say the same and more than nothing
	Remarks  history.Flags
	Repairs  []Repair
	Known    []string // what the calendar says of it
}

// Gaps is how many intervals have no row though contacts were to be expected.
func (d DayQuality) Gaps() int { return d.Expected - d.Seen }

// ImportTrace is what an import left in the days looked at, beside what it
// reported of the queue when it was made.
type ImportTrace struct {
	Import    Import // only its id where its author's file is not for all to see
	Intervals int64  // that it wrote last
	Offered   int64
	Reported  history.QueueReport // of the whole file; empty where not known
	Known     bool                // that Import is more than an id
}

// Quality is how far a queue's history can be trusted, day by day.
type Quality struct {
	Queue   workforce.Queue
	Site    workforce.Site
	Days    []DayQuality
	Imports []ImportTrace // in order of their ids; rows of no import are not listed
	Sources []string
}

// DataQuality is the verbs of doubting a history. It changes nothing.
type DataQuality struct {
	intervals IntervalStore
	queues    QueueSetups
	imports   ImportStore
}

// NewDataQuality connects the checks with what they read.
func NewDataQuality(intervals IntervalStore, queues QueueSetups, imports ImportStore) *DataQuality {
	return &DataQuality{intervals, queues, imports}
}

// usualDays is how far before the days looked at the history is read, to know
// what is usual: a year, so that each season has been seen.
const usualDays = 366

// Quality looks at the days of a queue's history, both ends included.
func (q *DataQuality) Quality(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) (Quality, error) {
	if err := checkSpan(from, to); err != nil {
		return Quality{}, err
	}
	setup, err := q.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return Quality{}, err
	}
	days, err := grid.New(setup.Site.Location(), setup.Queue.IntervalMin, from, from.DaysUntil(to)+1)
	if err != nil {
		return Quality{}, err
	}
	out := Quality{Queue: setup.Queue, Site: setup.Site}
	rows, err := q.readRows(ctx, scope, queue, days)
	if err != nil {
		return out, err
	}
	out.Sources = rows.sources
	seen, err := q.inspect(ctx, scope, setup, from, to)
	if err != nil {
		return out, err
	}
	calendar := knownDays(setup.Days)
	for k := range days.Days() {
		d := rows.day(days, k)
		d.judge(seen, calendar[d.Date])
		out.Days = append(out.Days, d)
	}
	out.Imports, err = q.traces(ctx, scope, setup.Queue, rows)
	return out, err
}

// inspect reads the history as forecasting would.
func (q *DataQuality) inspect(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, from, to grid.Date) (model.Inspection, error) {
	loc := setup.Site.Location()
	past, err := NewHistories(q.intervals, q.queues).Observations(ctx, scope, setup.Queue.ID, from.AddDays(-usualDays).Start(loc), to.AddDays(1).Start(loc))
	if err != nil || len(past) == 0 {
		return model.Inspection{}, err
	}
	known, err := model.NewHistory(loc, setup.Queue.IntervalMin, past)
	if err != nil {
		return model.Inspection{}, err
	}
	calendar, err := model.NewCalendar(factsOf(setup.Days))
	if err != nil {
		return model.Inspection{}, err
	}
	return model.Inspect(known, calendar), nil
}

func knownDays(days []workforce.CalendarDay) map[grid.Date][]string {
	names := map[grid.Date][]string{}
	for _, d := range days {
		names[d.Date] = append(names[d.Date], d.Name)
	}
	return names
}

// judge adds what the inspection found and settles the day's state.
func (d *DayQuality) judge(seen model.Inspection, known []string) {
	d.Known = known
	k := seen.First.DaysUntil(d.Date)
	if k >= len(seen.Open) {
		d.State = DayAhead
		return
	}
	if k >= 0 {
		d.count(seen.Open[k], seen.Observed[k])
		d.Repairs = repairsOf(seen, k)
	}
	d.State = d.state(seen.Open, k)
}

// count compares the intervals that were to be expected with those observed.
func (d *DayQuality) count(open []bool, observed []float64) {
	zeros := 0
	for j, is := range open {
		if !is {
			zeros = 0
			continue
		}
		d.Expected++
		if !math.IsNaN(observed[j]) {
			d.Seen++
		}
		if zeros++; observed[j] != 0 {
			zeros = 0
		}
		d.Zeros = max(d.Zeros, zeros)
	}
}

func repairsOf(seen model.Inspection, k int) []Repair {
	var out []Repair
	date := seen.First.AddDays(k)
	for _, f := range seen.Flags {
		if f.Date != date {
			continue
		}
		r := Repair{Flag: f}
		for j := f.From; j < f.To; j++ {
			if used := seen.Used[k][j]; seen.Open[k][j] || !math.IsNaN(used) {
				r.Used += used
			}
		}
		out = append(out, r)
	}
	return out
}

// doubledFrom is how many intervals must say the same to be no coincidence.
const doubledFrom = 4

func (d *DayQuality) state(open [][]bool, k int) DayState {
	switch {
	case d.Expected == 0 && d.Contacts == 0:
		return DayClosed
	case d.Expected > 0 && d.Sources == 0 && d.Seen == 0, k < 0 || len(open) == 0:
		return DayMissing
	case d.Doubled >= doubledFrom && 2*d.Doubled >= d.Overlaps:
		return DayDoubled
	}
	for _, r := range d.Repairs {
		if r.Reason == model.FlagOutage || r.Reason == model.FlagNothing {
			return DayOutage
		}
	}
	switch {
	case len(d.Repairs) > 0:
		return DayOutlier
	case d.Gaps() > 0:
		return DayGaps
	}
	return DayComplete
}

// traces reads the imports that wrote the rows.
func (q *DataQuality) traces(ctx context.Context, scope auth.Scope, queue workforce.Queue, rows *dayRows) ([]ImportTrace, error) {
	var out []ImportTrace
	for _, trace := range rows.imports() {
		found, err := q.imports.Import(ctx, scope, trace.Import.ID)
		switch {
		case errors.Is(err, database.ErrNotFound): // another's, who may not be named here
		case err != nil:
			return nil, fmt.Errorf("import %d: %w", trace.Import.ID, err)
		default:
			trace.Import, trace.Known = found, true
			trace.Reported = reportOn(found.Report, queue)
		}
		out = append(out, trace)
	}
	return out, nil
}

// reportOn finds the part of an import's report that speaks of a queue.
func reportOn(r history.Report, queue workforce.Queue) history.QueueReport {
	for _, one := range r.ByQueue {
		if strings.EqualFold(one.Queue, queue.Code) || strings.EqualFold(one.Queue, queue.Name) {
			return one
		}
	}
	if len(r.ByQueue) == 1 {
		return r.ByQueue[0]
	}
	return history.QueueReport{}
}
