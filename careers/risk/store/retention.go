package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Forget deletes what is older than a moment; the newest model stays.
func (s *Store) Forget(ctx context.Context, scope auth.Scope, before time.Time) (int, error) {
	at, gone := database.At(before), int64(0)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		newest := s.db.Tx(ctx).Model(&modelRow{}).Select("MAX(id)").Where("tenant_id = ?", scope.Tenant())
		for _, old := range []struct {
			row   any
			where *gorm.DB
		}{
			{&scoreRow{}, s.own(ctx, scope).Where("made_at < ?", at)},
			{&talkRow{}, s.own(ctx, scope).Where("at < ?", at)},
			{&viewRow{}, s.own(ctx, scope).Where("at < ?", at)},
			{&modelRow{}, s.own(ctx, scope).Where("made_at < ? AND id < (?)", at, newest)},
		} {
			result := old.where.Delete(old.row)
			if result.Error != nil {
				return result.Error
			}
			gone += result.RowsAffected
		}
		return nil
	})
	return int(gone), err
}
