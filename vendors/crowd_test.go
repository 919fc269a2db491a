package vendors_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// crowd is a centre with a crowd programme and the services over it.
type crowd struct {
	*centre
	members   *vendors.Members
	releases  *vendors.Releases
	authority *vendors.Authority
	payrolls  *vendors.Payrolls
	triangles *vendors.Triangles
	programme vendors.Programme
	people    []workforce.Person
	ended     []int64 // people whose sessions were ended
}

func (c *crowd) EndSessionsOf(_ context.Context, _ auth.Scope, person int64) error {
	c.ended = append(c.ended, person)
	return nil
}

func (c *crowd) WorkdaysAfter(_ context.Context, _ auth.Scope, _ int64, day grid.Date, days int) (grid.Date, error) {
	return day.AddDays(7 * days / 5), nil
}

func (c *crowd) Colleagues(context.Context, auth.Scope) ([]vendors.Colleague, error) {
	return []vendors.Colleague{
		{ID: 11, Name: "Olga"}, {ID: 12, Name: "Quinn"}, {ID: 13, Name: "Cai"},
		{ID: 21, Name: "Vi", Employer: c.employers["CROWD"]}, {ID: 22, Name: "Vo", Employer: c.employers["CROWD"]}, {ID: 23, Name: "Va", Employer: c.employers["CROWD"]},
	}, nil
}

func eachCrowd(t *testing.T, test func(t *testing.T, c *crowd)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) { test(t, newCrowd(t, db)) })
}

func newCrowd(t *testing.T, db *database.DB) *crowd {
	t.Helper()
	c := &crowd{centre: newCentre(t, db)}
	now := func() time.Time { return c.now }
	c.programme = c.created(t, "CROWD", contract.Crowd)
	for i := range 6 {
		c.people = append(c.people, must(c.workforce.People.Create(t.Context(), c.scope, workforce.Person{
			Code: fmt.Sprintf("C%d", i), Name: fmt.Sprintf("Member %d", i), SiteID: c.site.ID, EmployerID: c.employers["CROWD"], HiredOn: day("2025-01-01"),
		}))(t))
	}
	c.members = vendors.NewMembers(store.NewMembers(db), vendors.MemberBooks{Programmes: c.Programmes, People: c.workforce.People, Skills: c.workforce.Skills, SignIns: c, Workdays: c, Users: names{}}, c.journal)
	c.members.Now = now
	c.releases = vendors.NewReleases(store.NewReleases(db), c.members, c.workforce.Queues, c.journal)
	c.releases.Now = now
	c.payrolls = vendors.NewPayrolls(store.NewPayrolls(db), c.members, c.releases, c.journal)
	c.payrolls.Now = now
	c.authority = vendors.NewAuthority(store.NewAuthority(db), c.members, c.workforce.People, c.workforce.Employers, c.workforce.Skills, c.journal)
	c.authority.Now = now
	c.triangles = vendors.NewTriangles(store.NewTriangles(db), c.members, c, c.journal)
	c.triangles.Now = now
	return c
}

// user is somebody of the owner with a number.
func (c *crowd) user(t *testing.T, id int64) auth.Scope {
	t.Helper()
	return must(auth.NewScope(auth.Grant{Tenant: 1, Actor: id, AllSites: true, Permissions: auth.Permissions(auth.VendorManager)}))(t)
}

// agent is the scope of a person who signs in for nobody else.
func (c *crowd) agent(t *testing.T, person int64) auth.Scope {
	t.Helper()
	return must(auth.NewScope(auth.Grant{Tenant: 1, Actor: 100 + person, AllSites: true, Person: person, Permissions: auth.Permissions(auth.Agent)}))(t)
}

