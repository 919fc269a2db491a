package breaks_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// faultsBut returns what is wrong with a result, shifts without a place left out.
func faultsBut(p *breaks.Problem, r breaks.Result) []breaks.Fault {
	return slices.DeleteFunc(breaks.Check(p, r.Pauses), func(f breaks.Fault) bool { return slices.Contains(r.Stuck, f.Shift) })
}

func TestAPlacementIsLawfulAndItsFiguresAreThoseCountedAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, 8)
		r := breaks.Place(p, breaks.Settings{Seed: rapid.Uint64().Draw(rt, "seed"), Sweeps: rapid.IntRange(0, 6).Draw(rt, "sweeps")})
		if faults := faultsBut(p, r); len(faults) > 0 {
			rt.Fatalf("%+v: %v", p, faults)
		}
		if want := breaks.Cost(p, r.Pauses); math.Abs(r.After-want) > 1e-6 {
			rt.Fatalf("cost %v, counted again %v", r.After, want)
		}
		incoming := make([][]shifts.Placed, len(p.Shifts))
		for i, s := range p.Shifts {
			incoming[i] = s.Pauses
		}
		if want := breaks.Cost(p, incoming); math.Abs(r.Before-want) > 1e-6 {
			rt.Fatalf("cost as it came %v, counted again %v", r.Before, want)
		}
		excess := breaks.Excess(p, r.Pauses)
		if r.ExcessMinutes != excess || r.LeastExcess > excess || sum(r.Excess) != excess {
			rt.Fatalf("excess %d (at least %d, in stretches %d), counted again %d", r.ExcessMinutes, r.LeastExcess, sum(r.Excess), excess)
		}
		lawful := len(faultsBut(p, breaks.Result{Pauses: incoming, Stuck: r.Stuck})) == 0
		if before := breaks.Excess(p, incoming); lawful && (excess > before || excess == before && r.After > r.Before+1e-6) {
			rt.Fatalf("from cost %v and excess %d to cost %v and excess %d", r.Before, before, r.After, excess)
		}
		for i := range p.Shifts {
			if moved := !slices.Equal(incoming[i], r.Pauses[i]); moved != slices.Contains(r.Moved, i) {
				rt.Fatalf("shift %d moved %v, but said to have moved are %v", i, moved, r.Moved)
			}
		}
	})
}

// sum returns the person-minutes over the limits.
func sum(list []breaks.Stretch) int {
	total := 0
	for _, s := range list {
		total += (s.People - s.Allowed) * (s.To - s.From)
	}
	return total
}

func TestSmallProblemsComeToTheBestOfAllPlacements(t *testing.T) {
	missed, seen := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, 3)
		excess, cost := least(p)
		r := breaks.Place(p, breaks.Settings{Seed: 1, Sweeps: 60})
		if r.LeastExcess > excess || r.ExcessMinutes < excess || r.ExcessMinutes == excess && r.After < cost-1e-6 {
			rt.Fatalf("%+v: found excess %d (proven %d), cost %v below the least of all: %d, %v", p, r.ExcessMinutes, r.LeastExcess, r.After, excess, cost)
		}
		if r.ExcessMinutes > excess {
			rt.Fatalf("%+v: excess %d, but %d is possible", p, r.ExcessMinutes, excess)
		}
		if seen++; r.After > cost+1e-6 {
			missed++
		}
	})
	if missed*20 > seen {
		t.Errorf("%d of %d small problems ended above the optimum, want one in twenty at most", missed, seen)
	}
}

func TestNamesAndOrderOfPeopleChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, 8)
		settings := breaks.Settings{Seed: 5, Sweeps: 4}
		one := breaks.Place(p, settings)
		order := rapid.Permutation(indices(len(p.Shifts))).Draw(rt, "order")
		other := *p
		other.Shifts = make([]breaks.Shift, len(order))
		for i, k := range order {
			other.Shifts[i] = p.Shifts[k]
		}
		two := breaks.Place(&other, settings)
		if one.ExcessMinutes != two.ExcessMinutes || math.Abs(one.After-two.After) > 1e-9 {
			rt.Fatalf("order %v: cost %v and excess %d became %v and %d", order, one.After, one.ExcessMinutes, two.After, two.ExcessMinutes)
		}
		if diff := cmp.Diff(one, breaks.Place(p, settings)); diff != "" {
			rt.Fatalf("the same seed gives another placement: %s", diff)
		}
	})
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// lunches is a team of people with the same shift from 08:00 to 16:00 and a
// half-hour lunch three to five hours after its start.
func lunches(people, atOnce int) *breaks.Problem {
	p := &breaks.Problem{
		Tick: tick, Groups: []breaks.Group{convex(make([]float64, 96))}, Teams: []breaks.Team{{Code: "A", People: atOnce}},
		Templates: []shifts.Template{{Code: "D", EarliestStart: 480, LatestStart: 480, Lengths: []int{480},
			Pauses: []shifts.Pause{{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 300}}}},
	}
	for range people {
		p.Shifts = append(p.Shifts, breaks.Shift{Start: 480, Minutes: 480, Teams: []int{0}, Pauses: []shifts.Placed{{Offset: 240, Minutes: 30}}})
	}
	return p
}

