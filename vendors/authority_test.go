package vendors_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
)

func (c *crowd) grantOf(t *testing.T, id int64) vendors.AuthorityGrant {
	t.Helper()
	for _, g := range must(c.authority.Grants(t.Context(), c.scope, vendors.GrantQuery{}))(t) {
		if g.ID == id {
			return g
		}
	}
	t.Fatalf("no grant %d", id)
	return vendors.AuthorityGrant{}
}

// 004-18: a certificate that has run out ends the grants for its skill, and those for
// no skill with the last of all.
func TestALapsedCertificateEndsGrants(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		free := c.granted(t, m.PersonID, 2000)
		ofSkill := must(c.authority.Ask(ctx, c.user(t, 11), vendors.AuthorityGrant{
			PersonID: m.PersonID, SkillID: c.calls.SkillID, Right: authority.Right{Code: authority.Answer}, Level: 1, From: c.now, To: c.now.AddDate(0, 0, 90), Reason: "record",
		}))(t)
		must(c.authority.Approve(ctx, c.user(t, 12), ofSkill.ID, ofSkill.Version))(t)
		if n := must(c.members.Lapse(ctx, c.scope))(t); n != 0 {
			t.Errorf("%d grants ended while the certificate holds", n)
		}
		other := must(c.workforce.Skills.Create(ctx, c.scope, skillNamed("T")))(t)
		must(c.members.Certify(ctx, c.user(t, 11), vendors.MemberCertificate{MemberID: m.ID, SkillID: other.ID, Granted: day("2026-02-20"), Method: "course"}))(t)
		f := must(c.members.File(ctx, c.scope, m.ID))(t)
		exam := f.Certificates[len(f.Certificates)-1]
		if exam.SkillID != c.calls.SkillID {
			exam = f.Certificates[0]
		}
		if err := c.members.RevokeCertificate(ctx, c.user(t, 11), m.ID, exam.ID, "proved by somebody else"); err != nil {
			t.Fatal(err)
		}
		if g := c.grantOf(t, ofSkill.ID); g.RevokedWhy != authority.CertificateEnd {
			t.Errorf("grant of the skill: %+v, want ended by the certificate", g)
		}
		if g := c.grantOf(t, free.ID); !g.Revoked.IsZero() {
			t.Errorf("grant of no skill: %+v, want standing while another certificate holds", g)
		}
		if err := c.members.RevokeCertificate(ctx, c.user(t, 11), m.ID, exam.ID, "once more"); !errors.As(err, new(*member.RefusedError)) {
			t.Errorf("revoked twice: %v", err)
		}
		c.now = c.now.AddDate(0, 0, 59) // the grants still last; the other certificate's ninetieth day is far
		if n := must(c.members.Lapse(ctx, c.scope))(t); n != 0 {
			t.Errorf("%d ended early", n)
		}
		f = must(c.members.File(ctx, c.scope, m.ID))(t)
		if err := c.members.RevokeCertificate(ctx, c.user(t, 11), m.ID, idOther(f, other.ID), "left the course"); err != nil {
			t.Fatal(err)
		}
		if g := c.grantOf(t, free.ID); g.RevokedWhy != authority.CertificateEnd {
			t.Errorf("grant of no skill: %+v, want ended with the last certificate", g)
		}
	})
}

func idOther(f vendors.MemberFile, skill int64) int64 {
	for _, c := range f.Certificates {
		if c.SkillID == skill {
			return c.ID
		}
	}
	return 0
}

// 004-18: a certificate that nobody uses lapses after ninety days, and work keeps it.
func TestWorkKeepsACertificate(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, worked, idle := t.Context(), c.active(t, 0), c.active(t, 1)
		c.granted(t, idle.PersonID, 100)
		b := c.booked(t, worked)
		c.now = b.Begins.Add(3 * time.Hour)
		must(c.releases.Attend(ctx, c.scope, b.ID, 60))(t)
		c.now = day("2026-03-02").AddDays(91).Start(time.UTC)
		for who, holds := range map[int64]bool{worked.ID: true, idle.ID: false} {
			f := must(c.members.File(ctx, c.scope, who))(t)
			if got := f.Certificates[0].Holds == nil; got != holds {
				t.Errorf("certificate of %s: %v, want holding %t", f.Member.Name, f.Certificates[0].Holds, holds)
			}
		}
	})
}

