package simulate

import (
	"cmp"
	"slices"
)

// pair is a group that can handle a queue.
type pair struct {
	group, queue int32
	level, rank  int
	priority     int
	after, mean  float64
	chat         bool
}

// asked is a group that a queue asks for an agent.
type asked struct {
	pair, group int32
	rank        int32
	special     bool // waits must have lasted, or several chats are held at once
}

// taken is a queue from which a group takes.
type taken struct {
	pair, queue     int32
	level, priority int32
}

// work is what handling by a pair needs.
type work struct {
	mean         float64
	group, queue int32
	simple       bool // nothing about a contact matters but how long it takes
}

// change is a group's number of agents from a time on.
type change struct {
	at     float64
	group  int32
	agents int32
}

// plan is a scenario made ready to be played: names are numbers, lists are in
// the order in which they are searched.
type plan struct {
	*Scenario
	pairs    []pair
	byQueue  [][]int32 // pairs by rank
	byGroup  [][]int32 // pairs by level and priority
	asks     [][]asked // by queue: byQueue with what most decisions need
	takes    [][]taken // by group: the same of byGroup
	outbound [][]int32 // by group: pairs of outbound work
	works    []work    // by pair
	opens    [][]float64
	overflow []int32 // queue to which a queue overflows, -1: none
	changes  []change
	end      float64
	rate     float64 // expected ends of handling a second
	ahead    float64 // mean handle time, seconds
	step     float64 // seconds between samples
	samples  int     // in one replication
}

func newPlan(s *Scenario) *plan {
	p := &plan{Scenario: s, end: s.Interval * float64(s.Intervals)}
	number := make(map[string]int32, len(s.Queues))
	for i, q := range s.Queues {
		number[q.Name] = int32(i)
	}
	p.byQueue, p.byGroup = make([][]int32, len(s.Queues)), make([][]int32, len(s.Groups))
	p.opens, p.overflow = make([][]float64, len(s.Queues)), make([]int32, len(s.Queues))
	for i, q := range s.Queues {
		p.overflow[i] = -1
		if q.Overflow != nil {
			p.overflow[i] = number[q.Overflow.To]
		}
	}
	for g, group := range s.Groups {
		for _, skill := range group.Skills {
			p.addPair(int32(g), number[skill.Queue], skill)
		}
		p.changes = append(p.changes, changesOf(int32(g), group, s.Interval)...)
	}
	p.order()
	p.searched()
	p.pace()
	return p
}

func (p *plan) addPair(group, queue int32, skill Skill) {
	q := p.Queues[queue]
	mean := skill.HandleMean
	if mean == 0 {
		mean = newVariate(q.Handle).mean
	}
	rank := skill.Rank
	if rank == 0 {
		rank = skill.Level
	}
	at := int32(len(p.pairs))
	p.pairs = append(p.pairs, pair{
		group: group, queue: queue, level: skill.Level, rank: rank, priority: q.Priority, after: skill.After, mean: mean,
		chat: skill.Chat && len(p.Groups[group].Chats) > 0,
	})
	p.byQueue[queue], p.byGroup[group] = append(p.byQueue[queue], at), append(p.byGroup[group], at)
	if skill.After > 0 && !slices.Contains(p.opens[queue], skill.After) {
		p.opens[queue] = append(p.opens[queue], skill.After)
	}
}

func (p *plan) order() {
	for _, list := range p.byQueue {
		slices.SortStableFunc(list, func(a, b int32) int { return cmp.Compare(p.pairs[a].rank, p.pairs[b].rank) })
	}
	for _, list := range p.byGroup {
		slices.SortStableFunc(list, func(a, b int32) int {
			x, y := &p.pairs[a], &p.pairs[b]
			return cmp.Or(cmp.Compare(x.level, y.level), cmp.Compare(x.priority, y.priority))
		})
	}
	slices.SortStableFunc(p.changes, func(a, b change) int { return cmp.Compare(a.at, b.at) })
}

// searched lays out what is searched in the order of the search.
func (p *plan) searched() {
	for i := range p.pairs {
		pair := &p.pairs[i]
		simple := p.Leaving == Finish && len(p.Groups[pair.group].Chats) == 0
		p.works = append(p.works, work{pair.mean, pair.group, pair.queue, simple})
	}
	p.asks, p.takes, p.outbound = make([][]asked, len(p.Queues)), make([][]taken, len(p.Groups)), make([][]int32, len(p.Groups))
	for q, list := range p.byQueue {
		for _, at := range list {
			pair := &p.pairs[at]
			special := pair.after > 0 || len(p.Groups[pair.group].Chats) > 0
			p.asks[q] = append(p.asks[q], asked{at, pair.group, int32(pair.rank), special})
		}
	}
	for g, list := range p.byGroup {
		for _, at := range list {
			pair := &p.pairs[at]
			if p.Queues[pair.queue].Outbound {
				p.outbound[g] = append(p.outbound[g], at)
				continue
			}
			p.takes[g] = append(p.takes[g], taken{at, pair.queue, int32(pair.level), int32(pair.priority)})
		}
	}
}

// pace estimates how many events there will be, for the wheel.
func (p *plan) pace() {
	work, contacts := 0.0, 0.0
	for _, q := range p.Queues {
		mean := newVariate(q.Handle).mean
		for _, n := range q.Contacts {
			contacts += n
			work += n * mean
		}
	}
	p.rate, p.ahead = 1, 300
	if contacts > 0 {
		p.rate, p.ahead = 2*contacts/p.end, work/contacts
	}
}

// changesOf turns a group's agents by interval and its shifts into one list of
// when how many there are.
func changesOf(group int32, g Group, interval float64) []change {
	steps := map[float64]int{}
	before := 0
	for i, n := range g.Agents {
		steps[float64(i)*interval] += n - before
		before = n
	}
	if before > 0 {
		steps[float64(len(g.Agents))*interval] -= before
	}
	for _, s := range g.Shifts {
		steps[s.From] += s.Agents
		steps[s.To] -= s.Agents
		for _, b := range s.Breaks {
			steps[b.From] -= s.Agents
			steps[b.To] += s.Agents
		}
	}
	times := make([]float64, 0, len(steps))
	for at := range steps {
		times = append(times, at)
	}
	slices.Sort(times)
	var out []change
	agents := 0
	for _, at := range times {
		if steps[at] == 0 {
			continue
		}
		agents += steps[at]
		out = append(out, change{at: at, group: group, agents: int32(agents)})
	}
	return out
}
