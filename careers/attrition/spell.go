package attrition

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Spell is one employment from hire to exit, or to as far as is known.
type Spell struct {
	ID         int64 // of the event of hire
	Code       string
	Hired      grid.Date
	Left       grid.Date // last day; zero: still employed
	ExitKind   ExitKind
	Reason     string
	Source     string
	CostMinor  int64
	SiteID     int64 // where the person was last, as all of the following
	EmployerID int64
	Team       string
	Agreement  string
	Language   string
	Away       int // days on leave
}

// Days is how long a spell has lasted by a day: the day of hire counts as one. It is 0
// before.
func (s Spell) Days(on grid.Date) int {
	if !s.Left.IsZero() && s.Left.Before(on) {
		on = s.Left
	}
	return max(0, s.Hired.DaysUntil(on)+1)
}

// LeftBy reports whether the spell had ended by a day.
func (s Spell) LeftBy(on grid.Date) bool { return !s.Left.IsZero() && !s.Left.After(on) }

// Fault is an event that does not fit in with the others of the person.
type Fault struct {
	Event           Event
	Found, Expected string
}

func (f Fault) Error() string {
	return fmt.Sprintf("%s, %s on %s: found %s; expected %s", f.Event.Code, f.Event.Kind, f.Event.Day, f.Found, f.Expected)
}

// Spells replays events into spells, ordered by code and hire. Events that do not fit
// are faults and change nothing; today tells leaves that never end.
func Spells(events []Event, today grid.Date) ([]Spell, []Fault) {
	ordered := slices.Clone(events)
	slices.SortStableFunc(ordered, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), a.Day.Compare(b.Day), cmp.Compare(place(a.Kind), place(b.Kind)), cmp.Compare(a.ID, b.ID))
	})
	var spells []Spell
	var faults []Fault
	var open *Spell
	for i, e := range ordered {
		if i == 0 || ordered[i-1].Code != e.Code {
			open = nil
		}
		if fault := fits(e, open, today); fault != nil {
			faults = append(faults, *fault)
			continue
		}
		switch e.Kind {
		case Hired:
			spells = append(spells, Spell{
				ID: e.ID, Code: e.Code, Hired: e.Day, Source: e.Source, CostMinor: e.CostMinor,
				SiteID: e.SiteID, EmployerID: e.EmployerID, Team: e.Team, Agreement: e.Agreement, Language: e.Language,
			})
			open = &spells[len(spells)-1]
		case Moved:
			open.SiteID, open.EmployerID = e.SiteID, e.EmployerID
			open.Team, open.Agreement = cmp.Or(e.Team, open.Team), cmp.Or(e.Agreement, open.Agreement)
			open.Language = cmp.Or(e.Language, open.Language)
		case Leave:
			end := e.LastDay
			if end.IsZero() || end.After(today) {
				end = today
			}
			open.Away += max(0, e.Day.DaysUntil(end)+1)
		case Left:
			open.Left, open.ExitKind, open.Reason = e.Day, e.ExitKind, e.Reason
		}
	}
	return spells, faults
}

// place orders events of one day: who is hired and leaves the same day was there.
func place(k Kind) int { return slices.Index([]Kind{Hired, Moved, Leave, Left}, k) }

// fits says what keeps an event from following what is known of the person, nil for
// nothing.
func fits(e Event, open *Spell, today grid.Date) *Fault {
	employed := open != nil && (open.Left.IsZero() || !open.Left.Before(e.Day))
	switch {
	case e.Kind == Hired && employed && open.Left.IsZero():
		return &Fault{e, "an employment since " + open.Hired.String() + " that has not ended", "an exit before somebody is hired again"}
	case e.Kind == Hired && employed:
		return &Fault{e, "an employment until " + open.Left.String(), "a later day"}
	case e.Kind != Hired && open == nil:
		return &Fault{e, "no employment on that day", "a hire no later than " + e.Day.String()}
	case e.Kind == Left && !open.Left.IsZero():
		return &Fault{e, "an exit on " + open.Left.String(), "one exit for each hire"}
	case e.Kind != Hired && !employed:
		return &Fault{e, "an exit on " + open.Left.String(), "an event during an employment"}
	case e.Kind == Leave && e.LastDay.IsZero() && e.Day.DaysUntil(today) > longestLeave:
		return &Fault{e, "a leave that never ends", fmt.Sprintf("a last day within %d days, or an exit", longestLeave)}
	}
	return nil
}
