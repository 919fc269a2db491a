package forecast_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// planner is a desk with forecasting and staffing, and ten weeks of history of
// the queue "Billing" that ends on Sunday 2026-03-08.
type planner struct {
	*desk
	plans       *store.Plans
	runner      *jobs.Service
	forecasts   *forecast.Forecasts
	live        *forecast.Live
	adjustments *forecast.Adjustments
	locks       *forecast.Locks
	staffing    *forecast.Staffing
}

var monday = grid.MustDate("2026-03-09")

func eachPlanner(t *testing.T, test func(t *testing.T, p *planner)) {
	t.Helper()
	eachDesk(t, func(t *testing.T, d *desk) { test(t, newPlanner(t, d)) })
}

func newPlanner(t testing.TB, d *desk) *planner {
	t.Helper()
	p := &planner{desk: d}
	var err error
	p.runner, err = jobs.New(d.db, jobstore.New(d.db))
	must(t, err)
	plans := store.NewPlans(d.db)
	p.plans = plans
	p.forecasts = forecast.NewForecasts(plans, d.past, d.centre, p.runner, "test")
	log := audit.New(d.db, auditstore.New(d.db), time.Now)
	p.adjustments = forecast.NewAdjustments(store.NewAdjustments(d.db), d.centre, log)
	p.locks = forecast.NewLocks(store.NewLocks(d.db), plans, p.adjustments, d.centre.Employers, log)
	p.live = forecast.NewLive(plans, d.past, d.centre, d.centre.Queues, p.adjustments)
	p.live.Employers = d.centre.Employers
	p.staffing = forecast.NewStaffing(plans, plans, d.centre, p.adjustments)
	p.runner.Register(forecast.RunKind, p.forecasts.RunJob)
	must(t, p.runner.Start(t.Context()))
	t.Cleanup(func() { must(t, p.runner.Stop(context.WithoutCancel(t.Context()))) })
	return p
}

// remember gives a queue ten weeks of 40 contacts a half hour on weekdays, a
// little more in the morning, each of 180 seconds.
func (p *planner) remember(t *testing.T, queue workforce.Queue) {
	t.Helper()
	loc, err := time.LoadLocation(p.london.Zone)
	must(t, err)
	g, err := grid.New(loc, 30, monday.AddDays(-70), 70)
	must(t, err)
	var rows []forecast.Interval
	for i := range g.Len() {
		minute, day := g.WallMinute(i), g.Date(g.DayOf(i)).Weekday()
		if minute < 8*60 || minute >= 18*60 || day == time.Saturday || day == time.Sunday {
			continue
		}
		figures := history.NoFigures()
		figures[history.Offered] = 40 + int64(i*7%5)
		if minute < 12*60 {
			figures[history.Offered] += 10
		}
		figures[history.Handled], figures[history.HandleS] = figures[history.Offered], 180*figures[history.Offered]
		figures[history.TalkS], figures[history.HoldS], figures[history.ACWS] = 120*figures[history.Offered], 20*figures[history.Offered], 40*figures[history.Offered]
		rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
	}
	must(t, p.past.Append(t.Context(), p.all, queue.ID, "test", rows))
}

// run orders a forecast and waits until its job has ended.
func (p *planner) run(t testing.TB, order forecast.RunOrder, queues ...int64) []forecast.Run {
	t.Helper()
	ctx := t.Context()
	ordered, job, err := p.forecasts.Order(ctx, p.all, queues, order)
	must(t, err)
	for run, err := range p.runner.Watch(ctx, p.all, job, 0) {
		must(t, err)
		if run.State.Ended() && run.State != jobs.Done {
			t.Fatalf("the job ended %s: %s", run.State, run.Error)
		}
	}
	runs := make([]forecast.Run, len(ordered))
	for i, o := range ordered {
		runs[i], err = p.forecasts.Run(ctx, p.all, o.ID)
		must(t, err)
	}
	return runs
}

