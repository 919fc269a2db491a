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
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// MemberQuery says which members to list; zero fields do not narrow.
type MemberQuery struct {
	ProgrammeID, PersonID int64
	State                 member.State
	Text                  string // part of a code or a name
}

// MemberStore keeps the members of crowds. What a scope does not see (another
// employer, site or person) does not exist for it.
type MemberStore interface {
	Transactor
	CrowdTerms(ctx context.Context, scope auth.Scope, programme int64) (CrowdTerms, error)
	SetCrowdTerms(ctx context.Context, scope auth.Scope, t CrowdTerms) (CrowdTerms, error)
	AddMember(ctx context.Context, scope auth.Scope, m CrowdMember) (CrowdMember, error)
	Member(ctx context.Context, scope auth.Scope, id int64) (CrowdMember, error)
	// Members lists in the order of codes.
	Members(ctx context.Context, scope auth.Scope, q MemberQuery) ([]CrowdMember, error)
	// UpdateMember writes a member that still has the version of m.
	UpdateMember(ctx context.Context, scope auth.Scope, m CrowdMember) (CrowdMember, error)
	AddMemberEvent(ctx context.Context, scope auth.Scope, id int64, step int, e member.Event) error
	MemberEvents(ctx context.Context, scope auth.Scope, id int64) (member.Log, error)
	AddExam(ctx context.Context, scope auth.Scope, e MemberExam) (MemberExam, error)
	UpdateExam(ctx context.Context, scope auth.Scope, e MemberExam) (MemberExam, error)
	// Exams of members, the oldest first; id 0: of all.
	Exams(ctx context.Context, scope auth.Scope, memberID int64) ([]MemberExam, error)
	AddCertificate(ctx context.Context, scope auth.Scope, c MemberCertificate) (MemberCertificate, error)
	Certificates(ctx context.Context, scope auth.Scope, memberID int64) ([]MemberCertificate, error)
	AddAppeal(ctx context.Context, scope auth.Scope, a MemberAppeal) (MemberAppeal, error)
	SetAppeal(ctx context.Context, scope auth.Scope, a MemberAppeal) error
	Appeals(ctx context.Context, scope auth.Scope, memberID int64) ([]MemberAppeal, error)
	// SetCertificate writes until when a certificate was used, and from when it is
	// revoked.
	SetCertificate(ctx context.Context, scope auth.Scope, c MemberCertificate) error
	// RevokeGrants ends the grants of a person that hold: of some skills where any
	// are named (0: grants of no skill in particular), else all. RestoreGrants takes
	// back what a suspension ended.
	RevokeGrants(ctx context.Context, scope auth.Scope, person int64, why authority.End, at time.Time, skills ...int64) (int64, error)
	RestoreGrants(ctx context.Context, scope auth.Scope, person int64, at time.Time) (int64, error)
	// FreeBookings gives back what a member holds of intervals after a time.
	FreeBookings(ctx context.Context, scope auth.Scope, memberID int64, after time.Time) (int64, error)
	// TriangleSeats are the corners of a programme.
	TriangleSeats(ctx context.Context, scope auth.Scope, programme int64) ([]TriangleSeat, error)
}

// PersonBook finds people; workforce.Service has one.
type PersonBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Person, error)
}

// SkillBook finds skills; workforce.Service has one.
type SkillBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Skill, error)
}

// SignIns ends the sessions of a person at once.
type SignIns interface {
	EndSessionsOf(ctx context.Context, scope auth.Scope, person int64) error
}

// Workdays counts working days by the calendar of a site.
type Workdays interface {
	WorkdaysAfter(ctx context.Context, scope auth.Scope, site int64, day grid.Date, days int) (grid.Date, error)
}

// MemberBooks is where what a member refers to is looked up, and what a step has to
// reach outside.
type MemberBooks struct {
	Programmes *Programmes
	People     PersonBook
	Skills     SkillBook
	SignIns    SignIns
	Workdays   Workdays
	Users      NameBook
}