// active brings a member from application to work.
func (c *crowd) active(t *testing.T, i int) vendors.CrowdMember {
	t.Helper()
	ctx, by := t.Context(), c.user(t, 11)
	m := must(c.members.Apply(ctx, c.scope, c.programme.ID, c.people[i].ID))(t)
	yes, graded := true, 60.0
	m = must(c.members.Note(ctx, by, m.ID, m.Version, vendors.MemberNotes{Consent: &yes, Identity: &yes, Trained: &yes, Good: &graded}))(t)
	for _, to := range []member.State{member.Screened, member.Training, member.Exam} {
		m = must(c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: to, Evidence: []string{"seen"}}))(t)
	}
	exam := must(c.members.BeginExam(ctx, by, m.ID, c.calls.SkillID))(t)
	must(c.members.AnswerExam(ctx, by, m.ID, exam.ID, 0, make([]member.Answer, 10)))(t)
	exam = must(c.members.AnswerExam(ctx, by, m.ID, exam.ID, 10, make([]member.Answer, 60)))(t)
	if !exam.Result.Passed() || exam.Result.Items != 21 {
		t.Fatalf("exam: %v, want passed after 21 items", exam.Result)
	}
	m = must(c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: member.Probation, Evidence: []string{"exam"}}))(t)
	contacts := int64(300)
	m = must(c.members.Note(ctx, by, m.ID, m.Version, vendors.MemberNotes{Contacts: &contacts}))(t)
	return must(c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: member.Active, Evidence: []string{"200 contacts"}}))(t)
}

// granted gives a member a right, by two people.
func (c *crowd) granted(t *testing.T, person int64, limit int64) vendors.AuthorityGrant {
	t.Helper()
	g := must(c.authority.Ask(t.Context(), c.user(t, 11), vendors.AuthorityGrant{
		PersonID: person, Right: authority.Right{Code: authority.Goodwill}, Level: 1, Limit: money.Amount{Minor: limit, Currency: "CNY"}, From: c.now, To: c.now.AddDate(0, 0, 60), Reason: "record",
	}))(t)
	return must(c.authority.Approve(t.Context(), c.user(t, 12), g.ID, g.Version))(t)
}

func (c *crowd) ask(t *testing.T, person, minor int64, contact string) vendors.Answered {
	t.Helper()
	return must(c.authority.Decide(t.Context(), c.scope, vendors.Question{
		PersonID: person, Right: authority.Goodwill, Amount: money.Amount{Minor: minor, Currency: "CNY"}, Contact: contact, Customer: "k1",
	}))(t)
}

func (c *crowd) matrix(t *testing.T) {
	t.Helper()
	list := must(c.authority.Ladder(money.Amount{Minor: 10000, Currency: "CNY"}))(t)
	if _, err := c.authority.SetPolicies(t.Context(), c.scope, list); err != nil {
		t.Fatal(err)
	}
}

// 004-16, 004-18: suspension ends grants, sessions and bookings with the step, the
// log stays whole, and an appeal that is granted restores what it ended.
func TestASuspensionEndsEverythingAtOnce(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		c.granted(t, m.PersonID, 2000)
		if d := c.ask(t, m.PersonID, 1000, "c1"); d.Verdict != authority.Allow {
			t.Fatalf("before: %+v", d.Decision)
		}
		booked := c.booked(t, m)
		m = must(c.members.Step(ctx, c.user(t, 11), m.ID, m.Version, vendors.MemberStep{To: member.Suspended, Ground: member.Breach, Evidence: []string{"contact 7"}}))(t)
		if d := c.ask(t, m.PersonID, 1, "c2"); d.Verdict != authority.Deny || d.By != authority.ByState {
			t.Errorf("after: %+v, want a denial by state", d.Decision)
		}
		grants := must(c.authority.Grants(ctx, c.scope, vendors.GrantQuery{PersonID: m.PersonID}))(t)
		if grants[0].RevokedWhy != authority.Suspension {
			t.Errorf("grant: %+v, want revoked by the suspension", grants[0])
		}
		freed := must(c.releases.Bookings(ctx, c.scope, vendors.BookingQuery{MemberID: m.ID}))(t)
		if freed[0].ID != booked.ID || freed[0].State != vendors.BookingFreed {
			t.Errorf("booking: %+v, want freed", freed[0])
		}
		if len(c.ended) != 1 || c.ended[0] != m.PersonID {
			t.Errorf("sessions ended of %v", c.ended)
		}
		if barred := must(c.members.IsNarrowed(ctx, c.scope, m.PersonID))(t); !barred {
			t.Error("a suspended member is not narrowed")
		}
		appeal := must(c.members.Appeal(ctx, c.agent(t, m.PersonID), m.ID, 6, "it was not me"))(t)
		if _, err := c.members.DecideAppeal(ctx, c.user(t, 11), m.ID, appeal.ID, true, "own mistake"); err == nil {
			t.Error("who suspended decided the appeal")
		}
		must(c.members.DecideAppeal(ctx, c.user(t, 12), m.ID, appeal.ID, true, "another agent's contact"))(t)
		f := must(c.members.File(ctx, c.scope, m.ID))(t)
		if f.Member.State != member.Active || f.Broken != -1 || len(f.Events) != 8 {
			t.Errorf("after the appeal: %s, broken %d, %d events", f.Member.State, f.Broken, len(f.Events))
		}
		if d := c.ask(t, m.PersonID, 100, "c3"); d.Verdict != authority.Allow {
			t.Errorf("restored: %+v, want allowed", d.Decision)
		}
	})
}

