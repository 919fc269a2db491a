package capacity_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// TestNobodyAppearsOrIsLostHoweverPeopleMove: the balance holds by group and week
// with transfers in circles and chains, and who moves is neither hired nor gone.
func TestNobodyAppearsOrIsLostHoweverPeopleMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		r := compute(t, p)
		began := 0.0
		for i := range p.Groups {
			for _, c := range p.Groups[i].Starting {
				began += c.People
			}
		}
		hired, left := 0.0, 0.0
		for w := range p.Weeks {
			for _, g := range append(slices.Clone(r.Groups), r.Total) {
				near(t, fmt.Sprintf("%q at the end of week %d", g.Name, w), g.End[w], g.Start[w]+g.Hires[w]+g.In[w]-g.Out[w]-g.Leavers[w])
				if g.Training[w] > g.Start[w]+g.Hires[w]+g.In[w]-g.Out[w]+1e-6 {
					t.Errorf("%q week %d: %g in training of fewer people", g.Name, w, g.Training[w])
				}
			}
			near(t, fmt.Sprintf("who come and go between groups in week %d", w), r.Total.In[w], r.Total.Out[w])
			hired, left = hired+r.Total.Hires[w], left+r.Total.Leavers[w]
			near(t, fmt.Sprintf("all people at the end of week %d", w), r.Total.End[w], began+hired-left)
		}
	})
}

// TestWhereAllLeaveAlikeItDoesNotMatterWhoMoves: with one chance for everybody
// transfers change where people are, and not how many.
func TestWhereAllLeaveAlikeItDoesNotMatterWhoMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chance := steady(rapid.Float64Range(0, 0.2).Draw(t, "chance"))
		p := changed(busy().Draw(t, "plan"), func(_ int, g *capacity.Group) { g.Hazard = chance })
		stay := *p
		stay.Transfers = nil
		moved, stayed := compute(t, p), compute(t, &stay)
		sameWeeks(t, "all people at the end", moved.Total.End, stayed.Total.End, p.Weeks)
		sameWeeks(t, "all leavers", moved.Total.Leavers, stayed.Total.Leavers, p.Weeks)
	})
}

// TestTheOrderAndNamesOfGroupsChangeNothing but where their figures stand.
func TestTheOrderAndNamesOfGroupsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		places := make([]int, len(p.Groups))
		for i := range places {
			places[i] = i
		}
		to := rapid.Permutation(places).Draw(t, "places")
		r, again := compute(t, p), compute(t, relabelled(p, to))
		for i := range p.Groups {
			want, got := r.Groups[i], again.Groups[to[i]]
			want.Name = got.Name
			equal(t, fmt.Sprintf("group %d at place %d", i, to[i]), got, want)
		}
		sameWeeks(t, "all people", again.Total.End, r.Total.End, p.Weeks)
		sameWeeks(t, "the whole gap", again.Total.GapHours, r.Total.GapHours, p.Weeks)
		equal(t, "the whole money", again.Total.Money, r.Total.Money)
	})
}

// relabelled puts group i at place to[i] under another name.
func relabelled(p *capacity.Plan, to []int) *capacity.Plan {
	out := *p
	out.Groups, out.Transfers = make([]capacity.Group, len(p.Groups)), slices.Clone(p.Transfers)
	for i, g := range p.Groups {
		g.Name = fmt.Sprint("renamed ", i)
		out.Groups[to[i]] = g
	}
	for i := range out.Transfers {
		x := &out.Transfers[i]
		x.From, x.To = to[x.From], to[x.To]
	}
	return &out
}

// TestAProposalDoesNotDependOnTheOrderOfGroups.
func TestAProposalDoesNotDependOnTheOrderOfGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tranched().Draw(t, "plan")
		to := make([]int, len(p.Groups)) // the last first
		for i := range to {
			to[i] = len(to) - 1 - i
		}
		plan, _ := propose(t, p, capacity.ProposalOptions{ShortHour: missingHour})
		again, _ := propose(t, relabelled(p, to), capacity.ProposalOptions{ShortHour: missingHour})
		for i := range p.Groups {
			equal(t, "hires", again.Groups[to[i]].Hires, plan.Groups[i].Hires)
			equal(t, "tranches", again.Groups[to[i]].Tranches, plan.Groups[i].Tranches)
		}
	})
}

