package forecast_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// judge is a planner who looks back: on Monday 2026-03-23, two weeks after the
// day on which the history of remember ends.
type judge struct {
	*planner
	hindsight *forecast.Hindsight
	now       time.Time
}

func eachJudge(t *testing.T, test func(t *testing.T, j *judge)) {
	t.Helper()
	eachPlanner(t, func(t *testing.T, p *planner) {
		j := &judge{planner: p, now: monday.AddDays(14).Start(time.UTC).Add(9 * time.Hour)}
		j.hindsight = forecast.NewHindsight(store.NewScored(p.db), store.NewPlans(p.db), p.past, store.NewAdjustments(p.db), p.centre)
		j.hindsight.Now = func() time.Time { return j.now }
		p.forecasts.Now = func() time.Time { return monday.Start(time.UTC).Add(3 * time.Hour) }
		test(t, j)
	})
}

// came records what a queue saw on a day: so many contacts in each half hour
// from 8:00 to 18:00.
func (j *judge) came(t *testing.T, queue workforce.Queue, day grid.Date, contacts int64) {
	t.Helper()
	loc, err := time.LoadLocation(j.london.Zone)
	must(t, err)
	g, err := grid.New(loc, 30, day, 1)
	must(t, err)
	var rows []forecast.Interval
	for i := range g.Len() {
		if minute := g.WallMinute(i); minute < 8*60 || minute >= 18*60 {
			continue
		}
		figures := history.NoFigures()
		figures[history.Offered] = contacts
		rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
	}
	must(t, j.past.Append(t.Context(), j.all, queue.ID, "test", rows))
}

func (j *judge) accuracy(t *testing.T, by accuracy.By, lead int) forecast.Accuracy {
	t.Helper()
	got, err := j.hindsight.Accuracy(t.Context(), j.all, forecast.AccuracyQuery{From: monday, To: monday.AddDays(13), By: by, Lead: lead})
	must(t, err)
	return got
}

func keys(rows []accuracy.Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Key)
	}
	return out
}

func TestADayIsHeldAgainstTheNewestForecastMadeLongEnoughBefore(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		first := j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)[0]
		for k := range 12 {
			if day := monday.AddDays(k); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
				j.came(t, j.billing, day, 45)
			}
		}
		newest := j.accuracy(t, accuracy.ByLead, 1)
		if diff := cmp.Diff([]string{"1-2", "3-7", "8-14"}, keys(newest.Rows)); diff != "" {
			t.Errorf("lead times (-want +got):\n%s", diff)
		}
		if got := newest.Total; got.Days != 10 || got.N != 200 || got.Contacts != 9000 || got.Rehearsed != 0 {
			t.Errorf("scored %d days, %d intervals, %g contacts, %d rehearsed; want 10, 200, 9000, 0", got.Days, got.N, got.Contacts, got.Rehearsed)
		}
		if got := newest.Total.WAPE; !(got > 0.01 && got < 0.3) {
			t.Errorf("WAPE %g of forecasts near 45 that came", got)
		}
		if got := j.accuracy(t, accuracy.ByWeek, 8).Total; got.Days != 5 {
			t.Errorf("%d days forecast at least 8 days ahead, want 5", got.Days)
		}
		if got := j.accuracy(t, accuracy.ByWeek, 15).Total; got.Days != 0 || !math.IsNaN(got.WAPE) {
			t.Errorf("15 days ahead: %d days, WAPE %g; want none and undefined", got.Days, got.WAPE)
		}
		if _, err := j.forecasts.Run(t.Context(), j.all, first.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestAForecastMadeAfterTheDayStandsInOnlyWhereThereIsNoOther(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.came(t, j.billing, monday, 45)
		j.came(t, j.billing, monday.AddDays(1), 45)
		j.run(t, forecast.RunOrder{From: monday, Days: 1}, j.billing.ID)
		j.forecasts.Now = func() time.Time { return j.now }
		j.run(t, forecast.RunOrder{From: monday, Days: 2, AsOf: monday}, j.billing.ID)
		got := j.accuracy(t, accuracy.ByDay, 1)
		if got.Total.Days != 2 || got.Total.Rehearsed != 1 || len(got.Rows) != 2 || got.Rows[1].Score.Rehearsed != 1 {
			t.Errorf("%d days of which %d rehearsed, rows %+v; want the second of two days rehearsed", got.Total.Days, got.Total.Rehearsed, got.Rows)
		}
	})
}

