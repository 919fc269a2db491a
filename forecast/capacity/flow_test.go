package capacity_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// weeksAYear as the package document has it.
const weeksAYear = 365.25 / 7

// TestPeopleOfOneCohortDecayByTheirBands follows a cohort by hand: a share s a
// week stays, another one from the band that begins at its tenure.
func TestPeopleOfOneCohortDecayByTheirBands(t *testing.T) {
	p := small(10)
	g := &p.Groups[0]
	g.Starting = []capacity.Cohort{{People: 80, Weeks: 20}}
	g.Attrition = []capacity.Band{{FromWeek: 0, Yearly: 0.6}, {FromWeek: 24, Yearly: 0.2}}
	r := compute(t, p).Groups[0]
	young, settled := math.Pow(0.4, 1/weeksAYear), math.Pow(0.8, 1/weeksAYear)
	people := 80.0
	for w := range p.Weeks {
		near(t, fmt.Sprintf("start of week %d", w), r.Start[w], people)
		if 20+w < 24 {
			people *= young
		} else {
			people *= settled
		}
		near(t, fmt.Sprintf("end of week %d", w), r.End[w], people)
	}
}

// TestHiresOfManyWeeksAreASumOfTheirCohorts: people who began at different times
// do not change each other's fate.
func TestHiresOfManyWeeksAreASumOfTheirCohorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		p.Groups, p.Transfers = p.Groups[:1], nil
		p.Groups[0].Overtime = capacity.Overtime{}
		hires := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) capacity.Hire {
			return capacity.Hire{Week: rapid.IntRange(0, p.Weeks-1).Draw(t, "week"), People: rapid.Float64Range(0, 50).Draw(t, "people")}
		}), 0, 6).Draw(t, "hires")
		with := func(hires []capacity.Hire) capacity.GroupResult {
			one := *p
			one.Groups = slices.Clone(p.Groups)
			one.Groups[0].Hires = hires
			return compute(t, &one).Groups[0]
		}
		none, together := with(nil), with(hires)
		end, own := slices.Clone(none.End), slices.Clone(none.OwnHours)
		for _, h := range hires {
			alone := with([]capacity.Hire{h})
			for w := range end {
				end[w] += alone.End[w] - none.End[w]
				own[w] += alone.OwnHours[w] - none.OwnHours[w]
			}
		}
		for w := range end {
			near(t, fmt.Sprintf("people at the end of week %d", w), together.End[w], end[w])
			near(t, fmt.Sprintf("hours of week %d", w), together.OwnHours[w], own[w])
		}
	})
}

// TestWorthStaysWithinTheLearningCurve: nobody is worth more or less than some
// week of the curve says.
func TestWorthStaysWithinTheLearningCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		curve := rapid.SliceOfN(rapid.Float64Range(0.1, 1.2), 1, 8).Draw(t, "productivity")
		handle := rapid.SliceOfN(rapid.Float64Range(0.8, 2), 1, 8).Draw(t, "handle")
		for i := range p.Groups {
			p.Groups[i].Training.Productivity, p.Groups[i].Training.Handle = curve, handle
		}
		least, most := slices.Min(curve)/slices.Max(handle), slices.Max(curve)/slices.Min(handle)
		for _, g := range compute(t, p).Groups {
			for w := range p.Weeks {
				working := g.Start[w] + g.Hires[w] + g.In[w] - g.Out[w] - g.Training[w]
				if g.Worth[w] < least*working-1e-9 || g.Worth[w] > most*working+1e-9 {
					t.Errorf("week %d: %g people who work are worth %g; the curve goes from %g to %g", w, working, g.Worth[w], least, most)
				}
			}
		}
	})
}

