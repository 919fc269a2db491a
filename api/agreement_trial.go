package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
)

// AgreementTrial is what edited rules would say of a roster as it stands.
type AgreementTrial struct {
	RosterID   int64                `json:"rosterId" doc:"The roster that was tried; 0: no published roster plans people under the agreement."`
	RosterName string               `json:"rosterName"`
	People     int                  `json:"people" doc:"Of the roster, under the agreement."`
	Count      int                  `json:"count" doc:"Broken rules in all."`
	Breaches   []Breach             `json:"breaches" nullable:"false" doc:"The first twenty of them."`
	Impossible []ImpossibleContract `json:"impossible" nullable:"false" doc:"People for whom no roster would keep the rules, the first twenty."`
}

// ImpossibleContract is somebody for whom no roster keeps the rules.
type ImpossibleContract struct {
	PersonID   int64  `json:"personId"`
	PersonName string `json:"personName"`
	Reason     string `json:"reason" doc:"The smallest set of rules in conflict, in English."`
	Relaxation string `json:"relaxation,omitempty" doc:"The smallest change that would help, in English."`

	Agreement string       `json:"agreement,omitempty" doc:"Code of the agreement."`
	Rules     []string     `json:"rules" nullable:"false" doc:"The rules that cannot hold together; none where the person has no agreement."`
	Reliefs   []RuleRelief `json:"reliefs" nullable:"false" doc:"Changes of single rules that would help, the smallest first."`
}

func impossibleOf(u scheduling.Unsatisfiable) ImpossibleContract {
	return ImpossibleContract{
		PersonID: u.PersonID, PersonName: u.PersonName, Reason: u.Reason, Relaxation: u.Relaxation,
		Agreement: u.Agreement, Rules: each(u.Rules, ruleName), Reliefs: each(u.Reliefs, reliefOf),
	}
}

// shownInTrial is how many of everything a trial lists.
const shownInTrial = 20

func trialOf(t scheduling.Trial) AgreementTrial {
	return AgreementTrial{
		RosterID: t.Roster.ID, RosterName: t.Roster.Name, People: t.People, Count: len(t.Breaches),
		Breaches:   each(t.Breaches[:min(len(t.Breaches), shownInTrial)], breachOf),
		Impossible: each(t.Impossible[:min(len(t.Impossible), shownInTrial)], impossibleOf),
	}
}

type (
	agreementTrialInput struct {
		IDInput
		RosterID int64 `query:"rosterId" minimum:"0" doc:"Absent: the last published roster that plans people under the agreement."`
		Body     AgreementFields
	}
	agreementTrialOutput struct{ Body AgreementTrial }
)

func (s *Server) registerAgreementTrial(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "try-agreement", Method: http.MethodPost, Path: "/agreements/{id}/trial", Tags: []string{"agreements"},
		Summary:     "Try edited rules on a roster",
		Description: "Verifies a roster as it stands by rules that are not kept yet, and looks whether everybody can keep them at all. Nothing is written.",
	}, auth.ManageRosters, s.tryAgreement)
}

func (s *Server) tryAgreement(ctx context.Context, scope auth.Scope, in *agreementTrialInput) (*agreementTrialOutput, error) {
	if _, err := s.Workforce.Agreements.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	edited, err := workforce.NewAgreement(in.Body.toDomain(in.ID, 0))
	if err != nil {
		return nil, err
	}
	trial, err := s.Scheduling.TryAgreement(ctx, scope, in.RosterID, edited)
	if err != nil {
		return nil, err
	}
	return &agreementTrialOutput{Body: trialOf(trial)}, nil
}
