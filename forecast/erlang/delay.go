package erlang

import "math"

// Delay is what Erlang C says of contacts that wait for as long as it takes.
type Delay struct {
	Load     float64 // erlangs offered
	Agents   float64
	AHT      float64 // mean handle time, seconds
	PWait    float64 // share of contacts that wait at all
	LnPWait  float64 // its natural logarithm, also where PWait underflows to 0
	Unstable bool    // the agents cannot keep up: the queue grows without end
}

// C is Erlang's delay formula for a load in erlangs, a number of agents, which
// need not be whole, and a mean handle time in seconds.
//
// With no more agents than erlangs there is no steady state. The result is then
// marked Unstable and says what such a queue tends to: everybody waits, for
// ever.
func C(load, agents, aht float64) Delay {
	d := Delay{Load: load, Agents: agents, AHT: aht}
	switch {
	case !(load >= 0 && load <= MaxErlangs) || !(agents >= 0) || !(aht > 0) || math.IsInf(agents+aht, 1):
		d.PWait, d.LnPWait = math.NaN(), math.NaN()
	case agents <= load:
		d.PWait, d.Unstable = 1, true
	case load == 0:
		d.LnPWait = math.Inf(-1)
	default:
		b := B(load, agents)
		// C = n·B/(n - a(1-B)); every term of the denominator is positive.
		share := agents / (agents - load + load*b.PBlock)
		d.PWait, d.LnPWait = b.PBlock*share, b.LnPBlock+math.Log(share)
	}
	return d
}

// PWaitOfInverse returns Erlang C from 1/B of the same load and agents:
// C = n/(a + (n-a)·I). It is the step of a search over agents.
func PWaitOfInverse(inverse, load, agents float64) float64 {
	return agents / (load + (agents-load)*inverse)
}

// rate is how fast the waits of those who wait die away, per second.
func (d Delay) rate() float64 { return (d.Agents - d.Load) / d.AHT }

// Late returns the share of contacts that wait longer than t seconds: one
// minus the service level, to full precision where it is close to 0.
func (d Delay) Late(t float64) float64 {
	if d.Unstable {
		return 1
	}
	return d.PWait * math.Exp(-d.rate()*t)
}

// ServiceLevel returns the share of contacts answered within t seconds.
func (d Delay) ServiceLevel(t float64) float64 {
	if d.Unstable {
		return 0
	}
	// For small exponents 1 - C·e^-x is written 1-C + C(1-e^-x), both positive.
	return (1 - d.PWait) - d.PWait*math.Expm1(-d.rate()*t)
}

// ASA returns the mean wait of all contacts in seconds, +Inf when unstable.
func (d Delay) ASA() float64 {
	if d.Unstable {
		return math.Inf(1)
	}
	return d.PWait / d.rate()
}

// QueueLength returns the mean number of contacts waiting, +Inf when unstable.
func (d Delay) QueueLength() float64 {
	if d.Unstable {
		return math.Inf(1)
	}
	return d.PWait * d.Load / (d.Agents - d.Load)
}

// Occupancy returns the share of time that agents are busy.
func (d Delay) Occupancy() float64 {
	if d.Unstable {
		return 1
	}
	return d.Load / d.Agents
}

// WaitPercentile returns the wait in seconds that a share p of contacts does
// not exceed, +Inf when unstable.
func (d Delay) WaitPercentile(p float64) float64 {
	switch {
	case !(p >= 0 && p < 1):
		return math.NaN()
	case d.Unstable:
		return math.Inf(1)
	case d.PWait <= 1-p:
		return 0
	}
	return math.Log(d.PWait/(1-p)) / d.rate()
}
