package erlang

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Loss is what Erlang B says of agents who have no queue before them.
type Loss struct {
	PBlock    float64 // share of contacts that find every agent busy and are lost
	LnPBlock  float64 // its natural logarithm, also where PBlock underflows to 0
	Occupancy float64 // share of the agents' time spent handling what was not lost
}

// Bounds of what the formulas are good for, far beyond any contact centre: more
// would cost seconds, or digits.
const (
	MaxErlangs  = 1e9  // offered load
	MaxAgents   = 1e15 // agents, in A
	MaxPatience = 1e12 // patience in A, in handle times
)

// B is Erlang's loss formula for a load in erlangs and a number of agents,
// which need not be whole.
func B(load, agents float64) Loss {
	switch {
	case !(load >= 0 && load <= MaxErlangs) || !(agents >= 0) || math.IsInf(agents, 1):
		return Loss{math.NaN(), math.NaN(), math.NaN()}
	case agents == 0:
		return Loss{PBlock: 1}
	case load == 0:
		return Loss{LnPBlock: math.Inf(-1)}
	}
	if !farAbove(load, agents) {
		e := excess(load, agents)
		return Loss{PBlock: 1 / (1 + e), LnPBlock: -math.Log1p(e), Occupancy: load / agents / (1 + 1/e)}
	}
	ln := lnPoisson(agents, load)
	p := math.Exp(ln)
	return Loss{PBlock: p, LnPBlock: ln, Occupancy: load / agents * (1 - p)}
}

// Inverse returns 1/B, which grows by a simple rule from one number of agents
// to the next (see [NextInverse]); it is +Inf where B underflows.
func Inverse(load, agents float64) float64 {
	switch {
	case !(load >= 0 && load <= MaxErlangs) || !(agents >= 0) || math.IsInf(agents, 1):
		return math.NaN()
	case farAbove(load, agents):
		return math.Exp(-lnPoisson(agents, load))
	}
	return 1 + excess(load, agents)
}

// NextInverse returns 1/B for the given agents from 1/B for one agent fewer:
// I(n) = 1 + I(n-1)·n/a (Jagerman 1974).
func NextInverse(previous, load, agents float64) float64 {
	return 1 + previous*(agents/load)
}

// farAbove reports whether agents exceed the load by so much that the chance
// of a Poisson variable with that mean being larger is below 1e-17. Then B is
// the Poisson probability itself, and the sum of [excess] would only get long.
func farAbove(load, agents float64) bool {
	return agents > load+9*math.Sqrt(load)+12
}

// asymptoticLoad is the load in erlangs from which the falling-factorial
// series, continued below zero, reaches 1e-17 before it begins to diverge.
const asymptoticLoad = 50

// excess returns 1/B - 1, the sum over k ≥ 1 of n(n-1)…(n-k+1)/a^k (Jagerman
// 1974). About 9√a terms matter; where n is not whole and the sum arrives at
// its fraction f before the terms have died away, the rest is that of I(f).
func excess(load, agents float64) float64 {
	inverse := 1 / load
	term, sum := 1.0, 0.0
	left := agents
	// Four terms at a time, so that each round waits for one product only.
	for ; left >= 4; left -= 4 {
		first, second := left*inverse, (left-1)*inverse
		third, fourth := (left-2)*inverse, (left-3)*inverse
		two := first * second
		four := two * (third * fourth)
		sum += term * ((first + two) + (two*third + four))
		term *= four
		if fourth < 1 && term < 1e-17*(1+sum)*(1-fourth) {
			return sum
		}
	}
	for ; left >= 1; left-- {
		term *= left * inverse
		sum += term
	}
	if left == 0 {
		return sum
	}
	return sum + term*excessBelowOne(load, left)
}

// excessBelowOne returns 1/B - 1 for a fraction f of an agent: I(f) is
// Γ(f+1,a)·e^a·a^-f (Jagerman 1974, the continuation to real n).
func excessBelowOne(load, f float64) float64 {
	if load < asymptoticLoad {
		return mathext.GammaIncRegComp(f+1, load)*math.Gamma(f+1)*math.Exp(load)*math.Pow(load, -f) - 1
	}
	term, sum := 1.0, 0.0
	for ; math.Abs(term) > 1e-18; f-- {
		term *= f / load
		sum += term
	}
	return sum
}
