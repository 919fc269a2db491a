package staffing

import (
	"context"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// CourseResult is what one interval of a course requires, when what its
// predecessors leave waiting is met too.
type CourseResult struct {
	Stationary  Result         // as if the interval went on for ever
	OfferedLoad float64        // erlangs that are really in agents' hands; see [OfferedLoad]
	Agents      int            // that meet every goal in this interval
	Fractional  float64        // the same without rounding, for adding up
	Added       int            // of those, beyond what the offered load asks for: what is carried over
	Binding     Goal           // the goal that asks for them
	Performance Performance    // with Agents, in expectation over the interval
	Passage     erlang.Passage // the same in full, with what is left to the next interval
	Doubts      []Doubt        // why the stationary formula may mislead here
	Met         bool           // all goals are met; false only where no number of agents would
}

// Course staffs the intervals of one opening, in order, following the queue from
// one to the next. It begins with nobody in the system.
//
// Each interval begins with what the modified offered load asks of the
// stationary formula. The queue is then followed through the interval by
// [erlang.Transient]; where a goal is missed, because a queue was carried over or
// the load rises within the handle time, agents are added until it is met
// (forward in time, the idea of Z. Feldman, A. Mandelbaum, W. Massey and W.
// Whitt, "Staffing of time-varying queues to achieve time-stable performance",
// Management Science 54, 2008). Agents whose time ends finish their contact.
//
// Each interval has its own handle time; contacts in agents' hands have the mean
// of those they came with (see [OfferedLoad]), so that work is kept while the
// mixture of times is taken for one. Patience is the same in all intervals, and
// so is how handle times grow with concurrency, where agents hold several
// contacts at once: these follow the balanced chain of [erlang.ConcurrentChats].
//
// Fractional is the stationary formula's where that is enough; where agents were
// added it lies between the last two whole numbers, by a straight line through
// the figure of the goal that binds.
//
// The error is an [*InputError], an [*erlang.CourseError] for loads too large to
// follow, or that of a context which has ended.
func Course(ctx context.Context, loads []Load, seconds []float64, g Goals) ([]CourseResult, error) {
	w, err := newCourse(loads, seconds, g)
	if err != nil || w == nil {
		return nil, err
	}
	out := make([]CourseResult, len(loads))
	for i, l := range loads {
		settled := l
		settled.Erlangs = w.offered[i]
		first := (&problem{settled, g}).require().result
		out[i] = CourseResult{Stationary: (&problem{l, g}).require().result, OfferedLoad: w.offered[i]}
		out[i].Agents, out[i].Fractional, out[i].Binding = first.Agents, first.Fractional, first.Binding
		w.spans[i].Agents = first.Agents
	}
	walk, err := erlang.StartWalk(w.chain, w.spans, g.Threshold)
	if err != nil {
		return nil, err
	}
	agents := make([]float64, len(loads))
	for i := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.staff(walk, w.spans[i], &out[i])
		agents[i] = float64(out[i].Agents)
	}
	for i, doubts := range Doubts(loads, seconds, agents) {
		out[i].Doubts = doubts
	}
	return out, nil
}

// Step is how a queue passes through one interval with the agents it has.
type Step struct {
	Performance Performance
	Passage     erlang.Passage
	Doubts      []Doubt
}

// Follow is [Course] with agents that are given, whole numbers by interval.
func Follow(ctx context.Context, loads []Load, seconds, agents []float64, g Goals) ([]Step, error) {
	if len(agents) != len(loads) {
		return nil, refused("number of agents", float64(len(agents)), "one for each load")
	}
	w, err := newCourse(loads, seconds, g)
	if err != nil || w == nil {
		return nil, err
	}
	for i := range w.spans {
		w.spans[i].Agents = int(agents[i])
	}
	walk, err := erlang.StartWalk(w.chain, w.spans, g.Threshold)
	if err != nil {
		return nil, err
	}
	out := make([]Step, len(loads))
	for i, doubts := range Doubts(loads, seconds, agents) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := walk.Pass(w.spans[i])
		out[i] = Step{w.performance(w.spans[i], p), p, doubts}
	}
	return out, nil
}

