package intraday

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Method is a way to update.
type Method string

// The methods; see the package's introduction.
const (
	None   Method = "none"
	Ratio  Method = "ratio"
	Linear Method = "linear"
	Mean   Method = "mean"
)

// Trial is how a method would have done on past days at the same time of day,
// each judged by what was learned from the others.
type Trial struct {
	Method Method
	WAPE   float64 // of the rest of the day by slot: Σ|error| / Σ actual
	Days   int
}

// rule is a fitted method: it returns today's rest, by slot of the cut.
type rule interface{ update(today Day) []float64 }

type keep struct{ cut }

func (k keep) update(today Day) []float64 {
	out := make([]float64, len(k.rest))
	for i, j := range k.rest {
		out[i] = today.Forecast[j]
	}
	return out
}

type average struct{ first, second rule }

func (a average) update(today Day) []float64 {
	out, other := a.first.update(today), a.second.update(today)
	for i := range out {
		out[i] = (out[i] + other[i]) / 2
	}
	return out
}

// methods lists what may be done, the most cautious first: nothing, then the
// combination.
func methods(days int) []Method {
	if days < daysForLinear {
		return []Method{None, Ratio}
	}
	return []Method{None, Mean, Linear, Ratio}
}

// How many past days are needed for any update, and for learning how each slot
// goes with each other.
const (
	daysForRatio  = 20
	daysForLinear = 30
)

// fits learns every method from past days. Where no linear prediction can be had
// it keeps the forecast.
func fits(c cut, past []Day, list []Method) []rule {
	r := fitRatio(c, past)
	l, ok := fitLinear(c, past)
	out := make([]rule, len(list))
	for n, method := range list {
		out[n] = keep{c}
		switch {
		case method == Ratio:
			out[n] = r
		case method == Linear && ok:
			out[n] = l
		case method == Mean && ok:
			out[n] = average{r, l}
		}
	}
	return out
}

// mostFolds bounds the work of cross-validation.
const mostFolds = 10

// rehearsal holds, for each method, its updates of every past day.
type rehearsal struct {
	cut
	past    []Day
	methods []Method
	rest    [][][]float64 // method, day, slot of the rest
}

// rehearse updates every past day by what the others teach. Days are left out in
// blocks of neighbours, because a busy day is often followed by another.
func rehearse(c cut, past []Day) rehearsal {
	h := rehearsal{cut: c, past: past, methods: methods(len(past))}
	h.rest = make([][][]float64, len(h.methods))
	for n := range h.rest {
		h.rest[n] = make([][]float64, len(past))
	}
	folds := min(mostFolds, len(past))
	for fold := range folds {
		from, to := fold*len(past)/folds, (fold+1)*len(past)/folds
		others := append(append([]Day(nil), past[:from]...), past[to:]...)
		for n, learned := range fits(c, others, h.methods) {
			for d := from; d < to; d++ {
				h.rest[n][d] = learned.update(past[d])
			}
		}
	}
	return h
}

// losses are the errors of a method, day by day: absolute ones, or squared where
// the usual count is so low that the least absolute error is earned by expecting
// nothing.
func (h rehearsal) losses(n int, squared bool) []float64 {
	out := make([]float64, len(h.past))
	for d, day := range h.past {
		for i, j := range h.cut.rest {
			if !day.speaks(j) {
				continue
			}
			e := math.Abs(h.rest[n][d][i] - day.Actual[j])
			if squared {
				e *= e
			}
			out[d] += e
		}
	}
	return out
}

// fewContacts is the mean count of a slot below which errors are squared.
const fewContacts = 5

func (h rehearsal) few() bool {
	total, n := 0.0, 0.0
	for _, day := range h.past {
		for _, j := range h.cut.rest {
			if day.speaks(j) {
				total += day.Actual[j]
				n++
			}
		}
	}
	return total < fewContacts*n
}

// choose returns the method to go by. Cross-validation is noisy, so the one with
// the least error does not win as of right: the most cautious wins whose error is
// not above the least by more than a standard error of the difference (the
// one-standard-error rule of Breiman et al., "Classification and Regression
// Trees", 1984, section 3.4.3). Leaving the forecast alone wins unless two standard
// errors speak against it: a change that does not help costs trust as well.
func (h rehearsal) choose() int {
	squared := h.few()
	losses := make([][]float64, len(h.methods))
	best := 0
	for n := range h.methods {
		losses[n] = h.losses(n, squared)
		if sum(losses[n]) < sum(losses[best]) {
			best = n
		}
	}
	for n, method := range h.methods {
		allowed := 1.0
		if method == None {
			allowed = 2
		}
		if excess(losses[n], losses[best]) <= allowed {
			return n
		}
	}
	return best
}

// excess is by how many standard errors of their mean difference losses are above
// others, day by day.
func excess(losses, others []float64) float64 {
	difference := make([]float64, len(losses))
	for d := range losses {
		difference[d] = losses[d] - others[d]
	}
	mean, deviation := stat.MeanStdDev(difference, nil)
	if mean == 0 {
		return 0
	}
	return mean * math.Sqrt(float64(len(difference))) / deviation
}

// trials reports how the methods did.
func (h rehearsal) trials() []Trial {
	actual := 0.0
	for _, day := range h.past {
		_, came := day.sums(h.cut.rest)
		actual += came
	}
	out := make([]Trial, len(h.methods))
	for n, method := range h.methods {
		out[n] = Trial{Method: method, WAPE: sum(h.losses(n, false)) / actual, Days: len(h.past)}
	}
	return out
}
