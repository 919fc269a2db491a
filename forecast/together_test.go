package forecast_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// noted returns the note of a code, and whether the run has it.
func noted(run forecast.Run, code model.NoteCode) (model.Note, bool) {
	i := slices.IndexFunc(run.Report.Notes, func(n model.Note) bool { return n.Code == code })
	if i < 0 {
		return model.Note{}, false
	}
	return run.Report.Notes[i], true
}

// another is a queue like "Billing" with a code of its own.
func (p *planner) another(t *testing.T, code string) workforce.Queue {
	t.Helper()
	q := p.billing
	q.ID, q.Code, q.Name = 0, code, code
	made, err := p.centre.Queues.Create(t.Context(), p.all, q)
	must(t, err)
	return made
}

func TestQueuesOrderedTogetherAgreeWithTheirTotal(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		chat := p.another(t, "Chat")
		p.sees(t, p.billing, monday.AddDays(-84), 84, p.clock(monday, 0), busyness)
		p.sees(t, chat, monday.AddDays(-84), 84, p.clock(monday, 0), func(d grid.Date) float64 { return .3 * busyness(d.AddDays(3)) })
		order := forecast.RunOrder{From: monday, Days: 7}
		alone := p.run(t, order, p.billing.ID, chat.ID)
		order.Together = []int64{}
		agreed := p.run(t, order, chat.ID, p.billing.ID)
		for i, run := range agreed {
			if diff := cmp.Diff([]int64{p.billing.ID, chat.ID}, run.Order.Together); run.State != forecast.RunDone || diff != "" {
				t.Fatalf("run %d is %s (%s); queues it agrees with (-want +got):\n%s", i, run.State, run.Failure, diff)
			}
			if n, ok := noted(run, model.NoteReconciled); !ok || n.Args["queues"] != "2" {
				t.Errorf("run %d does not say that it was made to agree: %v", i, run.Report.Notes)
			}
			day, _ := run.Grid()
			from, to := day.Day(1)
			if got, want := run.Report.Days[1].Mean, sum(run.Curves.Contacts[from:to]); math.Abs(got-want) > 1e-9 {
				t.Errorf("run %d: the day's total is %g, its intervals add up to %g", i, got, want)
			}
		}
		if last := agreed[0].Report.Inputs[len(agreed[0].Report.Inputs)-1]; last.Name != fmt.Sprintf("queue %d", p.billing.ID) || agreed[0].InputHash == alone[1].InputHash {
			t.Errorf("the run rests on the history of both queues, yet the last part of its input is %s", last.Name)
		}
		same, err := p.forecasts.Reproduce(t.Context(), p.all, agreed[0].ID)
		if err != nil || !same.Identical || len(same.Changed) > 0 {
			t.Errorf("computed once more: identical %v, changed %v, %v", same.Identical, same.Changed, err)
		}
		if cmp.Equal(agreed[1].Curves.Contacts, alone[0].Curves.Contacts) {
			t.Error("nothing was moved")
		}
		preview, err := p.forecasts.Preview(t.Context(), p.all, agreed[0].ID, forecast.Supposition{})
		must(t, err)
		if diff := cmp.Diff(agreed[0].Curves.Contacts, preview.Result.Mean); diff != "" || preview.Changed {
			t.Errorf("supposing nothing of a run that agrees with others changes it (input changed: %v; -run +preview):\n%s", preview.Changed, diff)
		}
		half := -50.0
		preview, err = p.forecasts.Preview(t.Context(), p.all, agreed[0].ID, forecast.Supposition{Events: []forecast.SupposedEvent{{Date: monday, Type: "strike", UpliftPct: &half}}})
		must(t, err)
		if ratio := preview.Result.Days[0].Mean / agreed[0].Report.Days[0].Mean; math.Abs(ratio-.5) > .02 {
			t.Errorf("an event of half a day's contacts makes it %.3f of itself", ratio)
		}
		again := p.run(t, order, chat.ID, p.billing.ID)
		if diff := cmp.Diff(agreed[0].Curves.Contacts, again[0].Curves.Contacts); diff != "" {
			t.Errorf("the same order again (-first +second):\n%s", diff)
		}
	})
}

func TestAQueueThatCannotBeForecastDoesNotKeepOthersFromIt(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		runs := p.run(t, forecast.RunOrder{From: monday, Days: 7, Together: []int64{}}, p.billing.ID, p.night.ID)
		if runs[0].State != forecast.RunDone || runs[1].State != forecast.RunFailed {
			t.Errorf("the queue with history is %s, the one without %s", runs[0].State, runs[1].State)
		}
		if _, ok := noted(runs[0], model.NoteTooLittleShared); !ok {
			t.Errorf("a queue alone does not say that it agrees with nothing: %v", runs[0].Report.Notes)
		}
	})
}

