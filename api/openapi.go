package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
)

// The framework keeps these choices in package variables. They are made once,
// here, before any API exists.
func init() {
	huma.DefaultArrayNullable = false // a list that is empty is [], never null
	huma.ValidateStrictCasing = true  // {"Name":…} is not a second spelling of "name"
	huma.NewError = func(status int, message string, found ...error) huma.StatusError {
		return requestProblem(status, message, found)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, found ...error) huma.StatusError {
		p := requestProblem(status, message, found)
		if ctx != nil {
			p.RequestID = requestID(ctx.Context())
		}
		return p
	}
}

// configuration returns how requests are read and answers written. It leaves
// out the framework's own pages, which load scripts from elsewhere, and its
// $schema fields.
func configuration() huma.Config {
	format := huma.Format{Marshal: marshalWholly, Unmarshal: unmarshalStrictly}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:       "Muster",
				Version:     "1",
				Description: "Forecast, staff and roster a customer-contact centre.",
			},
			Servers: []*huma.Server{{URL: basePath}},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"session": {
						Type: "apiKey", In: "cookie", Name: "__Host-muster",
						Description: "Set by POST /session. Over plain HTTP on a loopback address the cookie is called muster.",
					},
				},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": format, "json": format},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

// marshalWholly writes an answer, or nothing of it where it cannot be written: a number
// that JSON lacks, such as NaN, or a kept document that is broken. That is a mistake of
// the program, so it panics for the last resort to log it and answer with a problem; an
// error here would have the framework send the status of success with nothing behind it.
func marshalWholly(w io.Writer, v any) error {
	err := huma.DefaultJSONFormat.Marshal(w, v)
	var value *json.UnsupportedValueError
	var kind *json.UnsupportedTypeError
	var own *json.MarshalerError
	if errors.As(err, &value) || errors.As(err, &kind) || errors.As(err, &own) {
		panic(fmt.Errorf("answer of %T: %w", v, err))
	}
	return err
}

// unmarshalStrictly refuses an object that gives one name twice: readers differ
// in which of the two they believe (OWASP ASVS 5, 1.5.3).
func unmarshalStrictly(data []byte, v any) error {
	if _, general := v.(*any); general { // the framework decodes twice; once is enough
		if err := refuseRepeatedNames(json.NewDecoder(bytes.NewReader(data))); err != nil {
			return err
		}
	}
	return json.Unmarshal(data, v)
}

// refuseRepeatedNames reads one JSON value and reports a name given twice in
// one object. Malformed JSON is left to the decoder proper, which words it better.
func refuseRepeatedNames(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return nil //nolint:nilerr // the decoder proper words it better
	}
	delim, nested := token.(json.Delim)
	if !nested {
		return nil
	}
	seen := map[string]bool{}
	for decoder.More() {
		if delim == '{' {
			name, err := decoder.Token()
			key, isText := name.(string)
			if err != nil || !isText {
				return nil //nolint:nilerr // the decoder proper words it better
			}
			if seen[key] {
				return errRepeatedName
			}
			seen[key] = true
		}
		if err := refuseRepeatedNames(decoder); err != nil {
			return err
		}
	}
	_, _ = decoder.Token()
	return nil
}

var errRepeatedName = errors.New("an object gives the same name twice")

// indented writes the description in the form that is committed.
func indented(description *huma.OpenAPI) []byte {
	raw, err := json.Marshal(description)
	if err != nil {
		panic(fmt.Sprintf("api: the description cannot be written: %v", err)) // a mistake in a type of ours
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		panic(fmt.Sprintf("api: the description is not JSON: %v", err))
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// documents serves one unchanging document.
func documents(contentType string, body []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Cache-Control", "no-cache")
		c.Data(http.StatusOK, contentType, body)
	}
}
