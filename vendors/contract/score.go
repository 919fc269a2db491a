package contract

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/money"
)

// Adjustment adds points to a card or, below zero, takes them off, with a reason.
type Adjustment struct {
	Reason string
	Points decimal.Decimal
}

// State says what became of a level on a card.
type State string

// What can become of a level.
const (
	Scored    State = "scored"
	Unknown   State = "no_value"    // its denominator was zero, or nobody delivered it
	TooFew    State = "too_few"     // a sample smaller than the contract asks for
	KnockedBy State = "knocked_out" // a level that takes all points was missed
)

// Line is one level on a card.
type Line struct {
	Metric  string
	State   State
	Why     string // where it is not scored
	Value   decimal.Decimal
	Points  decimal.Decimal
	Most    decimal.Decimal // that it could have earned, gates counted
	Reached decimal.Decimal // from base (0) to target (1), not cut off
	Gated   bool
}

// Card is the score of a period.
type Card struct {
	Lines       []Line
	Adjustments []Adjustment
	Total       decimal.Decimal // of points and adjustments
	Possible    decimal.Decimal // points of the levels that were scored
	KnockedOut  string          // the metric that took all points; "" none
}

// Score computes the card of a version: S = Σ points − deductions + bonuses. A
// level without a value, or with a sample smaller than it needs, is neither earned
// nor possible, and says why. values are by metric code. The error is a
// [*money.BeyondError].
func (v Version) Score(values map[string]metric.Value, adjustments ...Adjustment) (Card, error) {
	card := Card{Adjustments: adjustments}
	var c reckoning
	for _, level := range v.Levels {
		line, err := level.line(values)
		if err != nil {
			return Card{}, &money.BeyondError{What: "score of " + level.Metric}
		}
		card.Lines = append(card.Lines, line)
		if line.State != Scored {
			continue
		}
		if level.KnockOut && line.Reached.IsNeg() && card.KnockedOut == "" {
			card.KnockedOut = level.Metric
		}
		card.Total, card.Possible = c.add(card.Total, line.Points), c.add(card.Possible, line.Most)
	}
	if card.KnockedOut != "" {
		card.knockOut()
	}
	for _, a := range adjustments {
		card.Total = c.add(card.Total, a.Points)
	}
	if c.err != nil {
		return Card{}, &money.BeyondError{What: "score"}
	}
	return card, nil
}

// knockOut takes the points of all levels.
func (c *Card) knockOut() {
	c.Total = decimal.Zero
	for i := range c.Lines {
		if c.Lines[i].State == Scored {
			c.Lines[i].State, c.Lines[i].Points = KnockedBy, decimal.Zero
			c.Lines[i].Why = fmt.Sprintf("%s is below its base and takes all points", c.KnockedOut)
		}
	}
}

func (l Level) line(values map[string]metric.Value) (Line, error) {
	line := Line{Metric: l.Metric, State: Scored, Most: l.Weight}
	v, delivered := values[l.Metric]
	x, known := v.Exact()
	switch {
	case !delivered:
		line.State, line.Why = Unknown, "nothing was delivered"
	case !known:
		line.State, line.Why = Unknown, v.Empty
	case v.Under < l.LeastN:
		line.State, line.Why = TooFew, fmt.Sprintf("%d were looked at; the contract asks for %d", v.Under, l.LeastN)
	}
	if line.Value = x; line.State != Scored {
		return line, nil
	}
	if l.Gate != nil && l.Gate.shut(values) {
		var err error
		if l, err = l.gated(); err != nil {
			return line, err
		}
		line.Gated, line.Most = true, l.Weight
	}
	var err error
	if line.Reached, err = l.reached(x); err != nil {
		return line, err
	}
	line.Points, err = l.Points(x)
	return line, err
}

// shut reports whether a gate is not kept: too low, or not known.
func (g *Gate) shut(values map[string]metric.Value) bool {
	side, known := values[g.Metric].Compare(g.Least)
	return !known || values[g.Metric].Under == 0 || side < 0
}
