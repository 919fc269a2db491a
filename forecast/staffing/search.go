package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// floor returns the least number of agents that may be considered: one, the
// minimum, and under Erlang C what stability and occupancy ask for, which need
// no search.
func (p *problem) floor() int {
	least := max(1, float64(p.MinAgents))
	if p.waits() {
		needed := p.Erlangs / p.perAgent()
		least = max(least, float64(int(needed+1e-9*max(1, needed))+1))
		if p.MaxOccupancy > 0 && !p.chat() {
			least = max(least, roundUp(needed/p.MaxOccupancy))
		}
	}
	return int(least)
}

// walkable reports whether [problem.walk] applies.
func (p *problem) walkable() bool { return p.waits() && p.perAgent() == 1 && !p.chat() }

// walk returns the smallest number of agents for an Erlang C queue in which
// one agent is one server. Only the first number costs a whole evaluation;
// each further agent is one step of 1/B, and one factor of the exponential.
func (p *problem) walk() int {
	n := float64(p.floor())
	load, slack := p.Erlangs, n-p.Erlangs
	late, patient := 1-p.ServiceLevel+shareTolerance, p.MaxASA*(1+shareTolerance)
	if p.MaxASA == 0 {
		patient = math.Inf(1)
	}
	if p.ServiceLevel == 0 {
		late = 1
	}
	inverse := erlang.Inverse(load, n)
	rate := p.Threshold / p.AHT
	decay, step := math.Exp(-slack*rate), 0.0
	for {
		// C = n/scale; both goals are compared without dividing.
		scale := load + slack*inverse
		if n*decay <= late*scale && n*p.AHT <= patient*slack*scale {
			return int(n)
		}
		if step == 0 { // often the first number is enough
			step = math.Exp(-rate)
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
func (p *problem) worst(agents int) (float64, Performance) {
	with := p.perform(float64(agents))
	largest := -float64(steepest)
	for _, goal := range measuredGoals {
		if target, set := p.target(goal); set {
			largest = max(largest, p.shortfall(goal, target, &with))
		}
	}
	return largest, with
}

// find returns the smallest number of agents for any queue. Every goal is met
// by more agents when it is met by some, so the search keeps a number that
// falls short and one that does not, and closes the gap by interpolation. It
// also looks below the load: contacts that give up make room for the others.
func (p *problem) find() found {
	var f found
	b := bracket{low: p.floor() - 1, high: math.MaxInt, scale: max(1, math.Sqrt(p.Erlangs)/2) / p.perAgent()}
	for n := max(b.low+1, p.firstGuess()); b.high-b.low > 1; n = b.next() {
		short, with := p.worst(n)
		b.narrow(n, short)
		if short <= 0 {
			f.agents, f.at = n, with
		} else {
			f.below = with
		}
	}
	if !b.measured && f.agents > 1 {
		f.below = p.perform(float64(f.agents - 1))
	}
	return f
}

// firstGuess is where a search begins. With few agents to a contact's patience
// it is the square root rule, a + β√a. With many, everybody waits about the
// same time, ln(a/n) patiences give or take 1/√c (see package erlang), and the
// guess is the n for which the promised share waits no longer than promised.
// The two constants only make the search short: they turn a share into about a
// normal quantile, and stand for the wait that the square root rule ignores.
func (p *problem) firstGuess() int {
	guess := p.Erlangs
	if p.ServiceLevel > 0 {
		z := 0.6 * math.Log(p.ServiceLevel/(1-p.ServiceLevel))
		guess += (z - 0.7) * math.Sqrt(p.Erlangs)
		if !p.waits() {
			wait := p.Threshold / p.Patience
			capacity := p.Erlangs * p.Patience / p.AHT * math.Exp(-wait)
			if capacity > 0 {
				guess = min(guess, p.Erlangs*math.Exp(z/math.Sqrt(capacity)-wait))
			}
		}
	}
	return int(math.Ceil(guess / p.perAgent()))
}

// bracket closes in on the smallest whole number that does not fall short.
type bracket struct {
	low, high           int     // low falls short or may not be considered; high does not fall short
	lowShort, highShort float64 // by how much
	measured            bool    // low was measured, not only excluded
	scale               float64 // about how many agents make one unit of shortfall
	rounds              int
}

func (b *bracket) narrow(n int, short float64) {
	b.rounds++
	if short <= 0 {
		b.high, b.highShort = n, short
	} else {
		b.low, b.lowShort, b.measured = n, short, true
	}
}

// next returns the number to try: outwards in growing strides while one end is
// open, then where a straight line crosses zero, and after many rounds halfway.
func (b *bracket) next() int {
	stride := b.scale * float64(int(1)<<min(b.rounds-1, 20))
	switch {
	case b.high == math.MaxInt:
		return b.low + max(1, int(math.Ceil(b.lowShort*stride)))
	case !b.measured:
		return max(b.low+1, b.high-max(1, int(-b.highShort*stride)))
	case b.rounds > 8:
		return b.low + (b.high-b.low)/2
	}
	part := b.lowShort / (b.lowShort - b.highShort)
	return min(b.high-1, b.low+max(1, int(math.Ceil(part*float64(b.high-b.low)))))
}