// newCourse lays out the spans of a course, without their agents; nil for none.
func newCourse(loads []Load, seconds []float64, g Goals) (*course, error) {
	if len(seconds) != len(loads) {
		return nil, refused("number of interval lengths", float64(len(seconds)), "one for each load")
	}
	for i, l := range loads {
		if err := courseRefusal(l, loads[0], seconds[i], g); err != nil {
			return nil, &IntervalError{i, err}
		}
	}
	if len(loads) == 0 {
		return nil, nil
	}
	places := loads[0].proportions()
	kept, _ := erlang.Productive(places)
	c := &course{Goals: g, patience: loads[0].Patience, places: len(kept)}
	c.chain = erlang.Course{AHT: meanAHT(loads, seconds), Patience: c.patience}
	if c.patience == 0 {
		c.chain.Patience = math.Inf(1)
	}
	if len(places) > 1 {
		for _, factor := range places {
			c.chain.AHTs = append(c.chain.AHTs, factor*c.chain.AHT)
		}
	}
	offered, held := inHands(loads, seconds, kept[len(kept)-1])
	c.offered = offered
	for i, l := range loads {
		c.spans = append(c.spans, erlang.Span{Seconds: seconds[i], Arrivals: l.Erlangs / l.AHT, AHT: held[i]})
	}
	return c, nil
}

// courseRefusal refuses an interval that cannot be part of a course.
func courseRefusal(l, first Load, seconds float64, g Goals) error {
	p := &problem{l, g}
	if !(seconds > 0) || math.IsInf(seconds, 1) {
		return refused("interval", seconds, "seconds above 0")
	}
	if err := p.refusal(); err != nil {
		return err
	}
	switch {
	case !l.chat() && l.perAgent() != math.Trunc(l.perAgent()):
		return refused("concurrency", l.perAgent(), "a whole number of contacts at once in a course")
	case l.Patience != first.Patience:
		return refused("patience", l.Patience, "the same in every interval of a course")
	case !slices.EqualFunc(l.proportions(), first.proportions(), func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*b }):
		return refused("concurrency", l.perAgent(), "the same in every interval of a course, with handle times in the same proportion")
	}
	return nil
}

// proportions are the handle times by concurrency in those of one contact at a time.
func (l *Load) proportions() []float64 {
	if !l.chat() {
		return slices.Repeat([]float64{1}, int(l.perAgent()))
	}
	out := make([]float64, len(l.AHTs))
	for j, aht := range l.AHTs {
		out[j] = aht / l.AHT
	}
	return out
}

// staff adds agents to an interval until its goals are met, and passes it.
func (c *course) staff(walk *erlang.Walk, s erlang.Span, r *CourseResult) {
	enough, met := c.enough(walk, s)
	r.Added, r.Agents, r.Met = enough-r.Agents, enough, met
	if s.Agents = enough; r.Added > 0 {
		s.Agents--
		below := c.performance(s, walk.Try(s))
		s.Agents++
		r.Fractional, r.Binding = c.between(below, c.performance(s, walk.Try(s)))
	}
	r.Passage = walk.Pass(s)
	r.Performance = c.performance(s, r.Passage)
}

// between returns where between two neighbouring numbers of agents the goals begin
// to be met, and which of them decides.
func (c *course) between(below, at Performance) (agents float64, binding Goal) {
	p := problem{Goals: c.Goals, Load: Load{Patience: c.patience}}
	agents, binding = below.Agents, NoGoal
	for _, goal := range measuredGoals {
		target, set := p.target(goal)
		if !set {
			continue
		}
		low, high := below.measure(goal), at.measure(goal)
		if rises := goal == ServiceLevelGoal; rises == (low >= target) || low == high {
			continue
		}
		if needed := below.Agents + min(1, (target-low)/(high-low)); binding == NoGoal || needed > agents {
			agents, binding = needed, goal
		}
	}
	if binding == NoGoal { // missed by no more than the error of what is followed
		return at.Agents, ServiceLevelGoal
	}
	return agents, binding
}

// course is what the intervals of one opening have in common.
type course struct {
	Goals
	patience float64
	places   int // contacts that an agent holds at once
	chain    erlang.Course
	spans    []erlang.Span
	offered  []float64
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
		out.Occupancy = share(p.Busy / float64(s.Agents*c.places))
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
