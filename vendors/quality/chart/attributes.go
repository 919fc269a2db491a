package chart

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Sample is a point of a chart of attributes: what was counted, and in how much: units
// looked at, or the area of opportunity such as ten thousand orders.
type Sample struct{ Count, Size float64 }

// Limit is a point with its limits.
type Limit struct {
	Value, Lower, Upper float64
	Out                 bool // outside the limits
}

// Attributes is a chart of attributes.
type Attributes struct {
	Centre float64
	// Inflation is how much wider the limits are than chance alone would have them, 1
	// but in [LaneyP].
	Inflation float64
	Points    []Limit
}

// Settings of a chart of attributes; their zero value is the usual one.
type Settings struct {
	// Sigmas is how many standard deviations the limits are off; 0 means 3.
	Sigmas float64
	// Leave says which samples are not to decide where centre and limits are: those
	// after the first phase, or whose cause was found. Nil: none.
	Leave []bool
}

// P charts proportions: centre p, limits p -+ 3 sqrt(p(1-p)/n). It returns a
// [quality.InputError] for samples of no size or with more counted than there was, no
// samples, and settings that cannot be.
func P(samples []Sample, s Settings) (*Attributes, error) {
	if err := s.check(samples, true); err != nil {
		return nil, err
	}
	return s.draw(samples, func(centre, size float64) float64 { return math.Sqrt(centre * (1 - centre) / size) }, 1), nil
}

// LaneyP charts proportions of large samples, whose limits by chance alone are so
// narrow that every point is outside: the limits widen by the variation from point to
// point (Laney 2002, Qual Eng 14:531-537), measured by the mean moving range of the
// standardised points over 1.128. It needs two samples that decide.
func LaneyP(samples []Sample, s Settings) (*Attributes, error) {
	if err := s.check(samples, true); err != nil {
		return nil, err
	}
	spread := func(centre, size float64) float64 { return math.Sqrt(centre * (1 - centre) / size) }
	centre := s.centre(samples)
	var z []float64
	for i, x := range samples {
		if !s.leaves(i) {
			z = append(z, (x.Count/x.Size-centre)/spread(centre, x.Size))
		}
	}
	if len(z) < 2 || centre == 0 || centre == 1 {
		return nil, quality.Refuse(len(z), "at least two that differ", "the number of samples that decide")
	}
	moving := 0.0
	for i := 1; i < len(z); i++ {
		moving += math.Abs(z[i] - z[i-1])
	}
	return s.draw(samples, spread, moving/float64(len(z)-1)/1.128), nil
}

// U charts counts an area: centre u, limits u -+ 3 sqrt(u/n), not below 0.
func U(samples []Sample, s Settings) (*Attributes, error) {
	if err := s.check(samples, false); err != nil {
		return nil, err
	}
	return s.draw(samples, func(centre, size float64) float64 { return math.Sqrt(centre / size) }, 1), nil
}

// C charts counts in areas of one size: centre c, limits c -+ 3 sqrt c.
func C(counts []float64, s Settings) (*Attributes, error) {
	samples := make([]Sample, len(counts))
	for i, c := range counts {
		samples[i] = Sample{c, 1}
	}
	return U(samples, s)
}

func (s Settings) leaves(i int) bool { return s.Leave != nil && s.Leave[i] }

func (s Settings) check(samples []Sample, proportion bool) error {
	if s.Sigmas < 0 || math.IsNaN(s.Sigmas) || math.IsInf(s.Sigmas, 1) {
		return quality.Refuse(s.Sigmas, "a finite number above 0", "sigmas")
	}
	if s.Leave != nil && len(s.Leave) != len(samples) {
		return quality.Refuse(len(s.Leave), "one for each sample, or none", "the length of leave")
	}
	deciding := 0
	for i, x := range samples {
		if !(x.Size > 0) || math.IsInf(x.Size, 1) {
			return quality.Refuse(x.Size, "a finite number above 0", "samples[%d].size", i)
		}
		if !(x.Count >= 0) || math.IsInf(x.Count, 1) {
			return quality.Refuse(x.Count, "a finite number of at least 0", "samples[%d].count", i)
		}
		if proportion && x.Count > x.Size {
			return quality.Refuse(x.Count, "no more than the size", "samples[%d].count", i)
		}
		if !s.leaves(i) {
			deciding++
		}
	}
	if deciding == 0 {
		return quality.Refuse(0, "at least one", "the number of samples that decide")
	}
	return nil
}

// centre is all that was counted over all there was, of the samples that decide.
func (s Settings) centre(samples []Sample) float64 {
	count, size := 0.0, 0.0
	for i, x := range samples {
		if !s.leaves(i) {
			count, size = count+x.Count, size+x.Size
		}
	}
	return count / size
}

func (s Settings) draw(samples []Sample, spread func(centre, size float64) float64, inflation float64) *Attributes {
	sigmas := s.Sigmas
	if sigmas == 0 {
		sigmas = 3
	}
	a := &Attributes{Centre: s.centre(samples), Inflation: inflation}
	for _, x := range samples {
		half := sigmas * inflation * spread(a.Centre, x.Size)
		l := Limit{Value: x.Count / x.Size, Lower: max(0, a.Centre-half), Upper: a.Centre + half}
		l.Out = l.Value < l.Lower || l.Value > l.Upper
		a.Points = append(a.Points, l)
	}
	return a
}
