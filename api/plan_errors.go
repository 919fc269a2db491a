package api

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/simulate/format"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// demandProblem translates what forecasting and staffing refuse.
func demandProblem(err error) *Problem {
	var order *forecast.OrderError
	var query *forecast.QueryError
	var state *forecast.RunStateError
	var handle *forecast.HandleTimeError
	var withdrawn *forecast.WithdrawnError
	var inUse *forecast.RunInUseError
	var named *forecast.LockNameError
	var apart *forecast.ComparisonError
	var noCourse *forecast.NoCourseError
	var noCertainty *forecast.NoCertaintyError
	var input *staffing.InputError
	var uncovered *forecast.UncoveredError
	var horizon *model.HorizonError
	var played *forecast.SimulationStateError
	var faults *format.Faults
	var unanswered *forecast.NetStateError
	var training *netstaffing.TrainingError
	var unstaffable *forecast.UnstaffableError
	switch {
	case errors.As(err, &faults):
		return scenarioProblem(each(faults.List, func(f format.Fault) FieldProblem {
			place := "body.scenario." + f.Field
			if f.Field == "" {
				place = "body.scenario"
			}
			return FieldProblem{Location: place, Message: f.Error(), Found: f.Found, Expected: f.Expected}
		}))
	case errors.As(err, &played):
		return newProblem(http.StatusConflict, "not_done", played.Error())
	case errors.As(err, &order):
		return oneField(order.Error(), FieldProblem{Location: "body." + order.Field, Message: order.Error(), Found: order.Found, Expected: order.Expected})
	case errors.As(err, &query):
		return oneField(query.Error(), FieldProblem{Location: "query." + query.Field, Message: query.Error(), Found: query.Found, Expected: query.Expected})
	case errors.As(err, &handle):
		return oneField(handle.Error(), FieldProblem{Location: "body.goal.ahtS", Message: handle.Error(), Found: "none", Expected: "seconds above 0"})
	case errors.As(err, &input):
		return oneField(err.Error(), FieldProblem{Location: "body.goal", Message: input.Error(), Found: fmt.Sprint(input.Got), Expected: input.Expected})
	case errors.As(err, &state):
		return newProblem(http.StatusConflict, "not_done", state.Error())
	case errors.As(err, &unanswered):
		return newProblem(http.StatusConflict, "not_done", unanswered.Error())
	case errors.As(err, &training):
		return oneField(training.Error(), FieldProblem{Location: "body." + training.Field, Message: training.Error(), Found: training.Found, Expected: training.Expected})
	case errors.As(err, &unstaffable):
		p := newProblem(http.StatusConflict, "not_staffable", "the requirements cannot be staffed together")
		p.Errors = each(unstaffable.Problems, func(f problem.Problem) FieldProblem {
			return FieldProblem{Location: f.Field, Message: f.String(), Found: f.Found, Expected: f.Expected}
		})
		return p
	case errors.As(err, &uncovered):
		return newProblem(http.StatusConflict, "not_covered", uncovered.Error())
	case errors.As(err, &inUse):
		return newProblem(http.StatusConflict, "in_use", inUse.Error())
	case errors.As(err, &named):
		p := newProblem(http.StatusConflict, "duplicate", named.Error())
		p.Errors = []FieldProblem{{Location: "body.name", Message: "is already taken", Found: named.Name, Expected: "a name that no other lock of the queue has"}}
		return p
	case errors.As(err, &apart):
		return newProblem(http.StatusConflict, "not_comparable", apart.Error())
	case errors.As(err, &noCourse):
		return newProblem(http.StatusConflict, "no_course", noCourse.Error())
	case errors.As(err, &noCertainty):
		return newProblem(http.StatusConflict, "no_certainty", noCertainty.Error())
	case errors.As(err, &withdrawn):
		return newProblem(http.StatusConflict, "withdrawn", withdrawn.Error())
	case errors.Is(err, forecast.ErrNoHistory), errors.Is(err, model.ErrNoUsableDay), errors.As(err, &horizon):
		return newProblem(http.StatusConflict, "no_history", err.Error())
	}
	return nil
}

