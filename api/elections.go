package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/internal/auth"
)

// ElectionFields is what HR decides about an election.
type ElectionFields struct {
	SiteID   int64   `json:"siteId" minimum:"1" doc:"Whose people vote."`
	TeamID   int64   `json:"teamId,omitempty" doc:"Absent: all teams of the site."`
	Award    string  `json:"award" maxLength:"80"`
	Month    string  `json:"month" pattern:"^20[0-9]{2}-(0[1-9]|1[0-2])$" patternDescription:"a month such as 2026-03"`
	Method   string  `json:"method" enum:"approval,ranked,score"`
	Seats    int     `json:"seats" minimum:"1" maximum:"100"`
	Quorum   float64 `json:"quorum" minimum:"0" maximum:"1" doc:"Share of the electorate that must vote."`
	Seed     string  `json:"seed,omitempty" maxLength:"80" doc:"Of the draw that breaks ties, public from the beginning; absent: drawn."`
	ClosesOn Day     `json:"closesOn" doc:"Last day to vote."`
}

// Election is the vote on an award for a month.
type Election struct {
	Versioned
	ElectionFields
	State     string          `json:"state" enum:"nominating,open,counted"`
	Result    *ElectionResult `json:"result,omitempty"`
	CreatedAt time.Time       `json:"createdAt"`
}

// ElectionResult is what an election came to. With fewer than ten electors it holds who
// was elected and no counts.
type ElectionResult struct {
	Quorate bool            `json:"quorate"`
	Turnout float64         `json:"turnout"`
	Counted bool            `json:"counted" doc:"Whether counts are shown."`
	Places  []ElectionPlace `json:"places" nullable:"false" doc:"The best first."`
	Ties    []ElectionTie   `json:"ties" nullable:"false"`
}

// ElectionPlace is where a candidate came in.
type ElectionPlace struct {
	CareerPerson
	Points  int  `json:"points"`
	Elected bool `json:"elected"`
}

// ElectionTie is one that the rule broke.
type ElectionTie struct {
	For     CareerPerson `json:"for"`
	Against CareerPerson `json:"against"`
	By      string       `json:"by" enum:"quality,service,draw"`
}

// ElectionReport is an election with who stands. Of the vote it tells how many have voted.
type ElectionReport struct {
	Election
	Electors   int                 `json:"electors"`
	Voted      int                 `json:"voted"`
	Candidates []ElectionCandidate `json:"candidates" nullable:"false"`
}

// ElectionCandidate is somebody who stands.
type ElectionCandidate struct {
	CareerPerson
	Quality float64 `json:"quality" doc:"Mean of the ninety days before the vote, by which ties are broken first."`
	HiredOn Day     `json:"hiredOn"`
}

// ElectionNomination proposes somebody for an election.
type ElectionNomination struct {
	PersonID int64 `json:"personId" minimum:"1"`
}

type (
	newElectionInput struct {
		OnceInput
		Body ElectionFields
	}
	standInput struct {
		IDInput
		Body ElectionNomination
	}
	unstandInput struct {
		IDInput
		Person int64 `path:"person" minimum:"1"`
	}
)

const aboutElections = "An election gives an award for a month. Who has voted and what was cast are kept apart, so that nobody can join them; counts are shown from ten electors on."

func (s *Server) registerElections(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, path, id, summary, aboutElections)
	}
	secured(s, api, op(http.MethodGet, "/elections", "list-elections", "List elections, newest first"), auth.ReadCareers, s.listElections)
	begin := op(http.MethodPost, "/elections", "create-election", "Announce an election")
	begin.DefaultStatus = http.StatusCreated
	secured(s, api, begin, auth.ManageCareers, s.beginElection)
	secured(s, api, op(http.MethodGet, "/elections/{id}", "get-election", "Get an election with who stands"), auth.ReadCareers, s.getElection)
	secured(s, api, op(http.MethodDelete, "/elections/{id}", "delete-election", "Forget an election before anybody may vote"), auth.ManageCareers, s.forgetElection)
	stand := op(http.MethodPost, "/elections/{id}/candidates", "create-candidate", "Propose somebody")
	stand.DefaultStatus = http.StatusNoContent
	secured(s, api, stand, auth.ReadCareers, s.proposeCandidate)
	secured(s, api, op(http.MethodDelete, "/elections/{id}/candidates/{person}", "delete-candidate", "Take somebody off the list"), auth.ManageCareers, s.dropCandidate)
	secured(s, api, op(http.MethodPost, "/elections/{id}/opening", "open-election", "Begin the vote"), auth.ManageCareers, s.openElection)
	secured(s, api, op(http.MethodPost, "/elections/{id}/count", "count-election", "Close the vote and count"), auth.ManageCareers, s.countElection)
}

