package forecast

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ScoredDay is a day of a queue with what one run had said of it.
type ScoredDay struct {
	accuracy.Day
	// Deviation is how far, in contacts, the run thought the day's total would
	// usually stray from its forecast; NaN where it did not say.
	Deviation float64
	// Basis identifies what else it was worked out from: the calendar and the
	// opening hours of the queue as they were.
	Basis uint64
}

// ScoredKey names a scored day of a queue.
type ScoredKey struct {
	Day grid.Date
	Run int64
}

// ScoredStore keeps what runs said of days beside what came. Everything in it
// can be worked out again: it forgets the days from which on a history changes.
// Queues at sites outside the scope do not exist for its callers.
type ScoredStore interface {
	// RunsSpeakingOf returns the finished runs of a queue that speak of some day
	// of a span, both ends included.
	RunsSpeakingOf(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) ([]accuracy.Made, error)
	// ScoredDays returns those of the days asked for that are kept, in any order.
	ScoredDays(ctx context.Context, scope auth.Scope, queue int64, keys []ScoredKey) ([]ScoredDay, error)
	// Changes returns how often the history of a queue has changed.
	Changes(ctx context.Context, scope auth.Scope, queue int64) (int64, error)
	// KeepScored keeps days, unless the history has changed more often than given.
	KeepScored(ctx context.Context, scope auth.Scope, queue, changes int64, days []ScoredDay) error
}

// AdjustmentRecord finds what adjustments there are and were; the store of
// adjustments is one.
type AdjustmentRecord interface {
	// Adjustments returns the newest first.
	Adjustments(ctx context.Context, scope auth.Scope, q AdjustmentQuery) ([]Adjustment, error)
	// AdjustmentStates returns every state of an adjustment, the first first.
	AdjustmentStates(ctx context.Context, scope auth.Scope, id int64) ([]Adjustment, error)
}

