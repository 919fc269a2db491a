package member_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestShowsAreTheSumOverAllOutcomes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 9).Draw(rt, "chances")
		want := make([]float64, len(p)+1)
		for set := range 1 << len(p) {
			mass, n := 1.0, 0
			for i, chance := range p {
				if set>>i&1 == 1 {
					mass, n = mass*chance, n+1
				} else {
					mass *= 1 - chance
				}
			}
			want[n] += mass
		}
		got := member.ShowsOf(p)
		for n, mass := range want {
			if math.Abs(got[n]-mass) > 1e-12 {
				rt.Errorf("%v: P(%d) %v, want %v", p, n, got[n], mass)
			}
		}
		if math.Abs(got.AtLeast(0)-1) > 1e-12 || got.AtLeast(len(p)+1) != 0 {
			rt.Errorf("%v: at least none %v, more than all %v", p, got.AtLeast(0), got.AtLeast(len(p)+1))
		}
	})
}

func TestOverbookingFindsTheCheapestNumber(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		chance := rapid.Float64Range(0.3, 1).Draw(rt, "chance")
		p := slices.Repeat([]float64{chance}, rapid.IntRange(0, 20).Draw(rt, "candidates"))
		need := rapid.IntRange(0, 10).Draw(rt, "need")
		stakes := member.Stakes{Missing: rapid.Float64Range(0.1, 10).Draw(rt, "missing"), Idle: rapid.Float64Range(0, 10).Draw(rt, "idle")}
		got, err := member.Overbook(need, p, stakes)
		if err != nil {
			rt.Fatal(err)
		}
		for n := range len(p) + 1 {
			s := member.ShowsOf(p[:n])
			missing := s.Missing(need)
			if cost := stakes.Missing*missing + stakes.Idle*(s.Mean()-float64(need)+missing); cost < got.Cost-1e-9 {
				rt.Errorf("need %d, chance %v, %+v: %d booked for %v; %d would be %v", need, chance, stakes, got.Booked, got.Cost, n, cost)
			}
		}
	})
}

func TestUnreliablePeopleAreOverbooked(t *testing.T) {
	sure, err := member.Overbook(10, slices.Repeat([]float64{1}, 30), member.Stakes{Missing: 5, Idle: 1})
	if err != nil || sure.Booked != 10 || sure.Enough != 1 || sure.Cost != 0 {
		t.Errorf("everybody comes: %+v (%v), want ten", sure, err)
	}
	unsure, err := member.Overbook(10, slices.Repeat([]float64{0.8}, 30), member.Stakes{Missing: 5, Idle: 1})
	if err != nil || unsure.Booked != 14 || !(unsure.Enough > 0.8) {
		t.Errorf("four of five come: %d, enough %v (%v), want fourteen", unsure.Booked, unsure.Enough, err)
	}
	for name, c := range map[string]struct {
		need   int
		p      []float64
		stakes member.Stakes
	}{
		"a negative need": {-1, nil, member.Stakes{Missing: 1}}, "a chance of 2": {1, []float64{2}, member.Stakes{Missing: 1}},
		"no chance": {1, []float64{math.NaN()}, member.Stakes{Missing: 1}}, "nothing at stake": {1, nil, member.Stakes{}},
	} {
		var refused *member.RefusedError
		if _, err := member.Overbook(c.need, c.p, c.stakes); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReliabilityBeginsWithTheCrowds(t *testing.T) {
	for r, want := range map[member.Reliability]float64{
		{}:                              0,
		{PriorBooked: 10, PriorCame: 8}: 0.8,
		{10, 10, 10, 8}:                 0.9,
		{Booked: 1, PriorBooked: 9}:     0,
		{Booked: 90, Came: 90, PriorBooked: 10, PriorCame: 5}: 0.95,
	} {
		if got := r.Chance(); math.Abs(got-want) > 1e-12 {
			t.Errorf("%+v: %v, want %v", r, got, want)
		}
	}
}

func cny(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }

func TestAPartnersPayrollIsChecked(t *testing.T) { // 004-16: 薪酬代付
	day := grid.MustDate("2026-03-10")
	owed := []member.Owed{{"ann", cny(1000), day}, {"ann", cny(500), day.AddDays(10)}, {"bo", cny(800), day}, {"cai", cny(300), day}, {"dee", cny(9), day.AddDays(90)}}
	paid := []member.Payment{
		{"ann", cny(600), day.AddDays(2), "slip 2"}, {"ann", cny(400), day.AddDays(-1), "slip 1"}, {"ann", cny(500), day.AddDays(10), "slip 3"},
		{"bo", cny(700), day, "slip 4"}, {"eve", cny(50), day, ""}, {"cai", cny(300), day.AddDays(90), "slip 9"},
	}
	got, err := member.Payroll(owed, paid, day.AddDays(20))
	if err != nil {
		t.Fatal(err)
	}
	want := []member.Statement{
		{"ann", cny(1500), cny(1500), cny(0), 2, true}, {"bo", cny(800), cny(700), cny(100), 20, true},
		{"cai", cny(300), money.Amount{}, cny(300), 20, true}, {"eve", money.Amount{}, cny(50), cny(-50), 0, false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var refused *member.RefusedError
	if _, err := member.Payroll([]member.Owed{{"ann", cny(-1), day}}, nil, day); !errors.As(err, &refused) {
		t.Errorf("a negative debt: %v", err)
	}
	if _, err := member.Payroll(nil, []member.Payment{{"ann", cny(-1), day, ""}}, day); !errors.As(err, &refused) {
		t.Errorf("a negative payment: %v", err)
	}
	var mixed *money.MixedError
	if _, err := member.Payroll(owed, []member.Payment{{"ann", money.Amount{Minor: 5, Currency: "USD"}, day, ""}}, day); !errors.As(err, &mixed) {
		t.Errorf("paid in dollars: %v", err)
	}
}
