package model

import (
	"fmt"

	"github.com/muster-wfm/muster/forecast/model/coherent"
)

// Reconcile makes the forecasts of queues and the forecast of their total agree,
// interval by interval: each gives way in proportion to the variance of its errors
// (see package coherent). The results are those of the same days and intervals;
// what comes back are the queues' results moved, in order. The total is then the
// sum of the queues, and so are those of days and weeks.
//
// Where the total expects nothing, the queues are left as they are.
func Reconcile(queues []*Result, total *Result) ([]*Result, error) {
	structure, err := coherent.New(len(queues), all(len(queues)))
	if err != nil {
		return nil, err
	}
	means := make([][]float64, len(queues))
	for q, r := range queues {
		if r.Grid.Len() != total.Grid.Len() || r.Grid.First() != total.Grid.First() || r.Calibration == nil || total.Calibration == nil {
			return nil, fmt.Errorf("reconciliation: forecast %d of %d intervals from %s cannot be set beside one of %d from %s; the same intervals, with calibrations, were expected",
				q+1, r.Grid.Len(), r.Grid.First(), total.Grid.Len(), total.Grid.First())
		}
		means[q] = make([]float64, r.Grid.Len())
		copy(means[q], r.Mean)
	}
	values, variances := make([]float64, structure.Len()), make([]float64, structure.Len())
	for day := range total.Grid.Days() {
		from, _ := total.Grid.Day(day)
		for j, slot := range slotsOf(total.Grid, day) {
			i := from + j
			for q, r := range append(queues[:len(queues):len(queues)], total) {
				values[q], variances[q] = r.Mean[i], r.variance(day, slot, r.Mean[i])
			}
			if values[len(queues)] <= 0 {
				continue
			}
			agreed, err := structure.Reconcile(values, variances)
			if err != nil {
				return nil, fmt.Errorf("interval %d: %w", i, err)
			}
			for q := range queues {
				means[q][i] = agreed[q]
			}
		}
	}
	out := make([]*Result, len(queues))
	for q, r := range queues {
		out[q] = r.Around(means[q])
	}
	return out, nil
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// variance is that of the back-test's errors of an interval, as its bands have it.
func (r *Result) variance(day, slot int, mean float64) float64 {
	deviation := r.Calibration.Deviation(r.Calibration.Gap+day+1, slot, mean)
	return deviation * deviation
}

// SplitShares divides the forecast of a group among queues too small to be
// forecast on their own, by each one's share of the slot (see [coherent.Shares]),
// among those that are open then. shares are by queue and slot of the day.
func SplitShares(group *Result, queues []*Result, shares [][]float64) []*Result {
	means := matrix(len(queues), group.Grid.Len(), 0)
	for day := range group.Grid.Days() {
		from, _ := group.Grid.Day(day)
		for j, slot := range slotsOf(group.Grid, day) {
			i, whole := from+j, 0.0
			for q, r := range queues {
				whole += indicator(r.Open[i]) * shares[q][slot]
			}
			for q, r := range queues {
				if whole > 0 && r.Open[i] {
					means[q][i] = group.Mean[i] * shares[q][slot] / whole
				}
			}
		}
	}
	out := make([]*Result, len(queues))
	for q, r := range queues {
		out[q] = r.Around(means[q])
	}
	return out
}

// Sparse reports whether the mean open interval of a forecast expects fewer than
// so many contacts.
func (r *Result) Sparse(contacts float64) bool {
	total, open := 0.0, 0.0
	for i, mean := range r.Mean {
		total += mean
		open += indicator(r.Open[i])
	}
	return total < contacts*open
}
