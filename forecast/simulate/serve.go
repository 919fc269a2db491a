package simulate

// take gives a contact to an idle agent of a pair's group.
func (f *floor) take(at int32, c contact) {
	g := &f.crews[f.pairs[at].group]
	if g.speeds != nil {
		f.takeChat(at, c)
		return
	}
	f.leaveIdle(f.pairs[at].group)
	f.handle(at, c)
}

// leaveIdle takes the agent who has been idle longest out of the idle ones.
func (f *floor) leaveIdle(group int32) {
	c := &f.crews[group]
	c.idleSince.dropFront()
	f.longest[group] = moment(c.idleSince.front())
}

// beginSimple is handle where the pair is simple.
func (f *floor) beginSimple(h *hand, at int32, unit float64) {
	seconds := unit * h.mean
	f.account(h, seconds)
	f.wheel.add(event{at: f.now + seconds, kind: finished, a: at, b: -1})
}

// handle begins a contact by an agent who is not counted as idle any more.
func (f *floor) handle(at int32, c contact) {
	h := &f.hands[at]
	seconds := c.unit * h.mean
	f.account(h, seconds)
	id := int32(-1)
	if f.Leaving == Drop {
		f.services++
		id = f.services
		g := &f.crews[h.group]
		g.running = append(g.running, service{contact: c, pair: at, ends: f.now + seconds, id: id})
	}
	f.wheel.add(event{at: f.now + seconds, kind: finished, a: at, b: id})
}

// account books an agent's time where it begins.
func (f *floor) account(h *hand, seconds float64) {
	h.served++
	h.seconds += seconds
	c := &f.crews[h.group]
	c.busy++
	c.spent += f.within(f.now, f.now+seconds)
}

// within is how much of a stretch of time is counted.
func (f *floor) within(from, to float64) float64 {
	if from >= f.counted && to <= f.end {
		return to - from
	}
	return max(0, min(to, f.end)-max(from, f.counted))
}

// finish ends a contact. An agent whose time is over goes.
func (f *floor) finish(at, id int32) {
	group := f.hands[at].group
	g := &f.crews[group]
	if id >= 0 && !g.stop(id) {
		return // it was dropped before
	}
	if g.busy > g.target {
		g.passOvertime(f.now)
		g.busy--
		return
	}
	g.busy--
	f.free(group)
}

// stop forgets a service and reports whether it was still running.
func (c *crew) stop(id int32) bool {
	for i := range c.running {
		if c.running[i].id == id {
			c.running[i] = c.running[len(c.running)-1]
			c.running = c.running[:len(c.running)-1]
			return true
		}
	}
	return false
}

// free lets an agent without a contact take the next one, or be idle, or call
// out.
func (f *floor) free(group int32) {
	g := &f.crews[group]
	if f.inLines > 0 && f.serveNext(group) {
		return
	}
	for _, at := range f.outbound[group] {
		if int(g.idleSince.n) >= f.Queues[f.pairs[at].queue].Reserve {
			s := &f.arrivals.streams[f.pairs[at].queue]
			f.handle(at, contact{unit: s.rest.handle.unit(&s.dice), called: true})
			return
		}
	}
	if g.idleSince.n == 0 {
		f.longest[group] = moment(f.now)
	}
	g.idleSince.push(f.now)
}

// serveNext lets an agent without a contact take the next one, and reports whether
// there was one.
func (f *floor) serveNext(group int32) bool {
	if g := &f.crews[group]; g.from >= 0 {
		at := f.first(f.taken[g.from:g.to])
		if at >= 0 {
			f.serve(at)
		}
		return at >= 0
	}
	at, place := f.pick(group, true, true)
	if at >= 0 {
		f.handle(at, f.fetch(f.hands[at].queue, place))
	}
	return at >= 0
}

// serve gives the first contact in line to an agent who is free.
func (f *floor) serve(at int32) {
	h := &f.hands[at]
	c := &f.book.places[f.lines[h.queue].first]
	f.answered(c)
	unit := c.unit
	f.drop(h.queue)
	f.beginSimple(h, at, unit)
}

