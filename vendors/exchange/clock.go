package exchange

import (
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// stampForm is how the files write a local time, such as 20210326 08:15.
const stampForm = "20060102 15:04"

// readings are the instants at which a clock in loc shows a stamp: none in the hour
// that is skipped in spring, two in the one that comes twice in autumn.
func readings(text string, loc *time.Location) (list []time.Time, written bool) {
	wall, err := time.Parse(stampForm, text)
	if err != nil || wall.Format(stampForm) != text || wall.Year() < 1 {
		return nil, false
	}
	first := grid.WallTime(loc, grid.DateOf(wall), wall.Hour()*60+wall.Minute())
	for _, apart := range []time.Duration{-2 * time.Hour, -time.Hour, -30 * time.Minute, 0, 30 * time.Minute, time.Hour, 2 * time.Hour} {
		if t := first.Add(apart); t.In(loc).Format(stampForm) == text {
			list = append(list, t)
		}
	}
	return list, true
}

// span reads the start and end of a row. Where a start can be two instants, it is
// the later one if the earlier comes no later than the row before began; an end is
// the first reading after its start.
func (f *Faults) span(line int, from, to string, loc *time.Location, last time.Time) (start, end time.Time, ok bool) {
	starts, ok := f.stamp(line, "startdatetime", from, loc)
	ends, ok2 := f.stamp(line, "enddatetime", to, loc)
	if !ok || !ok2 {
		return start, end, false
	}
	start = starts[0]
	if len(starts) > 1 && !last.IsZero() && !start.After(last) {
		start = starts[1]
	}
	for _, t := range ends {
		if t.After(start) && t.Sub(start) <= 25*time.Hour {
			return start, t, true
		}
	}
	f.Add(line, "enddatetime", to, "a time after "+from+", within a day", problem.Wanting(problem.WithinDayAfter, from))
	return start, end, false
}

func (f *Faults) stamp(line int, column, text string, loc *time.Location) ([]time.Time, bool) {
	list, written := readings(text, loc)
	switch {
	case !written:
		f.Add(line, column, text, "a time such as 20210326 08:15", problem.Wanting(problem.TimeText, "20210326 08:15"))
	case len(list) == 0:
		f.Add(line, column, text, "a time that clocks in "+loc.String()+" show: this hour was skipped", problem.Wanting(problem.ClockTime, loc))
	}
	return list, len(list) > 0
}