// 004-18: recertification asks two people anew and ends the old grant when they agree.
func TestARecertifiedGrantTakesThePlaceOfTheOld(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		old := c.granted(t, m.PersonID, 2000)
		next := must(c.authority.Recertify(ctx, c.user(t, 11), old.ID, "good record"))(t)
		if g := c.grantOf(t, old.ID); !g.Revoked.IsZero() || next.Replaces != old.ID {
			t.Errorf("before the second person: %+v replaces %d", g, next.Replaces)
		}
		if _, err := c.authority.Recertify(ctx, c.user(t, 12), old.ID, "again"); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("asked twice: %v", err)
		}
		must(c.authority.Approve(ctx, c.user(t, 12), next.ID, next.Version))(t)
		if g := c.grantOf(t, old.ID); g.RevokedWhy != authority.Recertified {
			t.Errorf("the old one: %+v, want ended by the new", g)
		}
		if _, err := c.authority.Recertify(ctx, c.user(t, 11), old.ID, "of an ended one"); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("of an ended grant: %v", err)
		}
	})
}

// 004-18: broken glass is listed until somebody else has looked at what was done.
func TestBrokenGlassIsReviewed(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		g := must(c.authority.Ask(ctx, c.user(t, 11), vendors.AuthorityGrant{
			PersonID: m.PersonID, Right: authority.Right{Code: authority.Goodwill}, Level: 1, Limit: money.Amount{Minor: 50000, Currency: "CNY"}, From: c.now, To: c.now.Add(12 * time.Hour), Reason: "outage", Glass: true,
		}))(t)
		g = must(c.authority.Approve(ctx, c.user(t, 12), g.ID, g.Version))(t)
		c.now = c.now.AddDate(0, 0, 3)
		reviews := must(c.authority.Reviews(ctx, c.scope))(t)
		if len(reviews) != 1 || !cmp.Equal(reviews[0].Doubts, []authority.Doubt{authority.Unseen}) {
			t.Errorf("reviews after it ended: %+v, want one not looked at", reviews)
		}
		if _, err := c.authority.ReviewGlass(ctx, c.user(t, 11), g.ID, g.Version, "all well"); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("by who asked: %v", err)
		}
		must(c.authority.ReviewGlass(ctx, c.user(t, 13), g.ID, g.Version, "three refunds, all owed"))(t)
		if reviews = must(c.authority.Reviews(ctx, c.scope))(t); len(reviews) != 0 {
			t.Errorf("after the review: %+v", reviews)
		}
	})
}

// offDuty has nobody at work.
type offDuty struct{ known bool }

func (o offDuty) OnDuty(context.Context, auth.Scope, int64, time.Time) (bool, bool, error) {
	return false, o.known, nil
}

// 004-18: what is done outside somebody's hours is marked on the decision and the
// grant; where no hours are known, nothing is.
func TestUseOutsideHoursIsMarked(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		m := c.active(t, 0)
		c.matrix(t)
		g := c.granted(t, m.PersonID, 2000)
		c.authority.Duty = offDuty{}
		c.ask(t, m.PersonID, 100, "c1")
		if c.grantOf(t, g.ID).Outside {
			t.Error("marked although nobody knows the hours")
		}
		c.authority.Duty = offDuty{known: true}
		c.ask(t, m.PersonID, 100, "c2")
		uses := must(c.authority.Uses(t.Context(), c.scope))(t)
		if !c.grantOf(t, g.ID).Outside || !uses[0].Outside || uses[1].Outside {
			t.Errorf("grant %+v, uses %+v; want the newest marked", c.grantOf(t, g.ID), uses)
		}
		if v := must(c.authority.Verify(t.Context(), c.scope))(t); v.Broken != 0 {
			t.Errorf("the log is broken at %d", v.Broken)
		}
	})
}

