package contract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

func dec(text string) decimal.Decimal { return decimal.MustParse(text) }

func cny(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }

// version is a contract of a call partner, with a rate of every kind.
func version() contract.Version {
	single := func(code string, m contract.Model, price string) contract.Rate {
		return contract.Rate{Code: code, Model: m, Unit: string(m), Bands: []contract.Band{{Price: dec(price)}}}
	}
	banded := single("call", contract.PerContact, "0.85")
	banded.Bands = append(banded.Bands, contract.Band{From: dec("100000"), Price: dec("0.80")}, contract.Band{From: dec("200000"), Price: dec("0.75")})
	marginal := banded
	marginal.Code, marginal.Marginal = "call-marginal", true
	outcome := single("savings", contract.PerOutcome, "0.3")
	outcome.Baseline = dec("500000")
	hybrid := single("call-bonus", contract.Hybrid, "0.85")
	hybrid.Bonus = &contract.Bonus{Base: dec("90"), Target: dec("100"), Share: dec("0.05")}
	return contract.Version{
		Contract: "north", Number: 1, From: grid.MustDate("2026-01-01"), Mode: contract.SimpleCall, Currency: "CNY", Rounding: money.HalfUp,
		Rates: []contract.Rate{
			banded, marginal, outcome, hybrid,
			single("seat", contract.PerSeat, "6800"), single("hour", contract.PerHour, "42.5"), single("minute", contract.PerMinute, "0.55"), single("resolved", contract.PerResolution, "3.2"),
		},
		DisputeDays: 10,
	}
}

// golden reads a part of the reference values.
func golden(t *testing.T, part string, into any) {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	file := filepath.Join(shared, "oracle/vendors/GOLDEN_contract_and_misc.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("reference values are not there: %v", err)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(parts[part], into); err != nil {
		t.Fatal(err)
	}
}

// minor turns a reference value in major units into minor ones; references carry
// binary rounding.
func minor(v float64) int64 {
	if v < 0 {
		return int64(v*100 - 0.5)
	}
	return int64(v*100 + 0.5)
}

// ratio is a value of a metric from its counts.
func ratio(over, under int64) metric.Value {
	v := metric.Value{Over: over, Under: under, Scale: 1}
	if under == 0 {
		v.Empty = "nothing was counted"
	}
	return v
}
