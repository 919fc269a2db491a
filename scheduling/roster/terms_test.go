package roster

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

func TestTermsSumToTheReportedCost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 7, starts: 3, pauses: true, fairness: rapid.Bool().Draw(rt, "fair")})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		if rapid.Bool().Draw(rt, "team") {
			p.TeamRules = []TeamRule{{Team: rules.Team{Code: "pair", Count: []int{0, 1}, Min: 2}, Soft: true}}
		}
		found, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 20}, nil)
		if err != nil {
			rt.Skip("no legal roster")
		}
		var by Cost
		for _, term := range Terms(p, found.Roster) {
			switch term.Kind {
			case TermUnder:
				by.Under += term.Cost
			case TermOver:
				by.Over += term.Cost
			case TermWish:
				by.Preference += term.Cost
			case TermFairness:
				by.Fairness += term.Cost
			case TermHours:
				by.Hours += term.Cost
			case TermTeam:
				by.Team += term.Cost
			}
		}
		if diff := cmp.Diff(found.Cost, by, nearly); diff != "" {
			rt.Fatalf("terms do not sum to the reported cost (-reported +terms) %s\nterms %+v", diff, Terms(p, found.Roster))
		}
	})
}

func TestTermsCountWhatTheyPrice(t *testing.T) {
	p := alone(t, func(*rules.Agreement, *Person, *Problem) {})
	p.People[0].Preferences = []Preference{{Day: 0, Wish: WishOff, Weight: 7}, {Day: 1, Wish: WishWork, Weight: 5}, {Day: 2, Wish: WishOff, Weight: 9}}
	p.People[0].HourCost = 2
	for i := range p.Groups[0].Required {
		p.Groups[0].Required[i] = 0
	}
	p.Groups[0].Required[2*24] = 3 // half an hour of the second day, midnight
	p.Groups[0].Price = Price{Under: []Step{{0, 10}}, Over: []Step{{0, 1}}}
	p.Fairness = Fairness{Weights: Load{Weekends: 4}}
	r := NewRoster(p)
	r.Days[0][0] = Shift{Template: NoTemplate, Start: 600, Minutes: 240}
	r.Days[0][5] = Shift{Template: NoTemplate, Start: 5*1440 + 600, Minutes: 120} // a Saturday
	want := []Term{
		{Kind: TermUnder, Amount: 1.5, Cost: 15},
		{Kind: TermOver, Amount: 6, Cost: 6},
		{Kind: TermWish, Wish: WishOff, Amount: 1, Cost: 7},
		{Kind: TermWish, Wish: WishWork, Amount: 1, Cost: 5},
		{Kind: TermFairness, Account: Weekends, Amount: 1, Cost: 4},
		{Kind: TermHours, Amount: 6, Cost: 12},
	}
	if diff := cmp.Diff(want, Terms(p, r), nearly); diff != "" {
		t.Errorf("terms (-want +got) %s", diff)
	}
	sum := 0.0
	for _, term := range Terms(p, r) {
		sum += term.Cost
	}
	if total := Evaluate(p, r).Total(); math.Abs(sum-total) > 1e-9 {
		t.Errorf("terms sum to %v, the roster costs %v", sum, total)
	}
}
