package workforce

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CalendarDays returns the special days of a calendar from one day to another,
// both included, with the calendar as it stands.
func (s *Service) CalendarDays(ctx context.Context, scope auth.Scope, calendar int64, from, to grid.Date) (Calendar, []CalendarDay, error) {
	c, err := s.books.Calendars.Get(ctx, scope, calendar)
	if err != nil {
		return Calendar{}, nil, err
	}
	days, err := s.books.CalendarDays(ctx, scope, calendar, from, to)
	return c, days, err
}

// SetCalendarDays makes the special days of a range exactly those given. The
// calendar must stand at the version given and goes to the next.
func (s *Service) SetCalendarDays(ctx context.Context, scope auth.Scope, calendar, version int64, from, to grid.Date, days []CalendarDay) (Calendar, error) {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return Calendar{}, err
	}
	days, err := NewCalendarDays(days)
	if err != nil {
		return Calendar{}, err
	}
	if err := withinRange(days, from, to); err != nil {
		return Calendar{}, err
	}
	var changed Calendar
	err = s.books.InTx(ctx, scope, func(ctx context.Context) error {
		c, err := s.books.Calendars.Get(ctx, scope, calendar)
		if err != nil {
			return err
		}
		c.Version = version
		changed, err = s.books.SetCalendarDays(ctx, scope, c, from, to, days)
		return err
	})
	return changed, err
}

func withinRange(days []CalendarDay, from, to grid.Date) error {
	c := checking("calendar days")
	c.need(!to.Before(from), "to", to.String(), "a day not before "+from.String(), problem.Wanting(problem.DayFrom, from))
	for i, day := range days {
		c.need(!day.Date.Before(from) && !day.Date.After(to), fmt.Sprintf("days[%d].date", i), day.Date.String(),
			fmt.Sprintf("a day from %s to %s", from, to))
	}
	return c.err()
}

// SeedCalendar adds the statutory days of a region, or festivals that are none, to
// a calendar and returns how many it added. A date that already is a holiday or a
// workday in the calendar stays as its owner has it, and an event that is there is
// not added again, so that seeding twice adds nothing.
func (s *Service) SeedCalendar(ctx context.Context, scope auth.Scope, calendar int64, region string, from, to grid.Date) (Calendar, int, error) {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return Calendar{}, 0, err
	}
	seeds, err := s.holidays(region, from, to)
	if err != nil {
		return Calendar{}, 0, err
	}
	var changed Calendar
	added := 0
	err = s.books.InTx(ctx, scope, func(ctx context.Context) error {
		var days []CalendarDay
		if changed, days, err = s.CalendarDays(ctx, scope, calendar, from, to); err != nil {
			return err
		}
		var merged []CalendarDay
		if merged, added = mergeSeeds(days, seeds); added == 0 {
			return nil
		}
		if merged, err = NewCalendarDays(merged); err != nil {
			return err
		}
		changed, err = s.books.SetCalendarDays(ctx, scope, changed, from, to, merged)
		return err
	})
	return changed, added, err
}

func mergeSeeds(days, seeds []CalendarDay) (merged []CalendarDay, added int) {
	decided, there := make(map[grid.Date]bool), make(map[string]bool)
	for _, day := range days {
		there[day.key()] = true
		decided[day.Date] = decided[day.Date] || day.isOffOrWorked()
	}
	merged = days
	for _, seed := range seeds {
		if there[seed.key()] || seed.isOffOrWorked() && decided[seed.Date] {
			continue
		}
		merged = append(merged, seed)
		there[seed.key()] = true
		decided[seed.Date] = decided[seed.Date] || seed.isOffOrWorked()
		added++
	}
	return merged, added
}
