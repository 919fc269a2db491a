package api

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
)

// silence is how long a sender may pause within a file.
const silence = 30 * time.Second

// FileBody hands a handler a file as it arrives, without holding it in memory.
// It is embedded in the input of an operation that takes no other body; the
// operation describes its body with fileContent.
type FileBody struct {
	request *http.Request
	writer  http.ResponseWriter
}

// Resolve remembers the request; the framework reads no body by itself.
func (b *FileBody) Resolve(ctx huma.Context) []error {
	c := humagin.Unwrap(ctx)
	b.request, b.writer = c.Request, c.Writer
	return nil
}

// fileContent describes a body that is a file of any of the media types.
func fileContent(types ...string) *huma.RequestBody {
	body := &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{}}
	for _, t := range types {
		body.Content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	return body
}

// open returns the file and its name, "" where the request does not tell. The
// file is the whole body, or the first file of a form. More than limit bytes
// are refused: at once where the sender says how many come, else on the way.
func (b *FileBody) open(limit int64) (file io.Reader, name string, err error) {
	if b.request.ContentLength > limit {
		return nil, "", tooLarge(limit)
	}
	b.request.Body = http.MaxBytesReader(b.writer, &patientBody{b.request.Body, http.NewResponseController(b.writer)}, limit)
	kind, parameters, err := mime.ParseMediaType(b.request.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return b.request.Body, b.request.Header.Get("X-File-Name"), nil //nolint:nilerr // what is not a form is a file
	}
	form := multipart.NewReader(b.request.Body, parameters["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return nil, "", fmt.Errorf("read the form: %w", noFile(err))
		}
		if part.FileName() != "" {
			return part, part.FileName(), nil
		}
	}
}

// noFile tells a form without a file from one that broke off.
func noFile(err error) error {
	if errors.Is(err, io.EOF) {
		return newProblem(http.StatusBadRequest, "malformed", "the form holds no file; expected one")
	}
	return err
}

// patientBody waits for a slow sender and not for a silent one.
type patientBody struct {
	io.ReadCloser
	connection *http.ResponseController
}

func (b *patientBody) Read(p []byte) (int, error) {
	_ = b.connection.SetReadDeadline(time.Now().Add(silence)) // test recorders have none
	return b.ReadCloser.Read(p)
}

func tooLarge(limit int64) *Problem {
	return newProblem(http.StatusRequestEntityTooLarge, "too_large", fmt.Sprintf("the file is larger than %d bytes; expected at most so many", limit))
}

// bodyProblem translates what can go wrong while a body arrives.
func bodyProblem(err error) *Problem {
	var tooMuch *http.MaxBytesError
	var network interface{ Timeout() bool }
	switch {
	case errors.As(err, &tooMuch):
		return tooLarge(tooMuch.Limit)
	case errors.As(err, &network) && network.Timeout():
		return newProblem(http.StatusRequestTimeout, "too_slow", "the body did not arrive in time")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, multipart.ErrMessageTooLarge):
		return newProblem(http.StatusBadRequest, "malformed", "the body broke off")
	}
	return nil
}
