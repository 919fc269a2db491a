package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// crew is whom a master mixes rows of and on which days: some people, on days
// a..b-1. Whatever else a roster holds stands.
type crew struct {
	people  []int
	workers []*worker // of the people, by position; they may be eased
	a, b    int
	rows    [][]placed         // their whole rows, of which the days outside stand; nil when there are none
	before  []state            // where the days before a have led them
	outside []Load             // their burden without the days a..b-1
	slopes  []Load             // the price of one more of each account
	scratch []placed           // of whole
	caps    [][]rules.ClassCap // by position: those that states do not count, once asked for
	tolls   [][]float64        // of caps, as last found; see tolled
	tails   []*tail            // by position: of the days from b on, once asked for
	beside  [][]int32          // by group and tick: how many others are there; nil for nobody
}

// everybody is the crew of all people over the whole horizon. Their workers may
// accept more than the rules, for the sake of a bound.
//
// Those who are bounded by the caps that states do not count are themselves all the
// same, unless it is for a proof.
func (m *model) everybody(proof bool) *crew {
	w := &crew{workers: slices.Clone(m.eased), b: m.days, before: make([]state, len(m.people)), outside: make([]Load, len(m.people))}
	for i, own := range m.people {
		if own.auto != nil && !proof {
			w.workers[i] = own
		}
		w.people = append(w.people, i)
		w.slopes = append(w.slopes, m.problem.Fairness.slope(own.standing, Load{}))
	}
	return w
}

// row returns the whole row of the person at a position, or nil.
func (w *crew) row(k int) []placed {
	if w.rows == nil {
		return nil
	}
	return w.rows[k]
}

// whole returns the whole row of the person at a position with given days in it.
func (w *crew) whole(k int, days []placed) []placed {
	if w.rows == nil {
		return days
	}
	w.scratch = append(w.scratch[:0], w.rows[k]...)
	copy(w.scratch[w.a:], days)
	return w.scratch
}

// others returns how many people beside the crew are in a cell.
func (w *crew) others(g, t int) int {
	if w.beside == nil {
		return 0
	}
	return int(w.beside[g][t])
}

// seek finds the cheapest days of the person at a position at the finder's prices,
// and the least that any could cost there; nil when there are none.
func (w *crew) seek(f *finder, k int, own *worker) ([]placed, float64) {
	s := stretch{w.before[k], w.row(k), w.a, w.b, w.capsOf(k, own)}
	f.tail = w.tailOf(k, own)
	defer func() { f.tail = nil }()
	if len(s.caps) > 0 {
		found, _ := f.tolled(own, s, w.tolls[k], w.slopes[k])
		return found.legal, found.bound
	}
	cost, ok := f.find(own, s.before, s.row, s.a, s.b, w.slopes[k])
	if !ok {
		return nil, 0
	}
	return f.taken(own, s.a, s.b), cost
}

// tailOf returns what is known of the days after the crew's of the person at a position,
// or nil where few follow or their owner is laid over windows.
func (w *crew) tailOf(k int, own *worker) *tail {
	if own.auto == nil || w.rows == nil || len(w.rows[k])-w.b < longTail {
		return nil
	}
	if w.tails == nil {
		w.tails = make([]*tail, len(w.people))
	}
	if w.tails[k] == nil {
		w.tails[k] = newTail(own, w.b)
	}
	return w.tails[k]
}

// longTail is how many days have to follow for it to be worth remembering what may come
// before them.
const longTail = 14

// capsOf returns what is left of the caps that the states of the person at a position
// do not count.
func (w *crew) capsOf(k int, own *worker) []rules.ClassCap {
	if w.caps == nil {
		w.caps, w.tolls = make([][]rules.ClassCap, len(w.people)), make([][]float64, len(w.people))
	}
	if w.tolls[k] == nil {
		w.caps[k] = own.capsLeft(w.row(k), w.a, w.b)
		w.tolls[k] = make([]float64, len(w.caps[k]))
	}
	return w.caps[k]
}