func TestAForecastIsKeptWithEverythingNeededToDoubtIt(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		run := p.run(t, forecast.RunOrder{From: monday, Days: 14}, p.billing.ID)[0]
		if run.State != forecast.RunDone {
			t.Fatalf("the run is %s: %s", run.State, run.Failure)
		}
		g, err := run.Grid()
		must(t, err)
		at, _ := g.Index(g.At(0, 9*60))
		if got := run.Curves.Contacts[at]; math.Abs(got-52) > 5 {
			t.Errorf("Monday 9:00: %g contacts, want about 52", got)
		}
		if got := run.Curves.AHTS[at]; math.Abs(got-180) > 1 {
			t.Errorf("Monday 9:00: %g s a contact, want 180", got)
		}
		if talk, hold, wrap := run.Curves.TalkS[at], run.Curves.HoldS[at], run.Curves.WrapS[at]; math.Abs(talk-120)+math.Abs(hold-20)+math.Abs(wrap-40) > 2 {
			t.Errorf("Monday 9:00: %g s talk, %g hold, %g wrap; want 120, 20 and 40", talk, hold, wrap)
		}
		closed, _ := g.Index(g.At(5, 9*60))
		if run.Curves.Contacts[closed] != 0 || run.Curves.Open[closed] {
			t.Errorf("Saturday 9:00: %g contacts, open %v; want none and closed", run.Curves.Contacts[closed], run.Curves.Open[closed])
		}
		if len(run.Curves.Bands) != 2 || run.Curves.Bands[0].Lo[at] > run.Curves.Contacts[at] || run.Curves.Bands[1].Hi[at] < run.Curves.Bands[0].Hi[at] {
			t.Errorf("the bands at Monday 9:00 are %+v", run.Curves.Bands)
		}
		if len(run.Report.Candidates) == 0 || len(run.Report.Days) != 14 || run.InputHash == "" || run.Code != "test" {
			t.Errorf("%d candidates, %d days, input hash %q, code %q", len(run.Report.Candidates), len(run.Report.Days), run.InputHash, run.Code)
		}
		again := p.run(t, forecast.RunOrder{From: monday, Days: 14}, p.billing.ID)[0]
		if diff := cmp.Diff(run.Curves, again.Curves, cmpopts.EquateNaNs()); diff != "" || run.InputHash != again.InputHash {
			t.Errorf("the same order on the same history differs (-first +second):\n%s", diff)
		}
	})
}

func TestARunAsOfAnEarlierDayDoesNotSeeWhatCameAfter(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		ctx := t.Context()
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		origin := monday.AddDays(-14)
		seen, err := p.forecasts.Rehearse(ctx, p.all, run.ID, origin)
		must(t, err)
		at, _ := seen.Grid.Index(seen.Grid.At(0, 9*60))
		if math.IsNaN(seen.Actual[at]) || math.Abs(seen.Actual[at]-seen.Curves.Contacts[at]) > 6 {
			t.Errorf("on %s 9:00 it would have said %g, and %g came", origin, seen.Curves.Contacts[at], seen.Actual[at])
		}
		earlier := p.run(t, forecast.RunOrder{From: monday, Days: 7, AsOf: origin}, p.billing.ID)[0]
		if earlier.InputHash == run.InputHash {
			t.Error("a forecast as of two weeks earlier rests on the same input")
		}
	})
}

func TestAQueueWithoutHistoryFailsItsOwnRunAndNoOther(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		runs := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.night.ID, p.billing.ID)
		if runs[0].State != forecast.RunFailed || runs[0].Failure != forecast.ErrNoHistory.Error() {
			t.Errorf("the queue without history: %s, %q", runs[0].State, runs[0].Failure)
		}
		if runs[1].State != forecast.RunDone {
			t.Errorf("the other queue: %s, %q", runs[1].State, runs[1].Failure)
		}
		_, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: runs[0].ID})
		var state *forecast.RunStateError
		if !errors.As(err, &state) {
			t.Errorf("staffing a failed run: %v", err)
		}
	})
}

