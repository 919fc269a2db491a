package netstaffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// pool is everybody who can handle a queue in an interval, with all the work that
// they do.
type pool struct {
	agents float64
	load   staffing.Load // all of that work
	share  float64       // the queue's part of it, 0..1
	own    float64       // the queue's work, erlangs of those who do it
}

// hands is what a group does in an interval: work, contacts a second, and how
// fast those give up together when they wait.
type hands struct{ busy, rate, giving float64 }

func (f *flow) hands(c *Centre, interval int) []hands {
	all := make([]hands, len(f.byGroup))
	for i, p := range f.pairs {
		q := &c.Queues[p.queue]
		if f.taken[i] == 0 {
			continue
		}
		rate := f.taken[i] / q.aht(interval)
		h := &all[p.group]
		h.busy += f.taken[i] * p.handle
		h.rate += rate
		if q.Patience > 0 {
			h.giving += rate / q.Patience
		}
	}
	return all
}

// pool returns a queue's pool. Of the work of others people do no more than they
// can: what waits for somebody else's contacts does not keep them from these.
func (f *flow) pool(c *Centre, q, interval int, all []hands) pool {
	queue := &c.Queues[q]
	out := pool{own: f.undone[q]}
	rate, giving, busy := 0.0, 0.0, f.undone[q]
	for _, i := range f.byQueue[q] {
		p := &f.pairs[i]
		h := all[p.group]
		own := f.taken[i] * p.handle
		others := h.busy - own
		part := 1.0
		if others > f.agents[p.group] {
			part = f.agents[p.group] / others
		}
		ownRate := 0.0
		if own > 0 {
			ownRate = f.taken[i] / queue.aht(interval)
		}
		ownGiving := 0.0
		if queue.Patience > 0 {
			ownGiving = ownRate / queue.Patience
		}
		out.agents += f.agents[p.group]
		out.own += own
		busy += own + part*others
		rate += ownRate + part*(h.rate-ownRate)
		giving += ownGiving + part*(h.giving-ownGiving)
	}
	if out.own == 0 {
		return out
	}
	out.share = out.own / busy
	if rate == 0 { // nobody is there
		out.load = staffing.Load{Erlangs: busy, AHT: queue.aht(interval), Patience: queue.Patience}
		return out
	}
	out.load = staffing.Load{Erlangs: busy, AHT: busy / rate}
	if giving > 1e-12*rate {
		out.load.Patience = rate / giving
	}
	return out
}

// need is how many agents the pool needs for the queue's goals, not rounded.
func (p *pool) need(g staffing.Goals) (float64, error) {
	if p.own == 0 {
		return 0, nil
	}
	g.MinAgents = 0 // the queue's, not the pool's
	r, err := staffing.Requirement(p.load, g)
	return r.Fractional, err
}

// perform is the service to expect when the pool loses so many agents, in roots
// of its load, against one whose people can all do everything.
func (p *pool) perform(g staffing.Goals, loss float64) staffing.Performance {
	if p.own == 0 {
		return staffing.Performance{Agents: p.agents, ServiceLevel: 1}
	}
	return staffing.Perform(p.load, g, max(0, p.agents-loss*math.Sqrt(p.load.Erlangs)))
}

// part is the agents that the queue owns of those that its pool needs.
func (p *pool) part(need, loss, minimum float64) float64 {
	return max(minimum, p.share*p.total(need, loss))
}

// total is the agents that the pool needs with the queue's loss.
func (p *pool) total(need, loss float64) float64 {
	if p.own == 0 {
		return 0
	}
	return max(0, need+loss*math.Sqrt(p.load.Erlangs))
}
