package survival

import "math"

// FineGrayFit is a proportional model of the subdistribution hazard of one cause:
// its coefficients say who comes to leave that way more often, not how fast.
type FineGrayFit struct {
	*CoxFit
	// Robust is the sandwich with the part that the estimated chance of being cut
	// short adds (Fine and Gray 1999, section 3).
	Robust [][]float64
	// Time and Jump are the steps of the baseline subdistribution hazard of somebody
	// whose facts are all zero.
	Time, Jump []float64
	mean       []float64
}

// FineGraySettings say how the model is fitted.
type FineGraySettings struct {
	Ties Ties // "": Efron
	// CensoredWithEvents counts those who leave at a time among those who could be
	// cut short at it, as cmprsk does; otherwise they are gone by then, as in R's
	// survival.
	CensoredWithEvents bool
}

// FitFineGray fits the model for one cause (from 1; 0 is cut short). Those who left
// otherwise stay in the risk set with the chance G(t-)/G(s-) not to have been cut
// short by t, s being when they left: their spells are laid out piece by piece
// between the times at which that chance changes, so that a large table with many
// censoring times grows by their number.
func FitFineGray(stop []float64, cause []int, of int, x *Covariates, settings FineGraySettings) (*FineGrayFit, error) {
	o := &Observations{Stop: stop, Event: make([]bool, len(stop))}
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := x.check(len(stop)); err != nil {
		return nil, err
	}
	o = o.merged()
	pieces := layOut(o.Stop, cause, of, x, settings.CensoredWithEvents)
	fit, err := FitCox(pieces.o, pieces.x, CoxSettings{Ties: settings.Ties})
	if err != nil {
		return nil, err
	}
	_, scaled := standardise(x, len(stop))
	f := &FineGrayFit{CoxFit: fit, mean: scaled.mean}
	f.Robust = f.sandwich(o.Stop, cause, of, x, pieces)
	base := math.Exp(-dot(fit.Coef, fit.sets.mean) - fit.at.shift)
	for e, t := range fit.sets.times {
		f.Time, f.Jump = append(f.Time, t), append(f.Jump, fit.at.hazard[e]*base)
	}
	return f, nil
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for j, v := range a {
		sum += v * b[j]
	}
	return sum
}

// Incidence is the cumulative incidence at each Time of somebody with these facts;
// nil stands for the mean of the data.
func (f *FineGrayFit) Incidence(facts []float64) []float64 {
	if facts == nil {
		facts = f.mean
	}
	ratio, hazard := math.Exp(dot(f.Coef, facts)), 0.0
	incidence := make([]float64, len(f.Time))
	for e, jump := range f.Jump {
		hazard += jump * ratio
		incidence[e] = -math.Expm1(-hazard)
	}
	return incidence
}

// layout is a table of weighted pieces of spells.
type layout struct {
	o      *Observations
	x      *Covariates
	person []int
	chance []float64 // G(t-) at each event time
	own    []float64 // G(s-) of each person at the own stop
}

func (l *layout) add(person int, start, stop float64, event bool, weight float64, facts []float64) {
	l.o.Start, l.o.Stop = append(l.o.Start, start), append(l.o.Stop, stop)
	l.o.Event, l.o.Weights = append(l.o.Event, event), append(l.o.Weights, weight)
	l.x.Values, l.person = append(l.x.Values, facts...), append(l.person, person)
}

func layOut(stop []float64, cause []int, of int, x *Covariates, withEvents bool) *layout {
	l := &layout{o: &Observations{}, x: &Covariates{Names: x.Names}}
	watched := &Observations{Stop: stop, Event: make([]bool, len(stop))}
	var ends []float64
	for i, c := range cause {
		watched.Event[i] = c != 0
		if c == of {
			ends = append(ends, stop[i])
		}
	}
	g := censoringCurve(watched, !withEvents)
	ends = distinct(ends)
	l.chance = make([]float64, len(ends))
	for e, t := range ends {
		l.chance[e] = g.At(g.Survival, math.Nextafter(t, math.Inf(-1)), 1)
	}
	chance, before := l.chance, math.Inf(-1)
	l.own = make([]float64, len(stop))
	for i, c := range cause {
		l.add(i, before, stop[i], c == of, 1, x.Row(i))
		if c == of || c == 0 {
			continue
		}
		own := g.At(g.Survival, math.Nextafter(stop[i], math.Inf(-1)), 1)
		l.own[i] = own
		from := stop[i]
		for e := countUpTo(ends, stop[i]); e < len(ends); {
			last := e
			for last+1 < len(ends) && chance[last+1] == chance[e] {
				last++
			}
			if chance[e] <= 0 {
				break
			}
			l.add(i, from, ends[last], false, chance[e]/own, x.Row(i))
			from, e = ends[last], last+1
		}
	}
	return l
}

