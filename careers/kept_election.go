package careers

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ElectionState is how far an election is.
type ElectionState string

// The states.
const (
	Nominating ElectionState = "nominating"
	Voting     ElectionState = "open"
	Counted    ElectionState = "counted"
)

// KeptElection is the vote on an award for a month.
type KeptElection struct {
	ID, Version    int64
	SiteID, TeamID int64 // whose people vote; TeamID 0 is all teams
	Award          string
	Month          string // YYYY-MM
	Method         election.Method
	Seats          int
	Quorum         float64
	Seed           string // of the draw that breaks ties, public from the beginning
	Closes         grid.Date
	State          ElectionState
	Result         *election.Result // nil until it is counted
	CreatedAt      time.Time
	CreatedBy      int64
}

// Elector is one of the electorate, or somebody who stands, or both.
type Elector struct {
	PersonID int64
	Votes    bool
	Stands   bool
	NamedBy  int64 // the user who proposed them
	Quality  float64
	Hired    grid.Date
}

// ElectionStore keeps elections. Who voted and what was cast are apart: see
// [ElectionStore.Box].
type ElectionStore interface {
	Transactor
	AddElection(ctx context.Context, scope auth.Scope, e KeptElection) (KeptElection, error)
	Election(ctx context.Context, scope auth.Scope, id int64) (KeptElection, error)
	// HoldElection is Election, keeping others from changing it until the transaction
	// ends.
	HoldElection(ctx context.Context, scope auth.Scope, id int64) (KeptElection, error)
	Elections(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptElection, error)
	UpdateElection(ctx context.Context, scope auth.Scope, e KeptElection) (KeptElection, error)
	DeleteElection(ctx context.Context, scope auth.Scope, id int64) error
	Electors(ctx context.Context, scope auth.Scope, id int64) ([]Elector, error)
	// PutElectors replaces the electorate and who stands.
	PutElectors(ctx context.Context, scope auth.Scope, id int64, list []Elector) error
	// Box is who has voted and what was cast, in orders that say nothing of when.
	Box(ctx context.Context, scope auth.Scope, id int64) (voted []string, ballots []election.Ballot, err error)
	PutBox(ctx context.Context, scope auth.Scope, id int64, voted []string, ballots []election.Ballot) error
}

var monthPattern = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

// check refuses what cannot be held.
func (e KeptElection) check(awards []string, today grid.Date) error {
	c := checks{what: "election"}
	c.need(slices.Contains(awards, e.Award), "award", fmt.Sprintf("%q", e.Award), fmt.Sprintf("one of %q", awards))
	c.need(monthPattern.MatchString(e.Month), "month", fmt.Sprintf("%q", e.Month), "a month YYYY-MM")
	c.need(slices.Contains([]election.Method{election.Approval, election.Ranked, election.Score}, e.Method), "method", e.Method, "approval, ranked or score")
	c.need(e.Seats >= 1 && e.Seats <= 100, "seats", e.Seats, "1 to 100")
	c.need(e.Quorum >= 0 && e.Quorum <= 1, "quorum", e.Quorum, "a share from 0 to 1")
	c.need(!e.Closes.Before(today), "closesOn", e.Closes.String(), "today or later")
	return c.err()
}

// first is the first day of the election's month.
func (e KeptElection) first() grid.Date {
	d, err := grid.ParseDate(e.Month + "-01")
	if err != nil {
		return grid.Date{}
	}
	return d
}

// held is the election as the core knows it.
func (e KeptElection) held(list []Elector) *election.Election {
	out := &election.Election{Method: e.Method, Seats: e.Seats, Quorum: e.Quorum, Seed: e.Seed}
	for _, p := range list {
		if p.Votes {
			out.Electorate = append(out.Electorate, personCode(p.PersonID))
		}
		if p.Stands {
			out.Candidates = append(out.Candidates, election.Candidate{Code: personCode(p.PersonID), Quality: p.Quality, Hired: p.Hired})
		}
	}
	slices.Sort(out.Electorate)
	slices.SortFunc(out.Candidates, func(a, b election.Candidate) int { return strings.Compare(a.Code, b.Code) })
	return out
}
