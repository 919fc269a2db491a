package api

import (
	"context"

	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
)

// careerPlanFields are the fields of a kind of kept plan, in API form.
type careerPlanFields interface {
	toDomain(id, version int64) plan.Kept
}

// careerPlans completes the resource of a kind of kept plan: its names and
// path are given, listed and whole write one for a list and alone.
func careerPlans[F careerPlanFields, T tagged](s *Server, kind plan.Kind, r resource[F, T], listed, whole func(plan.Kept) T) resource[F, T] {
	r.tag, r.read, r.manage = "Career plans", auth.ReadCareers, auth.ManageCareers
	kept := func(ctx context.Context, scope auth.Scope, verb string, work func(context.Context, auth.Scope, plan.Kept) (plan.Kept, error), written plan.Kept) (T, error) {
		return recordedThing(ctx, s, scope, r.one, verb, func(ctx context.Context) (T, error) {
			k, err := work(ctx, scope, written)
			return unlessFailed(k, err, whole)
		})
	}
	r.list = func(ctx context.Context, scope auth.Scope, _ PageInput) ([]T, string, error) {
		list, err := s.Careers.Plans.List(ctx, scope, kind)
		return each(list, listed), "", err
	}
	r.create = func(ctx context.Context, scope auth.Scope, f F) (T, error) {
		return kept(ctx, scope, "create", s.Careers.Plans.Create, f.toDomain(0, 0))
	}
	r.get = func(ctx context.Context, scope auth.Scope, id int64) (T, error) {
		k, err := s.Careers.Plans.Get(ctx, scope, kind, id)
		return unlessFailed(k, err, whole)
	}
	r.edit = func(ctx context.Context, scope auth.Scope, id, version int64, f F) (T, error) {
		return kept(ctx, scope, "update", s.Careers.Plans.Edit, f.toDomain(id, version))
	}
	r.remove = func(ctx context.Context, scope auth.Scope, id int64) error {
		return s.recordedRemoval(ctx, scope, r.one, id, func(ctx context.Context) error {
			return s.Careers.Plans.Delete(ctx, scope, kind, id)
		})
	}
	return r
}

// unlessFailed writes what came without an error in API form.
func unlessFailed[K, T any](kept K, err error, write func(K) T) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return write(kept), nil
}
