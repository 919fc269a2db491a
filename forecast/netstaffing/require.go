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
	Picture   *Picture // of the queues with the plan's people
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
	Worst      float64 // by how much a service level was missed at most
	WorstSE    float64 // of a queue's service level
}

// damping is the part of a correction that is made at once.
const damping = 0.7

// lift is the same where goals are missed: rather too much than another round.
const lift = 1.2

// settled is the change of all agents from one round to the next that ends the
// search.
const settled = 0.005

// Require finds the smallest number of people of each group, by interval, who keep
// every queue's goals. The groups' Agents say in which mix, and their Cost and
// Most what may be changed about it. Flow and formulas give a first answer; then
// the plan is played, each queue's loss against its pool corrects what the pool
// needs, and so on, until the goals are kept and the number of people is settled.
// The best plan that was played is returned, converged or said not to be.
func Require(ctx context.Context, c *Centre, o PlanOptions) (*Plan, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	s := &search{centre: c, options: o, losses: make([]float64, len(c.Queues))}
	if err := s.first(ctx); err != nil {
		return nil, err
	}
	for range o.rounds() {
		done, err := s.round(ctx)
		if err != nil {
			return nil, err
		}
		if done {
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
	now     candidate
	best    *candidate
	rounds  []Round
}

// candidate is people by group, and how they did.
type candidate struct {
	centre Centre
	short  [][]float64
	round  Round
	report *simulate.Report
	losses []Estimate
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
func (s *search) staffed(ctx context.Context, first bool) (candidate, error) {
	v := s.view
	out := candidate{centre: *v.Centre, short: make([][]float64, len(v.Queues))}
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

// round plays the people there are now, and finds others. It returns true when
// that will not change anything any more.
func (s *search) round(ctx context.Context) (done bool, err error) {
	o := s.options
	s.now.report, err = simulate.Run(ctx, s.now.centre.scenario(), simulate.Options{Replications: o.replications(), Seed: o.Seed, Workers: o.Workers})
	if err != nil {
		return false, err
	}
	v, err := look(ctx, &s.now.centre, o.Workers, nil, false)
	if err != nil {
		return false, err
	}
	if s.now.losses, err = v.losses(ctx, o.Workers, s.now.report, s.losses); err != nil {
		return false, err
	}
	s.now.judge()
	s.rounds = append(s.rounds, s.now.round)
	played := s.now
	if s.best == nil || played.round.better(s.best.round) {
		s.best = &played
	}
	if err := s.correct(ctx, v); err != nil {
		return false, err
	}
	next, err := s.staffed(ctx, false)
	if err != nil {
		return false, err
	}
	s.now = next
	change := abs(next.hours()-played.round.AgentHours) / max(played.round.AgentHours, 1e-9)
	return played.round.Missed == 0 && change < settled, nil
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

// better prefers kept goals, then fewer people.
func (r Round) better(than Round) bool {
	if r.Missed != than.Missed {
		return r.Missed < than.Missed
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
	errors := chance(len(c.centre.Queues))
	for q := range c.centre.Queues {
		s, goals := c.centre.service(q, c.report), c.centre.Queues[q].Goals
		if s.Offered == 0 {
			continue
		}
		c.round.WorstSE = max(c.round.WorstSE, s.ServiceLevel.SE)
		by := goals.ServiceLevel - s.ServiceLevel.Value
		c.round.Worst = max(c.round.Worst, by)
		missed := by > slack(s.ServiceLevel, errors) ||
			goals.MaxAbandonment > 0 && s.Abandon.Value > goals.MaxAbandonment+slack(s.Abandon, errors) ||
			goals.MaxASA > 0 && s.ASA.Value > goals.MaxASA+slack(s.ASA, errors)
		if missed {
			c.round.Missed++
		}
	}
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
	chosen := &s.now
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
	}
	return p, nil
}
