package member

// Partner is a partner's account of a crowd: it organises people and pays them, and
// is judged by that.
type Partner struct {
	Asked, Filled    int // places offered to its members, and booked by them
	Booked, Came     int // bookings that were not given back in time, and kept
	Active           int // members who may work
	Certified        int // of them, with a certificate for the skill that is asked for
	Applied, Started int // applications of the period, and who reached probation
}

// Rate is a share of a whole, with the counts it came from; false in Known says
// that there was no whole.
type Rate struct {
	Of, Whole int
	Known     bool
}

// Value is the share, 0 where it is not known.
func (r Rate) Value() float64 {
	if !r.Known {
		return 0
	}
	return float64(r.Of) / float64(r.Whole)
}

func rate(of, whole int) Rate { return Rate{of, whole, whole > 0} }

// Fill is how many of the places were booked.
func (p Partner) Fill() Rate { return rate(p.Filled, p.Asked) }

// Show is how many of the bookings were kept.
func (p Partner) Show() Rate { return rate(p.Came, p.Booked) }

// Ready is how many of those who may work hold the certificate.
func (p Partner) Ready() Rate { return rate(p.Certified, p.Active) }

// Yield is how many applications led to work.
func (p Partner) Yield() Rate { return rate(p.Started, p.Applied) }
