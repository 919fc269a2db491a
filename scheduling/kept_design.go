package scheduling

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/design"
)

// DesignKind is the kind of job that searches for a shift design.
const DesignKind jobs.Kind = "shifts.design"

// KeptDesign is a shift design under a name. Once there is an answer it never
// changes.
type KeptDesign struct {
	ID, SiteID, JobID int64 // JobID is of the search
	Name              string
	Order             DesignOrder
	Seconds           int          // the longest that the search may take
	Answer            *ShiftDesign // nil until the search has ended
	CreatedAt         time.Time
	CreatedBy         int64
}

// MaxDesignSeconds bounds the search for a kept design.
const MaxDesignSeconds = 3600

// DesignStore keeps shift designs.
type DesignStore interface {
	AddDesign(ctx context.Context, scope auth.Scope, d KeptDesign) (KeptDesign, error)
	// SetDesignJob says which job searches.
	SetDesignJob(ctx context.Context, scope auth.Scope, id, job int64) error
	// FinishDesign writes the answer of a design that has none yet.
	FinishDesign(ctx context.Context, scope auth.Scope, d KeptDesign) error
	Design(ctx context.Context, scope auth.Scope, id int64) (KeptDesign, error)
	// Designs returns the newest first, older than the design before.
	Designs(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptDesign, error)
	DeleteDesign(ctx context.Context, scope auth.Scope, id int64) error
}

// KeepDesign checks an order, keeps it under a name and queues the search for its
// answer.
func (s *Service) KeepDesign(ctx context.Context, scope auth.Scope, d KeptDesign) (KeptDesign, error) {
	if err := d.check(); err != nil {
		return KeptDesign{}, err
	}
	_, site, err := s.designProblem(ctx, scope, d.Order)
	if err != nil {
		return KeptDesign{}, err
	}
	d.Name, d.SiteID, d.CreatedAt, d.CreatedBy = strings.TrimSpace(d.Name), site, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if d, err = s.store.AddDesign(ctx, scope, d); err != nil {
			return err
		}
		about := jobs.About(designSubject(d.ID))
		if d.JobID, err = s.queue.Enqueue(ctx, scope, DesignKind, d.ID, about); err != nil {
			return err
		}
		if err := s.store.SetDesignJob(ctx, scope, d.ID, d.JobID); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "shift-design.create", designSubject(d.ID), map[string]any{"name": d.Name})
	})
	return d, err
}

func designSubject(id int64) string { return fmt.Sprintf("shift-design:%d", id) }

func (d KeptDesign) check() error {
	bad := nameFaults(d.Name)
	if d.Seconds < 1 || d.Seconds > MaxDesignSeconds {
		bad = append(bad, FieldError{Field: "seconds", Found: fmt.Sprint(d.Seconds), Expected: fmt.Sprintf("1 to %d seconds", MaxDesignSeconds), Want: problem.Wanting(problem.WholeNumber, 1, MaxDesignSeconds)})
	}
	if len(bad) > 0 {
		return &InvalidError{What: "shift design", Fields: bad}
	}
	return nil
}

// nameFaults says what is wrong with the name of a thing.
func nameFaults(name string) []FieldError {
	if n := len([]rune(strings.TrimSpace(name))); n == 0 || n > 120 {
		return []FieldError{{Field: "name", Found: fmt.Sprintf("%d characters", n), Expected: "1 to 120 characters", Want: problem.Wanting(problem.Characters, 1, 120)}}
	}
	return nil
}

// RunDesign is the handler of [DesignKind]. Cancelled, it keeps the best so far.
func (s *Service) RunDesign(ctx context.Context, job *jobs.Job) (any, error) {
	var id int64
	if err := job.Payload(&id); err != nil {
		return nil, err
	}
	scope := job.Scope()
	d, err := s.store.Design(ctx, scope, id)
	if err != nil || d.Answer != nil { // by a worker that was lost just then
		return DesignFound{id}, err
	}
	p, _, err := s.designProblem(ctx, scope, d.Order)
	if err != nil {
		return nil, err
	}
	limit := time.Duration(d.Seconds) * time.Second
	answer, err := d.Order.answer(ctx, p, limit, design.Settings{
		Seed: d.Order.Seed, MaxShifts: d.Order.MaxShifts, Restarts: thoroughRestarts, Progress: func(done float64, best design.Cost) bool {
			total := best.Total()
			_ = job.Progress(jobs.Progress{Phase: "design", Fraction: done, Best: &total}) // what is not told here is told by the context
			return ctx.Err() == nil
		},
	})
	if err != nil {
		return nil, err
	}
	if cause := context.Cause(ctx); errors.Is(cause, jobs.ErrStopping) || errors.Is(cause, jobs.ErrLost) {
		return nil, cause
	}
	d.Answer = &answer
	ctx = context.WithoutCancel(ctx)
	return DesignFound{id}, s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := job.Guard(ctx); err != nil {
			return err
		}
		return s.store.FinishDesign(ctx, scope, d)
	})
}

// thoroughRestarts are the coolings of a search that nobody waits for.
const thoroughRestarts = 60

// DesignFound is what the search leaves with its job.
type DesignFound struct {
	DesignID int64 `json:"designId"`
}

// KeptDesign returns one design.
func (s *Service) KeptDesign(ctx context.Context, scope auth.Scope, id int64) (KeptDesign, error) {
	return s.store.Design(ctx, scope, id)
}

// KeptDesigns lists designs, the newest first; before is as in [Service.Rosters].
func (s *Service) KeptDesigns(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptDesign, error) {
	return s.store.Designs(ctx, scope, before, limit)
}

// ForgetDesign deletes a design. Bids made from it keep their lines.
func (s *Service) ForgetDesign(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.DeleteDesign(ctx, scope, id); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "shift-design.delete", designSubject(id), nil)
	})
}

// answered returns a design whose search has ended.
func (s *Service) answered(ctx context.Context, scope auth.Scope, id int64) (KeptDesign, error) {
	d, err := s.store.Design(ctx, scope, id)
	if errors.Is(err, database.ErrNotFound) {
		return d, &InvalidError{What: "bid", Fields: []FieldError{{Field: "designId", Found: fmt.Sprint(id), Expected: "a kept design of the site", Want: problem.Wanting(problem.SiteThing)}}}
	}
	if err == nil && (d.Answer == nil || len(d.Answer.Lines.Weeks) == 0) {
		return d, &InvalidError{What: "bid", Fields: []FieldError{{Field: "designId", Found: d.Name + ", which has no rotation", Expected: "a design whose search has ended and found shifts", Want: problem.Wanting(problem.EndedDesign)}}}
	}
	return d, err
}
