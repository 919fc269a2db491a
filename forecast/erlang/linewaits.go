package erlang

import (
	"math"
	"slices"
)

// lineWaits is the density, up to a constant, of the wait that finds every
// agent busy, for patience of any kind and a limited number of lines; see [X].
// Its logarithm is concave: it rises to one mode and falls from there.
type lineWaits struct {
	rate     float64 // attempts per second
	capacity float64 // contacts per second that all agents can finish
	patience Patience
	places   float64 // where contacts can wait, whole part; +Inf: no limit
	part     float64 // of one place more
	from, to float64 // outside, the density is negligible
	mode     float64
	peak     float64 // logarithm of the density there, taken out of every value
}

func newLineWaits(q ExtendedQueue, rate float64) *lineWaits {
	v := &lineWaits{rate: rate, capacity: q.Agents / q.AHT, patience: q.Patience}
	v.places, v.part = math.Modf(q.Lines - q.Agents)
	if math.IsInf(q.Lines, 1) {
		v.places, v.part = math.Inf(1), 0
	}
	v.findMode()
	v.from, v.to = v.edgeBefore(), v.edgeAfter()
	return v
}

// crowding returns the logarithm of the sum of y^j/j! over the numbers j that
// can be waiting, and what share of it has no place left: the last number,
// or with a part of a place the last two.
func (v *lineWaits) crowding(y float64) (ln, full float64) {
	m, f := v.places, v.part
	if math.IsInf(m, 1) {
		return y, 0
	}
	var last float64 // the share of y^m/m! in the sum up to m
	switch {
	case m < fewPlaces:
		term, sum := 1.0, 1.0
		for j := 1.0; j <= m; j++ {
			term *= y / j
			sum += term
		}
		ln, last = math.Log(sum), term/sum
	case farAbove(y, m):
		ln, last = y, B(y, m).PBlock
	default:
		b := B(y, m)
		ln, last = y+lnPoisson(m, y)-b.LnPBlock, b.PBlock
	}
	more := f * last * y / (m + 1)
	return ln + math.Log1p(more), ((1-f)*last + more) / (1 + more)
}

// fewPlaces is below how many the sum is made term by term: Loader's form of
// the Poisson chance is for larger numbers.
const fewPlaces = 16

// lineWait is the density at one wait with what else depends on it.
type lineWait struct {
	ln         float64 // of the density, with the peak
	full       float64 // share of the attempts with this wait that find no place
	stay, gone float64 // of those that find one, who is patient enough and who is not
	within     float64 // mean wait of both
}

func (v *lineWaits) at(t float64) lineWait {
	var w lineWait
	w.stay, w.gone, w.within = v.patience.at(t)
	w.ln, w.full = v.crowding(v.rate * w.within)
	w.ln -= v.capacity * t
	return w
}

// rises reports whether the density still grows after t.
func (v *lineWaits) rises(t float64) bool {
	w := v.at(t)
	return v.rate*w.stay*(1-w.full) > v.capacity
}

// findMode looks for the highest point by doubling and halving.
func (v *lineWaits) findMode() {
	if v.rises(0) {
		low, high := 0.0, 1/v.capacity
		for v.rises(high) {
			low, high = high, 2*high
		}
		for high-low > 1e-3*high {
			if middle := low + (high-low)/2; v.rises(middle) {
				low = middle
			} else {
				high = middle
			}
		}
		v.mode = high
	}
	v.peak = v.at(v.mode).ln
}

// faint is how far below its peak the logarithm of the density may be dropped.
const faint = 42

func (v *lineWaits) visible(t float64) bool { return v.at(t).ln > v.peak-faint }

// edgeAfter returns a wait beyond which the density is negligible.
func (v *lineWaits) edgeAfter() float64 {
	step := 1 / v.capacity
	for v.visible(v.mode + step) {
		step *= 2
	}
	return v.edge(v.mode, v.mode+step)
}

// edgeBefore returns one before which it is.
func (v *lineWaits) edgeBefore() float64 {
	if v.visible(0) {
		return 0
	}
	return v.edge(v.mode, 0)
}

// edge closes in on the edge between a wait that is visible and one that is not.
func (v *lineWaits) edge(inside, outside float64) float64 {
	for range 8 {
		if middle := (inside + outside) / 2; v.visible(middle) {
			inside = middle
		} else {
			outside = middle
		}
	}
	return outside
}