// booked is an interval that a member asked for, got and accepted.
func (c *crowd) booked(t *testing.T, m vendors.CrowdMember) vendors.CrowdBooking {
	t.Helper()
	ctx := t.Context()
	r := c.release(t, 1)
	must(c.releases.Take(ctx, c.agent(t, m.PersonID), r.Slots[0].ID))(t)
	must(c.releases.Give(ctx, c.scope, r.ID))(t)
	list := must(c.releases.Bookings(ctx, c.scope, vendors.BookingQuery{MemberID: m.ID}))(t)
	return must(c.releases.Answer(ctx, c.agent(t, m.PersonID), list[0].ID, vendors.AcceptOffer))(t)
}

func (c *crowd) release(t *testing.T, need int) vendors.CrowdRelease {
	t.Helper()
	return must(c.releases.Open(t.Context(), c.scope, vendors.CrowdRelease{
		ProgrammeID: c.programme.ID, QueueID: c.calls.ID, Name: "Monday", Rule: member.Lottery, Seed: 7, ClosesAt: c.now.Add(24 * time.Hour), AnswerBy: c.now.Add(48 * time.Hour),
		Slots: []vendors.CrowdSlot{{Begins: c.now.Add(96 * time.Hour).Truncate(15 * time.Minute), Minutes: 120, Need: need}},
	}))(t)
}

// 004-18: no step without its guard, an actor and evidence; a certificate from the
// future and a booking of somebody suspended are refused with the reason.
func TestWhatCannotBeIsRefusedWithItsReason(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, by := t.Context(), c.user(t, 11)
		m := must(c.members.Apply(ctx, c.scope, c.programme.ID, c.people[0].ID))(t)
		var guard *member.GuardError
		if _, err := c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: member.Screened, Evidence: []string{"x"}}); !errors.As(err, &guard) || guard.Guard != "consent" {
			t.Errorf("without consent: %v", err)
		}
		if _, err := c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: member.Active, Evidence: []string{"x"}}); !errors.As(err, &guard) || guard.Guard != "step" {
			t.Errorf("a leap: %v", err)
		}
		if _, err := c.members.Certify(ctx, by, vendors.MemberCertificate{MemberID: m.ID, SkillID: c.calls.SkillID, Granted: day("2026-03-03"), Method: "exam"}); fmt.Sprint(fieldsOf(t, err)) != "[granted]" {
			t.Errorf("from the future: %v", err)
		}
		if _, err := c.members.Apply(ctx, c.scope, c.programme.ID, c.people[0].ID); err == nil {
			t.Error("the same person twice in a programme")
		}
		stale := m.Version - 1
		if _, err := c.members.Note(ctx, by, m.ID, stale, vendors.MemberNotes{}); !errors.As(err, new(*database.StaleError)) {
			t.Errorf("a stale note: %v", err)
		}
		m = c.active(t, 1)
		m = must(c.members.Step(ctx, by, m.ID, m.Version, vendors.MemberStep{To: member.Suspended, Ground: member.Breach, Evidence: []string{"x"}}))(t)
		r := c.release(t, 1)
		var refused *member.RefusedError
		if _, err := c.releases.Take(ctx, c.agent(t, m.PersonID), r.Slots[0].ID); !errors.As(err, &refused) || refused.Found != "suspended" {
			t.Errorf("a booking of a suspended member: %v", err)
		} else if refused.Kind != member.NotWorking || fmt.Sprint(refused.Figures) != "[suspended]" {
			t.Errorf("refused by %q with %v, want what screens make a sentence of", refused.Kind, refused.Figures)
		}
		f := must(c.members.File(ctx, c.agent(t, m.PersonID), m.ID))(t)
		for _, e := range f.Events {
			if name := f.Names[e.Actor]; name != map[string]string{"user/11": "user 11", e.Member: m.Name}[e.Actor] {
				t.Errorf("the log names %q %q", e.Actor, name)
			}
		}
	})
}

