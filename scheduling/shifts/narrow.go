package shifts

import (
	"math"
	"slices"
)

// Free marks a pause that nothing holds in its place; see [Template.Narrowed].
const Free = -1

// Narrowed returns the arrangements that are left when some pauses stand
// already. The others start no earlier than from. Both are in ticks after the
// shift's start; held has a start or [Free] for each pause that is due, or is nil.
//
// A pause that stands may stand where the template would not put it, and two
// such pauses are not held against each other: they have been taken.
func (t Template) Narrowed(length, tick, from int, held []int) Placement {
	due := t.Due(length)
	p := Placement{windows: t.windowsOf(due, length, tick), within: t.MaxWork > 0}
	for i := range p.windows {
		w := &p.windows[i]
		if held == nil || held[i] == Free {
			w.first = max(w.first, from)
			continue
		}
		w.first, w.last, w.step = held[i], held[i], 1
		if i+1 < len(held) && held[i+1] != Free {
			w.clear, w.reach = -none, none
		}
	}
	tighten(p.windows)
	p.open = reachable(p.windows) && (len(p.windows) > 0 || t.MaxWork <= 0 || length <= t.MaxWork)
	p.dense = p.open && !p.within && !slices.ContainsFunc(p.windows, func(w window) bool { return w.step != 1 })
	return p
}

// extendWithin does what extend does where the pause before must not lie too far
// back: the best start of those within reach is the head of a queue whose values
// fall.
func (p *Placement) extendWithin(i, before int, prefix []float64, s *Scratch, trace bool) int {
	w, past, own := p.windows[i], p.windows[i-1], len(s.value)
	queue, head, k := s.queue[:0], 0, before
	for x := w.first; x <= w.last; x += w.step {
		for k < own && past.at(k-before)+past.clear <= x {
			for len(queue) > head && s.value[queue[len(queue)-1]] < s.value[k] {
				queue = queue[:len(queue)-1]
			}
			queue = append(queue, k)
			k++
		}
		for head < len(queue) && past.at(queue[head]-before)+past.reach < x {
			head++
		}
		best, arg := math.Inf(-1), -1
		if head < len(queue) {
			best, arg = s.value[queue[head]], queue[head]
		}
		s.value = append(s.value, best+prefix[x+w.length]-prefix[x])
		if trace {
			s.from = append(s.from, int32(arg))
		}
	}
	s.queue = queue
	return own
}

// at returns the k-th start of a window.
func (w window) at(k int) int { return w.first + k*w.step }

// Window returns the first and the last start of the k-th pause, in ticks.
func (p *Placement) Window(k int) (first, last int) { return p.windows[k].first, p.windows[k].last }
