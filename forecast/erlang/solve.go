package erlang

import (
	"fmt"
	"math"
)

// Problem is a setting of which one part is looked for, and the goals that
// decide it. What the setting says of the unknown is not read.
type Problem struct {
	Setting Setting
	Unknown Unknown
	Goals   []Goal // at least one
}

// Solution is every value of the unknown that meets every goal: those from From
// to To. Value is the end that the goals decide: the fewest agents, the largest
// volume, the shortest patience with which no more give up.
type Solution struct {
	Value    float64
	From, To float64 // To may be +Inf; Value is one of them
	Binding  Measure // the goal that sets Value
	Setting  Setting // with Value in it
	Figures  Figures // of that setting

	// Whole is Value rounded so that the goals still hold, for what is counted
	// (agents, lines, contacts), and how the queue does with it. It is Value for
	// what is measured.
	Whole   float64
	AtWhole Figures
}

// Reason is why there is no solution.
type Reason string

// The reasons. With AlwaysMet there is nothing to look for.
const (
	OutOfReach Reason = "out_of_reach" // no value meets the goal
	AlwaysMet  Reason = "always_met"   // every value does
	NoEffect   Reason = "no_effect"    // the unknown does not change the figure
	Conflict   Reason = "conflict"     // each goal can be met, but not both at once
)

// NoSolutionError says which goal no value of the unknown meets, and why.
type NoSolutionError struct {
	Unknown Unknown
	Reason  Reason
	Goal    Goal
	Other   Goal    // in a conflict, the other goal
	Best    float64 // the goal's figure nearest to its target
	At      float64 // the value of the unknown that gives it; in a conflict, the one the goal asks for
}

func (e *NoSolutionError) Error() string {
	word, direction := unknownWords[e.Unknown], "at most"
	if e.Goal.Measure == ServiceLevelMeasure {
		direction = "at least"
	}
	goal := fmt.Sprintf("%s of %s %.6g", measureWords[e.Goal.Measure], direction, e.Goal.Target)
	switch e.Reason {
	case AlwaysMet:
		return fmt.Sprintf("every %s gives %s, also %.6g; expected a goal that decides", word, goal, e.At)
	case NoEffect:
		return fmt.Sprintf("%s does not depend on the %s, which is all that is unknown; it is %.6g", measureWords[e.Goal.Measure], word, e.Best)
	case Conflict:
		return fmt.Sprintf("no %s gives both %s, which begins to hold at %.6g, and %s of %.6g, which ends before", word, goal, e.At, measureWords[e.Other.Measure], e.Other.Target)
	}
	return fmt.Sprintf("no %s gives %s: the best is %.6g, at %.6g", word, goal, e.Best, e.At)
}

var unknownWords = map[Unknown]string{
	FindAgents: "number of agents", FindVolume: "volume", FindAHT: "handle time", FindPatience: "patience", FindLines: "number of lines", FindThreshold: "threshold",
}

var measureWords = map[Measure]string{
	ServiceLevelMeasure: "a service level", ASAMeasure: "an ASA", AbandonmentMeasure: "an abandonment", OccupancyMeasure: "an occupancy",
	BlockingMeasure: "a blocking", WaitingMeasure: "a share waiting", LostMeasure: "a share lost",
}

// Solve finds the values of the unknown that meet every goal. The error is an
// [*InputError] for a problem that cannot be, or a [*NoSolutionError].
//
// Nearly every figure moves in one direction with every unknown, so that a goal
// begins or ceases to hold at one value, which is found by doubling and then
// interpolation to twelve digits. Where a figure can turn (the service level of
// contacts with more patience, who wait longer but leave less), sixty values are
// tried first, and the first stretch that meets the goal is closed in on.
func Solve(p Problem) (Solution, error) {
	if err := p.Check(); err != nil {
		return Solution{}, err
	}
	low, high := p.domain()
	met := stretch{from: low, to: high}
	for _, goal := range p.Goals {
		one, err := p.stretch(goal)
		if err != nil {
			return Solution{}, err
		}
		if one.from > met.from {
			met.from, met.fromGoal, met.begins = one.from, goal, true
		}
		if one.to < met.to {
			met.to, met.toGoal, met.ends = one.to, goal, true
		}
	}
	if !met.begins && !met.ends {
		at := p.usual()
		f := p.with(at).figures()
		return Solution{}, &NoSolutionError{Unknown: p.Unknown, Reason: AlwaysMet, Goal: p.Goals[0], Best: p.Goals[0].Measure.Of(f), At: at}
	}
	if met.from > met.to {
		return Solution{}, &NoSolutionError{Unknown: p.Unknown, Reason: Conflict, Goal: met.fromGoal, Other: met.toGoal, At: met.from}
	}
	found := p.solution(met)
	if err := found.Setting.beyond(found.Figures); err != nil {
		return Solution{}, err
	}
	return found, found.Setting.beyond(found.AtWhole)
}

