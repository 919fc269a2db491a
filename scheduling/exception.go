package scheduling

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Exception lets one person's limit be looser than agreed, in one roster: somebody
// who may change agreements has said so, and why. The agreement itself stays as it
// is.
type Exception struct {
	ID, RosterID, PersonID int64
	Rule                   rules.Rule
	// Subject is the class of shifts that a limit of one class is about.
	Subject string
	// From is the agreement's limit when the exception was made and Limit what holds
	// instead, in the rule's own unit. Hours beyond availability (rules.Availability)
	// have a day, and run from the one to the other in minutes after its first
	// instant.
	From, Limit int
	Day         grid.Date
	Reason      string
	At          time.Time
	ActorID     int64
	ActorName   string
}

// Limits of an exception.
const (
	maxReason      = 500
	latestMinute   = 3000 // a night shift of the longest ends before
	anyLimitAtMost = 3700 * 1440
)

// same reports whether two exceptions are about the same limit of one person; a
// roster has at most one of each.
func (e Exception) same(o Exception) bool {
	return e.PersonID == o.PersonID && e.Rule == o.Rule && e.Subject == o.Subject && e.Day == o.Day
}

// loosening writes the exception in the optimiser's words.
func (e Exception) loosening() roster.Loosening {
	return roster.Loosening{Rule: e.Rule, Subject: e.Subject, From: e.From, To: e.Limit}
}

// faults says what is wrong with an exception in itself.
func (e Exception) faults(at string, p *Problem) []FieldError {
	var bad []FieldError
	add := func(field, found, expected string, code problem.Code, figures ...any) {
		bad = append(bad, FieldError{Field: at + "." + field, Found: found, Expected: expected, Want: problem.Wanting(code, figures...)})
	}
	person, known := p.position[e.PersonID]
	if !known {
		add("personId", fmt.Sprint(e.PersonID), "somebody whom the roster plans", problem.PlannedPerson)
		return bad
	}
	if n := len([]rune(e.Reason)); n > maxReason {
		add("reason", fmt.Sprintf("%d characters", n), fmt.Sprintf("at most %d characters", maxReason), problem.Characters, 0, maxReason)
	}
	if e.Rule == rules.Availability {
		if _, inside := p.grid.DayIndex(e.Day); !inside {
			add("day", e.Day.String(), "a day of the roster", problem.DayWithin, p.grid.First(), p.grid.First().AddDays(p.grid.Days()-1))
		}
		if e.From < 0 || e.Limit <= e.From || e.Limit > latestMinute {
			add("limit", fmt.Sprintf("%d to %d", e.From, e.Limit), fmt.Sprintf("minutes of the day, from 0 to at most %d", latestMinute), problem.WholeNumber, e.From+1, latestMinute)
		}
		return bad
	}
	if !e.Day.IsZero() {
		add("day", e.Day.String(), "no day: only hours beyond availability are of one day", problem.Unused)
	}
	if e.Limit < 0 || e.Limit > anyLimitAtMost {
		add("limit", fmt.Sprint(e.Limit), fmt.Sprintf("0 to %d, in the rule's own unit", anyLimitAtMost), problem.WholeNumber, 0, anyLimitAtMost)
	} else if _, looser := roster.Loosen(p.agreedWith(person), e.loosening()); !looser {
		add("limit", fmt.Sprintf("%s from %d to %d", e.Rule, e.From, e.Limit), "a limit of the person's agreement, looser than agreed", problem.Looser)
	}
	return bad
}

// agreedWith returns a person's agreement without exceptions.
func (p *Problem) agreedWith(person int) rules.Agreement {
	at := p.People[person].Agreement
	return p.Agreements[cmp.Or(p.agreed[at], at+1)-1]
}

// newExceptions checks exceptions as they are asked for, and names every bad field.
func (p *Problem) newExceptions(list []Exception) ([]Exception, error) {
	var bad []FieldError
	out := slices.Clone(list)
	for i := range out {
		at := fmt.Sprintf("exceptions[%d]", i)
		out[i].Reason, out[i].Subject = strings.TrimSpace(out[i].Reason), strings.TrimSpace(out[i].Subject)
		bad = append(bad, out[i].faults(at, p)...)
		if slices.ContainsFunc(out[:i], out[i].same) {
			bad = append(bad, FieldError{Field: at, Found: "the same limit of the same person again", Expected: "each limit once", Want: problem.Wanting(problem.EachOnce)})
		}
	}
	if len(bad) > 0 {
		return nil, &InvalidError{What: "exception", Fields: bad}
	}
	return out, nil
}

// except gives a person what was granted them: an agreement of their own with the
// looser limits, and hours beyond their availability. What no longer loosens
// anything, because the agreement has changed, is left out.
func (p *Problem) except(person int, granted []Exception) {
	q := &p.People[person]
	own, changed := p.Agreements[q.Agreement], false
	for _, e := range granted {
		if e.Rule == rules.Availability {
			p.openHours(q, e)
			continue
		}
		looser, does := roster.Loosen(own, e.loosening())
		own, changed = looser, changed || does
	}
	if !changed {
		return
	}
	if p.agreed == nil {
		p.agreed = map[int]int{}
	}
	p.agreed[len(p.Agreements)] = 1 + q.Agreement
	own.Code += ", " + q.Code
	q.Agreement = len(p.Agreements)
	p.Agreements = append(p.Agreements, own)
}

// openHours lets somebody with limited hours work in the hours of an exception.
func (p *Problem) openHours(q *roster.Person, e Exception) {
	k, inside := p.grid.DayIndex(e.Day)
	if !inside || !q.Limited {
		return
	}
	midnight := p.minute(e.Day.Start(p.grid.Location()))
	q.Windows = append(q.Windows, rules.Window{Day: k, Start: midnight + e.From, End: midnight + e.Limit})
	slices.SortStableFunc(q.Windows, func(a, b rules.Window) int { return cmp.Compare(a.Day, b.Day) })
}

func exceptionsByPerson(list []Exception) map[int64][]Exception {
	out := map[int64][]Exception{}
	for _, e := range list {
		out[e.PersonID] = append(out[e.PersonID], e)
	}
	return out
}

// exceptionsFor are what has to be granted to somebody so that a concession may be
// made: its looser limits, or the hours of their new shifts that lie beyond their
// availability.
func (p *Problem) exceptionsFor(person int, limits []LooserLimit, days []RepairDay) []Exception {
	var out []Exception
	id := p.people[person].ID
	for _, l := range limits {
		out = append(out, Exception{PersonID: id, Rule: l.Rule, Subject: l.Subject, From: l.From, Limit: l.To})
	}
	hours := rules.Person{Limited: p.People[person].Limited, Windows: p.People[person].Windows}
	for _, d := range days {
		if d.To.Day.IsZero() || hours.CanWork(p.minute(d.To.Start), p.minute(d.To.End)) {
			continue
		}
		midnight := d.Day.Start(p.grid.Location())
		out = append(out, Exception{
			PersonID: id, Rule: rules.Availability, Day: d.Day,
			From: int(d.To.Start.Sub(midnight) / time.Minute), Limit: int(d.To.End.Sub(midnight) / time.Minute),
		})
	}
	return out
}
