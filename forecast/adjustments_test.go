package forecast_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// level keeps a run that expects the same number of contacts in every half hour
// from 8 to 18 on weekdays, and none else, with a band of a tenth each way.
func (p *planner) level(t *testing.T, queue workforce.Queue, from grid.Date, days int, contacts float64) forecast.Run {
	t.Helper()
	return p.levelWhile(t, queue, from, days, contacts, func(day time.Weekday, minute int) bool {
		return day != time.Saturday && day != time.Sunday && minute >= 8*60 && minute < 18*60
	})
}

// levelWhile is level in other hours, told by weekday and minute of the day.
func (p *planner) levelWhile(t *testing.T, queue workforce.Queue, from grid.Date, days int, contacts float64, open func(time.Weekday, int) bool) forecast.Run {
	t.Helper()
	run, err := p.plans.AddRun(t.Context(), p.all, forecast.Run{
		QueueID: queue.ID, SiteID: p.london.ID, State: forecast.RunQueued, Zone: p.london.Zone, Minutes: 30,
		Order: forecast.RunOrder{QueueID: queue.ID, From: from, Days: days}, CreatedAt: p.now,
	})
	must(t, err)
	g, err := run.Grid()
	must(t, err)
	run.State, run.InputHash = forecast.RunDone, "an input"
	c := forecast.RunCurves{Contacts: make([]float64, g.Len()), AHTS: slices.Repeat([]float64{200}, g.Len()), Open: make([]bool, g.Len())}
	band := model.Band{Level: 0.8, Lo: make([]float64, g.Len()), Hi: make([]float64, g.Len())}
	for k := range g.Days() {
		first, end := g.Day(k)
		total := model.Total{First: g.Date(k), Last: g.Date(k)}
		for i := first; i < end; i++ {
			c.Open[i] = open(g.Date(k).Weekday(), g.WallMinute(i))
			if c.Open[i] {
				c.Contacts[i], band.Lo[i], band.Hi[i] = contacts, contacts*0.9, contacts*1.1
				total.Mean += contacts
			}
		}
		total.Bands = []model.TotalBand{{Level: 0.8, Lo: 0.95 * total.Mean, Hi: 1.05 * total.Mean}}
		run.Report.Days = append(run.Report.Days, total)
	}
	c.Bands = []model.Band{band}
	run.Curves = c
	must(t, p.plans.FinishRun(t.Context(), p.all, run))
	return run
}

// campaign is a fifth more contacts on the first Monday's morning in London.
func campaign() forecast.Change {
	return forecast.Change{
		Measure: layers.Contacts, Operation: layers.Multiply, Value: 1.2, Type: forecast.CampaignAdjustment, Reason: "Spring letter", Active: true,
		From: time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC),
	}
}

// change returns the campaign with some fields changed.
func change(edit func(*forecast.Change)) forecast.Change {
	c := campaign()
	edit(&c)
	return c
}

func (p *planner) adjustOne(t *testing.T, queue workforce.Queue, c forecast.Change) forecast.Adjustment {
	t.Helper()
	made, err := p.adjustments.Make(t.Context(), p.all, []int64{queue.ID}, c)
	must(t, err)
	return made[0]
}

