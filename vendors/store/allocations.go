package store

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// Allocations implements vendors.AllocationStore.
type Allocations struct{ db *database.DB }

var _ vendors.AllocationStore = (*Allocations)(nil)

// NewAllocations returns the store of allocations.
func NewAllocations(db *database.DB) *Allocations { return &Allocations{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Allocations) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// allocationRow is a row of allocations.
type allocationRow struct {
	ID, TenantID, Version          int64
	Name, State, FirstDay, LastDay string
	Seed                           int64
	InputsHash                     string
	Document                       []byte
	CreatedAt                      database.Instant
	CreatedBy                      int64
	ApprovedAt                     database.Instant
	ApprovedBy                     int64
}

func (allocationRow) TableName() string { return "allocations" }

// allocationText is how an allocation stands in its document.
type allocationText struct {
	Input  vendors.AllocationInput
	Result vendors.AllocationResult
}

func allocationFromDomain(tenant int64, a vendors.Allocation) (allocationRow, error) {
	row := allocationRow{
		ID: a.ID, TenantID: tenant, Version: a.Version, Name: a.Input.Name, State: string(a.State), FirstDay: dayText(a.Input.From), LastDay: dayText(a.Input.To),
		Seed: int64(a.Input.Seed), CreatedAt: database.At(a.CreatedAt), CreatedBy: a.CreatedBy, ApprovedAt: database.At(a.ApprovedAt), ApprovedBy: a.ApprovedBy,
	}
	var err error
	if _, row.InputsHash, err = sealed(a.Input); err != nil {
		return row, err
	}
	row.Document, _, err = sealed(allocationText{a.Input, a.Result})
	return row, err
}

func (r allocationRow) toDomain() (vendors.Allocation, error) {
	a := vendors.Allocation{
		ID: r.ID, Version: r.Version, State: vendors.AllocationState(r.State), InputsHash: r.InputsHash,
		CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy, ApprovedAt: r.ApprovedAt.Time, ApprovedBy: r.ApprovedBy,
	}
	var text allocationText
	if err := unpacked(r.Document, &text); err != nil {
		return a, fmt.Errorf("allocation %d: %w", r.ID, err)
	}
	a.Input, a.Result = text.Input, text.Result
	return a, nil
}

// unnarrowed refuses whoever speaks for one vendor: an allocation tells of all.
func unnarrowed(scope auth.Scope) error {
	if scope.Employer() != 0 {
		return database.ErrNotFound
	}
	return nil
}

// AddAllocation keeps an allocation at version 1.
func (s *Allocations) AddAllocation(ctx context.Context, scope auth.Scope, a vendors.Allocation) (vendors.Allocation, error) {
	if err := unnarrowed(scope); err != nil {
		return a, err
	}
	a.ID, a.Version = 0, 1
	row, err := allocationFromDomain(scope.Tenant(), a)
	if err != nil {
		return a, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	a.ID, a.InputsHash = row.ID, row.InputsHash
	return a, err
}

// Allocation returns one allocation.
func (s *Allocations) Allocation(ctx context.Context, scope auth.Scope, id int64) (vendors.Allocation, error) {
	if err := unnarrowed(scope); err != nil {
		return vendors.Allocation{}, err
	}
	var row allocationRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND id = ?", scope.Tenant(), id).Take(&row).Error; err != nil {
		return vendors.Allocation{}, err
	}
	return row.toDomain()
}

// Allocations returns the newest first.
func (s *Allocations) Allocations(ctx context.Context, scope auth.Scope, before int64, limit int) ([]vendors.Allocation, error) {
	if err := unnarrowed(scope); err != nil {
		return nil, err
	}
	query := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Order("id DESC").Limit(limit)
	if before > 0 {
		query = query.Where("id < ?", before)
	}
	var rows []allocationRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, allocationRow.toDomain)
}

// ApproveAllocation writes the approval of a draft, once, and the shares.
func (s *Allocations) ApproveAllocation(ctx context.Context, scope auth.Scope, a vendors.Allocation) (vendors.Allocation, error) {
	if err := unnarrowed(scope); err != nil {
		return a, err
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&allocationRow{}).Where("tenant_id = ? AND id = ? AND version = ? AND state = ?", scope.Tenant(), a.ID, a.Version, string(vendors.AllocationDraft)).
			Updates(map[string]any{"version": a.Version + 1, "state": string(a.State), "approved_at": database.At(a.ApprovedAt), "approved_by": a.ApprovedBy})
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			now, err := s.Allocation(ctx, scope, a.ID)
			if err != nil {
				return err
			}
			return &database.StaleError{What: "allocation", ID: a.ID, Have: now.Version, Want: a.Version}
		}
		var rows []shareRow
		for i, q := range a.Result.Queues {
			for k, portion := range q.Offers {
				rows = append(rows, shareRow{scope.Tenant(), a.Input.Queues[i].Offers[k].ProgrammeID, q.QueueID, a.ID, dayText(a.Input.From), dayText(a.Input.To), portion.Share})
			}
		}
		return s.db.Tx(ctx).Create(&rows).Error
	})
	a.Version++
	return a, err
}
