// Package store keeps what early warning rests on, and what it found. Nothing else reads
// its tables.
package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Store implements risk.Store.
type Store struct{ db *database.DB }

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

func (s *Store) own(ctx context.Context, scope auth.Scope) *gorm.DB {
	return s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
}

// monthRow is a row of schedule_months.
type monthRow struct {
	TenantID                                        int64
	Code, Month                                     string
	Nights, Weekends, ShortRests, Refused, Overtime float64
}

func (monthRow) TableName() string { return "schedule_months" }

// Months are everybody's, in order of code and month.
func (s *Store) Months(ctx context.Context, scope auth.Scope) ([]risk.Month, error) {
	var rows []monthRow
	if err := s.own(ctx, scope).Order("code, month").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]risk.Month, len(rows))
	for i, row := range rows {
		out[i] = risk.Month{Code: row.Code, Month: row.Month, Facts: risk.Facts{
			Nights: row.Nights, Weekends: row.Weekends, ShortRests: row.ShortRests, Refused: row.Refused, Overtime: row.Overtime,
		}}
	}
	return out, nil
}

// PutMonths keeps months, each in the place of what was known of it.
func (s *Store) PutMonths(ctx context.Context, scope auth.Scope, months []risk.Month) error {
	columns := []string{"tenant_id", "code", "month", "nights", "weekends", "short_rests", "refused", "overtime"}
	rows := func(yield func([]any) bool) {
		for _, m := range months {
			if !yield([]any{scope.Tenant(), m.Code, m.Month, m.Facts.Nights, m.Facts.Weekends, m.Facts.ShortRests, m.Facts.Refused, m.Facts.Overtime}) {
				return
			}
		}
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		_, err := s.db.Bulk(ctx, "schedule_months", columns, rows, database.Conflict{Key: columns[:3], Update: columns[3:]})
		return err
	})
}
