package model

import (
	"math"
	"testing"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAStripHoldsOpenIntervalsOnly(t *testing.T) {
	tr := quiet("2026-01-05", 28).training(t)
	s := newStrip(tr)
	day, week := s.cycles()
	if day != 20 || week != 100 || len(s.values) != 4*100 {
		t.Errorf("%d intervals a day, %d a week, %d in all; want 20, 100 and 400 of a centre open from 8 to 18 on five days", day, week, len(s.values))
	}
}

func TestAStripBeginsWithTheFirstRow(t *testing.T) {
	c := quiet("2026-01-05", 21)
	c.cell = func(d grid.Date, minute int, contacts float64) float64 {
		if d == grid.MustDate("2026-01-05") && minute < 12*60 {
			return math.NaN()
		}
		return contacts
	}
	s := newStrip(c.training(t))
	if got, want := len(s.values), 15*20-8; got != want {
		t.Errorf("%d values, want %d: the first day begins at noon", got, want)
	}
}

func TestAStripFillsWhatIsMissingWithTheWeekBefore(t *testing.T) {
	c := quiet("2026-01-05", 28)
	c.level = [7]float64{0, 1000, 1000, 1000, 1000, 1000, 0}
	c.factor = func(d grid.Date) float64 {
		if d == grid.MustDate("2026-01-21") {
			return 0 // a Wednesday without rows
		}
		return 1
	}
	s := newStrip(c.training(t))
	before, filled := s.values[7*20:8*20], s.values[12*20:13*20]
	if diff := cmp.Diff(before, filled); diff != "" {
		t.Errorf("the missing day (-a week before +filled):\n%s", diff)
	}
}

func TestAStripSaysNothingOfSpecialDays(t *testing.T) {
	c := quiet("2026-01-05", 28)
	c.factor = func(d grid.Date) float64 {
		if d == grid.MustDate("2026-01-21") {
			return 3
		}
		return 1
	}
	s := newStrip(c.training(t, DayFact{Date: grid.MustDate("2026-01-21"), Name: "sale", Kind: Event}))
	if diff := cmp.Diff(s.values[7*20:8*20], s.values[12*20:13*20]); diff != "" {
		t.Errorf("the day of the sale (-a week before +strip):\n%s", diff)
	}
}

func TestEverySeriesMethodContinuesARepeatingWeek(t *testing.T) {
	for name, c := range map[string]centre{"weekdays": quiet("2026-01-05", 42), "every day": {
		zone: "UTC", first: "2026-01-05", days: 42, minutes: 60, to: 1440, level: [7]float64{1000, 1000, 1000, 1000, 1000, 1000, 1000}, shape: twoHumps,
	}} {
		c.level = [7]float64{0, 1000, 1000, 1000, 1000, 1000, 0}
		if name == "every day" {
			c.level = [7]float64{1000, 1000, 1000, 1000, 1000, 1000, 1000}
		}
		whole := c
		whole.days += 3
		tr, later := c.training(t), whole.training(t)
		for method := range seriesMethods {
			f := Series{Method: method, Horizon: 3}.Fit(tr)
			for k := tr.Days(); k < later.Days(); k++ {
				for j, v := range f.Day(k) {
					if want := orZero(later.counts[k][j]); math.Abs(v-want) > 2 {
						t.Errorf("%s, %v: day %d slot %d = %.2f, want %.2f", name, method, k, j, v, want)
					}
				}
			}
		}
	}
}

func orZero(v float64) float64 {
	if seen(v) {
		return v
	}
	return 0
}

func TestASeriesAcrossAClockChangeStaysInStep(t *testing.T) {
	c := quiet("2026-03-02", 28) // clocks go forward on 2026-03-29
	c.zone, c.from, c.to, c.level = "Europe/Berlin", 0, 1440, everyDay
	tr := c.training(t)
	want := c
	want.days = 30
	later := want.training(t)
	f := Series{Method: WeeklyNaive, Horizon: 2}.Fit(tr)
	for k := tr.Days(); k < later.Days(); k++ {
		for j, v := range f.Day(k) {
			if w := later.counts[k][j]; seen(w) && !near(v, w, 1e-9) {
				t.Errorf("day %d slot %d = %g, want %g", k, j, v, w)
			}
		}
	}
}

func TestASeriesIsSilentWhereTheCentreIsClosed(t *testing.T) {
	tr := quiet("2026-01-05", 35).training(t, holiday("2026-02-10", "closed day"))
	f := Series{Method: SeasonalAutoregression, Horizon: 7}.Fit(tr)
	saturday := tr.history.First().DaysUntil(grid.MustDate("2026-02-14"))
	if got := sum(f.Day(saturday)); got != 0 {
		t.Errorf("Saturday has %g contacts, want none", got)
	}
	if got := f.Day(saturday + 2)[0]; got != 0 {
		t.Errorf("midnight has %g contacts, want none", got)
	}
}

func TestAMakeUpWorkdayTakesTheSeriesOfItsWeekday(t *testing.T) {
	c := quiet("2026-01-05", 35)
	tr := c.training(t, DayFact{Date: grid.MustDate("2026-02-14"), Name: "make-up", Kind: Workday})
	f := Series{Method: WeeklyNaive, Horizon: 7}.Fit(tr)
	saturday := tr.history.First().DaysUntil(grid.MustDate("2026-02-14"))
	friday := saturday - 1
	if diff := cmp.Diff(f.Day(friday), f.Day(saturday)); diff != "" {
		t.Errorf("(-Friday +make-up Saturday):\n%s", diff)
	}
}

func TestASeriesRepeatsItsLastWeekBeyondItsHorizon(t *testing.T) {
	tr := quiet("2026-01-05", 35).training(t)
	f := Series{Method: DailyAutoregression, Horizon: 2}.Fit(tr)
	for d := range 7 {
		if diff := cmp.Diff(f.Day(tr.Days()+d), f.Day(tr.Days()+d+21)); diff != "" {
			t.Errorf("day %d and three weeks later (-first +later):\n%s", d, diff)
		}
	}
}
