package forecast_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// A centre of 50 queues that forecast every night for 90 days, 28 days ahead.
const (
	benchQueues = 50
	benchNights = 90
	benchAhead  = 28
)

// BenchmarkAccuracy times the accuracy of a quarter of nightly runs: the first
// look, which reads every run, and all later ones.
func BenchmarkAccuracy(b *testing.B) {
	d := newDesk(b, databasetest.OpenSQLite(b))
	plans := store.NewPlans(d.db)
	from := monday.AddDays(-benchNights)
	for n := range benchQueues {
		queue, err := d.centre.Queues.Create(b.Context(), d.all, workforce.Queue{
			Code: fmt.Sprintf("N%02d", n), Name: fmt.Sprintf("Queue %d", n), SiteID: d.london.ID, ChannelID: d.billing.ChannelID, IntervalMin: 30,
			Hours: workforce.AlwaysOpen(), Goals: d.billing.Goals,
		})
		must(b, err)
		benchHistory(b, d, queue, from.AddDays(-120))
		for night := range benchNights {
			benchRun(b, d, plans, queue, from.AddDays(night))
		}
	}
	hindsight := forecast.NewHindsight(store.NewScored(d.db), plans, d.past, store.NewAdjustments(d.db), d.centre)
	hindsight.Now = func() time.Time { return monday.Start(time.UTC).Add(9 * time.Hour) }
	ask := func(by accuracy.By) {
		got, err := hindsight.Accuracy(b.Context(), d.all, forecast.AccuracyQuery{From: from, To: monday.AddDays(-1), By: by})
		must(b, err)
		if got.Total.Days != benchQueues*benchNights {
			b.Fatalf("%d days scored, want %d", got.Total.Days, benchQueues*benchNights)
		}
	}
	for _, by := range []accuracy.By{accuracy.ByQueue, accuracy.ByLead} {
		begun := time.Now()
		ask(by)
		b.Logf("first look by %s: %.1f s", by, time.Since(begun).Seconds())
	}
	for _, by := range []accuracy.By{accuracy.ByQueue, accuracy.ByLead, accuracy.BySlot} {
		b.Run(string(by), func(b *testing.B) {
			for b.Loop() {
				ask(by)
			}
		})
	}
}

func benchHistory(b *testing.B, d *desk, queue workforce.Queue, from grid.Date) {
	b.Helper()
	g, err := grid.New(d.london.Location(), 30, from, from.DaysUntil(monday))
	must(b, err)
	random := rand.New(rand.NewPCG(uint64(queue.ID), 1))
	rows := make([]forecast.Interval, g.Len())
	for i := range rows {
		rows[i] = forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: history.NoFigures()}
		rows[i].Figures[history.Offered] = 20 + random.Int64N(20)
	}
	must(b, d.past.Append(b.Context(), d.all, queue.ID, "bench", rows))
}

func benchRun(b *testing.B, d *desk, plans *store.Plans, queue workforce.Queue, from grid.Date) {
	b.Helper()
	run := forecast.Run{
		QueueID: queue.ID, SiteID: d.london.ID, State: forecast.RunQueued, Zone: d.london.Zone, Minutes: 30, CreatedAt: from.Start(time.UTC),
		Order: forecast.RunOrder{QueueID: queue.ID, From: from, Days: benchAhead},
	}
	run, err := plans.AddRun(b.Context(), d.all, run)
	must(b, err)
	g, err := run.Grid()
	must(b, err)
	n := g.Len()
	curve := func(level float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = level + float64(i%48)/7
		}
		return out
	}
	open := make([]bool, n)
	for i := range open {
		open[i] = true
	}
	run.State = forecast.RunDone
	run.Curves = forecast.RunCurves{Contacts: curve(27), AHTS: curve(200), Open: open, Bands: []model.Band{
		{Level: .8, Lo: curve(20), Hi: curve(35)}, {Level: .95, Lo: curve(16), Hi: curve(40)},
	}}
	for k := range benchAhead {
		day := from.AddDays(k)
		run.Report.Days = append(run.Report.Days, model.Total{First: day, Last: day, Mean: 1400, Bands: []model.TotalBand{{Level: .8, Lo: 1300, Hi: 1500}}})
	}
	must(b, plans.FinishRun(b.Context(), d.all, run))
}
