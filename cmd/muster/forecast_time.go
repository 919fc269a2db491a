package main

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// localLayouts are the ways to write a start without an offset.
var localLayouts = []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05"}

// offsetLayouts are the ways to write a start with its offset.
var offsetLayouts = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00", "2006-01-02T15:04Z07:00"}

// readInstant reads a start that has an offset.
func readInstant(text string) (time.Time, bool) {
	for _, layout := range offsetLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// readStart reads the beginning of an interval: an instant with its offset, or what the clock of
// the site shows. Where clocks go back an hour is shown twice; the first row of
// a series that shows it, by the instants in seen, means the first.
func readStart(text string, loc *time.Location, seen map[int64]int) (time.Time, error) {
	if t, whole := readInstant(text); whole {
		return wholeMinute(text, t)
	}
	for _, layout := range localLayouts {
		if wall, err := time.Parse(layout, text); err == nil {
			return localStart(text, wall, loc, seen)
		}
	}
	return time.Time{}, fmt.Errorf("%q; expected a time such as 2026-03-02T09:30:00+08:00 or 2026-03-02 09:30", text)
}

func wholeMinute(text string, t time.Time) (time.Time, error) {
	if t.Second() != 0 || t.Nanosecond() != 0 {
		return time.Time{}, fmt.Errorf("%q; expected a whole minute", text)
	}
	return t, nil
}

func localStart(text string, wall time.Time, loc *time.Location, seen map[int64]int) (time.Time, error) {
	if _, err := wholeMinute(text, wall); err != nil {
		return time.Time{}, err
	}
	minutes := wall.Hour()*60 + wall.Minute()
	t := grid.WallTime(loc, grid.DateOf(wall), minutes)
	if local := t.In(loc); local.Hour()*60+local.Minute() != minutes {
		return time.Time{}, fmt.Errorf("%q does not exist in %s, where the clocks skip it; expected a time that they show", text, loc)
	}
	if _, taken := seen[t.Unix()]; taken {
		if again, ok := shownAgain(t.In(loc)); ok {
			return again, nil
		}
	}
	return t, nil
}

// shownAgain returns the later instant at which clocks that go back show the
// same time as at t.
func shownAgain(t time.Time) (time.Time, bool) {
	_, change := t.ZoneBounds()
	if change.IsZero() {
		return time.Time{}, false
	}
	_, before := t.Zone()
	_, after := change.Zone()
	again := t.Add(time.Duration(before-after) * time.Second)
	return again, before > after && !again.Before(change)
}
