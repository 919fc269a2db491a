package roster

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// centre describes a synthetic contact centre; centreProblem makes a rostering
// problem of it. Everything follows from the seed.
type centre struct {
	people, days, minutes, groups int
	nights                        bool    // open around the clock
	load                          float64 // demand as a share of what the people can work
	seed                          uint64
}

// centreProblem builds the problem: a double-peaked demand on every day, less at
// weekends; three agreements; a few absences, limited people and wishes.
func centreProblem(tb testing.TB, c centre) *Problem {
	tb.Helper()
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		tb.Fatal(err)
	}
	g, err := grid.New(loc, c.minutes, grid.MustDate("2026-05-04"), c.days)
	if err != nil {
		tb.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(c.seed, 77))
	p := &Problem{Grid: g, Fairness: Fairness{PerPoint2: 0.5, Weekend: 1, Early: 0.3, Late: 0.5, EarlyBefore: 8 * 60, LateAfter: 20 * 60, Undesired: 0.5}}
	lunch := shifts.Pause{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 330}
	early := shifts.Pause{Code: "break", Minutes: 15, Paid: true, Earliest: 60, Latest: 180}
	late := shifts.Pause{Code: "break", Minutes: 15, Paid: true, Earliest: 270, BeforeEnd: 45}
	day := shifts.Template{Code: "D", EarliestStart: 7 * 60, LatestStart: 13 * 60, Step: 30, Lengths: []int{510},
		Pauses: []shifts.Pause{early, lunch, late}, MinGap: 60}
	if c.nights {
		day.EarliestStart, day.LatestStart = 0, 1410
	}
	p.Templates = []shifts.Template{day, {Code: "P", EarliestStart: day.EarliestStart, LatestStart: min(day.LatestStart+180, 1410), Step: 30,
		Lengths: []int{270, 330}, Pauses: []shifts.Pause{{Code: "break", Minutes: 15, Paid: true, Earliest: 90, BeforeEnd: 60}}}}
	p.Agreements = []rules.Agreement{
		{Code: "full", RestMinutes: 660, MaxConsecutiveDays: 6, MinConsecutiveDaysOff: 2, WeekMinutes: rules.Range{Min: 2400, Max: 2400}, MaxWeekends: max(1, c.days/14)},
		{Code: "part", RestMinutes: 660, MaxConsecutiveDays: 5, WeekMinutes: rules.Range{Min: 1000, Max: 1350}, MinWeekDaysOff: 2},
	}
	for i := range c.people {
		q := Person{Code: fmt.Sprintf("A%04d", i), Templates: []int{0}, PastDays: 0}
		if i%5 == 4 {
			q.Agreement, q.Templates = 1, []int{1}
		}
		q.Groups = []int{i % c.groups}
		if i%3 == 0 && c.groups > 1 {
			q.Groups = append(q.Groups, (i+1)%c.groups)
		}
		if i%10 == 0 {
			q.Absences = []rules.Absence{{Day: rng.IntN(c.days), Paid: 480}}
		}
		if rng.IntN(2) == 0 {
			q.Preferences = append(q.Preferences, Preference{Day: rng.IntN(c.days), Wish: WishOff, Weight: 20})
		}
		p.People = append(p.People, q)
	}
	hours := 0.0
	for _, q := range p.People {
		hours += map[int]float64{0: 37.5, 1: 19}[q.Agreement] * float64(c.days) / 7
	}
	shape := make([]float64, g.Len())
	total := 0.0
	for i := range shape {
		h := float64(g.WallMinute(i)) / 60
		shape[i] = 0.25 + math.Exp(-(h-10.5)*(h-10.5)/6) + 0.8*math.Exp(-(h-16)*(h-16)/8)
		if !c.nights && (h < 7 || h >= 21) {
			shape[i] = 0
		}
		if d := g.DayOf(i) % 7; d > 4 {
			shape[i] *= 0.6
		}
		total += shape[i] * float64(c.minutes) / 60
	}
	for k := range c.groups {
		required := make([]float64, g.Len())
		for i := range required {
			required[i] = shape[i] / total * hours * c.load / float64(c.groups) * (1 + 0.05*rng.NormFloat64())
		}
		p.Groups = append(p.Groups, Group{Code: fmt.Sprintf("G%d", k), Required: required, Price: DefaultPrice()})
	}
	return p
}
