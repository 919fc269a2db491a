package erlang_test

import (
	"errors"
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// FuzzSolve looks for problems that hang, crash or have an answer which is none.
// Whatever is not refused, with its field, has a solution or a reason for none.
func FuzzSolve(f *testing.F) {
	f.Add(100.0, 1800.0, 180.0, 14.0, 0.0, uint8(0), 0.0, 0.0, 20.0, uint8(0), uint8(0), uint8(0), 0.8)
	f.Add(100.0, 1800.0, 180.0, 11.0, 95.0, uint8(1), 30.0, 0.5, 20.0, uint8(1), uint8(2), uint8(1), 30.0)
	f.Add(1e7, 1800.0, 180.0, 1e6, 60.0, uint8(2), 1e6, 0.0, 0.0, uint8(4), uint8(4), uint8(4), 0.01)
	f.Add(1e-9, 1.0, 1e-6, 1e-9, 1e-9, uint8(3), 1.0, 0.99, 1e9, uint8(2), uint8(3), uint8(2), 1e-9)
	f.Add(math.NaN(), math.Inf(1), -1.0, math.NaN(), -2.0, uint8(4), -1.0, 2.0, math.Inf(-1), uint8(9), uint8(5), uint8(9), math.NaN())
	f.Fuzz(func(t *testing.T, volume, interval, aht, agents, patience float64, kind uint8, lines, redial, threshold float64, variant, unknown, measure uint8, target float64) {
		s := erlang.Setting{
			Volume: volume, Interval: interval, AHT: aht, Agents: agents, Lines: lines, Redial: redial, Threshold: threshold,
			Variant: erlang.Variant(variant % 5), NoQueue: kind > 200,
		}
		switch kind % 5 {
		case 1:
			s.Patience = erlang.ExponentialPatience(patience)
		case 2:
			s.Patience = erlang.LogNormalPatience(patience, 1.1)
		case 3:
			s.Patience = erlang.WeibullPatience(patience, 0.7)
		case 4:
			s.Patience = erlang.FixedPatience(patience)
		}
		p := erlang.Problem{
			Setting: s, Unknown: erlang.Unknowns()[int(unknown)%len(erlang.Unknowns())],
			Goals: []erlang.Goal{{Measure: erlang.Measures()[int(measure)%len(erlang.Measures())], Target: target}},
		}
		got, err := erlang.Solve(p)
		var refused *erlang.InputError
		var none *erlang.NoSolutionError
		switch {
		case errors.As(err, &refused):
			if refused.Field == "" || refused.Expected == "" {
				t.Fatalf("%+v: %#v", p, refused)
			}
		case errors.As(err, &none):
			if none.Reason == "" || none.Error() == "" {
				t.Fatalf("%+v: %#v", p, none)
			}
		case err != nil:
			t.Fatalf("%+v: %v", p, err)
		case math.IsNaN(got.Value) || got.Value < 0 || got.From > got.To:
			t.Fatalf("%+v: %+v", p, got)
		}
	})
}
