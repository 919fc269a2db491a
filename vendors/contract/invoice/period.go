package invoice

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
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
	Period Period // Closed is zero where only that it is closed is known
	Found  string
}

func (e *ClosedError) Error() string {
	closed := "is closed"
	if !e.Period.Closed.IsZero() {
		closed = "was closed on " + e.Period.Closed.String()
	}
	return fmt.Sprintf("the period from %v to %v %s: found %s; expected a dated correction", e.Period.From, e.Period.To, closed, e.Found)
}

// Rule is the same for screens of every language.
func (e *ClosedError) Rule() problem.Rule {
	return problem.Ruling("month_closed", e.Period.From, e.Period.To)
}

// CorrectionError refuses a correction.
type CorrectionError struct {
	Field, Found, Expected string
	Cause                  problem.Rule
}

func (e *CorrectionError) Error() string {
	return fmt.Sprintf("correction, %s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *CorrectionError) Rule() problem.Rule {
	return e.Cause
}

// NotClosed refuses the correction of a period that is open.
func NotClosed() error {
	return &CorrectionError{"period", "an open period", "a closed one; an open one is computed anew", problem.Ruling("month_open")}
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
		return p, &CorrectionError{"close", on.String(), "a day after " + p.To.String(), problem.Ruling("month_not_over", p.To)}
	}
	open := 0
	for _, c := range cases {
		if c.State == Query || c.State == Disputed {
			open++
		}
	}
	if open > 0 {
		return p, &CorrectionError{"close", fmt.Sprintf("%d lines of invoices that are queries or disputed", open), "every line agreed, paid or credited", problem.Ruling("lines_open", open)}
	}
	p.Closed = on
	return p, nil
}

// Correct adds a correction to a closed period; the error is a [*CorrectionError].
func (p Period) Correct(c Correction) (Period, error) {
	switch {
	case p.Closed.IsZero():
		return p, NotClosed()
	case c.On.Before(p.Closed):
		return p, &CorrectionError{"on", c.On.String(), p.Closed.String() + ", the close, or later", problem.Ruling("before_close", c.On, p.Closed)}
	case c.Why == "" || c.By == "":
		return p, &CorrectionError{"why", fmt.Sprintf("%q by %q", c.Why, c.By), "a reason and who gave it", problem.Ruling("correction_reason")}
	case len(p.Corrections) > 0 && c.Amount.Currency != p.Corrections[0].Amount.Currency:
		return p, &CorrectionError{"amount", c.Amount.String(), "the currency of the other corrections", problem.Ruling("other_currency", c.Amount.Currency, p.Corrections[0].Amount.Currency)}
	}
	p.Corrections = append(p.Corrections[:len(p.Corrections):len(p.Corrections)], c)
	return p, nil
}
