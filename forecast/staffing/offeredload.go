package staffing

import (
	"math"
	"slices"
)

// OfferedLoad returns the modified offered load of each interval: the mean
// number of contacts that would be in the hands of agents if there were enough
// for all, which follows the arrivals with the delay of a handle time,
//
//	m' = λ(t) - m/AHT
//
// It is what the stationary formulas should be given in place of erlangs when
// the load moves (O. Jennings, A. Mandelbaum, W. Massey and W. Whitt, "Server
// staffing to meet time-varying demand", Management Science 42, 1996). Loads are
// taken to be level within each interval of the given seconds, and the first one
// begins with nobody in the system; the result is the mean over the interval.
//
// Contacts keep the handle time of the interval in which they came.
func OfferedLoad(loads []Load, seconds []float64) []float64 {
	offered, _ := inHands(loads, seconds, 1)
	return offered
}

// sameTime is contacts in agents' hands that came with one handle time.
type sameTime struct{ contacts, aht float64 }

// leastCohort is a number of contacts that is told from none.
const leastCohort = 1e-12

// inHands follows the contacts in the hands of agents who are enough for all: the
// mean of their erlangs over each interval, and the mean handle time of those who
// are there, that at which they are finished. A contact takes so many times its
// interval's handle time; erlangs are of one at a time again.
func inHands(loads []Load, seconds []float64, slower float64) (offered, aht []float64) {
	offered, aht = make([]float64, len(loads)), make([]float64, len(loads))
	var there []sameTime
	for i, l := range loads {
		own := slower * l.AHT
		if at := slices.IndexFunc(there, func(c sameTime) bool { return c.aht == own }); at < 0 {
			there = append(there, sameTime{aht: own})
		}
		held, ended := 0.0, 0.0
		for k := range there {
			c := &there[k]
			level := 0.0
			if c.aht == own {
				level = slower * l.Erlangs
			}
			// m(t) = a + (m(0) - a)·e^(-t/AHT), and its mean over the interval.
			gone := -math.Expm1(-seconds[i] / c.aht)
			mean := level + (c.contacts-level)*c.aht/seconds[i]*gone
			held, ended = held+mean, ended+mean/c.aht
			c.contacts += (level - c.contacts) * gone
		}
		offered[i], aht[i] = held/slower, l.AHT
		if ended > 0 {
			aht[i] = held / ended / slower
		}
		there = slices.DeleteFunc(there, func(c sameTime) bool { return c.contacts < leastCohort })
	}
	return offered, aht
}

// Doubt is a reason why the stationary formula of an interval may mislead.
type Doubt string

// The reasons.
const (
	Busy  Doubt = "busy"  // occupancy above 95 %: the queue takes longer than the interval to settle
	Jump  Doubt = "jump"  // the load differs from the interval before by more than a fifth
	Short Doubt = "short" // the interval is shorter than three handle times
)

// Limits beyond which a formula is doubted (A. Ingolfsson et al., "A survey and
// experimental comparison of service-level-approximation methods for
// nonstationary M(t)/M/s(t) queueing systems", INFORMS Journal on Computing 19,
// 2007, measure how errors grow with each).
const (
	doubtfulOccupancy = 0.95
	doubtfulJump      = 0.2
	doubtfulLength    = 3 // handle times
)

// Doubts says of each interval of a course why the stationary formula may
// mislead with these agents; nil where it can be trusted.
func Doubts(loads []Load, seconds, agents []float64) [][]Doubt {
	out := make([][]Doubt, len(loads))
	for i, l := range loads {
		if l.Erlangs == 0 {
			continue
		}
		if l.Erlangs > doubtfulOccupancy*agents[i]*l.perAgent() {
			out[i] = append(out[i], Busy)
		}
		if i > 0 && math.Abs(l.Erlangs-loads[i-1].Erlangs) > doubtfulJump*loads[i-1].Erlangs {
			out[i] = append(out[i], Jump)
		}
		if seconds[i] < doubtfulLength*l.AHT {
			out[i] = append(out[i], Short)
		}
	}
	return out
}
