package careers

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// EvidenceStore keeps facts about people. What concerns people is narrowed to those whom
// the scope sees.
type EvidenceStore interface {
	Transactor
	// Evidence is that of the people, nil for everybody, in order of person and day:
	// metrics from a day on, all else whatever its day.
	Evidence(ctx context.Context, scope auth.Scope, people []int64, metricsFrom grid.Date) ([]Piece, error)
	// Contested is what somebody contests and nobody has answered.
	Contested(ctx context.Context, scope auth.Scope) ([]Piece, error)
	Piece(ctx context.Context, scope auth.Scope, id int64) (Piece, error)
	AddPiece(ctx context.Context, scope auth.Scope, p Piece) (Piece, error)
	// PutPieces writes many at once; of one that is there already, by person, register,
	// name, day, source and reference, value and weight are replaced.
	PutPieces(ctx context.Context, scope auth.Scope, pieces []Piece) (changed int64, err error)
	// SetContest writes how far it is with a contest that is in the state from.
	SetContest(ctx context.Context, scope auth.Scope, p Piece, from ContestState) error
}

// contestDays is how many working days HR has to answer somebody who contests evidence.
const contestDays = 10

// Evidence is the verbs of facts about people.
type Evidence struct {
	store   EvidenceStore
	staff   Staff
	journal Journal
	known   ladder.Catalogue
	// Sources are asked for facts by [Evidence.Collect].
	Sources []Source
	// Queue takes the job of [Evidence.Order].
	Queue Enqueuer
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewEvidence connects evidence with what it needs of others.
func NewEvidence(store EvidenceStore, staff Staff, journal Journal) *Evidence {
	return &Evidence{store: store, staff: staff, journal: journal, known: Catalogue(), Now: time.Now}
}

// keptDays is how far back evidence of a person is shown and metrics are read.
const keptDays = 400

func (s *Evidence) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// Of is a person's evidence, of metrics the last year's.
func (s *Evidence) Of(ctx context.Context, scope auth.Scope, person int64) ([]Piece, error) {
	if _, err := s.staff.People.Get(ctx, scope, person); err != nil {
		return nil, err
	}
	return s.store.Evidence(ctx, scope, []int64{person}, s.today().AddDays(-keptDays))
}

// Enter keeps a piece that somebody enters by hand, with why they know it.
func (s *Evidence) Enter(ctx context.Context, scope auth.Scope, p Piece) (Piece, error) {
	p, err := newPiece(p, s.known)
	if err != nil {
		return p, err
	}
	if ladder.Register(p.Register) == ladder.AwardRegister {
		p.Day = ladder.MonthOf(p.Day).First()
	}
	p.EnteredAt, p.EnteredBy = s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.staff.People.Get(ctx, scope, p.PersonID); err != nil {
			return err
		}
		if p, err = s.store.AddPiece(ctx, scope, p); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "evidence.enter", subject("person", p.PersonID), map[string]any{"register": p.Register, "name": p.Name, "day": p.Day.String(), "hash": p.Hash})
	})
	return p, err
}

// Nominate keeps that somebody proposes a person; nobody proposes themselves, and a
// second proposal of the same day is the same. A supervisor reaches their own sites.
func (s *Evidence) Nominate(ctx context.Context, scope auth.Scope, person int64, why string) error {
	c := checks{what: "nomination"}
	c.text("reason", why, fewest, 1000)
	if err := c.err(); err != nil {
		return err
	}
	if person == scope.Person() {
		return refuse("proposes themselves", fmt.Sprintf("person %d", person), "somebody else")
	}
	p := Piece{Fact: Fact{PersonID: person, Register: string(ladder.NominationRegister), Day: s.today(), Weight: 1, Reference: "user-" + strconv.FormatInt(scope.Actor(), 10)}, Source: ByHand, Note: strings.TrimSpace(why), EnteredAt: s.Now(), EnteredBy: scope.Actor()}
	p.seal()
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.staff.People.Get(ctx, scope, person); err != nil {
			return err
		}
		if _, err := s.store.PutPieces(ctx, scope, []Piece{p}); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "nomination", subject("person", person), map[string]any{"reason": why})
	})
}

// Collect asks every source for what it saw in the days from one to another, and returns
// how many pieces are new or changed. The same days again change nothing.
func (s *Evidence) Collect(ctx context.Context, scope auth.Scope, from, to grid.Date) (int64, error) {
	var changed int64
	for _, source := range s.Sources {
		facts, err := source.Facts(ctx, scope, from, to)
		if err != nil {
			return changed, fmt.Errorf("evidence from %s: %w", source.Name(), err)
		}
		n, err := s.Keep(ctx, scope, source.Name(), facts)
		if err != nil {
			return changed, fmt.Errorf("evidence from %s: %w", source.Name(), err)
		}
		changed += n
	}
	return changed, nil
}

