// Package store keeps scenarios, hiring plans and their runs in the database.
package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Store implements plan.Store.
type Store struct{ db *database.DB }

var _ plan.Store = (*Store)(nil)

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

func (s *Store) own(ctx context.Context, scope auth.Scope) *gorm.DB {
	return s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
}

// seen narrows a query to plans that the scope sees: nobody's own, for one person.
func seen(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if scope.Person() != 0 {
		return query.Where("1 = 0")
	}
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	if sites, all := scope.Sites(); !all {
		query = query.Where("site_id IN ?", append(sites, -1)) // "IN ()" is no SQL
	}
	return query
}

// planRow is a row of career_plans.
type planRow struct {
	ID, TenantID, Version   int64
	Kind, Name, Description string
	SiteID, EmployerID      int64
	Orders                  string
	CreatedAt               database.Instant
	CreatedBy               int64
	ChangedAt               database.Instant
	ChangedBy               int64
}

func (planRow) TableName() string { return "career_plans" }

func (row planRow) toDomain() (plan.Kept, error) {
	k := plan.Kept{
		ID: row.ID, Version: row.Version, Kind: plan.Kind(row.Kind), Name: row.Name, Description: row.Description, SiteID: row.SiteID, EmployerID: row.EmployerID,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy, ChangedAt: row.ChangedAt.Time, ChangedBy: row.ChangedBy,
	}
	return k, parsed("plan", row.ID, row.Orders, &k.Order)
}

// runRow is a row of career_plan_runs.
type runRow struct {
	ID, TenantID, PlanID, PlanVersion, JobID     int64
	Code, Orders, Facts, Answer, Inputs, Outcome string
	AskedAt                                      database.Instant
	AskedBy                                      int64
	DoneAt                                       database.Instant
}

func (runRow) TableName() string { return "career_plan_runs" }

func (row runRow) toDomain() (plan.Run, error) {
	r := plan.Run{
		ID: row.ID, KeptID: row.PlanID, KeptVersion: row.PlanVersion, JobID: row.JobID, Code: row.Code, Inputs: row.Inputs, Outcome: row.Outcome,
		AskedAt: row.AskedAt.Time, AskedBy: row.AskedBy, DoneAt: row.DoneAt.Time,
	}
	if err := parsed("run", row.ID, row.Orders, &r.Order); err != nil || row.Answer == "" {
		return r, err
	}
	if err := parsed("run", row.ID, row.Facts, &r.Facts); err != nil {
		return r, err
	}
	return r, parsed("run", row.ID, row.Answer, &r.Answer)
}

func parsed(what string, id int64, text string, into any) error {
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("%s %d: %w", what, id, err)
	}
	return nil
}

func text(v any) (string, error) {
	out, err := json.Marshal(v)
	return string(out), err
}

