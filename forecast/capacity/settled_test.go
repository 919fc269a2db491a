package capacity_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// decided draws plans of one group whose proposal is exact: no overtime, whose pay
// the search takes as fixed, and nobody who moves.
func decided() *rapid.Generator[*capacity.Plan] {
	return rapid.Custom(func(t *rapid.T) *capacity.Plan {
		p := tranched().Draw(t, "plan")
		p.Groups, p.Transfers = p.Groups[:1], nil
		g := &p.Groups[0]
		g.Overtime, g.Lead = capacity.Overtime{}, rapid.IntRange(0, 4).Draw(t, "lead")
		return p
	})
}

// step is one decision changed.
type step struct {
	what string
	plan *capacity.Plan
}

// steps are the plans one decision away that the limits allow: one person more, one
// fewer, none, or the fewest where there was nobody.
func steps(p *capacity.Plan, most float64) []step {
	var out []step
	g := &p.Groups[0]
	for week := range p.Weeks {
		now := hiredIn(g, week)
		for _, n := range []float64{now + 1, now - 1, 0} {
			if n == now || n < 0 || n > most || week < g.Lead {
				continue
			}
			out = append(out, step{fmt.Sprintf("%g instead of %g hired in week %d", n, now, week), withHires(p, week, n)})
		}
	}
	for v, vendor := range g.Vendors {
		for week := vendor.Lead; week < p.Weeks; week++ {
			now := takenIn(g, v, week)
			for _, n := range []float64{max(now+1, math.Ceil(vendor.Min)), now - 1, 0} {
				if n == now || n < 0 || n > vendor.Max || n > 0 && n < vendor.Min {
					continue
				}
				out = append(out, step{fmt.Sprintf("%g instead of %g of %s in week %d", n, now, vendor.Name, week), withTranche(p, v, week, n)})
			}
		}
	}
	return out
}

func hiredIn(g *capacity.Group, week int) (people float64) {
	for _, h := range g.Hires {
		if h.Week == week {
			people += h.People
		}
	}
	return people
}

func takenIn(g *capacity.Group, vendor, week int) (people float64) {
	for _, x := range g.Tranches {
		if x.Vendor == vendor && x.Week == week {
			people += x.People
		}
	}
	return people
}

func withHires(p *capacity.Plan, week int, people float64) *capacity.Plan {
	return changed(p, func(_ int, g *capacity.Group) {
		g.Hires = slices.DeleteFunc(g.Hires, func(h capacity.Hire) bool { return h.Week == week })
		g.Hires = append(g.Hires, capacity.Hire{Week: week, People: people})
	})
}

func withTranche(p *capacity.Plan, vendor, week int, people float64) *capacity.Plan {
	return changed(p, func(_ int, g *capacity.Group) {
		g.Tranches = slices.DeleteFunc(g.Tranches, func(x capacity.Tranche) bool { return x.Vendor == vendor && x.Week == week })
		g.Tranches = append(g.Tranches, capacity.Tranche{Vendor: vendor, Week: week, People: people})
	})
}

// TestNoSingleStepSavesAnythingOnAProposal: it leaves no hour missing that one
// person more would have closed for less, and takes nobody it could do without.
func TestNoSingleStepSavesAnythingOnAProposal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := decided().Draw(t, "plan")
		most := float64(rapid.IntRange(1, 12).Draw(t, "most hires"))
		plan, _ := propose(t, p, capacity.ProposalOptions{MostHires: most, ShortHour: missingHour})
		have := weighed(t, plan)
		// a line of money is rounded each week, and a step must be worth its while
		tolerance := float64(2*p.Weeks) + 2e-6*have
		for _, s := range steps(plan, most) {
			if with := weighed(t, s.plan); with < have-tolerance {
				t.Fatalf("%s weighs %.0f; the proposal %.0f\nhires %v\ntranches %v", s.what, with, have, plan.Groups[0].Hires, plan.Groups[0].Tranches)
			}
		}
	})
}

