// Package store keeps the runs of package jobs in the database.
package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// Store implements jobs.Store.
type Store struct{ db *database.DB }

var _ jobs.Store = (*Store)(nil)

// New makes a Store on db.
func New(db *database.DB) *Store { return &Store{db} }

// Add stores a new run; see jobs.Store.
func (s *Store) Add(ctx context.Context, run jobs.Run) (id int64, fresh bool, err error) {
	row := fromRun(run)
	err = s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
	if err != nil || row.ID != 0 {
		return row.ID, true, err
	}
	var open jobRow
	err = s.db.Tx(ctx).Where("tenant_id = ? AND kind = ? AND open_key = ? AND state IN ?", run.Tenant, run.Kind, run.OpenKey, openStates).
		Take(&open).Error
	return open.ID, false, err
}

var openStates = []jobs.State{jobs.Queued, jobs.Running}

// Offered notes a ticket; see jobs.Store.
func (s *Store) Offered(ctx context.Context, ref jobs.Ref, ticket int64, at time.Time) error {
	return database.Affected(s.one(ctx, ref).Where("state = ?", jobs.Queued).
		Updates(map[string]any{"ticket": ticket, "offered_at": database.At(at)}))
}

// one is an update of a run's row.
func (s *Store) one(ctx context.Context, ref jobs.Ref) *gorm.DB {
	return s.db.Tx(ctx).Model(&jobRow{}).Where("tenant_id = ? AND id = ?", ref.Tenant, ref.ID)
}

// taken is an update of a run that a worker has in an attempt.
func (s *Store) taken(ctx context.Context, ref jobs.Ref, attempt int64) *gorm.DB {
	return s.one(ctx, ref).Where("state = ? AND attempt = ?", jobs.Running, attempt)
}

// orLost turns "no row met" into ErrLost.
func orLost(result *gorm.DB) error {
	if result.Error == nil && result.RowsAffected == 0 {
		return jobs.ErrLost
	}
	return result.Error
}

// visible restricts a query to the runs that a caller may see.
func visible(query *gorm.DB, scope auth.Scope, kinds []jobs.Kind) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if scope.IsSystem() {
		return query
	}
	return query.Where("(created_by = ? AND created_by <> 0) OR kind IN ?", scope.Actor(), kinds)
}

// Get returns a run; see jobs.Store.
func (s *Store) Get(ctx context.Context, scope auth.Scope, kinds []jobs.Kind, id int64) (jobs.Run, error) {
	var row jobRow
	err := visible(s.db.ReadAs(ctx, scope), scope, kinds).Where("id = ?", id).Take(&row).Error
	return row.toRun(), err
}

// List returns runs; see jobs.Store.
func (s *Store) List(ctx context.Context, scope auth.Scope, kinds []jobs.Kind, q jobs.Query) ([]jobs.Run, error) {
	query := visible(s.db.ReadAs(ctx, scope), scope, kinds)
	if q.Subject != "" {
		query = query.Where("subject = ?", q.Subject)
	}
	if len(q.Kinds) > 0 {
		query = query.Where("kind IN ?", q.Kinds)
	}
	if len(q.States) > 0 {
		query = query.Where("state IN ?", q.States)
	}
	if q.Before > 0 {
		query = query.Where("id < ?", q.Before)
	}
	return find(query.Order("id DESC").Limit(q.Limit))
}

func find(query *gorm.DB) ([]jobs.Run, error) {
	var rows []jobRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	runs := make([]jobs.Run, len(rows))
	for i, row := range rows {
		runs[i] = row.toRun()
	}
	return runs, nil
}

// RequestCancel cancels; see jobs.Store.
func (s *Store) RequestCancel(ctx context.Context, ref jobs.Ref, at time.Time) error {
	ended := s.one(ctx, ref).Where("state = ?", jobs.Queued).Updates(map[string]any{
		"state": jobs.Cancelled, "cancel_requested": true, "finished_at": database.At(at), "version": next,
	})
	if ended.Error != nil || ended.RowsAffected > 0 {
		return ended.Error
	}
	return s.one(ctx, ref).Where("state = ? AND NOT cancel_requested", jobs.Running).
		Updates(map[string]any{"cancel_requested": true, "version": next}).Error
}
