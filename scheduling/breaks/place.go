package breaks

import (
	"math"
	"math/rand/v2"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// Settings steer [Place].
type Settings struct {
	// Seed decides every random choice: the same problem, seed and sweeps give
	// the same pauses.
	Seed uint64
	// Sweeps is how many annealed sweeps follow the descent; 0 ends there.
	Sweeps int
	// Stop, where given, ends the search early; it is asked between sweeps. One
	// sweep is always made.
	Stop func() bool
}

// Result is a placement and what stands in its way.
type Result struct {
	// Pauses are those of every shift, as they should be; shared with the problem
	// where nothing changed.
	Pauses [][]shifts.Placed
	// Before and After are the cost of coverage, of the pauses as they came in
	// and as they are. With limits that were exceeded, After may be the higher.
	Before, After float64
	Moved         []int // shifts whose pauses changed
	// Stuck are shifts for whose free pauses the template leaves no place.
	Stuck []int
	// Excess is where more people pause than a limit allows, Full where exactly as
	// many as it allows.
	Excess, Full []Stretch
	// ExcessMinutes is the person-minutes of Excess; no arrangement has fewer than
	// LeastExcess.
	ExcessMinutes, LeastExcess int
}

// Place finds the pauses. It never returns a placement worse than the one that
// came in, if that was within the templates and the limits. The problem must be
// without faults.
func Place(p *Problem, settings Settings) Result {
	b := newBoard(p)
	s := newSearch(b, settings)
	before := b.cost
	s.first()
	s.keep()
	s.descend()
	s.yield()
	s.keep()
	s.anneal()
	return s.result(before)
}

// search is one call of [Place].
type search struct {
	b        *board
	p        *Problem
	settings Settings
	rng      *rand.Rand
	runs     []*run  // the shifts that can change, in an order that names do not matter in
	stuck    []int   // those that could, had they a place to go
	limit    float64 // the price of one person too many in one slot
	scratch  shifts.Scratch
	prices   []float64
	prefix   []float64
	starts   []int
	cost     float64 // of the best so far
	excess   int
	kept     bool
}

// run is one shift in the search.
type run struct {
	index     int
	shift     *Shift
	due       []shifts.Pause
	placement *shifts.Placement
	at        []shifts.Placed // as they are
	best      []shifts.Placed // in the best placement so far
	paused    []bool          // by slot of the shift
	seen      int             // board.clock of the last look
	unlawful  bool            // at is not an arrangement that the template allows
}

// first gives every shift lawful pauses.
func (s *search) first() {
	for _, i := range s.rng.Perm(len(s.runs)) {
		if r := s.runs[i]; r.unlawful {
			s.replace(r, 0)
		}
	}
}

// descend re-places the pauses of every shift until a whole sweep changes
// nothing.
func (s *search) descend() {
	for changed := true; changed; {
		changed = false
		for _, i := range s.rng.Perm(len(s.runs)) {
			r := s.runs[i]
			if s.b.touched(r.shift, r.seen) {
				changed = s.replace(r, 0) || changed
			}
		}
		if s.stopped() {
			return
		}
	}
}

func (s *search) stopped() bool { return s.settings.Stop != nil && s.settings.Stop() }

// replace re-places the pauses of one shift and reports whether it did. At a
// temperature of 0 it takes the best place if it is better, else a good one by
// chance.
func (s *search) replace(r *run, temperature float64) bool {
	slots := len(r.paused)
	s.prices = s.prices[:slots]
	s.b.prices(r.shift, r.paused, s.prices)
	r.seen = s.b.clock
	s.prefix = s.prefix[:1]
	sum := 0.0
	for _, price := range s.prices {
		sum -= price
		if temperature > 0 {
			sum += temperature * s.rng.NormFloat64()
		}
		s.prefix = append(s.prefix, sum)
	}
	_, s.starts = r.placement.Best(s.prefix, &s.scratch, s.starts[:0])
	gain, same := s.gain(r)
	if temperature > 0 {
		defer func() { r.seen = -1 }() // a place taken by chance is not the best
	}
	if same {
		return false
	}
	if !r.unlawful && gain < 1e-9 && (temperature == 0 || gain < -40*temperature || s.rng.Float64() >= math.Exp(gain/temperature)) {
		return false
	}
	s.move(r)
	return true
}

// gain returns what the pauses at the found starts save against those that
// stand, and whether they are the same.
func (s *search) gain(r *run) (gain float64, same bool) {
	same = len(r.at) == len(s.starts)
	for k, pause := range r.due {
		for t := s.starts[k]; t < s.starts[k]+pause.Minutes/s.p.Tick; t++ {
			gain -= s.prices[t]
		}
		same = same && r.at[k].Offset == s.starts[k]*s.p.Tick
	}
	for t, paused := range r.paused {
		if paused {
			gain += s.prices[t]
		}
	}
	return gain, same
}

// move puts the pauses of a shift at the found starts.
func (s *search) move(r *run) {
	was := r.at
	r.at = make([]shifts.Placed, len(r.due))
	for k, pause := range r.due {
		r.at[k] = shifts.Placed{Offset: s.starts[k] * s.p.Tick, Minutes: pause.Minutes, Paid: pause.Paid}
	}
	for k, pause := range was {
		if pause != r.at[k] {
			s.b.put(r.shift, pause, -1)
		}
	}
	for k, pause := range r.at {
		if len(was) == 0 || pause != was[k] {
			s.b.put(r.shift, pause, +1)
		}
	}
	r.mark(s.p.Tick)
	r.unlawful, r.seen = false, s.b.clock
}

// mark renews which slots of the shift are paused.
func (r *run) mark(tick int) {
	clear(r.paused)
	for _, pause := range r.at {
		for t := pause.Offset / tick; t < (pause.Offset+pause.Minutes)/tick; t++ {
			r.paused[t] = true
		}
	}
}
