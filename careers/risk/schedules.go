package risk

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Schedules knows what published schedules asked of people.
type Schedules interface {
	// Asked returns what was asked in the month of a day, by personnel number, of everybody
	// of whom something was published.
	Asked(ctx context.Context, scope auth.Scope, month grid.Date) ([]Month, error)
}

const (
	// lateMonths are how many whole months are asked for again, since shifts are corrected
	// after the fact.
	lateMonths = 2
	// learntMonths are how far back a model asks for months that nobody has kept yet.
	learntMonths = 36
)

// Collect takes in what schedules asked in the last whole months, and returns how many
// months of people it wrote. While early warning is off nothing is taken in: facts about
// people are kept where they are used, and nowhere else.
func (w *Warnings) Collect(ctx context.Context, scope auth.Scope) (int, error) {
	s, err := w.store.Switch(ctx, scope)
	if err != nil || !s.On {
		return 0, err
	}
	return w.collect(ctx, scope, lateMonths)
}

// collect asks for the last whole months, and for those before of which nothing is kept,
// as far back as a model learns from.
func (w *Warnings) collect(ctx context.Context, scope auth.Scope, back int) (int, error) {
	if w.Schedules == nil {
		return 0, nil
	}
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	kept, err := w.store.Months(ctx, all)
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, m := range kept {
		known[m.Month] = true
	}
	today, written := grid.DateOf(w.Now().UTC()), 0
	for n := 1; n <= back; n++ {
		month := grid.DateOf(time.Date(today.Year, today.Month-time.Month(n), 1, 12, 0, 0, 0, time.UTC))
		if n > lateMonths && known[monthOf(month)] {
			continue
		}
		asked, err := w.Schedules.Asked(ctx, all, month)
		if err != nil {
			return written, fmt.Errorf("what schedules asked in %s: %w", monthOf(month), err)
		}
		if len(asked) == 0 {
			continue
		}
		if err := w.store.PutMonths(ctx, all, asked); err != nil {
			return written, err
		}
		written += len(asked)
	}
	return written, nil
}
