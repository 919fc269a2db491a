package erlang

import "math"

// ChatQueue is a load of chats that meets agents who each hold several at once.
type ChatQueue struct {
	Arrivals float64 // chats offered, per second
	Agents   float64 // need not be whole
	// AHT is the mean handle time in seconds of a chat whose agent holds 1, 2, …
	// chats at once; its length is the most an agent holds.
	AHT      []float64
	Patience float64 // mean time until a chat that is never answered gives up, seconds; +Inf: nobody gives up
}

// Chat is what the chain of chats says of a queue.
type Chat struct {
	Abandonment          // of contacts; Occupancy is the share of agents with at least one chat
	InService    float64 // mean number of chats being held
	Concurrency  float64 // mean number of chats held by an agent who holds any
	Slots        float64 // chats that all agents together can hold
	Unstable     bool    // nobody gives up and the agents cannot keep up
	Unproductive int     // concurrency from which one chat more slows an agent down; 0 where none does
}

// ConcurrentChats evaluates the balanced birth-and-death chain of chats for one
// threshold in seconds. Chats go to the agent who holds the fewest, so that x
// chats are spread as evenly as they can be: with x = q·n + r, r agents hold q+1
// and the others q, and one of them ends at the rate
//
//	r·(q+1)/AHT(q+1) + (n-r)·q/AHT(q)
//
// Above n·κ chats the rest wait, which is Erlang A on n·κ servers; see [A].
// Ends leave the agents uneven for a while, which the chain does not follow:
// against the exact chain of all agents the share of chats that wait differs by
// less than 0.01, that of slots taken by less than 0.02, that of agents with a
// chat by less than 0.05.
//
// An agent who gets slower in total by one chat more, j/AHT(j) falling, is taken
// to hold one fewer; Unproductive says from where (Tezcan and Zhang, "Routing and
// staffing in customer service chat systems with impatient customers",
// Operations Research 62, 2014).
func ConcurrentChats(q ChatQueue, threshold float64) Chat {
	if !q.valid() || !(threshold >= 0) {
		return noChat()
	}
	times, unproductive := Productive(q.AHT)
	deepest := times[len(times)-1]
	out := Chat{Slots: q.Agents * float64(len(times)), Unproductive: unproductive}
	whole := Queue{Load: q.Arrivals * deepest, Agents: out.Slots, AHT: deepest, Patience: q.Patience}
	var below belowFull
	if q.Agents > 0 && q.Arrivals > 0 {
		below = q.below(times)
	}
	switch {
	case q.Arrivals == 0:
		out.Abandonment = Abandonment{Shares: Shares{AnsweredInTime: 1, VirtualInTime: 1}}
		return out
	case q.Agents == 0 && math.IsInf(q.Patience, 1), math.IsInf(q.Patience, 1) && whole.Load >= whole.Agents:
		out.Unstable = true
		out.Abandonment = endless()
	case q.Agents == 0:
		out.Abandonment = whole.unattended(threshold)
		return out
	case math.IsInf(q.Patience, 1):
		out.Abandonment = whole.patient(below.weight, threshold)
	default:
		out.Abandonment = whole.waiting(below.weight, threshold)
	}
	full := out.PWait
	out.InService = (1-full)*below.chats + full*out.Slots
	if out.Slots < 1 { // there is no state below; by Little's law then
		out.InService = whole.Load * (1 - out.PAbandon)
	}
	out.Occupancy = (1-full)*below.busy/q.Agents + full
	out.Concurrency = out.InService / (out.Occupancy * q.Agents)
	return out
}

func (q ChatQueue) valid() bool {
	for _, aht := range q.AHT {
		if !(aht > 0) || math.IsInf(aht, 1) {
			return false
		}
	}
	return len(q.AHT) > 0 && q.Agents >= 0 && q.Arrivals >= 0 && q.Patience > 0 &&
		q.Arrivals*q.AHT[len(q.AHT)-1] <= MaxErlangs && q.Agents*float64(len(q.AHT)) <= maxSlots
}

