package vendors

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/workforce/grid"
)

// TriangleSeat is a user on a corner of a programme: of the owner, or the vendor's
// counterpart.
type TriangleSeat struct {
	ProgrammeID int64
	Corner      authority.Corner
	Owner       bool
	UserID      int64
	Name        string
}

// TriangleMotion is a change in one corner's field, or the start of the programme
// (no field), with what the corners say.
type TriangleMotion struct {
	ID, ProgrammeID int64
	Field           authority.Corner // "": go or no go
	Text            string
	OpenedAt        time.Time
	OpenedBy        int64
	Voices          []TriangleVoice
	Vote            authority.Vote
}

// TriangleVoice is a word on a motion.
type TriangleVoice struct {
	MotionID, UserID int64
	Yes              bool
	Why              string
	At               time.Time
}

// TriangleAction is a line of the weekly board.
type TriangleAction struct {
	ID, ProgrammeID int64
	Corner          authority.Corner
	Text, Person    string
	Due             grid.Date
	Critical        bool
	Calibration     bool // done, it counts as the week's calibration
	OpenedAt        time.Time
	OpenedBy        int64
	DoneAt          time.Time
	DoneBy          int64
}

// Triangle is the state of a programme's triangle.
type Triangle struct {
	ProgrammeID int64
	Seats       []TriangleSeat
	Incomplete  error // why it cannot decide yet; nil: it can
	Motions     []TriangleMotion
	Actions     []TriangleAction
	Health      authority.Health
	Calibrated  grid.Date // last; zero: never
	Open        int       // critical actions
	Certified   int
	Working     int
}

// Colleague is a user who can hold a corner.
type Colleague struct {
	ID       int64
	Name     string
	Employer int64 // 0: of the owner
}

// Colleagues finds users; those of another vendor do not exist for a coordinator.
type Colleagues interface {
	Colleagues(ctx context.Context, scope auth.Scope) ([]Colleague, error)
}

// TriangleStore keeps triangles.
type TriangleStore interface {
	Transactor
	TriangleSeats(ctx context.Context, scope auth.Scope, programme int64) ([]TriangleSeat, error)
	SetTriangleSeats(ctx context.Context, scope auth.Scope, programme int64, seats []TriangleSeat) error
	AddMotion(ctx context.Context, scope auth.Scope, m TriangleMotion) (TriangleMotion, error)
	// Motions lists the newest first, with their voices.
	Motions(ctx context.Context, scope auth.Scope, programme int64) ([]TriangleMotion, error)
	SetVoice(ctx context.Context, scope auth.Scope, v TriangleVoice) error
	AddAction(ctx context.Context, scope auth.Scope, a TriangleAction) (TriangleAction, error)
	Actions(ctx context.Context, scope auth.Scope, programme int64) ([]TriangleAction, error)
	// FinishAction marks one done that is not.
	FinishAction(ctx context.Context, scope auth.Scope, programme, id int64, at time.Time) error
}

