package store

import (
	"context"
	"iter"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

var shiftColumns = []string{
	"tenant_id", "roster_id", "person_id", "day", "start_at", "end_at", "template", "letter", "queue_id", "locked", "pauses",
}

var shiftKey = []string{"tenant_id", "roster_id", "person_id", "day"}

// Shifts returns the visible shifts in order of person and day.
func (s *Store) Shifts(ctx context.Context, scope auth.Scope, roster int64) ([]scheduling.Shift, error) {
	if _, err := s.Roster(ctx, scope, roster); err != nil {
		return nil, err
	}
	var rows []shiftRow
	err := ofPeople(s.db.ReadAs(ctx, scope), scope).Where("roster_id = ?", roster).Order("person_id, day").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, shiftRow.toDomain)
}

func toDomain[R, T any](rows []R, convert func(R) (T, error)) ([]T, error) {
	shifts := make([]T, len(rows))
	for i, row := range rows {
		var err error
		if shifts[i], err = convert(row); err != nil {
			return nil, err
		}
	}
	return shifts, nil
}

// ReplaceShifts puts a whole plan in the place of what stood.
func (s *Store) ReplaceShifts(ctx context.Context, scope auth.Scope, roster int64, shifts []scheduling.Shift) error {
	rows, err := shiftValues(scope.Tenant(), roster, shifts)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.Roster(ctx, scope, roster); err != nil {
			return err
		}
		if err := ofPeople(s.db.Tx(ctx), scope).Where("roster_id = ?", roster).Delete(&shiftRow{}).Error; err != nil {
			return err
		}
		return s.writeShifts(ctx, rows)
	})
}

func (s *Store) writeShifts(ctx context.Context, rows iter.Seq[[]any]) error {
	_, err := s.db.Bulk(ctx, "roster_shifts", shiftColumns, rows, database.Conflict{Key: shiftKey, Update: shiftColumns[4:]})
	return err
}

// shiftValues turns shifts into rows for a bulk write.
func shiftValues(tenant, roster int64, shifts []scheduling.Shift) (iter.Seq[[]any], error) {
	pauses := make([]string, len(shifts))
	for i, shift := range shifts {
		var err error
		if pauses[i], err = pausesFromDomain(shift.Pauses); err != nil {
			return nil, err
		}
	}
	return func(yield func([]any) bool) {
		for i, shift := range shifts {
			row := []any{
				tenant, roster, shift.PersonID, shift.Day.String(), database.At(shift.Start), database.At(shift.End),
				shift.Template, shift.Letter, shift.QueueID, shift.Locked, pauses[i],
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

// Touch writes what now stands at the places of the changes, and the changes.
func (s *Store) Touch(ctx context.Context, scope auth.Scope, roster int64, sheet *scheduling.Sheet, changes []scheduling.Change) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		var put []scheduling.Shift
		for _, change := range changes {
			if shift, stands := sheet.At(change.PersonID, change.Day); stands {
				put = append(put, shift)
				continue
			}
			gone := ofPeople(s.db.Tx(ctx), scope).
				Where("roster_id = ? AND person_id = ? AND day = ?", roster, change.PersonID, change.Day.String())
			if err := gone.Delete(&shiftRow{}).Error; err != nil {
				return err
			}
		}
		rows, err := shiftValues(scope.Tenant(), roster, put)
		if err != nil {
			return err
		}
		if err := s.writeShifts(ctx, rows); err != nil {
			return err
		}
		return s.record(ctx, scope, roster, changes)
	})
}

func (s *Store) record(ctx context.Context, scope auth.Scope, roster int64, changes []scheduling.Change) error {
	rows := make([]changeRow, len(changes))
	for i, c := range changes {
		rows[i] = changeRow{
			TenantID: scope.Tenant(), RosterID: roster, Version: c.Version, Position: i, PersonID: c.PersonID,
			Day: c.Day.String(), Op: string(c.Op), At: database.At(c.At), ActorID: c.ActorID,
		}
	}
	for batch := range slices.Chunk(rows, 100) {
		if err := s.db.Tx(ctx).Create(&batch).Error; err != nil {
			return err
		}
	}
	return nil
}

// ChangesSince returns the moves made after a version, in order.
func (s *Store) ChangesSince(ctx context.Context, scope auth.Scope, roster, version int64) ([]scheduling.Change, error) {
	var rows []namedChange
	err := ofPeople(s.db.ReadAs(ctx, scope).Table("roster_changes"), scope).
		Select("version", "person_id", "day", "op", "at", "actor_id",
			"(SELECT name FROM users WHERE users.id = roster_changes.actor_id) AS actor_name").
		Where("roster_id = ? AND version > ?", roster, version).Order("version, position").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	changes := make([]scheduling.Change, len(rows))
	for i, row := range rows {
		day, err := grid.ParseDate(row.Day)
		if err != nil {
			return nil, err
		}
		changes[i] = scheduling.Change{
			Move:    scheduling.Move{Op: scheduling.Op(row.Op), PersonID: row.PersonID, Day: day},
			Version: row.Version, At: row.At.Time, ActorID: row.ActorID,
		}
		if row.ActorName != nil {
			changes[i].ActorName = *row.ActorName
		}
	}
	return changes, nil
}

// namedChange is a change with the name of who made it.
type namedChange struct {
	Version   int64
	PersonID  int64
	Day       string
	Op        string
	At        database.Instant
	ActorID   int64
	ActorName *string // nil where the system, or nobody who is still known, made it
}
