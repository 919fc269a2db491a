package staffing

import "math"

// Result is what one interval requires.
type Result struct {
	Agents              int         // smallest whole number that meets every goal
	Fractional          float64     // the same without rounding, for adding up before rounding
	Scheduled           int         // people to pay so that Agents are available
	ScheduledFractional float64     // people to pay so that Fractional are available
	Binding             Goal        // the goal that asks for the most people
	Performance         Performance // of the queue with Agents
}

// Requirement returns the smallest number of agents that meets every goal.
// The error, if any, is an [*InputError].
//
// No load requires the minimum alone. Otherwise at least one agent is
// required, and under Erlang C more agents than erlangs.
func Requirement(l Load, g Goals) (Result, error) {
	if err := validate(l, g); err != nil {
		return Result{}, err
	}
	return require(l, g).result, nil
}

// Agents is the whole number of [Requirement] alone, for whoever needs many.
func Agents(l Load, g Goals) (int, error) {
	switch err := validate(l, g); {
	case err != nil:
		return 0, err
	case l.Erlangs == 0:
		return g.MinAgents, nil
	case l.waits() && l.perAgent() == 1:
		return walk(l, g), nil
	default:
		return find(l, g).agents, nil
	}
}

func validate(l Load, g Goals) error {
	if err := l.validate(); err != nil {
		return err
	}
	if err := g.validate(); err != nil {
		return err
	}
	promised := g.ServiceLevel + g.ASA + g.MaxOccupancy + g.MaxAbandonment + float64(g.MinAgents)
	if !l.waits() && promised == 0 {
		return &InputError{"number of goals", 0, "at least one where contacts give up, for any number of agents is stable then"}
	}
	return nil
}

// required is a result with what was learnt on the way to it.
type required struct {
	result Result
	below  Performance // with one agent fewer; without meaning when there was at most one
}

func require(l Load, g Goals) required {
	if l.Erlangs == 0 {
		return required{result: g.idle()}
	}
	f := found{}
	if l.waits() && l.perAgent() == 1 {
		f.agents = walk(l, g)
		f.at = Perform(l, g, float64(f.agents))
		f.below = Perform(l, g, float64(f.agents-1))
	} else {
		f = find(l, g)
	}
	fractional, binding := fraction(l, g, f)
	return required{below: f.below, result: Result{
		Agents: f.agents, Fractional: fractional, Binding: binding, Performance: f.at,
		Scheduled:           int(roundUp(g.Shrinkage.Scheduled(float64(f.agents)))),
		ScheduledFractional: g.Shrinkage.Scheduled(fractional),
	}}
}

// idle is the requirement of an interval that brings nothing.
func (g Goals) idle() Result {
	least := float64(g.MinAgents)
	r := Result{Agents: g.MinAgents, Fractional: least, Performance: idle(least)}
	r.Scheduled = int(roundUp(g.Shrinkage.Scheduled(least)))
	r.ScheduledFractional = g.Shrinkage.Scheduled(least)
	if g.MinAgents > 0 {
		r.Binding = MinimumGoal
	}
	return r
}

// floor returns the least number of agents that may be considered: one, the
// minimum, and under Erlang C what stability and occupancy ask for, which need
// no search.
func floor(l Load, g Goals) int {
	least := max(1, float64(g.MinAgents))
	if l.waits() {
		needed := l.Erlangs / l.perAgent()
		least = max(least, math.Floor(needed+1e-9*max(1, needed))+1)
		if limit, set := g.target(OccupancyGoal, l); set {
			least = max(least, roundUp(needed/limit))
		}
	}
	return int(least)
}
