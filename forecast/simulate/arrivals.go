package simulate

import "slices"

// arrival is a contact that has not come yet. Times are in units of the queue's
// mean handle time, and in seconds from now for patience.
type arrival struct {
	at       float64
	unit     float64
	patience float64
	queue    int32
}

// stream is one queue's own chance in one replication: what it draws does not
// depend on any other queue, nor on who handles its contacts. What every contact
// needs fills one cache line.
type stream struct {
	dice
	next     float64 // contact, seconds from the beginning of the interval
	gap      float64 // mean seconds between two contacts
	patience float64 // mean seconds, below 0: without end
	plain    bool    // both times are exponential, and alike in all intervals
	rest     *bearing
}

// bearing is what contacts of a queue are like.
type bearing struct {
	busyness             float64
	handle               variate
	patience             variate
	endless              bool
	handleBy, patienceBy []float64
}

// handling draws how long a contact of an interval takes, over the mean.
func (s *stream) handling(interval int) float64 {
	unit := s.rest.handle.unit(&s.dice)
	if s.rest.handleBy != nil {
		unit *= s.rest.handleBy[interval]
	}
	return unit
}

// bearing draws how long a contact of an interval waits, in seconds, below 0 for
// without end.
func (s *stream) bearing(interval int) float64 {
	if s.rest.endless {
		return -1
	}
	seconds := s.rest.patience.unit(&s.dice) * s.rest.patience.mean
	if s.rest.patienceBy != nil {
		seconds *= s.rest.patienceBy[interval]
	}
	return seconds
}

// arrivals makes the contacts of one piece of time after another, in order of
// time.
type arrivals struct {
	*plan
	streams []stream
	day     *dice // what all queues share
	list    []arrival
	sorted  []arrival
	counts  []int32
}

func newArrivals(p *plan) *arrivals {
	l := newLayers()
	a := &arrivals{plan: p, streams: make([]stream, len(p.Queues)), day: newDice(l)}
	for i, q := range p.Queues {
		s := &a.streams[i]
		s.rest = &bearing{
			handle: newVariate(q.Handle), patience: newVariate(q.Patience), endless: q.Patience.None(),
			handleBy: q.HandleBy, patienceBy: q.PatienceBy,
		}
		s.dice.begin(l)
		s.patience = s.rest.patience.mean
		s.plain = !s.rest.endless && q.Handle.Shape == Exponential && q.Patience.Shape == Exponential && q.HandleBy == nil && q.PatienceBy == nil
	}
	return a
}

// hashed is a name as a number (FNV-1a), so that a queue meets the same contacts
// wherever it stands in the list, and whatever stands beside it.
func hashed(name string) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range []byte(name) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// seed begins a replication.
func (a *arrivals) seed(seed uint64, replication int) {
	everywhere := 1.0
	if common := a.Busyness; common > 0 {
		a.day.source.state = mixed(mixed(seed, uint64(replication)), 0x646179)
		everywhere = unitGamma(a.day, common)
	}
	for i := range a.streams {
		s := &a.streams[i]
		s.source.state = mixed(mixed(seed, uint64(replication)), hashed(a.Queues[i].Name))
		s.rest.busyness = everywhere
		if shape := a.Queues[i].Busyness; shape > 0 {
			s.rest.busyness *= unitGamma(&s.dice, shape)
		}
	}
}

// make draws the contacts of a piece of interval i.
func (a *arrivals) make(i, piece int) []arrival {
	from := float64(i) * a.Interval
	if piece == 0 {
		a.open(i)
	}
	begins, ends := a.Interval*float64(piece)/float64(a.pieces), a.Interval
	if piece+1 < a.pieces {
		ends *= float64(piece+1) / float64(a.pieces)
	}
	a.list = a.list[:0]
	kinds := 0
	for q := range a.streams {
		s := &a.streams[q]
		if s.next >= ends {
			continue
		}
		kinds++
		a.draw(s, int32(q), i, from, ends)
	}
	if kinds <= 1 {
		return a.list // in order as drawn
	}
	return a.inOrder(from+begins, ends-begins)
}

// open draws when the first contact of each queue comes in interval i.
func (a *arrivals) open(i int) {
	for q := range a.streams {
		s, contacts := &a.streams[q], a.Queues[q].Contacts
		s.next = never
		if len(contacts) > 0 && contacts[i] > 0 {
			s.gap = a.Interval / (contacts[i] * s.rest.busyness)
			s.next = s.exponential() * s.gap
		}
	}
}

// draw adds a queue's contacts up to a time in interval i.
func (a *arrivals) draw(s *stream, q int32, i int, from, ends float64) {
	for s.next < ends {
		c := arrival{at: from + s.next, queue: q}
		if s.plain {
			c.unit = s.exponential()
			c.patience = s.exponential() * s.patience
		} else {
			c.unit, c.patience = s.handling(i), s.bearing(i)
		}
		a.list = append(a.list, c)
		s.next += s.exponential() * s.gap
	}
}

// inOrder sorts by time: first into as many bins as there are contacts, then
// the few of a bin among themselves.
func (a *arrivals) inOrder(from, length float64) []arrival {
	n := len(a.list)
	if n == 0 {
		return nil
	}
	a.counts = slices.Grow(a.counts[:0], n+1)[:n+1]
	clear(a.counts)
	perBin := float64(n) / length
	bin := func(at float64) int { return max(0, min(n-1, int((at-from)*perBin))) }
	for i := range a.list {
		a.counts[bin(a.list[i].at)+1]++
	}
	for i := 1; i <= n; i++ {
		a.counts[i] += a.counts[i-1]
	}
	a.sorted = slices.Grow(a.sorted[:0], n)[:n]
	for i := range a.list {
		b := bin(a.list[i].at)
		a.sorted[a.counts[b]] = a.list[i]
		a.counts[b]++
	}
	for i := 1; i < n; i++ {
		x := a.sorted[i]
		j := i
		for ; j > 0 && a.sorted[j-1].at > x.at; j-- {
			a.sorted[j] = a.sorted[j-1]
		}
		a.sorted[j] = x
	}
	return a.sorted
}
