package simulate

import (
	"math"
	"math/rand/v2"
)

// splitMix is the generator of Steele, Lea and Flood ("Fast splittable
// pseudorandom number generators", OOPSLA 2014): 64 bits of state, two
// multiplications a number. Streams begin at places spread over all 2⁶⁴.
type splitMix struct{ state uint64 }

// Uint64 returns 64 random bits.
func (s *splitMix) Uint64() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// float returns a number from 0 to below 1.
func (s *splitMix) float() float64 { return float64(s.Uint64()>>11) * 0x1p-53 }

// mixed spreads two numbers over all bits, by the same mixing.
func mixed(a, b uint64) uint64 {
	s := splitMix{state: a*0x9e3779b97f4a7c15 + b - 0x9e3779b97f4a7c15}
	return s.Uint64()
}

// layers cut the area under e^-x into 256 strips of equal area, so that one
// multiplication and one comparison make an exponential variable 99 times in 100
// (Marsaglia and Tsang, "The ziggurat method for generating random variables",
// Journal of Statistical Software 5(8), 2000).
type layers struct {
	inside [256]uint64  // below: the point is under the curve for certain
	width  [256]float64 // of a strip, over 2⁵³
	height [256]float64 // of the curve at a strip's right end
}

// Where the tail begins, and the area of a strip.
const (
	tailFrom  = 7.69711747013104972
	stripArea = 0.0039496598225815571993
)

func newLayers() *layers {
	const unit = 1 << 53
	l := &layers{}
	right := tailFrom
	base := stripArea / math.Exp(-right)
	l.inside[0], l.inside[1] = uint64(right/base*unit), 0
	l.width[0], l.width[255] = base/unit, right/unit
	l.height[0], l.height[255] = 1, math.Exp(-right)
	for i := 254; i >= 1; i-- {
		next := -math.Log(stripArea/right + math.Exp(-right))
		l.inside[i+1] = uint64(next / right * unit)
		l.width[i], l.height[i] = next/unit, math.Exp(-next)
		right = next
	}
	return l
}

// dice is one stream of chance.
type dice struct {
	*rand.Rand // over the same generator, for what is drawn seldom
	source     splitMix
	layers     *layers
}

func newDice(l *layers) *dice {
	d := new(dice)
	d.begin(l)
	return d
}

// begin makes dice ready where they lie; they must not be moved.
func (d *dice) begin(l *layers) {
	d.layers = l
	d.Rand = rand.New(&d.source)
}

// exponential draws a variable of mean 1.
func (d *dice) exponential() float64 {
	u := d.source.Uint64()
	at, strip := u>>11, u&255
	if x := float64(at) * d.layers.width[strip]; at < d.layers.inside[strip] {
		return x
	}
	return d.edge(at, strip)
}

// edge decides on a point that may lie above the curve.
func (d *dice) edge(at, strip uint64) float64 {
	l := d.layers
	for {
		x := float64(at) * l.width[strip]
		switch {
		case at < l.inside[strip]:
			return x
		case strip == 0:
			return tailFrom - math.Log(1-d.source.float())
		case l.height[strip]+d.source.float()*(l.height[strip-1]-l.height[strip]) < math.Exp(-x):
			return x
		}
		u := d.source.Uint64()
		at, strip = u>>11, u&255
	}
}