// 004-16: intervals go by the rule and not by who asked first; the same seed gives
// the same release, and who got none knows the place in the order.
func TestIntervalsAreGivenByTheRule(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx := t.Context()
		var list []vendors.CrowdMember
		for i := range 4 {
			list = append(list, c.active(t, i))
		}
		r := c.release(t, 1)
		for _, m := range list {
			must(c.releases.Take(ctx, c.agent(t, m.PersonID), r.Slots[0].ID))(t)
			must(c.releases.Take(ctx, c.agent(t, m.PersonID), r.Slots[0].ID))(t) // a second tap changes nothing
		}
		r = must(c.releases.Give(ctx, c.scope, r.ID))(t)
		if r.State != vendors.ReleaseGiven || r.Slots[0].Held != r.Slots[0].Places || r.Slots[0].Enough < 0.8 {
			t.Errorf("given: %+v", r.Slots[0])
		}
		bookings := must(c.releases.Bookings(ctx, c.scope, vendors.BookingQuery{ReleaseID: r.ID}))(t)
		missed := 0
		for _, b := range bookings {
			if b.Of != 4 || b.Place < 1 || b.Place > 4 {
				t.Errorf("%+v, want a place of 4", b)
			}
			if b.State == vendors.BookingMissed {
				missed++
			}
		}
		if missed != 4-r.Slots[0].Places {
			t.Errorf("%d missed of 4 for %d places", missed, r.Slots[0].Places)
		}
		if _, err := c.releases.Give(ctx, c.scope, r.ID); err == nil {
			t.Error("a release was given twice")
		}
		c.now = c.now.Add(72 * time.Hour)
		if err := c.releases.Sweep(ctx, c.scope); err != nil {
			t.Fatal(err)
		}
		for _, b := range must(c.releases.Bookings(ctx, c.scope, vendors.BookingQuery{ReleaseID: r.ID}))(t) {
			if b.State == vendors.BookingOffered {
				t.Errorf("%+v, want lapsed after nobody answered", b)
			}
		}
	})
}

// 004-16: hours booked and worked count, and the partner's pay is set against them.
func TestPayIsSetAgainstHoursWorked(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		b := c.booked(t, m)
		c.now = b.Begins.Add(3 * time.Hour)
		if _, err := c.releases.Attend(ctx, c.scope, b.ID, 121); err == nil {
			t.Error("more was worked than booked")
		}
		must(c.releases.Attend(ctx, c.scope, b.ID, 90))(t)
		hours := must(c.releases.Hours(ctx, c.scope, c.programme.ID, c.calls.ID, c.now.AddDate(0, 0, -10), c.now))(t)
		if len(hours) != 1 || hours[0].Booked != 2 || hours[0].Worked != 1.5 {
			t.Errorf("hours: %+v, want 2 booked and 1.5 worked", hours)
		}
		kept := must(c.releases.KeptBookings(ctx, c.scope, b.Begins.AddDate(0, 0, -1), c.now))(t)
		if want := []vendors.KeptBooking{{BookingID: b.ID, PersonID: m.PersonID, Day: grid.DateOf(b.Begins.In(time.FixedZone("", 8*3600))), Minutes: 120, Worked: 90}}; !slices.Equal(kept, want) {
			t.Errorf("kept: %+v, want %+v", kept, want)
		}
		c.now = c.now.AddDate(0, 0, 30)
		rows := [][]string{{"工号", "姓名", "实发", "发放日期", "凭证"}, {"C0", "Member 0", "¥40.00", "2026-03-20", ""}, {"C9", "Nobody", "10", "2026/03/10", "p1"}}
		on := grid.DateOf(b.Begins)
		p := must(c.payrolls.Check(ctx, c.scope, vendors.Payroll{ProgrammeID: c.programme.ID, Name: "March", From: on, To: on}, rows, false))(t)
		if len(p.Lines) != 2 || p.Lines[0].Owed.Minor != 4800 || fmt.Sprint(p.Lines[0].Causes) != "[short late no_proof]" || fmt.Sprint(p.Lines[1].Causes) != "[unknown_person]" {
			t.Errorf("lines: %+v", p.Lines)
		}
		if _, err := c.payrolls.Check(ctx, c.scope, vendors.Payroll{ProgrammeID: c.programme.ID, Name: "March", From: on, To: on}, rows, false); !errors.As(err, new(*database.DuplicateError)) {
			t.Errorf("the same file twice: %v", err)
		}
		own := must(c.payrolls.Own(ctx, c.agent(t, m.PersonID)))(t)
		if len(own) != 1 || own[0].Code != "C0" {
			t.Errorf("own lines: %+v", own)
		}
		_, err := c.payrolls.Check(ctx, c.scope, vendors.Payroll{ProgrammeID: c.programme.ID, Name: "X", From: on, To: on}, [][]string{{"code", "amount", "date"}, {"", "1.234", "yesterday"}}, true)
		if got := fmt.Sprint(fieldsOf(t, err)); got != "[file:2:amount file:2:paidOn file:2:code]" {
			t.Errorf("faults: %s", got)
		}
	})
}

