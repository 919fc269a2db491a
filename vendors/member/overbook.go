package member

import (
	"fmt"
	"math"
)

// Shows is how many of the booked come: the distribution of a sum of independent
// yes and no with chances of their own (Poisson-binomial), by number.
type Shows []float64

// ShowsOf convolves the chances one by one.
func ShowsOf(chances []float64) Shows {
	s := Shows{1}
	for _, p := range chances {
		s = s.with(p)
	}
	return s
}

// with adds one member.
func (s Shows) with(p float64) Shows {
	next := make(Shows, len(s)+1)
	for k, mass := range s {
		next[k] += mass * (1 - p)
		next[k+1] += mass * p
	}
	return next
}

// AtLeast is the probability that so many come, or more.
func (s Shows) AtLeast(n int) float64 {
	sum := 0.0
	for k := len(s) - 1; k >= max(n, 0); k-- { // small numbers first
		sum += s[k]
	}
	return math.Min(1, sum)
}

// Missing is the expected number that is short of a need.
func (s Shows) Missing(need int) float64 {
	sum := 0.0
	for k := 0; k < min(need, len(s)); k++ {
		sum += float64(need-k) * s[k]
	}
	return sum
}

// Mean is the expected number that come.
func (s Shows) Mean() float64 {
	sum := 0.0
	for k, mass := range s {
		sum += float64(k) * mass
	}
	return sum
}

// Reliability is a member's chance to come, from its own bookings and the crowd's:
// (come + prior come)/(booked + prior booked).
type Reliability struct{ Booked, Came, PriorBooked, PriorCame float64 }

// Chance is the posterior mean; 0 where nothing is known.
func (r Reliability) Chance() float64 {
	if r.Booked+r.PriorBooked == 0 {
		return 0
	}
	return (r.Came + r.PriorCame) / (r.Booked + r.PriorBooked)
}

// Stakes are what it costs when people are missing, and when they come for nothing:
// who comes is paid, also without work.
type Stakes struct{ Missing, Idle float64 }

// Overbooking is how many to book.
type Overbooking struct {
	Booked  int // of the candidates, in their order
	Shows   Shows
	Cost    float64 // expected: missing and idle people by their stakes
	Enough  float64 // P(as many come as are needed)
	Expects float64 // people
}

// Overbook books candidates in their order as long as one more lowers the expected
// cost, which is convex in who is added: a further booking helps while
// P(short) · chance · missing exceeds P(not short) · chance · idle. The error is an
// [*RefusedError].
func Overbook(need int, chances []float64, stakes Stakes) (Overbooking, error) {
	if need < 0 {
		return Overbooking{}, Refuse("overbooking", "need", Against(FewestPeople, fmt.Sprint(need), "0 people or more"))
	}
	if !(stakes.Missing > 0) || !(stakes.Idle >= 0) || math.IsInf(stakes.Missing+stakes.Idle, 1) {
		return Overbooking{}, Refuse("overbooking", "stakes", Against(NoStakes, fmt.Sprint(stakes.Missing), "a cost above 0 of who is missing, and of 0 or more of who is idle"))
	}
	for _, p := range chances {
		if !(p >= 0 && p <= 1) {
			return Overbooking{}, Refuse("overbooking", "chance", Against(NoProbability, fmt.Sprint(p), "0 to 1"))
		}
	}
	out := Overbooking{Shows: Shows{1}}
	for _, p := range chances {
		short := 1 - out.Shows.AtLeast(need)
		if p > 0 && short*stakes.Missing <= (1-short)*stakes.Idle {
			break
		}
		out.Shows = out.Shows.with(p)
		out.Booked++
	}
	out.Expects = out.Shows.Mean()
	missing := out.Shows.Missing(need)
	out.Cost = stakes.Missing*missing + stakes.Idle*(out.Expects-float64(need)+missing)
	out.Enough = out.Shows.AtLeast(need)
	return out, nil
}
