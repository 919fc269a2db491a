package voice

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Comparison is how a count stands to one before it, each for its exposure.
type Comparison struct {
	Now, Before int64
	Ratio       float64 // of the rates; NaN where there was nothing before
	Low, High   float64 // its 95 % interval; High is +Inf where there was nothing before
	Surely      int     // 1 more than before, −1 less, 0 it can be chance (1 %)
	Few         bool    // too few to say anything but a very great change
}

// fewContacts is below which sum of both counts a comparison says that it is small:
// the interval of a ratio of 1 is then wider than from a quarter to four.
const fewContacts = 10

// Compare sets a count of contacts against one before it. Exposure is what could have
// brought contacts in either time: orders or users where they are known, else days.
//
// Given their sum, the first of two Poisson counts is binomial; the exact interval of
// its share (C. Clopper and E. Pearson, Biometrika 26, 1934) is that of the ratio. The
// error is an [*ExposureError].
func Compare(now, before int64, e Exposure) (Comparison, error) {
	if e.Now <= 0 || e.Before <= 0 {
		return Comparison{}, &ExposureError{exposures(e), "more than nothing in both times"}
	}
	if now < 0 || before < 0 {
		return Comparison{}, &ExposureError{counts(now, before), "0 contacts or more"}
	}
	c := Comparison{Now: now, Before: before, Ratio: math.NaN(), High: math.Inf(1), Few: now+before < fewContacts}
	scale := float64(e.Before) / float64(e.Now)
	if before > 0 {
		c.Ratio = scale * float64(now) / float64(before)
	}
	low, high := share(now, now+before)
	c.Low = scale * low / (1 - low)
	if before > 0 {
		c.High = scale * high / (1 - high)
	}
	c.Surely = differs(now, before, float64(e.Now)/float64(e.Now+e.Before))
	return c, nil
}

// share is the 95 % interval of a binomial share (Clopper and Pearson).
func share(k, n int64) (low, high float64) {
	const tail = 0.025
	x, rest := float64(k), float64(n-k)
	high = 1
	if k > 0 {
		low = mathext.InvRegIncBeta(x, rest+1, tail)
	}
	if k < n {
		high = mathext.InvRegIncBeta(x+1, rest, 1-tail)
	}
	return low, high
}
