package authority_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/money"
)

func TestAGrantNeedsTwoPeopleAReasonAndAnEnd(t *testing.T) {
	if err := granted(authority.Goodwill, authority.Compensation, 1).Check(); err != nil {
		t.Errorf("a good grant: %v", err)
	}
	for name, c := range map[string]struct {
		field string
		spoil func(*authority.Grant)
	}{
		"for nobody":                 {"subject", func(g *authority.Grant) { g.Subject = "" }},
		"of nothing":                 {"subject", func(g *authority.Grant) { g.Right.Code = "" }},
		"without reason":             {"reason", func(g *authority.Grant) { g.Reason = "" }},
		"without time":               {"to", func(g *authority.Grant) { g.To = g.From }},
		"91 days for a crowd member": {"to", func(g *authority.Grant) { g.To = g.From.Add(91 * 24 * time.Hour) }},
		"181 days for a vendor":      {"to", func(g *authority.Grant) { g.Holder, g.To = authority.VendorStaff, g.From.Add(181*24*time.Hour) }},
		"more than a year":           {"to", func(g *authority.Grant) { g.Holder, g.To = authority.OwnerStaff, g.From.Add(366*24*time.Hour) }},
		"glass for two days": {"to", func(g *authority.Grant) {
			g.Glass, g.Holder, g.To = true, authority.OwnerStaff, g.From.Add(48*time.Hour)
		}},
		"by one person":                 {"approvedBy", func(g *authority.Grant) { g.ApprovedBy = g.GrantedBy }},
		"approved by nobody":            {"approvedBy", func(g *authority.Grant) { g.ApprovedBy = "" }},
		"granted to themselves":         {"grantedBy", func(g *authority.Grant) { g.GrantedBy = g.Subject }},
		"approved by themselves":        {"grantedBy", func(g *authority.Grant) { g.ApprovedBy = g.Subject }},
		"compensation without a limit":  {"limit", func(g *authority.Grant) { g.Limit = cny(0) }},
		"compensation below the ground": {"limit", func(g *authority.Grant) { g.Limit = cny(-5) }},
	} {
		g := granted(authority.Goodwill, authority.Compensation, 1)
		c.spoil(&g)
		var refused *authority.RefusedError
		if err := g.Check(); !errors.As(err, &refused) || refused.Field != c.field {
			t.Errorf("%s: %v, want %s refused", name, err, c.field)
		}
	}
}

func TestRevocationEndsWhatItConcerns(t *testing.T) {
	billing, whole, other, ended := granted("a", authority.Action, 0), granted("b", authority.Action, 0), granted("c", authority.Action, 0), granted("d", authority.Action, 0)
	billing.Skill, other.Subject, ended.To = "billing", "bo", now
	all := []authority.Grant{billing, whole, other, ended}
	for _, c := range []struct {
		why   authority.End
		skill string
		want  []bool
	}{
		{authority.Suspension, "", []bool{true, true, false, false}},
		{authority.Exit, "", []bool{true, true, false, false}},
		{authority.ProgrammeEnd, "", []bool{true, true, false, false}},
		{authority.CertificateEnd, "billing", []bool{true, false, false, false}},
		{authority.CertificateEnd, "fraud", []bool{false, false, false, false}},
	} {
		after, n := authority.Revoke(all, "ann", c.why, c.skill, now)
		var got []bool
		count := 0
		for _, g := range after {
			if got = append(got, !g.Revoked.IsZero()); !g.Revoked.IsZero() {
				count++
			}
		}
		if !slices.Equal(got, c.want) || n != count || !all[0].Revoked.IsZero() {
			t.Errorf("%s %s: %v (%d), want %v, and the list as it was", c.why, c.skill, got, n, c.want)
		}
	}
}

func TestRecertificationListsWhatRaisesADoubt(t *testing.T) {
	g := func(id int64, change func(*authority.Grant)) authority.Grant {
		grant := granted(authority.Goodwill, authority.Compensation, 50_00)
		grant.ID, grant.Holder, grant.From, grant.To, grant.LastUsed = id, authority.OwnerStaff, now.AddDate(0, -3, 0), now.AddDate(0, 6, 0), now.AddDate(0, 0, -1)
		change(&grant)
		return grant
	}
	grants := []authority.Grant{
		g(1, func(*authority.Grant) {}),
		g(2, func(x *authority.Grant) { x.To = now.AddDate(0, 0, 90) }),
		g(3, func(x *authority.Grant) { x.LastUsed = time.Time{} }),
		g(4, func(*authority.Grant) {}),
		g(5, func(x *authority.Grant) { x.Limit = cny(80_01) }),
		g(6, func(x *authority.Grant) { x.Subject = "gone"; x.Limit = cny(80_01) }),
		g(7, func(x *authority.Grant) { x.Subject, x.Revoked = "gone", now.AddDate(0, 0, -1) }),
	}
	list := authority.Recertify(grants, now, func(p string) bool { return p != "gone" },
		func(authority.Grant) money.Amount { return cny(80_00) }, func(id int64) bool { return id == 4 })
	got := map[int64][]authority.Doubt{}
	var order []int64
	for _, r := range list {
		got[r.Grant.ID], order = r.Doubts, append(order, r.Grant.ID)
	}
	want := map[int64][]authority.Doubt{
		2: {authority.Due}, 3: {authority.Unused}, 4: {authority.OutHours}, 5: {authority.OverLimit}, 6: {authority.Orphan, authority.OverLimit},
	}
	if diff := cmp.Diff(want, got); diff != "" || !slices.Equal(order, []int64{6, 5, 3, 4, 2}) {
		t.Errorf("order %v: %s", order, diff)
	}
}
