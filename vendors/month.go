package vendors

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Month is a calendar month, counted from January of the year 0.
type Month int

// MonthOf returns the month of a day.
func MonthOf(d grid.Date) Month { return Month(d.Year*12 + int(d.Month) - 1) }

// ParseMonth reads a month such as 2026-10.
func ParseMonth(text string) (Month, error) {
	d, err := grid.ParseDate(text + "-01")
	if err != nil || len(text) != 7 {
		return 0, fmt.Errorf("month: found %q; expected one such as 2026-10", text)
	}
	return MonthOf(d), nil
}

// First is the month's first day.
func (m Month) First() grid.Date {
	return grid.Date{Year: int(m) / 12, Month: time.Month(int(m)%12 + 1), Day: 1}
}

// Last is the month's last day.
func (m Month) Last() grid.Date { return (m + 1).First().AddDays(-1) }

// Days is how many days the month has.
func (m Month) Days() int { return m.First().DaysUntil(m.Last()) + 1 }

func (m Month) String() string { return m.First().String()[:7] }
