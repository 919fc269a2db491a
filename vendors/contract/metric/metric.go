package metric

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
)

// Direction says which way is better.
type Direction string

// The two directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// Unit is what a value is counted in.
type Unit string

// The units of the library.
const (
	Ratio    Unit = "ratio"     // 0 to 1, or −1 to 1 for a net score
	Per1000  Unit = "per_1000"  // of contacts or orders
	Per10000 Unit = "per_10000" // of contacts
	Seconds  Unit = "seconds"
	Minutes  Unit = "minutes"
	Score    Unit = "score" // of a survey's scale
	Money    Unit = "money" // minor units of the programme's currency
)

// Kind is how a metric comes to be known; it decides what counts as evidence.
type Kind string

// The three kinds of measurement in contracts.
const (
	Continuous Kind = "continuous" // every contact is counted
	Event      Kind = "event"      // things that happen or not, such as an outage
	Sample     Kind = "sample"     // some are looked at, so there is chance in it
)

// Method is how the interval around a value is computed (package quality).
type Method string

// The methods that the library asks for.
const (
	Binomial Method = "binomial" // a part of a whole: Wilson, or Clopper-Pearson in a dispute
	Poisson  Method = "poisson"  // a rate of events
	Net      Method = "net"      // a net score: Var = [p₊ + p₋ − (p₊ − p₋)²]/n
	Moments  Method = "moments"  // a mean: from the sum and the sum of squares
	None     Method = "none"     // counted in full, no chance in it
)

// Group is one of the goals a scorecard is ordered by: to prevent the need, to
// solve it fast, to satisfy most (002-10), and what keeps the work going.
type Group string

// The groups, in the order of scorecards.
const (
	Prevent Group = "prevent"
	Solve   Group = "solve_fast"
	Satisfy Group = "most_satisfied"
	People  Group = "people"
	Cost    Group = "cost"
	Control Group = "control"
)

// Groups are all of them, in the order of scorecards.
var Groups = []Group{Prevent, Solve, Satisfy, People, Cost, Control}

// Level is whom a value speaks of.
type Level int

// The levels, from the smallest.
const (
	Person Level = iota
	Team
	Programme
)

// String names the level.
func (l Level) String() string { return [...]string{"person", "team", "programme"}[min(max(l, 0), 2)] }

// Metric is one definition of one figure. Codes with versions are unique; a change
// of anything but the texts is a new version.
type Metric struct {
	Code      string
	Version   int
	Concept   string // id in the domain's checklist
	Family    string // definitions that are taken for one another; "" none
	Group     Group
	Kind      Kind
	Over      Expr // numerator
	Under     Expr // denominator
	Scale     int64
	Direction Direction
	Unit      Unit
	Method    Method
	Empty     string // why there is no value where the denominator is zero
	Lowest    Level  // at which it may be shown
	Because   string // of that level
	// With are metrics that are always shown beside this one, because alone it
	// invites what it should prevent.
	With []string
}

// Key names a definition for good: code and version.
func (m Metric) Key() string { return fmt.Sprintf("%s@%d", m.Code, m.Version) }

// Formula is the definition as a person reads it.
func (m Metric) Formula() string {
	under := m.Under.String()
	if len(m.Under.Of) > 1 {
		under = "(" + under + ")"
	}
	over := m.Over.String()
	if len(m.Over.Of) > 1 {
		over = "(" + over + ")"
	}
	if m.Scale > 1 {
		return fmt.Sprintf("%d × %s ÷ %s", m.Scale, over, under)
	}
	return over + " ÷ " + under
}

// Check says everything that is wrong with a definition; the error is a
// [problem.List].
func (m Metric) Check() error {
	var l problem.List
	l.Need(m.Code != "", "code", "nothing", "a code")
	l.Need(m.Version >= 1, "version", m.Version, "1 or more")
	l.Need(m.Scale >= 1, "scale", m.Scale, "1 or more")
	l.Need(m.Direction == Higher || m.Direction == Lower, "direction", m.Direction, "higher or lower")
	l.Need(m.Empty != "", "empty", "nothing", "why there is no value where the denominator is zero")
	l.Need(m.Lowest == Person || m.Because != "", "because", "nothing", "the reason for which it is not shown for smaller groups")
	for field, e := range map[string]Expr{"over": m.Over, "under": m.Under} {
		if err := e.Check(); err != nil {
			l.Need(false, field, err.Error(), "a formula over counts")
		}
	}
	return l.Err()
}

// Value is what a metric says of a period.
type Value struct {
	Metric string // key
	Over   int64
	Under  int64
	Scale  int64
	Empty  string // why there is no value; "" where there is one
}

// Known reports whether there is a value.
func (v Value) Known() bool { return v.Empty == "" }

// Exact is the quotient with nineteen digits; false where there is no value.
func (v Value) Exact() (decimal.Decimal, bool) {
	if !v.Known() {
		return decimal.Zero, false
	}
	over, err := decimal.MustNew(v.Over, 0).Mul(decimal.MustNew(v.Scale, 0))
	if err != nil {
		return decimal.Zero, false
	}
	q, err := over.Quo(decimal.MustNew(v.Under, 0))
	return q, err == nil
}

// Float is the quotient for statistics; never for money. It is 0 where there is no
// value: ask [Value.Known] first.
func (v Value) Float() float64 {
	if !v.Known() {
		return 0
	}
	return float64(v.Scale) * float64(v.Over) / float64(v.Under)
}

// Compare orders the value against a line of the contract, exactly: −1 below it,
// 0 on it, 1 above; false where there is no value.
func (v Value) Compare(line decimal.Decimal) (int, bool) {
	x, known := v.Exact()
	if !known {
		return 0, false
	}
	return x.Cmp(line), true
}

// LevelError refuses to hold a figure against somebody whom it does not describe.
type LevelError struct {
	Metric  string
	Asked   Level
	Lowest  Level
	Because string
}

func (e *LevelError) Error() string {
	return fmt.Sprintf("%s is not shown for a %v; expected a %v or larger: %s", e.Metric, e.Asked, e.Lowest, e.Because)
}

// Evaluate computes a metric for a person, a team or a programme. The error is a
// [*LevelError], [*MissingError] or [*OverflowError]; a denominator of zero is no
// error but a value that says why it is none.
func (m Metric) Evaluate(c Counts, of Level) (Value, error) {
	v := Value{Metric: m.Key(), Scale: m.Scale}
	if of < m.Lowest {
		return v, &LevelError{m.Code, of, m.Lowest, m.Because}
	}
	var err error
	if v.Over, err = m.Over.Value(c); err != nil {
		return v, fmt.Errorf("numerator of %s: %w", m.Key(), err)
	}
	if v.Under, err = m.Under.Value(c); err != nil {
		return v, fmt.Errorf("denominator of %s: %w", m.Key(), err)
	}
	if v.Under == 0 {
		v.Empty = m.Empty
	}
	return v, nil
}
