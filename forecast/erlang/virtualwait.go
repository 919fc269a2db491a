package erlang

import "math"

// virtualWait is the density, up to a constant, of the wait that a contact
// with endless patience would find before it, given that it waits at all. Time
// u is in units of the mean patience:
//
//	ln v(u) = x·(1-e^-u) - c·u
//
// where x is the load and c the agents' capacity, both in contacts per mean
// patience. It falls from u = 0 on when c ≥ x, and else peaks at ln(x/c).
type virtualWait struct {
	c, x   float64
	spare  float64 // c - x, without the rounding of both
	mode   float64 // where v is largest
	peak   float64 // ln of the factor that was taken out of v, 0 for most queues
	atMode bool    // v is measured relative to its mode, because ln v is large there
}

// highPeak is the logarithm of v's peak up to which v can be measured from
// u = 0 without losing digits that matter.
const highPeak = 30

func newVirtualWait(q Queue) virtualWait {
	perHandle := q.Patience / q.AHT
	v := virtualWait{c: q.Agents * perHandle, x: q.Load * perHandle, spare: (q.Agents - q.Load) * perHandle}
	if v.spare < 0 {
		v.mode = math.Log1p((q.Load - q.Agents) / q.Agents)
		if peak := v.c * curl(-v.mode); peak > highPeak {
			v.peak, v.atMode = peak, true
		}
	}
	return v
}

// at returns ln v(u) less the peak taken out, e^-u and 1-e^-u.
func (v *virtualWait) at(u float64) (ln, stay, gone float64) {
	if u < 0.3 {
		bend := curlSeries(u)
		gone = u - bend
		stay = 1 - gone
		if !v.atMode {
			return -v.spare*u - v.x*bend, stay, gone
		}
	} else {
		stay = exponential(-u)
		gone = 1 - stay
		if !v.atMode {
			return v.x*gone - v.c*u, stay, gone
		}
	}
	return -v.c * curl(u-v.mode), stay, gone
}

// curl returns e^-d - 1 + d, by how much e^-d lies above its tangent.
func curl(d float64) float64 {
	if math.Abs(d) < 0.3 {
		return curlSeries(d)
	}
	return exponential(-d) - 1 + d
}

// curlSeries is curl by its Taylor series, to full relative precision for
// |d| ≤ 0.3, where the closed form cancels.
func curlSeries(d float64) float64 {
	s := 1 - d*(1.0/13)*(1-d*(1.0/14))
	s = 1 - d*(1.0/11)*(1-d*(1.0/12)*s)
	s = 1 - d*(1.0/9)*(1-d*(1.0/10)*s)
	s = 1 - d*(1.0/7)*(1-d*(1.0/8)*s)
	s = 1 - d*(1.0/5)*(1-d*(1.0/6)*s)
	s = 1 - d*(1.0/3)*(1-d*(1.0/4)*s)
	return d * d / 2 * s
}

// waitMoments are integrals over a stretch of virtual waits.
type waitMoments struct {
	all        float64 // ∫ v
	served     float64 // ∫ e^-u v: those patient enough
	left       float64 // ∫ (1-e^-u) v: those who gave up before
	servedWait float64 // ∫ u e^-u v
}

func (m waitMoments) plus(o waitMoments) waitMoments {
	return waitMoments{m.all + o.all, m.served + o.served, m.left + o.left, m.servedWait + o.servedWait}
}

// split integrates v over [0, tau] and over [tau, ∞). Each stretch is swept
// from its largest value downhill, so that both have full relative precision.
func (v *virtualWait) split(tau float64) (early, late waitMoments) {
	if tau <= v.mode {
		return v.sweepDown(tau, 0), v.sweepDown(v.mode, tau).plus(v.sweepUp(v.mode, math.Inf(1)))
	}
	return v.sweepDown(v.mode, 0).plus(v.sweepUp(v.mode, tau)), v.sweepUp(tau, math.Inf(1))
}

const (
	negligible = 36 // a drop of ln v after which the rest is below 1e-15
	panelDrop  = 14 // the drop of ln v that one panel of the quadrature spans
)

// sweepUp integrates from the mode's right side towards longer waits.
func (v *virtualWait) sweepUp(from, to float64) (m waitMoments) {
	first, stay, _ := v.at(from)
	for u, ln := from, first; u < to && ln > first-negligible; {
		end := min(to, u+v.widthUp(stay))
		m = m.plus(v.panel(u, end))
		u = end
		ln, stay, _ = v.at(u)
	}
	return m
}

// sweepDown integrates from the mode's left side towards shorter waits.
func (v *virtualWait) sweepDown(from, to float64) (m waitMoments) {
	first, stay, _ := v.at(from)
	for u, ln := from, first; u > to && ln > first-negligible; {
		end := max(to, u-v.widthDown(stay))
		m = m.plus(v.panel(end, u))
		u = end
		ln, stay, _ = v.at(u)
	}
	return m
}

// widthUp returns how far ln v takes to fall by panelDrop, from its slope and
// curvature at a point where e^-u is stay; both curvature and stay only
// shrink from there. The factor e^-u in the moments has scale 1 of its own,
// until it has died away.
func (v *virtualWait) widthUp(stay float64) float64 {
	bend := v.x * stay
	width := fall(max(0, v.c-bend), bend)
	switch {
	case stay < 1e-17:
		return width
	case bend < 1e-4:
		return min(width, 10)
	default:
		return min(width, 4)
	}
}

// widthDown is widthUp for the other direction, in which the curvature grows
// by e^width along the panel.
func (v *virtualWait) widthDown(stay float64) float64 {
	bend := v.x * stay
	slope := max(0, bend-v.c)
	width := min(1, fall(slope, bend))
	return min(width, fall(slope, bend*math.Exp(width)))
}

// fall solves slope·w + bend·w²/2 = panelDrop for w.
func fall(slope, bend float64) float64 {
	return 2 * panelDrop / (slope + math.Sqrt(slope*slope+2*bend*panelDrop))
}

// panel integrates one panel by Gauss-Legendre quadrature with 16 points.
func (v *virtualWait) panel(from, to float64) (m waitMoments) {
	middle, half := (from+to)/2, (to-from)/2
	for i, node := range legendreNodes {
		m.addNode(v, middle-half*node, half*legendreWeights[i])
		m.addNode(v, middle+half*node, half*legendreWeights[i])
	}
	return m
}

func (m *waitMoments) addNode(v *virtualWait, u, weight float64) {
	ln, stay, gone := v.at(u)
	mass := weight * exponential(ln)
	m.all += mass
	m.left += mass * gone
	mass *= stay
	m.served += mass
	m.servedWait += mass * u
}

// Positive nodes and their weights of Gauss-Legendre quadrature with 16 points
// on [-1, 1] (Abramowitz and Stegun, table 25.4).
var (
	legendreNodes = [8]float64{
		0.0950125098376374401853193354250, 0.2816035507792589132304605014605,
		0.4580167776572273863424194429836, 0.6178762444026437484466717640488,
		0.7554044083550030338951011948474, 0.8656312023878317438804678977124,
		0.9445750230732325760779884155346, 0.9894009349916499325961541734503,
	}
	legendreWeights = [8]float64{
		0.1894506104550684962853967232083, 0.1826034150449235888667636679692,
		0.1691565193950025381893120790304, 0.1495959888165767320815017305474,
		0.1246289712555338720524762821920, 0.0951585116824927848099251076022,
		0.0622535239386478928628438369944, 0.0271524594117540948517805724560,
	}
)
