package store

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

var publishedColumns = []string{
	"tenant_id", "person_id", "day", "roster_id", "roster_version", "start_at", "end_at", "template", "letter", "queue_id", "pauses",
}

// peopleAtOnce bounds the ids in one statement; SQLite allows some 32,000.
const peopleAtOnce = 500

// Told returns published shifts in order of person and day.
func (s *Store) Told(ctx context.Context, scope auth.Scope, people []int64, from, to grid.Date) ([]scheduling.Shift, error) {
	var rows []publishedRow
	read := func(chosen []int64) error {
		query := ofPeople(s.db.ReadAs(ctx, scope), scope).Where("day BETWEEN ? AND ?", from.String(), to.String())
		if chosen != nil {
			query = query.Where("person_id IN ?", chosen)
		}
		var some []publishedRow
		err := query.Order("person_id, day").Find(&some).Error
		rows = append(rows, some...)
		return err
	}
	if people == nil {
		if err := read(nil); err != nil {
			return nil, err
		}
		return toDomain(rows, publishedRow.toDomain)
	}
	for chosen := range slices.Chunk(slices.Sorted(slices.Values(people)), peopleAtOnce) {
		if err := read(chosen); err != nil {
			return nil, err
		}
	}
	return toDomain(rows, publishedRow.toDomain)
}

// Publish replaces what the people were told about the roster's days.
func (s *Store) Publish(ctx context.Context, scope auth.Scope, r scheduling.Roster, p scheduling.Publication, people []int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for chosen := range slices.Chunk(people, peopleAtOnce) {
			old := ofPeople(s.db.Tx(ctx), scope).
				Where("person_id IN ? AND day BETWEEN ? AND ?", chosen, r.From.String(), r.To().String())
			if err := old.Delete(&publishedRow{}).Error; err != nil {
				return err
			}
		}
		if err := s.tell(ctx, scope.Tenant(), p); err != nil {
			return err
		}
		row := publicationRow{
			TenantID: scope.Tenant(), RosterID: p.RosterID, RosterVersion: p.Version,
			At: database.At(p.At), ActorID: p.By, People: len(people),
		}
		return s.db.Tx(ctx).Create(&row).Error
	})
}

func (s *Store) tell(ctx context.Context, tenant int64, p scheduling.Publication) error {
	pauses := make([]string, len(p.Shifts))
	for i, shift := range p.Shifts {
		var err error
		if pauses[i], err = pausesFromDomain(shift.Pauses); err != nil {
			return err
		}
	}
	rows := func(yield func([]any) bool) {
		for i, shift := range p.Shifts {
			row := []any{
				tenant, shift.PersonID, shift.Day.String(), p.RosterID, p.Version, database.At(shift.Start),
				database.At(shift.End), shift.Template, shift.Letter, shift.QueueID, pauses[i],
			}
			if !yield(row) {
				return
			}
		}
	}
	_, err := s.db.Bulk(ctx, "published_shifts", publishedColumns, rows,
		database.Conflict{Key: publishedColumns[:3], Update: publishedColumns[3:]})
	return err
}
