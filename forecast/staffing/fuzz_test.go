package staffing_test

import (
	"errors"
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// FuzzRequirement looks for inputs that hang, crash or give a requirement that
// contradicts itself. Whatever is not refused has an answer.
func FuzzRequirement(f *testing.F) {
	f.Add(10.0, 180.0, 0.0, 0.0, 0.8, 20.0, uint8(0), 0.0, 0.0, 0.0, 0)
	f.Add(10.0, 180.0, 120.0, 2.0, 0.8, 20.0, uint8(1), 5.0, 0.85, 0.05, 3)
	f.Add(1e7, 1e-6, 1e15, 100.0, 0.999999999, 0.0, uint8(4), 1e-6, 1e-6, 1e-6, 0)
	f.Add(1e7, 1e15, 1e-6, 1.0, 0.5, 1e15, uint8(3), 0.0, 0.0, 0.0, 0)
	f.Add(1e-300, 300.0, 10.0, 0.0, 0.5, 1e9, uint8(2), 1e-6, 1.0, 1.0, 0)
	f.Add(math.NaN(), math.Inf(1), -1.0, math.NaN(), 2.0, -3.0, uint8(9), math.NaN(), 7.0, -1.0, -5)
	f.Fuzz(func(t *testing.T, load, aht, patience, concurrency, level, threshold float64, variant uint8, asa, occupancy, abandon float64, least int) {
		l := staffing.Load{Erlangs: load, AHT: aht, Patience: patience, Concurrency: concurrency}
		g := staffing.Goals{
			ServiceLevel: level, Threshold: threshold, Variant: erlang.Variant(variant),
			MaxASA: asa, MaxOccupancy: occupancy, MaxAbandonment: abandon, MinAgents: least,
		}
		r, err := staffing.Requirement(l, g)
		var refused *staffing.InputError
		switch {
		case errors.As(err, &refused):
			return
		case err != nil:
			t.Fatalf("%+v with %+v: %v", l, g, err)
		case r.Agents < least || r.Fractional > float64(r.Agents) || r.Fractional < 0 || math.IsNaN(r.Fractional):
			t.Fatalf("%+v with %+v: %+v", l, g, r)
		case r.Scheduled < r.Agents || math.IsNaN(r.Performance.ServiceLevel) || math.IsNaN(r.Performance.ASA):
			t.Fatalf("%+v with %+v: %+v", l, g, r)
		}
	})
}