// Triangles is the verbs of the owner's three corners over programmes (004-15).
type Triangles struct {
	store      TriangleStore
	members    *Members
	colleagues Colleagues
	journal    Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewTriangles connects triangles with what they need of others.
func NewTriangles(store TriangleStore, members *Members, colleagues Colleagues, journal Journal) *Triangles {
	return &Triangles{store: store, members: members, colleagues: colleagues, journal: journal, Now: time.Now}
}

// Get returns a programme's triangle: seats, motions with their votes, the weekly
// board and its health.
func (s *Triangles) Get(ctx context.Context, scope auth.Scope, programme int64) (t Triangle, err error) {
	if _, err := s.members.books.Programmes.Get(ctx, scope, programme); err != nil {
		return t, err
	}
	t.ProgrammeID = programme
	if t.Seats, err = s.store.TriangleSeats(ctx, scope, programme); err != nil {
		return t, err
	}
	people, err := s.colleagues.Colleagues(ctx, auth.SystemScope(scope.Tenant()))
	if err != nil {
		return t, err
	}
	t.Incomplete = authority.Seats(seatsOf(t.Seats), staffOf(people))
	if t.Motions, err = s.store.Motions(ctx, scope, programme); err != nil {
		return t, err
	}
	for i, m := range t.Motions {
		t.Motions[i].Vote = m.vote(t.Seats)
	}
	if t.Actions, err = s.store.Actions(ctx, scope, programme); err != nil {
		return t, err
	}
	return t, s.healthy(ctx, scope, &t)
}

func (s *Triangles) healthy(ctx context.Context, scope auth.Scope, t *Triangle) error {
	for _, a := range t.Actions {
		if a.Critical && a.DoneAt.IsZero() {
			t.Open++
		}
		if day := grid.DateOf(a.DoneAt); a.Calibration && !a.DoneAt.IsZero() && day.After(t.Calibrated) {
			t.Calibrated = day
		}
	}
	list, err := s.members.List(ctx, scope, MemberQuery{ProgrammeID: t.ProgrammeID})
	if err != nil {
		return err
	}
	for _, m := range list {
		if m.State.Works() {
			t.Working++
			t.Certified += min(1, m.Certificates)
		}
	}
	t.Health = authority.HealthOf(t.Open, t.Calibrated, grid.DateOf(s.Now()), t.Certified, t.Working)
	return nil
}

func seatsOf(list []TriangleSeat) []authority.Seat {
	out := make([]authority.Seat, len(list))
	for i, seat := range list {
		out[i] = authority.Seat{Corner: seat.Corner, Person: userKey(seat.UserID), Owner: seat.Owner}
	}
	return out
}

// staffOf says who is a vendor's.
func staffOf(people []Colleague) func(person string) bool {
	return func(person string) bool {
		return slices.ContainsFunc(people, func(c Colleague) bool { return userKey(c.ID) == person && c.Employer != 0 })
	}
}

func (m TriangleMotion) vote(seats []TriangleSeat) authority.Vote {
	voices := make([]authority.Voice, len(m.Voices))
	for i, v := range m.Voices {
		voices[i] = authority.Voice{Person: userKey(v.UserID), Yes: v.Yes, Why: v.Why}
	}
	if m.Field == "" {
		return authority.Go(seatsOf(seats), voices)
	}
	return authority.Change(seatsOf(seats), m.Field, voices)
}

// Colleagues lists who can hold a corner of a programme: the owner's people, and
// those of its employer.
func (s *Triangles) Colleagues(ctx context.Context, scope auth.Scope, programme int64) ([]Colleague, error) {
	p, err := s.members.books.Programmes.Get(ctx, scope, programme)
	if err != nil {
		return nil, err
	}
	list, err := s.colleagues.Colleagues(ctx, auth.SystemScope(scope.Tenant()))
	return slices.DeleteFunc(list, func(c Colleague) bool { return c.Employer != 0 && c.Employer != p.EmployerID }), err
}

// Seat puts people on the corners: each corner one of the owner and one counterpart
// of the vendor, nobody on two, the vendor's people never on the owner's.
func (s *Triangles) Seat(ctx context.Context, scope auth.Scope, programme int64, seats []TriangleSeat) (Triangle, error) {
	list, err := s.Colleagues(ctx, scope, programme)
	if err != nil {
		return Triangle{}, err
	}
	for i, seat := range seats {
		at := slices.IndexFunc(list, func(c Colleague) bool { return c.ID == seat.UserID })
		if at < 0 {
			return Triangle{}, authority.Refuse("iron triangle", string(seat.Corner), authority.NoSeatFor, fmt.Sprint(seat.UserID), "a user of the owner, or of the programme's vendor")
		}
		seats[i].ProgrammeID, seats[i].Name = programme, list[at].Name
	}
	if err := authority.Seats(seatsOf(seats), staffOf(list)); err != nil {
		return Triangle{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.SetTriangleSeats(ctx, scope, programme, seats); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "triangle.seats", programmeSubject(programme), nil)
	})
	if err != nil {
		return Triangle{}, err
	}
	return s.Get(ctx, scope, programme)
}

