package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"

	"github.com/muster-wfm/muster/internal/jobs"
)

// JobProblem is why a job failed, as a request that fails of the same is answered. What
// nobody but the log should read is an internal error.
func JobProblem(err error) json.RawMessage {
	p := jobProblem(err)
	if p == nil {
		p = known(err)
	}
	if p == nil {
		p = newProblem(http.StatusInternalServerError, "internal", "internal error; the server's log has the details under this job's number")
	}
	document, err := json.Marshal(p)
	if err != nil {
		return nil
	}
	return document
}

// jobProblem translates what ends jobs of any kind.
func jobProblem(err error) *Problem {
	var late *jobs.TimeLimitError
	var crash *jobs.CrashError
	switch {
	case errors.As(err, &late):
		return endedBy(newProblem(http.StatusConflict, "time_limit", late.Error()), fmt.Sprint(math.Round(late.Limit.Minutes())))
	case errors.As(err, &crash):
		return endedBy(newProblem(http.StatusConflict, "workers_died", crash.Error()), fmt.Sprint(crash.Workers))
	}
	return nil
}

// endedBy adds the sentence of the problem's own code with its figures.
func endedBy(p *Problem, figures ...string) *Problem {
	p.Errors = []FieldProblem{{Location: "job", Message: p.Detail, Code: p.Code, Figures: figures}}
	return p
}
