package staffing

import "math"

// Explanation is a requirement with everything needed to say why it is so.
type Explanation struct {
	Load        Load
	Goals       Goals
	Formula     string       // the queueing model's name
	Result      Result       // the requirement, and the performance with it
	Below       *Performance // with one agent fewer; nil where there is none
	Reasons     []Reason     // each goal that is set, in a fixed order
	Sensitivity []Sensitivity
}

// Reason is what one goal alone asks for.
type Reason struct {
	Goal       Goal
	Target     float64 // in the goal's own unit: a share, seconds or people
	Agents     int     // smallest whole number that meets it
	Fractional float64
	AtAgents   float64 // its figure with the agents of the whole requirement
	AtBelow    float64 // its figure with one agent fewer; NaN where there is none
	MetBelow   bool    // one agent fewer would still meet it
}

// Input is one of the assumptions behind a requirement.
type Input string

// The inputs whose sensitivity is shown.
const (
	VolumeInput    Input = "volume"
	HandleInput    Input = "aht"
	ShrinkageInput Input = "shrinkage"
)

// Sensitivity is the requirement when one input differs by a share of itself.
type Sensitivity struct {
	Input  Input
	Change float64 // -0.05 is five percent less
	Result Result

	// Held is how the queue does if nobody is added or sent home: the same agents
	// for another load, and for another shrinkage those whom the same people
	// scheduled leave.
	Held Performance
}

// sensitivityStep is the share by which inputs are changed, a usual forecast
// error for a day.
const sensitivityStep = 0.05

// Explain is [Requirement] with its reasons.
func Explain(l Load, g Goals) (Explanation, error) {
	p := problem{l, g}
	if err := p.refusal(); err != nil {
		return Explanation{}, err
	}
	r := p.require()
	return explain(p, r.result, r.below, (*problem).promised), nil
}

// promised staffs for the goals alone.
func (p *problem) promised() Result { return p.require().result }

// explain gives the reasons of a result, and what another one would be by the same
// way of staffing.
func explain(p problem, result Result, below Performance, staff func(*problem) Result) Explanation {
	l, g := p.Load, p.Goals
	e := Explanation{Load: l, Goals: g, Formula: l.Formula(), Result: result}
	if l.Erlangs > 0 && result.Agents > 1 {
		e.Below = &below
	}
	for goal := range Goal(len(goalNames)) {
		if target, set := p.target(goal); set {
			e.Reasons = append(e.Reasons, reason(goal, target, e))
		}
	}
	e.Sensitivity = sensitivities(l, g, float64(result.Agents), staff)
	return e
}

// reason staffs for one goal alone and sets it beside the whole requirement.
func reason(goal Goal, target float64, e Explanation) Reason {
	alone := (&problem{e.Load, e.Goals.only(goal)}).require().result
	r := Reason{
		Goal: goal, Target: target, Agents: alone.Agents, Fractional: alone.Fractional,
		AtAgents: e.Result.Performance.measure(goal), AtBelow: math.NaN(),
	}
	if e.Below != nil {
		r.AtBelow = e.Below.measure(goal)
		r.MetBelow = alone.Agents < e.Result.Agents
	}
	return r
}

// only keeps one goal, and what gives it meaning.
func (g Goals) only(goal Goal) Goals {
	kept := Goals{Threshold: g.Threshold, Variant: g.Variant, Shrinkage: g.Shrinkage}
	switch goal {
	case ServiceLevelGoal:
		kept.ServiceLevel = g.ServiceLevel
	case ASAGoal:
		kept.MaxASA = g.MaxASA
	case OccupancyGoal:
		kept.MaxOccupancy = g.MaxOccupancy
	case AbandonmentGoal:
		kept.MaxAbandonment = g.MaxAbandonment
	case MinimumGoal:
		kept.MinAgents = g.MinAgents
	}
	return kept
}

// sensitivities changes one input at a time, down and up.
func sensitivities(l Load, g Goals, agents float64, staff func(*problem) Result) []Sensitivity {
	var list []Sensitivity
	for _, change := range [...]float64{-sensitivityStep, sensitivityStep} {
		factor := 1 + change
		volume, handle, lost := l, l.slower(factor), g
		volume.Erlangs *= factor
		lost.Shrinkage.InOffice = min(maxShrinkage, factor*g.Shrinkage.InOffice)
		lost.Shrinkage.OutOfOffice = min(maxShrinkage, factor*g.Shrinkage.OutOfOffice)
		left := agents * lost.Shrinkage.available() / g.Shrinkage.available()
		list = append(list,
			sensitivity(VolumeInput, change, volume, g, agents, staff),
			sensitivity(HandleInput, change, handle, g, agents, staff),
			sensitivity(ShrinkageInput, change, l, lost, left, staff),
		)
	}
	return list
}

func sensitivity(input Input, change float64, l Load, g Goals, agents float64, staff func(*problem) Result) Sensitivity {
	p := problem{l, g}
	s := Sensitivity{Input: input, Change: change, Result: staff(&p), Held: idle(agents)}
	if l.Erlangs > 0 {
		s.Held = p.perform(agents)
	}
	return s
}

// slower is the load when every contact takes a factor as long.
func (l Load) slower(factor float64) Load {
	l.Erlangs *= factor
	l.AHT *= factor
	if l.chat() {
		times := make([]float64, len(l.AHTs))
		for j, aht := range l.AHTs {
			times[j] = aht * factor
		}
		times[0] = l.AHT
		l.AHTs = times
	}
	return l
}
