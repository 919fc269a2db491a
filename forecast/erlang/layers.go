package erlang

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// TR-BDF2's own numbers: the point between the two halves of a step that lets
// both solve the same system, and the weights of its quadrature.
var (
	stepGamma  = 2 - math.Sqrt2
	stepWeight = math.Sqrt2 / 4
	stepEnd    = 1 - math.Sqrt2/2
)

// layers is the distribution of a queue's state: p[l][k] is the probability of
// k contacts in the system and agents+l agents, of which l have had their time
// and go when they finish. Agents who leave are busy, so layer l > 0 begins at
// k = agents + l; nobody answers from the queue there but those who stay.
type layers struct {
	aht, patience float64
	leaving       Leaving
	states        int
	agents        int
	p             [][]float64
	mid           [][]float64 // at the point between the halves of a step
	mean          [][]float64 // over the time of a span
	right         []float64   // right side of the system being solved
	inflow        []float64   // into a layer from the one above
	factors       []tridiagonal
	length        float64 // of the step they are for, seconds
}

func newLayers(c Course, spans []Span) *layers {
	s := &layers{aht: c.AHT, patience: c.Patience, leaving: c.Leaving, states: c.size(spans) + 1}
	s.right, s.inflow = make([]float64, s.states), make([]float64, s.states)
	if len(spans) > 0 {
		s.agents = spans[0].Agents
	}
	s.resize(1)
	s.p[0][c.Waiting] = 1
	return s
}

// clone copies the distribution; what is computed anew in every span is not.
func (s *layers) clone() *layers {
	c := &layers{aht: s.aht, patience: s.patience, leaving: s.leaving, states: s.states, agents: s.agents}
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
	s.agents = span.Agents
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
}

// ending is the rate at which contacts of a layer are finished, and gone the
// rate at which they give up.
func (s *layers) rates(l, k int) (ending, gone float64) {
	agents := s.agents + l
	ending = float64(min(k, agents)) / s.aht
	if k > agents {
		gone = float64(k-agents) / s.patience
	}
	return ending, gone
}

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
			ending, gone := s.rates(l, k)
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
	for k := range s.states {
		ending, gone := s.rates(l, k)
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
		ending, _ := s.rates(l, k)
		for _, p := range states {
			s.inflow[k-1] += step * ending * p[k]
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

// shares says what becomes of contacts that arrive over the span, with agents as
// many as now. A contact behind j others waits for j+1 ends of
// the chain that dies at the rates (c+i)·θ, i = j…0, with c = n·patience/AHT:
// the (j+1)th smallest of c+j exponential lives, a beta distribution; without
// impatience it is a gamma distribution.
//
// Agents who have had their time serve nobody who waits, so the contacts in
// their hands are not ahead of anybody.
func (s *layers) shares(threshold float64) Shares {
	found := make([]float64, s.states)
	for l, row := range s.mean {
		for k, mass := range row {
			found[k-min(l, k)] += mass
		}
	}
	var out Shares
	for k, mass := range found {
		ahead := k - s.agents
		if ahead < 0 {
			out.AnsweredInTime += mass
			out.VirtualInTime += mass
			continue
		}
		virtual, answered, all := s.fate(float64(ahead+1), threshold)
		out.VirtualInTime += mass * virtual
		out.AnsweredInTime += mass * answered
		out.AnsweredLate += mass * (all - answered)
		if !math.IsInf(s.patience, 1) {
			stay := math.Exp(-threshold/s.patience) * (1 - virtual)
			out.AbandonedInTime += mass * (1 - answered - stay)
			out.AbandonedLate += mass * max(0, stay-(all-answered))
		}
	}
	return out
}

// fate is the chance that the place-th end comes within the threshold, that it
// does and the contact is still there, and that it ever finds it there.
func (s *layers) fate(place, threshold float64) (virtual, answered, all float64) {
	capacity := float64(s.agents) / s.aht
	switch {
	case s.agents == 0:
		return 0, 0, 0
	case math.IsInf(s.patience, 1):
		virtual = mathext.GammaIncReg(place, capacity*threshold)
		return virtual, virtual, 1
	}
	c := capacity * s.patience
	gone := -math.Expm1(-threshold / s.patience)
	all = c / (c + place)
	return mathext.RegIncBeta(place, c, gone), all * mathext.RegIncBeta(place, c+1, gone), all
}