// 001-19, 004-18: two people behind a grant, limits over what was spent, and a log
// of decisions that shows where it was edited.
func TestDecisionsAreSealed(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		g := must(c.authority.Ask(ctx, c.user(t, 11), vendors.AuthorityGrant{
			PersonID: m.PersonID, Right: authority.Right{Code: authority.Goodwill}, Level: 1, Limit: money.Amount{Minor: 2500, Currency: "CNY"}, From: c.now, To: c.now.AddDate(0, 0, 90), Reason: "record",
		}))(t)
		if d := c.ask(t, m.PersonID, 500, "c1"); d.By != authority.ByGrant {
			t.Errorf("before the second person: %+v", d.Decision)
		}
		if _, err := c.authority.Approve(ctx, c.user(t, 11), g.ID, g.Version); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("approved by who asked: %v", err)
		}
		must(c.authority.Approve(ctx, c.user(t, 12), g.ID, g.Version))(t)
		for i, want := range []authority.Check{"", "", authority.ByContact} {
			if d := c.ask(t, m.PersonID, 1000, "c2"); d.By != want {
				t.Errorf("payment %d: %+v, want %q", i+1, d.Decision, want)
			}
		}
		v := must(c.authority.Verify(ctx, c.scope))(t)
		if v.Uses != 4 || v.Broken != 0 || len(v.Roots) != 1 {
			t.Errorf("verified: %+v", v)
		}
		if err := c.db.InTx(ctx, c.scope, func(ctx context.Context) error {
			return c.db.Tx(ctx).Exec("UPDATE authority_uses SET amount = 1 WHERE tenant_id = 1 AND number = 2").Error
		}); err != nil {
			t.Fatal(err)
		}
		if v = must(c.authority.Verify(ctx, c.scope))(t); v.Broken != 2 {
			t.Errorf("after an edit of the second: %+v", v)
		}
		c.now = c.now.AddDate(0, 0, 70)
		reviews := must(c.authority.Reviews(ctx, c.scope))(t)
		if len(reviews) != 1 || reviews[0].Doubts[0] != authority.Unused {
			t.Errorf("reviews: %+v, want one unused", reviews)
		}
	})
}

