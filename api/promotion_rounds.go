package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// PromotionRoundFields is what HR decides about a round.
type PromotionRoundFields struct {
	Name        string           `json:"name" maxLength:"120"`
	LadderID    int64            `json:"ladderId" minimum:"1" doc:"The version in force; applications go by it from then on."`
	Rung        string           `json:"rung" maxLength:"64" doc:"That is promoted to."`
	Seats       int              `json:"seats" minimum:"1" maximum:"1000"`
	Quorum      int              `json:"quorum" minimum:"1" maximum:"50" doc:"Members who must score each applicant."`
	Criteria    []RoundCriterion `json:"criteria" minItems:"1" maxItems:"12" nullable:"false"`
	OpensOn     Day              `json:"opensOn" doc:"First day of applications."`
	ClosesOn    Day              `json:"closesOn" doc:"Last day of applications."`
	EffectiveOn Day              `json:"effectiveOn" doc:"First day on the new rung."`
	Changes     RoundChanges     `json:"changes"`
}

// RoundCriterion is what members score, with its weight.
type RoundCriterion struct {
	Code   string  `json:"code" maxLength:"80"`
	Weight float64 `json:"weight" minimum:"0" maximum:"100"`
}

// RoundChanges are what else changes on the effective day.
type RoundChanges struct {
	AgreementID int64       `json:"agreementId,omitempty" doc:"Absent: stays."`
	DropSkills  []int64     `json:"dropSkills" nullable:"false" doc:"That they no longer serve."`
	GainSkills  []RoundGain `json:"gainSkills" nullable:"false"`
	OffQueues   float64     `json:"offQueues" minimum:"0" maximum:"1" doc:"Part of their time that leaves the queues."`
}

// RoundGain is a skill that comes with a rung.
type RoundGain struct {
	SkillID int64 `json:"skillId" minimum:"1"`
	Level   int   `json:"level" minimum:"1" maximum:"5"`
}

// PromotionRound fills the places of a rung.
type PromotionRound struct {
	Versioned
	PromotionRoundFields
	State       string     `json:"state" enum:"draft,open,scoring,calibration,decided,appeals,closed"`
	AnnouncedAt *time.Time `json:"announcedAt,omitempty"`
	AppealsDue  *Day       `json:"appealsDue,omitempty" doc:"Last day to appeal."`
	CreatedAt   time.Time  `json:"createdAt"`
}

// PromotionRoundReport is a round as the caller may see it.
type PromotionRoundReport struct {
	PromotionRound
	Ladder       Ladder             `json:"ladder"`
	RungName     CareerNames        `json:"rungName"`
	Board        []RoundMember      `json:"board" nullable:"false"`
	Sits         bool               `json:"sits" doc:"Whether the caller is on the board."`
	Applications []RoundApplication `json:"applications" nullable:"false"`
	Scores       []RoundScore       `json:"scores" nullable:"false" doc:"While scoring lasts, the caller's own."`
	ScoreChanges []RoundScoreChange `json:"scoreChanges" nullable:"false"`
	Standings    []RoundStanding    `json:"standings" nullable:"false" doc:"Once scoring is over, the best first."`
	Leniency     []RoundLeniency    `json:"leniency" nullable:"false"`
	Appeals      []RoundAppeal      `json:"appeals" nullable:"false"`
	Room         *int               `json:"room,omitempty" doc:"Places free on the rung now; absent: no limit."`
	Faults       []RoundFault       `json:"faults" nullable:"false" doc:"What keeps the round from going on."`
}

// RoundFault is a rule that stands against something.
type RoundFault struct {
	Kind     string `json:"kind"`
	Who      string `json:"who"`
	Expected string `json:"expected"`
}

// RoundMember is one of the board.
type RoundMember struct {
	UserID   int64   `json:"userId"`
	Name     string  `json:"name"`
	Recused  []int64 `json:"recused" nullable:"false" doc:"People about whom they have no say."`
	Complete bool    `json:"complete" doc:"Whether they have scored everybody whom they judge."`
}

// RoundApplication is somebody who applies.
type RoundApplication struct {
	CareerPerson
	SiteID     int64      `json:"siteId"`
	From       string     `json:"from"`
	Statement  string     `json:"statement"`
	AppliedAt  time.Time  `json:"appliedAt"`
	Verdict    string     `json:"verdict" enum:"passes,fails,unknown"`
	Inputs     string     `json:"inputs" doc:"Names the snapshot that it rests on."`
	Outcome    string     `json:"outcome,omitempty" enum:"promoted,turned down,no seat"`
	Reason     string     `json:"reason,omitempty"`
	Deciders   []int64    `json:"deciders" nullable:"false" doc:"Users."`
	InEffectAt *time.Time `json:"inEffectAt,omitempty"`
}