func TestScoresFollowAHistoryThatIsMended(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)
		j.came(t, j.billing, monday, 45)
		j.came(t, j.billing, monday.AddDays(1), 45)
		before := j.accuracy(t, accuracy.ByDay, 1)
		again := j.accuracy(t, accuracy.ByDay, 1)
		if before.Total.N != again.Total.N || before.Total.WAPE != again.Total.WAPE && math.Abs(before.Total.WAPE-again.Total.WAPE) > 1e-6 {
			t.Errorf("asked again, WAPE is %g instead of %g", again.Total.WAPE, before.Total.WAPE)
		}
		j.came(t, j.billing, monday, 90)
		after := j.accuracy(t, accuracy.ByDay, 1)
		if after.Total.Contacts != 20*90+20*45 || after.Rows[0].Score.Bias > -0.3 {
			t.Errorf("%g contacts and bias %g on the mended day; want 2700 and about half too few", after.Total.Contacts, after.Rows[0].Score.Bias)
		}
	})
}

func TestScoresFollowACalendarAndHoursThatAreMended(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		ctx := t.Context()
		j.remember(t, j.billing)
		run := j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)[0]
		j.came(t, j.billing, monday, 45)
		kept := func() (basis uint64) {
			days, err := store.NewScored(j.db).ScoredDays(ctx, j.all, j.billing.ID, []forecast.ScoredKey{{Day: monday, Run: run.ID}})
			must(t, err)
			if len(days) != 1 {
				t.Fatalf("%d days of Monday are kept, want 1", len(days))
			}
			return days[0].Basis
		}
		j.accuracy(t, accuracy.ByDay, 1)
		first := kept()
		calendar, err := j.centre.Calendars.Create(ctx, j.all, workforce.Calendar{Code: "cal", Name: "Days"})
		must(t, err)
		site := j.london
		site.CalendarID = calendar.ID
		_, err = j.centre.Sites.Edit(ctx, j.all, site)
		must(t, err)
		enter := func(days ...workforce.CalendarDay) {
			calendar, err = j.centre.SetCalendarDays(ctx, j.all, calendar.ID, calendar.Version, grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"), days)
			must(t, err)
		}
		later := workforce.CalendarDay{Date: monday.AddDays(30), Kind: workforce.Holiday, Name: "Spring"}
		enter(later)
		j.accuracy(t, accuracy.ByDay, 1)
		if got := kept(); got != first {
			t.Error("a holiday entered for next month has Monday scored anew")
		}
		enter(workforce.CalendarDay{Date: monday.AddDays(-7), Kind: workforce.Holiday, Name: "Forgotten"}, later)
		j.accuracy(t, accuracy.ByDay, 1)
		second := kept()
		if second == first {
			t.Error("a holiday entered for last week leaves Monday's score as it was")
		}
		queue, err := j.centre.Queues.Get(ctx, j.all, j.billing.ID)
		must(t, err)
		queue.HoursChanges = []workforce.HoursChange{{ValidFrom: monday.AddDays(-14), Hours: workforce.AlwaysOpen()}}
		_, err = j.centre.Queues.Edit(ctx, j.all, queue)
		must(t, err)
		j.accuracy(t, accuracy.ByDay, 1)
		if got := kept(); got == second {
			t.Error("hours that changed two weeks before leave Monday's score as it was")
		}
	})
}

func TestOnlyDaysThatAreOverAreScored(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)
		j.came(t, j.billing, monday, 45)
		j.now = monday.Start(time.UTC).Add(23 * time.Hour)
		if got := j.accuracy(t, accuracy.ByDay, 1); got.Total.Days != 0 {
			t.Errorf("%d days scored in the evening of the first, want none", got.Total.Days)
		}
		j.now = monday.AddDays(1).Start(time.UTC).Add(time.Hour)
		if got := j.accuracy(t, accuracy.ByDay, 1); got.Total.Days != 1 {
			t.Errorf("%d days scored on the day after, want 1", got.Total.Days)
		}
	})
}

func TestAQueueThatGrewIsSaidToDrift(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.remember(t, j.night)
		j.run(t, forecast.RunOrder{From: monday, Days: 28}, j.billing.ID, j.night.ID)
		for k := range 28 {
			if day := monday.AddDays(k); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
				j.came(t, j.billing, day, 47)
				j.came(t, j.night, day, 90)
			}
		}
		j.now = monday.AddDays(28).Start(time.UTC).Add(9 * time.Hour)
		found, err := j.hindsight.Drift(context.WithoutCancel(t.Context()), j.all, nil, 0)
		must(t, err)
		if len(found) != 2 || found[0].Queue.ID != j.night.ID || found[0].Side != accuracy.TooLow || found[0].Since != monday || found[0].Why() == "" {
			t.Fatalf("found %+v; want the night queue first, too low since %s", found, monday)
		}
		if found[1].Side != accuracy.Steady || found[1].Why() != "" {
			t.Errorf("billing is said to drift: %+v", found[1].Drift)
		}
	})
}

