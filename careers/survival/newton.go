package survival

import (
	"fmt"
	"math"
	"strings"
)

// newton climbs a concave log-likelihood less a ridge penalty.
type newton struct {
	names       []string
	penalty, sd []float64
	limit       int
	start       []float64 // nil: zero
	evaluate    func(beta []float64) *likelihood
	// damped: the likelihood need not be concave away from its maximum; the columns
	// are known to be free of each other.
	damped bool

	beta       []float64
	iterations int
}

// The climb ends when the last step promises a gain of less than halfGain, in
// units of log-likelihood: Newton's method doubles the digits, so the point then
// reached is exact to rounding.
const halfGain = 1e-11

// intercept is the name of the column of ones.
const intercept = "(Intercept)"

// climb returns the log-likelihood at the start and everything at the maximum.
func (n *newton) climb() (null float64, last *likelihood, err error) {
	if n.limit == 0 {
		n.limit = 40
	}
	n.beta = make([]float64, len(n.penalty))
	copy(n.beta, n.start)
	if last = n.evaluate(n.beta); len(n.beta) == 0 {
		return last.log, last, nil
	}
	null = last.log
	if !n.damped {
		if err := collinear(n.names, last.information, n.penalty); err != nil {
			return 0, nil, err
		}
	}
	for n.iterations = 1; ; n.iterations++ {
		step, gain, err := n.step(last)
		if err != nil {
			return 0, nil, n.endless(step)
		}
		if gain < halfGain {
			last, err = n.settle(step)
			return null, last, err
		}
		if n.iterations > n.limit {
			return 0, nil, n.endless(step)
		}
		last = n.advance(last, step)
		if err := n.tooFar(step); err != nil {
			return 0, nil, err
		}
	}
}

// settle takes the last small step and evaluates where it leads. A step that is
// small for the likelihood and wide for a coefficient shows a likelihood that only
// creeps on.
func (n *newton) settle(step []float64) (*likelihood, error) {
	for j, d := range step {
		if math.Abs(d)*n.sd[j] > 1e-4*(1+math.Abs(n.beta[j])*n.sd[j]) {
			return nil, n.endless(step)
		}
		n.beta[j] += d
	}
	return n.evaluate(n.beta), nil
}

// step solves (I+θ)δ = U-θβ and returns δ with the gain δᵀ(U-θβ) that it promises.
func (n *newton) step(at *likelihood) (step []float64, gain float64, err error) {
	h, err := penalised(at.information, n.penalty)
	if err != nil && n.damped {
		h, err = n.damp(at.information)
	}
	if err != nil {
		return nil, 0, err
	}
	slope := make([]float64, len(n.beta))
	for j := range slope {
		slope[j] = at.score[j] - n.penalty[j]*n.beta[j]
	}
	step = h.solve(slope)
	for j, d := range step {
		gain += d * slope[j]
	}
	return step, gain, nil
}

// damp lifts the diagonal until the information is positive definite, so that a
// step from where the likelihood is not concave still leads up.
func (n *newton) damp(information []float64) (h *root, err error) {
	for lift := 1e-3; lift < 1e9; lift *= 4 {
		lifted := make([]float64, len(n.penalty))
		for j := range lifted {
			lifted[j] = lift * (math.Abs(information[j*(j+1)/2+j]) + 1e-6)
		}
		if h, err = penalised(information, lifted); err == nil {
			return h, nil
		}
	}
	return nil, err
}

// objective is what is climbed.
func (n *newton) objective(at *likelihood, beta []float64) float64 {
	value := at.log
	for j, b := range beta {
		value -= n.penalty[j] / 2 * b * b
	}
	return value
}

// advance takes a step, halved as long as it leads down.
func (n *newton) advance(from *likelihood, step []float64) *likelihood {
	before := n.objective(from, n.beta)
	scale := 1.0
	for {
		beta := make([]float64, len(n.beta))
		for j := range beta {
			beta[j] = n.beta[j] + scale*step[j]
		}
		at := n.evaluate(beta)
		if value := n.objective(at, beta); value >= before-1e-9*(1+math.Abs(before)) || scale < 1e-6 {
			n.beta = beta
			return at
		}
		scale /= 2
	}
}

// tooFar refuses a coefficient that has left all reason, naming where the last step
// led.
func (n *newton) tooFar(step []float64) error {
	for j, b := range n.beta {
		if n.penalty[j] == 0 && math.Abs(b)*n.sd[j] > 30 {
			return n.endless(step)
		}
	}
	return nil
}

// endless names the columns along which the likelihood has no maximum: those
// whose step is still wide. An intercept only follows the columns.
func (n *newton) endless(step []float64) error {
	var columns []string
	for j, name := range n.names {
		if name != intercept && (j >= len(step) || math.Abs(step[j])*n.sd[j] > 1e-3) {
			columns = append(columns, name)
		}
	}
	if len(columns) == 0 {
		columns = n.names
	}
	return &InputError{
		Field: columns[0], Row: -1,
		Found:    fmt.Sprintf("the likelihood grows without end along %s: it separates those who leave from those who stay", strings.Join(columns, ", ")),
		Expected: "a ridge penalty, or the model without it",
	}
}
