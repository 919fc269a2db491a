package survival

import "math"

// Incidence is the cumulative incidence of each cause of exit.
type Incidence struct {
	Time   []float64
	AtRisk []float64
	Events [][]float64 // by time and cause
	Stay   []float64   // the share that is still there
	// Cumulative is the share that has left by each cause: never 1 - Kaplan-Meier of
	// that cause, which counts those who left otherwise as if they could come back.
	Cumulative, SE [][]float64
}

// CumulativeIncidence estimates how people leave when several causes compete.
// cause is 0 for those who were cut short, else a number up to causes.
func CumulativeIncidence(stop []float64, cause []int, causes int) (*Incidence, error) {
	m := &Moves{Stop: stop, From: make([]int, len(stop)), To: make([]int, len(stop)), States: causes + 1}
	for i, c := range cause {
		if c < 0 || c > causes {
			return nil, refuse("event", i, "0, or the number of a cause", "cause %d of %d", c, causes)
		}
		if m.To[i] = c; c == 0 {
			m.To[i] = -1
		}
	}
	o, err := Occupy(m)
	if err != nil {
		return nil, err
	}
	r := &Incidence{Time: o.Time}
	for k := range o.Time {
		r.AtRisk = append(r.AtRisk, o.AtRisk[k][0])
		r.Events = append(r.Events, o.Moved[k][0][1:])
		r.Stay = append(r.Stay, o.P[k][0])
		r.Cumulative, r.SE = append(r.Cumulative, o.P[k][1:]), append(r.SE, o.SE[k][1:])
	}
	return r, nil
}

// DeltaVariance returns the cumulative incidence of a cause (from 1) at each of the
// asked times with its variance by the delta method, with Gray's correction for
// ties (as in the R package cmprsk). The variance is that of the last event of the
// cause.
func (r *Incidence) DeltaVariance(cause int, at []float64) (estimate, variance []float64) {
	stay, f, v1, v2, v3, v := 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
	next := 0
	pass := func(t float64) {
		for ; next < len(at) && at[next] < t; next++ {
			estimate, variance = append(estimate, f), append(variance, v)
		}
	}
	for k, t := range r.Time {
		pass(t)
		own, all, n := r.Events[k][cause-1], 0.0, r.AtRisk[k]
		for _, d := range r.Events[k] {
			all += d
		}
		if all == 0 {
			continue
		}
		after := stay * (n - all) / n
		grow := func(d, share, inverse float64) {
			tied := 1.0
			if d > 1 {
				tied = 1 - (d-1)/(n-1)
			}
			w := stay * stay * tied * d / (n * n)
			v1 += inverse * inverse * w
			v2 += share * inverse * w
			v3 += share * share * w
		}
		f += stay * own / n
		inverse := 0.0
		if after > 0 {
			inverse = 1 / after
		}
		if other := all - own; other > 0 && after > 0 {
			grow(other, f*inverse, inverse)
		}
		if own > 0 {
			grow(own, 1+f*inverse, inverse)
			v = v3 + f*f*v1 - 2*f*v2
		}
		stay = after
	}
	pass(math.Inf(1))
	return estimate, variance
}

// By returns the cumulative incidence of a cause (from 1) at a time.
func (r *Incidence) By(cause int, t float64) float64 {
	if k := countUpTo(r.Time, t); k > 0 {
		return r.Cumulative[k-1][cause-1]
	}
	return 0
}

// IncidenceFromHazards puts cumulative incidences together from the cumulative
// hazards of the causes, given cause by cause at common times, as Σ S(t-)dH_k: once
// with S = exp(-ΣH), once with the product of 1-ΣdH. Both are returned time by time.
func IncidenceFromHazards(hazards [][]float64) (exponential, product [][]float64) {
	causes := len(hazards)
	stayE, stayP := 1.0, 1.0
	sumE, sumP := make([]float64, causes), make([]float64, causes)
	for k := range hazards[0] {
		all := 0.0
		for c, h := range hazards {
			d := h[k]
			if k > 0 {
				d -= h[k-1]
			}
			sumE[c] += stayE * d
			sumP[c] += stayP * d
			all += d
		}
		stayE *= math.Exp(-all)
		stayP *= 1 - all
		exponential, product = append(exponential, append([]float64(nil), sumE...)), append(product, append([]float64(nil), sumP...))
	}
	return exponential, product
}