// adjust lays a factor over a queue's forecasts of one whole day, as made at an
// instant.
func (j *judge) adjust(t *testing.T, queue workforce.Queue, day grid.Date, factor float64, kind forecast.AdjustmentType, made time.Time) forecast.Adjustment {
	t.Helper()
	loc, err := time.LoadLocation(j.london.Zone)
	must(t, err)
	j.adjustments.Now = func() time.Time { return made }
	list, err := j.adjustments.Make(t.Context(), j.all, []int64{queue.ID}, forecast.Change{
		Measure: layers.Contacts, Operation: layers.Multiply, Value: factor, From: day.Start(loc), To: day.AddDays(1).Start(loc),
		Type: kind, Reason: "expected " + string(kind), Active: true,
	})
	must(t, err)
	return list[0]
}

func (j *judge) gains(t *testing.T, by forecast.GainsBy) forecast.Gains {
	t.Helper()
	got, err := j.hindsight.Gains(t.Context(), j.all, forecast.GainQuery{From: monday, To: monday.AddDays(13), By: by})
	must(t, err)
	return got
}

func TestAnAdjustmentIsScoredOnlyWhereItStoodBeforeTheDay(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)
		for k := range 3 {
			j.came(t, j.billing, monday.AddDays(k), 90) // twice of what is usual
		}
		friday := monday.AddDays(-3).Start(time.UTC)
		good := j.adjust(t, j.billing, monday, 2, forecast.CampaignAdjustment, friday)
		bad := j.adjust(t, j.billing, monday.AddDays(1), 0.5, forecast.CorrectionAdjustment, friday)
		late := j.adjust(t, j.billing, monday.AddDays(2), 2, forecast.CampaignAdjustment, monday.AddDays(3).Start(time.UTC))
		got := j.gains(t, forecast.GainsByAdjustment)
		if len(got.Rows) != 3 || got.Rows[0].Only.ID != late.ID || got.Rows[2].Only.ID != good.ID {
			t.Fatalf("rows %+v, want three from the newest", got.Rows)
		}
		for i, want := range []struct {
			verdict accuracy.Verdict
			scored  int
			id      int64
		}{{accuracy.Unknown, 0, late.ID}, {accuracy.Hurt, 1, bad.ID}, {accuracy.Helped, 1, good.ID}} {
			if row := got.Rows[i]; row.Verdict != want.verdict || row.Scored != want.scored || row.Only.ID != want.id {
				t.Errorf("adjustment %d: %s with %d scored, want %s with %d", row.Only.ID, row.Verdict, row.Scored, want.verdict, want.scored)
			}
		}
		if v := got.Rows[2].Value; v < 0.3 || v > 0.6 {
			t.Errorf("the doubling of what doubled gained %g, want about a half", v)
		}
		types := j.gains(t, forecast.GainsByType)
		if len(types.Rows) != 2 || types.Total.Adjustments != 3 || types.Total.Scored != 2 || types.Total.Verdict != accuracy.Open {
			t.Errorf("by type %+v, total %+v; want two types and an open verdict on three", types.Rows, types.Total)
		}
		total := j.accuracy(t, accuracy.ByDay, 1).Total
		if total.Adjusted != 2 || math.IsNaN(total.PlannerValue) || total.PlannerWAPE == total.WAPE {
			t.Errorf("%d days adjusted, value %g; want two, since the third came too late", total.Adjusted, total.PlannerValue)
		}
	})
}

// took records what a queue saw on a day with the time it took: 10 contacts in each
// half hour from 8:00 to 18:00, each handled in so many seconds.
func (j *judge) took(t *testing.T, queue workforce.Queue, day grid.Date, seconds int64) {
	t.Helper()
	var rows []forecast.Interval
	for minute := 8 * 60; minute < 18*60; minute += 30 {
		figures := history.NoFigures()
		figures[history.Offered], figures[history.Handled], figures[history.HandleS] = 10, 10, 10*seconds
		rows = append(rows, forecast.Interval{Start: day.Start(j.london.Location()).Unix() + int64(minute)*60, IntervalS: 1800, Figures: figures})
	}
	must(t, j.past.Append(t.Context(), j.all, queue.ID, "test", rows))
}

