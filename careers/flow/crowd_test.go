package flow

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// Whole people keep to the same rules as averages do: no more in a rung than its cap,
// nobody lost, and the same seed the same lives.
func TestACrowdKeepsToCapsAndLosesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &Model{
			Rungs: []Rung{
				{HR: Known(1), Promote: 0.6, Cap: float64(rapid.IntRange(20, 40).Draw(t, "first cap")), Holders: []Holders{{Count: rapid.Float64Range(0, 20).Draw(t, "people"), Tenure: 2}}},
				{HR: Known(0.8), Dwell: 2, Promote: 0.4, Cap: rapid.Float64Range(10, 14).Draw(t, "cap"), Holders: []Holders{{Count: 9.5, Dwell: 3, Tenure: 9}}},
				{HR: Known(0.5), Cap: 3, Holders: []Holders{{Count: 2, Dwell: 3, Tenure: 40}}},
			},
			Hazard: []Band{{Hazard: rapid.Float64Range(0, 0.3).Draw(t, "hazard")}}, Stall: Stall{From: 9, HR: Known(1.5)}, Recent: Recent{Months: 3, HR: Known(1.2)},
			Sources:  []Source{{Name: "a", Share: 1, HR: Known(1)}, {Name: "b", Share: 2, HR: Known(0.7), Cost: 5}},
			Hiring:   Hiring{Policy: rapid.SampledFrom([]Policy{Replace, Fixed}).Draw(t, "policy"), PerMonth: []float64{rapid.Float64Range(0, 9).Draw(t, "hires")}},
			Learning: Learning{Start: 0.5, Tau: 2}, Longest: 24,
		}
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		seed := rapid.Uint64().Draw(t, "seed")
		c := gather(m, rand.New(rand.NewPCG(seed, 1)))
		before := len(c.people)
		for month := range 20 {
			f := c.live(1)
			if want := before - int(f.Exits) + int(f.Hires); len(c.people) != want || f.Headcount != float64(want) {
				t.Fatalf("month %d: %d people, want %d", month, len(c.people), want)
			}
			before = len(c.people)
			count := make([]int, len(m.Rungs))
			for _, p := range c.people {
				count[p.rung]++
			}
			for r, n := range count {
				if n != c.size[r] || float64(n) > m.Rungs[r].Cap {
					t.Fatalf("month %d: %d people in rung %d, counted as %d, cap %g", month, n, r, c.size[r], m.Rungs[r].Cap)
				}
			}
			if f.Effective > f.Headcount+1e-9 {
				t.Fatalf("month %d: %g of full output among %g", month, f.Effective, f.Headcount)
			}
		}
		again := gather(m, rand.New(rand.NewPCG(seed, 1)))
		for range 20 {
			again.live(1)
		}
		if len(again.people) != len(c.people) {
			t.Fatalf("the same seed: %d people, then %d", len(c.people), len(again.people))
		}
	})
}

// Fractions of people are right on average.
func TestFractionsOfPeopleAreRoundedByChance(t *testing.T) {
	c := &crowd{random: rand.New(rand.NewPCG(1, 2))}
	sum := 0
	for range 20_000 {
		n := c.whole(2.3)
		if n != 2 && n != 3 {
			t.Fatalf("2.3 people are %d", n)
		}
		sum += n
	}
	if mean := float64(sum) / 20_000; math.Abs(mean-2.3) > 0.02 {
		t.Errorf("2.3 people are %g on average", mean)
	}
}
