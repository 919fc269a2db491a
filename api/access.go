package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// anyone marks an operation that every signed-in user may call: it concerns
// nothing but the caller.
const anyone auth.Permission = ""

// secured registers an operation for signed-in users with a permission. The
// handler gets the scope of the caller and nothing wider. The order matters:
// who may not call an operation learns nothing about what it would accept.
func secured[I, O any](s *Server, api huma.API, op huma.Operation, needs auth.Permission, handle func(context.Context, auth.Scope, *I) (*O, error)) {
	op.Security = []map[string][]string{{"session": {}}}
	op.Extensions = map[string]any{"x-permission": string(needs)}
	op.Middlewares = append(op.Middlewares, s.authenticated(needs))
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, principal(ctx).Scope(), in)
		if err != nil {
			return nil, s.problemOf(ctx, err)
		}
		return out, nil
	})
}

// open registers an operation for everyone, signed in or not.
func open[I, O any](s *Server, api huma.API, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.problemOf(ctx, err)
		}
		return out, nil
	})
}

// refuse answers from a middleware, before the handler.
func refuse(ctx huma.Context, p *Problem) {
	p.RequestID = requestID(ctx.Context())
	for name, values := range p.headers {
		for _, v := range values {
			ctx.AppendHeader(name, v)
		}
	}
	ctx.SetHeader("Content-Type", problemType)
	ctx.SetStatus(p.Status)
	_ = huma.DefaultJSONFormat.Marshal(ctx.BodyWriter(), p)
}

func notSignedIn() *Problem {
	return newProblem(http.StatusUnauthorized, "not_signed_in", "sign in first: the session is missing, has ended, or was ended elsewhere").
		with("WWW-Authenticate", `Cookie realm="Muster"`)
}

func notAllowed(needs auth.Permission) *Problem {
	return newProblem(http.StatusForbidden, "not_allowed", "this needs the permission "+string(needs))
}