func TestAnAdjustmentOfHandleTimeIsScoredByTheWorkItGotWrong(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		for k := range 70 {
			if day := monday.AddDays(k - 70); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
				j.took(t, j.billing, day, 300)
			}
		}
		j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)
		j.took(t, j.billing, monday, 450)
		j.took(t, j.billing, monday.AddDays(1), 450)
		friday := monday.AddDays(-3).Start(time.UTC)
		j.adjustments.Now = func() time.Time { return friday }
		longer := func(day grid.Date, factor float64) int64 {
			loc := j.london.Location()
			made, err := j.adjustments.Make(t.Context(), j.all, []int64{j.billing.ID}, forecast.Change{
				Measure: layers.HandleTime, Operation: layers.Multiply, Value: factor, From: day.Start(loc), To: day.AddDays(1).Start(loc),
				Type: forecast.CampaignAdjustment, Reason: "a new form", Active: true,
			})
			must(t, err)
			return made[0].ID
		}
		good, bad := longer(monday, 1.5), longer(monday.AddDays(1), 0.5)
		j.adjust(t, j.billing, monday, 1.1, forecast.CampaignAdjustment, friday)
		got := map[int64]forecast.GainRow{}
		for _, row := range j.gains(t, forecast.GainsByAdjustment).Rows {
			got[row.Only.ID] = row
		}
		if row := got[good]; row.Verdict != accuracy.Helped || row.Measure != layers.HandleTime || math.Abs(row.WAPEWithout-1./3) > .02 || row.WAPEWith > .02 || row.Contacts != 200 {
			t.Errorf("450 s came where 300 s were forecast and 450 s adjusted: %+v; want the error to fall from a third to nothing", row)
		}
		if row := got[bad]; row.Verdict != accuracy.Hurt || math.Abs(row.Value+1./3) > .02 {
			t.Errorf("450 s came where 300 s were forecast and 150 s adjusted: %+v; want a loss of a third", row)
		}
		types := j.gains(t, forecast.GainsByType)
		if len(types.Rows) != 2 || types.Rows[0].Measure != layers.Contacts || types.Rows[0].Adjustments != 1 || types.Rows[1].Adjustments != 2 || types.Rows[1].Scored != 2 {
			t.Errorf("by type %+v; want campaigns of contacts (1) and of handle time (2) apart", types.Rows)
		}
		if types.Total.Adjustments != 1 || types.HandleTime.Adjustments != 2 {
			t.Errorf("totals of %d adjustments of contacts and %d of handle time, want 1 and 2", types.Total.Adjustments, types.HandleTime.Adjustments)
		}
		if day := j.accuracy(t, accuracy.ByDay, 1).Total; day.Adjusted != 1 {
			t.Errorf("%d days count as adjusted in their contacts, want 1", day.Adjusted)
		}
	})
}

func TestAnAdjustmentCountsInTheStateInWhichTheDayFoundIt(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)
		j.came(t, j.billing, monday, 90)
		a := j.adjust(t, j.billing, monday, 2, forecast.CampaignAdjustment, monday.AddDays(-3).Start(time.UTC))
		before := j.gains(t, forecast.GainsByAdjustment).Rows[0]
		j.adjustments.Now = func() time.Time { return j.now }
		change := a.Change
		change.Value = 1
		_, err := j.adjustments.Edit(t.Context(), j.all, a.ID, a.Version, change)
		must(t, err)
		after := j.gains(t, forecast.GainsByAdjustment).Rows[0]
		if before.Value != after.Value || after.Verdict != accuracy.Helped {
			t.Errorf("edited afterwards, the adjustment gained %g (%s); it had gained %g", after.Value, after.Verdict, before.Value)
		}
	})
}

func TestAJobScoresWhatCameBeforeAnybodyLooks(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		run := j.run(t, forecast.RunOrder{From: monday, Days: 14}, j.billing.ID)[0]
		j.came(t, j.billing, monday, 45)
		runner, err := jobs.New(j.db, jobstore.New(j.db))
		must(t, err)
		runner.Register(forecast.ScoreKind, j.hindsight.ScoreJob)
		must(t, runner.Start(t.Context()))
		defer func() { must(t, runner.Stop(context.WithoutCancel(t.Context()))) }()
		id, err := runner.Enqueue(t.Context(), j.all, forecast.ScoreKind, nil)
		must(t, err)
		for job, err := range runner.Watch(t.Context(), j.all, id, 0) {
			must(t, err)
			if job.State.Ended() && job.State != jobs.Done {
				t.Fatalf("the job ended %s: %s", job.State, job.Error)
			}
		}
		kept, err := store.NewScored(j.db).ScoredDays(t.Context(), j.all, j.billing.ID, []forecast.ScoredKey{{Day: monday, Run: run.ID}})
		must(t, err)
		if len(kept) != 1 || len(kept[0].Minutes) != 20 {
			t.Errorf("kept %d days of Monday, want one with 20 intervals", len(kept))
		}
	})
}