// TestARisingCurveMakesPeopleWorthMoreEveryWeek of one cohort that nobody leaves.
func TestARisingCurveMakesPeopleWorthMoreEveryWeek(t *testing.T) {
	p := small(12)
	g := &p.Groups[0]
	g.Starting, g.Hires = nil, []capacity.Hire{{Week: 0, People: 10}}
	g.Training = capacity.Training{Weeks: 2, Productivity: []float64{0.4, 0.6, 0.7, 0.9, 1}, Handle: []float64{1.5, 1.2, 1}}
	worth := compute(t, p).Groups[0].Worth
	want := []float64{0, 0, 10 * 0.4 / 1.5, 10 * 0.6 / 1.2, 7, 9, 10, 10, 10, 10, 10, 10}
	equal(t, "worth", worth, want)
}

// TestPeopleInTrainingCannotBeMoved however many are asked for.
func TestPeopleInTrainingCannotBeMoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		if len(p.Groups) < 2 {
			return
		}
		p.Transfers = append(p.Transfers, capacity.Transfer{From: 0, To: 1, Week: rapid.IntRange(0, p.Weeks-1).Draw(t, "all go"), People: 1e6})
		r := compute(t, p)
		for w := range p.Weeks {
			g := r.Groups[0]
			if trained := g.Start[w] + g.Hires[w] + g.In[w] - g.Training[w]; g.Out[w] > trained+1e-6 {
				t.Errorf("week %d: %g move, %g are trained", w, g.Out[w], trained)
			}
			if g.End[w] < -1e-9 {
				t.Errorf("week %d ends with %g people", w, g.End[w])
			}
		}
	})
}

// TestTransfersKeepTenure: somebody who moves leaves by the other group's chances
// for the years they already have.
func TestTransfersKeepTenure(t *testing.T) {
	p := small(3)
	to := small(3).Groups[0]
	to.Name, to.Starting = "chat", nil
	to.Attrition = []capacity.Band{{FromWeek: 0, Yearly: 0.9}, {FromWeek: 100, Yearly: 0}}
	p.Groups = append(p.Groups, to)
	p.Groups[0].Starting = []capacity.Cohort{{People: 10, Weeks: 150}}
	p.Transfers = []capacity.Transfer{{From: 0, To: 1, Week: 1, People: 10}}
	equal(t, "end in the new group", compute(t, p).Groups[1].End, []float64{0, 10, 10})
}

// steady is a hazard that is the same for all.
type steady float64

func (h steady) Leaving(int, int) float64 { return float64(h) }

// TestALearntHazardAndBandsOfTheSameChanceAgree: both doors lead to the same
// flow, although squads are merged behind one of them only.
func TestALearntHazardAndBandsOfTheSameChanceAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		yearly := rapid.Float64Range(0, 0.9).Draw(t, "yearly")
		bands, hazard := *p, *p
		bands.Groups, hazard.Groups = slices.Clone(p.Groups), slices.Clone(p.Groups)
		for i := range p.Groups {
			bands.Groups[i].Attrition = []capacity.Band{{Yearly: yearly}}
			hazard.Groups[i].Hazard = steady(1 - math.Pow(1-yearly, 1/weeksAYear))
		}
		a, b := compute(t, &bands), compute(t, &hazard)
		for w := range p.Weeks {
			near(t, fmt.Sprintf("people at the end of week %d", w), a.Total.End[w], b.Total.End[w])
			near(t, fmt.Sprintf("hours of week %d", w), a.Total.OwnHours[w], b.Total.OwnHours[w])
		}
	})
}

// TestAHazardBeyondItsBoundsIsHeldToThem: whoever feeds it, people are never fewer
// than none and never come back.
func TestAHazardBeyondItsBoundsIsHeldToThem(t *testing.T) {
	for chance, want := range map[float64]float64{-0.5: 100, 1.5: 0} {
		p := small(2)
		p.Groups[0].Hazard = steady(chance)
		if got := compute(t, p).Groups[0].End[1]; got != want {
			t.Errorf("a chance of %g leaves %g of 100 people; want %g", chance, got, want)
		}
	}
}

// TestComputingLeavesThePlanAsItWas.
func TestComputingLeavesThePlanAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		first := compute(t, p)
		equal(t, "computed again", compute(t, p), first)
	})
}
