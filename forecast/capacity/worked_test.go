package capacity_test

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/workforce/grid"
)

// pair is a plan of two groups of 40 and 10 people whom nobody leaves.
func pair(weeks int) *capacity.Plan {
	p := small(weeks)
	other := small(weeks).Groups[0]
	other.Name = "chat"
	p.Groups[0].Starting, other.Starting = []capacity.Cohort{{People: 40, Weeks: 60}}, []capacity.Cohort{{People: 10, Weeks: 60}}
	p.Groups = append(p.Groups, other)
	return p
}

// TestTransfersOfOneWeekAreMadeInTheirOrder: who just came may go on, unless there
// is something to learn first.
func TestTransfersOfOneWeekAreMadeInTheirOrder(t *testing.T) {
	there := capacity.Transfer{From: 0, To: 1, People: 40}
	back := capacity.Transfer{From: 1, To: 0, People: 50}
	learning := there
	learning.Training = 2
	for name, c := range map[string]struct {
		transfers        []capacity.Transfer
		first, second    float64 // at the end of the week
		gone, training   float64 // out of the second group, in training there
		inBoth, outBoth  float64
		worthOfTheSecond float64
	}{
		"there and back":      {[]capacity.Transfer{there, back}, 50, 0, 50, 0, 90, 90, 0},
		"back and there":      {[]capacity.Transfer{back, there}, 10, 40, 10, 0, 50, 50, 40},
		"learning they stay":  {[]capacity.Transfer{learning, back}, 10, 40, 10, 40, 50, 50, 0},
		"more than there are": {[]capacity.Transfer{{From: 0, To: 1, People: 30}, {From: 0, To: 1, People: 30}}, 0, 50, 0, 0, 40, 40, 50},
	} {
		t.Run(name, func(t *testing.T) {
			p := pair(1)
			p.Transfers = c.transfers
			r := compute(t, p)
			equal(t, "people", []float64{r.Groups[0].End[0], r.Groups[1].End[0]}, []float64{c.first, c.second})
			equal(t, "out of the second", r.Groups[1].Out[0], c.gone)
			equal(t, "in training", r.Groups[1].Training[0], c.training)
			equal(t, "worth", r.Groups[1].Worth[0], c.worthOfTheSecond)
			equal(t, "in and out", []float64{r.Total.In[0], r.Total.Out[0]}, []float64{c.inBoth, c.outBoth})
		})
	}
}

// TestWhoIsNewWhenThePlanBeginsFinishesTheirTraining.
func TestWhoIsNewWhenThePlanBeginsFinishesTheirTraining(t *testing.T) {
	for weeks, want := range map[int][]float64{0: {0, 0, 0, 5}, 1: {0, 0, 5, 10}, 2: {0, 5, 10, 10}, 3: {5, 10, 10, 10}, 4: {10, 10, 10, 10}} {
		p := small(4)
		g := &p.Groups[0]
		g.Starting = []capacity.Cohort{{People: 10, Weeks: weeks}}
		g.Training = capacity.Training{Weeks: 3, Cost: 1_00, Productivity: []float64{0.5, 1}}
		r := compute(t, p).Groups[0]
		equal(t, "worth", r.Worth, want)
		paid := int64(0)
		for _, v := range r.TrainingCost {
			paid += v
		}
		if wanted := int64(10 * 1_00 * max(0, 3-weeks)); paid != wanted {
			t.Errorf("of %d weeks: training costs %d; want %d", weeks, paid, wanted)
		}
	}
}

// TestABandHoldsFromItsWeekOn and the one before it until then; who is younger than
// the first stays.
func TestABandHoldsFromItsWeekOn(t *testing.T) {
	bands := []capacity.Band{{FromWeek: 4, Yearly: 0.5}, {FromWeek: 26, Yearly: 0.2}}
	for tenure, yearly := range map[int]float64{0: 0, 3: 0, 4: 0.5, 25: 0.5, 26: 0.2, 900: 0.2} {
		p := small(1)
		p.Groups[0].Starting = []capacity.Cohort{{People: 100, Weeks: tenure}}
		p.Groups[0].Attrition = bands
		near(t, "leavers", compute(t, p).Groups[0].Leavers[0], 100*(1-math.Pow(1-yearly, 1/weeksAYear)))
	}
}

// TestTranchesWorkFromTheirWeekForTheirWeeks, beside each other where they overlap,
// and no longer than the plan.
func TestTranchesWorkFromTheirWeekForTheirWeeks(t *testing.T) {
	p := small(6)
	g := &p.Groups[0]
	g.Vendors = []capacity.Vendor{{Name: "north", Max: 9, Weeks: 2, Hours: 30, Price: 10_00}, {Name: "south", Max: 9, Weeks: 3, Hours: 20, Price: 7_00}}
	g.Tranches = []capacity.Tranche{{Vendor: 0, Week: 0, People: 4}, {Vendor: 0, Week: 1, People: 3}, {Vendor: 1, Week: 1, People: 2}, {Vendor: 1, Week: 5, People: 1}}
	r := compute(t, p).Groups[0]
	equal(t, "people", r.Vendor, []float64{4, 9, 5, 2, 0, 1})
	equal(t, "hours", r.VendorHours, []float64{120, 250, 130, 40, 0, 20})
	equal(t, "cost", r.VendorCost, []int64{40_00, 84_00, 44_00, 14_00, 0, 7_00})
}

// TestAMonthBeginsWithTheFirstThursday, over the ends of years too.
func TestAMonthBeginsWithTheFirstThursday(t *testing.T) {
	for from, want := range map[string][]string{
		"2026-12-28": {"2026-12-01", "2027-01-01"}, // its Thursday is the last of the year
		"2027-12-27": {"2027-12-01", "2028-01-01"},
		"2025-12-29": {"2026-01-01", "2026-01-01"}, // New Year's Day is a Thursday
		"2028-02-21": {"2028-02-01", "2028-03-01"}, // a leap year: 24 February and 2 March
		"2028-02-28": {"2028-03-01", "2028-03-01"},
	} {
		p := small(2)
		p.From = grid.MustDate(from)
		months := compute(t, p).Months()
		if got := months.Monday[0].String(); got != want[0] {
			t.Errorf("the week of %s is in %s; want %s", from, got, want[0])
		}
		if got := months.Monday[len(months.Monday)-1].String(); got != want[1] {
			t.Errorf("the week after %s is in %s; want %s", from, got, want[1])
		}
	}
}
