package accept

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Verdict is where a sequential test stands.
type Verdict string

// The verdicts.
const (
	Continue Verdict = "continue"
	Take     Verdict = "accept"
	Reject   Verdict = "reject"
)

// SPRT is a sequential test of a rate of failures: after n items, take when the
// failures are at most Slope n - Below, refuse from Slope n + Above on, otherwise look
// at another item; at Most items take up to Slope n, refuse above.
type SPRT struct {
	Slope, Below, Above float64
	Most                int
}

// NewSPRT is Wald's test for a goal, cut off at three times the items of the single
// plan that meets the same goal:
//
//	g     = ln(bad (1-good) / (good (1-bad)))
//	Slope = ln((1-good)/(1-bad)) / g
//	Below = ln((1-producer)/consumer) / g
//	Above = ln((1-consumer)/producer) / g
//
// It returns a [quality.InputError] for a goal that cannot be, or whose good work
// never fails.
func NewSPRT(g Goal) (SPRT, error) {
	single, err := Find(g, 0)
	if err != nil {
		return SPRT{}, err
	}
	if g.Good == 0 || g.Bad == 1 {
		return SPRT{}, quality.Refuse(g, "rates above 0 and below 1", "the goal")
	}
	if g.Producer+g.Consumer >= 1 {
		return SPRT{}, quality.Refuse(g.Producer+g.Consumer, "less than 1", "producer and consumer together")
	}
	scale := math.Log(g.Bad * (1 - g.Good) / (g.Good * (1 - g.Bad)))
	return SPRT{
		Slope: math.Log((1-g.Good)/(1-g.Bad)) / scale,
		Below: math.Log((1-g.Producer)/g.Consumer) / scale,
		Above: math.Log((1-g.Consumer)/g.Producer) / scale,
		Most:  3 * single.Items,
	}, nil
}

// Verdict is the test's after so many failures among so many items.
func (s SPRT) Verdict(failures, items int) Verdict {
	d, line := float64(failures), s.Slope*float64(items)
	switch {
	case d <= line-s.Below:
		return Take
	case d >= line+s.Above:
		return Reject
	case items < s.Most:
		return Continue
	case d <= line:
		return Take
	default:
		return Reject
	}
}

// Judge reads items from the first on, true for a failure, and returns the verdict
// and how many it took. Later items change nothing once there is a verdict.
func (s SPRT) Judge(failures []bool) (Verdict, int) {
	failed := 0
	for i, f := range failures {
		if f {
			failed++
		}
		if v := s.Verdict(failed, i+1); v != Continue {
			return v, i + 1
		}
	}
	return Continue, len(failures)
}

// Outlook is what to expect of a test at a rate of failures: the probabilities of its
// verdicts and the average sample number, exact.
type Outlook struct{ Take, Reject, Items float64 }

// At works the test out by following the chance of every number of failures from item
// to item.
func (s SPRT) At(rate float64) (Outlook, error) {
	if !(rate >= 0 && rate <= 1) {
		return Outlook{}, quality.Refuse(rate, "a rate from 0 to 1", "rate")
	}
	o, open := Outlook{}, []float64{1}
	for n := 1; n <= s.Most; n++ {
		next, still := make([]float64, n+1), 0.0
		for d, p := range open {
			if p == 0 {
				continue
			}
			o.Items += p
			next[d] += p * (1 - rate)
			next[d+1] += p * rate
		}
		for d, p := range next {
			switch s.Verdict(d, n) {
			case Take:
				o.Take += p
				next[d] = 0
			case Reject:
				o.Reject += p
				next[d] = 0
			case Continue:
				still += p
			}
		}
		if still == 0 {
			break
		}
		open = next
	}
	return o, nil
}
