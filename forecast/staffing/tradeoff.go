package staffing

import "math"

// Costs weigh people against waiting, as an alternative to a target. All are in
// one unit of money.
type Costs struct {
	AgentHour   float64 // of a paid hour of one person
	WaitHour    float64 // of an hour that contacts wait
	Abandonment float64 // of each contact that gives up
}

func (c Costs) validate() error {
	for _, one := range [...]struct {
		field string
		cost  float64
	}{{"cost of an agent hour", c.AgentHour}, {"cost of an hour of waiting", c.WaitHour}, {"cost of an abandonment", c.Abandonment}} {
		if !(one.cost >= 0) || math.IsInf(one.cost, 1) {
			return refused(one.field, one.cost, "an amount of at least 0")
		}
	}
	if c.WaitHour == 0 && c.Abandonment == 0 {
		return refused("cost of an hour of waiting", 0, "more than 0, or a cost of an abandonment, else nobody would be best")
	}
	if c.AgentHour == 0 {
		return refused("cost of an agent hour", 0, "more than 0, else as many people as there are would be best")
	}
	return nil
}

// CostPoint is what an hour costs with a number of agents.
type CostPoint struct {
	Agents      float64
	People      float64 // paid, shrinkage included
	Waiting     float64
	Abandonment float64
	Performance Performance
}

// Total adds up the three.
func (c CostPoint) Total() float64 { return c.People + c.Waiting + c.Abandonment }

// TradeOff is the number of agents at which one more would cost more than the
// waiting and abandonment it saves.
type TradeOff struct {
	Best     CostPoint // at a whole number of agents
	Result   Result    // the same as a requirement; Binding is [CostGoal] unless a goal asks for more
	Marginal float64   // what one agent more would cost in all, above 0 (or 0 where it is all the same)
	Saved    float64   // what the last agent saves beyond its cost
}

// Economic returns the number of agents with the lowest cost of an hour,
//
//	agents/available · agent hour + queue · waiting hour + abandoned per hour · abandonment
//
// among those that meet the goals (which may be none but a minimum). In the number
// of agents the cost of waiting falls ever more slowly, so that the first number
// at which one more does not pay is the best (A. Borst, A. Mandelbaum and M. Reiman,
// "Dimensioning large call centers", Operations Research 52, 2004, who show that
// it is a square root rule).
func Economic(l Load, g Goals, c Costs) (TradeOff, error) {
	p := problem{l, g}
	if err := p.economicRefusal(c); err != nil {
		return TradeOff{}, err
	}
	return p.economic(c), nil
}

func (p *problem) economic(c Costs) TradeOff {
	if p.Erlangs == 0 {
		r := p.idle()
		return TradeOff{Best: c.at(p, float64(r.Agents)), Result: r, Marginal: c.AgentHour / p.Shrinkage.available()}
	}
	least := p.least()
	best := p.cheapest(least, c)
	out := TradeOff{Best: c.at(p, float64(best))}
	out.Marginal = c.at(p, float64(best+1)).Total() - out.Best.Total()
	out.Result = Result{
		Agents: best, Fractional: float64(best), Binding: CostGoal, Performance: out.Best.Performance,
		Scheduled: int(roundUp(p.Shrinkage.Scheduled(float64(best)))), ScheduledFractional: p.Shrinkage.Scheduled(float64(best)),
	}
	if best == least && p.promises() {
		out.Result = p.require().result
	}
	if below := c.at(p, float64(best-1)); best > 1 && !math.IsInf(below.Total(), 1) {
		out.Saved = below.Total() - out.Best.Total()
	}
	return out
}

// CostCurve returns the cost of an hour for a range of whole numbers of agents.
func CostCurve(l Load, g Goals, c Costs, from, to int) ([]CostPoint, error) {
	p := problem{l, g}
	if err := p.economicRefusal(c); err != nil {
		return nil, err
	}
	if from < 0 || to < from || to-from > mostPoints {
		return nil, refused("range of agents", float64(to-from), "0 to 10000 from a first number of at least 0")
	}
	var points []CostPoint
	for n := from; n <= to; n++ {
		points = append(points, c.at(&p, float64(n)))
	}
	return points, nil
}

const mostPoints = 10_000

// promises reports whether any goal asks for agents.
func (p *problem) promises() bool {
	return p.ServiceLevel+p.MaxASA+p.MaxOccupancy+p.MaxAbandonment+float64(p.MinAgents) > 0
}

// economicRefusal refuses what has no answer. Goals may be absent: costs decide.
func (p *problem) economicRefusal(c Costs) error {
	if err := p.Load.validate(); err != nil {
		return err
	}
	if err := p.Goals.validate(); err != nil {
		return err
	}
	return c.validate()
}

// least is the fewest agents that may be considered.
func (p *problem) least() int {
	if p.promises() {
		return p.require().result.Agents
	}
	if p.waits() {
		return p.floor()
	}
	return 0
}

// cheapest walks outwards from the fewest in growing strides while one agent more
// pays, and closes in on the first number at which it does not.
func (p *problem) cheapest(least int, c Costs) int {
	pays := func(n int) bool {
		return c.at(p, float64(n+1)).Total() < c.at(p, float64(n)).Total()
	}
	if !pays(least) {
		return least
	}
	low, high := least, least+1
	for stride := 1; pays(high); stride *= 2 {
		low, high = high, high+stride
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; pays(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// at returns what an hour costs with a number of agents.
func (c Costs) at(p *problem, agents float64) CostPoint {
	with := idle(agents)
	if p.Erlangs > 0 {
		with = p.perform(agents)
	}
	point := CostPoint{Agents: agents, People: c.AgentHour * p.Shrinkage.Scheduled(agents), Performance: with}
	if c.WaitHour > 0 {
		point.Waiting = c.WaitHour * with.QueueLength // hours waited in an hour
	}
	if c.Abandonment > 0 {
		point.Abandonment = c.Abandonment * with.PAbandon * p.Erlangs / p.AHT * 3600
	}
	return point
}
