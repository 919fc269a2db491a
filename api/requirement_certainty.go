package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
)

// RequirementCertainty is what each certainty would cost a requirement.
type RequirementCertainty struct {
	Chosen float64          `json:"chosen" doc:"The certainty that the requirement was made for; 0: none."`
	Prices []CertaintyPrice `json:"prices" nullable:"false" doc:"The requirement of the forecast itself first, with share 0, then by rising certainty."`
}

// CertaintyPrice is what it takes to keep the goal in a share of the forecast's
// possible courses.
type CertaintyPrice struct {
	Share          float64        `json:"share"`
	AgentHours     float64        `json:"agentHours" doc:"Hours of whole agents at work."`
	ScheduledHours float64        `json:"scheduledHours" doc:"The same with shrinkage, of people to roster."`
	ExtraHours     float64        `json:"extraHours" doc:"Agent hours beyond those of the forecast itself; below 0 where fewer would do."`
	Held           *float64       `json:"held,omitempty" doc:"Share of the courses whose service level over all intervals meets its target; absent without a target."`
	ServiceLevel   *float64       `json:"serviceLevel,omitempty" doc:"To be expected over all courses; absent where nobody comes."`
	Days           []CertaintyDay `json:"days" nullable:"false"`
}

// CertaintyDay is one day of it.
type CertaintyDay struct {
	Date         Day      `json:"date"`
	AgentHours   float64  `json:"agentHours"`
	Held         *float64 `json:"held,omitempty" doc:"Share of the courses whose service level over the day meets its target."`
	ServiceLevel *float64 `json:"serviceLevel,omitempty"`
}

// CellCertainty is how sure the people of one interval are to be enough.
type CellCertainty struct {
	Share           float64 `json:"share" doc:"Certainty asked for; 0: none."`
	Contacts        float64 `json:"contacts" doc:"Not exceeded in that share of the courses; what is staffed for."`
	Held            float64 `json:"held" doc:"Share of the courses in which every goal is met with the agents required."`
	PointHeld       float64 `json:"pointHeld" doc:"And with those that the forecast itself requires."`
	PointFractional float64 `json:"pointFractional"`
	PointAgents     float64 `json:"pointAgents"`
	PointScheduled  float64 `json:"pointScheduled"`
}

// CellCosts are what an hour costs around the best number of agents.
type CellCosts struct {
	ServiceCosts
	Marginal float64     `json:"marginal" doc:"What one agent more would cost in all."`
	Saved    float64     `json:"saved" doc:"What the last agent saves beyond the cost of one."`
	Curve    []CostPoint `json:"curve" nullable:"false" doc:"By numbers of agents, ascending."`
}

// CostPoint is what an hour costs with a number of agents.
type CostPoint struct {
	Agents       float64  `json:"agents"`
	People       float64  `json:"people" doc:"Paid, shrinkage included."`
	Waiting      *float64 `json:"waiting,omitempty" doc:"Absent where the queue would only grow."`
	Abandonment  float64  `json:"abandonment"`
	Total        *float64 `json:"total,omitempty" doc:"Absent where the queue would only grow."`
	ServiceLevel float64  `json:"serviceLevel"`
}

func cellCertaintyOf(c *forecast.CellCertainty) *CellCertainty {
	if c == nil {
		return nil
	}
	body := CellCertainty(*c)
	return &body
}

func cellCostsOf(c *staffing.CostExplanation) *CellCosts {
	if c == nil {
		return nil
	}
	return &CellCosts{ServiceCosts: ServiceCosts(c.Costs), Marginal: c.Marginal, Saved: c.Saved, Curve: each(c.Curve, func(p staffing.CostPoint) CostPoint {
		return CostPoint{
			Agents: p.Agents, People: p.People, Waiting: figure(p.Waiting), Abandonment: p.Abandonment, Total: figure(p.Total()),
			ServiceLevel: p.Performance.ServiceLevel,
		}
	})}
}

type requirementCertaintyOutput struct{ Body RequirementCertainty }

func (s *Server) registerRequirementCertainty(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "get-requirement-certainty", Method: http.MethodGet, Path: "/requirements/{id}/certainty", Tags: []string{"Requirements"},
		Summary:     "Say what certainty would cost",
		Description: "The people it takes to keep the goal in a share of the courses that the forecast may take, beside those of the forecast itself, with how sure each makes the service level, of the whole and day by day.",
	}, auth.ReadDemand, s.requirementCertainty)
}

func (s *Server) requirementCertainty(ctx context.Context, scope auth.Scope, in *IDInput) (*requirementCertaintyOutput, error) {
	r, prices, err := s.Staffing.Certainty(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &requirementCertaintyOutput{Body: RequirementCertainty{Chosen: r.Goal.Certainty, Prices: each(prices, certaintyPriceOf)}}, nil
}

func certaintyPriceOf(p forecast.CertaintyPrice) CertaintyPrice {
	return CertaintyPrice{
		Share: p.Share, AgentHours: p.AgentHours, ScheduledHours: p.Scheduled, ExtraHours: p.Extra,
		Held: figure(p.Held), ServiceLevel: figure(p.Level),
		Days: each(p.Days, func(d forecast.CertaintyDay) CertaintyDay {
			return CertaintyDay{Date: Day{d.Date}, AgentHours: d.AgentHours, Held: figure(d.Held), ServiceLevel: figure(d.Level)}
		}),
	}
}
