package netstaffing

import (
	"context"
	"fmt"
	"math"
	"sync"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// Picture is a centre's net staffing.
type Picture struct {
	Queues []QueuePicture
	Groups []GroupPicture
	Bounds Bounds
	// Simulation says how well the picture is founded; nil where nothing was
	// played and the formulas alone speak.
	Simulation *Simulation
}

// QueuePicture is one queue by interval. People are counted in people of the
// queue's own speed, and not rounded.
type QueuePicture struct {
	Name      string
	Dedicated []float64 // needed if it shared nobody
	Required  []float64 // needed as things are: its own part of what its pool needs
	Staffed   []float64 // its part of the people; the parts of all queues make up the people
	Net       []float64 // staffed less required

	ServiceLevel []float64 // to expect, by the goals' variant
	ASA          []float64 // seconds; NaN where nobody is answered
	Abandon      []float64

	// Loss is by how many agents, in roots of its pool's load, the queue does
	// worse than in a pool whose people can all do everything; below 0 better.
	Loss Estimate
	// Service over all intervals, weighted by contacts.
	Expected  Service
	Simulated *Service // nil where nothing was played
}

// Service is what contacts meet over all intervals.
type Service struct {
	Offered      float64
	ServiceLevel Estimate
	Abandon      Estimate
	ASA          Estimate // seconds
}

// Estimate is a figure with its standard error, NaN where it has none.
type Estimate struct{ Value, SE float64 }

// GroupPicture is one group by interval.
type GroupPicture struct {
	Name      string
	Occupancy []float64   // share of its time that it works; NaN where nobody is there
	Parts     [][]float64 // people that work for each of its skills, in their order
	Spare     []float64   // people for whom no queue asks
}

// view is what is known of each queue and interval; index queue·intervals + interval.
type view struct {
	*Centre
	*mesh
	intervals int
	pools     []pool
	needs     []float64 // agents that the pools need
	alone     []float64 // agents that the queues need alone
	busy      []float64 // by group and interval
	bounds    Bounds
}

// stretch is how many intervals one worker looks at in a row. It does not depend
// on the workers, because where a flow starts shows in its last digits.
const stretch = 24

// Instant shows net staffing by flow and formulas alone. Workers is how many
// stretches of time are looked at at once, 0 means one. The error is [problem.List],
// or the context's.
func Instant(ctx context.Context, c *Centre, workers int) (*Picture, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	v, err := look(ctx, c, workers, nil, true)
	if err != nil {
		return nil, err
	}
	return v.picture(ctx, workers, make([]Estimate, len(c.Queues)))
}

// look finds the pools. Work, if given, is what each pair was seen to do, by
// pair and interval; else it is spread by flow. What pools need takes longest to
// find, and is left out where it is not wanted.
func look(ctx context.Context, c *Centre, workers int, seen [][]float64, needs bool) (*view, error) {
	n := c.Intervals()
	v := &view{
		Centre: c, mesh: meshOf(c), intervals: n, pools: make([]pool, n*len(c.Queues)), needs: make([]float64, n*len(c.Queues)),
		alone: make([]float64, n*len(c.Queues)), busy: make([]float64, n*len(c.Groups)),
		bounds: Bounds{Pooled: make([]float64, n), Dedicated: make([]float64, n)},
	}
	component, parts := v.components()
	return v, v.each(ctx, workers, func(from, to int) error {
		f := newFlow(v.mesh)
		for t := from; t < to; t++ {
			f.load(c, t)
			if seen == nil {
				f.settle()
			} else {
				f.as(seen, t)
			}
			v.measure(f, t)
			if !needs {
				continue
			}
			if err := v.need(t); err != nil {
				return fmt.Errorf("interval %d: %w", t, err)
			}
			var err error
			if v.bounds.Pooled[t], err = pooled(c, component, parts, t); err != nil {
				return fmt.Errorf("interval %d: %w", t, err)
			}
		}
		return nil
	})
}

// each runs a function over stretches of intervals.
func (v *view) each(ctx context.Context, workers int, run func(from, to int) error) error {
	return inParallel(ctx, workers, (v.intervals+stretch-1)/stretch, func(i int) error {
		return run(i*stretch, min(v.intervals, (i+1)*stretch))
	})
}

// inParallel runs numbered pieces of work, at most workers at once, and returns
// the first error by number.
func inParallel(ctx context.Context, workers, pieces int, run func(int) error) error {
	errs := make([]error, pieces)
	var group sync.WaitGroup
	places := make(chan struct{}, max(1, workers))
	for i := range pieces {
		places <- struct{}{}
		if err := ctx.Err(); err != nil {
			errs[i] = err
			break
		}
		group.Go(func() {
			defer func() { <-places }()
			errs[i] = run(i)
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// load sets what an interval brings and who is there.
func (f *flow) load(c *Centre, interval int) {
	for g := range c.Groups {
		f.agents[g] = c.Groups[g].Agents[interval]
	}
	for q := range c.Queues {
		f.work[q] = c.Queues[q].Contacts[interval] * c.Queues[q].aht(interval) / c.Interval
	}
}

// as takes the work as it was seen. What contacts that gave up would have brought
// is put where the others went.
func (f *flow) as(seen [][]float64, interval int) {
	clear(f.busy)
	clear(f.undone)
	for q, pairs := range f.byQueue {
		total := 0.0
		for _, p := range pairs {
			f.taken[p] = seen[p][interval] / f.pairs[p].handle
			total += f.taken[p]
		}
		if total == 0 {
			f.undone[q] = f.work[q]
			continue
		}
		for _, p := range pairs {
			f.taken[p] *= f.work[q] / total
			f.busy[f.pairs[p].group] += f.taken[p] * f.pairs[p].handle
		}
	}
}

// measure fills in the pools of an interval from its flow.
func (v *view) measure(f *flow, t int) {
	all := f.hands(v.Centre, t)
	for g := range v.Groups {
		v.busy[g*v.intervals+t] = all[g].busy
	}
	for q := range v.Queues {
		v.pools[q*v.intervals+t] = f.pool(v.Centre, q, t, all)
	}
}

// need finds what queues and pools need in an interval.
func (v *view) need(t int) error {
	for q := range v.Queues {
		at, queue := q*v.intervals+t, &v.Queues[q]
		if queue.Contacts[t] == 0 {
			v.alone[at] = queue.minimum(t)
			v.bounds.Dedicated[t] += v.alone[at]
			continue
		}
		load, err := staffing.LoadOf(queue.Contacts[t], queue.aht(t), v.Interval)
		if err != nil {
			return err
		}
		load.Patience = queue.Patience
		alone, err := staffing.Requirement(load, queue.Goals)
		if err != nil {
			return err
		}
		v.alone[at] = alone.Fractional
		v.bounds.Dedicated[t] += alone.Fractional
		if p := &v.pools[at]; p.share >= 1-1e-12 && p.load.AHT > 0 && abs(p.load.Erlangs-load.Erlangs) <= 1e-12*load.Erlangs {
			v.needs[at] = alone.Fractional // its pool is its own
			continue
		}
		if v.needs[at], err = v.pools[at].need(queue.Goals); err != nil {
			return err
		}
	}
	return nil
}

// picture shares the people out and says what service to expect.
func (v *view) picture(ctx context.Context, workers int, losses []Estimate) (*Picture, error) {
	p := &Picture{Bounds: v.bounds, Queues: make([]QueuePicture, len(v.Queues)), Groups: make([]GroupPicture, len(v.Groups))}
	series := func() []float64 { return make([]float64, v.intervals) }
	for q := range p.Queues {
		p.Queues[q] = QueuePicture{
			Name: v.Queues[q].Name, Dedicated: v.alone[q*v.intervals : (q+1)*v.intervals], Required: series(), Staffed: series(), Net: series(),
			ServiceLevel: series(), ASA: series(), Abandon: series(), Loss: losses[q],
		}
	}
	for g := range p.Groups {
		p.Groups[g] = GroupPicture{Name: v.Groups[g].Name, Occupancy: series(), Spare: series(), Parts: make([][]float64, len(v.Groups[g].Skills))}
		for i := range p.Groups[g].Parts {
			p.Groups[g].Parts[i] = series()
		}
	}
	err := v.each(ctx, workers, func(from, to int) error {
		f := newFlow(v.shareOut())
		for t := from; t < to; t++ {
			v.show(p, f, t)
		}
		return nil
	})
	for q := range p.Queues {
		p.Queues[q].Expected = p.Queues[q].total(&v.Queues[q])
	}
	return p, err
}

// shareOut is the mesh without preferences: whom people count for is a matter of
// who needs them.
func (v *view) shareOut() *mesh {
	m := *v.mesh
	m.pairs = append([]pair(nil), v.pairs...)
	for i := range m.pairs {
		m.pairs[i].preference = 0
	}
	return &m
}

// show fills in one interval. The people are shared out by spreading what the
// queues require over the groups as evenly as their work was: everybody once.
func (v *view) show(p *Picture, f *flow, t int) {
	f.load(v.Centre, t)
	for q := range v.Queues {
		at, goals, out := q*v.intervals+t, v.Queues[q].Goals, &p.Queues[q]
		pool := &v.pools[at]
		out.Required[t] = pool.part(v.needs[at], out.Loss.Value, v.Queues[q].minimum(t))
		if out.Loss.Value == 0 { // to share costs nothing that was measured
			out.Required[t] = min(out.Required[t], v.alone[at])
		}
		f.work[q] = out.Required[t]
		with := pool.perform(goals, out.Loss.Value)
		out.ServiceLevel[t], out.ASA[t], out.Abandon[t] = with.ServiceLevel, with.ASA, with.PAbandon
	}
	f.settle()
	for g := range v.Groups {
		agents, group := v.Groups[g].Agents[t], &p.Groups[g]
		group.Occupancy[t] = math.NaN()
		if agents > 0 {
			group.Occupancy[t] = min(1, v.busy[g*v.intervals+t]/agents)
		}
		if f.busy[g] == 0 {
			group.Spare[t] = agents
			continue
		}
		for i, at := range v.byGroup[g] {
			part := agents * f.taken[at] / f.busy[g]
			group.Parts[i][t] = part * v.pairs[at].handle
			p.Queues[v.pairs[at].queue].Staffed[t] += part
		}
	}
	for q := range p.Queues {
		p.Queues[q].Net[t] = p.Queues[q].Staffed[t] - p.Queues[q].Required[t]
	}
}

// total weighs the intervals by their contacts.
func (q *QueuePicture) total(of *Queue) Service {
	s := Service{ServiceLevel: Estimate{SE: math.NaN()}, Abandon: Estimate{SE: math.NaN()}, ASA: Estimate{SE: math.NaN()}}
	answered := 0.0
	for i, n := range of.Contacts {
		if n == 0 {
			continue
		}
		s.Offered += n
		s.ServiceLevel.Value += n * q.ServiceLevel[i]
		s.Abandon.Value += n * q.Abandon[i]
		if got := n * (1 - q.Abandon[i]); got > 0 {
			s.ASA.Value += got * q.ASA[i]
			answered += got
		}
	}
	s.ServiceLevel.Value /= s.Offered
	s.Abandon.Value /= s.Offered
	s.ASA.Value /= answered
	return s
}
