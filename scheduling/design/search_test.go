package design

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func quick(seed uint64) Settings {
	return Settings{Seed: seed, Iterations: 60, Restarts: 2, BoundRounds: 60}
}

// cheapestDesign tries every set of shifts and every number of people.
func cheapestDesign(p *Problem, shifts []Shift, most int) float64 {
	best := math.Inf(1)
	for set := range 1 << len(shifts) {
		var some []Shift
		for i, s := range shifts {
			if set>>i&1 == 1 {
				some = append(some, s)
			}
		}
		cost := cheapestPeople(p, some, most) + p.Charge*float64(len(some))
		best = min(best, cost)
	}
	return best
}

func TestSmallDesignsAreOptimalAndTheBoundIsBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		p.Windows = p.Windows[:1]
		if n := len(p.Shifts()); n > 3 {
			p.Windows[0].MaxLength = p.Windows[0].MinLength
		}
		if len(p.Shifts())*p.Days > 6 {
			p.Windows[0].MaxStart = p.Windows[0].MinStart
		}
		want := cheapestDesign(p, p.Shifts(), 3)
		r, err := Search(context.Background(), p, quick(1))
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(r.Cost.Total()-want) > 1e-6 {
			t.Fatalf("%+v: got %+v, want %g", p, r.Design, want)
		}
		if r.Bound > want+1e-6 {
			t.Fatalf("%+v: the bound %g is above the optimum %g", p, r.Bound, want)
		}
		if diff := cmp.Diff(p.Evaluate(r.Shifts), r.Cost); diff != "" {
			t.Fatal(diff)
		}
	})
}

// week is a centre open from 08:00 to 20:00 on weekdays, shorter on Saturday.
func week() *Problem {
	p := &Problem{SlotMinutes: 60, Days: 7, Under: 40. / 60, Over: 10. / 60, Charge: 60,
		Windows: []Window{{MinStart: 7, MaxStart: 13, MinLength: 6, MaxLength: 9}}}
	for day := range 7 {
		for hour := range 24 {
			open := hour >= 8 && hour < 20 && day < 5 || hour >= 9 && hour < 15 && day == 5
			if people := 4 + hour%5; open {
				p.Demand = append(p.Demand, float64(people))
			} else {
				p.Demand = append(p.Demand, 0)
			}
		}
	}
	return p
}

func TestTheSameSeedGivesTheSameDesign(t *testing.T) {
	one, err := Search(context.Background(), week(), quick(7))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Search(context.Background(), week(), quick(7))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
}

func TestAHigherChargeOffersFewerShifts(t *testing.T) {
	last := math.MaxInt
	for _, charge := range []float64{0, 60, 600, 1e6} {
		p := week()
		p.Charge = charge
		r, err := Search(context.Background(), p, quick(1))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Shifts) > last {
			t.Errorf("charge %g: %d shifts, more than %d at the charge before", charge, len(r.Shifts), last)
		}
		last = len(r.Shifts)
	}
	if last != 0 {
		t.Errorf("%d shifts are offered at a price beyond all use", last)
	}
}

func TestNothingIsMissingWhereAllMustBeCovered(t *testing.T) {
	p := week()
	p.MustCover, p.Under = true, 0
	r, err := Search(context.Background(), p, quick(1))
	if err != nil {
		t.Fatal(err)
	}
	if r.Cost.UnderMinutes != 0 || r.Cost.Broken {
		t.Errorf("got %+v", r.Cost)
	}
}

func TestTheAverageOfDutiesIsKept(t *testing.T) {
	p := week()
	p.Duties = Duties{Max: 5, WeekMinutes: 2400, Must: true} // shifts of eight hours on average
	r, err := Search(context.Background(), p, quick(1))
	if err != nil {
		t.Fatal(err)
	}
	if r.Cost.Broken || r.Cost.DutiesPerWeek > 5+1e-6 || len(r.Shifts) == 0 {
		t.Errorf("got %+v", r.Cost)
	}
}

func TestMoreShiftsNeverCoverWorse(t *testing.T) {
	points, err := Curve(context.Background(), week(), 1, 5, quick(1))
	if err != nil {
		t.Fatal(err)
	}
	if len(points) != 5 {
		t.Fatalf("got %d points, want 5", len(points))
	}
	for i, at := range points {
		if at.Most != i+1 || len(at.Shifts) > at.Most {
			t.Errorf("point %d: at most %d, has %d", i, at.Most, len(at.Shifts))
		}
		if i > 0 && at.Cost.Total() > points[i-1].Cost.Total() {
			t.Errorf("%d shifts cost %g, %d cost %g", i+1, at.Cost.Total(), i, points[i-1].Cost.Total())
		}
	}
	if points[0].Cost.Total() <= points[4].Cost.Total() {
		t.Errorf("one shift (%g) covers as well as five (%g)", points[0].Cost.Total(), points[4].Cost.Total())
	}
}

func TestAnEndedContextGivesTheBestSoFar(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := quick(1)
	s.Progress = func(float64, Cost) bool { cancel(); return true }
	r, err := Search(ctx, week(), s)
	if err != nil || len(r.Shifts) == 0 {
		t.Errorf("got %d shifts and %v", len(r.Shifts), err)
	}
	if _, err := Search(ctx, week(), s); !errors.Is(err, context.Canceled) {
		t.Errorf("begun after the end: %v", err)
	}
}

func TestWrongProblemsNameTheField(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Problem)
		field  string
	}{
		"slot":      {func(p *Problem) { p.SlotMinutes = 7 }, "slot_minutes"},
		"days":      {func(p *Problem) { p.Days = 0 }, "days"},
		"demand":    {func(p *Problem) { p.Demand = p.Demand[1:] }, "demand"},
		"negative":  {func(p *Problem) { p.Demand[3] = -1 }, "demand[3]"},
		"start":     {func(p *Problem) { p.Windows[0].MinStart = 24 }, "windows[0].min_start"},
		"length":    {func(p *Problem) { p.Windows[0].MinLength = 0 }, "windows[0].min_length"},
		"no window": {func(p *Problem) { p.Windows = nil }, "windows"},
		"price":     {func(p *Problem) { p.Over = math.NaN() }, "over"},
		"unreached": {func(p *Problem) { p.MustCover = true; p.Demand[3] = 1 }, "demand[3]"},
		"duties":    {func(p *Problem) { p.Duties = Duties{Max: 3, WeekMinutes: 2400, Must: true} }, "duties"},
	} {
		t.Run(name, func(t *testing.T) {
			p := week()
			c.change(p)
			var invalid *Invalid
			if err := p.Check(); !errors.As(err, &invalid) || invalid.Faults[0].Field != c.field {
				t.Errorf("got %v, want a fault of %s", err, c.field)
			}
		})
	}
}
