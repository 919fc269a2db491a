package shifts

import "math"

// Placement knows every legal arrangement of the pauses of one shift length,
// in ticks of a fixed number of minutes. Build it with [NewPlacement]; it is
// read-only and may be shared.
type Placement struct{ windows []window }

// window is where one pause may start, in ticks after the shift's start; the
// windows are so tight that every start in one of them leaves a place for all
// other pauses.
type window struct {
	first, last, step int
	length, clear     int // ticks of the pause, and from its start to the next pause's
}

// NewPlacement returns the arrangements of the pauses that a shift of the given
// length holds. Lengths, windows and steps must be multiples of tick minutes,
// and the template must be without faults.
func NewPlacement(t Template, length, tick int) Placement {
	due := t.Due(length)
	p := Placement{windows: make([]window, len(due))}
	from := 0
	for i, pause := range due {
		w := window{length: pause.Minutes / tick, step: pause.step() / tick, last: pause.last(length) / tick}
		w.clear = roundUp(pause.Minutes+t.MinGap, tick) / tick
		w.first = roundUp(max(from*tick, pause.Earliest), pause.step()) / tick
		from = w.first + w.clear
		p.windows[i] = w
	}
	until := math.MaxInt
	for i := len(due) - 1; i >= 0; i-- {
		w := &p.windows[i]
		if i+1 < len(due) {
			w.last = min(w.last, until-w.clear)
		}
		w.last -= (w.last - w.first) % w.step
		until = w.last
	}
	return p
}

func roundUp(v, step int) int { return (v + step - 1) / step * step }

// Scratch is the memory of one [Placement.Best] at a time; the zero value is
// ready. It must not be shared between goroutines.
type Scratch struct {
	value []float64
	from  []int32
	edge  []int
}

// Saved returns the largest total price that the pauses can take out of the
// shift: prefix[i] is the total price of the first i ticks after its start.
func (p *Placement) Saved(prefix []float64, s *Scratch) float64 {
	s.value = s.value[:0]
	before := 0
	for i := range p.windows {
		before = p.extend(i, before, prefix, s, false)
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
// in ticks after the shift's start, to at. Of equals it takes the earliest.
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
