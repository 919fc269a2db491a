package erlang

import (
	"fmt"
	"math"
)

// Course is a queue whose load and agents change with time.
type Course struct {
	AHT float64 // mean handle time, seconds; of a chat whose agent has no other
	// AHTs is the mean handle time by the number of contacts that an agent holds at
	// once, as in [ChatQueue]; nil where contacts come one at a time. Then the chain
	// is the balanced one of [ConcurrentChats], and who leaves hands chats over to
	// those who stay while these have places.
	AHTs     []float64
	Patience float64 // mean time until a contact that is never answered gives up, seconds; +Inf: nobody gives up
	Leaving  Leaving
	Waiting  int // contacts in the system, handled or waiting, when the first span begins
}

// Leaving says what agents do whose time ends while they are busy.
type Leaving uint8

// The two ways to leave. Most centres finish; to drop is the simpler model.
const (
	Finish Leaving = iota // they finish the contact and then go (exhaustive)
	Drop                  // their contact goes back to the head of the queue (pre-emptive)
)

// Span is a stretch of time over which contacts arrive at one rate, as a
// Poisson process, and agents are as many.
type Span struct {
	Seconds  float64
	Arrivals float64 // per second
	Agents   int

	// AHT is the mean handle time of the contacts in agents' hands in this span,
	// seconds, 0 for the course's own; AHTs, where there are any, move in proportion.
	AHT float64
}

// Passage is what happened in a span, in expectation.
type Passage struct {
	PWait       float64 // share of the time, and of arriving contacts, in which no agent is free
	QueueLength float64 // mean number waiting
	Busy        float64 // mean number of contacts in agents' hands
	Offered     float64 // contacts
	Abandoned   float64 // contacts that gave up in the span
	Answered    float64 // contacts finished in the span
	QueueAtEnd  float64 // carried over to the next span
	BusyAtEnd   float64
	Shares      // of the contacts that arrive in the span, if agents stayed as many while they wait
}

// CourseError refuses a course: which part, what was found, what was expected.
type CourseError struct {
	Field, Expected string
	Found           float64
}

func (e *CourseError) Error() string {
	return fmt.Sprintf("%s: found %g; expected %s", e.Field, e.Found, e.Expected)
}

// Transient follows a queue through its spans, from one to the next with what
// waits and what is being handled, where stationary formulas take each span as
// if it went on for ever. Shares are against the threshold in seconds.
//
// It solves the chain's forward equations by TR-BDF2, an implicit step of second
// order that stays stable and damps what is stiff (Bank, Coughran, Fichtner,
// Grosse, Rose and Smith, "Transient simulation of silicon devices and
// circuits", IEEE Transactions on Electron Devices 32, 1985), with steps of at
// most a minute and a quarter of the handle time, and short ones at the beginning of a span. Probabilities differ from the
// exact ones by less than 0.002.
//
// Agents who finish their contact before they go are counted one by one: the
// chain has a layer for each of those that are still there.
func Transient(c Course, spans []Span, threshold float64) ([]Passage, error) {
	if err := c.check(spans, threshold); err != nil {
		return nil, err
	}
	state := newLayers(c, spans)
	out := make([]Passage, len(spans))
	for i, s := range spans {
		state.enter(s)
		out[i] = state.pass(s, threshold)
	}
	return out, nil
}

// Walk is a course taken span by span, in which the next one may be tried with
// several numbers of agents before it is passed.
type Walk struct {
	state     *layers
	threshold float64
	tried     []trial // from where the walk stands
}

// trial is a span that was tried, with where it led.
type trial struct {
	span    Span
	passage Passage
	state   *layers
}

// StartWalk begins a course. The spans to come must not bring more than these
// do, nor be much longer; their agents may differ. The error is a [*CourseError].
func StartWalk(c Course, ahead []Span, threshold float64) (*Walk, error) {
	if err := c.check(ahead, threshold); err != nil {
		return nil, err
	}
	state := newLayers(c, ahead)
	return &Walk{state: state, threshold: threshold}, nil
}

