package api_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"github.com/muster-wfm/muster/api"
)

// description is what the program says of itself, loaded once.
var description = sync.OnceValues(func() (*openapi3.T, error) {
	return openapi3.NewLoader().LoadFromData(api.OpenAPI())
})

var described = sync.OnceValues(func() (routers.Router, error) {
	for _, kind := range []string{"text/event-stream", "text/calendar", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
		openapi3filter.RegisterBodyDecoder(kind, openapi3filter.FileBodyDecoder)
	}
	document, err := description()
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(document)
})

// checkAgainstDescription fails where an answer is not as described. What is
// outside the description, such as an unknown address, has no promise to keep.
func checkAgainstDescription(t *testing.T, request *http.Request, response *http.Response, body []byte) {
	t.Helper()
	router, err := described()
	if err != nil {
		t.Fatal(err)
	}
	route, parameters, err := router.FindRoute(request)
	if err != nil {
		if response.StatusCode < http.StatusBadRequest {
			t.Errorf("%s %s answers %d and is not described", request.Method, request.URL.Path, response.StatusCode)
		}
		return
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: parameters, Route: route},
		Status:                 response.StatusCode,
		Header:                 response.Header,
		Body:                   io.NopCloser(bytes.NewReader(body)),
		Options:                &openapi3filter.Options{IncludeResponseStatus: true},
	}
	if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
		t.Errorf("%s %s: the answer %d is not as described: %v\nbody: %s", request.Method, request.URL.Path, response.StatusCode, err, body)
	}
}

// operation is one described operation.
type operation struct {
	method, path string
	*openapi3.Operation
}

func operations(t *testing.T) []operation {
	t.Helper()
	document, err := description()
	if err != nil {
		t.Fatal(err)
	}
	var all []operation
	for _, path := range document.Paths.InMatchingOrder() {
		for method, op := range document.Paths.Value(path).Operations() {
			all = append(all, operation{method, path, op})
		}
	}
	return all
}

// takesFile reports whether the operation's body is a file.
func (o operation) takesFile() bool {
	return o.RequestBody != nil && o.RequestBody.Value.Content.Get("application/json") == nil
}

// url fills the path's parameters and the required ones of the query.
func (o operation) url(id string) string {
	path := strings.ReplaceAll(o.path, "{id}", id)
	var query []string
	for _, p := range o.Parameters {
		value := "1"
		switch schema := p.Value.Schema.Value; {
		case schema.Format == "date":
			value = "2026-01-05"
		case schema.Min != nil && *schema.Min > 1:
			value = "2026"
		}
		if p.Value.In == "path" {
			path = strings.ReplaceAll(path, "{"+p.Value.Name+"}", value)
		} else if p.Value.In == "query" && p.Value.Required {
			query = append(query, p.Value.Name+"="+value)
		}
	}
	if len(query) > 0 {
		path += "?" + strings.Join(query, "&")
	}
	return path
}

func workdays() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
}