// 004-15: no double hats, the vendor's people never on the owner's corners, and two
// signatures for a change.
func TestTheTriangleNeedsTheOtherCorners(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx := t.Context()
		seat := func(corner authority.Corner, owner bool, user int64) vendors.TriangleSeat {
			return vendors.TriangleSeat{Corner: corner, Owner: owner, UserID: user}
		}
		six := func(quality int64) []vendors.TriangleSeat {
			return []vendors.TriangleSeat{
				seat("operations", true, 11), seat("quality", true, quality), seat("capability", true, 13),
				seat("operations", false, 21), seat("quality", false, 22), seat("capability", false, 23),
			}
		}
		for _, wrong := range []int64{11, 22} {
			if _, err := c.triangles.Seat(ctx, c.scope, c.programme.ID, six(wrong)); !errors.As(err, new(*authority.RefusedError)) {
				t.Errorf("user %d on quality: %v", wrong, err)
			}
		}
		if _, err := c.triangles.Move(ctx, c.scope, c.programme.ID, "", "start"); err == nil {
			t.Error("an empty triangle decided")
		}
		must(c.triangles.Seat(ctx, c.scope, c.programme.ID, six(12)))(t)
		tr := must(c.triangles.Move(ctx, c.user(t, 11), c.programme.ID, authority.Operations, "floor of 12 by night"))(t)
		id := tr.Motions[0].ID
		if _, err := c.triangles.Speak(ctx, c.user(t, 21), c.programme.ID, id, true, ""); err == nil {
			t.Error("the vendor's counterpart signed")
		}
		if _, err := c.triangles.Speak(ctx, c.user(t, 12), c.programme.ID, id, false, " "); err == nil {
			t.Error("a veto without a reason")
		}
		must(c.triangles.Speak(ctx, c.user(t, 12), c.programme.ID, id, true, ""))(t)
		tr = must(c.triangles.Speak(ctx, c.user(t, 13), c.programme.ID, id, true, ""))(t)
		if !tr.Motions[0].Vote.Passed {
			t.Errorf("%+v, want passed by the two other corners", tr.Motions[0].Vote)
		}
		tr = must(c.triangles.Act(ctx, c.scope, vendors.TriangleAction{ProgrammeID: c.programme.ID, Corner: "quality", Text: "calibrate", Person: "Quinn", Due: day("2026-03-06"), Calibration: true}))(t)
		tr = must(c.triangles.Finish(ctx, c.scope, c.programme.ID, tr.Actions[0].ID))(t)
		if tr.Health.Index != 1 {
			t.Errorf("health: %+v, want 1", tr.Health)
		}
	})
}

