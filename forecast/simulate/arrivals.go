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
// depend on any other queue, nor on who handles its contacts.
type stream struct {
	random               *dice
	busyness             float64
	handle               variate
	patience             variate
	endless              bool
	handleBy, patienceBy []float64
}

// handling draws how long a contact of an interval takes, over the mean.
func (s *stream) handling(interval int) float64 {
	unit := s.handle.unit(s.random)
	if s.handleBy != nil {
		unit *= s.handleBy[interval]
	}
	return unit
}

// bearing draws how long a contact of an interval waits, in seconds, below 0 for
// without end.
func (s *stream) bearing(interval int) float64 {
	if s.endless {
		return -1
	}
	seconds := s.patience.unit(s.random) * s.patience.mean
	if s.patienceBy != nil {
		seconds *= s.patienceBy[interval]
	}
	return seconds
}

// arrivals makes the contacts of one interval after another, in order of time.
type arrivals struct {
	streams []stream
	day     *dice // what all queues share
	list    []arrival
	sorted  []arrival
	counts  []int32
}

func newArrivals(queues []Queue) *arrivals {
	l := newLayers()
	a := &arrivals{streams: make([]stream, len(queues)), day: newDice(l)}
	for i, q := range queues {
		a.streams[i] = stream{
			random: newDice(l), handle: newVariate(q.Handle), patience: newVariate(q.Patience), endless: q.Patience.None(),
			handleBy: q.HandleBy, patienceBy: q.PatienceBy,
		}
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
func (a *arrivals) seed(common float64, queues []Queue, seed uint64, replication int) {
	everywhere := 1.0
	if common > 0 {
		a.day.source.state = mixed(mixed(seed, uint64(replication)), 0x646179)
		everywhere = unitGamma(a.day, common)
	}
	for i := range a.streams {
		s := &a.streams[i]
		s.random.source.state = mixed(mixed(seed, uint64(replication)), hashed(queues[i].Name))
		s.busyness = everywhere
		if shape := queues[i].Busyness; shape > 0 {
			s.busyness *= unitGamma(s.random, shape)
		}
	}
}

// make draws the contacts of interval i, which begins at from.
func (a *arrivals) make(queues []Queue, i int, from, length float64) []arrival {
	a.list = a.list[:0]
	kinds := 0
	for q := range queues {
		if len(queues[q].Contacts) == 0 || queues[q].Contacts[i] == 0 {
			continue
		}
		kinds++
		s := &a.streams[q]
		gap := length / (queues[q].Contacts[i] * s.busyness)
		for at := s.random.exponential() * gap; at < length; at += s.random.exponential() * gap {
			a.list = append(a.list, arrival{at: from + at, queue: int32(q), unit: s.handling(i), patience: s.bearing(i)})
		}
	}
	if kinds == 1 {
		return a.list // in order as drawn
	}
	return a.inOrder(from, length)
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
	bin := func(at float64) int { return min(n-1, int((at-from)*perBin)) }
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
