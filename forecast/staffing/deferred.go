package staffing

import (
	"fmt"
	"math"
)

// Deferred is work that need not be done at once: tickets, e-mail, callbacks.
// Work is measured in agent-intervals. What arrives in interval i may be done
// in the Within intervals that follow, i+1 … i+Within, while open.
//
// This is a fluid: it takes no account of chance, and of nothing shorter than
// an interval. A response time below about five handle times is a queue.
type Deferred struct {
	Work    []float64 // agent-intervals arriving, by interval
	Within  int       // intervals after arrival in which work must be done, at least 1
	Open    []bool    // when work is done, at least as long as Work; what is due later may be left over
	Backlog float64   // agent-intervals open at the start, due within the first Within intervals
}

// DeadlineError says that work cannot be done in time by any number of people.
type DeadlineError struct {
	Due int // interval by whose end the work is due
}

func (e *DeadlineError) Error() string {
	return fmt.Sprintf("work is due by the end of interval %d, and no interval in which it may be done is open", e.Due)
}

func (d Deferred) validate() error {
	switch {
	case d.Within < 1:
		return refused("response time", float64(d.Within), "at least one interval")
	case len(d.Open) < len(d.Work):
		return refused("number of opening marks", float64(len(d.Open)), fmt.Sprintf("at least %d", len(d.Work)))
	case !(d.Backlog >= 0) || math.IsInf(d.Backlog, 1):
		return refused("backlog", d.Backlog, "agent-intervals of at least 0")
	}
	for _, w := range d.Work {
		if !(w >= 0) || math.IsInf(w, 1) {
			return refused("work", w, "agent-intervals of at least 0")
		}
	}
	return nil
}

// corridor returns, for each interval, how much work may have been done by its
// end, and how much must have been: both counted from the start.
func (d Deferred) corridor() (released, due []float64) {
	n := len(d.Open)
	released, due = make([]float64, n), make([]float64, n)
	may, must := d.Backlog, 0.0
	for j := range n {
		if i := j - 1; i >= 0 && i < len(d.Work) {
			may += d.Work[i]
		}
		if j == d.Within-1 {
			must += d.Backlog
		}
		if i := j - d.Within; i >= 0 && i < len(d.Work) {
			must += d.Work[i]
		}
		released[j], due[j] = may, must
	}
	return released, due
}

// SpreadDeferred returns how many people work on deferred work in each
// interval so that everything is done in time, as evenly as that allows: no
// other way has a lower peak or a smaller variance.
//
// Drawn as a total over open time, the work done is the string pulled taut
// between what has been released and what is due (Salehi, Zhang, Kurose and
// Towsley, "Supporting stored video", 1996, who smooth a transmission).
func SpreadDeferred(d Deferred) ([]float64, error) {
	if err := d.validate(); err != nil {
		return nil, err
	}
	released, due := d.corridor()
	slots, err := d.openSlots(released, due)
	if err != nil {
		return nil, err
	}
	people := make([]float64, len(d.Open))
	done := 0.0
	for from := 0; from < len(slots); {
		rate, to := taut(slots[from:], done)
		for k := range to {
			people[slots[from+k].interval] = rate
		}
		done += rate * float64(to)
		from += to
	}
	return people, nil
}

// slot is an open interval with the bounds on the work done by its end.
type slot struct {
	interval  int
	low, high float64
}

// openSlots leaves out the closed intervals; what falls due in one of them
// must be done by the end of the open one before it.
func (d Deferred) openSlots(released, due []float64) ([]slot, error) {
	var slots []slot
	for j, open := range d.Open {
		if open {
			slots = append(slots, slot{j, due[j], released[j]})
			continue
		}
		last := len(slots) - 1
		if last < 0 && due[j] > 0 || last >= 0 && due[j] > slots[last].high*(1+1e-12) {
			return nil, &DeadlineError{j}
		}
		if last >= 0 {
			slots[last].low = min(slots[last].high, due[j])
		}
	}
	return slots, nil
}

// taut returns the first straight piece of the string that begins at done: the
// slope, and over how many slots it runs. The piece narrows the slopes that
// stay inside the bounds; when none is left it bends where it last touched.
func taut(slots []slot, done float64) (rate float64, length int) {
	least, most := math.Inf(-1), math.Inf(1)
	leastAt, mostAt := 0, 0
	for k, s := range slots {
		steps := float64(k + 1)
		low, high := (s.low-done)/steps, (s.high-done)/steps
		if low > most {
			return max(0, most), mostAt
		}
		if high < least {
			return max(0, least), leastAt
		}
		if low >= least {
			least, leastAt = low, k+1
		}
		if high <= most {
			most, mostAt = high, k+1
		}
	}
	// The end is loose: what is not due may be left.
	return max(0, least), leastAt
}

// DeferredPeak returns the smallest number of people with whom both the live
// agents required in each interval (as long as Open, nil for none) and the
// deferred work can be done: deferred work fills the people that live contacts
// leave. It is found by halving; whether a number is enough is tested by doing
// the earliest due first, which succeeds whenever anything does.
func DeferredPeak(d Deferred, live []float64) (float64, error) {
	if err := d.validate(); err != nil {
		return 0, err
	}
	if live == nil {
		live = make([]float64, len(d.Open))
	}
	if len(live) < len(d.Open) {
		return 0, refused("number of live requirements", float64(len(live)), fmt.Sprintf("at least %d", len(d.Open)))
	}
	released, due := d.corridor()
	if _, err := d.openSlots(released, due); err != nil {
		return 0, err
	}
	low, total := 0.0, d.Backlog
	for _, l := range live {
		low = max(low, l)
	}
	for _, w := range d.Work {
		total += w
	}
	if d.enough(low, live, released, due) {
		return low, nil
	}
	high := low + total
	for high-low > 1e-12*high {
		middle := low + (high-low)/2
		if middle == low || middle == high {
			break
		}
		if d.enough(middle, live, released, due) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}

// enough reports whether people suffice, with a tolerance for the rounding of
// running totals.
func (d Deferred) enough(people float64, live, released, due []float64) bool {
	done := 0.0
	for j, open := range d.Open {
		if open {
			done = min(released[j], done+max(0, people-live[j]))
		}
		if done < due[j]-1e-12*(1+due[j]) {
			return false
		}
	}
	return true
}
