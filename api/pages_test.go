package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/muster-wfm/muster/api"
)

var builtApp = fstest.MapFS{
	"index.html":            {Data: []byte("<!doctype html><title>Muster</title>")},
	"placeholder.html":      {Data: []byte("build me")},
	"favicon.svg":           {Data: []byte("<svg/>")},
	"assets/app-1a2b.js":    {Data: []byte("plain")},
	"assets/app-1a2b.js.br": {Data: []byte("brotli")},
	"assets/app-1a2b.js.gz": {Data: []byte("gzip")},
}

func get(t *testing.T, handler http.Handler, path string, header ...string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Result()
}

func bodyOf(t *testing.T, response *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheWebAppIsServedAroundTheAPI(t *testing.T) {
	handler := api.New(api.Deps{Web: builtApp, Logger: quiet()})
	cases := []struct {
		name, path, encoding string
		status               int
		body, caching        string
	}{
		{"the root is the index page", "/", "", 200, "<title>Muster", "no-cache"},
		{"an address of the app is the index page", "/rosters/12?day=3", "", 200, "<title>Muster", "no-cache"},
		{"a file at the top is itself", "/favicon.svg", "", 200, "<svg/>", "no-cache"},
		{"an asset stays with the browser", "/assets/app-1a2b.js", "", 200, "plain", "immutable"},
		{"brotli is preferred", "/assets/app-1a2b.js", "gzip, br", 200, "brotli", "immutable"},
		{"gzip is second", "/assets/app-1a2b.js", "gzip", 200, "gzip", "immutable"},
		{"a missing asset is not the index page", "/assets/app-0000.js", "", 404, "no_such_address", "no-store"},
		{"compressed forms have no address of their own", "/favicon.svg.gz", "", 200, "<title>Muster", "no-cache"},
		{"the API never answers with a page", "/api/v1/nothing", "", 404, "no_such_address", "no-store"},
		{"nor does what is close to it", "/api", "", 404, "no_such_address", "no-store"},
		{"a path out of the folder stays in it", "/../../etc/passwd", "", 200, "<title>Muster", "no-cache"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, handler, c.path, "Accept-Encoding", c.encoding)
			body := bodyOf(t, response)
			if response.StatusCode != c.status || !strings.Contains(body, c.body) {
				t.Errorf("GET %s: got %d %q, want %d with %q", c.path, response.StatusCode, body, c.status, c.body)
			}
			if caching := response.Header.Get("Cache-Control"); !strings.Contains(caching, c.caching) {
				t.Errorf("GET %s: Cache-Control %q, want %q", c.path, caching, c.caching)
			}
		})
	}
}

func TestAnUnbuiltWebAppSaysHowToBuildIt(t *testing.T) {
	handler := api.New(api.Deps{Web: fstest.MapFS{"placeholder.html": {Data: []byte("build me")}}, Logger: quiet()})
	response := get(t, handler, "/")
	if body := bodyOf(t, response); response.StatusCode != http.StatusServiceUnavailable || body != "build me" {
		t.Errorf("got %d %q, want 503 with the placeholder", response.StatusCode, body)
	}
}

func TestABrowserThatHasTheIndexPageIsNotSentItAgain(t *testing.T) {
	handler := api.New(api.Deps{Web: builtApp, Logger: quiet()})
	tag := get(t, handler, "/").Header.Get("ETag")
	again := get(t, handler, "/", "If-None-Match", tag)
	if tag == "" || again.StatusCode != http.StatusNotModified || bodyOf(t, again) != "" {
		t.Errorf("got %d for the tag %q, want 304 without a body", again.StatusCode, tag)
	}
}

func TestPagesAreOnlyRead(t *testing.T) {
	handler := api.New(api.Deps{Web: builtApp, Logger: quiet()})
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/rosters", nil))
	if recorder.Code != http.StatusMethodNotAllowed || recorder.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST of a page: got %d, Allow %q; want 405 with GET, HEAD", recorder.Code, recorder.Header().Get("Allow"))
	}
}

func TestTheDocumentationLoadsNothingFromElsewhere(t *testing.T) {
	handler := api.New(api.Deps{Logger: quiet()})
	page := bodyOf(t, get(t, handler, "/api/docs"))
	for _, name := range []string{"/api/docs/docs.js", "/api/docs/docs.css"} {
		if !strings.Contains(page, name) {
			t.Errorf("the page does not load %s", name)
		}
		if response := get(t, handler, name); response.StatusCode != http.StatusOK {
			t.Errorf("GET %s: %d, want 200", name, response.StatusCode)
		}
	}
	for _, foreign := range []string{"http://", "https://", "<script>", "onclick"} {
		if strings.Contains(page, foreign) {
			t.Errorf("the page holds %q", foreign)
		}
	}
}

func TestHealthIsToldApartFromReadiness(t *testing.T) {
	closing := make(chan struct{})
	handler := api.New(api.Deps{Logger: quiet(), Closing: closing})
	if alive, ready := get(t, handler, "/healthz").StatusCode, get(t, handler, "/readyz").StatusCode; alive != 200 || ready != 200 {
		t.Errorf("in service: alive %d, ready %d; want 200, 200", alive, ready)
	}
	close(closing)
	if alive, ready := get(t, handler, "/healthz").StatusCode, get(t, handler, "/readyz").StatusCode; alive != 200 || ready != 503 {
		t.Errorf("shutting down: alive %d, ready %d; want 200, 503", alive, ready)
	}
}

// coded finds the codes of problems in the sources.
var coded = regexp.MustCompile(`newProblem\([^,]+, "([a-z_]+)"`)

func TestEveryCodeOfAProblemIsExplained(t *testing.T) {
	page := bodyOf(t, get(t, api.New(api.Deps{Logger: quiet()}), "/api/docs"))
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range coded.FindAllStringSubmatch(string(source), -1) {
			if !strings.Contains(page, `id="problem-`+found[1]+`"`) {
				t.Errorf("%s answers with the code %s, which api/docs/index.html does not explain", name, found[1])
			}
		}
	}
}
