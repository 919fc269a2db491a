package voice

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Driver is what lies behind a reason (002-05).
type Driver string

// The drivers.
const (
	Design      Driver = "design"      // the product is not understood as it was meant
	Defect      Driver = "defect"      // it does not do what it should
	Expectation Driver = "expectation" // less was done than was promised
	Process     Driver = "process"     // somebody has to do something, and it takes asking
	Knowledge   Driver = "knowledge"   // the answer was wrong or differed
	Authority   Driver = "authority"   // who answered was not allowed to solve it
	Need        Driver = "need"        // nothing went wrong: a routine wish
)

// Kinds lists every driver, those of a goal together.
func Kinds() []Driver {
	return []Driver{Design, Defect, Expectation, Process, Knowledge, Authority, Need}
}

// Goal is which of the three goals a driver belongs to (002-10).
type Goal string

// The goals: that it does not happen, that it is solved fast, that it satisfies most.
const (
	Prevent Goal = "prevent"
	Solve   Goal = "solve_fast"
	Satisfy Goal = "most_satisfied"
)

// Goal returns where a driver is worked on.
func (d Driver) Goal() Goal {
	switch d {
	case Design, Defect, Expectation:
		return Prevent
	case Process, Knowledge, Authority:
		return Solve
	}
	return Satisfy
}

// Tally is contacts of a reason in a period and in the one before.
type Tally struct {
	Reason   string
	Driver   Driver
	Contacts int64
	Before   int64
}

// Exposure is how much could have gone wrong: orders, or users.
type Exposure struct{ Now, Before int64 }

// Ratio is a reason for every 1,000 orders.
type Ratio struct {
	Tally
	Goal      Goal
	Share     float64 // of all contacts
	Per1000   float64
	Low, High float64 // 95 % interval of Per1000, exact (Garwood 1936)
	Change    float64 // ratio to the period before; NaN where there was none
	Surely    int     // 1 more than before, −1 less, 0 it can be chance (exact binomial, 1 %)
}

// ExposureError refuses a ratio without orders.
type ExposureError struct{ Found, Expected string }

func (e *ExposureError) Error() string {
	return fmt.Sprintf("contacts per 1,000 orders: found %s; expected %s", e.Found, e.Expected)
}

func exposures(e Exposure) string { return fmt.Sprintf("%d orders, %d before", e.Now, e.Before) }

func counts(now, before int64) string { return fmt.Sprintf("%d contacts, %d before", now, before) }

// Drivers ranks reasons by how often they come for every 1,000 orders. The error is
// an [*ExposureError].
func Drivers(tallies []Tally, e Exposure) ([]Ratio, error) {
	if e.Now <= 0 || e.Before < 0 {
		return nil, &ExposureError{exposures(e), "at least one order in the period"}
	}
	total := int64(0)
	for _, t := range tallies {
		if t.Contacts < 0 || t.Before < 0 {
			return nil, &ExposureError{fmt.Sprintf("%d contacts of %s, %d before", t.Contacts, t.Reason, t.Before), "0 contacts or more"}
		}
		total += t.Contacts
	}
	out := make([]Ratio, len(tallies))
	for i, t := range tallies {
		out[i] = t.ratio(total, e)
	}
	slices.SortStableFunc(out, func(a, b Ratio) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Reason, b.Reason))
	})
	return out, nil
}

func (t Tally) ratio(total int64, e Exposure) Ratio {
	scale := 1000 / float64(e.Now)
	low, high := garwood(float64(t.Contacts), 0.95)
	r := Ratio{Tally: t, Goal: t.Driver.Goal(), Per1000: scale * float64(t.Contacts), Low: scale * low, High: scale * high, Change: math.NaN()}
	if total > 0 {
		r.Share = float64(t.Contacts) / float64(total)
	}
	if t.Before > 0 && e.Before > 0 {
		r.Change = r.Per1000 / (1000 * float64(t.Before) / float64(e.Before))
	}
	if e.Before > 0 {
		r.Surely = differs(t.Contacts, t.Before, float64(e.Now)/float64(e.Now+e.Before))
	}
	return r
}

// garwood is the exact interval of a Poisson mean (F. Garwood, Biometrika 28, 1936).
func garwood(n, level float64) (low, high float64) {
	tail := (1 - level) / 2
	if n > 0 {
		low = mathext.GammaIncRegInv(n, tail)
	}
	return low, mathext.GammaIncRegInv(n+1, 1-tail)
}

// differs compares two Poisson counts: given their sum, the first is binomial with
// the share of exposure that it had (J. Przyborowski and H. Wilenski, Biometrika 31,
// 1940).
func differs(now, before int64, share float64) int {
	n := float64(now + before)
	if n == 0 {
		return 0
	}
	const tail = 0.005
	k := float64(now)
	if now > 0 && mathext.RegIncBeta(k, n-k+1, share) < tail { // P(X ≥ k)
		return 1
	}
	if before > 0 && 1-mathext.RegIncBeta(k+1, n-k, share) < tail { // P(X ≤ k)
		return -1
	}
	return 0
}
