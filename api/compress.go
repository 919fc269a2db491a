package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// worthwhile is the size in bytes from which compression pays: what fits into
// one packet anyway gains nothing.
const worthwhile = 1400

var compressors = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is valid
	return w
}}

// compressed answers in gzip where the caller takes it and the answer is text
// of some size. Event streams pass as they are: their events must not wait for
// a compressor's buffer.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !takesGzip(r) {
			next.ServeHTTP(w, r)
			return
		}
		squeezing := &gzipWriter{ResponseWriter: w}
		defer squeezing.close()
		next.ServeHTTP(squeezing, r)
	})
}

func takesGzip(r *http.Request) bool {
	if r.Method == http.MethodHead {
		return false
	}
	for offer := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, quality, _ := strings.Cut(strings.TrimSpace(offer), ";")
		if coding == "gzip" {
			return strings.ReplaceAll(quality, " ", "") != "q=0"
		}
	}
	return false
}

// gzipWriter decides at the first bytes of a body whether to compress it. Until
// then it holds the status back.
type gzipWriter struct {
	http.ResponseWriter
	status  int
	decided bool
	gzip    *gzip.Writer
}

func (w *gzipWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	if status == http.StatusNoContent || status == http.StatusNotModified || status < http.StatusOK {
		w.decide(0)
	}
}

func (w *gzipWriter) Write(p []byte) (int, error) {
	w.decide(len(p))
	if w.gzip != nil {
		return w.gzip.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

func (w *gzipWriter) decide(first int) {
	if w.decided {
		return
	}
	w.decided = true
	h := w.Header()
	if first >= worthwhile && h.Get("Content-Encoding") == "" && h.Get("Content-Range") == "" && isText(h.Get("Content-Type")) {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		w.gzip = compressors.Get().(*gzip.Writer)
		w.gzip.Reset(w.ResponseWriter)
	}
	if w.status != 0 {
		w.ResponseWriter.WriteHeader(w.status)
	}
}

// isText reports whether compression makes the type smaller.
func isText(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	switch {
	case kind == "text/event-stream":
		return false
	case strings.HasPrefix(kind, "text/"), strings.HasSuffix(kind, "json"), strings.HasSuffix(kind, "javascript"):
		return true
	}
	return kind == "image/svg+xml"
}

// Flush sends what was written so far.
func (w *gzipWriter) Flush() {
	w.decide(0)
	if w.gzip != nil {
		_ = w.gzip.Flush()
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach the connection.
func (w *gzipWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *gzipWriter) close() {
	w.decide(0)
	if w.gzip == nil {
		return
	}
	_ = w.gzip.Close() // a caller who went away needs no trailer
	w.gzip.Reset(io.Discard)
	compressors.Put(w.gzip)
}
