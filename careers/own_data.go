package careers

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Own is all evidence of the person who asks, however old.
func (s *Evidence) Own(ctx context.Context, scope auth.Scope) ([]Piece, error) {
	if _, err := s.staff.People.Get(ctx, scope, scope.Person()); err != nil {
		return nil, err
	}
	return s.store.Evidence(ctx, scope, []int64{scope.Person()}, grid.Date{Year: 1, Month: 1, Day: 1})
}

// VotedIn are all elections in which the caller voted, the newest first. What was cast is
// not tied to anybody, and is not in it.
func (s *Elections) VotedIn(ctx context.Context, scope auth.Scope) ([]KeptElection, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	all := auth.SystemScope(scope.Tenant())
	var out []KeptElection
	for before := int64(0); ; {
		list, err := s.store.Elections(ctx, all, before, 100)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			voted, _, err := s.store.Box(ctx, all, e.ID)
			if err != nil {
				return nil, fmt.Errorf("election %d: %w", e.ID, err)
			}
			for _, code := range voted {
				if code == personCode(scope.Person()) {
					out = append(out, e)
				}
			}
			before = e.ID
		}
		if len(list) < 100 {
			return out, nil
		}
	}
}

// OwnApplication is an application of the caller and the round it was made in.
type OwnApplication struct {
	Application
	Round KeptRound
}

// OwnApplications are all applications of the caller, those taken back included. What was
// decided is left out until it is announced, and who decided always.
func (s *Rounds) OwnApplications(ctx context.Context, scope auth.Scope) ([]OwnApplication, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	all := auth.SystemScope(scope.Tenant())
	applied, err := s.store.ApplicationsOf(ctx, all, scope.Person())
	if err != nil {
		return nil, err
	}
	out := make([]OwnApplication, len(applied))
	for i, a := range applied {
		r, err := s.store.Round(ctx, all, a.RoundID)
		if err != nil {
			return nil, fmt.Errorf("round %d: %w", a.RoundID, err)
		}
		if a.Deciders = nil; !r.announced() {
			a.Outcome, a.Reason = "", ""
		}
		out[i] = OwnApplication{a, r}
	}
	return out, nil
}
