package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// changed notes, in the transaction that changes a series from an instant on,
// that what was worked out from it no longer holds: scores of the day and of all
// later ones, since they are scaled by what came before them.
func (s *Intervals) changed(ctx context.Context, scope auth.Scope, series, from int64) error {
	count := "UPDATE interval_series SET changes = changes + 1 WHERE tenant_id = ? AND id = ?"
	if err := s.db.Tx(ctx).Exec(count, scope.Tenant(), series).Error; err != nil {
		return err
	}
	day := grid.DateOf(time.Unix(from, 0).UTC()).AddDays(-1) // no zone is a whole day behind UTC
	forget := `DELETE FROM scored_days WHERE tenant_id = ? AND day >= ?
		AND queue_id = (SELECT queue_id FROM interval_series WHERE tenant_id = ? AND id = ?)`
	return s.db.Tx(ctx).Exec(forget, scope.Tenant(), day.String(), scope.Tenant(), series).Error
}

// changesOf adds up how often the series of a queue have changed. lock is put
// behind the query, so that nobody changes them until the transaction ends.
func changesOf(raw func(sql string, values ...any) *gorm.DB, scope auth.Scope, queue int64, lock string) (int64, error) {
	var changes []int64
	err := raw("SELECT changes FROM interval_series WHERE tenant_id = ? AND queue_id = ?"+lock, scope.Tenant(), queue).Scan(&changes).Error
	total := int64(len(changes))
	for _, n := range changes {
		total += n
	}
	return total, err
}
