package forecast

import (
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/internal/jobs"
)

// mostSkillValues is how many skills are ranked in an answer.
const mostSkillValues = 100

// RunJob is the handler of NetKind.
func (s *NetStaffings) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order netJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	n, err := s.store.NetStaffing(ctx, job.Scope(), order.NetStaffing)
	if err != nil || n.State == RunDone { // by a worker that was lost just then
		return NetAnswered{order.NetStaffing}, err
	}
	all, err := s.staffed(ctx, job.Scope(), &n.Order)
	if err != nil {
		return nil, err
	}
	c, err := s.asked(ctx, job.Scope(), n, all)
	if err != nil {
		return nil, err
	}
	// What is not told here is told by the context.
	told := func(share float64) { _ = job.Progress(jobs.Progress{Phase: "net_staffing", Fraction: share}) }
	told(0)
	if n.Result, err = s.answer(ctx, n.Order, c, told); err != nil {
		return nil, err
	}
	n.InputHash, err = c.hash(n)
	if err != nil {
		return nil, err
	}
	n.State = RunDone
	return NetAnswered{n.ID}, s.store.FinishNetStaffing(ctx, job.Scope(), n)
}

// answer computes what was asked, and tells which share of it is done.
func (s *NetStaffings) answer(ctx context.Context, o NetOrder, c *netCentre, told func(share float64)) (*NetResult, error) {
	r := &NetResult{Queues: c.queues, Groups: c.groups}
	options := netstaffing.Options{Replications: o.Replications, Seed: o.Seed, Workers: s.Workers, Done: told}
	var err error
	switch o.Mode {
	case NetPlan:
		rounds := o.Rounds
		if o.Instant {
			rounds = -1
		}
		r.Plan, err = netstaffing.Require(ctx, &c.Centre, netstaffing.PlanOptions{Options: options, Rounds: rounds})
		return r, err
	case NetTraining:
		if r.Difference, err = netstaffing.Compare(ctx, &c.Centre, c.after, options); err != nil {
			return nil, err
		}
		r.Groups = c.trained()
		r.Picture, err = netstaffing.Instant(ctx, c.after, s.Workers)
		return r, err
	}
	if o.Instant {
		r.Picture, err = netstaffing.Instant(ctx, &c.Centre, s.Workers)
	} else {
		r.Picture, err = netstaffing.Simulated(ctx, &c.Centre, options)
	}
	if err != nil {
		return nil, err
	}
	r.Skills, err = netstaffing.SkillValues(ctx, &c.Centre, s.Workers)
	r.Skills = r.Skills[:min(len(r.Skills), mostSkillValues)]
	return r, err
}

// hash identifies what was computed, and how.
func (c *netCentre) hash(n NetStaffing) (string, error) {
	h := sha256.New()
	encoder := gob.NewEncoder(h)
	for _, part := range []any{c.Centre, n.Order, n.Code} {
		if err := encoder.Encode(part); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
