package flow_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

// The closed forms of manpower planning agree with a case computed by R (004-01,
// 004-06).
func TestChainAgreesWithTheReference(t *testing.T) {
	var c struct {
		Input struct {
			P                 [][]float64
			N0                []float64
			R                 float64   `json:"R"`
			Split             []float64 `json:"r"`
			T                 int
			G                 float64
			Target, Sizes, WV []float64
		}
		Expected struct {
			Wastage                   []float64
			Fundamental               [][]float64
			Expected_Months_Remaining []float64
			Prob_Reach                [][]float64
			Constant_Recruitment      struct {
				Stocks                              [][]float64
				Stock_Var_Multinomial_Flows_Fixed_R [][]float64
				Exits                               []float64
				Final_Cov                           [][]float64
				Steady_State                        []float64
			}
			Fixed_Size_Growth struct {
				Stocks             [][]float64
				Recruits           []float64
				Limiting_Structure []float64
			}
			Maintainability struct {
				Required_Recruits           []float64
				Maintainable_By_Recruitment bool
			}
			Renewal struct {
				Vacancies_Per_Month, Promotions_Into, Promotion_Rate_From []float64
				Hires                                                     float64
				Expected_Months_In_Grade, Prob_Entrant_Reaches            []float64
			}
		}
	}
	reference(t, "manpower_markov", &c)
	in, want := c.Input, c.Expected
	chain := must[*flow.Chain](t)(flow.NewChain(in.P))
	career := must[*flow.Career](t)(chain.Career())
	near(t, "wastage", chain.Wastage(), want.Wastage)
	near(t, "fundamental", career.Months, want.Fundamental)
	near(t, "remaining", career.Remaining, want.Expected_Months_Remaining)
	near(t, "reach", career.Reach, want.Prob_Reach)

	stocks := must[*flow.Stocks](t)(chain.Recruit(in.N0, in.R, in.Split, in.T))
	near(t, "stocks", stocks.ByRung, want.Constant_Recruitment.Stocks)
	near(t, "exits", stocks.Exits, want.Constant_Recruitment.Exits)
	covariance := must[[][][]float64](t)(chain.Variance(in.N0, in.R, in.Split, in.T))
	for month, of := range want.Constant_Recruitment.Stock_Var_Multinomial_Flows_Fixed_R {
		for i, v := range of {
			near(t, "variance", covariance[month][i][i], v)
		}
	}
	near(t, "final covariance", covariance[in.T-1], want.Constant_Recruitment.Final_Cov)
	near(t, "steady state", must[[]float64](t)(chain.Steady(in.R, in.Split)), want.Constant_Recruitment.Steady_State)

	grown := must[*flow.Stocks](t)(chain.Grow(in.N0, in.G, in.Split, in.T))
	near(t, "grown stocks", grown.ByRung, want.Fixed_Size_Growth.Stocks)
	near(t, "recruits", grown.Recruits, want.Fixed_Size_Growth.Recruits)
	near(t, "limit", must[[]float64](t)(chain.Limit(in.G, in.Split)), want.Fixed_Size_Growth.Limiting_Structure)

	recruits, possible, err := chain.Maintain(in.Target)
	if err != nil || possible != want.Maintainability.Maintainable_By_Recruitment {
		t.Errorf("maintainable: got %v, %v, want %v", possible, err, want.Maintainability.Maintainable_By_Recruitment)
	}
	near(t, "recruits to maintain", recruits, want.Maintainability.Required_Recruits)

	renewal := must[*flow.Renewal](t)(flow.Renew(in.Sizes, in.WV, nil))
	near(t, "vacancies", renewal.Vacancies, want.Renewal.Vacancies_Per_Month)
	near(t, "promoted into", renewal.PromotedInto, want.Renewal.Promotions_Into)
	near(t, "promotion rate", renewal.PromotionRate, want.Renewal.Promotion_Rate_From)
	near(t, "hires", renewal.Hires, want.Renewal.Hires)
	near(t, "months in a rung", renewal.MonthsIn, want.Renewal.Expected_Months_In_Grade)
	near(t, "reach", renewal.Reach, want.Renewal.Prob_Entrant_Reaches)
}

func TestChainRefusesWhatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		p    [][]float64
		says string
	}{
		"nothing":           {nil, "no rung"},
		"not square":        {[][]float64{{0.5, 0.2}}, "2 values"},
		"more than certain": {[][]float64{{0.8, 0.3}, {0, 0.9}}, "row 1"},
		"negative":          {[][]float64{{0.8, 0.1}, {-0.1, 0.9}}, "row 2, column 1"},
		"no number":         {[][]float64{{math.NaN()}}, "row 1, column 1"},
	} {
		_, err := flow.NewChain(c.p)
		var wrong *flow.InputError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %q", name, err, c.says)
		}
	}
}

func TestChainNamesTheRungThatNobodyLeaves(t *testing.T) {
	chain := must[*flow.Chain](t)(flow.NewChain([][]float64{{0.8, 0.1, 0}, {0, 0.5, 0.5}, {0, 0.3, 0.7}}))
	if _, err := chain.Career(); err == nil || !strings.Contains(err.Error(), "row 2") {
		t.Errorf("got %v, want an error that names row 2", err)
	}
	if _, err := chain.Steady(1, []float64{1, 0, 0}); err == nil {
		t.Error("a steady state where people gather for ever")
	}
}

