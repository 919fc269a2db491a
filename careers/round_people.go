package careers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// OwnRound is a round as somebody sees it who may apply, or has.
type OwnRound struct {
	KeptRound
	Application *Application // nil: they have not applied; decisions only once announced
	Appeal      *Appeal
	MayApply    bool
}

// shownRounds is how many rounds an agent sees.
const shownRounds = 20

// OwnRounds are the rounds that concern the caller: those open to their rung, and those
// in which they applied.
func (s *Rounds) OwnRounds(ctx context.Context, scope auth.Scope) ([]OwnRound, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	all := auth.SystemScope(scope.Tenant())
	path, err := s.readiness.OwnPath(ctx, scope)
	if err != nil {
		return nil, err
	}
	list, err := s.store.Rounds(ctx, all, 0, shownRounds)
	if err != nil {
		return nil, err
	}
	applied, err := s.store.ApplicationsOf(ctx, all, scope.Person())
	if err != nil {
		return nil, err
	}
	var out []OwnRound
	for _, r := range list {
		own, concerns, err := s.ownRound(ctx, all, r, applied, path)
		if err != nil {
			return nil, err
		}
		if concerns {
			out = append(out, own)
		}
	}
	return out, nil
}

func (s *Rounds) ownRound(ctx context.Context, all auth.Scope, r KeptRound, applied []Application, path Path) (own OwnRound, concerns bool, err error) {
	own.KeptRound = r
	at := slices.IndexFunc(applied, func(a Application) bool { return a.RoundID == r.ID && a.WithdrawnAt.IsZero() })
	if at >= 0 {
		a := applied[at]
		if !r.announced() {
			a.Outcome, a.Reason, a.Deciders = "", "", nil
		}
		own.Application = &a
		appeals, err := s.store.Appeals(ctx, all, r.ID)
		if err != nil {
			return own, false, err
		}
		if i := slices.IndexFunc(appeals, func(x Appeal) bool { return x.PersonID == a.PersonID }); i >= 0 {
			own.Appeal = &appeals[i]
		}
		return own, true, nil
	}
	kept, err := s.ladders.Ladder(ctx, all, r.LadderID)
	if err != nil {
		return own, false, err
	}
	_, leads := r.edge(kept.Ladder, path.Spell.Rung)
	own.MayApply = leads && path.Spell.Ladder == kept.Ladder.Code && s.takes(r) == nil
	return own, own.MayApply, nil
}

// takes refuses applications outside the window.
func (s *Rounds) takes(r KeptRound) error {
	today := s.today()
	if r.State != round.Open || today.Before(r.Opens) || today.After(r.Closes) {
		return refuse(string(round.WrongState), string(r.State), fmt.Sprintf("a round that is open, from %s to %s", r.Opens, r.Closes))
	}
	return nil
}

// Apply applies for the caller, with what the ladder says of them now.
func (s *Rounds) Apply(ctx context.Context, scope auth.Scope, id int64, statement string) (Application, error) {
	if scope.Person() == 0 {
		return Application{}, database.ErrNotFound
	}
	return s.enter(ctx, auth.SystemScope(scope.Tenant()).WithActor(scope.Actor()), id, scope.Person(), statement)
}

// Name enters an application for somebody whom the caller sees, as a supervisor does for
// one of their own.
func (s *Rounds) Name(ctx context.Context, scope auth.Scope, id, person int64, why string) (Application, error) {
	if _, err := s.ladders.staff.People.Get(ctx, scope, person); err != nil {
		if errors.Is(err, database.ErrNotFound) {
			if _, hidden := s.store.Round(ctx, scope, id); hidden != nil {
				return Application{}, hidden
			}
			return Application{}, invalid("application", "personId", fmt.Sprint(person), "somebody whom you see")
		}
		return Application{}, err
	}
	if person == scope.Person() {
		return Application{}, refuse("proposes themselves", "you", "somebody else; apply yourself")
	}
	c := checks{what: "application"}
	c.text("statement", why, fewest, 4000)
	if err := c.err(); err != nil {
		return Application{}, err
	}
	return s.enter(ctx, auth.SystemScope(scope.Tenant()).WithActor(scope.Actor()), id, person, why)
}

