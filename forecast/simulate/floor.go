package simulate

import (
	"context"
	"math"
	"slices"
)

// floor is a replication being played. Lists that every contact is looked up in
// are short and lie close together, so that they stay in the processor's cache.
type floor struct {
	*plan
	arrivals *arrivals
	crews    []crew
	lines    []line
	hands    []hand // by pair
	book     book
	wheel    *wheel
	tally    *tally
	longest  []int64 // by group: since when its agent is idle who is so longest, see [moment]
	standing []int32 // contacts in each line, those who have given up included
	taken    []taken // of one group after another, where nothing else decides
	inLines  int32   // contacts in all lines

	now      float64
	interval int
	changed  int // changes of agents that have been made
	services int32
	counted  float64 // when the warm-up is over
	look     float64 // when the next sample is taken
	looked   int     // samples that have been taken
}

// hand is a group handling a queue: what every contact needs and counts.
type hand struct {
	mean         float64
	seconds      float64 // begun in this interval
	served       int32   // begun in this interval
	group, queue int32
	simple       bool // nothing about a contact matters but how long it takes
}

// moment is a time as a number that the processor compares without a branch:
// bits of positive numbers are in the order of the numbers.
func moment(at float64) int64 { return int64(math.Float64bits(at)) }

var neverIdle = moment(never)

func newFloor(p *plan) *floor {
	f := &floor{
		plan: p, arrivals: newArrivals(p), crews: make([]crew, len(p.Groups)), lines: make([]line, len(p.Queues)), hands: make([]hand, len(p.pairs)),
		longest: make([]int64, len(p.Groups)), standing: make([]int32, len(p.Queues)),
		wheel: newWheel(p.rate, p.ahead), counted: float64(p.WarmUp) * p.Interval,
	}
	for q := range f.lines {
		f.lines[q] = f.newLine(int32(q))
	}
	for g := range f.crews {
		f.newCrew(int32(g))
	}
	for i := range f.hands {
		pair := &p.pairs[i]
		f.hands[i] = hand{mean: pair.mean, group: pair.group, queue: pair.queue, simple: p.Leaving == Finish && len(p.Groups[pair.group].Chats) == 0}
	}
	return f
}

func (f *floor) newLine(q int32) line {
	queue := &f.Queues[q]
	return line{
		asks: f.asks[q], threshold: queue.Threshold,
		plainAsks: f.Choosing == LongestIdle && !slices.ContainsFunc(f.asks[q], func(a asked) bool { return a.special }),
		plainWait: queue.Callback == nil && queue.Redial == nil && f.overflow[q] < 0 && len(f.opens[q]) == 0,
	}
}

// most is how many queues a group may have to be searched by the bits of a word.
const most = 64

func (f *floor) newCrew(g int32) {
	c, takes := &f.crews[g], f.takes[g]
	c.crewBook, c.from = &crewBook{}, -1
	if speeds := f.Groups[g].Chats; len(speeds) > 0 {
		c.speeds, c.byLoad = speeds, make([][]int32, len(speeds)+1)
	}
	if f.Taking == ByLevel && f.Leaving == Finish && len(takes) <= most && !slices.ContainsFunc(takes, func(t taken) bool { return t.special }) {
		c.from = int32(len(f.taken))
		f.taken = append(f.taken, takes...)
		c.to = int32(len(f.taken))
	}
}

// play runs one replication from beginning to end.
func (f *floor) play(ctx context.Context, t *tally, seed uint64, replication int) error {
	f.begin(t, seed, replication)
	for i := range f.Intervals {
		f.interval = i
		before := f.tally.events + int64(f.changed)
		from := float64(i) * f.Interval
		for piece := range f.pieces {
			if err := ctx.Err(); err != nil {
				return err
			}
			f.meet(f.arrivals.make(i, piece))
		}
		f.lookUntil(from + f.Interval)
		f.until(from + f.Interval)
		f.measureLines()
		if i == 0 || f.tally.events+int64(f.changed) > before {
			f.tally.active[i] = true
			f.record()
		}
	}
	f.close()
	return nil
}

// meet lets contacts in, one after the other.
func (f *floor) meet(list []arrival) {
	for n := range list {
		a := &list[n]
		if f.look <= a.at {
			f.lookUntil(a.at)
		}
		f.until(a.at)
		f.arrive(a)
	}
	f.tally.events += int64(len(list))
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
	f.arrivals.seed(seed, replication)
	for g := range f.crews {
		f.crews[g].reset()
	}
	for g := range f.longest {
		f.longest[g] = neverIdle
	}
	clear(f.standing)
	f.inLines = 0
	for i := range f.hands {
		f.hands[i].seconds, f.hands[i].served = 0, 0
	}
	for q := range f.lines {
		f.lines[q].reset()
		s := &f.arrivals.streams[q]
		for range f.Queues[q].Waiting {
			f.lines[q].offered++
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
	w := f.wheel
	for {
		n := len(w.due) - 1
		if n < 0 {
			if w.turn(limit) {
				continue
			}
			return
		}
		e := &w.due[n]
		if e.at >= limit {
			return
		}
		f.now = e.at
		f.tally.events++
		kind, a, b := e.kind, e.a, e.b
		w.due = w.due[:n]
		if kind == finished {
			f.finish(a, b)
			continue
		}
		f.rare(kind, a, b)
	}
}

// rare lets happen what is not the end of a contact with an agent who has no
// other.
func (f *floor) rare(kind eventKind, a, b int32) {
	switch kind {
	case chatEnds:
		f.endChat(a, b)
	case overflows:
		f.overflows(a, b)
	case givesUp:
		f.giveUp(a, b)
	case redials:
		s := &f.arrivals.streams[a]
		f.lines[a].offered++
		f.route(f.newContact(a, s.handling(f.interval), s.bearing(f.interval)).secondTime())
	case opens:
		f.serveLine(a)
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
			f.drop(int32(q))
		}
	}
	f.closeCrews()
}
