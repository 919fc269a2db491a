package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// Quality keeps forms, contacts, samples, evaluations, appeals, calibrations and alarms.
type Quality struct{ db *database.DB }

var (
	_ vendors.FormStore        = (*Quality)(nil)
	_ vendors.EvaluationStore  = (*Quality)(nil)
	_ vendors.CalibrationStore = (*Quality)(nil)
	_ vendors.AlarmStore       = (*Quality)(nil)
)

// NewQuality returns the store of what is judged.
func NewQuality(db *database.DB) *Quality { return &Quality{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Quality) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// ofWork restricts a query on contacts and what was found of them to the employer,
// sites and person that the scope sees.
func ofWork(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = ofEmployer(query, scope)
	if person := scope.Person(); person != 0 {
		return query.Where("person_id = ?", person)
	}
	if sites, all := scope.Sites(); !all {
		query = query.Where("site_id IN ?", append(slices.Clone(sites), 0))
	}
	return query
}

// ofEmployer restricts a query to one employer where the scope has one.
func ofEmployer(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	return query
}

// text writes a part of a row that is only ever read whole.
func text(v any) (string, error) {
	out, err := json.Marshal(v)
	return string(out), err
}

// read is the inverse of text.
func read(column string, into any) error {
	if err := json.Unmarshal([]byte(column), into); err != nil {
		return fmt.Errorf("a stored document: %w", err)
	}
	return nil
}

// update writes values to the row of a versioned table that has still the version on
// which they are based. The query is narrowed already.
func (s *Quality) update(ctx context.Context, scope auth.Scope, what string, id, version int64, narrowed func(*gorm.DB) *gorm.DB, model any, values map[string]any) error {
	values["version"] = version + 1
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := narrowed(s.db.Tx(ctx).Model(model)).Where("id = ? AND version = ?", id, version).Updates(values)
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		var have []int64
		if err := narrowed(s.db.Tx(ctx).Model(model)).Where("id = ?", id).Pluck("version", &have).Error; err != nil {
			return err
		}
		if len(have) == 0 {
			return database.ErrNotFound
		}
		return &database.StaleError{What: what, ID: id, Have: have[0], Want: version}
	})
}

// names finds what users are called.
func (s *Quality) names(ctx context.Context, scope auth.Scope, ids []int64) (map[int64]string, error) {
	names := map[int64]string{}
	slices.Sort(ids)
	for batch := range slices.Chunk(slices.Compact(ids), 500) {
		var rows []struct {
			ID   int64
			Name string
		}
		if err := s.db.ReadAs(ctx, scope).Table("users").Select("id", "name").Where("tenant_id = ? AND id IN ?", scope.Tenant(), batch).Find(&rows).Error; err != nil {
			return names, err
		}
		for _, row := range rows {
			names[row.ID] = row.Name
		}
	}
	return names, nil
}
