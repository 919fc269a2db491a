package roster

import "sync"

// register numbers the states of a layer in the order in which they are met. Automata
// are built for window after window, and a map of whole states took most of that time:
// this one knows them by three words and is used again without being emptied.
type register struct {
	slots []slot // a power of two of them
	epoch uint32 // of the layer at hand; slots of others are free
	used  int
}

type slot struct {
	key   [3]uint64
	epoch uint32
	q     int32
}

// registers are those at rest.
var registers = sync.Pool{New: func() any { return &register{slots: make([]slot, 1024)} }}

// key is all of a state but what further rules remember.
func (l *legal) key() [3]uint64 {
	flags := uint64(uint16(l.run)) | uint64(l.weekDays)<<16 | uint64(l.weekends)<<24 | uint64(l.shifts)<<32
	if l.free {
		flags |= 1 << 48
	}
	if l.saturday {
		flags |= 1 << 49
	}
	c := l.caps
	return [3]uint64{flags, uint64(uint32(l.weekMin)) | uint64(uint32(l.minutes))<<32,
		uint64(c[0]) | uint64(c[1])<<16 | uint64(c[2])<<32 | uint64(c[3])<<48}
}

// empty makes the register ready for the layer after one of so many states. It takes no
// more slots than such a layer may want: few of them stay in the processor's cache.
func (r *register) empty(states int) {
	size := 1024
	for size < 8*states {
		size *= 2
	}
	if size > cap(r.slots) {
		r.slots = make([]slot, size)
	}
	r.slots, r.used = r.slots[:size], 0
	if r.epoch++; r.epoch == 0 { // it has gone round: stamps of long ago would count
		clear(r.slots[:cap(r.slots)])
		r.epoch = 1
	}
}

// number returns the number of a key, which is next when it is new.
func (r *register) number(key [3]uint64, next int32) (q int32, known bool) {
	if 2*r.used >= len(r.slots) {
		r.grow()
	}
	s := r.slot(key)
	if s.epoch == r.epoch {
		return s.q, true
	}
	*s = slot{key: key, epoch: r.epoch, q: next}
	r.used++
	return next, false
}

// slot returns the slot of a key, or the free one that it may have.
func (r *register) slot(key [3]uint64) *slot {
	h := (key[0]*0x9E3779B97F4A7C15 ^ key[1]) * 0xC2B2AE3D27D4EB4F
	h = (h ^ h>>29 ^ key[2]) * 0x165667B19E3779F9
	mask := uint64(len(r.slots) - 1)
	for i := h >> 32; ; i++ {
		if s := &r.slots[i&mask]; s.epoch != r.epoch || s.key == key {
			return s
		}
	}
}

// grow doubles the slots.
func (r *register) grow() {
	old := r.slots
	r.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.epoch == r.epoch {
			*r.slot(s.key) = s
		}
	}
}
