package forecast_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// certainly is a usual goal that is to hold with a certainty.
func certainly(share float64) workforce.ServiceGoal {
	return workforce.ServiceGoal{
		SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, OutOfOfficeShrinkage: 0.2, MinAgents: 1, Certainty: share,
	}
}

func TestACertainRequirementKeepsThatOfTheForecastBesideIt(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		p := newPlanner(t, newDesk(t, db))
		plain, sure := p.restless(t, certainly(0)), p.again(t, certainly(0.9))
		kept, err := p.staffing.Requirement(t.Context(), p.all, sure.ID)
		must(t, err)
		if diff := cmp.Diff(sure.Curves, kept.Curves, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("what was kept differs (-made +kept):\n%s", diff)
		}
		for _, c := range []struct {
			what      string
			want, got []float64
		}{
			{"agents", plain.Curves.Agents, kept.Curves.PointAgents}, {"fractions", plain.Curves.Fractional, kept.Curves.PointFractional},
			{"people", plain.Curves.Scheduled, kept.Curves.PointScheduled}, {"contacts", plain.Curves.Contacts, kept.Curves.Contacts},
		} {
			if diff := cmp.Diff(c.want, c.got); diff != "" {
				t.Errorf("%s of the forecast itself (-without certainty +beside it):\n%s", c.what, diff)
			}
		}
		more := 0.0
		for i, open := range sure.Curves.Open {
			more += sure.Curves.Agents[i] - plain.Curves.Agents[i]
			if open && sure.Curves.Agents[i] > plain.Curves.Agents[i] && sure.Curves.ServiceLevel[i] <= plain.Curves.ServiceLevel[i] {
				t.Fatalf("interval %d: %v agents serve %v of the forecast, %v serve %v", i, sure.Curves.Agents[i], sure.Curves.ServiceLevel[i], plain.Curves.Agents[i], plain.Curves.ServiceLevel[i])
			}
		}
		if more <= 0 {
			t.Errorf("a certainty of 0.9 takes %v agents more in a week", more)
		}
		if plain.Curves.PointAgents != nil || plain.InputHash == sure.InputHash {
			t.Error("a requirement without certainty knows of one, or is hashed as one")
		}
	})
}

// restless forecasts a queue whose days were busy or quiet as a whole, and staffs it.
func (p *planner) restless(t *testing.T, goal workforce.ServiceGoal) forecast.Requirement {
	t.Helper()
	from := monday.AddDays(-168)
	p.sees(t, p.billing, from, 168, monday.Start(p.london.Location()), func(d grid.Date) float64 {
		return 1 + .2*math.Sin(float64(d.Day*d.Day+int(d.Month)*7))
	})
	p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
	return p.again(t, goal)
}

// again staffs the newest forecast of billing for another goal.
func (p *planner) again(t *testing.T, goal workforce.ServiceGoal) forecast.Requirement {
	t.Helper()
	r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: p.newest(t), Goal: &goal})
	must(t, err)
	return r
}

func (p *planner) newest(t *testing.T) int64 {
	t.Helper()
	runs, err := p.forecasts.Runs(t.Context(), p.all, p.billing.ID, 0, 1)
	must(t, err)
	return runs[0].ID
}

func TestTheSameForecastIsAsCertainEveryTime(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	p.restless(t, certainly(0))
	first, second := p.again(t, certainly(0.8)), p.again(t, certainly(0.8))
	if diff := cmp.Diff(first.Curves, second.Curves, cmpopts.EquateNaNs()); diff != "" || first.InputHash != second.InputHash {
		t.Errorf("staffed twice (-first +second):\n%s", diff)
	}
}

