package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Adjustments implements forecast.AdjustmentStore.
type Adjustments struct{ db *database.DB }

var _ forecast.AdjustmentStore = (*Adjustments)(nil)

// NewAdjustments returns the store of adjustments.
func NewAdjustments(db *database.DB) *Adjustments { return &Adjustments{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Adjustments) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// adjustmentRow is a row of adjustments.
type adjustmentRow struct {
	ID        int64
	TenantID  int64
	Version   int64
	QueueID   int64
	SiteID    int64
	Measure   string
	Operation string
	Value     float64
	StartsAt  database.Instant
	EndsAt    database.Instant
	Type      string
	Reason    string
	Active    bool
	Withdrawn bool
	CreatedAt database.Instant
	CreatedBy int64
	ChangedAt database.Instant
	ChangedBy int64
}

func (adjustmentRow) TableName() string { return "adjustments" }

// adjustmentStateRow is a row of adjustment_changes.
type adjustmentStateRow struct {
	TenantID     int64
	AdjustmentID int64
	Version      int64
	State        string
	ChangedAt    database.Instant
	ChangedBy    int64
}

func (adjustmentStateRow) TableName() string { return "adjustment_changes" }

func adjustmentFromDomain(tenant int64, a forecast.Adjustment) adjustmentRow {
	return adjustmentRow{
		ID: a.ID, TenantID: tenant, Version: a.Version, QueueID: a.QueueID, SiteID: a.SiteID,
		Measure: string(a.Measure), Operation: string(a.Operation), Value: a.Value, StartsAt: database.At(a.From), EndsAt: database.At(a.To),
		Type: string(a.Type), Reason: a.Reason, Active: a.Active, Withdrawn: a.Withdrawn,
		CreatedAt: database.At(a.CreatedAt), CreatedBy: a.CreatedBy, ChangedAt: database.At(a.ChangedAt), ChangedBy: a.ChangedBy,
	}
}

func (r adjustmentRow) toDomain() forecast.Adjustment {
	return forecast.Adjustment{
		ID: r.ID, Version: r.Version, QueueID: r.QueueID, SiteID: r.SiteID,
		Change: forecast.Change{
			Measure: layers.Measure(r.Measure), Operation: layers.Operation(r.Operation), Value: r.Value, From: r.StartsAt.Time, To: r.EndsAt.Time,
			Type: forecast.AdjustmentType(r.Type), Reason: r.Reason, Active: r.Active,
		},
		Withdrawn: r.Withdrawn, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy, ChangedAt: r.ChangedAt.Time, ChangedBy: r.ChangedBy,
	}
}

// AddAdjustment keeps a new adjustment at version 1.
func (s *Adjustments) AddAdjustment(ctx context.Context, scope auth.Scope, a forecast.Adjustment) (forecast.Adjustment, error) {
	if !scope.SeesSite(a.SiteID) {
		return a, database.ErrNotFound
	}
	a.ID, a.Version = 0, 1
	row := adjustmentFromDomain(scope.Tenant(), a)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		row.ID = 0
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		return s.keepState(ctx, row)
	})
	if err != nil {
		return a, err
	}
	return s.Adjustment(ctx, scope, row.ID)
}

// keepState adds the state of a row to what is on record.
func (s *Adjustments) keepState(ctx context.Context, row adjustmentRow) error {
	state, err := json.Marshal(row.toDomain())
	if err != nil {
		return err
	}
	return s.db.Tx(ctx).Create(&adjustmentStateRow{
		TenantID: row.TenantID, AdjustmentID: row.ID, Version: row.Version, State: string(state), ChangedAt: row.ChangedAt, ChangedBy: row.ChangedBy,
	}).Error
}

// Adjustment returns one adjustment.
func (s *Adjustments) Adjustment(ctx context.Context, scope auth.Scope, id int64) (forecast.Adjustment, error) {
	var row adjustmentRow
	if err := atSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.Adjustment{}, err
	}
	one := []forecast.Adjustment{row.toDomain()}
	return one[0], s.name(ctx, scope, one)
}

