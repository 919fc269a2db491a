package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Nights implements forecast.NightStore.
type Nights struct{ db *database.DB }

var _ forecast.NightStore = (*Nights)(nil)

// NewNights returns the store of schedules and nights.
func NewNights(db *database.DB) *Nights { return &Nights{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Nights) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// scheduleRow is a row of forecast_schedules.
type scheduleRow struct {
	TenantID  int64
	Version   int64
	Active    bool
	Hour      int
	Days      int
	Queues    *string
	ChangedAt database.Instant
	ChangedBy int64
}

func (scheduleRow) TableName() string { return "forecast_schedules" }

// nightRow is a row of forecast_nights.
type nightRow struct {
	TenantID  int64
	SiteID    int64
	Night     string
	JobID     int64
	StartedAt database.Instant
	EndedAt   database.Instant
	Outcome   string
}

func (nightRow) TableName() string { return "forecast_nights" }

func (r nightRow) toDomain() (forecast.Night, error) {
	n := forecast.Night{SiteID: r.SiteID, JobID: r.JobID, StartedAt: r.StartedAt.Time, EndedAt: r.EndedAt.Time}
	var err error
	if n.Night, err = grid.ParseDate(r.Night); err == nil {
		err = json.Unmarshal([]byte(r.Outcome), &n.Outcome)
	}
	if err != nil {
		return n, fmt.Errorf("night %s at site %d: %w", r.Night, r.SiteID, err)
	}
	return n, nil
}

// Schedule returns the tenant's schedule.
func (s *Nights) Schedule(ctx context.Context, scope auth.Scope) (forecast.Schedule, bool, error) {
	var rows []scheduleRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Find(&rows).Error; err != nil || len(rows) == 0 {
		return forecast.Schedule{}, false, err
	}
	r := rows[0]
	schedule := forecast.Schedule{
		Version: r.Version, Active: r.Active, Hour: r.Hour, Days: r.Days, ChangedAt: r.ChangedAt.Time, ChangedBy: r.ChangedBy,
	}
	if r.Queues != nil {
		if err := json.Unmarshal([]byte(*r.Queues), &schedule.Queues); err != nil {
			return schedule, false, fmt.Errorf("forecast schedule: %w", err)
		}
	}
	return schedule, true, nil
}

// SetSchedule writes a schedule that stands at its version.
func (s *Nights) SetSchedule(ctx context.Context, scope auth.Scope, schedule forecast.Schedule) (forecast.Schedule, error) {
	row := scheduleRow{
		TenantID: scope.Tenant(), Version: schedule.Version + 1, Active: schedule.Active, Hour: schedule.Hour, Days: schedule.Days,
		ChangedAt: database.At(schedule.ChangedAt), ChangedBy: schedule.ChangedBy,
	}
	if schedule.Queues != nil {
		text, err := json.Marshal(schedule.Queues)
		if err != nil {
			return schedule, err
		}
		queues := string(text)
		row.Queues = &queues
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if schedule.Version == 0 {
			made := s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
			if made.Error != nil || made.RowsAffected == 1 {
				return made.Error
			}
		} else {
			changed := s.db.Tx(ctx).Model(&scheduleRow{}).Where("tenant_id = ? AND version = ?", scope.Tenant(), schedule.Version).Updates(map[string]any{
				"version": row.Version, "active": row.Active, "hour": row.Hour, "days": row.Days, "queues": row.Queues,
				"changed_at": row.ChangedAt, "changed_by": row.ChangedBy,
			})
			if changed.Error != nil || changed.RowsAffected == 1 {
				return changed.Error
			}
		}
		now, _, err := s.Schedule(ctx, scope)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "forecast schedule", Have: now.Version, Want: schedule.Version}
	})
	if err != nil {
		return schedule, err
	}
	kept, _, err := s.Schedule(ctx, scope)
	return kept, err
}

// BeginNight keeps a night that has not begun.
func (s *Nights) BeginNight(ctx context.Context, scope auth.Scope, n forecast.Night) (bool, error) {
	if !scope.SeesSite(n.SiteID) {
		return false, database.ErrNotFound
	}
	outcome, err := json.Marshal(n.Outcome)
	if err != nil {
		return false, err
	}
	row := nightRow{
		TenantID: scope.Tenant(), SiteID: n.SiteID, Night: n.Night.String(), JobID: n.JobID, StartedAt: database.At(n.StartedAt), Outcome: string(outcome),
	}
	var fresh bool
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		made := s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		fresh = made.RowsAffected == 1
		return made.Error
	})
	return fresh, err
}

// SaveNight writes what became of a night.
func (s *Nights) SaveNight(ctx context.Context, scope auth.Scope, n forecast.Night) error {
	outcome, err := json.Marshal(n.Outcome)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx).Model(&nightRow{}), scope).Where("site_id = ? AND night = ?", n.SiteID, n.Night.String()).
			Updates(map[string]any{"job_id": n.JobID, "ended_at": database.At(n.EndedAt), "outcome": string(outcome)}))
	})
}

// Night returns one night.
func (s *Nights) Night(ctx context.Context, scope auth.Scope, site int64, night grid.Date) (forecast.Night, error) {
	var row nightRow
	if err := atSites(s.db.ReadAs(ctx, scope), scope).Where("site_id = ? AND night = ?", site, night.String()).Take(&row).Error; err != nil {
		return forecast.Night{}, err
	}
	return row.toDomain()
}

// LastNights returns the last night of each site.
func (s *Nights) LastNights(ctx context.Context, scope auth.Scope) ([]forecast.Night, error) {
	var rows []nightRow
	last := "night = (SELECT max(n.night) FROM forecast_nights n WHERE n.tenant_id = forecast_nights.tenant_id AND n.site_id = forecast_nights.site_id)"
	if err := atSites(s.db.ReadAs(ctx, scope), scope).Where(last).Order("site_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	nights := make([]forecast.Night, len(rows))
	for i, row := range rows {
		var err error
		if nights[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return nights, nil
}
