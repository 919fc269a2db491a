package workforce

import (
	"context"
	"io"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CalendarImport is what became of a file of special days. With a problem
// nothing is written.
type CalendarImport struct {
	Calendar               Calendar // as it stands now
	Format                 string
	DryRun, Written        bool
	Added, Changed, Agreed int
	// Others are the holidays and make-up workdays that the calendar has between
	// the first and the last of the file's days, and the file has not: the
	// owner's own, or days that a later notice has moved. They stay.
	Others      []CalendarDay
	First, Last grid.Date
	Problems    []CalendarProblem
}

// ImportCalendarDays adds the special days of a file to a calendar. Of a date
// that the file makes a holiday or a workday it decides kind and name; what a
// planner expects of the day is kept. Days that the file does not name stay.
func (s *Service) ImportCalendarDays(ctx context.Context, scope auth.Scope, calendar int64, file io.Reader, dryRun bool) (CalendarImport, error) {
	report := CalendarImport{DryRun: dryRun}
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return report, err
	}
	read, err := ReadCalendarFile(file)
	if err != nil {
		return report, err
	}
	report.Format, report.Problems = read.Format, read.Problems
	if len(read.Problems) == 0 {
		report.First, report.Last = read.Days[0].Date, read.Days[len(read.Days)-1].Date
	}
	err = s.books.InTx(ctx, scope, func(ctx context.Context) error {
		if len(report.Problems) > 0 {
			report.Calendar, err = s.books.Calendars.Get(ctx, scope, calendar)
			return err
		}
		now, before, err := s.CalendarDays(ctx, scope, calendar, report.First, report.Last)
		if err != nil {
			return err
		}
		merged, err := NewCalendarDays(report.merge(before, read.Days))
		report.Calendar, report.Written = now, false
		if err != nil || dryRun || report.Added+report.Changed == 0 {
			return err
		}
		report.Written = true
		report.Calendar, err = s.books.SetCalendarDays(ctx, scope, now, report.First, report.Last, merged)
		return err
	})
	return report, err
}

// merge lays a file's days over those of a calendar and counts what changes.
func (r *CalendarImport) merge(before, file []CalendarDay) []CalendarDay {
	r.Added, r.Changed, r.Agreed, r.Others = 0, 0, 0, nil
	there := make(map[string]CalendarDay, len(before)) // by what the file may decide
	for _, day := range before {
		there[day.decided()] = day
	}
	var merged []CalendarDay
	for _, day := range file {
		old, known := there[day.decided()]
		if day.UpliftPct == nil {
			day.UpliftPct = old.UpliftPct
		}
		switch {
		case !known:
			r.Added++
		case old.same(day):
			r.Agreed++
		default:
			r.Changed++
		}
		delete(there, day.decided())
		merged = append(merged, day)
	}
	for _, day := range before {
		if _, left := there[day.decided()]; !left {
			continue
		}
		merged = append(merged, day)
		if day.Kind == Holiday || day.Kind == Workday {
			r.Others = append(r.Others, day)
		}
	}
	return merged
}

// decided is what two entries share of which only one can stand: whether a date
// is off or worked, or an event or break by its name.
func (d CalendarDay) decided() string {
	if d.Kind == Holiday || d.Kind == Workday {
		return d.Date.String()
	}
	return d.key()
}

func (d CalendarDay) same(other CalendarDay) bool {
	a, b := d.UpliftPct, other.UpliftPct
	d.UpliftPct, other.UpliftPct = nil, nil
	return d == other && (a == nil) == (b == nil) && (a == nil || *a == *b)
}
