package roster

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// pact is a team rule as the search sees it: a price for the people at work in each
// tick.
type pact struct {
	team  rules.Team
	price float64 // of one person in one tick
	on    []bool  // by tick: the rule holds
	// members are the people of the model whom the rule counts or is about.
	members []int
	// while and count are the people of the past and of fixed shifts by tick; of them
	// pastWhile and pastCount are the past alone.
	while, count         []int32
	pastWhile, pastCount []int32
}

// role is a worker's place in a pact.
type role struct {
	pact         int
	while, count int32 // 1 where the worker is of the list
}

// cost returns what so many of While and Count in a tick cost. What the past alone
// broke is past.
func (k *pact) cost(t int, while, count int32) float64 {
	if !k.on[t] || while == k.pastWhile[t] && count == k.pastCount[t] {
		return 0
	}
	return k.price * float64(k.team.Broken(int(while), int(count)))
}

// bindTeams lays the team rules over the model's ticks and people. at gives the
// model's position of a person of the rules' problem; whoever has none is counted
// only as far as [model.attend] says.
func (m *model) bindTeams(list []TeamRule, at func(person int) (int, bool)) {
	for _, rule := range list {
		k := pact{team: rule.Team, price: m.problem.TeamPrice(rule) * float64(m.tick) / 60, on: m.hours(rule.Windows)}
		for _, counts := range []*[]int32{&k.while, &k.count, &k.pastWhile, &k.pastCount} {
			*counts = make([]int32, m.span)
		}
		m.pacts = append(m.pacts, k)
		for _, person := range rule.While {
			if i, inside := at(person); inside {
				m.people[i].role(len(m.pacts) - 1).while = 1
			}
		}
		for _, person := range rule.Count {
			if i, inside := at(person); inside {
				m.people[i].role(len(m.pacts) - 1).count = 1
			}
		}
		m.pacts[len(m.pacts)-1].enlist(m.people, len(m.pacts)-1)
	}
	for i, w := range m.people {
		for _, s := range m.problem.People[i].Past {
			m.attended(w.roles, s)
		}
	}
}

// bindCompany lays the team rules of a problem over a model of some of its people
// and returns the roles of those who are not in the model.
func (m *model) bindCompany(p *Problem, who []int) map[int][]role {
	place, outside := map[int]int{}, map[int]*worker{}
	for k, i := range who {
		place[i] = k
	}
	m.bindTeams(p.TeamRules, func(person int) (int, bool) {
		at, inside := place[person]
		return at, inside
	})
	for k, rule := range p.TeamRules {
		for _, list := range [][]int{rule.While, rule.Count} {
			for _, person := range list {
				if _, inside := place[person]; !inside && outside[person] == nil {
					outside[person] = &worker{}
				}
			}
		}
		for _, person := range rule.While {
			if w := outside[person]; w != nil {
				w.role(k).while = 1
			}
		}
		for _, person := range rule.Count {
			if w := outside[person]; w != nil {
				w.role(k).count = 1
			}
		}
	}
	roles := map[int][]role{}
	for person, w := range outside {
		roles[person] = w.roles
		for _, s := range p.People[person].Past {
			m.attended(w.roles, s)
		}
	}
	return roles
}

// role returns the worker's place in a pact, the last one.
func (w *worker) role(pact int) *role {
	if n := len(w.roles); n == 0 || w.roles[n-1].pact != pact {
		w.roles = append(w.roles, role{pact: pact})
	}
	return &w.roles[len(w.roles)-1]
}

// hours marks the ticks of windows, or of all days.
func (m *model) hours(windows []rules.Window) []bool {
	on := make([]bool, m.span)
	for _, w := range windows {
		for t := max(0, w.Start/m.tick); t < min(m.span, w.End/m.tick); t++ {
			on[t] = true
		}
	}
	for t := range m.ticks() {
		on[t] = on[t] || windows == nil
	}
	return on
}

// attend counts a shift that the search does not move as present in pacts.
func (m *model) attend(roles []role, s Shift) {
	for _, own := range roles {
		k := &m.pacts[own.pact]
		for t := max(0, s.Start/m.tick); t < min(m.span, s.End()/m.tick); t++ {
			k.while[t] += own.while
			k.count[t] += own.count
		}
	}
}

