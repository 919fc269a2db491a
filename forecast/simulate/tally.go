package simulate

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// cell is what became of the contacts that arrived at a queue in an interval of
// one replication.
type cell struct {
	offered, answered, answeredIn, abandoned, abandonedIn, virtualIn int32
	waited                                                           int32   // contacts that did not get an agent at once
	called                                                           int32   // accepted a callback; in none of the above but offered
	waitAnswered, waitAll                                            float64 // seconds
}

// sums are cells added up.
type sums struct {
	offered, answered, answeredIn, abandoned, abandonedIn, virtualIn, waited, called float64
	waitAnswered, waitAll                                                            float64
}

func (s *sums) add(c *cell) {
	s.offered += float64(c.offered)
	s.answered += float64(c.answered)
	s.answeredIn += float64(c.answeredIn)
	s.abandoned += float64(c.abandoned)
	s.abandonedIn += float64(c.abandonedIn)
	s.virtualIn += float64(c.virtualIn)
	s.waited += float64(c.waited)
	s.called += float64(c.called)
	s.waitAnswered += c.waitAnswered
	s.waitAll += c.waitAll
}

func (s *sums) join(o *sums) {
	s.offered += o.offered
	s.answered += o.answered
	s.answeredIn += o.answeredIn
	s.abandoned += o.abandoned
	s.abandonedIn += o.abandonedIn
	s.virtualIn += o.virtualIn
	s.waited += o.waited
	s.called += o.called
	s.waitAnswered += o.waitAnswered
	s.waitAll += o.waitAll
}

// shares are counts in the words of the formulas.
func (s *sums) shares() erlang.Shares {
	return erlang.Shares{
		AnsweredInTime: s.answeredIn, AnsweredLate: s.answered - s.answeredIn,
		AbandonedInTime: s.abandonedIn, AbandonedLate: s.abandoned - s.abandonedIn, VirtualInTime: s.virtualIn,
	}
}

// waitBins is how many bins a doubling of the wait is cut into: percentiles are
// good to about 4 %.
const (
	waitBins   = 16
	binShift   = 52 - 4
	firstBin   = (1023 - 4) << 4 // waits below 1/16 s share the first
	manyBins   = 28*waitBins + 1 // up to 194 days
	binsOffset = firstBin - 1
)

// binOf is the bin of a wait in seconds: exponent and leading bits of the
// number are its place on a logarithmic scale.
func binOf(wait float64) int {
	return min(manyBins-1, max(0, int(math.Float64bits(wait)>>binShift)-binsOffset))
}

// binEnd is the longest wait of a bin.
func binEnd(bin int) float64 {
	return math.Float64frombits(uint64(bin+1+binsOffset) << binShift)
}

// tally is what one replication counted.
type tally struct {
	cells   []cell    // interval by queue, so that those in use lie together
	waits   []int32   // of answered contacts, queue by bin
	left    []float64 // waiting at the end, by queue
	length  []float64 // queue length at the end of each interval, interval by queue
	handled []float64 // agent seconds by the interval in which they begin, and pair
	served  []float64 // contacts by pair
	active  []bool    // intervals in which something happened; nothing else is cleared and added up
	busy    []float64 // agent seconds by group, within the horizon
	staffed []float64 // agent seconds by group
	course  []int32   // samples, see course.go
	events  int64
}

func newTally(p *plan) *tally {
	queues, pairs, groups, intervals := len(p.Queues), len(p.pairs), len(p.Groups), p.Intervals
	t := &tally{
		cells: make([]cell, queues*intervals), left: make([]float64, queues), length: make([]float64, queues*intervals),
		handled: make([]float64, pairs*intervals), served: make([]float64, pairs), active: make([]bool, intervals),
		busy: make([]float64, groups), staffed: make([]float64, groups), waits: make([]int32, queues*manyBins),
		course: make([]int32, p.samples*p.tracks()),
	}
	return t
}

func (t *tally) reset() {
	intervals := len(t.active)
	queues, pairs := len(t.cells)/intervals, len(t.handled)/intervals
	for i, active := range t.active {
		if active {
			clear(t.cells[i*queues : (i+1)*queues])
			clear(t.handled[i*pairs : (i+1)*pairs])
		}
	}
	clear(t.active)
	clear(t.left)
	clear(t.length)
	clear(t.served)
	clear(t.busy)
	clear(t.staffed)
	clear(t.waits)
	t.events = 0
}
