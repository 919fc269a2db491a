package member

import (
	"fmt"
	"time"
)

// Window is when a tier may book, and how much at first: a first window with a cap,
// then one that is open to all until the interval begins.
type Window struct {
	Tier   int
	Opens  time.Duration // before the interval: 14 days, say
	Cap    int           // intervals in the first window
	Open   time.Duration // before the interval, from when there is no cap
	Lockup time.Duration // before the interval, from when a release is late: 48 hours, say
}

// Request is a member who wants an interval.
type Request struct {
	State  State
	Held   error // what [Rules.Holds] says of the certificate on that day
	Begins time.Time
	Booked int // intervals of the first window so far
}

// Book says whether a member may book an interval now. The error is a
// [*RefusedError], or what is wrong with the certificate.
func (w Window) Book(r Request, now time.Time) error {
	opens, open := r.Begins.Add(-w.Opens), r.Begins.Add(-w.Open)
	switch {
	case !r.State.Works():
		return Refuse("booking", "member", Against(NotWorking, string(r.State), "a member on probation or active", r.State))
	case r.Held != nil:
		return r.Held
	case !now.Before(r.Begins):
		return Refuse("booking", "time", Against(Begun, now.Format(time.RFC3339), "a time before the interval begins"))
	case now.Before(opens):
		return Refuse("booking", "window", Against(NotOpen, "not open", fmt.Sprintf("%s or later for tier %d", opens.Format(time.RFC3339), w.Tier), opens, w.Tier))
	case now.Before(open) && r.Booked >= w.Cap:
		return Refuse("booking", "cap", Against(CapReached, fmt.Sprint(r.Booked), fmt.Sprintf("fewer than %d until %s", w.Cap, open.Format(time.RFC3339)), w.Cap, open))
	}
	return nil
}

// Release says whether an interval that is given back now is given back late: it
// then stays in what was booked, unless somebody takes it. The error is a
// [*RefusedError] where it has begun.
func (w Window) Release(begins, now time.Time) (late bool, err error) {
	if !now.Before(begins) {
		return false, Refuse("booking", "time", Against(Begun, now.Format(time.RFC3339), "a time before the interval begins"))
	}
	return now.After(begins.Add(-w.Lockup)), nil
}

// Swap says whether one member may take over another's interval now: who takes it
// has to be able to book it. The error is that of [Window.Book].
func (w Window) Swap(taker Request, now time.Time) error {
	taker.Booked = 0 // what somebody takes over is not from the first window
	return w.Book(taker, now)
}

// Commitment is what became of a member's bookings, in minutes.
type Commitment struct {
	Booked  int64 // all, late releases included
	Swapped int64 // taken over by somebody else
	Worked  int64 // logged in during what was booked
}

// Adherence is worked ÷ (booked − swapped), at most 1; false where nothing was left
// to keep. The error is a [*RefusedError].
func (c Commitment) Adherence() (float64, bool, error) {
	kept := c.Booked - c.Swapped
	if c.Booked < 0 || c.Swapped < 0 || c.Worked < 0 || kept < 0 || c.Worked > kept {
		return 0, false, Refuse("booking", "commitment", Against(WorkedCounts, fmt.Sprintf("%d worked of %d booked, %d swapped", c.Worked, c.Booked, c.Swapped),
			"minutes of 0 or more, no more worked than booked and not swapped", c.Worked, c.Booked, c.Swapped))
	}
	if kept == 0 {
		return 0, false, nil
	}
	return float64(c.Worked) / float64(kept), true, nil
}
