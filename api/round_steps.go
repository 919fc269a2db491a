package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/careers/protected"
	"github.com/muster-wfm/muster/internal/auth"
)

// RoundBoard is who decides.
type RoundBoard struct {
	Members []RoundSeat `json:"members" maxItems:"50" nullable:"false"`
}

// RoundSeat is a member, and from whom they are recused.
type RoundSeat struct {
	UserID  int64   `json:"userId" minimum:"1"`
	Recused []int64 `json:"recused" nullable:"false"`
}

// BoardAccount is somebody who may sit on a board.
type BoardAccount struct {
	UserID int64  `json:"userId"`
	Name   string `json:"name"`
}

// NewRoundApplication enters an application for somebody.
type NewRoundApplication struct {
	PersonID  int64  `json:"personId" minimum:"1"`
	Statement string `json:"statement" minLength:"4" maxLength:"4000" doc:"Why they should be promoted."`
}

// NewRoundScore is the caller's score.
type NewRoundScore struct {
	PersonID  int64  `json:"personId" minimum:"1"`
	Criterion string `json:"criterion" maxLength:"80"`
	Points    int    `json:"points" minimum:"1" maximum:"5"`
	Note      string `json:"note,omitempty" maxLength:"1000"`
	Reason    string `json:"reason,omitempty" maxLength:"1000" doc:"Why it changes, once scores have been discussed."`
}

// RoundDecision is what is decided about somebody.
type RoundDecision struct {
	Outcome string `json:"outcome" enum:"promoted,turned down,no seat"`
	Reason  string `json:"reason,omitempty" maxLength:"4000" doc:"That the applicant will read. Absent: the caller agrees with what stands."`
}

// RoundAppealAnswer answers an appeal.
type RoundAppealAnswer struct {
	Upheld bool   `json:"upheld" doc:"They are promoted after all."`
	Answer string `json:"answer" minLength:"4" maxLength:"4000"`
}

// RoundRecusal takes the caller out of judging somebody.
type RoundRecusal struct {
	PersonID int64 `json:"personId" minimum:"1"`
}

// QueueEffect is what a queue loses, in hours a week.
type QueueEffect struct {
	QueueID       int64   `json:"queueId"`
	Code          string  `json:"code"`
	Name          string  `json:"name"`
	RequirementID int64   `json:"requirementId,omitempty" doc:"Absent: nobody has worked out what the queue needs."`
	Required      float64 `json:"requiredHours" doc:"Of a mean week of that requirement."`
	Standing      float64 `json:"standingHours" doc:"That its people can give."`
	Leaves        float64 `json:"leavingHours" doc:"Of these."`
	People        int     `json:"people" doc:"Who leave, in part or wholly."`
}

// FairnessLedger is how groups fare in a round by one attribute.
type FairnessLedger struct {
	Attribute string     `json:"attribute"`
	Sheet     FairSheet  `json:"sheet"`
	Rules     []FairRule `json:"rules" nullable:"false" doc:"Of those who came by the commonest move."`
}

// FairRule is which groups one requirement lets through, of those of whom it is known.
type FairRule struct {
	Kind   string       `json:"kind"`
	Name   string       `json:"name,omitempty"`
	Groups []FairFigure `json:"groups" nullable:"false"`
}

// ProtectedValues are an attribute that nobody may be promoted by.
type ProtectedValues struct {
	Attribute string           `json:"attribute" minLength:"1" maxLength:"60"`
	Values    []ProtectedValue `json:"values" minItems:"1" maxItems:"5000" nullable:"false"`
}

// ProtectedValue is somebody's group.
type ProtectedValue struct {
	PersonID int64  `json:"personId" minimum:"1"`
	Value    string `json:"value" maxLength:"60"`
}

// RoundPersonInput names an applicant of a round.
type RoundPersonInput struct {
	IDInput
	Person int64 `path:"person" minimum:"1"`
}

type (
	roundBoardInput struct {
		IDInput
		Body RoundBoard
	}
	nameApplicantInput struct {
		IDInput
		OnceInput
		Body NewRoundApplication
	}
	roundScoreInput struct {
		IDInput
		Body NewRoundScore
	}
	roundDecisionInput struct {
		RoundPersonInput
		Body RoundDecision
	}
	roundAppealInput struct {
		RoundPersonInput
		Body RoundAppealAnswer
	}
	roundRecusalInput struct {
		IDInput
		Body RoundRecusal
	}
	capacityEffectInput struct {
		IDInput
		People []int64 `query:"personId,explode" doc:"Whom to suppose promoted; absent: those decided so."`
	}
	protectedInput struct{ Body ProtectedValues }
)

