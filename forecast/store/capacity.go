package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CapacityPlans implements forecast.CapacityPlanStore.
type CapacityPlans struct{ db *database.DB }

var _ forecast.CapacityPlanStore = (*CapacityPlans)(nil)

// NewCapacityPlans returns the store of capacity plans.
func NewCapacityPlans(db *database.DB) *CapacityPlans { return &CapacityPlans{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *CapacityPlans) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// capacityRow is a row of capacity_plans.
type capacityRow struct {
	ID, TenantID, Version, SiteID int64
	Name, Currency                string
	FirstDay                      string
	Weeks                         int
	ChangedAt                     database.Instant
	ChangedBy                     int64
	Document                      []byte
}

func (capacityRow) TableName() string { return "capacity_plans" }

// capacityText is how what a planner decided stands in its document.
type capacityText struct {
	Groups    []capacity.Group
	Transfers []capacity.Transfer
	Sources   []forecast.CapacitySource
	Scenarios []forecast.CapacityScenario
	Note      string
	Changes   []forecast.CapacityChange
}

func capacityFromDomain(tenant int64, p forecast.CapacityPlan) (capacityRow, error) {
	row := capacityRow{
		ID: p.ID, TenantID: tenant, Version: p.Version, SiteID: p.SiteID, Name: p.Name, Currency: p.Currency,
		FirstDay: p.Plan.From.String(), Weeks: p.Plan.Weeks, ChangedAt: database.At(p.ChangedAt), ChangedBy: p.ChangedBy,
	}
	var err error
	row.Document, err = pack("capacity plan", capacityText{p.Plan.Groups, p.Plan.Transfers, p.Sources, p.Scenarios, p.Note, p.Changes})
	return row, err
}

func (row capacityRow) toDomain() (forecast.CapacityPlan, error) {
	p := forecast.CapacityPlan{
		ID: row.ID, Version: row.Version, SiteID: row.SiteID, Name: row.Name, Currency: row.Currency,
		ChangedAt: row.ChangedAt.Time, ChangedBy: row.ChangedBy,
	}
	var text capacityText
	if err := unpack("capacity plan", row.Document, &text); err != nil {
		return p, fmt.Errorf("capacity plan %d: %w", row.ID, err)
	}
	first, err := grid.ParseDate(row.FirstDay)
	if err != nil {
		return p, fmt.Errorf("capacity plan %d: %w", row.ID, err)
	}
	p.Plan = capacity.Plan{From: first, Weeks: row.Weeks, Groups: text.Groups, Transfers: text.Transfers}
	p.Sources, p.Scenarios, p.Note, p.Changes = text.Sources, text.Scenarios, text.Note, text.Changes
	return p, nil
}

// CapacityPlans returns plans, the newest first.
func (s *CapacityPlans) CapacityPlans(ctx context.Context, scope auth.Scope, before int64, limit int) ([]forecast.CapacityPlan, error) {
	query := atSites(s.db.ReadAs(ctx, scope), scope).Order("id DESC").Limit(limit)
	if before != 0 {
		query = query.Where("id < ?", before)
	}
	var rows []capacityRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	plans := make([]forecast.CapacityPlan, len(rows))
	for i, row := range rows {
		var err error
		if plans[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return plans, nil
}

// CapacityPlan returns one plan.
func (s *CapacityPlans) CapacityPlan(ctx context.Context, scope auth.Scope, id int64) (forecast.CapacityPlan, error) {
	return s.read(s.db.ReadAs(ctx, scope), scope, id)
}

func (s *CapacityPlans) read(query *gorm.DB, scope auth.Scope, id int64) (forecast.CapacityPlan, error) {
	var row capacityRow
	if err := atSites(query, scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.CapacityPlan{}, err
	}
	return row.toDomain()
}

// AddCapacityPlan keeps a new plan at version 1.
func (s *CapacityPlans) AddCapacityPlan(ctx context.Context, scope auth.Scope, p forecast.CapacityPlan) (forecast.CapacityPlan, error) {
	if !scope.SeesSite(p.SiteID) {
		return p, database.ErrNotFound
	}
	p.ID, p.Version = 0, 1
	row, err := capacityFromDomain(scope.Tenant(), p)
	if err != nil {
		return p, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	p.ID = row.ID
	return p, err
}

// ChangeCapacityPlan replaces a plan that stands at p's version.
func (s *CapacityPlans) ChangeCapacityPlan(ctx context.Context, scope auth.Scope, p forecast.CapacityPlan) (forecast.CapacityPlan, error) {
	if !scope.SeesSite(p.SiteID) {
		return p, database.ErrNotFound
	}
	row, err := capacityFromDomain(scope.Tenant(), p)
	if err != nil {
		return p, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		changed := atSites(s.db.Tx(ctx).Model(&capacityRow{}), scope).Where("id = ? AND version = ?", p.ID, p.Version).Updates(map[string]any{
			"version": p.Version + 1, "site_id": row.SiteID, "name": row.Name, "currency": row.Currency, "first_day": row.FirstDay,
			"weeks": row.Weeks, "changed_at": row.ChangedAt, "changed_by": row.ChangedBy, "document": row.Document,
		})
		if changed.Error != nil || changed.RowsAffected > 0 {
			return changed.Error
		}
		now, err := s.read(s.db.Tx(ctx), scope, p.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "capacity plan", ID: p.ID, Have: now.Version, Want: p.Version}
	})
	p.Version++
	return p, err
}

// RemoveCapacityPlan forgets a plan.
func (s *CapacityPlans) RemoveCapacityPlan(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx), scope).Where("id = ?", id).Delete(&capacityRow{}))
	})
}

// CapacityChanges returns the edits of a plan, the newest first.
func (s *CapacityPlans) CapacityChanges(ctx context.Context, scope auth.Scope, id int64) ([]forecast.CapacityChange, error) {
	p, err := s.CapacityPlan(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(p.Changes))
	for i, change := range p.Changes {
		ids[i] = change.By
	}
	names, err := userNames(s.db.ReadAs(ctx, scope), scope, ids)
	for i, change := range p.Changes {
		p.Changes[i].ByName = names[change.By]
	}
	slices.Reverse(p.Changes)
	return p.Changes, err
}
