package staffing

import (
	"fmt"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Curves are the requirement of every interval of a grid.
type Curves struct {
	Load       grid.Curve // erlangs offered while open
	Fractional grid.Curve // agents, not rounded: add these up before rounding
	Whole      grid.Curve // agents, the smallest whole number that meets every goal
	Scheduled  grid.Curve // people to pay so that Whole are available
	Binding    []Goal     // which goal decides, by interval

	// ClosedContacts arrive while nobody is there to take them. They require
	// nobody, and are counted so that they do not vanish unseen.
	ClosedContacts float64
}

// Behaviour is what a queue's contacts and agents are like in every interval.
type Behaviour struct {
	Patience    float64 // as in [Load]
	Concurrency float64 // as in [Load]

	// Slower is the handle time of a contact whose agent has 1, 2, … at once, in
	// those of one at a time, so that the first is 1: [Load.AHTs] for every
	// interval. Nil where contacts come one at a time.
	Slower []float64
}

// of gives a load the behaviour.
func (b Behaviour) of(l Load) Load {
	l.Patience, l.Concurrency = b.Patience, b.Concurrency
	if l.Erlangs > 0 {
		for j, factor := range b.Slower {
			if j == 0 {
				factor = 1
			}
			l.AHTs = append(l.AHTs, factor*l.AHT)
		}
	}
	return l
}

// slowest is how much longer a contact takes than alone when its agent has as many
// as are of use.
func (b Behaviour) slowest() float64 {
	if len(b.Slower) == 0 {
		return 1
	}
	kept, _ := erlang.Productive(b.Slower)
	return kept[len(kept)-1]
}

// IntervalError says in which interval of a grid staffing is impossible.
type IntervalError struct {
	Interval int // counted from 0
	Err      error
}

func (e *IntervalError) Error() string { return fmt.Sprintf("interval %d: %v", e.Interval, e.Err) }

// Unwrap returns the cause.
func (e *IntervalError) Unwrap() error { return e.Err }

// RequirementCurve staffs every interval in which a queue is open for the
// contacts that arrive in it, each of the interval's own mean handle time in
// seconds. An interval without contacts may have any handle time. A nil open
// means always. Where a queue is closed nobody is required.
//
// Each interval is taken as if it went on for ever. That is right while handle
// times are short beside intervals and the load moves slowly.
func RequirementCurve(contacts, aht grid.Curve, open []bool, b Behaviour, g Goals) (Curves, error) {
	at := contacts.Grid
	n := at.Len()
	if len(contacts.Values) != n || len(aht.Values) != n || open != nil && len(open) != n {
		return Curves{}, fmt.Errorf("requirement curve: %d contacts, %d handle times and %d opening marks for %d intervals",
			len(contacts.Values), len(aht.Values), len(open), n)
	}
	c := newCurves(at)
	for i := range n {
		if open != nil && !open[i] {
			c.ClosedContacts += contacts.Values[i]
			continue
		}
		load, err := intervalLoad(contacts, aht, i)
		if err == nil {
			err = c.staff(i, b.of(load), g)
		}
		if err != nil {
			return Curves{}, &IntervalError{i, err}
		}
	}
	return c, nil
}

func newCurves(at grid.Grid) Curves {
	return Curves{
		Load: grid.NewCurve(at), Fractional: grid.NewCurve(at), Whole: grid.NewCurve(at), Scheduled: grid.NewCurve(at),
		Binding: make([]Goal, at.Len()),
	}
}

// intervalLoad is the load of one interval, by its true length: the last one
// of a day on which clocks move by half an hour is short.
func intervalLoad(contacts, aht grid.Curve, i int) (Load, error) {
	if contacts.Values[i] == 0 {
		return Load{AHT: 1}, nil
	}
	length := contacts.Grid.End(i).Sub(contacts.Grid.Start(i)).Seconds()
	return LoadOf(contacts.Values[i], aht.Values[i], length)
}

func (c *Curves) staff(i int, load Load, g Goals) error {
	r, err := Requirement(load, g)
	if err != nil {
		return err
	}
	c.Load.Values[i] = load.Erlangs
	c.Fractional.Values[i] = r.Fractional
	c.Whole.Values[i] = float64(r.Agents)
	c.Scheduled.Values[i] = float64(r.Scheduled)
	c.Binding[i] = r.Binding
	return nil
}