func (p *planner) seen(t *testing.T, run forecast.Run) forecast.Adjusted {
	t.Helper()
	adjusted, err := p.adjustments.Adjust(t.Context(), p.all, run)
	must(t, err)
	return adjusted
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

func TestAdjustmentsLieOverEveryRunAndLeaveItAsItIs(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		run := p.level(t, p.billing, monday, 7, 50)
		plain := p.seen(t, run)
		if diff := cmp.Diff(run.Curves, plain.Curves); diff != "" || len(plain.Applied) != 0 {
			t.Fatalf("without adjustments the curves differ (-run +seen):\n%s", diff)
		}
		made := p.adjustOne(t, p.billing, campaign())
		got := p.seen(t, run)
		if want := 5*20*50 + 8*10.0; math.Abs(sum(got.Curves.Contacts)-want) > 1e-9 {
			t.Errorf("adjusted total: %g, want %g", sum(got.Curves.Contacts), want)
		}
		at := slices.IndexFunc(run.Curves.Contacts, func(v float64) bool { return v > 0 })
		if band := got.Curves.Bands[0]; math.Abs(band.Lo[at]-54) > 1e-9 || math.Abs(band.Hi[at]-66) > 1e-9 || band.Lo[at+8] != 45 {
			t.Errorf("the band around 60 is %g to %g, and begins at %g after the range; want 54 to 66, and 45", band.Lo[at], band.Hi[at], band.Lo[at+8])
		}
		if diff := cmp.Diff([]forecast.AppliedAdjustment{{ID: made.ID, Version: 1}}, got.Applied); diff != "" {
			t.Errorf("applied (-want +got):\n%s", diff)
		}
		kept, err := p.forecasts.Run(t.Context(), p.all, run.ID)
		must(t, err)
		if diff := cmp.Diff(run.Curves, kept.Curves); diff != "" {
			t.Errorf("the run itself changed:\n%s", diff)
		}
		later := p.level(t, p.billing, monday, 14, 40)
		if got := sum(p.seen(t, later).Curves.Contacts); math.Abs(got-(10*20*40+8*8)) > 1e-9 {
			t.Errorf("a later run as adjusted: %g contacts, want %d: adjustments outlive runs", got, 10*20*40+8*8)
		}
		if other := p.seen(t, p.level(t, p.night, monday, 7, 50)); len(other.Applied) != 0 {
			t.Errorf("another queue took %v", other.Applied)
		}
	})
}

func TestSwitchingAnAdjustmentOffRestoresTheBytes(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 31.7)
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.Operation, c.Value = layers.Add, 123.4 }))
		before, err := json.Marshal(p.seen(t, run))
		must(t, err)
		made := p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.To = c.To.Add(time.Hour) }))
		off, err := p.adjustments.Edit(ctx, p.all, made.ID, made.Version, change(func(c *forecast.Change) { c.Active = false }))
		must(t, err)
		after, err := json.Marshal(p.seen(t, run))
		must(t, err)
		if string(before) != string(after) {
			t.Errorf("after switching an adjustment on and off:\n%s\nwant\n%s", after, before)
		}
		if _, err = p.adjustments.Edit(ctx, p.all, made.ID, off.Version, campaign()); err != nil {
			t.Fatal(err)
		}
		must(t, p.adjustments.Withdraw(ctx, p.all, made.ID))
		if again, err := json.Marshal(p.seen(t, run)); err != nil || string(again) != string(before) {
			t.Errorf("after withdrawing it: %s (%v)\nwant %s", again, err, before)
		}
	})
}

func TestATotalForLongerThanTheRunIsSharedByOpenTime(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		run := p.level(t, p.billing, monday, 5, 50) // Monday to Friday
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) {
			// Two weeks, each of five open days: half of the thousand falls to the run.
			c.Operation, c.Value, c.From, c.To = layers.Add, 1000, c.From.Add(-8*time.Hour), c.From.Add(-8*time.Hour).AddDate(0, 0, 14)
		}))
		if got := sum(p.seen(t, run).Curves.Contacts); math.Abs(got-(5*20*50+500)) > 1e-6 {
			t.Errorf("1000 more in two weeks, of which the run has one: %g contacts, want %d", got, 5*20*50+500)
		}
	})
}

func TestDayTotalsMoveWithTheirContacts(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		run := p.level(t, p.billing, monday, 7, 50)
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.From, c.To, c.Value = c.From.Add(-8*time.Hour), c.To.Add(12*time.Hour), 2 }))
		days, _, err := p.seen(t, run).Totals(run)
		must(t, err)
		want := model.Total{First: monday, Last: monday, Mean: 2000, Bands: []model.TotalBand{{Level: 0.8, Lo: 1900, Hi: 2100}}}
		if diff := cmp.Diff(want, days[0]); diff != "" {
			t.Errorf("Monday doubled (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(run.Report.Days[1:], days[1:]); diff != "" {
			t.Errorf("the other days changed:\n%s", diff)
		}
	})
}

