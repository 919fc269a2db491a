package main

import (
	"bufio"
	"context"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
)

// Drills with real processes, which take minutes: MUSTER_FAULTS=1, `make faults`.

// TestMain lets the test binary be the program itself, so that a drill can kill it.
func TestMain(m *testing.M) {
	if os.Getenv("MUSTER_AS_PROGRAM") != "" {
		os.Exit(run(context.Background(), os.Args[1:]))
	}
	os.Exit(m.Run())
}

// installation is a demonstration centre on a database that programs come and go on.
// The drill itself looks on and orders work, but does none.
type installation struct {
	*wire.Services
	keep   storage
	scope  auth.Scope
	roster scheduling.Roster
}

// drilled makes an installation with a roster to build.
func drilled(t *testing.T, url string) *installation {
	t.Helper()
	if os.Getenv("MUSTER_FAULTS") == "" {
		t.Skip("a drill: set MUSTER_FAULTS=1, or run make faults")
	}
	folder := t.TempDir()
	in := &installation{keep: storage{DB: url, Data: filepath.Join(folder, "files")}, scope: auth.SystemScope(wire.MainTenant)}
	if url == "" {
		in.keep.DB = filepath.Join(folder, "muster.db")
	}
	in.look(t)
	if err := in.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	draft := in.demand(t)
	if err := in.Jobs.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	if err := in.DB.Close(); err != nil {
		t.Fatal(err)
	}
	in.look(t)
	var err error
	if in.roster, err = in.Scheduling.Create(t.Context(), in.scope, draft); err != nil {
		t.Fatal(err)
	}
	return in
}

// demand makes a centre with history and a requirement of each queue of its first
// site, and returns the roster that covers them.
func (in *installation) demand(t *testing.T) scheduling.Roster {
	t.Helper()
	ctx := t.Context()
	services := demo.Services{Workforce: in.Workforce, Users: in.Auth, History: demoHistory{in.Histories}, Drivers: demoDrivers{in.Drivers}, Leaving: demoLeaving{in.Employments, in.Attrition, in.Warnings}}
	centre, err := demo.Build(ctx, services, demo.Order{Size: 60, Seed: 1, Today: demoToday.Start(time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	runs, job, err := in.Forecasts.Order(ctx, in.scope, demoQueues(centre), forecast.RunOrder{From: centre.Today.Monday(), Days: 14})
	if err == nil {
		err = await(ctx, in.Services, job)
	}
	if err != nil {
		t.Fatal(err)
	}
	draft := scheduling.Roster{Name: "Drill", From: centre.Today.Monday(), Days: 14}
	for _, run := range runs {
		need, err := in.Staffing.Require(ctx, in.scope, forecast.RequireOrder{ForecastID: run.ID})
		if err != nil {
			t.Fatal(err)
		}
		if need.SiteID == centre.Sites[0].ID {
			draft.Requirements = append(draft.Requirements, need.ID)
		}
	}
	return draft
}

// look opens the installation afresh.
func (in *installation) look(t *testing.T) {
	t.Helper()
	var err error
	if in.Services, err = in.keep.open(t.Context(), newQuietLogger(io.Discard)); err != nil {
		t.Fatal(err)
	}
	db := in.DB
	t.Cleanup(func() { _ = db.Close() })
}

// program starts `muster serve` as a process of its own and returns once it listens.
func (in *installation) program(t *testing.T) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := exec.CommandContext(t.Context(), self, "serve", "--addr", "127.0.0.1:0", "--api-only", "--db", in.keep.DB, "--data", in.keep.Data)
	p.Env = append(os.Environ(), "MUSTER_AS_PROGRAM=1")
	p.Stderr = os.Stderr
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kill(p) })
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.Contains(line, "listening") {
		t.Fatalf("the program said %q (%v), want where it listens", line, err)
	}
	return p
}

