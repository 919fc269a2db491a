package workforce

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
)

// ServiceCosts weigh people against waiting, in the place of a target or above it.
// They are amounts in whatever one currency a planner thinks in, and nobody is
// billed by them: only their proportions decide, so decimals will do. Zero: nothing
// is weighed.
type ServiceCosts struct {
	AgentHour   float64 // of a paid hour of one person
	WaitHour    float64 // of an hour that contacts wait
	Abandonment float64 // of each contact that gives up
}

// Weighed reports whether there is anything to weigh.
func (s ServiceCosts) Weighed() bool { return s != ServiceCosts{} }

// The certainties that can be asked for: less is a coin's toss, and more is beyond
// what errors of the past can tell.
const (
	LeastCertainty = 0.5
	MostCertainty  = 0.99
)

// checkCertainty checks how certain a goal is to hold, and what it costs.
func (g ServiceGoal) checkCertainty(c *checks, at string) {
	c.need(g.Certainty == 0 || g.Certainty >= LeastCertainty && g.Certainty <= MostCertainty, at+".certainty", g.Certainty,
		fmt.Sprintf("a share from %g to %g, or none", LeastCertainty, MostCertainty), problem.Wanting(problem.Between, LeastCertainty, MostCertainty))
	c.need(g.Certainty == 0 || !g.Costs.Weighed(), at+".certainty", g.Certainty, "none beside costs: people are staffed to be certain or to be cheap", problem.Wanting(problem.NoneBeside))
	c.need(!g.Costs.Weighed() || g.Method != MethodCourse, at+".method", string(g.Method), "none beside costs: each interval is weighed by itself", problem.Wanting(problem.NoneBeside))
	g.Costs.check(c, at+".costs", g.PatienceS)
}

func (s ServiceCosts) check(c *checks, at string, patience float64) {
	if !s.Weighed() {
		return
	}
	for _, one := range []struct {
		field  string
		amount float64
	}{{"agentHour", s.AgentHour}, {"waitHour", s.WaitHour}, {"abandonment", s.Abandonment}} {
		c.need(one.amount >= 0 && finite(one.amount), at+"."+one.field, one.amount, "an amount, 0 or more", problem.Wanting(problem.AtLeast, 0))
	}
	c.need(s.AgentHour != 0, at+".agentHour", s.AgentHour, "what an hour of a person costs, else any number of people would do", problem.Wanting(problem.Needed))
	c.need(s.WaitHour != 0 || s.Abandonment != 0, at+".waitHour", s.WaitHour, "what waiting costs, or what an abandoned contact does, else nobody would be best", problem.Wanting(problem.Needed))
	c.need(s.Abandonment == 0 || patience > 0, at+".abandonment", s.Abandonment, "none, or the callers' patience beside it, without which nobody gives up", problem.Wanting(problem.PatienceBeside))
}
