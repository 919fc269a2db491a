package attribution

import (
	"fmt"
	"math"
)

// Rule says what becomes of an interval beyond its band.
type Rule string

// The two rules in use.
const (
	Leave Rule = "leave" // all its contacts leave numerator and denominator
	Cap   Rule = "cap"   // those up to the band stay, the rest leave
)

// Lock is the bands of a locked forecast.
type Lock struct {
	Volume     float64 // share above the forecast, 0.10 as a rule
	HandleTime float64 // share above the plan, 0.10 as a rule
	Rule       Rule
	// Duty excuses only where the vendor delivered the hours that it had committed.
	Duty bool
}

// Counted is an interval against its lock.
type Counted struct {
	Forecast   float64 // contacts locked
	Plan       float64 // handle time locked, seconds
	Offered    int64
	HandleTime float64 // actual, seconds
	InTime     int64   // numerator of the metric
	Of         int64   // denominator of the metric
	Committed  float64 // hours
	Delivered  float64 // hours
}

// Reason is why contacts were excused.
type Reason string

// The reasons.
const (
	None       Reason = ""
	MoreVolume Reason = "volume beyond the lock"
	LongerWork Reason = "handle time beyond the lock"
	Undone     Reason = "beyond the lock, but the committed hours were not delivered" // not excused
)

// Excused is what is left of an interval.
type Excused struct {
	InTime, Of       int64 // that still count
	OutInTime, OutOf int64 // that left
	Because          Reason
	Band             float64 // contacts up to which the vendor answers
}

// LockError refuses a lock or an interval that cannot be counted.
type LockError struct{ Found, Expected string }

func (e *LockError) Error() string {
	return fmt.Sprintf("forecast lock: found %s; expected %s", e.Found, e.Expected)
}

// Excuse takes out of an interval what the vendor does not answer for: offered
// above (1 + b)·F, or a handle time above (1 + c)·plan. Under [Cap] the first
// (1 + b)·F contacts stay, in time in the proportion of the interval, in whole
// contacts; too long a handle time concerns every contact, so the interval leaves
// under either rule. The error is a [*LockError].
func (l Lock) Excuse(c Counted) (Excused, error) {
	if err := l.check(c); err != nil {
		return Excused{}, err
	}
	most := (1 + l.Volume) * c.Forecast
	out := Excused{InTime: c.InTime, Of: c.Of, Band: most}
	busier, longer := float64(c.Offered) > most, c.HandleTime > (1+l.HandleTime)*c.Plan
	switch {
	case !busier && !longer:
		return out, nil
	case l.Duty && c.Delivered < c.Committed:
		out.Because = Undone
		return out, nil
	case longer:
		out.Because = LongerWork
	default:
		out.Because = MoreVolume
	}
	kept := 0.0
	if l.Rule == Cap && !longer {
		kept = most / float64(c.Offered)
	}
	out.Of = int64(math.RoundToEven(kept * float64(c.Of)))
	out.InTime = min(int64(math.RoundToEven(kept*float64(c.InTime))), out.Of)
	out.OutOf, out.OutInTime = c.Of-out.Of, c.InTime-out.InTime
	return out, nil
}

func (l Lock) check(c Counted) error {
	finite := func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
	switch {
	case !finite(l.Volume) || !finite(l.HandleTime):
		return &LockError{fmt.Sprintf("bands of %v and %v", l.Volume, l.HandleTime), "shares of 0 or more"}
	case l.Rule != Leave && l.Rule != Cap:
		return &LockError{fmt.Sprintf("rule %q", l.Rule), "leave or cap"}
	case !finite(c.Forecast) || !finite(c.Plan) || !finite(c.HandleTime) || !finite(c.Committed) || !finite(c.Delivered):
		return &LockError{fmt.Sprintf("forecast %v, planned handle time %v, actual %v, hours %v of %v", c.Forecast, c.Plan, c.HandleTime, c.Delivered, c.Committed), "numbers of 0 or more"}
	case c.Offered < 0 || c.InTime < 0 || c.InTime > c.Of:
		return &LockError{fmt.Sprintf("%d offered, %d of %d in time", c.Offered, c.InTime, c.Of), "counts of 0 or more, in time no more than all"}
	}
	return nil
}
