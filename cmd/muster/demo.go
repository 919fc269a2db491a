package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// demoCommand is `muster demo`: a complete demonstration centre in one go.
type demoCommand struct {
	Addr  string `default:"127.0.0.1:8080" help:"Address to listen on; port 0 takes a free one and prints it."`
	Size  int    `default:"400" help:"People in the centre, 20 to 5000."`
	Seed  uint64 `default:"1" help:"Decides every name and every contact."`
	Today string `placeholder:"YYYY-MM-DD" help:"Day on which the centre is built; the history ends the day before. Default: today, with what has come in so far."`
	DB    string `name:"db" placeholder:"URL" help:"Database to build in, which must be empty. Default: SQLite in a temporary folder, removed at the end."`
}

// Run builds the centre and serves it until the context ends.
func (c *demoCommand) Run(ctx context.Context) (err error) {
	order, err := c.order(time.Now())
	if err != nil {
		return err
	}
	if c.Size < demo.MinSize || c.Size > demo.MaxSize {
		return badOption("size", "%d people; expected %d to %d", c.Size, demo.MinSize, demo.MaxSize)
	}
	if err := (&serveCommand{Addr: c.Addr}).check(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "muster-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	keep := storage{DB: c.DB, Data: filepath.Join(folder, "files")}
	if keep.DB == "" {
		keep.DB = filepath.Join(folder, "muster.db")
	}
	log := newQuietLogger(os.Stderr)
	muster, err := keep.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, muster.DB.Close()) }()
	muster.Forecasts.Workers = runtime.GOMAXPROCS(0) // nobody works here yet
	if err := muster.Jobs.Start(ctx); err != nil {
		return err
	}
	centre, err := buildDemo(ctx, muster, order, os.Stderr)
	if err != nil {
		return err
	}
	introduce(os.Stdout, centre)
	serve := serveCommand{storage: keep, Addr: c.Addr, Drain: 10 * time.Second}
	return serve.serve(ctx, muster, os.Stdout)
}

// order is the centre to build: up to this moment, or as on the morning of a day.
func (c *demoCommand) order(now time.Time) (demo.Order, error) {
	order := demo.Order{Size: c.Size, Seed: c.Seed, Today: now, Now: now}
	if c.Today == "" {
		return order, nil
	}
	day, err := grid.ParseDate(c.Today)
	if err != nil {
		return order, &badInput{problems: []string{"--today: " + err.Error()}}
	}
	order.Today, order.Now = day.Start(time.UTC), time.Time{}
	return order, nil
}

