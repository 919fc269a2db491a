package invoice

import (
	"fmt"

	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Period is what is billed at once. It is closed once; from then on it changes only
// by a correction that carries its own date.
type Period struct {
	From, To    grid.Date // first and last day
	Closed      grid.Date // zero while it is open
	Corrections []Correction
}

// Correction changes what a closed period came to.
type Correction struct {
	On     grid.Date
	Amount money.Amount // above zero: the vendor gets more
	Why    string
	By     string
	Refs   []string // late events that it is for
}

// ClosedError refuses to change a closed period.
type ClosedError struct {
	Period Period
	Found  string
}

func (e *ClosedError) Error() string {
	return fmt.Sprintf("the period from %v to %v was closed on %v: found %s; expected a dated correction", e.Period.From, e.Period.To, e.Period.Closed, e.Found)
}

// CorrectionError refuses a correction.
type CorrectionError struct{ Field, Found, Expected string }

func (e *CorrectionError) Error() string {
	return fmt.Sprintf("correction, %s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// Admit says whether an event may still enter the period; the error is a
// [*ClosedError].
func (p Period) Admit(e Event) error {
	if p.Closed.IsZero() || e.Day.Before(p.From) || e.Day.After(p.To) {
		return nil
	}
	return &ClosedError{p, "a late event, " + e.Ref}
}

// Close closes the period; the error is a [*ClosedError] where it is closed
// already, or a [*CorrectionError] where its days are not over or a line is open.
func (p Period) Close(on grid.Date, cases []Case) (Period, error) {
	if !p.Closed.IsZero() {
		return p, &ClosedError{p, "a second close"}
	}
	if !on.After(p.To) {
		return p, &CorrectionError{"close", on.String(), "a day after " + p.To.String()}
	}
	for i, c := range cases {
		if c.State == Query || c.State == Disputed {
			return p, &CorrectionError{"close", fmt.Sprintf("line %d in state %s", i+1, c.State), "every line agreed, paid or credited"}
		}
	}
	p.Closed = on
	return p, nil
}

// Correct adds a correction to a closed period; the error is a [*CorrectionError].
func (p Period) Correct(c Correction) (Period, error) {
	switch {
	case p.Closed.IsZero():
		return p, &CorrectionError{"period", "an open period", "a closed one; an open one is computed anew"}
	case c.On.Before(p.Closed):
		return p, &CorrectionError{"on", c.On.String(), p.Closed.String() + ", the close, or later"}
	case c.Why == "" || c.By == "":
		return p, &CorrectionError{"why", fmt.Sprintf("%q by %q", c.Why, c.By), "a reason and who gave it"}
	case len(p.Corrections) > 0 && c.Amount.Currency != p.Corrections[0].Amount.Currency:
		return p, &CorrectionError{"amount", c.Amount.String(), "the currency of the other corrections"}
	}
	p.Corrections = append(p.Corrections[:len(p.Corrections):len(p.Corrections)], c)
	return p, nil
}
