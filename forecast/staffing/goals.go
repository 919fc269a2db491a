package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// Goals are the promises a queue is staffed for. A zero field is no goal.
type Goals struct {
	ServiceLevel   float64        // share of contacts answered in time, 0 ≤ share < 1
	Threshold      float64        // what is in time, seconds
	Variant        erlang.Variant // how contacts that give up count; of no effect under Erlang C
	MaxASA         float64        // mean wait of those answered, seconds, at most
	MaxOccupancy   float64        // share of agents' time spent handling, at most
	MaxAbandonment float64        // share of contacts that give up, at most; of no effect under Erlang C
	MinAgents      int            // people present whatever the load, while open
	Shrinkage      Shrinkage      // time that is paid but not available
}

func (g *Goals) validate() error {
	switch {
	case !(g.ServiceLevel >= 0 && g.ServiceLevel < 1):
		return refused("service level target", g.ServiceLevel, "a share of at least 0 and below 1")
	case !(g.Threshold >= 0) || math.IsInf(g.Threshold, 1):
		return refused("service level threshold", g.Threshold, "seconds of at least 0")
	case g.MaxASA != 0 && !(g.MaxASA >= briefest) || math.IsInf(g.MaxASA, 1):
		return refused("ASA target", g.MaxASA, "seconds, at least a millionth, or 0 for none")
	case g.MaxOccupancy != 0 && !(g.MaxOccupancy >= leastShare && g.MaxOccupancy <= 1):
		return refused("maximum occupancy", g.MaxOccupancy, "a share from 0.000001 to 1, or 0 for none")
	case g.MaxAbandonment != 0 && !(g.MaxAbandonment >= leastShare && g.MaxAbandonment <= 1):
		return refused("maximum abandonment", g.MaxAbandonment, "a share from 0.000001 to 1, or 0 for none")
	case g.MinAgents < 0 || g.MinAgents > maxErlangs:
		return refused("minimum agents", float64(g.MinAgents), "a number of at least 0")
	}
	return g.Shrinkage.validate()
}

// Goal names one of the goals.
type Goal uint8

// The goals, and what decides where none of them does: that agents must
// outnumber the erlangs for an Erlang C queue to be stable, that deferred work
// is due, or that there is nothing to do.
const (
	NoGoal Goal = iota
	ServiceLevelGoal
	ASAGoal
	OccupancyGoal
	AbandonmentGoal
	MinimumGoal
	StabilityGoal
	ResponseTimeGoal
	CostGoal // the cost of one agent more; see [Economic]
)

var goalNames = [...]string{"none", "service_level", "asa", "occupancy", "abandonment", "minimum", "stability", "response_time", "cost"}

// String returns the name by which files and the API know the goal.
func (g Goal) String() string { return goalNames[g] }

// measuredGoals are compared with a computed figure.
var measuredGoals = [...]Goal{ServiceLevelGoal, ASAGoal, OccupancyGoal, AbandonmentGoal}

// target returns the limit set for a goal, and whether it is set: a limit that
// every number of agents meets is none.
func (p *problem) target(goal Goal) (float64, bool) {
	switch goal {
	case ServiceLevelGoal:
		return p.ServiceLevel, p.ServiceLevel > 0
	case ASAGoal:
		return p.MaxASA, p.MaxASA > 0
	case OccupancyGoal:
		return p.MaxOccupancy, p.MaxOccupancy > 0 && p.MaxOccupancy < 1
	case AbandonmentGoal:
		return p.MaxAbandonment, p.MaxAbandonment > 0 && p.MaxAbandonment < 1 && !p.waits()
	case MinimumGoal:
		return float64(p.MinAgents), p.MinAgents > 0
	case StabilityGoal:
		return p.Erlangs / p.perAgent(), p.waits()
	}
	return 0, false
}

// roundUp rounds up by decimal intent: what exceeds a whole number by no more
// than a billionth, and never more than a thousandth of a person, comes from
// binary arithmetic, not from work.
func roundUp(x float64) float64 { return math.Ceil(x - min(1e-3, 1e-9*max(1, x))) }
