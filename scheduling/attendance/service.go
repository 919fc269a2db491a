package attendance

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// Store keeps what was recorded. What a scope does not see does not exist for it.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Told returns published shifts in order of person and day; see scheduling.PublicationStore.
	Told(ctx context.Context, scope auth.Scope, people []int64, from, to Date) ([]scheduling.Shift, error)
	// AttendanceTerms is database.ErrNotFound for a site without terms of its own.
	AttendanceTerms(ctx context.Context, scope auth.Scope, site int64) (Terms, error)
	// SetAttendanceTerms writes terms that still have the version of t.
	SetAttendanceTerms(ctx context.Context, scope auth.Scope, t Terms) (Terms, error)
	// AttendanceWords are the centre's own.
	AttendanceWords(ctx context.Context, scope auth.Scope) (Words, error)
	KeepAttendanceWords(ctx context.Context, scope auth.Scope, words Words) error
	// ReplaceAttendance writes spells, in order of person and start, in the place of what
	// was kept of each person from the first of theirs to the end of the last.
	ReplaceAttendance(ctx context.Context, scope auth.Scope, spells []Spell) error
	// Attendance returns the people's spells that touch a stretch of time, in order of
	// person and start.
	Attendance(ctx context.Context, scope auth.Scope, people []int64, from, to time.Time) ([]Spell, error)
	// AttendanceEnds returns the end of each person's last spell; who has none is not in it.
	AttendanceEnds(ctx context.Context, scope auth.Scope, people []int64) (map[int64]time.Time, error)
}

// Workforce knows people; workforce.Service is one.
type Workforce interface {
	Planning(ctx context.Context, scope auth.Scope, site int64, from, to Date, filter workforce.Filter) (workforce.PlanningSnapshot, error)
}

// People finds who has which personnel number.
type People interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Person, error)
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Person, error)
}

// Sites finds the clocks of places.
type Sites interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Site, error)
}

// Books are what attendance needs of others.
type Books struct {
	Workforce Workforce
	People    People
	Sites     Sites
	Journal   scheduling.Journal
}

// Service is the verbs of attendance.
type Service struct {
	store Store
	books Books
	// Imported is told of each file in the transaction that takes it in; nil: nobody
	// waits for it.
	Imported func(ctx context.Context, scope auth.Scope) error
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewService connects attendance with what it needs.
func NewService(store Store, books Books) *Service {
	return &Service{store: store, books: books, Now: time.Now}
}

// ImportOrder says how a file is to be taken in.
type ImportOrder struct {
	FileName string
	DryRun   bool
	Words    Words // what words mean that nobody has explained yet, as they are written
}

// Import reads a file of a line a spell: personnel number, start, end, state; times are
// of the clock of the person's site where they have no offset. It is all or nothing: one
// line that cannot be, and nothing is written. What a file tells of somebody takes the
// place of what was kept from its first moment to its last. A dry run tells what would
// be.
func (s *Service) Import(ctx context.Context, scope auth.Scope, r io.Reader, order ImportOrder) (FileReport, error) {
	report := FileReport{DryRun: order.DryRun}
	if err := scope.Require(auth.ManageRosters); err != nil {
		return report, err
	}
	told, err := newWords(order.Words)
	if err != nil {
		return report, err
	}
	sheet, err := peoplefile.ReadSheet(r)
	if err != nil {
		return report, err
	}
	file, err := s.read(ctx, scope, sheet, told)
	if err != nil {
		return report, err
	}
	report.Encoding, report.Lines = sheet.Encoding, len(sheet.Lines)
	file.tell(&report)
	if len(report.Faults) > 0 || order.DryRun {
		return report, nil
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.KeepAttendanceWords(ctx, scope, told); err != nil {
			return err
		}
		if err := s.store.ReplaceAttendance(ctx, scope, file.spells()); err != nil {
			return err
		}
		if s.Imported != nil {
			if err := s.Imported(ctx, scope); err != nil {
				return err
			}
		}
		return s.books.Journal.Record(ctx, scope, "attendance.import", "", map[string]any{
			"file": order.FileName, "lines": report.Lines, "people": report.People, "from": report.From.String(), "to": report.To.String(),
		})
	})
	report.Written = err == nil
	return report, err
}

func (s *Service) read(ctx context.Context, scope auth.Scope, sheet *peoplefile.Sheet, told Words) (*reading, error) {
	people, err := s.books.People.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	sites, err := s.books.Sites.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	agents, err := agentsOf(people, sites)
	if err != nil {
		return nil, err
	}
	words, err := s.store.AttendanceWords(ctx, scope)
	if err != nil {
		return nil, err
	}
	maps.Copy(words, told)
	return read(sheet, agents, words, s.Now()), nil
}

// newWords brings words to the form in which they are compared.
func newWords(given Words) (Words, error) {
	words := Words{}
	for word, activity := range given {
		if plain(word) == "" || len(word) > 4*longestWord || !slices.Contains(adherence.Activities(), activity) {
			return nil, &scheduling.InvalidError{What: "meaning of a state", Fields: []scheduling.FieldError{{
				Field: "state", Found: fmt.Sprintf("%s=%s", word, activity), Expected: "a state, =, and one of work, pause, away and off", Want: problem.Wanting(problem.Choice),
			}}}
		}
		words[plain(word)] = activity
	}
	return words, nil
}

// Terms returns what a site counts: the usual where it has said nothing, and
// database.ErrNotFound where the caller sees no such site.
func (s *Service) Terms(ctx context.Context, scope auth.Scope, site int64) (Terms, error) {
	terms, err := s.store.AttendanceTerms(ctx, scope, site)
	if !errors.Is(err, database.ErrNotFound) {
		return terms, err
	}
	if _, err := s.clock(ctx, scope, site); err != nil {
		return Terms{}, err
	}
	return DefaultTerms(site), nil
}

// SetTerms writes a site's terms if they still have the version of t.
func (s *Service) SetTerms(ctx context.Context, scope auth.Scope, t Terms) (Terms, error) {
	t, err := NewTerms(t)
	if err != nil {
		return Terms{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if t, err = s.store.SetAttendanceTerms(ctx, scope, t); err != nil {
			return err
		}
		return s.books.Journal.Record(ctx, scope, "attendance.terms", fmt.Sprintf("site:%d", t.SiteID), map[string]any{
			"version": t.Version, "graceS": t.Grace.Seconds(), "outside": t.Outside, "awayIsWork": t.AwayIsWork,
		})
	})
	return t, err
}
