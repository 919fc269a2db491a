package accept

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Goal is what a plan must do: take work of rate Good with a probability of at least
// 1 - Producer, and of rate Bad with no more than Consumer. Rates are of failures.
type Goal struct {
	Good, Bad float64
	// Producer is the risk of refusing the good, Consumer that of taking the bad.
	Producer, Consumer float64
}

func (g Goal) check() error {
	if !(g.Good >= 0 && g.Good < 1) {
		return quality.Refuse(g.Good, "a rate of at least 0 and below 1", "good")
	}
	if !(g.Bad > g.Good && g.Bad <= 1) {
		return quality.Refuse(g.Bad, "a rate above good, at most 1", "bad")
	}
	if !(g.Producer > 0 && g.Producer < 1) {
		return quality.Refuse(g.Producer, "a risk above 0 and below 1", "producer")
	}
	if !(g.Consumer > 0 && g.Consumer < 1) {
		return quality.Refuse(g.Consumer, "a risk above 0 and below 1", "consumer")
	}
	return nil
}

// Single is a plan: take the lot when no more than Allowed of Items fail.
type Single struct {
	Items, Allowed int
	// Lot is the number of items in the lot, 0 for work without end.
	Lot int
}

// Accept is the probability of taking work with a rate of failures: the operating
// characteristic. In a lot, the rate is that of the nearest whole number of failures.
func (p Single) Accept(rate float64) float64 {
	if p.Lot > 0 {
		return hypergeometricCDF(p.Allowed, p.Lot, int(math.RoundToEven(rate*float64(p.Lot))), p.Items)
	}
	return binomialCDF(p.Allowed, p.Items, rate)
}

// mostItems bounds the search for a plan.
const mostItems = 100_000

// Find is the plan with the fewest failures allowed, and of those the fewest items,
// that meets a goal in a lot of so many items (0: without end). It returns a
// [quality.InputError] for a goal or a lot that cannot be, and where no plan of up to
// a hundred thousand items, or of the whole lot, meets both points.
func Find(g Goal, lot int) (Single, error) {
	if err := g.check(); err != nil {
		return Single{}, err
	}
	if lot < 0 {
		return Single{}, quality.Refuse(lot, "at least 0", "lot")
	}
	most := mostItems
	if lot > 0 {
		most = lot
	}
	for allowed := 0; allowed < most; allowed++ {
		plan := Single{Allowed: allowed, Lot: lot}
		if plan.Items = fewest(plan, g, most); plan.Items > most {
			break
		}
		if plan.Accept(g.Good) >= 1-g.Producer {
			return plan, nil
		}
	}
	return Single{}, quality.Refuse(g, "points that can be told apart within the items there are", "the goal")
}

// fewest is the least number of items with which the plan takes bad work seldom
// enough; the chance falls with the items.
func fewest(plan Single, g Goal, most int) int {
	ok := func(items int) bool {
		return Single{items, plan.Allowed, plan.Lot}.Accept(g.Bad) <= g.Consumer
	}
	lo, hi := plan.Allowed, plan.Allowed+1
	for hi <= most && !ok(hi) {
		lo, hi = hi, 2*hi
	}
	hi = min(hi, most+1)
	for hi-lo > 1 {
		if middle := (lo + hi) / 2; middle <= most && ok(middle) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi
}

// Double is a plan of two samples: after the first, take up to Accept1 failures,
// refuse from Refuse1; between them look at the second and take up to Accept2 in all.
type Double struct {
	Items1, Accept1, Refuse1 int
	Items2, Accept2          int
}

// Accept is the probability of taking work with a rate of failures, Items the
// expected number of items looked at.
func (p Double) Accept(rate float64) (probability, items float64) {
	probability, items = binomialCDF(p.Accept1, p.Items1, rate), float64(p.Items1)
	for failed := p.Accept1 + 1; failed < p.Refuse1; failed++ {
		here := binomial(failed, p.Items1, rate)
		items += here * float64(p.Items2)
		probability += here * binomialCDF(p.Accept2-failed, p.Items2, rate)
	}
	return probability, items
}

// binomial is the probability of so many failures among n.
func binomial(k, n int, rate float64) float64 {
	if k < 0 || k > n {
		return 0
	}
	if rate <= 0 || rate >= 1 {
		if rate <= 0 && k == 0 || rate >= 1 && k == n {
			return 1
		}
		return 0
	}
	return math.Exp(logChoose(n, k) + float64(k)*math.Log(rate) + float64(n-k)*math.Log1p(-rate))
}

// binomialCDF is the probability of at most k failures among n.
func binomialCDF(k, n int, rate float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n || rate <= 0:
		return 1
	case rate >= 1:
		return 0
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 1-rate)
}

// hypergeometricCDF is the probability of at most k failures among n drawn from a lot
// of size with so many failures in it.
func hypergeometricCDF(k, size, failures, n int) float64 {
	sum := 0.0
	for i := max(0, n-(size-failures)); i <= min(k, n, failures); i++ {
		sum += math.Exp(logChoose(failures, i) + logChoose(size-failures, n-i) - logChoose(size, n))
	}
	return min(1, sum)
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
