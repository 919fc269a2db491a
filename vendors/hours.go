package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// HoursKind says what hours are.
type HoursKind string

// The kinds of hours.
const (
	Planned   HoursKind = "planned"   // by the vendor's own roster
	Delivered HoursKind = "delivered" // as they came
)

// DayHours are the agent hours of a programme on a queue's day, by interval.
type DayHours struct {
	ProgrammeID, QueueID int64
	Kind                 HoursKind
	Day                  grid.Date
	Zone                 string
	Minutes              int
	FileID               int64
	Hours                []float64
}

// HoursFile is a file of hours that was taken in, or would be.
type HoursFile struct {
	ID          int64
	ProgrammeID int64
	Kind        HoursKind
	Name        string
	Lines       int
	Hours       float64
	From, To    grid.Date
	Hash        string // SHA-256 of the file
	Replaced    int    // days of which hours of the kind were there before
	Queues      []int64
	CreatedAt   time.Time
	CreatedBy   int64
}

// HoursQuery says which hours to read.
type HoursQuery struct {
	ProgrammeIDs []int64
	QueueID      int64 // 0: any
	Kind         HoursKind
	From, To     grid.Date
}

// HoursStore keeps hours and the files that they came in.
type HoursStore interface {
	Transactor
	// AddHours keeps a file and the hours of its days; a day takes the place of what
	// stood there.
	AddHours(ctx context.Context, scope auth.Scope, f HoursFile, days []DayHours) (HoursFile, error)
	// Hours returns the days in order of programme, queue and day.
	Hours(ctx context.Context, scope auth.Scope, q HoursQuery) ([]DayHours, error)
	// HoursFiles lists the newest first.
	HoursFiles(ctx context.Context, scope auth.Scope, programme int64, limit int) ([]HoursFile, error)
}

// QueueSites finds where a queue is and by which clock it counts.
type QueueSites interface {
	QueueSite(ctx context.Context, scope auth.Scope, queue int64) (workforce.Queue, workforce.Site, error)
}

// Presence tells hours that people of an employer have on published rosters.
type Presence interface {
	// Present returns agent hours by interval of a grid; known is false where no
	// roster tells anything of these days.
	Present(ctx context.Context, scope auth.Scope, employer, queue int64, g grid.Grid) (hours []float64, known bool, err error)
}

// Hours is the verbs of rosters and delivered hours, and the board on which they
// stand beside what was committed.
type Hours struct {
	store       HoursStore
	programmes  ProgrammeStore
	commitments CommitmentStore
	queues      QueueSites
	journal     Journal
	// Presence tells what published rosters know; nil: nothing.
	Presence Presence
	// Crowd tells what crowds booked and worked; nil: nothing.
	Crowd CrowdHours
	// Accounts books the hours that a file tells; nil: nothing.
	Accounts Booker
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewHours connects hours with what they need of others.
func NewHours(store HoursStore, programmes ProgrammeStore, commitments CommitmentStore, queues QueueSites, journal Journal) *Hours {
	return &Hours{store: store, programmes: programmes, commitments: commitments, queues: queues, journal: journal, Now: time.Now}
}

// HoursUpload is a file as it was sent.
type HoursUpload struct {
	ProgrammeID int64
	Kind        HoursKind
	Name        string
	Text        string // CSV: source, queue, start, end, agents; see [exchange.ReadStaffing]
	DryRun      bool   // look, and change nothing
}

// mostHoursDays bounds the days of one file.
const mostHoursDays = 400

// Upload takes in a file of hours whole, or nothing of it: the error is
// [exchange.Faults] with every line and column. Skill combinations are codes of the
// queues that the programme serves; staffing lies within their opening hours. Of who
// may, the owner sends both kinds and a vendor those of its own programmes.
func (s *Hours) Upload(ctx context.Context, scope auth.Scope, u HoursUpload) (HoursFile, error) {
	p, err := s.programmes.Programme(ctx, scope, u.ProgrammeID)
	if err != nil {
		return HoursFile{}, err
	}
	if !scope.May(auth.ManageVendors) {
		if err := scope.Require(auth.AnswerAsVendor); err != nil {
			return HoursFile{}, err
		}
	}
	var l problem.List
	l.Need(u.Kind == Planned || u.Kind == Delivered, "kind", u.Kind, "planned or delivered", problem.Wanting(problem.Choice))
	l.Need(isText(u.Name, 1, 200), "name", quoted(u.Name), "1 to 200 printable characters", problem.Wanting(problem.Characters, 1, 200))
	if err := refused("file of hours", l); err != nil {
		return HoursFile{}, err
	}
	served, err := s.served(ctx, scope, p)
	if err != nil {
		return HoursFile{}, err
	}
	days, lines, err := served.read(u, p)
	if err != nil {
		return HoursFile{}, err
	}
	file, err := s.file(ctx, scope, u, days, lines)
	if err != nil || u.DryRun {
		return file, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if file, err = s.store.AddHours(ctx, scope, file, days); err != nil {
			return err
		}
		if err := booked(ctx, scope, s.Accounts, p.ID, file.From, file.To); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "hours.upload", programmeSubject(p.ID), map[string]any{"kind": string(u.Kind), "file": file.ID, "hours": file.Hours, "hash": file.Hash})
	})
	return file, err
}

