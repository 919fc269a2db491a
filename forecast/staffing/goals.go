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

func (g Goals) validate() error {
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
)

var goalNames = [...]string{"none", "service_level", "asa", "occupancy", "abandonment", "minimum", "stability", "response_time"}

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

// Shrinkage is paid time in which people are not available for contacts.
type Shrinkage struct {
	InOffice    float64 // share of present time: meetings, coaching, system trouble
	OutOfOffice float64 // share of paid time: leave, sickness, training elsewhere
}

// ShrinkageCategory is one cause of shrinkage with its share.
type ShrinkageCategory struct {
	Name     string
	Share    float64
	InOffice bool // the person is present: a share of present time, not of paid time
}

// ShrinkageOf adds up categories. Shares of the same time add, while time in
// the office is only what absence leaves: in all 1 - (1-in)(1-out) is lost.
func ShrinkageOf(categories []ShrinkageCategory) (Shrinkage, error) {
	var s Shrinkage
	for _, c := range categories {
		if !(c.Share >= 0 && c.Share < 1) {
			return Shrinkage{}, refused("shrinkage for "+c.Name, c.Share, "a share of at least 0 and below 1")
		}
		if c.InOffice {
			s.InOffice += c.Share
		} else {
			s.OutOfOffice += c.Share
		}
	}
	return s, s.validate()
}

func (s Shrinkage) validate() error {
	for _, share := range [...]float64{s.InOffice, s.OutOfOffice} {
		if !(share >= 0 && share <= maxShrinkage) {
			return refused("shrinkage", share, "a share from 0 to 0.99")
		}
	}
	return nil
}

const (
	maxShrinkage = 0.99
	leastShare   = 1e-6 // a limit below it is no limit anyone can keep
)

// Total returns the share of paid time lost to both.
func (s Shrinkage) Total() float64 { return 1 - s.available() }

func (s Shrinkage) available() float64 { return (1 - s.InOffice) * (1 - s.OutOfOffice) }

// Scheduled returns how many people must be paid so that agents are available.
func (s Shrinkage) Scheduled(agents float64) float64 { return agents / s.available() }

// roundUp rounds up by decimal intent: what exceeds a whole number by no more
// than a billionth, and never more than a thousandth of a person, comes from
// binary arithmetic, not from work.
func roundUp(x float64) float64 { return math.Ceil(x - min(1e-3, 1e-9*max(1, x))) }
