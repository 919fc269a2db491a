package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// resource declares the operations of a plain thing: how it is called, who may
// do what, and the verb of the domain behind each. F is what a caller may set,
// E what is stored. An operation whose verb is nil does not exist, or is
// registered apart.
type resource[F any, E tagged] struct {
	one, many string          // as in "queue" and "queues", in operation names
	path      string          // "" for /many
	tag       string          // chapter of the documentation
	read      auth.Permission // for list and get
	manage    auth.Permission // for create, edit and remove
	about     string          // one sentence on what the thing is

	list   func(context.Context, auth.Scope, PageInput) ([]E, string, error)
	create func(context.Context, auth.Scope, F) (E, error)
	get    func(ctx context.Context, scope auth.Scope, id int64) (E, error)
	edit   func(ctx context.Context, scope auth.Scope, id, version int64, fields F) (E, error)
	remove func(ctx context.Context, scope auth.Scope, id int64) error
}

// crud registers the operations of a resource.
func crud[F any, E tagged](s *Server, api huma.API, r resource[F, E]) {
	if r.path == "" {
		r.path = "/" + r.many
	}
	if r.list != nil {
		secured(s, api, r.operation(http.MethodGet, r.path, "list-"+r.many, "List "+r.many), r.read,
			func(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[E], error) {
				items, next, err := r.list(ctx, scope, *in)
				return pageOf(items, next), err
			})
	}
	if r.create != nil {
		r.registerCreate(s, api)
	}
	one := r.path + "/{id}"
	secured(s, api, r.operation(http.MethodGet, one, "get-"+r.one, "Get one "+r.one), r.read,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[E], error) {
			return answer(r.get(ctx, scope, in.ID))
		})
	secured(s, api, r.operation(http.MethodPut, one, "replace-"+r.one, "Change one "+r.one), r.manage,
		func(ctx context.Context, scope auth.Scope, in *editInput[F]) (*entityOutput[E], error) {
			out, err := answer(r.edit(ctx, scope, in.ID, in.version(), in.Body))
			return out, withCurrent(err, func() (any, error) { return r.get(ctx, scope, in.ID) })
		})
	if r.remove != nil {
		r.registerRemove(s, api, one)
	}
}

func (r resource[F, E]) registerCreate(s *Server, api huma.API) {
	op := r.operation(http.MethodPost, r.path, "create-"+r.one, "Create one "+r.one)
	op.DefaultStatus = http.StatusCreated
	secured(s, api, op, r.manage, func(ctx context.Context, scope auth.Scope, in *createInput[F]) (*entityOutput[E], error) {
		return created[E](r.path)(r.create(ctx, scope, in.Body))
	})
}

func (r resource[F, E]) registerRemove(s *Server, api huma.API, path string) {
	op := r.operation(http.MethodDelete, path, "delete-"+r.one, "Delete one "+r.one+" to which nothing refers")
	op.DefaultStatus = http.StatusNoContent
	secured(s, api, op, r.manage, func(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
		return &struct{}{}, r.remove(ctx, scope, in.ID)
	})
}

func (r resource[F, E]) operation(method, path, id, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Description: r.about, Tags: []string{r.tag}}
}

// answer wraps one thing and its version, or passes on why there is none.
func answer[E tagged](e E, err error) (*entityOutput[E], error) {
	if err != nil {
		return nil, err
	}
	_, version := e.tag()
	return &entityOutput[E]{ETag: etag(version), Body: e}, nil
}

// created is answer with the address of the new thing below path.
func created[E tagged](path string) func(E, error) (*entityOutput[E], error) {
	return func(e E, err error) (*entityOutput[E], error) {
		out, err := answer(e, err)
		if err != nil {
			return nil, err
		}
		id, _ := e.tag()
		out.Location = basePath + path + "/" + strconv.FormatInt(id, 10)
		return out, nil
	}
}
