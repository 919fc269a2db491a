package simulate

import (
	"context"
)

// floor is a replication being played.
type floor struct {
	*plan
	arrivals *arrivals
	crews    []crew
	lines    []line
	book     book
	wheel    *wheel
	tally    *tally
	idle     []int32   // agents by group who have nothing in hand, but for groups of chats
	longest  []float64 // by group: when its agent who has been idle longest became so
	standing []int32   // contacts in each line, those who have given up included
	inLines  int32     // in all lines

	now      float64
	interval int
	changed  int // changes of agents that have been made
	services int32
	counted  float64 // when the warm-up is over
	look     float64 // when the next sample is taken
	looked   int     // samples that have been taken
}

func newFloor(p *plan) *floor {
	f := &floor{
		plan: p, arrivals: newArrivals(p.Queues), crews: make([]crew, len(p.Groups)), lines: make([]line, len(p.Queues)),
		idle: make([]int32, len(p.Groups)), longest: make([]float64, len(p.Groups)), standing: make([]int32, len(p.Queues)),
		wheel: newWheel(p.rate, p.ahead), counted: float64(p.WarmUp) * p.Interval,
	}
	for g := range f.crews {
		f.crews[g].crewBook = &crewBook{}
		if speeds := p.Groups[g].Chats; len(speeds) > 0 {
			f.crews[g].speeds, f.crews[g].byLoad = speeds, make([][]int32, len(speeds)+1)
		}
	}
	return f
}

// play runs one replication from beginning to end.
func (f *floor) play(ctx context.Context, t *tally, seed uint64, replication int) error {
	f.begin(t, seed, replication)
	for i := range f.Intervals {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.interval = i
		before := f.tally.events + int64(f.changed)
		from := float64(i) * f.Interval
		list := f.arrivals.make(f.Queues, i, from, f.Interval)
		for n := range list {
			f.lookUntil(list[n].at)
			f.until(list[n].at)
			f.arrive(&list[n])
		}
		f.tally.events += int64(len(list))
		f.lookUntil(from + f.Interval)
		f.until(from + f.Interval)
		f.measureLines()
		f.tally.active[i] = i == 0 || f.tally.events+int64(f.changed) > before
	}
	f.close()
	return nil
}

func (f *floor) begin(t *tally, seed uint64, replication int) {
	f.tally = t
	f.now, f.interval, f.changed, f.services = 0, 0, 0, 0
	f.look, f.looked = never, 0
	if f.samples > 0 {
		f.look = min(f.end, f.step)
	}
	f.wheel.reset()
	f.book.reset()
	f.arrivals.seed(f.Busyness, f.Queues, seed, replication)
	for g := range f.crews {
		f.crews[g].reset()
	}
	clear(f.idle)
	clear(f.standing)
	f.inLines = 0
	for q := range f.lines {
		f.lines[q].first, f.lines[q].n = 0, 0
		s := &f.arrivals.streams[q]
		for range f.Queues[q].Waiting {
			f.offered(int32(q))
			f.wait(f.newContact(int32(q), s.handling(0), s.bearing(0)))
		}
	}
}

// until lets everything happen that comes before a time. Agents who come at that
// very moment belong to what follows.
func (f *floor) until(limit float64) {
	for f.changed < len(f.changes) && f.changes[f.changed].at < limit {
		c := f.changes[f.changed]
		f.happen(c.at)
		f.now = c.at
		f.changed++
		f.staff(c)
	}
	f.happen(limit)
	f.now = limit
}

func (f *floor) happen(limit float64) {
	for {
		e, ok := f.wheel.pop(limit)
		if !ok {
			return
		}
		f.now = e.at
		f.tally.events++
		switch e.kind {
		case finished:
			f.finish(e.a, e.b)
		case chatEnds:
			f.endChat(e.a, e.b)
		case overflows:
			f.overflows(e.a, e.b)
		case givesUp:
			f.giveUp(e.a, e.b)
		case redials:
			s := &f.arrivals.streams[e.a]
			f.offered(e.a)
			f.route(f.newContact(e.a, s.handling(f.interval), s.bearing(f.interval)).secondTime())
		case opens:
			f.serveLine(e.a)
		}
	}
}

