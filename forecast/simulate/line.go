package simulate

import "math"

// contact is somebody who waits.
type contact struct {
	arrived  float64
	deadline float64 // when patience runs out, +Inf: never
	unit     float64 // handle time over the mean
	origin   int32   // queue of arrival, where it is counted
	line     int32   // queue whose line it stands in
	interval int32   // of arrival
	version  int32   // grows with every use of this place, so that late events are recognised
	next     int32   // free list
	waiting  bool
	called   bool // accepted to be called back
	moved    bool // to another line; its place in this one is empty
	gone     bool // gave up, and is counted
	cut      bool // was being handled before, and is counted
	again    bool // has given up once
}

// line is a queue's waiting contacts in order, as a ring of places.
type line struct {
	ring  []int32
	first int
	n     int
}

func (l *line) push(place int32) {
	if l.n == len(l.ring) {
		l.grow()
	}
	l.ring[(l.first+l.n)&(len(l.ring)-1)] = place
	l.n++
}

func (l *line) pushFront(place int32) {
	if l.n == len(l.ring) {
		l.grow()
	}
	l.first = (l.first - 1) & (len(l.ring) - 1)
	l.ring[l.first] = place
	l.n++
}

func (l *line) head() int32 { return l.ring[l.first] }

func (l *line) drop() {
	l.first = (l.first + 1) & (len(l.ring) - 1)
	l.n--
}

func (l *line) grow() {
	bigger := make([]int32, max(16, 2*len(l.ring)))
	for i := range l.n {
		bigger[i] = l.ring[(l.first+i)&(len(l.ring)-1)]
	}
	l.ring, l.first = bigger, 0
}

// book keeps the contacts that wait.
type book struct {
	places []contact
	free   int32
}

// enter finds a place for a contact.
func (b *book) enter(c contact) int32 {
	place := b.free
	if place < 0 {
		place = int32(len(b.places))
		b.places = append(b.places, contact{})
	} else {
		b.free = b.places[place].next
		c.version = b.places[place].version + 1
	}
	c.waiting = true
	b.places[place] = c
	return place
}

// leave gives a place back.
func (b *book) leave(place int32) {
	c := &b.places[place]
	c.waiting = false
	c.next, b.free = b.free, place
}

func (b *book) reset() { b.places, b.free = b.places[:0], -1 }

var never = math.Inf(1)