func TestQueuesOfFewContactsGetTheirShareOfTheGroup(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		second := p.another(t, "Second")
		rare := func(share float64) func(grid.Date) float64 {
			return func(d grid.Date) float64 { return share * busyness(d) }
		}
		p.sees(t, p.billing, monday.AddDays(-84), 84, p.clock(monday, 0), rare(.04))
		p.sees(t, second, monday.AddDays(-84), 84, p.clock(monday, 0), rare(.025))
		runs := p.run(t, forecast.RunOrder{From: monday, Days: 7, Together: []int64{}}, p.billing.ID, second.ID)
		for _, run := range runs {
			if _, ok := noted(run, model.NoteShareOfGroup); !ok {
				t.Errorf("queue %d expects %.1f contacts on Monday and was forecast alone: %v", run.QueueID, run.Report.Days[0].Mean, run.Report.Notes)
			}
		}
		if first, second := runs[0].Report.Days[0].Mean, runs[1].Report.Days[0].Mean; first <= second || second <= 0 {
			t.Errorf("Monday: %.1f and %.1f contacts, want more of the first", first, second)
		}
	})
}

func TestANewQueueIsForecastFromATemplate(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		fresh := p.another(t, "Fresh")
		order := forecast.RunOrder{From: monday, Days: 14, ColdStart: &forecast.ColdStart{TemplateQueueID: p.billing.ID, DailyContacts: 300, AHTS: 90}}
		run := p.run(t, order, fresh.ID)[0]
		if run.State != forecast.RunDone {
			t.Fatalf("the run is %s: %s", run.State, run.Failure)
		}
		if day := run.Report.Days[0]; math.Abs(day.Mean-300) > 6 || day.Bands[0].Hi < 340 {
			t.Errorf("Monday: %.1f contacts, at most %.1f; want about 300, with room for a wrong estimate", day.Mean, day.Bands[0].Hi)
		}
		if _, ok := noted(run, model.NoteColdStart); !ok || run.Curves.AHTS[20] != 90 || run.Order.ColdStart == nil {
			t.Errorf("notes %v, %g s a contact", run.Report.Notes, run.Curves.AHTS[20])
		}
		if same, err := p.forecasts.Reproduce(t.Context(), p.all, run.ID); err != nil || !same.Identical {
			t.Errorf("computed once more: identical %v, changed %v, %v", same.Identical, same.Changed, err)
		}
		if _, err := p.forecasts.Preview(t.Context(), p.all, run.ID, forecast.Supposition{}); !errors.Is(err, forecast.ErrTemplatePlan) {
			t.Errorf("a supposition about a forecast from a template: %v; want it refused", err)
		}
		p.sees(t, fresh, monday.AddDays(-28), 28, p.clock(monday, 0), busyness)
		own := p.run(t, order, fresh.ID)[0]
		if _, ok := noted(own, model.NoteColdStartUnused); !ok || math.Abs(own.Report.Days[0].Mean-300) < 50 {
			t.Errorf("four weeks of history of its own: %.1f contacts on Monday, notes %v; want those of the history", own.Report.Days[0].Mean, own.Report.Notes)
		}
	})
}

func TestAColdStartThatCannotBeIsRefused(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		fresh := p.another(t, "Fresh")
		for field, c := range map[string]forecast.ColdStart{
			"coldStart.templateQueueId": {TemplateQueueID: fresh.ID, DailyContacts: 300},
			"coldStart.dailyContacts":   {TemplateQueueID: p.billing.ID},
			"coldStart.ahtS":            {TemplateQueueID: p.billing.ID, DailyContacts: 300, AHTS: -1},
		} {
			_, _, err := p.forecasts.Order(t.Context(), p.all, []int64{fresh.ID}, forecast.RunOrder{From: monday, Days: 7, ColdStart: &c})
			var refused *forecast.OrderError
			if !errors.As(err, &refused) || refused.Field != field {
				t.Errorf("%+v: %v, want a refusal of %s", c, err, field)
			}
		}
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7, ColdStart: &forecast.ColdStart{TemplateQueueID: p.billing.ID, DailyContacts: 300}}, fresh.ID)[0]
		if run.State != forecast.RunFailed {
			t.Errorf("a template without history: the run is %s", run.State)
		}
	})
}

func TestBandsLearnFromHowEarlierOnesDid(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		start := monday.AddDays(-28)
		p.remember(t, p.billing) // the same every week: bands become narrow
		p.run(t, forecast.RunOrder{From: start, Days: 28}, p.billing.ID)
		p.sees(t, p.billing, start, 28, p.clock(monday, 0), busyness) // and then it was not
		first := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		var far model.AdaptedLevel
		for _, a := range first.Order.Adapted {
			if a.Level == .8 && a.Bucket.Holds(10) {
				far = a
			}
		}
		// All but one of the five days at these leads missed nearly everything.
		if far.Days != 5 || far.Effective <= .82 {
			t.Errorf("8 to 14 days ahead bands of 0.8 are drawn at %g after %d days; want wider, after 5", far.Effective, far.Days)
		}
		if diff := cmp.Diff(first.Order.Adapted, first.Curves.Calibration.Adapted); diff != "" {
			t.Errorf("levels ordered and used (-ordered +used):\n%s", diff)
		}
		if same, err := p.forecasts.Reproduce(t.Context(), p.all, first.ID); err != nil || !same.Identical {
			t.Errorf("computed once more: identical %v, changed %v, %v", same.Identical, same.Changed, err)
		}
		again := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		if diff := cmp.Diff(first.Order.Adapted, again.Order.Adapted); diff != "" {
			t.Errorf("nothing was learned between the two (-first +second):\n%s", diff)
		}
	})
}