// TestDearerMissingHoursNeverLeaveMoreOfThem, for which more may be paid.
func TestDearerMissingHoursNeverLeaveMoreOfThem(t *testing.T) {
	for _, c := range []struct {
		short int64
		want  capacity.Proposal
	}{
		// ten people are missing for five weeks, 300 hours each: 1500 hours. A tranche
		// of one is for four weeks 120 hours and costs 800.00, 6.67 an hour.
		{short: 6_00, want: capacity.Proposal{Cost: 100 * 100_00 * 20, ShortHours: 1500}},
		{short: 7_00, want: capacity.Proposal{Tranches: []capacity.Tranche{{Week: 8, People: 10}}, Cost: 100*100_00*20 + 10*800_00, ShortHours: 300}},
		{short: 27_00, want: capacity.Proposal{
			Tranches: []capacity.Tranche{{Week: 8, People: 10}, {Week: 12, People: 10}}, Cost: 100*100_00*20 + 20*800_00, ShortHours: 0,
		}},
	} {
		p := growing()
		g := &p.Groups[0]
		for w := 13; w < 20; w++ {
			g.Required[w] = 3000
		}
		g.Lead = 20 // nobody can be hired
		g.Vendors = []capacity.Vendor{{Name: "north", Max: 50, Weeks: 4, Hours: 30, Price: 200_00}}
		_, got := propose(t, p, capacity.ProposalOptions{ShortHour: c.short})
		if got.Cost != c.want.Cost || math.Abs(got.ShortHours-c.want.ShortHours) > 1e-6 || len(got.Tranches) != len(c.want.Tranches) {
			t.Errorf("a missing hour at %d: %+v; want %+v", c.short, got, c.want)
		}
	}
}

// TestTheCheaperOfTwoVendorsIsAsked, and the dearer one for what it has no room for
// or no time.
func TestTheCheaperOfTwoVendorsIsAsked(t *testing.T) {
	plan := func(north, south capacity.Vendor) *capacity.Plan {
		p := small(4)
		g := &p.Groups[0]
		g.Lead = 4 // nobody can be hired
		g.Required = flat(3300, 4)
		north.Name, north.Weeks, north.Hours = "north", 4, 30
		south.Name, south.Weeks, south.Hours = "south", 4, 30
		g.Vendors = []capacity.Vendor{north, south}
		return p
	}
	for name, c := range map[string]struct {
		north, south capacity.Vendor
		want         []capacity.Tranche
	}{
		"the first":            {capacity.Vendor{Max: 20, Price: 90_00}, capacity.Vendor{Max: 20, Price: 95_00}, []capacity.Tranche{{Vendor: 0, People: 10}}},
		"the second":           {capacity.Vendor{Max: 20, Price: 95_00}, capacity.Vendor{Max: 20, Price: 90_00}, []capacity.Tranche{{Vendor: 1, People: 10}}},
		"no room":              {capacity.Vendor{Max: 6, Price: 90_00}, capacity.Vendor{Max: 20, Price: 95_00}, []capacity.Tranche{{Vendor: 0, People: 6}, {Vendor: 1, People: 4}}},
		"too many at least":    {capacity.Vendor{Min: 18, Max: 20, Price: 90_00}, capacity.Vendor{Max: 20, Price: 95_00}, []capacity.Tranche{{Vendor: 1, People: 10}}},
		"far cheaper all over": {capacity.Vendor{Min: 18, Max: 20, Price: 40_00}, capacity.Vendor{Max: 20, Price: 95_00}, []capacity.Tranche{{Vendor: 0, People: 18}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := propose(t, plan(c.north, c.south), capacity.ProposalOptions{})
			equal(t, "tranches", got.Tranches, c.want)
			equal(t, "short hours", got.ShortHours, 0.0)
		})
	}
}
