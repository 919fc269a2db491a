package seasonal

import "math"

// DoubleSmoothing is exponential smoothing with a season within the day and one
// within the week, and an autoregression of the errors (Taylor, Journal of the
// Operational Research Society 54, 2003; additive, without a trend):
//
//	e[t] = y[t] − (ℓ[t−1] + D[t−day] + W[t−week])
//	ℓ[t] = ℓ[t−1] + α·e[t];  D[t] = D[t−day] + δ·e[t];  W[t] = W[t−week] + ω·e[t]
//	forecast(h) = ℓ[n] + D + W + φʰ·e[n]
//
// The rates minimise Σ(e[t] − φ·e[t−1])². A series of less than two weeks and a
// day repeats its last week.
func DoubleSmoothing(y []float64, day, week, horizon int) []float64 {
	if day < 2 || week <= day || len(y) < 2*week+day {
		return Naive(y, week, horizon)
	}
	start := newDoubleState(y[:week], day)
	x := minimise(func(x []float64) float64 {
		s := start.clone()
		return math.Log(s.pass(y[week:], ratesOf(x)) + 1e-300)
	}, []float64{-4, -2, -2, 2}, 1, 300)
	r := ratesOf(x)
	s := start.clone()
	s.pass(y[week:], r)
	return s.ahead(r, horizon)
}

// doubleRates are the four parameters, each between 0 and 1.
type doubleRates struct{ alpha, delta, omega, phi float64 }

func ratesOf(x []float64) doubleRates {
	return doubleRates{between(x[0], 0, 1), between(x[1], 0, 1), between(x[2], 0, 1), between(x[3], 0, 1)}
}

// doubleState is what the recursion carries, with the next value's places in
// the two cycles.
type doubleState struct {
	level, last   float64
	daily, weekly []float64
	inDay, inWeek int
}

// newDoubleState takes the first week for a start.
func newDoubleState(first []float64, day int) doubleState {
	week := len(first)
	s := doubleState{level: mean(first), daily: make([]float64, day), weekly: make([]float64, week), inDay: week % day}
	counts := make([]float64, day)
	for i, v := range first {
		s.daily[i%day] += v - s.level
		counts[i%day]++
	}
	for i := range s.daily {
		s.daily[i] /= counts[i]
	}
	for i, v := range first {
		s.weekly[i] = v - s.level - s.daily[i%day]
	}
	return s
}

func (s doubleState) clone() doubleState {
	s.daily = append([]float64(nil), s.daily...)
	s.weekly = append([]float64(nil), s.weekly...)
	return s
}

// pass runs the recursion and returns the squared errors' sum.
func (s *doubleState) pass(y []float64, r doubleRates) float64 {
	squares := 0.0
	for _, v := range y {
		e := v - s.level - s.daily[s.inDay] - s.weekly[s.inWeek]
		miss := e - r.phi*s.last
		squares += miss * miss
		s.last = e
		s.level += r.alpha * e
		s.daily[s.inDay] += r.delta * e
		s.weekly[s.inWeek] += r.omega * e
		s.step()
	}
	return squares
}

func (s *doubleState) step() {
	if s.inDay++; s.inDay == len(s.daily) {
		s.inDay = 0
	}
	if s.inWeek++; s.inWeek == len(s.weekly) {
		s.inWeek = 0
	}
}

func (s *doubleState) ahead(r doubleRates, horizon int) []float64 {
	out := make([]float64, horizon)
	carry := s.last
	for h := range out {
		carry *= r.phi
		out[h] = s.level + s.daily[s.inDay] + s.weekly[s.inWeek] + carry
		s.step()
	}
	return out
}
