package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Retention implements careers.RetentionStore.
type Retention struct{ base }

var _ careers.RetentionStore = (*Retention)(nil)

// NewRetention returns a store over a migrated database.
func NewRetention(db *database.DB) *Retention { return &Retention{base{db}} }

// ForgetBefore deletes in one transaction; what belongs to a round or election goes with
// it by its foreign key.
func (s *Retention) ForgetBefore(ctx context.Context, scope auth.Scope, day grid.Date) (gone careers.Forgotten, err error) {
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		const unanswered = "NOT EXISTS (SELECT 1 FROM round_appeals a WHERE a.round_id = promotion_rounds.id AND a.outcome = '')"
		const unused = "inputs NOT IN (SELECT inputs FROM round_applications WHERE tenant_id = ?)"
		of := func() *gorm.DB { return s.own(ctx, scope) }
		for _, old := range []struct {
			row   any
			where *gorm.DB
			gone  *int
		}{
			{&roundRow{}, of().Where("state = ? AND effective_on < ?", string(round.Closed), day.String()).Where(unanswered), &gone.Rounds},
			{&electionRow{}, of().Where("state = ? AND month < ?", string(careers.Counted), day.String()[:7]), &gone.Elections},
			{&snapshotRow{}, of().Where("created_at < ?", database.At(day.Start(time.UTC))).Where(unused, scope.Tenant()), &gone.Snapshots},
		} {
			result := old.where.Delete(old.row)
			if result.Error != nil {
				return result.Error
			}
			*old.gone = int(result.RowsAffected)
		}
		return nil
	})
	return gone, err
}
