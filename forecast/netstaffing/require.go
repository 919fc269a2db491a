package netstaffing

import (
	"context"
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// PlanOptions say how a requirement is sought.
type PlanOptions struct {
	Options
	Rounds int // of simulation and correction; 0: 6, below 0: none, the flow alone
}

func (o PlanOptions) rounds() int {
	switch {
	case o.Rounds < 0:
		return 0
	case o.Rounds == 0:
		return 6
	}
	return o.Rounds
}

// Plan is how many people of each group keep every queue's goals.
type Plan struct {
	Groups []GroupPlan
	Bounds Bounds
	// Short is agents by queue and interval that cannot be had because groups are
	// at their most; 0 where there are enough.
	Short  [][]float64
	Rounds []Round // none where nothing was played
	// Converged is true where the people of the plan were played and no goal was
	// missed by more than chance explains.
	Converged bool
	// Limited are the queues that missed a goal although nobody more of those who
	// can handle them can be had: no plan keeps it.
	Limited []int
	Picture *Picture // of the queues with the plan's people
}

// GroupPlan is people of one group by interval, not rounded.
type GroupPlan struct {
	Name   string
	Agents []float64
}

// Round is one turn of simulation and correction.
type Round struct {
	AgentHours float64 // weighted by cost
	Missed     int     // queues whose goals were missed
	Limited    int     // of them those for whom nobody more can be had
	Worst      float64 // by how much a service level was missed at most
	WorstSE    float64 // of a queue's service level
}

// damping is the part of a correction that is made at once.
const damping = 0.7

// lift is the same where goals are missed: rather too much than another round.
const lift = 1.2

// leastMissing is the loss by which a queue that missed a goal is helped at
// least: its service level may be in order, and its abandonment not.
const leastMissing = 0.1

// settled is the change of all agents from one round to the next that ends the
// search.
const settled = 0.005

// Require finds the smallest number of people of each group, by interval, who keep
// every queue's goals. The groups' Agents say in which mix, and their Cost and
// Most what may be changed about it.
//
// Flow and formulas give a first answer. In the first half of the rounds the plan
// is played, each queue's loss against its pool corrects what the pool needs, and
// everybody is planned anew. Queues share people, so that what helps one takes
// from another, and a few are left that miss their goals by little. In the second
// half, nobody of the best plan is taken away any more: the pools of queues that
// missed get the people that they lack, until all goals are kept. All rounds meet
// the same contacts, so that they differ by their people and not by chance.
//
// The best plan that was played is returned, converged or said not to be.
func Require(ctx context.Context, c *Centre, o PlanOptions) (*Plan, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	s := &search{centre: c, options: o, losses: make([]float64, len(c.Queues))}
	if err := s.first(ctx); err != nil {
		return nil, err
	}
	for n := range o.rounds() {
		played, err := s.play(ctx)
		if err != nil {
			return nil, err
		}
		searching := 2*(n+1) < o.rounds()
		if !searching && s.best.round.unkept() == 0 || n+1 == o.rounds() {
			break
		}
		if searching {
			err = s.planAnew(ctx)
		} else {
			err = s.help(ctx)
		}
		if err != nil {
			return nil, err
		}
		change := abs(s.now.hours()-played.round.AgentHours) / max(played.round.AgentHours, 1e-9)
		if played.round.unkept() == 0 && change < settled {
			break
		}
	}
	return s.plan(ctx)
}

// search is the state from round to round.
type search struct {
	centre  *Centre
	options PlanOptions
	view    *view // of the mix that was given
	losses  []float64
	safety  []float64 // see cover
	now     *candidate
	best    *candidate
	rounds  []Round
}

// candidate is people by group, and how they did.
type candidate struct {
	centre Centre
	short  [][]float64
	round  Round
	report *simulate.Report
	view   *view
	losses []Estimate
	errors float64 // standard errors that chance excuses
}

func (s *search) first(ctx context.Context) error {
	var err error
	if s.view, err = look(ctx, s.centre, s.options.Workers, nil, true); err != nil {
		return err
	}
	s.safety = make([]float64, len(s.view.pools))
	s.now, err = s.staffed(ctx, true)
	return err
}

// staffed covers every interval.
func (s *search) staffed(ctx context.Context, first bool) (*candidate, error) {
	v := s.view
	out := &candidate{centre: *v.Centre, short: make([][]float64, len(v.Queues))}
	out.centre.Groups = append([]Group(nil), v.Groups...)
	for g := range out.centre.Groups {
		out.centre.Groups[g].Agents = make([]float64, v.intervals)
	}
	for q := range out.short {
		out.short[q] = make([]float64, v.intervals)
	}
	err := v.each(ctx, s.options.Workers, func(from, to int) error {
		covering := newCover(v, s.losses, s.safety, first)
		for t := from; t < to; t++ {
			short, err := covering.interval(t)
			if err != nil {
				return fmt.Errorf("interval %d: %w", t, err)
			}
			for g, n := range covering.agents {
				out.centre.Groups[g].Agents[t] = n
			}
			for q, n := range short {
				out.short[q][t] = n
			}
		}
		return nil
	})
	return out, err
}

// play plays the people there are now, and keeps them if they are the best.
func (s *search) play(ctx context.Context) (played *candidate, err error) {
	o := s.options
	n := o.replications()
	s.now.report, err = simulate.Run(ctx, s.now.centre.scenario(), simulate.Options{
		Replications: n, Seed: o.Seed, Workers: o.Workers, Done: o.reporting(n*len(s.rounds), n*o.rounds()),
	})
	if err != nil {
		return nil, err
	}
	if s.now.view, err = look(ctx, &s.now.centre, o.Workers, nil, false); err != nil {
		return nil, err
	}
	if s.now.losses, err = s.now.view.losses(ctx, o.Workers, s.now.report, s.losses); err != nil {
		return nil, err
	}
	s.now.judge()
	s.rounds = append(s.rounds, s.now.round)
	if s.best == nil || s.now.round.better(s.best.round) {
		s.best = s.now
	}
	return s.now, nil
}

// planAnew corrects the losses by what was played, and plans everybody by them.
func (s *search) planAnew(ctx context.Context) (err error) {
	if err = s.correct(ctx, s.now.view); err == nil {
		s.now, err = s.staffed(ctx, false)
	}
	return err
}

// correct moves what is known of each queue's loss by how much more was lost than
// the people could bear: the target less what was simulated, over the slope of the
// formula. A queue that has more than it needs, because others need its people,
// learns its loss and no more.
func (s *search) correct(ctx context.Context, v *view) error {
	return inParallel(ctx, s.options.Workers, len(s.losses), func(q int) error {
		if s.now.report.Queues[q].Offered.Mean == 0 {
			return nil
		}
		found, before := s.now.losses[q].Value, s.losses[q]
		missing := found - v.bearable(q, s.safety)
		after := before + damping*missing
		if missing > 0 {
			after = before + lift*missing
		}
		if after < before {
			after = max(after, min(before, found))
		}
		s.losses[q] = min(mostLoss, max(-mostLoss, after))
		return nil
	})
}

// help adds to the best plan, the last of those that are equally good, the people
// that the pools of queues lack which missed a goal. A queue that just keeps its goals by chance is helped too: another's
// people may be the next to change.
func (s *search) help(ctx context.Context) error {
	from := s.best
	if s.now.round.unkept() <= from.round.unkept() {
		from = s.now
	}
	v := from.view
	missing := make([]float64, len(v.Queues))
	err := inParallel(ctx, s.options.Workers, len(v.Queues), func(q int) error {
		if from.report.Queues[q].Offered.Mean == 0 {
			return nil
		}
		lost := lift * (from.losses[q].Value - v.bearable(q, s.safety))
		switch service := v.service(q, from.report); {
		case v.missed(q, service, from.errors):
			missing[q] = max(leastMissing, lost)
		case v.missed(q, service, 1):
			missing[q] = max(0, lost)
		}
		return nil
	})
	if err != nil {
		return err
	}
	next := &candidate{centre: from.centre.withOwnPeople(), short: make([][]float64, len(from.short)), errors: from.errors}
	for q := range next.short {
		next.short[q] = append([]float64(nil), from.short[q]...)
	}
	err = v.each(ctx, s.options.Workers, func(begin, end int) error {
		covering := newCover(v, missing, s.safety, false)
		for t := begin; t < end; t++ {
			short := covering.more(t)
			for g, n := range covering.agents {
				next.centre.Groups[g].Agents[t] = n
			}
			for q, n := range short {
				next.short[q][t] = max(next.short[q][t], n)
			}
		}
		return nil
	})
	s.now = next
	return err
}

// withOwnPeople is a copy of a centre whose groups' people can be changed.
func (c *Centre) withOwnPeople() Centre {
	out := *c
	out.Groups = append([]Group(nil), c.Groups...)
	for g := range out.Groups {
		out.Groups[g].Agents = append([]float64(nil), c.Groups[g].Agents...)
	}
	return out
}

// unkept is how many queues missed goals that can be kept.
func (r Round) unkept() int { return r.Missed - r.Limited }

// better prefers kept goals, then fewer people.
func (r Round) better(than Round) bool {
	if r.unkept() != than.unkept() {
		return r.unkept() < than.unkept()
	}
	return r.AgentHours < than.AgentHours
}

func (c *candidate) hours() float64 {
	total := 0.0
	for g := range c.centre.Groups {
		total += sum(c.centre.Groups[g].Agents) * c.centre.Groups[g].cost()
	}
	return total * c.centre.Interval / 3600
}

// judge says how many queues missed a goal, and by how much.
func (c *candidate) judge() {
	c.round = Round{AgentHours: c.hours()}
	c.errors = chance(len(c.centre.Queues))
	for q := range c.centre.Queues {
		s := c.centre.service(q, c.report)
		if s.Offered == 0 {
			continue
		}
		c.round.WorstSE = max(c.round.WorstSE, s.ServiceLevel.SE)
		c.round.Worst = max(c.round.Worst, c.centre.Queues[q].Goals.ServiceLevel-s.ServiceLevel.Value)
		if !c.centre.missed(q, s, c.errors) {
			continue
		}
		c.round.Missed++
		if sum(c.short[q]) > 0 {
			c.round.Limited++
		}
	}
}

// missed reports whether a queue missed a goal by more than so many standard
// errors.
func (c *Centre) missed(q int, s Service, errors float64) bool {
	goals := c.Queues[q].Goals
	return goals.ServiceLevel-s.ServiceLevel.Value > slack(s.ServiceLevel, errors) ||
		goals.MaxAbandonment > 0 && s.Abandon.Value > goals.MaxAbandonment+slack(s.Abandon, errors) ||
		goals.MaxASA > 0 && s.ASA.Value > goals.MaxASA+slack(s.ASA, errors)
}

// chance is how many standard errors the worst of so many queues may be off by
// accident, one time in twenty (Bonferroni's bound on the normal distribution).
func chance(queues int) float64 {
	return max(2, math.Sqrt2*math.Erfinv(1-2*0.05/float64(queues)))
}

// slack is what chance excuses.
func slack(e Estimate, errors float64) float64 {
	if math.IsNaN(e.SE) {
		return 0
	}
	return errors * e.SE
}

// plan is the best there was.
func (s *search) plan(ctx context.Context) (*Plan, error) {
	chosen := s.now
	losses := make([]Estimate, len(s.losses))
	if s.best != nil {
		chosen, losses = s.best, s.best.losses
	}
	v, err := look(ctx, &chosen.centre, s.options.Workers, nil, true)
	if err != nil {
		return nil, err
	}
	p := &Plan{Bounds: s.view.bounds, Short: chosen.short, Rounds: s.rounds, Converged: s.best != nil && s.best.round.Missed == 0}
	for _, g := range chosen.centre.Groups {
		p.Groups = append(p.Groups, GroupPlan{g.Name, g.Agents})
	}
	if p.Picture, err = v.picture(ctx, s.options.Workers, losses); err != nil || s.best == nil {
		return p, err
	}
	p.Picture.Simulation = &Simulation{
		Replications: chosen.report.Replications, Events: chosen.report.Events,
		WorstSE: chosen.round.WorstSE, Precise: chosen.round.WorstSE <= s.options.tolerance(),
	}
	for q := range p.Picture.Queues {
		service := chosen.centre.service(q, chosen.report)
		p.Picture.Queues[q].Simulated = &service
		if sum(chosen.short[q]) > 0 && chosen.centre.missed(q, service, chosen.errors) {
			p.Limited = append(p.Limited, q)
		}
	}
	return p, nil
}
