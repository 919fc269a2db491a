package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// designRow is a row of shift_designs. An answer that is not there yet is "".
type designRow struct {
	ID, TenantID, SiteID, JobID int64
	Name                        string
	Seconds                     int
	Orders, Answer              string
	CreatedAt                   database.Instant
	CreatedBy                   int64
}

func (designRow) TableName() string { return "shift_designs" }

func (row designRow) toDomain() (scheduling.KeptDesign, error) {
	d := scheduling.KeptDesign{
		ID: row.ID, SiteID: row.SiteID, JobID: row.JobID, Name: row.Name, Seconds: row.Seconds, CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	if err := json.Unmarshal([]byte(row.Orders), &d.Order); err != nil {
		return d, fmt.Errorf("shift design %d: %w", row.ID, err)
	}
	if row.Answer == "" {
		return d, nil
	}
	d.Answer = &scheduling.ShiftDesign{}
	if err := json.Unmarshal([]byte(row.Answer), d.Answer); err != nil {
		return d, fmt.Errorf("shift design %d: %w", row.ID, err)
	}
	return d, nil
}

// AddDesign keeps a design that has no answer yet.
func (s *Store) AddDesign(ctx context.Context, scope auth.Scope, d scheduling.KeptDesign) (scheduling.KeptDesign, error) {
	if !scope.SeesSite(d.SiteID) {
		return d, database.ErrNotFound
	}
	orders, err := json.Marshal(d.Order)
	if err != nil {
		return d, err
	}
	row := designRow{
		TenantID: scope.Tenant(), SiteID: d.SiteID, Name: d.Name, Seconds: d.Seconds, Orders: string(orders),
		CreatedAt: database.At(d.CreatedAt), CreatedBy: d.CreatedBy,
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	d.ID = row.ID
	return d, err
}

// SetDesignJob says which job searches.
func (s *Store) SetDesignJob(ctx context.Context, scope auth.Scope, id, job int64) error {
	return s.changeDesign(ctx, scope, id, map[string]any{"job_id": job})
}

// FinishDesign writes the answer.
func (s *Store) FinishDesign(ctx context.Context, scope auth.Scope, d scheduling.KeptDesign) error {
	answer, err := json.Marshal(d.Answer)
	if err != nil {
		return err
	}
	return s.changeDesign(ctx, scope, d.ID, map[string]any{"answer": string(answer)})
}

// changeDesign writes to a design that has no answer yet.
func (s *Store) changeDesign(ctx context.Context, scope auth.Scope, id int64, values map[string]any) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(ofSites(s.db.Tx(ctx).Model(&designRow{}), scope).Where("id = ? AND answer = ''", id).Updates(values))
	})
}

// Design returns one design.
func (s *Store) Design(ctx context.Context, scope auth.Scope, id int64) (scheduling.KeptDesign, error) {
	var row designRow
	if err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return scheduling.KeptDesign{}, err
	}
	return row.toDomain()
}

// Designs returns the newest first.
func (s *Store) Designs(ctx context.Context, scope auth.Scope, before int64, limit int) ([]scheduling.KeptDesign, error) {
	var rows []designRow
	if err := s.newest(ctx, scope, before, limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, designRow.toDomain)
}

// DeleteDesign forgets a design.
func (s *Store) DeleteDesign(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(ofSites(s.db.Tx(ctx), scope).Where("id = ?", id).Delete(&designRow{}))
	})
}
