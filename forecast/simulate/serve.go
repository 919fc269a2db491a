package simulate

// idlePair returns the pair whose group gets a contact of a queue that has
// waited so long: of the groups with somebody idle that the queue asks first
// the one that the scenario's rule chooses; -1 where nobody is idle.
func (f *floor) idlePair(queue int32, waited float64) int32 {
	var best *asked
	list := f.asks[queue]
	for i := range list {
		e := &list[i]
		if best != nil && e.rank > best.rank {
			break
		}
		if !e.special && f.idle[e.group] == 0 || e.special && !f.open(e.pair, waited) {
			continue
		}
		if best == nil || f.before(e, best) {
			best = e
		}
	}
	if best == nil {
		return -1
	}
	return best.pair
}

// open reports whether a group can take a contact that has waited so long.
func (f *floor) open(at int32, waited float64) bool {
	p := &f.pairs[at]
	return p.after <= waited && f.hasRoom(p)
}

func (f *floor) hasRoom(p *pair) bool {
	c := &f.crews[p.group]
	if c.speeds == nil {
		return c.idleSince.n > 0
	}
	return c.lightest(p.chat) >= 0
}

// before reports whether a pair's group gets a contact rather than another's.
func (f *floor) before(e, other *asked) bool {
	if e.special || other.special {
		a, b := &f.crews[e.group], &f.crews[other.group]
		if a.speeds != nil || b.speeds != nil {
			return a.load(f.pairs[e.pair].chat) < b.load(f.pairs[other.pair].chat)
		}
	}
	if f.Choosing == MostIdle {
		return f.idle[e.group] > f.idle[other.group]
	}
	return f.longest[e.group] < f.longest[other.group]
}

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
	f.idle[group]--
	if c.idleSince.n > 0 {
		f.longest[group] = c.idleSince.front()
	}
}

// beginSimple is handle where the pair is simple.
func (f *floor) beginSimple(at int32, unit float64) {
	w := &f.works[at]
	seconds := unit * w.mean
	f.crews[w.group].busy++
	f.account(at, seconds)
	f.wheel.add(event{at: f.now + seconds, kind: finished, a: at, b: -1})
}

// handle begins a contact by an agent who is not counted as idle any more.
func (f *floor) handle(at int32, c contact) {
	p := &f.works[at]
	g := &f.crews[p.group]
	seconds := c.unit * p.mean
	g.busy++
	f.account(at, seconds)
	id := int32(-1)
	if f.Leaving == Drop {
		f.services++
		id = f.services
		g.running = append(g.running, service{contact: c, pair: at, ends: f.now + seconds, id: id})
	}
	f.wheel.add(event{at: f.now + seconds, kind: finished, a: at, b: id})
}

// account books an agent's time where it begins.
func (f *floor) account(at int32, seconds float64) {
	if f.interval >= f.WarmUp {
		f.tally.served[at]++
	}
	f.tally.handled[f.interval*len(f.works)+int(at)] += seconds
	f.tally.busy[f.works[at].group] += f.within(f.now, f.now+seconds)
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
	group := f.works[at].group
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
	if f.inLines > 0 {
		if at, place := f.pick(group, true, true); at >= 0 {
			f.serve(at, place)
			return
		}
	}
	g := &f.crews[group]
	for _, at := range f.outbound[group] {
		if g.idleSince.n >= f.Queues[f.pairs[at].queue].Reserve {
			s := &f.arrivals.streams[f.pairs[at].queue]
			f.handle(at, contact{unit: s.handle.unit(s.random), called: true})
			return
		}
	}
	if g.idleSince.n == 0 {
		f.longest[group] = f.now
	}
	g.idleSince.push(f.now)
	f.idle[group]++
}

// serve gives a waiting contact to an agent who is free.
func (f *floor) serve(at, place int32) {
	if !f.works[at].simple {
		f.handle(at, f.fetch(f.works[at].queue, place))
		return
	}
	c := &f.book.places[place]
	unit := c.unit
	if !c.cut {
		f.answered(c)
	}
	f.drop(f.works[at].queue, place)
	f.beginSimple(at, unit)
}

// pick chooses among the waiting contacts that a group can handle; whole and
// chat say which kinds fit. It returns the pair and the contact's place, or -1.
func (f *floor) pick(group int32, whole, chat bool) (best, place int32) {
	best, place = -1, -1
	oldest := never
	var of taken
	for _, e := range f.takes[group] {
		if best >= 0 && f.Taking == ByLevel && (e.level > of.level || e.priority > of.priority) {
			break
		}
		if f.standing[e.queue] == 0 {
			continue
		}
		p := &f.pairs[e.pair]
		if p.chat && !chat || !p.chat && !whole {
			continue
		}
		head, ok := f.front(p.queue)
		if !ok {
			continue
		}
		arrived := f.book.places[head].arrived
		if p.after > 0 && f.now-arrived < p.after || arrived >= oldest {
			continue
		}
		best, place, oldest, of = e.pair, head, arrived, e
	}
	return best, place
}

// fetch takes the first contact out of its line and counts its wait.
func (f *floor) fetch(queue, place int32) contact {
	c := f.book.places[place]
	f.drop(queue, place)
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
	if s.random.Float64() < redial.Share {
		f.wheel.add(event{at: f.now + redial.After*s.random.exponential(), kind: redials, a: c.origin})
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
	for g.idleSince.n > 0 && g.busy+int32(g.idleSince.n) > g.target {
		g.idleSince.dropBack()
		f.idle[c.group]--
	}
	for f.Leaving == Drop && g.busy > g.target {
		f.cut(c.group)
	}
	for g.busy+int32(g.idleSince.n) < g.target {
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
	f.tally.busy[group] -= f.within(f.now, s.ends)
	f.tally.handled[f.interval*len(f.works)+int(s.pair)] -= s.ends - f.now
	c := s.contact
	c.unit, c.deadline, c.cut, c.line = (s.ends-f.now)/p.mean, never, true, p.queue
	if f.Queues[p.queue].Outbound {
		return
	}
	f.lines[p.queue].pushFront(f.book.enter(c))
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
	}
}
