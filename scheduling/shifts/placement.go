package shifts

import (
	"math"
	"slices"
)

// Placement knows every legal arrangement of the pauses of one shift length,
// in ticks of a fixed number of minutes. Build it with [NewPlacement]; it is
// read-only and may be shared.
type Placement struct {
	windows []window
	within  bool // work between pauses is bounded from above
	open    bool // there is an arrangement
	dense   bool // pauses may start at every tick of their windows, work between them unbounded
}

// window is where one pause may start, in ticks after the shift's start. Where
// nothing bounds the work between pauses the windows are so tight that every
// start in one of them leaves a place for all other pauses.
type window struct {
	first, last, step int
	length, clear     int // ticks of the pause, and from its start to the next pause's
	reach             int // ticks from its start to the latest start of the next pause
}

// NewPlacement returns the arrangements of the pauses that a shift of the given
// length holds. Lengths, windows and steps must be multiples of tick minutes,
// and the template must be without faults.
func NewPlacement(t Template, length, tick int) Placement {
	return t.Narrowed(length, tick, 0, nil)
}

// none is a reach or a place that is not bounded.
const none = math.MaxInt / 4

// windowsOf returns the windows of the pauses that are due, each by itself.
func (t Template) windowsOf(due []Pause, length, tick int) []window {
	windows := make([]window, len(due))
	for i, pause := range due {
		w := window{length: pause.Minutes / tick, step: max(1, pause.step()/tick), reach: none}
		w.first, w.last = roundUp(pause.Earliest, tick)/tick, floorDiv(pause.last(length), tick)
		w.clear = roundUp(pause.Minutes+t.MinGap, tick) / tick
		if t.MaxWork > 0 {
			w.reach = (pause.Minutes + t.MaxWork) / tick
		}
		windows[i] = w
	}
	if n := len(windows); t.MaxWork > 0 && n > 0 {
		windows[0].last = min(windows[0].last, t.MaxWork/tick)
		windows[n-1].first = max(windows[n-1].first, roundUp(length-t.MaxWork, tick)/tick-windows[n-1].length)
	}
	return windows
}

// tighten takes from the windows what no neighbour leaves room for.
func tighten(windows []window) {
	for i := range windows {
		w := &windows[i]
		if i > 0 {
			before := windows[i-1]
			w.first, w.last = max(w.first, before.first+before.clear), min(w.last, before.last+before.reach)
		}
		w.first = roundUp(max(0, w.first), w.step)
		w.last -= mod(w.last, w.step)
	}
	for i := len(windows) - 2; i >= 0; i-- {
		w, next := &windows[i], windows[i+1]
		w.first, w.last = roundUp(max(w.first, next.first-w.reach), w.step), min(w.last, next.last-w.clear)
		w.last -= mod(w.last, w.step)
	}
}

// Possible reports whether the pauses can be arranged at all.
func (p *Placement) Possible() bool { return p.open }

// reachable reports whether some chain of starts keeps every distance.
func reachable(windows []window) bool {
	var before []int
	for i, w := range windows {
		var now []int
		for x := w.first; x <= w.last; x += w.step {
			if i == 0 || slices.ContainsFunc(before, func(y int) bool { return windows[i-1].allows(x - y) }) {
				now = append(now, x)
			}
		}
		if before = now; len(before) == 0 {
			return false
		}
	}
	return true
}

// allows reports whether the next pause may start so many ticks after this one.
func (w window) allows(distance int) bool { return distance >= w.clear && distance <= w.reach }

func floorDiv(v, by int) int { return (v - mod(v, by)) / by }

func mod(v, by int) int { return ((v % by) + by) % by }

func roundUp(v, step int) int { return (v + step - 1) / step * step }

// Scratch is the memory of one [Placement.Best] at a time; the zero value is
// ready. It must not be shared between goroutines.
type Scratch struct {
	value []float64
	from  []int32
	edge  []int
	queue []int
	best  [2][]float64
}

// Saved returns the largest total price that the pauses can take out of the
// shift: prefix[i] is the total price of the first i ticks after its start.
func (p *Placement) Saved(prefix []float64, s *Scratch) float64 {
	if p.dense {
		return p.savedDensely(prefix, s)
	}
	s.value = s.value[:0]
	before := 0
	for i := range p.windows {
		before = p.extend(i, before, prefix, s, false)
	}
	if len(p.windows) > 0 && !p.open {
		return math.Inf(-1)
	}
	best := 0.0
	if len(p.windows) > 0 {
		best = math.Inf(-1)
		for _, v := range s.value[before:] {
			best = max(best, v)
		}
	}
	return best
}

// Best returns what [Placement.Saved] does and appends the starts of the pauses,
// in ticks after the shift's start, to at. Of equals it takes the earliest. It
// must not be asked where nothing is [Placement.Possible].
func (p *Placement) Best(prefix []float64, s *Scratch, at []int) (float64, []int) {
	if len(p.windows) == 0 {
		return 0, at
	}
	s.value, s.from, s.edge = s.value[:0], s.from[:0], s.edge[:0]
	before := 0
	for i := range p.windows {
		before = p.extend(i, before, prefix, s, true)
		s.edge = append(s.edge, before)
	}
	best := before
	for k := before; k < len(s.value); k++ {
		if s.value[k] > s.value[best] {
			best = k
		}
	}
	saved, base := s.value[best], len(at)
	at = append(at, make([]int, len(p.windows))...)
	for i := len(p.windows) - 1; i >= 0; i-- {
		at[base+i] = p.windows[i].first + (best-s.edge[i])*p.windows[i].step
		best = int(s.from[best])
	}
	return saved, at
}

// extend appends the best total for every start of pause i, given those of the
// pause before, which begin at index before of s.value. It returns where its own
// begin. The best predecessor moves only forward, so one pass suffices.
func (p *Placement) extend(i, before int, prefix []float64, s *Scratch, trace bool) int {
	if p.within && i > 0 {
		return p.extendWithin(i, before, prefix, s, trace)
	}
	w, own := p.windows[i], len(s.value)
	best, arg, k, ready := 0.0, -1, before, 0
	if i > 0 {
		best, ready = math.Inf(-1), p.windows[i-1].first+p.windows[i-1].clear
	}
	for x := w.first; x <= w.last; x += w.step {
		for i > 0 && k < own && ready <= x {
			if s.value[k] > best {
				best, arg = s.value[k], k
			}
			k++
			ready += p.windows[i-1].step
		}
		s.value = append(s.value, best+prefix[x+w.length]-prefix[x])
		if trace {
			s.from = append(s.from, int32(arg))
		}
	}
	return own
}
