package flow

import (
	"fmt"
	"math"
)

// Stay is a time that somebody spent on a rung: where they were at its beginning, how
// many months it lasted and how it ended.
type Stay struct {
	Rung          int
	Dwell, Tenure int     // months in the rung and in all, at its beginning
	Months        float64 // that were observed
	Left          bool    // at its end
	Promoted      bool    // at its end
}

// Estimate is what stays say of a workforce.
type Estimate struct {
	Hazard  []Band // one's own, or the default where there are too few exits
	Default bool   // whether it is the default
	Exits   int
	// Promote is by rung the chance a month of those who were there for long enough,
	// and Ready the months it rests on. Caps that bound at the time are in it.
	Promote []float64
	Ready   []float64
}

// Learn estimates hazards by tenure and chances of promotion by rung from stays. A
// hazard is exits over months at risk, and the standard error of its logarithm one over
// the root of the exits (a Poisson rate); a band without any is given half an exit.
// Below [EnoughExits] in all the default hazards stay. Bands begin at the months in
// from, the first of them 0; dwell are the months in each rung before a promotion.
func Learn(stays []Stay, from, dwell []int) (*Estimate, error) {
	if err := checkStays(stays, from, dwell); err != nil {
		return nil, err
	}
	e := &Estimate{Promote: make([]float64, len(dwell)), Ready: make([]float64, len(dwell))}
	for _, s := range stays {
		e.Ready[s.Rung] += overlap(float64(s.Dwell), s.Months, float64(dwell[s.Rung]), math.Inf(1))
		if s.Promoted {
			e.Promote[s.Rung]++
		}
		if s.Left {
			e.Exits++
		}
	}
	for r, months := range e.Ready {
		if e.Promote[r] > 0 {
			e.Promote[r] = -math.Expm1(-e.Promote[r] / months)
		}
	}
	if e.Exits < EnoughExits {
		e.Hazard, e.Default = DefaultHazard(), true
		return e, nil
	}
	var err error
	e.Hazard, err = rates(stays, from)
	return e, err
}

// rates are exits over months at risk, by band.
func rates(stays []Stay, from []int) ([]Band, error) {
	bands := make([]Band, len(from))
	for b := range from {
		low, high := float64(from[b]), math.Inf(1)
		if b+1 < len(from) {
			high = float64(from[b+1])
		}
		exits, risk := 0.0, 0.0
		for _, s := range stays {
			end := float64(s.Tenure) + s.Months
			risk += overlap(float64(s.Tenure), s.Months, low, high)
			if s.Left && end > low && end <= high || s.Left && b == 0 && end == 0 {
				exits++
			}
		}
		if risk == 0 {
			return nil, wrong(fmt.Sprintf("hazard from month %d", from[b]), "nobody of that tenure", "bands in which somebody was at risk")
		}
		exits = math.Max(exits, 0.5)
		bands[b] = Band{From: from[b], Hazard: exits / risk, LogSE: 1 / math.Sqrt(exits)}
	}
	return bands, nil
}

// overlap is how much of a stretch lies between two bounds.
func overlap(begin, length, low, high float64) float64 {
	return math.Max(0, math.Min(begin+length, high)-math.Max(begin, low))
}

func checkStays(stays []Stay, from, dwell []int) error {
	if len(from) == 0 || from[0] != 0 {
		return wrong("bands of tenure", from, "rising months, the first 0")
	}
	for b := 1; b < len(from); b++ {
		if from[b] <= from[b-1] {
			return wrong("bands of tenure", from, "rising months, the first 0")
		}
	}
	for i, s := range stays {
		where := fmt.Sprintf("stay %d", i+1)
		switch {
		case s.Rung < 0 || s.Rung >= len(dwell):
			return wrong(where, fmt.Sprintf("rung %d", s.Rung), fmt.Sprintf("0 to %d", len(dwell)-1))
		case s.Tenure < 0 || s.Dwell < 0 || !(s.Months >= 0) || math.IsInf(s.Months, 1):
			return wrong(where, fmt.Sprintf("%g months after %d in the rung and %d in all", s.Months, s.Dwell, s.Tenure), "months of at least 0")
		case s.Left && s.Promoted:
			return wrong(where, "both left and promoted", "one end")
		case s.Promoted && float64(s.Dwell)+s.Months <= float64(dwell[s.Rung]):
			return wrong(where, fmt.Sprintf("promoted after %g months in the rung", float64(s.Dwell)+s.Months), fmt.Sprintf("more than the %d that the rung asks", dwell[s.Rung]))
		}
	}
	return nil
}
