package main

import (
	"log/slog"
	"testing"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
)

// What the screens of crowds show: somebody in every state, exams on the way, a release
// that is open, differences of pay, grants to look at, a motion that waits (004-15,
// 004-16, 004-18).
func TestTheDemonstrationCentreHasACrowd(t *testing.T) {
	m, err := wire.New(databasetest.OpenSQLite(t), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, scope := t.Context(), auth.SystemScope(wire.MainTenant)
	services := demo.Services{Workforce: m.Workforce, Users: m.Auth, History: noHistory{}, Drivers: demoDrivers{m.Drivers}, Leaving: demoLeaving{m.Employments, m.Attrition, m.Warnings}}
	centre, err := demo.Build(ctx, services, demo.Order{Size: demo.MinSize, Seed: 1, Today: demoToday.Start(time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	chat := centre.Queues[2]
	programme, err := m.Programmes.Create(ctx, scope, vendors.Programme{
		EmployerID: centre.Employers["CROWD"], SiteID: chat.SiteID, Code: "CROWD-CHAT", Name: "Neighbour crowd", Mode: contract.Crowd, Motive: "peaks", From: demoToday.AddDays(-200),
		Queues: []vendors.QueueShare{{QueueID: chat.ID, MaxShare: 0.5}},
	})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := crowdDemo(ctx, m, &centre, 1); err != nil {
		t.Fatal(err)
	}
	t.Logf("gathered in %v", time.Since(begun))
	clock := func() time.Time { return demoToday.Start(time.UTC).Add(9 * time.Hour) }
	m.Crowd.Members.Now, m.Crowd.Releases.Now, m.Crowd.Authority.Now, m.Crowd.Triangles.Now = clock, clock, clock, clock
	list, err := m.Crowd.Members.List(ctx, scope, vendors.MemberQuery{ProgrammeID: programme.ID})
	if err != nil || len(list) != 30 {
		t.Fatalf("%d members (%v), want 30", len(list), err)
	}
	states, lapsing, levels := map[member.State]int{}, 0, map[int]int{}
	for _, one := range list {
		states[one.State]++
		levels[one.Level]++
		lapsing += one.Lapsing
		f, err := m.Crowd.Members.File(ctx, scope, one.ID)
		if err != nil || f.Broken >= 0 {
			t.Errorf("log of %s: broken at %d (%v)", one.Code, f.Broken, err)
		}
	}
	for _, state := range member.States {
		if states[state] == 0 {
			t.Errorf("nobody is %s", state)
		}
	}
	if lapsing == 0 || levels[2] == 0 || levels[3] == 0 {
		t.Errorf("%d certificates about to end, levels %v; want some", lapsing, levels)
	}
	sitting := 0
	exams, err := m.Crowd.Members.Exams(ctx, scope)
	for _, e := range exams {
		if e.EndedAt.IsZero() {
			sitting++
		}
	}
	if err != nil || sitting < 2 {
		t.Errorf("%d exams on the way (%v), want two or more", sitting, err)
	}
	releases, err := m.Crowd.Releases.List(ctx, scope, programme.ID)
	if err != nil || len(releases) != 2 || releases[0].State != vendors.ReleaseOpen || releases[0].Slots[0].Asked == 0 || releases[1].Slots[0].Came == 0 {
		t.Errorf("releases: %+v (%v); want one open and one worked", releases, err)
	}
	pay, err := m.Crowd.Payrolls.List(ctx, scope, programme.ID)
	open := 0
	for _, p := range pay {
		for _, l := range p.Lines {
			if l.Open() {
				open++
			}
		}
	}
	if err != nil || open < 3 {
		t.Errorf("%d differences of pay (%v), want three or more", open, err)
	}
	reviews, err := m.Crowd.Authority.Reviews(ctx, scope)
	doubts := map[authority.Doubt]int{}
	for _, r := range reviews {
		for _, d := range r.Doubts {
			doubts[d]++
		}
	}
	if err != nil || doubts[authority.Unseen] != 1 || doubts[authority.OverLimit] != 1 || doubts[authority.Due] == 0 {
		t.Errorf("doubts %v (%v); want broken glass, one over its policy, some about to end", doubts, err)
	}
	waiting, err := m.Crowd.Authority.Waiting(ctx, scope)
	if err != nil || len(waiting) != 1 {
		t.Errorf("%d decisions wait (%v), want one", len(waiting), err)
	}
	e, err := m.Crowd.Authority.Empowerment(ctx, scope, demoToday.AddDays(-60), demoToday, 1)
	if err != nil || len(e.Weeks) < 6 || len(e.Policies) < 4 {
		t.Errorf("empowerment of %d weeks and %d policies (%v)", len(e.Weeks), len(e.Policies), err)
	}
	tr, err := m.Crowd.Triangles.Get(ctx, scope, programme.ID)
	if err != nil || tr.Incomplete != nil || len(tr.Motions) != 2 || tr.Motions[0].Vote.Passed || !tr.Motions[1].Vote.Passed {
		t.Errorf("triangle: %+v (%v)", tr, err)
	}
	if v, err := m.Crowd.Authority.Verify(ctx, scope); err != nil || v.Broken != 0 {
		t.Errorf("log of decisions: broken at %d (%v)", v.Broken, err)
	}
	theirs, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 1, AllSites: true, Employer: centre.Employers["KESTREL"], Permissions: auth.Permissions(auth.VendorCoordinator)})
	if err != nil {
		t.Fatal(err)
	}
	if others, err := m.Crowd.Members.List(ctx, theirs, vendors.MemberQuery{}); err != nil || len(others) != 0 {
		t.Errorf("another coordinator sees %d members (%v)", len(others), err)
	}
}