func TestThePriceOfCertaintyRises(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	plain := p.restless(t, certainly(0))
	sure := p.again(t, certainly(0.87))
	_, prices, err := p.staffing.Certainty(t.Context(), p.all, sure.ID)
	must(t, err)
	if len(prices) != 10 || prices[0].Share != 0 || prices[0].Extra != 0 {
		t.Fatalf("%d prices, the first %+v", len(prices), prices[0])
	}
	for i, price := range prices[2:] {
		before := prices[i+1]
		if price.Share <= before.Share || price.AgentHours < before.AgentHours || price.Held < before.Held || price.Level < before.Level-1e-3 {
			t.Errorf("%+v after %+v", price, before)
		}
		if math.Abs(price.Extra-(price.AgentHours-prices[0].AgentHours)) > 1e-9 {
			t.Errorf("certainty %v: %v hours more, %v in all, the forecast itself %v", price.Share, price.Extra, price.AgentHours, prices[0].AgentHours)
		}
	}
	hours, own := 0.0, 0.0
	for i := range sure.Curves.Agents {
		hours, own = hours+sure.Curves.Agents[i]/2, own+plain.Curves.Agents[i]/2
	}
	for _, price := range prices {
		if price.Share == 0.87 && math.Abs(price.AgentHours-hours) > 1e-9 {
			t.Errorf("the chosen certainty takes %v hours, the requirement holds %v", price.AgentHours, hours)
		}
		total := 0.0
		for _, day := range price.Days {
			total += day.AgentHours
		}
		if len(price.Days) != 7 || math.Abs(total-price.AgentHours) > 1e-6 {
			t.Errorf("certainty %v: days of %v hours in all, the whole %v", price.Share, total, price.AgentHours)
		}
	}
	if math.Abs(prices[0].AgentHours-own) > 1e-9 {
		t.Errorf("the forecast itself takes %v hours, staffed without certainty %v", prices[0].AgentHours, own)
	}
	// Asked of a requirement without certainty, the curve is the same but for the chosen point.
	_, others, err := p.staffing.Certainty(t.Context(), p.all, plain.ID)
	must(t, err)
	if len(others) != 9 || others[0].AgentHours != prices[0].AgentHours || others[8].AgentHours != prices[9].AgentHours {
		t.Errorf("%d prices from %+v", len(others), others[0])
	}
}

func TestAdjustmentsMoveThePathsAsTheyMoveTheForecast(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	p.restless(t, certainly(0))
	before := p.again(t, certainly(0.9))
	g, err := before.Grid()
	must(t, err)
	from, to := g.Day(1)
	p.adjustOne(t, p.billing, forecast.Change{Measure: layers.Contacts, Operation: layers.Multiply, Value: 2, From: g.Start(from), To: g.Start(to), Type: forecast.CampaignAdjustment, Reason: "Letter", Active: true})
	after := p.again(t, certainly(0.9))
	for i := range g.Len() {
		want := before.Curves.CertainContacts[i]
		if i >= from && i < to {
			want *= 2
		}
		if math.Abs(after.Curves.CertainContacts[i]-want) > 1e-9*(1+want) {
			t.Fatalf("interval %d is staffed for %v contacts, before the day was doubled for %v", i, after.Curves.CertainContacts[i], before.Curves.CertainContacts[i])
		}
	}
}

func TestEachCellSaysHowSureItsPeopleAre(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	p.restless(t, certainly(0))
	sure, plain := p.again(t, certainly(0.9)), p.again(t, certainly(0))
	g, err := sure.Grid()
	must(t, err)
	ten, _ := g.Index(g.At(1, 10*60))
	cell, err := p.staffing.Explain(t.Context(), p.all, sure.ID, ten)
	must(t, err)
	c := cell.Certainty
	if c == nil || c.Share != 0.9 || c.Held < 0.9 || c.PointHeld > c.Held || c.PointAgents != plain.Curves.Agents[ten] || c.Contacts != sure.Curves.CertainContacts[ten] {
		t.Fatalf("certainty of a cell %+v", c)
	}
	if got := cell.Explanation.Result.Agents; float64(got) != sure.Curves.Agents[ten] {
		t.Errorf("explained are %d agents, required %v", got, sure.Curves.Agents[ten])
	}
	own, err := p.staffing.Explain(t.Context(), p.all, plain.ID, ten)
	must(t, err)
	if own.Certainty == nil || own.Certainty.Share != 0 || own.Certainty.Held != c.PointHeld || own.Certainty.PointHeld != c.PointHeld {
		t.Errorf("without certainty the cell says %+v; want the same as the point beside the other, %+v", own.Certainty, c)
	}
}

