package erlang

import "math"

// Queue is a load that meets agents, with contacts who may give up.
type Queue struct {
	Load     float64 // erlangs offered
	Agents   float64 // need not be whole
	AHT      float64 // mean handle time, seconds
	Patience float64 // mean time until a contact that is never answered gives up, seconds
}

// Abandonment is what Erlang A says of a queue whose contacts give up.
type Abandonment struct {
	PWait       float64 // share of contacts that do not get an agent at once
	PAbandon    float64 // share that gives up
	MeanWait    float64 // mean wait of all contacts, seconds
	ASA         float64 // mean wait of those answered, seconds
	QueueLength float64 // mean number waiting
	Occupancy   float64 // share of time that agents are busy
	PLate       float64 // share still waiting after the threshold
	Shares              // what became of contacts, against the threshold
}

// A evaluates Palm's model, M/M/n+M or Erlang A, for one queue and one
// threshold in seconds. It is stable for any load, also for more erlangs than
// agents, and for a real number of agents down to 0.
//
// The chain of states up to n-1 busy agents weighs I(n-1) = 1/B(n-1, a)
// relative to state n-1. All states above weigh x·∫v, where v is the density
// of the virtual wait (see [virtualWait]) and x the load measured in contacts
// that arrive while one is patient. Whatever concerns waiting is an integral
// over v (Zeltyn and Mandelbaum 2005, specialised to exponential patience).
func A(q Queue, threshold float64) Abandonment {
	switch {
	case !q.valid() || !(threshold >= 0):
		return noAbandonment()
	case q.Load == 0:
		return Abandonment{Shares: Shares{AnsweredInTime: 1, VirtualInTime: 1}}
	case q.Agents == 0:
		return q.unattended(threshold)
	}
	return q.waiting(idleWeight(q.Load, q.Agents), threshold)
}

// waiting is the part of a queue that waits, given how much the states in which
// somebody is idle weigh, relative to the last of them.
func (q Queue) waiting(idle, threshold float64) Abandonment {
	v := newVirtualWait(q)
	tau := threshold / q.Patience
	early, late := v.split(tau)
	total := early.plus(late)
	odds := v.x * total.all * math.Exp(v.peak) / idle
	wait, noWait := odds/(1+odds), 1/(1+odds)
	if math.IsInf(odds, 1) {
		wait, noWait = 1, 0
	}
	perMass := wait / total.all // turns integrals over v into shares of contacts

	a := Abandonment{PWait: wait, PAbandon: perMass * total.left}
	a.MeanWait = a.PAbandon * q.Patience
	a.QueueLength = a.MeanWait * q.Load / q.AHT
	answered := noWait + perMass*total.served
	a.ASA = perMass * total.servedWait * q.Patience / answered
	a.Occupancy = q.Load / q.Agents * answered
	a.PLate = perMass * late.all * math.Exp(-tau)
	a.Shares = Shares{
		AnsweredInTime:  noWait + perMass*early.served,
		AnsweredLate:    perMass * late.served,
		AbandonedInTime: perMass * (early.left - late.all*math.Expm1(-tau)),
		VirtualInTime:   noWait + perMass*early.all,
	}
	// Of those still there at the threshold, the ones that will not be served.
	a.AbandonedLate = max(0, a.PLate-a.AnsweredLate)
	return a
}

func (q Queue) valid() bool {
	return q.Load >= 0 && q.Load <= MaxErlangs && q.Agents >= 0 && q.Agents <= MaxAgents &&
		q.AHT > 0 && q.Patience > 0 && !math.IsInf(q.AHT, 1) && q.Patience <= MaxPatience*q.AHT
}

// idleWeight returns I(n-1) = 1/B(n-1, a), +Inf where B underflows. Below one
// agent it is taken from n, because n-1 is below 0: (I(n)-1)·a/n also holds there.
func idleWeight(load, agents float64) float64 {
	if agents >= 1 {
		return Inverse(load, agents-1)
	}
	return excess(load, agents) * load / agents
}

// unattended is the queue without agents: contacts wait until they give up.
func (q Queue) unattended(threshold float64) Abandonment {
	still := math.Exp(-threshold / q.Patience)
	return Abandonment{
		PWait: 1, PAbandon: 1, MeanWait: q.Patience, ASA: math.NaN(),
		QueueLength: q.Load * q.Patience / q.AHT, PLate: still,
		Shares: Shares{AbandonedInTime: 1 - still, AbandonedLate: still},
	}
}

func noAbandonment() Abandonment {
	nan := math.NaN()
	return Abandonment{nan, nan, nan, nan, nan, nan, nan, Shares{nan, nan, nan, nan, nan}}
}
