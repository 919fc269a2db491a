package api

import (
	"context"
	"math"
	"time"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
)

// CareerPlanMarks say who made a scenario or a hiring plan, and when it was changed last.
type CareerPlanMarks struct {
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy int64     `json:"createdBy"`
	ChangedAt time.Time `json:"changedAt"`
	ChangedBy int64     `json:"changedBy"`
}

func careerPlanMarksOf(k plan.Kept) CareerPlanMarks {
	return CareerPlanMarks{k.CreatedAt, k.CreatedBy, k.ChangedAt, k.ChangedBy}
}

// CareerPlanRun is one computation, with what it rests on.
type CareerPlanRun struct {
	ID      int64      `json:"id"`
	JobID   int64      `json:"jobId"`
	Of      int64      `json:"of" doc:"Version of the order that was computed."`
	Code    string     `json:"code" doc:"Version of the program."`
	AskedAt time.Time  `json:"askedAt"`
	DoneAt  *time.Time `json:"doneAt,omitempty" doc:"Absent: the job is under way, or failed."`
	KnownOn *Day       `json:"knownOn,omitempty" doc:"The day whose registers it rests on."`
	Inputs  string     `json:"inputs,omitempty" doc:"SHA-256 of order, facts and program."`
	Outcome string     `json:"outcome,omitempty" doc:"SHA-256 of the result."`
}

// CareerPlanJob is a run and the job that computes it.
type CareerPlanJob struct {
	RunID int64 `json:"runId"`
	JobID int64 `json:"jobId"`
}

// CareerPlanReplay says whether the same came out once more.
type CareerPlanReplay struct {
	Same    bool   `json:"same"`
	Inputs  string `json:"inputs"`
	Outcome string `json:"outcome"`
}

// CareerScenarioRun is what a scenario came to.
type CareerScenarioRun struct {
	CareerPlanRun
	Base        *FlowFigures       `json:"base,omitempty" doc:"As it is."`
	After       *FlowFigures       `json:"after,omitempty" doc:"With the scenario."`
	Change      *FlowChange        `json:"change,omitempty"`
	Paid        bool               `json:"paid" doc:"Pay is known of every rung; else costs are not whole."`
	Own         bool               `json:"own" doc:"Exits are of one's own record."`
	Unplaced    bool               `json:"unplaced"`
	Exits       int                `json:"exits" doc:"That the hazard rests on."`
	Nights      *float64           `json:"nights,omitempty"`
	BaseCourse  *FlowCourse        `json:"baseCourse,omitempty" doc:"Of one scenario alone, not in lists; as the following."`
	AfterCourse *FlowCourse        `json:"afterCourse,omitempty"`
	Binding     []FlowBinding      `json:"binding,omitempty" nullable:"false" doc:"Caps that hold people back with the scenario, those first that block most."`
	BaseBinding []FlowBinding      `json:"baseBinding,omitempty" nullable:"false"`
	Assumptions []CareerAssumption `json:"assumptions,omitempty" nullable:"false"`
}

// FlowFigures sum a projection up.
type FlowFigures struct {
	Exits      float64 `json:"exits"`
	Hires      float64 `json:"hires"`
	Promotions float64 `json:"promotions"`
	CostMinor  int64   `json:"costMinor"`
	Headcount  float64 `json:"headcount" doc:"At the end."`
	Effective  float64 `json:"effective" doc:"Mean people of full output."`
	Attrition  Numbers `json:"attrition" doc:"By year, a share."`
}

// FlowChange is what a scenario changes, parted into arithmetic and assumption.
type FlowChange struct {
	Total       FlowFigures `json:"total"`
	Structural  FlowFigures `json:"structural" doc:"What remains when nobody's leaving depends on anything but tenure: arithmetic of rungs, places, pay and hires."`
	Behavioural FlowFigures `json:"behavioural" doc:"The rest, which stands and falls with the assumptions."`
	Exits       FlowSpread  `json:"exits"`
	Hires       FlowSpread  `json:"hires"`
	Promotions  FlowSpread  `json:"promotions"`
	Cost        FlowSpread  `json:"cost" doc:"Minor units."`
	Effective   FlowSpread  `json:"effective"`
	Draws       int         `json:"draws"`
}

