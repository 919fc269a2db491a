package api

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// kept ties a resource to the register in which the workforce keeps its things.
// F is what a caller may set, E the answer, T the thing of the domain.
type kept[F any, E tagged, T any] struct {
	register func(*workforce.Service) *workforce.Register[T]
	toDomain func(f F, id, version int64) T
	toAPI    func(T) E
	// revise makes an edit of what stands now, for things that remember what
	// held before; nil where an edit replaces the thing as a whole.
	revise func(now T, f F, version int64) T
}

// fill gives a resource the verbs of a register.
func fill[F any, E tagged, T any](s *Server, r resource[F, E], k kept[F, E, T]) resource[F, E] {
	one := func(thing T, err error) (E, error) {
		if err != nil {
			var none E
			return none, err
		}
		return k.toAPI(thing), nil
	}
	r.list = func(ctx context.Context, scope auth.Scope, in PageInput) ([]E, string, error) {
		page, err := k.register(s.Workforce).List(ctx, scope, workforce.Filter{}, in.Cursor, in.Limit)
		return each(page.Items, k.toAPI), page.Next, err
	}
	r.create = func(ctx context.Context, scope auth.Scope, f F) (E, error) {
		return recordedThing(ctx, s, scope, r.one, "create", func(ctx context.Context) (E, error) {
			return one(k.register(s.Workforce).Create(ctx, scope, k.toDomain(f, 0, 0)))
		})
	}
	r.get = func(ctx context.Context, scope auth.Scope, id int64) (E, error) {
		return one(k.register(s.Workforce).Get(ctx, scope, id))
	}
	r.edit = func(ctx context.Context, scope auth.Scope, id, version int64, f F) (E, error) {
		return recordedThing(ctx, s, scope, r.one, "update", func(ctx context.Context) (E, error) {
			thing := k.toDomain(f, id, version)
			if k.revise != nil {
				now, err := k.register(s.Workforce).Get(ctx, scope, id)
				if err != nil {
					return one(now, err)
				}
				thing = k.revise(now, f, version)
			}
			return one(k.register(s.Workforce).Edit(ctx, scope, thing))
		})
	}
	r.remove = func(ctx context.Context, scope auth.Scope, id int64) error {
		return s.recordedRemoval(ctx, scope, r.one, id, func(ctx context.Context) error {
			return k.register(s.Workforce).Delete(ctx, scope, id)
		})
	}
	return r
}

// workforceResource is a resource of the workforce, with who may do what.
func workforceResource[F any, E tagged](one, many, about string) resource[F, E] {
	return resource[F, E]{
		one: one, many: many, tag: "Workforce", about: about,
		read: auth.ReadWorkforce, manage: auth.ManageWorkforce,
	}
}
