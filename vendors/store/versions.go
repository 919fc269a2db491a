package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// versionRow is a row of contract_versions.
type versionRow struct {
	ID, TenantID, Version, ProgrammeID int64
	Number                             int
	State, StartDay, EndDay, Currency  string
	Note, Document, Hash               string
	RecordedAt                         database.Instant
	RecordedBy                         int64
	InForceAt                          database.Instant
	InForceBy                          int64
}

func (versionRow) TableName() string { return "contract_versions" }

// versionFromDomain writes terms as a document: fields in the order of their type,
// so that the same terms have the same hash.
func versionFromDomain(tenant int64, v vendors.ContractVersion) (versionRow, error) {
	document, err := json.Marshal(v.Terms)
	if err != nil {
		return versionRow{}, fmt.Errorf("version %d of programme %d: %w", v.Terms.Number, v.ProgrammeID, err)
	}
	sum := sha256.Sum256(document)
	return versionRow{
		ID: v.ID, TenantID: tenant, Version: v.Version, ProgrammeID: v.ProgrammeID, Number: v.Terms.Number, State: string(v.State),
		StartDay: dayText(v.Terms.From), EndDay: dayText(v.Until), Currency: string(v.Terms.Currency), Note: v.Note,
		Document: string(document), Hash: hex.EncodeToString(sum[:]), RecordedAt: database.At(v.RecordedAt), RecordedBy: v.RecordedBy,
		InForceAt: database.At(v.InForceAt), InForceBy: v.InForceBy,
	}, nil
}

func (r versionRow) toDomain() (vendors.ContractVersion, error) {
	v := vendors.ContractVersion{
		ID: r.ID, Version: r.Version, ProgrammeID: r.ProgrammeID, State: vendors.VersionState(r.State), Note: r.Note, Hash: r.Hash,
		RecordedAt: r.RecordedAt.Time, RecordedBy: r.RecordedBy, InForceAt: r.InForceAt.Time, InForceBy: r.InForceBy,
	}
	var err error
	if _, v.Until, err = days(r.StartDay, r.EndDay); err != nil {
		return v, fmt.Errorf("contract version %d: %w", r.ID, err)
	}
	if err := json.Unmarshal([]byte(r.Document), &v.Terms); err != nil {
		return v, fmt.Errorf("contract version %d: %w", r.ID, err)
	}
	return v, nil
}

// AddVersion keeps a version at edit 1.
func (s *Programmes) AddVersion(ctx context.Context, scope auth.Scope, v vendors.ContractVersion) (vendors.ContractVersion, error) {
	if _, err := s.Programme(ctx, scope, v.ProgrammeID); err != nil {
		return v, err
	}
	v.ID, v.Version = 0, 1
	row, err := versionFromDomain(scope.Tenant(), v)
	if err != nil {
		return v, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	v.ID, v.Hash = row.ID, row.Hash
	return v, err
}

// versions asks for the versions that a scope sees.
func (s *Programmes) versions(ctx context.Context, scope auth.Scope, query *gorm.DB) *gorm.DB {
	return underProgrammes(query, s.db.ReadAs(ctx, scope), scope)
}

// ContractVersion returns one version of a programme's contract.
func (s *Programmes) ContractVersion(ctx context.Context, scope auth.Scope, programme, id int64) (vendors.ContractVersion, error) {
	var row versionRow
	if err := s.versions(ctx, scope, s.db.ReadAs(ctx, scope)).Where("id = ? AND programme_id = ?", id, programme).Take(&row).Error; err != nil {
		return vendors.ContractVersion{}, err
	}
	return row.toDomain()
}

// ContractVersions lists in the order of numbers.
func (s *Programmes) ContractVersions(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.ContractVersion, error) {
	var rows []versionRow
	if err := s.versions(ctx, scope, s.db.ReadAs(ctx, scope)).Where("programme_id = ?", programme).Order("number").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, versionRow.toDomain)
}

// UpdateVersion writes a version that still has the version of v.
func (s *Programmes) UpdateVersion(ctx context.Context, scope auth.Scope, v vendors.ContractVersion) (vendors.ContractVersion, error) {
	row, err := versionFromDomain(scope.Tenant(), v)
	if err != nil {
		return v, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.versions(ctx, scope, s.db.Tx(ctx).Model(&versionRow{})).Where("id = ? AND version = ?", v.ID, v.Version).Updates(map[string]any{
			"version": v.Version + 1, "state": row.State, "start_day": row.StartDay, "end_day": row.EndDay, "currency": row.Currency, "note": row.Note,
			"document": row.Document, "hash": row.Hash, "recorded_at": row.RecordedAt, "recorded_by": row.RecordedBy,
			"in_force_at": row.InForceAt, "in_force_by": row.InForceBy,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.ContractVersion(ctx, scope, v.ProgrammeID, v.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "contract version", ID: v.ID, Have: now.Version, Want: v.Version}
	})
	v.Version, v.Hash = v.Version+1, row.Hash
	return v, err
}

// DeleteVersion forgets a draft.
func (s *Programmes) DeleteVersion(ctx context.Context, scope auth.Scope, v vendors.ContractVersion) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.versions(ctx, scope, s.db.Tx(ctx)).Where("id = ? AND state = ?", v.ID, string(vendors.Draft)).Delete(&versionRow{}))
	})
}

// toDomain converts rows, up to the first that cannot be.
func toDomain[R, T any](rows []R, convert func(R) (T, error)) ([]T, error) {
	out := make([]T, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = convert(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}