// Adjustments lists adjustments, the newest first.
func (s *Adjustments) Adjustments(ctx context.Context, scope auth.Scope, q forecast.AdjustmentQuery) ([]forecast.Adjustment, error) {
	query := atSites(s.db.ReadAs(ctx, scope), scope).Order("id DESC")
	if len(q.Queues) > 0 {
		query = query.Where("queue_id IN ?", q.Queues)
	}
	if !q.From.IsZero() {
		query = query.Where("ends_at > ?", database.At(q.From))
	}
	if !q.To.IsZero() {
		query = query.Where("starts_at < ?", database.At(q.To))
	}
	if q.InForce {
		query = query.Where("active AND NOT withdrawn")
	}
	if q.Before != 0 {
		query = query.Where("id < ?", q.Before)
	}
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	var rows []adjustmentRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	list := make([]forecast.Adjustment, len(rows))
	for i, row := range rows {
		list[i] = row.toDomain()
	}
	return list, s.name(ctx, scope, list)
}

// SetAdjustment writes an adjustment that stands at its version.
func (s *Adjustments) SetAdjustment(ctx context.Context, scope auth.Scope, a forecast.Adjustment) (forecast.Adjustment, error) {
	row := adjustmentFromDomain(scope.Tenant(), a)
	row.Version++
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		done := atSites(s.db.Tx(ctx).Model(&adjustmentRow{}), scope).Where("id = ? AND version = ?", a.ID, a.Version).Updates(map[string]any{
			"version": row.Version, "measure": row.Measure, "operation": row.Operation, "value": row.Value,
			"starts_at": row.StartsAt, "ends_at": row.EndsAt, "type": row.Type, "reason": row.Reason,
			"active": row.Active, "withdrawn": row.Withdrawn, "changed_at": row.ChangedAt, "changed_by": row.ChangedBy,
		})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 1 {
			return s.keepState(ctx, row)
		}
		now, err := s.Adjustment(ctx, scope, a.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "adjustment", ID: a.ID, Have: now.Version, Want: a.Version}
	})
	if err != nil {
		return a, err
	}
	return s.Adjustment(ctx, scope, a.ID)
}

// AdjustmentStates returns every state of an adjustment.
func (s *Adjustments) AdjustmentStates(ctx context.Context, scope auth.Scope, id int64) ([]forecast.Adjustment, error) {
	if _, err := s.Adjustment(ctx, scope, id); err != nil {
		return nil, err
	}
	var rows []adjustmentStateRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND adjustment_id = ?", scope.Tenant(), id).Order("version").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	states := make([]forecast.Adjustment, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row.State), &states[i]); err != nil {
			return nil, fmt.Errorf("adjustment %d, version %d: %w", id, row.Version, err)
		}
	}
	return states, s.name(ctx, scope, states)
}

// appliedText is how applied adjustments stand in a column: [[id, version], …].
func appliedText(applied []forecast.AppliedAdjustment) (string, error) {
	pairs := make([][2]int64, len(applied))
	for i, a := range applied {
		pairs[i] = [2]int64{a.ID, a.Version}
	}
	text, err := json.Marshal(pairs)
	return string(text), err
}

func appliedOf(text string) ([]forecast.AppliedAdjustment, error) {
	var pairs [][2]int64
	if err := json.Unmarshal([]byte(text), &pairs); err != nil || len(pairs) == 0 {
		return nil, err
	}
	applied := make([]forecast.AppliedAdjustment, len(pairs))
	for i, p := range pairs {
		applied[i] = forecast.AppliedAdjustment{ID: p[0], Version: p[1]}
	}
	return applied, nil
}

// name adds the names of those who made and changed adjustments.
func (s *Adjustments) name(ctx context.Context, scope auth.Scope, list []forecast.Adjustment) error {
	ids := make([]int64, 0, 2*len(list))
	for _, a := range list {
		ids = append(ids, a.CreatedBy, a.ChangedBy)
	}
	names, err := userNames(s.db.ReadAs(ctx, scope), scope, ids)
	for i, a := range list {
		list[i].CreatedByName, list[i].ChangedByName = names[a.CreatedBy], names[a.ChangedBy]
	}
	return err
}
