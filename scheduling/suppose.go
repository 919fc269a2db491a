package scheduling

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Supposition is what a planner wonders about one person's day.
type Supposition struct {
	PersonID int64
	Day      grid.Date
	Off      bool
	Template string // code; "" for any
	QueueID  int64  // 0 for any
	// From and To are minutes after local midnight of the day between which the
	// shift must start; equal to 0 both they leave it open.
	From, To int
	Minutes  int // length of the shift; 0 for any
}

// gentle is what changing one more day of a person must be worth in an answer, in
// person-hours missing: half an hour.
const gentle = 0.5

// Supposed is the answer to a supposition.
type Supposed struct {
	Version     int64 // of the roster that it is about
	Cost        Cost  // the change of the objective, by term
	PaidMinutes int
	Days        []RepairDay
	Moves       []Move // what makes it so
	Freed       []Freed
	Blocked     bool
	Rules       []rules.Rule // why it is impossible: a minimal set
	Reliefs     []roster.Relief
}

// Freed is somebody who could have the day off as well.
type Freed struct {
	Person
	Day   grid.Date
	Cost  Cost // the further change of the objective
	Moves []Move
}

// Suppose answers what would follow if a person worked, or did not work, on a day.
// Nothing is changed.
func (s *Service) Suppose(ctx context.Context, scope auth.Scope, id int64, what Supposition) (Supposed, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return Supposed{}, err
	}
	asked, err := kept.Problem.supposition(what)
	if err != nil {
		return Supposed{}, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	return kept.supposed(asked), nil
}

func (o *opened) supposed(asked roster.Supposition) Supposed {
	p, a := o.Problem, o.desk.Suppose(asked)
	out := Supposed{Version: o.Roster.Version, Cost: a.Cost, PaidMinutes: a.Paid, Blocked: a.Blocked, Rules: a.Conflict.Rules, Reliefs: a.Conflict.Reliefs}
	out.Days = p.changedDays(asked.Person, a.Days, o.Sheet)
	out.Moves = p.movesOf(asked.Person, out.Days)
	for _, f := range a.Freed {
		person := p.people[f.Person]
		days := p.changedDays(f.Person, f.Days, o.Sheet)
		out.Freed = append(out.Freed, Freed{Person{person.ID, person.Name}, p.grid.Date(f.Day), f.Cost, p.movesOf(f.Person, days)})
	}
	return out
}

// supposition writes a question in the optimiser's numbers.
func (p *Problem) supposition(what Supposition) (roster.Supposition, error) {
	person, known := p.position[what.PersonID]
	day, inside := p.grid.DayIndex(what.Day)
	if !known || !inside {
		return roster.Supposition{}, &InvalidError{What: "question", Fields: []FieldError{{Field: "day", Found: what.Day.String(), Expected: "a person and a day of this roster", Want: problem.Wanting(problem.PersonDay)}}}
	}
	out := roster.Supposition{Person: person, Day: day, Off: what.Off, Template: roster.AnyTemplate, Group: roster.AnyGroup, Minutes: what.Minutes, Gentle: gentle}
	var bad []FieldError
	if what.Template != "" {
		found := false
		for _, t := range p.People[person].Templates {
			if p.templates[t].Code == what.Template {
				out.Template, found = t, true
			}
		}
		if !found {
			bad = append(bad, FieldError{Field: "template", Found: what.Template, Expected: "a shift template of the person's agreement", Want: problem.Wanting(problem.OwnTemplate)})
		}
	}
	if what.QueueID != 0 {
		if out.Group, known = p.group[what.QueueID]; !known {
			bad = append(bad, FieldError{Field: "queueId", Found: fmt.Sprint(what.QueueID), Expected: "a queue of this roster", Want: problem.Wanting(problem.CoveredQueue)})
		}
	}
	if what.From != 0 || what.To != 0 {
		if what.To < what.From {
			bad = append(bad, FieldError{Field: "startToMin", Found: fmt.Sprint(what.To), Expected: "no earlier than startFromMin", Want: problem.Wanting(problem.EndNotBefore)})
		}
		out.From, out.To = p.minute(p.grid.At(day, what.From)), p.minute(p.grid.At(day, what.To))
	}
	if len(bad) > 0 {
		return out, &InvalidError{What: "question", Fields: bad}
	}
	return out, nil
}

// movesOf makes changed days so.
func (p *Problem) movesOf(person int, days []RepairDay) []Move {
	var out []Move
	for _, d := range days {
		move := Move{Op: Put, PersonID: p.people[person].ID, Day: d.Day, Shift: d.To}
		if d.To.Day.IsZero() {
			move = Move{Op: Remove, PersonID: move.PersonID, Day: d.Day}
		}
		out = append(out, move)
	}
	return out
}

// OwnReason says why the caller works on a day, or does not, as far as they were
// told: what would follow from the opposite.
type OwnReason struct {
	Works    bool
	Locked   bool // a planner put the shift and locked it
	Opposite Supposed
}

// latestRosters is how far back an agent's published roster is looked for.
const latestRosters = 100

// OwnShiftReason answers the caller, an agent, about a published day of theirs. It
// tells of nobody else. A day that is not published, or whose plan has changed
// since, is [database.ErrNotFound].
func (s *Service) OwnShiftReason(ctx context.Context, scope auth.Scope, day grid.Date) (OwnReason, error) {
	told, err := s.store.Told(ctx, scope, []int64{scope.Person()}, day, day)
	if err != nil {
		return OwnReason{}, err
	}
	kept, err := s.ownDesk(ctx, scope, day)
	if err != nil {
		return OwnReason{}, err
	}
	shift, works := kept.Sheet.At(scope.Person(), day)
	if works != (len(told) == 1) || works && !shift.Same(told[0]) {
		return OwnReason{}, database.ErrNotFound
	}
	asked, err := kept.Problem.supposition(Supposition{PersonID: scope.Person(), Day: day, Off: works})
	if err != nil {
		return OwnReason{}, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	out := OwnReason{Works: works, Locked: shift.Locked, Opposite: kept.supposed(asked)}
	out.Opposite.Freed, out.Opposite.Moves = nil, nil // they are other people's affair
	return out, nil
}

// ownDesk returns the newest published roster of a day that plans the caller.
func (s *Service) ownDesk(ctx context.Context, scope auth.Scope, day grid.Date) (*opened, error) {
	system := auth.SystemScope(scope.Tenant())
	list, err := s.store.Rosters(ctx, system, 0, latestRosters)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if r.PublishedVersion == 0 || day.Before(r.From) || day.After(r.To()) {
			continue
		}
		kept, err := s.desk(ctx, system, r.ID)
		if err != nil {
			return nil, err
		}
		if _, planned := kept.Problem.position[scope.Person()]; planned {
			return kept, nil
		}
	}
	return nil, database.ErrNotFound
}
