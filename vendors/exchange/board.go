package exchange

import (
	"fmt"
	"math"
)

// Slot is an interval of the board, in hours.
type Slot struct {
	Required, Committed, Delivered float64
	Short                          float64 // committed less delivered, where that is above 0
	Surplus                        float64 // delivered less committed, where that is above 0
	Uncovered                      float64 // required less committed: nobody promised it
	Kept                           bool    // delivered within tolerance of committed, or more
}

// Board is what was required, promised and delivered.
type Board struct {
	Slots []Slot
	Total Slot    // sums; shortfalls and surpluses are not set off against each other
	Kept  float64 // share of committed intervals that were kept; NaN where none was
	// Weighted is the same by committed hours.
	Weighted float64
	Worst    int // the interval with the largest shortfall; −1 none
}

// BoardError refuses curves that cannot be set beside each other.
type BoardError struct{ Found, Expected string }

func (e *BoardError) Error() string {
	return fmt.Sprintf("board of hours: found %s; expected %s", e.Found, e.Expected)
}

// BoardOf sets hours beside each other, interval by interval. An interval is kept
// when delivered is at least (1 − tolerance) · committed. The error is a
// [*BoardError].
func BoardOf(required, committed, delivered []float64, tolerance float64) (Board, error) {
	b := Board{Kept: math.NaN(), Weighted: math.NaN(), Worst: -1}
	if len(required) != len(committed) || len(committed) != len(delivered) {
		return b, &BoardError{fmt.Sprintf("%d, %d and %d intervals", len(required), len(committed), len(delivered)), "the same intervals"}
	}
	if !(tolerance >= 0 && tolerance < 1) {
		return b, &BoardError{fmt.Sprint("tolerance ", tolerance), "a share from 0 to below 1"}
	}
	promised, kept, keptHours := 0, 0, 0.0
	for i := range required {
		s := Slot{Required: required[i], Committed: committed[i], Delivered: delivered[i]}
		for _, v := range []float64{s.Required, s.Committed, s.Delivered} {
			if !(v >= 0) || math.IsInf(v, 1) {
				return b, &BoardError{fmt.Sprintf("%v hours in interval %d", v, i+1), "0 hours or more"}
			}
		}
		s.Short, s.Surplus = max(0, s.Committed-s.Delivered), max(0, s.Delivered-s.Committed)
		s.Uncovered = max(0, s.Required-s.Committed)
		s.Kept = s.Delivered >= (1-tolerance)*s.Committed
		if s.Committed > 0 {
			promised++
			if s.Kept {
				kept++
				keptHours += s.Committed
			}
		}
		b.Slots = append(b.Slots, s)
		b.Total.add(s)
		if s.Short > 0 && (b.Worst < 0 || s.Short > b.Slots[b.Worst].Short) {
			b.Worst = i
		}
	}
	if promised > 0 {
		b.Kept, b.Weighted = float64(kept)/float64(promised), keptHours/b.Total.Committed
	}
	b.Total.Kept = kept == promised
	return b, nil
}

func (s *Slot) add(o Slot) {
	s.Required += o.Required
	s.Committed += o.Committed
	s.Delivered += o.Delivered
	s.Short += o.Short
	s.Surplus += o.Surplus
	s.Uncovered += o.Uncovered
}
