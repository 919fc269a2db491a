package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// recurrenceRow is a row of the table job_recurrences.
type recurrenceRow struct {
	TenantID int64
	Name     string
	DueAt    database.Instant
	RanAt    database.Instant
	Worker   string
	Error    string
}

// TableName names the table to gorm.
func (recurrenceRow) TableName() string { return "job_recurrences" }

// Tenants returns every tenant; see jobs.Store.
func (s *Store) Tenants(ctx context.Context) ([]int64, error) {
	var ids []int64
	err := s.db.Read(ctx).Table("tenants").Order("id").Pluck("id", &ids).Error
	return ids, err
}

// Due reports whether a chore is due; see jobs.Store.
func (s *Store) Due(ctx context.Context, scope auth.Scope, name string, at time.Time) (bool, error) {
	var rows []recurrenceRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND name = ?", scope.Tenant(), name).Find(&rows).Error
	return len(rows) == 0 || !rows[0].DueAt.After(at), err
}

// TakeDue takes a round; see jobs.Store. The first process to meet a chore makes
// its row, already due.
func (s *Store) TakeDue(ctx context.Context, scope auth.Scope, name string, at, next time.Time, worker string) error {
	first := recurrenceRow{TenantID: scope.Tenant(), Name: name, DueAt: database.At(at), Worker: worker}
	if err := s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&first).Error; err != nil {
		return err
	}
	taken := s.db.Tx(ctx).Model(&recurrenceRow{}).
		Where("tenant_id = ? AND name = ? AND due_at <= ?", scope.Tenant(), name, database.At(at)).
		Updates(map[string]any{"due_at": database.At(next), "worker": worker})
	if taken.Error == nil && taken.RowsAffected == 0 {
		return jobs.ErrLost
	}
	return taken.Error
}

// Ran notes how a round ended; see jobs.Store.
func (s *Store) Ran(ctx context.Context, scope auth.Scope, name string, at time.Time, problem string) error {
	return s.db.Tx(ctx).Model(&recurrenceRow{}).Where("tenant_id = ? AND name = ?", scope.Tenant(), name).
		Updates(map[string]any{"ran_at": database.At(at), "error": problem}).Error
}
