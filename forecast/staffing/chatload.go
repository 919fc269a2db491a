package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// chat reports whether the handle time depends on how many contacts an agent has.
func (l *Load) chat() bool { return len(l.AHTs) > 0 }

// chatQueue is the load as the chain of chats takes it.
func (l *Load) chatQueue(agents float64) erlang.ChatQueue {
	patience := l.Patience
	if patience == 0 {
		patience = math.Inf(1)
	}
	return erlang.ChatQueue{Arrivals: l.Erlangs / l.AHT, Agents: agents, AHT: l.AHTs, Patience: patience}
}

// chatPerformance is that of the chain; occupancy is the share of the places
// that agents have for contacts.
func (p *problem) chatPerformance(agents float64) Performance {
	c := erlang.ConcurrentChats(p.chatQueue(agents), p.Threshold)
	level := c.ServiceLevel(p.Variant)
	with := Performance{
		Agents: agents, PWait: c.PWait, ServiceLevel: level, Late: max(0, 1-level), ASA: c.ASA, PAbandon: c.PAbandon,
		QueueLength: c.QueueLength, Occupancy: c.InService / c.Slots,
	}
	if c.Unstable || agents == 0 {
		with.Occupancy = 1
	}
	if math.IsNaN(with.ASA) {
		with.ASA = math.Inf(1)
	}
	return with
}

// Served is a stretch of an agent's time and what it was filled with, from which
// the handle time by concurrency is learnt.
type Served struct {
	Concurrency float64 // contacts held at once, the mean over the stretch
	Contacts    float64 // finished
	Seconds     float64 // handle time of those contacts in all, each counted in full
}

// ConcurrencyCurve is the handle time by the number of contacts held at once.
type ConcurrencyCurve struct {
	AHT          []float64 // seconds, at 1, 2, … contacts at once
	Slowdown     float64   // what one contact more adds, as a share of the handle time of one alone
	Unproductive int       // concurrency from which one contact more slows an agent down in total; 0 where none does
	Contacts     float64   // on which it rests
	Spread       float64   // standard deviation of the handle times about the line, seconds; 0 where there is nothing to tell
}

// LearnConcurrency fits a line to handle times by concurrency, weighted by
// contacts, AHT(j) = AHT(1)·(1 + γ(j-1)), for 1 to most contacts at once. The
// slowdown γ is held at 0 or above: nobody gets faster by being interrupted, and
// what looks like it comes from easier contacts. Measurements all at the same
// concurrency tell the level but not the slowdown, which is then refused.
func LearnConcurrency(seen []Served, most int) (ConcurrencyCurve, error) {
	if most < 1 || most > maxConcurrency {
		return ConcurrencyCurve{}, refused("most contacts at once", float64(most), "1 to 100")
	}
	var n, sumX, sumY float64
	for _, s := range seen {
		switch {
		case !(s.Concurrency >= 1 && s.Concurrency <= maxConcurrency):
			return ConcurrencyCurve{}, refused("concurrency", s.Concurrency, "1 to 100 contacts at once")
		case !(s.Contacts >= 0) || math.IsInf(s.Contacts, 1):
			return ConcurrencyCurve{}, refused("contacts", s.Contacts, "a number of at least 0")
		case !(s.Seconds >= 0) || math.IsInf(s.Seconds, 1):
			return ConcurrencyCurve{}, refused("handle time in all", s.Seconds, "seconds of at least 0")
		}
		n += s.Contacts
		sumX += s.Contacts * s.Concurrency
		sumY += s.Seconds
	}
	if n == 0 || sumY == 0 {
		return ConcurrencyCurve{}, refused("contacts", n, "some, with a handle time")
	}
	meanX, meanY := sumX/n, sumY/n
	level, slope, spread := line(seen, meanX, meanY)
	if math.IsNaN(slope) && most > 1 {
		return ConcurrencyCurve{}, refused("different concurrencies", 1, "at least two, from which the slowdown can be told")
	}
	c := ConcurrencyCurve{Contacts: n, Spread: spread}
	if slope > 0 {
		c.Slowdown = slope / level
	}
	for j := range most {
		c.AHT = append(c.AHT, level*(1+c.Slowdown*float64(j)))
	}
	_, c.Unproductive = erlang.Productive(c.AHT)
	return c, nil
}

// line returns the handle time of one contact alone, what each more adds, and the
// deviation of the measurements about that.
func line(seen []Served, meanX, meanY float64) (level, slope, spread float64) {
	var xx, xy float64
	for _, s := range seen {
		if s.Contacts > 0 {
			xx += s.Contacts * (s.Concurrency - meanX) * (s.Concurrency - meanX)
			xy += (s.Concurrency - meanX) * (s.Seconds - s.Contacts*meanY)
		}
	}
	slope = math.NaN()
	used := 0.0
	if xx > 1e-9 {
		slope = xy / xx
		used = max(0, slope)
	}
	level = meanY - used*(meanX-1)
	if level <= meanY/100 { // a slope so steep that one contact alone would take no time
		level = meanY / 100
		used = (meanY - level) / (meanX - 1)
		slope = used
	}
	var rest, weight float64
	for _, s := range seen {
		if s.Contacts > 0 {
			off := s.Seconds/s.Contacts - level - used*(s.Concurrency-1)
			rest += s.Contacts * off * off
			weight += s.Contacts
		}
	}
	return level, slope, math.Sqrt(rest / weight)
}
