package intraday

// cut is a day divided: the slots that were seen so far and those to come.
type cut struct{ seen, rest []int }

// cutOf divides today after the last slot that was observed. Closed slots belong
// to neither side.
func cutOf(today Day) (c cut, at int) {
	for j := range today.Forecast {
		if today.Actual[j] >= 0 { // not NaN
			at = j + 1
		}
	}
	for j, f := range today.Forecast {
		switch {
		case today.speaks(j):
			c.seen = append(c.seen, j)
		case f > 0 && j >= at:
			c.rest = append(c.rest, j)
		}
	}
	return c, at
}

// complete returns the past days that speak enough on both sides.
func (c cut) complete(past []Day) []Day {
	var days []Day
	for _, d := range past {
		_, before := d.rootErrors(c.seen)
		_, after := d.rootErrors(c.rest)
		if before && after {
			days = append(days, d)
		}
	}
	return days
}
