package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// OwnCareer is all that concerns the caller's own way.
type OwnCareer struct {
	Path      CareerPath       `json:"path"`
	Evidence  []CareerEvidence `json:"evidence" nullable:"false" doc:"The newest first."`
	Elections []OwnElection    `json:"elections" nullable:"false"`
	Rounds    []OwnCareerRound `json:"rounds" nullable:"false"`
}

// OwnElection is an election as one of its electors sees it.
type OwnElection struct {
	Election
	Candidates []CareerPerson `json:"candidates" nullable:"false"`
	HasVoted   bool           `json:"hasVoted"`
}

// OwnCareerRound is a round as somebody sees it who may apply, or has.
type OwnCareerRound struct {
	PromotionRound
	RungName    CareerNames       `json:"rungName"`
	MayApply    bool              `json:"mayApply"`
	Application *RoundApplication `json:"application,omitempty"`
	Appeal      *RoundAppeal      `json:"appeal,omitempty"`
}

// ElectionBallot is what is cast, by the election's method.
type ElectionBallot struct {
	Approved []int64       `json:"approved,omitempty" maxItems:"500" doc:"People, under approval."`
	Ranking  []int64       `json:"ranking,omitempty" maxItems:"500" doc:"People, the best first, under ranked."`
	Points   []BallotScore `json:"points,omitempty" maxItems:"500" doc:"Under score."`
}

// BallotScore is 0 to 5 points for somebody.
type BallotScore struct {
	PersonID int64 `json:"personId" minimum:"1"`
	Points   int   `json:"points" minimum:"0" maximum:"5"`
}

// OwnApplication applies in a round.
type OwnApplication struct {
	Statement string `json:"statement" maxLength:"4000"`
}

// OwnAppeal appeals against a decision.
type OwnAppeal struct {
	Reason string `json:"reason" minLength:"4" maxLength:"4000"`
}

type (
	ownCareerOutput      struct{ Body OwnCareer }
	contestEvidenceInput struct {
		IDInput
		Body EvidenceContest
	}
	// A ballot has no name under which it could be sent again: what is kept for repeats
	// would tie it to who cast it.
	castBallotInput struct {
		IDInput
		Body ElectionBallot
	}
	ownApplicationInput struct {
		IDInput
		Body OwnApplication
	}
	ownAppealInput struct {
		IDInput
		Body OwnAppeal
	}
)

func (s *Server) registerOwnCareer(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		o := careerOperation(method, path, id, summary, "One's own way: where one stands, what is met and what lacks, open rounds and elections.")
		o.Tags = []string{"Me"}
		if method != http.MethodGet {
			o.DefaultStatus = http.StatusNoContent
		}
		return o
	}
	secured(s, api, op(http.MethodGet, "/me/career", "get-own-career", "See one's own path"), auth.FollowOwnCareer, s.ownCareer)
	secured(s, api, op(http.MethodPut, "/me/evidence/{id}/contest", "contest-evidence", "Contest evidence about oneself"), auth.FollowOwnCareer, s.contestEvidence)
	secured(s, api, op(http.MethodPut, "/me/elections/{id}/nomination", "nominate-colleague", "Propose a colleague for an award"), auth.FollowOwnCareer, s.nominateColleague)
	secured(s, api, op(http.MethodPut, "/me/elections/{id}/ballot", "cast-ballot", "Vote, once"), auth.FollowOwnCareer, s.castBallot)
	secured(s, api, op(http.MethodPut, "/me/promotion-rounds/{id}/application", "apply", "Apply in a round"), auth.FollowOwnCareer, s.apply)
	secured(s, api, op(http.MethodDelete, "/me/promotion-rounds/{id}/application", "withdraw-application", "Take one's application back"), auth.FollowOwnCareer, s.withdraw)
	secured(s, api, op(http.MethodPut, "/me/promotion-rounds/{id}/appeal", "appeal", "Appeal against a decision"), auth.FollowOwnCareer, s.appeal)
}

