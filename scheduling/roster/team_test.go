package roster

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// drawTeams draws team rules over a problem's people.
func drawTeams(rt *rapid.T, p *Problem) []TeamRule {
	some := func(label string) []int {
		var who []int
		for i := range p.People {
			if rapid.Bool().Draw(rt, label) {
				who = append(who, i)
			}
		}
		if len(who) == 0 {
			who = []int{0}
		}
		return who
	}
	var list []TeamRule
	for k := range rapid.IntRange(1, 2).Draw(rt, "team rules") {
		t := TeamRule{Team: rules.Team{Code: fmt.Sprint("t", k), While: some("while"), Count: some("count"), Min: rapid.IntRange(0, 2).Draw(rt, "least"),
			Each: rapid.IntRange(0, 2).Draw(rt, "each")}, Soft: true, PerHour: float64(rapid.IntRange(1, 300).Draw(rt, "price"))}
		if t.Min == 0 {
			t.Each, t.Max = 0, rapid.SampledFrom([]int{rules.Nothing, 1}).Draw(rt, "most")
		}
		if rapid.Bool().Draw(rt, "hours") {
			from := 60 * rapid.IntRange(0, 23).Draw(rt, "from")
			to := from + 60*rapid.IntRange(1, 12).Draw(rt, "long")
			for d := -1; d < p.Grid.Days(); d++ {
				t.Windows = append(t.Windows, rules.Window{Day: d, Start: p.minuteAt(d, from), End: p.minuteAt(d, to)})
			}
		}
		list = append(list, t)
	}
	return list
}

func TestTeamRulesAreNeitherMispricedNorBeatenByTheBound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 2, starts: 2})
		p.TeamRules = drawTeams(rt, p)
		if found := p.Faults(); len(found) > 0 {
			rt.Skip("the drawn fixed shifts overlap: ", found)
		}
		got, err := Solve(context.Background(), p, few, nil)
		var infeasible *Infeasible
		if errors.As(err, &infeasible) {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		least := math.Inf(1)
		for _, one := range everyLegalRow(p, 0) {
			for _, other := range everyLegalRow(p, 1) {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{one, other}}).Total())
			}
		}
		switch {
		case got.Cost != Evaluate(p, got.Roster):
			rt.Fatalf("reported %+v, evaluated %+v", got.Cost, Evaluate(p, got.Roster))
		case got.Bound > least+1e-6*(1+math.Abs(least)):
			rt.Fatalf("bound %v exceeds the optimum %v\nrules %+v", got.Bound, least, p.TeamRules)
		case got.Cost.Total() < least-1e-6*(1+math.Abs(least)):
			rt.Fatalf("cost %v, but the best of all legal rosters costs %v\nrules %+v\nroster %+v", got.Cost, least, p.TeamRules, got.Roster)
		}
		for i := range p.People { // nobody alone can do better: a presence is priced exactly
			for _, row := range everyLegalRow(p, i) {
				other := got.Roster.Clone()
				other.Days[i] = row
				if better := Evaluate(p, other); better.Total() < got.Cost.Total()-1e-6*(1+math.Abs(least)) {
					rt.Fatalf("cost %v, but %v with another row of person %d: %+v\nrules %+v\nroster %+v", got.Cost, better, i, row, p.TeamRules, got.Roster)
				}
			}
		}
	})
}

func TestChainsAndDesksPriceTeamRulesAsTheVerifierDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 3, days: 5, starts: 2, pauses: true, fairness: true})
		p.TeamRules = drawTeams(rt, p)
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		m := newModel(p)
		rows, stuck, err := m.build(context.Background(), 1, Roster{})
		if err != nil || len(stuck) > 0 {
			rt.Skip("somebody has no legal row")
		}
		c := newChain(m, 1, 1, rows)
		for range 40 {
			c.move(50)
		}
		want := Evaluate(p, m.roster(c.rows))
		if math.Abs(c.cost-want.Total()) > 1e-6*(1+math.Abs(c.cost)) {
			rt.Fatalf("the chain says %v, the verifier %v\nrules %+v", c.cost, want, p.TeamRules)
		}
		desk, err := NewDesk(p, m.roster(c.rows))
		if err != nil {
			rt.Fatal(err)
		}
		i, d := rapid.IntRange(0, len(p.People)-1).Draw(rt, "who"), rapid.IntRange(0, p.Grid.Days()-1).Draw(rt, "day")
		all := everyShift(p, i, d)
		effect := desk.Apply(Move{i, d, all[rapid.IntRange(0, len(all)-1).Draw(rt, "shift")]})
		after := Evaluate(p, desk.Roster())
		if delta := after.Total() - want.Total(); math.Abs(effect.Cost.Total()-delta) > 1e-6*(1+math.Abs(delta)) || math.Abs(effect.Cost.Team-(after.Team-want.Team)) > 1e-6*(1+after.Team) {
			rt.Fatalf("the desk says %+v, evaluation %+v to %+v", effect.Cost, want, after)
		}
	})
}

