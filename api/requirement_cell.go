package api

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
)

// RequirementCell is one interval of a requirement with its reasons.
type RequirementCell struct {
	Index       int                  `json:"index"`
	Start       time.Time            `json:"start"`
	Open        bool                 `json:"open"`
	Contacts    float64              `json:"contacts"`
	AHTS        float64              `json:"ahtS"`
	Erlangs     float64              `json:"erlangs" doc:"Contacts a second times handle time."`
	PatienceS   float64              `json:"patienceS" doc:"Mean time to abandon; 0: nobody gives up."`
	Concurrency float64              `json:"concurrency"`
	HandleTimes []float64            `json:"handleTimesS,omitempty" nullable:"false" doc:"Handle time in seconds of a contact whose agent has 1, 2, … at once; absent where there is only one."`
	CappedAt    *int                 `json:"cappedAt,omitempty" doc:"Number of contacts at once from which one more makes an agent finish fewer of them per hour: nobody is planned to have as many."`
	Shrinkage   float64              `json:"shrinkage" doc:"Share of paid time, both kinds together."`
	Formula     string               `json:"formula" doc:"Name of the queueing model; Workload for deferred work."`
	Fractional  float64              `json:"fractional"`
	Agents      float64              `json:"agents"`
	Scheduled   float64              `json:"scheduled"`
	Binding     string               `json:"binding"`
	At          *CellPerformance     `json:"at,omitempty" doc:"With the agents required."`
	Below       *CellPerformance     `json:"below,omitempty" doc:"With one agent fewer."`
	Reasons     []CellReason         `json:"reasons" nullable:"false"`
	Sensitivity []CellSensitivity    `json:"sensitivity" nullable:"false"`
	Deferred    *CellOfWorkThatWaits `json:"deferred,omitempty"`
	Course      *CellCourse          `json:"course,omitempty" doc:"The queue followed from its opening to this interval with the agents required; absent where there is none to follow."`
	Heads       *CellHeads           `json:"heads,omitempty" doc:"From those at work to those on the payroll; where the goal has shrinkage by category."`
	ByCourse    *CellByCourse        `json:"byCourse,omitempty" doc:"Where people were computed by following the queue: at, below and reasons are still those of the formula."`
	Certainty   *CellCertainty       `json:"certainty,omitempty" doc:"How sure the people are to be enough; absent where nothing is known of the forecast's errors."`
	Costs       *CellCosts           `json:"costs,omitempty" doc:"What an hour costs around this number, where costs are weighed."`
}

// CellPerformance is how the queue does with some number of agents.
type CellPerformance struct {
	Agents       float64  `json:"agents"`
	PWait        float64  `json:"pWait"`
	ServiceLevel float64  `json:"serviceLevel"`
	ASAS         *float64 `json:"asaS,omitempty" doc:"Seconds; absent where the queue would only grow."`
	Occupancy    float64  `json:"occupancy"`
	Abandon      float64  `json:"abandon"`
	QueueLength  *float64 `json:"queueLength,omitempty"`
}

// CellReason is what one goal alone asks for.
type CellReason struct {
	Goal       string   `json:"goal"`
	Target     float64  `json:"target"`
	Agents     int      `json:"agents"`
	Fractional float64  `json:"fractional"`
	At         *float64 `json:"at,omitempty" doc:"The goal's figure with the agents required."`
	Below      *float64 `json:"below,omitempty" doc:"The goal's figure with one agent fewer."`
	MetBelow   bool     `json:"metBelow"`
}

// CellSensitivity is the requirement when one assumption is a little wrong.
type CellSensitivity struct {
	Input      string  `json:"input" enum:"volume,aht,shrinkage"`
	Change     float64 `json:"change" doc:"-0.05 is five per cent less."`
	Agents     int     `json:"agents"`
	Fractional float64 `json:"fractional"`
	Scheduled  float64 `json:"scheduled"`
}

