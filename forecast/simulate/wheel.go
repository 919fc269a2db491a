package simulate

import (
	"math/bits"
)

// event is something that is going to happen.
type event struct {
	at   float64
	kind eventKind
	next int32 // in its slot
	a, b int32
}

type eventKind uint8

const (
	finished  eventKind = iota // a: which pair of group and queue
	chatEnds                   // a: agent, b: its version
	overflows                  // a: contact, b: its version
	givesUp                    // a: contact, b: its version
	redials                    // a: queue
	opens                      // a: queue in which a contact has waited long enough for more groups
)

// wheel holds future events: time is cut into slots, a few events each, which
// go round (Varghese and Lauck, "Hashed and hierarchical timing wheels",
// IEEE/ACM Transactions on Networking 5, 1997). Events of the slot being served
// and before stand sorted in due, the next one last.
type wheel struct {
	perSecond float64 // slots
	mask      int64
	heads     []int32 // of each slot's list, -1 for none
	used      []uint64
	nodes     []event
	free      int32
	tick      int64 // the slot being served
	due       []event
}

// newWheel returns a wheel for events that happen at a rate a second and lie
// ahead by a number of seconds, as a rule.
func newWheel(rate, ahead float64) *wheel {
	perSecond := max(1e-3, rate)
	slots := 64
	for float64(slots) < 4*ahead*perSecond && slots < 1<<16 {
		slots *= 2
	}
	w := &wheel{perSecond: perSecond, mask: int64(slots - 1), heads: make([]int32, slots), used: make([]uint64, slots/64), free: -1}
	for i := range w.heads {
		w.heads[i] = -1
	}
	return w
}

func (w *wheel) add(e event) {
	slot := int64(e.at * w.perSecond)
	if slot <= w.tick {
		w.insert(e)
		return
	}
	at := slot & w.mask
	n := w.free
	e.next = w.heads[at]
	if n >= 0 {
		w.free = w.nodes[n].next
		w.nodes[n] = e
	} else {
		n = int32(len(w.nodes))
		w.nodes = append(w.nodes, e)
	}
	w.heads[at] = n
	w.used[at>>6] |= 1 << (at & 63)
}

// insert puts an event in its place among those that are due.
func (w *wheel) insert(e event) {
	w.due = append(w.due, e)
	i := len(w.due) - 1
	for ; i > 0 && w.due[i-1].at < e.at; i-- {
		w.due[i] = w.due[i-1]
	}
	w.due[i] = e
}

// turn moves on to the next slot with events, at most to that of the limit, and
// reports whether there was one. Nothing may be due when it is called.
func (w *wheel) turn(limit float64) bool {
	last := int64(limit * w.perSecond)
	for w.tick < last {
		at := (w.tick + 1) & w.mask
		word := w.used[at>>6] >> (at & 63)
		if word == 0 {
			w.tick = min(last, w.tick+64-(at&63))
			continue
		}
		skip := int64(bits.TrailingZeros64(word))
		if w.tick+1+skip > last {
			w.tick = last
			return false
		}
		w.tick += 1 + skip
		w.serve(w.tick)
		if len(w.due) > 0 {
			return true
		}
	}
	return false
}

// serve moves a slot's events to those that are due; events of later rounds stay.
func (w *wheel) serve(slot int64) {
	at := slot & w.mask
	keep := int32(-1)
	for n := w.heads[at]; n >= 0; {
		next := w.nodes[n].next
		if int64(w.nodes[n].at*w.perSecond) <= slot {
			w.insert(w.nodes[n])
			w.nodes[n].next, w.free = w.free, n
		} else {
			w.nodes[n].next, keep = keep, n
		}
		n = next
	}
	w.heads[at] = keep
	if keep < 0 {
		w.used[at>>6] &^= 1 << (at & 63)
	}
}

// reset empties the wheel for another replication.
func (w *wheel) reset() {
	for i := range w.heads {
		w.heads[i] = -1
	}
	clear(w.used)
	w.nodes, w.due, w.free, w.tick = w.nodes[:0], w.due[:0], -1, 0
}
