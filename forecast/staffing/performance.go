package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// Performance is how a queue does with a given number of agents.
type Performance struct {
	Agents       float64
	PWait        float64 // share of contacts that wait at all
	ServiceLevel float64 // by the goals' variant and threshold
	Late         float64 // one minus the service level, to full precision where it is small
	ASA          float64 // mean wait of those answered, seconds; +Inf for an unstable queue
	Occupancy    float64 // of an agent's places, where one handles several contacts
	PAbandon     float64 // share of contacts that give up
	QueueLength  float64 // mean number waiting; +Inf for an unstable queue
}

// Perform returns how the load does with a number of agents, whole or not.
// Load and goals must be ones that [Requirement] accepts.
func Perform(l Load, g Goals, agents float64) Performance {
	return (&problem{l, g}).perform(agents)
}

func (p *problem) perform(agents float64) Performance {
	if p.chat() {
		return p.chatPerformance(agents)
	}
	servers := agents * p.perAgent()
	if p.waits() {
		c := erlang.C(p.Erlangs, servers, p.AHT)
		return Performance{
			Agents: agents, PWait: c.PWait, ServiceLevel: c.ServiceLevel(p.Threshold), Late: c.Late(p.Threshold),
			ASA: c.ASA(), Occupancy: c.Occupancy(), QueueLength: c.QueueLength(),
		}
	}
	a := erlang.A(erlang.Queue{Load: p.Erlangs, Agents: servers, AHT: p.AHT, Patience: p.Patience}, p.Threshold)
	level := a.ServiceLevel(p.Variant)
	return Performance{
		Agents: agents, PWait: a.PWait, ServiceLevel: level, Late: max(0, 1-level),
		ASA: a.ASA, Occupancy: a.Occupancy, PAbandon: a.PAbandon, QueueLength: a.QueueLength,
	}
}

// idle is a queue with nothing to do.
func idle(agents float64) Performance {
	return Performance{Agents: agents, ServiceLevel: 1}
}

// measure returns the figure that a goal limits.
func (p Performance) measure(goal Goal) float64 {
	switch goal {
	case ServiceLevelGoal:
		return p.ServiceLevel
	case ASAGoal:
		return p.ASA
	case OccupancyGoal:
		return p.Occupancy
	case AbandonmentGoal:
		return p.PAbandon
	default:
		return p.Agents
	}
}

// Tolerances within which a goal counts as met: rounding of the computation
// for shares, decimal intent for occupancy, whose limit is often met exactly.
const (
	shareTolerance     = 1e-12
	occupancyTolerance = 1e-9
)

// steepest bounds a shortfall, so that a search may interpolate at an unstable
// queue's infinite wait.
const steepest = 30

// shortfall says by how much a goal is missed, at most 0 when it is met. It
// falls with agents, on a scale on which interpolation works well: logarithms
// of what falls away exponentially, and for occupancy, which falls like 1/n,
// a factor that makes one unit about as many agents as for the others.
func (p *problem) shortfall(goal Goal, target float64, with *Performance) float64 {
	var met bool
	var s float64
	switch goal {
	case ServiceLevelGoal:
		met = with.Late <= 1-target+shareTolerance
		s = math.Log(with.Late / (1 - target))
	case ASAGoal:
		met = with.ASA <= target*(1+shareTolerance)
		s = math.Log(with.ASA / target)
	case AbandonmentGoal:
		met = with.PAbandon <= target+shareTolerance
		s = math.Log(with.PAbandon / target)
	case OccupancyGoal:
		met = with.Occupancy <= target*(1+occupancyTolerance)
		s = 2 * math.Sqrt(p.Erlangs) * (with.Occupancy/target - 1)
	}
	if met {
		s = min(0, s)
	}
	return max(-steepest, min(steepest, s))
}
