package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
)

// EvidenceFields is what somebody enters by hand.
type EvidenceFields struct {
	Register string  `json:"register" enum:"metrics,certificates,awards,trainings,nominations,boards,sanctions" doc:"Scores of boards come from rounds and not by hand."`
	What     string  `json:"what" maxLength:"80" doc:"Metric, certificate, award or course."`
	Day      Day     `json:"day"`
	Until    *Day    `json:"until,omitempty" doc:"First day on which it holds no more."`
	Value    float64 `json:"value,omitempty" doc:"Of a metric; hours of a training."`
	Weight   float64 `json:"weight,omitempty" minimum:"0" doc:"What it rests on, such as contacts."`
	Note     string  `json:"note" maxLength:"1000" doc:"How it is known."`
	FileName string  `json:"fileName,omitempty" maxLength:"200"`
}

// CareerEvidence is a fact about somebody and where it comes from.
type CareerEvidence struct {
	ID int64 `json:"id"`
	CareerPerson
	EvidenceFields
	Source    string    `json:"source" doc:"scheduling, quality, election, round or hand."`
	Reference string    `json:"reference"`
	Hash      string    `json:"hash"`
	EnteredAt time.Time `json:"enteredAt"`
	EnteredBy int64     `json:"enteredBy"`

	Contest     string     `json:"contest,omitempty" enum:"open,upheld,rejected" doc:"Absent: nobody contests it."`
	ContestText string     `json:"contestText,omitempty"`
	ContestDue  *Day       `json:"contestDue,omitempty" doc:"By which it is answered."`
	Answer      string     `json:"answer,omitempty"`
	SettledAt   *time.Time `json:"settledAt,omitempty"`
}

// EvidenceContest says that a piece of evidence about oneself is wrong.
type EvidenceContest struct {
	Reason string `json:"reason" minLength:"4" maxLength:"2000"`
}

// ContestAnswer answers a contest.
type ContestAnswer struct {
	Upheld bool   `json:"upheld" doc:"The evidence counts no more."`
	Answer string `json:"answer" minLength:"3" maxLength:"2000"`
}

// CareerNomination proposes somebody.
type CareerNomination struct {
	Reason string `json:"reason" minLength:"4" maxLength:"1000"`
}

func careerEvidenceOf(p careers.Piece) CareerEvidence {
	return CareerEvidence{
		ID: p.ID, CareerPerson: CareerPerson{PersonID: p.PersonID},
		EvidenceFields: EvidenceFields{p.Register, p.Name, Day{p.Day}, dayOrNone(p.Until), p.Value, p.Weight, p.Note, p.FileName},
		Source:         p.Source, Reference: p.Reference, Hash: p.Hash, EnteredAt: p.EnteredAt, EnteredBy: p.EnteredBy,
		Contest: string(p.Contest), ContestText: p.ContestText, ContestDue: dayOrNone(p.ContestDue), Answer: p.Answer, SettledAt: orNone(p.SettledAt),
	}
}

type (
	enterEvidenceInput struct {
		IDInput
		OnceInput
		Body EvidenceFields
	}
	careerEvidenceOutput struct{ Body CareerEvidence }
	settleContestInput   struct {
		IDInput
		Body ContestAnswer
	}
	nominatePersonInput struct {
		IDInput
		Body CareerNomination
	}
)

const aboutEvidence = "Evidence is what requirements are judged by: from published shifts, evaluations, elections, boards, or by hand. People may contest their own; it then counts only as far as it makes no difference, until it is answered."

func (s *Server) registerEvidence(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, path, id, summary, aboutEvidence)
	}
	secured(s, api, op(http.MethodGet, "/people/{id}/evidence", "list-evidence", "See the evidence about somebody"), auth.ReadCareers, s.listEvidence)
	enter := op(http.MethodPost, "/people/{id}/evidence", "create-evidence", "Enter evidence by hand")
	enter.DefaultStatus = http.StatusCreated
	secured(s, api, enter, auth.ManageCareers, s.enterEvidence)
	nominate := op(http.MethodPost, "/people/{id}/nominations", "nominate-person", "Propose somebody for promotion")
	nominate.DefaultStatus = http.StatusNoContent
	secured(s, api, nominate, auth.ReadCareers, s.nominatePerson)
	collect := op(http.MethodPost, "/evidence-collections", "collect-evidence", "Ask every source for evidence now")
	collect.DefaultStatus = http.StatusAccepted
	secured(s, api, collect, auth.ManageCareers, func(ctx context.Context, scope auth.Scope, _ *OnceInput) (*readinessJobOutput, error) {
		job, err := s.Careers.Evidence.Order(ctx, scope)
		return &readinessJobOutput{ReadinessJob{job}}, err
	})
	secured(s, api, op(http.MethodGet, "/contested-evidence", "list-contested-evidence", "See what people contest and nobody has answered"), auth.ManageCareers, s.listContested)
	secured(s, api, op(http.MethodPut, "/evidence/{id}/answer", "answer-contest", "Answer somebody who contests evidence"), auth.ManageCareers, s.settleContest)
}

func (s *Server) listEvidence(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[CareerEvidence], error) {
	return s.careerEvidenceAnswer(ctx, scope)(s.Careers.Evidence.Of(ctx, scope, in.ID))
}

func (s *Server) listContested(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[CareerEvidence], error) {
	return s.careerEvidenceAnswer(ctx, scope)(s.Careers.Evidence.Contested(ctx, scope))
}

// careerEvidenceAnswer answers with evidence, the newest first, with names.
func (s *Server) careerEvidenceAnswer(ctx context.Context, scope auth.Scope) func([]careers.Piece, error) (*listOutput[CareerEvidence], error) {
	return func(list []careers.Piece, err error) (*listOutput[CareerEvidence], error) {
		if err != nil {
			return nil, err
		}
		names, err := s.careerPeople(ctx, scope, each(list, func(p careers.Piece) int64 { return p.PersonID }))
		if err != nil {
			return nil, err
		}
		items := make([]CareerEvidence, len(list))
		for i, p := range list {
			e := careerEvidenceOf(p)
			e.CareerPerson = careerPerson(p.PersonID, names)
			items[len(list)-1-i] = e
		}
		return pageOf(items, ""), nil
	}
}

func (s *Server) enterEvidence(ctx context.Context, scope auth.Scope, in *enterEvidenceInput) (*careerEvidenceOutput, error) {
	if _, err := s.Workforce.People.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	b := in.Body
	made, err := s.Careers.Evidence.Enter(ctx, scope, careers.Piece{
		Fact: careers.Fact{PersonID: in.ID, Register: b.Register, Name: b.What, Day: b.Day.Date, Until: dateOrNone(b.Until), Value: b.Value, Weight: b.Weight},
		Note: b.Note, FileName: b.FileName,
	})
	if err != nil {
		return nil, err
	}
	return &careerEvidenceOutput{careerEvidenceOf(made)}, nil
}

func (s *Server) nominatePerson(ctx context.Context, scope auth.Scope, in *nominatePersonInput) (*struct{}, error) {
	if _, err := s.Workforce.People.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	return nil, s.Careers.Evidence.Nominate(ctx, scope, in.ID, in.Body.Reason)
}

func (s *Server) settleContest(ctx context.Context, scope auth.Scope, in *settleContestInput) (*careerEvidenceOutput, error) {
	p, err := s.Careers.Evidence.Settle(ctx, scope, in.ID, in.Body.Upheld, in.Body.Answer)
	if err != nil {
		return nil, err
	}
	return &careerEvidenceOutput{careerEvidenceOf(p)}, nil
}
