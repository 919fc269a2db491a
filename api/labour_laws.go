package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/labour"
)

type (
	// LabourLaw is a set of rules that a statute gives, to begin an agreement with.
	LabourLaw struct {
		Code    string        `json:"code" doc:"Such as eu, uk, cn-standard."`
		Main    []LawLine     `json:"main" nullable:"false" doc:"Main rules of an agreement."`
		Further []FurtherRule `json:"further" nullable:"false" doc:"Further rules, each with its source."`
	}
	// LawLine is one main rule with its source.
	LawLine struct {
		Field  string `json:"field" enum:"weeklyMaxMin,minRestMin,maxConsecutiveDays,minDaysOffPerWeek"`
		Value  int    `json:"value"`
		Source string `json:"source"`
	}
	labourLawsOutput struct {
		Body struct {
			Items []LabourLaw `json:"items" nullable:"false"`
		}
	}
)

func (s *Server) registerLabourLaws(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "list-labour-laws", Method: http.MethodGet, Path: "/labour-laws", Tags: []string{"Workforce"},
		Summary:     "List the rules of laws to begin an agreement with",
		Description: "Each line cites its source. Contracts, collective agreements and permits change what holds: a set is copied into an agreement and edited there.",
	}, auth.ReadWorkforce, func(context.Context, auth.Scope, *struct{}) (*labourLawsOutput, error) {
		out := &labourLawsOutput{}
		out.Body.Items = each(labour.Laws(), labourLawOf)
		return out, nil
	})
}

func labourLawOf(law labour.Law) LabourLaw {
	return LabourLaw{
		Code: law.Code, Further: each(law.Rules, furtherRuleOf),
		Main: each(law.Lines, func(l labour.Line) LawLine { return LawLine{Field: string(l.Field), Value: l.Value, Source: l.Source} }),
	}
}
