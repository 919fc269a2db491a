package simulate

import "time"

// Scenario is what is played.
type Scenario struct {
	// Start is when the first interval begins, in the zone in which people read
	// it; zero where the scenario is of no day. Nothing depends on it.
	Start     time.Time
	Interval  float64 // length of an interval, seconds
	Intervals int
	WarmUp    int // intervals at the beginning whose contacts are not counted
	// Busyness is that of [Queue] for all queues alike: a busy day is busy
	// everywhere. Both multiply.
	Busyness float64
	Queues   []Queue
	Groups   []Group
	Taking   Taking
	Choosing Choosing
	Leaving  Leaving
}

// Queue is contacts of one kind.
type Queue struct {
	Name     string
	Contacts []float64 // expected arrivals of each interval; none for an outbound queue
	// Busyness varies the volume of whole replications: it is multiplied by a
	// gamma variable of mean 1 whose shape this is (Avramidis, Deslauriers and
	// L'Ecuyer, Management Science 50, 2004). 0: the volume is as expected.
	Busyness float64
	Handle   Distribution // seconds of agent's time
	Patience Distribution // seconds; without a mean nobody gives up
	// HandleBy and PatienceBy multiply what the contacts of each interval of
	// arrival take, and bear; none: always the same.
	HandleBy   []float64
	PatienceBy []float64
	Threshold  float64 // of the service level, seconds
	Priority   int     // among queues of one level, the smaller first
	Waiting    int     // contacts that wait when the first interval begins

	Overflow *Overflow
	Callback *Callback
	Redial   *Redial
	// Outbound work has no arrivals: there is always some, and agents do it
	// while more than Reserve of their group are idle.
	Outbound bool
	Reserve  int
}

// Overflow moves contacts that have waited to the end of another queue. They
// are counted where they arrived.
type Overflow struct {
	After float64 // seconds
	To    string  // queue
}

// Callback offers contacts to be called back in their turn, when as many wait
// as are given: those who accept keep their place and do not give up.
type Callback struct {
	From   int     // contacts waiting
	Accept float64 // share that accepts, 0..1
}

// Redial lets contacts that gave up try again, once.
type Redial struct {
	Share float64 // of those who gave up, 0..1
	After float64 // mean seconds until they do, exponential
}

// Group is agents who are alike.
type Group struct {
	Name   string
	Agents []int   // by interval; or
	Shifts []Shift // who is there when; both add up
	Skills []Skill
	// Chats says how an agent's speed changes with the number of chats held:
	// handle time with 1, 2, … chats over that with one. Empty: one contact at
	// a time. Other contacts need an agent without any chat.
	Chats []float64
}

// Shift is agents who come and go together. Times are seconds from the
// beginning of the first interval.
type Shift struct {
	Agents   int
	From, To float64
	Breaks   []Break
}

// Break is time within a shift in which nobody is free.
type Break struct{ From, To float64 }

// Skill lets a group handle a queue.
type Skill struct {
	Queue string
	Level int // queues that a free agent takes first have the lower level
	Rank  int // groups that a queue asks first have the lower rank; 0: the level
	// After opens the skill for contacts only that have waited so many seconds.
	After float64
	// HandleMean, in seconds, replaces the queue's own mean; the shape stays.
	HandleMean float64
	Chat       bool // several at once, where the group's Chats allow
	// Chats is as the group's, and as long, for contacts of this queue: some slow
	// their agent down more than others. Empty: the group's.
	Chats []float64
}

// Taking is which waiting contact a free agent takes.
type Taking uint8

// The ways to take.
const (
	ByLevel     Taking = iota // lowest level, then priority, then the longest wait
	OldestFirst               // the longest wait of all that the group can handle
)

// Choosing is which idle agent gets a contact, among groups of the same rank.
type Choosing uint8

// The ways to choose.
const (
	LongestIdle Choosing = iota // who has been idle longest
	MostIdle                    // the group with the most idle agents
)

// Leaving is what agents do whose time ends while they are busy.
type Leaving uint8

// The ways to leave.
const (
	Finish Leaving = iota // they finish and then go
	Drop                  // their contact goes back to the head of its queue
)

// Shape names a family of distributions.
type Shape uint8

// The shapes. Those with two parameters take mean and coefficient of variation.
const (
	Exponential Shape = iota
	Lognormal
	Gamma
	Hyperexponential // two phases with balanced means, for a coefficient above 1
	Constant
	Empirical // equally likely values, with straight lines between them
)

// Distribution of a time in seconds.
type Distribution struct {
	Shape     Shape
	Mean      float64
	CV        float64   // coefficient of variation: Lognormal, Gamma, Hyperexponential
	Quantiles []float64 // Empirical: rising, from the smallest to the largest value
}

// None reports whether the distribution says nothing: no time at all.
func (d Distribution) None() bool { return d.Mean == 0 && len(d.Quantiles) == 0 }
