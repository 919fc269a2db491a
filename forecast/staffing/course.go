package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// CourseResult is what one interval of a course requires, when what its
// predecessors leave waiting is met too.
type CourseResult struct {
	Stationary  Result         // as if the interval went on for ever
	OfferedLoad float64        // erlangs that are really in agents' hands; see [OfferedLoad]
	Agents      int            // that meet every goal in this interval
	Added       int            // of those, beyond what the offered load asks for: what is carried over
	Performance Performance    // with Agents, in expectation over the interval
	Passage     erlang.Passage // the same in full, with what is left to the next interval
	Doubts      []Doubt        // why the stationary formula may mislead here
	Met         bool           // all goals are met; false only where no number of agents would
}

// Course staffs the intervals of one opening, in order, following the queue from
// one to the next.
//
// Each interval begins with what the modified offered load asks of the
// stationary formula. The queue is then followed through the interval by
// [erlang.Transient]; where a goal is missed, because a queue was carried over or
// the load rises within the handle time, agents are added until it is met
// (forward in time, the idea of Z. Feldman, A. Mandelbaum, W. Massey and W.
// Whitt, "Staffing of time-varying queues to achieve time-stable performance",
// Management Science 54, 2008). Agents whose time ends finish their contact.
//
// The course has one handle time, the mean by load, and one patience; erlangs are
// each interval's own. Concurrency is not followed. The error is an
// [*InputError], or an [*erlang.CourseError] for loads too large to follow.
func Course(loads []Load, seconds []float64, g Goals) ([]CourseResult, error) {
	if len(seconds) != len(loads) {
		return nil, refused("number of interval lengths", float64(len(seconds)), "one for each load")
	}
	for i, l := range loads {
		switch p := (&problem{l, g}); {
		case !(seconds[i] > 0) || math.IsInf(seconds[i], 1):
			return nil, &IntervalError{i, refused("interval", seconds[i], "seconds above 0")}
		case p.refusal() != nil:
			return nil, &IntervalError{i, p.refusal()}
		case l.perAgent() != 1 || l.chat():
			return nil, &IntervalError{i, refused("concurrency", l.perAgent(), "1: a course of concurrent contacts cannot be followed")}
		case l.Patience != loads[0].Patience:
			return nil, &IntervalError{i, refused("patience", l.Patience, "the same in every interval of a course")}
		}
	}
	if len(loads) == 0 {
		return nil, nil
	}
	return follow(loads, seconds, g)
}

// follow walks through the course.
func follow(loads []Load, seconds []float64, g Goals) ([]CourseResult, error) {
	c := course{Goals: g, aht: meanAHT(loads, seconds), patience: loads[0].Patience}
	offered := OfferedLoad(loads, seconds)
	out := make([]CourseResult, len(loads))
	spans := make([]erlang.Span, len(loads))
	agents := make([]float64, len(loads))
	for i, l := range loads {
		settled := l
		settled.Erlangs = offered[i]
		out[i] = CourseResult{Stationary: (&problem{l, g}).require().result, OfferedLoad: offered[i]}
		out[i].Agents = (&problem{settled, g}).require().result.Agents
		spans[i] = erlang.Span{Seconds: seconds[i], Arrivals: l.Erlangs / c.aht, Agents: out[i].Agents}
	}
	walk, err := erlang.StartWalk(erlang.Course{AHT: c.aht, Patience: c.endless()}, spans, g.Threshold)
	if err != nil {
		return nil, err
	}
	for i := range out {
		enough, met := c.enough(walk, spans[i])
		out[i].Added, out[i].Agents, out[i].Met = enough-out[i].Agents, enough, met
		spans[i].Agents = enough
		out[i].Passage = walk.Pass(spans[i])
		out[i].Performance = c.performance(spans[i], out[i].Passage)
		agents[i] = float64(enough)
	}
	for i, doubts := range Doubts(loads, seconds, agents) {
		out[i].Doubts = doubts
	}
	return out, nil
}

// course is what the intervals of one opening have in common.
type course struct {
	Goals
	aht, patience float64
}

// endless is the patience as the chain takes it.
func (c *course) endless() float64 {
	if c.patience == 0 {
		return math.Inf(1)
	}
	return c.patience
}

// meanAHT weighs handle times by contacts, so that work is kept.
func meanAHT(loads []Load, seconds []float64) float64 {
	work, contacts := 0.0, 0.0
	for i, l := range loads {
		work += l.Erlangs * seconds[i]
		contacts += l.Erlangs * seconds[i] / l.AHT
	}
	if contacts == 0 {
		return loads[0].AHT
	}
	return work / contacts
}

// mostAdded bounds the agents added to an interval, in what it had: a goal that
// this many do not meet is one that no number meets.
const mostAdded = 64

// enough returns the smallest number of agents, from those of the span on, with
// whom the goals are met, and whether they are.
func (c *course) enough(walk *erlang.Walk, s erlang.Span) (agents int, met bool) {
	first := s.Agents
	low, high := first-1, first
	for step := 1; ; step *= 2 {
		s.Agents = high
		if c.meets(s, walk.Try(s)) {
			break
		}
		if high > mostAdded*(first+1) {
			return first, false
		}
		low, high = high, high+step
	}
	for high-low > 1 {
		s.Agents = low + (high-low)/2
		if c.meets(s, walk.Try(s)) {
			high = s.Agents
		} else {
			low = s.Agents
		}
	}
	return high, true
}

// followTolerance is the error of probabilities that are followed.
const followTolerance = 1e-3

// meets reports whether an interval keeps every goal, to what is computed.
func (c *course) meets(s erlang.Span, p erlang.Passage) bool {
	if p.Offered == 0 {
		return true
	}
	with := c.performance(s, p)
	return with.ServiceLevel >= c.ServiceLevel-followTolerance &&
		(c.MaxASA == 0 || with.ASA <= c.MaxASA*(1+followTolerance)) &&
		(c.MaxOccupancy == 0 || with.Occupancy <= c.MaxOccupancy*(1+followTolerance)) &&
		(c.MaxAbandonment == 0 || with.PAbandon <= c.MaxAbandonment+followTolerance)
}

// performance reads an interval's figures. Its ASA is the mean wait of all, by
// Little's law over the interval.
func (c *course) performance(s erlang.Span, p erlang.Passage) Performance {
	out := Performance{Agents: float64(s.Agents), PWait: share(p.PWait), ServiceLevel: 1, QueueLength: max(0, p.QueueLength)}
	if s.Agents > 0 {
		out.Occupancy = share(p.Busy / float64(s.Agents))
	}
	if p.Offered > 0 {
		out.ServiceLevel = share(p.ServiceLevel(c.Variant))
		out.PAbandon = share(p.Abandoned / p.Offered)
		out.ASA = out.QueueLength / s.Arrivals
	}
	out.Late = 1 - out.ServiceLevel
	return out
}

// share keeps the rounding of the chain inside the range.
func share(v float64) float64 { return min(1, max(0, v)) }