// Check returns what [Solve] would refuse, an [*InputError] or nil. Of the unknown itself a value is put in that is
// certainly right, so that only the rest is judged.
func (p Problem) Check() error {
	if _, known := unknownWords[p.Unknown]; !known {
		return &InputError{fmt.Sprintf("unknown %q", string(p.Unknown)), math.NaN(), fmt.Sprintf("one of %v", Unknowns())}
	}
	if len(p.Goals) == 0 {
		return &InputError{"number of goals", 0, "at least one, which decides the " + unknownWords[p.Unknown]}
	}
	for _, goal := range p.Goals {
		if err := goal.check(); err != nil {
			return err
		}
	}
	s := p.Setting
	switch p.Unknown {
	case FindAgents:
		s.Agents = 0
	case FindVolume:
		s.Volume = 0
	case FindAHT:
		s.AHT = 1
	case FindPatience:
		s.Patience = p.Setting.Patience.WithMean(s.AHT)
	case FindLines:
		s.Lines = 0
	case FindThreshold:
		s.Threshold = 0
	}
	if err := s.Check(); err != nil {
		return err
	}
	switch {
	case p.Unknown == FindLines && s.NoQueue:
		return &InputError{"lines", p.Setting.Lines, "another unknown where nobody can wait: each agent is a line"}
	case p.Unknown == FindLines && s.chats():
		return &InputError{"lines", p.Setting.Lines, "another unknown beside several contacts at once, which have no lines"}
	case p.Unknown != FindAgents && s.Agents == 0:
		return &InputError{"agents", 0, "more than 0"}
	case p.Unknown != FindVolume && s.Volume == 0:
		return &InputError{"volume", 0, "more than 0 contacts, else every goal is met"}
	}
	return nil
}

// with puts a value of the unknown into the setting.
func (p *Problem) with(value float64) Setting {
	s := p.Setting
	switch p.Unknown {
	case FindAgents:
		s.Agents = value
	case FindVolume:
		s.Volume = value
	case FindAHT:
		s.AHT = value
	case FindPatience:
		s.Patience = s.Patience.WithMean(value)
	case FindLines:
		s.Lines = max(value, s.Agents)
	case FindThreshold:
		s.Threshold = value
	}
	return s
}

// domain returns the smallest and the largest value that is considered.
func (p *Problem) domain() (low, high float64) {
	s := p.Setting
	switch p.Unknown {
	case FindAgents:
		if s.Lines > 0 {
			return 0, s.Lines
		}
		return 0, math.Inf(1)
	case FindLines:
		return s.Agents, math.Inf(1)
	}
	return 0, math.Inf(1)
}

// most is the largest value that is tried.
func (p *Problem) most() float64 {
	_, high := p.domain()
	most := min(high, p.usual()*largest)
	s := p.Setting
	switch {
	case p.Unknown == FindLines:
		return min(most, mostLines)
	case !s.chats():
		return most
	case p.Unknown == FindAgents:
		return min(most, mostChatAgents)
	case p.Unknown == FindVolume:
		return min(most, mostChatErlangs*s.Interval/s.AHT)
	case p.Unknown == FindAHT:
		return min(most, mostChatErlangs*s.Interval/s.Volume)
	}
	return most
}

// usual is a value of the unknown from which a search sets out.
func (p *Problem) usual() float64 {
	s := p.Setting
	switch p.Unknown {
	case FindAgents:
		if s.Lines > 0 {
			return min(s.Load(), s.Lines/2)
		}
		return s.Load()
	case FindVolume:
		return s.Agents * s.Interval / s.AHT
	case FindAHT:
		return s.Agents * s.Interval / s.Volume
	case FindLines:
		return max(s.Agents, s.Load()) + 1
	}
	return s.AHT
}

// solution describes the values found and evaluates the end that goals set.
func (p *Problem) solution(met stretch) Solution {
	out := Solution{From: met.from, To: met.to, Value: met.from, Binding: met.fromGoal.Measure}
	round := func(v float64) float64 { return math.Ceil(v - 1e-9*max(1, v)) }
	if !met.begins {
		out.Value, out.Binding = met.to, met.toGoal.Measure
		round = func(v float64) float64 { return math.Floor(v + 1e-9*max(1, v)) }
	}
	out.Setting = p.with(out.Value)
	out.Figures = out.Setting.figures()
	out.Whole, out.AtWhole = out.Value, out.Figures
	switch p.Unknown {
	case FindAgents, FindLines, FindVolume:
		out.Whole = round(out.Value)
		if p.Unknown == FindAgents && p.Setting.Lines > 0 {
			out.Whole = min(out.Whole, p.Setting.Lines)
		}
		out.AtWhole = p.with(out.Whole).figures()
	}
	return out
}