// sandwich sums, for each person, the weighted score residual of all pieces and the
// influence through the chance of being cut short: with q(u) what those who left
// otherwise before u add to the score from u on, and π(u) who could be cut short,
// q/π at the time of being cut short less the integral of q/π by that hazard.
func (f *FineGrayFit) sandwich(stop []float64, cause []int, of int, x *Covariates, pieces *layout) [][]float64 {
	p := len(f.Coef)
	score := f.sets.scoreResiduals(f.at, f.Ties)
	persons := gather(weighted(score, pieces.o), pieces.person)
	cut := &Observations{Stop: stop, Event: make([]bool, len(stop))}
	for i, c := range cause {
		cut.Event[i] = c == 0
	}
	steps := tabulate(cut)
	q := f.lateScores(stop, cause, of, x, steps, pieces)
	integral := make([][]float64, len(steps)+1)
	integral[0] = make([]float64, p)
	for k, s := range steps {
		integral[k+1] = append([]float64(nil), integral[k]...)
		for j := range p {
			integral[k+1][j] += q[k][j] / s.atRisk * s.events / s.atRisk
		}
	}
	times := make([]float64, len(steps))
	for k, s := range steps {
		times[k] = s.time
	}
	for i, c := range cause {
		k := countUpTo(times, stop[i]) - 1
		for j := range p {
			persons[i][j] -= integral[k+1][j]
			if c == 0 {
				persons[i][j] += q[k][j] / steps[k].atRisk
			}
		}
	}
	meat := crossProduct(persons, p)
	return multiply(f.Variance, multiply(meat, f.Variance))
}

// weighted multiplies rows by the weight of their piece.
func weighted(rows [][]float64, o *Observations) [][]float64 {
	for i, row := range rows {
		for j := range row {
			row[j] *= o.weight(i)
		}
	}
	return rows
}

// lateScores is q at each time u: over those who left otherwise before u, the
// sum of e^{xβ}(x - x̄)·G(t-)/G(s-)·dΛ(t) over events t from u on. It splits into what
// has gathered by u and what is still to come after it.
func (f *FineGrayFit) lateScores(stop []float64, cause []int, of int, x *Covariates, steps []step, l *layout) [][]float64 {
	s, p := f.sets, len(f.Coef)
	q := rectangle(len(steps), p)
	// to come: Σ G(t-)dΛ and Σ G(t-)x̄dΛ over events from each step on
	e, event := s.expect(f.at, f.Ties), len(s.times)-1
	hazard, drift := 0.0, make([]float64, p)
	toCome := make([]float64, len(steps))
	for k := len(steps) - 1; k >= 0; k-- {
		for ; event >= 0 && s.times[event] >= steps[k].time; event-- {
			hazard += l.chance[event] * f.at.hazard[event]
			for j := range p {
				drift[j] += l.chance[event] * e.whole[event*p+j]
			}
		}
		toCome[k] = hazard
		copy(q[k], drift)
	}
	// gathered: Σ r/G(s-) and Σ rx/G(s-) over those who left otherwise before it
	count, first := 0.0, make([]float64, p)
	order, next := ascending(stop), 0
	for k := range steps {
		for ; next < len(order) && stop[order[next]] < steps[k].time; next++ {
			i := int(order[next])
			if cause[i] == 0 || cause[i] == of || l.own[i] == 0 {
				continue
			}
			eta := -f.at.shift
			for j, v := range x.Row(i) {
				eta += f.Coef[j] * (v - s.mean[j])
			}
			r := math.Exp(eta) / l.own[i]
			count += r
			for j, v := range x.Row(i) {
				first[j] += r * (v - s.mean[j])
			}
		}
		for j := range p {
			q[k][j] = first[j]*toCome[k] - count*q[k][j]
		}
	}
	return q
}