// fetch takes the first contact out of its line and counts its wait.
func (f *floor) fetch(queue, place int32) contact {
	c := f.book.places[place]
	f.drop(queue)
	f.turned(&c)
	return c
}

// turned counts a contact whose wait is over; one that was cut short has been
// counted before.
func (f *floor) turned(c *contact) {
	if !c.cut {
		f.answered(c)
	}
	c.cut = false
}

// serveLine gives the first contacts of a line to agents who may take them now.
func (f *floor) serveLine(queue int32) {
	for {
		place, ok := f.front(queue)
		if !ok {
			return
		}
		at := f.idlePair(queue, f.now-f.book.places[place].arrived)
		if at < 0 {
			return
		}
		f.take(at, f.fetch(queue, place))
	}
}

// overflows moves a contact that still waits to the end of another line.
func (f *floor) overflows(place, version int32) {
	c := &f.book.places[place]
	if !c.waiting || c.version != version || c.gone || c.deadline < f.now {
		return
	}
	moved := *c
	c.moved = true
	moved.line = f.overflow[c.line]
	if at := f.idlePair(moved.line, 0); at >= 0 {
		f.turned(&moved)
		f.take(at, moved)
		return
	}
	f.wait(moved)
}

// giveUp counts a contact that gives up at this moment; it may come again. Its
// place in line stays, to tell how long it would have waited.
func (f *floor) giveUp(place, version int32) {
	c := &f.book.places[place]
	if !c.waiting || c.version != version || c.moved {
		return
	}
	c.gone = true
	f.lost(c)
	redial := f.Queues[c.origin].Redial
	s := &f.arrivals.streams[c.origin]
	if s.Float64() < redial.Share {
		f.wheel.add(event{at: f.now + redial.After*s.exponential(), kind: redials, a: c.origin})
	}
}

// staff changes the number of a group's agents.
func (f *floor) staff(c change) {
	g := &f.crews[c.group]
	f.countStaffed(c.group)
	g.passOvertime(f.now)
	g.target = c.agents
	if g.speeds != nil {
		f.staffChats(c.group)
		return
	}
	for g.idleSince.n > 0 && g.busy+g.idleSince.n > g.target {
		g.idleSince.dropBack()
	}
	f.longest[c.group] = moment(g.idleSince.front())
	for f.Leaving == Drop && g.busy > g.target {
		f.cut(c.group)
	}
	for g.busy+g.idleSince.n < g.target {
		f.free(c.group)
	}
}

// cut takes the contact begun last out of an agent's hands and puts it back at
// the head of its line. It does not give up any more.
func (f *floor) cut(group int32) {
	g := &f.crews[group]
	s := g.running[len(g.running)-1]
	g.running = g.running[:len(g.running)-1]
	g.busy--
	p := &f.pairs[s.pair]
	g.spent -= f.within(f.now, s.ends)
	f.hands[s.pair].seconds -= s.ends - f.now
	c := s.contact
	c.unit, c.deadline, c.cut, c.line = (s.ends-f.now)/p.mean, never, true, p.queue
	if f.Queues[p.queue].Outbound {
		return
	}
	f.lines[p.queue].pushFront(&f.book, f.book.enter(c))
	f.standing[p.queue]++
	f.inLines++
}

// countStaffed books the time of a group's agents since it last changed.
func (f *floor) countStaffed(group int32) {
	g := &f.crews[group]
	f.tally.staffed[group] += float64(g.target) * f.within(g.since, f.now)
	g.since = f.now
}

func (f *floor) closeCrews() {
	for g := range f.crews {
		f.countStaffed(int32(g))
		c := &f.crews[g]
		c.passOvertime(f.now)
		f.tally.staffed[g] += c.overtime
		f.closeChats(int32(g))
		f.tally.busy[g] = c.spent
	}
}
