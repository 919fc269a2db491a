// Package store keeps requisitions and their candidates in the database.
package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store implements hiring.Store.
type Store struct{ db *database.DB }

var _ hiring.Store = (*Store)(nil)

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// seen is a query on the requisitions that the scope sees.
func (s *Store) seen(ctx context.Context, scope auth.Scope) *gorm.DB {
	query := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	if scope.Person() != 0 {
		return query.Where("1 = 0")
	}
	if sites, all := scope.Sites(); !all {
		return query.Where("site_id IN ?", append([]int64{0}, sites...)) // id 0 is nobody's
	}
	return query
}

type requisitionRow struct {
	ID, TenantID, Version            int64
	Name, Role                       string
	Seats                            int
	SiteID, EmployerID               int64
	StartsOn, Ladder, Rung           string
	Wishes, Needs, Conditions, Spend string
	State                            string
	WrittenBy                        int64
	WrittenAt                        database.Instant
	ApprovedBy                       int64
	ApprovedAt                       database.Instant
}

func (requisitionRow) TableName() string { return "requisitions" }

func requisitionFrom(tenant int64, r hiring.Requisition) (row requisitionRow, err error) {
	row = requisitionRow{
		ID: r.ID, TenantID: tenant, Version: r.Version, Name: r.Name, Role: r.Role, Seats: r.Seats, SiteID: r.SiteID, EmployerID: r.EmployerID, StartsOn: r.StartsOn.String(), Ladder: r.Ladder, Rung: r.Rung,
		State: string(r.State), WrittenBy: r.WrittenBy, WrittenAt: database.At(r.WrittenAt), ApprovedBy: r.ApprovedBy, ApprovedAt: database.At(r.ApprovedAt),
	}
	for into, v := range map[*string]any{&row.Wishes: r.Wishes, &row.Needs: r.Needs, &row.Conditions: r.Conditions, &row.Spend: r.Spend} {
		if *into, err = text(v); err != nil {
			return row, err
		}
	}
	return row, nil
}

func (row requisitionRow) toDomain() (hiring.Requisition, error) {
	starts, err := grid.ParseDate(row.StartsOn)
	r := hiring.Requisition{
		ID: row.ID, Version: row.Version, Name: row.Name, Role: row.Role, Seats: row.Seats, SiteID: row.SiteID, EmployerID: row.EmployerID, StartsOn: starts, Ladder: row.Ladder, Rung: row.Rung,
		State: hiring.State(row.State), WrittenBy: row.WrittenBy, WrittenAt: row.WrittenAt.Time, ApprovedBy: row.ApprovedBy, ApprovedAt: row.ApprovedAt.Time,
	}
	if err != nil {
		return r, fmt.Errorf("requisition %d: %w", row.ID, err)
	}
	for from, into := range map[*string]any{&row.Wishes: &r.Wishes, &row.Needs: &r.Needs, &row.Conditions: &r.Conditions, &row.Spend: &r.Spend} {
		if err := json.Unmarshal([]byte(*from), into); err != nil {
			return r, fmt.Errorf("requisition %d: %w", row.ID, err)
		}
	}
	return r, nil
}

func text(v any) (string, error) {
	out, err := json.Marshal(v)
	return string(out), err
}

func listed[R, T any](query *gorm.DB, convert func(R) (T, error)) ([]T, error) {
	var rows []R
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = convert(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func one[R, T any](query *gorm.DB, convert func(R) (T, error)) (none T, err error) {
	var row R
	if err := query.Take(&row).Error; err != nil {
		return none, err
	}
	return convert(row)
}

// Requisitions lists them, the newest first.
func (s *Store) Requisitions(ctx context.Context, scope auth.Scope, before int64, limit int) ([]hiring.Requisition, error) {
	query := s.seen(ctx, scope).Order("id DESC").Limit(limit)
	if before > 0 {
		query = query.Where("id < ?", before)
	}
	return listed(query, requisitionRow.toDomain)
}

// Requisition returns one.
func (s *Store) Requisition(ctx context.Context, scope auth.Scope, id int64) (hiring.Requisition, error) {
	return one(s.seen(ctx, scope).Where("id = ?", id), requisitionRow.toDomain)
}

// HoldRequisition is Requisition, locking its row. SQLite has one writer.
func (s *Store) HoldRequisition(ctx context.Context, scope auth.Scope, id int64) (hiring.Requisition, error) {
	return one(s.seen(ctx, scope).Where("id = ?", id).Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}), requisitionRow.toDomain)
}

// AddRequisition keeps a new one.
func (s *Store) AddRequisition(ctx context.Context, scope auth.Scope, r hiring.Requisition) (hiring.Requisition, error) {
	r.ID, r.Version = 0, 1
	row, err := requisitionFrom(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// UpdateRequisition writes one that still has its version.
func (s *Store) UpdateRequisition(ctx context.Context, scope auth.Scope, r hiring.Requisition) (hiring.Requisition, error) {
	row, err := requisitionFrom(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&requisitionRow{}).Where("tenant_id = ? AND id = ? AND version = ?", scope.Tenant(), r.ID, r.Version).Updates(map[string]any{
			"version": r.Version + 1, "name": row.Name, "role": row.Role, "seats": row.Seats, "site_id": row.SiteID, "employer_id": row.EmployerID, "starts_on": row.StartsOn, "ladder": row.Ladder, "rung": row.Rung,
			"wishes": row.Wishes, "needs": row.Needs, "conditions": row.Conditions, "spend": row.Spend, "state": row.State,
			"written_by": row.WrittenBy, "written_at": row.WrittenAt, "approved_by": row.ApprovedBy, "approved_at": row.ApprovedAt,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Requisition(ctx, scope, r.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "requisition", ID: r.ID, Have: now.Version, Want: r.Version}
	})
	r.Version++
	return r, err
}
