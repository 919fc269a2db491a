package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// formRow is a row of quality_forms.
type formRow struct {
	ID, TenantID, Version  int64
	Code, Name             string
	Number                 int
	Channel, State, Sheet  string
	Hash                   string
	PublishedAt, CreatedAt database.Instant
	CreatedBy              int64
}

func (formRow) TableName() string { return "quality_forms" }

func formFromDomain(tenant int64, f vendors.QualityForm) (formRow, error) {
	sheet, err := text(f.Sheet)
	return formRow{
		ID: f.ID, TenantID: tenant, Version: f.Version, Code: f.Code, Name: f.Name, Number: f.Number, Channel: f.Channel, State: string(f.State),
		Sheet: sheet, Hash: f.Hash, PublishedAt: database.At(f.PublishedAt), CreatedAt: database.At(f.CreatedAt), CreatedBy: f.CreatedBy,
	}, err
}

func (r formRow) toDomain() (vendors.QualityForm, error) {
	f := vendors.QualityForm{
		ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, Number: r.Number, Channel: r.Channel, State: vendors.FormState(r.State), Hash: r.Hash,
		PublishedAt: r.PublishedAt.Time, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	return f, read(r.Sheet, &f.Sheet)
}

// ofTenant restricts a query to the tenant alone: forms are everybody's.
func ofTenant(scope auth.Scope) func(*gorm.DB) *gorm.DB {
	return func(query *gorm.DB) *gorm.DB { return query.Where("tenant_id = ?", scope.Tenant()) }
}

// AddForm keeps a new form.
func (s *Quality) AddForm(ctx context.Context, scope auth.Scope, f vendors.QualityForm) (vendors.QualityForm, error) {
	row, err := formFromDomain(scope.Tenant(), f)
	if err != nil {
		return f, err
	}
	row.ID = 0
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	f.ID = row.ID
	return f, err
}

// Form returns one version of a form.
func (s *Quality) Form(ctx context.Context, scope auth.Scope, id int64) (vendors.QualityForm, error) {
	var row formRow
	if err := ofTenant(scope)(s.db.ReadAs(ctx, scope)).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.QualityForm{}, err
	}
	return row.toDomain()
}

// Forms returns every version.
func (s *Quality) Forms(ctx context.Context, scope auth.Scope) ([]vendors.QualityForm, error) {
	var rows []formRow
	if err := ofTenant(scope)(s.db.ReadAs(ctx, scope)).Order("code, number DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, formRow.toDomain)
}

// UpdateForm writes a form.
func (s *Quality) UpdateForm(ctx context.Context, scope auth.Scope, f vendors.QualityForm) (vendors.QualityForm, error) {
	row, err := formFromDomain(scope.Tenant(), f)
	if err != nil {
		return f, err
	}
	err = s.update(ctx, scope, "form", f.ID, f.Version, ofTenant(scope), &formRow{}, map[string]any{
		"name": row.Name, "channel": row.Channel, "state": row.State, "sheet": row.Sheet, "hash": row.Hash, "published_at": row.PublishedAt,
	})
	f.Version++
	return f, err
}
