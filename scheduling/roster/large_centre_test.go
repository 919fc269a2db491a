package roster

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// largeCentre builds the problem by which rosters of large centres are measured;
// docs/rostering.md describes it. Everything follows from the seed.
func largeCentre(tb testing.TB, people int, seed uint64) *Problem {
	tb.Helper()
	g, err := grid.New(london, 15, grid.MustDate("2026-05-04"), 28)
	if err != nil {
		tb.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 78))
	p := &Problem{Grid: g, Templates: []shifts.Template{{Code: "D", LatestStart: 1410, Step: 30, Lengths: []int{510}, MinGap: 60, Pauses: []shifts.Pause{
		{Code: "break", Minutes: 15, Paid: true, Earliest: 60, Latest: 180},
		{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 300},
		{Code: "break", Minutes: 15, Paid: true, Earliest: 330, BeforeEnd: 45},
	}}}}
	p.Agreements = []rules.Agreement{{Code: "full", RestMinutes: 660, MaxConsecutiveDays: 6, MinConsecutiveDaysOff: 2,
		WeekMinutes: rules.Range{Min: 2400, Max: 2400}, MaxWeekends: 2}}
	for i := range people {
		q := Person{Code: fmt.Sprintf("A%04d", i), Templates: []int{0}, Groups: []int{i % 3}}
		if i%6 == 0 {
			q.Groups = append(q.Groups, 1)
		}
		switch rng.IntN(10) {
		case 0:
			q.Limited, q.Windows = true, p.daily(0, 17)
		case 1, 2:
			q.Limited, q.Windows = true, p.daily(6, 22)
		}
		p.People = append(p.People, q)
	}
	shape, total := make([]float64, g.Len()), 0.0
	for i := range shape {
		h := float64(g.WallMinute(i)) / 60
		shape[i] = 0.25 + math.Exp(-(h-10.5)*(h-10.5)/6) + 0.8*math.Exp(-(h-16)*(h-16)/8)
		if g.DayOf(i)%7 > 4 {
			shape[i] *= 0.6
		}
		total += shape[i]
	}
	for k := range 3 {
		required := make([]float64, g.Len())
		for i := range required {
			required[i] = math.Round(shape[i] / total * 600 * float64(people) / 3 * (1 + 0.05*rng.NormFloat64()))
		}
		p.Groups = append(p.Groups, Group{Code: fmt.Sprintf("G%d", k), Required: required, Price: DefaultPrice()})
	}
	return p
}

// daily returns the windows from one hour to another of every day.
func (p *Problem) daily(from, to int) []rules.Window {
	var list []rules.Window
	for d := range p.Grid.Days() {
		list = append(list, rules.Window{Day: d, Start: p.minuteAt(d, 60*from), End: p.minuteAt(d, 60*to)})
	}
	return list
}

// BenchmarkLargeCentre rosters thousands of people for four weeks in quarter hours
// around the clock.
func BenchmarkLargeCentre(b *testing.B) {
	b.Run("1000", func(b *testing.B) { benchProblem(b, largeCentre(b, 1000, 1), benchTime(b, 120)) })
	b.Run("5000", func(b *testing.B) { benchProblem(b, largeCentre(b, 5000, 1), benchTime(b, 600)) })
}

func TestALargeCentreIsRosteredCloseToItsBound(t *testing.T) {
	people, limit, most := 360, 3*time.Second, 0.2
	if os.Getenv("MUSTER_SOAK") != "" {
		people, limit, most = 1000, 120*time.Second, 0.02
	}
	begin := processorTime(t)
	clock := func() time.Duration { return (processorTime(t) - begin) / 2 }
	p := largeCentre(t, people, 2)
	r, err := Solve(t.Context(), p, Settings{Seed: 1, Threads: 2, TimeLimit: limit, Elapsed: clock}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := Verify(p, r.Roster); len(found) > 0 {
		t.Errorf("violation %+v", found[0])
	}
	if r.Gap() > most || r.Bound > r.Cost.Total() {
		t.Errorf("%d people: cost %v, bound %v; want at most %v between them", people, r.Cost.Total(), r.Bound, most)
	}
}

func TestPeopleWhoShareNoDemandAreBoundedApart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 4, days: 5, starts: 3, pauses: true, fairness: true})
		if len(p.Faults()) > 0 || len(p.Groups) < 2 {
			rt.Skip("the drawn fixed shifts overlap, or there is one group")
		}
		for i := range p.People {
			p.People[i].Groups = []int{i % 2}
			for k := range p.People[i].Fixed {
				p.People[i].Fixed[k].Shift.Group = i % 2
			}
		}
		price := make([]float64, 24*len(p.Groups[0].Required))
		for k := range price {
			price[k] = rapid.Float64Range(-40, 20).Draw(rt, "price")
		}
		bound := func(q *Problem) (value float64, ok bool) {
			m := newModel(q)
			b := newBounder(m)
			if _, stuck, err := m.build(context.Background(), 1, Roster{}); err != nil || len(stuck) > 0 || b.idle {
				return 0, false
			}
			for g := range q.Groups {
				copy(b.price[g][:m.ticks()], price)
			}
			b.run(1, func() bool { return false }, math.MaxFloat64, make([]Load, len(q.People)))
			return b.best, true
		}
		whole, possible := bound(p)
		sum := 0.0
		for part := range 2 {
			q := *p
			q.Groups, q.People = []Group{p.Groups[part]}, nil
			for i := part; i < len(p.People); i += 2 {
				own := p.People[i]
				own.Groups, own.Fixed = []int{0}, append([]Fixed(nil), own.Fixed...)
				for k := range own.Fixed {
					own.Fixed[k].Shift.Group = 0
				}
				q.People = append(q.People, own)
			}
			v, ok := bound(&q)
			sum, possible = sum+v, possible && ok
		}
		if possible && math.Abs(whole-sum) > 1e-6*(1+math.Abs(whole)) {
			rt.Fatalf("together the bound is %v, apart %v", whole, sum)
		}
	})
}
