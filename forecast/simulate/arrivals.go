package simulate

import (
	"math/rand/v2"
	"slices"
)

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
	random   *rand.Rand
	source   *rand.PCG
	busyness float64
	handle   variate
	patience variate
	endless  bool
}

// arrivals makes the contacts of one interval after another, in order of time.
type arrivals struct {
	streams []stream
	list    []arrival
	sorted  []arrival
	counts  []int32
}

func newArrivals(queues []Queue) *arrivals {
	a := &arrivals{streams: make([]stream, len(queues))}
	for i, q := range queues {
		source := rand.NewPCG(0, 0)
		a.streams[i] = stream{
			source: source, random: rand.New(source), handle: newVariate(q.Handle), patience: newVariate(q.Patience), endless: q.Patience.None(),
		}
	}
	return a
}

// seed begins a replication.
func (a *arrivals) seed(queues []Queue, seed uint64, replication int) {
	for i := range a.streams {
		s := &a.streams[i]
		s.source.Seed(mixed(seed, uint64(replication)), mixed(uint64(i), 0x71756575))
		s.busyness = 1
		if shape := queues[i].Busyness; shape > 0 {
			s.busyness = unitGamma(s.random, shape)
		}
	}
}

// mixed spreads two numbers over all bits (the finalizer of SplitMix64; Steele,
// Lea and Flood, OOPSLA 2014).
func mixed(a, b uint64) uint64 {
	z := a*0x9e3779b97f4a7c15 + b
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// make draws the contacts of interval i, which begins at from.
func (a *arrivals) make(queues []Queue, i int, from, length float64) []arrival {
	a.list = a.list[:0]
	for q := range queues {
		if len(queues[q].Contacts) == 0 || queues[q].Contacts[i] == 0 {
			continue
		}
		s := &a.streams[q]
		gap := length / (queues[q].Contacts[i] * s.busyness)
		for at := s.random.ExpFloat64() * gap; at < length; at += s.random.ExpFloat64() * gap {
			n := arrival{at: from + at, queue: int32(q), unit: s.handle.unit(s.random), patience: -1}
			if !s.endless {
				n.patience = s.patience.unit(s.random) * s.patience.mean
			}
			a.list = append(a.list, n)
		}
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
