package erlang

import (
	"math"
	"slices"
)

// TR-BDF2's own numbers: the point between the two halves of a step that lets
// both solve the same system, and the weights of its quadrature.
var (
	stepGamma  = 2 - math.Sqrt2
	stepWeight = math.Sqrt2 / 4
	stepEnd    = 1 - math.Sqrt2/2
)

// layers is the distribution of a queue's state: p[l][k] is the probability of
// k contacts in the system and places+l places for contacts, of which l are of
// agents who have had their time and go when they finish. Such places are taken,
// so layer l > 0 begins at k = places + l; nobody answers from the queue there but
// those who stay. An agent is one place unless contacts are handled several at
// once.
type layers struct {
	aht, patience float64   // the handle time of a place when all are taken
	alone         []float64 // handle times by concurrency in this span; nil for one at a time
	course        Course
	leaving       Leaving
	states        int
	agents        int         // places of those who stay
	ends          [][]float64 // by layer: the rate at which contacts are finished, by their number
	p             [][]float64
	mid           [][]float64 // at the point between the halves of a step
	mean          [][]float64 // over the time of a span
	right         []float64   // right side of the system being solved
	inflow        []float64   // into a layer from the one above
	factors       []tridiagonal
	length        float64 // of the step they are for, seconds
}

func newLayers(c Course, spans []Span) *layers {
	s := &layers{course: c, aht: c.longest(Span{}), patience: c.Patience, leaving: c.Leaving, states: c.size(spans) + 1}
	s.right, s.inflow = make([]float64, s.states), make([]float64, s.states)
	if len(spans) > 0 {
		s.agents = spans[0].Agents * c.places()
	}
	s.resize(1)
	s.p[0][c.Waiting] = 1
	return s
}

// clone copies the distribution; what is computed anew in every span is not.
func (s *layers) clone() *layers {
	c := &layers{course: s.course, aht: s.aht, patience: s.patience, leaving: s.leaving, states: s.states, agents: s.agents}
	c.right, c.inflow = make([]float64, s.states), make([]float64, s.states)
	c.resize(len(s.p))
	for l, row := range s.p {
		copy(c.p[l], row)
	}
	return c
}

func (s *layers) resize(n int) {
	for len(s.p) < n {
		s.p, s.mid = append(s.p, make([]float64, s.states)), append(s.mid, make([]float64, s.states))
		s.factors = append(s.factors, newTridiagonal(s.states))
	}
	s.p, s.mid, s.factors = s.p[:n], s.mid[:n], s.factors[:n]
}

// enter changes the number of agents. The idle ones among those who go leave at
// once; the busy ones stay until they finish, or drop what they do.
func (s *layers) enter(span Span) {
	before, from := s.p, s.agents
	s.agents = span.Agents * s.course.places()
	s.aht, s.alone = s.course.longest(span), s.course.spanTimes(span)
	deepest := 0
	if s.leaving == Finish {
		deepest = max(0, from+len(before)-1-s.agents)
	}
	s.p, s.mid, s.factors = nil, nil, nil
	s.resize(deepest + 1)
	for l, row := range before {
		for k, mass := range row {
			busy := min(k, from+l)
			to := 0
			if s.leaving == Finish {
				to = max(0, busy-s.agents)
			}
			s.p[to][k] += mass
		}
	}
	s.ends = make([][]float64, len(s.p))
	for l := range s.ends {
		s.ends[l] = s.endings(l)
	}
}

// spanTimes are the handle times by concurrency in a span, nil for contacts one at
// a time.
func (c Course) spanTimes(s Span) []float64 {
	if len(c.AHTs) == 0 {
		return nil
	}
	kept, _ := Productive(c.AHTs)
	times := slices.Clone(kept)
	if s.AHT > 0 {
		for j := range times {
			times[j] *= s.AHT / c.AHT
		}
	}
	return times
}

// endings are the rates at which contacts of a layer are finished, by their
// number: all places alike, or as chats spread over agents.
func (s *layers) endings(l int) []float64 {
	places := s.agents + l
	rates := make([]float64, s.states)
	q := ChatQueue{Agents: float64(places) / float64(max(1, len(s.alone)))}
	for k := 1; k < s.states; k++ {
		switch {
		case k > places:
			rates[k] = rates[k-1]
		case len(s.alone) > 0:
			rates[k] = q.ending(s.alone, float64(k))
		default:
			rates[k] = float64(k) / s.aht
		}
	}
	return rates
}

// gone is the rate at which contacts of a layer give up.
func (s *layers) gone(l, k int) float64 { return float64(max(0, k-s.agents-l)) / s.patience }

// pass moves the state through a span and says what happened.
func (s *layers) pass(span Span, threshold float64) Passage {
	s.mean = make([][]float64, len(s.p))
	for l := range s.mean {
		s.mean[l] = make([]float64, s.states)
	}
	for passed := 0.0; passed < span.Seconds; {
		passed += s.advance(span, passed)
	}
	out := s.summary(span)
	out.QueueAtEnd, out.BusyAtEnd = s.now()
	out.Shares = s.shares(threshold)
	return out
}

