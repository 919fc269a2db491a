package scheduling

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Effect is what moves do, or would do, to a roster.
type Effect struct {
	Cost     Cost     // the change of the objective, by term; negative is better
	Breaches []Breach // of the people moved and of team rules on their days, as they are afterwards
	New      []Breach // those of Breaches that did not stand before
}

// Try tells what moves would do, without making them. It is fast enough to be
// asked while a shift is dragged.
func (s *Service) Try(ctx context.Context, scope auth.Scope, id int64, moves []Move) (Effect, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return Effect{}, err
	}
	if _, err := NewSheet(kept.Shifts).Apply(kept.Problem.grid, moves); err != nil {
		return Effect{}, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	return kept.Problem.effect(kept.desk, moves)
}

// effect tries moves on a desk and names what they break.
func (p *Problem) effect(desk *roster.Desk, moves []Move) (Effect, error) {
	asked, err := p.toDesk(moves)
	if err != nil {
		return Effect{}, err
	}
	var standing []Breach
	for _, person := range touched(asked) {
		standing = append(standing, p.breaches(person.violations(p, desk))...)
	}
	standing = append(standing, p.teamBreaches(roster.VerifyTeams(p.Problem, desk.Roster()))...)
	after := desk.Try(asked...)
	effect := Effect{Cost: after.Cost, Breaches: append(p.breaches(after.Violations), p.near(asked, p.teamBreaches(after.Teams))...)}
	for _, b := range effect.Breaches {
		if !slices.ContainsFunc(standing, b.noWorseThan) {
			effect.New = append(effect.New, b)
		}
	}
	return effect, nil
}

// near keeps what lies on the days of moves or next to them: a shift may reach into
// the next day.
func (p *Problem) near(moves []roster.Move, list []Breach) []Breach {
	return slices.DeleteFunc(list, func(b Breach) bool {
		day := p.grid.First().DaysUntil(b.Days[0])
		return !slices.ContainsFunc(moves, func(m roster.Move) bool { return m.Day-day >= -1 && m.Day-day <= 1 })
	})
}

// noWorseThan reports whether the same rule was broken before, on the same
// days, by at least as much: a change need not mend what it did not break.
func (b Breach) noWorseThan(before Breach) bool {
	return b.Rule == before.Rule && b.PersonID == before.PersonID && b.Subject == before.Subject &&
		slices.Equal(b.Days, before.Days) && distance(b) <= distance(before)
}

func distance(b Breach) int {
	if b.Minutes > 0 {
		return b.Minutes
	}
	return max(b.Found-b.Limit, b.Limit-b.Found)
}

// toDesk writes moves in the optimiser's numbers; locks do not change a plan.
func (p *Problem) toDesk(moves []Move) ([]roster.Move, error) {
	var out []roster.Move
	var bad []FieldError
	for i, m := range moves {
		person, known := p.position[m.PersonID]
		day, inside := p.grid.DayIndex(m.Day)
		if !known || !inside {
			bad = append(bad, FieldError{Field: field(i, "personId"), Found: m.Day.String(), Expected: "a person and a day of this roster", Want: problem.Wanting(problem.PersonDay)})
			continue
		}
		switch m.Op {
		case Put:
			shift := m.Shift
			shift.PersonID, shift.Day = m.PersonID, m.Day
			out = append(out, roster.Move{Person: person, Day: day, Shift: p.toSolver(shift)})
		case Remove:
			out = append(out, roster.Move{Person: person, Day: day})
		}
	}
	if len(bad) > 0 {
		return nil, &InvalidError{What: "change", Fields: bad}
	}
	return out, nil
}

// Applied is what applying moves did.
type Applied struct {
	Roster  Roster
	Effect  Effect
	Inverse []Move // undoes the moves when applied to the roster's new version
}