// Saturday is new: neither history nor hours know it, until the hours do.
func TestContactsComeOnlyIntoAnOpenQueue(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 50)
		made := p.adjustOne(t, p.billing, change(func(c *forecast.Change) {
			c.Operation, c.Value, c.From, c.To = layers.Set, 120, time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC)
		}))
		shut := p.seen(t, run)
		if diff := cmp.Diff([]layers.Idle{{ID: made.ID, Reason: layers.EmptyRange}}, shut.Idle); diff != "" || sum(shut.Curves.Contacts) != 5000 {
			t.Fatalf("with the queue shut on Saturday: %g contacts; idle (-want +got):\n%s", sum(shut.Curves.Contacts), diff)
		}
		queue := p.billing
		queue.Hours = append(slices.Clone(queue.Hours), workforce.OpeningPeriod{Weekday: time.Saturday, Opens: 9 * 60, Closes: 12 * 60})
		_, err := p.centre.Queues.Edit(ctx, p.all, queue)
		must(t, err)
		opened := p.seen(t, run)
		g, err := run.Grid()
		must(t, err)
		at, _ := g.Index(g.At(5, 9*60))
		if got := opened.Curves.Contacts[at]; math.Abs(got-20) > 1e-9 || math.Abs(sum(opened.Curves.Contacts)-5120) > 1e-9 {
			t.Errorf("Saturday 9:00: %g contacts of %g in all, want 20 of 5120", got, sum(opened.Curves.Contacts))
		}
		r, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		if r.Curves.Agents[at] == 0 || r.Curves.Contacts[at] != opened.Curves.Contacts[at] {
			t.Errorf("Saturday 9:00 is staffed with %g for %g contacts", r.Curves.Agents[at], r.Curves.Contacts[at])
		}
	})
}

func TestARequirementKnowsItsAdjustments(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 50)
		plain, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		first := p.adjustOne(t, p.billing, campaign())
		longer := p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.Measure, c.Operation, c.Value = layers.HandleTime, layers.Set, 300 }))
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.Active = false }))
		r, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		want := []forecast.AppliedAdjustment{{ID: first.ID, Version: 1}, {ID: longer.ID, Version: 1}}
		if diff := cmp.Diff(want, r.Adjustments); diff != "" {
			t.Errorf("its adjustments (-want +got):\n%s", diff)
		}
		if r.InputHash == plain.InputHash {
			t.Error("with and without adjustments the input hash is the same")
		}
		at := slices.IndexFunc(r.Curves.Contacts, func(v float64) bool { return v > 0 })
		if math.Abs(r.Curves.Contacts[at]-60) > 1e-9 || math.Abs(r.Curves.AHTS[at]-300) > 1e-9 || r.Curves.Agents[at] <= plain.Curves.Agents[at] {
			t.Errorf("Monday 8:00: %g contacts of %g s take %g, before %g", r.Curves.Contacts[at], r.Curves.AHTS[at], r.Curves.Agents[at], plain.Curves.Agents[at])
		}
		kept, err := p.staffing.Requirement(ctx, p.all, r.ID)
		must(t, err)
		if diff := cmp.Diff(r.Adjustments, kept.Adjustments); diff != "" {
			t.Errorf("its adjustments as kept (-made +kept):\n%s", diff)
		}
		for _, check := range []struct {
			of   forecast.Requirement
			want []int64
		}{{plain, []int64{first.ID, longer.ID}}, {kept, nil}} {
			got, err := p.staffing.Outdated(ctx, p.all, check.of)
			must(t, err)
			if !slices.Equal(got, check.want) {
				t.Errorf("requirement %d was made before adjustments %v, want %v", check.of.ID, got, check.want)
			}
		}
		must(t, p.adjustments.Withdraw(ctx, p.all, first.ID))
		if got, err := p.staffing.Outdated(ctx, p.all, kept); err != nil || !slices.Equal(got, []int64{first.ID}) {
			t.Errorf("after adjustment %d was withdrawn: outdated by %v (%v)", first.ID, got, err)
		}
		fresh, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		list, err := p.staffing.Requirements(ctx, p.all, 0, 0, 0, 10)
		must(t, err)
		got, err := p.staffing.OutdatedAll(ctx, p.all, list)
		must(t, err)
		if diff := cmp.Diff(map[int64][]int64{plain.ID: {longer.ID}, kept.ID: {first.ID}}, got); diff != "" || len(list) != 3 {
			t.Errorf("of %d requirements, outdated by (-want +got), %d being new:\n%s", len(list), fresh.ID, diff)
		}
	})
}

