package staffing

import (
	"fmt"
	"math"
	"slices"
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
	Aged    []Aged    // more of what is open at the start, by when it is due

	// OpenClock counts Within in open intervals only, as promises in business hours
	// do. Else time runs on while closed.
	OpenClock bool

	// Live is how many people other work needs in each interval, as long as Open;
	// nil for none. Deferred work is put where it leaves room, so that all together
	// are as even as can be.
	Live []float64

	// Share of the work that keeps the promise, above 0; 0 means all. The rest is
	// done within Rest intervals, which 0 makes twice Within.
	Share float64
	Rest  int

	// Renew gives work that nobody can do in time, because all of its time is closed
	// or was over at the start, that much time again from the next opening on. Else
	// such work is refused with a [*DeadlineError].
	Renew bool

	// Finish has all done by the end that can be, due or not, so that plans which
	// follow each other lose nothing. Else what is not due is left.
	Finish bool
}

// Aged is open work of one age: what a backlog consists of.
type Aged struct {
	Work float64 // agent-intervals
	Due  int     // intervals left, by the clock of the promise; less than 1, because it is overdue, means the first
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
	case d.Live != nil && len(d.Live) < len(d.Open):
		return refused("number of live requirements", float64(len(d.Live)), fmt.Sprintf("at least %d", len(d.Open)))
	case !(d.Share >= 0 && d.Share <= 1):
		return refused("share in time", d.Share, "a share above 0, at most 1, or 0 for all")
	case d.Rest != 0 && d.Rest < d.Within:
		return refused("response time of the rest", float64(d.Rest), "at least that of the others, or 0 for twice as long")
	}
	for _, work := range [...]struct {
		field string
		list  []float64
	}{{"work", d.Work}, {"live requirement", d.Live}} {
		for _, w := range work.list {
			if !(w >= 0) || math.IsInf(w, 1) {
				return refused(work.field, w, "agent-intervals of at least 0")
			}
		}
	}
	for _, a := range d.Aged {
		if !(a.Work >= 0) || math.IsInf(a.Work, 1) {
			return refused("backlog", a.Work, "agent-intervals of at least 0")
		}
	}
	return nil
}

// corridor returns, for each interval, how much work may have been done by its
// end, and how much must have been: both counted from the start.
func (d Deferred) corridor() (released, due []float64) {
	n := len(d.Open)
	released, due = make([]float64, n), make([]float64, n)
	may := d.Backlog
	owe := func(interval int, work float64) {
		if interval < n {
			due[interval] += work
		}
	}
	owe(d.dueAfter(-1), d.Backlog)
	for _, a := range d.Aged {
		may += a.Work
		owe(d.dueIn(a.Due), a.Work)
	}
	for j := range n {
		if i := j - 1; i >= 0 && i < len(d.Work) {
			may += d.Work[i]
			owe(d.dueAfter(i), d.Work[i])
		}
		released[j] = may
	}
	must := 0.0
	for j, w := range due {
		must += w
		due[j] = must
	}
	if d.Finish {
		d.finish(released, due)
	}
	return released, due
}

// finish makes all due that is released when it is open for the last time.
func (d Deferred) finish(released, due []float64) {
	for j := len(d.Open) - 1; j >= 0; j-- {
		if !d.Open[j] {
			continue
		}
		for k := j; k < len(due); k++ {
			due[k] = max(due[k], released[j])
		}
		return
	}
}

// dueAfter is the interval by whose end the work of interval i has to be done.
func (d Deferred) dueAfter(i int) int { return d.renewed(i, d.promisedAfter(i)) }

// dueIn is dueAfter for work that was open at the start and has so many
// intervals left, at most as many as new work.
func (d Deferred) dueIn(left int) int {
	if left < 1 && d.Renew {
		return d.renewed(-1, -1)
	}
	return d.renewed(-1, d.promisedIn(-1, min(max(1, left), d.Within)))
}

// promisedAfter is the interval with whose end the promise to the work of
// interval i ends.
func (d Deferred) promisedAfter(i int) int { return d.promisedIn(i, d.Within) }

// promisedIn is the last of so many intervals after i, by the clock of the promise.
func (d Deferred) promisedIn(i, left int) int {
	if !d.OpenClock {
		return i + left
	}
	for j := i + 1; j < len(d.Open); j++ {
		if d.Open[j] {
			left--
		}
		if left == 0 {
			return j
		}
	}
	return len(d.Open) + left
}

// renewed moves a deadline before which the work of interval i finds nothing open
// to where one more response time after the next opening ends.
func (d Deferred) renewed(i, due int) int {
	if !d.Renew {
		return due
	}
	first := i + 1
	for first < len(d.Open) && !d.Open[first] {
		first++
	}
	if first <= due {
		return due
	}
	return d.promisedAfter(first - 1)
}