// advance makes one step and returns its length. The first steps of a span are
// short, because a change of agents makes the state move fast at first; the
// system is factored anew where the length changes.
func (s *layers) advance(span Span, passed float64) float64 {
	h := min(s.longest(), max(firstStep, passed))
	if left := span.Seconds - passed; h >= left || left < 1.5*h {
		h = left
	}
	if passed == 0 || h != s.length {
		s.length = h
		for l := range s.factors {
			s.factor(l, span.Arrivals, stepGamma*h/2)
		}
	}
	s.collect(s.p, stepWeight*h/span.Seconds)
	s.half(stepGamma * h / 2)
	s.collect(s.mid, stepWeight*h/span.Seconds)
	s.finish(stepGamma * h / 2)
	s.collect(s.p, stepEnd*h/span.Seconds)
	s.shed()
	return h
}

// Lengths of steps in seconds: the first of a span, and the longest.
const (
	firstStep   = 2
	longestStep = 60
)

func (s *layers) longest() float64 {
	return max(1, min(longestStep, s.aht/4, s.patience/2))
}

// collect adds a state with a weight to the mean over the span.
func (s *layers) collect(p [][]float64, weight float64) {
	for l, row := range p {
		mean := s.mean[l]
		for k, mass := range row {
			mean[k] += weight * mass
		}
	}
}

// summary reads the mean state of a span.
func (s *layers) summary(span Span) Passage {
	out := Passage{Offered: span.Arrivals * span.Seconds}
	for l, row := range s.mean {
		for k, mass := range row {
			ending, gone := s.ends[l][k], s.gone(l, k)
			busy := min(k, s.agents+l)
			out.QueueLength += mass * float64(k-busy)
			out.Busy += mass * float64(busy)
			out.Answered += mass * ending * span.Seconds
			out.Abandoned += mass * gone * span.Seconds
			if k >= s.agents {
				out.PWait += mass
			}
		}
	}
	return out
}

// now is the mean number waiting and being handled.
func (s *layers) now() (queue, busy float64) {
	for l, row := range s.p {
		for k, mass := range row {
			handled := min(k, s.agents+l)
			queue += mass * float64(k-handled)
			busy += mass * float64(handled)
		}
	}
	return queue, busy
}

// factor prepares I - step·A of a layer. In layers above the first a contact
// that is finished takes its agent along, to the layer below.
func (s *layers) factor(l int, arrivals, step float64) {
	f := &s.factors[l]
	for k, ending := range s.ends[l] {
		gone := s.gone(l, k)
		out := ending + gone
		if k+1 < s.states {
			out += arrivals
		}
		f.diagonal[k] = 1 + step*out
		down := gone
		if l == 0 {
			down += ending
		}
		f.upper[k] = -step * down // from k to k-1: stands in row k-1
		f.lower[k] = -step * arrivals
	}
	f.factor()
}

// half solves (I - step·A)·mid = (I + step·A)·p, from the highest layer down.
func (s *layers) half(step float64) {
	clear(s.inflow)
	for l := len(s.p) - 1; l >= 0; l-- {
		s.factors[l].opposite(s.p[l], s.right)
		for k, mass := range s.inflow {
			s.right[k] += mass
		}
		s.factors[l].solve(s.right, s.mid[l])
		s.descend(l, step, s.p[l], s.mid[l])
	}
}

// descend sets inflow to what the layer below receives: contacts finished, with
// their agents, at the rates of the given states.
func (s *layers) descend(l int, step float64, states ...[]float64) {
	clear(s.inflow)
	if l == 0 {
		return
	}
	for k := 1; k < s.states; k++ {
		for _, p := range states {
			s.inflow[k-1] += step * s.ends[l][k] * p[k]
		}
	}
}

// finish solves (I - step·A)·p' = (mid - (1-γ)²·p)/(γ(2-γ)).
func (s *layers) finish(step float64) {
	scale := 1 / (stepGamma * (2 - stepGamma))
	kept := (1 - stepGamma) * (1 - stepGamma)
	clear(s.inflow)
	for l := len(s.p) - 1; l >= 0; l-- {
		for k := range s.right {
			s.right[k] = scale*(s.mid[l][k]-kept*s.p[l][k]) + s.inflow[k]
		}
		s.factors[l].solve(s.right, s.p[l])
		s.descend(l, step, s.p[l])
	}
}

// shed drops the highest layers once nobody is left in them.
func (s *layers) shed() {
	for last := len(s.p) - 1; last > 0; last-- {
		mass := 0.0
		for _, m := range s.p[last] {
			mass += math.Abs(m)
		}
		if mass > 1e-12 {
			return
		}
		s.p, s.mid, s.factors = s.p[:last], s.mid[:last], s.factors[:last]
	}
}
