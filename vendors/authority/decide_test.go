package authority_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func cny(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }

// matrix is the default ladder for a bill of 80 yuan.
func matrix(t testing.TB) []authority.Policy {
	t.Helper()
	list, err := authority.Ladder(cny(80_00))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func granted(code string, class authority.Class, limit int64) authority.Grant {
	return authority.Grant{
		ID: 7, Subject: "ann", Holder: authority.CrowdMember, Right: authority.Right{Code: code, Class: class}, Limit: cny(limit),
		From: now.AddDate(0, -1, 0), To: now.AddDate(0, 1, 0), GrantedBy: "lee", ApprovedBy: "wu", Reason: "certified for billing",
	}
}

// ann is a third-level member of the crowd: 80 yuan of goodwill a contact, a second
// person from 40 on.
func ann() authority.Subject {
	return authority.Subject{ID: "ann", State: member.Active, Mode: contract.Crowd, Level: 3}
}

func goodwill(minor int64) authority.Request {
	return authority.Request{Right: authority.Goodwill, Class: authority.Compensation, Skill: "billing", Amount: cny(minor), Contact: "c1", At: now}
}

func TestTheChecksComeInTheirOrder(t *testing.T) { // 001-19, 004-18
	revoked := errors.New("revoked")
	// Each row adds the fault that the check before it looks for.
	type situation struct {
		s      authority.Subject
		r      authority.Request
		grants []authority.Grant
		spent  authority.Spent
	}
	worst := situation{ann(), goodwill(200_00), nil, authority.Spent{Contact: cny(1), Customer: cny(200_00), Day: cny(800_00), Month: cny(8000_00)}}
	worst.s.State, worst.s.Held, worst.s.Level = member.Suspended, revoked, 1
	worst.r.Second, worst.r.Conflict = "ann", true
	for _, step := range []struct {
		check authority.Check
		mend  func(*situation)
	}{
		{authority.ByState, func(x *situation) { x.s.State = member.Active }},
		{authority.ByCertificate, func(x *situation) { x.s.Held = nil }},
		{authority.ByGrant, func(x *situation) {
			x.grants = []authority.Grant{granted(authority.Goodwill, authority.Compensation, 80_00)}
		}},
		{authority.ByPolicy, func(x *situation) { x.s.Level = 3 }},
		{authority.ByContact, func(x *situation) { x.r.Amount, x.spent.Contact = cny(50_00), cny(0) }},
		{authority.ByCustomer, func(x *situation) { x.spent.Customer = cny(10_00) }},
		{authority.ByDay, func(x *situation) { x.spent.Day = cny(10_00) }},
		{authority.ByMonth, func(x *situation) { x.spent.Month = cny(10_00) }},
		{authority.BySecond, func(x *situation) { x.r.Second = "" }},
		{authority.ByConflict, func(x *situation) { x.r.Conflict = false }},
	} {
		got := authority.Decide(worst.s, worst.r, worst.grants, matrix(t), worst.spent)
		if got.Verdict != authority.Deny || got.By != step.check || got.Reason == "" {
			t.Errorf("got %+v, want a denial by %s", got, step.check)
		}
		step.mend(&worst)
	}
	if got := authority.Decide(worst.s, worst.r, worst.grants, matrix(t), worst.spent); got.Verdict != authority.AllowSecond || got.Grant != 7 {
		t.Errorf("all mended: %+v, want it allowed with a second person", got)
	}
	worst.r.Second = "lee"
	if got := authority.Decide(worst.s, worst.r, worst.grants, matrix(t), worst.spent); got.Verdict != authority.Allow {
		t.Errorf("with a second person: %+v", got)
	}
	worst.r.SecondConflict = true
	if got := authority.Decide(worst.s, worst.r, worst.grants, matrix(t), worst.spent); got.By != authority.ByConflict {
		t.Errorf("the second person is close to the customer: %+v", got)
	}
}

func TestLimitsAreKeptToTheMinorUnit(t *testing.T) {
	grants := []authority.Grant{granted(authority.Goodwill, authority.Compensation, 30_00)}
	for amount, want := range map[int64]authority.Verdict{30_00: authority.Allow, 30_01: authority.Deny, 0: authority.Deny, -1: authority.Deny} {
		if got := authority.Decide(ann(), goodwill(amount), grants, matrix(t), authority.Spent{}); got.Verdict != want {
			t.Errorf("%v of a grant of 30: %+v, want %s", cny(amount), got, want)
		}
	}
	dollars := goodwill(1)
	dollars.Amount.Currency = "USD"
	if got := authority.Decide(ann(), dollars, grants, matrix(t), authority.Spent{}); got.Verdict != authority.Deny || got.By != authority.ByContact {
		t.Errorf("in dollars: %+v, want a denial", got)
	}
}

func TestAGrantHoldsForItsTimeItsSkillAndItsSubject(t *testing.T) {
	for name, spoil := range map[string]func(*authority.Grant){
		"ended":          func(g *authority.Grant) { g.To = now },
		"not begun":      func(g *authority.Grant) { g.From = now.Add(1) },
		"revoked":        func(g *authority.Grant) { g.Revoked = now },
		"another skill":  func(g *authority.Grant) { g.Skill = "fraud" },
		"another person": func(g *authority.Grant) { g.Subject = "bo" },
		"another right":  func(g *authority.Grant) { g.Right.Code = authority.Refund },
	} {
		g := granted(authority.Goodwill, authority.Compensation, 80_00)
		spoil(&g)
		if got := authority.Decide(ann(), goodwill(1), []authority.Grant{g}, matrix(t), authority.Spent{}); got.By != authority.ByGrant {
			t.Errorf("%s: %+v, want a denial by the grant", name, got)
		}
	}
	small, large := granted(authority.Goodwill, authority.Compensation, 1_00), granted(authority.Goodwill, authority.Compensation, 80_00)
	large.ID, large.Skill = 8, "billing"
	if got := authority.Decide(ann(), goodwill(2_00), []authority.Grant{small, large}, matrix(t), authority.Spent{}); got.Grant != 8 {
		t.Errorf("two grants: %+v, want the larger", got)
	}
}

func TestBrokenGlassNeedsASecondPersonAndKeepsItsOwnLimit(t *testing.T) {
	g := granted(authority.Goodwill, authority.Compensation, 500_00)
	g.Glass = true
	first := ann()
	first.Level = 1 // the ladder gives nothing
	if got := authority.Decide(first, goodwill(400_00), []authority.Grant{g}, matrix(t), authority.Spent{}); got.Verdict != authority.AllowSecond {
		t.Errorf("alone: %+v", got)
	}
	r := goodwill(400_00)
	r.Second = "lee"
	if got := authority.Decide(first, r, []authority.Grant{g}, matrix(t), authority.Spent{}); got.Verdict != authority.Allow {
		t.Errorf("with a second: %+v", got)
	}
	r.Amount = cny(500_01)
	if got := authority.Decide(first, r, []authority.Grant{g}, matrix(t), authority.Spent{}); got.By != authority.ByContact {
		t.Errorf("beyond it: %+v", got)
	}
	ordinary := granted(authority.Goodwill, authority.Compensation, 80_00)
	ordinary.ID = 9
	if got := authority.Decide(ann(), goodwill(1), []authority.Grant{g, ordinary}, matrix(t), authority.Spent{}); got.Verdict != authority.Allow || got.Grant != 9 {
		t.Errorf("an ordinary grant beside it: %+v, want the ordinary one", got)
	}
}

func TestTheFinalWordNeedsASecondPerson(t *testing.T) { // 一锤定音
	s := authority.Subject{ID: "ann", State: member.Active, Mode: contract.InHouse, Level: authority.Supervisor}
	r := authority.Request{Right: authority.FinalDecision, Class: authority.Deciding, At: now}
	grants := []authority.Grant{granted(authority.FinalDecision, authority.Deciding, 0)}
	if got := authority.Decide(s, r, grants, matrix(t), authority.Spent{}); got.Verdict != authority.AllowSecond {
		t.Errorf("alone: %+v", got)
	}
}

func TestWhoeverIsSuspendedIsDeniedEverything(t *testing.T) {
	rights := []string{authority.Goodwill, authority.Refund, authority.Answer, authority.Reverse, authority.FinalDecision, authority.SeeFull}
	rapid.Check(t, func(rt *rapid.T) {
		s := authority.Subject{
			ID: "ann", Mode: rapid.SampledFrom(contract.Modes).Draw(rt, "mode"), Level: rapid.IntRange(0, 6).Draw(rt, "level"),
			State: rapid.SampledFrom(member.States).Draw(rt, "state"),
		}
		right := rapid.SampledFrom(rights).Draw(rt, "right")
		class := rapid.SampledFrom([]authority.Class{authority.Compensation, authority.Deciding, authority.Data, authority.Action}).Draw(rt, "class")
		g := granted(right, class, rapid.Int64Range(0, 1e9).Draw(rt, "limit"))
		g.Glass = rapid.Bool().Draw(rt, "glass")
		r := authority.Request{Right: right, Class: class, Amount: cny(rapid.Int64Range(0, 1e6).Draw(rt, "amount")), At: now, Second: rapid.SampledFrom([]string{"", "lee", "ann"}).Draw(rt, "second")}
		got := authority.Decide(s, r, []authority.Grant{g}, matrix(t), authority.Spent{})
		if !s.State.Works() && (got.Verdict != authority.Deny || got.By != authority.ByState) {
			rt.Errorf("%s is answered %+v", s.State, got)
		}
		if got.Verdict == authority.Deny && got.Grant != 0 {
			rt.Errorf("a denial rests on grant %d", got.Grant)
		}
		if got.Verdict == authority.Allow && class == authority.Compensation && r.Amount.Minor > g.Limit.Minor {
			rt.Errorf("%v allowed by a grant of %v", r.Amount, g.Limit)
		}
		// Revoking leaves nothing either, whatever the state.
		after, n := authority.Revoke([]authority.Grant{g}, "ann", authority.Suspension, "", now)
		if got := authority.Decide(s, r, after, matrix(t), authority.Spent{}); n != 1 || got.Verdict != authority.Deny {
			rt.Errorf("revoked (%d): %+v", n, got)
		}
	})
}

// 001-18: solving starts where the contact is: what may be decided grows with the level
// in the outsourced team and the crowd as well.
func TestAuthorityGrowsWithTheLevel(t *testing.T) {
	for _, c := range []struct {
		mode   contract.Mode
		level  int
		right  string
		most   int64
		exists bool
	}{
		{contract.Crowd, 1, authority.Goodwill, 0, false}, {contract.Crowd, 2, authority.Goodwill, 20_00, true}, {contract.Crowd, 2, authority.Refund, 40_00, true},
		{contract.Crowd, 3, authority.Goodwill, 80_00, true}, {contract.Crowd, 3, authority.Refund, 160_00, true}, {contract.OwnerControlled, 1, authority.Refund, 160_00, true},
		{contract.SimpleCall, authority.TeamLead, authority.Refund, 400_00, true}, {contract.InHouse, authority.Supervisor, authority.Refund, 800_00, true},
		{contract.Crowd, 3, authority.CloseThree, 0, true}, {contract.Crowd, 2, authority.CloseThree, 0, false}, {contract.Crowd, 1, authority.SeeMasked, 0, true},
	} {
		at := slices.IndexFunc(matrix(t), func(p authority.Policy) bool { return p.Mode == c.mode && p.Level == c.level && p.Right == c.right })
		if (at >= 0) != c.exists {
			t.Errorf("%s level %d has %s: %t, want %t", c.mode, c.level, c.right, at >= 0, c.exists)
			continue
		}
		if at >= 0 && matrix(t)[at].Contact.Minor != c.most {
			t.Errorf("%s level %d, %s: %v, want %v", c.mode, c.level, c.right, matrix(t)[at].Contact, cny(c.most))
		}
	}
}

func TestEveryDecisionIsSealedIntoTheLog(t *testing.T) {
	var log []authority.Use
	grants := []authority.Grant{granted(authority.Goodwill, authority.Compensation, 80_00)}
	for i, amount := range []int64{10_00, 500_00, 20_00} {
		r := goodwill(amount)
		r.At = now.AddDate(0, 0, i/2)
		log = append(log, authority.Seal(log, ann(), r, authority.Decide(ann(), r, grants, matrix(t), authority.Spent{})))
	}
	if at := authority.Broken(log); at != -1 {
		t.Errorf("as written: broken at %d", at)
	}
	today := grid.DateOf(now)
	root, found := authority.Root(log, today)
	if !found || root != log[1].Hash {
		t.Errorf("root of the first day: %x, %t", root, found)
	}
	if _, found := authority.Root(log, today.AddDays(5)); found {
		t.Error("a day without uses has a root")
	}
	for name, edit := range map[string]func(*authority.Use){
		"amount":  func(u *authority.Use) { u.Amount.Minor-- },
		"verdict": func(u *authority.Use) { u.Decision.Verdict = authority.Allow },
		"reason":  func(u *authority.Use) { u.Decision.Reason = "" },
		"second":  func(u *authority.Use) { u.Second = "wu" },
	} {
		edited := slices.Clone(log)
		edit(&edited[1])
		if at := authority.Broken(edited); at != 1 {
			t.Errorf("%s edited: broken at %d, want 1", name, at)
		}
	}
}
