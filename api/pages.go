package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/muster-wfm/muster/frontend"
)

// servePages answers everything that is not an operation: the web app's files,
// its index page for every other address, and problems below /api/, where a
// page would only confuse a program.
func (s *Server) servePages(router *gin.Engine) {
	router.NoMethod(func(c *gin.Context) {
		s.send(c, newProblem(http.StatusMethodNotAllowed, "method_not_allowed", "this address does not take "+c.Request.Method))
	})
	router.NoRoute(func(c *gin.Context) {
		at := c.Request.URL.Path
		switch {
		case at == "/api" || strings.HasPrefix(at, "/api/"), s.Web == nil:
			s.send(c, newProblem(http.StatusNotFound, "no_such_address", "there is nothing at this address"))
		case c.Request.Method != http.MethodGet && c.Request.Method != http.MethodHead:
			c.Header("Allow", "GET, HEAD")
			s.send(c, newProblem(http.StatusMethodNotAllowed, "method_not_allowed", "pages are read with GET"))
		default:
			s.page(c, path.Clean(at)[1:])
		}
	})
}

// page serves a file of the web app. Names of assets change with their content,
// so browsers may keep them; a missing asset is an error and not the index
// page, which a browser would then try to run as a script.
func (s *Server) page(c *gin.Context, name string) {
	if strings.HasPrefix(name, "assets/") {
		if !s.file(c, name, "public, max-age=31536000, immutable", http.StatusOK) {
			s.send(c, newProblem(http.StatusNotFound, "no_such_address", "there is no such file; reload the page"))
		}
		return
	}
	isSource := strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".br") || name == frontend.Placeholder
	if name != "" && !isSource && s.file(c, name, "no-cache", http.StatusOK) {
		return
	}
	if s.file(c, frontend.Index, "no-cache", http.StatusOK) {
		return
	}
	if !s.file(c, frontend.Placeholder, "no-store", http.StatusServiceUnavailable) {
		s.send(c, newProblem(http.StatusServiceUnavailable, "not_built", "the web app was not built into this program"))
	}
}

// file serves a file in the smallest form that the caller takes, and reports
// whether there is one.
func (s *Server) file(c *gin.Context, name, caching string, status int) bool {
	body, err := fs.ReadFile(s.Web, name)
	if err != nil {
		return false
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", caching)
	h.Set("Content-Type", typeOf(name))
	coding, stored := s.smallest(c.Request, name)
	if stored != nil {
		h.Set("Content-Encoding", coding)
		body = stored
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	if status == http.StatusOK && c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return true
	}
	c.Status(status)
	if c.Request.Method == http.MethodHead {
		c.Writer.WriteHeaderNow()
		return true
	}
	_, _ = c.Writer.Write(body)
	return true
}

// smallest finds the form of a file that was compressed when it was built.
func (s *Server) smallest(r *http.Request, name string) (coding string, body []byte) {
	for _, form := range []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), form.coding) {
			continue
		}
		if body, err := fs.ReadFile(s.Web, name+form.suffix); err == nil {
			return form.coding, body
		}
	}
	return "", nil
}

// typeOf does not ask the machine's own table, which differs from one to the
// next, for the types that a browser is strict about.
func typeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	default:
		if known := mime.TypeByExtension(ext); known != "" {
			return known
		}
		return "application/octet-stream"
	}
}

// send answers with a problem outside the framework.
func (s *Server) send(c *gin.Context, p *Problem) {
	p.RequestID = requestID(c.Request.Context())
	p.write(c.Writer)
}

// alive says that the process answers.
func (s *Server) alive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says that requests can be served: the database answers and no shutdown
// has begun.
func (s *Server) ready(c *gin.Context) {
	if s.closing() {
		c.String(http.StatusServiceUnavailable, "shutting down\n")
		return
	}
	if s.Ready != nil {
		if err := s.Ready(context.WithoutCancel(c.Request.Context())); err != nil {
			s.Logger.ErrorContext(c.Request.Context(), "not ready", "error", err)
			c.String(http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	c.String(http.StatusOK, "ready\n")
}

func (s *Server) closing() bool {
	select {
	case <-s.Closing: // nil: never
		return true
	default:
		return false
	}
}
