package scheduling_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// centre is a site with one queue, ten people and a week of demand, on a fresh
// database.
type centre struct {
	store *store.Store
	*scheduling.Service
	workforce *workforce.Service
	jobs      *jobs.Service
	scope     auth.Scope
	site      workforce.Site
	queue     workforce.Queue
	agreement workforce.Agreement
	people    []workforce.Person
	needs     float64 // people wanted from 9:00 to 17:00
	shape     shape
}

// shape is what sets one centre apart from another.
type shape struct {
	zone   string
	first  grid.Date // first day of the requirement
	days   int
	terms  workforce.Terms
	people int
	need   func(g grid.Grid, i int) float64 // nil: needs from 9:00 to 17:00
}

func plainShape() shape {
	return shape{zone: "UTC", first: monday, days: 14, terms: plainTerms(), people: 10}
}

// Demand needs the same number of people from 9:00 to 17:00 on every day, unless
// the shape says otherwise.
func (c *centre) Demand(_ context.Context, _ auth.Scope, id int64) (scheduling.Demand, error) {
	if id != 1 {
		return scheduling.Demand{}, database.ErrNotFound
	}
	loc, err := time.LoadLocation(c.shape.zone)
	if err != nil {
		return scheduling.Demand{}, err
	}
	g, err := grid.New(loc, 30, c.shape.first, c.shape.days)
	if err != nil {
		return scheduling.Demand{}, err
	}
	people := grid.NewCurve(g)
	for i := range people.Values {
		if c.shape.need != nil {
			people.Values[i] = c.shape.need(g, i)
		} else if minute := g.WallMinute(i); minute >= 9*60 && minute < 17*60 {
			people.Values[i] = c.needs
		}
	}
	return scheduling.Demand{
		RequirementID: 1, QueueID: c.queue.ID, SkillID: c.queue.SkillID, QueueCode: c.queue.Code, Name: c.queue.Name,
		SiteID: c.site.ID, People: people, Hash: "demand",
	}, nil
}

func eachEngine(t *testing.T, test func(t *testing.T, c *centre)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) { test(t, newCentre(t, db)) })
}

func newCentre(t *testing.T, db *database.DB) *centre {
	t.Helper()
	return newCentreOf(t, db, plainShape())
}