// Members is the verbs of a crowd's members: from application to exit.
type Members struct {
	store   MemberStore
	books   MemberBooks
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewMembers connects members with what they need of others.
func NewMembers(store MemberStore, books MemberBooks, journal Journal) *Members {
	return &Members{store: store, books: books, journal: journal, Now: time.Now}
}

// Terms returns what the owner set for the crowd of a programme, or what is usual.
func (s *Members) Terms(ctx context.Context, scope auth.Scope, programme int64) (CrowdTerms, error) {
	if scope.Person() == 0 { // who is nothing but a member reaches it by the membership
		if _, err := s.books.Programmes.Get(ctx, scope, programme); err != nil {
			return CrowdTerms{}, err
		}
	}
	t, err := termsOf(ctx, s.store, scope, programme)
	if err != nil || t.Version > 0 {
		return t, err
	}
	t.Hour.Currency, err = s.currency(ctx, scope, programme, t.Hour.Currency)
	return t, err
}

// currency is that of the contract that holds today, or held last: an hour is paid in
// it until the owner sets something else.
func (s *Members) currency(ctx context.Context, scope auth.Scope, programme int64, usual money.Currency) (money.Currency, error) {
	history, err := s.books.Programmes.inForce(ctx, everything(scope), programme)
	if err != nil || len(history) == 0 {
		return usual, err
	}
	if v, err := history.On(grid.DateOf(s.Now())); err == nil {
		return v.Currency, nil
	}
	return history[len(history)-1].Currency, nil
}

func termsOf(ctx context.Context, store interface {
	CrowdTerms(ctx context.Context, scope auth.Scope, programme int64) (CrowdTerms, error)
}, scope auth.Scope, programme int64) (CrowdTerms, error) {
	t, err := store.CrowdTerms(ctx, scope, programme)
	if errors.Is(err, database.ErrNotFound) {
		return UsualCrowd(programme), nil
	}
	return t, err
}

// SetTerms replaces them.
func (s *Members) SetTerms(ctx context.Context, scope auth.Scope, t CrowdTerms) (CrowdTerms, error) {
	if _, err := s.books.Programmes.Get(ctx, scope, t.ProgrammeID); err != nil {
		return CrowdTerms{}, err
	}
	if err := t.check(); err != nil {
		return CrowdTerms{}, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if t, err = s.store.SetCrowdTerms(ctx, scope, t); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "crowd.terms", programmeSubject(t.ProgrammeID), nil)
	})
	return t, err
}

// List lists members, with what their evidence supports and what certificates they
// hold.
func (s *Members) List(ctx context.Context, scope auth.Scope, q MemberQuery) ([]CrowdMember, error) {
	list, err := s.store.Members(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	held, err := s.store.Certificates(ctx, scope, 0)
	if err != nil {
		return nil, err
	}
	terms, today := map[int64]CrowdTerms{}, map[string]grid.Date{}
	now := s.Now()
	of := map[int64][]MemberCertificate{}
	for _, c := range held {
		of[c.MemberID] = append(of[c.MemberID], c)
	}
	for i, m := range list {
		t, known := terms[m.ProgrammeID]
		if !known {
			if t, err = termsOf(ctx, s.store, scope, m.ProgrammeID); err != nil {
				return nil, err
			}
			terms[m.ProgrammeID] = t
		}
		m = m.judged(t)
		on, known := today[m.Zone]
		if !known {
			on = m.day(now)
			today[m.Zone] = on
		}
		for _, c := range of[m.ID] {
			if t.Rules.Holds(c.core(m), on) != nil {
				continue
			}
			m.Certificates++
			core := c.core(m)
			if min(on.DaysUntil(t.Rules.Ends(core)), on.DaysUntil(t.Rules.Idles(core))) <= 30 {
				m.Lapsing++
			}
		}
		list[i] = m
	}
	return list, nil
}

// File returns all that is known of a member.
func (s *Members) File(ctx context.Context, scope auth.Scope, id int64) (MemberFile, error) {
	f, err := s.file(ctx, scope, id)
	if err != nil {
		return f, err
	}
	now := s.Now()
	f.Next, f.Broken = f.next(now), f.Events.Broken()
	on := f.Member.day(now)
	for i, c := range f.Certificates {
		core := c.core(f.Member)
		f.Certificates[i].Holds, f.Certificates[i].Ends, f.Certificates[i].Idle = f.Terms.Rules.Holds(core, on), f.Terms.Rules.Ends(core), f.Terms.Rules.Idles(core)
	}
	for i, a := range f.Appeals {
		f.Appeals[i].Overdue = a.Outcome == member.Pending && on.After(a.Due)
	}
	f.Names, err = s.named(ctx, scope, f)
	return f, err
}

// named says who is meant by the keys in a member's log and appeals; who is no user
// any more keeps the key.
func (s *Members) named(ctx context.Context, scope auth.Scope, f MemberFile) (map[string]string, error) {
	names := map[string]string{f.Member.key(): f.Member.Name}
	keys := []string{}
	for _, e := range f.Events {
		keys = append(keys, e.Actor)
	}
	for _, a := range f.Appeals {
		keys = append(keys, a.Decider)
	}
	for _, key := range keys {
		var id int64
		if _, known := names[key]; known || key == "" {
			continue
		}
		if _, err := fmt.Sscanf(key, "user/%d", &id); err != nil && key != "system" {
			continue
		}
		name, err := s.books.Users.UserName(ctx, scope, id)
		if err != nil && !errors.Is(err, database.ErrNotFound) {
			return nil, err
		}
		if name != "" {
			names[key] = name
		}
	}
	return names, nil
}

func (s *Members) file(ctx context.Context, scope auth.Scope, id int64) (f MemberFile, err error) {
	if f.Member, err = s.store.Member(ctx, scope, id); err != nil {
		return f, err
	}
	if f.Terms, err = termsOf(ctx, s.store, scope, f.Member.ProgrammeID); err != nil {
		return f, err
	}
	f.Member = f.Member.judged(f.Terms)
	if f.Events, err = s.store.MemberEvents(ctx, scope, id); err != nil {
		return f, err
	}
	if f.Exams, err = s.store.Exams(ctx, scope, id); err != nil {
		return f, err
	}
	if f.Certificates, err = s.store.Certificates(ctx, scope, id); err != nil {
		return f, err
	}
	f.Appeals, err = s.store.Appeals(ctx, scope, id)
	return f, err
}

// Apply begins a membership: a person of the programme's employer applies to it.
func (s *Members) Apply(ctx context.Context, scope auth.Scope, programme, person int64) (CrowdMember, error) {
	p, err := s.books.Programmes.Get(ctx, scope, programme)
	if err != nil {
		return CrowdMember{}, err
	}
	who, err := s.books.People.Get(ctx, scope, person)
	var l problem.List
	if err := missing(&l, err, "personId", person, "a person"); err != nil {
		return CrowdMember{}, err
	}
	l.Need(p.Mode == contract.Crowd || p.Mode == contract.OwnerControlled, "programmeId", p.Mode, "a programme whose people the owner controls: crowd or owner_controlled")
	l.Need(err != nil || who.EmployerID == p.EmployerID, "personId", person, "a person of the programme's employer", problem.Wanting(problem.SameEmployer))
	if err := refused("membership", l); err != nil {
		return CrowdMember{}, err
	}
	now := s.Now().UTC().Truncate(time.Microsecond)
	m := CrowdMember{ProgrammeID: programme, EmployerID: p.EmployerID, SiteID: who.SiteID, PersonID: person, State: member.Applied, Since: now, JoinedAt: now}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if m, err = s.store.AddMember(ctx, scope, m); err != nil {
			return err
		}
		if err := s.store.AddMemberEvent(ctx, scope, m.ID, 0, member.Apply(m.key(), now)[0]); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.apply", m.key(), map[string]any{"programme": programme, "person": person})
	})
	return m, err
}

