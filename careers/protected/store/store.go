// Package store keeps protected attributes, apart from everything else that is known of
// people.
package store

import (
	"context"

	"github.com/muster-wfm/muster/careers/protected"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Store implements protected.Store.
type Store struct{ db *database.DB }

var _ protected.Store = (*Store)(nil)

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

type row struct {
	TenantID, PersonID int64
	Attribute, Value   string
}

func (row) TableName() string { return "protected_attributes" }

// Put replaces an attribute of people whom the scope's tenant has.
func (s *Store) Put(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		var ids []int64
		for id := range values {
			ids = append(ids, id)
		}
		for len(ids) > 0 { // a list of thousands is more than a query can carry
			n := min(len(ids), 500)
			if err := s.db.Tx(ctx).Where("tenant_id = ? AND attribute = ? AND person_id IN ?", scope.Tenant(), attribute, ids[:n]).Delete(&row{}).Error; err != nil {
				return err
			}
			ids = ids[n:]
		}
		_, err := s.db.Bulk(ctx, "protected_attributes", []string{"tenant_id", "person_id", "attribute", "value"}, func(yield func([]any) bool) {
			for id, value := range values {
				if value != "" && !yield([]any{scope.Tenant(), id, attribute, value}) {
					return
				}
			}
		}, database.DoNothing("tenant_id", "person_id", "attribute"))
		return err
	})
}

// Groups tells which group each person is in.
func (s *Store) Groups(ctx context.Context, scope auth.Scope, attribute string) (map[int64]string, error) {
	var rows []row
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND attribute = ?", scope.Tenant(), attribute).Find(&rows).Error
	out := map[int64]string{}
	for _, r := range rows {
		out[r.PersonID] = r.Value
	}
	return out, err
}

// Attributes are the names of those kept.
func (s *Store) Attributes(ctx context.Context, scope auth.Scope) ([]string, error) {
	var names []string
	err := s.db.ReadAs(ctx, scope).Model(&row{}).Where("tenant_id = ?", scope.Tenant()).Distinct("attribute").Order("attribute").Pluck("attribute", &names).Error
	return names, err
}