func TestPeopleAreWeighedAgainstWaiting(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	weighed := workforce.ServiceGoal{SLVariant: workforce.SLExclShort, ThresholdS: 20, PatienceS: 120, Costs: workforce.ServiceCosts{AgentHour: 25, WaitHour: 40, Abandonment: 8}}
	r := p.restless(t, weighed)
	dearer := weighed
	dearer.Costs.Abandonment = 80
	other := p.again(t, dearer)
	g, err := r.Grid()
	must(t, err)
	ten, _ := g.Index(g.At(1, 10*60))
	if r.Curves.Binding[ten] != staffing.CostGoal.String() || other.Curves.Agents[ten] <= r.Curves.Agents[ten] {
		t.Errorf("%v agents by %s, where abandonment is dearer %v", r.Curves.Agents[ten], r.Curves.Binding[ten], other.Curves.Agents[ten])
	}
	cell, err := p.staffing.Explain(t.Context(), p.all, r.ID, ten)
	must(t, err)
	if cell.Costs == nil || cell.Costs.Best.Agents != r.Curves.Agents[ten] || cell.Certainty != nil {
		t.Fatalf("costs of a cell %+v, certainty %+v", cell.Costs, cell.Certainty)
	}
	for _, point := range cell.Costs.Curve {
		if point.Total() < cell.Costs.Best.Total()-1e-9 {
			t.Errorf("%v agents cost %v an hour, the best %v", point.Agents, point.Total(), cell.Costs.Best.Total())
		}
	}
	target := weighed
	target.SLTarget = 0.95
	if floor := p.again(t, target); floor.Curves.Agents[ten] < r.Curves.Agents[ten] || floor.Curves.ServiceLevel[ten] < 0.95 {
		t.Errorf("with a target beside the costs %v agents serve %v", floor.Curves.Agents[ten], floor.Curves.ServiceLevel[ten])
	}
	var none *forecast.NoCertaintyError
	if _, _, err := p.staffing.Certainty(t.Context(), p.all, r.ID); !errors.As(err, &none) {
		t.Errorf("certainty of what is weighed: %v", err)
	}
}

func TestWhatCannotBeCertainIsRefusedByItsField(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	p.restless(t, certainly(0))
	goal := certainly(0.3)
	var invalid *workforce.InvalidError
	_, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: p.newest(t), Goal: &goal})
	if !errors.As(err, &invalid) || len(invalid.Fields) != 1 || invalid.Fields[0].Field != "goal.certainty" {
		t.Errorf("a certainty of 0.3: %v", err)
	}
	tickets, err := p.centre.Channels.Create(t.Context(), p.all, workforce.Channel{Code: "ticket", Name: "Tickets", Kind: workforce.Ticket, Concurrency: 1})
	must(t, err)
	queue, err := p.centre.Queues.Create(t.Context(), p.all, workforce.Queue{
		Code: "Tickets", Name: "Tickets", SiteID: p.london.ID, ChannelID: tickets.ID, IntervalMin: 30, Hours: p.billing.Hours,
		Goals: []workforce.ServiceGoal{{SLTarget: 0.95, ThresholdS: 4 * 3600, SLVariant: workforce.SLOffered}},
	})
	must(t, err)
	p.remember(t, queue)
	run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, queue.ID)[0]
	weighed := certainly(0)
	weighed.Costs = workforce.ServiceCosts{AgentHour: 20, WaitHour: 30}
	for field, goal := range map[string]workforce.ServiceGoal{"goal.certainty": certainly(0.9), "goal.costs": weighed} {
		var order *forecast.OrderError
		if _, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID, Goal: &goal}); !errors.As(err, &order) || order.Field != field {
			t.Errorf("%s of work that may wait: %v", field, err)
		}
	}
	r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID})
	must(t, err)
	var none *forecast.NoCertaintyError
	if _, _, err := p.staffing.Certainty(t.Context(), p.all, r.ID); !errors.As(err, &none) {
		t.Errorf("certainty of work that may wait: %v", err)
	}
}

// Half an hour's handle times in half-hour intervals: a formula that takes each
// interval for itself knows nothing of this queue.
func slowly(share float64) workforce.ServiceGoal {
	goal := certainly(share)
	goal.Method, goal.AHTS = workforce.MethodCourse, 1800
	return goal
}

