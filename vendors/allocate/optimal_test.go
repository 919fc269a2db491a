package allocate_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/allocate"
)

// A division is cheapest when its prices prove it: whatever the division, it cannot
// cost less than what the prices of volume, floor and hours ask, with every stretch
// of an offer at the end of its range that they favour (duality).
func TestItsPricesProveADivisionCheapest(t *testing.T) {
	proved := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawn(rt)
		got, err := allocate.Solve(p)
		var impossible *allocate.InfeasibleError
		if errors.As(err, &impossible) {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		hour := make([]float64, len(p.Vendors))
		bound := 0.0
		for _, h := range got.Hours {
			for v := range p.Vendors {
				if p.Vendors[v].Name == h.Vendor {
					hour[v] = h.Price
					bound -= h.Price * h.Most
				}
			}
		}
		cost := got.Cost
		for i, d := range got.Skills {
			if d.Tight {
				return
			}
			s := p.Skills[i]
			cost += p.Failure * s.Volume * (1 - d.Sure)
			bound += d.Volume*s.Volume + d.Floor*s.Floor*s.Volume
			for k, o := range s.Offers {
				for _, x := range stretches(o, d.Offers[k], s.Volume) {
					reduced := o.Cost + p.Failure*(1-x.quality) - d.Volume - d.Floor*x.quality + hour[o.Vendor]*o.Hours
					bound += math.Min(reduced*x.low, reduced*x.high)
				}
			}
		}
		proved++
		if math.Abs(cost-bound) > 1e-5*(1+math.Abs(cost)) {
			rt.Errorf("costs %v, its prices prove %v", cost, bound)
		}
	})
	if proved == 0 {
		t.Error("no division was proved")
	}
}

// stretch is a part of an offer that counts at one quality.
type stretch struct{ low, high, quality float64 }

func stretches(o allocate.Offer, p allocate.Portion, volume float64) []stretch {
	if o.Previous == nil || o.Cautious == o.Quality {
		return []stretch{{p.Low, p.High, o.Quality}}
	}
	kept := *o.Previous * volume
	return []stretch{
		{min(p.Low, kept), min(p.High, kept), o.Quality},
		{max(0, p.Low-kept), max(0, p.High-kept), o.Cautious},
	}
}
