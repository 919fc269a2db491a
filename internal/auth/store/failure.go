package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// failureRow is a row of the table sign_in_failures.
type failureRow struct {
	TenantID     int64  `gorm:"primaryKey;autoIncrement:false"`
	Tried        string `gorm:"primaryKey"`
	Failures     int64
	LastAt       database.Instant
	BlockedUntil database.Instant
}

// TableName names the table to gorm.
func (failureRow) TableName() string { return "sign_in_failures" }

// Failure returns failed tries; see auth.Store. It creates the row first, so that
// there is something to lock.
func (s *Store) Failure(ctx context.Context, tenant int64, tried string) (auth.Failure, error) {
	begin := failureRow{TenantID: tenant, Tried: tried, LastAt: database.At(time.Unix(0, 0))}
	if err := s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&begin).Error; err != nil {
		return auth.Failure{}, err
	}
	var row failureRow
	err := s.db.Tx(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).
		Where("tenant_id = ? AND tried = ?", tenant, tried).Take(&row).Error
	return auth.Failure{Count: row.Failures, Last: row.LastAt.Time, BlockedUntil: row.BlockedUntil.Time}, err
}

// SetFailure stores failed tries; see auth.Store.
func (s *Store) SetFailure(ctx context.Context, tenant int64, tried string, f auth.Failure) error {
	return database.Affected(s.db.Tx(ctx).Model(&failureRow{}).Where("tenant_id = ? AND tried = ?", tenant, tried).
		Updates(map[string]any{
			"failures": f.Count, "last_at": database.At(f.Last), "blocked_until": database.At(f.BlockedUntil),
		}))
}

// ForgetFailure removes failed tries; see auth.Store.
func (s *Store) ForgetFailure(ctx context.Context, tenant int64, tried string) error {
	return s.db.Tx(ctx).Where("tenant_id = ? AND tried = ?", tenant, tried).Delete(&failureRow{}).Error
}
