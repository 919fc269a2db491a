package staffing

import "math"

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
func OfferedLoad(loads []Load, seconds []float64) []float64 {
	out := make([]float64, len(loads))
	inside := 0.0
	for i, l := range loads {
		gone := -math.Expm1(-seconds[i] / l.AHT)
		// m(t) = a + (m(0) - a)·e^(-t/AHT), and its mean over the interval.
		out[i] = l.Erlangs + (inside-l.Erlangs)*l.AHT/seconds[i]*gone
		inside += (l.Erlangs - inside) * gone
	}
	return out
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