// RoundScore is a score by a member.
type RoundScore struct {
	UserID    int64  `json:"userId"`
	PersonID  int64  `json:"personId"`
	Criterion string `json:"criterion"`
	Points    int    `json:"points"`
	Note      string `json:"note"`
}

// RoundScoreChange is a score changed after discussion.
type RoundScoreChange struct {
	UserID    int64     `json:"userId"`
	PersonID  int64     `json:"personId"`
	Criterion string    `json:"criterion"`
	Before    int       `json:"before"`
	After     int       `json:"after"`
	Reason    string    `json:"reason"`
	At        time.Time `json:"at"`
}

// RoundStanding is what the board makes of an applicant.
type RoundStanding struct {
	PersonID int64   `json:"personId"`
	Mean     float64 `json:"mean" doc:"Criteria by weight."`
	Fair     float64 `json:"fair" doc:"The same with the leniency of members taken out."`
	Scored   int     `json:"scored"`
}

// RoundLeniency is by how much a member scores above the others.
type RoundLeniency struct {
	Name   string  `json:"name"`
	Points float64 `json:"points"`
	Scored int     `json:"scored"`
}

// RoundAppeal is somebody who does not accept a decision.
type RoundAppeal struct {
	PersonID int64     `json:"personId"`
	Reason   string    `json:"reason"`
	At       time.Time `json:"at"`
	Outcome  string    `json:"outcome,omitempty" enum:"upheld,rejected"`
	Answer   string    `json:"answer,omitempty"`
}

func (f PromotionRoundFields) toDomain() careers.KeptRound {
	return careers.KeptRound{
		Name: f.Name, LadderID: f.LadderID, Rung: f.Rung, Seats: f.Seats, Quorum: f.Quorum,
		Criteria: each(f.Criteria, func(c RoundCriterion) round.Criterion { return round.Criterion(c) }),
		Opens:    f.OpensOn.Date, Closes: f.ClosesOn.Date, Effective: f.EffectiveOn.Date,
		Changes: careers.Changes{
			AgreementID: f.Changes.AgreementID, Drops: f.Changes.DropSkills, OffQueues: f.Changes.OffQueues,
			Gains: each(f.Changes.GainSkills, func(g RoundGain) careers.SkillGain { return careers.SkillGain(g) }),
		},
	}
}

func promotionRoundOf(r careers.KeptRound) PromotionRound {
	return PromotionRound{
		Versioned: Versioned{r.ID, r.Version},
		PromotionRoundFields: PromotionRoundFields{
			Name: r.Name, LadderID: r.LadderID, Rung: r.Rung, Seats: r.Seats, Quorum: r.Quorum,
			Criteria: each(r.Criteria, func(c round.Criterion) RoundCriterion { return RoundCriterion(c) }),
			OpensOn:  Day{r.Opens}, ClosesOn: Day{r.Closes}, EffectiveOn: Day{r.Effective},
			Changes: RoundChanges{r.Changes.AgreementID, orEmpty(r.Changes.Drops), each(r.Changes.Gains, func(g careers.SkillGain) RoundGain { return RoundGain(g) }), r.Changes.OffQueues},
		},
		State: string(r.State), AnnouncedAt: orNone(r.AnnouncedAt), AppealsDue: dayOrNone(r.AppealsDue), CreatedAt: r.CreatedAt,
	}
}

func applicationOf(a careers.Application, names map[int64]workforce.Person) RoundApplication {
	return RoundApplication{
		CareerPerson: careerPerson(a.PersonID, names), SiteID: names[a.PersonID].SiteID, From: a.From, Statement: a.Statement, AppliedAt: a.At, Verdict: a.Verdict.String(), Inputs: a.Inputs,
		Outcome: string(a.Outcome), Reason: a.Reason, Deciders: orEmpty(a.Deciders), InEffectAt: orNone(a.InEffectAt),
	}
}

func roundAppealOf(a careers.Appeal) RoundAppeal {
	return RoundAppeal{a.PersonID, a.Reason, a.At, a.Outcome, a.Answer}
}

type (
	newRoundInput struct {
		OnceInput
		Body PromotionRoundFields
	}
	editRoundInput struct {
		IDInput
		IfMatch
		Body PromotionRoundFields
	}
)

const aboutRounds = "A round fills places of a rung: people apply, a board scores them blind, discusses, decides with written reasons, and answers appeals. Seats are checked against the live headcount in the transaction of the decision."

