package design

import "math"

// Bound returns a cost that no design can be below.
//
// With a price for cover in each slot, between -Over and Under, the slots are paid for
// and every shift decides alone: it is offered when what its people earn on all days
// exceeds the charge. A day takes at most so many people on one shift as could be worth
// it whatever the other shifts do. For any prices the sum is at most the optimum (weak
// duality, A. M. Geoffrion, "Lagrangean relaxation for integer programming", 1974); the
// prices are improved by subgradient steps of B. T. Polyak's length (1969). Where all
// costs are multiples of one number, the bound is rounded up to the next of them. The
// average of duties is left out, which can only lower it.
//
// known is the cost of some design; it only sets the length of the steps.
func (p *Problem) Bound(known float64, rounds int) float64 {
	l := newLagrangian(p)
	best, reachFactor, since := 0.0, 1.0, 0
	for range rounds {
		value := l.evaluate()
		if value > best+1e-9 {
			best, since = value, 0
		} else if since++; since >= 12 {
			reachFactor, since = reachFactor/2, 0
		}
		if reachFactor < 1e-4 || best >= known-1e-9 {
			break
		}
		l.step(reachFactor, known)
	}
	return p.roundUp(min(best, known))
}

// roundUp lifts a bound to the next possible cost.
func (p *Problem) roundUp(bound float64) float64 {
	unit := 0.0
	parts := []float64{p.Charge, p.Over * float64(p.SlotMinutes)}
	if !p.MustCover {
		parts = append(parts, p.Under*float64(p.SlotMinutes))
	}
	for _, part := range parts {
		if part != math.Trunc(part) || part > 1e9 {
			return bound
		}
		unit = common(unit, part)
	}
	for _, d := range p.Demand {
		if d != math.Trunc(d) {
			return bound
		}
	}
	if unit == 0 {
		return bound
	}
	return max(0, math.Ceil(bound/unit-1e-6)*unit)
}

// common returns the greatest common divisor of whole numbers.
func common(a, b float64) float64 {
	for b != 0 {
		a, b = b, math.Mod(a, b)
	}
	return a
}

// lagrangian holds prices by slot and what follows from them.
type lagrangian struct {
	p      *Problem
	shifts []Shift
	most   [][]int // people by shift and day that could ever be worth it
	low    float64 // the prices' range, for a slot
	high   float64
	price  []float64
	slope  []float64 // demand less the cover of the shifts that pay
	way    []float64 // slopes, the older ones fading
	value  float64
	sums   []float64
}

func newLagrangian(p *Problem) *lagrangian {
	l := &lagrangian{p: p, shifts: p.Shifts(), low: -p.Over * float64(p.SlotMinutes), high: p.underPrice() * float64(p.SlotMinutes),
		price: make([]float64, len(p.Demand)), slope: make([]float64, len(p.Demand)), way: make([]float64, len(p.Demand)),
		sums: make([]float64, 2*len(p.Demand)+1)}
	for _, s := range l.shifts {
		most := make([]int, p.Days)
		for day := range most {
			most[day] = l.mostPeople(s, day)
		}
		l.most = append(l.most, most)
	}
	return l
}

// mostPeople is the largest number of people on one shift of a day for which taking
// one away need not gain, with nobody else there: those slots that would have enough
// without, times the price of a surplus, against those that would miss one.
func (l *lagrangian) mostPeople(s Shift, day int) int {
	start := day*l.p.PerDay() + s.Start
	peak := 0.0
	for t := range s.Length {
		peak = max(peak, l.p.Demand[(start+t)%len(l.p.Demand)])
	}
	for people := int(math.Ceil(peak)); people > 0; people-- {
		gain := 0.0
		for t := range s.Length {
			d := l.p.Demand[(start+t)%len(l.p.Demand)]
			missing := min(1, max(0, d-float64(people-1))) // of the person taken away
			gain += -l.low*(1-missing) - l.high*missing
		}
		if gain <= 1e-9 {
			return people
		}
	}
	return 0
}

// evaluate computes the bound for the prices and its slope.
func (l *lagrangian) evaluate() float64 {
	slots, day := len(l.price), l.p.PerDay()
	l.value = 0
	for t, price := range l.price {
		l.value += price * l.p.Demand[t]
		l.slope[t] = l.p.Demand[t]
	}
	for t := range 2 * slots {
		l.sums[t+1] = l.sums[t] + l.price[t%slots]
	}
	for i, s := range l.shifts {
		earns := 0.0
		for d, most := range l.most[i] {
			start := d*day + s.Start
			earns += float64(most) * max(0, l.sums[start+s.Length]-l.sums[start])
		}
		if earns <= l.p.Charge {
			continue
		}
		l.value += l.p.Charge - earns
		for d, most := range l.most[i] {
			start := d*day + s.Start
			if l.sums[start+s.Length] <= l.sums[start] {
				continue
			}
			for t := range s.Length {
				l.slope[(start+t)%slots] -= float64(most)
			}
		}
	}
	return l.value
}

// step moves the prices along the slope.
func (l *lagrangian) step(factor, known float64) {
	size := 0.0
	for t := range l.way {
		l.way[t] = l.slope[t] + 0.6*l.way[t]
		size += l.way[t] * l.way[t]
	}
	if size == 0 {
		return
	}
	length := factor * max(known-l.value, 1e-6) / size
	for t := range l.price {
		l.price[t] = min(l.high, max(l.low, l.price[t]+length*l.way[t]))
	}
}
