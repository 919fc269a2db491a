package erlang

import (
	"errors"
	"math"
)

// WaitPercentile returns the wait in seconds within which a share of contacts is
// answered: the threshold at which the service level, by the setting's variant,
// reaches that share. By [AbandonsAsAnswered] it is the percentile of the waits of
// all contacts, by [OfAnswered] of those answered, by [Virtual] of the wait that
// endless patience would find. It is +Inf where the share is never reached, as
// when more than the rest give up, and NaN for a setting that [Evaluate] refuses.
func WaitPercentile(s Setting, share float64) float64 {
	s.Threshold = 0
	if s.Check() != nil || !(share >= 0 && share < 1) {
		return math.NaN()
	}
	if s.Volume == 0 || share == 0 || s.figures().ServiceLevel >= share {
		return 0
	}
	if s.Patience.Endless() && s.Lines == 0 && s.Redial == 0 && !s.NoQueue && !s.chats() {
		return C(s.Load(), s.Agents, s.AHT).WaitPercentile(share)
	}
	if s.Agents == 0 {
		return math.Inf(1)
	}
	found, err := Solve(Problem{Setting: s, Unknown: FindThreshold, Goals: []Goal{{ServiceLevelMeasure, share}}})
	var none *NoSolutionError
	if errors.As(err, &none) {
		return math.Inf(1)
	}
	return found.Value
}

// QueueLengths returns the share of time in which 0, 1, 2 … contacts wait, up to
// most; what is missing to 1 is more. It is nil for a setting that [Evaluate]
// refuses, and all 0 for a queue that only grows.
func QueueLengths(s Setting, most int) []float64 {
	if s.Check() != nil || most < 0 {
		return nil
	}
	shares := make([]float64, most+1)
	f := s.figures()
	switch {
	case f.Unstable:
		return shares
	case s.Volume == 0:
		shares[0] = 1
		return shares
	}
	q := s.queue()
	if s.chats() {
		return q.chatLengths(shares, s.chatQueue())
	}
	rate := q.Arrivals * f.Attempts
	if q.Agents == 0 {
		return unattendedLengths(shares, rate*q.Patience.Mean(), q.Lines)
	}
	return newLineWaits(q, rate).lengths(shares, rate/idleWeight(rate*q.AHT, q.Agents))
}

// unattendedLengths are Poisson, cut off at the lines there are.
func unattendedLengths(shares []float64, mean, lines float64) []float64 {
	total := 1.0
	if !math.IsInf(lines, 1) {
		total = 0
		for j := 0.0; j <= lines; j++ {
			total += poisson(j, mean)
		}
	}
	for j := range shares {
		if float64(j) <= lines {
			shares[j] = poisson(float64(j), mean) / total
		}
	}
	return shares
}

// poisson returns the chance of n where so many are the mean.
func poisson(n, mean float64) float64 {
	switch {
	case n == 0:
		return math.Exp(-mean)
	case n < 12:
		p := math.Exp(-mean)
		for j := 1.0; j <= n; j++ {
			p *= mean / j
		}
		return p
	case mean == 0:
		return 0
	}
	return math.Exp(lnPoisson(n, mean))
}

// lengths integrates, for each number of waiting contacts, the chance of that
// number given the wait: Poisson with mean λH(t), among the numbers that have a
// place. With nobody waiting there may also be an idle agent.
func (v *lineWaits) lengths(shares []float64, perIdle float64) []float64 {
	early, late := v.split(math.Inf(1))
	total := early.plus(late).all
	odds := perIdle * total * math.Exp(v.peak)
	busy := 1 / (1 + 1/odds)
	for j := range shares {
		shares[j] = busy * v.length(float64(j)) / total
	}
	shares[0] += 1 / (1 + odds)
	return shares
}

// length integrates the density of waits with j contacts waiting.
func (v *lineWaits) length(j float64) float64 {
	part := 1.0
	switch {
	case j > v.places+1 || j > v.places && v.part == 0:
		return 0
	case j > v.places:
		part = v.part
	}
	sum := 0.0
	cuts := v.cuts(math.Inf(1))
	for i := range cuts[1:] {
		const panels = 16
		step := (cuts[i+1] - cuts[i]) / panels
		for k := range panels {
			sum += v.lengthPanel(j, cuts[i]+step*(float64(k)+0.5), step/2)
		}
	}
	return part * sum
}

func (v *lineWaits) lengthPanel(j, middle, half float64) float64 {
	sum := 0.0
	for i, node := range legendreNodes {
		sum += legendreWeights[i] * (v.lengthAt(j, middle-half*node) + v.lengthAt(j, middle+half*node))
	}
	return half * sum
}

// lengthAt is (λH)^j/j! · e^(-capacity·t), by way of the Poisson chance.
func (v *lineWaits) lengthAt(j, t float64) float64 {
	_, _, within := v.patience.at(t)
	y := v.rate * within
	return poisson(j, y) * math.Exp(y-v.capacity*t-v.peak)
}