// MemberNotes is what is recorded of a member outside the steps; nil stays.
type MemberNotes struct {
	Consent, Identity, Trained, Coached, Alarm *bool
	Contacts                                   *int64
	Good, Bad                                  *float64
	Confirm                                    bool // a person stands by a suspension
}

// Note records facts on which later steps rest.
func (s *Members) Note(ctx context.Context, scope auth.Scope, id, version int64, n MemberNotes) (CrowdMember, error) {
	m, err := s.store.Member(ctx, scope, id)
	if err != nil {
		return m, err
	}
	var l problem.List
	l.Need(n.Good == nil || *n.Good >= 0, "good", n.Good, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(n.Bad == nil || *n.Bad >= 0, "bad", n.Bad, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(n.Contacts == nil || *n.Contacts >= 0, "contacts", n.Contacts, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(!n.Confirm || m.State == member.Suspended, "confirm", m.State, "a member who is suspended")
	if err := refused("member", l); err != nil {
		return m, err
	}
	set(&m.Consent, n.Consent)
	set(&m.Identity, n.Identity)
	set(&m.Trained, n.Trained)
	set(&m.Coached, n.Coached)
	set(&m.Alarm, n.Alarm)
	set(&m.Contacts, n.Contacts)
	set(&m.Good, n.Good)
	set(&m.Bad, n.Bad)
	if n.Confirm && m.Confirmed.IsZero() {
		m.Confirmed = s.Now()
	}
	m.Version = version
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if m, err = s.store.UpdateMember(ctx, scope, m); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.note", m.key(), n)
	})
	return m, err
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// actor names who acts in the sealed log: the member where it is they themselves.
func actor(scope auth.Scope, m CrowdMember) string {
	switch {
	case scope.Person() != 0 && scope.Person() == m.PersonID:
		return m.key()
	case scope.IsSystem() && scope.Actor() == 0:
		return "system"
	}
	return userKey(scope.Actor())
}

func userKey(id int64) string { return fmt.Sprintf("user/%d", id) }

// Own lists the memberships of the person who asks.
func (s *Members) Own(ctx context.Context, scope auth.Scope) ([]MemberFile, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	list, err := s.store.Members(ctx, scope, MemberQuery{PersonID: scope.Person()})
	if err != nil {
		return nil, err
	}
	out := make([]MemberFile, len(list))
	for i, m := range list {
		if out[i], err = s.File(ctx, scope, m.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// IsNarrowed reports whether a person may not work: a suspended or departed member
// keeps the sight of their own record and nothing else.
func (s *Members) IsNarrowed(ctx context.Context, scope auth.Scope, person int64) (bool, error) {
	list, err := s.store.Members(ctx, scope, MemberQuery{PersonID: person})
	if err != nil || len(list) == 0 {
		return false, err
	}
	barred := func(m CrowdMember) bool { return m.State == member.Suspended || m.State == member.Exited }
	return !slices.ContainsFunc(list, func(m CrowdMember) bool { return !barred(m) }), nil
}
