package contract

import (
	"fmt"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Version is the terms of a contract from one day to another.
type Version struct {
	Contract    string // its code
	Number      int
	From, To    grid.Date // first and last day; a zero To is open
	Mode        Mode
	Currency    money.Currency
	Rounding    money.Rounding
	Rates       []Rate
	Baseline    *Baseline  // nil: none
	TakeOrPay   *TakeOrPay // nil: none
	Levels      []Level
	AtRisk      AtRisk
	Ladder      []Rung
	DisputeDays int // working days to answer a disputed line
}

// OverlapError refuses two versions that hold on the same day.
type OverlapError struct {
	One, Other Version
	From, To   grid.Date // days on which both would hold; a zero To is open
}

func (e *OverlapError) Error() string {
	until := "for good"
	if !e.To.IsZero() {
		until = "to " + e.To.String()
	}
	return fmt.Sprintf("contract %s: versions %d (from %v) and %d (from %v) both hold from %v %s; expected the earlier to end the day before the later begins",
		e.One.Contract, e.One.Number, e.One.From, e.Other.Number, e.Other.From, e.From, until)
}

// Rule is the same for screens of every language.
func (e *OverlapError) Rule() problem.Rule {
	return problem.Ruling("versions_overlap", e.One.Number, e.One.From, e.Other.Number, e.Other.From)
}

// UncoveredError says that no version holds on a day.
type UncoveredError struct {
	Contract string
	On       grid.Date
}

func (e *UncoveredError) Error() string {
	return fmt.Sprintf("contract %s: no version holds on %v; expected one, or the work of that day under another contract", e.Contract, e.On)
}

// Rule is the same for screens of every language.
func (e *UncoveredError) Rule() problem.Rule {
	return problem.Ruling("no_version_on", e.On)
}

// History is the versions of one contract in order of their days, no two of which
// hold together.
type History []Version

// Arrange puts versions in order. The error is an [*OverlapError], or what
// [Version.Check] says of one of them.
func Arrange(versions []Version) (History, error) {
	h := slices.Clone(versions)
	for _, v := range h {
		if err := v.Check(); err != nil {
			return nil, fmt.Errorf("contract %s version %d: %w", v.Contract, v.Number, err)
		}
	}
	slices.SortStableFunc(h, func(a, b Version) int { return a.From.Compare(b.From) })
	for i := 1; i < len(h); i++ {
		before, after := h[i-1], h[i]
		if before.To.IsZero() || !before.To.Before(after.From) {
			last := after.To
			if last.IsZero() || (!before.To.IsZero() && before.To.Before(last)) {
				last = before.To
			}
			return nil, &OverlapError{before, after, after.From, last}
		}
	}
	return h, nil
}

// On returns the version that holds on a day; the error is an [*UncoveredError].
func (h History) On(day grid.Date) (Version, error) {
	name := ""
	for _, v := range h {
		if name = v.Contract; v.holds(day) {
			return v, nil
		}
	}
	return Version{}, &UncoveredError{name, day}
}

func (v Version) holds(day grid.Date) bool {
	return !day.Before(v.From) && (v.To.IsZero() || !day.After(v.To))
}

// Check says everything that is wrong with a version; the error is a
// [problem.List].
func (v Version) Check() error {
	var l problem.List
	l.Need(v.Number >= 1, "number", v.Number, "1 or more", problem.Wanting(problem.AtLeast, 1))
	l.Need(!v.From.IsZero(), "from", "nothing", "the first day", problem.Wanting(problem.Needed))
	l.Need(v.To.IsZero() || !v.To.Before(v.From), "to", v.To, "the first day or later, or nothing", problem.Wanting(problem.EndNotBefore))
	l.Need(slices.Contains(Modes, v.Mode), "mode", v.Mode, "one of the sourcing modes", problem.Wanting(problem.Choice))
	_, err := money.ParseCurrency(string(v.Currency))
	l.Need(err == nil, "currency", v.Currency, "a code of ISO 4217", problem.Wanting(problem.CurrencyCode, "CNY"))
	l.Need(slices.Contains(money.Roundings, v.Rounding), "rounding", v.Rounding, "half_up, half_even, down or up", problem.Wanting(problem.Choice))
	l.Need(v.DisputeDays >= 0, "disputeDays", v.DisputeDays, "0 or more working days", problem.Wanting(problem.AtLeast, 0))
	codes := map[string]bool{}
	for i, r := range v.Rates {
		field := fmt.Sprintf("rates[%d]", i)
		r.check(&l, field)
		l.Need(!codes[r.Code], field+".code", r.Code, "a code of its own", problem.Wanting(problem.OwnCode))
		codes[r.Code] = true
	}
	v.Baseline.check(&l, "baseline", v.Currency)
	v.TakeOrPay.check(&l, "takeOrPay")
	v.checkLevels(&l)
	for i, r := range v.Ladder {
		r.check(&l, fmt.Sprintf("ladder[%d]", i))
	}
	return l.Err()
}

// checkLevels adds what is wrong with levels and what is at risk.
func (v Version) checkLevels(l *problem.List) {
	v.AtRisk.check(l, "atRisk", v.Currency)
	seen, sum := map[string]bool{}, decimal.Zero
	for i, level := range v.Levels {
		field := fmt.Sprintf("levels[%d]", i)
		level.check(l, field)
		l.Need(!seen[level.Metric], field+".metric", level.Metric, "one level a metric", problem.Wanting(problem.EachOnce))
		seen[level.Metric] = true
		if more, err := sum.Add(level.Allocation); err == nil {
			sum = more
		}
	}
	l.Need(sum.Cmp(v.AtRisk.Pool) <= 0, "levels.allocation", sum, fmt.Sprintf("allocations that add up to the pool of %v at most", v.AtRisk.Pool), problem.Wanting(problem.SumWithin, sum, v.AtRisk.Pool))
}
