package capacity_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/lp"
	"github.com/muster-wfm/muster/workforce/grid"
)

func propose(t rapid.TB, p *capacity.Plan, o capacity.ProposalOptions) (*capacity.Plan, capacity.Proposal) {
	t.Helper()
	plan, all, err := capacity.Propose(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return plan, all[0]
}

// growing needs ten people more from week 8 on, who train for three weeks.
func growing() *capacity.Plan {
	p := small(20)
	g := &p.Groups[0]
	for w := 8; w < 20; w++ {
		g.Required[w] = 3300
	}
	g.Training = capacity.Training{Weeks: 3}
	return p
}

func TestPeopleAreHiredAsLateAsTheyCanBe(t *testing.T) {
	_, got := propose(t, growing(), capacity.ProposalOptions{})
	equal(t, "hires", got.Hires, []capacity.Hire{{Week: 5, People: 10}})
	equal(t, "short hours", got.ShortHours, 0.0)
}

func TestAShortPeakIsBoughtAndALongOneHired(t *testing.T) {
	peak := func(weeks int) *capacity.Plan {
		p := growing()
		p.Groups[0].Vendors = []capacity.Vendor{{Name: "north", Min: 2, Max: 50, Weeks: 4, Hours: 30, Price: 200_00}}
		for w := 8 + weeks; w < 20; w++ {
			p.Groups[0].Required[w] = 3000
		}
		return p
	}
	if _, got := propose(t, peak(4), capacity.ProposalOptions{}); len(got.Hires) > 0 || len(got.Tranches) != 1 || got.Tranches[0].People != 10 {
		t.Errorf("a peak of four weeks: %+v; want one tranche of ten", got)
	}
	p := peak(12)
	p.Groups[0].HireCost = 0
	if _, got := propose(t, p, capacity.ProposalOptions{}); len(got.Hires) == 0 || len(got.Tranches) > 0 {
		t.Errorf("for twelve weeks: %+v; want hires", got)
	}
}

func TestATrancheIsNoSmallerThanItsMinimum(t *testing.T) {
	p := growing()
	p.Groups[0].Lead = 20 // nobody can be hired
	p.Groups[0].Vendors = []capacity.Vendor{{Name: "north", Min: 12, Max: 15, Lead: 9, Weeks: 30, Hours: 30, Price: 200_00}}
	_, got := propose(t, p, capacity.ProposalOptions{})
	equal(t, "tranches", got.Tranches, []capacity.Tranche{{Vendor: 0, Week: 9, People: 12}})
	equal(t, "short hours", got.ShortHours, 300.0) // of the week before its lead
}

func TestWhatThePlannerDecidedIsKeptWhenAsked(t *testing.T) {
	p := growing()
	p.Groups[0].Hires = []capacity.Hire{{Week: 2, People: 4}}
	_, kept := propose(t, p, capacity.ProposalOptions{Keep: true})
	equal(t, "hires", kept.Hires, []capacity.Hire{{Week: 2, People: 4}, {Week: 5, People: 6}})
	_, anew := propose(t, p, capacity.ProposalOptions{})
	equal(t, "hires", anew.Hires, []capacity.Hire{{Week: 5, People: 10}})
	equal(t, "the planner's own", p.Groups[0].Hires, []capacity.Hire{{Week: 2, People: 4}})
}

func TestClassesAreNoLargerThanTheyCanBe(t *testing.T) {
	_, got := propose(t, growing(), capacity.ProposalOptions{MostHires: 4})
	equal(t, "hires", got.Hires, []capacity.Hire{{Week: 3, People: 2}, {Week: 4, People: 4}, {Week: 5, People: 4}})
}

func TestOvertimeIsUsedWhereItIsCheaper(t *testing.T) {
	p := growing()
	p.Groups[0].Overtime = capacity.Overtime{Cap: 0.2, Premium: 1.5}
	for w := 9; w < 20; w++ {
		p.Groups[0].Required[w] = 3000
	}
	_, got := propose(t, p, capacity.ProposalOptions{})
	if len(got.Hires) > 0 || got.ShortHours > 0 {
		t.Errorf("one week's peak: %+v; want overtime alone", got)
	}
}

// leastCost is the linear programme of hires and tranches of fractional people,
// with missing hours at a price.
func leastCost(t rapid.TB, p *capacity.Plan, short float64) float64 {
	t.Helper()
	base := compute(t, p)
	total := func(r *capacity.Result) (hours []float64, cost float64) {
		for _, c := range r.Total.Cost {
			cost += float64(c)
		}
		for w := range p.Weeks {
			hours = append(hours, r.Total.OwnHours[w]+r.Total.VendorHours[w])
		}
		return hours, cost
	}
	baseHours, baseCost := total(base)
	var columns [][]float64
	var costs []float64
	const many = 1000 // so that rounding of money does not matter
	add := func(changed *capacity.Plan) {
		hours, cost := total(compute(t, changed))
		if slices.Equal(hours, baseHours) {
			return // hired too late to work
		}
		for w := range hours {
			hours[w] = (hours[w] - baseHours[w]) / many
		}
		columns, costs = append(columns, hours), append(costs, (cost-baseCost)/many)
	}
	for w := range p.Weeks {
		with := *p
		with.Groups = append([]capacity.Group(nil), p.Groups...)
		with.Groups[0].Hires = []capacity.Hire{{Week: w, People: many}}
		add(&with)
		for v := range p.Groups[0].Vendors {
			with.Groups[0].Hires = nil
			with.Groups[0].Tranches = []capacity.Tranche{{Vendor: v, Week: w, People: many}}
			add(&with)
		}
	}
	var all []lp.Column
	column := func(cost float64, rows []int32, values []float64) int {
		all = append(all, lp.Column{Cost: cost, Rows: rows, Values: values, Upper: math.Inf(1)})
		return len(all) - 1
	}
	weeks, rhs, basis := make([]int32, p.Weeks), make([]float64, p.Weeks), make([]int, p.Weeks)
	for w := range weeks {
		weeks[w], rhs[w] = int32(w), base.Total.RequiredHours[w]-baseHours[w]
	}
	for i := range columns {
		column(costs[i], weeks, columns[i])
	}
	for w := range weeks {
		lack, spare := column(short, weeks[w:w+1], []float64{1}), column(0, weeks[w:w+1], []float64{-1})
		if basis[w] = lack; rhs[w] < 0 {
			basis[w] = spare
		}
	}
	program, err := lp.New(rhs, all, basis, nil)
	if err != nil || !program.Solve(100_000) {
		t.Fatalf("the reference was not solved: %v", err)
	}
	return baseCost + program.Cost()
}

func TestOneTrancheTakesThePlaceOfTwo(t *testing.T) {
	always := func(share float64) []float64 { return []float64{share} }
	p := &capacity.Plan{From: grid.Date{Year: 2027, Month: 1, Day: 4}, Weeks: 8, Groups: []capacity.Group{{
		Name: "voice", Required: []float64{6.75, 1, 1, 212.97, 1, 187.5, 1, 1}, Hours: 10, Pay: 1000, HireCost: 12345,
		Starting:  []capacity.Cohort{{People: 1, Weeks: 300}, {People: 0.25, Weeks: 1}},
		Shrinkage: []capacity.Shrinkage{{Name: "in", InOffice: true, Share: always(0.4)}, {Name: "out", Share: always(0.4)}},
		Attrition: []capacity.Band{{Yearly: 0.4}},
		Training:  capacity.Training{Weeks: 2, Cost: 77, Productivity: []float64{0.3, 0.8}, Handle: []float64{1.3}},
		Vendors:   []capacity.Vendor{{Name: "north", Max: 100, Weeks: 5, Hours: 30, Price: 53_67}},
	}}}
	_, got := propose(t, p, capacity.ProposalOptions{ShortHour: 1_000_00})
	if got.Cost > 260_000 || got.ShortHours > 0 {
		t.Errorf("%+v; seven people for five weeks reach both peaks", got)
	}
}

func TestAProposalIsNearTheLeastCost(t *testing.T) {
	total, drawn := 0.0, 0.0
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		p.Groups, p.Transfers = p.Groups[:1], nil
		g := &p.Groups[0]
		g.Hires, g.Overtime, g.Pay = nil, capacity.Overtime{}, max(g.Pay, 1000)
		g.Vendors = []capacity.Vendor{{Name: "north", Max: 100000, Weeks: 5, Hours: 30, Price: rapid.Int64Range(1000, 400_000).Draw(t, "price")}}
		const short = 1_000_00
		least := leastCost(t, p, short)
		_, got := propose(t, p, capacity.ProposalOptions{ShortHour: short})
		cost := float64(got.Cost) + short*got.ShortHours
		// Whole people cost more than fractions: two of each kind, all the time.
		whole := 2 * (float64(p.Weeks)*float64(g.Pay+g.Training.Cost+g.Vendors[0].Price) + float64(g.HireCost))
		beyond := max(0, (cost-least-whole)/least)
		if cost < least*(1-1e-6)-1 || beyond > 0.5 {
			t.Errorf("the proposal %+v costs %.0f, the least is %.0f", got, cost, least)
		}
		total, drawn = total+beyond, drawn+1
	})
	if mean := total / drawn; mean > 0.02 {
		t.Errorf("beyond whole people proposals are %.2f %% above the least cost in the mean; want at most 2 %%", 100*mean)
	}
}

func TestAProposalStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := capacity.Propose(ctx, growing(), capacity.ProposalOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want it cancelled", err)
	}
}

func TestClassesCountWhomThePlannerHiredAlready(t *testing.T) {
	p := growing()
	p.Groups[0].Hires = []capacity.Hire{{Week: 5, People: 3}}
	plan, _ := propose(t, p, capacity.ProposalOptions{Keep: true, MostHires: 4})
	begin := map[int]float64{}
	for _, h := range plan.Groups[0].Hires {
		begin[h.Week] += h.People
	}
	for week, people := range begin {
		if people > 4 {
			t.Errorf("%g people begin in week %d; want at most 4: %v", people, week, plan.Groups[0].Hires)
		}
	}
	if begin[5] != 4 {
		t.Errorf("%g people begin in the last week that helps; want 4", begin[5])
	}
}

// tranched draws plans in which vendors can be asked, some of whom were.
func tranched() *rapid.Generator[*capacity.Plan] {
	return rapid.Custom(func(t *rapid.T) *capacity.Plan {
		p := plans().Draw(t, "plan")
		for i := range p.Groups {
			g := &p.Groups[i]
			g.Pay = max(g.Pay, 1000)
			v := capacity.Vendor{
				Name: "north", Min: float64(rapid.IntRange(0, 6).Draw(t, "min")), Max: 25, Lead: rapid.IntRange(0, 4).Draw(t, "lead"),
				Weeks: rapid.IntRange(1, 8).Draw(t, "length"), Hours: 30, Price: rapid.Int64Range(1000, 300_000).Draw(t, "price"),
			}
			g.Vendors = []capacity.Vendor{v}
			if v.Lead < p.Weeks && rapid.Bool().Draw(t, "asked") {
				g.Tranches = []capacity.Tranche{{Vendor: 0, Week: v.Lead, People: max(v.Min, 3)}}
			}
		}
		return p
	})
}