func TestALimitIsKeptWhereItCanBe(t *testing.T) {
	// From 11:00 to 13:30 there is room for five lunches one after another.
	r := breaks.Place(lunches(5, 1), breaks.Settings{Seed: 3})
	if r.ExcessMinutes != 0 || len(r.Excess) != 0 {
		t.Fatalf("excess %+v, want none", r.Excess)
	}
	if len(r.Full) != 1 || r.Full[0].From != 660 || r.Full[0].To != 810 {
		t.Errorf("the limit is reached in %+v, want from 11:00 to 13:30", r.Full)
	}
}

func TestALimitThatCannotBeKeptIsExceededAsLittleAsProven(t *testing.T) {
	r := breaks.Place(lunches(7, 1), breaks.Settings{Seed: 3, Sweeps: 5})
	if r.ExcessMinutes != 60 || r.LeastExcess != 60 {
		t.Errorf("excess of %d minutes, proven %d; two lunches too many are 60", r.ExcessMinutes, r.LeastExcess)
	}
	for _, s := range r.Excess {
		if s.Team != 0 || s.Allowed != 1 || s.From < 660 || s.To > 810 {
			t.Errorf("excess %+v, want team 0 between 11:00 and 13:30", s)
		}
	}
}

func TestAShareCountsThoseWhoseShiftRuns(t *testing.T) {
	p := lunches(8, 0)
	p.Teams[0].Share = 0.25
	r := breaks.Place(p, breaks.Settings{Seed: 3})
	if r.ExcessMinutes != 0 || len(r.Full) == 0 || r.Full[0].Allowed != 2 {
		t.Errorf("excess %d, full %+v; a quarter of eight is two", r.ExcessMinutes, r.Full)
	}
}

func TestPausesGoWherePeopleAreToSpare(t *testing.T) {
	p := lunches(1, 0)
	need := make([]float64, 96)
	for i := range need {
		need[i] = 1
	}
	need[48], need[49] = 0, 0 // noon
	p.Groups[0] = convex(need)
	p.Shifts[0].Pauses[0].Offset = 180
	r := breaks.Place(p, breaks.Settings{})
	if r.Pauses[0][0].Offset != 240 || r.Before-r.After != 10 {
		t.Errorf("lunch %d minutes after the start saves %v, want 240 and 10", r.Pauses[0][0].Offset, r.Before-r.After)
	}
}

func TestWhatHasBegunAndWhatIsPinnedStays(t *testing.T) {
	p := lunches(3, 1)
	p.Now = 735                              // a quarter past twelve: all three are at lunch since noon
	p.Shifts[0].Pinned = true                // nothing moves it
	p.Shifts[1].Pauses[0].Offset = 480 - 180 // planned for 13:00
	r := breaks.Place(p, breaks.Settings{Seed: 1})
	if len(r.Moved) != 0 {
		t.Errorf("moved %v, want none", r.Moved)
	}
	if r.ExcessMinutes != 30 {
		t.Errorf("excess %d, want the 30 minutes of the two who are at lunch", r.ExcessMinutes)
	}
	p.Shifts[2].Pauses[0].Offset = 300 // at one, with shift 1: one of them can go now
	r = breaks.Place(p, breaks.Settings{Seed: 1})
	if r.ExcessMinutes != 0 || len(r.Moved) != 1 {
		t.Errorf("excess %d after moving %v, want one lunch brought forward", r.ExcessMinutes, r.Moved)
	}
}

func TestPausesOfAnotherKindThanTheTemplatesStay(t *testing.T) {
	p := lunches(2, 1)
	p.Shifts[0].Pauses[0].Minutes = 45
	p.Shifts[1].Template = breaks.NoTemplate
	r := breaks.Place(p, breaks.Settings{Seed: 1})
	if len(r.Moved) != 0 || r.ExcessMinutes != 30 || r.LeastExcess != 30 {
		t.Errorf("moved %v, excess %d, proven %d", r.Moved, r.ExcessMinutes, r.LeastExcess)
	}
}

func TestShiftsWithoutALawfulPlaceAreNamedAndKept(t *testing.T) {
	p := lunches(1, 0)
	p.Now, p.Shifts[0].Pauses[0].Offset = 790, 330 // too late for the template, and its window is over
	r := breaks.Place(p, breaks.Settings{})
	if diff := cmp.Diff([]int{0}, r.Stuck); diff != "" || r.Pauses[0][0].Offset != 330 {
		t.Errorf("stuck %v with lunch after %d minutes", r.Stuck, r.Pauses[0][0].Offset)
	}
}

