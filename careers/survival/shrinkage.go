package survival

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// GroupRate is the exit rate of a group, as counted and as it is best guessed.
type GroupRate struct {
	Name          string
	Exits, People int
	Time          float64 // watched in all
	Rate          float64 // exits / time
	Shrunken      float64 // posterior mean
	Lower, Upper  float64 // of the 95 % posterior interval
}

// Shrinkage says how alike groups are: exits of a group are Poisson with a rate of
// its own, the rates gamma-distributed with mean Shape/Time. A group with little
// time of its own is drawn towards the mean of all, as if Shape exits in Time had
// been added to it.
type Shrinkage struct {
	Shape, Time float64
	NegLog      float64 // minus the log-likelihood of the counts
	Groups      []GroupRate
}

// ShrinkRates estimates the rates of groups by maximum likelihood of the negative
// binomial counts. group numbers each row's group in names.
func ShrinkRates(o *Observations, group []int, names []string) (*Shrinkage, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Events() == 0 {
		return nil, refuse("event", -1, "at least one exit", "no exit in any group")
	}
	s := &Shrinkage{Groups: make([]GroupRate, len(names))}
	for g, name := range names {
		s.Groups[g].Name = name
	}
	for i, t := range o.Stop {
		if o.Start != nil {
			t -= o.Start[i]
		}
		if t < 0 {
			return nil, refuse("stop", i, "a time of 0 or more", "the time is %v", t)
		}
		g := &s.Groups[group[i]]
		g.People++
		g.Time += t
		if o.Event[i] {
			g.Exits++
		}
	}
	s.estimate()
	s.apply()
	return s, nil
}

// mostAlike bounds the shape: groups that differ by no more than chance have no
// finite estimate, and at this one they are given the mean of all but for 0.1 %.
const mostAlike = 1e7

// estimate maximises the likelihood over log mean rate and log shape by Newton's
// method, from several starts since little data leave it flat.
func (s *Shrinkage) estimate() {
	exits, time := 0.0, 0.0
	for _, g := range s.Groups {
		exits += float64(g.Exits)
		time += g.Time
	}
	s.NegLog = math.Inf(1)
	for _, shape := range []float64{0.5, 2, 10, 50, 500, 5000} {
		a, b := s.descend(math.Log(exits/time), math.Log(shape))
		if v := s.negLog(a, b); v < s.NegLog {
			s.NegLog, s.Shape, s.Time = v, math.Exp(b), math.Exp(b-a)
		}
	}
}

// negLog is the negative log-likelihood at log mean rate a and log shape b.
func (s *Shrinkage) negLog(a, b float64) float64 {
	shape, time := math.Exp(b), math.Exp(b-a)
	sum := 0.0
	for _, g := range s.Groups {
		if g.Time == 0 {
			continue
		}
		d := float64(g.Exits)
		gamma, _ := math.Lgamma(shape + d)
		own, _ := math.Lgamma(shape)
		factorial, _ := math.Lgamma(d + 1)
		sum -= gamma - own - factorial - shape*math.Log1p(g.Time/time) + d*math.Log(g.Time/(time+g.Time))
	}
	return sum
}

// descend is a damped Newton descent with the analytic gradient and its
// differences.
func (s *Shrinkage) descend(a, b float64) (float64, float64) {
	const h = 1e-5
	for range 200 {
		ga, gb := s.slope(a, b)
		ua, ub := s.slope(a+h, b)
		la, lb := s.slope(a-h, b)
		_, vb := s.slope(a, b+h)
		_, wb := s.slope(a, b-h)
		aa, ab, bb := (ua-la)/(2*h), (ub-lb)/(2*h), (vb-wb)/(2*h)
		for lift := 0.0; aa <= 0 || aa*bb-ab*ab <= 1e-12*aa*math.Abs(bb); lift = 2*lift + 1e-3 {
			aa, bb = aa+lift+1e-3, bb+lift+1e-3
		}
		det := aa*bb - ab*ab
		da, db := -(bb*ga-ab*gb)/det, -(aa*gb-ab*ga)/det
		if size := max(math.Abs(da), math.Abs(db)); size > 2 {
			da, db = da*2/size, db*2/size
		}
		before := s.negLog(a, b)
		for k := 0; s.negLog(a+da, b+db) > before+1e-12*math.Abs(before) && k < 40; k++ {
			da, db = da/2, db/2
		}
		a, b = a+da, min(b+db, math.Log(mostAlike))
		if max(math.Abs(da), math.Abs(db)) < 1e-11 || b == math.Log(mostAlike) {
			break
		}
	}
	return a, b
}

// slope is the gradient of negLog.
func (s *Shrinkage) slope(a, b float64) (da, db float64) {
	shape, time := math.Exp(b), math.Exp(b-a)
	for _, g := range s.Groups {
		if g.Time == 0 {
			continue
		}
		d := float64(g.Exits)
		// by shape and by time, then by the chain rule
		byShape := mathext.Digamma(shape+d) - mathext.Digamma(shape) - math.Log1p(g.Time/time)
		byTime := shape*g.Time/(time*(time+g.Time)) - d/(time+g.Time)
		da += byTime * time
		db -= byShape*shape + byTime*time
	}
	return da, db
}

// apply fills in the posterior of each group.
func (s *Shrinkage) apply() {
	for k := range s.Groups {
		g := &s.Groups[k]
		posterior := distuv.Gamma{Alpha: s.Shape + float64(g.Exits), Beta: s.Time + g.Time}
		g.Rate = float64(g.Exits) / g.Time
		g.Shrunken = posterior.Alpha / posterior.Beta
		g.Lower, g.Upper = posterior.Quantile(0.025), posterior.Quantile(0.975)
	}
}
