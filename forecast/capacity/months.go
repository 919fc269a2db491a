package capacity

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Months returns the result by calendar month. A week belongs to the month of its
// Thursday, which most of its days are in. Hours, money and those who come and go
// are sums; who is there is as the month begins or ends; what is required and
// missing is the mean of the weeks. Monday holds the first day of each month.
func (r *Result) Months() *Result {
	var months []grid.Date
	of := make([]int, len(r.Monday))
	for w, monday := range r.Monday {
		day := monday.AddDays(3)
		day.Day = 1
		if len(months) == 0 || months[len(months)-1] != day {
			months = append(months, day)
		}
		of[w] = len(months) - 1
	}
	out := &Result{Monday: months, Total: r.Total.months(of, len(months))}
	for i := range r.Groups {
		out.Groups = append(out.Groups, r.Groups[i].months(of, len(months)))
	}
	return out
}

func (r *GroupResult) months(of []int, n int) GroupResult {
	out := newGroupResult(r.Name, n)
	for _, pair := range out.money(&r.Money) {
		for w, m := range of {
			pair[0][m] += pair[1][w]
		}
	}
	counts := make([]float64, n)
	for _, m := range of {
		counts[m]++
	}
	for _, pair := range out.people(&r.People, &r.Hours) {
		for w, m := range of {
			pair[0][m] += pair[1][w]
		}
	}
	for w, m := range of {
		out.Available[m] += r.Available[w] / counts[m]
	}
	for _, level := range [][]float64{out.Training, out.Worth, out.Required, out.Vendor, out.Gap} {
		for m := range level {
			level[m] /= counts[m]
		}
	}
	for m := range n {
		out.Start[m] = r.Start[slices.Index(of, m)]
	}
	for w, m := range of {
		out.End[m] = r.End[w]
	}
	return out
}