// A goal's own handle time replaces the forecast's, and is adjusted as that would be.
func TestAdjustedHandleTimeCountsBesideTheGoals(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		run := p.level(t, p.billing, monday, 7, 50)
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.Measure, c.Value = layers.HandleTime, 1.5 }))
		goal := p.billing.Goals[0]
		goal.AHTS = 100
		r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID, Goal: &goal})
		must(t, err)
		at := slices.IndexFunc(r.Curves.Contacts, func(v float64) bool { return v > 0 })
		if r.Curves.AHTS[at] != 150 || r.Curves.AHTS[at+8] != 100 {
			t.Errorf("handle time in and after the range: %g and %g s, want 150 and 100", r.Curves.AHTS[at], r.Curves.AHTS[at+8])
		}
		if got, err := p.staffing.Outdated(t.Context(), p.all, r); err != nil || got != nil {
			t.Errorf("outdated by %v (%v) at once", got, err)
		}
	})
}

func TestEveryStateOfAnAdjustmentStaysOnRecord(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		made := p.adjustOne(t, p.billing, campaign())
		if _, err := p.adjustments.Edit(ctx, p.all, made.ID, 1, change(func(c *forecast.Change) { c.Value = 1.5 })); err != nil {
			t.Fatal(err)
		}
		var stale *database.StaleError
		if _, err := p.adjustments.Edit(ctx, p.all, made.ID, 1, campaign()); !errors.As(err, &stale) || stale.Have != 2 {
			t.Errorf("an edit of version 1 when it is at 2: %v", err)
		}
		must(t, p.adjustments.Withdraw(ctx, p.all, made.ID))
		must(t, p.adjustments.Withdraw(ctx, p.all, made.ID))
		var withdrawn *forecast.WithdrawnError
		if _, err := p.adjustments.Edit(ctx, p.all, made.ID, 3, campaign()); !errors.As(err, &withdrawn) {
			t.Errorf("an edit of a withdrawn adjustment: %v", err)
		}
		states, err := p.adjustments.States(ctx, p.all, made.ID)
		must(t, err)
		got := []string{}
		for _, s := range states {
			got = append(got, strings.TrimSpace(string([]rune{rune('0' + s.Version)})+" "+map[bool]string{true: "withdrawn"}[s.Withdrawn]))
			if s.Reason != "Spring letter" || s.QueueID != p.billing.ID {
				t.Errorf("version %d on record: %+v", s.Version, s)
			}
		}
		if diff := cmp.Diff([]string{"1", "2", "3 withdrawn"}, got); diff != "" || states[0].Value != 1.2 || states[1].Value != 1.5 {
			t.Errorf("states (-want +got):\n%s\nvalues %g, %g", diff, states[0].Value, states[1].Value)
		}
		list, err := p.adjustments.List(ctx, p.all, forecast.AdjustmentQuery{Queues: []int64{p.billing.ID}})
		if err != nil || len(list) != 1 || !list[0].Withdrawn {
			t.Errorf("the list shows %+v (%v), want the withdrawn one", list, err)
		}
		entries, err := audit.New(p.db, auditstore.New(p.db), time.Now).List(ctx, p.all, audit.Query{Subject: "adjustment/1"})
		must(t, err)
		var actions []string
		for _, e := range entries {
			actions = append(actions, e.Action)
		}
		if diff := cmp.Diff([]string{"adjustment.withdraw", "adjustment.update", "adjustment.create"}, actions); diff != "" {
			t.Errorf("the log, newest first (-want +got):\n%s", diff)
		}
	})
}

func TestAdjustmentsOfSeveralQueuesAreMadeTogetherOrNotAtAll(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		for name, queues := range map[string][]int64{"none": nil, "a stranger": {p.billing.ID, 999}, "one twice": {p.billing.ID, p.billing.ID}} {
			if _, err := p.adjustments.Make(ctx, p.all, queues, campaign()); err == nil {
				t.Errorf("%s: accepted", name)
			}
		}
		if list, err := p.adjustments.List(ctx, p.all, forecast.AdjustmentQuery{}); err != nil || len(list) != 0 {
			t.Fatalf("after refusals there are %d adjustments (%v)", len(list), err)
		}
		made, err := p.adjustments.Make(ctx, p.all, []int64{p.night.ID, p.billing.ID}, campaign())
		must(t, err)
		if len(made) != 2 || made[0].QueueID != p.night.ID || made[1].QueueID != p.billing.ID || made[0].ID >= made[1].ID {
			t.Errorf("made %+v", made)
		}
	})
}