// newQuietLogger writes only what a person at a terminal should see.
func newQuietLogger(out io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// buildDemo fills an empty database, telling the steps on out.
func buildDemo(ctx context.Context, m *wire.Services, order demo.Order, out io.Writer) (demo.Centre, error) {
	begun := time.Now()
	services := demo.Services{Workforce: m.Workforce, Users: m.Auth, History: demoHistory{m.Histories}, Drivers: demoDrivers{m.Drivers}, Leaving: demoLeaving{m.Employments, m.Attrition, m.Warnings}}
	centre, err := demo.Build(ctx, services, order)
	if err != nil {
		return centre, err
	}
	fmt.Fprintf(out, "%d people at %d sites, %d queues, %d intervals of history in %.1f s\n",
		centre.People, len(centre.Sites), len(centre.Queues), centre.Seeded, time.Since(begun).Seconds())
	if err := rememberDemo(ctx, m, centre); err != nil {
		return centre, err
	}
	if err := planDemo(ctx, m, centre, order.Seed); err != nil {
		return centre, err
	}
	if err := agreeDemo(ctx, m, centre, order.Seed); err != nil {
		return centre, err
	}
	if err := judgeDemo(ctx, m, centre, order); err != nil {
		return centre, err
	}
	if err := oweDemo(ctx, m, centre); err != nil {
		return centre, err
	}
	if err := hearDemo(ctx, m, centre, order); err != nil {
		return centre, err
	}
	if err := crowdDemo(ctx, m, &centre, order.Seed); err != nil {
		return centre, err
	}
	if err := climbDemo(ctx, m, centre, order.Seed); err != nil {
		return centre, err
	}
	if err := planCareersDemo(ctx, m, centre); err != nil {
		return centre, err
	}
	if _, err := m.Careers.Evidence.Order(ctx, auth.SystemScope(wire.MainTenant)); err != nil {
		return centre, err
	}
	return centre, scoreDemo(ctx, m)
}

// demoWeeks is how far the demonstration centre is planned, this week included;
// demoBuild is how long its roster is searched for.
const (
	demoWeeks = 5
	demoBuild = 3 * time.Second
)

// planDemo forecasts and staffs the coming weeks of every queue, and rosters the
// first site, so that the first look at a screen is not an empty one. All of it
// goes the way that a planner's own work goes.
func planDemo(ctx context.Context, m *wire.Services, centre demo.Centre, seed uint64) error {
	scope := auth.SystemScope(wire.MainTenant)
	runs, job, err := m.Forecasts.Order(ctx, scope, demoQueues(centre), forecast.RunOrder{From: centre.Today.Monday(), Days: 7 * demoWeeks})
	if err != nil {
		return err
	}
	if err := await(ctx, m, job); err != nil {
		return err
	}
	if err := lockDemo(ctx, m, centre, runs); err != nil {
		return err
	}
	var mail int64 // the queue that begins with a backlog
	for _, q := range centre.Queues {
		if q.Code == "LDS-TICKETS" {
			mail = q.ID
		}
	}
	var first []forecast.Requirement // of the first site
	for _, run := range runs {
		order := forecast.RequireOrder{ForecastID: run.ID}
		if run.QueueID == mail {
			order.Backlog = demoBacklog(centre.People)
		}
		requirement, err := m.Staffing.Require(ctx, scope, order)
		if err != nil {
			return err
		}
		if requirement.SiteID == centre.Sites[0].ID {
			first = append(first, requirement)
		}
	}
	if err := capacityDemo(ctx, m, centre); err != nil {
		return err
	}
	roster, err := rosterDemo(ctx, m, centre, first)
	if err != nil {
		return err
	}
	if err := attendDemo(ctx, m, centre, roster, seed); err != nil {
		return err
	}
	return playDemo(ctx, m, centre, roster, first)
}

// demoBacklog is e-mail left from last week in a centre of so many people, some of
// it older than the promise.
func demoBacklog(people int) []forecast.OpenContacts {
	scale := max(1, float64(people)/100)
	return []forecast.OpenContacts{
		{Contacts: math.Round(20 * scale), AgeS: 2 * 3600}, {Contacts: math.Round(12 * scale), AgeS: 8 * 3600},
		{Contacts: math.Round(5 * scale), AgeS: 18 * 3600}, {Contacts: math.Round(2 * scale), AgeS: 30 * 3600},
	}
}

// rosterDemo builds and publishes two weeks of one site.
func rosterDemo(ctx context.Context, m *wire.Services, centre demo.Centre, requirements []forecast.Requirement) (roster int64, err error) {
	scope := auth.SystemScope(wire.MainTenant)
	var ids []int64
	for _, r := range requirements {
		ids = append(ids, r.ID)
	}
	r, err := m.Scheduling.Create(ctx, scope, scheduling.Roster{
		Name: centre.Sites[0].Name + ", this week and next", From: centre.Today.Monday(), Days: 14, Requirements: ids,
	})
	if err != nil {
		return 0, err
	}
	job, err := m.Scheduling.Build(ctx, scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: demoBuild, Seed: 1, Threads: 2})
	if err != nil {
		return 0, err
	}
	if err := await(ctx, m, job); err != nil {
		return 0, err
	}
	if r, err = m.Scheduling.Roster(ctx, scope, r.ID); err != nil {
		return 0, err
	}
	_, _, err = m.Scheduling.Publish(ctx, scope, r.ID, r.Version, false)
	return r.ID, err
}