// SpreadDeferred returns how many people work on deferred work in each
// interval so that everything is done in time, as evenly as that allows: no
// other way has a lower peak or a smaller variance, of all people together
// where there is other work.
//
// Drawn as a total over open time, the work done is the string pulled taut
// between what has been released and what is due (Salehi, Zhang, Kurose and
// Towsley, "Supporting stored video", 1996, who smooth a transmission). With
// other work the string's slope becomes a water level, up to which deferred work
// fills each interval.
//
// Work that need not keep the promise is put in afterwards, where the rest
// leaves room.
func SpreadDeferred(d Deferred) ([]float64, error) {
	if err := d.validate(); err != nil {
		return nil, err
	}
	if d.Share == 0 || d.Share == 1 {
		return d.spread()
	}
	prompt, rest := d.parted()
	people, err := prompt.spread()
	if err != nil {
		return nil, err
	}
	for j, p := range people {
		rest.Live[j] += p
	}
	later, err := rest.spread()
	if err != nil {
		return nil, err
	}
	for j, p := range later {
		people[j] += p
	}
	return people, nil
}

// parted splits work into what keeps the promise and what need not. What is open
// at the start is promised already, so all of it does.
func (d Deferred) parted() (prompt, rest Deferred) {
	prompt, rest = d, Deferred{Open: d.Open, OpenClock: d.OpenClock, Renew: d.Renew, Finish: d.Finish, Within: d.Rest, Live: make([]float64, len(d.Open))}
	if rest.Within == 0 {
		rest.Within = 2 * d.Within
	}
	copy(rest.Live, d.Live)
	prompt.Work = make([]float64, len(d.Work))
	rest.Work = make([]float64, len(d.Work))
	for i, w := range d.Work {
		prompt.Work[i], rest.Work[i] = d.Share*w, (1-d.Share)*w
	}
	return prompt, rest
}

func (d Deferred) spread() ([]float64, error) {
	released, due := d.corridor()
	slots, err := d.openSlots(released, due)
	if err != nil {
		return nil, err
	}
	people := make([]float64, len(d.Open))
	done := 0.0
	for from := 0; from < len(slots); {
		level, to := taut(slots[from:], done)
		for _, s := range slots[from : from+to] {
			people[s.interval] = max(0, level-s.live)
			done += people[s.interval]
		}
		from += to
	}
	return people, nil
}

// slot is an open interval with the bounds on the work done by its end.
type slot struct {
	interval  int
	low, high float64
	live      float64 // people that other work needs
}

// openSlots leaves out the closed intervals; what falls due in one of them
// must be done by the end of the open one before it.
func (d Deferred) openSlots(released, due []float64) ([]slot, error) {
	var slots []slot
	for j, open := range d.Open {
		if open {
			s := slot{interval: j, low: due[j], high: released[j]}
			if d.Live != nil {
				s.live = d.Live[j]
			}
			slots = append(slots, s)
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
// level up to which it fills, and over how many slots it runs. The piece narrows
// the levels that stay inside the bounds; when none is left it bends where it
// last touched.
func taut(slots []slot, done float64) (level float64, length int) {
	least, most := math.Inf(-1), math.Inf(1)
	leastAt, mostAt := 0, 0
	var ground []float64 // what other work needs in the slots so far, ascending
	for k, s := range slots {
		at, _ := slices.BinarySearch(ground, s.live)
		ground = slices.Insert(ground, at, s.live)
		low, high := waterLevel(ground, s.low-done), waterLevel(ground, s.high-done)
		if low > most {
			return most, mostAt
		}
		if high < least {
			return least, leastAt
		}
		if low >= least {
			least, leastAt = low, k+1
		}
		if high <= most {
			most, mostAt = high, k+1
		}
	}
	// The end is loose: what is not due may be left.
	return least, leastAt
}

// waterLevel is how high an amount fills over ground of ascending heights: the
// lowest ground where there is none.
func waterLevel(ground []float64, amount float64) float64 {
	sum := 0.0
	for m, height := range ground {
		if filled := height*float64(m) - sum; filled >= amount {
			if m == 0 {
				return height
			}
			return (amount + sum) / float64(m)
		}
		sum += height
	}
	return (amount + sum) / float64(len(ground))
}

// DeferredPeak returns the smallest number of people with whom both the live
// agents required in each interval (as long as Open, nil for none) and the
// deferred work can be done: deferred work fills the people that live contacts
// leave. It is found by halving; whether a number is enough is tested by doing
// the earliest due first, which succeeds whenever anything does. The live agents
// of d itself are not read, nor is its share: all of the work is done in time.
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
	for _, a := range d.Aged {
		total += a.Work
	}
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
