package scheduling

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// Checkpoint is the best roster that a build has found so far, kept so that a worker
// who takes the build over goes on from it.
type Checkpoint struct {
	RosterID, Job int64
	// Searched is how much of the build's time is over.
	Searched time.Duration
	// InputHash tells whether the build is still about the same people and demand.
	InputHash string
	Cost      float64
	Roster    roster.Roster
}

// CheckpointStore keeps one checkpoint of each roster.
type CheckpointStore interface {
	// SetCheckpoint keeps a checkpoint in the place of the one before.
	SetCheckpoint(ctx context.Context, scope auth.Scope, c Checkpoint) error
	// Checkpoint returns that of a roster, zero for none.
	Checkpoint(ctx context.Context, scope auth.Scope, roster int64) (Checkpoint, error)
	DropCheckpoint(ctx context.Context, scope auth.Scope, roster int64) error
}

// betweenCheckpoints is how long a search goes on between two: what a crash can lose.
const betweenCheckpoints = 10 * time.Second

// recorder keeps checkpoints of one build.
type recorder struct {
	service *Service
	job     *jobs.Job
	last    Checkpoint
	before  time.Duration // spent by earlier attempts
	written time.Duration // of this attempt, when the last was kept
}

// recorder takes up where an earlier attempt at the job has left off, if it was about the
// same problem.
func (s *Service) recorder(ctx context.Context, job *jobs.Job, plan *Opened) (*recorder, error) {
	r := &recorder{service: s, job: job, last: Checkpoint{RosterID: plan.Roster.ID, Job: job.Run.ID, InputHash: plan.inputHash()}}
	known, err := s.store.Checkpoint(ctx, job.Scope(), plan.Roster.ID)
	if err != nil {
		return nil, err
	}
	if known.Job == r.last.Job && known.InputHash == r.last.InputHash {
		r.last, r.before = known, known.Searched
	}
	return r, nil
}

// resume shortens a search by what earlier attempts have spent, and has it begin from
// their best.
func (r *recorder) resume(with roster.Settings) roster.Settings {
	if r.before > 0 {
		with.Start, with.TimeLimit = r.last.Roster, max(time.Second, with.TimeLimit-r.before)
	}
	return with
}

// watch keeps what a search has found once it is due. A checkpoint that cannot be kept
// is none: the next may be.
func (r *recorder) watch(ctx context.Context, i roster.Incumbent) {
	if i.Elapsed-r.written >= betweenCheckpoints {
		_ = r.keep(ctx, i)
	}
}

func (r *recorder) keep(ctx context.Context, i roster.Incumbent) error {
	if len(i.Best.Days) == 0 || r.last.Roster.Days != nil && i.Cost.Total() >= r.last.Cost {
		return nil
	}
	r.written = i.Elapsed
	r.last.Roster, r.last.Cost, r.last.Searched = i.Best, i.Cost.Total(), r.before+i.Elapsed
	scope := r.job.Scope()
	return r.service.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := r.job.Guard(ctx); err != nil {
			return err
		}
		return r.service.store.SetCheckpoint(ctx, scope, r.last)
	})
}

// instead is what an earlier attempt has left where this one was cancelled before it had
// a roster of its own.
func (r *recorder) instead(ctx context.Context, p *roster.Problem) (roster.Result, bool) {
	if r.before == 0 || !errors.Is(context.Cause(ctx), jobs.ErrCancelled) {
		return roster.Result{}, false
	}
	return roster.Result{Roster: r.last.Roster, Cost: roster.Evaluate(p, r.last.Roster), Bound: math.Inf(-1), Status: roster.Cancelled}, true
}
