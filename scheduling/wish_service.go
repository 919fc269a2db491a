package scheduling

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// wishTerms returns the rules that bind a person's wishes, and their wishes of
// the day's period and the one before. An agent's scope does not reach the
// site's terms, so they are read with the system's.
func (s *Service) wishTerms(ctx context.Context, scope auth.Scope, site int64, day grid.Date) (WishTerms, []Wish, error) {
	all, err := s.FairnessTerms(ctx, auth.SystemScope(scope.Tenant()), site)
	if err != nil {
		return WishTerms{}, nil, err
	}
	terms := all.Wishes
	from, to := terms.period(day)
	wishes, err := s.store.Wishes(ctx, scope, []int64{scope.Person()}, from.AddDays(-terms.PeriodDays), to)
	return terms, wishes, err
}

// WishBalance returns the points of the caller, who works at a site, in the
// period of a day.
func (s *Service) WishBalance(ctx context.Context, scope auth.Scope, site int64, day grid.Date) (Balance, error) {
	terms, wishes, err := s.wishTerms(ctx, scope, site, day)
	if err != nil {
		return Balance{}, err
	}
	return terms.balance(day, wishes), nil
}

// OwnWishes returns the caller's wishes for the days from one to another.
func (s *Service) OwnWishes(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]Wish, error) {
	return s.store.Wishes(ctx, scope, []int64{scope.Person()}, from, to)
}

// MakeWish keeps a wish of the caller, who works at a site, if their points
// allow it. There is one wish a day: a new one takes the place of the old.
func (s *Service) MakeWish(ctx context.Context, scope auth.Scope, site int64, w Wish) (Wish, error) {
	w, err := NewWish(w)
	if err != nil {
		return Wish{}, err
	}
	w.PersonID, w.At = scope.Person(), s.Now()
	if w.PersonID == 0 {
		return Wish{}, database.ErrNotFound
	}
	today, err := s.today(ctx, auth.SystemScope(scope.Tenant()), site)
	if err != nil {
		return Wish{}, err
	}
	if !w.Day.After(today) || w.Day.After(today.AddDays(366)) {
		return Wish{}, &InvalidError{What: "wish", Fields: []FieldError{{Field: "day", Found: w.Day.String(), Expected: "a day from tomorrow on, within a year", Want: problem.Wanting(problem.DayWithin, today.AddDays(1), today.AddDays(366))}}}
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		terms, wishes, err := s.wishTerms(ctx, scope, site, w.Day)
		if err != nil {
			return err
		}
		balance := terms.balance(w.Day, wishes)
		for _, old := range wishes {
			if old.Day != w.Day {
				continue
			}
			if old.State != WishOpen {
				return &InvalidError{What: "wish", Fields: []FieldError{{Field: "day", Found: "a wish that is " + string(old.State), Expected: "a day whose roster is not published", Want: problem.Wanting(problem.Unpublished)}}}
			}
			balance.Used -= old.Points
		}
		if w.Points > balance.Left() {
			return &InvalidError{What: "wish", Fields: []FieldError{{Field: "points", Found: fmt.Sprint(w.Points), Expected: fmt.Sprintf("at most %d, which are left until %s", balance.Left(), balance.To), Want: problem.Wanting(problem.PointsLeft, balance.Left(), balance.To)}}}
		}
		w, err = s.store.PutWish(ctx, scope, w)
		return err
	})
	return w, err
}

// TakeBackWish forgets an open wish of the caller.
func (s *Service) TakeBackWish(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.DeleteWish(ctx, scope, id)
}

// PlannedWish is a wish beside what the roster plans now.
type PlannedWish struct {
	Wish
	PersonName string
	Met        bool
}

// RosterWishes returns the wishes for a roster's days, and how often everybody's
// were granted in the year before them.
func (s *Service) RosterWishes(ctx context.Context, scope auth.Scope, id int64) ([]PlannedWish, map[int64]Record, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return nil, nil, err
	}
	wishes, record, err := s.wishesFor(ctx, scope, plan.Roster, plan.planned())
	if err != nil {
		return nil, nil, err
	}
	name := map[int64]string{}
	for _, p := range plan.People() {
		name[p.ID] = p.Name
	}
	loc := plan.Problem.grid.Location()
	out := make([]PlannedWish, len(wishes))
	for i, w := range wishes {
		shift, works := plan.Sheet.At(w.PersonID, w.Day)
		out[i] = PlannedWish{w, name[w.PersonID], w.met(shift, works, loc)}
	}
	return out, record, nil
}