// FlowSpread is what a change may come to: 95 % ranges.
type FlowSpread struct {
	Value         float64 `json:"value"`
	ParameterSD   float64 `json:"parameterSd" doc:"From not knowing hazards and ratios."`
	FlowSD        float64 `json:"flowSd" doc:"From the chance of who leaves and rises."`
	ParameterLow  float64 `json:"parameterLow"`
	ParameterHigh float64 `json:"parameterHigh"`
	Low           float64 `json:"low" doc:"Of both parts."`
	High          float64 `json:"high"`
}

// FlowCourse is a projection by month.
type FlowCourse struct {
	Rungs      []FlowRung `json:"rungs" nullable:"false" doc:"The last is all rungs together, without a code."`
	Exits      Numbers    `json:"exits"`
	Hires      Numbers    `json:"hires"`
	Promotions Numbers    `json:"promotions"`
	CostMinor  Numbers    `json:"costMinor"`
	Effective  Numbers    `json:"effective"`
}

// FlowRung is the headcount of a rung by month, with 95 % bands.
type FlowRung struct {
	Code          string      `json:"code"`
	Name          CareerNames `json:"name"`
	Added         bool        `json:"added" doc:"By the scenario."`
	Value         Numbers     `json:"value"`
	ParameterLow  Numbers     `json:"parameterLow"`
	ParameterHigh Numbers     `json:"parameterHigh"`
	Low           Numbers     `json:"low"`
	High          Numbers     `json:"high"`
}

// FlowBinding is a cap that holds people back.
type FlowBinding struct {
	Rung    string      `json:"rung"`
	Months  int         `json:"months" doc:"In which it held somebody back."`
	First   int         `json:"first" doc:"Of these, from 0."`
	Blocked float64     `json:"blocked" doc:"Promotions or hires that it kept from happening."`
	Relief  FlowFigures `json:"relief" doc:"What one more place would change."`
}

// CareerAssumption is a number that a result rests on.
type CareerAssumption struct {
	Key      string  `json:"key"`
	Where    string  `json:"where,omitempty" doc:"Rung, where it is about one."`
	Value    float64 `json:"value"`
	Low      float64 `json:"low"`
	High     float64 `json:"high" doc:"Both ends 0: no range is stated."`
	Unit     string  `json:"unit"`
	Source   string  `json:"source"`
	Basis    string  `json:"basis,omitempty" enum:"documented,exits,promotions,few_promotions,shifts,given" doc:"What kind of source; absent: a run kept before there were kinds."`
	Known    float64 `json:"known,omitempty" doc:"Exits, or months of people, that a number of one's own rests on."`
	Grade    string  `json:"grade,omitempty" enum:"A,B,C,D" doc:"Of the evidence; absent: one's own number."`
	Weak     bool    `json:"weak"`
	Own      bool    `json:"own"`
	Editable bool    `json:"editable"`
}

func careerAssumptionOf(a plan.Assumption) CareerAssumption {
	return CareerAssumption{a.Key, a.Where, a.Value, a.Low, a.High, a.Unit, a.Source, string(a.Basis), a.Known, string(a.Grade), a.Weak, a.Own, a.Editable}
}

func flowFiguresOf(f flow.Figures) FlowFigures {
	return FlowFigures{f.Exits, f.Hires, f.Promotions, minor(f.Cost), f.Headcount, f.Effective, f.Attrition}
}

func flowSpreadOf(s flow.Spread) FlowSpread {
	return FlowSpread{s.Value, s.ParameterSD, s.FlowSD, s.Parameter[0], s.Parameter[1], s.Both[0], s.Both[1]}
}

