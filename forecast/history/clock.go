package history

import (
	"math"
	"time"
)

// clock turns wall-clock seconds into instants in one zone. It remembers the
// stretch of constant offset around the last answer, so that a million rows
// cost a handful of look-ups in the zone's table.
type clock struct {
	loc      *time.Location
	from, to int64 // wall seconds for which offset alone is right, half open
	offset   int64
}

// meaning says how many instants a wall-clock time has.
type meaning int

const (
	skipped meaning = iota // the clocks jump over it
	once
	twice // the clocks go back over it
)

// guard is wider than any change of a zone's offset.
const guard = 26 * 3600

// resolve returns the instant of a wall time; where it happens twice, the two
// instants in order.
func (c *clock) resolve(wall int64) (first, second int64, m meaning) {
	if wall >= c.from && wall < c.to {
		return wall - c.offset, 0, once
	}
	return c.look(wall)
}

func (c *clock) look(wall int64) (first, second int64, m meaning) {
	// Any instant that shows this wall time lies within a day of it. Both
	// offsets that can hold are those in force just before and just after.
	before := offsetAt(c.loc, wall-guard)
	after := offsetAt(c.loc, wall+guard)
	if before == after {
		c.remember(wall, before)
	}
	a, b := wall-before, wall-after
	validA, validB := offsetAt(c.loc, a) == before, offsetAt(c.loc, b) == after
	switch {
	case validA && validB && a != b:
		return min(a, b), max(a, b), twice
	case validA:
		return a, 0, once
	case validB:
		return b, 0, once
	}
	return 0, 0, skipped
}

// remember keeps the stretch in which only this offset can be meant: the whole
// time between two changes of the clocks, but for a guard at either end.
func (c *clock) remember(wall, offset int64) {
	at := wall - offset
	if offsetAt(c.loc, at) != offset {
		return
	}
	start, end := time.Unix(at, 0).In(c.loc).ZoneBounds()
	c.offset, c.from, c.to = offset, math.MinInt64, math.MaxInt64
	if !start.IsZero() {
		c.from = start.Unix() + offset + guard
	}
	if !end.IsZero() {
		c.to = end.Unix() + offset - guard
	}
}

func offsetAt(loc *time.Location, instant int64) int64 {
	_, offset := time.Unix(instant, 0).In(loc).Zone()
	return int64(offset)
}
