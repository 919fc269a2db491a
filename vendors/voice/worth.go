package voice

import "math"

// Span is a guess with how far off it may be.
type Span struct{ Low, Likely, High float64 }

// ordered reports whether a span is one of shares.
func (s Span) ordered() bool {
	return 0 <= s.Low && s.Low <= s.Likely && s.Likely <= s.High && s.High <= 1
}

// Grade is how well an assumption is founded, from an experiment of one's own to a guess.
type Grade string

// Grades lists them, the best first: an experiment; one's own records; what others
// published; a guess.
func Grades() []Grade { return []Grade{"A", "B", "C", "D"} }

// Worth is what a centre assumes of its customers (000-16): what one is worth in a year,
// and which share of them leaves within it after something was solved, and after it was
// not. None of it is measured here, so all that follows from it is told apart.
type Worth struct {
	ValueMinor       int64 // of a customer in a year, in minor units
	Solved, Unsolved Span  // share that leaves
	Source           string
	Grade            Grade
}

// Sound reports whether its spans are shares in their order, and more leave after what was
// not solved than after what was.
func (w Worth) Sound() bool {
	return w.ValueMinor > 0 && w.Solved.ordered() && w.Unsolved.ordered() && w.Solved.Likely < w.Unsolved.Likely
}

// Amount is money that follows from an assumption, in minor units, with how far off it may
// be.
type Amount struct{ Low, Likely, High int64 }

// Of is what it is worth in a year that cases are solved rather than not: those who stay
// only then, times what each is worth. Its low takes the least favourable end of both
// shares, and is not below 0.
func (w Worth) Of(cases int64) Amount {
	times := func(difference float64) int64 {
		return int64(math.Round(float64(cases) * max(0, difference) * float64(w.ValueMinor)))
	}
	return Amount{times(w.Unsolved.Low - w.Solved.High), times(w.Unsolved.Likely - w.Solved.Likely), times(w.Unsolved.High - w.Solved.Low)}
}

// Saved is what a measure saves in a year, as contacts that no longer come: those that
// still come, times how many more there were before (the inverse of the ratio). The low
// takes the upper end of the ratio's interval. A ratio of 0 or less, or that is no number,
// says nothing, and 0 is returned. (002-04: the effect, times those whom it affects.)
func Saved(after int64, days int, ratio, low, high float64) (saved Amount) {
	if days <= 0 {
		return saved
	}
	year := float64(after) / float64(days) * 365
	times := func(ratio float64) int64 {
		if !(ratio > 0) || math.IsInf(ratio, 0) {
			return 0
		}
		return int64(math.Round(year * max(0, 1/ratio-1)))
	}
	saved = Amount{times(high), times(ratio), times(low)}
	saved.High = max(saved.High, saved.Likely) // an interval that is open downwards has no upper end
	return saved
}
