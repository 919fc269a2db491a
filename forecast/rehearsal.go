package forecast

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RehearsalOrder asks how a roster that is being made would do.
type RehearsalOrder struct {
	Rostered
	Days         int
	Replications int // of each week; 0: UsualRehearsals
	Seed         uint64
	// Done is told which share was played; nil: nobody wants to know.
	Done func(share float64)
}

// UsualRehearsals is how often each week of a roster is played where nobody says.
const UsualRehearsals = 20

// rehearsedDays are played at a time: the floor of a week fits a processor's cache.
const rehearsedDays = 7

// RehearsedQueue is what a queue's contacts met, and how many people it would
// have taken.
type RehearsedQueue struct {
	RequirementID, QueueID int64
	Goal                   float64 // share of contacts in time that was promised; 0: none
	Service                netstaffing.Service
	Missed                 bool // a goal was missed by more than chance explains
	// Own, Staffed and Required are people on the roster by the requirement's
	// intervals: those on shift for the queue; the part of all people that works
	// for it, theirs and others', each counted once; and what the goals take as
	// people share the work. NaN on days that were not played, and of queues
	// that promise nothing.
	Own, Staffed, Required grid.Curve
}

// Rehearse plays a roster week by week, with the routing of [Simulations.Order],
// and says for every queue what it gave and what it needs. Queues whose work may
// wait, that nobody can serve, or that get no contacts in a week are left out of
// it. The same order gives the same answer.
func (s *Simulations) Rehearse(ctx context.Context, scope auth.Scope, order RehearsalOrder) ([]RehearsedQueue, error) {
	r := &rehearsal{order: order, workers: s.Workers, at: map[int64]int{}}
	if r.order.Replications == 0 {
		r.order.Replications = UsualRehearsals
	}
	var all []Requirement
	for _, id := range order.Requirements {
		one, err := s.requirements.Requirement(ctx, scope, id)
		if err != nil {
			return nil, err
		}
		if one.Deferred {
			continue
		}
		if err := r.add(one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	for done := 0; done < order.Days; done += rehearsedDays {
		week := SimulationOrder{From: order.From.AddDays(done), Days: min(rehearsedDays, order.Days-done), Volume: 1}
		r.told = func(played int) {
			if order.Done != nil {
				share := float64(played) / float64(r.order.Replications)
				order.Done((float64(done) + share*float64(week.Days)) / float64(order.Days))
			}
		}
		if err := r.week(ctx, week, all); err != nil {
			return nil, err
		}
	}
	return r.queues, nil
}

// rehearsal collects what the weeks say.
type rehearsal struct {
	order   RehearsalOrder
	workers int
	queues  []RehearsedQueue
	at      map[int64]int // position of a queue
	sums    []serviceSum
	told    func(played int)
}

func (r *rehearsal) add(one Requirement) error {
	g, err := one.Grid()
	if err != nil {
		return err
	}
	curve := func() grid.Curve {
		c := grid.NewCurve(g)
		for i := range c.Values {
			c.Values[i] = math.NaN()
		}
		return c
	}
	r.at[one.QueueID] = len(r.queues)
	r.queues = append(r.queues, RehearsedQueue{
		RequirementID: one.ID, QueueID: one.QueueID, Goal: one.Goal.SLTarget, Own: curve(), Staffed: curve(), Required: curve(),
	})
	r.sums = append(r.sums, serviceSum{})
	return nil
}

// week plays some days and keeps what they say.
func (r *rehearsal) week(ctx context.Context, o SimulationOrder, all []Requirement) error {
	parts, err := r.parts(&o, all)
	if err != nil || len(parts) == 0 {
		return err
	}
	parts, groups := r.crews(parts)
	if len(parts) == 0 {
		return nil
	}
	first := parts[0]
	scenario := simulate.Scenario{Interval: first.grid.Interval().Seconds(), Intervals: first.to - first.from, Groups: groups}
	for _, p := range parts {
		queue, err := p.queue(&o)
		if err != nil {
			return err
		}
		scenario.Queues = append(scenario.Queues, queue)
	}
	centre, err := centreOf(parts, &scenario, &o)
	if err != nil {
		return err
	}
	report, err := simulate.Run(ctx, scenario, simulate.Options{Replications: r.order.Replications, Seed: r.order.Seed, Workers: r.workers, Done: r.told})
	if err != nil {
		return err
	}
	picture, err := netstaffing.Played(ctx, &centre.Centre, report, netstaffing.Options{Replications: r.order.Replications, Workers: r.workers})
	if err != nil {
		return err
	}
	for i := range parts {
		r.keep(&parts[i], &centre.Centre, i, picture)
	}
	return nil
}

// parts cuts requirements to the days of an order, without those whose queue gets
// no contacts then or has nobody who could serve it.
func (r *rehearsal) parts(o *SimulationOrder, all []Requirement) ([]simulatedQueue, error) {
	var parts []simulatedQueue
	for _, one := range all {
		p, err := o.part(one)
		if err != nil {
			return nil, err
		}
		for _, other := range parts {
			if err := together(other, p); err != nil {
				return nil, err
			}
		}
		var nothing *OrderError
		if _, err := p.queue(o); errors.As(err, &nothing) {
			continue
		} else if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// crews makes groups of the people on shift, and leaves out the queues that none of
// them can serve.
func (r *rehearsal) crews(parts []simulatedQueue) ([]simulatedQueue, []simulate.Group) {
	for len(parts) > 0 {
		groups, err := crewsOf(parts, r.order.Shifts, 0)
		if err != nil { // nobody is on shift in these days
			return nil, nil
		}
		served := map[string]bool{}
		for _, g := range groups {
			for _, skill := range g.Skills {
				served[skill.Queue] = true
			}
		}
		kept := slices.DeleteFunc(slices.Clone(parts), func(p simulatedQueue) bool { return !served[p.QueueCode] })
		if len(kept) == len(parts) {
			return parts, groups
		}
		parts = kept
	}
	return nil, nil
}

// centreOf is a scenario of crews as net staffing reads it: the same queues and
// groups, with the people that each interval has.
func centreOf(parts []simulatedQueue, scenario *simulate.Scenario, o *SimulationOrder) (*netCentre, error) {
	c := &netCentre{Centre: netstaffing.Centre{Interval: scenario.Interval}}
	place := map[string]int{}
	for i, p := range parts {
		cut, err := p.during(o.From, o.Days, fmt.Sprintf("requirementIds[%d]", i))
		if err != nil {
			return nil, err
		}
		if err := c.addQueue(cut); err != nil {
			return nil, err
		}
		if !promises(c.Queues[i].Goals) {
			c.Queues[i].Goals.MaxOccupancy = 0.95 // nobody is held to it: see keep
		}
		place[p.QueueCode] = i
	}
	for _, crew := range scenario.Groups {
		group := netstaffing.Group{Name: crew.Name, Agents: there(crew.Shifts, scenario)}
		for _, skill := range crew.Skills {
			group.Skills = append(group.Skills, netstaffing.Skill{Queue: place[skill.Queue], Level: skill.Level})
		}
		c.Groups = append(c.Groups, group)
	}
	var problems problem.List
	if errors.As(c.Check(), &problems) {
		return nil, &UnstaffableError{problems}
	}
	return c, nil
}

// promises reports whether goals say what contacts are to meet: a queue may be
// staffed by costs instead, and is then played and not judged.
func promises(g staffing.Goals) bool {
	return g.ServiceLevel > 0 || g.MaxASA > 0 || g.MaxAbandonment > 0
}

// there is how many agents of some shifts each interval has, parts of intervals
// included.
func there(shifts []simulate.Shift, s *simulate.Scenario) []float64 {
	out := make([]float64, s.Intervals)
	add := func(from, to, agents float64) {
		for i := max(0, int(from/s.Interval)); i < len(out) && float64(i)*s.Interval < to; i++ {
			begin, end := float64(i)*s.Interval, float64(i+1)*s.Interval
			out[i] += agents * max(0, min(to, end)-max(from, begin)) / s.Interval
		}
	}
	for _, shift := range shifts {
		add(shift.From, shift.To, float64(shift.Agents))
		for _, b := range shift.Breaks {
			add(b.From, b.To, -float64(shift.Agents))
		}
	}
	for i := range out {
		out[i] = max(0, out[i]) // what rounding left
	}
	return out
}

// keep adds what a week says of one queue.
func (r *rehearsal) keep(p *simulatedQueue, c *netstaffing.Centre, queue int, picture *netstaffing.Picture) {
	at := r.at[p.QueueID]
	into, of := &r.queues[at], &picture.Queues[queue]
	people := 1 / p.present(0)
	if goals, err := p.Goals(); err != nil || !promises(goals) {
		people = math.NaN()
	}
	for i := range p.to - p.from {
		own := 0.0
		for _, group := range c.Groups {
			if group.Skills[0].Queue == queue {
				own += group.Agents[i]
			}
		}
		into.Own.Values[p.from+i] = own * people
		into.Staffed.Values[p.from+i] = of.Staffed[i] * people
		into.Required.Values[p.from+i] = of.Required[i] * people
	}
	if of.Simulated != nil {
		r.sums[at].add(*of.Simulated)
		into.Service = r.sums[at].service()
		into.Missed = c.Missed(queue, into.Service)
	}
}

// serviceSum adds up the services of weeks by their contacts.
type serviceSum struct{ offered, answered, level, abandon, asa, levelVar, abandonVar, asaVar float64 }

func (s *serviceSum) add(of netstaffing.Service) {
	n := of.Offered
	if n == 0 {
		return
	}
	answered := n * (1 - of.Abandon.Value)
	s.offered, s.answered = s.offered+n, s.answered+answered
	s.level += n * of.ServiceLevel.Value
	s.abandon += n * of.Abandon.Value
	s.levelVar += square(n * of.ServiceLevel.SE)
	s.abandonVar += square(n * of.Abandon.SE)
	if answered > 0 && !math.IsNaN(of.ASA.Value) {
		s.asa += answered * of.ASA.Value
		s.asaVar += square(answered * of.ASA.SE)
	}
}

func (s *serviceSum) service() netstaffing.Service {
	return netstaffing.Service{
		Offered:      s.offered,
		ServiceLevel: netstaffing.Estimate{Value: s.level / s.offered, SE: math.Sqrt(s.levelVar) / s.offered},
		Abandon:      netstaffing.Estimate{Value: s.abandon / s.offered, SE: math.Sqrt(s.abandonVar) / s.offered},
		ASA:          netstaffing.Estimate{Value: s.asa / s.answered, SE: math.Sqrt(s.asaVar) / s.answered},
	}
}

func square(x float64) float64 { return x * x }
