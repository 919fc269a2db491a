package erlang

import "math"

// stretch is the values of an unknown that meet a goal, or several, and the
// goals that end it.
type stretch struct {
	from, to         float64
	begins, ends     bool // by a goal, and not where the values themselves do
	fromGoal, toGoal Goal
}

// stretch finds the values that meet one goal.
func (p *Problem) stretch(g Goal) (stretch, error) {
	switch effect := g.effect(p.Unknown, p.Setting); effect {
	case 0:
		return p.indifferent(g)
	case 1, -1:
		return p.oneSided(g, float64(effect))
	}
	return p.tried(g)
}

// indifferent answers for a goal that the unknown does not touch.
func (p *Problem) indifferent(g Goal) (stretch, error) {
	at := p.usual()
	f := p.with(at).figures()
	if g.shortfall(f) > metWithin {
		return stretch{}, &NoSolutionError{Unknown: p.Unknown, Reason: NoEffect, Goal: g, Best: g.Measure.Of(f), At: at}
	}
	low, high := p.domain()
	return stretch{from: low, to: high}, nil
}

// metWithin is the rounding within which a goal counts as met.
const metWithin = 1e-12

// shortfallAt is by how much the goal is missed at a value of the unknown.
func (p *Problem) shortfallAt(g Goal, value float64) float64 {
	return g.shortfall(p.with(value).figures())
}

// Outermost values of a search, in usual ones: no centre is a million times as
// large as its load, and none is smaller than a billionth of it.
const (
	tiniest = 1e-9
	largest = 1e6
)

// oneSided finds where a goal begins to hold, for an effect of 1, or ceases to,
// for -1. The search walks outwards from a usual value in growing factors.
func (p *Problem) oneSided(g Goal, effect float64) (stretch, error) {
	low, high := p.domain()
	usual := p.usual()
	least, most := max(low, usual*tiniest), p.most()
	at := min(max(usual, least), most)
	missed := p.shortfallAt(g, at)
	// Towards the values on the other side of the goal.
	grow := missed > 0 == (effect > 0)
	before, was := at, missed
	for factor := 1.5; missed > 0 == (was > 0); factor = min(factor*factor, 64) {
		if at <= least && !grow || at >= most && grow {
			return p.unbounded(g, was > 0, at)
		}
		before, was = at, missed
		if grow {
			at = min(most, at*factor)
		} else {
			at = max(least, at/factor)
		}
		missed = p.shortfallAt(g, at)
	}
	if before > at {
		before, at, was, missed = at, before, missed, was
	}
	value := crossing(func(v float64) float64 { return p.shortfallAt(g, v) }, before, at, was, missed)
	if effect > 0 {
		return stretch{from: value, to: high, begins: true, fromGoal: g}, nil
	}
	return stretch{from: low, to: value, ends: true, toGoal: g}, nil
}

// unbounded is the end of a search that never met the other side of a goal.
func (p *Problem) unbounded(g Goal, missed bool, at float64) (stretch, error) {
	low, high := p.domain()
	if !missed && len(p.Goals) > 1 { // another goal decides
		return stretch{from: low, to: high}, nil
	}
	reason := AlwaysMet
	if missed {
		reason = OutOfReach
	}
	return stretch{}, &NoSolutionError{Unknown: p.Unknown, Reason: reason, Goal: g, Best: g.Measure.Of(p.with(at).figures()), At: at}
}

// triedValues is how many values are tried where a figure may turn.
const triedValues = 60

// tried looks at values from a tenth of a thousandth to a million usual ones,
// and closes in on both ends of the first stretch that meets the goal.
func (p *Problem) tried(g Goal) (stretch, error) {
	low, high := p.domain()
	usual := p.usual()
	least, most := max(low, usual*1e-4), p.most()
	values, missed := make([]float64, triedValues), make([]float64, triedValues)
	first, best := -1, 0
	for i := range values {
		// never beyond most, also by rounding: agents above the lines are no setting
		values[i] = min(most, least*math.Pow(most/least, float64(i)/(triedValues-1)))
		missed[i] = p.shortfallAt(g, values[i])
		if missed[i] <= 0 && first < 0 {
			first = i
		}
		if missed[i] < missed[best] {
			best = i
		}
	}
	if first < 0 {
		return p.unbounded(g, true, values[best])
	}
	last := first
	for last+1 < triedValues && missed[last+1] <= 0 {
		last++
	}
	out := stretch{from: low, to: high}
	short := func(v float64) float64 { return p.shortfallAt(g, v) }
	if first > 0 {
		out.from, out.begins, out.fromGoal = crossing(short, values[first-1], values[first], missed[first-1], missed[first]), true, g
	}
	if last+1 < triedValues {
		out.to, out.ends, out.toGoal = crossing(short, values[last], values[last+1], missed[last], missed[last+1]), true, g
	}
	if !out.begins && !out.ends {
		return p.unbounded(g, false, values[best])
	}
	return out, nil
}