// List returns those of a kind with their newest run, the newest first.
func (s *Store) List(ctx context.Context, scope auth.Scope, kind plan.Kind) ([]plan.Kept, error) {
	var rows []planRow
	if err := seen(s.own(ctx, scope), scope).Where("kind = ?", string(kind)).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]plan.Kept, len(rows))
	for i, row := range rows {
		k, err := row.toDomain()
		if err != nil {
			return nil, err
		}
		if out[i], err = s.withLast(ctx, scope, k); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// withLast adds the newest run.
func (s *Store) withLast(ctx context.Context, scope auth.Scope, k plan.Kept) (plan.Kept, error) {
	var runs []runRow
	if err := s.own(ctx, scope).Where("plan_id = ?", k.ID).Order("id DESC").Limit(1).Find(&runs).Error; err != nil || len(runs) == 0 {
		return k, err
	}
	r, err := runs[0].toDomain()
	k.Last = &r
	return k, err
}

// Get returns one with its newest run.
func (s *Store) Get(ctx context.Context, scope auth.Scope, kind plan.Kind, id int64) (plan.Kept, error) {
	var row planRow
	if err := seen(s.own(ctx, scope), scope).Where("kind = ? AND id = ?", string(kind), id).Take(&row).Error; err != nil {
		return plan.Kept{}, err
	}
	k, err := row.toDomain()
	if err != nil {
		return k, err
	}
	return s.withLast(ctx, scope, k)
}

// Add keeps a new one.
func (s *Store) Add(ctx context.Context, scope auth.Scope, k plan.Kept) (plan.Kept, error) {
	orders, err := text(k.Order)
	if err != nil {
		return k, err
	}
	row := planRow{
		TenantID: scope.Tenant(), Version: 1, Kind: string(k.Kind), Name: k.Name, Description: k.Description, SiteID: k.SiteID, EmployerID: k.EmployerID, Orders: orders,
		CreatedAt: database.At(k.CreatedAt), CreatedBy: k.CreatedBy, ChangedAt: database.At(k.ChangedAt), ChangedBy: k.ChangedBy,
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	k.ID, k.Version = row.ID, row.Version
	return k, err
}

// Change writes one that still is at k's version.
func (s *Store) Change(ctx context.Context, scope auth.Scope, k plan.Kept) (plan.Kept, error) {
	orders, err := text(k.Order)
	if err != nil {
		return k, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		query := seen(s.db.Tx(ctx).Model(&planRow{}).Where("tenant_id = ?", scope.Tenant()), scope)
		result := query.Where("kind = ? AND id = ? AND version = ?", string(k.Kind), k.ID, k.Version).Updates(map[string]any{
			"version": k.Version + 1, "name": k.Name, "description": k.Description, "site_id": k.SiteID, "employer_id": k.EmployerID, "orders": orders,
			"changed_at": database.At(k.ChangedAt), "changed_by": k.ChangedBy,
		})
		if result.Error != nil {
			return result.Error
		}
		now, err := s.Get(ctx, scope, k.Kind, k.ID)
		if err == nil && result.RowsAffected == 0 {
			err = &database.StaleError{What: "plan", ID: k.ID, Have: now.Version, Want: k.Version}
		}
		k.Last = now.Last
		return err
	})
	k.Version++
	return k, err
}

// Delete forgets one with all its runs.
func (s *Store) Delete(ctx context.Context, scope auth.Scope, kind plan.Kind, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(seen(s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()), scope).Where("kind = ? AND id = ?", string(kind), id).Delete(&planRow{}))
	})
}

// AddRun keeps that one is being computed.
func (s *Store) AddRun(ctx context.Context, scope auth.Scope, r plan.Run) (plan.Run, error) {
	orders, err := text(r.Order)
	if err != nil {
		return r, err
	}
	row := runRow{
		TenantID: scope.Tenant(), PlanID: r.KeptID, PlanVersion: r.KeptVersion, JobID: r.JobID, Code: r.Code, Orders: orders,
		AskedAt: database.At(r.AskedAt), AskedBy: r.AskedBy,
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// runs are those of plans that the scope sees.
func (s *Store) runs(query *gorm.DB, scope auth.Scope) *gorm.DB {
	plans := seen(query.Session(&gorm.Session{NewDB: true}).Table("career_plans").Select("id").Where("tenant_id = ?", scope.Tenant()), scope)
	return query.Where("tenant_id = ? AND plan_id IN (?)", scope.Tenant(), plans)
}

// SetJob says which job computes a run.
func (s *Store) SetJob(ctx context.Context, scope auth.Scope, run, job int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.runs(s.db.Tx(ctx).Model(&runRow{}), scope).Where("id = ?", run).Update("job_id", job))
	})
}

// Run returns one.
func (s *Store) Run(ctx context.Context, scope auth.Scope, id int64) (plan.Run, error) {
	var row runRow
	if err := s.runs(s.own(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return plan.Run{}, err
	}
	return row.toDomain()
}

// Runs returns those of a plan, the newest first.
func (s *Store) Runs(ctx context.Context, scope auth.Scope, kept int64, limit int) ([]plan.Run, error) {
	var rows []runRow
	if err := s.runs(s.own(ctx, scope), scope).Where("plan_id = ?", kept).Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]plan.Run, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// FinishRun writes what came of a run.
func (s *Store) FinishRun(ctx context.Context, scope auth.Scope, r plan.Run) error {
	facts, err := text(r.Facts)
	if err != nil {
		return err
	}
	answer, err := text(r.Answer)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.runs(s.db.Tx(ctx).Model(&runRow{}), scope).Where("id = ? AND done_at IS NULL", r.ID).Updates(map[string]any{
			"facts": facts, "answer": answer, "inputs": r.Inputs, "outcome": r.Outcome, "done_at": database.At(r.DoneAt),
		}))
	})
}
