package layers

import (
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Measure is what a layer changes.
type Measure string

// The measures.
const (
	Contacts   Measure = "contacts"
	HandleTime Measure = "handle_time" // seconds a contact
)

// Operation is how a layer changes its measure.
type Operation string

// The operations; see the package's documentation for their algebra.
const (
	Multiply Operation = "multiply"
	Add      Operation = "add"
	Set      Operation = "set"
)

// Layer is one change of one measure over [From, To).
type Layer struct {
	ID        int64 // layers lie in the order of their ids
	Measure   Measure
	Operation Operation
	Value     float64 // a factor; contacts in the whole range; seconds a contact
	From, To  time.Time
	// Elsewhere is the share of an added or set total that belongs to parts of
	// the range which the curves do not reach, 0 to 1.
	Elsewhere float64
}

// here is the part of a total that falls to the curves.
func (l Layer) here() float64 { return l.Value * (1 - l.Elsewhere) }

// Curves are a forecast by interval.
type Curves struct {
	Contacts []float64
	AHTS     []float64 // seconds a contact; nil where nobody knows
	Open     []bool    // by interval, whether a total may be spread there without a shape
}

// Reason says why a layer changed nothing.
type Reason string

// The reasons.
const (
	OutOfReach   Reason = "out_of_reach"   // its range and the curves have no interval in common
	EmptyRange   Reason = "empty"          // its range holds no contacts to change, and no open interval for new ones
	NoHandleTime Reason = "no_handle_time" // the forecast knows no handle time to change
)

// Idle is a layer that changed nothing, and why.
type Idle struct {
	ID     int64
	Reason Reason
}

// Result is a forecast under its layers.
type Result struct {
	Curves
	Applied []int64 // ids of the layers that had a say, ascending
	Idle    []Idle
}

// stretch is the intervals that a layer covers: from the first on, the covered
// share of each, above 0 and up to 1.
type stretch struct {
	first int
	part  []float64
}

// cover finds what [from, to) covers of a grid. Intervals are compared by their
// instants, so that days of 23 and 25 hours need no care.
func cover(g grid.Grid, from, to time.Time) stretch {
	var s stretch
	if g.Len() == 0 || !from.Before(g.Start(g.Len())) || !to.After(g.Start(0)) {
		return s
	}
	if from.After(g.Start(0)) {
		s.first, _ = g.Index(from)
	}
	for i := s.first; i < g.Len(); i++ {
		start, end := g.Start(i), g.End(i)
		if !start.Before(to) {
			break
		}
		whole := end.Sub(start)
		if from.After(start) {
			start = from
		}
		if to.Before(end) {
			end = to
		}
		s.part = append(s.part, float64(end.Sub(start))/float64(whole))
	}
	return s
}
