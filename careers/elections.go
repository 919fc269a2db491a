package careers

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Elections is the verbs of electing people to awards.
type Elections struct {
	store    ElectionStore
	evidence EvidenceStore
	staff    Staff
	journal  Journal
	awards   []string
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewElections connects elections with what they need of others.
func NewElections(store ElectionStore, evidence EvidenceStore, staff Staff, journal Journal) *Elections {
	return &Elections{store: store, evidence: evidence, staff: staff, journal: journal, awards: Catalogue().Awards, Now: time.Now}
}

func (s *Elections) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// ElectionReport is an election with its people: what HR sees. Of the vote it tells how
// many have voted, and nothing else before it is counted.
type ElectionReport struct {
	KeptElection
	Electors []Elector
	Voted    int
}

// Begin announces an election: from now on people may be proposed. Without a seed one
// is drawn, public from the beginning.
func (s *Elections) Begin(ctx context.Context, scope auth.Scope, e KeptElection) (KeptElection, error) {
	if err := e.check(s.awards, s.today()); err != nil {
		return e, err
	}
	if e.Seed == "" {
		draw := make([]byte, 8)
		if _, err := rand.Read(draw); err != nil {
			return e, err
		}
		e.Seed = hex.EncodeToString(draw)
	}
	e.State, e.CreatedAt, e.CreatedBy = Nominating, s.Now(), scope.Actor()
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if err := s.alone(ctx, scope, e); err != nil {
			return err
		}
		if e, err = s.store.AddElection(ctx, scope, e); err != nil {
			return err
		}
		list, err := s.electorate(ctx, scope, e)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return invalid("election", "siteId", "nobody works there", "a site or team with people")
		}
		if err := s.store.PutElectors(ctx, scope, e.ID, list); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "election.begin", subject("election", e.ID), map[string]any{"award": e.Award, "month": e.Month, "seed": e.Seed, "electors": len(list)})
	})
	return e, err
}

// electionsAtOnce is how many are looked at in one go.
const electionsAtOnce = 100

// alone refuses a second election on an award for the same people and month: it would
// count twice in a streak. One for which too few voted may be held again.
func (s *Elections) alone(ctx context.Context, scope auth.Scope, e KeptElection) error {
	for before := int64(0); ; {
		list, err := s.store.Elections(ctx, scope, before, electionsAtOnce)
		if err != nil {
			return err
		}
		for _, other := range list {
			again := other.Result != nil && !other.Result.Quorate
			if other.SiteID == e.SiteID && other.TeamID == e.TeamID && other.Award == e.Award && other.Month == e.Month && !again {
				return invalid("election", "month", e.Month+", for which there is an election on this award already", "another month, or the election that there is")
			}
		}
		if len(list) < electionsAtOnce {
			return nil
		}
		before = list[len(list)-1].ID
	}
}

// electorate are those who work at the site, or in the team, on the last day to vote.
func (s *Elections) electorate(ctx context.Context, scope auth.Scope, e KeptElection) ([]Elector, error) {
	filter := workforce.Filter{SiteIDs: []int64{e.SiteID}, From: s.today(), To: e.Closes}
	if e.TeamID != 0 {
		filter.TeamIDs = []int64{e.TeamID}
	}
	people, err := s.staff.People.Find(ctx, scope, filter)
	var list []Elector
	for _, p := range people {
		if p.EmployedOn(s.today()) {
			list = append(list, Elector{PersonID: p.ID, Votes: true, Hired: p.HiredOn})
		}
	}
	return list, err
}

// Elections lists them, the newest first.
func (s *Elections) Elections(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptElection, error) {
	return s.store.Elections(ctx, scope, before, limit)
}

// Election returns one.
func (s *Elections) Election(ctx context.Context, scope auth.Scope, id int64) (ElectionReport, error) {
	e, err := s.store.Election(ctx, scope, id)
	if err != nil {
		return ElectionReport{}, err
	}
	list, err := s.store.Electors(ctx, scope, id)
	if err != nil {
		return ElectionReport{}, err
	}
	voted, _, err := s.store.Box(ctx, scope, id)
	return ElectionReport{e, list, len(voted)}, err
}

// Propose puts somebody up, or takes them off the list again, while people may be
// proposed.
func (s *Elections) Propose(ctx context.Context, scope auth.Scope, id, person int64, stands bool) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		return s.propose(ctx, scope, id, person, stands)
	})
}

