package forecast

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// Journal records who did what; audit.Log is one.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Adjustments is the verbs of adjusting forecasts.
type Adjustments struct {
	store   AdjustmentStore
	queues  QueueSetups
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewAdjustments connects adjusting with what it needs of others.
func NewAdjustments(store AdjustmentStore, queues QueueSetups, journal Journal) *Adjustments {
	return &Adjustments{store: store, queues: queues, journal: journal, Now: time.Now}
}

// Make lays the same change over the forecasts of several queues: one
// adjustment each, all or none.
func (a *Adjustments) Make(ctx context.Context, scope auth.Scope, queues []int64, change Change) ([]Adjustment, error) {
	change, err := NewChange(change)
	if err != nil {
		return nil, err
	}
	if len(queues) == 0 || len(queues) > MaxQueuesAtOnce {
		return nil, &OrderError{"queueIds", fmt.Sprintf("%d queues", len(queues)), fmt.Sprintf("1 to %d queues", MaxQueuesAtOnce)}
	}
	if twice := repeated(queues); twice != 0 {
		return nil, &OrderError{"queueIds", fmt.Sprintf("queue %d twice", twice), "each queue once: a change made twice is not the same change"}
	}
	var made []Adjustment
	err = a.store.InTx(ctx, scope, func(ctx context.Context) error {
		made = nil // the transaction may be tried again
		now := a.Now()
		for _, queue := range queues {
			setup, err := a.queues.QueueSetup(ctx, scope, queue)
			if err != nil {
				return err
			}
			one, err := a.store.AddAdjustment(ctx, scope, Adjustment{
				QueueID: queue, SiteID: setup.Site.ID, Change: change,
				CreatedAt: now, CreatedBy: scope.Actor(), ChangedAt: now, ChangedBy: scope.Actor(),
			})
			if err != nil {
				return err
			}
			made = append(made, one)
		}
		return a.recordAll(ctx, scope, "adjustment.create", made)
	})
	return made, err
}

// repeated returns a number that is there twice, 0 for none.
func repeated(ids []int64) int64 {
	sorted := slices.Sorted(slices.Values(ids))
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			return sorted[i]
		}
	}
	return 0
}

// recordAll writes to the log what was done to adjustments, one line each.
func (a *Adjustments) recordAll(ctx context.Context, scope auth.Scope, action string, of []Adjustment) error {
	for _, one := range of {
		detail := map[string]any{
			"version": one.Version, "queue": one.QueueID, "measure": one.Measure, "operation": one.Operation, "value": one.Value,
			"from": one.From.UTC(), "to": one.To.UTC(), "type": one.Type, "active": one.Active, "withdrawn": one.Withdrawn,
		}
		if err := a.journal.Record(ctx, scope, action, "adjustment/"+strconv.FormatInt(one.ID, 10), detail); err != nil {
			return err
		}
	}
	return nil
}

// Edit makes an adjustment that stands at a version what change says: its place
// in the order of layers stays. What it was before remains on record. A version
// that is no longer current is refused by a *database.StaleError, a withdrawn
// adjustment by a *WithdrawnError.
func (a *Adjustments) Edit(ctx context.Context, scope auth.Scope, id, version int64, change Change) (Adjustment, error) {
	change, err := NewChange(change)
	if err != nil {
		return Adjustment{}, err
	}
	return a.set(ctx, scope, id, "adjustment.update", func(now *Adjustment) error {
		if now.Withdrawn {
			return &WithdrawnError{Adjustment: id}
		}
		now.Version, now.Change = version, change
		return nil
	})
}

// Withdraw takes an adjustment off for good. It stays in lists and on record;
// withdrawing it again does nothing.
func (a *Adjustments) Withdraw(ctx context.Context, scope auth.Scope, id int64) error {
	now, err := a.store.Adjustment(ctx, scope, id)
	if err != nil || now.Withdrawn {
		return err
	}
	_, err = a.set(ctx, scope, id, "adjustment.withdraw", func(now *Adjustment) error {
		now.Withdrawn = true
		return nil
	})
	return err
}

func (a *Adjustments) set(ctx context.Context, scope auth.Scope, id int64, action string, edit func(*Adjustment) error) (Adjustment, error) {
	var changed Adjustment
	err := a.store.InTx(ctx, scope, func(ctx context.Context) error {
		now, err := a.store.Adjustment(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := edit(&now); err != nil {
			return err
		}
		now.ChangedAt, now.ChangedBy = a.Now(), scope.Actor()
		if changed, err = a.store.SetAdjustment(ctx, scope, now); err != nil {
			return err
		}
		return a.recordAll(ctx, scope, action, []Adjustment{changed})
	})
	return changed, err
}

// Get returns one adjustment.
func (a *Adjustments) Get(ctx context.Context, scope auth.Scope, id int64) (Adjustment, error) {
	return a.store.Adjustment(ctx, scope, id)
}

// List returns adjustments, the newest first.
func (a *Adjustments) List(ctx context.Context, scope auth.Scope, q AdjustmentQuery) ([]Adjustment, error) {
	return a.store.Adjustments(ctx, scope, q)
}

// States returns every state that an adjustment was in, the first first.
func (a *Adjustments) States(ctx context.Context, scope auth.Scope, id int64) ([]Adjustment, error) {
	return a.store.AdjustmentStates(ctx, scope, id)
}
