package model

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Observation is what one interval of a queue saw.
type Observation struct {
	Start    time.Time // the instant at which the interval begins
	Contacts float64   // contacts offered, not negative

	// Handled contacts and the seconds they took in total. Zero handled means
	// that the interval says nothing about handle time.
	Handled       float64
	HandleSeconds float64

	// Parts of HandleSeconds, where the source tells them apart: all zero where
	// it does not. Their sum may differ from HandleSeconds by what is none of them.
	TalkSeconds, HoldSeconds, WrapSeconds float64
}

// History is a queue's past as local days by wall-clock slots. Build one with
// [NewHistory]; it does not change afterwards.
//
// A slot is an interval of the wall clock, numbered from midnight; a day always
// has 1440/minutes of them, whatever the clocks did.
type History struct {
	first   grid.Date
	minutes int
	slots   int

	contacts [][]float64  // day by slot; NaN where no row was given
	handled  [][]float64  // contacts whose handle time is known
	seconds  [][]float64  // their handle time in total
	split    *handleSplit // what it is made of, nil where no source says

	reported []int // slots of each day that have an observation

	integral bool // every count is a whole number
}

// DuplicateError says that two observations stand for one interval.
type DuplicateError struct {
	Start         time.Time
	First, Second int // positions in the list of observations
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("interval %s is given twice, by observations %d and %d; one was expected",
		e.Start.Format(time.RFC3339), e.First+1, e.Second+1)
}

// ValueError says that an observation holds a number that cannot be.
type ValueError struct {
	Index int // position in the list of observations
	Field string
	Got   float64
}

func (e *ValueError) Error() string {
	return fmt.Sprintf("observation %d: %s is %g; a finite number of 0 or more was expected", e.Index+1, e.Field, e.Got)
}

// AlignmentError says that an observation does not begin where an interval does.
type AlignmentError struct {
	Index   int
	Start   time.Time
	Minutes int
}

func (e *AlignmentError) Error() string {
	return fmt.Sprintf("observation %d begins at %s, which is not the beginning of a %d-minute interval",
		e.Index+1, e.Start.Format(time.RFC3339), e.Minutes)
}

// NewHistory arranges observations, in any order, into local days. The days run
// from the first to the last that has an observation, both whole.
//
// It refuses a *[DuplicateError], a *[ValueError] or an *[AlignmentError].
func NewHistory(loc *time.Location, minutes int, observations []Observation) (*History, error) {
	if len(observations) == 0 {
		return nil, fmt.Errorf("history: no observations")
	}
	earliest := slices.MinFunc(observations, byStart).Start
	latest := slices.MaxFunc(observations, byStart).Start
	first, last := grid.DateOf(earliest.In(loc)), grid.DateOf(latest.In(loc))
	g, err := grid.New(loc, minutes, first, first.DaysUntil(last)+1)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	h := newHistory(first, minutes, g.Days())
	return h, h.fill(g, observations)
}

func byStart(a, b Observation) int { return a.Start.Compare(b.Start) }

func newHistory(first grid.Date, minutes, days int) *History {
	h := &History{first: first, minutes: minutes, slots: 1440 / minutes, integral: true}
	h.contacts = matrix(days, h.slots, math.NaN())
	h.handled = matrix(days, h.slots, 0)
	h.seconds = matrix(days, h.slots, 0)
	h.reported = make([]int, days)
	return h
}

func matrix(rows, columns int, value float64) [][]float64 {
	cells := make([]float64, rows*columns)
	if value != 0 {
		for i := range cells {
			cells[i] = value
		}
	}
	out := make([][]float64, rows)
	for r := range out {
		out[r] = cells[r*columns : (r+1)*columns]
	}
	return out
}

// fill places every observation in its day and slot. Of the two intervals that
// share a slot when clocks go back, the mean is kept.
func (h *History) fill(g grid.Grid, observations []Observation) error {
	seen := make([]int, g.Len()) // position + 1 of the observation of each interval
	for n, o := range observations {
		if err := o.check(n); err != nil {
			return err
		}
		i, _ := g.Index(o.Start)
		if !g.Start(i).Equal(o.Start) {
			return &AlignmentError{Index: n, Start: o.Start, Minutes: h.minutes}
		}
		if seen[i] > 0 {
			return &DuplicateError{Start: o.Start, First: seen[i] - 1, Second: n}
		}
		seen[i] = n + 1
		h.put(g.DayOf(i), g.WallMinute(i)/h.minutes, o)
	}
	return nil
}

func (h *History) put(day, slot int, o Observation) {
	if before := h.contacts[day][slot]; math.IsNaN(before) {
		h.contacts[day][slot] = o.Contacts
		h.reported[day]++
	} else {
		h.contacts[day][slot] = (before + o.Contacts) / 2
	}
	h.integral = h.integral && o.Contacts == math.Trunc(o.Contacts)
	if o.Handled > 0 && o.HandleSeconds > 0 {
		h.handled[day][slot] += o.Handled
		h.seconds[day][slot] += o.HandleSeconds
		h.putParts(day, slot, o)
	}
}

func (o Observation) check(n int) error {
	for _, f := range []struct {
		name  string
		value float64
	}{{"contacts", o.Contacts}, {"handled", o.Handled}, {"handle seconds", o.HandleSeconds},
		{"talk seconds", o.TalkSeconds}, {"hold seconds", o.HoldSeconds}, {"wrap seconds", o.WrapSeconds}} {
		if !(f.value >= 0) || math.IsInf(f.value, 1) {
			return &ValueError{Index: n, Field: f.name, Got: f.value}
		}
	}
	return nil
}

// Days returns the number of local days from the first to the last observed.
func (h *History) Days() int { return len(h.contacts) }

// Slots returns the number of wall-clock slots of a day.
func (h *History) Slots() int { return h.slots }

// Minutes returns the length of a slot.
func (h *History) Minutes() int { return h.minutes }

// First returns the first local day.
func (h *History) First() grid.Date { return h.first }

// Date returns local day k, counted from 0.
func (h *History) Date(k int) grid.Date { return h.first.AddDays(k) }

// Contacts returns what was observed on day k in a slot, NaN where nothing was.
func (h *History) Contacts(k, slot int) float64 { return h.contacts[k][slot] }

// before returns the history as it stood at the end of day k-1; it shares memory.
func (h *History) before(k int) *History {
	past := *h
	past.contacts, past.handled, past.seconds, past.reported = h.contacts[:k], h.handled[:k], h.seconds[:k], h.reported[:k]
	past.split = h.split.before(k)
	return &past
}

// rows returns how many slots of day k have an observation.
func (h *History) rows(k int) int { return h.reported[k] }
