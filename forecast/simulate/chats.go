package simulate

// chatAgent is an agent who may hold several chats at once. Another contact
// takes the whole agent.
type chatAgent struct {
	holds   []hold
	whole   bool // holds a contact that is no chat
	leaving bool // goes when nothing is held any more
	version int32
	passed  float64 // up to when the holds' rests are reckoned
	since   float64 // when the first hold began
	at      int32   // place in its list of byLoad, -1: in none
}

// hold is a contact in such an agent's hands.
type hold struct {
	pair int32
	rest float64 // seconds left, alone
}

// lightest returns the number of holds of the agent who holds least and can
// take a contact, -1 where none can.
func (c *crew) lightest(chat bool) int {
	for load := range c.speeds {
		if len(c.byLoad[load]) > 0 {
			return load
		}
		if !chat {
			break
		}
	}
	return -1
}

// load is lightest, or whether anybody at all is busy, for comparing groups.
func (c *crew) load(chat bool) int {
	if c.speeds == nil {
		return 0
	}
	return c.lightest(chat)
}

func (c *crew) list(id int32) {
	a := &c.agents[id]
	if a.leaving || a.whole || len(a.holds) >= len(c.speeds) {
		a.at = -1
		return
	}
	load := len(a.holds)
	a.at = int32(len(c.byLoad[load]))
	c.byLoad[load] = append(c.byLoad[load], id)
}

func (c *crew) unlist(id int32) {
	a := &c.agents[id]
	if a.at < 0 {
		return
	}
	list := c.byLoad[len(a.holds)]
	last := list[len(list)-1]
	list[a.at] = last
	c.agents[last].at = a.at
	c.byLoad[len(a.holds)] = list[:len(list)-1]
	a.at = -1
}

// pace is how much longer one of an agent's contacts takes than alone.
func (f *floor) pace(a *chatAgent, h *hold) float64 {
	if a.whole {
		return 1
	}
	return f.pairs[h.pair].speeds[len(a.holds)-1]
}

// advance reckons what is left of each hold.
func (f *floor) advance(a *chatAgent) {
	for i := range a.holds {
		a.holds[i].rest -= (f.now - a.passed) / f.pace(a, &a.holds[i])
	}
	a.passed = f.now
}

// ends is the hold of an agent that ends first if none is added, and when.
func (f *floor) ends(a *chatAgent) (at int, in float64) {
	in = never
	for i := range a.holds {
		if left := a.holds[i].rest * f.pace(a, &a.holds[i]); left < in {
			at, in = i, left
		}
	}
	return at, in
}

// next announces the end of the hold that ends first.
func (f *floor) next(group, id int32) {
	c := &f.crews[group]
	a := &c.agents[id]
	a.version++
	if len(a.holds) == 0 {
		return
	}
	_, in := f.ends(a)
	f.wheel.add(event{at: f.now + max(0, in), kind: chatEnds, a: group<<agentBits | id, b: a.version})
}

// agentBits leave room for half a million agents in a group and 4,096 groups.
const agentBits = 19

// takeChat gives a contact to the agent who holds least.
func (f *floor) takeChat(at int32, c contact) {
	p := &f.pairs[at]
	g := &f.crews[p.group]
	list := g.byLoad[g.lightest(p.chat)]
	f.hold(p.group, list[0], at, c)
}

func (f *floor) hold(group, id, at int32, c contact) {
	p := &f.pairs[at]
	g := &f.crews[group]
	a := &g.agents[id]
	g.unlist(id)
	f.advance(a)
	if len(a.holds) == 0 {
		a.since = f.now
		g.busy++
	}
	seconds := c.unit * p.mean
	a.holds = append(a.holds, hold{pair: at, rest: seconds})
	a.whole = !p.chat
	f.hands[at].served++
	f.hands[at].seconds += seconds
	g.list(id)
	f.next(group, id)
}

// endChat ends the hold of an agent that has least left.
func (f *floor) endChat(who, version int32) {
	group, id := who>>agentBits, who&(1<<agentBits-1)
	g := &f.crews[group]
	a := &g.agents[id]
	if a.version != version {
		return
	}
	g.unlist(id)
	f.advance(a)
	least, _ := f.ends(a)
	a.holds[least] = a.holds[len(a.holds)-1]
	a.holds = a.holds[:len(a.holds)-1]
	a.whole = false
	if len(a.holds) == 0 {
		f.rest(group, a)
		if a.leaving {
			return
		}
	}
	g.list(id)
	f.next(group, id)
	f.fill(group, id)
}

// rest books an agent's time with contacts as it ends.
func (f *floor) rest(group int32, a *chatAgent) {
	f.crews[group].spent += f.within(a.since, f.now)
	g := &f.crews[group]
	if g.busy > g.target {
		g.passOvertime(f.now)
	}
	g.busy--
}

// fill lets an agent take what waits, as long as there is room.
func (f *floor) fill(group, id int32) {
	g := &f.crews[group]
	for g.agents[id].at >= 0 {
		at, place := f.pick(group, len(g.agents[id].holds) == 0, true)
		if at < 0 {
			return
		}
		f.hold(group, id, at, f.fetch(f.pairs[at].queue, place))
	}
}

// staffChats lets agents come, or go once they hold nothing: first those who
// hold least. Chats are never dropped.
func (f *floor) staffChats(group int32) {
	g := &f.crews[group]
	here := int32(0)
	for i := range g.agents {
		if !g.agents[i].leaving {
			here++
		}
	}
	for ; here > g.target; here-- {
		f.dismiss(g)
	}
	for ; here < g.target; here++ {
		id := int32(len(g.agents))
		g.agents = append(g.agents, chatAgent{at: -1, passed: f.now})
		g.list(id)
		f.fill(group, id)
	}
}

func (f *floor) dismiss(g *crew) {
	least := int32(-1)
	for id := range g.agents {
		if a := &g.agents[id]; !a.leaving && (least < 0 || len(a.holds) < len(g.agents[least].holds)) {
			least = int32(id)
		}
	}
	g.unlist(least)
	g.agents[least].leaving = true
}

func (f *floor) closeChats(group int32) {
	g := &f.crews[group]
	for i := range g.agents {
		if a := &g.agents[i]; len(a.holds) > 0 {
			f.crews[group].spent += f.within(a.since, f.now)
		}
	}
}