func (s *Rounds) enter(ctx context.Context, all auth.Scope, id, person int64, statement string) (Application, error) {
	var a Application
	err := s.store.InTx(ctx, all, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		if err := s.takes(o.round); err != nil {
			return err
		}
		c := checks{what: "application"}
		c.text("statement", statement, 0, 4000)
		if err := c.err(); err != nil {
			return err
		}
		if _, applied := o.application(person); applied {
			return refuse("applies already", fmt.Sprintf("person %d", person), "one application a round")
		}
		if running, err := s.running(ctx, all, person); err != nil || running != 0 {
			if err != nil {
				return err
			}
			return refuse("applies already", fmt.Sprintf("person %d", person), fmt.Sprintf("one application at a time; another runs in round %d", running))
		}
		who, err := s.readiness.records.one(ctx, all, person, s.today())
		if err != nil {
			return err
		}
		if who.Spell.Ladder != o.kept.Ladder.Code {
			return refuse("no move leads there", fmt.Sprintf("person %d", person), "somebody on a rung of the ladder")
		}
		a = Application{RoundID: id, PersonID: person, From: who.Spell.Rung, Statement: trimmed(statement), NamedBy: all.Actor(), At: s.Now()}
		if _, leads := o.round.edge(o.kept.Ladder, a.From); !leads {
			return refuse("no move leads there", a.From, "a rung from which a move leads to "+o.round.Rung)
		}
		if err := s.verdictOf(ctx, all, o, &a); err != nil {
			return err
		}
		if a, err = s.store.AddApplication(ctx, all, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, all, "round.apply", subject("round", id), map[string]any{"person": person, "snapshot": a.Inputs})
	})
	return a, err
}

// running is the round of an application of somebody's that nobody has decided, or 0.
func (s *Rounds) running(ctx context.Context, all auth.Scope, person int64) (int64, error) {
	list, err := s.store.ApplicationsOf(ctx, all, person)
	if err != nil {
		return 0, err
	}
	for _, a := range list {
		if !a.WithdrawnAt.IsZero() {
			continue
		}
		r, err := s.store.Round(ctx, all, a.RoundID)
		if err != nil {
			return 0, err
		}
		if !r.announced() || a.Outcome == round.Promoted && a.InEffectAt.IsZero() {
			return r.ID, nil
		}
	}
	return 0, nil
}

// Withdraw takes the caller's application back, until decisions are announced.
func (s *Rounds) Withdraw(ctx context.Context, scope auth.Scope, id int64) error {
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.store.InTx(ctx, all, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		a, found := o.application(scope.Person())
		if scope.Person() == 0 || !found {
			return database.ErrNotFound
		}
		if o.round.announced() {
			return refuse(string(round.WrongState), string(o.round.State), "a round that is not decided")
		}
		a.WithdrawnAt = s.Now()
		if err := s.store.UpdateApplication(ctx, all, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, all, "round.withdraw", subject("round", id), map[string]any{"person": a.PersonID})
	})
}

// Appeal appeals against the decision about the caller, within the time for it.
func (s *Rounds) Appeal(ctx context.Context, scope auth.Scope, id int64, reason string) error {
	c := checks{what: "appeal"}
	c.text("reason", reason, fewest, 4000)
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.store.InTx(ctx, all, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		a, found := o.application(scope.Person())
		if scope.Person() == 0 || !found {
			return database.ErrNotFound
		}
		if err := c.err(); err != nil {
			return err
		}
		switch {
		case !o.round.announced() || o.round.State == round.Closed || s.today().After(o.round.AppealsDue):
			return refuse(string(round.WrongState), string(o.round.State), "an appeal within fifteen working days of the announcement")
		case a.Outcome == round.Promoted:
			return refuse("nothing to appeal against", "you", "a decision that went against you")
		}
		if _, err := s.store.AddAppeal(ctx, all, Appeal{RoundID: id, PersonID: a.PersonID, Reason: trimmed(reason), At: s.Now()}); err != nil {
			if database.IsDuplicate(err) {
				return refuse("appealed already", "you", "one appeal a decision")
			}
			return err
		}
		return s.journal.Record(ctx, all, "round.appealed", subject("round", id), map[string]any{"person": a.PersonID})
	})
}

