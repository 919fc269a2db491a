package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/careers/impact"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/careers/protected"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/workforce"
)

// Careers is what the door opens onto of ladders, evidence, elections and rounds.
type Careers struct {
	Ladders   *careers.Ladders
	Evidence  *careers.Evidence
	Readiness *careers.Readiness
	Elections *careers.Elections
	Rounds    *careers.Rounds
	Audit     *protected.Audit
	Plans     *plan.Plans
	Hiring    *hiring.Service
	Impact    *impact.Service
}

// registerCareers adds the operations on ladders and all that goes with them.
func (s *Server) registerCareers(api huma.API) {
	s.registerLadders(api)
	s.registerEvidence(api)
	s.registerReadiness(api)
	s.registerElections(api)
	s.registerPromotionRounds(api)
	s.registerCareerFairness(api)
	s.registerCareerImpact(api)
	s.registerProtectedFile(api)
	s.registerOwnCareer(api)
	s.registerCareerScenarios(api)
	s.registerHiringPlans(api)
	s.registerRequisitions(api)
}

// CareerPerson names somebody.
type CareerPerson struct {
	PersonID int64  `json:"personId"`
	Code     string `json:"code"`
	Name     string `json:"name"`
}

// CareerNames is what something is called in both languages.
type CareerNames struct {
	En string `json:"en"`
	Zh string `json:"zh"`
}

// CareerFinding is what a requirement comes to for somebody.
type CareerFinding struct {
	Kind     string          `json:"kind" enum:"service,dwell,metric,certificate,streak,award_count,training,nomination,board,no_sanction,all,any,at_least,nothing"`
	Name     string          `json:"name,omitempty" doc:"Of the metric, award, certificate or course."`
	Verdict  string          `json:"verdict" enum:"passes,fails,unknown"`
	Known    bool            `json:"known" doc:"Whether there is a value."`
	Value    float64         `json:"value"`
	Needed   float64         `json:"needed"`
	Gap      float64         `json:"gap" doc:"What lacks, at least 0."`
	Unit     string          `json:"unit"`
	Why      string          `json:"why,omitempty" doc:"What stands behind an unknown, or behind a day that cannot be said."`
	Earliest *Day            `json:"earliest,omitempty" doc:"When it would pass if the present trend holds."`
	Evidence []string        `json:"evidence" nullable:"false"`
	Parts    []CareerFinding `json:"parts" nullable:"false"`
}

func careerFindingOf(f ladder.Finding) CareerFinding {
	return CareerFinding{
		Kind: string(f.Kind), Name: f.Name, Verdict: f.Verdict.String(), Known: f.Known, Value: f.Value, Needed: f.Needed, Gap: f.Gap, Unit: string(f.Unit),
		Why: string(f.Why), Earliest: dayOrNone(f.Earliest), Evidence: orEmpty(f.Evidence), Parts: each(f.Parts, careerFindingOf),
	}
}

// CareerMove is how near somebody is to a rung.
type CareerMove struct {
	LadderID int64         `json:"ladderId"`
	Kind     string        `json:"kind" enum:"promote,lateral,switch,step back"`
	From     string        `json:"from"`
	To       string        `json:"to"`
	On       Day           `json:"on" doc:"The day on which it was judged."`
	Since    Day           `json:"since" doc:"First day of the same verdict."`
	Verdict  string        `json:"verdict" enum:"passes,fails,unknown"`
	Met      int           `json:"met"`
	Asked    int           `json:"asked"`
	Earliest *Day          `json:"earliest,omitempty"`
	Inputs   string        `json:"inputs" doc:"SHA-256 of all that went in."`
	Finding  CareerFinding `json:"finding"`
}

func careerMoveOf(j careers.Judged) CareerMove {
	return CareerMove{
		LadderID: j.LadderID, Kind: string(j.Kind), From: j.From, To: j.To, On: Day{j.On}, Since: Day{j.Since}, Verdict: j.Finding.Verdict.String(), Met: j.Met, Asked: j.Asked,
		Earliest: dayOrNone(j.Finding.Earliest), Inputs: j.Inputs, Finding: careerFindingOf(j.Finding),
	}
}

func careerOperation(method, path, id, summary, about string) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Description: about, Tags: []string{"Careers"}}
	if method == http.MethodDelete {
		op.DefaultStatus = http.StatusNoContent
	}
	return op
}

// careerPeople names people by id, of those whom the scope sees.
func (s *Server) careerPeople(ctx context.Context, scope auth.Scope, ids []int64) (map[int64]workforce.Person, error) {
	out := map[int64]workforce.Person{}
	if len(ids) == 0 {
		return out, nil
	}
	people, err := s.Workforce.People.Find(ctx, scope, workforce.Filter{IDs: ids})
	for _, p := range people {
		out[p.ID] = p
	}
	return out, err
}

func careerPerson(id int64, names map[int64]workforce.Person) CareerPerson {
	p := names[id]
	return CareerPerson{id, p.Code, p.Name}
}

// careerProblem translates what ladders, elections and rounds refuse.
func careerProblem(err error) *Problem {
	var faults *careers.FaultsError
	var refused *careers.RefusedError
	switch {
	case errors.As(err, &faults):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the ladder cannot be as it is")
		p.Errors = each(faults.Faults, func(f *ladder.Fault) FieldProblem {
			return FieldProblem{Location: f.Where, Message: f.Error(), Code: string(f.Kind), Found: f.Found, Expected: f.Expected}
		})
		return p
	case errors.As(err, &refused):
		p := newProblem(http.StatusConflict, "refused", refused.Error())
		p.Errors = each(refused.Rules, func(r *careers.Refused) FieldProblem {
			return FieldProblem{Location: r.Who, Message: r.Error(), Code: r.Kind, Found: r.Who, Expected: r.Expected}
		})
		return p
	}
	return nil
}

// documentProblem translates what cannot be read of a ladder's document.
func documentProblem(err error) error {
	var unreadable *strictjson.Faults
	if !errors.As(err, &unreadable) {
		return err
	}
	p := newProblem(http.StatusUnprocessableEntity, "invalid", "the document cannot be read")
	p.Errors = each(unreadable.List, func(f strictjson.Fault) FieldProblem {
		return FieldProblem{Location: "body.document." + f.Field, Message: f.Error(), Found: f.Found, Expected: f.Expected}
	})
	return p
}