func TestFaultsNameWhatCannotBeLaidOut(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(*breaks.Problem)
		want  string
	}{
		{"good", func(*breaks.Problem) {}, ""},
		{"no slot", func(p *breaks.Problem) { p.Tick = 0 }, "tick"},
		{"a limit below nothing", func(p *breaks.Problem) { p.Teams[0].People = -1 }, "teams[0]"},
		{"a share of more than all", func(p *breaks.Problem) { p.Teams[0].Share = 1.5 }, "teams[0]"},
		{"a template in which pauses find no place", func(p *breaks.Problem) { p.Templates[0].MaxWork = 60 }, "templates[0].lengths[0]"},
		{"no such group", func(p *breaks.Problem) { p.Shifts[0].Group = 4 }, "shifts[0]"},
		{"no such team", func(p *breaks.Problem) { p.Shifts[0].Teams = []int{9} }, "shifts[0]"},
		{"no such template", func(p *breaks.Problem) { p.Shifts[0].Template = 3 }, "shifts[0]"},
		{"a start off the slots", func(p *breaks.Problem) { p.Shifts[0].Start = 7 }, "shifts[0]"},
		{"a pause outside", func(p *breaks.Problem) { p.Shifts[0].Pauses[0].Offset = 465 }, "shifts[0]"},
	}
	for _, c := range cases {
		p := lunches(1, 1)
		c.spoil(p)
		faults, got := p.Faults(), ""
		if len(faults) > 0 {
			got = faults[0].Field
		}
		if got != c.want {
			t.Errorf("%s: faults %v, want one of %q", c.name, faults, c.want)
		}
	}
}

func TestCheckSeesWhatMustNotBe(t *testing.T) {
	at := func(offset int) []shifts.Placed { return []shifts.Placed{{Offset: offset, Minutes: 30}} }
	cases := []struct {
		name   string
		change func(*breaks.Problem)
		pauses []shifts.Placed
		good   bool
	}{
		{"as it came", func(*breaks.Problem) {}, at(240), true},
		{"moved within the window", func(*breaks.Problem) {}, at(300), true},
		{"too early", func(*breaks.Problem) {}, at(150), false},
		{"off the step", func(*breaks.Problem) {}, at(200), false},
		{"none", func(*breaks.Problem) {}, nil, false},
		{"pinned and moved", func(p *breaks.Problem) { p.Shifts[0].Pinned = true }, at(300), false},
		{"moved into the past", func(p *breaks.Problem) { p.Now = 690 }, at(180), false},
		{"begun and moved", func(p *breaks.Problem) { p.Now = 735 }, at(300), false},
		{"too much work before it", func(p *breaks.Problem) { p.Templates[0].MaxWork = 270 }, at(300), false},
	}
	for _, c := range cases {
		p := lunches(1, 0)
		c.change(p)
		if faults := breaks.Check(p, [][]shifts.Placed{c.pauses}); (len(faults) == 0) != c.good {
			t.Errorf("%s: faults %v, good is %v", c.name, faults, c.good)
		}
	}
}

func TestStopEndsTheSearchWithALawfulPlacement(t *testing.T) {
	p := lunches(12, 2)
	r := breaks.Place(p, breaks.Settings{Seed: 1, Sweeps: 1000, Stop: func() bool { return true }})
	if faults := breaks.Check(p, r.Pauses); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
}

// centre is people of teams of twenty, each on one shift a day, with lunch and
// two breaks.
func centre(people, days int) *breaks.Problem {
	rng := rand.New(rand.NewPCG(1, 2))
	p := &breaks.Problem{Tick: tick, Templates: []shifts.Template{{
		Code: "D", EarliestStart: 0, LatestStart: 900, Step: 15, Lengths: []int{510}, MinGap: 60, MaxWork: 240,
		Pauses: []shifts.Pause{
			{Code: "break", Minutes: 15, Paid: true, Earliest: 60, Latest: 210},
			{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 330},
			{Code: "break", Minutes: 15, Paid: true, Earliest: 270, BeforeEnd: 45},
		}}}}
	for k := range people / 20 {
		p.Teams = append(p.Teams, breaks.Team{Code: string(rune('A' + k)), Share: 0.2})
	}
	need := make([]float64, 96*(days+1))
	for i := range people {
		for d := range days {
			start := d*1440 + 15*(28+rng.IntN(40))
			p.Shifts = append(p.Shifts, breaks.Shift{Start: start, Minutes: 510, Teams: []int{i / 20 % len(p.Teams)}})
			for t := start / tick; t < (start+510)/tick; t++ {
				need[t] += 0.88
			}
		}
	}
	for t := range need {
		need[t] *= 0.9 + 0.2*rng.Float64()
	}
	p.Groups = []breaks.Group{convex(need)}
	return p
}

func BenchmarkDescent1000x20(b *testing.B) {
	p := centre(1000, 20)
	for b.Loop() {
		r := breaks.Place(p, breaks.Settings{Seed: 1})
		b.ReportMetric(r.After, "cost")
		b.ReportMetric(float64(r.ExcessMinutes), "excess_min")
	}
}

func BenchmarkSweeps1000x20(b *testing.B) {
	p := centre(1000, 20)
	for b.Loop() {
		r := breaks.Place(p, breaks.Settings{Seed: 1, Sweeps: 10})
		b.ReportMetric(r.After, "cost")
		b.ReportMetric(float64(r.ExcessMinutes), "excess_min")
	}
}
