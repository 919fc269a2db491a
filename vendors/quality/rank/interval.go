package rank

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Count is how many trials of a unit were events: failures, passes, repeats.
type Count struct{ Events, Trials int }

// Rate is events over trials, NaN without trials.
func (c Count) Rate() float64 { return float64(c.Events) / float64(c.Trials) }

func (c Count) check(place string, index ...any) error {
	if c.Trials < 1 {
		return quality.Refuse(c.Trials, "at least one trial", place+".trials", index...)
	}
	if c.Events < 0 || c.Events > c.Trials {
		return quality.Refuse(c.Events, "at least 0 and no more than the trials", place+".events", index...)
	}
	return nil
}

// Interval is a range of rates, both ends included.
type Interval struct{ Lo, Hi float64 }

// Wilson is the score interval of a rate (Wilson 1927, JASA 22:209-212), the default:
// its coverage is close to the level on average. The level is such as 0.95. It
// returns a [quality.InputError] without trials.
func Wilson(c Count, level float64) (Interval, error) {
	if err := checked(c, level); err != nil {
		return Interval{}, err
	}
	z := quality.Normal(level)
	n, p := float64(c.Trials), c.Rate()
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	i := Interval{max(0, (centre-half)/scale), min(1, (centre+half)/scale)}
	// At the ends the formula is exact but for rounding.
	if c.Events == 0 {
		i.Lo = 0
	}
	if c.Events == c.Trials {
		i.Hi = 1
	}
	return i, nil
}

// ClopperPearson is the exact interval (Clopper and Pearson 1934, Biometrika
// 26:404-413): it covers with at least the level, whatever the rate, as a dispute
// over a contract asks for.
func ClopperPearson(c Count, level float64) (Interval, error) {
	if err := checked(c, level); err != nil {
		return Interval{}, err
	}
	tail, y, n := (1-level)/2, float64(c.Events), float64(c.Trials)
	i := Interval{0, 1}
	if c.Events > 0 {
		i.Lo = betaQuantile(y, n-y+1, tail)
	}
	if c.Events < c.Trials {
		i.Hi = betaQuantile(y+1, n-y, 1-tail)
	}
	return i, nil
}

// Jeffreys is the central interval of the posterior under Jeffreys' prior, Beta(1/2,
// 1/2), for display of small samples (Brown, Cai and DasGupta 2001, Stat Sci
// 16:101-133).
func Jeffreys(c Count, level float64) (Interval, error) {
	if err := checked(c, level); err != nil {
		return Interval{}, err
	}
	return Beta{.5, .5}.After(c).Interval(level), nil
}

func checked(c Count, level float64) error {
	if err := c.check("count"); err != nil {
		return err
	}
	return quality.CheckLevel(level)
}

func betaQuantile(a, b, p float64) float64 { return mathext.InvRegIncBeta(a, b, p) }