func newCentreOf(t *testing.T, db *database.DB, shape shape) *centre {
	t.Helper()
	c := &centre{scope: auth.SystemScope(1), needs: 4, shape: shape, workforce: workforce.NewService(workforcestore.New(db), holidays.Seed)}
	ctx := t.Context()
	var err error
	c.jobs = workers(t, db)
	c.store = store.New(db)
	c.Service = scheduling.NewService(c.store, c.workforce, c, c.jobs, audit.New(db, auditstore.New(db), time.Now))
	c.employ()
	if c.site, err = c.workforce.Sites.Create(ctx, c.scope, workforce.Site{Code: "S", Name: "Site", Zone: shape.zone, Country: "GB"}); err != nil {
		t.Fatal(err)
	}
	voice, err := c.workforce.Channels.Create(ctx, c.scope, workforce.Channel{Code: "voice", Name: "Voice", Kind: workforce.Voice, Concurrency: 1})
	if err != nil {
		t.Fatal(err)
	}
	skill, err := c.workforce.Skills.Create(ctx, c.scope, workforce.Skill{Code: "care", Name: "Care"})
	if err != nil {
		t.Fatal(err)
	}
	c.queue, err = c.workforce.Queues.Create(ctx, c.scope, workforce.Queue{
		Code: "Q", Name: "Queue", SiteID: c.site.ID, ChannelID: voice.ID, SkillID: skill.ID, IntervalMin: 30,
		Hours: workforce.AlwaysOpen(), Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.hire(t, skill.ID)
	return c
}

// workers are those of one process.
func workers(t *testing.T, db *database.DB) *jobs.Service {
	t.Helper()
	s, err := jobs.New(db, jobstore.New(db))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// employ gives the centre's workers their work.
func (c *centre) employ() {
	c.jobs.Register(scheduling.BuildKind, c.RunBuild)
	c.jobs.Register(scheduling.DesignKind, c.RunDesign)
}

// plainTerms allow five days of eight hours with a lunch and a break.
func plainTerms() workforce.Terms {
	days := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	return workforce.Terms{
		Rules: workforce.Rules{WeeklyMinMin: 32 * 60, WeeklyMaxMin: 40 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 5, MinDaysOffPerWeek: 2},
		Templates: []workforce.ShiftTemplate{{
			Code: "D", Letter: "D", Name: "Day", Weekdays: days, EarliestStartMin: 8 * 60, LatestStartMin: 10 * 60, StepMin: 30,
			LengthsMin: []int{510}, Lunch: &workforce.Pause{Minutes: 30, EarliestAfterMin: 180, LatestAfterMin: 300},
			Breaks: []workforce.Pause{{Minutes: 15, Paid: true, EarliestAfterMin: 60, LatestAfterMin: 150}},
		}},
	}
}

func (c *centre) hire(t *testing.T, skill int64) {
	t.Helper()
	ctx := t.Context()
	own, err := c.workforce.Employers.Create(ctx, c.scope, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff})
	if err != nil {
		t.Fatal(err)
	}
	c.agreement, err = c.workforce.Agreements.Create(ctx, c.scope, workforce.Agreement{Code: "FULL", Name: "Full time", Terms: []workforce.Terms{c.shape.terms}})
	if err != nil {
		t.Fatal(err)
	}
	var people []workforce.Person
	for i := range c.shape.people {
		people = append(people, workforce.Person{
			Code: fmt.Sprintf("P%02d", i), Name: fmt.Sprintf("Person %d", i), SiteID: c.site.ID, EmployerID: own.ID, HiredOn: c.shape.first.AddDays(-400),
			Agreements: []workforce.AgreementSpell{{AgreementID: c.agreement.ID}}, Skills: []workforce.SkillSpell{{SkillID: skill, Level: 3}},
		})
	}
	if c.people, err = c.workforce.CreatePeople(ctx, c.scope, people); err != nil {
		t.Fatal(err)
	}
}

// draft makes a roster of one week.
func (c *centre) draft(t *testing.T) scheduling.Roster {
	t.Helper()
	r, err := c.Create(t.Context(), c.scope, scheduling.Roster{Name: "Week 10", From: monday, Days: 7, Requirements: []int64{1}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// built makes a roster and runs its search to a few hundred moves.
func (c *centre) built(t *testing.T) scheduling.Roster {
	t.Helper()
	ctx := t.Context()
	r := c.draft(t)
	if run := c.run(t, r.ID); run.State != jobs.Done {
		t.Fatalf("the build ended %s: %s", run.State, run.Error)
	}
	r, err := c.Roster(ctx, c.scope, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// run builds a roster to the end and returns its job.
func (c *centre) run(t *testing.T, roster int64) jobs.Run {
	t.Helper()
	return c.finished(t, func() (int64, error) {
		return c.Build(t.Context(), c.scope, scheduling.BuildOrder{RosterID: roster, TimeLimit: time.Second, Seed: 1, Threads: 1})
	})
}

// finished starts a job and waits for its end.
func (c *centre) finished(t *testing.T, start func() (int64, error)) jobs.Run {
	t.Helper()
	ctx := t.Context()
	if err := c.jobs.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := c.jobs.Stop(context.WithoutCancel(ctx)); err != nil {
			t.Error(err)
		}
	}()
	job, err := start()
	if err != nil {
		t.Fatal(err)
	}
	var last jobs.Run
	for run, err := range c.jobs.Watch(ctx, c.scope, job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		last = run
	}
	return last
}

// agent is the scope of one of the people.
func (c *centre) agent(t *testing.T, i int) auth.Scope {
	t.Helper()
	scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 1, AllSites: true, Person: c.people[i].ID, Permissions: []auth.Permission{auth.ReadOwnSchedule}})
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

// rebuild builds a roster and opens it.
func (c *centre) rebuild(t *testing.T, roster int64) *scheduling.Opened {
	t.Helper()
	if run := c.run(t, roster); run.State != jobs.Done {
		t.Fatalf("the build ended %s: %s", run.State, run.Error)
	}
	plan, err := c.Open(t.Context(), c.scope, roster)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}
