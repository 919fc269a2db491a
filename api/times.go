package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

// TimeInput names something that takes or ties a person's time.
type TimeInput struct {
	IDInput
	Entry int64 `path:"entry" minimum:"1" doc:"Names the absence or assignment."`
}

type spanInput struct {
	IDInput
	PageInput
	From Day `query:"from" doc:"Only what touches this day or a later one."`
	To   Day `query:"to" doc:"Only what touches this day or an earlier one."`
}

type timeEditInput[F any] struct {
	TimeInput
	IfMatch
	Body F
}

type timeCreateInput[F any] struct {
	IDInput
	OnceInput
	Body F
}

// Resolve adds the domain's judgement to that of the framework.
func (in *timeEditInput[F]) Resolve(huma.Context) []error { return judged(in.Body) }

// Resolve adds the domain's judgement to that of the framework.
func (in *timeCreateInput[F]) Resolve(huma.Context) []error { return judged(in.Body) }

// times declares the operations on what takes or ties a person's time: a list
// below the person. F is what a caller may set, E the answer, T the domain's.
type times[F any, E tagged, T any] struct {
	one, many, about string
	register         func(*workforce.Service) *workforce.Register[T]
	toDomain         func(f F, person, id, version int64) T
	toAPI            func(T) E
	person           func(T) int64
}

func registerTimes[F any, E tagged, T any](s *Server, api huma.API, t times[F, E, T]) {
	path := "/people/{id}/" + t.many
	r := resource[F, E]{one: t.one, many: t.many, tag: "People", about: t.about}
	secured(s, api, r.operation(http.MethodGet, path, "list-"+t.many, "List a person's "+t.many), auth.ReadWorkforce,
		func(ctx context.Context, scope auth.Scope, in *spanInput) (*listOutput[E], error) {
			return t.list(ctx, s, scope, in)
		})
	creation := r.operation(http.MethodPost, path, "create-"+t.one, "Create one "+t.one)
	creation.DefaultStatus = http.StatusCreated
	secured(s, api, creation, auth.ManageWorkforce, func(ctx context.Context, scope auth.Scope, in *timeCreateInput[F]) (*entityOutput[E], error) {
		return t.create(ctx, s, scope, in, fmt.Sprintf("/people/%d/%s", in.ID, t.many))
	})
	secured(s, api, r.operation(http.MethodPut, path+"/{entry}", "replace-"+t.one, "Change one "+t.one), auth.ManageWorkforce,
		func(ctx context.Context, scope auth.Scope, in *timeEditInput[F]) (*entityOutput[E], error) {
			return t.edit(ctx, s, scope, in)
		})
	removal := r.operation(http.MethodDelete, path+"/{entry}", "delete-"+t.one, "Delete one "+t.one)
	removal.DefaultStatus = http.StatusNoContent
	secured(s, api, removal, auth.ManageWorkforce, func(ctx context.Context, scope auth.Scope, in *TimeInput) (*struct{}, error) {
		if _, err := t.owned(ctx, s, scope, *in); err != nil {
			return nil, err
		}
		return &struct{}{}, s.recordedRemoval(ctx, scope, t.one, in.Entry, func(ctx context.Context) error {
			return t.register(s.Workforce).Delete(ctx, scope, in.Entry)
		})
	})
}

// owned returns the entry if it is the person's: the path must not lie.
func (t times[F, E, T]) owned(ctx context.Context, s *Server, scope auth.Scope, in TimeInput) (T, error) {
	thing, err := t.register(s.Workforce).Get(ctx, scope, in.Entry)
	if err == nil && t.person(thing) != in.ID {
		err = database.ErrNotFound
	}
	return thing, err
}

func (t times[F, E, T]) list(ctx context.Context, s *Server, scope auth.Scope, in *spanInput) (*listOutput[E], error) {
	if _, err := s.Workforce.People.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	filter := workforce.Filter{PersonIDs: []int64{in.ID}, From: in.From.Date, To: in.To.Date}
	page, err := t.register(s.Workforce).List(ctx, scope, filter, in.Cursor, in.Limit)
	return pageOf(each(page.Items, t.toAPI), page.Next), err
}

func (t times[F, E, T]) create(ctx context.Context, s *Server, scope auth.Scope, in *timeCreateInput[F], path string) (*entityOutput[E], error) {
	if _, err := s.Workforce.People.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	return created[E](path)(recordedThing(ctx, s, scope, t.one, "create", func(ctx context.Context) (E, error) {
		thing, err := t.register(s.Workforce).Create(ctx, scope, t.toDomain(in.Body, in.ID, 0, 0))
		return t.toAPI(thing), err
	}))
}

func (t times[F, E, T]) edit(ctx context.Context, s *Server, scope auth.Scope, in *timeEditInput[F]) (*entityOutput[E], error) {
	if _, err := t.owned(ctx, s, scope, in.TimeInput); err != nil {
		return nil, err
	}
	out, err := answer(recordedThing(ctx, s, scope, t.one, "update", func(ctx context.Context) (E, error) {
		thing, err := t.register(s.Workforce).Edit(ctx, scope, t.toDomain(in.Body, in.ID, in.Entry, in.version()))
		return t.toAPI(thing), err
	}))
	return out, withCurrent(err, func() (any, error) {
		now, err := t.owned(ctx, s, scope, in.TimeInput)
		return t.toAPI(now), err
	})
}
