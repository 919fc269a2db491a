package vendors

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Transactor runs several steps as one; see database.DB.InTx.
type Transactor interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
}

// Journal keeps who did what.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// ProgrammeQuery says which programmes to list; zero fields do not narrow.
type ProgrammeQuery struct {
	EmployerID, QueueID int64
	On                  grid.Date // those that run on this day
}

// ProgrammeStore keeps programmes and the versions of their contracts. Programmes
// of employers and sites outside the scope do not exist for its callers.
type ProgrammeStore interface {
	Transactor
	AddProgramme(ctx context.Context, scope auth.Scope, p Programme) (Programme, error)
	Programme(ctx context.Context, scope auth.Scope, id int64) (Programme, error)
	// Programmes lists in the order of codes.
	Programmes(ctx context.Context, scope auth.Scope, q ProgrammeQuery) ([]Programme, error)
	// UpdateProgramme writes a programme that still has the version of p.
	UpdateProgramme(ctx context.Context, scope auth.Scope, p Programme) (Programme, error)
	// HoldProgramme keeps others from changing a programme and its versions until
	// the transaction ends.
	HoldProgramme(ctx context.Context, scope auth.Scope, id int64) error
	// AddVersion numbers a draft behind the versions that there are.
	AddVersion(ctx context.Context, scope auth.Scope, v ContractVersion) (ContractVersion, error)
	ContractVersion(ctx context.Context, scope auth.Scope, programme, id int64) (ContractVersion, error)
	// ContractVersions lists in the order of numbers.
	ContractVersions(ctx context.Context, scope auth.Scope, programme int64) ([]ContractVersion, error)
	// UpdateVersion writes a version that still has the version of v.
	UpdateVersion(ctx context.Context, scope auth.Scope, v ContractVersion) (ContractVersion, error)
	DeleteVersion(ctx context.Context, scope auth.Scope, v ContractVersion) error
}

// EmployerBook finds employers; workforce.Service has one.
type EmployerBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Employer, error)
}

// TeamBook finds teams; workforce.Service has one.
type TeamBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Team, error)
}

// SiteBook finds sites; workforce.Service has one.
type SiteBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Site, error)
}

// QueueBook finds queues; workforce.Service has one.
type QueueBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Queue, error)
}

// Books is where a programme's references are looked up.
type Books struct {
	Employers EmployerBook
	Teams     TeamBook
	Sites     SiteBook
	Queues    QueueBook
}

// Programmes is the verbs of programmes and of the versions of their contracts.
type Programmes struct {
	store   ProgrammeStore
	books   Books
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewProgrammes connects programmes with what they need of others.
func NewProgrammes(store ProgrammeStore, books Books, journal Journal) *Programmes {
	return &Programmes{store: store, books: books, journal: journal, Now: time.Now}
}

// Get returns one programme.
func (s *Programmes) Get(ctx context.Context, scope auth.Scope, id int64) (Programme, error) {
	return s.store.Programme(ctx, scope, id)
}

// List lists programmes in the order of their codes.
func (s *Programmes) List(ctx context.Context, scope auth.Scope, q ProgrammeQuery) ([]Programme, error) {
	return s.store.Programmes(ctx, scope, q)
}

// Create begins a programme.
func (s *Programmes) Create(ctx context.Context, scope auth.Scope, p Programme) (Programme, error) {
	p, err := s.checked(ctx, scope, p)
	if err != nil {
		return Programme{}, err
	}
	p.CreatedAt, p.CreatedBy = s.Now(), scope.Actor()
	return s.recorded(ctx, scope, "programme.create", func(ctx context.Context) (Programme, error) { return s.store.AddProgramme(ctx, scope, p) })
}

// Change replaces what is known of a programme. Employer and mode stay: another
// employer or another mode is another programme.
func (s *Programmes) Change(ctx context.Context, scope auth.Scope, p Programme) (Programme, error) {
	was, err := s.store.Programme(ctx, scope, p.ID)
	if err != nil {
		return Programme{}, err
	}
	var l problem.List
	l.Need(p.EmployerID == was.EmployerID, "employerId", p.EmployerID, "the employer of the programme; a programme of another is a new one", problem.Wanting(problem.OfProgramme))
	l.Need(p.Mode == was.Mode, "mode", p.Mode, "the mode of the programme; another mode is a new programme", problem.Wanting(problem.OfProgramme))
	if err := refused("programme", l); err != nil {
		return Programme{}, err
	}
	p.CreatedAt, p.CreatedBy = was.CreatedAt, was.CreatedBy
	if p, err = s.checked(ctx, scope, p); err != nil {
		return Programme{}, err
	}
	return s.recorded(ctx, scope, "programme.update", func(ctx context.Context) (Programme, error) { return s.store.UpdateProgramme(ctx, scope, p) })
}

// recorded writes a programme and that it was written, as one.
func (s *Programmes) recorded(ctx context.Context, scope auth.Scope, action string, write func(context.Context) (Programme, error)) (Programme, error) {
	var kept Programme
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if kept, err = write(ctx); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, action, programmeSubject(kept.ID), map[string]any{"code": kept.Code, "employer": kept.EmployerID, "mode": string(kept.Mode)})
	})
	return kept, err
}