func TestListsOfAdjustmentsByQueueAndTime(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		morning := p.adjustOne(t, p.billing, campaign())
		evening := p.adjustOne(t, p.billing, change(func(c *forecast.Change) { c.From, c.To = c.To, c.To.Add(6*time.Hour) }))
		night := p.adjustOne(t, p.night, campaign())
		noon := campaign().To
		for _, test := range []struct {
			name string
			q    forecast.AdjustmentQuery
			want []int64
		}{
			{"all", forecast.AdjustmentQuery{}, []int64{night.ID, evening.ID, morning.ID}},
			{"a queue", forecast.AdjustmentQuery{Queues: []int64{p.billing.ID}}, []int64{evening.ID, morning.ID}},
			{"from noon, when the morning's has ended", forecast.AdjustmentQuery{From: noon}, []int64{evening.ID}},
			{"until noon, when the evening's begins", forecast.AdjustmentQuery{To: noon}, []int64{night.ID, morning.ID}},
			{"a page", forecast.AdjustmentQuery{Before: night.ID, Limit: 1}, []int64{evening.ID}},
		} {
			list, err := p.adjustments.List(ctx, p.all, test.q)
			must(t, err)
			var got []int64
			for _, a := range list {
				got = append(got, a.ID)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %v, want %v", test.name, got, test.want)
			}
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.shanghai.ID}})
		must(t, err)
		if list, err := p.adjustments.List(ctx, elsewhere, forecast.AdjustmentQuery{}); err != nil || len(list) != 0 {
			t.Errorf("somebody of another site sees %d adjustments (%v)", len(list), err)
		}
		if _, err := p.adjustments.Get(ctx, elsewhere, night.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody of another site gets one: %v", err)
		}
		if _, err := p.adjustments.States(ctx, elsewhere, night.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody of another site gets its history: %v", err)
		}
		if err := p.adjustments.Withdraw(ctx, elsewhere, night.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody of another site withdraws one: %v", err)
		}
	})
}

func TestAChangeThatCannotBeNamesEveryField(t *testing.T) {
	for _, test := range []struct {
		name   string
		edit   func(*forecast.Change)
		fields []string
	}{
		{"nothing at all", func(c *forecast.Change) { *c = forecast.Change{} }, []string{"measure", "operation", "from", "to", "type", "reason"}},
		{"a negative factor", func(c *forecast.Change) { c.Value = -1 }, []string{"value"}},
		{"a factor of nothing on handle time", func(c *forecast.Change) { c.Measure, c.Value = layers.HandleTime, 0 }, []string{"value"}},
		{"a total below nothing", func(c *forecast.Change) { c.Operation, c.Value = layers.Set, -1 }, []string{"value"}},
		{"no number", func(c *forecast.Change) { c.Operation, c.Value = layers.Add, math.NaN() }, []string{"value"}},
		{"infinity", func(c *forecast.Change) { c.Operation, c.Value = layers.Add, math.Inf(1) }, []string{"value"}},
		{"a range backwards", func(c *forecast.Change) { c.From, c.To = c.To, c.From }, []string{"to"}},
		{"half a minute", func(c *forecast.Change) { c.From = c.From.Add(30 * time.Second) }, []string{"from"}},
		{"two years", func(c *forecast.Change) { c.To = c.To.AddDate(2, 0, 0) }, []string{"to"}},
		{"an unknown type", func(c *forecast.Change) { c.Type = "hunch" }, []string{"type"}},
		{"a reason of blanks", func(c *forecast.Change) { c.Reason = "  " }, []string{"reason"}},
		{"a reason of control characters", func(c *forecast.Change) { c.Reason = "a\x00b" }, []string{"reason"}},
	} {
		_, err := forecast.NewChange(change(test.edit))
		var refused *workforce.InvalidError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a refusal", test.name, err)
			continue
		}
		var got []string
		for _, f := range refused.Fields {
			got = append(got, f.Field)
		}
		if diff := cmp.Diff(test.fields, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	if got, err := forecast.NewChange(change(func(c *forecast.Change) { c.Reason = " 双十一 \n second line " })); err != nil || got.Reason != "双十一 \n second line" {
		t.Errorf("a reason of two lines: %q, %v", got.Reason, err)
	}
}