// Move puts a change of one corner's field, or a start, to the corners.
func (s *Triangles) Move(ctx context.Context, scope auth.Scope, programme int64, field authority.Corner, text string) (Triangle, error) {
	t, err := s.Get(ctx, scope, programme)
	if err != nil {
		return t, err
	}
	if t.Incomplete != nil {
		return t, t.Incomplete
	}
	var l problem.List
	l.Need(field == "" || slices.Contains(authority.Corners, field), "field", field, "operations, quality, capability, or nothing for a start")
	l.Need(isText(strings.TrimSpace(text), 3, longestText), "text", quoted(text), "what is to change, 3 characters or more", problem.Wanting(problem.Characters, 3, longestText))
	if err := refused("motion", l); err != nil {
		return t, err
	}
	m := TriangleMotion{ProgrammeID: programme, Field: field, Text: strings.TrimSpace(text), OpenedAt: s.Now(), OpenedBy: scope.Actor()}
	return s.after(ctx, scope, programme, "triangle.move", map[string]any{"field": string(field), "text": m.Text}, func(ctx context.Context) error {
		_, err := s.store.AddMotion(ctx, scope, m)
		return err
	})
}

// Speak is the word of whoever asks on a motion: they hold a corner of the owner's,
// and a veto has its reason.
func (s *Triangles) Speak(ctx context.Context, scope auth.Scope, programme, motion int64, yes bool, why string) (Triangle, error) {
	t, err := s.Get(ctx, scope, programme)
	if err != nil {
		return t, err
	}
	at := slices.IndexFunc(t.Motions, func(m TriangleMotion) bool { return m.ID == motion })
	holds := slices.ContainsFunc(t.Seats, func(seat TriangleSeat) bool { return seat.Owner && seat.UserID == scope.Actor() })
	switch {
	case at < 0:
		return t, database.ErrNotFound
	case !holds:
		return t, authority.Refuse("iron triangle", "voice", authority.NotOnCorner, userKey(scope.Actor()), "somebody on one of the owner's corners")
	case t.Motions[at].Vote.Passed:
		return t, authority.Refuse("iron triangle", "voice", authority.MotionPassed, "a motion that has passed", "one that is open")
	case !yes && strings.TrimSpace(why) == "":
		return t, authority.Refuse("iron triangle", "why", authority.NoVeto, "nothing", "the reason of the veto")
	}
	return s.after(ctx, scope, programme, "triangle.voice", map[string]any{"motion": motion, "yes": yes, "why": why}, func(ctx context.Context) error {
		return s.store.SetVoice(ctx, scope, TriangleVoice{MotionID: motion, UserID: scope.Actor(), Yes: yes, Why: strings.TrimSpace(why), At: s.Now()})
	})
}

// Act writes a line on the weekly board.
func (s *Triangles) Act(ctx context.Context, scope auth.Scope, a TriangleAction) (Triangle, error) {
	if _, err := s.members.books.Programmes.Get(ctx, scope, a.ProgrammeID); err != nil {
		return Triangle{}, err
	}
	var l problem.List
	l.Need(slices.Contains(authority.Corners, a.Corner), "corner", a.Corner, "operations, quality or capability", problem.Wanting(problem.Choice))
	l.Need(isText(a.Text, 3, longestText), "text", quoted(a.Text), "what is to be done", problem.Wanting(problem.Characters, 3, longestText))
	l.Need(isText(a.Person, 1, 200), "person", quoted(a.Person), "who does it", problem.Wanting(problem.Characters, 1, 200))
	l.Need(!a.Due.IsZero(), "due", "nothing", "a day", problem.Wanting(problem.Needed))
	if err := refused("action", l); err != nil {
		return Triangle{}, err
	}
	a.OpenedAt, a.OpenedBy = s.Now(), scope.Actor()
	return s.after(ctx, scope, a.ProgrammeID, "triangle.act", map[string]any{"text": a.Text, "due": a.Due.String()}, func(ctx context.Context) error {
		_, err := s.store.AddAction(ctx, scope, a)
		return err
	})
}

// Finish marks an action done.
func (s *Triangles) Finish(ctx context.Context, scope auth.Scope, programme, action int64) (Triangle, error) {
	if _, err := s.members.books.Programmes.Get(ctx, scope, programme); err != nil {
		return Triangle{}, err
	}
	return s.after(ctx, scope, programme, "triangle.finish", map[string]any{"action": action}, func(ctx context.Context) error {
		return s.store.FinishAction(ctx, scope, programme, action, s.Now())
	})
}

// after writes, records, and returns the triangle as it is then.
func (s *Triangles) after(ctx context.Context, scope auth.Scope, programme int64, action string, detail any, write func(context.Context) error) (Triangle, error) {
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := write(ctx); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, action, programmeSubject(programme), detail)
	})
	if err != nil {
		return Triangle{}, err
	}
	return s.Get(ctx, scope, programme)
}
