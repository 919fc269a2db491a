package survival

import "math"

// Ties says how events at the same time are taken.
type Ties string

// Efron's approximation is close to the exact likelihood; Breslow's is what other
// tools print.
const (
	Efron   Ties = "efron"
	Breslow Ties = "breslow"
)

// moment holds what is summed at each event time e with tied deaths: with
// c_l = l/d (0 for Breslow) and f_l = m/(S0-c_l D0), m the mean weight of the
// deaths, S over the risk set and D over the deaths, both weighted by risk,
//
//	hazard[e] = Σ f_l         what the cumulative hazard grows by
//	own[e]    = Σ f_l c_l     what tied deaths are spared of that
//
// The sums Σ f²/m, Σ f²c/m and Σ f²c²/m enter the information at once and are not
// kept.
type moment struct {
	hazard, own []float64
}

// likelihood is the partial likelihood at one value of the coefficients.
type likelihood struct {
	log         float64
	shift       float64 // of every linear predictor, against overflow
	score       []float64
	information []float64 // packed lower triangle
	risk        []float64 // exp(xβ-shift), unweighted, by position
	moment
	cumulative []float64 // hazard before each event time of the list, and the end
}

// ties splits the deaths of one event time into their steps.
type tie struct {
	deaths     int
	mean       float64 // m
	s0, d0     float64
	efron      bool
	log        float64 // Σ log of the denominators
	a, b       float64 // Σ f, Σ fc
	aa, bb, cc float64 // Σ f²/m, Σ f²c/m, Σ f²c²/m
}

func (t *tie) sum() {
	steps, m := t.deaths, t.mean
	if !t.efron || t.deaths == 1 {
		f := float64(steps) * m / t.s0
		t.log, t.a, t.aa = float64(steps)*math.Log(t.s0), f, f*f/(m*float64(steps))
		return
	}
	for l := range steps {
		c := float64(l) / float64(steps)
		left := t.s0 - c*t.d0
		f := m / left
		t.log += math.Log(left)
		t.a += f
		t.b += f * c
		t.aa += f * f / m
		t.bb += f * f * c / m
		t.cc += f * f * c * c / m
	}
}

// evaluate computes log-likelihood and score at β, and the information where
// wanted. The information is Σ A·S2 - B·D2 - A'S1S1ᵀ + B'(S1D1ᵀ+D1S1ᵀ) - C'D1D1ᵀ
// over event times; its first part, the same as Σ_i r_i(Λ(stop_i)-Λ(start_i)-own_i)
// x_i x_iᵀ, takes one pass over the rows after the walk, so that the walk itself
// needs no more than S0 and S1.
func (s *riskSets) evaluate(beta []float64, ties Ties, withInformation bool) *likelihood {
	p, events := s.p, len(s.times)
	l := &likelihood{
		score: make([]float64, p), risk: make([]float64, len(s.row)),
		moment: moment{make([]float64, events), make([]float64, events)}, cumulative: make([]float64, events+1),
	}
	if withInformation {
		l.information = make([]float64, p*(p+1)/2)
	}
	eta := s.linear(beta)
	shift := 0.0
	for _, v := range eta {
		shift = max(shift, v-100)
	}
	l.shift = shift
	for at, v := range eta {
		l.risk[at] = math.Exp(v - shift)
	}
	s.walk(l.risk, withInformation, func(e int, r *running) {
		t := tie{deaths: r.deaths, mean: r.weight / float64(r.deaths), s0: r.s0, d0: r.d0, efron: ties == Efron}
		t.sum()
		l.hazard[e], l.own[e] = t.a, t.b
		l.log -= t.mean*t.log + r.weight*shift
		if withInformation {
			subtractOuter(l.information, r.s1, r.d1, &t)
		}
	})
	for e, h := range l.hazard {
		l.cumulative[e+1] = l.cumulative[e] + h
	}
	for at, v := range eta {
		if s.dead[at] {
			l.log += s.weight(at) * v
		}
	}
	s.gram(l, withInformation)
	return l
}

// linear returns xβ of the centred facts, by position.
func (s *riskSets) linear(beta []float64) []float64 {
	eta := make([]float64, len(s.row))
	p := s.p
	for at := range eta {
		x := s.x[at*p : at*p+p]
		sum := 0.0
		for j, b := range beta {
			sum += x[j] * b
		}
		eta[at] = sum
	}
	return eta
}

// running are the sums over the risk set (S) and the deaths (D) of an event time.
type running struct {
	s0, d0, weight float64
	s1, d1         []float64
	deaths         int
}

// walk visits event times from the last of the last stratum back to the first,
// with the sums of each. The sums start anew where a risk set has emptied, so that
// rounding of what was subtracted does not pile up.
func (s *riskSets) walk(risk []float64, withFirst bool, visit func(e int, r *running)) {
	p := s.p
	if !withFirst {
		p = 0
	}
	r := &running{s1: make([]float64, p), d1: make([]float64, p)}
	next, leave, inside := 0, 0, 0
	stratum := len(s.base) - 2
	for e := len(s.times) - 1; e >= 0; e-- {
		for int32(e) < s.base[stratum] {
			stratum, inside = stratum-1, 0
			r.s0 = 0
			clear(r.s1)
		}
		r.d0, r.weight, r.deaths = 0, 0, 0
		clear(r.d1)
		for ; leave < len(s.leaving) && int(s.lo[s.leaving[leave]]) > e; leave++ {
			at := int(s.leaving[leave])
			if inside--; inside == 0 {
				r.s0 = 0
				clear(r.s1)
				continue
			}
			v := risk[at] * s.weight(at)
			r.s0 -= v
			for j, x := range s.x[at*s.p : at*s.p+p] {
				r.s1[j] -= v * x
			}
		}
		for ; next < len(s.row) && int(s.hi[next]) > e; next++ {
			inside++
			v := risk[next] * s.weight(next)
			r.s0 += v
			x := s.x[next*s.p : next*s.p+p]
			s1 := r.s1[:len(x)]
			for j, x := range x {
				s1[j] += v * x
			}
			if s.dead[next] {
				r.deaths++
				r.d0 += v
				r.weight += s.weight(next)
				for j, x := range x {
					r.d1[j] += v * x
				}
			}
		}
		visit(e, r)
	}
}

