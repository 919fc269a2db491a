package simulate

// arrive lets a contact in.
func (f *floor) arrive(a *arrival) {
	l := &f.lines[a.queue]
	l.offered++
	p := f.idlePair(a.queue, 0)
	if p < 0 {
		if l.plainWait {
			f.waitPlainly(l, a)
			return
		}
		f.wait(f.newContact(a.queue, a.unit, a.patience))
		return
	}
	l.atOnce++
	if h := &f.hands[p]; h.simple {
		f.leaveIdle(h.group)
		f.beginSimple(h, p, a.unit)
		return
	}
	f.take(p, contact{unit: a.unit, origin: a.queue, interval: int32(f.interval)})
}

// waitPlainly is wait for a contact to which nothing happens but that it gives up.
func (f *floor) waitPlainly(l *line, a *arrival) {
	l.waited++
	place := f.book.place()
	c := &f.book.places[place]
	version := c.version + 1
	*c = contact{arrived: f.now, deadline: never, unit: a.unit, origin: a.queue, line: a.queue, interval: int32(f.interval), version: version, waiting: true}
	if a.patience >= 0 {
		c.deadline = f.now + a.patience
	}
	l.push(&f.book, place)
	f.standing[a.queue]++
	f.inLines++
}

// route is arrive for contacts that come back.
func (f *floor) route(c contact) {
	if p := f.idlePair(c.line, 0); p >= 0 {
		f.lines[c.origin].atOnce++
		f.take(p, c)
		return
	}
	f.wait(c)
}

func (f *floor) newContact(queue int32, unit, patience float64) contact {
	c := contact{arrived: f.now, deadline: never, unit: unit, origin: queue, line: queue, interval: int32(f.interval)}
	if patience >= 0 {
		c.deadline = f.now + patience
	}
	return c
}

func (c contact) secondTime() contact { c.again = true; return c }

// wait puts a contact at the end of its line, with what may happen to it there.
func (f *floor) wait(c contact) {
	q := c.line
	l := &f.lines[q]
	if q == c.origin {
		l.waited++
		if offer := f.Queues[q].Callback; offer != nil && int(f.standing[q]) >= offer.From && f.arrivals.streams[q].Float64() < offer.Accept {
			c.called, c.deadline = true, never
			f.cell(q, c.interval).called++
		}
	}
	place := f.book.enter(c)
	l.push(&f.book, place)
	f.standing[q]++
	f.inLines++
	version := f.book.places[place].version
	if f.overflow[q] >= 0 && !c.called {
		f.wheel.add(event{at: f.now + f.Queues[q].Overflow.After, kind: overflows, a: place, b: version})
	}
	if f.Queues[c.origin].Redial != nil && !c.again && c.deadline < never {
		f.wheel.add(event{at: c.deadline, kind: givesUp, a: place, b: version})
	}
	for _, after := range f.opens[q] {
		f.wheel.add(event{at: c.arrived + after, kind: opens, a: q})
	}
}

// front returns the place of the first contact in line that is still there.
func (f *floor) front(queue int32) (int32, bool) {
	l := &f.lines[queue]
	for l.first >= 0 {
		c := &f.book.places[l.first]
		switch {
		case c.moved:
		case c.gone:
			f.turnCame(c)
		case c.deadline < f.now:
			f.lost(c)
			f.turnCame(c)
		default:
			return l.first, true
		}
		f.drop(queue)
	}
	return -1, false
}

// drop takes the first of a line out of it.
func (f *floor) drop(queue int32) {
	l := &f.lines[queue]
	place := l.first
	l.first = f.book.places[place].next
	f.standing[queue]--
	f.inLines--
	f.book.leave(place)
}
