package flow_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

// whatIf is the form of a reference case of the projection.
type whatIf struct {
	Scenarios map[string]struct {
		Input struct {
			Rungs, MaxA, T        int
			N0, Init_D, Init_A    []float64
			Haz_From              []int
			Haz, Rung_HR          []float64
			Stall_From            int
			Stall_HR              float64
			PostProm_Months       int
			PostProm_HR           float64
			Night_Share, Night_HR float64
			Min_D                 []int
			PProm, Cap            []float64
			LC0, LCTau            float64
			Cost_Exit, Cost_Hire  float64
			Pay                   []float64
		}
		Expected struct {
			Monthly []struct {
				Headcount_Before, Exits        float64
				Exits_By_Rung, Promotions_From []float64
				Hires, Headcount               float64
				By_Rung                        []float64
				Effective_FTE, Cost            float64
			}
			Annual_Attrition_By_Year                               []float64
			Total_Exits, Total_Hires, Total_Promotions, Total_Cost float64
		}
	}
}

func TestProjectionAgreesWithTheReference(t *testing.T) {
	var c whatIf
	reference(t, "manpower_semimarkov", &c)
	for name, s := range c.Scenarios {
		in, want := s.Input, s.Expected
		m := &flow.Model{
			Stall:    flow.Stall{From: in.Stall_From, HR: flow.Known(in.Stall_HR)},
			Recent:   flow.Recent{Months: in.PostProm_Months, HR: flow.Known(in.PostProm_HR)},
			Effects:  []flow.Effect{{Name: "night", HR: flow.Known(in.Night_HR), Exposure: in.Night_Share}},
			Sources:  []flow.Source{{Share: 1, HR: flow.Known(1), Cost: in.Cost_Hire}},
			Hiring:   flow.Hiring{Policy: flow.Replace},
			Learning: flow.Learning{Start: in.LC0, Tau: in.LCTau}, ExitCost: in.Cost_Exit, Longest: in.MaxA,
		}
		for i, from := range in.Haz_From {
			m.Hazard = append(m.Hazard, flow.Band{From: from, Hazard: in.Haz[i]})
		}
		for r := range in.Rungs {
			m.Rungs = append(m.Rungs, flow.Rung{
				HR: flow.Known(in.Rung_HR[r]), Dwell: in.Min_D[r], Promote: in.PProm[r], Cap: in.Cap[r], Pay: in.Pay[r],
				Holders: []flow.Holders{{Count: in.N0[r], Dwell: int(in.Init_D[r]), Tenure: int(in.Init_A[r])}},
			})
		}
		p := must[*flow.Projection](t)(flow.Project(m, in.T))
		for i, month := range want.Monthly {
			got := p.Months[i]
			near(t, name+" before", got.Before, month.Headcount_Before)
			near(t, name+" exits", got.Exits, month.Exits)
			near(t, name+" exits by rung", got.ExitsByRung, month.Exits_By_Rung)
			near(t, name+" promoted", got.Promoted, month.Promotions_From)
			near(t, name+" hires", got.Hires, month.Hires)
			near(t, name+" headcount", got.Headcount, month.Headcount)
			near(t, name+" by rung", got.ByRung, month.By_Rung)
			near(t, name+" effective", got.Effective, month.Effective_FTE)
			near(t, name+" cost", got.Cost, month.Cost)
		}
		f := p.Figures()
		near(t, name+" attrition", f.Attrition, want.Annual_Attrition_By_Year)
		near(t, name+" totals", []float64{f.Exits, f.Hires, f.Promotions, f.Cost}, []float64{want.Total_Exits, want.Total_Hires, want.Total_Promotions, want.Total_Cost})
	}
}

// anyModel draws a workforce of any shape.
func anyModel(t *rapid.T) *flow.Model {
	share := rapid.Float64Range(0, 1)
	ratio := rapid.Float64Range(0.3, 3)
	m := &flow.Model{
		Hazard:   []flow.Band{{From: 0, Hazard: rapid.Float64Range(0, 0.3).Draw(t, "early hazard")}, {From: rapid.IntRange(1, 30).Draw(t, "month"), Hazard: rapid.Float64Range(0, 0.1).Draw(t, "late hazard")}},
		Stall:    flow.Stall{From: rapid.IntRange(0, 24).Draw(t, "stall"), HR: flow.Known(ratio.Draw(t, "stall HR"))},
		Recent:   flow.Recent{Months: rapid.IntRange(0, 9).Draw(t, "recent"), HR: flow.Known(ratio.Draw(t, "recent HR"))},
		Effects:  []flow.Effect{{Name: "night", HR: flow.Known(ratio.Draw(t, "night HR")), Exposure: share.Draw(t, "night")}},
		Sources:  []flow.Source{{Name: "a", Share: 1, HR: flow.Known(1)}, {Name: "b", Share: share.Draw(t, "share of b"), HR: flow.Known(ratio.Draw(t, "b HR")), Cost: 10}},
		Hiring:   flow.Hiring{Policy: rapid.SampledFrom([]flow.Policy{flow.Replace, flow.Fixed}).Draw(t, "policy"), PerMonth: []float64{rapid.Float64Range(0, 20).Draw(t, "hires")}},
		Learning: flow.Learning{Start: 0.5, Tau: 3}, Longest: rapid.IntRange(1, 60).Draw(t, "longest"),
	}
	rungs := rapid.IntRange(1, 5).Draw(t, "rungs")
	for r := range rungs {
		rung := flow.Rung{
			Name: string(rune('a' + r)), HR: flow.Known(ratio.Draw(t, "rung HR")), Dwell: rapid.IntRange(0, 15).Draw(t, "dwell"), Pay: 1000,
			Holders: []flow.Holders{{Count: rapid.Float64Range(0, 80).Draw(t, "people"), Dwell: rapid.IntRange(0, 70).Draw(t, "in rung"), Tenure: rapid.IntRange(0, 70).Draw(t, "tenure")}},
		}
		if r < rungs-1 {
			rung.Promote = share.Draw(t, "promote")
		}
		rung.Cap = rung.Holders[0].Count + rapid.Float64Range(0, 10).Draw(t, "room")
		m.Rungs = append(m.Rungs, rung)
	}
	return m
}

func TestCapsAreNeverExceededAndNobodyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		p, err := flow.Project(m, 40)
		if err != nil {
			t.Fatal(err)
		}
		for i, month := range p.Months {
			for r, n := range month.ByRung {
				if n > m.Rungs[r].Cap+1e-9 || n < 0 {
					t.Fatalf("month %d: %g people in rung %d with a cap of %g", i, n, r, m.Rungs[r].Cap)
				}
			}
			if want := month.Before - month.Exits + month.Hires; math.Abs(month.Headcount-want) > 1e-8 {
				t.Fatalf("month %d: %g people, want %g", i, month.Headcount, want)
			}
			if month.Effective > month.Headcount+1e-9 {
				t.Fatalf("month %d: %g of full output among %g", i, month.Effective, month.Headcount)
			}
			for r, n := range month.Promoted {
				if n > month.Wanted[r]+1e-9 {
					t.Fatalf("month %d: %g promoted out of rung %d, of %g ready", i, n, r, month.Wanted[r])
				}
			}
		}
	})
}

// A projection without caps, of hazards that depend on nothing, is a Markov chain.
func TestProjectionWithoutMemoryIsTheChain(t *testing.T) {
	m := centre().Indifferent()
	m.Hazard = []flow.Band{{Hazard: 0.03}}
	stay := math.Exp(-0.03)
	var p [][]float64
	var start []float64
	for r := range m.Rungs {
		m.Rungs[r].Dwell, m.Rungs[r].Cap = 0, flow.Unlimited()
		p = append(p, make([]float64, len(m.Rungs)))
		p[r][r] = stay * (1 - m.Rungs[r].Promote)
		if r+1 < len(m.Rungs) {
			p[r][r+1] = stay * m.Rungs[r].Promote
		}
		n := 0.0
		for _, h := range m.Rungs[r].Holders {
			n += h.Count
		}
		start = append(start, n)
	}
	m.Hiring = flow.Hiring{Policy: flow.Fixed, PerMonth: []float64{6}}
	chain := must[*flow.Chain](t)(flow.NewChain(p))
	want := must[*flow.Stocks](t)(chain.Recruit(start, 6, []float64{1, 0, 0, 0}, 24))
	got := must[*flow.Projection](t)(flow.Project(m, 24))
	for i := range got.Months {
		near(t, "by rung", got.Months[i].ByRung, want.ByRung[i])
		near(t, "exits", got.Months[i].Exits, want.Exits[i])
	}
}

func TestProjectRefusesWhatCannotBe(t *testing.T) {
	for says, spoil := range map[string]func(*flow.Model){
		"rungs":                   func(m *flow.Model) { m.Rungs = nil },
		"longest tenure":          func(m *flow.Model) { m.Longest = 0 },
		"chance of promotion":     func(m *flow.Model) { m.Rungs[1].Promote = 1.2 },
		"no rung above":           func(m *flow.Model) { m.Rungs[3].Promote = 0.1 },
		"cap":                     func(m *flow.Model) { m.Rungs[2].Cap = math.NaN() },
		"rung supervisor, hazard": func(m *flow.Model) { m.Rungs[3].HR = flow.Known(0) },
		"holds the value":         func(m *flow.Model) { m.Stall.HR = flow.Ratio{Value: 2, Low: 0.5, High: 1.5} },
		"from month 0":            func(m *flow.Model) { m.Hazard[0].From = 1 },
		"rising months":           func(m *flow.Model) { m.Hazard[2].From = 1 },
		"band 3":                  func(m *flow.Model) { m.Hazard[2].Hazard = -1 },
		"replace or fixed":        func(m *flow.Model) { m.Hiring.Policy = "none" },
		"night, exposure":         func(m *flow.Model) { m.Effects[0].Exposure = 25 },
		"shares that sum to 0":    func(m *flow.Model) { m.Sources[0].Share, m.Sources[1].Share = 0, 0 },
		"tau":                     func(m *flow.Model) { m.Learning.Tau = 0 },
		"people":                  func(m *flow.Model) { m.Rungs[0].Holders[0].Count = math.Inf(1) },
		"months in it":            func(m *flow.Model) { m.Rungs[0].Holders[0].Dwell = -1 },
		"raise":                   func(m *flow.Model) { m.Rungs[0].Raise = -1 },
	} {
		m := centre()
		spoil(m)
		if _, err := flow.Project(m, 12); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
	if _, err := flow.Project(centre(), 0); err == nil {
		t.Error("a projection of no months")
	}
}
