package staffing

import "math"

// fraction returns the requirement without rounding and the goal that sets
// it: the largest of what each goal asks for. Only goals that one agent fewer
// would miss can be that one.
func (p *problem) fraction(f *found) (float64, Goal) {
	largest, binding := 0.0, NoGoal
	for goal := StabilityGoal; goal > NoGoal; goal-- {
		target, set := p.target(goal)
		if !set {
			continue
		}
		if agents, needed := p.crossing(goal, target, f); needed && (binding == NoGoal || agents >= largest) {
			largest, binding = agents, goal
		}
	}
	return min(largest, float64(f.agents)), binding
}

// leastFraction is the smallest part of an agent that is told from none.
const leastFraction = 1e-6

// crossing returns the real number of agents, at most as many as were found,
// from which on a goal is met, and false when one fewer than found would do.
func (p *problem) crossing(goal Goal, target float64, f *found) (float64, bool) {
	stable := p.Erlangs / p.perAgent()
	switch {
	case goal == StabilityGoal:
		return target, true
	case goal == MinimumGoal:
		return target, int(target) == f.agents
	case goal == OccupancyGoal && p.waits() && !p.chat():
		return stable / target, true
	}
	low, high, below := float64(f.agents-1), float64(f.agents), f.below
	switch {
	case p.waits() && low < stable:
		low, below = stable, p.perform(stable)
	case low == 0:
		low, below = leastFraction, p.perform(leastFraction)
	}
	lowShort := p.shortfall(goal, target, &below)
	if lowShort <= 0 {
		return low, f.agents == 1
	}
	return root(low, high, lowShort, p.shortfall(goal, target, &f.at), func(agents float64) float64 {
		with := p.perform(agents)
		return p.shortfall(goal, target, &with)
	}), true
}

// rootTolerance is the step in agents below which a root counts as found. The
// interpolation converges faster than linearly, so that its last step is far
// larger than what is still missing.
const rootTolerance = 1e-8

// root finds where a falling function crosses zero between low, where it is
// positive, and high, where it is not: by inverse quadratic interpolation
// through the last three points while that stays inside, else by halving
// (Brent, "Algorithms for minimization without derivatives", 1973, chapter 4).
func root(low, high, atLow, atHigh float64, f func(float64) float64) float64 {
	if atHigh == 0 {
		return high
	}
	x := low + (high-low)*atLow/(atLow-atHigh)
	for round := range 80 {
		y := f(x)
		if y == 0 {
			return x
		}
		oldX, oldY := low, atLow // the end that is about to go
		if y > 0 {
			low, atLow = x, y
		} else {
			oldX, oldY = high, atHigh
			high, atHigh = x, y
		}
		next := inverseQuadratic(low, atLow, high, atHigh, oldX, oldY)
		if !(next > low && next < high) || round > 10 {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) < rootTolerance {
			return next
		}
		x = next
	}
	return high
}

// inverseQuadratic returns where the parabola x(y) through three points meets
// y = 0; NaN when two of them are level.
func inverseQuadratic(x1, y1, x2, y2, x3, y3 float64) float64 {
	return x1*(y2/(y1-y2))*(y3/(y1-y3)) + x2*(y1/(y2-y1))*(y3/(y2-y3)) + x3*(y1/(y3-y1))*(y2/(y3-y2))
}