func TestAnOrderThatCannotBeIsRefusedBeforeAnythingIsKept(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		cases := []struct {
			name   string
			queues []int64
			order  forecast.RunOrder
			field  string
		}{
			{"no queue", nil, forecast.RunOrder{From: monday, Days: 7}, "queueIds"},
			{"no day", []int64{p.billing.ID}, forecast.RunOrder{Days: 7}, "from"},
			{"too long", []int64{p.billing.ID}, forecast.RunOrder{From: monday, Days: 500}, "days"},
			{"a level of 80", []int64{p.billing.ID}, forecast.RunOrder{From: monday, Days: 7, Levels: []float64{80}}, "levels"},
			{"knowing the future", []int64{p.billing.ID}, forecast.RunOrder{From: monday, Days: 7, AsOf: monday.AddDays(1)}, "asOf"},
		}
		for _, c := range cases {
			_, _, err := p.forecasts.Order(t.Context(), p.all, c.queues, c.order)
			var refused *forecast.OrderError
			if !errors.As(err, &refused) || refused.Field != c.field {
				t.Errorf("%s: %v, want a refusal of %s", c.name, err, c.field)
			}
		}
		runs, err := p.forecasts.Runs(t.Context(), p.all, 0, 0, 10)
		if err != nil || len(runs) != 0 {
			t.Errorf("%d runs are kept (%v), want none", len(runs), err)
		}
	})
}

func TestRunsOfOtherSitesDoNotExist(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		made, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.shanghai.ID}})
		must(t, err)
		if _, err := p.forecasts.Run(t.Context(), elsewhere, run.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a run of another site: %v", err)
		}
		if _, err := p.staffing.Requirement(t.Context(), elsewhere, made.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a requirement of another site: %v", err)
		}
		if list, err := p.forecasts.Runs(t.Context(), elsewhere, 0, 0, 10); err != nil || len(list) != 0 {
			t.Errorf("the list shows %d runs of another site (%v)", len(list), err)
		}
		if err := p.forecasts.Delete(t.Context(), p.all, run.ID); err == nil {
			t.Error("a run that a requirement rests on was forgotten")
		}
	})
}

func TestARequirementIsExplainedIntervalByInterval(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		ctx := t.Context()
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		goal := workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, OutOfOfficeShrinkage: 0.2, MinAgents: 2}
		r, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID, Goal: &goal})
		must(t, err)
		kept, err := p.staffing.Requirement(ctx, p.all, r.ID)
		must(t, err)
		if diff := cmp.Diff(r.Curves, kept.Curves); diff != "" {
			t.Errorf("what is kept differs from what was computed (-computed +kept):\n%s", diff)
		}
		g, err := kept.Grid()
		must(t, err)
		at, _ := g.Index(g.At(0, 9*60))
		c := kept.Curves
		// About 52 contacts of 180 s in 1800 s are 5.2 erlangs.
		if c.Agents[at] < 6 || c.Agents[at] > 9 || c.Fractional[at] > c.Agents[at] || c.ServiceLevel[at] < 0.8 {
			t.Errorf("Monday 9:00: %g agents, %g before rounding, service level %g", c.Agents[at], c.Fractional[at], c.ServiceLevel[at])
		}
		if want := c.Fractional[at] / 0.8; math.Abs(c.Scheduled[at]-want) > 1e-9 {
			t.Errorf("scheduled %g, want %g: a fifth of them is away", c.Scheduled[at], want)
		}
		cell, err := p.staffing.Explain(ctx, p.all, r.ID, at)
		must(t, err)
		if cell.Explanation.Formula != "Erlang A" || float64(cell.Explanation.Result.Agents) != c.Agents[at] || len(cell.Explanation.Sensitivity) != 6 {
			t.Errorf("the explanation is by %s, of %d agents, with %d sensitivities", cell.Explanation.Formula, cell.Explanation.Result.Agents, len(cell.Explanation.Sensitivity))
		}
		night, _ := g.Index(g.At(0, 3*60))
		if c.Binding[night] != "closed" || c.Agents[night] != 0 {
			t.Errorf("Monday 3:00: %g agents because of %q; want none, closed", c.Agents[night], c.Binding[night])
		}
		if _, err := p.staffing.Explain(ctx, p.all, r.ID, g.Len()); err == nil {
			t.Error("an interval after the last was explained")
		}
	})
}