// A coordinator of another vendor finds nothing of the crowd's, by any operation.
func TestAnotherVendorsCrowdDoesNotExist(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		g := c.granted(t, m.PersonID, 100)
		b := c.booked(t, m)
		other := c.coordinator(t, "KESTREL")
		if n := len(must(c.members.List(ctx, other, vendors.MemberQuery{}))(t)); n != 0 {
			t.Errorf("%d members of another", n)
		}
		for name, err := range map[string]error{
			"member":   second(c.members.File(ctx, other, m.ID)),
			"note":     second(c.members.Note(ctx, other, m.ID, m.Version, vendors.MemberNotes{})),
			"step":     second(c.members.Step(ctx, other, m.ID, m.Version, vendors.MemberStep{To: member.Watch, Evidence: []string{"x"}})),
			"exam":     second(c.members.BeginExam(ctx, other, m.ID, c.calls.SkillID)),
			"certify":  second(c.members.Certify(ctx, other, vendors.MemberCertificate{MemberID: m.ID, SkillID: c.calls.SkillID, Granted: day("2026-01-01"), Method: "x"})),
			"appeal":   second(c.members.Appeal(ctx, other, m.ID, 1, "x")),
			"apply":    second(c.members.Apply(ctx, other, c.programme.ID, m.PersonID)),
			"terms":    second(c.members.Terms(ctx, other, c.programme.ID)),
			"release":  second(c.releases.Get(ctx, other, b.ReleaseID)),
			"give":     second(c.releases.Give(ctx, other, b.ReleaseID)),
			"attend":   second(c.releases.Attend(ctx, other, b.ID, 10)),
			"payroll":  second(c.payrolls.Check(ctx, other, vendors.Payroll{ProgrammeID: c.programme.ID}, nil, true)),
			"approve":  second(c.authority.Approve(ctx, other, g.ID, g.Version)),
			"revoke":   second(c.authority.Revoke(ctx, other, g.ID, g.Version, "x")),
			"decide":   second(c.authority.Decide(ctx, other, vendors.Question{PersonID: m.PersonID, Right: authority.Answer, Contact: "c"})),
			"triangle": second(c.triangles.Get(ctx, other, c.programme.ID)),
		} {
			if !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s: %v, want not found", name, err)
			}
		}
		for name, n := range map[string]int{
			"releases": len(must(c.releases.List(ctx, other, 0))(t)), "bookings": len(must(c.releases.Bookings(ctx, other, vendors.BookingQuery{}))(t)),
			"payrolls": len(must(c.payrolls.List(ctx, other, 0))(t)), "grants": len(must(c.authority.Grants(ctx, other, vendors.GrantQuery{}))(t)),
			"uses": len(must(c.authority.Uses(ctx, other))(t)), "exams": len(must(c.members.Exams(ctx, other))(t)),
		} {
			if n != 0 {
				t.Errorf("%s: %d of another vendor", name, n)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

// Property: whatever is asked for whoever is suspended or not at work, is denied,
// and every decision is in the log (recipe, section 5).
func TestWhoDoesNotWorkIsAlwaysDenied(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	c := newCrowd(t, db)
	m := c.active(t, 0)
	c.matrix(t)
	c.granted(t, m.PersonID, 2000)
	m = must(c.members.Step(t.Context(), c.user(t, 11), m.ID, m.Version, vendors.MemberStep{To: member.Suspended, Ground: member.Breach, Evidence: []string{"x"}}))(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := vendors.Question{
			PersonID: m.PersonID, Right: rapid.SampledFrom(vendors.Rights).Draw(rt, "right").Code, Amount: money.Amount{Minor: rapid.Int64Range(0, 5000).Draw(rt, "amount"), Currency: "CNY"},
			Contact: rapid.StringMatching(`[a-z]{1,8}`).Draw(rt, "contact"), Conflict: rapid.Bool().Draw(rt, "conflict"), Try: rapid.Bool().Draw(rt, "try"),
		}
		d, err := c.authority.Decide(context.Background(), c.scope, q)
		if err != nil || d.Verdict != authority.Deny || d.By != authority.ByState {
			rt.Fatalf("%+v: %+v, %v; want a denial by state", q, d.Decision, err)
		}
	})
}

// Property: no step is taken from any state without what its guard asks for, and the
// log of whoever took steps stays whole.
func TestNoStepWithoutItsGuard(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	c := newCrowd(t, db)
	m := must(c.members.Apply(t.Context(), c.scope, c.programme.ID, c.people[0].ID))(t)
	rapid.Check(t, func(rt *rapid.T) {
		to := rapid.SampledFrom(member.States[2:10]).Draw(rt, "to") // all but the next one and an exit
		_, err := c.members.Step(context.Background(), c.scope, m.ID, 0, vendors.MemberStep{To: to, Evidence: []string{"x"}})
		if !errors.As(err, new(*member.GuardError)) {
			rt.Fatalf("applied to %s: %v, want a refusal", to, err)
		}
	})
	f := must(c.members.File(t.Context(), c.scope, m.ID))(t)
	if f.Broken != -1 || len(f.Events) != 1 {
		t.Errorf("log: %d events, broken at %d", len(f.Events), f.Broken)
	}
}

// 004-16, 004-03: whoever rests on a certificate learns when it ends, and of one that
// somebody ended that it does.
func TestCertificatesSayUntilWhenTheyHold(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		list := must(c.members.Certified(ctx, c.scope))(t)
		if len(list) != 1 || list[0].PersonID != m.PersonID || list[0].SkillID != c.calls.SkillID || !list[0].Until.After(list[0].From) {
			t.Fatalf("certified: %+v", list)
		}
		c.now = c.now.AddDate(0, 0, 3)
		if err := c.members.RevokeCertificate(ctx, c.scope, m.ID, list[0].CertificateID, "it was cheated for"); err != nil {
			t.Fatal(err)
		}
		if again := must(c.members.Certified(ctx, c.scope))(t); again[0].Until != grid.DateOf(c.now.In(time.FixedZone("", 8*3600))) {
			t.Errorf("revoked: %+v", again)
		}
	})
}

// 002-09: until the owner sets the pay of an hour, it is in the currency of the
// programme's contract.
func TestPayIsInTheCurrencyOfTheContract(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx := t.Context()
		if before := must(c.members.Terms(ctx, c.scope, c.programme.ID))(t); before.Hour.Currency != "CNY" {
			t.Errorf("without a contract an hour is paid in %s, want CNY", before.Hour.Currency)
		}
		draft := must(c.Draft(ctx, c.scope, c.programme.ID, vendors.Template(contract.Crowd, "USD", c.programme.From), ""))(t)
		must(c.PutInForce(ctx, c.scope, c.programme.ID, draft.ID, draft.Version, false))(t)
		own := must(c.members.Terms(ctx, c.scope, c.programme.ID))(t)
		if own.Hour.Currency != "USD" {
			t.Errorf("under a contract in USD an hour is paid in %s", own.Hour.Currency)
		}
		own.Hour.Currency = "EUR"
		must(c.members.SetTerms(ctx, c.scope, own))(t)
		if set := must(c.members.Terms(ctx, c.scope, c.programme.ID))(t); set.Hour.Currency != "EUR" {
			t.Errorf("set to EUR an hour is paid in %s", set.Hour.Currency)
		}
	})
}
