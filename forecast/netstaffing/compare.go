package netstaffing

import (
	"context"
	"fmt"
	"math"
	"sync"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/problem"
)

// Difference is what another centre does better or worse with the same contacts.
type Difference struct {
	Replications int
	Queues       []QueueDifference
	All          ServiceDifference // of all contacts
}

// QueueDifference is one queue's.
type QueueDifference struct {
	Name string
	ServiceDifference
	// Agents is how many agents more, all the time that contacts come, would make
	// the same difference to the queue alone: the slope of its formula.
	Agents Estimate
}

// ServiceDifference is after less before, with the error of the difference: both
// met the same contacts, so that it is smaller than that of either.
type ServiceDifference struct {
	Before, After Service
	ServiceLevel  Estimate
	Abandon       Estimate
	ASA           Estimate // seconds
}

// Compare plays two centres with the same queues and the same contacts. Errors are
// [problem.List], or the context's.
func Compare(ctx context.Context, before, after *Centre, o Options) (*Difference, error) {
	if err := before.Check(); err != nil {
		return nil, err
	}
	if err := after.Check(); err != nil {
		return nil, err
	}
	if len(before.Queues) != len(after.Queues) || before.Intervals() != after.Intervals() {
		return nil, problem.List{{
			Field:    "queues",
			Found:    fmt.Sprintf("%d queues of %d intervals", len(after.Queues), after.Intervals()),
			Expected: fmt.Sprintf("%d of %d, as before", len(before.Queues), before.Intervals()),
		}}
	}
	n := o.replications()
	reports := make([]*simulate.Report, 2*n)
	scenarios := []simulate.Scenario{before.scenario(), after.scenario()}
	tell := inTurn(o.reporting(0, 2*n))
	err := inParallel(ctx, o.Workers, 2*n, func(i int) (err error) {
		reports[i], err = simulate.Run(ctx, scenarios[i%2], simulate.Options{Replications: 1, Seed: o.Seed + uint64(i/2)*0x9e3779b97f4a7c15})
		tell()
		return err
	})
	if err != nil {
		return nil, err
	}
	v, err := look(ctx, before, o.Workers, nil, false)
	if err != nil {
		return nil, err
	}
	out := &Difference{Replications: n, Queues: make([]QueueDifference, len(before.Queues))}
	for q := range before.Queues {
		out.Queues[q] = QueueDifference{Name: before.Queues[q].Name, ServiceDifference: before.difference(q, reports)}
		out.Queues[q].Agents = v.inAgents(q, out.Queues[q].ServiceLevel)
	}
	out.All = before.difference(-1, reports)
	return out, nil
}

// inTurn counts plays that end in any order, and tells of them one by one.
func inTurn(tell func(played int)) func() {
	var mutex sync.Mutex
	played := 0
	return func() {
		mutex.Lock()
		defer mutex.Unlock()
		if played++; tell != nil {
			tell(played)
		}
	}
}

// difference pairs replications; queue -1 is all contacts together.
func (c *Centre) difference(q int, reports []*simulate.Report) ServiceDifference {
	var level, abandon, asa pairs
	var offered mean
	for i := 0; i < len(reports); i += 2 {
		b, a := c.met(q, reports[i]), c.met(q, reports[i+1])
		level.add(b.ServiceLevel.Value, a.ServiceLevel.Value)
		abandon.add(b.Abandon.Value, a.Abandon.Value)
		asa.add(b.ASA.Value, a.ASA.Value)
		offered.add(b.Offered)
	}
	count := offered.estimate().Value
	return ServiceDifference{
		Before:       Service{count, level.before.estimate(), abandon.before.estimate(), asa.before.estimate()},
		After:        Service{count, level.after.estimate(), abandon.after.estimate(), asa.after.estimate()},
		ServiceLevel: level.change.estimate(), Abandon: abandon.change.estimate(), ASA: asa.change.estimate(),
	}
}

// met is service in one replication. All contacts count each by the definition of
// its own queue.
func (c *Centre) met(q int, r *simulate.Report) Service {
	if q >= 0 {
		return c.service(q, r)
	}
	all := Service{Abandon: estimate(r.All.PAbandon), ASA: estimate(r.All.ASA)}
	good := 0.0
	for i := range c.Queues {
		s := c.service(i, r)
		if s.Offered > 0 {
			all.Offered += s.Offered
			good += s.Offered * s.ServiceLevel.Value
		}
	}
	all.ServiceLevel.Value = good / all.Offered
	return all
}

// mean adds up a figure over replications; one that has none does not count.
type mean struct{ n, sum, squares float64 }

func (m *mean) add(x float64) {
	if math.IsNaN(x) {
		return
	}
	m.n++
	d := x - m.sum
	m.sum += d / m.n // Welford's running mean and sum of squares
	m.squares += d * (x - m.sum)
}

func (m *mean) estimate() Estimate {
	switch m.n {
	case 0:
		return Estimate{math.NaN(), math.NaN()}
	case 1:
		return Estimate{m.sum, math.NaN()}
	}
	return Estimate{m.sum, math.Sqrt(m.squares / (m.n - 1) / m.n)}
}

type pairs struct{ before, after, change mean }

func (p *pairs) add(before, after float64) {
	p.before.add(before)
	p.after.add(after)
	p.change.add(after - before)
}

// inAgents turns a change of service into agents by the slope of the queue's
// service in its own pool.
func (v *view) inAgents(q int, change Estimate) Estimate {
	_, some := v.openIntervals(q)
	good, contacts := 0.0, 0.0
	for _, t := range some {
		n := v.Queues[q].Contacts[t]
		good += n * v.pools[q*v.intervals+t].slope(&v.Queues[q])
		contacts += n
	}
	if slope := good / contacts; slope > 1e-9 {
		return Estimate{change.Value / slope, change.SE / slope}
	}
	return Estimate{math.NaN(), math.NaN()}
}

// slope is what one agent more does to the service level.
func (p *pool) slope(q *Queue) float64 {
	if p.own == 0 {
		return 0
	}
	more, less := *p, *p
	more.agents += .5
	less.agents = max(0, less.agents-.5)
	return (more.perform(q.Goals, 0).ServiceLevel - less.perform(q.Goals, 0).ServiceLevel) / (more.agents - less.agents)
}
