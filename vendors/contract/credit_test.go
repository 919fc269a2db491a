package contract_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/money"
)

// risky has the five levels of the reference, 12 % at risk and a pool of 200 %.
func risky(allocation map[string]string) contract.Version {
	v := version()
	v.AtRisk = contract.AtRisk{Share: dec("0.12"), Pool: dec("2")}
	for _, code := range []string{"asa30", "qa_critical", "csat", "ticket24h", "callback3d"} {
		l := level(code, "0.9", "0.95", "10", "0")
		l.Allocation = dec(allocation[code])
		v.Levels = append(v.Levels, l)
	}
	return v
}

var allocations = map[string]string{"asa30": "0.4", "qa_critical": "0.5", "csat": "0.3", "ticket24h": "0.4", "callback3d": "0.4"}

func missed(codes ...string) []contract.Miss {
	var list []contract.Miss
	for _, code := range codes {
		list = append(list, contract.Miss{Judgement: contract.Judgement{Metric: code, Verdict: contract.Missed, Value: dec("0.8"), N: 100}, Vendor: decimal.One})
	}
	return list
}

func TestCreditsWithinAllocationPoolAndCap(t *testing.T) {
	var want struct {
		MonthlyCharge float64 `json:"monthly_charge"`
		AtRisk        float64 `json:"at_risk"`
		Two           float64 `json:"missed_qa_ticket"`
		All           float64 `json:"missed_all_uncapped"`
		Capped        float64 `json:"missed_all_capped"`
	}
	golden(t, "service_credit", &want)
	v, charge := risky(allocations), cny(minor(want.MonthlyCharge))
	if err := v.Check(); err != nil {
		t.Fatal(err)
	}
	two, err := v.Propose(charge, missed("qa_critical", "ticket24h"))
	if err != nil || two.Total != cny(minor(want.Two)) || two.Uncapped != two.Total {
		t.Errorf("two missed: %v of %v (%v), want %v", two.Total, two.Uncapped, err, want.Two)
	}
	all, err := v.Propose(charge, missed("asa30", "qa_critical", "csat", "ticket24h", "callback3d"))
	if err != nil || all.Total != cny(minor(want.Capped)) || all.Uncapped != cny(minor(want.All)) {
		t.Errorf("all missed: %v of %v (%v), want %v of %v", all.Total, all.Uncapped, err, want.Capped, want.All)
	}
}

