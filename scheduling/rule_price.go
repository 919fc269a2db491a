package scheduling

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// PriceKind is the kind of job that finds what the rules of a roster cost.
const PriceKind jobs.Kind = "roster.rule_prices"

// RulePrice is what one limit costs at most: how far the proven bound would fall
// if the limit were a notch looser.
type RulePrice struct {
	Agreement string  `json:"agreement"`
	Rule      string  `json:"rule"`
	Subject   string  `json:"subject,omitempty"`
	From      int     `json:"from"`
	To        int     `json:"to"`
	People    int     `json:"people"`
	Price     float64 `json:"price"`
}

// RulePrices is what the job leaves.
type RulePrices struct {
	RosterID int64       `json:"rosterId"`
	Version  int64       `json:"version"` // of the roster
	Cost     float64     `json:"cost"`
	Bound    float64     `json:"bound"`
	Rules    []RulePrice `json:"rules"`
}

type priceOrder struct{ RosterID int64 }

// PriceRules queues the work of finding what each limit of each agreement costs
// the roster.
func (s *Service) PriceRules(ctx context.Context, scope auth.Scope, id int64) (job int64, err error) {
	r, err := s.store.Roster(ctx, scope, id)
	if err != nil {
		return 0, err
	}
	if r.State == Building {
		return 0, &StateError{RosterID: id, State: r.State, Wanted: "pricing its rules"}
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		job, err = s.queue.Enqueue(ctx, scope, PriceKind, priceOrder{id}, jobs.About(subject(id)), jobs.Once("prices of "+subject(id)))
		return err
	})
	return job, err
}

// RunPriceRules is the job's handler.
func (s *Service) RunPriceRules(ctx context.Context, job *jobs.Job) (any, error) {
	var order priceOrder
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	plan, err := s.Open(ctx, job.Scope(), order.RosterID)
	if err != nil {
		return nil, err
	}
	p := plan.Problem
	told := func(fraction float64) { _ = job.Progress(jobs.Progress{Phase: "price", Fraction: fraction}) }
	found, err := roster.PriceRules(ctx, p.Problem, p.lay(plan.Shifts), told)
	if err != nil {
		return nil, p.explain(err)
	}
	out := RulePrices{RosterID: order.RosterID, Version: plan.Roster.Version, Cost: found.Cost, Bound: found.Bound, Rules: []RulePrice{}}
	for _, r := range found.Rules {
		l := p.looser(r.Loosening)
		out.Rules = append(out.Rules, RulePrice{l.Agreement, string(l.Rule), l.Subject, l.From, l.To, r.People, r.Price})
	}
	return out, nil
}