func (s *Server) ownCareer(ctx context.Context, scope auth.Scope, _ *struct{}) (*ownCareerOutput, error) {
	path, err := s.pathAnswer(ctx, scope)(s.Careers.Readiness.OwnPath(ctx, scope))
	if err != nil {
		return nil, err
	}
	out := OwnCareer{Path: path.Body, Elections: []OwnElection{}, Rounds: []OwnCareerRound{}}
	evidence, err := s.careerEvidenceAnswer(ctx, scope)(s.Careers.Evidence.Of(ctx, scope, scope.Person()))
	if err != nil {
		return nil, err
	}
	out.Evidence = evidence.Body.Items
	elections, err := s.Careers.Elections.OwnElections(ctx, scope)
	if err != nil {
		return nil, err
	}
	for _, e := range elections {
		own, err := s.ownElectionOf(ctx, scope, e)
		if err != nil {
			return nil, err
		}
		out.Elections = append(out.Elections, own)
	}
	rounds, err := s.Careers.Rounds.OwnRounds(ctx, scope)
	if err != nil {
		return nil, err
	}
	for _, r := range rounds {
		own, err := s.ownRoundOf(ctx, scope, r, path.Body)
		if err != nil {
			return nil, err
		}
		out.Rounds = append(out.Rounds, own)
	}
	return &ownCareerOutput{out}, nil
}

func (s *Server) ownElectionOf(ctx context.Context, scope auth.Scope, e careers.OwnElection) (OwnElection, error) {
	out := OwnElection{HasVoted: e.HasVoted}
	var err error
	if out.Election, err = s.electionOf(ctx, scope, e.KeptElection); err != nil {
		return out, err
	}
	names, err := s.careerPeople(ctx, auth.SystemScope(scope.Tenant()), e.Candidates)
	out.Candidates = each(e.Candidates, func(id int64) CareerPerson { return careerPerson(id, names) })
	return out, err
}

func (s *Server) ownRoundOf(ctx context.Context, scope auth.Scope, r careers.OwnRound, path CareerPath) (OwnCareerRound, error) {
	out := OwnCareerRound{PromotionRound: promotionRoundOf(r.KeptRound), MayApply: r.MayApply, RungName: CareerNames{r.Rung, r.Rung}}
	kept, err := s.Careers.Ladders.Ladder(ctx, auth.SystemScope(scope.Tenant()), r.LadderID)
	if err != nil {
		return out, err
	}
	if rung, found := kept.Ladder.Rung(r.Rung); found {
		out.RungName = CareerNames(rung.Name)
	}
	if r.Application != nil {
		names := map[int64]workforce.Person{path.PersonID: {ID: path.PersonID, Code: path.Code, Name: path.Name, SiteID: path.SiteID}}
		a := applicationOf(*r.Application, names)
		a.Deciders = []int64{} // whom to blame is nobody's business but the board's
		out.Application = &a
	}
	if r.Appeal != nil {
		a := roundAppealOf(*r.Appeal)
		out.Appeal = &a
	}
	return out, nil
}

func (s *Server) contestEvidence(ctx context.Context, scope auth.Scope, in *contestEvidenceInput) (*struct{}, error) {
	_, err := s.Careers.Evidence.Contest(ctx, scope, in.ID, in.Body.Reason)
	return nil, err
}

func (s *Server) nominateColleague(ctx context.Context, scope auth.Scope, in *standInput) (*struct{}, error) {
	return nil, s.Careers.Elections.ProposeOwn(ctx, scope, in.ID, in.Body.PersonID)
}

func (s *Server) castBallot(ctx context.Context, scope auth.Scope, in *castBallotInput) (*struct{}, error) {
	vote := careers.Vote{Approved: in.Body.Approved, Ranking: in.Body.Ranking}
	for _, p := range in.Body.Points {
		if vote.Points == nil {
			vote.Points = map[int64]int{}
		}
		vote.Points[p.PersonID] = p.Points
	}
	return nil, s.Careers.Elections.Cast(ctx, scope, in.ID, vote)
}

func (s *Server) apply(ctx context.Context, scope auth.Scope, in *ownApplicationInput) (*struct{}, error) {
	_, err := s.Careers.Rounds.Apply(ctx, scope, in.ID, in.Body.Statement)
	return nil, err
}

func (s *Server) withdraw(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Careers.Rounds.Withdraw(ctx, scope, in.ID)
}

func (s *Server) appeal(ctx context.Context, scope auth.Scope, in *ownAppealInput) (*struct{}, error) {
	return nil, s.Careers.Rounds.Appeal(ctx, scope, in.ID, in.Body.Reason)
}
