package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// checkpointRow is a row of roster_checkpoints.
type checkpointRow struct {
	TenantID, RosterID, JobID, SearchedMs int64
	InputHash                             string
	Cost                                  float64
	Document                              []byte
}

func (checkpointRow) TableName() string { return "roster_checkpoints" }

// SetCheckpoint keeps a checkpoint in the place of the one before.
func (s *Store) SetCheckpoint(ctx context.Context, scope auth.Scope, c scheduling.Checkpoint) error {
	document, err := zipped(c.Roster)
	if err != nil {
		return fmt.Errorf("checkpoint of roster %d: %w", c.RosterID, err)
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.DropCheckpoint(ctx, scope, c.RosterID); err != nil {
			return err
		}
		return s.db.Tx(ctx).Create(&checkpointRow{
			TenantID: scope.Tenant(), RosterID: c.RosterID, JobID: c.Job, SearchedMs: c.Searched.Milliseconds(),
			InputHash: c.InputHash, Cost: c.Cost, Document: document,
		}).Error
	})
}

// Checkpoint returns that of a roster, zero for none.
func (s *Store) Checkpoint(ctx context.Context, scope auth.Scope, roster int64) (scheduling.Checkpoint, error) {
	var row checkpointRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND roster_id = ?", scope.Tenant(), roster).Take(&row).Error
	if errors.Is(err, database.ErrNotFound) {
		return scheduling.Checkpoint{}, nil
	}
	if err != nil {
		return scheduling.Checkpoint{}, err
	}
	c := scheduling.Checkpoint{
		RosterID: row.RosterID, Job: row.JobID, Searched: time.Duration(row.SearchedMs) * time.Millisecond, InputHash: row.InputHash, Cost: row.Cost,
	}
	if err := unzipped(row.Document, &c.Roster); err != nil {
		return c, fmt.Errorf("checkpoint of roster %d: %w", roster, err)
	}
	return c, nil
}

// DropCheckpoint forgets that of a roster, if there is one.
func (s *Store) DropCheckpoint(ctx context.Context, scope auth.Scope, roster int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, roster); err != nil {
			return err
		}
		return s.db.Tx(ctx).Where("tenant_id = ? AND roster_id = ?", scope.Tenant(), roster).Delete(&checkpointRow{}).Error
	})
}
