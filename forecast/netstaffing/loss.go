package netstaffing

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/simulate"
)

const (
	mostLoss    = 3.0 // in either direction
	lossSamples = 64  // intervals by which a queue's loss is measured
	// likelyLoss is by how much losses usually differ from what was known of them
	// before: a measured one is drawn towards that by how little the simulation
	// knows of it, as if it came from a normal distribution of this deviation.
	likelyLoss = 0.7
)

// losses measures every queue's loss: with which its pools would have given the
// service level that was simulated, over all intervals together. Before is what was
// known of them, nil for nothing.
func (v *view) losses(ctx context.Context, workers int, report *simulate.Report, before []float64) ([]Estimate, error) {
	out := make([]Estimate, len(v.Queues))
	err := inParallel(ctx, workers, len(v.Queues), func(q int) error {
		r := &report.Queues[q]
		if r.Offered.Mean > 0 {
			level := r.ServiceLevel[v.Queues[q].Goals.Variant]
			known := 0.0
			if before != nil {
				known = before[q]
			}
			out[q] = v.loss(q, level.Mean, level.SE, known)
		}
		return nil
	})
	return out, err
}

// loss finds one by halving, and how sure it is.
func (v *view) loss(q int, level, se, known float64) Estimate {
	all, some := v.openIntervals(q)
	if len(some) < len(all) { // what the sample says too much or too little
		level += v.serviceLevel(q, 0, some) - v.serviceLevel(q, 0, all)
	}
	found := v.lossAt(q, level, some)
	slope := (v.serviceLevel(q, found-.1, some) - v.serviceLevel(q, found+.1, some)) / .2
	if math.IsNaN(se) { // of one replication
		return Estimate{found, math.NaN()}
	}
	lossSE := mostLoss
	if slope > 0 {
		lossSE = min(mostLoss, max(se, 1e-6)/slope)
	}
	trust := likelyLoss * likelyLoss / (likelyLoss*likelyLoss + lossSE*lossSE)
	return Estimate{known + (found-known)*trust, lossSE * math.Sqrt(trust)}
}

// lossAt is the loss with which the service level is as given; it falls as the
// loss grows.
func (v *view) lossAt(q int, level float64, intervals []int) float64 {
	low, high := -mostLoss, mostLoss
	for high-low > 1e-3 {
		middle := (low + high) / 2
		if v.serviceLevel(q, middle, intervals) > level {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// bearable is the loss with which a queue's goals would just be kept: at which its
// service level is that of pools with exactly what they need. Safety is what that
// is beyond the load, in roots of it.
func (v *view) bearable(q int, safety []float64) float64 {
	_, some := v.openIntervals(q)
	good, contacts := 0.0, 0.0
	for _, t := range some {
		at, n := q*v.intervals+t, v.Queues[q].Contacts[t]
		p := v.pools[at]
		p.agents = p.load.Erlangs + safety[at]*math.Sqrt(p.load.Erlangs)
		good += n * p.perform(v.Queues[q].Goals, 0).ServiceLevel
		contacts += n
	}
	return v.lossAt(q, good/contacts, some)
}

// openIntervals are those with contacts, and a sample of them.
func (v *view) openIntervals(q int) (all, sample []int) {
	for t, n := range v.Queues[q].Contacts {
		if n > 0 {
			all = append(all, t)
		}
	}
	if len(all) <= lossSamples {
		return all, all
	}
	for i := range lossSamples {
		sample = append(sample, all[(2*i+1)*len(all)/(2*lossSamples)])
	}
	return all, sample
}

// serviceLevel of a queue over some intervals, for a loss.
func (v *view) serviceLevel(q int, loss float64, intervals []int) float64 {
	good, contacts := 0.0, 0.0
	for _, t := range intervals {
		n := v.Queues[q].Contacts[t]
		good += n * v.pools[q*v.intervals+t].perform(v.Queues[q].Goals, loss).ServiceLevel
		contacts += n
	}
	return good / contacts
}
