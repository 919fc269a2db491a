package erlang

import "math"

// ExtendedQueue is a load that meets agents with what real queues have besides:
// patience of any kind, a limited number of lines, and contacts that try again.
type ExtendedQueue struct {
	Arrivals float64 // contacts per second, their first attempts only
	AHT      float64 // mean handle time, seconds
	Agents   float64 // need not be whole
	Patience Patience
	Lines    float64 // contacts that can be in the system, handled or waiting; +Inf: no limit
	Redial   float64 // share of the attempts that are blocked or given up and made again, 0 ≤ share < 1

	load float64 // erlangs of the first attempts as they were said; 0: Arrivals times AHT
}

// erlangs is the load of a rate of attempts per second. That of the first attempts
// is not computed anew, so that Erlang A gives the same digits by every way to it.
func (q ExtendedQueue) erlangs(rate float64) float64 {
	if rate == q.Arrivals && q.load > 0 {
		return q.load
	}
	return rate * q.AHT
}

// Extended is what Erlang X says of a queue. What it says of waiting is of the
// attempts that find a line; a blocked attempt is not seen by the queue.
type Extended struct {
	Abandonment
	PBlock   float64 // share of all attempts that find no line
	Attempts float64 // mean number of attempts of a contact
	PLost    float64 // share of contacts that are never answered
	Unstable bool    // some never give up, and the agents cannot keep up with those
}

// X evaluates M/M/n/K+G with redials, which G. Koole calls Erlang X, for one
// threshold in seconds; it holds for a real number of agents, and of lines: a
// part of a line is there for that part of the attempts that need it.
//
// With the contacts' patience X, let H(t) = E min(X, t). An arrival that finds
// every agent busy and j contacts waiting has the virtual wait
//
//	(λH(t))^j/j! · e^(-nt/AHT)
//
// up to a constant, so that the sum over j up to the waiting places there are
// is the density of all virtual waits (F. Baccelli and G. Hebuterne, "On queues
// with impatient customers", 1981, for endless places, where the sum is
// e^(λH(t)); A. Movaghar, "On queueing with customer impatience until the
// beginning of service", Queueing Systems 29, 1998, for arrivals that depend on
// the queue, of which a limit is one; S. Zeltyn and A. Mandelbaum, "Call centers
// with impatient customers", Queueing Systems 51, 2005). Whatever concerns
// waiting is an integral over it, computed here to about ten digits.
//
// Redials raise the arrivals until they repeat themselves: λ' = λ + r·lost(λ')·λ'.
func X(q ExtendedQueue, threshold float64) Extended {
	switch {
	case !q.valid() || !(threshold >= 0):
		return noExtended()
	case q.Redial == 0 || q.Arrivals == 0:
		return q.attempts(q.Arrivals, threshold).once()
	}
	at := q.settled(threshold)
	x := q.attempts(at, threshold)
	x.Attempts = at / q.Arrivals
	x.PLost = x.lost() * (1 - q.Redial) * x.Attempts
	return x
}

func (q ExtendedQueue) valid() bool {
	return q.Arrivals >= 0 && q.AHT > 0 && !math.IsInf(q.AHT, 1) && q.Arrivals*q.AHT <= MaxErlangs &&
		q.Agents >= 0 && q.Agents <= MaxAgents && q.Lines >= q.Agents && q.Redial >= 0 && q.Redial < 1 && q.Patience.check() == nil
}

// settled returns the rate of attempts that repeats itself: what is answered or
// given up for good, λ'(1 - r·lost(λ')), grows with λ', so there is one.
func (q ExtendedQueue) settled(threshold float64) float64 {
	excess := func(rate float64) float64 {
		x := q.attempts(rate, threshold)
		return rate*(1-q.Redial*x.lost()) - q.Arrivals
	}
	most := q.Arrivals / (1 - q.Redial)
	return crossing(excess, q.Arrivals, most, excess(q.Arrivals), excess(most))
}

// lost is the share of attempts that are blocked or given up.
func (x Extended) lost() float64 {
	if x.Unstable {
		return 0 // those who never give up wait; nobody is lost
	}
	return x.PBlock + (1-x.PBlock)*x.PAbandon
}

