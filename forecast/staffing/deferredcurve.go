package staffing

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// ResponseTime is the promise for deferred contacts.
type ResponseTime struct {
	Seconds float64 // from arrival until done, counted while closed too
	Backlog float64 // seconds of work open at the start of the grid, due within the first response time

	Share      float64       // of contacts that keep it, such as 0.95; 0: all, or of a queue nineteen in twenty
	OpenClock  bool          // the time runs only while open
	ByAge      []OpenContact // more of what is open at the start, by age
	LivePeople []float64     // that other contacts need, by interval; nil for none
	Renew      bool          // see [Deferred]
	Finish     bool          // see [Deferred]
}

// OpenContact is work that is open at the start of a grid.
type OpenContact struct {
	Work float64 // seconds of work
	Age  float64 // seconds since it came, by the clock of the promise; what is older than it is due at once
}

// fluidHandleTimes is the response time in handle times below which work is a
// queue: chance then decides more than the work in all.
const fluidHandleTimes = 5

// queueShare is the share of contacts of such a queue that keep a promise which
// names none: no number of people answers all in time.
const queueShare = 0.95

// IsQueue reports whether the promise is so short beside a handle time that the
// contacts must be staffed as a queue.
func (r ResponseTime) IsQueue(aht float64) bool { return r.Seconds < fluidHandleTimes*aht }

// DeferredCurve is [RequirementCurve] for contacts that need not be answered
// at once: their work is spread by [SpreadDeferred] over the open intervals in
// which it is due. A nil open means always.
//
// Of the goals, a maximum occupancy leaves people that much slack, a minimum
// and shrinkage apply as ever; service level, ASA and abandonment concern
// waiting contacts and are not used. Contacts that arrive in closed intervals
// are not lost: they are work like any other.
//
// A promise below five handle times makes the contacts a queue (see
// [ResponseTime.IsQueue]): they are then staffed by its formula for the share
// that must be answered within it, those of closed intervals and what is open at
// the start in the first open one after.
func DeferredCurve(contacts, aht grid.Curve, open []bool, promise ResponseTime, g Goals) (Curves, error) {
	if err := g.validate(); err != nil {
		return Curves{}, err
	}
	at := contacts.Grid
	if open == nil {
		open = always(at.Len())
	}
	if len(contacts.Values) != at.Len() || len(aht.Values) != at.Len() || len(open) != at.Len() {
		return Curves{}, fmt.Errorf("deferred curve: %d contacts, %d handle times and %d opening marks for %d intervals",
			len(contacts.Values), len(aht.Values), len(open), at.Len())
	}
	if promise.IsQueue(meanOf(contacts, aht)) {
		return promise.queueCurve(contacts, aht, open, g)
	}
	d := promise.Deferred(at, open)
	c := newCurves(at)
	for i := range d.Work {
		load, err := intervalLoad(contacts, aht, i)
		if err != nil {
			return Curves{}, &IntervalError{i, err}
		}
		d.Work[i] = load.Erlangs
		c.Load.Values[i] = load.Erlangs
	}
	people, err := SpreadDeferred(d)
	if err != nil {
		return Curves{}, err
	}
	for i, p := range people {
		if open[i] {
			c.setDeferred(i, p, g)
		}
	}
	return c, nil
}

// Deferred is the promise in intervals of a grid, without the work that arrives.
func (r ResponseTime) Deferred(at grid.Grid, open []bool) Deferred {
	seconds := at.Interval().Seconds()
	d := Deferred{
		Work: make([]float64, at.Len()), Open: open, Backlog: r.Backlog / seconds, OpenClock: r.OpenClock, Share: r.Share,
		Live: r.LivePeople, Renew: r.Renew, Finish: r.Finish,
	}
	most := float64(at.Len() + 1)
	intervals := func(time float64) int { return int(math.Floor(max(-most, min(time/seconds, most)))) }
	d.Within = intervals(max(0, r.Seconds)) // a part of an interval does not count
	for _, c := range r.ByAge {
		d.Aged = append(d.Aged, Aged{Work: c.Work / seconds, Due: intervals(r.Seconds - c.Age)})
	}
	return d
}

// meanOf is the mean handle time of all contacts.
func meanOf(contacts, aht grid.Curve) float64 {
	all, work := 0.0, 0.0
	for i, n := range contacts.Values {
		if n > 0 {
			all += n
			work += n * aht.Values[i]
		}
	}
	if all == 0 {
		return 0
	}
	return work / all
}

// queueCurve staffs contacts with a short promise as a queue.
func (r ResponseTime) queueCurve(contacts, aht grid.Curve, open []bool, g Goals) (Curves, error) {
	g.ServiceLevel, g.Threshold = r.Share, r.Seconds
	if r.Share == 0 || r.Share == 1 {
		g.ServiceLevel = queueShare
	}
	moved, times := grid.NewCurve(contacts.Grid), grid.NewCurve(contacts.Grid)
	mean, waiting := meanOf(contacts, aht), r.Backlog
	for _, c := range r.ByAge {
		waiting += c.Work
	}
	kept := waiting / mean // contacts that wait for the next open interval
	for i, n := range contacts.Values {
		kept += n
		times.Values[i] = mean
		if n > 0 {
			times.Values[i] = aht.Values[i]
		}
		if open[i] {
			moved.Values[i], kept = kept, 0
		}
	}
	return RequirementCurve(moved, times, open, Behaviour{}, g)
}

// setDeferred turns people at work into people present and scheduled.
func (c *Curves) setDeferred(i int, people float64, g Goals) {
	if people > 0 {
		c.Binding[i] = ResponseTimeGoal
	}
	if g.MaxOccupancy > 0 {
		people /= g.MaxOccupancy
	}
	if least := float64(g.MinAgents); people < least {
		people, c.Binding[i] = least, MinimumGoal
	}
	c.Fractional.Values[i] = people
	c.Whole.Values[i] = max(0, roundUp(people))
	c.Scheduled.Values[i] = max(0, roundUp(g.Shrinkage.Scheduled(c.Whole.Values[i])))
}

func always(n int) []bool {
	open := make([]bool, n)
	for i := range open {
		open[i] = true
	}
	return open
}
