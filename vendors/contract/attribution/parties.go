package attribution

import (
	"math"

	"github.com/govalues/decimal"
)

// Parties says which players are the vendor's; the others are the owner's.
type Parties [players]bool

// Usual is how the four divide unless the contract says otherwise: hours and
// availability are the vendor's.
var Usual = Parties{Hours: true, Availability: true}

// Split is a miss by whose it was.
type Split struct {
	Owner, Vendor float64 // parts of Modelled − Planned
	// Share is the part of the fall that is the vendor's, 0 to 1: what a credit may
	// be charged by. What one side gained sets nothing off against what the other
	// lost. 0 where neither side lost anything.
	Share float64
}

// Split divides shares between owner and vendor.
func (s Shares) Split(by Parties) Split {
	var out Split
	for j, phi := range s.By {
		if by[j] {
			out.Vendor += phi
		} else {
			out.Owner += phi
		}
	}
	lost := math.Max(0, -out.Owner) + math.Max(0, -out.Vendor)
	if lost > 0 {
		out.Share = math.Max(0, -out.Vendor) / lost
	}
	return out
}

// Charged is the vendor's share as credits take it: rounded to a millionth, so that
// money rests on a figure that is shown in full.
func (s Split) Charged() decimal.Decimal {
	d, err := decimal.NewFromFloat64(s.Share)
	if err != nil {
		return decimal.Zero // not a number: nobody is charged by it
	}
	return d.Round(6)
}
