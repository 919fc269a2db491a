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
)

// What the screens of quality show: a red grader, an alarm, a worklist, standings with
// every row.
func TestTheDemonstrationCentreHasJudgedContacts(t *testing.T) {
	m, err := wire.New(databasetest.OpenSQLite(t), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, scope := t.Context(), auth.SystemScope(wire.MainTenant)
	now := demoToday.Start(time.UTC).Add(10 * time.Hour) // whatever day it is
	services := demo.Services{Workforce: m.Workforce, Users: m.Auth, History: demoHistory{m.Histories}, Drivers: demoDrivers{m.Drivers}, Leaving: demoLeaving{m.Employments, m.Attrition, m.Warnings}}
	order := demo.Order{Size: 40, Seed: 1, Today: now, Now: now}
	centre, err := demo.Build(ctx, services, order)
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := judgeDemo(ctx, m, centre, order); err != nil {
		t.Fatal(err)
	}
	t.Logf("judged in %v", time.Since(begun))
	graders, err := m.Evaluations.Graders(ctx, scope)
	if err != nil {
		t.Fatal(err)
	}
	states, waiting := map[string]int{}, 0
	for _, g := range graders {
		states[g.State]++
		waiting += g.Waiting
		t.Logf("%s: %s, severity %.1f", g.Name, g.State, g.Severity)
	}
	if states["red"] != 1 || waiting != judgedWaiting {
		t.Errorf("states of graders %v, waiting %d; want one red and %d", states, waiting, judgedWaiting)
	}
	samples, err := m.Evaluations.Samples(ctx, scope)
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[vendors.Purpose]int{}
	for _, sample := range samples {
		tests, err := m.Evaluations.Tests(ctx, scope, sample.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range tests.Tests {
			verdicts[sample.Order.Purpose]++
			t.Logf("%s %q: %s after %d, %d failed", sample.Order.Name, one.Name, one.Verdict, one.Items, one.Failed)
		}
	}
	if verdicts[vendors.ForLot] != 1 || verdicts[vendors.ForScreening] == 0 {
		t.Errorf("tests of samples %v; want a lot and people screened", verdicts)
	}
	alarms, err := m.Standings.Alarms(ctx, scope)
	if err != nil || len(alarms) == 0 {
		t.Errorf("alarms %v (%v), want at least one", alarms, err)
	}
	for _, a := range alarms {
		t.Logf("alarm of %d: %s at %s", a.EmployerID, a.Chart, a.At.Format(time.DateOnly))
	}
	appeals, err := m.Evaluations.Appeals(ctx, scope)
	if err != nil || len(appeals) != 1 || appeals[0].State != vendors.AppealOpen {
		t.Errorf("appeals %+v (%v), want one that is open", appeals, err)
	}
	c, err := m.Standings.Compare(ctx, scope, vendors.StandingsQuery{From: now.AddDate(0, 0, -126), To: now, Metric: vendors.AnyCritical, Floor: .15, Seed: 1})
	if err != nil || len(c.Rows) < 4 || c.LeftOut == 0 || c.Funnel == nil {
		t.Errorf("standings %+v (%v), want four rows or more with the red grader left out", c, err)
	}
	for _, r := range c.Rows {
		t.Logf("employer %d: %.3f (%.3f to %.3f), rank %d to %d of %d", r.EmployerID, r.Rate, r.Lo, r.Hi, r.RankLo, r.RankHi, len(c.Rows))
	}
}
