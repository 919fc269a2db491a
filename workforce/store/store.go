package store

import (
	"context"
	"errors"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

// Store keeps the workforce in a database.
type Store struct{ db *database.DB }

// New returns the books of a migrated database.
func New(db *database.DB) workforce.Books {
	s := &Store{db: db}
	return workforce.Books{
		Store:       s,
		Sites:       siteBook(db),
		Calendars:   calendarBook(db),
		Channels:    channelBook(db),
		Skills:      skillBook(db),
		Queues:      queueBook(db),
		Employers:   employerBook(db),
		Teams:       teamBook(db),
		Agreements:  agreementBook(db),
		People:      peopleBook(db),
		Absences:    absenceBook(db),
		Assignments: assignmentBook(db),
	}
}

// InTx runs fn in a transaction, see [database.DB.InTx].
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// Tenant returns the organisation the scope belongs to.
func (s *Store) Tenant(ctx context.Context, scope auth.Scope) (workforce.Tenant, error) {
	var row struct {
		ID   int64
		Name string
	}
	err := s.db.ReadAs(ctx, scope).Table("tenants").Select("id", "name").
		Where("id = ?", scope.Tenant()).Take(&row).Error
	return workforce.Tenant{ID: row.ID, Name: row.Name}, err
}

// chunk is how many ids one query carries: engines limit their parameters.
const chunk = 500

// Known returns those of the ids that exist for the scope.
func (s *Store) Known(ctx context.Context, scope auth.Scope, kind workforce.Kind, ids []int64) (map[int64]bool, error) {
	known := make(map[int64]bool, len(ids))
	table, ok := tables[kind]
	if !ok {
		return nil, errors.New("no table keeps a " + string(kind))
	}
	for len(ids) > 0 {
		part := ids[:min(chunk, len(ids))]
		ids = ids[len(part):]
		var found []int64
		query := s.db.ReadAs(ctx, scope).Table(table.name).Where("tenant_id = ? AND id IN ?", scope.Tenant(), part)
		if err := table.see(query, scope).Pluck("id", &found).Error; err != nil {
			return nil, err
		}
		for _, id := range found {
			known[id] = true
		}
	}
	return known, nil
}

// HoldPerson locks a person's row. SQLite has one writer, and nothing to lock.
func (s *Store) HoldPerson(ctx context.Context, scope auth.Scope, id int64) error {
	var found int64
	query := s.db.Tx(ctx).Table("people").Select("id").
		Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).
		Where("tenant_id = ? AND id = ?", scope.Tenant(), id)
	return seePeople(query, scope).Take(&found).Error
}
