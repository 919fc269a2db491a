package forecast

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Live is the verbs of looking at what the newest forecasts say, as adjusted: of
// the day under way, and of many queues together.
type Live struct {
	runs     RunStore
	past     Past
	queues   QueueSetups
	book     QueueBook
	adjuster Adjuster
	// Employers names those who handle queues; nil: they have no names.
	Employers EmployerList
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// QueueBook finds the queues of sites; the register of queues is one.
type QueueBook interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Queue, error)
}

// EmployerList finds employers; the register of employers is one.
type EmployerList interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Employer, error)
}

// NewLive connects what is live with what it needs of others.
func NewLive(runs RunStore, past Past, queues QueueSetups, book QueueBook, adjuster Adjuster) *Live {
	return &Live{runs: runs, past: past, queues: queues, book: book, adjuster: adjuster, Now: time.Now}
}

// stretch is consecutive days of which one run is the newest that covers them.
type stretch struct {
	run        Run // without its curves
	first, end int // days from the first one asked for; end is not included
}

// runsAtOnce is how many runs are looked through at once, newest first, and
// mostRunsSought after how many the search ends.
const (
	runsAtOnce     = 20
	mostRunsSought = 400
)

// newest finds for each day the newest finished run of a queue that covers it.
// Days that none covers are in no stretch.
func (l *Live) newest(ctx context.Context, scope auth.Scope, queue int64, from grid.Date, days int) ([]stretch, error) {
	by := make([]*Run, days)
	left, before := days, int64(0)
	for sought := 0; sought < mostRunsSought && left > 0; sought += runsAtOnce {
		runs, err := l.runs.Runs(ctx, scope, queue, before, runsAtOnce)
		if err != nil {
			return nil, err
		}
		for i := range runs {
			left -= runs[i].take(by, from)
			before = runs[i].ID
		}
		if len(runs) < runsAtOnce {
			break
		}
	}
	return stretches(by), nil
}

// take enters the run at the days that it covers and no newer one does, and
// returns how many these are.
func (r *Run) take(by []*Run, from grid.Date) int {
	if r.State != RunDone {
		return 0
	}
	offset := from.DaysUntil(r.Order.From)
	taken := 0
	for k := max(0, offset); k < min(len(by), offset+r.Order.Days); k++ {
		if by[k] == nil {
			by[k] = r
			taken++
		}
	}
	return taken
}

func stretches(by []*Run) []stretch {
	var out []stretch
	for k, run := range by {
		switch {
		case run == nil:
		case k > 0 && by[k-1] == run:
			out[len(out)-1].end++
		default:
			out = append(out, stretch{run: *run, first: k, end: k + 1})
		}
	}
	return out
}

// covering returns the newest finished run of a queue that covers a day, with its
// curves. A run never knows anything of its own days.
func (l *Live) covering(ctx context.Context, scope auth.Scope, queue int64, day grid.Date) (Run, error) {
	found, err := l.newest(ctx, scope, queue, day, 1)
	if err != nil {
		return Run{}, err
	}
	if len(found) == 0 {
		return Run{}, &UncoveredError{QueueID: queue, Date: day}
	}
	return l.runs.Run(ctx, scope, found[0].run.ID)
}