func (s *Server) registerRoundSteps(api huma.API) {
	at := "/promotion-rounds/{id}"
	secured(s, api, roundOperation(http.MethodGet, "/board-accounts", "list-board-accounts", "See who may sit on a board"), auth.ManageCareers, s.listBoardAccounts)
	secured(s, api, roundOperation(http.MethodPut, at+"/board", "replace-board", "Seat the board"), auth.ManageCareers, s.seatBoard)
	secured(s, api, roundOperation(http.MethodPost, at+"/advance", "advance-promotion-round", "Go on to the next state"), auth.ManageCareers, s.advanceRound)
	name := roundOperation(http.MethodPost, at+"/applications", "create-application", "Propose one of one's own people")
	name.DefaultStatus = http.StatusCreated
	secured(s, api, name, auth.ReadCareers, s.nameApplicant)
	secured(s, api, roundOperation(http.MethodPut, at+"/scores", "score-applicant", "Score somebody, or change the score after discussion"), auth.ReadCareers, s.scoreApplicant)
	secured(s, api, roundOperation(http.MethodPut, at+"/recusals", "recuse", "Take oneself out of judging somebody"), auth.ReadCareers, s.recuse)
	secured(s, api, roundOperation(http.MethodPut, at+"/decisions/{person}", "decide-application", "Decide about somebody, or agree with what stands"), auth.ReadCareers, s.decideApplication)
	secured(s, api, roundOperation(http.MethodPut, at+"/appeals/{person}", "answer-appeal", "Answer an appeal"), auth.ManageCareers, s.answerAppeal)
	secured(s, api, roundOperation(http.MethodGet, at+"/capacity-effect", "get-capacity-effect", "See what the queues lose"), auth.ReadCareers, s.capacityEffect)
	secured(s, api, roundOperation(http.MethodGet, at+"/fairness", "get-round-fairness", "Audit a round by group"), auth.ManageCareers, s.roundFairness)
	put := roundOperation(http.MethodPut, "/protected-attributes", "put-protected-attribute", "Write an attribute that only audits read")
	put.DefaultStatus = http.StatusNoContent
	secured(s, api, put, auth.ManageCareers, s.putProtected)
}

func (s *Server) listBoardAccounts(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[BoardAccount], error) {
	list, err := s.Careers.Rounds.BoardAccounts(ctx, scope)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, func(a careers.Account) BoardAccount { return BoardAccount{a.UserID, a.Name} }), ""), nil
}

func (s *Server) seatBoard(ctx context.Context, scope auth.Scope, in *roundBoardInput) (*entityOutput[PromotionRoundReport], error) {
	board := each(in.Body.Members, func(m RoundSeat) careers.Member {
		return careers.Member{Account: careers.Account{UserID: m.UserID}, Recused: m.Recused}
	})
	if err := s.Careers.Rounds.Seat(ctx, scope, in.ID, board); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) advanceRound(ctx context.Context, scope auth.Scope, in *careerVersionInput) (*entityOutput[PromotionRoundReport], error) {
	if _, err := s.Careers.Rounds.Advance(ctx, scope, in.ID, in.version()); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) nameApplicant(ctx context.Context, scope auth.Scope, in *nameApplicantInput) (*entityOutput[PromotionRoundReport], error) {
	if _, err := s.Careers.Rounds.Name(ctx, scope, in.ID, in.Body.PersonID, in.Body.Statement); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

// scoreApplicant takes a score; with a reason it is a change after discussion.
func (s *Server) scoreApplicant(ctx context.Context, scope auth.Scope, in *roundScoreInput) (*entityOutput[PromotionRoundReport], error) {
	b := in.Body
	mark := careers.Marked{PersonID: b.PersonID, Criterion: b.Criterion, Points: b.Points, Note: b.Note}
	give := s.Careers.Rounds.Score
	if b.Reason != "" {
		give = func(ctx context.Context, scope auth.Scope, id int64, m careers.Marked) error {
			return s.Careers.Rounds.Revise(ctx, scope, id, m, b.Reason)
		}
	}
	if err := give(ctx, scope, in.ID, mark); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) recuse(ctx context.Context, scope auth.Scope, in *roundRecusalInput) (*entityOutput[PromotionRoundReport], error) {
	if err := s.Careers.Rounds.Recuse(ctx, scope, in.ID, in.Body.PersonID); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) decideApplication(ctx context.Context, scope auth.Scope, in *roundDecisionInput) (*entityOutput[PromotionRoundReport], error) {
	if err := s.Careers.Rounds.Decide(ctx, scope, in.ID, in.Person, round.Outcome(in.Body.Outcome), in.Body.Reason); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) answerAppeal(ctx context.Context, scope auth.Scope, in *roundAppealInput) (*entityOutput[PromotionRoundReport], error) {
	if err := s.Careers.Rounds.SettleAppeal(ctx, scope, in.ID, in.Person, in.Body.Upheld, in.Body.Answer); err != nil {
		return nil, err
	}
	return s.roundAnswer(ctx, scope, in.ID)
}

func (s *Server) capacityEffect(ctx context.Context, scope auth.Scope, in *capacityEffectInput) (*listOutput[QueueEffect], error) {
	list, err := s.Careers.Rounds.Effect(ctx, scope, in.ID, in.People)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, func(e careers.QueueEffect) QueueEffect { return QueueEffect(e) }), ""), nil
}

func (s *Server) roundFairness(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[FairnessLedger], error) {
	list, err := s.Careers.Audit.Round(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, func(a protected.RoundAudit) FairnessLedger {
		return FairnessLedger{a.Attribute, fairSheetOf(a.Sheet), each(a.Rules, func(r protected.Rule) FairRule {
			return FairRule{string(r.Kind), r.Name, each(r.Sheet.Groups, fairFigureOf)}
		})}
	}), ""), nil
}

func (s *Server) putProtected(ctx context.Context, scope auth.Scope, in *protectedInput) (*struct{}, error) {
	values := map[int64]string{}
	for _, v := range in.Body.Values {
		values[v.PersonID] = v.Value
	}
	return nil, s.Careers.Audit.Put(ctx, scope, in.Body.Attribute, values)
}