// Apply makes moves together or not at all. Moves made on an older version are
// a [*StaleError]; moves that would newly break a rule are a [*RuleError],
// unless force says that the planner knows.
func (s *Service) Apply(ctx context.Context, scope auth.Scope, id, version int64, moves []Move, force bool) (Applied, error) {
	var done Applied
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.editable(ctx, scope, id, version, "editing")
		if err != nil {
			return err
		}
		plan, err := s.open(ctx, scope, r)
		if err != nil {
			return err
		}
		if done, err = plan.apply(moves, force); err != nil {
			return err
		}
		if done.Roster, err = s.store.UpdateRoster(ctx, scope, done.Roster); err != nil {
			return err
		}
		return s.store.Touch(ctx, scope, id, plan.Sheet, s.changes(scope, done.Roster.Version, moves))
	})
	return done, err
}

// editable reads a roster that may be changed and still has the version.
func (s *Service) editable(ctx context.Context, scope auth.Scope, id, version int64, what string) (Roster, error) {
	r, err := s.store.Roster(ctx, scope, id)
	if err != nil {
		return Roster{}, err
	}
	if r.State == Building {
		return Roster{}, &StateError{RosterID: id, State: r.State, Wanted: what}
	}
	if r.Version != version {
		changes, err := s.store.ChangesSince(ctx, scope, id, version)
		if err != nil {
			return Roster{}, err
		}
		return Roster{}, &StaleError{RosterID: id, Have: r.Version, Want: version, Changes: changes}
	}
	return r, nil
}

func (o *Opened) apply(moves []Move, force bool) (Applied, error) {
	desk, err := roster.NewDesk(o.Problem.Problem, o.Problem.lay(o.Shifts))
	if err != nil {
		return Applied{}, err
	}
	inverse, err := o.Sheet.Apply(o.Problem.grid, moves)
	if err != nil {
		return Applied{}, err
	}
	effect, err := o.Problem.effect(desk, moves)
	if err != nil {
		return Applied{}, err
	}
	if broken := hardBreaches(effect.New); len(broken) > 0 && !force {
		return Applied{}, &RuleError{Breaches: broken}
	}
	asked, err := o.Problem.toDesk(moves)
	if err != nil {
		return Applied{}, err
	}
	desk.Apply(asked...)
	r := o.Roster
	r.Cost = desk.Cost()
	return Applied{Roster: r, Effect: effect, Inverse: inverse}, nil
}

func (s *Service) changes(scope auth.Scope, version int64, moves []Move) []Change {
	changes := make([]Change, len(moves))
	for i, m := range moves {
		changes[i] = Change{Move: m, Version: version, At: s.Now(), ActorID: scope.Actor()}
	}
	return changes
}

// ExplainShift says why a person works, or not, as the roster has it on a day.
func (s *Service) ExplainShift(ctx context.Context, scope auth.Scope, id, person int64, day grid.Date) (ShiftReason, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return ShiftReason{}, err
	}
	at, known := kept.Problem.position[person]
	k, inside := kept.Problem.grid.DayIndex(day)
	if !known || !inside {
		return ShiftReason{}, &InvalidError{What: "explanation", Fields: []FieldError{{Field: "person", Found: day.String(), Expected: "a person and a day of this roster", Want: problem.Wanting(problem.PersonDay)}}}
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	reason := kept.Problem.shiftReason(at, k, kept.desk.ExplainShift(at, k))
	reason.Works = !kept.desk.Roster().Days[at][k].Off()
	asked, err := kept.Problem.supposition(Supposition{PersonID: person, Day: day, Off: reason.Works})
	if err != nil {
		return ShiftReason{}, err
	}
	reason.Opposite = kept.supposed(asked)
	return reason, nil
}

// ExplainSlot says why a slot of a queue has the coverage it has.
func (s *Service) ExplainSlot(ctx context.Context, scope auth.Scope, id, queue int64, slot int) (SlotReason, error) {
	kept, group, err := s.slot(ctx, scope, id, queue, slot)
	if err != nil {
		return SlotReason{}, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	return kept.Problem.slotReason(group, slot, kept.desk.ExplainSlot(group, slot)), nil
}
