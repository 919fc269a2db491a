package simulate

// crew is a group of agents on the floor. Agents with one contact at a time are
// counted; those who hold several are followed one by one, see [chatAgent]. What
// every contact touches fills one cache line.
type crew struct {
	target    int32 // agents whose time it is
	busy      int32
	spent     float64 // agent seconds with contacts
	idleSince times   // when each idle agent became idle, longest ago first
	from, to  int32   // its part of floor.taken; from is -1 where more decides than level, priority and who came first
	*crewBook
}

// crewBook is what is seldom touched.
type crewBook struct {
	since     float64 // when target last changed
	overSince float64
	overtime  float64   // agent seconds beyond their time
	running   []service // begun and not ended; only where agents drop contacts

	speeds []float64 // handle time by chats held over that with one; nil: one at a time
	agents []chatAgent
	byLoad [][]int32 // agents who may take more, by contacts held
}

// service is a contact in an agent's hands.
type service struct {
	contact contact
	pair    int32
	ends    float64
	id      int32
}

// times is a ring of times.
type times struct {
	ring  []float64
	first int32
	n     int32
}

func (t *times) push(at float64) {
	if int(t.n) == len(t.ring) {
		bigger := make([]float64, max(8, 2*len(t.ring)))
		for i := range t.n {
			bigger[i] = t.ring[int(t.first+i)&(len(t.ring)-1)]
		}
		t.ring, t.first = bigger, 0
	}
	t.ring[int(t.first+t.n)&(len(t.ring)-1)] = at
	t.n++
}

// front is the earliest time, never where there is none.
func (t *times) front() float64 {
	if t.n == 0 {
		return never
	}
	return t.ring[t.first]
}

func (t *times) dropFront() {
	t.first = (t.first + 1) & int32(len(t.ring)-1)
	t.n--
}

func (t *times) dropBack() { t.n-- }

// passOvertime counts the time of agents beyond theirs up to now.
func (c *crew) passOvertime(now float64) {
	if c.busy > c.target {
		c.overtime += float64(c.busy-c.target) * (now - c.overSince)
	}
	c.overSince = now
}

func (c *crew) reset() {
	c.target, c.busy, c.spent, c.since, c.overSince, c.overtime = 0, 0, 0, 0, 0, 0
	c.idleSince.first, c.idleSince.n = 0, 0
	c.running, c.agents = c.running[:0], c.agents[:0]
	for i := range c.byLoad {
		c.byLoad[i] = c.byLoad[i][:0]
	}
}