// file says what a file holds, and how much of it takes the place of other hours.
func (s *Hours) file(ctx context.Context, scope auth.Scope, u HoursUpload, days []DayHours, lines int) (HoursFile, error) {
	sum := sha256.Sum256([]byte(u.Text))
	f := HoursFile{ProgrammeID: u.ProgrammeID, Kind: u.Kind, Name: u.Name, Lines: lines, Hash: hex.EncodeToString(sum[:]), CreatedAt: s.Now(), CreatedBy: scope.Actor()}
	queues := map[int64]bool{}
	for _, d := range days {
		f.Hours += total(d.Hours)
		queues[d.QueueID] = true
		if f.From.IsZero() || d.Day.Before(f.From) {
			f.From = d.Day
		}
		if d.Day.After(f.To) || f.To.IsZero() {
			f.To = d.Day
		}
	}
	f.Queues = slices.Sorted(maps.Keys(queues))
	before, err := s.store.Hours(ctx, scope, HoursQuery{ProgrammeIDs: []int64{u.ProgrammeID}, Kind: u.Kind, From: f.From, To: f.To})
	for _, was := range before {
		if slices.ContainsFunc(days, func(d DayHours) bool { return d.QueueID == was.QueueID && d.Day == was.Day }) {
			f.Replaced++
		}
	}
	return f, err
}

// servedQueue is a queue of a programme with its clock.
type servedQueue struct {
	workforce.Queue
	site workforce.Site
	loc  *time.Location
}

type servedQueues map[string]servedQueue // by lower-case code

// served finds the queues of a programme.
func (s *Hours) served(ctx context.Context, scope auth.Scope, p Programme) (servedQueues, error) {
	out := servedQueues{}
	for _, q := range p.Queues {
		queue, site, err := s.queues.QueueSite(ctx, scope, q.QueueID)
		if err != nil {
			return nil, err
		}
		loc, err := time.LoadLocation(site.Zone)
		if err != nil {
			return nil, err
		}
		out[strings.ToLower(queue.Code)] = servedQueue{queue, site, loc}
	}
	return out, nil
}

// read turns a file into hours by queue and day. A file is read by the clock of one
// site: where the queues of a programme have several zones, each queue needs a file.
func (q servedQueues) read(u HoursUpload, p Programme) ([]DayHours, int, error) {
	loc := time.UTC
	for _, one := range q {
		loc = one.loc
	}
	rows, err := exchange.ReadStaffing(strings.NewReader(u.Text), loc, exchange.Terms{
		Known: func(code string) bool { _, known := q[strings.ToLower(code)]; return known },
	})
	if err != nil {
		return nil, 0, err
	}
	if len(rows) == 0 {
		return nil, 0, exchange.Faults{{Line: 1, Column: "source", Found: "no row", Expected: "source, queue, start, end, agents", Want: problem.Wanting(problem.Rows)}}
	}
	byQueue := map[string][]exchange.Staffing{}
	for _, row := range rows {
		byQueue[strings.ToLower(row.Skills)] = append(byQueue[strings.ToLower(row.Skills)], row)
	}
	var out []DayHours
	for _, code := range slices.Sorted(maps.Keys(byQueue)) {
		days, err := q[code].days(byQueue[code], u.Kind, p.ID)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, days...)
	}
	return out, len(rows), nil
}

// days cuts the rows of one queue into days of its grid.
func (q servedQueue) days(rows []exchange.Staffing, kind HoursKind, programme int64) ([]DayHours, error) {
	first, last := rows[0].Start, rows[0].End
	for _, row := range rows {
		if row.Start.Before(first) {
			first = row.Start
		}
		if row.End.After(last) {
			last = row.End
		}
	}
	from, to := grid.DateOf(first.In(q.loc)), grid.DateOf(last.Add(-time.Second).In(q.loc))
	if n := from.DaysUntil(to) + 1; n > mostHoursDays {
		return nil, exchange.Faults{{Line: rows[0].Line, Column: "startdatetime", Found: fmt.Sprintf("%d days in one file", n), Expected: fmt.Sprintf("at most %d days", mostHoursDays), Want: problem.Wanting(problem.AtMost, mostHoursDays)}}
	}
	g, err := grid.New(q.loc, q.IntervalMin, from, from.DaysUntil(to)+1)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Skills = q.Code // however the file spells it
	}
	curve := exchange.Hours(rows, g)[q.Code]
	var out []DayHours
	for k := range g.Days() {
		begin, end := g.Day(k)
		if hours := curve.Values[begin:end]; total(hours) > 0 {
			out = append(out, DayHours{ProgrammeID: programme, QueueID: q.ID, Kind: kind, Day: g.Date(k), Zone: q.site.Zone, Minutes: q.IntervalMin, Hours: hours})
		}
	}
	return out, nil
}

// Files lists the files of a programme, the newest first.
func (s *Hours) Files(ctx context.Context, scope auth.Scope, programme int64, limit int) ([]HoursFile, error) {
	if _, err := s.programmes.Programme(ctx, scope, programme); err != nil {
		return nil, err
	}
	return s.store.HoursFiles(ctx, scope, programme, limit)
}