// subtractOuter takes the products of first sums from the information.
func subtractOuter(information, s1, d1 []float64, t *tie) {
	k := 0
	for a, sa := range s1 {
		if t.bb == 0 && t.cc == 0 {
			v := t.aa * sa
			for _, sb := range s1[:a+1] {
				information[k] -= v * sb
				k++
			}
			continue
		}
		u, v := t.aa*sa-t.bb*d1[a], t.cc*d1[a]-t.bb*sa
		for b, sb := range s1[:a+1] {
			information[k] -= u*sb + v*d1[b]
			k++
		}
	}
}

// gram adds, for each row, the cumulative hazard that it met: to the score as
// deaths less expected deaths, to the information as its weighted square.
func (s *riskSets) gram(l *likelihood, withInformation bool) {
	p := s.p
	met := make([]float64, len(s.row))
	for at := range met {
		met[at] = s.met(at, l.cumulative, l.own) * l.risk[at] * s.weight(at)
		excess := -met[at]
		if s.dead[at] {
			excess += s.weight(at)
		}
		x := s.x[at*p : at*p+p]
		score := l.score[:len(x)]
		for j, x := range x {
			score[j] += excess * x
		}
	}
	if withInformation {
		addGram(l.information, s.x, met, p)
	}
}

// met is the cumulative value between a row's start and stop, less what a death is
// spared at its own time.
func (s *riskSets) met(at int, cumulative, own []float64) float64 {
	v := cumulative[s.hi[at]] - cumulative[s.lo[at]]
	if s.dead[at] {
		v -= own[s.hi[at]-1]
	}
	return v
}

// addGram adds Σ g_i x_i x_iᵀ to a packed lower triangle, four rows at a time: each
// entry of the triangle is then read and written once for eight operations.
func addGram(triangle, x, g []float64, p int) {
	at := 0
	for ; at+4 <= len(g); at += 4 {
		x0 := x[at*p : at*p+p]
		x1 := x[at*p+p : at*p+2*p]
		x2 := x[at*p+2*p : at*p+3*p]
		x3 := x[at*p+3*p : at*p+4*p]
		k := 0
		for a := range p {
			v0, v1, v2, v3 := g[at]*x0[a], g[at+1]*x1[a], g[at+2]*x2[a], g[at+3]*x3[a]
			line := triangle[k : k+a+1]
			y0, y1, y2, y3 := x0[:len(line)], x1[:len(line)], x2[:len(line)], x3[:len(line)]
			for b := range line {
				line[b] += v0*y0[b] + v1*y1[b] + v2*y2[b] + v3*y3[b]
			}
			k += a + 1
		}
	}
	for ; at < len(g); at++ {
		row, k := x[at*p:at*p+p], 0
		for a := range p {
			v := g[at] * row[a]
			for _, b := range row[:a+1] {
				triangle[k] += v * b
				k++
			}
		}
	}
}

// expectations are vectors at each event time, event time by event time: the mean
// facts of those at risk over the steps of tied deaths, and what cumulates into
// Σ∫x̄dΛ, whole and as tied deaths are spared it at their own time.
type expectations struct {
	mean, whole, own []float64
	variance         []float64 // Σ f²/m, the growth of var Λ̂
}

// expect computes the expectations at the fitted coefficients.
func (s *riskSets) expect(l *likelihood, ties Ties) *expectations {
	p, events := s.p, len(s.times)
	x := &expectations{
		mean: make([]float64, events*p), whole: make([]float64, events*p), own: make([]float64, events*p),
		variance: make([]float64, events),
	}
	s.walk(l.risk, true, func(e int, r *running) {
		t := tie{deaths: r.deaths, mean: r.weight / float64(r.deaths), s0: r.s0, d0: r.d0, efron: ties == Efron}
		t.sum()
		x.variance[e] = t.aa
		for j, s1 := range r.s1 {
			k, d1 := e*p+j, r.d1[j]
			x.mean[k] = (t.a*s1 - t.b*d1) / r.weight
			x.whole[k] = t.aa*s1 - t.bb*d1
			x.own[k] = t.bb*s1 - t.cc*d1
		}
	})
	return x
}

// weighted is the information with each event time counted g times.
func (s *riskSets) weighted(l *likelihood, ties Ties, g []float64) []float64 {
	information := make([]float64, s.p*(s.p+1)/2)
	cumulative, own := make([]float64, len(g)+1), make([]float64, len(g))
	s.walk(l.risk, true, func(e int, r *running) {
		t := tie{deaths: r.deaths, mean: r.weight / float64(r.deaths), s0: r.s0, d0: r.d0, efron: ties == Efron}
		t.sum()
		t.aa, t.bb, t.cc = t.aa*g[e], t.bb*g[e], t.cc*g[e]
		own[e] = t.b * g[e]
		subtractOuter(information, r.s1, r.d1, &t)
	})
	for e, h := range l.hazard {
		cumulative[e+1] = cumulative[e] + h*g[e]
	}
	met := make([]float64, len(s.row))
	for at := range met {
		met[at] = s.met(at, cumulative, own) * l.risk[at] * s.weight(at)
	}
	addGram(information, s.x, met, s.p)
	return information
}
