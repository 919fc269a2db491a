package chart

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Path is what a running chart showed: the statistic at every point, and where it
// passed its limit. After an alarm a chart goes on from where it is; it starts anew
// only when somebody says so by starting a new chart, never silently.
type Path struct {
	Upper  []float64 // statistic
	Lower  []float64 // statistic of the other side, where there is one
	Limit  []float64 // what Upper (and minus Lower) may not pass
	Alarms []int     // index of each point outside
}

// EWMA is an exponentially weighted moving average of standardised means with limits
// that begin narrow: L sqrt(lambda/(2-lambda) (1-(1-lambda)^2t)).
type EWMA struct {
	Lambda float64 // weight of the newest point, above 0 to 1
	L      float64 // limit in standard deviations of the average
}

// Run charts standardised means, (mean - target) over its standard error, from the
// oldest. It returns a [quality.InputError] for a chart or a point that cannot be.
func (e EWMA) Run(z []float64) (*Path, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	p, average := &Path{}, 0.0
	for i, x := range z {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, quality.Refuse(x, "a finite number", "z[%d]", i)
		}
		average += e.Lambda * (x - average)
		limit := e.L * math.Sqrt(e.Lambda/(2-e.Lambda)*(1-math.Pow(1-e.Lambda, 2*float64(i+1))))
		p.add(average, average, limit, math.Abs(average) > limit)
	}
	return p, nil
}

func (e EWMA) check() error {
	if !(e.Lambda > 0 && e.Lambda <= 1) {
		return quality.Refuse(e.Lambda, "above 0 and at most 1", "lambda")
	}
	if !(e.L > 0) || math.IsInf(e.L, 1) {
		return quality.Refuse(e.L, "a finite number above 0", "L")
	}
	return nil
}

// CUSUM gathers standardised means beyond a slack on either side: S = max(0, S + z -
// K) and the mirror image, with an alarm above H.
type CUSUM struct{ K, H float64 }

// Run charts standardised means from the oldest.
func (c CUSUM) Run(z []float64) (*Path, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	p, up, down := &Path{}, 0.0, 0.0
	for i, x := range z {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, quality.Refuse(x, "a finite number", "z[%d]", i)
		}
		up, down = max(0, up+x-c.K), min(0, down+x+c.K)
		p.add(up, down, c.H, up > c.H || -down > c.H)
	}
	return p, nil
}

func (c CUSUM) check() error {
	if !(c.K >= 0) || math.IsInf(c.K, 1) {
		return quality.Refuse(c.K, "a finite number of at least 0", "K")
	}
	if !(c.H > 0) || math.IsInf(c.H, 1) {
		return quality.Refuse(c.H, "a finite number above 0", "H")
	}
	return nil
}

func (p *Path) add(upper, lower, limit float64, out bool) {
	if out {
		p.Alarms = append(p.Alarms, len(p.Upper))
	}
	p.Upper, p.Lower, p.Limit = append(p.Upper, upper), append(p.Lower, lower), append(p.Limit, limit)
}
