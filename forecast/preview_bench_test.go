package forecast_test

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/workforce/grid"
)

// BenchmarkPreview moves one slider of a forecast that rests on two years of half
// hours, of a queue that is always open. cpu-ms/op is the processor time of all
// threads.
func BenchmarkPreview(b *testing.B) {
	s := &stirred{planner: newPlanner(b, sqliteDesk(b))}
	s.drivers = s.planner.drivers()
	s.forecasts.Drivers = s.drivers
	s.mail = s.planner.desk.campaign(b)
	first := monday.AddDays(-730)
	var values []forecast.DriverValue
	var rows []forecast.Interval
	g, err := grid.New(s.london.Location(), 30, first, 730)
	must(b, err)
	for k := range 744 {
		values = append(values, forecast.DriverValue{Date: first.AddDays(k), Value: 1000 * float64(k%13/12)})
	}
	for i := range g.Len() {
		figures := history.NoFigures()
		lift := 1 + .4*values[g.DayOf(i)].Value/1000
		figures[history.Offered] = int64(lift * (30 + 20*math.Sin(float64(g.WallMinute(i))/230) + float64(i*7%5)))
		figures[history.Handled], figures[history.HandleS] = figures[history.Offered], 200*figures[history.Offered]
		rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
	}
	must(b, s.past.Append(b.Context(), s.all, s.night.ID, "test", rows))
	_, err = s.drivers.SetValues(b.Context(), s.all, s.mail.ID, 1, first, first.AddDays(800), values)
	must(b, err)
	run := s.planner.run(b, forecast.RunOrder{From: monday, Days: 14}, s.night.ID)[0]
	scale := 1.0
	preview := func() {
		scale += .01
		_, err := s.forecasts.Preview(b.Context(), s.all, run.ID, forecast.Supposition{Drivers: []forecast.SupposedDriver{{Code: "mail", Scale: &scale}}})
		must(b, err)
	}
	preview() // what is read is kept ready
	before := processorSeconds()
	for b.Loop() {
		preview()
	}
	b.ReportMetric(1000*(processorSeconds()-before)/float64(b.N), "cpu-ms/op")
}
