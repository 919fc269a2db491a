package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// checkRow is a row of roster_checks.
type checkRow struct {
	TenantID int64
	RosterID int64
	Document string
}

func (checkRow) TableName() string { return "roster_checks" }

// SetCheck keeps what playing a roster said.
func (s *Store) SetCheck(ctx context.Context, scope auth.Scope, roster int64, c *scheduling.Check) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, roster); err != nil {
			return err
		}
		here := s.db.Tx(ctx).Where("tenant_id = ? AND roster_id = ?", scope.Tenant(), roster)
		if err := here.Delete(&checkRow{}).Error; err != nil || c == nil {
			return err
		}
		text, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("check of roster %d: %w", roster, err)
		}
		return s.db.Tx(ctx).Create(&checkRow{TenantID: scope.Tenant(), RosterID: roster, Document: string(text)}).Error
	})
}

// Check returns what playing a roster said.
func (s *Store) Check(ctx context.Context, scope auth.Scope, roster int64) (*scheduling.Check, error) {
	var row checkRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND roster_id = ?", scope.Tenant(), roster).Take(&row).Error
	if errors.Is(err, database.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var c scheduling.Check
	if err := json.Unmarshal([]byte(row.Document), &c); err != nil {
		return nil, fmt.Errorf("check of roster %d: %w", roster, err)
	}
	return &c, nil
}