func TestACreditCanBeOpenedDownToTheCounts(t *testing.T) {
	p, err := risky(allocations).Propose(cny(100_000_000), missed("qa_critical"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"at_risk": "0.12", "allocation": "0.5", "depth": "1", "value": "0.8", "base": "0.9", "n": "100"} {
		if s, found := p.Step.Find(name); !found || s.Number == nil || s.Number.Cmp(dec(want)) != 0 {
			t.Errorf("%s: %+v, want %s", name, s, want)
		}
	}
	if s, found := p.Step.Find("cap"); !found || *s.Amount != cny(12_000_000) {
		t.Errorf("cap: %+v, want 120,000.00", s)
	}
}

func TestWhatCostsNothingSaysWhy(t *testing.T) {
	v := risky(map[string]string{"asa30": "0", "qa_critical": "0.5", "csat": "0.3", "ticket24h": "0.4", "callback3d": "0.4"})
	misses := missed("asa30", "unagreed", "qa_critical", "csat")
	misses[2].Verdict, misses[3].Verdict = contract.Chance, contract.Kept
	p, err := v.Propose(cny(100_000_000), misses)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Credits {
		got = append(got, c.Why)
	}
	want := []string{"reported only: nothing is allocated to it", "the contract has no level for it", "within_chance", "kept"}
	if diff := cmp.Diff(want, got); diff != "" || p.Total.Minor != 0 {
		t.Errorf("total %v, %s", p.Total, diff)
	}
}

func TestOneIncidentCostsOnceByItsLargestMiss(t *testing.T) {
	misses := missed("asa30", "qa_critical", "csat", "ticket24h")
	for _, i := range []int{0, 1, 3} {
		misses[i].Incident = "outage of 3 May"
	}
	p, err := risky(allocations).Propose(cny(100_000_000), misses)
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, c := range p.Credits {
		got = append(got, c.Amount.Minor)
	}
	if want := []int64{0, 6_000_000, 3_600_000, 0}; !slices.Equal(got, want) {
		t.Errorf("credits %v, want %v", got, want)
	}
	if p.Credits[0].Why != "incident outage of 3 May costs once, by qa_critical" || p.Credits[0].Step.Amount.Minor != 0 {
		t.Errorf("first: %q, %v", p.Credits[0].Why, p.Credits[0].Step.Amount)
	}
}

func TestADeeperMissCostsMoreUntilItsDepth(t *testing.T) {
	v := risky(allocations)
	deep := dec("0.8")
	v.Levels[1].Depth = &deep
	for value, want := range map[string]int64{"0.9": 0, "0.88": 1_200_000, "0.85": 3_000_000, "0.8": 6_000_000, "0.5": 6_000_000} {
		m := missed("qa_critical")
		m[0].Value = dec(value)
		if p, err := v.Propose(cny(100_000_000), m); err != nil || p.Total.Minor != want {
			t.Errorf("%s: %v (%v), want %v", value, p.Total, err, cny(want))
		}
	}
}

func TestOnlyTheVendorsShareIsChargedWhereTheContractSaysSo(t *testing.T) {
	v := risky(allocations)
	m := missed("qa_critical")
	m[0].Vendor = dec("0.25")
	if p, err := v.Propose(cny(100_000_000), m); err != nil || p.Total.Minor != 6_000_000 {
		t.Errorf("informed only: %v (%v), want all of it", p.Total, err)
	}
	v.AtRisk.ByShare = true
	if p, err := v.Propose(cny(100_000_000), m); err != nil || p.Total.Minor != 1_500_000 {
		t.Errorf("by share: %v (%v), want a quarter", p.Total, err)
	}
	m[0].Vendor = dec("1.01")
	var refused *contract.ShareError
	if _, err := v.Propose(cny(100_000_000), m); !errors.As(err, &refused) {
		t.Errorf("a share of 1.01: %v, want a ShareError", err)
	}
}

func TestACreditBeyondItsCapIsRefused(t *testing.T) {
	p, err := risky(allocations).Propose(cny(100_000_000), missed("qa_critical"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Agree(cny(12_000_000)); err != nil {
		t.Errorf("at the cap: %v", err)
	}
	var capped *contract.CapError
	if err := p.Agree(cny(12_000_001)); !errors.As(err, &capped) {
		t.Errorf("beyond the cap: %v, want a CapError", err)
	}
	var mixed *money.MixedError
	if err := p.Agree(money.Amount{Minor: 1, Currency: "USD"}); !errors.As(err, &mixed) {
		t.Errorf("in dollars: %v, want a MixedError", err)
	}
	var refused *contract.UseError
	if err := p.Agree(cny(-1)); !errors.As(err, &refused) {
		t.Errorf("below nothing: %v, want a UseError", err)
	}
	if _, err := risky(allocations).Propose(money.Amount{Minor: 1, Currency: "USD"}, nil); !errors.As(err, &mixed) {
		t.Errorf("a charge in dollars: %v, want a MixedError", err)
	}
}

func TestCreditsNeverExceedTheCap(t *testing.T) {
	v := risky(allocations)
	codes := []string{"asa30", "qa_critical", "csat", "ticket24h", "callback3d"}
	rapid.Check(t, func(rt *rapid.T) {
		chosen := rapid.SliceOfDistinct(rapid.SampledFrom(codes), rapid.ID[string]).Draw(rt, "missed")
		charge := cny(rapid.Int64Range(0, 1e12).Draw(rt, "charge"))
		p, err := v.Propose(charge, missed(chosen...))
		if err != nil {
			rt.Fatal(err)
		}
		if p.Total.Minor > p.Cap.Minor || p.Total.Minor < 0 || p.Total.Minor != min(p.Uncapped.Minor, p.Cap.Minor) {
			rt.Errorf("%v of %v: total %v, uncapped %v, cap %v", chosen, charge, p.Total, p.Uncapped, p.Cap)
		}
		again, err := v.Propose(charge, missed(chosen...))
		if err != nil || cmp.Diff(p, again, cmp.Comparer(func(a, b decimal.Decimal) bool { return a == b })) != "" {
			rt.Errorf("the same month again is another proposal (%v)", err)
		}
	})
}

func TestASmallSampleIsMissedOnlyBeyondChance(t *testing.T) {
	l := level("qa_critical", "0.9", "0.95", "10", "0")
	l.LeastN = 100
	low := level("repeat_2h", "0.17", "0.14", "10", "7")
	low.LeastN = 100
	bounds := func(a, b string) *contract.Bounds { return &contract.Bounds{Low: dec(a), High: dec(b)} }
	for _, c := range []struct {
		name   string
		level  contract.Level
		value  metric.Value
		bounds *contract.Bounds
		want   contract.Verdict
		by     string
	}{
		{"good", l, ratio(9, 10), nil, contract.Kept, "estimate"},
		{"many, below", l, ratio(89, 100), nil, contract.Missed, "estimate"},
		{"few, below, but chance", l, ratio(8, 10), bounds("0.4439", "0.9748"), contract.Chance, "bound"},
		{"few, far below", l, ratio(2, 10), bounds("0.0252", "0.5561"), contract.Missed, "bound"},
		{"few, unknown bounds", l, ratio(2, 10), nil, contract.Chance, "bound"},
		{"few, above, less is better", low, ratio(2, 10), bounds("0.0252", "0.5561"), contract.Chance, "bound"},
		{"few, far above", low, ratio(8, 10), bounds("0.4439", "0.9748"), contract.Missed, "bound"},
		{"less is better, good", low, ratio(17, 100), nil, contract.Kept, "estimate"},
		{"nothing counted", l, ratio(0, 0), nil, contract.Unproved, "estimate"},
	} {
		if got := c.level.Judge(c.value, c.bounds); got.Verdict != c.want || got.By != c.by {
			t.Errorf("%s: %s by %s, want %s by %s", c.name, got.Verdict, got.By, c.want, c.by)
		}
	}
}

// Issue 6, part 2: the month's cap of 120,000 of the reference, and years that leave less.
func TestTheCapOfTheYearLeavesWhatOtherMonthsDidNotTake(t *testing.T) {
	v, charge := risky(allocations), cny(100_000_000)
	all := missed("asa30", "qa_critical", "csat", "ticket24h", "callback3d")
	month, err := v.Propose(charge, all)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := v.InYear(month, cny(1e12)); err != nil || same.Total != month.Total || same.Cap != month.Cap {
		t.Errorf("without a cap of the year: %v of %v (%v), want %v", same.Total, same.Cap, err, month.Total)
	}
	year := cny(50_000_000)
	v.AtRisk.Year = &year
	if err := v.Check(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ given, total, limit int64 }{{0, 12_000_000, 12_000_000}, {38_000_000, 12_000_000, 12_000_000}, {45_000_000, 5_000_000, 5_000_000}, {50_000_000, 0, 0}, {60_000_000, 0, 0}} {
		p, err := v.InYear(month, cny(c.given))
		if err != nil || p.Total != cny(c.total) || p.Cap != cny(c.limit) {
			t.Errorf("after %v in the year: %v of at most %v (%v), want %d of %d", cny(c.given), p.Total, p.Cap, err, c.total, c.limit)
		}
		var beyond *contract.CapError
		if err := p.Agree(cny(c.limit + 1)); !errors.As(err, &beyond) {
			t.Errorf("after %v in the year, settled one above the cap: %v, want a CapError", cny(c.given), err)
		}
		if left, found := p.Step.Find("year_given"); !found || *left.Amount != cny(c.given) {
			t.Errorf("the derivation has %+v as given in the year, want %d", left, c.given)
		}
	}
	var mixed *money.MixedError
	if _, err := v.InYear(month, money.Amount{Currency: "USD"}); !errors.As(err, &mixed) {
		t.Errorf("given in dollars: %v, want a MixedError", err)
	}
	for _, wrong := range []money.Amount{{Minor: 1, Currency: "USD"}, cny(-1)} {
		v.AtRisk.Year = &wrong
		if v.Check() == nil {
			t.Errorf("a cap of the year of %v is taken", wrong)
		}
	}
}

func TestAYearNeverGivesMoreThanItsCap(t *testing.T) {
	codes := []string{"asa30", "qa_critical", "csat", "ticket24h", "callback3d"}
	rapid.Check(t, func(rt *rapid.T) {
		v, year := risky(allocations), cny(rapid.Int64Range(0, 1e10).Draw(rt, "year"))
		v.AtRisk.Year = &year
		given := cny(0)
		for range 12 {
			p, err := v.Propose(cny(rapid.Int64Range(0, 1e10).Draw(rt, "charge")), missed(rapid.SliceOfDistinct(rapid.SampledFrom(codes), rapid.ID[string]).Draw(rt, "missed")...))
			if err != nil {
				rt.Fatal(err)
			}
			capped, err := v.InYear(p, given)
			if err != nil || capped.Total.Minor > p.Total.Minor || capped.Total.Minor < 0 || capped.Total.Minor > capped.Cap.Minor {
				rt.Fatalf("%v became %v within %v (%v)", p.Total, capped.Total, capped.Cap, err)
			}
			if capped.Total != p.Total && given.Minor+capped.Total.Minor != year.Minor {
				rt.Fatalf("%v was cut to %v although the year had given %v of %v", p.Total, capped.Total, given, year)
			}
			given.Minor += capped.Total.Minor
		}
		if given.Minor > year.Minor {
			rt.Fatalf("the year gave %v of %v", given, year)
		}
	})
}