// await waits until a job has ended, and returns why it failed.
func await(ctx context.Context, m *wire.Services, job int64) error {
	for run, err := range m.Jobs.Watch(ctx, auth.SystemScope(wire.MainTenant), job, 0) {
		if err != nil {
			return err
		}
		if run.State.Ended() && run.State != jobs.Done {
			return fmt.Errorf("%s of the demonstration centre ended %s: %s", run.Kind, run.State, run.Error)
		}
	}
	return nil
}

// introduce says who can sign in.
func introduce(out io.Writer, centre demo.Centre) {
	fmt.Fprintln(out, "\nSign in as any of these; the password is the same for all:")
	fmt.Fprintf(out, "  password: %s\n", demo.Password)
	for _, a := range centre.Accounts {
		fmt.Fprintf(out, "  %-20s %s\n", a.Role, a.Email)
	}
	fmt.Fprintln(out)
}

// demoHistory hands generated history to the forecast domain.
type demoHistory struct{ histories *forecast.Histories }

// Record keeps the intervals of one queue.
func (h demoHistory) Record(ctx context.Context, scope auth.Scope, queue workforce.Queue, source string, intervals []demo.Interval) error {
	rows := make([]forecast.Interval, len(intervals))
	for i, iv := range intervals {
		rows[i] = demoInterval(queue.IntervalMin, iv)
	}
	return h.histories.Append(ctx, scope, queue.ID, source, rows)
}

// demoDrivers hands generated drivers to the forecast domain.
type demoDrivers struct{ drivers *forecast.Drivers }

// Keep keeps a driver with its values.
func (w demoDrivers) Keep(ctx context.Context, scope auth.Scope, d demo.Driver, values []demo.DriverValue) error {
	made := forecast.Driver{
		SiteID: d.Site.ID, Code: d.Code, Name: d.Name, Unit: d.Unit,
		Kind: forecast.DriverKind(d.Kind), Measure: forecast.DriverMeasure(d.Measure),
	}
	for _, q := range d.Queues {
		made.QueueIDs = append(made.QueueIDs, q.ID)
	}
	made, err := w.drivers.Create(ctx, scope, made)
	if err != nil || len(values) == 0 {
		return err
	}
	kept := make([]forecast.DriverValue, len(values))
	for i, v := range values {
		kept[i] = forecast.DriverValue{Date: v.Date, Value: v.Value, Planned: v.Planned}
	}
	_, err = w.drivers.SetValues(ctx, scope, made.ID, made.Version, kept[0].Date, kept[len(kept)-1].Date, kept)
	return err
}

func demoInterval(minutes int, iv demo.Interval) forecast.Interval {
	figures := history.NoFigures()
	for figure, v := range map[history.Figure]int{
		history.Offered: iv.Offered, history.Answered: iv.Answered, history.Handled: iv.Answered, history.Abandoned: iv.Abandoned,
		history.AnsweredWithin: iv.AnsweredWithin, history.AbandonedWithin: iv.AbandonedWithin,
		history.TalkS: int(iv.TalkS), history.HoldS: int(iv.HoldS), history.ACWS: int(iv.WrapS),
		history.HandleS:       int(iv.TalkS + iv.HoldS + iv.WrapS),
		history.WaitAnsweredS: int(iv.WaitAnsweredS), history.WaitAbandonedS: int(iv.WaitAbandonedS), history.StaffedS: int(iv.StaffS),
	} {
		figures[figure] = int64(v)
	}
	return forecast.Interval{
		Start: iv.Start.Unix(), IntervalS: int32(60 * minutes), Attribution: history.Arrival, Figures: figures,
	}
}
