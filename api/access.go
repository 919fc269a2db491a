package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// anyone marks an operation that every signed-in user may call: it concerns
// nothing but the caller.
const anyone auth.Permission = ""

// secured registers an operation for signed-in users with a permission. The
// handler gets the scope of the caller and nothing wider. The order matters:
// who may not call an operation learns nothing about what it would accept.
// An input with an [OnceInput] is acted on once, whatever the handler does.
func secured[I, O any](s *Server, api huma.API, op huma.Operation, needs auth.Permission, handle func(context.Context, auth.Scope, *I) (*O, error)) {
	op.Security = []map[string][]string{{"session": {}}}
	op.Extensions = map[string]any{"x-permission": string(needs)}
	op.Middlewares = append(op.Middlewares, s.authenticated(needs))
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		scope := principal(ctx).Scope()
		out, err := unrepeated(ctx, s, scope, op.Path, in, func(ctx context.Context) (*O, error) { return handle(ctx, scope, in) })
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

type principalKey struct{}

// principal returns who is signed in. Handlers of secured operations always have one.
func principal(ctx context.Context) auth.Principal {
	who, _ := ctx.Value(principalKey{}).(auth.Principal)
	return who
}

// authenticated lets signed-in users with a permission pass. The context that
// goes on carries who they are, and confines the database to their tenant.
func (s *Server) authenticated(needs auth.Permission) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		who, err := s.Auth.Authenticate(ctx.Context(), s.token(humagin.Unwrap(ctx).Request))
		if err != nil {
			refuse(ctx, s.problemOf(ctx.Context(), err))
			return
		}
		if needs != anyone && !who.Scope().May(needs) {
			s.Logger.InfoContext(ctx.Context(), "permission refused", slog.String("request", requestID(ctx.Context())),
				slog.Int64("user", who.ID), slog.String("needs", string(needs)), slog.String("operation", ctx.Operation().OperationID))
			refuse(ctx, notAllowed(needs))
			return
		}
		signedIn := context.WithValue(ctx.Context(), principalKey{}, who)
		next(huma.WithContext(ctx, database.WithScope(signedIn, who.Scope())))
	}
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
