package grid

import (
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, without a zone. The zero
// value is no day at all; see [Date.IsZero].
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that a clock in t's location shows at instant t.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a day in the form 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day; write it as YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// MustDate is [ParseDate] for days written in source code; it panics on a day
// that does not exist.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// String returns the day as YYYY-MM-DD, which also sorts in calendar order.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether d is the zero value.
func (d Date) IsZero() bool { return d == Date{} }

// noon is an instant safely inside the day in UTC, for day arithmetic only.
func (d Date) noon() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// DaysUntil returns how many days later than d the day other is.
func (d Date) DaysUntil(other Date) int {
	return int(other.noon().Sub(d.noon()) / (24 * time.Hour))
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Compare orders days by the calendar: -1, 0 or +1.
func (d Date) Compare(other Date) int { return d.noon().Compare(other.noon()) }

// Monday returns the Monday of d's week; weeks begin on Monday everywhere in
// Muster.
func (d Date) Monday() Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % 7)
}

// Start returns the first instant of the day in loc.
//
// Midnight is the wrong answer in zones that change their clocks at midnight:
// on 2026-09-06 Santiago goes from 23:59:59 to 01:00:00, and time.Date of that
// midnight lies on the day before. Start therefore looks for the first instant
// whose local date is d.
func (d Date) Start(loc *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
	if DateOf(t) != d {
		// Midnight was skipped: the day begins at the transition.
		_, end := t.ZoneBounds()
		return end
	}
	// Midnight may happen twice; the day begins at the first of the two.
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		if earlier := start.Add(-time.Second); DateOf(earlier.In(loc)) == d {
			return firstSecondOf(d, earlier.In(loc))
		}
	}
	return t
}

// firstSecondOf walks back from an instant inside day d, in the zone offset
// that holds there, to that day's local midnight.
func firstSecondOf(d Date, t time.Time) time.Time {
	_, offset := t.Zone()
	fixed := time.FixedZone("", offset)
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, fixed).In(t.Location())
}
