package store

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

type calendarDayRow struct {
	TenantID, CalendarID  int64
	Day                   day
	Kind, Name, EventType string
	UpliftPct             *float64
}

func (calendarDayRow) TableName() string { return "calendar_days" }

func (r calendarDayRow) toDomain() workforce.CalendarDay {
	return workforce.CalendarDay{
		Date: r.Day.Date, Kind: workforce.DayKind(r.Kind), Name: r.Name, EventType: r.EventType, UpliftPct: r.UpliftPct,
	}
}

// CalendarDays returns a calendar's days in a range, in order.
func (s *Store) CalendarDays(ctx context.Context, scope auth.Scope, calendar int64, from, to grid.Date) ([]workforce.CalendarDay, error) {
	var rows []calendarDayRow
	err := s.db.ReadAs(ctx, scope).
		Where("tenant_id = ? AND calendar_id = ? AND day >= ? AND day <= ?", scope.Tenant(), calendar, day{from}, day{to}).
		Order("day, kind, name").Find(&rows).Error
	days := make([]workforce.CalendarDay, len(rows))
	for i, r := range rows {
		days[i] = r.toDomain()
	}
	return days, err
}

// SetCalendarDays makes the days of a range exactly those given.
func (s *Store) SetCalendarDays(ctx context.Context, scope auth.Scope, calendar workforce.Calendar, from, to grid.Date, days []workforce.CalendarDay) (workforce.Calendar, error) {
	changed, err := calendarBook(s.db).Change(ctx, scope, calendar)
	if err != nil {
		return workforce.Calendar{}, err
	}
	tx := s.db.Tx(ctx)
	err = tx.Where("tenant_id = ? AND calendar_id = ? AND day >= ? AND day <= ?", scope.Tenant(), calendar.ID, day{from}, day{to}).
		Delete(&calendarDayRow{}).Error
	if err != nil {
		return workforce.Calendar{}, err
	}
	rows := make([]calendarDayRow, len(days))
	for i, d := range days {
		rows[i] = calendarDayRow{scope.Tenant(), calendar.ID, day{d.Date}, string(d.Kind), d.Name, d.EventType, d.UpliftPct}
	}
	return changed, insert(tx, rows)
}