// lineMoments are integrals over a stretch of waits.
type lineMoments struct {
	all        float64 // ∫ v
	blocked    float64 // of those without a place
	in         float64 // of those with one
	served     float64 // of those, the patient ones
	left       float64 // and those who gave up before
	servedWait float64 // ∫ t over the patient ones
	wait       float64 // ∫ min(patience, t)
}

func (m lineMoments) plus(o lineMoments) lineMoments {
	return lineMoments{
		m.all + o.all, m.blocked + o.blocked, m.in + o.in, m.served + o.served, m.left + o.left,
		m.servedWait + o.servedWait, m.wait + o.wait,
	}
}

// near reports whether two values of the same integrals agree to rounding.
func (m lineMoments) near(o, scale lineMoments) bool {
	const rounding = 1e-12
	return math.Abs(m.all-o.all) <= rounding*scale.all && math.Abs(m.served-o.served) <= rounding*scale.all &&
		math.Abs(m.servedWait-o.servedWait) <= rounding*scale.servedWait+math.SmallestNonzeroFloat64 &&
		math.Abs(m.left-o.left) <= 10*rounding*scale.left+math.SmallestNonzeroFloat64
}

// split integrates the density up to a threshold and from it on. It is cut
// where patience has a jump, and where panels of 16 points and their halves
// differ, halved further.
func (v *lineWaits) split(threshold float64) (early, late lineMoments) {
	cuts := v.cuts(threshold)
	var scale lineMoments
	for i := range cuts[1:] {
		scale = scale.plus(v.panel(cuts[i], cuts[i+1]))
	}
	for i := range cuts[1:] {
		from, to := cuts[i], cuts[i+1]
		part := v.refined(from, to, v.panel(from, to), &scale, 0)
		if to <= threshold {
			early = early.plus(part)
		} else {
			late = late.plus(part)
		}
	}
	return early, late
}

// cuts are the ends of the stretches that are integrated each by itself.
func (v *lineWaits) cuts(threshold float64) []float64 {
	cuts := []float64{v.from, v.to}
	for _, at := range append(v.kinks(), v.mode, threshold) {
		if at > v.from && at < v.to {
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// kinks are the waits at which patience jumps, and some that give it panels of
// its own scale, which may be far below that of the agents.
func (v *lineWaits) kinks() []float64 {
	var list []float64
	for _, part := range v.patience.parts {
		mean := part.law.mean()
		list = append(list, part.law.kink(), mean, 8*mean, 40*mean)
	}
	return list
}

// Bounds on how often a panel is halved. Towards a wait of 0 some laws of
// patience are not smooth; what is left there at last is beyond any digit.
const (
	deepest       = 9
	deepestAtZero = 48
)

func (v *lineWaits) refined(from, to float64, whole lineMoments, scale *lineMoments, depth int) lineMoments {
	middle := from + (to-from)/2
	left, right := v.panel(from, middle), v.panel(middle, to)
	sum := left.plus(right)
	// The first halvings are made in any case: a narrow peak can hide between points.
	enough := depth >= 1 && sum.near(whole, *scale)
	if enough || depth >= deepest && from > 0 || depth == deepestAtZero {
		return sum
	}
	return v.refined(from, middle, left, scale, depth+1).plus(v.refined(middle, to, right, scale, depth+1))
}

// panel integrates one stretch by Gauss-Legendre quadrature with 16 points.
func (v *lineWaits) panel(from, to float64) (m lineMoments) {
	middle, half := (from+to)/2, (to-from)/2
	for i, node := range legendreNodes {
		m.addWait(v, middle-half*node, half*legendreWeights[i])
		m.addWait(v, middle+half*node, half*legendreWeights[i])
	}
	return m
}

func (m *lineMoments) addWait(v *lineWaits, t, weight float64) {
	w := v.at(t)
	mass := weight * math.Exp(w.ln-v.peak)
	m.all += mass
	m.blocked += mass * w.full
	mass *= 1 - w.full
	m.in += mass
	m.left += mass * w.gone
	m.wait += mass * w.within
	mass *= w.stay
	m.served += mass
	m.servedWait += mass * t
}