// electionOf needs the names of those in the result.
func (s *Server) electionOf(ctx context.Context, scope auth.Scope, e careers.KeptElection) (Election, error) {
	out := Election{
		Versioned:      Versioned{e.ID, e.Version},
		ElectionFields: ElectionFields{e.SiteID, e.TeamID, e.Award, e.Month, string(e.Method), e.Seats, e.Quorum, e.Seed, Day{e.Closes}},
		State:          string(e.State), CreatedAt: e.CreatedAt,
	}
	if e.Result == nil {
		return out, nil
	}
	var ids []int64
	for _, p := range e.Result.Places {
		ids = append(ids, careers.PersonOf(p.Candidate))
	}
	names, err := s.careerPeople(ctx, auth.SystemScope(scope.Tenant()), ids)
	if err != nil {
		return out, err
	}
	who := func(code string) CareerPerson { return careerPerson(careers.PersonOf(code), names) }
	r := &ElectionResult{Quorate: e.Result.Quorate, Turnout: e.Result.Turnout, Counted: e.Result.Counted, Places: []ElectionPlace{}}
	for i, p := range e.Result.Places {
		r.Places = append(r.Places, ElectionPlace{who(p.Candidate), p.Points, i < len(e.Result.Elected)})
	}
	r.Ties = each(e.Result.Ties, func(t election.Tie) ElectionTie { return ElectionTie{who(t.For), who(t.Against), string(t.By)} })
	out.Result = r
	return out, nil
}

func (s *Server) electionAnswer(ctx context.Context, scope auth.Scope, id int64) (*entityOutput[ElectionReport], error) {
	e, err := s.Careers.Elections.Election(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	out := ElectionReport{Voted: e.Voted, Candidates: []ElectionCandidate{}}
	if out.Election, err = s.electionOf(ctx, scope, e.KeptElection); err != nil {
		return nil, err
	}
	var ids []int64
	for _, p := range e.Electors {
		if p.Votes {
			out.Electors++
		}
		if p.Stands {
			ids = append(ids, p.PersonID)
		}
	}
	names, err := s.careerPeople(ctx, auth.SystemScope(scope.Tenant()), ids)
	if err != nil {
		return nil, err
	}
	for _, p := range e.Electors {
		if p.Stands {
			out.Candidates = append(out.Candidates, ElectionCandidate{careerPerson(p.PersonID, names), p.Quality, Day{p.Hired}})
		}
	}
	return &entityOutput[ElectionReport]{ETag: etag(e.Version), Location: basePath + "/elections/" + strconv.FormatInt(id, 10), Body: out}, nil
}

func (s *Server) listElections(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Election], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Careers.Elections.Elections(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	items := make([]Election, len(list))
	for i, e := range list {
		if items[i], err = s.electionOf(ctx, scope, e); err != nil {
			return nil, err
		}
	}
	return newestFirst(items, in.Limit, func(e Election) int64 { return e.ID }, func(e Election) Election { return e }), nil
}

func (s *Server) beginElection(ctx context.Context, scope auth.Scope, in *newElectionInput) (*entityOutput[ElectionReport], error) {
	b := in.Body
	made, err := s.Careers.Elections.Begin(ctx, scope, careers.KeptElection{
		SiteID: b.SiteID, TeamID: b.TeamID, Award: b.Award, Month: b.Month, Method: election.Method(b.Method), Seats: b.Seats, Quorum: b.Quorum, Seed: b.Seed, Closes: b.ClosesOn.Date,
	})
	if err != nil {
		return nil, err
	}
	return s.electionAnswer(ctx, scope, made.ID)
}

func (s *Server) getElection(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[ElectionReport], error) {
	return s.electionAnswer(ctx, scope, in.ID)
}

func (s *Server) forgetElection(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Careers.Elections.Forget(ctx, scope, in.ID)
}

func (s *Server) proposeCandidate(ctx context.Context, scope auth.Scope, in *standInput) (*struct{}, error) {
	return nil, s.Careers.Elections.Propose(ctx, scope, in.ID, in.Body.PersonID, true)
}

func (s *Server) dropCandidate(ctx context.Context, scope auth.Scope, in *unstandInput) (*struct{}, error) {
	return nil, s.Careers.Elections.Propose(ctx, scope, in.ID, in.Person, false)
}

func (s *Server) openElection(ctx context.Context, scope auth.Scope, in *careerVersionInput) (*entityOutput[ElectionReport], error) {
	if _, err := s.Careers.Elections.Open(ctx, scope, in.ID, in.version()); err != nil {
		return nil, err
	}
	return s.electionAnswer(ctx, scope, in.ID)
}

func (s *Server) countElection(ctx context.Context, scope auth.Scope, in *careerVersionInput) (*entityOutput[ElectionReport], error) {
	if _, err := s.Careers.Elections.Count(ctx, scope, in.ID, in.version()); err != nil {
		return nil, err
	}
	return s.electionAnswer(ctx, scope, in.ID)
}
