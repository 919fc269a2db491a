package capacity_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// alone is a busy plan without transfers, which take no more than there are, so
// that fewer people somewhere may be more elsewhere.
func alone(t *rapid.T) *capacity.Plan {
	p := busy().Draw(t, "plan")
	p.Transfers = nil
	return p
}

// TestMoreAttritionNeverLeavesMorePeople nor more experienced ones, in any week,
// whichever bands it is in.
func TestMoreAttritionNeverLeavesMorePeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := alone(t)
		more := rapid.SliceOfN(rapid.Float64Range(0, 0.5), 2, 2).Draw(t, "more attrition")
		worse := changed(p, func(_ int, g *capacity.Group) {
			g.Attrition = slices.Clone(g.Attrition)
			for i := range g.Attrition {
				g.Attrition[i].Yearly += more[i] * (1 - g.Attrition[i].Yearly)
			}
		})
		before, after := compute(t, p), compute(t, worse)
		for i := range p.Groups {
			atMost(t, "people", after.Groups[i].End, before.Groups[i].End)
			atMost(t, "worth", after.Groups[i].Worth, before.Groups[i].Worth)
			atMost(t, "own hours", after.Groups[i].OwnHours, before.Groups[i].OwnHours)
		}
	})
}

// TestHiringLaterNeverGivesMorePeopleEarlier: until the class begins nothing
// changes, and while it is awaited there are fewer.
func TestHiringLaterNeverGivesMorePeopleEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := alone(t)
		first := weekOf(t, p)
		then := rapid.IntRange(first, p.Weeks-1).Draw(t, "later week")
		class := rapid.Float64Range(0, 60).Draw(t, "people of the class")
		in := func(week int) capacity.GroupResult {
			return compute(t, changed(p, func(i int, g *capacity.Group) {
				if i == 0 {
					g.Hires = append(g.Hires, capacity.Hire{Week: week, People: class})
				}
			})).Groups[0]
		}
		early, late := in(first), in(then)
		sameWeeks(t, "people before either", late.End, early.End, first)
		atMost(t, "people while the class is awaited", late.End[:then], early.End[:then])
		trained := min(p.Weeks, then+p.Groups[0].Training.Weeks)
		atMost(t, "hours before the class is trained", late.OwnHours[:trained], early.OwnHours[:trained])
	})
}

// TestNobodyIsWorthMoreThanAHeadOfFullProductivity where the curve stays below it
// and new people are no faster.
func TestNobodyIsWorthMoreThanAHeadOfFullProductivity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		curve := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 6).Draw(t, "productivity")
		handle := rapid.SliceOfN(rapid.Float64Range(1, 3), 0, 6).Draw(t, "handle time")
		p = changed(p, func(_ int, g *capacity.Group) { g.Training.Productivity, g.Training.Handle = curve, handle })
		for _, g := range compute(t, p).Groups {
			working := make([]float64, p.Weeks)
			for w := range working {
				working[w] = g.Start[w] + g.Hires[w] + g.In[w] - g.Out[w] - g.Training[w]
			}
			atMost(t, g.Name+": worth, of those who work", g.Worth, working)
		}
	})
}

// TestASteeperCurveNeverGivesFewerHours.
func TestASteeperCurveNeverGivesFewerHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		slow := rapid.SliceOfN(rapid.Float64Range(0, 1), 4, 4).Draw(t, "productivity")
		fast := make([]float64, 4)
		for i := range fast {
			fast[i] = slow[i] + rapid.Float64Range(0, 1-slow[i]).Draw(t, "faster by")
		}
		with := func(curve []float64) *capacity.Result {
			return compute(t, changed(p, func(_ int, g *capacity.Group) { g.Training.Productivity = curve }))
		}
		a, b := with(slow), with(fast)
		for i := range p.Groups {
			atMost(t, "own hours", a.Groups[i].OwnHours, b.Groups[i].OwnHours)
			equal(t, "people", b.Groups[i].End, a.Groups[i].End)
		}
	})
}

// TestMoreShrinkageLeavesFewerHoursAndAsksForMorePeople, in or out of the office.
func TestMoreShrinkageLeavesFewerHoursAndAsksForMorePeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		lost := capacity.Shrinkage{Name: "more", InOffice: rapid.Bool().Draw(t, "in the office"), Share: []float64{rapid.Float64Range(0, 0.2).Draw(t, "more")}}
		less, more := compute(t, p), compute(t, changed(p, func(_ int, g *capacity.Group) { g.Shrinkage = append(slices.Clone(g.Shrinkage), lost) }))
		for i := range p.Groups {
			a, b := less.Groups[i], more.Groups[i]
			atMost(t, "own hours", b.OwnHours, a.OwnHours)
			atMost(t, "gap hours", b.GapHours, a.GapHours)
			atMost(t, "people required", a.Required, b.Required)
			equal(t, "people there", b.End, a.End)
			equal(t, "pay", b.Pay, a.Pay)
		}
	})
}

// TestMoreOvertimeNeverLeavesALargerGap and is paid for.
func TestMoreOvertimeNeverLeavesALargerGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		caps := []float64{rapid.Float64Range(0, 1).Draw(t, "cap"), rapid.Float64Range(0, 1).Draw(t, "other cap")}
		slices.Sort(caps)
		with := func(limit float64) *capacity.Result {
			return compute(t, changed(p, func(_ int, g *capacity.Group) { g.Overtime.Cap = limit }))
		}
		a, b := with(caps[0]), with(caps[1])
		for i := range p.Groups {
			atMost(t, "overtime", a.Groups[i].OvertimeHours, b.Groups[i].OvertimeHours)
			atMost(t, "gap hours", a.Groups[i].GapHours, b.Groups[i].GapHours)
			for w := range p.Weeks {
				if a.Groups[i].Cost[w] > b.Groups[i].Cost[w] {
					t.Errorf("week %d costs %d with %g of overtime, %d with %g", w, a.Groups[i].Cost[w], caps[0], b.Groups[i].Cost[w], caps[1])
				}
			}
		}
	})
}

// TestALargerTrancheNeverLeavesALargerGap, takes the place of overtime, and works
// in the weeks it is taken for and in no others.
func TestALargerTrancheNeverLeavesALargerGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := alone(t)
		length := rapid.IntRange(1, 6).Draw(t, "weeks of the vendor")
		begin := weekOf(t, p)
		people := rapid.SliceOfN(rapid.Float64Range(0, 40), 2, 2).Draw(t, "people")
		slices.Sort(people)
		with := func(n float64) capacity.GroupResult {
			return compute(t, changed(p, func(_ int, g *capacity.Group) {
				g.Vendors = append(slices.Clone(g.Vendors), capacity.Vendor{Name: "south", Max: 40, Weeks: length, Hours: 25, Price: 90_00})
				g.Tranches = append(g.Tranches, capacity.Tranche{Vendor: len(g.Vendors) - 1, Week: begin, People: n})
			})).Groups[0]
		}
		few, many := with(people[0]), with(people[1])
		atMost(t, "gap hours", few.GapHours, many.GapHours)
		atMost(t, "overtime", many.OvertimeHours, few.OvertimeHours)
		for w := range p.Weeks {
			more := 0.0
			if begin <= w && w < begin+length {
				more = people[1] - people[0]
			}
			near(t, "vendors' people", many.Vendor[w]-few.Vendor[w], more)
			near(t, "vendors' hours", many.VendorHours[w]-few.VendorHours[w], 25*more)
		}
	})
}
