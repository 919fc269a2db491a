package survival

import "math"

// CensoredScores judge predicted survival at a time where some people were not
// watched that long: each who was counts for the others too, by the inverse chance
// of not having been cut short (Graf et al. 1999; Uno et al. 2007).
type CensoredScores struct {
	Brier float64 // mean squared error of the survival probability, weighted
	// AUC is the chance that one who has left by then had the lower survival
	// probability than one who has not, cumulative on the first, dynamic on the second.
	AUC       float64
	NullBrier float64 // of giving everybody the Kaplan-Meier figure
}

// ScoreAt judges survival probabilities at time tau. eventsFirst takes those who
// leave out of the risk set of being cut short at the same time, as some tools do.
func ScoreAt(o *Observations, survival []float64, tau float64, eventsFirst bool) (*CensoredScores, error) {
	if err := checkRisk(o, survival); err != nil {
		return nil, err
	}
	o = o.merged()
	left, right := inverseWeights(o, tau, eventsFirst)
	n := float64(len(o.Stop))
	s := &CensoredScores{}
	whole := kaplanMeier(o)
	null := whole.At(whole.Survival, tau, 1)
	cases, controls, weight := 0.0, 0.0, 0.0
	for i, p := range survival {
		s.Brier += (left[i]*p*p + right[i]*(1-p)*(1-p)) / n
		s.NullBrier += (left[i]*null*null + right[i]*(1-null)*(1-null)) / n
		cases += left[i]
		controls += indicator(right[i] > 0)
		weight += right[i]
	}
	if cases == 0 || controls == 0 {
		return nil, refuse("tau", -1, "a time with some people gone and some still watched", "at %v nobody is at risk or nobody has left", tau)
	}
	s.AUC = censoredAUC(survival, left, right) / (cases * controls)
	return s, nil
}

// inverseWeights are 1/G(T-) for those who left by tau and 1/G(tau) for those who
// were still there.
func inverseWeights(o *Observations, tau float64, eventsFirst bool) (left, right []float64) {
	g := censoringCurve(o, eventsFirst)
	left, right = make([]float64, len(o.Stop)), make([]float64, len(o.Stop))
	for i, t := range o.Stop {
		switch {
		case t > tau:
			right[i] = 1 / g.At(g.Survival, tau, 1)
		case o.Event[i]:
			left[i] = 1 / g.At(g.Survival, math.Nextafter(t, math.Inf(-1)), 1)
		}
	}
	return left, right
}

// censoredAUC sums, over those who left, their weight times the number still there
// who were given a better chance, ties half.
func censoredAUC(survival, left, right []float64) float64 {
	sum, better := 0.0, 0.0
	order := ascending(survival)
	for to := len(order); to > 0; {
		from := to - 1
		for from > 0 && survival[order[from-1]] == survival[order[to-1]] {
			from--
		}
		tied, gone := 0.0, 0.0
		for _, i := range order[from:to] {
			tied += indicator(right[i] > 0)
			gone += left[i]
		}
		sum += gone * (better + tied/2)
		better += tied
		to = from
	}
	return sum
}
