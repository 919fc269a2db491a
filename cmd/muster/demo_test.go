package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

var demoToday = grid.MustDate("2026-11-16")

// openDemo is an empty installation in a folder that goes with the test.
func openDemo(t *testing.T) (context.Context, *wire.Services) {
	t.Helper()
	folder := t.TempDir()
	keep := storage{DB: filepath.Join(folder, "muster.db"), Data: filepath.Join(folder, "files")}
	m, err := keep.open(t.Context(), newQuietLogger(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.DB.Close() })
	return t.Context(), m
}

// noHistory takes history in and keeps none, which takes most of the time.
type noHistory struct{}

func (noHistory) Record(context.Context, auth.Scope, workforce.Queue, string, []demo.Interval) error {
	return nil
}

func TestDemonstrationKnowsItsDriversAndOffers(t *testing.T) {
	ctx, m := openDemo(t)
	scope := auth.SystemScope(wire.MainTenant)
	services := demo.Services{Workforce: m.Workforce, Users: m.Auth, History: noHistory{}, Drivers: demoDrivers{m.Drivers}, Leaving: demoLeaving{m.Employments, m.Attrition, m.Warnings}}
	centre, err := demo.Build(ctx, services, demo.Order{Size: demo.MinSize, Seed: 1, Today: demoToday.Start(time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	drivers, err := m.Drivers.List(ctx, scope, 0, 0)
	if err != nil || len(drivers) != 3 {
		t.Fatalf("%d drivers (%v); want 3", len(drivers), err)
	}
	for _, d := range drivers {
		_, values, err := m.Drivers.Values(ctx, scope, d.ID, centre.First, demoToday.AddDays(60))
		if err != nil {
			t.Fatal(err)
		}
		planned := func(v forecast.DriverValue) bool { return v.Planned && v.Value > 0 }
		if !slices.ContainsFunc(values, planned) || values[0].Planned {
			t.Errorf("%s: want past values and planned ones among %d", d.Code, len(values))
		}
		for _, v := range values {
			if v.Planned != !v.Date.Before(demoToday) {
				t.Errorf("%s: value of %s planned %t; want what is before %s to have come", d.Code, v.Date, v.Planned, demoToday)
			}
		}
	}
	calendars, err := m.Workforce.Calendars.List(ctx, scope, workforce.Filter{}, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	expected := 0
	for _, c := range calendars.Items {
		_, days, err := m.Workforce.CalendarDays(ctx, scope, c.ID, demoToday, demoToday.AddDays(28))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range days {
			if d.UpliftPct != nil && strings.HasPrefix(d.EventType, "offer: ") {
				expected++
			}
		}
	}
	if want := 3 + 5; expected != want {
		t.Errorf("%d days of offers with an expected uplift in the next four weeks; want %d", expected, want)
	}
}

// The whole of it takes a minute of one core: every model of every past week.
func TestDemonstrationIsReadyToBeLookedAt(t *testing.T) {
	if os.Getenv("MUSTER_SOAK") != "1" {
		t.Skip("takes a minute; MUSTER_SOAK=1 runs it")
	}
	ctx, m := openDemo(t)
	ctx, stop := context.WithCancel(ctx)
	t.Cleanup(stop)
	if err := m.Jobs.Start(ctx); err != nil {
		t.Fatal(err)
	}
	scope := auth.SystemScope(wire.MainTenant)
	centre, err := buildDemo(ctx, m, demo.Order{Size: 60, Seed: 1, Today: demoToday.Start(time.UTC)}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	locks, err := m.Locks.List(ctx, scope, forecast.LockQuery{Limit: 10})
	if err != nil || len(locks) != 2 || locks[0].EmployerID == 0 {
		t.Errorf("locks %+v (%v); want two, each for a vendor", locks, err)
	}
	requirements, err := m.Staffing.Requirements(ctx, scope, 0, 0, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for what, has := range map[string]func(workforce.ServiceGoal) bool{
		"with certainty": func(g workforce.ServiceGoal) bool { return g.Certainty > 0 },
		"by costs":       func(g workforce.ServiceGoal) bool { return g.Costs.Weighed() },
		"by course":      func(g workforce.ServiceGoal) bool { return g.Method == workforce.MethodCourse },
	} {
		if !slices.ContainsFunc(requirements, func(r forecast.Requirement) bool { return has(r.Goal) }) {
			t.Errorf("no queue of the demonstration is staffed %s", what)
		}
	}
	for _, c := range []struct{ queue, driver string }{{"LDS-CARE", "LETTERS"}, {"GZ-CHAT", "BOT"}} {
		at := slices.IndexFunc(centre.Queues, func(q workforce.Queue) bool { return q.Code == c.queue })
		runs, err := m.Forecasts.Runs(ctx, scope, centre.Queues[at].ID, 0, 1)
		if err != nil || len(runs) != 1 {
			t.Fatalf("%s: %d runs (%v)", c.queue, len(runs), err)
		}
		if !slices.ContainsFunc(runs[0].Report.Drivers, func(d model.DriverUse) bool { return d.Code == c.driver && d.Used }) {
			t.Errorf("%s: %s is not used: %+v", c.queue, c.driver, runs[0].Report.Drivers)
		}
	}
}
