package simulate

import "math"

// contact is somebody who waits. It fills one cache line.
type contact struct {
	arrived  float64
	deadline float64 // when patience runs out, +Inf: never
	unit     float64 // handle time over the mean
	origin   int32   // queue of arrival, where it is counted
	line     int32   // queue whose line it stands in
	interval int32   // of arrival
	version  int32   // grows with every use of this place, so that late events are recognised
	next     int32   // place of who comes behind in line, or of the next that is free
	waiting  bool
	called   bool // accepted to be called back
	moved    bool // to another line; its place in this one is empty
	gone     bool // gave up, and is counted
	cut      bool // was being handled before, and is counted
	again    bool // has given up once
	_        [8]byte
}

// line is a queue as it is being played: who waits, in order, as a chain of
// places, and what every contact that comes needs and counts. It fills one cache
// line.
type line struct {
	asks        []asked
	threshold   float64
	first, last int32 // places; -1: nobody waits
	// Contacts of this interval: offered, answered at once, and those that did not
	// get an agent at once.
	offered, atOnce, waited int32
	plainAsks               bool // who has been idle longest gets a contact, of whichever group
	plainWait               bool // nothing happens to those who wait but that they give up
	_                       [6]byte
}

func (l *line) push(b *book, place int32) {
	b.places[place].next = -1
	if l.first < 0 {
		l.first = place
	} else {
		b.places[l.last].next = place
	}
	l.last = place
}

func (l *line) pushFront(b *book, place int32) {
	b.places[place].next = l.first
	if l.first < 0 {
		l.last = place
	}
	l.first = place
}

func (l *line) reset() { l.first, l.last, l.offered, l.atOnce, l.waited = -1, -1, 0, 0, 0 }

// book keeps the contacts that wait.
type book struct {
	places []contact
	free   int32
}

// enter finds a place for a contact.
func (b *book) enter(c contact) int32 {
	place := b.place()
	into := &b.places[place]
	c.version, c.waiting = into.version+1, true
	*into = c
	return place
}

// place is one that is free.
func (b *book) place() int32 {
	place := b.free
	if place < 0 {
		b.places = append(b.places, contact{version: -1})
		return int32(len(b.places) - 1)
	}
	b.free = b.places[place].next
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