// kill ends a process as a power cut would, and waits until it is gone.
func kill(p *exec.Cmd) {
	_ = p.Process.Kill()
	_ = p.Wait()
}

func (in *installation) build(t *testing.T) int64 {
	t.Helper()
	job, err := in.Scheduling.Build(t.Context(), in.scope, scheduling.BuildOrder{RosterID: in.roster.ID, TimeLimit: time.Hour, Seed: 1, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// until watches a job until something is true of it.
func (in *installation) until(t *testing.T, job int64, what string, so func(jobs.Run) bool) jobs.Run {
	t.Helper()
	var last jobs.Run
	for run, err := range in.Jobs.Watch(t.Context(), in.scope, job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if last = run; so(run) {
			return run
		}
	}
	t.Fatalf("job %d ended %s (%s) before it was %s", job, last.State, last.Error, what)
	return last
}

// checkpointed waits until a build's best roster is kept in the database.
func (in *installation) checkpointed(t *testing.T, job int64) (cost float64) {
	t.Helper()
	in.until(t, job, "kept", func(jobs.Run) bool {
		err := in.DB.InTx(t.Context(), in.scope, func(ctx context.Context) error {
			return in.DB.Tx(ctx).Raw("SELECT COALESCE(MIN(cost), -1) FROM roster_checkpoints WHERE job_id = ?", job).Scan(&cost).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		return cost >= 0
	})
	return cost
}

// ended cancels a build and holds what it left against what was known.
func (in *installation) ended(t *testing.T, job int64, known float64) {
	t.Helper()
	if err := in.Jobs.Cancel(t.Context(), in.scope, job); err != nil {
		t.Fatal(err)
	}
	run := in.until(t, job, "over", func(r jobs.Run) bool { return r.State.Ended() })
	plan, err := in.Scheduling.Open(t.Context(), in.scope, in.roster.ID)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Roster.State != scheduling.Draft || len(plan.Shifts) == 0 || len(plan.Breaches()) > 0 || plan.Roster.Cost.Total() > known+1e-6 {
		t.Errorf("%s (%s): the roster is %s with %d shifts, %d broken rules and cost %g; want a legal draft of %g at most",
			run.State, run.Error, plan.Roster.State, len(plan.Shifts), len(plan.Breaches()), plan.Roster.Cost.Total(), known)
	}
}

func TestFaultABuildGoesOnAfterItsProcessWasKilled(t *testing.T) {
	drill := func(t *testing.T, url string) {
		in := drilled(t, url)
		first := in.program(t)
		job := in.build(t)
		known := in.checkpointed(t, job)
		kill(first)
		in.program(t)
		in.until(t, job, "taken over", func(r jobs.Run) bool { return r.Attempt > 1 && r.State == jobs.Running })
		in.ended(t, job, known)
	}
	t.Run("sqlite", func(t *testing.T) { drill(t, "") })
	t.Run("postgres", func(t *testing.T) { drill(t, databasetest.PostgresURL(t)) })
}

// outage is how long the database is away; longer than a lease, so that the job is
// given up and taken again.
const outage = 15 * time.Second

func TestFaultABuildOutlivesItsDatabaseGoingAway(t *testing.T) {
	address := databasetest.PostgresURL(t)
	in := drilled(t, address)
	p := in.program(t)
	job := in.build(t)
	known := in.checkpointed(t, job)
	if err := in.DB.Close(); err != nil {
		t.Fatal(err)
	}
	away(t, address)
	in.look(t)
	in.until(t, job, "running again", func(r jobs.Run) bool { return r.State == jobs.Running })
	in.ended(t, job, known)
	if p.ProcessState != nil {
		t.Error("the program ended with its database")
	}
}

// away takes a database away from everybody for as long as an outage lasts.
func away(t *testing.T, address string) {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(at.Path, "/")
	at.Path = "/postgres"
	conn, err := pgx.Connect(t.Context(), at.String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	do := func(statement string) {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false")
	do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'")
	<-time.After(outage)
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true")
}
