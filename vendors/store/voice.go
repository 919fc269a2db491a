package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
)

// Voice implements vendors.VoiceStore.
type Voice struct{ db *database.DB }

var _ vendors.VoiceStore = (*Voice)(nil)

// NewVoice returns the store of what customers say.
func NewVoice(db *database.DB) *Voice { return &Voice{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Voice) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// ofVoice restricts a query on contacts to the employer and sites that a scope sees.
func ofVoice(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = ofEmployer(query, scope)
	if sites, all := scope.Sites(); !all {
		query = query.Where("site_id IN ?", append(sites, 0))
	}
	return query
}

// voiceTermsRow is a row of voice_terms.
type voiceTermsRow struct {
	TenantID int64 `gorm:"primaryKey"`
	Version  int64
	Document string
}

func (voiceTermsRow) TableName() string { return "voice_terms" }

// VoiceTerms returns what was agreed on; version 0: nothing was.
func (s *Voice) VoiceTerms(ctx context.Context, scope auth.Scope) (vendors.VoiceTerms, error) {
	var row voiceTermsRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Take(&row).Error
	if errors.Is(err, database.ErrNotFound) || errors.Is(err, gorm.ErrRecordNotFound) {
		return vendors.VoiceTerms{}, nil
	}
	var t vendors.VoiceTerms
	if err == nil {
		err = read(row.Document, &t)
	}
	t.Version = row.Version
	return t, err
}

// SetVoiceTerms writes terms that still have the version of t.
func (s *Voice) SetVoiceTerms(ctx context.Context, scope auth.Scope, t vendors.VoiceTerms) (vendors.VoiceTerms, error) {
	now, err := s.VoiceTerms(ctx, scope)
	if err != nil {
		return t, err
	}
	if now.Version != t.Version {
		return t, &database.StaleError{What: "terms of the voice of customers", ID: scope.Tenant(), Have: now.Version, Want: t.Version}
	}
	t.Version++
	document, err := text(t)
	if err != nil {
		return t, err
	}
	row := voiceTermsRow{scope.Tenant(), t.Version, document}
	return t, s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if t.Version == 1 {
			return s.db.Tx(ctx).Create(&row).Error
		}
		return database.Affected(s.db.Tx(ctx).Model(&voiceTermsRow{}).Where("tenant_id = ? AND version = ?", scope.Tenant(), now.Version).
			Updates(map[string]any{"version": t.Version, "document": document}))
	})
}

// voiceReasonRow is a row of voice_reasons.
type voiceReasonRow struct {
	ID, TenantID, Version, ParentID int64
	Code, Name, NameZh, Driver      string
	Words                           string
	Retired                         bool
}

func (voiceReasonRow) TableName() string { return "voice_reasons" }

func voiceReasonFrom(tenant int64, r vendors.VoiceReason) (voiceReasonRow, error) {
	if r.Words == nil {
		r.Words = []string{}
	}
	words, err := text(r.Words)
	return voiceReasonRow{r.ID, tenant, r.Version, r.ParentID, r.Code, r.Name, r.NameZh, string(r.Driver), words, r.Retired}, err
}

func (r voiceReasonRow) toDomain() (vendors.VoiceReason, error) {
	out := vendors.VoiceReason{ID: r.ID, Version: r.Version, ParentID: r.ParentID, Code: r.Code, Name: r.Name, NameZh: r.NameZh, Driver: voice.Driver(r.Driver), Retired: r.Retired}
	if err := read(r.Words, &out.Words); err != nil {
		return out, fmt.Errorf("reason %d: %w", r.ID, err)
	}
	return out, nil
}

// VoiceReasons lists all of them.
func (s *Voice) VoiceReasons(ctx context.Context, scope auth.Scope) ([]vendors.VoiceReason, error) {
	var rows []voiceReasonRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Order("code").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, voiceReasonRow.toDomain)
}

// AddVoiceReason keeps a reason at version 1.
func (s *Voice) AddVoiceReason(ctx context.Context, scope auth.Scope, r vendors.VoiceReason) (vendors.VoiceReason, error) {
	r.ID, r.Version = 0, 1
	row, err := voiceReasonFrom(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// UpdateVoiceReason writes a reason that still has the version of r.
func (s *Voice) UpdateVoiceReason(ctx context.Context, scope auth.Scope, r vendors.VoiceReason) (vendors.VoiceReason, error) {
	row, err := voiceReasonFrom(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.update(ctx, scope, "reason", r.ID, r.Version, ofTenant(scope), &voiceReasonRow{}, map[string]any{
		"parent_id": row.ParentID, "code": row.Code, "name": row.Name, "name_zh": row.NameZh, "driver": row.Driver, "words": row.Words, "retired": row.Retired,
	})
	r.Version++
	return r, err
}

// update writes values to a row that has still the version on which they are based.
func (s *Voice) update(ctx context.Context, scope auth.Scope, what string, id, version int64, narrowed func(*gorm.DB) *gorm.DB, model any, values map[string]any) error {
	return (&Quality{db: s.db}).update(ctx, scope, what, id, version, narrowed, model, values)
}