func TestFiguresOfACertainCourseAreThoseOfTheCourse(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		p := newPlanner(t, newDesk(t, db))
		p.restless(t, certainly(0))
		sure := p.again(t, slowly(0.9))
		// The same people and contacts, followed without anything that is kept.
		asked := sure
		asked.ID, asked.Curves.Course, asked.Goal.Method = 0, nil, workforce.MethodInterval
		asked, err := p.plans.AddRequirement(t.Context(), p.all, asked)
		must(t, err)
		_, followed, err := p.staffing.Course(t.Context(), p.all, asked.ID)
		must(t, err)
		_, kept, err := p.staffing.Course(t.Context(), p.all, sure.ID)
		must(t, err)
		apart := 0.0
		for i, open := range sure.Curves.Open {
			if !open || sure.Curves.Contacts[i] == 0 {
				continue
			}
			c := sure.Curves
			for what, pair := range map[string][2]float64{
				"service level": {c.ServiceLevel[i], followed.ServiceLevel[i]}, "abandonment": {c.Abandon[i], followed.Abandon[i]},
				"waiting": {c.Course.PWait[i], followed.PWait[i]}, "left": {c.Course.QueueAfter[i], followed.QueueAfter[i]},
				"the course's service level": {kept.ServiceLevel[i], followed.ServiceLevel[i]}, "the course's queue": {kept.QueueBefore[i], followed.QueueBefore[i]},
			} {
				if math.Abs(pair[0]-pair[1]) > 1e-9 {
					t.Fatalf("interval %d: %s %v, followed with the same agents %v", i, what, pair[0], pair[1])
				}
			}
			apart = max(apart, math.Abs(c.ServiceLevel[i]-asFormula(t, sure, i)))
		}
		if apart < 0.2 {
			t.Errorf("the formula says nowhere more than %v else, so that the case tells nothing", apart)
		}
	})
}

// asFormula is what the formula says of an interval's service level.
func asFormula(t *testing.T, r forecast.Requirement, i int) float64 {
	t.Helper()
	load, err := staffing.LoadOf(r.Curves.Contacts[i], r.Curves.AHTS[i], float64(r.Minutes)*60)
	must(t, err)
	load.Patience = r.Goal.PatienceS
	goals, err := r.Goals()
	must(t, err)
	return staffing.Perform(load, goals, r.Curves.Agents[i]).ServiceLevel
}

func TestACourseIsAsCertainAsItsGoalAsks(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	p.restless(t, certainly(0))
	sure := p.again(t, slowly(0.9))
	g, err := sure.Grid()
	must(t, err)
	from, to := g.Day(1)
	for i := from; i < to; i++ {
		if !sure.Curves.Open[i] || sure.Curves.Contacts[i] == 0 {
			continue
		}
		cell, err := p.staffing.Explain(t.Context(), p.all, sure.ID, i)
		must(t, err)
		if c := cell.Certainty; c == nil || c.Held < 0.85 || c.PointHeld > c.Held {
			t.Errorf("%s: certainty %+v; want the goal kept on about nine tenths of the courses", g.Start(i), c)
		}
	}
	_, prices, err := p.staffing.Certainty(t.Context(), p.all, sure.ID)
	must(t, err)
	for _, price := range prices {
		if price.Share == 0.9 && (price.Held < 0.9 || price.Level < 0.8) {
			t.Errorf("nine tenths by course: %+v; want the target kept and a better service level", price)
		}
	}
}

func TestChatsAreAsCertainAsTheirHandleTimesAllow(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	chat, err := p.centre.Channels.Create(t.Context(), p.all, workforce.Channel{Code: "chat", Name: "Chat", Kind: workforce.Chat, Concurrency: 3})
	must(t, err)
	p.billing, err = p.centre.Queues.Create(t.Context(), p.all, workforce.Queue{
		Code: "Chat", Name: "Chat", SiteID: p.london.ID, ChannelID: chat.ID, IntervalMin: 30, Hours: p.billing.Hours,
		Goals: []workforce.ServiceGoal{certainly(0)},
	})
	must(t, err)
	goal := certainly(0.9)
	goal.Concurrency = workforce.ConcurrentTimes{AHTS: []float64{900, 1200, 1600}}
	sure := p.restless(t, goal)
	g, err := sure.Grid()
	must(t, err)
	ten, _ := g.Index(g.At(1, 10*60))
	cell, err := p.staffing.Explain(t.Context(), p.all, sure.ID, ten)
	must(t, err)
	if c := cell.Certainty; c == nil || c.Held < 0.9 || c.Held > 0.99 || c.PointHeld < 0.2 || c.PointHeld > 0.8 {
		t.Errorf("%v agents for %v chats: certainty %+v; want the goal kept on nine tenths, and on about half with %v", sure.Curves.Agents[ten], sure.Curves.CertainContacts[ten], c, sure.Curves.PointAgents[ten])
	}
}
