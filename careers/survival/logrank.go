package survival

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// RankTest compares the survival of groups.
type RankTest struct {
	Size               []int // rows of each group
	Observed, Expected []float64
	Variance           [][]float64 // of observed less expected
	ChiSquare          float64
	Freedom            int
	P                  float64
}

// LogRank tests whether groups (0 … groups-1, one a row) leave alike, comparing
// within strata only. Events at t count S(t-)^rho with S the pooled curve of the
// stratum: rho 0 is the log-rank test, 1 Peto and Peto's, which looks at early
// exits first (Harrington and Fleming, Biometrika 69, 1982).
func LogRank(o *Observations, group []int, groups int, rho float64) (*RankTest, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if groups < 2 {
		return nil, refuse("group", -1, "two groups to compare", "%d group", groups)
	}
	o = o.merged()
	t := &RankTest{Size: make([]int, groups), Observed: make([]float64, groups), Expected: make([]float64, groups), Variance: square(groups)}
	for i := range o.Stop {
		t.Size[group[i]]++
	}
	for _, rows := range strataRows(o) {
		t.add(o, rows, group, rho)
	}
	t.conclude()
	return t, nil
}

// strataRows lists the rows of each stratum, strata ascending.
func strataRows(o *Observations) [][]int {
	last := 0
	for i := range o.Stop {
		last = max(last, o.stratum(i))
	}
	lists := make([][]int, last+1)
	for i := range o.Stop {
		lists[o.stratum(i)] = append(lists[o.stratum(i)], i)
	}
	return lists
}

// add counts one stratum: at each event time, what each group would see if all
// were alike, with the hypergeometric variance.
func (t *RankTest) add(o *Observations, rows, group []int, rho float64) {
	groups := len(t.Size)
	own := make([][]step, groups)
	keep := func(g int) *Observations {
		s := &Observations{}
		for _, i := range rows {
			if g >= 0 && group[i] != g {
				continue
			}
			s.Stop, s.Event = append(s.Stop, o.Stop[i]), append(s.Event, o.Event[i])
			if o.Start != nil {
				s.Start = append(s.Start, o.Start[i])
			}
		}
		return s
	}
	part := keep(-1)
	sizes := make([]*riskCounter, groups)
	for g := range groups {
		sizes[g] = newRiskCounter(keep(g))
		own[g] = tabulate(sizes[g].o)
	}
	at := make([]int, groups)
	survival := 1.0
	for _, s := range tabulate(part) {
		if s.events == 0 {
			continue
		}
		d, n, w := s.events, s.atRisk, math.Pow(survival, rho)
		risk := make([]float64, groups)
		for g := range groups {
			risk[g] = sizes[g].at(s.time)
			for at[g] < len(own[g]) && own[g][at[g]].time < s.time {
				at[g]++
			}
			if at[g] < len(own[g]) && own[g][at[g]].time == s.time {
				t.Observed[g] += w * own[g][at[g]].events
			}
			t.Expected[g] += w * d * risk[g] / n
		}
		if n > 1 {
			scale := w * w * d * (n - d) / (n * (n - 1))
			for g := range groups {
				t.Variance[g][g] += scale * risk[g]
				for h := range groups {
					t.Variance[g][h] -= scale * risk[g] * risk[h] / n
				}
			}
		}
		survival *= 1 - d/n
	}
}

// conclude forms the quadratic form over all but the first of the groups that
// could have seen an event.
func (t *RankTest) conclude() {
	var live []int
	for g, e := range t.Expected {
		if e > 0 {
			live = append(live, g)
		}
	}
	if len(live) < 2 {
		t.P = 1
		return
	}
	k := len(live) - 1
	v, d := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
	for a, g := range live[1:] {
		d.SetVec(a, t.Observed[g]-t.Expected[g])
		for b, h := range live[1:] {
			v.SetSym(min(a, b), max(a, b), t.Variance[g][h])
		}
	}
	t.Freedom = k
	var root mat.Cholesky
	var solved mat.VecDense
	if !root.Factorize(v) || root.SolveVecTo(&solved, d) != nil {
		t.ChiSquare, t.P = math.NaN(), math.NaN()
		return
	}
	t.ChiSquare = mat.Dot(&solved, d)
	t.P = distuv.ChiSquared{K: float64(k)}.Survival(t.ChiSquare)
}

// riskCounter counts who is at risk at a time, by two sorted lists.
type riskCounter struct {
	o            *Observations
	stops, start []float64
}

func newRiskCounter(o *Observations) *riskCounter {
	take := func(values []float64) []float64 {
		sorted := make([]float64, len(values))
		for k, i := range ascending(values) {
			sorted[k] = values[i]
		}
		return sorted
	}
	return &riskCounter{o: o, stops: take(o.Stop), start: take(o.Start)}
}

// at counts start < t <= stop.
func (r *riskCounter) at(t float64) float64 {
	before := func(sorted []float64) int { return countUpTo(sorted, math.Nextafter(t, math.Inf(-1))) }
	entered := len(r.stops)
	if len(r.start) > 0 {
		entered = before(r.start)
	}
	return float64(entered - before(r.stops))
}

// square is a matrix of zeros.
func square(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}
