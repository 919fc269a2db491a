package scheduling

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// LooserLimit is one limit of an agreement, a notch looser.
type LooserLimit struct {
	Agreement string
	Rule      rules.Rule
	Subject   string // the class of shifts that it is about, if only one
	From, To  int    // in the rule's own unit, see [rules.Violation]
}

func (p *Problem) looser(l roster.Loosening) LooserLimit {
	return LooserLimit{p.Agreements[l.Agreement].Code, l.Rule, l.Subject, l.From, l.To}
}

// Concession would cover a slot better: what is conceded, who comes, what it costs
// and what service it buys.
type Concession struct {
	Kind        roster.RelaxKind
	Limits      []LooserLimit
	Helpers     []ConcessionHelper
	Cost        Cost    // change of the objective, by term
	PaidMinutes int     // more than planned
	Covered     float64 // people more in the slot
	// Served is the share of the slot's contacts that are served in time then;
	// SlotConcessions.Served says what it is now.
	Served *float64
	Money  *float64 // price of the paid hours; nil where nobody said what an hour costs
}

// ConcessionHelper is somebody who comes; nobody's name for people from elsewhere.
type ConcessionHelper struct {
	Person
	Shift Shift
	Days  []RepairDay
	Moves []Move
	// Exceptions are what has to be granted before the moves may be made.
	Exceptions []Exception
}

// SlotConcessions are those for one slot, the best first.
type SlotConcessions struct {
	Version           int64
	Required, Covered float64
	Served, Goal      *float64 // now, and with everybody who is needed; nil where it cannot be told
	Concessions       []Concession
}

// Concessions prices what could be conceded to cover a slot better.
func (s *Service) Concessions(ctx context.Context, scope auth.Scope, id, queue int64, slot int) (SlotConcessions, error) {
	kept, group, err := s.slot(ctx, scope, id, queue, slot)
	if err != nil {
		return SlotConcessions{}, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	p := kept.Problem
	out := SlotConcessions{Version: kept.Roster.Version, Required: p.Groups[group].Required[slot]}
	out.Covered = roster.Coverage(p.Problem, kept.desk.Roster())[group][slot]
	out.Served, out.Goal = p.served(group, slot, out.Covered), p.served(group, slot, out.Required)
	for _, r := range kept.desk.Relax(group, slot) {
		c := Concession{Kind: r.Kind, Cost: r.Cost, PaidMinutes: r.Paid, Covered: r.Covered, Served: p.served(group, slot, out.Covered+r.Covered)}
		if hour := p.demands[group].HourCost; hour > 0 {
			money := hour * float64(r.Paid) / 60
			c.Money = &money
		}
		for _, l := range r.Limits {
			c.Limits = append(c.Limits, p.looser(l))
		}
		for _, h := range r.Helpers {
			c.Helpers = append(c.Helpers, p.concessionHelper(h, c.Limits, kept.Sheet))
		}
		out.Concessions = append(out.Concessions, c)
	}
	return out, nil
}

func (p *Problem) concessionHelper(h roster.Helper, limits []LooserLimit, sheet *Sheet) ConcessionHelper {
	if h.Person == roster.Borrowed {
		return ConcessionHelper{Shift: p.anybodys(h.Shift)}
	}
	person := p.people[h.Person]
	out := ConcessionHelper{Person: Person{person.ID, person.Name}, Days: p.changedDays(h.Person, h.Days, sheet)}
	out.Moves = p.movesOf(h.Person, out.Days)
	out.Exceptions = p.exceptionsFor(h.Person, limits, out.Days)
	for _, d := range h.Days {
		if d.To.Equal(h.Shift) {
			out.Shift = p.fromSolver(h.Person, d.Day, h.Shift)
		}
	}
	return out
}

// served returns the share of a slot's contacts that so many people serve in time.
func (p *Problem) served(group, slot int, people float64) *float64 {
	if p.demands[group].Served == nil {
		return nil
	}
	share, known := p.demands[group].Served(p.grid.Start(slot), people)
	if !known {
		return nil
	}
	return &share
}

// slot opens a roster for a question about one slot of one queue.
func (s *Service) slot(ctx context.Context, scope auth.Scope, id, queue int64, slot int) (*opened, int, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return nil, 0, err
	}
	group, known := kept.Problem.group[queue]
	if !known || slot < 0 || slot >= kept.Problem.grid.Len() {
		return nil, 0, &InvalidError{What: "explanation", Fields: []FieldError{{Field: "slot", Found: "no such slot", Expected: "a queue and a slot of this roster", Want: problem.Wanting(problem.RosterSlot)}}}
	}
	return kept, group, nil
}