// Hindsight is the verbs of judging forecasts by what came.
type Hindsight struct {
	scored      ScoredStore
	runs        RunStore
	past        Past
	adjustments AdjustmentRecord
	workforce   *workforce.Service
	filling     *turns
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewHindsight connects judging with what it needs of others.
func NewHindsight(scored ScoredStore, runs RunStore, past Past, adjustments AdjustmentRecord, centre *workforce.Service) *Hindsight {
	return &Hindsight{
		scored: scored, runs: runs, past: past, adjustments: adjustments, workforce: centre, filling: newTurns(), Now: time.Now,
	}
}

// AccuracyQuery says what to score.
type AccuracyQuery struct {
	Queues   []int64 // none: all that the scope sees
	SiteID   int64   // only queues of this site; 0: of any
	From, To grid.Date
	By       accuracy.By
	// Lead is how many days ahead a forecast must have been made to count: the
	// newest such run is scored. 0 means 1, the newest of all.
	Lead int
}

// Accuracy is how forecasts did, by group and together.
type Accuracy struct {
	From, To grid.Date // as asked for, or the usual
	Lead     int
	Rows     []accuracy.Row
	Total    accuracy.Score
	Queues   map[int64]workforce.Queue // those looked at
}

// LongestHindsight is how many days can be scored at once.
const LongestHindsight = 400

// LongestLead bounds the lead that can be asked for.
const LongestLead = 365

// usualHindsight is how many days are looked back on where nobody says.
const usualHindsight = 90

// QueryError refuses a question: which parameter, what was found, what was
// expected.
type QueryError struct{ Field, Found, Expected string }

func (e *QueryError) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

func (q *AccuracyQuery) check() error {
	if q.Lead == 0 {
		q.Lead = 1
	}
	if q.Lead < 1 || q.Lead > LongestLead {
		return &QueryError{"lead", fmt.Sprint(q.Lead), fmt.Sprintf("1 to %d days", LongestLead)}
	}
	return nil
}

// span puts the last 90 days that are over at the queues' sites in the place of
// what is not said.
func (h *Hindsight) span(ctx context.Context, scope auth.Scope, queues []workforce.Queue, from, to grid.Date) (first, last grid.Date, err error) {
	if to.IsZero() {
		if to, err = h.yesterday(ctx, scope, queues); err != nil {
			return from, to, err
		}
	}
	if from.IsZero() {
		from = to.AddDays(1 - usualHindsight)
	}
	return from, to, checkSpan(from, to)
}

func checkSpan(from, to grid.Date) error {
	if days := from.DaysUntil(to) + 1; days < 1 || days > LongestHindsight {
		return &QueryError{"to", to.String(), fmt.Sprintf("a day from %s on, at most %d days", from, LongestHindsight)}
	}
	return nil
}

// yesterday is the newest day that is over at one of the queues' sites, by its own
// clock.
func (h *Hindsight) yesterday(ctx context.Context, scope auth.Scope, queues []workforce.Queue) (grid.Date, error) {
	var ids []int64
	for _, q := range queues {
		if !slices.Contains(ids, q.SiteID) {
			ids = append(ids, q.SiteID)
		}
	}
	if len(ids) == 0 {
		return grid.DateOf(h.Now().UTC()).AddDays(-1), nil
	}
	sites, err := h.workforce.Sites.Find(ctx, scope, workforce.Filter{IDs: ids})
	newest := grid.Date{}
	for _, site := range sites {
		if day := site.Today(h.Now()).AddDays(-1); newest.Before(day) {
			newest = day
		}
	}
	return newest, err
}

// Accuracy scores the days of a span that are over. Each day is held against the
// newest run that was made at least q.Lead days before it; by lead time, each
// span of leads against the newest run within it.
func (h *Hindsight) Accuracy(ctx context.Context, scope auth.Scope, q AccuracyQuery) (Accuracy, error) {
	if err := q.check(); err != nil {
		return Accuracy{}, err
	}
	queues, err := h.queuesOf(ctx, scope, q.Queues, q.SiteID)
	if err != nil {
		return Accuracy{}, err
	}
	if q.From, q.To, err = h.span(ctx, scope, queues, q.From, q.To); err != nil {
		return Accuracy{}, err
	}
	out := Accuracy{From: q.From, To: q.To, Lead: q.Lead, Queues: make(map[int64]workforce.Queue, len(queues))}
	table, total := accuracy.NewTable(q.By, leadSpans()), &accuracy.Sum{}
	for _, queue := range queues {
		out.Queues[queue.ID] = queue
		if err := h.score(ctx, scope, queue, q, table, total); err != nil {
			return Accuracy{}, err
		}
	}
	out.Rows, out.Total = table.Rows(), total.Score()
	return out, nil
}

// score adds the days of one queue to a table of groups and to one of all.
func (h *Hindsight) score(ctx context.Context, scope auth.Scope, queue workforce.Queue, q AccuracyQuery, table *accuracy.Table, total *accuracy.Sum) error {
	spans := []accuracy.Span{{From: q.Lead}}
	if q.By == accuracy.ByLead {
		spans = append(spans, leadSpans()...)
	}
	found, err := h.days(ctx, scope, queue, q.From, q.To, spans)
	if err != nil {
		return fmt.Errorf("accuracy of queue %s: %w", queue.Code, err)
	}
	for s, days := range found {
		for i := range days {
			if s == 0 {
				total.Add(&days[i].Day)
			}
			if (s == 0) != (q.By == accuracy.ByLead) {
				table.Add(&days[i].Day)
			}
		}
	}
	return nil
}

// queuesOf returns the queues asked for, or all that are seen, in the order of
// their codes.
func (h *Hindsight) queuesOf(ctx context.Context, scope auth.Scope, ids []int64, site int64) ([]workforce.Queue, error) {
	filter := workforce.Filter{IDs: ids}
	if site != 0 {
		filter.SiteIDs = []int64{site}
	}
	queues, err := h.workforce.Queues.Find(ctx, scope, filter)
	if err != nil {
		return nil, err
	}
	known := make(map[int64]bool, len(queues))
	for _, q := range queues {
		known[q.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			return nil, &QueryError{"queues", fmt.Sprint(id), "a queue that you may see, at the site asked for"}
		}
	}
	return queues, nil
}

// QueueDrift is the watch over one queue.
type QueueDrift struct {
	Queue workforce.Queue
	accuracy.Drift
}

// Why says in words what happened and what can be done; "" where nothing did.
func (d QueueDrift) Why() string {
	more := "more"
	switch d.Side {
	case accuracy.Steady:
		return ""
	case accuracy.TooHigh:
		more = "fewer"
	}
	return fmt.Sprintf("since %s %.0f %% %s contacts came than were forecast, over %d days; see whether something changed for good, such as a new product, "+
		"a number that moved or a source that is missing or counted twice, then forecast again, and until the models have learnt it, lay an adjustment over the coming days",
		d.Since, 100*math.Abs(d.Bias), more, d.Days)
}

// driftDays is how far back the watch looks: long enough for a slow drift to be
// seen, short enough that a quarter of steady days makes the past past.
const driftDays = 120

// Drift watches the newest forecasts of queues up to yesterday, and returns the
// queue that strays furthest first. Queues without any scored day are left out.
func (h *Hindsight) Drift(ctx context.Context, scope auth.Scope, ids []int64, site int64) ([]QueueDrift, error) {
	queues, err := h.queuesOf(ctx, scope, ids, site)
	if err != nil {
		return nil, err
	}
	to := grid.DateOf(h.Now().UTC()).AddDays(1) // days that are not over are left out later
	var out []QueueDrift
	for _, queue := range queues {
		found, err := h.days(ctx, scope, queue, to.AddDays(-driftDays), to, []accuracy.Span{{From: 1}})
		if err != nil {
			return nil, fmt.Errorf("drift of queue %s: %w", queue.Code, err)
		}
		watched := accuracy.Watch(dayErrors(found[0]), accuracy.DriftLimit(accuracy.UsualAutocorrelation))
		if watched.Days > 0 {
			out = append(out, QueueDrift{queue, watched})
		}
	}
	slices.SortStableFunc(out, func(a, b QueueDrift) int {
		return cmp.Or(cmp.Compare(b.Statistic, a.Statistic), cmp.Compare(math.Abs(b.Bias), math.Abs(a.Bias)))
	})
	return out, nil
}

func dayErrors(days []ScoredDay) []accuracy.DayError {
	out := make([]accuracy.DayError, 0, len(days))
	for _, d := range days {
		if len(d.Minutes) == 0 {
			continue
		}
		e := accuracy.DayError{Date: d.Date, Deviation: d.Deviation}
		for i := range d.Minutes {
			e.Forecast += d.Forecast[i]
			e.Actual += d.Actual[i]
		}
		out = append(out, e)
	}
	return out
}
