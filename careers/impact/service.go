package impact

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store counts what careers keeps, and keeps the words of people.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Held counts what is kept for ladders, evidence, elections, rounds and hiring.
	Held(ctx context.Context, scope auth.Scope) (map[Activity]Holding, error)
	// Waiting counts contested evidence and appeals that nobody has answered; late are
	// those that should have been by a day.
	Waiting(ctx context.Context, scope auth.Scope, day grid.Date) (contests, appeals Clock, err error)
	// Words are the present ones; version 0: nobody has written any.
	Words(ctx context.Context, scope auth.Scope) (Words, error)
	// SetWords writes words that still have the version of w; else *database.StaleError.
	SetWords(ctx context.Context, scope auth.Scope, w Words) (Words, error)
}

// Books are what an assessment reads of others.
type Books struct {
	// Warning tells how early warning stands and what it keeps, and nothing about anybody.
	Warning func(ctx context.Context, scope auth.Scope) (Warning, Holding, error)
	// Grouped counts people of whom a protected group is known.
	Grouped func(ctx context.Context, scope auth.Scope) (int, error)
	// Employed counts people whose employment is kept, with the first day of it.
	Employed func(ctx context.Context, scope auth.Scope) (Holding, error)
	Log      Log
}

// Log is the audit log.
type Log interface {
	careers.Journal
	List(ctx context.Context, scope auth.Scope, q audit.Query) ([]audit.Entry, error)
}

// Service writes assessments.
type Service struct {
	store Store
	books Books
	// Program is the version of the program, told with every assessment.
	Program string
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects the service.
func New(store Store, books Books) *Service {
	return &Service{store: store, books: books, Now: time.Now}
}

// Report is an assessment with the words of people.
type Report struct {
	Assessment
	Words   Words
	Program string
}

// Report tells how things are now in the whole centre; who keeps careers may read it.
func (s *Service) Report(ctx context.Context, scope auth.Scope) (Report, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return Report{}, err
	}
	facts, err := s.facts(ctx, auth.SystemScope(scope.Tenant()))
	if err != nil {
		return Report{}, fmt.Errorf("impact assessment: %w", err)
	}
	words, err := s.store.Words(ctx, scope)
	return Report{Assess(facts), words, s.Program}, err
}

func (s *Service) facts(ctx context.Context, all auth.Scope) (f Facts, err error) {
	f.Today = grid.DateOf(s.Now().UTC())
	if f.Held, err = s.store.Held(ctx, all); err != nil {
		return f, err
	}
	if f.Contests, f.Appeals, err = s.store.Waiting(ctx, all, f.Today); err != nil {
		return f, err
	}
	var held Holding
	if f.Warning, held, err = s.books.Warning(ctx, all); err != nil {
		return f, err
	}
	f.Held[EarlyWarning] = held
	if held, err = s.books.Employed(ctx, all); err != nil {
		return f, err
	}
	f.Held[Leaving] = held
	grouped, err := s.books.Grouped(ctx, all)
	if err != nil {
		return f, err
	}
	f.Held[Groups] = Holding{People: grouped}
	looks, err := s.books.Log.List(ctx, all, audit.Query{Action: "protected.report", Limit: 1})
	if err == nil && len(looks) > 0 {
		f.LastAudit = grid.DateOf(looks[0].At.UTC())
	}
	return f, err
}

// Say keeps what people say to the assessment, in the place of the version they saw.
func (s *Service) Say(ctx context.Context, scope auth.Scope, w Words) (Words, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return w, err
	}
	w, err := w.trimmed()
	if err != nil {
		return w, err
	}
	w.ChangedAt, w.ChangedBy = s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if w, err = s.store.SetWords(ctx, scope, w); err != nil {
			return err
		}
		return s.books.Log.Record(ctx, scope, "impact.words", "careers", map[string]int64{"version": w.Version})
	})
	return w, err
}
