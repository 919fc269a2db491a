package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/muster-wfm/muster/internal/auth"
)

// Job is a run in the hands of its handler.
type Job struct {
	Run     Run // as it was taken
	service *Service
	cancel  context.CancelCauseFunc
	ctx     context.Context // the handler's, so that Progress can say why it ended
	urgent  chan struct{}   // asks for a heartbeat now

	mu       sync.Mutex
	progress *Progress // latest, not yet stored
	phase    string
}

// Payload decodes what Enqueue was given.
func (j *Job) Payload(into any) error {
	if err := json.Unmarshal(j.Run.Payload, into); err != nil {
		return fmt.Errorf("payload of %s %d: %w", j.Run.Kind, j.Run.ID, err)
	}
	return nil
}

// Scope is the system's scope in the run's tenant, attributed to the user who
// asked for the run.
func (j *Job) Scope() auth.Scope {
	return auth.SystemScope(j.Run.Tenant).WithActor(j.Run.CreatedBy)
}

// Progress says how far the work has come. It may be called as often as is
// convenient, from several goroutines: only the latest is kept, and written with
// the next heartbeat (a new phase at once). It returns nil, or why the handler
// should return now.
func (j *Job) Progress(p Progress) error {
	p = p.tidy()
	j.mu.Lock()
	j.progress = &p
	begun := p.Phase != j.phase
	j.phase = p.Phase
	j.mu.Unlock()
	if begun {
		j.hurry()
	}
	return context.Cause(j.ctx)
}

// hurry asks for a heartbeat without waiting for its time.
func (j *Job) hurry() {
	select {
	case j.urgent <- struct{}{}:
	default:
	}
}

// takeProgress returns the progress not yet stored, or nil.
func (j *Job) takeProgress() *Progress {
	j.mu.Lock()
	defer j.mu.Unlock()
	p := j.progress
	j.progress = nil
	return p
}

// putBack keeps progress that could not be stored, unless newer has come.
func (j *Job) putBack(p *Progress) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.progress == nil {
		j.progress = p
	}
}

// Guard makes sure, within a transaction, that the run is this worker's until
// the transaction ends; else it returns ErrLost. Handlers call it
// before they write results that must not be written twice.
func (j *Job) Guard(ctx context.Context) error {
	return j.service.rows.Hold(ctx, j.Run.Ref(), j.Run.Attempt)
}