func roundOperation(method, path, id, summary string) huma.Operation {
	return careerOperation(method, path, id, summary, aboutRounds)
}

func (s *Server) registerPromotionRounds(api huma.API) {
	secured(s, api, roundOperation(http.MethodGet, "/promotion-rounds", "list-promotion-rounds", "List rounds, newest first"), auth.ReadCareers, s.listRounds)
	draft := roundOperation(http.MethodPost, "/promotion-rounds", "create-promotion-round", "Draft a round")
	draft.DefaultStatus = http.StatusCreated
	secured(s, api, draft, auth.ManageCareers, s.draftRound)
	secured(s, api, roundOperation(http.MethodGet, "/promotion-rounds/{id}", "get-promotion-round", "Get a round as one may see it"), auth.ReadCareers, s.getRound)
	secured(s, api, roundOperation(http.MethodPut, "/promotion-rounds/{id}", "replace-promotion-round", "Change a round before it opens"), auth.ManageCareers, s.changeRound)
	secured(s, api, roundOperation(http.MethodDelete, "/promotion-rounds/{id}", "delete-promotion-round", "Forget a round before it opens"), auth.ManageCareers, s.forgetRound)
	s.registerRoundSteps(api)
}

func (s *Server) listRounds(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[PromotionRound], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Careers.Rounds.Rounds(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(r careers.KeptRound) int64 { return r.ID }, promotionRoundOf), nil
}

func (s *Server) draftRound(ctx context.Context, scope auth.Scope, in *newRoundInput) (*entityOutput[PromotionRoundReport], error) {
	made, err := s.Careers.Rounds.Draft(ctx, scope, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, made.ID)
}

func (s *Server) getRound(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[PromotionRoundReport], error) {
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) changeRound(ctx context.Context, scope auth.Scope, in *editRoundInput) (*entityOutput[PromotionRoundReport], error) {
	r := in.Body.toDomain()
	r.ID, r.Version = in.ID, in.version()
	if _, err := s.Careers.Rounds.Change(ctx, scope, r); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) forgetRound(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Careers.Rounds.Forget(ctx, scope, in.ID)
}

func (s *Server) roundAnswer(ctx context.Context, scope auth.Scope, id int64) (*entityOutput[PromotionRoundReport], error) {
	r, err := s.Careers.Rounds.Report(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	// Whose applications the caller sees, their names they see too.
	names, err := s.careerPeople(ctx, auth.SystemScope(scope.Tenant()), each(r.Applications, func(a careers.Application) int64 { return a.PersonID }))
	if err != nil {
		return nil, err
	}
	out := roundReportOf(r, names, scope.Actor())
	return &entityOutput[PromotionRoundReport]{ETag: etag(r.Version), Location: basePath + "/promotion-rounds/" + strconv.FormatInt(id, 10), Body: out}, nil
}

func roundReportOf(r careers.RoundReport, names map[int64]workforce.Person, actor int64) PromotionRoundReport {
	out := PromotionRoundReport{
		PromotionRound: promotionRoundOf(r.KeptRound), Ladder: ladderOf(r.Ladder),
		Applications: each(r.Applications, func(a careers.Application) RoundApplication { return applicationOf(a, names) }),
		Scores:       each(r.Marks, func(m careers.Marked) RoundScore { return RoundScore(m) }),
		ScoreChanges: each(r.ScoreChanges, func(c careers.MarkChange) RoundScoreChange { return RoundScoreChange(c) }),
		Standings: each(r.Standings, func(x round.Standing) RoundStanding {
			return RoundStanding{careers.PersonOf(x.Applicant), x.Mean, x.Fair, x.Scored}
		}),
		Appeals: each(r.Appeals, roundAppealOf), Leniency: []RoundLeniency{}, Board: []RoundMember{},
		Faults: each(r.Faults, func(f *careers.Refused) RoundFault { return RoundFault(*f) }),
	}
	if rung, found := r.Ladder.Ladder.Rung(r.Rung); found {
		out.RungName = CareerNames(rung.Name)
	}
	if r.Limited {
		out.Room = &r.Room
	}
	complete := map[int64]bool{}
	for _, id := range r.Complete {
		complete[id] = true
	}
	for i, m := range r.Board {
		out.Board = append(out.Board, RoundMember{m.UserID, m.Name, orEmpty(m.Recused), complete[m.UserID]})
		out.Sits = out.Sits || m.UserID == actor
		if i < len(r.Leniency) {
			out.Leniency = append(out.Leniency, RoundLeniency{m.Name, r.Leniency[i].Points, r.Leniency[i].Scored})
		}
	}
	return out
}
