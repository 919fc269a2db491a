package roster

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// small is a centre that a search of a moment can roster.
var small = centre{people: 12, days: 14, minutes: 30, groups: 2, load: 1, seed: 3}

func TestEveryRosterIsLegalAndCostsWhatItSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 4, days: 10, starts: 3, pauses: true, fairness: true})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		last := Incumbent{}
		r, err := Solve(context.Background(), p, Settings{Seed: 5, Threads: 2, Iterations: 80}, func(n Incumbent) { last = n })
		var infeasible *Infeasible
		if errors.As(err, &infeasible) {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		if found := Verify(p, r.Roster); len(found) > 0 {
			rt.Fatalf("violation %+v: %s\nrow %+v", found[0], found[0], r.Roster.Days[found[0].Person])
		}
		if diff := cmp.Diff(Evaluate(p, r.Roster), r.Cost); diff != "" {
			rt.Fatalf("reported cost is not the roster's: %s", diff)
		}
		if r.Bound > r.Cost.Total()+1e-6*(1+math.Abs(r.Cost.Total())) {
			rt.Fatalf("bound %v above the cost %v", r.Bound, r.Cost.Total())
		}
		if last.Phase != Finished || last.Fraction != 1 || last.Cost != r.Cost {
			rt.Fatalf("the last report is %+v, want the result", last)
		}
	})
}

func TestTheSameSeedGivesTheSameRoster(t *testing.T) {
	p := centreProblem(t, small)
	for _, threads := range []int{1, 2, 3} {
		s := Settings{Seed: 11, Threads: threads, Iterations: 120}
		first, err := Solve(context.Background(), p, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		second, err := Solve(context.Background(), p, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("%d threads: two equal searches differ: %s", threads, diff)
		}
	}
}

func TestSearchImprovesAndTheBoundCloses(t *testing.T) {
	p := centreProblem(t, small)
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Threads: 2, Iterations: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != Limited || r.Iterations < 8000 {
		t.Errorf("status %s after %d moves, want %s after 8000", r.Status, r.Iterations, Limited)
	}
	if r.Gap() > 0.15 {
		t.Errorf("cost %v bound %v: gap %v, want at most 0.15", r.Cost.Total(), r.Bound, r.Gap())
	}
	for i := 1; i < len(r.History); i++ {
		if a, b := r.History[i-1].Cost.Total(), r.History[i].Cost.Total(); b >= a {
			t.Errorf("history rises from %v to %v", a, b)
		}
	}
}

func TestCancelReturnsTheBestSoFar(t *testing.T) {
	p := centreProblem(t, small)
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Solve(ctx, p, Settings{Seed: 1, Iterations: 1 << 40}, func(n Incumbent) {
		switch n.Phase {
		case Improving:
			cancel()
		case Building:
			go cancel() // while the first round runs
		}
	})
	if err != nil || r.Status != Cancelled {
		t.Fatalf("status %q, error %v; want %q", r.Status, err, Cancelled)
	}
	if found := Verify(p, r.Roster); len(found) > 0 {
		t.Errorf("violation %+v", found[0])
	}
	if _, err := Solve(ctx, p, Settings{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before the first roster: error %v, want %v", err, context.Canceled)
	}
}

func TestTheClockEndsTheSearch(t *testing.T) {
	// A clock that goes on a little at every look, whoever looks.
	ticks := make(chan time.Duration, 1)
	ticks <- 0
	clock := func() time.Duration {
		at := <-ticks
		ticks <- at + time.Millisecond
		return at
	}
	r, err := Solve(context.Background(), centreProblem(t, small), Settings{Seed: 1, Threads: 2, TimeLimit: time.Second, Elapsed: clock}, nil)
	if err != nil || r.Status != Limited {
		t.Fatalf("status %q, error %v; want %q", r.Status, err, Limited)
	}
	if math.IsInf(r.Bound, -1) {
		t.Error("no bound was found within the time")
	}
}

func TestSearchBeginsFromAGivenRoster(t *testing.T) {
	p := centreProblem(t, small)
	good, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 800}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Solve(context.Background(), p, Settings{Seed: 2, Iterations: 40, Start: good.Roster}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Cost.Total() > good.Cost.Total()+1e-9 {
		t.Errorf("begun at %v, ended at %v", good.Cost.Total(), again.Cost.Total())
	}
	broken := good.Roster.Clone()
	for d := range broken.Days[0] {
		broken.Days[0][d] = Shift{}
	}
	mended, err := Solve(context.Background(), p, Settings{Seed: 2, Iterations: 40, Start: broken}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := Verify(p, mended.Roster); len(found) > 0 {
		t.Errorf("a start that breaks a rule is not mended: %+v", found[0])
	}
}

func TestSearchStopsWhenNothingIsLeftToProve(t *testing.T) {
	p := centreProblem(t, centre{people: 3, days: 7, minutes: 30, groups: 1, load: 1, seed: 1})
	p.Groups[0].Required = make([]float64, p.Grid.Len())
	p.Groups[0].Price = Price{}
	p.Fairness = Fairness{}
	for i := range p.People {
		p.People[i].Preferences = nil
	}
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != Optimal || r.Cost.Total() != 0 || r.Gap() != 0 {
		t.Errorf("status %s cost %v gap %v, want an optimum of 0", r.Status, r.Cost.Total(), r.Gap())
	}
}

func TestOvernightShiftsBelongToTheirDayAcrossClockChanges(t *testing.T) {
	for _, first := range []string{"2026-03-27", "2026-10-23"} {
		p := nightProblem(t, first)
		r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 200}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if found := Verify(p, r.Roster); len(found) > 0 {
			t.Errorf("%s: violation %+v %s", first, found[0], found[0])
		}
		for d, s := range r.Roster.Days[0] {
			if s.Off() {
				continue
			}
			at := p.Grid.Start(0).Add(time.Duration(s.Start) * time.Minute).In(p.Grid.Location())
			if at.Hour() != 22 || at.Day() != p.Grid.Date(d).Day || s.Minutes != 480 || s.Paid() != 480 {
				t.Errorf("%s day %d: starts %s, %d minutes; want 22:00 of that day, 480", first, d, at, s.Minutes)
			}
		}
		if night := r.Roster.Days[0][1]; night.Off() {
			t.Errorf("%s: nobody works the night in which the clocks change", first)
		}
	}
}

// nightProblem is one person, three nights, 22:00 to 06:00 of real time.
func nightProblem(t *testing.T, first string) *Problem {
	t.Helper()
	p := centreProblem(t, centre{people: 1, days: 14, minutes: 30, groups: 1, load: 1, seed: 1})
	g, err := gridOf(first, 3)
	if err != nil {
		t.Fatal(err)
	}
	p.Grid = g
	p.Groups[0].Required = make([]float64, g.Len())
	for i := range p.Groups[0].Required {
		p.Groups[0].Required[i] = 1
	}
	p.Templates = p.Templates[:1]
	p.Templates[0].EarliestStart, p.Templates[0].LatestStart, p.Templates[0].Step = 22*60, 22*60, 0
	p.Templates[0].Lengths, p.Templates[0].Pauses = []int{480}, nil
	p.Agreements = []rules.Agreement{{Code: "night", RestMinutes: 15 * 60}}
	p.People = []Person{{Code: "Ann", Templates: []int{0}, Groups: []int{0}}}
	return p
}
