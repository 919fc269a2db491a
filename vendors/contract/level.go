package contract

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// Level is a service level with two lines: base, below which it is missed, and
// target, at which all its points are earned. A target above the base says that
// more is better, one below it that less is.
type Level struct {
	Metric     string
	Base       decimal.Decimal
	Target     decimal.Decimal
	Weight     decimal.Decimal // points at the target
	Floor      decimal.Decimal // points at the base and beyond it
	Gate       *Gate
	KnockOut   bool            // a miss takes all points of the card
	Allocation decimal.Decimal // share of the pool that a miss costs
	// Depth is where a miss costs its whole allocation; between base and depth it
	// costs in proportion. Nil: all of it at once.
	Depth *decimal.Decimal
	// LeastN is how much of a sample the point estimate needs to count by itself;
	// below it a level is missed only when the bound of its interval is.
	LeastN   int64
	EarnBack *EarnBack
}

// Gate lowers what a level can earn while another metric is too low, such as
// satisfaction that few were asked for: at less than Least, Weight times Factor.
type Gate struct {
	Metric string
	Least  decimal.Decimal
	Factor decimal.Decimal
}

// Direction is the better side of a level's lines.
func (l Level) Direction() metric.Direction {
	if l.Target.Cmp(l.Base) < 0 {
		return metric.Lower
	}
	return metric.Higher
}

func (l Level) check(list *problem.List, field string) {
	list.Need(l.Metric != "", field+".metric", "nothing", "a metric")
	list.Need(l.Target.Cmp(l.Base) != 0, field+".target", l.Target, "another line than the base")
	list.Need(!l.Weight.IsNeg(), field+".weight", l.Weight, "0 points or more")
	list.Need(!l.Floor.IsNeg() && l.Floor.Cmp(l.Weight) <= 0, field+".floor", l.Floor, "0 points or more, and at most the weight")
	list.Need(isShare(l.Allocation), field+".allocation", l.Allocation, "a share from 0 to 1")
	list.Need(l.LeastN >= 0, field+".leastN", l.LeastN, "0 or more")
	if l.Gate != nil {
		list.Need(l.Gate.Metric != "", field+".gate.metric", "nothing", "a metric")
		list.Need(isShare(l.Gate.Factor), field+".gate.factor", l.Gate.Factor, "a share from 0 to 1")
	}
	if l.Depth != nil {
		beyond := l.Depth.Cmp(l.Base) < 0
		if l.Direction() == metric.Lower {
			beyond = l.Depth.Cmp(l.Base) > 0
		}
		list.Need(beyond, field+".depth", *l.Depth, "a line on the bad side of the base")
	}
	if l.EarnBack != nil {
		l.EarnBack.check(list, field+".earnBack")
	}
}

// reached is how far a value is from base to target: u = (x − b)/(t − b). It holds
// for both directions, because t − b carries the sign.
func (l Level) reached(x decimal.Decimal) (decimal.Decimal, error) {
	var c reckoning
	u := c.quo(c.sub(x, l.Base), c.sub(l.Target, l.Base))
	return u, c.err
}

// Points are what a value earns: w where u ≥ 1, f where u ≤ 0, else f + (w − f)u.
func (l Level) Points(x decimal.Decimal) (decimal.Decimal, error) {
	u, err := l.reached(x)
	if err != nil {
		return decimal.Zero, err
	}
	var c reckoning
	points := c.add(l.Floor, c.mul(c.sub(l.Weight, l.Floor), clamped(u)))
	return points, c.err
}

// gated is the level as it counts while its gate is not kept.
func (l Level) gated() (Level, error) {
	var c reckoning
	l.Weight = c.mul(l.Weight, l.Gate.Factor)
	l.Floor = l.Floor.Min(l.Weight)
	return l, c.err
}
