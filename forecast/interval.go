package forecast

import (
	"context"
	"iter"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// DefaultSource is the source of history that nobody named.
const DefaultSource = "history"

// Series is the history of one queue from one source: a switch, a partner, a
// generator. A queue's history is the sum over its sources.
type Series struct {
	ID      int64
	QueueID int64
	Source  string
}

// Interval is what a queue saw in one interval.
type Interval struct {
	SeriesID    int64
	Start       int64 // seconds since 1970 UTC
	IntervalS   int32 // length in seconds
	ImportID    int64 // the import that wrote it last, 0 for none
	Attribution history.Attribution
	Flags       history.Flags
	Figures     history.Figures
}

// End returns the instant after the interval, in seconds since 1970 UTC.
func (i *Interval) End() int64 { return i.Start + int64(i.IntervalS) }

// Extent is how far a history reaches.
type Extent struct {
	From, To  time.Time // start of the first interval, end of the last
	Intervals int64
}

// IntervalStore keeps the history. Series of queues at sites outside the scope
// do not exist for its callers.
type IntervalStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// BatchRows is how many rows one transaction should write: few where readers
	// and other writers would wait for it, many where they do not.
	BatchRows() int
	// Prepare makes room for rows from one instant to before another. It must be
	// called outside the transaction that writes them.
	Prepare(ctx context.Context, from, to time.Time) error
	// AddSeries returns the series of a queue and source, new if need be.
	AddSeries(ctx context.Context, scope auth.Scope, queue int64, source string) (Series, error)
	// SeriesOf returns the series of a queue.
	SeriesOf(ctx context.Context, scope auth.Scope, queue int64) ([]Series, error)
	// Stored gives the intervals of a series that start in [from, to), in order.
	Stored(ctx context.Context, scope auth.Scope, series, from, to int64) iter.Seq2[*Interval, error]
	// Append writes intervals; one that is there already takes the new values.
	Append(ctx context.Context, scope auth.Scope, rows []Interval) error
	// KeepReplaced keeps what an import is about to change, for its undoing.
	KeepReplaced(ctx context.Context, scope auth.Scope, importID int64, rows []Interval) error
	// Restore takes back what an import wrote to a series in [from, to).
	Restore(ctx context.Context, scope auth.Scope, importID, series, from, to int64) error
	// ReplacedBy returns an import that changed intervals of the given one, 0
	// for none.
	ReplacedBy(ctx context.Context, scope auth.Scope, importID int64) (int64, error)
	// Extent returns how far the history of a queue reaches, over all sources.
	Extent(ctx context.Context, scope auth.Scope, queue int64) (Extent, error)
}
