package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// walk returns the smallest number of agents for an Erlang C queue in which
// one agent is one server. Only the first number costs a whole evaluation;
// each further agent is one step of 1/B, and one factor of the exponential.
func walk(l Load, g Goals) int {
	n := float64(floor(l, g))
	load, slack := l.Erlangs, n-l.Erlangs
	late, patient := 1-g.ServiceLevel+shareTolerance, g.ASA*(1+shareTolerance)
	if g.ASA == 0 {
		patient = math.Inf(1)
	}
	if g.ServiceLevel == 0 {
		late = 1
	}
	inverse := erlang.Inverse(load, n)
	step := math.Exp(-g.Threshold / l.AHT)
	decay := math.Exp(-slack * g.Threshold / l.AHT)
	for {
		// C = n/scale; both goals are compared without dividing.
		scale := load + slack*inverse
		if n*decay <= late*scale && n*l.AHT <= patient*slack*scale {
			return int(n)
		}
		n++
		slack++
		inverse = erlang.NextInverse(inverse, load, n)
		decay *= step
	}
}

// found is the end of a search: the smallest number of agents that meets every
// goal, and the performance with it and with one fewer.
type found struct {
	agents    int
	at, below Performance
}

// worst returns the largest shortfall of any measured goal, and the figures.
func worst(l Load, g Goals, agents float64) (float64, Performance) {
	p := Perform(l, g, agents)
	largest := -float64(steepest)
	for _, goal := range measuredGoals {
		if target, set := g.target(goal, l); set {
			largest = max(largest, shortfall(goal, target, p, l))
		}
	}
	return largest, p
}

// find returns the smallest number of agents for any queue. Every goal is met
// by more agents when it is met by some, so the search keeps a number that
// falls short and one that does not, and closes the gap by interpolation. It
// also looks below the load: contacts that give up make room for the others.
func find(l Load, g Goals) found {
	least := floor(l, g)
	low, high := least-1, math.MaxInt // low fails or may not be considered
	var lowShort, highShort float64
	var f found
	measured := false // whether low was evaluated, not only excluded
	scale := max(1, math.Sqrt(l.Erlangs)/2) / l.perAgent()
	n := max(least, firstGuess(l, g))
	for round := 0; high-low > 1; round++ {
		short, p := worst(l, g, float64(n))
		if short <= 0 {
			high, highShort, f.agents, f.at = n, short, n, p
		} else {
			low, lowShort, f.below, measured = n, short, p, true
		}
		stride := scale * float64(int(1)<<min(round, 20))
		switch {
		case high == math.MaxInt:
			n = low + max(1, int(math.Ceil(lowShort*stride)))
		case !measured:
			n = max(low+1, high-max(1, int(-highShort*stride)))
		case round > 8:
			n = low + (high-low)/2
		default:
			part := lowShort / (lowShort - highShort)
			n = min(high-1, low+max(1, int(math.Ceil(part*float64(high-low)))))
		}
	}
	if !measured && f.agents > 1 {
		f.below = Perform(l, g, float64(f.agents-1))
	}
	return f
}

// firstGuess is where a search begins: the square root rule, a + β√a.
func firstGuess(l Load, g Goals) int {
	beta := 0.0
	if g.ServiceLevel > 0 {
		beta = 0.5 * (math.Log(g.ServiceLevel/(1-g.ServiceLevel)) - 1)
	}
	return int(math.Ceil((l.Erlangs + beta*math.Sqrt(l.Erlangs)) / l.perAgent()))
}

// fraction returns the requirement without rounding and the goal that sets
// it: the largest of what each goal asks for. Only goals that one agent fewer
// would miss can be that one.
func fraction(l Load, g Goals, f found) (float64, Goal) {
	largest, binding := 0.0, NoGoal
	consider := func(agents float64, goal Goal) {
		if agents > largest || binding == NoGoal {
			largest, binding = agents, goal
		}
	}
	if stable, applies := g.target(StabilityGoal, l); applies {
		consider(stable, StabilityGoal)
	}
	if least, set := g.target(MinimumGoal, l); set {
		consider(least, MinimumGoal)
	}
	for _, goal := range measuredGoals {
		if target, set := g.target(goal, l); set {
			if agents, needed := crossing(goal, target, l, g, f); needed {
				consider(agents, goal)
			}
		}
	}
	return min(largest, float64(f.agents)), binding
}

// leastFraction is the smallest part of an agent that is told from none.
const leastFraction = 1e-6

// crossing returns the real number of agents, between one fewer than found and
// found, from which on a goal is met, and false when fewer would do.
func crossing(goal Goal, target float64, l Load, g Goals, f found) (float64, bool) {
	if goal == OccupancyGoal && l.waits() {
		return l.Erlangs / target / l.perAgent(), true
	}
	low := max(leastFraction, float64(f.agents-1))
	p := f.below
	if stable := l.Erlangs / l.perAgent(); l.waits() && low < stable || f.agents == 1 {
		if l.waits() {
			low = max(low, stable)
		}
		p = Perform(l, g, low)
	}
	lowShort, high := shortfall(goal, target, p, l), float64(f.agents)
	highShort := shortfall(goal, target, f.at, l)
	if lowShort <= 0 {
		return low, f.agents == 1
	}
	return root(low, high, lowShort, highShort, func(agents float64) float64 {
		return shortfall(goal, target, Perform(l, g, agents), l)
	}), true
}

// root finds where a falling function crosses zero between low, where it is
// positive, and high, where it is not, by regula falsi; an end that stays for
// two steps has its value halved (the Illinois rule, Dowell and Jarratt 1971).
func root(low, high, atLow, atHigh float64, f func(float64) float64) float64 {
	const enough = 1e-9 // of an agent
	last := math.NaN()
	for range 60 {
		if high-low < enough || atHigh == 0 {
			break
		}
		x := low + (high-low)*(atLow/(atLow-atHigh))
		if math.Abs(x-last) < enough {
			return x
		}
		if y := f(x); y > 0 {
			low, atLow = x, y
			if last < x {
				atHigh /= 2
			}
		} else {
			high, atHigh = x, y
			if last > x {
				atLow /= 2
			}
		}
		last = x
	}
	return high
}
