// Package derive keeps figures together with what they were computed from, so that
// every line of a statement can be opened until nobody has a question.
package derive

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/money"
)

// Step is a figure and what it was computed from. Exactly one of Amount, Number
// and Text says what it is. Name is a stable key that screens translate; Of tells
// like steps apart (a metric, a band); Formula is the arithmetic in short.
type Step struct {
	Name    string
	Of      string
	Amount  *money.Amount
	Number  *decimal.Decimal
	Text    string
	Formula string
	From    []Step
}

// Amount is a step that is money.
func Amount(name, of string, a money.Amount, formula string, from ...Step) Step {
	return Step{Name: name, Of: of, Amount: &a, Formula: formula, From: from}
}

// Number is a step that is a number.
func Number(name, of string, d decimal.Decimal, formula string, from ...Step) Step {
	return Step{Name: name, Of: of, Number: &d, Formula: formula, From: from}
}

// Text is a step in words, such as the reason for which nothing is owed.
func Text(name, of, text string) Step { return Step{Name: name, Of: of, Text: text} }

// Find returns the first step of a name, the step itself or below it; false where
// there is none.
func (s Step) Find(name string) (Step, bool) {
	if s.Name == name {
		return s, true
	}
	for _, below := range s.From {
		if found, ok := below.Find(name); ok {
			return found, true
		}
	}
	return Step{}, false
}
