package roster

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// started returns a chain on a random problem, or nil where somebody has no
// legal roster.
func started(rt *rapid.T, s size) (*Problem, *chain) {
	p := drawProblem(rt, s)
	if len(p.Faults()) > 0 {
		rt.Skip("the drawn fixed shifts overlap")
	}
	m := newModel(p)
	rows, stuck, err := m.build(context.Background(), 3, Roster{})
	if err != nil {
		rt.Fatal(err)
	}
	if len(stuck) > 0 {
		return p, nil
	}
	return p, newChain(m, 3, 1, rows)
}

var crowd = size{people: 5, days: 12, starts: 3, pauses: true, fairness: true}

func TestAChainsCostIsItsRostersAfterAnyMoves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, c := started(rt, crowd)
		if c == nil {
			return
		}
		temperature := rapid.SampledFrom([]float64{0.01, 10, 1e6}).Draw(rt, "temperature")
		for range 40 {
			c.move(temperature)
		}
		if want := Evaluate(p, c.m.roster(c.rows)).Total(); math.Abs(c.cost-want) > 1e-6*(1+math.Abs(want)) {
			rt.Fatalf("kept cost %v, the roster costs %v", c.cost, want)
		}
		if want := Evaluate(p, c.m.roster(c.tops)).Total(); math.Abs(c.top-want) > 1e-6*(1+math.Abs(want)) || c.top > c.cost+1e-6 {
			rt.Fatalf("best cost %v, its roster costs %v, the present one %v", c.top, want, c.cost)
		}
		if found := Verify(p, c.m.roster(c.rows)); len(found) > 0 {
			rt.Fatalf("violation %+v after moves", found[0])
		}
	})
}

func TestRestoringBringsEverythingBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, c := started(rt, crowd)
		if c == nil {
			return
		}
		rows, states := cloneRows(c.rows), append([]state(nil), c.states[0]...)
		burden, counts := append([]Load(nil), c.burden...), append([]int32(nil), c.cover.count[0]...)
		people, a, b := c.neighbourhood()
		c.undo = c.undo[:0]
		for _, i := range people {
			c.clear(i, a, b)
		}
		for _, i := range people {
			if _, ok := c.insert(i, a, b, c.slope(i)); !ok {
				rt.Fatalf("person %d had legal days %d to %d, and now has none", i, a, b)
			}
		}
		c.restore()
		for what, diff := range map[string]string{
			"rows":   cmp.Diff(rows, c.rows, cmp.AllowUnexported(placed{})),
			"states": cmp.Diff(states, c.states[0], cmp.AllowUnexported(state{})),
			"burden": cmp.Diff(burden, c.burden), "people in cells": cmp.Diff(counts, c.cover.count[0]),
		} {
			if diff != "" {
				rt.Fatalf("%s: %s", what, diff)
			}
		}
	})
}

func TestANewWindowIsNeverDearerThanTheOldOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		alone := crowd
		alone.fairness = false // the programme is exact only without it
		_, c := started(rt, alone)
		if c == nil {
			return
		}
		i := rapid.IntRange(0, len(c.rows)-1).Draw(rt, "person")
		a := rapid.IntRange(0, c.m.days-1).Draw(rt, "a")
		b := rapid.IntRange(a+1, c.m.days).Draw(rt, "b")
		c.undo = c.undo[:0]
		delta := c.clear(i, a, b)
		change, ok := c.insert(i, a, b, Load{})
		if !ok || delta+change > 1e-6*(1+math.Abs(c.cost)) {
			rt.Fatalf("days %d to %d of person %d: found %v, change %v", a, b, i, ok, delta+change)
		}
	})
}

func TestPolishEndsWhereNobodyCanDoBetterAlone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		alone := crowd
		alone.fairness = false
		_, c := started(rt, alone)
		if c == nil {
			return
		}
		never := func() bool { return false }
		c.polish(50, never)
		cost := c.cost
		c.polish(1, never)
		if c.cost < cost-1e-6 {
			rt.Fatalf("another sweep took %v to %v", cost, c.cost)
		}
		c.polish(1, func() bool { return true })
		if c.cost != cost && c.cost > cost {
			rt.Fatalf("a stopped sweep raised %v to %v", cost, c.cost)
		}
	})
}

func TestWindowsLieInTheHorizonAndPeopleAreDistinct(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, c := started(rt, crowd)
		if c == nil {
			return
		}
		for range 50 {
			people, a, b := c.neighbourhood()
			if a < 0 || b > c.m.days || a >= b || len(people) == 0 || len(people) > 3 {
				rt.Fatalf("people %v, days %d to %d of %d", people, a, b, c.m.days)
			}
			seen := map[int]bool{}
			for _, i := range people {
				if seen[i] || i < 0 || i >= len(c.rows) {
					rt.Fatalf("people %v of %d", people, len(c.rows))
				}
				seen[i] = true
			}
		}
	})
}
