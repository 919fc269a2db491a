package scheduling

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// correctionRounds is how often a roster is corrected at most.
const correctionRounds = 4

// Simulating is the phase in which a roster is played.
const Simulating = "simulate"

// Checked returns what playing a roster said, nil where it was not played.
func (s *Service) Checked(ctx context.Context, scope auth.Scope, id int64) (*Check, error) {
	if _, err := s.store.Roster(ctx, scope, id); err != nil {
		return nil, err
	}
	return s.store.Check(ctx, scope, id)
}

// correct builds a roster by rounds of searching and playing. Half of the time is
// for the first search; the corrections share the rest.
func (s *Service) correct(ctx context.Context, job *jobs.Job, plan *Opened, order BuildOrder, record *recorder) (roster.Result, *Check, error) {
	if s.Services == nil {
		return roster.Result{}, nil, errNoServices
	}
	locked, stages := lockedOf(plan.Shifts), float64(2*(correctionRounds+1))
	corrector := Corrector{Rounds: correctionRounds}
	corrector.Solve = func(ctx context.Context, p *roster.Problem, start roster.Roster, round int) (roster.Result, error) {
		share := order
		if share.TimeLimit = order.TimeLimit / 2; round > 0 {
			share.TimeLimit = max(time.Second, order.TimeLimit/2/correctionRounds)
		}
		with := settings(share)
		if with.Start = start; round == 0 {
			with = record.resume(with)
		}
		return roster.Solve(ctx, p, with, searchProgress(ctx, job, record, func(p jobs.Progress) jobs.Progress {
			if p.Phase == string(roster.Finished) {
				p.Phase = string(roster.Polishing) // of this round; the build goes on
			}
			p.Fraction = (float64(2*round) + p.Fraction) / stages
			return p
		}))
	}
	corrector.Play = func(ctx context.Context, shifts []Shift, round int) ([]RehearsedQueue, error) {
		return s.Services.Rehearse(ctx, job.Scope(), RehearsalOrder{
			Requirements: plan.Roster.Requirements, From: plan.Roster.From, Days: plan.Roster.Days, Shifts: shifts, Serve: plan.serve(), Seed: order.Seed,
			Done: func(share float64) {
				_ = job.Progress(jobs.Progress{Phase: Simulating, Fraction: (float64(2*round+1) + share) / stages})
			},
		})
	}
	corrected, err := corrector.Run(ctx, plan.Problem, locked)
	if err != nil || len(corrected.Rounds) == 0 {
		return corrected.Result, nil, err
	}
	formula, err := s.formula(context.WithoutCancel(ctx), job.Scope(), plan, corrected.Result.Roster)
	if err != nil {
		return corrected.Result, nil, err
	}
	return corrected.Result, plan.check(corrected, formula, order.Seed), nil
}

// serve lists the queues that everybody can serve.
func (o *Opened) serve() map[int64][]int64 {
	out := map[int64][]int64{}
	for _, p := range o.Planned() {
		out[p.ID] = p.QueueIDs
	}
	return out
}

// formula is what formulas expect of each queue with its own people alone.
func (s *Service) formula(ctx context.Context, scope auth.Scope, plan *Opened, r roster.Roster) ([]*Served, error) {
	out := make([]*Served, len(plan.Problem.demands))
	for g, people := range roster.Coverage(plan.Problem.Problem, r) {
		curve, err := grid.CurveOf(plan.Problem.grid, people)
		if err != nil {
			return nil, err
		}
		d := plan.Problem.demands[g]
		if out[g], err = s.Services.Expected(ctx, scope, d.RequirementID, curve); err != nil {
			return nil, fmt.Errorf("service of queue %s: %w", d.QueueCode, err)
		}
	}
	return out, nil
}