func (s *Elections) propose(ctx context.Context, scope auth.Scope, id, person int64, stands bool) error {
	e, list, err := s.hold(ctx, scope, id, Nominating)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(p Elector) bool { return p.PersonID == person })
	if at < 0 {
		return invalid("nomination", "personId", fmt.Sprint(person), "somebody of the electorate")
	}
	list[at].Stands, list[at].NamedBy = stands, scope.Actor()
	if err := s.store.PutElectors(ctx, scope, e.ID, list); err != nil {
		return err
	}
	return s.journal.Record(ctx, scope, "election.propose", subject("election", id), map[string]any{"person": person, "stands": stands})
}

// hold reads an election that must be in a state, for the transaction.
func (s *Elections) hold(ctx context.Context, scope auth.Scope, id int64, state ElectionState) (KeptElection, []Elector, error) {
	e, err := s.store.HoldElection(ctx, scope, id)
	if err != nil {
		return e, nil, err
	}
	if e.State != state {
		return e, nil, refuse("not in this state", string(e.State), string(state))
	}
	list, err := s.store.Electors(ctx, scope, id)
	return e, list, err
}

// qualityDays is how far back quality counts where it breaks a tie.
const qualityDays = 90

// Open begins the vote. What ties are broken by is fixed now: the mean quality of the
// last ninety days, the first day of service, the seed.
func (s *Elections) Open(ctx context.Context, scope auth.Scope, id, version int64) (KeptElection, error) {
	var out KeptElection
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		e, list, err := s.hold(ctx, scope, id, Nominating)
		if err != nil {
			return err
		}
		if faults := e.held(list).Check(); len(faults) > 0 {
			return refusedBy(faults, nil)
		}
		if err := s.qualities(ctx, scope, list); err != nil {
			return err
		}
		if err := s.store.PutElectors(ctx, scope, id, list); err != nil {
			return err
		}
		e.State, e.Version = Voting, version
		if out, err = s.store.UpdateElection(ctx, scope, e); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "election.open", subject("election", id), map[string]any{"candidates": len(e.held(list).Candidates)})
	})
	return out, err
}

func (s *Elections) qualities(ctx context.Context, scope auth.Scope, list []Elector) error {
	var ids []int64
	for _, p := range list {
		if p.Stands {
			ids = append(ids, p.PersonID)
		}
	}
	pieces, err := s.evidence.Evidence(ctx, scope, ids, s.today().AddDays(-qualityDays))
	if err != nil {
		return err
	}
	sum, weight := map[int64]float64{}, map[int64]float64{}
	for _, p := range pieces {
		if p.Register == string(ladder.MetricRegister) && p.Name == ladder.QualityScore && p.Contest != ContestUpheld {
			w := max(p.Weight, 1)
			sum[p.PersonID] += w * p.Value
			weight[p.PersonID] += w
		}
	}
	for i := range list {
		if w := weight[list[i].PersonID]; w > 0 {
			list[i].Quality = sum[list[i].PersonID] / w
		}
	}
	return nil
}

// Count closes the vote and gives the award to whoever is elected. Early only when
// everybody has voted.
func (s *Elections) Count(ctx context.Context, scope auth.Scope, id, version int64) (KeptElection, error) {
	var out KeptElection
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		e, list, err := s.hold(ctx, scope, id, Voting)
		if err != nil {
			return err
		}
		voted, ballots, err := s.store.Box(ctx, scope, id)
		if err != nil {
			return err
		}
		held := e.held(list)
		if !s.today().After(e.Closes) && len(voted) < len(held.Electorate) {
			return refuse("not over yet", fmt.Sprintf("%d of %d have voted", len(voted), len(held.Electorate)), "all to have voted, or a day after "+e.Closes.String())
		}
		e.Result = election.Tally(held, ballots)
		e.State, e.Version = Counted, version
		if err := s.award(ctx, scope, e); err != nil {
			return err
		}
		if out, err = s.store.UpdateElection(ctx, scope, e); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "election.count", subject("election", id), map[string]any{"elected": e.Result.Elected, "quorate": e.Result.Quorate, "turnout": e.Result.Turnout})
	})
	return out, err
}

// award makes evidence of who was elected.
func (s *Elections) award(ctx context.Context, scope auth.Scope, e KeptElection) error {
	var pieces []Piece
	for _, code := range e.Result.Elected {
		p := Piece{
			Fact:   Fact{PersonID: PersonOf(code), Register: string(ladder.AwardRegister), Name: e.Award, Day: e.first(), Value: 1, Weight: 1, Reference: subject("election", e.ID)},
			Source: FromElection, EnteredAt: s.Now(), EnteredBy: scope.Actor(),
		}
		p.seal()
		pieces = append(pieces, p)
	}
	if len(pieces) == 0 {
		return nil
	}
	_, err := s.evidence.PutPieces(ctx, scope, pieces)
	return err
}

