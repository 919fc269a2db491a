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
	speeds       []float64 // handle time by contacts held over that with one; nil: one at a time
}

// asked is a group that a queue asks for an agent.
type asked struct {
	pair, group int32
	alike       int32 // groups of the same rank from here on in the queue's list
	special     bool  // waits must have lasted, or several chats are held at once
}

// taken is a queue from which a group takes.
type taken struct {
	pair, queue int32
	alike       int32 // queues of the same level and priority from here on in the group's list
	special     bool  // waits must have lasted, or several chats are held at once
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
	opens    [][]float64
	overflow []int32 // queue to which a queue overflows, -1: none
	changes  []change
	end      float64
	rate     float64 // expected ends of handling a second
	ahead    float64 // mean handle time, seconds
	step     float64 // seconds between samples
	samples  int     // in one replication
	pieces   int     // in which the contacts of an interval are drawn
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
	speeds := skill.Chats
	if len(speeds) == 0 {
		speeds = p.Groups[group].Chats
	}
	at := int32(len(p.pairs))
	p.pairs = append(p.pairs, pair{
		group: group, queue: queue, level: skill.Level, rank: rank, priority: q.Priority, after: skill.After, mean: mean,
		chat: skill.Chat && len(p.Groups[group].Chats) > 0, speeds: speeds,
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
	p.asks, p.takes, p.outbound = make([][]asked, len(p.Queues)), make([][]taken, len(p.Groups)), make([][]int32, len(p.Groups))
	for q, list := range p.byQueue {
		for _, at := range list {
			p.asks[q] = append(p.asks[q], asked{pair: at, group: p.pairs[at].group, special: p.special(at)})
		}
		for i, same := range runs(p.asks[q], func(a, b *asked) bool { return p.pairs[a.pair].rank == p.pairs[b.pair].rank }) {
			p.asks[q][i].alike = same
		}
	}
	for g, list := range p.byGroup {
		for _, at := range list {
			pair := &p.pairs[at]
			if p.Queues[pair.queue].Outbound {
				p.outbound[g] = append(p.outbound[g], at)
				continue
			}
			p.takes[g] = append(p.takes[g], taken{pair: at, queue: pair.queue, special: p.special(at)})
		}
		for i, same := range runs(p.takes[g], func(a, b *taken) bool {
			x, y := &p.pairs[a.pair], &p.pairs[b.pair]
			return x.level == y.level && x.priority == y.priority
		}) {
			p.takes[g][i].alike = same
		}
	}
}

// special reports whether more counts than that somebody of a pair's group is
// idle.
func (p *plan) special(at int32) bool {
	return p.pairs[at].after > 0 || len(p.Groups[p.pairs[at].group].Chats) > 0
}

// runs tells of each entry of a list how many from it on are the same.
func runs[E any](list []E, same func(a, b *E) bool) []int32 {
	out := make([]int32, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		out[i] = 1
		if i+1 < len(list) && same(&list[i], &list[i+1]) {
			out[i] += out[i+1]
		}
	}
	return out
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
	p.rate, p.ahead, p.pieces = 1, 300, p.drawnIn()
	if contacts > 0 {
		p.rate, p.ahead = 2*contacts/p.end, work/contacts
	}
}

// pieceSize is how many contacts are drawn at once: they stay in the processor's
// nearest cache until they have come.
const pieceSize = 400

// drawnIn is in how many pieces the contacts of an interval are drawn. Where
// chance decides more about a queue as it is played, its interval is drawn whole:
// what comes of one seed does not depend on the pieces.
func (p *plan) drawnIn() int {
	most, total := 0.0, make([]float64, p.Intervals)
	for _, q := range p.Queues {
		if q.Callback != nil || q.Redial != nil || q.Outbound {
			return 1
		}
		for i, n := range q.Contacts {
			total[i] += n
			most = max(most, total[i])
		}
	}
	return max(1, min(64, int(most/pieceSize)))
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
