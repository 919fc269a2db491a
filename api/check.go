package api

import (
	"errors"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// checked is a request body that the domain can judge by itself. It is asked
// beside the validation of types and forms, so that one answer names all that
// is wrong.
type checked interface{ check() error }

// judged returns what the domain finds wrong with a body, in the framework's terms.
func judged(body any) []error {
	c, ok := body.(checked)
	if !ok {
		return nil
	}
	var invalid *workforce.InvalidError
	if !errors.As(c.check(), &invalid) {
		return nil
	}
	return each(invalid.Fields, func(f workforce.FieldError) error { return &fault{fieldProblem(f)} })
}

// fault carries a field problem through the framework without loss.
type fault struct{ FieldProblem }

func (f *fault) Error() string { return f.Message }

// ErrorDetail is the framework's view of the fault.
func (f *fault) ErrorDetail() *huma.ErrorDetail {
	return &huma.ErrorDetail{Location: f.Location, Message: f.Message}
}

// Resolve adds the domain's judgement to that of the framework.
func (in *createInput[F]) Resolve(huma.Context) []error { return judged(in.Body) }

// Resolve adds the domain's judgement to that of the framework.
func (in *editInput[F]) Resolve(huma.Context) []error { return judged(in.Body) }

// Resolve adds the domain's judgement to that of the framework.
func (in *calendarDaysInput) Resolve(huma.Context) []error { return judged(in.Body) }