// watch is a week round the clock with a need of one by night, two by day.
func watch(t *testing.T, people int) *Problem {
	t.Helper()
	g, err := gridOf("2026-05-04", 7)
	if err != nil {
		t.Fatal(err)
	}
	p := &Problem{Grid: g, Groups: []Group{{Code: "voice", Required: make([]float64, g.Len()), Price: DefaultPrice()}},
		Agreements: []rules.Agreement{{Code: "full", RestMinutes: 660, MaxConsecutiveDays: 5, WeekMinutes: rules.Range{Max: 2400}}},
		Templates: []shifts.Template{
			{Code: "D", Class: "D", EarliestStart: 6 * 60, LatestStart: 14 * 60, Step: 8 * 60, Lengths: []int{480}},
			{Code: "N", Class: "N", EarliestStart: 22 * 60, LatestStart: 22 * 60, Lengths: []int{480}}}}
	for i := 12; i < g.Len(); i++ { // whoever works in the first six hours began on the day before
		p.Groups[0].Required[i] = 1
	}
	for i := range people {
		p.People = append(p.People, Person{Code: fmt.Sprint("p", i), Agreement: 0, Templates: []int{0, 1}, Groups: []int{0}})
	}
	return p
}

// nightsOf are the hours from 22:00 to 06:00.
func nightsOf(p *Problem) []rules.Window {
	var list []rules.Window
	for d := -1; d < p.Grid.Days(); d++ {
		list = append(list, rules.Window{Day: d, Start: p.minuteAt(d, 22*60), End: p.minuteAt(d, 30*60)})
	}
	return list
}

func everyone(p *Problem) []int {
	var all []int
	for i := range p.People {
		all = append(all, i)
	}
	return all
}

func TestNobodyIsAloneByNightWhereThatCosts(t *testing.T) {
	p := watch(t, 10)
	p.TeamRules = []TeamRule{{Team: rules.Team{Code: "no lone night", While: everyone(p), Count: everyone(p), Min: 2, Windows: nightsOf(p)}}}
	got, err := Solve(context.Background(), p, Settings{Seed: 3, Threads: 2, Iterations: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := VerifyTeams(p, got.Roster); len(found) > 0 {
		t.Errorf("got %d broken hours, the first %+v; want none", len(found), found[0])
	}
	if got.Cost.Under > 0 {
		t.Errorf("missing people cost %v; want everything covered: nights need one, two keep the rule", got.Cost.Under)
	}
	if got.Bound > got.Cost.Total() {
		t.Errorf("bound %v above cost %v", got.Bound, got.Cost.Total())
	}
}

func TestSupervisorsMentorsAndSeparationsAreKept(t *testing.T) {
	p := watch(t, 10)
	p.TeamRules = []TeamRule{
		{Team: rules.Team{Code: "supervisor", While: everyone(p), Count: []int{0, 1, 2, 3, 4, 9}, Min: 1}},
		{Team: rules.Team{Code: "trainee", While: []int{8}, Count: []int{0, 5}, Min: 1}},
		{Team: rules.Team{Code: "apart", While: []int{6, 7}, Count: []int{6, 7}, Max: 1}},
	}
	got, err := Solve(context.Background(), p, Settings{Seed: 3, Threads: 2, Iterations: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := VerifyTeams(p, got.Roster); len(found) > 0 {
		t.Errorf("got %+v; want no broken rule", found)
	}
	if got.Cost.Under > 0 {
		t.Errorf("missing people cost %v; want everything covered", got.Cost.Under)
	}
}

func TestHardRulesThatNobodyCouldKeepAreRefusedBeforeSolving(t *testing.T) {
	p := watch(t, 2)
	p.TeamRules = []TeamRule{{Team: rules.Team{Code: "supervisor", While: []int{0, 1}, Min: 1}}}
	found := p.Unkeepable()
	if len(found) != 1 || found[0].Field != "team_rules[0].count" {
		t.Fatalf("got %v; want a fault of team_rules[0].count", found)
	}
	var invalid *Invalid
	if _, err := Solve(context.Background(), p, few, nil); !errors.As(err, &invalid) {
		t.Errorf("got %v; want it refused", err)
	}
	p.TeamRules[0].Soft = true
	if found := append(p.Faults(), p.Unkeepable()...); len(found) > 0 {
		t.Errorf("a soft rule: got %v; want nothing", found)
	}
}

func TestARepairCountsThoseWhoStay(t *testing.T) {
	p := watch(t, 10)
	p.TeamRules = []TeamRule{{Team: rules.Team{Code: "no lone night", While: everyone(p), Count: everyone(p), Min: 2, Windows: nightsOf(p)}}}
	built, err := Solve(context.Background(), p, Settings{Seed: 3, Threads: 2, Iterations: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	who := -1
	for i, row := range built.Roster.Days {
		if !row[2].Off() && p.class(row[2].Template) == "N" {
			who = i
		}
	}
	if who < 0 {
		t.Fatal("nobody works the third night")
	}
	plan, err := Repair(context.Background(), p, built.Roster, RepairOrder{Absent: []Away{{Person: who, First: 2, Last: 2, Paid: -1}}},
		RepairSettings{Seed: 1, Weights: DefaultRepairWeights(), MostPeople: 3})
	if err != nil {
		t.Fatal(err)
	}
	best := plan.Alternatives[len(plan.Alternatives)-1]
	if found := VerifyTeams(p, best.Roster); len(found) > 0 {
		t.Errorf("the last of %d alternatives leaves somebody alone: %+v", len(plan.Alternatives), found)
	}
}
