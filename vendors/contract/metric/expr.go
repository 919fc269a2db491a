package metric

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Counts are what was counted in a period, by name.
type Counts map[string]int64

// Add adds the counts of another interval, day or vendor.
func (c Counts) Add(other Counts) {
	for name, n := range other {
		c[name] += n
	}
}

// Op is what an expression does.
type Op string

// What expressions can do.
const (
	OpCount   Op = "count"   // a count by its name
	OpWhole   Op = "whole"   // a constant
	OpSum     Op = "sum"     // of one or more
	OpLess    Op = "less"    // the first less all others
	OpProduct Op = "product" // of one or more
)

// Expr is a whole-number formula over counts. Its fields are data, so that a
// contract can store it and a screen can show it; [Count] and its neighbours build
// one, [Expr.Check] says whether one that was read can be computed.
type Expr struct {
	Op    Op
	Name  string // of OpCount
	Whole int64  // of OpWhole
	Of    []Expr // of the others
}

// Count is a count by its name.
func Count(name string) Expr { return Expr{Op: OpCount, Name: name} }

// Whole is a constant.
func Whole(n int64) Expr { return Expr{Op: OpWhole, Whole: n} }

// Sum adds counts.
func Sum(names ...string) Expr { return Expr{Op: OpSum, Of: counts(names)} }

// Less takes all other counts from the first.
func Less(first string, others ...string) Expr {
	return Expr{Op: OpLess, Of: append([]Expr{Count(first)}, counts(others)...)}
}

// Product multiplies.
func Product(of ...Expr) Expr { return Expr{Op: OpProduct, Of: of} }

func counts(names []string) []Expr {
	out := make([]Expr, len(names))
	for i, name := range names {
		out[i] = Count(name)
	}
	return out
}

// FormulaError refuses an expression that cannot be computed.
type FormulaError struct{ Found, Expected string }

func (e *FormulaError) Error() string {
	return fmt.Sprintf("formula: found %s; expected %s", e.Found, e.Expected)
}

// A formula of a contract is read by people: deeper or longer ones are mistakes.
const (
	deepest = 6
	longest = 40
)

// Check says whether an expression can be computed; the error is a [*FormulaError].
func (e Expr) Check() error { return e.check(0) }

func (e Expr) check(depth int) error {
	switch {
	case depth > deepest:
		return &FormulaError{fmt.Sprintf("more than %d levels", deepest), "a formula that a person can read"}
	case len(e.Of) > longest:
		return &FormulaError{fmt.Sprintf("%d terms", len(e.Of)), fmt.Sprintf("at most %d", longest)}
	}
	switch e.Op {
	case OpCount:
		if e.Name == "" || len(e.Of) > 0 {
			return &FormulaError{fmt.Sprintf("a count named %q with %d terms", e.Name, len(e.Of)), "a name and no terms"}
		}
		return nil
	case OpWhole:
		if len(e.Of) > 0 {
			return &FormulaError{fmt.Sprintf("a constant with %d terms", len(e.Of)), "no terms"}
		}
		return nil
	case OpSum, OpLess, OpProduct:
		if len(e.Of) == 0 {
			return &FormulaError{string(e.Op) + " of nothing", "at least one term"}
		}
	default:
		return &FormulaError{fmt.Sprintf("operation %q", e.Op), "count, whole, sum, less or product"}
	}
	for _, term := range e.Of {
		if err := term.check(depth + 1); err != nil {
			return err
		}
	}
	return nil
}

// MissingError says that a count the formula needs was not delivered: it is not
// the same as zero.
type MissingError struct{ Name string }

func (e *MissingError) Error() string {
	return fmt.Sprintf("count %q is missing; expected it from the source, as 0 where nothing happened", e.Name)
}

// OverflowError says that a formula leaves the whole numbers that are kept exactly.
type OverflowError struct{ Formula string }

func (e *OverflowError) Error() string {
	return fmt.Sprintf("%s is beyond 64 bits; expected counts of a period that can be kept exactly", e.Formula)
}

// Value computes the expression; the error is a [*MissingError], [*OverflowError] or
// [*FormulaError].
func (e Expr) Value(c Counts) (int64, error) {
	switch e.Op {
	case OpCount:
		n, there := c[e.Name]
		if !there {
			return 0, &MissingError{e.Name}
		}
		return n, nil
	case OpWhole:
		return e.Whole, nil
	}
	if len(e.Of) == 0 {
		return 0, e.check(0)
	}
	total, err := e.Of[0].Value(c)
	for _, term := range e.Of[1:] {
		if err != nil {
			return 0, err
		}
		var n int64
		if n, err = term.Value(c); err == nil {
			total, err = e.join(total, n)
		}
	}
	return total, err
}

// join combines two terms.
func (e Expr) join(a, b int64) (int64, error) {
	var out int64
	var whole bool
	switch e.Op {
	case OpSum:
		out = a + b
		whole = (a^out)&(b^out) >= 0 // the sign is that of one of them
	case OpLess:
		out = a - b
		whole = (a^b)&(a^out) >= 0
	case OpProduct:
		out, whole = product(a, b)
	default:
		return 0, e.check(0)
	}
	if !whole {
		return 0, &OverflowError{e.String()}
	}
	return out, nil
}

// product multiplies and says whether nothing was lost.
func product(a, b int64) (int64, bool) {
	high, low := bits.Mul64(size(a), size(b))
	if high != 0 || low > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func size(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Names are the counts that the expression needs, each once, in order of reading.
func (e Expr) Names() []string {
	if e.Op == OpCount {
		return []string{e.Name}
	}
	var names []string
	for _, term := range e.Of {
		for _, name := range term.Names() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// String is the formula as a person writes it.
func (e Expr) String() string {
	switch e.Op {
	case OpCount:
		return e.Name
	case OpWhole:
		return fmt.Sprint(e.Whole)
	}
	between := map[Op]string{OpSum: " + ", OpLess: " − ", OpProduct: " × "}[e.Op]
	terms := make([]string, len(e.Of))
	for i, term := range e.Of {
		terms[i] = term.String()
		if len(term.Of) > 1 && (e.Op == OpProduct || i > 0) {
			terms[i] = "(" + terms[i] + ")"
		}
	}
	return strings.Join(terms, between)
}