// 001-19: a decision that needs a second person waits for their own word, and both
// words are in the log.
func TestTwoPeopleTakeADecision(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		c.granted(t, m.PersonID, 2500)
		asked := must(c.authority.Decide(ctx, c.user(t, 11), vendors.Question{
			PersonID: m.PersonID, Right: authority.Goodwill, Amount: money.Amount{Minor: 2000, Currency: "CNY"}, Contact: "c1", Customer: "k",
		}))(t)
		if asked.Verdict != authority.AllowSecond {
			t.Fatalf("%+v, want a second person", asked.Decision)
		}
		if list := must(c.authority.Waiting(ctx, c.scope))(t); len(list) != 1 || list[0].Number != asked.Number {
			t.Errorf("waiting: %+v", list)
		}
		yes := vendors.SecondWord{Yes: true}
		for name, word := range map[string]vendors.SecondWord{"by who asked": yes} {
			if _, err := c.authority.Second(ctx, c.user(t, 11), asked.Number, word); !errors.As(err, new(*authority.RefusedError)) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := c.authority.Second(ctx, c.coordinator(t, "CROWD"), asked.Number, yes); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("by the vendor: %v", err)
		}
		if _, err := c.authority.Second(ctx, c.user(t, 12), asked.Number, vendors.SecondWord{}); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("a no without a reason: %v", err)
		}
		if d := must(c.authority.Second(ctx, c.user(t, 12), asked.Number, yes))(t); d.Verdict != authority.Allow {
			t.Errorf("with the second person: %+v", d.Decision)
		}
		if _, err := c.authority.Second(ctx, c.user(t, 13), asked.Number, yes); !errors.As(err, new(*authority.RefusedError)) {
			t.Errorf("answered twice: %v", err)
		}
		again := must(c.authority.Decide(ctx, c.user(t, 11), vendors.Question{
			PersonID: m.PersonID, Right: authority.Goodwill, Amount: money.Amount{Minor: 2000, Currency: "CNY"}, Contact: "c2", Customer: "k2",
		}))(t)
		if d := must(c.authority.Second(ctx, c.user(t, 12), again.Number, vendors.SecondWord{Why: "not owed"}))(t); d.Verdict != authority.Deny || d.By != authority.BySecond {
			t.Errorf("the no: %+v", d.Decision)
		}
		if v := must(c.authority.Verify(ctx, c.scope))(t); v.Uses != 4 || v.Broken != 0 {
			t.Errorf("log: %+v", v)
		}
		if _, err := c.authority.Decide(ctx, c.agent(t, m.PersonID), vendors.Question{PersonID: m.PersonID, Right: authority.Goodwill, Contact: "c3", SecondID: 99}); fieldOf(t, err) != "secondId" {
			t.Errorf("an agent who names a second person: %v", err)
		}
	})
}

func fieldOf(t *testing.T, err error) string {
	t.Helper()
	if fields := fieldsOf(t, err); len(fields) == 1 {
		return fields[0]
	}
	return ""
}

// 001-20: a contact counts once, as solved at the first authority or not.
func TestEmpowermentCountsContacts(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		c.matrix(t)
		c.granted(t, m.PersonID, 2500)
		c.ask(t, m.PersonID, 100, "c1")   // allowed
		c.ask(t, m.PersonID, 2000, "c2")  // needs a second person
		c.ask(t, m.PersonID, 90000, "c3") // denied
		c.ask(t, m.PersonID, 100, "c3")   // and less of it allowed
		c.now = c.now.AddDate(0, 0, 7)
		c.ask(t, m.PersonID, 200, "c4")
		e := must(c.authority.Empowerment(ctx, c.scope, day("2026-03-01"), day("2026-03-31"), 1))(t)
		if len(e.Policies) != 1 || e.Policies[0].Mode != contract.Crowd || e.Policies[0].Needing != 4 || e.Policies[0].First != 2 || e.Policies[0].Second != 1 || e.Policies[0].Denied != 0 {
			t.Errorf("by policy: %+v; want 2 of 4", e.Policies)
		}
		if len(e.Weeks) != 2 || e.Weeks[0].Week != day("2026-03-02") || e.Weeks[0].First != 1 || e.Weeks[0].Needing != 3 || e.Weeks[1].First != 1 {
			t.Errorf("by week: %+v", e.Weeks)
		}
		if e.Policies[0].Low < 0.14 || e.Policies[0].Low > 0.16 || e.Policies[0].High < 0.84 || e.Policies[0].High > 0.86 {
			t.Errorf("interval: %.3f to %.3f; want Wilson's 0.150 to 0.850 of 2 of 4", e.Policies[0].Low, e.Policies[0].High)
		}
		if len(e.Rights) != 1 || e.Rights[0].Reach.First != 0.5 {
			t.Errorf("rights: %+v", e.Rights)
		}
		if e = must(c.authority.Empowerment(ctx, c.coordinator(t, "KESTREL"), day("2026-03-01"), day("2026-03-31"), 1))(t); len(e.Policies) != 0 {
			t.Errorf("of another vendor: %+v", e.Policies)
		}
	})
}
