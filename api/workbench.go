package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/internal/auth"
)

type (
	erlangProblemInput   struct{ Body ErlangProblem }
	erlangSolutionOutput struct{ Body ErlangSolution }
	erlangRangeInput     struct{ Body ErlangRange }
	erlangCurvesOutput   struct{ Body ErlangCurves }
)

func (s *Server) registerWorkbench(api huma.API) {
	op := func(path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: http.MethodPost, Path: path, Summary: summary, Tags: []string{"Workbench"},
			Description: "The queueing formulas by themselves: nothing is read from the centre and nothing is kept.",
		}
	}
	secured(s, api, op("/erlang/solutions", "solve-erlang", "Solve a queue for any unknown"), auth.ReadDemand, s.solveErlang)
	secured(s, api, op("/erlang/curves", "sweep-erlang", "Get a queue's figures over values of one of its parts"), auth.ReadDemand, s.sweepErlang)
}

func (s *Server) solveErlang(_ context.Context, _ auth.Scope, in *erlangProblemInput) (*erlangSolutionOutput, error) {
	setting, err := in.Body.Setting.toDomain()
	if err != nil {
		return nil, workbenchProblem(err)
	}
	out := ErlangSolution{}
	var figures erlang.Figures
	solved := setting
	if in.Body.Unknown == "" {
		figures, err = erlang.Evaluate(setting)
	} else {
		var solution erlang.Solution
		solution, err = erlang.Solve(erlang.Problem{
			Setting: setting, Unknown: erlang.Unknown(in.Body.Unknown),
			Goals: each(in.Body.Goals, func(g ErlangGoal) erlang.Goal {
				return erlang.Goal{Measure: erlang.Measure(g.Measure), Target: g.Target}
			}),
		})
		solved, figures = solution.Setting, solution.Figures
		out.Found = foundOf(solution)
	}
	if err != nil {
		return nil, workbenchProblem(err)
	}
	out.Formula, out.Figures, out.Percentiles = solved.Formula(), figuresOf(figures), percentilesOf(solved)
	out.Setting = in.Body.Setting.solved(in.Body.Unknown, solved)
	return &erlangSolutionOutput{Body: out}, nil
}

func (s *Server) sweepErlang(_ context.Context, _ auth.Scope, in *erlangRangeInput) (*erlangCurvesOutput, error) {
	setting, err := in.Body.Setting.toDomain()
	if err != nil {
		return nil, workbenchProblem(err)
	}
	values, err := in.Body.values()
	if err != nil {
		return nil, workbenchProblem(err)
	}
	points, err := erlang.Sweep(setting, erlang.Unknown(in.Body.Varied), values)
	if err != nil {
		return nil, workbenchProblem(err)
	}
	out := ErlangCurves{Formula: setting.Formula()}
	for _, p := range points {
		out.add(p)
	}
	return &erlangCurvesOutput{Body: out}, nil
}

// workbenchProblem names the field that has no answer.
func workbenchProblem(err error) error {
	var input *erlang.InputError
	var none *erlang.NoSolutionError
	switch {
	case errors.As(err, &none):
		return oneField(none.Error(), FieldProblem{
			Location: "body.goals." + string(none.Goal.Measure), Code: string(none.Reason), Message: none.Error(),
			Found: fmt.Sprintf("%.6g", none.Best), Expected: fmt.Sprintf("%.6g", none.Goal.Target),
		})
	case errors.As(err, &input):
		return oneField(input.Error(), FieldProblem{
			Location: workbenchField(input.Field), Message: input.Error(), Found: fmt.Sprint(input.Got), Expected: input.Expected,
		})
	}
	return err
}

// workbenchFields are where a request has what the formulas call by other names.
var workbenchFields = map[string]string{
	"volume": "setting.contacts", "load": "setting.contacts", "interval": "setting.intervalS", "handle time": "setting.ahtS",
	"agents": "setting.agents", "lines": "setting.lines", "redial": "setting.redial", "threshold": "setting.thresholdS",
	"patience": "setting.patienceS", "concurrency": "setting.concurrencyAhtS", "handle times": "setting.concurrencyAhtS", "number of goals": "goals", "to": "to",
}

func workbenchField(name string) string {
	if field, known := workbenchFields[name]; known {
		return "body." + field
	}
	return "body.goals"
}
