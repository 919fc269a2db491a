package main

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/workforce"
)

// The demonstration centre's past: how many Mondays it had forecast from, how far
// from each, and how many origins each back-test had, which is what they cost.
const (
	demoPastWeeks   = 8
	demoPastDays    = 14
	demoPastOrigins = 4
)

// rememberDemo gives the centre a past to be judged by: the forecasts of the last
// weeks, computed now as if then, and what planners made of them. They are
// ordered before the forecasts of today, so that these are the newest.
func rememberDemo(ctx context.Context, m *wire.Services, centre demo.Centre) error {
	scope := auth.SystemScope(wire.MainTenant)
	for week := demoPastWeeks; week > 0; week-- {
		from := centre.Today.Monday().AddDays(-7 * week)
		order := forecast.RunOrder{From: from, Days: demoPastDays, AsOf: from, Origins: demoPastOrigins}
		if _, _, err := m.Forecasts.Order(ctx, scope, demoQueues(centre), order); err != nil {
			return err
		}
	}
	return adjustDemo(ctx, m, centre)
}

func demoQueues(centre demo.Centre) []int64 {
	var queues []int64
	for _, q := range centre.Queues {
		queues = append(queues, q.ID)
	}
	return queues
}

// scoreDemo has the past scored while people look at other screens.
func scoreDemo(ctx context.Context, m *wire.Services) error {
	_, err := m.Jobs.Enqueue(ctx, auth.SystemScope(wire.MainTenant), forecast.ScoreKind, nil)
	return err
}

// demoAdjustment is a change that a planner of the centre made two days before
// it was to hold.
type demoAdjustment struct {
	queue   string
	by      auth.Role // whose account it is
	inDays  int       // from today to its first day
	days    int
	factor  float64
	kind    forecast.AdjustmentType
	because string
}

// demoAdjustments are some that helped, some that did not, and one to come. What
// really happened stands in the centre's history.
var demoAdjustments = []demoAdjustment{
	{"GZ-BILLING", auth.Planner, -25, 2, 1.30, forecast.CampaignAdjustment, "Letter about the new tariffs goes out"},
	{"LDS-CARE", auth.Planner, -17, 3, 1.20, forecast.CampaignAdjustment, "Mailing to customers whose contract ends"},
	{"LDS-CARE", auth.Administrator, -31, 2, 1.15, forecast.CorrectionAdjustment, "Mondays felt busier of late"},
	{"CD-SALES", auth.Administrator, -20, 3, 1.25, forecast.CampaignAdjustment, "Sales expects a rush on the new handset"},
	{"GZ-FAULTS", auth.Administrator, -13, 4, 0.82, forecast.CorrectionAdjustment, "Should calm down after the repair"},
	{"GZ-CHAT", auth.Planner, -10, 2, 1.08, forecast.OtherAdjustment, "The app sends more people to chat"},
	{"GZ-BILLING", auth.Planner, 5, 2, 1.20, forecast.CampaignAdjustment, "Reminder of the new tariffs"},
}

// adjustDemo makes the adjustments as of the days on which they were made.
func adjustDemo(ctx context.Context, m *wire.Services, centre demo.Centre) error {
	defer func(clock func() time.Time) { m.Adjustments.Now = clock }(m.Adjustments.Now)
	for _, a := range demoAdjustments {
		queue := centre.Queues[slices.IndexFunc(centre.Queues, func(q workforce.Queue) bool { return q.Code == a.queue })]
		setup, err := m.Workforce.QueueSetup(ctx, auth.SystemScope(wire.MainTenant), queue.ID)
		if err != nil {
			return err
		}
		loc, first := setup.Site.Location(), centre.Today.AddDays(a.inDays)
		made := first.AddDays(-2).Start(loc).Add(11 * time.Hour)
		m.Adjustments.Now = func() time.Time { return made }
		author := centre.Accounts[slices.IndexFunc(centre.Accounts, func(who demo.Account) bool { return who.Role == a.by })]
		_, err = m.Adjustments.Make(ctx, auth.SystemScope(wire.MainTenant).WithActor(author.ID), []int64{queue.ID}, forecast.Change{
			Measure: layers.Contacts, Operation: layers.Multiply, Value: a.factor, From: first.Start(loc), To: first.AddDays(a.days).Start(loc),
			Type: a.kind, Reason: a.because, Active: true,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lockDemo promises the coming weeks of two queues to the vendors who work in
// them, as somebody does before each month.
func lockDemo(ctx context.Context, m *wire.Services, centre demo.Centre, runs []forecast.Run) error {
	planner := centre.Accounts[slices.IndexFunc(centre.Accounts, func(who demo.Account) bool { return who.Role == auth.Planner })]
	scope := auth.SystemScope(wire.MainTenant).WithActor(planner.ID)
	for _, promise := range []struct{ queue, vendor, name string }{{"GZ-BILLING", "KESTREL", "Kestrel Services"}, {"LDS-CARE", "PENNINE", "Pennine Care"}} {
		at := slices.IndexFunc(centre.Queues, func(q workforce.Queue) bool { return q.Code == promise.queue })
		order := forecast.LockOrder{
			Name: promise.name + ", from " + centre.Today.Monday().String(), EmployerID: centre.Employers[promise.vendor],
			Note: "As agreed in the monthly call; the contract counts from these figures.",
		}
		if _, err := m.Locks.Lock(ctx, scope, runs[at].ID, order); err != nil {
			return err
		}
	}
	return nil
}
