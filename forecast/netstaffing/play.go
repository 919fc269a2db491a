package netstaffing

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// Options say how a centre is simulated.
type Options struct {
	Replications int     // of the centre's time; 0: 10
	Seed         uint64  // the same seed meets the same contacts
	Workers      int     // at once; 0: one
	Tolerance    float64 // of a service level; 0: 0.01
	// Done is told which share of everything that may have to be played was played,
	// in ascending order, by one goroutine at a time; nil: nobody wants to know.
	Done func(share float64)
}

// reporting returns what tells Done of each of so many plays that follow others, of
// all that there may be; nil where nobody wants to know.
func (o Options) reporting(before, all int) func(played int) {
	if o.Done == nil {
		return nil
	}
	return func(played int) { o.Done(float64(before+played) / float64(all)) }
}

func (o Options) replications() int {
	if o.Replications == 0 {
		return 10
	}
	return o.Replications
}

func (o Options) tolerance() float64 {
	if o.Tolerance == 0 {
		return 0.01
	}
	return o.Tolerance
}

// Simulation says how well a result is founded.
type Simulation struct {
	Replications int
	Events       int64
	// Precise is true where every queue's service level over all intervals has a
	// standard error within the tolerance.
	Precise bool
	WorstSE float64 // of a queue's service level
}

// scenario is the centre as it is played: exponential handle times and patience,
// groups asked by their level, agents finishing what they began. A queue has one
// mean handle time. Parts of an agent are given as whole agents now and then, so
// that the mean is right.
func (c *Centre) scenario() simulate.Scenario {
	s := simulate.Scenario{Interval: c.Interval, Intervals: c.Intervals()}
	for i := range c.Queues {
		q := &c.Queues[i]
		mean := q.meanAHT()
		if mean == 0 {
			mean = 1 // of no contact
		}
		s.Queues = append(s.Queues, simulate.Queue{
			Name: q.Name, Contacts: q.Contacts, Threshold: q.Goals.Threshold,
			Handle: simulate.Distribution{Mean: mean}, Patience: simulate.Distribution{Mean: q.Patience},
		})
	}
	for i := range c.Groups {
		g := &c.Groups[i]
		group := simulate.Group{Name: g.Name, Agents: whole(g.Agents)}
		for _, skill := range g.Skills {
			group.Skills = append(group.Skills, simulate.Skill{
				Queue: c.Queues[skill.Queue].Name, Level: max(1, skill.Level), HandleMean: s.Queues[skill.Queue].Handle.Mean * skill.handle(),
			})
		}
		s.Groups = append(s.Groups, group)
	}
	return s
}

// whole rounds people so that what one interval lost the next regains.
func whole(agents []float64) []int {
	out := make([]int, len(agents))
	owed := 0.0
	for i, n := range agents {
		if n == 0 { // nobody may work when nobody is there
			owed = 0
			continue
		}
		rounded := math.Floor(n + owed + 0.5)
		rounded = max(0, rounded)
		out[i], owed = int(rounded), n+owed-rounded
	}
	return out
}

// Simulated is Instant with the flow replaced by what agents did when the centre
// was played, and with each queue's loss against its pool measured. The error is
// [problem.List], or the context's.
func Simulated(ctx context.Context, c *Centre, o Options) (*Picture, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	report, err := simulate.Run(ctx, c.scenario(), simulate.Options{
		Replications: o.replications(), Seed: o.Seed, Workers: o.Workers, Done: o.reporting(0, o.replications()),
	})
	if err != nil {
		return nil, err
	}
	return c.seenIn(ctx, report, o)
}

// Played is [Simulated] of a centre that somebody else has played: the report is
// of a scenario whose queues and groups have the names of the centre's.
func Played(ctx context.Context, c *Centre, report *simulate.Report, o Options) (*Picture, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return c.seenIn(ctx, report, o)
}

// Missed reports whether a queue's service misses one of its goals by more than
// chance explains among so many queues.
func (c *Centre) Missed(queue int, s Service) bool {
	return c.missed(queue, s, chance(len(c.Queues)))
}

// seenIn is the picture of a centre as it was played.
func (c *Centre) seenIn(ctx context.Context, report *simulate.Report, o Options) (*Picture, error) {
	v, err := look(ctx, c, o.Workers, c.seen(report), true)
	if err != nil {
		return nil, err
	}
	losses, err := v.losses(ctx, o.Workers, report, nil)
	if err != nil {
		return nil, err
	}
	p, err := v.picture(ctx, o.Workers, losses)
	if err != nil {
		return nil, err
	}
	p.Simulation = &Simulation{Replications: report.Replications, Events: report.Events}
	for q := range p.Queues {
		s := c.service(q, report)
		p.Queues[q].Simulated = &s
		if s.Offered > 0 {
			p.Simulation.WorstSE = max(p.Simulation.WorstSE, s.ServiceLevel.SE)
		}
	}
	p.Simulation.Precise = report.Replications > 1 && p.Simulation.WorstSE <= o.tolerance()
	return p, nil
}

// seen is the agents by pair and interval that were with contacts.
func (c *Centre) seen(report *simulate.Report) [][]float64 {
	var out [][]float64
	for g := range c.Groups {
		for _, skill := range c.Groups[g].Skills {
			for _, s := range report.Groups[g].Skills {
				if s.Queue == c.Queues[skill.Queue].Name {
					out = append(out, s.Agents)
				}
			}
		}
	}
	return out
}

// service is what a queue's contacts met.
func (c *Centre) service(q int, report *simulate.Report) Service {
	r := &report.Queues[q]
	return Service{
		Offered: r.Offered.Mean, ServiceLevel: estimate(r.ServiceLevel[c.Queues[q].Goals.Variant]),
		Abandon: estimate(r.PAbandon), ASA: estimate(r.ASA),
	}
}

func estimate(e simulate.Estimate) Estimate { return Estimate{e.Mean, e.SE} }