// CellCourse is how the queue passes through an interval, with what the
// interval before left behind.
type CellCourse struct {
	ServiceLevel float64  `json:"serviceLevel"`
	PWait        float64  `json:"pWait"`
	Abandon      float64  `json:"abandon"`
	QueueBefore  float64  `json:"queueBefore" doc:"Contacts waiting when the interval begins."`
	QueueAfter   float64  `json:"queueAfter"`
	Doubts       []string `json:"doubts" nullable:"false" doc:"Why the formula, which takes the interval as if it went on for ever, may mislead here: busy (occupied more than 95 %), jump (a fifth more or less load than before), short (less than three handle times)."`
}

func cellCourseOf(c *forecast.CellCourse) *CellCourse {
	if c == nil {
		return nil
	}
	return &CellCourse{
		ServiceLevel: c.ServiceLevel, PWait: c.PWait, Abandon: c.Abandon, QueueBefore: c.QueueBefore, QueueAfter: c.QueueAfter,
		Doubts: doubtsOf(c.Doubts),
	}
}

func doubtsOf(list []staffing.Doubt) []string {
	return each(list, func(d staffing.Doubt) string { return string(d) })
}

type (
	cellInput struct {
		IDInput
		Index int `path:"index" minimum:"0" doc:"Number of the interval, the first being 0."`
	}
	cellOutput struct{ Body RequirementCell }
)

func (s *Server) explainCell(ctx context.Context, scope auth.Scope, in *cellInput) (*cellOutput, error) {
	cell, err := s.Staffing.Explain(ctx, scope, in.ID, in.Index)
	if err != nil {
		return nil, err
	}
	g, err := cell.Requirement.Grid()
	if err != nil {
		return nil, err
	}
	body := cellOf(cell)
	body.Start = g.Start(cell.Index).In(g.Location())
	return &cellOutput{Body: body}, nil
}

func cellOf(cell forecast.Cell) RequirementCell {
	r, i, e := cell.Requirement, cell.Index, cell.Explanation
	out := RequirementCell{
		Index: i, Open: r.Curves.Open[i], Contacts: r.Curves.Contacts[i], AHTS: r.Curves.AHTS[i], Erlangs: e.Load.Erlangs,
		PatienceS: r.Goal.PatienceS, Concurrency: r.Concurrency, Shrinkage: r.Goal.Shrinkage(), Formula: e.Formula,
		Fractional: r.Curves.Fractional[i], Agents: r.Curves.Agents[i], Scheduled: r.Curves.Scheduled[i], Binding: r.Curves.Binding[i],
		Reasons: each(e.Reasons, reasonOf), Sensitivity: each(e.Sensitivity, sensitivityOf),
		Course: cellCourseOf(cell.Course), Certainty: cellCertaintyOf(cell.Certainty), Costs: cellCostsOf(cell.Costs),
	}
	out.Heads, out.ByCourse = headsOf(r, i), byCourseOf(r, i)
	if cell.Deferred != nil {
		out.Deferred = cellOfWorkThatWaits(cell.Deferred, i)
	}
	if e.Formula == "" && r.Deferred {
		out.Formula = "Workload"
	}
	if r.ByConcurrency() && e.Formula != "" {
		out.HandleTimes, out.CappedAt = e.Load.AHTs, orNone(r.Unproductive())
	}
	if e.Formula != "" {
		at := performanceOf(e.Result.Performance)
		out.At = &at
	}
	if e.Below != nil {
		below := performanceOf(*e.Below)
		out.Below = &below
	}
	return out
}

func performanceOf(p staffing.Performance) CellPerformance {
	return CellPerformance{
		Agents: p.Agents, PWait: p.PWait, ServiceLevel: p.ServiceLevel, ASAS: figure(p.ASA), Occupancy: p.Occupancy,
		Abandon: p.PAbandon, QueueLength: figure(p.QueueLength),
	}
}

func reasonOf(r staffing.Reason) CellReason {
	return CellReason{
		Goal: r.Goal.String(), Target: r.Target, Agents: r.Agents, Fractional: r.Fractional,
		At: figure(r.AtAgents), Below: figure(r.AtBelow), MetBelow: r.MetBelow,
	}
}

func sensitivityOf(s staffing.Sensitivity) CellSensitivity {
	return CellSensitivity{
		Input: string(s.Input), Change: s.Change, Agents: s.Result.Agents, Fractional: s.Result.Fractional, Scheduled: s.Result.ScheduledFractional,
	}
}
