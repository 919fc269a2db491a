package workforce

import (
	"fmt"
	"strconv"
	"time"
)

// minutesPerDay is what a wall clock shows in a day, whatever the day's length.
const minutesPerDay = 24 * 60

// ParseClock reads a wall-clock time HH:MM as minutes after midnight; 24:00 is
// the end of the day.
func ParseClock(text string) (int, error) {
	wrong := fmt.Errorf("%q is not a time of day; write it as HH:MM, 00:00 to 24:00", text)
	if len(text) != 5 || text[2] != ':' {
		return 0, wrong
	}
	hours, err1 := strconv.ParseUint(text[:2], 10, 8)
	minutes, err2 := strconv.ParseUint(text[3:], 10, 8)
	total := int(hours)*60 + int(minutes)
	if err1 != nil || err2 != nil || minutes > 59 || total > minutesPerDay {
		return 0, wrong
	}
	return total, nil
}

// FormatClock shows minutes after midnight as HH:MM. Minutes beyond the day
// show the next day's clock: 1800 is 06:00. Exactly 1440 is 24:00.
func FormatClock(minutes int) string {
	if minutes > minutesPerDay {
		minutes %= minutesPerDay
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// ISOWeekday numbers the days of the week from Monday = 1 to Sunday = 7, as
// files, forms and the database do (ISO 8601).
func ISOWeekday(d time.Weekday) int { return (int(d)+6)%7 + 1 }

// WeekdayOfISO is the reverse of [ISOWeekday].
func WeekdayOfISO(n int) (time.Weekday, error) {
	if n < 1 || n > 7 {
		return 0, fmt.Errorf("%d is no day of the week; expected 1 (Monday) to 7 (Sunday)", n)
	}
	return time.Weekday(n % 7), nil
}

// sinceMonday is the place of a weekday in Muster's week, Monday = 0.
func sinceMonday(d time.Weekday) int { return ISOWeekday(d) - 1 }
