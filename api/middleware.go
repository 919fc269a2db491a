package api

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

type requestIDKey struct{}

// requestID names the request in the log and in problems, "" outside one.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// named gives every request a name of the server's own making and logs how it
// ended. Query strings are not logged: they may hold what a user searched for.
func (s *Server) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, began := rand.Text(), time.Now()
		w.Header().Set("X-Request-Id", id)
		seen := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(seen, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
		s.Logger.LogAttrs(r.Context(), levelOf(seen.status), "request",
			slog.String("request", id), slog.String("method", r.Method), slog.String("path", loggedPath(r.URL.Path)),
			slog.Int("status", seen.status), slog.Duration("took", time.Since(began)))
	})
}

// loggedPath leaves out the secret of a calendar feed, which is its address.
func loggedPath(path string) string {
	if strings.HasPrefix(path, basePath+"/feeds/") {
		return basePath + "/feeds/…"
	}
	return path
}

func levelOf(status int) slog.Level {
	if status == http.StatusInternalServerError {
		return slog.LevelError
	}
	return slog.LevelDebug
}

// recovered is the last resort: a panic becomes one log line and a problem.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler { //nolint:errorlint // the server compares it so
				panic(cause)
			}
			s.Logger.ErrorContext(r.Context(), "handler panicked", slog.String("request", requestID(r.Context())),
				slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
			if seen, ok := w.(*statusWriter); ok && seen.status != 0 {
				panic(http.ErrAbortHandler) // half an answer must not look whole
			}
			p := newProblem(http.StatusInternalServerError, "internal", "internal error; the server's log has the details under this request's id")
			p.RequestID = requestID(r.Context())
			p.write(w)
		}()
		next.ServeHTTP(w, r)
	})
}

// hardened sets the security headers of every answer (OWASP ASVS 5, 3.4).
func (s *Server) hardened(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "+
			"img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store") // answers hold people's data
		}
		if s.secure(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// secure reports whether people reach the site by TLS.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.PublicURL != nil && s.PublicURL.Scheme == "https"
}

// sameSite refuses what a page of another site makes a browser send (CSRF).
// Programs, which send neither Sec-Fetch-Site nor Origin, pass.
func (s *Server) sameSite(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	if s.PublicURL != nil && s.PublicURL.Host != "" {
		_ = protection.AddTrustedOrigin(s.PublicURL.Scheme + "://" + s.PublicURL.Host)
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := newProblem(http.StatusForbidden, "cross_origin", "the request was sent by a page of another site")
		p.RequestID = requestID(r.Context())
		p.write(w)
	}))
	return protection.Handler(next)
}

// statusWriter remembers the status, and passes flushes and deadlines on.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what was written so far.
func (w *statusWriter) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }
