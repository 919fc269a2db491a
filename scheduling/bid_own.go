package scheduling

import (
	"context"
	"errors"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// ownBids is how many of an agent's bids are listed.
const ownBids = 20

// OwnBids returns the bids that are offered to the caller, the newest first.
func (s *Service) OwnBids(ctx context.Context, scope auth.Scope) ([]BidAt, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	// An agent's scope does not reach the site's bids; being offered one does.
	return s.allAt(s.store.BidsOf(ctx, auth.SystemScope(scope.Tenant()), scope.Person(), ownBids))
}

// OwnBid is a bid as one of those sees it to whom it is offered.
type OwnBid struct {
	BidAt
	Ranking
	Broken [][]rules.Rule // by line: the rules that it would break; none: it is lawful
	Award  *Settled       // nil until the bid is awarded
	// Missed are the lines ranked above the one that was awarded; whoever has one is
	// not told.
	Missed []MissedChoice
}

// MissedChoice is a line that somebody ranked and did not get: somebody else has it,
// or rules forbid it.
type MissedChoice struct {
	Line  int
	Taken bool
}

// OwnBid returns a bid that is offered to the caller.
func (s *Service) OwnBid(ctx context.Context, scope auth.Scope, id int64) (OwnBid, error) {
	b, err := s.offered(ctx, scope, id)
	if err != nil {
		return OwnBid{}, err
	}
	all := auth.SystemScope(scope.Tenant())
	out := OwnBid{BidAt: BidAt{b, b.State(s.Now())}}
	rankings, err := s.store.Rankings(ctx, all, id)
	if err != nil {
		return OwnBid{}, err
	}
	for _, r := range rankings {
		if r.PersonID == scope.Person() {
			out.Ranking = r
		}
	}
	if out.Broken, err = s.brokenLines(ctx, all, b, scope.Person()); err != nil {
		return OwnBid{}, err
	}
	if out.State == BidAwarded {
		awards, err := s.store.Awards(ctx, all, id)
		if err != nil {
			return OwnBid{}, err
		}
		at := slices.IndexFunc(awards, func(a Settled) bool { return a.PersonID == scope.Person() })
		out.Award = &awards[at]
		holder := map[int]int{}
		for i, a := range awards {
			holder[a.Line] = i
		}
		for _, m := range missed(out.Choices, b.Rule, out.Award.Line, holder) {
			out.Missed = append(out.Missed, MissedChoice{m.Line, m.To != bid.None})
		}
	}
	return out, nil
}

// offered returns a bid if it is offered to the caller; any other does not exist.
func (s *Service) offered(ctx context.Context, scope auth.Scope, id int64) (Bid, error) {
	if scope.Person() == 0 {
		return Bid{}, database.ErrNotFound
	}
	b, err := s.store.Bid(ctx, auth.SystemScope(scope.Tenant()), id)
	if err == nil && !slices.Contains(b.People, scope.Person()) {
		return Bid{}, database.ErrNotFound
	}
	return b, err
}

// brokenLines judges every line of a bid for one person, whom alone it reads.
func (s *Service) brokenLines(ctx context.Context, scope auth.Scope, b Bid, person int64) ([][]rules.Rule, error) {
	out := make([][]rules.Rule, len(b.Weeks))
	r, err := s.store.Roster(ctx, scope, b.RosterID)
	if err != nil {
		return nil, err
	}
	r.People = PeopleFilter{PersonIDs: []int64{person}}
	plan, err := s.open(ctx, scope, r)
	var nobody *InvalidError
	var loose *UnsatisfiableError
	if errors.As(err, &nobody) || errors.As(err, &loose) { // the roster plans them no longer
		for line := range out {
			out[line] = []rules.Rule{rules.Skill}
		}
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range out {
		out[line] = rulesOf(plan.layLine(b, 0, line).broken)
	}
	return out, nil
}

// Rank keeps the caller's choices among the lines of an open bid, in the place of
// earlier ones. Choosing nothing takes the choice back.
func (s *Service) Rank(ctx context.Context, scope auth.Scope, id int64, choices []bid.Choice) (OwnBid, error) {
	err := s.store.InTx(ctx, auth.SystemScope(scope.Tenant()), func(ctx context.Context) error {
		b, err := s.offered(ctx, scope, id)
		if err != nil {
			return err
		}
		if state := b.State(s.Now()); state != BidOpen {
			return &BidStateError{id, state, "ranking its lines"}
		}
		if err := b.check(choices); err != nil {
			return err
		}
		return s.store.PutRanking(ctx, auth.SystemScope(scope.Tenant()), id, Ranking{PersonID: scope.Person(), Choices: choices, At: s.Now()})
	})
	if err != nil {
		return OwnBid{}, err
	}
	return s.OwnBid(ctx, scope, id)
}