// arrive lets a contact in.
func (f *floor) arrive(a *arrival) {
	f.offered(a.queue)
	p := f.idlePair(a.queue, 0)
	switch {
	case p < 0:
		f.wait(f.newContact(a.queue, a.unit, a.patience))
	case f.works[p].simple:
		f.answerAtOnce(a.queue)
		f.leaveIdle(f.works[p].group)
		f.beginSimple(p, a.unit)
	default:
		f.answerAtOnce(a.queue)
		f.take(p, contact{unit: a.unit, origin: a.queue, interval: int32(f.interval)})
	}
}

// route is arrive for contacts that come back.
func (f *floor) route(c contact) {
	if p := f.idlePair(c.line, 0); p >= 0 {
		f.answerAtOnce(c.origin)
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
	cell := f.cell(c.origin, c.interval)
	if q == c.origin {
		cell.waited++
		if offer := f.Queues[q].Callback; offer != nil && f.lines[q].n >= offer.From && f.arrivals.streams[q].random.Float64() < offer.Accept {
			c.called, c.deadline = true, never
			cell.called++
		}
	}
	place := f.book.enter(c)
	f.lines[q].push(place)
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

func (f *floor) offered(queue int32) { f.cell(queue, int32(f.interval)).offered++ }

func (f *floor) cell(queue, interval int32) *cell {
	return &f.tally.cells[int(interval)*len(f.lines)+int(queue)]
}

func (f *floor) answerAtOnce(queue int32) {
	c := f.cell(queue, int32(f.interval))
	c.answered++
	c.answeredIn++
	c.virtualIn++
	f.tally.waits[queue][0]++
}

// answered counts a contact that waited.
func (f *floor) answered(c *contact) {
	if c.called {
		return
	}
	wait := f.now - c.arrived
	cell := f.cell(c.origin, c.interval)
	cell.answered++
	cell.waitAnswered += wait
	cell.waitAll += wait
	if wait <= f.Queues[c.origin].Threshold {
		cell.answeredIn++
		cell.virtualIn++
	}
	if int(c.interval) >= f.WarmUp {
		f.tally.waits[c.origin][binOf(wait)]++
	}
}

// lost counts a contact that gave up, and lost's turn tells how long it would
// have waited.
func (f *floor) lost(c *contact) {
	cell := f.cell(c.origin, c.interval)
	patience := c.deadline - c.arrived
	cell.abandoned++
	cell.waitAll += patience
	if patience <= f.Queues[c.origin].Threshold {
		cell.abandonedIn++
	}
}

func (f *floor) turnCame(c *contact) {
	if f.now-c.arrived <= f.Queues[c.origin].Threshold {
		f.cell(c.origin, c.interval).virtualIn++
	}
}

// front returns the place of the first contact in line that is still there.
func (f *floor) front(queue int32) (int32, bool) {
	l := &f.lines[queue]
	for l.n > 0 {
		place := l.head()
		c := &f.book.places[place]
		switch {
		case c.moved:
		case c.gone:
			f.turnCame(c)
		case c.deadline < f.now:
			f.lost(c)
			f.turnCame(c)
		default:
			return place, true
		}
		f.drop(queue, place)
	}
	return -1, false
}

// drop takes the first of a line out of it.
func (f *floor) drop(queue, place int32) {
	f.lines[queue].drop()
	f.standing[queue]--
	f.inLines--
	f.book.leave(place)
}

// measureLines records how many wait as an interval ends.
func (f *floor) measureLines() {
	for q := range f.lines {
		f.tally.length[f.interval*len(f.lines)+q] = float64(f.inLine(q))
	}
}

// close ends a replication: who still waits is left.
func (f *floor) close() {
	for q := range f.lines {
		for {
			place, ok := f.front(int32(q))
			if !ok {
				break
			}
			c := &f.book.places[place]
			if int(c.interval) >= f.WarmUp && !c.called && !c.cut {
				f.tally.left[c.origin]++
			}
			f.drop(int32(q), place)
		}
	}
	f.closeCrews()
}
