package api

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
)

// Names of the session cookie. The prefix makes browsers refuse the cookie when
// another host or a plain connection tries to set it (RFC 6265bis, 4.1.3.2);
// over plain HTTP it cannot be had.
const (
	cookieByTLS   = "__Host-muster"
	cookieInPlain = "muster"
)

// cookieAge is how long a browser keeps the cookie. The server ends sessions
// earlier by its own rules.
const cookieAge = 7 * 24 * time.Hour

func (s *Server) cookieName(r *http.Request) string {
	if s.secure(r) {
		return cookieByTLS
	}
	return cookieInPlain
}

// token returns the secret of the request's session, "" without one.
func (s *Server) token(r *http.Request) string {
	cookie, err := r.Cookie(s.cookieName(r))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// sessionCookie carries a session's secret; no script can read it, and other
// sites' pages cannot make a browser send it with a form.
func (s *Server) sessionCookie(r *http.Request, token string) string {
	cookie := http.Cookie{
		Name: s.cookieName(r), Value: token, Path: "/", MaxAge: int(cookieAge.Seconds()),
		Secure: s.secure(r), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	if token == "" {
		cookie.MaxAge = -1
	}
	return cookie.String()
}

// Caller is who sent a request, as far as the connection tells. It is embedded
// in the inputs of operations on sessions.
type Caller struct {
	request *http.Request
	address string
}

// Resolve remembers the request.
func (c *Caller) Resolve(ctx huma.Context) []error {
	g := humagin.Unwrap(ctx)
	c.request, c.address = g.Request, g.ClientIP()
	return nil
}