// Forget deletes an election before anybody may vote.
func (s *Elections) Forget(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, _, err := s.hold(ctx, scope, id, Nominating); err != nil {
			return err
		}
		return s.store.DeleteElection(ctx, scope, id)
	})
}

// OwnElection is an election as one of its electors sees it.
type OwnElection struct {
	KeptElection
	Candidates []int64
	HasVoted   bool
}

// shownElections is how many elections an agent sees.
const shownElections = 12

// OwnElections are those in which the caller may vote, the newest first.
func (s *Elections) OwnElections(ctx context.Context, scope auth.Scope) ([]OwnElection, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	all := auth.SystemScope(scope.Tenant())
	list, err := s.store.Elections(ctx, all, 0, shownElections)
	if err != nil {
		return nil, err
	}
	var out []OwnElection
	for _, e := range list {
		own, err := s.ownElection(ctx, all, e, scope.Person())
		if errors.Is(err, database.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, own)
	}
	return out, nil
}

func (s *Elections) ownElection(ctx context.Context, all auth.Scope, e KeptElection, person int64) (OwnElection, error) {
	list, err := s.store.Electors(ctx, all, e.ID)
	if err != nil {
		return OwnElection{}, err
	}
	if !slices.ContainsFunc(list, func(p Elector) bool { return p.PersonID == person && p.Votes }) {
		return OwnElection{}, database.ErrNotFound
	}
	voted, _, err := s.store.Box(ctx, all, e.ID)
	own := OwnElection{KeptElection: e, HasVoted: slices.Contains(voted, personCode(person))}
	for _, p := range list {
		if p.Stands {
			own.Candidates = append(own.Candidates, p.PersonID)
		}
	}
	return own, err
}

// ProposeOwn lets one of the electorate propose a colleague.
func (s *Elections) ProposeOwn(ctx context.Context, scope auth.Scope, id, person int64) error {
	if scope.Person() == 0 {
		return database.ErrNotFound
	}
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.store.InTx(ctx, all, func(ctx context.Context) error {
		e, err := s.store.Election(ctx, all, id)
		if err != nil {
			return err
		}
		if _, err := s.ownElection(ctx, all, e, scope.Person()); err != nil {
			return err
		}
		if person == scope.Person() {
			return refuse("proposes themselves", "you", "somebody else")
		}
		return s.propose(ctx, all, id, person, true)
	})
}

// Vote is a ballot in terms of people.
type Vote struct {
	Approved []int64
	Ranking  []int64
	Points   map[int64]int
}

func (v Vote) ballot() election.Ballot {
	codes := func(ids []int64) []string {
		var out []string
		for _, id := range ids {
			out = append(out, personCode(id))
		}
		return out
	}
	b := election.Ballot{Approved: codes(v.Approved), Ranking: codes(v.Ranking)}
	slices.Sort(b.Approved) // the order in which somebody ticked says something about them
	for id, points := range v.Points {
		if b.Points == nil {
			b.Points = map[string]int{}
		}
		b.Points[personCode(id)] = points
	}
	return b
}

// Cast takes the caller's ballot. That somebody has voted and what was cast are written
// apart, and nothing else is: no journal, no moment, no request that could be repeated,
// for each of these would tie the two together.
func (s *Elections) Cast(ctx context.Context, scope auth.Scope, id int64, vote Vote) error {
	if scope.Person() == 0 {
		return database.ErrNotFound
	}
	all := auth.SystemScope(scope.Tenant())
	return s.store.InTx(ctx, all, func(ctx context.Context) error {
		e, err := s.store.HoldElection(ctx, all, id)
		if err != nil {
			return err
		}
		if _, err := s.ownElection(ctx, all, e, scope.Person()); err != nil {
			return err
		}
		if e.State != Voting || s.today().After(e.Closes) {
			return refuse("not in this state", string(e.State), "an election that is open until "+e.Closes.String())
		}
		list, err := s.store.Electors(ctx, all, id)
		if err != nil {
			return err
		}
		voted, ballots, err := s.store.Box(ctx, all, id)
		if err != nil {
			return err
		}
		held, box := e.held(list), election.Refill(voted, ballots)
		if err := box.Cast(held, personCode(scope.Person()), vote.ballot()); err != nil {
			var fault *election.Fault
			if errors.As(err, &fault) {
				return refusedBy([]*election.Fault{fault}, map[string]string{personCode(scope.Person()): "you"})
			}
			return err
		}
		return s.store.PutBox(ctx, all, id, box.Voted(held), box.Ballots())
	})
}
