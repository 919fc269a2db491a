package model

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/muster-wfm/muster/workforce/grid"
)

// centre is a made-up queue: level by weekday times shape by hour, whatever a
// test wants done to single cells, and noise on request.
type centre struct {
	zone     string
	first    string
	days     int
	minutes  int
	from, to int // opening hours, in minutes of the clock
	level    [7]float64
	shape    func(hour float64) float64
	factor   func(d grid.Date) float64 // of the day's level; 0 leaves the day without rows
	cell     func(d grid.Date, minute int, contacts float64) float64
	noise    uint64 // a seed for Poisson counts; 0: exact values
	aht      func(d grid.Date, minute int) float64
}

// weekdaysOnly is the level of a centre closed on Saturday and Sunday.
var weekdaysOnly = [7]float64{0, 1200, 1000, 900, 950, 1100, 0}

// everyDay is the level of a centre that never closes.
var everyDay = [7]float64{500, 1200, 1000, 900, 950, 1100, 600}

// twoHumps is a working day: a morning peak and a lower one after lunch.
func twoHumps(hour float64) float64 {
	return math.Exp(-(hour-10)*(hour-10)/6) + .7*math.Exp(-(hour-15)*(hour-15)/8) + .05
}

// quiet returns a centre of 30-minute intervals from 8:00 to 18:00 without noise.
func quiet(first string, days int) centre {
	return centre{zone: "UTC", first: first, days: days, minutes: 30, from: 480, to: 1080, level: weekdaysOnly, shape: twoHumps}
}

func (c centre) location(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(c.zone)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// observations lists the centre's rows; a NaN from cell leaves a row out.
func (c centre) observations(t testing.TB) []Observation {
	t.Helper()
	g, err := grid.New(c.location(t), c.minutes, grid.MustDate(c.first), c.days)
	if err != nil {
		t.Fatal(err)
	}
	whole := 0.0
	for m := c.from; m < c.to; m += c.minutes {
		whole += c.shape(float64(m) / 60)
	}
	random := rand.New(rand.NewPCG(c.noise, 1))
	var out []Observation
	for i := range g.Len() {
		d, minute := g.Date(g.DayOf(i)), g.WallMinute(i)
		level := c.level[d.Weekday()]
		if c.factor != nil {
			level *= c.factor(d)
		}
		if level == 0 || minute < c.from || minute >= c.to {
			continue
		}
		o := Observation{Start: g.Start(i), Contacts: level * c.shape(float64(minute)/60) / whole}
		if c.noise > 0 {
			o.Contacts = poisson(random, o.Contacts)
		}
		if c.cell != nil {
			o.Contacts = c.cell(d, minute, o.Contacts)
		}
		if c.aht != nil && o.Contacts > 0 {
			o.Handled, o.HandleSeconds = o.Contacts, o.Contacts*c.aht(d, minute)
		}
		if !math.IsNaN(o.Contacts) {
			out = append(out, o)
		}
	}
	return out
}

func (c centre) history(t testing.TB) *History {
	t.Helper()
	h, err := NewHistory(c.location(t), c.minutes, c.observations(t))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// training reads the centre's history with a calendar, 60 days beyond its end.
func (c centre) training(t testing.TB, facts ...DayFact) *Training {
	t.Helper()
	h := c.history(t)
	return newTraining(h, newAlmanac(calendarOf(t, facts...), h.First(), h.Days()+60))
}

func (c centre) input(t testing.TB, days int, facts ...DayFact) Input {
	t.Helper()
	return Input{History: c.history(t), Calendar: calendarOf(t, facts...), Location: c.location(t), Days: days}
}

func mustRun(t testing.TB, in Input) *Result {
	t.Helper()
	r, err := Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func calendarOf(t testing.TB, facts ...DayFact) Calendar {
	t.Helper()
	c, err := NewCalendar(facts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func holiday(date, name string) DayFact {
	return DayFact{Date: grid.MustDate(date), Name: name, Kind: Holiday}
}

// poisson draws a count: by products for small means, else by the normal
// approximation, which is near enough for tests.
func poisson(random *rand.Rand, mean float64) float64 {
	if mean > 50 {
		return max(0, math.Round(mean+math.Sqrt(mean)*random.NormFloat64()))
	}
	if mean == 0 {
		return 0
	}
	limit, product, n := math.Exp(-mean), 1.0, -1.0
	for product > limit {
		product *= random.Float64()
		n++
	}
	return max(0, n)
}

// near reports whether two numbers agree to a relative tolerance.
func near(a, b, tolerance float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*max(math.Abs(a), math.Abs(b))
}

// dayOf returns the forecast of a date from a result, by interval.
func (r *Result) dayOf(t testing.TB, date string) []float64 {
	t.Helper()
	k, ok := r.Grid.DayIndex(grid.MustDate(date))
	if !ok {
		t.Fatalf("%s lies outside the horizon from %s", date, r.Grid.First())
	}
	from, to := r.Grid.Day(k)
	return r.Mean[from:to]
}
