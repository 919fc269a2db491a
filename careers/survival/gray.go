package survival

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// GrayTest compares the cumulative incidence of one cause between groups (Gray
// 1988, with ρ = 0). Unlike a log-rank test of the cause's hazard it asks whether
// more people of one group come to leave that way in the end.
func GrayTest(stop []float64, cause []int, group []int, groups, of int) (chi float64, freedom int, p float64, err error) {
	o := &Observations{Stop: stop, Event: make([]bool, len(stop))}
	if err := o.check(); err != nil {
		return 0, 0, 0, err
	}
	if groups < 2 {
		return 0, 0, 0, refuse("group", -1, "two groups to compare", "%d group", groups)
	}
	t := newGray(groups)
	for _, g := range group {
		t.risk[g]++
	}
	order := ascending(o.merged().Stop)
	stop = o.merged().Stop
	for from := 0; from < len(order); {
		to := from
		var counts [3][]float64
		for k := range counts {
			counts[k] = make([]float64, groups)
		}
		for to < len(order) && stop[order[to]] == stop[order[from]] {
			i := order[to]
			switch cause[i] {
			case 0:
				counts[0][group[i]]++
			case of:
				counts[1][group[i]]++
			default:
				counts[2][group[i]]++
			}
			to++
		}
		t.pass(counts[1], counts[2])
		for g := range t.risk {
			t.risk[g] -= counts[0][g] + counts[1][g] + counts[2][g]
		}
		from = to
	}
	chi = t.statistic()
	return chi, groups - 1, distuv.ChiSquared{K: float64(groups - 1)}.Survival(chi), nil
}

// gray holds what the test sums over time. A subdistribution risk set is the risk
// set scaled up by what other causes have taken, R = n(1-F)/S.
type gray struct {
	risk       []float64
	stay, f    []float64 // each group's share still there and gone by the cause
	pooled     float64   // F of all under the hypothesis
	score      []float64
	c, v2, sum [][]float64
	v3         []float64
}

func newGray(groups int) *gray {
	t := &gray{
		risk: make([]float64, groups), stay: make([]float64, groups), f: make([]float64, groups), score: make([]float64, groups),
		c: square(groups), v2: square(groups), sum: square(groups), v3: make([]float64, groups),
	}
	for g := range t.stay {
		t.stay[g] = 1
	}
	return t
}

// pass takes in the events of one time: of the cause, and of others.
func (t *gray) pass(own, other []float64) {
	groups := len(t.risk)
	events, others, tr, tq := 0.0, 0.0, 0.0, 0.0
	for g, n := range t.risk {
		events += own[g]
		others += other[g]
		if n > 0 {
			tr += n / t.stay[g]
			tq += n * (1 - t.f[g]) / t.stay[g]
		}
	}
	if events+others == 0 {
		return
	}
	stay, f := make([]float64, groups), make([]float64, groups)
	copy(stay, t.stay)
	copy(f, t.f)
	a := square(groups)
	pooled := t.pooled + events/tr
	for g, n := range t.risk {
		if n <= 0 {
			continue
		}
		stay[g] = t.stay[g] * (n - own[g] - other[g]) / n
		f[g] += t.stay[g] * own[g] / n
		t.score[g] += own[g] - events*n*(1-t.f[g])/(t.stay[g]*tq)
		w := n / t.stay[g]
		for h, m := range t.risk {
			if m <= 0 {
				continue
			}
			a[g][h] = w * (indicator(g == h) - m/t.stay[h]/tr)
			t.c[g][h] += a[g][h] * events / (tr * (1 - t.pooled))
		}
	}
	if events > 0 {
		t.ownVariance(a, stay, pooled, tr, events)
	}
	t.otherVariance(other, stay, pooled)
	t.stay, t.f, t.pooled = stay, f, pooled
}

func (t *gray) ownVariance(a [][]float64, stay []float64, pooled, tr, events float64) {
	for k, n := range t.risk {
		if n <= 0 {
			continue
		}
		share, tied := 1.0, 1.0
		if stay[k] > 0 {
			share = 1 - (1-pooled)/stay[k]
		}
		if events > 1 {
			tied = 1 - (events-1)/(tr*t.stay[k]-1)
		}
		w := tied * t.stay[k] * events / (tr * n)
		t.v3[k] += share * share * w
		for i := range a {
			u := a[i][k] - share*t.c[i][k]
			t.v2[i][k] += u * share * w
			for j := range a {
				t.sum[i][j] += u * (a[j][k] - share*t.c[j][k]) * w
			}
		}
	}
}

func (t *gray) otherVariance(other, stay []float64, pooled float64) {
	for k, d := range other {
		if d <= 0 || stay[k] <= 0 {
			continue
		}
		share, tied := (1-pooled)/stay[k], 1.0
		if d > 1 {
			tied = 1 - (d-1)/(t.risk[k]-1)
		}
		w := tied * t.stay[k] * t.stay[k] * d / (t.risk[k] * t.risk[k])
		t.v3[k] += share * share * w
		for i := range t.c {
			u := share * t.c[i][k]
			t.v2[i][k] -= u * share * w
			for j := range t.c {
				t.sum[i][j] += u * share * t.c[j][k] * w
			}
		}
	}
}

// statistic is the quadratic form over all groups but the last.
func (t *gray) statistic() float64 {
	k := len(t.risk) - 1
	v := square(k)
	for i := range v {
		for j := range v {
			v[i][j] = t.sum[i][j]
			for g := range t.risk {
				v[i][j] += t.c[i][g]*t.c[j][g]*t.v3[g] + t.c[i][g]*t.v2[j][g] + t.c[j][g]*t.v2[i][g]
			}
		}
	}
	if chi := quadratic(v, t.score[:k]); !math.IsNaN(chi) {
		return chi
	}
	return 0
}