// ApplyDue puts promotions into effect whose day has come: the rung, the agreement, the
// skills. It is done again after being broken off, and does nothing twice.
func (s *Rounds) ApplyDue(ctx context.Context, scope auth.Scope) (int, error) {
	due, err := s.store.Due(ctx, scope, s.today())
	if err != nil {
		return 0, err
	}
	done := 0
	for _, r := range due {
		list, err := s.store.Applications(ctx, scope, r.ID)
		if err != nil {
			return done, err
		}
		for _, a := range list {
			if a.Outcome != round.Promoted || !a.InEffectAt.IsZero() {
				continue
			}
			if err := s.putInEffect(ctx, scope, r, a); err != nil {
				return done, fmt.Errorf("round %d, person %d: %w", r.ID, a.PersonID, err)
			}
			done++
		}
	}
	return done, nil
}

func (s *Rounds) putInEffect(ctx context.Context, scope auth.Scope, r KeptRound, a Application) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		kept, err := s.ladders.Ladder(ctx, scope, r.LadderID)
		if err != nil {
			return err
		}
		if err := s.ladders.store.HoldPlaces(ctx, scope, kept.Ladder.Code); err != nil {
			return err
		}
		day, err := s.firstDay(ctx, scope, r, a)
		if err != nil {
			return err
		}
		if err := s.ladders.move(ctx, scope, Spell{PersonID: a.PersonID, Ladder: kept.Ladder.Code, Rung: r.Rung, From: day, Reason: subject("round", r.ID)}); err != nil {
			return err
		}
		person, err := s.ladders.staff.People.Get(ctx, scope, a.PersonID)
		if err != nil {
			return err
		}
		changed := person
		if r.Changes.AgreementID != 0 {
			changed = changed.WithAgreement(r.Changes.AgreementID, day)
		}
		if len(r.Changes.Drops)+len(r.Changes.Gains) > 0 {
			levels := map[int64]int{}
			for _, skill := range changed.SkillsOn(day) {
				levels[skill.SkillID] = skill.Level
			}
			for _, id := range r.Changes.Drops {
				delete(levels, id)
			}
			for _, g := range r.Changes.Gains {
				levels[g.SkillID] = max(levels[g.SkillID], g.Level)
			}
			changed = changed.WithSkills(levels, day)
		}
		if _, err := s.ladders.staff.People.Edit(ctx, scope, changed); err != nil {
			return err
		}
		a.InEffectAt = s.Now()
		if err := s.store.UpdateApplication(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.effect", subject("person", a.PersonID), map[string]any{"round": r.ID, "rung": r.Rung, "from": day.String()})
	})
}

// firstDay is the first day on the new rung: that of the round, or that of a decision
// which came later. Nobody is promoted backwards.
func (s *Rounds) firstDay(ctx context.Context, scope auth.Scope, r KeptRound, a Application) (grid.Date, error) {
	appeals, err := s.store.Appeals(ctx, scope, r.ID)
	day := r.Effective
	later := func(at time.Time) {
		if decided := grid.DateOf(at.UTC()); !at.IsZero() && decided.After(day) {
			day = decided
		}
	}
	later(r.AnnouncedAt)
	for _, x := range appeals {
		if x.PersonID == a.PersonID && x.Outcome == "upheld" {
			later(x.DecidedAt)
		}
	}
	return day, err
}

// Effect is what the queues lose if those people are promoted by a round.
func (s *Rounds) Effect(ctx context.Context, scope auth.Scope, id int64, people []int64) ([]QueueEffect, error) {
	r, err := s.store.Round(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if s.Capacity == nil {
		return nil, nil
	}
	o, err := s.read(ctx, scope, r)
	if err != nil {
		return nil, err
	}
	var leaving []Leaving
	for _, a := range o.people {
		chosen := slices.Contains(people, a.PersonID)
		if len(people) == 0 {
			chosen = a.Outcome == round.Promoted
		}
		if chosen {
			leaving = append(leaving, Leaving{a.PersonID, r.Changes.OffQueues, r.Changes.Drops})
		}
	}
	return s.Capacity.Effect(ctx, auth.SystemScope(scope.Tenant()), leaving, r.Effective)
}
