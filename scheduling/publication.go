package scheduling

import (
	"cmp"
	"slices"
	"time"
)

// Publication is what agents were told at one moment.
type Publication struct {
	RosterID, Version int64
	At                time.Time
	By                int64
	Shifts            []Shift
}

// Difference is what publishing would change for the people concerned.
type Difference struct {
	Added, Removed, Changed []ShiftChange
}

// ShiftChange is one person's day before and after; a side that has no shift
// is the zero Shift.
type ShiftChange struct{ Before, After Shift }

// People returns how many people's plans differ.
func (d Difference) People() int {
	people := map[int64]bool{}
	for _, list := range [][]ShiftChange{d.Added, d.Removed, d.Changed} {
		for _, c := range list {
			people[max(c.Before.PersonID, c.After.PersonID)] = true
		}
	}
	return len(people)
}

// Empty reports whether there is nothing to tell anybody.
func (d Difference) Empty() bool { return len(d.Added)+len(d.Removed)+len(d.Changed) == 0 }

// Diff compares what agents were told with what stands now. Each list is in
// order of day, then person.
func Diff(told, now []Shift) Difference {
	var d Difference
	before := NewSheet(told)
	after := NewSheet(now)
	for at, shift := range after.shifts {
		old, had := before.shifts[at]
		switch {
		case !had:
			d.Added = append(d.Added, ShiftChange{After: shift})
		case !old.Same(shift):
			d.Changed = append(d.Changed, ShiftChange{Before: old, After: shift})
		}
	}
	for at, shift := range before.shifts {
		if _, stays := after.shifts[at]; !stays {
			d.Removed = append(d.Removed, ShiftChange{Before: shift})
		}
	}
	for _, list := range [][]ShiftChange{d.Added, d.Removed, d.Changed} {
		slices.SortFunc(list, ShiftChange.compare)
	}
	return d
}

func (c ShiftChange) compare(o ShiftChange) int {
	a, b := c.side(), o.side()
	return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.PersonID, b.PersonID))
}

func (c ShiftChange) side() Shift {
	if c.After.PersonID != 0 {
		return c.After
	}
	return c.Before
}
