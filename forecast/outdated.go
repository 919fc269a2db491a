package forecast

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// Outdated returns the adjustments that a requirement does not know as they are
// now: made, changed, switched or withdrawn since, ascending. None means that
// staffing the same forecast again would start from the same curves.
func (s *Staffing) Outdated(ctx context.Context, scope auth.Scope, r Requirement) ([]int64, error) {
	run, err := s.runs.Run(ctx, scope, r.ForecastID)
	if err != nil {
		return nil, err
	}
	g, err := run.Grid()
	if err != nil {
		return nil, err
	}
	now, err := s.adjuster.Adjust(ctx, scope, r.expecting(run, g))
	if err != nil {
		return nil, err
	}
	return differing(r.Adjustments, now.Applied), nil
}

// differing returns the ids that only one of two lists holds in the same state.
func differing(a, b []AppliedAdjustment) []int64 {
	var ids []int64
	for _, one := range [][2][]AppliedAdjustment{{a, b}, {b, a}} {
		for _, applied := range one[0] {
			if !slices.Contains(one[1], applied) {
				ids = append(ids, applied.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// OutdatedAll is [Staffing.Outdated] of many requirements, by their ids; those that
// are up to date are missing. Only where other adjustments are in force than the
// requirement was made with is its forecast looked at.
func (s *Staffing) OutdatedAll(ctx context.Context, scope auth.Scope, list []Requirement) (map[int64][]int64, error) {
	out := map[int64][]int64{}
	if len(list) == 0 {
		return out, nil
	}
	queues, from, to, err := reach(list)
	if err != nil {
		return nil, err
	}
	inForce, err := s.adjuster.InForce(ctx, scope, queues, from, to)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		same, err := r.madeWith(inForce)
		if err != nil {
			return nil, err
		}
		if same {
			continue
		}
		by, err := s.Outdated(ctx, scope, r)
		if err != nil {
			return nil, err
		}
		if len(by) > 0 {
			out[r.ID] = by
		}
	}
	return out, nil
}

// reach is the queues of requirements and the span of time that holds them all.
func reach(list []Requirement) (queues []int64, from, to time.Time, err error) {
	for i, r := range list {
		g, err := r.Grid()
		if err != nil {
			return nil, from, to, err
		}
		if begin := g.Start(0); i == 0 || begin.Before(from) {
			from = begin
		}
		if end := g.Start(g.Len()); i == 0 || end.After(to) {
			to = end
		}
		if !slices.Contains(queues, r.QueueID) {
			queues = append(queues, r.QueueID)
		}
	}
	return queues, from, to, nil
}

// madeWith reports whether exactly those of the adjustments that touch the
// requirement are applied in it, each as it stands.
func (r Requirement) madeWith(inForce []Adjustment) (bool, error) {
	g, err := r.Grid()
	if err != nil {
		return false, err
	}
	var now []AppliedAdjustment
	for _, a := range inForce {
		if a.QueueID == r.QueueID && overlap(a.From, a.To, g.Start(0), g.Start(g.Len())) > 0 {
			now = append(now, AppliedAdjustment{a.ID, a.Version})
		}
	}
	return len(differing(r.Adjustments, now)) == 0, nil
}
