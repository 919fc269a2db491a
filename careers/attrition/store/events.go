package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

var _ attrition.EventStore = (*Store)(nil)

// eventRow is a row of employment_events.
type eventRow struct {
	ID, TenantID, Version             int64
	Code, Kind, Day                   string
	LastDay                           *string
	SiteID, EmployerID                int64
	Team, Agreement, Language, Source string
	CostMinor                         int64
	ExitKind, Reason, Note            string
	ImportID                          *int64
	RecordedAt                        database.Instant
	RecordedBy                        int64
}

func (eventRow) TableName() string { return "employment_events" }

func (row eventRow) toDomain() (attrition.Event, error) {
	e := attrition.Event{
		ID: row.ID, Version: row.Version, Code: row.Code, Kind: attrition.Kind(row.Kind), SiteID: row.SiteID, EmployerID: row.EmployerID,
		Team: row.Team, Agreement: row.Agreement, Language: row.Language, Source: row.Source, CostMinor: row.CostMinor,
		ExitKind: attrition.ExitKind(row.ExitKind), Reason: row.Reason, Note: row.Note, RecordedAt: row.RecordedAt.Time, RecordedBy: row.RecordedBy,
	}
	if row.ImportID != nil {
		e.ImportID = *row.ImportID
	}
	var err error
	if e.Day, err = grid.ParseDate(row.Day); err != nil {
		return e, fmt.Errorf("employment event %d: %w", row.ID, err)
	}
	if e.LastDay, err = dayOf(row.LastDay); err != nil {
		return e, fmt.Errorf("employment event %d: %w", row.ID, err)
	}
	return e, nil
}

// Events returns those of a person, or of everybody in sight, by code and day.
func (s *Store) Events(ctx context.Context, scope auth.Scope, code string) ([]attrition.Event, error) {
	query := seen(s.own(ctx, scope), scope).Order("code, day, id")
	if code != "" {
		query = query.Where("code = ?", code)
	}
	return listed(query, eventRow.toDomain)
}

// Event returns one.
func (s *Store) Event(ctx context.Context, scope auth.Scope, id int64) (attrition.Event, error) {
	return one(seen(s.own(ctx, scope), scope).Where("id = ?", id), eventRow.toDomain)
}

var eventColumns = []string{
	"tenant_id", "version", "code", "kind", "day", "last_day", "site_id", "employer_id", "team", "agreement", "language", "source",
	"cost_minor", "exit_kind", "reason", "note", "import_id", "recorded_at", "recorded_by",
}

func cells(tenant int64, events []attrition.Event) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, e := range events {
			var last, imported any
			if !e.LastDay.IsZero() {
				last = e.LastDay.String()
			}
			if e.ImportID != 0 {
				imported = e.ImportID
			}
			row := []any{
				tenant, int64(1), e.Code, string(e.Kind), e.Day.String(), last, e.SiteID, e.EmployerID, e.Team, e.Agreement, e.Language, e.Source,
				e.CostMinor, string(e.ExitKind), e.Reason, e.Note, imported, database.At(e.RecordedAt), e.RecordedBy,
			}
			if !yield(row) {
				return
			}
		}
	}
}

// AddEvents keeps events that are not there yet.
func (s *Store) AddEvents(ctx context.Context, scope auth.Scope, events []attrition.Event) (int, error) {
	added := int64(0)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) (err error) {
		for _, e := range events {
			if !scope.SeesSite(e.SiteID) || scope.Employer() != 0 && scope.Employer() != e.EmployerID {
				return database.ErrNotFound
			}
		}
		added, err = s.db.Bulk(ctx, "employment_events", eventColumns, cells(scope.Tenant(), events), database.DoNothing("tenant_id", "code", "kind", "day"))
		return err
	})
	return int(added), err
}

// ChangeEvent writes an event that nobody has changed since it was read.
func (s *Store) ChangeEvent(ctx context.Context, scope auth.Scope, e attrition.Event) (attrition.Event, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if !scope.SeesSite(e.SiteID) {
			return database.ErrNotFound
		}
		result := seen(s.db.Tx(ctx).Model(&eventRow{}).Where("tenant_id = ?", scope.Tenant()), scope).Where("id = ? AND version = ?", e.ID, e.Version).Updates(map[string]any{
			"version": e.Version + 1, "kind": string(e.Kind), "day": e.Day.String(), "last_day": orNull(e.LastDay), "site_id": e.SiteID, "employer_id": e.EmployerID,
			"team": e.Team, "agreement": e.Agreement, "language": e.Language, "source": e.Source, "cost_minor": e.CostMinor,
			"exit_kind": string(e.ExitKind), "reason": e.Reason, "note": e.Note, "recorded_at": database.At(e.RecordedAt), "recorded_by": e.RecordedBy,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Event(ctx, scope, e.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "employment event", ID: e.ID, Have: now.Version, Want: e.Version}
	})
	e.Version++
	return e, err
}

// DeleteEvent forgets an event.
func (s *Store) DeleteEvent(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(seen(s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()), scope).Where("id = ?", id).Delete(&eventRow{}))
	})
}

// importRow is a row of employment_imports.
type importRow struct {
	ID, TenantID int64
	FileName     string
	Events       int
	CreatedAt    database.Instant
	CreatedBy    int64
	UndoneAt     database.Instant
	UndoneBy     int64
}

func (importRow) TableName() string { return "employment_imports" }

func (row importRow) toDomain() (attrition.Import, error) {
	return attrition.Import{
		ID: row.ID, FileName: row.FileName, Events: row.Events, CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
		UndoneAt: row.UndoneAt.Time, UndoneBy: row.UndoneBy,
	}, nil
}

// AddImport keeps that a file was taken in.
func (s *Store) AddImport(ctx context.Context, scope auth.Scope, i attrition.Import) (attrition.Import, error) {
	row := importRow{TenantID: scope.Tenant(), FileName: i.FileName, Events: i.Events, CreatedAt: database.At(i.CreatedAt), CreatedBy: i.CreatedBy}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	i.ID = row.ID
	return i, err
}

// mostImports is how many files a list has.
const mostImports = 100

// Imports returns the newest first.
func (s *Store) Imports(ctx context.Context, scope auth.Scope) ([]attrition.Import, error) {
	return listed(s.own(ctx, scope).Order("id DESC").Limit(mostImports), importRow.toDomain)
}

// UndoImport deletes the events of an import that stands.
func (s *Store) UndoImport(ctx context.Context, scope auth.Scope, id int64, at time.Time) (attrition.Import, error) {
	var undone attrition.Import
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&importRow{}).Where("tenant_id = ? AND id = ? AND undone_at IS NULL", scope.Tenant(), id).
			Updates(map[string]any{"undone_at": database.At(at), "undone_by": scope.Actor()})
		if err := database.Affected(result); err != nil {
			return err
		}
		if err := s.db.Tx(ctx).Where("tenant_id = ? AND import_id = ?", scope.Tenant(), id).Delete(&eventRow{}).Error; err != nil {
			return err
		}
		var err error
		undone, err = one(s.own(ctx, scope).Where("id = ?", id), importRow.toDomain)
		return err
	})
	return undone, err
}