const missingHour = 5_000_00

// weighed is what a plan costs with its missing hours at a price.
func weighed(t rapid.TB, p *capacity.Plan) float64 {
	t.Helper()
	total := 0.0
	for _, g := range compute(t, p).Groups {
		for w := range p.Weeks {
			total += float64(g.Cost[w]) + missingHour*max(0, -g.GapHours[w])
		}
	}
	return total
}

func TestAProposalThatAddsNeverMakesAPlanWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tranched().Draw(t, "plan")
		before := weighed(t, p)
		plan, _ := propose(t, p, capacity.ProposalOptions{Keep: true, ShortHour: missingHour})
		if after := weighed(t, plan); after > before*(1+1e-9)+1 {
			t.Errorf("the plan weighs %.0f, with the proposal %.0f", before, after)
		}
	})
}

func TestAProposalKeepsEveryLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tranched().Draw(t, "plan")
		most := float64(rapid.IntRange(1, 12).Draw(t, "most hires"))
		for i := range p.Groups {
			p.Groups[i].Lead = rapid.IntRange(0, 5).Draw(t, "lead of hires")
		}
		plan, _ := propose(t, p, capacity.ProposalOptions{MostHires: most})
		if err := plan.Check(); err != nil { // minima, maxima and lead times of vendors
			t.Fatalf("the proposal cannot be planned: %v", err)
		}
		for i := range plan.Groups {
			g := &plan.Groups[i]
			for _, h := range g.Hires {
				if h.Week < p.Groups[i].Lead || h.People > most || h.People != math.Trunc(h.People) || h.People <= 0 {
					t.Errorf("%+v is proposed; whole people, at most %g, from week %d on are possible", h, most, p.Groups[i].Lead)
				}
			}
			for _, tranche := range g.Tranches {
				if tranche.People != math.Trunc(tranche.People) {
					t.Errorf("%+v is not of whole people", tranche)
				}
			}
		}
	})
}

func TestAProposalTellsWhatItsPlanCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tranched().Draw(t, "plan")
		plan, all, err := capacity.Propose(context.Background(), p, capacity.ProposalOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range compute(t, plan).Groups {
			cost, short := int64(0), 0.0
			for w := range p.Weeks {
				cost, short = cost+g.Cost[w], short+max(0, -g.GapHours[w])
			}
			if all[i].Cost != cost {
				t.Errorf("%s is said to cost %d and costs %d", g.Name, all[i].Cost, cost)
			}
			near(t, g.Name+": missing hours", all[i].ShortHours, short)
		}
	})
}

func TestAProposalLeavesThePlanAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tranched().Draw(t, "plan")
		before := compute(t, p)
		keep := rapid.Bool().Draw(t, "keep")
		propose(t, p, capacity.ProposalOptions{Keep: keep})
		equal(t, "the plan", compute(t, p), before)
	})
}

func TestWhereEnoughAreThereNothingIsProposed(t *testing.T) {
	p := small(10)
	p.Groups[0].Vendors = []capacity.Vendor{{Name: "north", Min: 1, Max: 9, Weeks: 4, Hours: 30, Price: 1}}
	_, got := propose(t, p, capacity.ProposalOptions{})
	if len(got.Hires)+len(got.Tranches) > 0 || got.ShortHours > 0 {
		t.Errorf("got %+v; want nothing", got)
	}
}

func BenchmarkProposeEighteenMonths(b *testing.B) {
	p := small(78)
	g := &p.Groups[0]
	for w := range g.Required {
		g.Required[w] = 3000 + 600*math.Sin(float64(w)/8) + 15*float64(w)
	}
	g.Attrition = []capacity.Band{{Yearly: 0.35}}
	g.Training = capacity.Training{Weeks: 4, Productivity: []float64{0.5, 0.7, 0.85, 1}}
	g.Vendors = []capacity.Vendor{{Name: "north", Min: 5, Max: 40, Lead: 6, Weeks: 8, Hours: 30, Price: 180_00}, {Name: "south", Min: 10, Max: 60, Lead: 10, Weeks: 13, Hours: 30, Price: 160_00}}
	for b.Loop() {
		if _, _, err := capacity.Propose(context.Background(), p, capacity.ProposalOptions{MostHires: 20}); err != nil {
			b.Fatal(err)
		}
	}
}
