package workforce

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// AbsenceKind says why a person is away.
type AbsenceKind string

// The kinds of absence.
const (
	Vacation   AbsenceKind = "vacation"
	Sickness   AbsenceKind = "sickness"
	Training   AbsenceKind = "training"
	Parental   AbsenceKind = "parental"
	Unpaid     AbsenceKind = "unpaid"
	OtherLeave AbsenceKind = "other"
)

// AbsenceKinds lists every kind of absence.
func AbsenceKinds() []AbsenceKind {
	return []AbsenceKind{Vacation, Sickness, Training, Parental, Unpaid, OtherLeave}
}

// AbsenceStatus says how far an absence has come. Only approved ones bind the
// roster.
type AbsenceStatus string

// The states of an absence.
const (
	Requested AbsenceStatus = "requested"
	Approved  AbsenceStatus = "approved"
	Refused   AbsenceStatus = "refused"
	Cancelled AbsenceStatus = "cancelled"
)

// AbsenceStatuses lists every state of an absence.
func AbsenceStatuses() []AbsenceStatus {
	return []AbsenceStatus{Requested, Approved, Refused, Cancelled}
}

// Absence takes a person away for whole days.
type Absence struct {
	ID, Version int64
	PersonID    int64
	From, To    grid.Date // first and last day
	Kind        AbsenceKind
	Status      AbsenceStatus
}

// NewAbsence returns a if it can be.
func NewAbsence(a Absence) (Absence, error) {
	c := checking("absence")
	c.need(a.PersonID > 0, "personId", a.PersonID, "the person who is away", problem.Wanting(problem.Needed))
	c.need(!a.From.IsZero(), "from", "", "the first day, YYYY-MM-DD", problem.Wanting(problem.Needed))
	c.need(!a.To.IsZero() && !a.To.Before(a.From), "to", a.To.String(), "a day not before "+a.From.String(), problem.Wanting(problem.DayFrom, a.From))
	c.need(a.From.IsZero() || a.From.DaysUntil(a.To) <= longestAbsence, "to", a.To.String(), fmt.Sprintf("at most %d days after %s: an absence that never ends is an exit", longestAbsence, a.From), problem.Wanting(problem.DayWithin, a.From, a.From.AddDays(longestAbsence)))
	c.need(slices.Contains(AbsenceKinds(), a.Kind), "kind", string(a.Kind), "one of "+listed(AbsenceKinds()), problem.Wanting(problem.Choice))
	c.need(slices.Contains(AbsenceStatuses(), a.Status), "status", string(a.Status), "one of "+listed(AbsenceStatuses()), problem.Wanting(problem.Choice))
	return a, c.err()
}

// longestAbsence is after how many days somebody who is away has left: three years, as long
// as a parent may be away for one child.
const longestAbsence = 3 * 366

// Covers reports whether a day lies within the absence.
func (a Absence) Covers(day grid.Date) bool { return !a.From.After(day) && !a.To.Before(day) }

// Assignment ties a person to fixed hours of one day: a meeting, a shift that
// is promised. Planning works around it.
type Assignment struct {
	ID, Version int64
	PersonID    int64
	Date        grid.Date // the site's local day on which it starts
	Start       int       // wall-clock minutes after that day's midnight, 0..1439
	End         int       // likewise; beyond 1440 on the next day
	Note        string
}

// NewAssignment returns a if it can be.
func NewAssignment(a Assignment) (Assignment, error) {
	a.Note = strings.TrimSpace(a.Note)
	c := checking("assignment")
	c.need(a.PersonID > 0, "personId", a.PersonID, "the person who is assigned", problem.Wanting(problem.Needed))
	c.need(!a.Date.IsZero(), "date", "", "a day YYYY-MM-DD", problem.Wanting(problem.Needed))
	c.need(a.Start >= 0 && a.Start < minutesPerDay, "start", a.Start, "a time of day, 00:00 to 23:59", problem.Wanting(problem.TimeOfDay))
	c.need(a.End > a.Start && a.End <= a.Start+minutesPerDay, "end", a.End, "a time after the start, at most a day later", problem.Wanting(problem.EndWithin, 24))
	c.need(a.End != a.Start+minutesPerDay || a.Start == 0, "end", FormatClock(a.End), "another time than the start; a whole day is 00:00 to 24:00", problem.Wanting(problem.EndAfterStart))
	c.need(len(a.Note) <= 500 && printable(a.Note), "note", a.Note, "at most 500 printable characters", problem.Wanting(problem.Characters, 0, 500))
	return a, c.err()
}

// String shows the assignment as "2026-03-02 09:00-17:00".
func (a Assignment) String() string {
	return fmt.Sprintf("%s %s-%s", a.Date, FormatClock(a.Start), FormatClock(a.End))
}

// Overlaps reports whether two assignments share time on the wall clock.
func (a Assignment) Overlaps(b Assignment) bool {
	shift := a.Date.DaysUntil(b.Date) * minutesPerDay
	return a.Start < b.End+shift && b.Start+shift < a.End
}

// OverlapError says that two fixed assignments of one person share time.
type OverlapError struct {
	PersonID int64
	Found    Assignment // the one that was to be added
	With     Assignment // the one that stands
}

func (e *OverlapError) Error() string {
	return fmt.Sprintf("assignment %s overlaps assignment %s of the same person; expected assignments that do not overlap", e.Found, e.With)
}

// CheckOverlaps refuses an assignment that overlaps one of those that stand;
// the same assignment in its earlier form does not count.
func CheckOverlaps(added Assignment, standing []Assignment) error {
	for _, other := range standing {
		if other.PersonID == added.PersonID && (other.ID != added.ID || added.ID == 0) && added.Overlaps(other) {
			return &OverlapError{PersonID: added.PersonID, Found: added, With: other}
		}
	}
	return nil
}