func (x Extended) once() Extended {
	x.Attempts, x.PLost = 1, x.lost()
	return x
}

// leastAgents is a part of an agent below which nobody is there: the share of
// contacts that it answers is lost in rounding.
const leastAgents = 1e-9

// attempts is the queue without redials, for a rate of attempts per second.
func (q ExtendedQueue) attempts(rate, threshold float64) Extended {
	load := q.erlangs(rate)
	mean, exponential := q.Patience.exponential()
	switch {
	case rate == 0:
		return Extended{Abandonment: Abandonment{Shares: Shares{AnsweredInTime: 1, VirtualInTime: 1}}}
	case math.IsInf(q.Lines, 1) && load*q.Patience.endlessShare() >= q.Agents && q.Patience.endlessShare() > 0:
		return Extended{Abandonment: endless(), Unstable: true}
	case q.Agents < leastAgents:
		return q.nobodyThere(rate, threshold)
	case math.IsInf(q.Lines, 1) && q.Patience.Endless():
		a := Queue{Load: load, Agents: q.Agents, AHT: q.AHT}.patient(idleWeight(load, q.Agents), threshold)
		a.Occupancy = load / q.Agents
		return Extended{Abandonment: a}
	case math.IsInf(q.Lines, 1) && exponential && mean > 0 && mean <= MaxPatience*q.AHT:
		return Extended{Abandonment: A(Queue{Load: load, Agents: q.Agents, AHT: q.AHT, Patience: mean}, threshold)}
	}
	return q.byWaits(rate, threshold)
}

// nobodyThere is a queue without agents: a line is taken until its contact gives
// up, which is Erlang B for any law of patience.
func (q ExtendedQueue) nobodyThere(rate, threshold float64) Extended {
	mean := q.Patience.Mean()
	x := Extended{}
	if !math.IsInf(q.Lines, 1) {
		x.PBlock = 1
		if !math.IsInf(mean, 1) {
			x.PBlock = B(rate*mean, q.Lines).PBlock
		}
	}
	still, gone, _ := q.Patience.at(threshold)
	x.Abandonment = Abandonment{
		PWait: 1, PAbandon: 1, MeanWait: mean, ASA: math.NaN(), QueueLength: rate * (1 - x.PBlock) * mean, PLate: still,
		Shares: Shares{AbandonedInTime: gone, AbandonedLate: still},
	}
	if x.PBlock == 1 {
		x.QueueLength = q.Lines
	}
	return x
}

// byWaits evaluates the queue by integrals over its virtual waits.
func (q ExtendedQueue) byWaits(rate, threshold float64) Extended {
	v := newLineWaits(q, rate)
	early, late := v.split(threshold)
	total := early.plus(late)
	odds := rate * total.all * math.Exp(v.peak) / idleWeight(rate*q.AHT, q.Agents)
	wait, noWait := odds/(1+odds), 1/(1+odds)
	if math.IsInf(odds, 1) {
		wait, noWait = 1, 0
	}
	perMass := wait / total.all
	blocked := perMass * total.blocked
	in := noWait + perMass*total.in // attempts that find a line
	perMass /= in

	x := Extended{PBlock: blocked}
	stay, gone, _ := q.Patience.at(threshold)
	x.PWait = perMass * total.in
	x.PAbandon = perMass * total.left
	x.MeanWait = perMass * total.wait
	x.QueueLength = x.MeanWait * rate * in
	answered := noWait/in + perMass*total.served
	x.ASA = perMass * total.servedWait / answered
	x.Occupancy = rate * q.AHT / q.Agents * in * answered
	x.PLate = perMass * late.in * stay
	x.Shares = Shares{
		AnsweredInTime:  noWait/in + perMass*early.served,
		AnsweredLate:    perMass * late.served,
		AbandonedInTime: perMass * (early.left + late.in*gone),
		VirtualInTime:   noWait/in + perMass*early.in,
	}
	x.AbandonedLate = max(0, x.PLate-x.AnsweredLate)
	return x
}

func noExtended() Extended {
	nan := math.NaN()
	return Extended{Abandonment: noAbandonment(), PBlock: nan, Attempts: nan, PLost: nan}
}
