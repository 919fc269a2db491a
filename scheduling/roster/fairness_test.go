package roster

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// counted is a week of one person, Thursday the first, in which every account
// counts.
func counted(t *testing.T) *Problem {
	t.Helper()
	g, err := gridOf("2026-01-01", 7)
	if err != nil {
		t.Fatal(err)
	}
	return &Problem{
		Grid: g, Groups: []Group{{Code: "g", Required: make([]float64, g.Len())}}, Agreements: []rules.Agreement{{Code: "a"}},
		People: []Person{{Code: "p", Groups: []int{0}}},
		Fairness: Fairness{
			Weights:   Load{0, 1, 1, 1, 1, 1},
			NightFrom: 23 * 60, NightTo: 30 * 60, NightMinutes: 180,
			Holidays: []int{0}, ShortRest: 12 * 60, DesiredFrom: 7 * 60, DesiredTo: 14 * 60,
		},
	}
}

// from is a shift of hours on a day of the week.
func from(day, hour, hours int) Shift {
	return Shift{Template: NoTemplate, Start: day*1440 + hour*60, Minutes: hours * 60}
}

func TestEveryAccountCountsItsShifts(t *testing.T) {
	for _, c := range []struct {
		name   string
		shifts map[int]Shift
		change func(*Problem)
		want   Load
	}{
		{name: "a plain Friday", shifts: map[int]Shift{1: from(1, 9, 8)}},
		{name: "the holiday", shifts: map[int]Shift{0: from(0, 9, 8)}, want: Load{Holidays: 1}},
		{name: "Saturday and Sunday", shifts: map[int]Shift{2: from(2, 9, 8), 3: from(3, 9, 8)}, want: Load{Weekends: 2}},
		{name: "a night", shifts: map[int]Shift{4: from(4, 22, 8)}, want: Load{Nights: 1, Undesired: 1}},
		{name: "two hours and a half of the night", shifts: map[int]Shift{4: {Template: NoTemplate, Start: 4*1440 + 14*60, Minutes: 11*60 + 30}}},
		{name: "three hours of the night before", shifts: map[int]Shift{4: from(4, 3, 8)}, want: Load{Nights: 1, Undesired: 1}},
		{name: "rests of 11 and 12 hours", shifts: map[int]Shift{4: from(4, 13, 8), 5: from(5, 8, 9), 6: from(6, 7, 8)}, want: Load{ShortRests: 1}},
		{name: "a day off between", shifts: map[int]Shift{4: from(4, 14, 9), 6: from(6, 8, 8)}},
		{name: "a short rest after the past", shifts: map[int]Shift{0: from(0, 8, 8)}, want: Load{Holidays: 1, ShortRests: 1},
			change: func(p *Problem) { p.People[0].Past = []rules.Shift{{Day: -1, Start: -500, End: -60, Paid: 440}} }},
		{name: "a day that was to be off", shifts: map[int]Shift{5: from(5, 9, 8)}, want: Load{Undesired: 1},
			change: func(p *Problem) { p.People[0].Preferences = []Preference{{Day: 5, Wish: WishOff, Weight: 1}} }},
		{name: "accounts without weight", shifts: map[int]Shift{3: from(3, 22, 8)}, change: func(p *Problem) { p.Fairness.Weights = Load{} }},
	} {
		p := counted(t)
		if c.change != nil {
			c.change(p)
		}
		r := Roster{Days: [][]Shift{make([]Shift, 7)}}
		for d, s := range c.shifts {
			r.Days[0][d] = s
		}
		if diff := cmp.Diff(c.want, Loads(p, r)[0]); diff != "" {
			t.Errorf("%s: burden (-want +got): %s", c.name, diff)
		}
	}
}

func TestThePriceOfABurdenFollowsTheContract(t *testing.T) {
	f := Fairness{Weights: Load{Nights: 2}}
	full, half := standing{past: Load{Nights: 10}, share: 1}, standing{past: Load{Nights: 5}, share: 0.5}
	// 2 x (11² - 10²) and 2 x (6² - 5²)/0.5: in proportion, half the night for half the contract.
	if got := f.fairness(full, Load{Nights: 1}); got != 42 {
		t.Errorf("one more night at ten costs %v, want 42", got)
	}
	if got := f.fairness(half, Load{Nights: 0.5}); got != 21 {
		t.Errorf("half a night for half a contract costs %v, want half of 42", got)
	}
}

func TestFairnessIsTheSumOfItsAccounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 3, days: 8, starts: 3, fairness: true})
		r := anyRoster(rt, p)
		sum := 0.0
		for _, cost := range FairnessByAccount(p, r) {
			sum += cost
		}
		if want := Evaluate(p, r).Fairness; math.Abs(sum-want) > 1e-9*(1+math.Abs(want)) {
			rt.Fatalf("accounts sum to %v, the objective says %v", sum, want)
		}
		turned := *p
		turned.People = slices.Clone(p.People)
		slices.Reverse(turned.People)
		back := Roster{Days: slices.Clone(r.Days)}
		slices.Reverse(back.Days)
		a, b := FairnessByAccount(p, r), FairnessByAccount(&turned, back)
		for k := range a {
			if math.Abs(a[k]-b[k]) > 1e-9*(1+math.Abs(a[k])) {
				rt.Fatalf("the price of account %d depends on the order of people: %v and %v", k, a, b)
			}
		}
	})
}

// anyRoster draws a roster, legal or not.
func anyRoster(rt *rapid.T, p *Problem) Roster {
	r := NewRoster(p)
	for i, row := range r.Days {
		for d := range row {
			if choices := everyShift(p, i, d); len(choices) > 0 {
				row[d] = choices[rapid.IntRange(0, len(choices)-1).Draw(rt, "shift")]
			}
		}
	}
	return r
}

func TestATangentNeverExceedsThePrice(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) (l Load) {
			for a := range l {
				l[a] = rapid.Float64Range(0, 9).Draw(rt, name)
			}
			return l
		}
		f := Fairness{Weights: draw("weight")}
		s := standing{past: draw("past"), share: rapid.Float64Range(0.1, 1).Draw(rt, "share")}
		slope, constant := f.tangent(s, draw("level"))
		load := draw("load")
		line := constant
		for a := range load {
			line += slope[a] * load[a]
		}
		if price := f.fairness(s, load); line > price+1e-6*(1+price) {
			rt.Fatalf("the tangent says %v for %v, the price is %v", line, load, price)
		}
	})
}

func TestMoreOfThePastNeverMakesMoreOfTheFuture(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 2, starts: 2, fairness: true})
		p.Groups, p.People[0].Groups = p.Groups[:1], []int{0}
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		// Two people alike in all but the nights they worked.
		p.People[1] = p.People[0]
		p.People[1].Code, p.People[1].Load = "other", p.People[0].Load.Plus(Load{Nights: 1}, float64(rapid.IntRange(1, 5).Draw(rt, "more")))
		p.Fairness.Weights, p.Fairness.PerPoint2 = Load{Nights: 5}, 0
		rows := everyLegalRow(p, 0)
		least, fewer, more := math.Inf(1), 0.0, 0.0
		for _, a := range rows {
			for _, b := range rows {
				r := Roster{Days: [][]Shift{a, b}}
				if cost := Evaluate(p, r).Total(); cost < least-1e-9 {
					loads := Loads(p, r)
					least, fewer, more = cost, loads[0][Nights], loads[1][Nights]
				}
			}
		}
		if more > fewer {
			rt.Fatalf("of all rosters the cheapest gives %v nights to who had more of them and %v to the other", more, fewer)
		}
	})
}

func TestTheSearchGivesNightsToThoseWhoHadFewer(t *testing.T) {
	p := nightProblem(t, "2026-01-12")
	p.Fairness = Fairness{Weights: Load{Nights: 50}, NightFrom: 22 * 60, NightTo: 30 * 60, NightMinutes: 60}
	p.People = []Person{p.People[0], p.People[0], p.People[0]}
	for i, code := range []string{"Ann", "Bob", "Cid"} {
		p.People[i].Code, p.People[i].Load[Nights] = code, float64(10*i)
	}
	got, err := Solve(context.Background(), p, few, nil)
	if err != nil {
		t.Fatal(err)
	}
	loads := Loads(p, got.Roster)
	for i := 1; i < len(loads); i++ {
		if loads[i][Nights] > loads[i-1][Nights] {
			t.Errorf("person %d with %d nights behind gets %v more, person %d gets %v", i, 10*i, loads[i][Nights], i-1, loads[i-1][Nights])
		}
	}
}