// Try returns what would happen in a span, and stays where it is.
func (w *Walk) Try(s Span) Passage {
	state := w.state.clone()
	state.enter(s)
	p := state.pass(s, w.threshold)
	w.tried = append(w.tried, trial{s, p, state})
	return p
}

// Pass goes through a span. One that was tried before costs nothing more.
func (w *Walk) Pass(s Span) Passage {
	tried := w.tried
	w.tried = nil
	for _, t := range tried {
		if t.span == s {
			w.state = t.state
			return t.passage
		}
	}
	w.state.enter(s)
	return w.state.pass(s, w.threshold)
}

func (c Course) check(spans []Span, threshold float64) error {
	switch {
	case !(c.AHT > 0) || math.IsInf(c.AHT, 1):
		return &CourseError{"handle time", "more than 0 s", c.AHT}
	case !c.concurrent():
		return &CourseError{"handle times by concurrency", "seconds above 0 at every concurrency, the first that of the course", float64(len(c.AHTs))}
	case !(c.Patience > 0):
		return &CourseError{"patience", "more than 0 s, or none", c.Patience}
	case c.Waiting < 0:
		return &CourseError{"contacts at the start", "0 or more", float64(c.Waiting)}
	case !(threshold >= 0):
		return &CourseError{"threshold", "0 s or more", threshold}
	}
	for i, s := range spans {
		at := fmt.Sprintf("span %d, ", i+1)
		switch {
		case !(s.Seconds > 0) || math.IsInf(s.Seconds, 1):
			return &CourseError{at + "length", "more than 0 s", s.Seconds}
		case !(s.Arrivals >= 0) || s.Arrivals*c.AHT > maxTransientLoad:
			return &CourseError{at + "arrivals", fmt.Sprintf("0 to %d erlangs of contacts", maxTransientLoad), s.Arrivals}
		case !(s.AHT >= 0) || math.IsInf(s.AHT, 1) || s.Arrivals*s.AHT > maxTransientLoad:
			return &CourseError{at + "handle time", "more than 0 s, or 0 for that of the course", s.AHT}
		case s.Agents < 0 || s.Agents > maxTransientLoad:
			return &CourseError{at + "agents", fmt.Sprintf("0 to %d", maxTransientLoad), float64(s.Agents)}
		}
	}
	return nil
}

// maxTransientLoad bounds erlangs and agents; the effort grows with both.
const maxTransientLoad = 20_000

// concurrent reports whether the handle times by concurrency, if any, can be.
func (c Course) concurrent() bool {
	for _, aht := range c.AHTs {
		if !(aht > 0) || math.IsInf(aht, 1) {
			return false
		}
	}
	return len(c.AHTs) == 0 || c.AHTs[0] == c.AHT
}

// places is how many contacts an agent holds at once.
func (c Course) places() int {
	if len(c.AHTs) == 0 {
		return 1
	}
	kept, _ := Productive(c.AHTs)
	return len(kept)
}

// longest is the handle time of a place in a span when every place is taken.
func (c Course) longest(s Span) float64 {
	aht := c.AHT
	if len(c.AHTs) > 0 {
		aht = c.AHTs[c.places()-1]
	}
	if s.AHT > 0 {
		aht *= s.AHT / c.AHT
	}
	return aht
}

// size is how many contacts the chain must hold: those of the fluid that would
// build up, and ten deviations of what chance adds.
func (c Course) size(spans []Span) int {
	system, largest, spread := float64(c.Waiting), float64(c.Waiting), 0.0
	for _, s := range spans {
		aht := c.longest(s)
		n := math.Ceil(s.Seconds / min(longestStep, aht/4, c.Patience/2))
		h := s.Seconds / n
		places := float64(s.Agents * c.places())
		for range int(n) {
			leave := min(system, places)/aht + max(0, system-places)/c.Patience
			system = max(0, system+h*(s.Arrivals-leave))
			spread += h * (s.Arrivals + leave - spread/max(aht, min(c.Patience, 10*aht)))
			largest = max(largest, system+10*math.Sqrt(max(spread, system, 0)), places+10*math.Sqrt(places))
		}
	}
	return int(largest) + 30
}
