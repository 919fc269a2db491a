package accuracy

import "math"

// longestHole is how many weeks without a row the naive forecast steps over.
const longestHole = 4

// Naive repeats the last same weekday that was known at the origin: what a
// planner without any tool would say. actual holds what came by day and slot,
// NaN where nothing was observed; origin and day count from its first. A day
// without any row is stepped over for the week before. It returns nil where
// nothing is known.
func Naive(actual [][]float64, origin, day int) []float64 {
	from := day - 7
	for from >= origin {
		from -= 7
	}
	for range longestHole {
		if from < 0 {
			return nil
		}
		if from < len(actual) && anyKnown(actual[from]) {
			return actual[from]
		}
		from -= 7
	}
	return nil
}

func anyKnown(values []float64) bool {
	for _, v := range values {
		if known(v) {
			return true
		}
	}
	return false
}

// ScaleDays is how far before the origin [NaiveScale] looks: a quarter, long
// enough to be steady and short enough to keep up with a queue that grows.
const ScaleDays = 91

// NaiveScale is the denominator of MASE and MSIS: the mean absolute difference
// between an interval and the same one a week before, over the ScaleDays before
// the origin. NaN where nothing can be compared.
func NaiveScale(actual [][]float64, origin int) float64 {
	total, n := 0.0, 0
	for k := max(7, origin-ScaleDays); k < min(origin, len(actual)); k++ {
		for j, y := range actual[k] {
			if before := actual[k-7][j]; known(y) && known(before) {
				total += math.Abs(y - before)
				n++
			}
		}
	}
	return ratio(total, float64(n))
}