func oneField(detail string, field FieldProblem) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, "invalid", detail)
	p.Errors = []FieldProblem{field}
	return p
}

// rosterProblem translates what scheduling refuses.
func rosterProblem(err error) *Problem {
	var invalid *scheduling.InvalidError
	var broken *scheduling.RuleError
	var stale *scheduling.StaleError
	var state *scheduling.StateError
	var nobody *scheduling.UnsatisfiableError
	var bidding *scheduling.BidStateError
	var contradicts *scheduling.ContradictionError
	var unnamed *roster.Invalid
	switch {
	case errors.As(err, &invalid):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the "+invalid.What+" cannot be as sent")
		p.Errors = each(invalid.Fields, func(f scheduling.FieldError) FieldProblem {
			return FieldProblem{Location: "body." + f.Field, Message: "found " + f.Found + "; expected " + f.Expected, Found: f.Found, Expected: f.Expected, Want: wantOf(f.Want)}
		})
		return p
	case errors.As(err, &broken):
		p := newProblem(http.StatusConflict, "rules_broken", "the change would break rules")
		p.Errors = each(broken.Breaches, breachProblem)
		return p
	case errors.As(err, &stale):
		return staleRoster(stale)
	case errors.As(err, &bidding):
		return newProblem(http.StatusConflict, "wrong_state", bidding.Error())
	case errors.As(err, &state):
		return newProblem(http.StatusConflict, "wrong_state", state.Error())
	case errors.As(err, &nobody):
		p := newProblem(http.StatusConflict, "unsatisfiable", "some people cannot be rostered at all; mend their agreements or leave them out")
		p.Errors = each(nobody.People, func(u scheduling.Unsatisfiable) FieldProblem {
			return FieldProblem{Location: fmt.Sprintf("people.%d", u.PersonID), Message: u.Reason, Code: "unsatisfiable", Found: u.PersonName, Expected: u.Relaxation}
		})
		p.Impossible = each(nobody.People, impossibleOf)
		return p
	case errors.As(err, &contradicts):
		p := newProblem(http.StatusConflict, "contradiction", "the roster's people or templates contradict themselves")
		p.Errors = each(contradicts.Faults, contradictionProblem)
		return p
	case errors.As(err, &unnamed):
		p := newProblem(http.StatusConflict, "contradiction", "the roster's people or templates contradict themselves")
		p.Errors = each(unnamed.Faults, func(f rules.Fault) FieldProblem { return contradictionProblem(scheduling.Contradiction{Fault: f}) })
		return p
	}
	return nil
}

func contradictionProblem(f scheduling.Contradiction) FieldProblem {
	return FieldProblem{Location: f.Field, Message: f.Error(), Found: f.Found, Expected: f.Expected, About: f.About, Want: wantOf(f.Want)}
}

func breachProblem(b scheduling.Breach) FieldProblem {
	p := FieldProblem{Location: fmt.Sprintf("people.%d", b.PersonID), Message: b.Message, Code: string(b.Rule), About: b.Who()}
	for _, day := range b.Days {
		p.Figures = append(p.Figures, day.String())
	}
	if b.PersonID == 0 {
		p.Location = "teamRules"
	}
	p.Found, p.Expected = fmt.Sprint(b.Found), fmt.Sprint(b.Limit)
	return p
}

// staleRoster says which shifts changed since, and who changed them.
func staleRoster(stale *scheduling.StaleError) *Problem {
	p := newProblem(http.StatusPreconditionFailed, "stale", stale.Error())
	p.Have, p.Want = &stale.Have, &stale.Want
	p.Errors = each(stale.Changes, func(c scheduling.Change) FieldProblem {
		who := c.ActorName
		if who == "" {
			who = "somebody"
		}
		return FieldProblem{
			Location: fmt.Sprintf("people.%d.%s", c.PersonID, c.Day), Code: string(c.Op),
			Message: fmt.Sprintf("%s changed the shift of %s at %s", who, c.Day, c.At.Format("15:04")),
			Figures: []string{c.ActorName, c.Day.String(), c.At.UTC().Format(time.RFC3339)},
		}
	})
	return p
}