// wishesFor returns people's wishes for a roster's days, and their record of the
// year before.
func (s *Service) wishesFor(ctx context.Context, scope auth.Scope, r Roster, people []int64) (wishes []Wish, record map[int64]Record, err error) {
	all, err := s.store.Wishes(ctx, scope, people, r.From.AddDays(-365), r.To())
	if err != nil {
		return nil, nil, err
	}
	var before []Wish
	for _, w := range all {
		if w.Day.Before(r.From) {
			before = append(before, w)
		} else {
			wishes = append(wishes, w)
		}
	}
	return wishes, records(before), nil
}

// decide answers the wishes for the days of a roster that is being published.
func (s *Service) decide(ctx context.Context, scope auth.Scope, plan *Opened) error {
	wishes, _, err := s.wishesFor(ctx, scope, plan.Roster, plan.planned())
	if err != nil || len(wishes) == 0 {
		return err
	}
	desk, err := roster.NewDesk(plan.Problem.Problem, plan.Problem.lay(plan.Shifts))
	if err != nil {
		return err
	}
	loc := plan.Problem.grid.Location()
	for i := range wishes {
		w := &wishes[i]
		shift, works := plan.Sheet.At(w.PersonID, w.Day)
		w.State, w.Rule, w.Delta, w.RosterID = WishGranted, "", 0, plan.Roster.ID
		if !w.met(shift, works, loc) {
			w.State = WishRefused
			plan.Problem.refuse(w, desk, loc)
		}
	}
	return s.store.DecideWishes(ctx, scope, wishes)
}

// refuse says why a wish could not be met: the rule that forbids every way to
// meet it, or what the cheapest way would have cost.
func (p *Problem) refuse(w *Wish, desk *roster.Desk, loc *time.Location) {
	person, known := p.position[w.PersonID]
	day, inside := p.grid.DayIndex(w.Day)
	if !known || !inside {
		return
	}
	for _, c := range p.shiftReason(person, day, desk.ExplainShift(person, day)).Choices {
		if !c.Blocked && w.met(c.Shift, !c.Off, loc) {
			w.Rule, w.Delta = "", c.Delta
			return
		}
		if c.Blocked && w.Rule == "" && w.asks(c) {
			w.Rule = c.Forbidden
		}
	}
}

// asks reports whether a choice of a day is one that the wish names.
func (w Wish) asks(c Choice) bool {
	switch w.Kind {
	case WishOff:
		return c.Off
	case WishTemplate:
		return c.Template == w.Template
	case WishNotTemplate:
		return !c.Off && c.Template != w.Template
	}
	return false
}

// OwnTemplates returns the shift templates that the caller, who works at a site, may
// wish for or against on a day.
func (s *Service) OwnTemplates(ctx context.Context, scope auth.Scope, site int64, day grid.Date) ([]workforce.ShiftTemplate, error) {
	system := auth.SystemScope(scope.Tenant())
	snapshot, err := s.people.Planning(ctx, system, site, day, day, workforce.Filter{PersonIDs: []int64{scope.Person()}})
	if err != nil {
		return nil, err
	}
	for _, p := range snapshot.People {
		if terms, bound := snapshot.TermsOn(p, day); bound && p.ID == scope.Person() {
			return terms.Templates, nil
		}
	}
	return nil, nil
}

// RosterFairness is what a roster adds to burdens, and what their unevenness
// costs by account.
type RosterFairness struct {
	Cost   roster.Load
	Before []Burden
	Added  []roster.Load // in the order of the roster's people
	People []workforce.PlanningPerson
}

// Fairness returns what a roster adds to burdens as it stands.
func (s *Service) Fairness(ctx context.Context, scope auth.Scope, id int64) (RosterFairness, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return RosterFairness{}, err
	}
	ledger, err := s.burdensBefore(ctx, scope, plan.Roster)
	if err != nil {
		return RosterFairness{}, err
	}
	laid := plan.Problem.lay(plan.Shifts)
	out := RosterFairness{
		Cost: roster.FairnessByAccount(plan.Problem.Problem, laid), Added: roster.Loads(plan.Problem.Problem, laid), People: plan.People(),
	}
	before := ledger.byPerson()
	for _, p := range plan.People() {
		out.Before = append(out.Before, before[p.ID])
	}
	return out, nil
}
