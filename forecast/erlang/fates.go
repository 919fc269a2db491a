package erlang

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

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
	fates := s.fates(len(found)-s.agents, threshold)
	for k, mass := range found {
		ahead := k - s.agents
		if ahead < 0 {
			out.AnsweredInTime += mass
			out.VirtualInTime += mass
			continue
		}
		f := fates[ahead]
		out.VirtualInTime += mass * f.virtual
		out.AnsweredInTime += mass * f.answered
		out.AnsweredLate += mass * (f.all - f.answered)
		if !math.IsInf(s.patience, 1) {
			stay := math.Exp(-threshold/s.patience) * (1 - f.virtual)
			out.AbandonedInTime += mass * (1 - f.answered - stay)
			out.AbandonedLate += mass * max(0, stay-(f.all-f.answered))
		}
	}
	return out
}

// fate is the chance that the end a contact waits for comes within the threshold,
// that it does and the contact is still there, and that it ever finds it there.
type fate struct{ virtual, answered, all float64 }

// fates are those of the first so many places in the queue. The chance of the
// place-th end in time is the sum of the terms from that place on,
//
//	I_x(a, c) = Σ_{j≥a} x^j (1-x)^c Γ(j+c)/(Γ(j+1)Γ(c)), and for gamma e^-m m^j/j!,
//
// all positive, so one incomplete function at the last place is enough. For a
// contact that may give up in between c is one more, I_x(a, c+1) = I_x(a, c) + term·a/c.
func (s *layers) fates(places int, threshold float64) []fate {
	out := make([]fate, max(0, places))
	capacity := float64(s.agents) / s.aht
	switch {
	case s.agents == 0 || len(out) == 0:
		return out
	case threshold == 0:
		for i := range out {
			out[i].all = 1
			if !math.IsInf(s.patience, 1) {
				out[i].all = capacity * s.patience / (capacity*s.patience + float64(i+1))
			}
		}
		return out
	}
	last := float64(len(out))
	if math.IsInf(s.patience, 1) {
		m := capacity * threshold
		term := logTerm(last, m)
		sum := mathext.GammaIncReg(last, m)
		for a := last; a >= 1; a-- {
			if a < last {
				sum += math.Exp(term)
			}
			out[int(a)-1] = fate{min(1, sum), min(1, sum), 1}
			term += math.Log(a / m)
		}
		return out
	}
	c := capacity * s.patience
	gone := -math.Expm1(-threshold / s.patience)
	sum := mathext.RegIncBeta(last, c, gone)
	term := betaTerm(last, c, gone)
	for a := last; a >= 1; a-- {
		if a < last {
			sum += math.Exp(term)
		}
		virtual, all := min(1, sum), c/(c+a)
		out[int(a)-1] = fate{virtual, all * min(1, virtual+math.Exp(term)*a/c), all}
		term += math.Log(a / (gone * (a - 1 + c)))
	}
	return out
}

// logTerm is the logarithm of e^-m m^a/a!.
func logTerm(a, m float64) float64 {
	g, _ := math.Lgamma(a + 1)
	return a*math.Log(m) - m - g
}

// betaTerm is the logarithm of x^a (1-x)^c Γ(a+c)/(Γ(a+1)Γ(c)).
func betaTerm(a, c, x float64) float64 {
	both, _ := math.Lgamma(a + c)
	one, _ := math.Lgamma(a + 1)
	other, _ := math.Lgamma(c)
	return a*math.Log(x) + c*math.Log1p(-x) + both - one - other
}