func total(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

func TestWorkThatMayWaitIsRefusedBesideWhatItCannotBeBeside(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	ctx := t.Context()
	mail, err := p.centre.Channels.Create(ctx, p.all, workforce.Channel{Code: "email", Name: "E-mail", Kind: workforce.Email, Concurrency: 1})
	must(t, err)
	queue, err := p.centre.Queues.Create(ctx, p.all, workforce.Queue{
		Code: "Mail", Name: "Mail", SiteID: p.london.ID, ChannelID: mail.ID, IntervalMin: 30, Hours: p.billing.Hours,
		Goals: []workforce.ServiceGoal{{SLTarget: 0.95, ThresholdS: 24 * 3600, SLVariant: workforce.SLOffered, AHTS: 300}},
	})
	must(t, err)
	p.remember(t, queue)
	p.remember(t, p.billing)
	runs := p.run(t, forecast.RunOrder{From: monday, Days: 7}, queue.ID, p.billing.ID)
	short := p.run(t, forecast.RunOrder{From: monday, Days: 3}, p.billing.ID)[0]
	voice := &workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, AHTS: 180}
	calls, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: runs[1].ID, Goal: voice})
	must(t, err)
	few, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: short.ID, Goal: voice})
	must(t, err)
	plain, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: runs[0].ID})
	must(t, err)
	beside, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: runs[0].ID, Beside: []int64{calls.ID}})
	must(t, err)
	if len(beside.Curves.Live) != len(beside.Curves.Open) || plain.InputHash == beside.InputHash {
		t.Errorf("live work of %d intervals, hashes %s and %s", len(beside.Curves.Live), plain.InputHash, beside.InputHash)
	}
	kept, err := p.staffing.Requirement(ctx, p.all, beside.ID)
	must(t, err)
	if !slices.Equal(kept.Curves.Live, calls.Curves.Agents) || !slices.Equal(kept.Beside, []int64{calls.ID}) {
		t.Errorf("kept beside %v with %v live agents, want %v", kept.Beside, kept.Curves.Live, calls.Curves.Agents)
	}
	backlog := func(contacts, age float64) forecast.RequireOrder {
		return forecast.RequireOrder{ForecastID: runs[0].ID, Backlog: []forecast.OpenContacts{{Contacts: contacts, AgeS: age}}}
	}
	refused := map[string]struct {
		order forecast.RequireOrder
		field string
	}{
		"itself":              {forecast.RequireOrder{ForecastID: runs[0].ID, Beside: []int64{plain.ID}}, "beside[0]"},
		"twice":               {forecast.RequireOrder{ForecastID: runs[0].ID, Beside: []int64{calls.ID, calls.ID}}, "beside[1]"},
		"too few days":        {forecast.RequireOrder{ForecastID: runs[0].ID, Beside: []int64{few.ID}}, "beside[0]"},
		"what there is not":   {forecast.RequireOrder{ForecastID: runs[0].ID, Beside: []int64{999}}, "beside[0]"},
		"calls":               {forecast.RequireOrder{ForecastID: runs[1].ID, Goal: voice, Beside: []int64{calls.ID}}, "beside"},
		"a backlog of calls":  {forecast.RequireOrder{ForecastID: runs[1].ID, Goal: voice, Backlog: []forecast.OpenContacts{{1, 1}}}, "backlog"},
		"nobody in a backlog": {backlog(0, 1), "backlog[0].contacts"},
		"an age from ahead":   {backlog(1, -1), "backlog[0].ageS"},
	}
	for name, c := range refused {
		var order *forecast.OrderError
		if _, err := p.staffing.Require(ctx, p.all, c.order); !errors.As(err, &order) || order.Field != c.field {
			t.Errorf("%s: %v; want a refusal of %s", name, err, c.field)
		}
	}
	var none *forecast.NoCourseError
	if _, _, err := p.staffing.Backlog(ctx, p.all, calls.ID); !errors.As(err, &none) {
		t.Errorf("the backlog of calls: %v", err)
	}
}

