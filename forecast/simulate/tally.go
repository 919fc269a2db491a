package simulate

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// cell is what became of the contacts that arrived at a queue in an interval.
type cell struct {
	offered, answered, answeredIn, abandoned, abandonedIn, virtualIn float64
	waited                                                           float64 // contacts that did not get an agent at once
	called                                                           float64 // accepted a callback; in none of the above but offered
	waitAnswered, waitAll                                            float64 // seconds
}

func (c *cell) add(o *cell) {
	c.offered += o.offered
	c.answered += o.answered
	c.answeredIn += o.answeredIn
	c.abandoned += o.abandoned
	c.abandonedIn += o.abandonedIn
	c.virtualIn += o.virtualIn
	c.waited += o.waited
	c.called += o.called
	c.waitAnswered += o.waitAnswered
	c.waitAll += o.waitAll
}

// shares are counts in the words of the formulas.
func (c *cell) shares() erlang.Shares {
	return erlang.Shares{
		AnsweredInTime: c.answeredIn, AnsweredLate: c.answered - c.answeredIn,
		AbandonedInTime: c.abandonedIn, AbandonedLate: c.abandoned - c.abandonedIn, VirtualInTime: c.virtualIn,
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
	intervals int
	cells     []cell    // queue by interval
	waits     [][]int32 // of answered contacts, by queue and bin
	left      []float64 // waiting at the end, by queue
	length    []float64 // queue length at the end of each interval, queue by interval
	handled   []float64 // agent seconds by pair and interval in which they begin
	served    []float64 // contacts by pair
	busy      []float64 // agent seconds by group, within the horizon
	staffed   []float64 // agent seconds by group
	course    []int32   // samples, see course.go
	events    int64
}

func newTally(p *plan) *tally {
	queues, pairs, groups, intervals := len(p.Queues), len(p.pairs), len(p.Groups), p.Intervals
	t := &tally{
		intervals: intervals, cells: make([]cell, queues*intervals), left: make([]float64, queues), length: make([]float64, queues*intervals),
		handled: make([]float64, pairs*intervals), served: make([]float64, pairs),
		busy: make([]float64, groups), staffed: make([]float64, groups), waits: make([][]int32, queues),
		course: make([]int32, p.samples*p.tracks()),
	}
	for q := range t.waits {
		t.waits[q] = make([]int32, manyBins)
	}
	return t
}

func (t *tally) reset() {
	clear(t.cells)
	clear(t.left)
	clear(t.length)
	clear(t.handled)
	clear(t.served)
	clear(t.busy)
	clear(t.staffed)
	for q := range t.waits {
		clear(t.waits[q])
	}
	t.events = 0
}

// queue adds up a queue's intervals from one on.
func (t *tally) queue(q, from int) cell {
	var total cell
	for i := from; i < t.intervals; i++ {
		total.add(&t.cells[q*t.intervals+i])
	}
	return total
}
