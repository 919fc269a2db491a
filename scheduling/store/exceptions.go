package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// exceptionRow is a row of roster_exceptions; Day is empty for limits of no single
// day.
type exceptionRow struct {
	ID, TenantID, RosterID, PersonID int64
	Rule, Subject, Day               string
	FromLimit, ToLimit               int
	Reason                           string
	At                               database.Instant
	ActorID                          int64
	ActorName                        *string `gorm:"->"` // nil where nobody who is still known made it
}

func (exceptionRow) TableName() string { return "roster_exceptions" }

func (row exceptionRow) toDomain() (scheduling.Exception, error) {
	e := scheduling.Exception{
		ID: row.ID, RosterID: row.RosterID, PersonID: row.PersonID, Rule: rules.Rule(row.Rule), Subject: row.Subject,
		From: row.FromLimit, Limit: row.ToLimit, Reason: row.Reason, At: row.At.Time, ActorID: row.ActorID,
	}
	if row.ActorName != nil {
		e.ActorName = *row.ActorName
	}
	var err error
	if row.Day != "" {
		e.Day, err = grid.ParseDate(row.Day)
	}
	return e, err
}

// Exceptions returns those of a roster, the oldest first.
func (s *Store) Exceptions(ctx context.Context, scope auth.Scope, roster int64) ([]scheduling.Exception, error) {
	var rows []exceptionRow
	err := ofPeople(s.db.ReadAs(ctx, scope), scope).
		Select("*", "(SELECT name FROM users WHERE users.id = roster_exceptions.actor_id) AS actor_name").
		Where("roster_id = ?", roster).Order("id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, exceptionRow.toDomain)
}

// PutException keeps an exception; one about the same limit gives way.
func (s *Store) PutException(ctx context.Context, scope auth.Scope, e scheduling.Exception) error {
	row := exceptionRow{
		TenantID: scope.Tenant(), RosterID: e.RosterID, PersonID: e.PersonID, Rule: string(e.Rule), Subject: e.Subject,
		FromLimit: e.From, ToLimit: e.Limit, Reason: e.Reason, At: database.At(e.At), ActorID: e.ActorID,
	}
	if !e.Day.IsZero() {
		row.Day = e.Day.String()
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, e.RosterID); err != nil {
			return err
		}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "roster_id"}, {Name: "person_id"}, {Name: "rule"}, {Name: "subject"}, {Name: "day"}},
			DoUpdates: clause.AssignmentColumns([]string{"from_limit", "to_limit", "reason", "at", "actor_id"}),
		}).Create(&row).Error
	})
}

// DeleteException forgets one of a roster.
func (s *Store) DeleteException(ctx context.Context, scope auth.Scope, roster, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofPeople(s.db.Tx(ctx), scope).Where("roster_id = ? AND id = ?", roster, id).Delete(&exceptionRow{})
		if result.Error == nil && result.RowsAffected == 0 {
			return database.ErrNotFound
		}
		return result.Error
	})
}