func programmeSubject(id int64) string { return fmt.Sprintf("programme/%d", id) }

// checked looks at a programme and at everything that it refers to.
func (s *Programmes) checked(ctx context.Context, scope auth.Scope, p Programme) (Programme, error) {
	var l problem.List
	employer, err := s.books.Employers.Get(ctx, scope, p.EmployerID)
	if err := missing(&l, err, "employerId", p.EmployerID, "an employer"); err != nil {
		return p, err
	}
	_, err = s.books.Sites.Get(ctx, scope, p.SiteID)
	if err := missing(&l, err, "siteId", p.SiteID, "a site"); err != nil {
		return p, err
	}
	if p.TeamID != 0 {
		team, err := s.books.Teams.Get(ctx, scope, p.TeamID)
		if err := missing(&l, err, "teamId", p.TeamID, "a team of the employer"); err != nil {
			return p, err
		}
		l.Need(err != nil || team.EmployerID == p.EmployerID, "teamId", p.TeamID, "a team of the employer", problem.Wanting(problem.SameEmployer))
	}
	for i, q := range p.Queues {
		_, err := s.books.Queues.Get(ctx, scope, q.QueueID)
		if err := missing(&l, err, fmt.Sprintf("queues[%d].queueId", i), q.QueueID, "a queue"); err != nil {
			return p, err
		}
	}
	if err := refused("programme", l); err != nil {
		return p, err
	}
	p.Queues = slices.Clone(p.Queues)
	slices.SortFunc(p.Queues, func(a, b QueueShare) int { return int(a.QueueID - b.QueueID) })
	return p.check(employer)
}

// missing notes a reference to what does not exist; other errors it returns.
func missing(l *problem.List, err error, field string, id int64, expected string) error {
	if errors.Is(err, database.ErrNotFound) {
		l.Need(false, field, id, expected, problem.Wanting(problem.Existing))
		return nil
	}
	return err
}

// Versions lists the versions of a programme's contract in the order of numbers.
func (s *Programmes) Versions(ctx context.Context, scope auth.Scope, programme int64) ([]ContractVersion, error) {
	if _, err := s.store.Programme(ctx, scope, programme); err != nil {
		return nil, err
	}
	list, err := s.store.ContractVersions(ctx, scope, programme)
	if scope.Employer() != 0 { // a draft is the owner's until it is in force
		list = slices.DeleteFunc(list, func(v ContractVersion) bool { return v.State == Draft })
	}
	return list, err
}

// VersionOn returns the terms of a programme that hold on a day; where none do, the
// error is a [*contract.UncoveredError]. Drafts hold on no day.
func (s *Programmes) VersionOn(ctx context.Context, scope auth.Scope, programme int64, day grid.Date) (contract.Version, error) {
	p, err := s.store.Programme(ctx, scope, programme)
	if err != nil {
		return contract.Version{}, err
	}
	history, err := s.inForce(ctx, scope, programme)
	if err != nil {
		return contract.Version{}, err
	}
	v, err := history.On(day)
	var uncovered *contract.UncoveredError
	if errors.As(err, &uncovered) {
		uncovered.Contract = p.Code
	}
	return v, err
}

// inForce is the versions of a programme that hold on some day.
func (s *Programmes) inForce(ctx context.Context, scope auth.Scope, programme int64) (contract.History, error) {
	list, err := s.store.ContractVersions(ctx, scope, programme)
	if err != nil {
		return nil, err
	}
	var held []contract.Version
	for _, v := range list {
		if v.State == InForce {
			held = append(held, v.Holds())
		}
	}
	return contract.Arrange(held)
}
