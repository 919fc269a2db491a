package simulate

import "math/bits"

// idlePair returns the pair whose group gets a contact of a queue that has
// waited so long: of the groups with somebody idle that the queue asks first
// the one that the scenario's rule chooses; -1 where nobody is idle.
func (f *floor) idlePair(queue int32, waited float64) int32 {
	l := &f.lines[queue]
	if l.plainAsks {
		return f.longestIdle(l.asks)
	}
	for list := l.asks; len(list) > 0; list = list[list[0].alike:] {
		var best *asked
		for i := range list[:list[0].alike] {
			if e := &list[i]; f.open(e.pair, waited) && (best == nil || f.before(e, best)) {
				best = e
			}
		}
		if best != nil {
			return best.pair
		}
	}
	return -1
}

// longestIdle is idlePair where nothing counts but who has been idle longest. It
// has no branch that chance decides but whether anybody of a rank is idle.
func (f *floor) longestIdle(list []asked) int32 {
	for len(list) > 0 {
		first, best := neverIdle, int32(-1)
		for _, e := range list[:list[0].alike] {
			if since := f.longest[e.group]; since < first {
				first, best = since, e.pair
			}
		}
		if best >= 0 {
			return best
		}
		list = list[list[0].alike:]
	}
	return -1
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
		return f.crews[e.group].idleSince.n > f.crews[other.group].idleSince.n
	}
	return f.longest[e.group] < f.longest[other.group]
}

// first is pick where nothing counts but level, priority and who came first. Which
// lines have somebody is found without a branch.
func (f *floor) first(list []taken) int32 {
	some := uint64(0)
	for i := range list {
		some |= uint64(uint32(-f.standing[list[i].queue])>>31) << (i & (most - 1))
	}
	best, last, oldest := int32(-1), most, never
	for ; some != 0; some &= some - 1 {
		i := bits.TrailingZeros64(some)
		if i >= last {
			break
		}
		e := &list[i]
		head, ok := f.front(e.queue)
		if !ok {
			continue
		}
		last = i + int(e.alike)
		if arrived := f.book.places[head].arrived; arrived < oldest {
			best, oldest = e.pair, arrived
		}
	}
	return best
}

// pick chooses among the waiting contacts that a group can handle; whole and
// chat say which kinds fit. It returns the pair and the contact's place, or -1.
func (f *floor) pick(group int32, whole, chat bool) (best, place int32) {
	best, place = -1, -1
	oldest := never
	list := f.takes[group]
	last := len(list)
	for i := 0; i < last; i++ {
		e := &list[i]
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
		best, place, oldest = e.pair, head, arrived
		if f.Taking == ByLevel {
			last = i + int(e.alike)
		}
	}
	return best, place
}