func TestChainRefusesStocksAndSharesThatCannotBe(t *testing.T) {
	chain := must[*flow.Chain](t)(flow.NewChain([][]float64{{0.8, 0.1}, {0, 0.9}}))
	start, split := []float64{10, 5}, []float64{1, 0}
	recruit := func(start []float64, recruits float64, split []float64, months int) error {
		_, err := chain.Recruit(start, recruits, split, months)
		if _, varianceErr := chain.Variance(start, recruits, split, months); (err == nil) != (varianceErr == nil) {
			t.Errorf("stocks: %v, their variance: %v", err, varianceErr)
		}
		return err
	}
	_, grow := chain.Grow(start, math.NaN(), split, 3)
	_, steady := chain.Steady(3, []float64{0.5, 0.6})
	_, limit := chain.Limit(0, []float64{1})
	_, _, maintain := chain.Maintain([]float64{1, -2})
	_, sizes := flow.Renew(nil, nil, nil)
	_, wastage := flow.Renew([]float64{3, 2}, []float64{0.1}, nil)
	_, growth := flow.Renew([]float64{3, 2}, []float64{0.1, 0.1}, []float64{1})
	_, chance := flow.Renew([]float64{3, 2}, []float64{1.1, 0.1}, nil)
	for says, err := range map[string]error{
		"start: 1 values":        recruit([]float64{1}, 1, split, 3),
		"start, value 2":         recruit([]float64{1, math.Inf(1)}, 1, split, 3),
		"recruits":               recruit(start, -1, split, 3),
		"split of recruits: 3":   recruit(start, 1, []float64{1, 0, 0}, 3),
		"months: -1":             recruit(start, 1, split, -1),
		"months: 1e+09":          recruit(start, 1, split, 1_000_000_000),
		"growth: NaN":            grow,
		"sum to 1.1":             steady,
		"split of recruits: 1 v": limit,
		"target, value 2":        maintain,
		"sizes: no rung":         sizes,
		"wastage: 1 values":      wastage,
		"growth: 1 values":       growth,
		"wastage, rung 1":        chance,
	} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
}

// New places a month pull people up as leavers do.
func TestGrowthAddsToTheVacancies(t *testing.T) {
	r := must[*flow.Renewal](t)(flow.Renew([]float64{50, 20, 5}, []float64{0.08, 0.03, 0.02}, []float64{0, 1, 0.5}))
	near(t, "vacancies", r.Vacancies, []float64{4 + 0.6 + 1 + 0.1 + 0.5, 0.6 + 1 + 0.1 + 0.5, 0.6})
	near(t, "hires", r.Hires, 6.2)
	near(t, "reach", r.Reach, []float64{1, 2.2 / 6.2, 0.6 / 6.2})
}

func TestRenewRefusesATopThatNeverComesFree(t *testing.T) {
	if _, err := flow.Renew([]float64{10, 2}, []float64{0.1, 0}, nil); err == nil || !strings.Contains(err.Error(), "last rung") {
		t.Errorf("got %v, want an error about the last rung", err)
	}
	if _, err := flow.Renew([]float64{10, 0}, []float64{0.1, 0.1}, nil); err == nil || !strings.Contains(err.Error(), "sizes, rung 2") {
		t.Errorf("got %v, want an error about the size of rung 2", err)
	}
}

// leaky draws a chain that everybody leaves in the end.
func leaky(t *rapid.T) ([][]float64, *flow.Chain) {
	k := rapid.IntRange(1, 6).Draw(t, "rungs")
	p := make([][]float64, k)
	for i := range p {
		p[i] = make([]float64, k)
		left := rapid.Float64Range(0.3, 0.98).Draw(t, "stays in the house")
		for j := range p[i] {
			p[i][j] = left * rapid.Float64Range(0, 1).Draw(t, "share")
			left -= p[i][j]
		}
	}
	return p, must[*flow.Chain](t)(flow.NewChain(p))
}

func TestStocksBalanceAndChancesSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, chain := leaky(t)
		k := len(p)
		start, split := make([]float64, k), make([]float64, k)
		for i := range start {
			start[i] = rapid.Float64Range(0, 200).Draw(t, "people")
		}
		split[rapid.IntRange(0, k-1).Draw(t, "entrance")] = 1
		stocks, err := chain.Recruit(start, 7, split, 24)
		if err != nil {
			t.Fatal(err)
		}
		before := sum(start)
		for month := range stocks.ByRung {
			after := sum(stocks.ByRung[month])
			if want := before - stocks.Exits[month] + 7; math.Abs(after-want) > 1e-9*math.Max(1, want) {
				t.Fatalf("month %d: %g people, want %g", month, after, want)
			}
			before = after
		}
		for i, row := range p {
			if got := sum(row) + chain.Wastage()[i]; math.Abs(got-1) > 1e-12 {
				t.Fatalf("rung %d: chances sum to %g", i, got)
			}
		}
		// Little's law: the steady stock is the recruits times the months they stay.
		steady, err := chain.Steady(7, split)
		if err != nil {
			t.Fatal(err)
		}
		career, err := chain.Career()
		if err != nil {
			t.Fatal(err)
		}
		stay := 0.0
		for i, share := range split {
			stay += share * career.Remaining[i]
		}
		if math.Abs(sum(steady)-7*stay) > 1e-8*math.Max(1, 7*stay) {
			t.Fatalf("steady stock %g, want 7 × %g", sum(steady), stay)
		}
	})
}

func sum(list []float64) (s float64) {
	for _, v := range list {
		s += v
	}
	return s
}
