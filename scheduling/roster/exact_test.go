package roster

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// few is a short search that counts moves, not time.
var few = Settings{Seed: 7, Threads: 2, Iterations: 400}

func TestOnePersonsRosterIsTheCheapestOfAllLegalOnes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 4, starts: 2, pauses: true})
		if found := p.Faults(); len(found) > 0 {
			rt.Skip("the drawn fixed shifts overlap: ", found)
		}
		least, count := math.Inf(1), 0
		for _, row := range everyLegalRow(p, 0) {
			count++
			least = min(least, Evaluate(p, Roster{Days: [][]Shift{row}}).Total())
		}
		got, err := Solve(context.Background(), p, few, nil)
		var infeasible *Infeasible
		switch {
		case errors.As(err, &infeasible):
			if count > 0 {
				rt.Fatalf("%v, but %d rows are legal\nproblem %+v", err, count, p)
			}
		case err != nil:
			rt.Fatal(err)
		case count == 0:
			rt.Fatalf("got a roster where none is legal: %+v", got.Roster.Days[0])
		case math.Abs(got.Cost.Total()-least) > 1e-6*(1+math.Abs(least)):
			rt.Fatalf("cost %v, the best of %d legal rows costs %v\nrow %+v", got.Cost.Total(), count, least, got.Roster.Days[0])
		case got.Bound > least+1e-6:
			rt.Fatalf("bound %v exceeds the optimum %v", got.Bound, least)
		}
	})
}

func TestFewDaysOfFreeStatesMatchTheVerifier(t *testing.T) {
	// Two weeks with one start a day: long enough for whole weeks, runs and
	// weekends, small enough to ask the verifier about every pattern of days.
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 9, starts: 1})
		p.People[0].Templates = p.People[0].Templates[:1]
		p.Groups, p.People[0].Groups = p.Groups[:1], []int{0}
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		legal := everyLegalRow(p, 0)
		m := newModel(p)
		w, accepted := m.people[0], 0
		row := make([]placed, m.days)
		var walk func(s state, d int)
		walk = func(s state, d int) {
			if d == m.days {
				accepted++
				return
			}
			for _, choice := range w.open(d) {
				row[d] = choice
				if next, ok := w.after(s, d, choice); ok {
					walk(next, d+1)
				}
			}
		}
		if w.possible() {
			walk(state{}, 0)
		}
		if accepted != len(legal) {
			rt.Fatalf("the automaton accepts %d rows, the verifier %d\nagreement %+v\nperson %+v", accepted, len(legal), p.Agreements[0], p.People[0])
		}
	})
}

// open lists what a worker may do on a day.
func (w *worker) open(d int) []placed {
	plan := &w.days[d]
	if plan.fixed != nil {
		return []placed{{arc: dayFixed}}
	}
	all := []placed{{arc: dayOff}}
	for _, a := range plan.arcs {
		all = append(all, placed{arc: int32(a.index)})
	}
	return all
}

func TestTwoPeoplesRostersAreLegalAndTheBoundHolds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 3, starts: 2, fairness: true})
		p.Groups = p.Groups[:1]
		for i := range p.People {
			p.People[i].Groups = []int{0}
		}
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		first, second := everyLegalRow(p, 0), everyLegalRow(p, 1)
		got, err := Solve(context.Background(), p, few, nil)
		if len(first) == 0 || len(second) == 0 {
			var infeasible *Infeasible
			if !errors.As(err, &infeasible) {
				rt.Fatalf("error %v; want *Infeasible", err)
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		least := math.Inf(1)
		for _, a := range first {
			for _, b := range second {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{a, b}}).Total())
			}
		}
		if diff := cmp.Diff([]rules.Violation(nil), Verify(p, got.Roster)); diff != "" {
			rt.Fatalf("violations: %s", diff)
		}
		if got.Cost.Total() < least-1e-6 {
			rt.Fatalf("cost %v below the optimum %v", got.Cost.Total(), least)
		}
		if got.Bound > least+1e-6*(1+math.Abs(least)) {
			rt.Fatalf("bound %v above the optimum %v", got.Bound, least)
		}
	})
}
