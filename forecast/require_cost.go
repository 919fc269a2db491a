package forecast

import (
	"fmt"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// refuseCosts names costs that cannot be weighed.
func (r Requirement) refuseCosts() error {
	if r.Goal.Costs.Weighed() && r.Deferred {
		return &OrderError{"goal.costs", fmt.Sprintf("%+v", r.Goal.Costs), "none: its work may wait for hours, so that nobody waits for an agent"}
	}
	return nil
}

// staffed is what one interval requires: by its costs where they are weighed, by its
// promises else.
func (r Requirement) staffed(load staffing.Load, goals staffing.Goals) (staffing.Result, error) {
	return staffedFor(load, goals, staffing.Costs(r.Goal.Costs))
}

func staffedFor(load staffing.Load, goals staffing.Goals, costs staffing.Costs) (staffing.Result, error) {
	if costs == (staffing.Costs{}) {
		return staffing.Requirement(load, goals)
	}
	best, err := staffing.Economic(load, goals, costs)
	return best.Result, err
}

// explained is [Requirement.staffed] with its reasons, and what an hour costs with
// agents around the best number where costs are weighed.
func (r Requirement) explained(load staffing.Load, goals staffing.Goals) (staffing.Explanation, *staffing.CostExplanation, error) {
	if !r.Goal.Costs.Weighed() {
		e, err := staffing.Explain(load, goals)
		return e, nil, err
	}
	e, costs, err := staffing.ExplainCosts(load, goals, staffing.Costs(r.Goal.Costs))
	return e, &costs, err
}