// TestWhatComesLaterChangesNothingBefore: the first weeks of a plan are what they
// are in a plan of these weeks alone.
func TestWhatComesLaterChangesNothingBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		weeks := rapid.IntRange(1, p.Weeks).Draw(t, "weeks that count")
		short := changed(p, func(_ int, g *capacity.Group) {
			g.Required = g.Required[:weeks]
			g.Shrinkage = slices.Clone(g.Shrinkage)
			for i := range g.Shrinkage {
				s := &g.Shrinkage[i]
				s.Share = s.Share[:min(weeks, len(s.Share))]
			}
			g.Hires = slices.DeleteFunc(g.Hires, func(h capacity.Hire) bool { return h.Week >= weeks })
			g.Tranches = slices.DeleteFunc(g.Tranches, func(x capacity.Tranche) bool { return x.Week >= weeks })
		})
		short.Weeks = weeks
		short.Transfers = slices.DeleteFunc(slices.Clone(p.Transfers), func(x capacity.Transfer) bool { return x.Week >= weeks })
		long, alone := compute(t, p), compute(t, short)
		for i := range p.Groups {
			equal(t, "people", alone.Groups[i].End, long.Groups[i].End[:weeks])
			equal(t, "worth", alone.Groups[i].Worth, long.Groups[i].Worth[:weeks])
			equal(t, "gap", alone.Groups[i].Gap, long.Groups[i].Gap[:weeks])
			equal(t, "cost", alone.Groups[i].Cost, long.Groups[i].Cost[:weeks])
		}
	})
}

// TestTwiceOfEverythingIsTwiceTheResult: a plan has no size of its own.
func TestTwiceOfEverythingIsTwiceTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		twice := changed(p, func(_ int, g *capacity.Group) {
			g.Required, g.Starting, g.Vendors = slices.Clone(g.Required), slices.Clone(g.Starting), slices.Clone(g.Vendors)
			for w := range g.Required {
				g.Required[w] *= 2
			}
			for i := range g.Starting {
				g.Starting[i].People *= 2
			}
			for i := range g.Hires {
				g.Hires[i].People *= 2
			}
			for i := range g.Vendors {
				g.Vendors[i].Max *= 2
			}
			for i := range g.Tranches {
				g.Tranches[i].People *= 2
			}
		})
		twice.Transfers = slices.Clone(p.Transfers)
		for i := range twice.Transfers {
			twice.Transfers[i].People *= 2
		}
		one, two := compute(t, p), compute(t, twice)
		for i := range p.Groups {
			a, b := one.Groups[i], two.Groups[i]
			for w := range p.Weeks {
				near(t, fmt.Sprintf("people at the end of week %d", w), b.End[w], 2*a.End[w])
				near(t, fmt.Sprintf("overtime of week %d", w), b.OvertimeHours[w], 2*a.OvertimeHours[w])
				near(t, fmt.Sprintf("vendors' hours of week %d", w), b.VendorHours[w], 2*a.VendorHours[w])
				if off := b.Cost[w] - 2*a.Cost[w]; off < -8 || off > 8 { // five lines, each rounded
					t.Errorf("week %d costs %d; want twice %d", w, b.Cost[w], a.Cost[w])
				}
			}
		}
	})
}

// TestEveryLineOfMoneyAddsUpOverGroupsAndMonths to the last unit.
func TestEveryLineOfMoneyAddsUpOverGroupsAndMonths(t *testing.T) {
	lines := map[string]func(*capacity.GroupResult) []int64{
		"pay":      func(g *capacity.GroupResult) []int64 { return g.Pay },
		"hiring":   func(g *capacity.GroupResult) []int64 { return g.Hiring },
		"training": func(g *capacity.GroupResult) []int64 { return g.TrainingCost },
		"overtime": func(g *capacity.GroupResult) []int64 { return g.OvertimePay },
		"vendors":  func(g *capacity.GroupResult) []int64 { return g.VendorCost },
		"cost":     func(g *capacity.GroupResult) []int64 { return g.Cost },
		"gap":      func(g *capacity.GroupResult) []int64 { return g.GapMoney },
	}
	total := func(values []int64) (sum int64) {
		for _, v := range values {
			sum += v
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		r := compute(t, busy().Draw(t, "plan"))
		months := r.Months()
		for name, of := range lines {
			all := int64(0)
			for i := range r.Groups {
				weeks := total(of(&r.Groups[i]))
				all += weeks
				if by := total(of(&months.Groups[i])); by != weeks {
					t.Errorf("%s of group %d: %d by week, %d by month", name, i, weeks, by)
				}
			}
			if got := total(of(&r.Total)); got != all {
				t.Errorf("%s: %d in all, the groups %d", name, got, all)
			}
			if got := total(of(&months.Total)); got != all {
				t.Errorf("%s: %d over all months, the groups %d", name, got, all)
			}
		}
	})
}
