package contract_test

import (
	"errors"
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

func TestEveryPricingModelCharges(t *testing.T) {
	score := dec("95")
	best := dec("120")
	for _, c := range []struct {
		name string
		use  contract.Use
		want int64
	}{
		{"0.85 a call, as the operator's rule book has it", contract.Use{Rate: "call", Quantity: dec("1000")}, 850_00},
		{"all calls at the price of the band reached", contract.Use{Rate: "call", Quantity: dec("150000")}, 120_000_00},
		{"a band begins with its first call", contract.Use{Rate: "call", Quantity: dec("100000")}, 80_000_00},
		{"each call at the price of its own band", contract.Use{Rate: "call-marginal", Quantity: dec("250000")}, 85_000_00 + 80_000_00 + 37_500_00},
		{"nothing used", contract.Use{Rate: "call", Quantity: dec("0")}, 0},
		{"nothing used of marginal bands", contract.Use{Rate: "call-marginal", Quantity: dec("0")}, 0},
		{"seats, by parts of a month", contract.Use{Rate: "seat", Quantity: dec("12.5")}, 85_000_00},
		{"hours", contract.Use{Rate: "hour", Quantity: dec("0.25")}, 10_63},
		{"minutes", contract.Use{Rate: "minute", Quantity: dec("3")}, 1_65},
		{"resolutions", contract.Use{Rate: "resolved", Quantity: dec("7")}, 22_40},
		{"a share of what was saved", contract.Use{Rate: "savings", Quantity: dec("420000")}, 24_000_00},
		{"nothing saved costs nothing", contract.Use{Rate: "savings", Quantity: dec("510000")}, 0},
		{"a bonus half-way", contract.Use{Rate: "call-bonus", Quantity: dec("1000"), Score: &score}, 850_00 + 21_25},
		{"a bonus has an end", contract.Use{Rate: "call-bonus", Quantity: dec("1000"), Score: &best}, 850_00 + 42_50},
	} {
		got, err := version().Charge(c.use)
		if err != nil || *got.Amount != cny(c.want) {
			t.Errorf("%s: %v (%v), want %v", c.name, got.Amount, err, cny(c.want))
		}
	}
}

func TestAChargeCanBeOpenedDownToItsQuantity(t *testing.T) {
	got, err := version().Charge(contract.Use{Rate: "call-marginal", Quantity: dec("250000")})
	if err != nil {
		t.Fatal(err)
	}
	if q, found := got.Find("quantity"); !found || q.Number.Cmp(dec("250000")) != 0 {
		t.Errorf("no quantity in %+v", got)
	}
	total := money.Amount{}
	for _, below := range got.From {
		if below.Name == "band" {
			total, _ = total.Plus(*below.Amount)
		}
	}
	if total != *got.Amount {
		t.Errorf("bands add up to %v, the charge is %v", total, got.Amount)
	}
}

func TestWhatCannotBeChargedIsRefused(t *testing.T) {
	for name, use := range map[string]contract.Use{
		"an unknown rate":       {Rate: "moon", Quantity: dec("1")},
		"a negative quantity":   {Rate: "call", Quantity: dec("-1")},
		"a bonus without score": {Rate: "call-bonus", Quantity: dec("1")},
	} {
		var refused *contract.UseError
		if got, err := version().Charge(use); !errors.As(err, &refused) {
			t.Errorf("%s: %v, %v; want a UseError", name, got.Amount, err)
		}
	}
	var beyond *money.BeyondError
	if _, err := version().Charge(contract.Use{Rate: "seat", Quantity: dec("9999999999999999999")}); !errors.As(err, &beyond) {
		t.Errorf("more than money can hold: %v, want a BeyondError", err)
	}
}

func TestMarginalBandsChargeNoLessThanOneBandForAll(t *testing.T) {
	v := version()
	rapid.Check(t, func(rt *rapid.T) {
		quantity := decimal.MustNew(rapid.Int64Range(0, 400_000).Draw(rt, "calls"), 0)
		whole, err := v.Charge(contract.Use{Rate: "call", Quantity: quantity})
		marginal, err2 := v.Charge(contract.Use{Rate: "call-marginal", Quantity: quantity})
		if err != nil || err2 != nil || marginal.Amount.Minor < whole.Amount.Minor {
			rt.Errorf("%v calls: %v marginal, %v whole (%v, %v)", quantity, marginal.Amount, whole.Amount, err, err2)
		}
	})
}

// 004-23: as fewer seats are needed the charge comes down by the price below the baseline,
// outside the dead band.
func TestVolumeAroundABaseline(t *testing.T) {
	var want struct {
		BaseVol    float64 `json:"base_vol"`
		BaseCharge float64 `json:"base_charge"`
		High       float64 `json:"V=125000"`
		Middle     float64 `json:"V=95000"`
		Low        float64 `json:"V=70000"`
	}
	golden(t, "arc_rrc", &want)
	v := version()
	v.Baseline = &contract.Baseline{Volume: dec("100000"), Charge: cny(minor(want.BaseCharge)), Above: dec("0.80"), Below: dec("0.60"), DeadBand: dec("0.10")}
	if err := v.Check(); err != nil {
		t.Fatal(err)
	}
	for volume, c := range map[string]float64{"125000": want.High, "95000": want.Middle, "70000": want.Low, "110000": want.BaseCharge, "90000": want.BaseCharge} {
		got, err := v.BaselineCharge(dec(volume))
		if err != nil || got.Amount.Minor != minor(c) {
			t.Errorf("volume %s: %v (%v), want %v", volume, got.Amount, err, c)
		}
	}
}

func TestTakeOrPay(t *testing.T) {
	var want struct{ Charge float64 }
	golden(t, "take_or_pay", &want)
	v := version()
	v.TakeOrPay = &contract.TakeOrPay{Floor: dec("0.9"), Price: dec("0.85")}
	for volume, minors := range map[string]int64{"70000": minor(want.Charge), "90000": 76_500_00, "100000": 85_000_00} {
		got, err := v.TakeOrPayCharge(dec(volume), dec("100000"))
		if err != nil || got.Amount.Minor != minors {
			t.Errorf("volume %s: %v (%v), want %v", volume, got.Amount, err, cny(minors))
		}
	}
}

func TestVolumesNeedTheirTerms(t *testing.T) {
	var refused *contract.UseError
	v := version()
	if _, err := v.BaselineCharge(dec("1")); !errors.As(err, &refused) {
		t.Errorf("no baseline: %v", err)
	}
	if _, err := v.TakeOrPayCharge(dec("1"), dec("1")); !errors.As(err, &refused) {
		t.Errorf("no floor: %v", err)
	}
	v.Baseline, v.TakeOrPay = &contract.Baseline{}, &contract.TakeOrPay{}
	if _, err := v.BaselineCharge(dec("-1")); !errors.As(err, &refused) {
		t.Errorf("negative volume: %v", err)
	}
	if _, err := v.TakeOrPayCharge(dec("1"), dec("-1")); !errors.As(err, &refused) {
		t.Errorf("negative forecast: %v", err)
	}
}
