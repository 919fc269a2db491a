package staffing

import "math"

// CostExplanation is what an hour costs with agents around the best number.
type CostExplanation struct {
	Costs
	TradeOff
	Curve []CostPoint // by whole numbers of agents, ascending
}

// ExplainCosts is [Economic] with its reasons: those of the goals, which are a floor,
// and the curve of costs two square roots of the best number to either side, six
// agents at least.
func ExplainCosts(l Load, g Goals, c Costs) (Explanation, CostExplanation, error) {
	best, err := Economic(l, g, c)
	if err != nil {
		return Explanation{}, CostExplanation{}, err
	}
	n := best.Result.Agents
	width := max(6, int(math.Ceil(2*math.Sqrt(float64(n)))))
	curve, err := CostCurve(l, g, c, max(0, n-width), n+width)
	if err != nil {
		return Explanation{}, CostExplanation{}, err
	}
	p := problem{l, g}
	below := idle(float64(n - 1))
	if l.Erlangs > 0 && n > 1 {
		below = p.perform(float64(n - 1))
	}
	weighed := func(p *problem) Result { return p.economic(c).Result }
	return explain(p, best.Result, below, weighed), CostExplanation{c, best, curve}, nil
}
