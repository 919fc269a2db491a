package scheduling

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
)

// Trial is what the rules of an agreement would say of a roster as it stands.
type Trial struct {
	Roster Roster
	People int // of the roster who are under the agreement
	// Breaches are theirs, by person; Impossible are those for whom no roster at all
	// would keep the rules, with the smallest set in conflict and what would free it.
	Breaches   []Breach
	Impossible []Unsatisfiable
}

// trialRosters is how many published rosters a trial looks through for people of an
// agreement.
const trialRosters = 5

// TryAgreement verifies a roster by the last terms of an agreement that need not be
// kept yet; roster 0 is the last published one that plans people under it, and no
// roster is found where there is none. Nothing is written.
func (s *Service) TryAgreement(ctx context.Context, scope auth.Scope, id int64, edited workforce.Agreement) (Trial, error) {
	if id != 0 {
		r, err := s.store.Roster(ctx, scope, id)
		if err != nil {
			return Trial{}, err
		}
		return s.try(ctx, scope, r, edited)
	}
	list, err := s.store.Rosters(ctx, scope, 0, 100)
	if err != nil {
		return Trial{}, err
	}
	list = slices.DeleteFunc(list, func(r Roster) bool { return r.PublishedVersion == 0 })
	for _, r := range list[:min(len(list), trialRosters)] {
		if trial, err := s.try(ctx, scope, r, edited); err != nil || trial.People > 0 {
			return trial, err
		}
	}
	return Trial{}, nil
}

func (s *Service) try(ctx context.Context, scope auth.Scope, r Roster, edited workforce.Agreement) (Trial, error) {
	given, shifts, err := s.given(ctx, scope, r)
	if err != nil {
		return Trial{}, err
	}
	trial := Trial{Roster: r}
	last := edited.Terms[len(edited.Terms)-1]
	edited.Code = given.Snapshot.Agreements[edited.ID].Code
	edited.Terms = []workforce.Terms{{Rules: last.Rules, Templates: last.Templates}} // on every day of the roster
	if _, used := given.Snapshot.Agreements[edited.ID]; !used {
		return trial, nil
	}
	given.Snapshot.Agreements[edited.ID] = edited
	p, err := NewProblem(given)
	if err != nil {
		return trial, err
	}
	under := map[int64]bool{}
	for _, person := range p.people {
		if person.AgreementOn(later(r.From, person.HiredOn)) == edited.ID {
			under[person.ID] = true
		}
	}
	trial.People = len(under)
	if faults := p.Faults(); len(faults) > 0 {
		return trial, p.contradiction(faults)
	}
	for _, b := range p.breaches(roster.Verify(p.Problem, p.lay(shifts))) {
		if under[b.PersonID] {
			trial.Breaches = append(trial.Breaches, b)
		}
	}
	for _, u := range p.named(roster.Conflicts(p.Problem)) {
		if under[u.PersonID] {
			trial.Impossible = append(trial.Impossible, u)
		}
	}
	return trial, nil
}
