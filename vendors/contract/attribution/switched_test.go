package attribution_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract/attribution"
)

// What was switched and what the queue brought add up to the volume's share; sending
// the agreed part switches nothing, and a queue that came as locked leaves all of it to
// the switching (issue 6, part 4).
func TestWhatWasSwitchedIsAPartOfTheVolumesShare(t *testing.T) {
	level := func(_ int, volume, handle, hours float64) (float64, error) {
		return 1 / (1 + math.Exp(4*(volume*handle/3600/max(hours, 1e-9)-1))), nil
	}
	rapid.Check(t, func(t *rapid.T) {
		side := func(name string) attribution.Side {
			return attribution.Side{
				Volume: rapid.Float64Range(1, 90).Draw(t, name+" volume"), HandleTime: rapid.Float64Range(60, 400).Draw(t, name+" handle"),
				Hours: rapid.Float64Range(0.5, 8).Draw(t, name+" hours"), Availability: rapid.Float64Range(0.5, 1).Draw(t, name+" availability"),
			}
		}
		in := attribution.Interval{Plan: side("plan"), Actual: side("actual"), InTime: 7, Counted: 9}
		day, err := attribution.Attribute([]attribution.Interval{in}, level)
		if err != nil {
			t.Fatal(err)
		}
		switched := func(expected float64) float64 {
			got, err := attribution.Switched([]attribution.Interval{in}, []float64{expected}, day, level)
			if err != nil {
				t.Fatal(err)
			}
			return got[0]
		}
		whole := day.Intervals[0].By[attribution.Volume]
		if got := switched(in.Actual.Volume); got != 0 {
			t.Fatalf("the agreed part was sent: %v switched, want 0", got)
		}
		if got := switched(0); got != 0 {
			t.Fatalf("nobody knows: %v switched, want 0", got)
		}
		if got := switched(in.Plan.Volume); in.Plan.Volume != in.Actual.Volume && math.Abs(got-whole) > 1e-12 {
			t.Fatalf("the queue came as locked: %v switched, want all %v", got, whole)
		}
		x := rapid.Float64Range(1, 90).Draw(t, "expected")
		between := in.Plan.Volume <= x && x <= in.Actual.Volume
		if got := switched(x); between && got > 1e-12 { // more than agreed was sent of a queue that was busier
			t.Fatalf("more was sent than agreed: %v switched, want a loss", got)
		}
	})
}
