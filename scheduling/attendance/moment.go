package attendance

import (
	"math"
	"strconv"
	"time"
)

// moment is a time of a file: an instant, or two where the clocks of the site show it
// twice, on the night on which they go back.
type moment struct{ first, second time.Time }

// layouts are how files write times of the site's clock.
var layouts = []string{
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006/1/2 15:04:05", "2006/1/2 15:04",
}

// withOffset are how files write times with their offset from UTC.
var withOffset = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04Z07:00"}

// momentOf reads a time, with its offset or by the clock of a place. The kind of fault is
// "" where there is none.
func momentOf(text string, loc *time.Location) (moment, FaultKind) {
	for _, layout := range withOffset {
		if at, err := time.Parse(layout, text); err == nil {
			return moment{first: at.UTC().Truncate(time.Second)}, ""
		}
	}
	if wall, ok := fromSerial(text); ok {
		return onClock(wall, loc)
	}
	for _, layout := range layouts {
		if wall, err := time.Parse(layout, text); err == nil && wall.Year() >= 1970 && wall.Year() < 2100 {
			return onClock(wall, loc)
		}
	}
	return moment{}, NotATime
}

// fromSerial reads days since 1899-12-30 with a fraction, as workbooks keep times; what
// is before 1970 or after 2099 is none.
func fromSerial(text string) (time.Time, bool) {
	days, err := strconv.ParseFloat(text, 64)
	if err != nil || !(days >= 25569 && days < 73051) {
		return time.Time{}, false
	}
	return time.Unix(int64(math.Round((days-25569)*86400)), 0).UTC(), true
}

// onClock finds the instants at which a clock shows what wall says in UTC. Any of them
// lies within a day, so that only the offsets of a day before and after can hold.
func onClock(wall time.Time, loc *time.Location) (moment, FaultKind) {
	var found []time.Time
	for _, near := range []time.Duration{-26 * time.Hour, 26 * time.Hour} {
		_, offset := wall.Add(near).In(loc).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		if _, really := at.In(loc).Zone(); really == offset && (len(found) == 0 || !found[0].Equal(at)) {
			found = append(found, at.Truncate(time.Second))
		}
	}
	switch len(found) {
	case 0:
		return moment{}, SkippedHour
	case 1:
		return moment{first: found[0]}, ""
	}
	return moment{found[0], found[1]}, ""
}

// twice reports whether the clocks show the time twice.
func (m moment) twice() bool { return !m.second.IsZero() }