func TestTicketsAreStaffedAsWorkThatMayWait(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		tickets, err := p.centre.Channels.Create(ctx, p.all, workforce.Channel{Code: "ticket", Name: "Tickets", Kind: workforce.Ticket, Concurrency: 1})
		must(t, err)
		queue, err := p.centre.Queues.Create(ctx, p.all, workforce.Queue{
			Code: "Tickets", Name: "Tickets", SiteID: p.london.ID, ChannelID: tickets.ID, IntervalMin: 30, Hours: p.billing.Hours,
			Goals: []workforce.ServiceGoal{{SLTarget: 0.95, ThresholdS: 4 * 3600, SLVariant: workforce.SLOffered, MaxOccupancy: 1}},
		})
		must(t, err)
		p.remember(t, queue)
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, queue.ID)[0]
		r, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		g, err := r.Grid()
		must(t, err)
		came, planned := 0.0, 0.0
		for i := range g.Len() {
			came += r.Curves.Contacts[i] * r.Curves.AHTS[i] / 1800
			planned += r.Curves.Fractional[i]
			if planned > came+1e-6 {
				t.Fatalf("interval %d: %.2f people have worked on %.2f people's work that came", i, planned, came)
			}
			if !r.Curves.Open[i] && r.Curves.Fractional[i] != 0 {
				t.Fatalf("interval %d is closed, yet %g people are planned", i, r.Curves.Fractional[i])
			}
		}
		_, backlog, err := p.staffing.Backlog(ctx, p.all, r.ID)
		must(t, err)
		left := 0.0
		for _, l := range backlog.Left {
			left += l.Contacts
		}
		if all := planned / came * total(r.Curves.Contacts); !r.Deferred || r.Curves.ServiceLevelIsDefined || math.Abs(all+left-total(r.Curves.Contacts)) > 1e-3 {
			t.Errorf("deferred %v; %.2f contacts came, %.2f are planned and %.2f left", r.Deferred, total(r.Curves.Contacts), all, left)
		}
		// What comes at night has waited four hours before anybody is there.
		if backlog.Kept < 0.9 || backlog.Kept > 0.95 {
			t.Errorf("%.3f of the promises by the clock on the wall are kept; want most, and not all that are promised", backlog.Kept)
		}
		kept, err := p.staffing.Requirement(ctx, p.all, r.ID)
		must(t, err)
		if kept.DeferredMethod != forecast.DeferredByDeadline {
			t.Errorf("kept with method %d", kept.DeferredMethod)
		}
		goal := queue.Goals[0]
		goal.BusinessHours = true
		again, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{
			ForecastID: run.ID, Goal: &goal, Backlog: []forecast.OpenContacts{{Contacts: 50, AgeS: 3600}},
		})
		must(t, err)
		kept, err = p.staffing.Requirement(ctx, p.all, again.ID)
		must(t, err)
		if !kept.Goal.BusinessHours || len(kept.Backlog) != 1 || kept.Backlog[0].Contacts != 50 {
			t.Errorf("kept %+v with a backlog of %v", kept.Goal, kept.Backlog)
		}
		if _, backlog, err = p.staffing.Backlog(ctx, p.all, again.ID); err != nil || backlog.Kept < 0.95-1e-9 {
			t.Errorf("%.3f of the promises in business hours are kept, %v; want 0.95", backlog.Kept, err)
		}
		nine, _ := g.Index(g.At(0, 9*60))
		cell, err := p.staffing.Explain(ctx, p.all, again.ID, nine)
		must(t, err)
		if cell.Deferred == nil || cell.Deferred.Course == nil || cell.Deferred.Course.Done[nine] == 0 {
			t.Errorf("the backlog is not worked on when it opens: %+v", cell.Deferred)
		}
	})
}
