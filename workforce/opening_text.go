package workforce

import (
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
)

// dayNames are the days of the week as files write them, from Monday on.
var dayNames = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// ParseOpeningHours reads opening hours as people write them on one line:
// "Mon-Fri 08:00-20:00; Sat,Sun 09:00-13:00 14:00-18:00", or "daily 00:00-24:00".
// "closed", or nothing, is never open. What cannot be read is refused by an
// *[InvalidError].
func ParseOpeningHours(text string) (OpeningHours, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" || text == "closed" {
		return nil, nil
	}
	c := checking("opening hours")
	var periods []OpeningPeriod
	for part := range strings.SplitSeq(text, ";") {
		words := strings.Fields(part)
		c.need(len(words) >= 2, "openingHours", strings.TrimSpace(part), "days and hours, such as Mon-Fri 08:00-20:00", problem.Wanting(problem.OpeningTimes))
		if len(words) < 2 {
			continue
		}
		days := parseDays(c, words[0])
		for _, span := range words[1:] {
			opens, closes, _ := strings.Cut(span, "-")
			for _, day := range days {
				period, err := ParseOpeningPeriod(day, opens, closes)
				c.need(err == nil, "openingHours", span, "an opening and another closing time, such as 08:00-20:00", problem.Wanting(problem.OpeningTimes))
				if err != nil {
					break
				}
				periods = append(periods, period)
			}
		}
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	return NewOpeningHours(periods)
}

// parseDays reads days of the week: one, a span, or several of these with commas.
func parseDays(c *checks, text string) []time.Weekday {
	var days []time.Weekday
	for part := range strings.SplitSeq(text, ",") {
		if part == "daily" {
			part = "mon-sun"
		}
		first, last, span := strings.Cut(part, "-")
		if !span {
			last = first
		}
		from, to := slices.Index(dayNames, first), slices.Index(dayNames, last)
		c.need(from >= 0 && to >= 0, "openingHours", part, "days of the week, such as Mon, Mon-Fri, Sat,Sun or daily", problem.Wanting(problem.Weekday))
		if from < 0 || to < 0 {
			continue
		}
		for n := range (to-from+7)%7 + 1 {
			days = append(days, time.Weekday((from+n+1)%7))
		}
	}
	return days
}
