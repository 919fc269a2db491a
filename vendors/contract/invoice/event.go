package invoice

import (
	"cmp"
	"slices"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Event is one piece of evidence. What it claims beyond its time (on the roster,
// certified, within hours) is what the owner's own records say, as faults: the zero
// value is without one.
type Event struct {
	Ref      string // as lines claim it; unique
	Rate     string // by which it is paid; "" it is work for another client, and only shows overlaps
	Agent    string
	Customer string // for repeats and splits; "" unknown
	Day      grid.Date
	Begins   time.Time
	Ends     time.Time
	Talk     int64 // seconds on the contact, hold included
	Wrap     int64 // seconds after it
	// Quantity in the rate's unit, where it does not follow from the times: a part
	// of a seat-month, a sum of money. Zero: it follows.
	Quantity decimal.Decimal

	OffRoster    bool
	Uncertified  bool // for the skill, at that time
	OutsideHours bool // that were approved
	Training     bool
	Overtime     bool // not approved
	Reopened     bool // the case was opened again
}

// Rule says what is billable under a rate. Zero fields do not apply.
type Rule struct {
	Rate         string
	WrapCap      int64         // seconds of work after a contact that are paid at most
	RoundTo      int64         // seconds to which each contact's time is rounded up
	ShortBelow   int64         // seconds of talk below which a contact is not effective
	RepeatWithin time.Duration // of the customer's last contact
	SplitWithin  time.Duration // of the same agent's last contact with the customer
}

// judged is an event with what it is worth.
type judged struct {
	*Event
	model    contract.Model
	quantity decimal.Decimal
	price    decimal.Decimal
	version  int
	fault    Reason // "" billable
	with     string // the event that it overlaps, repeats or continues
}

// quantity is how much of its rate an event is.
func (e *Event) quantity(m contract.Model, r Rule) (decimal.Decimal, error) {
	if !e.Quantity.IsZero() {
		return e.Quantity, nil
	}
	switch m {
	case contract.PerMinute:
		wrap := e.Wrap
		if r.WrapCap > 0 {
			wrap = min(wrap, r.WrapCap)
		}
		return decimal.MustNew(roundedUp(e.Talk+wrap, r.RoundTo), 0).Quo(decimal.MustNew(60, 0))
	case contract.PerHour, contract.PerSeat:
		return decimal.MustNew(int64(e.Ends.Sub(e.Begins)/time.Second), 0).Quo(decimal.MustNew(3600, 0))
	}
	return decimal.One, nil
}

// roundedUp is a number of seconds in whole steps.
func roundedUp(seconds, step int64) int64 {
	if step <= 1 {
		return seconds
	}
	return (seconds + step - 1) / step * step
}

// ownFault is what is wrong with an event by itself, the gravest first.
func (e *Event) ownFault(m contract.Model, r Rule) Reason {
	effective := m == contract.PerContact || m == contract.PerResolution || m == contract.Hybrid || m == contract.PerMinute
	switch {
	case e.OffRoster:
		return OffRoster
	case e.Uncertified:
		return Uncertified
	case e.OutsideHours:
		return OutsideHours
	case e.Training:
		return TrainingBilled
	case e.Overtime:
		return OvertimeUnapproved
	case effective && e.Talk < r.ShortBelow:
		return ShortContact
	case m == contract.PerResolution && e.Reopened:
		return RepeatContact
	}
	return ""
}

// markRepeats finds contacts of one customer that follow each other too closely. Of
// a repeat the later is no effective contact; by resolution the earlier one did not
// resolve. A contact that the same agent takes up again at once is one that was
// split. Events are in order of their begin.
func markRepeats(events []*judged, rules map[string]Rule) {
	type thread struct{ rate, customer string }
	last := map[thread]*judged{}
	for _, e := range events {
		r := rules[e.Rate]
		if e.fault != "" || e.Customer == "" || e.Rate == "" || (r.RepeatWithin == 0 && r.SplitWithin == 0) {
			continue
		}
		key := thread{e.Rate, e.Customer}
		before, seen := last[key]
		last[key] = e
		if !seen {
			continue
		}
		since := e.Begins.Sub(before.Ends)
		switch {
		case r.SplitWithin > 0 && since <= r.SplitWithin && before.Agent == e.Agent:
			e.fault, e.with = SplitContact, before.Ref
		case r.RepeatWithin > 0 && since <= r.RepeatWithin && e.model == contract.PerResolution:
			before.fault, before.with = RepeatContact, e.Ref
		case r.RepeatWithin > 0 && since <= r.RepeatWithin:
			e.fault, e.with = RepeatContact, before.Ref
		}
	}
}

// markOverlaps finds time that one person spent for two clients at once, or twice
// for one where time itself is paid. Several contacts at once are the nature of
// chat and no fault. Events are in order of their begin.
func markOverlaps(events []*judged) {
	byAgent := map[string][]*judged{}
	for _, e := range events {
		if e.Agent != "" {
			byAgent[e.Agent] = append(byAgent[e.Agent], e)
		}
	}
	for _, list := range byAgent {
		overlapsOf(list)
	}
}

func overlapsOf(list []*judged) {
	var foreign, latest []*judged // work for others; of each and those before it, the one that ends last
	for _, e := range list {
		if e.Rate != "" {
			continue
		}
		last := e
		if n := len(latest); n > 0 && latest[n-1].Ends.After(e.Ends) {
			last = latest[n-1]
		}
		foreign, latest = append(foreign, e), append(latest, last)
	}
	var own *judged // paid time that ends last so far
	for _, e := range list {
		if e.Rate == "" || e.fault != "" {
			continue
		}
		before, _ := slices.BinarySearchFunc(foreign, e.Ends, func(f *judged, end time.Time) int {
			return cmp.Or(f.Begins.Compare(end), 1) // what begins at the end does not overlap
		})
		timed := e.model == contract.PerHour || e.model == contract.PerSeat
		switch {
		case before > 0 && latest[before-1].Ends.After(e.Begins):
			e.fault, e.with = Overlap, latest[before-1].Ref
		case timed && own != nil && own.Ends.After(e.Begins):
			e.fault, e.with = Overlap, own.Ref
		}
		if timed && (own == nil || e.Ends.After(own.Ends)) {
			own = e
		}
	}
}