// attended counts a shift of the past.
func (m *model) attended(roles []role, s rules.Shift) {
	m.attend(roles, Shift{Start: s.Start, Minutes: s.End - s.Start})
	for _, own := range roles {
		k := &m.pacts[own.pact]
		for t := max(0, s.Start/m.tick); t < min(m.span, s.End/m.tick); t++ {
			k.pastWhile[t] += own.while
			k.pastCount[t] += own.count
		}
	}
}

// enlist gathers the people of the model who have a role in a pact.
func (k *pact) enlist(people []*worker, pact int) {
	for i, w := range people {
		if n := len(w.roles); n > 0 && w.roles[n-1].pact == pact {
			k.members = append(k.members, i)
		}
	}
}

// company is who is at work together, as one thread of a search sees it.
type company struct {
	pacts        []pact
	while, count [][]int32 // by pact and tick
	value        float64   // what it costs
}

func newCompany(m *model) *company {
	if len(m.pacts) == 0 {
		return nil
	}
	c := &company{pacts: m.pacts}
	for i := range m.pacts {
		k := &m.pacts[i]
		c.while, c.count = append(c.while, append([]int32(nil), k.while...)), append(c.count, append([]int32(nil), k.count...))
		for t := range k.on {
			c.value += k.cost(t, k.while[t], k.count[t])
		}
	}
	return c
}

// copyFrom makes c equal to other, which is of the same model.
func (c *company) copyFrom(other *company) {
	if c == nil {
		return
	}
	for k := range c.while {
		copy(c.while[k], other.while[k])
		copy(c.count[k], other.count[k])
	}
	c.value = other.value
}

// total returns the cost of all pacts.
func (c *company) total() float64 {
	if c == nil {
		return 0
	}
	return c.value
}

// shift adds a worker to ticks from..to-1 (by = +1) or takes them away (-1) and
// returns the change of cost.
func (c *company) shift(roles []role, from, to int, by int32) float64 {
	if c == nil {
		return 0
	}
	delta := 0.0
	for _, own := range roles {
		k, while, count := &c.pacts[own.pact], c.while[own.pact], c.count[own.pact]
		for t := max(0, from); t < min(to, len(while)); t++ {
			before := k.cost(t, while[t], count[t])
			while[t] += by * own.while
			count[t] += by * own.count
			delta += k.cost(t, while[t], count[t]) - before
		}
	}
	c.value += delta
	return delta
}

// charge fills sums with the running sums of what one worker more would cost in
// ticks from..to-1; what a partner could still make good counts as nothing where
// hopeful says so.
func (c *company) charge(roles []role, from, to int, hopeful bool, sums []float64) {
	sum := 0.0
	sums[from] = 0
	for t := from; t < to; t++ {
		for _, own := range roles {
			k, while, count := &c.pacts[own.pact], c.while[own.pact][t], c.count[own.pact][t]
			more := k.cost(t, while+own.while, count+own.count) - k.cost(t, while, count)
			if hopeful && k.team.Needs(int(while+own.while)) > int(count+own.count) {
				more = math.Min(more, 0)
			}
			sum += more
		}
		sums[t+1] = sum
	}
}

// companions chooses people of one team rule for a move: where a rule is broken, the
// days around that; otherwise the days that are given.
func (c *chain) companions(people []int, a, b int) ([]int, int, int) {
	k := c.rng.IntN(len(c.m.pacts))
	for range 16 {
		t := c.rng.IntN(c.m.ticks())
		if c.m.pacts[k].cost(t, c.cover.team.while[k][t], c.cover.team.count[k][t]) == 0 {
			continue
		}
		length := b - a
		a = max(0, min(c.m.dayOf(t)-c.rng.IntN(length), c.m.days-length))
		b = a + length
		break
	}
	members := c.m.pacts[k].members
	for n := range people {
		if len(members) == 0 {
			break
		}
		if i := members[c.rng.IntN(len(members))]; !slices.Contains(people, i) {
			people[n] = i
		}
	}
	return people, a, b
}
