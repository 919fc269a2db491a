package scheduling

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Shift is one person's work on one local day. A shift over midnight belongs
// to the day on which it starts.
type Shift struct {
	PersonID   int64
	Day        grid.Date
	Start, End time.Time
	Template   string // code of the agreement's shift template, "" for a free one
	Letter     string // what the roster shows, one letter
	QueueID    int64  // the queue whose requirement it covers
	Pauses     []Pause
	Locked     bool // neither the optimiser nor a bulk edit may touch it
}

// PauseKind says what a pause is for.
type PauseKind string

// The kinds of pause.
const (
	Lunch PauseKind = "lunch"
	Break PauseKind = "break"
)

// Pause is time within a shift in which the person does not serve.
type Pause struct {
	Start, End time.Time
	Kind       PauseKind
	Paid       bool
}

// Paid returns the paid time: elapsed time less unpaid pauses. A shift through
// the night in which the clocks go back is paid the hour more that it lasts.
func (s Shift) Paid() time.Duration {
	paid := s.End.Sub(s.Start)
	for _, p := range s.Pauses {
		if !p.Paid {
			paid -= p.End.Sub(p.Start)
		}
	}
	return paid
}

// Same reports whether two shifts are the same work; a lock is not work.
func (s Shift) Same(o Shift) bool {
	return s.PersonID == o.PersonID && s.Day == o.Day && s.Start.Equal(o.Start) && s.End.Equal(o.End) &&
		s.QueueID == o.QueueID && s.Template == o.Template && slices.EqualFunc(s.Pauses, o.Pauses, Pause.same)
}

func (p Pause) same(o Pause) bool {
	return p.Start.Equal(o.Start) && p.End.Equal(o.End) && p.Kind == o.Kind && p.Paid == o.Paid
}

// faults returns what is wrong with a shift in itself, whatever the agreement.
func (s Shift) faults(at string, g grid.Grid) []FieldError {
	var bad []FieldError
	if _, inside := g.DayIndex(s.Day); !inside {
		last := g.Date(g.Days() - 1)
		return []FieldError{{Field: at + ".day", Found: s.Day.String(), Expected: fmt.Sprintf("a day of the roster, %s to %s", g.First(), last), Want: problem.Wanting(problem.DayWithin, g.First(), last)}}
	}
	if grid.DateOf(s.Start.In(g.Location())) != s.Day {
		bad = append(bad, FieldError{Field: at + ".startMin", Found: s.Start.In(g.Location()).Format("2006-01-02 15:04"), Expected: "a start on " + s.Day.String(), Want: problem.Wanting(problem.StartsOn, s.Day)})
	}
	if length := s.End.Sub(s.Start); length <= 0 || length > 24*time.Hour {
		bad = append(bad, FieldError{Field: at + ".endMin", Found: length.String(), Expected: "an end after the start, at most 24 hours later", Want: problem.Wanting(problem.EndWithin, 24)})
	}
	for i, p := range s.Pauses {
		place := fmt.Sprintf("%s.breaks[%d]", at, i)
		if !p.End.After(p.Start) || p.Start.Before(s.Start) || p.End.After(s.End) {
			bad = append(bad, FieldError{Field: place, Found: clockRange(g, p.Start, p.End), Expected: "a pause within the shift", Want: problem.Wanting(problem.PauseInside)})
		}
		if i > 0 && p.Start.Before(s.Pauses[i-1].End) {
			bad = append(bad, FieldError{Field: place, Found: clockRange(g, p.Start, p.End), Expected: "a pause after the one before it ends", Want: problem.Wanting(problem.PauseInside)})
		}
	}
	return bad
}

func clockRange(g grid.Grid, from, to time.Time) string {
	return from.In(g.Location()).Format("15:04") + " to " + to.In(g.Location()).Format("15:04")
}