// EvidenceKind is the job that collects evidence.
const EvidenceKind jobs.Kind = "careers.evidence"

// Order has evidence collected by a job.
func (s *Evidence) Order(ctx context.Context, scope auth.Scope) (job int64, err error) {
	return s.Queue.Enqueue(ctx, scope, EvidenceKind, struct{}{})
}

// RunJob is the job's work.
func (s *Evidence) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	n, err := s.CollectNow(ctx, job.Scope())
	return map[string]int64{"pieces": n}, err
}

// CollectNow asks every source for the days that it may still change its mind about, of
// everybody: what is known of people does not depend on who asks.
func (s *Evidence) CollectNow(ctx context.Context, scope auth.Scope) (int64, error) {
	today := s.today()
	return s.Collect(ctx, auth.SystemScope(scope.Tenant()).WithActor(scope.Actor()), today.AddDays(-collectedDays), today)
}

// Keep keeps the facts of a source.
func (s *Evidence) Keep(ctx context.Context, scope auth.Scope, source string, facts []Fact) (changed int64, err error) {
	pieces := make([]Piece, len(facts))
	for i, f := range facts {
		pieces[i] = Piece{Fact: f, Source: source, EnteredAt: s.Now(), EnteredBy: scope.Actor()}
		pieces[i].seal()
	}
	if len(pieces) == 0 {
		return 0, nil
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		changed, err = s.store.PutPieces(ctx, scope, pieces)
		return err
	})
	return changed, err
}

// Contest says that a piece about oneself is wrong. HR has ten working days to answer.
func (s *Evidence) Contest(ctx context.Context, scope auth.Scope, id int64, why string) (Piece, error) {
	c := checks{what: "contest"}
	c.text("reason", why, fewest, 2000)
	if err := c.err(); err != nil {
		return Piece{}, err
	}
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	var p Piece
	err := s.store.InTx(ctx, all, func(ctx context.Context) (err error) {
		if p, err = s.store.Piece(ctx, all, id); err != nil {
			return err
		}
		if scope.Person() == 0 || p.PersonID != scope.Person() {
			return database.ErrNotFound
		}
		if p.Contest != NotContested {
			return refuse("contested already", p.Name, "one contest a piece of evidence")
		}
		p.Contest, p.ContestText, p.ContestDue = ContestOpen, strings.TrimSpace(why), WorkingDays(s.today(), contestDays)
		if err := s.store.SetContest(ctx, all, p, NotContested); err != nil {
			return err
		}
		return s.journal.Record(ctx, all, "evidence.contest", subject("evidence", id), map[string]any{"reason": why, "due": p.ContestDue.String()})
	})
	return p, err
}

// Contested is what waits for an answer.
func (s *Evidence) Contested(ctx context.Context, scope auth.Scope) ([]Piece, error) {
	return s.store.Contested(ctx, scope)
}

// Settle answers a contest: upheld, the piece counts no more. Who entered the piece does
// not judge about it.
func (s *Evidence) Settle(ctx context.Context, scope auth.Scope, id int64, upheld bool, answer string) (Piece, error) {
	c := checks{what: "answer"}
	c.text("answer", answer, 3, 2000)
	var p Piece
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if p, err = s.store.Piece(ctx, scope, id); err != nil {
			return err
		}
		if err := c.err(); err != nil {
			return err
		}
		switch {
		case p.Contest != ContestOpen:
			return refuse("not in this state", p.Name, "a contest that is open")
		case p.Source == ByHand && p.EnteredBy == scope.Actor() && scope.Actor() != 0:
			return refuse("judges themselves", p.Name, "somebody else than who entered it")
		case p.PersonID == scope.Person() && scope.Person() != 0:
			return refuse("judges themselves", p.Name, "somebody whom it does not concern")
		}
		p.Contest, p.Answer, p.SettledAt, p.SettledBy = ContestRejected, strings.TrimSpace(answer), s.Now(), scope.Actor()
		if upheld {
			p.Contest = ContestUpheld
		}
		if err := s.store.SetContest(ctx, scope, p, ContestOpen); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "evidence.settle", subject("evidence", id), map[string]any{"outcome": string(p.Contest), "answer": answer})
	})
	return p, err
}

// WorkingDays is the day so many working days, Monday to Friday, after another.
func WorkingDays(from grid.Date, n int) grid.Date {
	for n > 0 {
		from = from.AddDays(1)
		if d := from.Weekday(); d != time.Saturday && d != time.Sunday {
			n--
		}
	}
	return from
}

// protectedLeave are the kinds of absence that pause clocks and break no streak.
func protectedLeave(kind workforce.AbsenceKind) bool {
	return kind == workforce.Sickness || kind == workforce.Parental
}
