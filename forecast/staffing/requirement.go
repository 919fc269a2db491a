package staffing

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
	p := problem{l, g}
	if err := p.refusal(); err != nil {
		return Result{}, err
	}
	return p.require().result, nil
}

// Agents is the whole number of [Requirement] alone, for whoever needs many.
func Agents(l Load, g Goals) (int, error) {
	p := problem{l, g}
	switch err := p.refusal(); {
	case err != nil:
		return 0, err
	case l.Erlangs == 0:
		return g.MinAgents, nil
	case p.walkable():
		return p.walk(), nil
	default:
		return p.find().agents, nil
	}
}

// problem is a load with its goals.
type problem struct {
	Load
	Goals
}

// refusal returns an [*InputError] for a problem that has no answer.
func (p *problem) refusal() error {
	if err := p.Load.validate(); err != nil {
		return err
	}
	if err := p.Goals.validate(); err != nil {
		return err
	}
	promised := p.ServiceLevel + p.MaxASA + p.MaxOccupancy + p.MaxAbandonment + float64(p.MinAgents)
	if !p.waits() && promised == 0 {
		return refused("number of goals", 0, "at least one where contacts give up, for any number of agents is stable then")
	}
	return nil
}

// required is a result with what was learnt on the way to it.
type required struct {
	result Result
	below  Performance // with one agent fewer; without meaning when there was at most one
}

func (p *problem) require() required {
	if p.Erlangs == 0 {
		return required{result: p.Goals.idle()}
	}
	var f found
	if p.walkable() {
		n := p.walk()
		f = found{n, p.perform(float64(n)), p.perform(float64(n - 1))}
	} else {
		f = p.find()
	}
	fractional, binding := p.fraction(&f)
	return required{below: f.below, result: Result{
		Agents: f.agents, Fractional: fractional, Binding: binding, Performance: f.at,
		Scheduled:           int(roundUp(p.Shrinkage.Scheduled(float64(f.agents)))),
		ScheduledFractional: p.Shrinkage.Scheduled(fractional),
	}}
}

// idle is the requirement of an interval that brings nothing.
func (g *Goals) idle() Result {
	least := float64(g.MinAgents)
	r := Result{Agents: g.MinAgents, Fractional: least, Performance: idle(least)}
	r.Scheduled = int(roundUp(g.Shrinkage.Scheduled(least)))
	r.ScheduledFractional = g.Shrinkage.Scheduled(least)
	if g.MinAgents > 0 {
		r.Binding = MinimumGoal
	}
	return r
}