func flowBindingOf(b plan.Bound) FlowBinding {
	return FlowBinding{b.Code, b.Months, b.First, b.Blocked, flowFiguresOf(b.Relief)}
}

func flowCourseOf(s plan.Side, rungs []plan.OutcomeRung) *FlowCourse {
	out := &FlowCourse{Exits: s.Exits, Hires: s.Hires, Promotions: s.Promotions, CostMinor: s.Cost, Effective: s.Effective}
	for i := range len(rungs) + 1 {
		r := FlowRung{}
		if i < len(rungs) {
			r.Code, r.Name, r.Added = rungs[i].Code, CareerNames{rungs[i].En, rungs[i].Zh}, rungs[i].Added
		}
		for t, value := range s.Headcount.Value {
			parameter, both := s.Headcount.Parameter[t][i], s.Headcount.Both[t][i]
			r.Value = append(r.Value, value[i])
			r.ParameterLow, r.ParameterHigh = append(r.ParameterLow, parameter[0]), append(r.ParameterHigh, parameter[1])
			r.Low, r.High = append(r.Low, both[0]), append(r.High, both[1])
		}
		out.Rungs = append(out.Rungs, r)
	}
	return out
}

func careerPlanRunOf(r plan.Run) CareerPlanRun {
	out := CareerPlanRun{
		ID: r.ID, JobID: r.JobID, Of: r.KeptVersion, Code: r.Code, AskedAt: r.AskedAt, DoneAt: orNone(r.DoneAt), Inputs: r.Inputs, Outcome: r.Outcome,
	}
	switch {
	case r.Facts == nil:
	case r.Facts.World != nil:
		out.KnownOn = dayOrNone(r.Facts.World.On)
	case r.Facts.Staff != nil:
		out.KnownOn = dayOrNone(r.Facts.Staff.On)
	}
	return out
}

func careerScenarioRunOf(r plan.Run, whole bool) CareerScenarioRun {
	out := CareerScenarioRun{CareerPlanRun: careerPlanRunOf(r)}
	if r.Answer == nil || r.Answer.Scenario == nil {
		return out
	}
	o, w := r.Answer.Scenario, r.Facts.World
	base, after := flowFiguresOf(o.Base.Figures), flowFiguresOf(o.After.Figures)
	out.Base, out.After, out.Paid, out.Own, out.Unplaced, out.Exits, out.Nights = &base, &after, o.Paid, w.Own, w.Unplaced, w.Exits, o.Nights
	out.Change = &FlowChange{
		Total: flowFiguresOf(o.Total), Structural: flowFiguresOf(o.Structural), Behavioural: flowFiguresOf(o.Behavioural),
		Exits: flowSpreadOf(o.Spreads.Exits), Hires: flowSpreadOf(o.Spreads.Hires), Promotions: flowSpreadOf(o.Spreads.Promotions),
		Cost: flowSpreadOf(o.Spreads.Cost), Effective: flowSpreadOf(o.Spreads.Effective), Draws: o.Spreads.Draws,
	}
	if !whole {
		return out
	}
	out.BaseCourse, out.AfterCourse = flowCourseOf(o.Base, o.BaseRungs), flowCourseOf(o.After, o.Rungs)
	out.Binding, out.BaseBinding = each(o.Binding, flowBindingOf), each(o.BaseBinding, flowBindingOf)
	out.Assumptions = each(o.Assumptions, careerAssumptionOf)
	return out
}

type careerPlanReplayOutput struct{ Body CareerPlanReplay }

func (s *Server) replayCareerPlan(ctx context.Context, scope auth.Scope, in *IDInput) (*careerPlanReplayOutput, error) {
	again, same, err := s.Careers.Plans.Replay(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &careerPlanReplayOutput{CareerPlanReplay{same, again.Inputs, again.Outcome}}, nil
}

// minor rounds money to whole minor units.
func minor(v float64) int64 { return int64(math.Round(v)) }
