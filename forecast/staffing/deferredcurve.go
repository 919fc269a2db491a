package staffing

import (
	"fmt"

	"github.com/muster-wfm/muster/workforce/grid"
)

// ResponseTime is the promise for deferred contacts.
type ResponseTime struct {
	Seconds float64 // from arrival until done, counted while closed too
	Backlog float64 // seconds of work open at the start of the grid, due within the first response time
}

// DeferredCurve is [RequirementCurve] for contacts that need not be answered
// at once: their work is spread by [SpreadDeferred] over the open intervals in
// which it is due. A nil open means always.
//
// Of the goals, a maximum occupancy leaves people that much slack, a minimum
// and shrinkage apply as ever; service level, ASA and abandonment concern
// waiting contacts and are not used. Contacts that arrive in closed intervals
// are not lost: they are work like any other.
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
	seconds := at.Interval().Seconds()
	d := Deferred{Work: make([]float64, at.Len()), Open: open, Backlog: promise.Backlog / seconds}
	if whole := promise.Seconds / seconds; whole >= 1 {
		d.Within = int(min(whole, float64(at.Len()+1))) // a part of an interval does not count
	}
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
