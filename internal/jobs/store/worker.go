package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// next is the version after a change that watchers should see.
var next = gorm.Expr("version + 1")

// sweepLimit is how many runs one sweep looks at; the next takes the others.
const sweepLimit = 200

// Waiting returns queued runs; see jobs.Store.
func (s *Store) Waiting(ctx context.Context, kind jobs.Kind, limit int) ([]jobs.Ref, error) {
	runs, err := find(s.db.Read(ctx).Where("state = ? AND kind = ?", jobs.Queued, kind).Order("id").Limit(limit))
	refs := make([]jobs.Ref, len(runs))
	for i, run := range runs {
		refs[i] = run.Ref()
	}
	return refs, err
}

// Claim takes a run; see jobs.Store.
func (s *Store) Claim(ctx context.Context, ref jobs.Ref, worker string, at, leaseUntil time.Time) (jobs.Run, error) {
	err := database.Affected(s.one(ctx, ref).Where("state = ?", jobs.Queued).Updates(map[string]any{
		"state": jobs.Running, "attempt": gorm.Expr("attempt + 1"), "worker": worker,
		"lease_until": database.At(leaseUntil), "version": next,
		"started_at": gorm.Expr("coalesce(started_at, ?)", database.At(at)),
	}))
	if err != nil {
		return jobs.Run{}, err
	}
	var row jobRow
	err = s.db.Tx(ctx).Where("tenant_id = ? AND id = ?", ref.Tenant, ref.ID).Take(&row).Error
	return row.toRun(), err
}

// Beat renews a lease; see jobs.Store.
func (s *Store) Beat(ctx context.Context, ref jobs.Ref, attempt int64, p *jobs.Progress, leaseUntil time.Time) (cancel bool, err error) {
	changes := map[string]any{"lease_until": database.At(leaseUntil)}
	if p != nil {
		addProgress(changes, *p)
		changes["version"] = next
	}
	if err := orLost(s.taken(ctx, ref, attempt).Updates(changes)); err != nil {
		return false, err
	}
	var row jobRow
	err = s.db.Tx(ctx).Select("cancel_requested").Where("tenant_id = ? AND id = ?", ref.Tenant, ref.ID).Take(&row).Error
	return row.CancelRequested, err
}

func addProgress(changes map[string]any, p jobs.Progress) {
	changes["phase"], changes["fraction"], changes["message"] = p.Phase, p.Fraction, p.Message
	changes["best"], changes["bound"] = p.Best, p.Bound
}

// Hold locks a run; see jobs.Store.
func (s *Store) Hold(ctx context.Context, ref jobs.Ref, attempt int64) error {
	return orLost(s.taken(ctx, ref, attempt).Update("attempt", attempt))
}

// Finish ends a run; see jobs.Store.
func (s *Store) Finish(ctx context.Context, ref jobs.Ref, attempt int64, end jobs.Ending) error {
	changes := map[string]any{
		"state": end.State, "error": end.Error, "problem": document(end.Problem), "result": document(end.Result),
		"finished_at": database.At(end.At), "lease_until": nil, "version": next,
	}
	if end.Progress != nil {
		addProgress(changes, *end.Progress)
	}
	if end.State == jobs.Done {
		changes["fraction"] = 1.0
	}
	return orLost(s.taken(ctx, ref, attempt).Updates(changes))
}

// Requeue gives a run back; see jobs.Store.
func (s *Store) Requeue(ctx context.Context, ref jobs.Ref, attempt int64, crashed bool) error {
	changes := map[string]any{"state": jobs.Queued, "lease_until": nil, "version": next}
	if crashed {
		changes["crashes"] = gorm.Expr("crashes + 1")
	}
	return orLost(s.taken(ctx, ref, attempt).Updates(changes))
}

// Expired returns runs of dead workers; see jobs.Store.
func (s *Store) Expired(ctx context.Context, at time.Time) ([]jobs.Run, error) {
	return find(s.db.Read(ctx).Where("state = ? AND lease_until < ?", jobs.Running, database.At(at)).
		Order("id").Limit(sweepLimit))
}

// Stale returns runs that wait long; see jobs.Store.
func (s *Store) Stale(ctx context.Context, at time.Time) ([]jobs.Run, error) {
	return find(s.db.Read(ctx).Where("state = ? AND offered_at < ?", jobs.Queued, database.At(at)).
		Order("id").Limit(sweepLimit))
}
