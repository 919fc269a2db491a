package flow_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/careers/flow"
)

// reference reads a case computed by other software, in place.
func reference(t *testing.T, name string, into any) {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(shared, "oracle", "careers", name+".json"))
	if err != nil {
		t.Skipf("no reference cases (set MUSTER_SHARED): %v", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// near compares two trees of numbers to nine digits.
func near(t *testing.T, where string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case float64:
		if got := got.(float64); !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
			t.Errorf("%s: got %.15g, want %.15g", where, got, want)
		}
	case []float64:
		got := got.([]float64)
		if len(got) != len(want) {
			t.Fatalf("%s: got %d values, want %d", where, len(got), len(want))
		}
		for i := range want {
			near(t, where, got[i], want[i])
		}
	case [][]float64:
		got := got.([][]float64)
		if len(got) != len(want) {
			t.Fatalf("%s: got %d rows, want %d", where, len(got), len(want))
		}
		for i := range want {
			near(t, where, got[i], want[i])
		}
	default:
		t.Fatalf("%s: cannot compare %T", where, want)
	}
}

// must is for what cannot fail in a test.
func must[T any](t interface {
	Helper()
	Fatal(...any)
}) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// centre is a workforce of four rungs, with all that a model can have.
func centre() *flow.Model {
	of := func(key string) flow.Ratio {
		d, _ := flow.DefaultOf(key)
		return d.Ratio()
	}
	return &flow.Model{
		Rungs: []flow.Rung{
			{Name: "new", HR: flow.Known(1), Dwell: 3, Promote: 0.5, Cap: flow.Unlimited(), Pay: 1000, Holders: []flow.Holders{{Count: 30, Dwell: 2, Tenure: 2}}},
			{Name: "qualified", HR: flow.Known(0.95), Dwell: 6, Promote: 0.1, Cap: 140, Pay: 1150, Holders: []flow.Holders{{Count: 60, Dwell: 8, Tenure: 12}, {Count: 40, Dwell: 14, Tenure: 20}}},
			{Name: "excellent", HR: flow.Known(0.8), Dwell: 12, Promote: 0.04, Cap: 70, Pay: 1300, Holders: []flow.Holders{{Count: 50, Dwell: 14, Tenure: 30}}},
			{Name: "supervisor", HR: flow.Known(0.6), Dwell: 1, Cap: 25, Pay: 1600, Holders: []flow.Holders{{Count: 20, Dwell: 20, Tenure: 48}}},
		},
		Hazard: []flow.Band{{From: 0, Hazard: 0.1, LogSE: 0.1}, {From: 1, Hazard: 0.07, LogSE: 0.1}, {From: 3, Hazard: 0.05, LogSE: 0.1}, {From: 6, Hazard: 0.035, LogSE: 0.1}, {From: 12, Hazard: 0.025, LogSE: 0.1}, {From: 24, Hazard: 0.018, LogSE: 0.1}},
		Stall:  flow.Stall{From: 12, HR: of(flow.Stalled)}, Recent: flow.Recent{Months: 6, HR: of(flow.Promoted)},
		Effects: []flow.Effect{{Name: "night", HR: of(flow.NightShifts), Exposure: 0.25}},
		Pay:     flow.Elasticity{Value: -3, Low: -4.5, High: -3},
		Sources: []flow.Source{{Name: "job board", Share: 3, HR: flow.Known(1), Cost: 3000}, {Name: "referral", Share: 1, HR: of(flow.ReferralHire), Cost: 2000}},
		Hiring:  flow.Hiring{Policy: flow.Replace}, Learning: flow.Learning{Start: 0.45, Tau: 2.5}, ExitCost: 2000, Longest: 72,
	}
}