// maxSlots bounds the walk along the chain, which takes a step a slot.
const maxSlots = 1e7

// Productive cuts handle times by concurrency where one chat more makes an agent
// finish fewer of them per hour, and says at which number of chats that is, 0
// where it never is.
func Productive(aht []float64) (kept []float64, from int) {
	for j := 2; j <= len(aht); j++ {
		if float64(j)/aht[j-1] < float64(j-1)/aht[j-2]*(1-1e-12) {
			return aht[:j-1], j
		}
	}
	return aht, 0
}

// belowFull is the chain below the state in which every slot is taken.
type belowFull struct {
	weight float64 // of these states, relative to the last of them
	chats  float64 // mean number of chats in them
	busy   float64 // mean number of agents with a chat in them
}

// below walks up the chain: I(x) = 1 + I(x-1)·d(x)/λ, as Jagerman's rule for
// Erlang B with the rate d of chats that end. Means are updated in place of
// sums, so that nothing overflows where the weight does.
//
// Where the slots are not whole, the walk begins at their fraction, with the
// continuation of Erlang B to real numbers (see [B]): so few chats end at the
// rate of single ones.
func (q ChatQueue) below(times []float64) belowFull {
	slots := q.Agents * float64(len(times))
	whole, start := math.Modf(slots)
	one := min(1, slots)
	load := q.Arrivals * one / q.ending(times, one) // in chats of which an agent has no other
	out := belowFull{weight: 1}
	if start > 0 {
		out.weight = 1 + excess(load, start)
		out.chats = load * (1 - 1/out.weight)
		out.busy = min(out.chats, q.Agents)
	}
	if whole == 0 { // back from the state with every slot taken to the one below
		out.weight = (out.weight - 1) * q.Arrivals / q.ending(times, slots)
		return out
	}
	for k := 1.0; k < whole; k++ {
		x := start + k
		out.weight = 1 + out.weight*(q.ending(times, x)/q.Arrivals)
		part := 1 / out.weight
		out.chats += (x - out.chats) * part
		out.busy += (min(x, q.Agents) - out.busy) * part
	}
	return out
}

// ending is the rate at which one of x chats ends, per second.
func (q ChatQueue) ending(times []float64, x float64) float64 {
	each := min(math.Floor(x/q.Agents), float64(len(times)))
	more := x - each*q.Agents
	rate := 0.0
	if i := int(each); i < len(times) {
		rate = more * (each + 1) / times[i]
	}
	if i := int(each); i > 0 {
		rate += (q.Agents - more) * each / times[i-1]
	}
	return rate
}

// patient is the part of a queue whose contacts wait for as long as it takes,
// given the weight of the states below: the states above are geometric.
func (q Queue) patient(idle, threshold float64) Abandonment {
	rate := (q.Agents - q.Load) / q.AHT
	odds := q.Load / (q.Agents - q.Load) / idle
	wait := odds / (1 + odds)
	late := wait * math.Exp(-rate*threshold)
	a := Abandonment{PWait: wait, MeanWait: wait / rate, ASA: wait / rate, PLate: late}
	a.QueueLength = a.MeanWait * q.Load / q.AHT
	a.Shares = Shares{AnsweredInTime: 1 - late, AnsweredLate: late, VirtualInTime: 1 - late}
	return a
}

// endless is what an overloaded queue of patient contacts tends to.
func endless() Abandonment {
	inf := math.Inf(1)
	return Abandonment{PWait: 1, MeanWait: inf, ASA: inf, QueueLength: inf, PLate: 1, Shares: Shares{AnsweredLate: 1}}
}

func noChat() Chat {
	nan := math.NaN()
	return Chat{Abandonment: noAbandonment(), InService: nan, Concurrency: nan, Slots: nan}
}
