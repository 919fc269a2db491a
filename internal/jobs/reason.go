package jobs

import (
	"encoding/json"
	"fmt"
	"time"
)

// TimeLimitError says that a run took longer than its kind may.
type TimeLimitError struct{ Limit time.Duration }

func (e *TimeLimitError) Error() string { return fmt.Sprintf("%v (%v)", ErrTimeLimit, e.Limit) }

// Unwrap returns [ErrTimeLimit].
func (e *TimeLimitError) Unwrap() error { return ErrTimeLimit }

// CrashError says that a run killed so many workers that no other is given it.
type CrashError struct {
	Workers int64
	Last    string // name of the last that died
}

func (e *CrashError) Error() string {
	return fmt.Sprintf("%d workers died over this run, the last was %s", e.Workers, e.Last)
}

// WithProblems has every failure kept as a document besides its text: what the
// reader of runs makes of an error, so that it can be said in any language. Without
// it, or where it returns nil, only the text is kept.
func WithProblems(of func(error) json.RawMessage) Option {
	return func(s *Service) { s.problemOf = of }
}

// fail ends a run with an error.
func (s *Service) fail(end *Ending, err error) {
	end.State, end.Error = Failed, err.Error()
	if s.problemOf != nil {
		end.Problem = s.problemOf(err)
	}
}
