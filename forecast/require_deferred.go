package forecast

import (
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce/grid"
)

// busyOnDeferred is the share of their time that people spend on deferred work.
func busyOnDeferred(goals staffing.Goals) float64 {
	if goals.MaxOccupancy == 0 {
		return maxBusy
	}
	return goals.MaxOccupancy
}

// maxBusy is the share of their time that people spend on deferred work where
// the goal sets no occupancy: nobody works every second.
const maxBusy = 0.9

// spread staffs work that may wait: each interval's work is shared evenly over
// the open intervals of its response time, its own included, so that all of it
// is done when it is due and no interval peaks. Work whose response time ends
// before the queue opens again is done in the next open interval.
func (r Requirement) spread(c *RequirementCurves, g grid.Grid, goals staffing.Goals) error {
	busy := busyOnDeferred(goals)
	window := max(1, int(r.Goal.ThresholdS)/(60*g.Minutes()))
	for i := range g.Len() {
		seconds := g.End(i).Sub(g.Start(i)).Seconds()
		work := c.Contacts[i] * c.AHTS[i] / seconds / r.Concurrency / busy
		if work == 0 {
			continue
		}
		due := openBetween(c.Open, i, window)
		for _, j := range due {
			c.Fractional[j] += work / float64(len(due))
		}
	}
	for i := range g.Len() {
		if !c.Open[i] {
			c.Binding[i] = closed
			continue
		}
		c.Binding[i] = "workload"
		if least := float64(goals.MinAgents); c.Fractional[i] < least {
			c.Fractional[i], c.Binding[i] = least, staffing.MinimumGoal.String()
		}
		c.Agents[i] = math.Ceil(c.Fractional[i] - 1e-9)
		c.Scheduled[i] = goals.Shrinkage.Scheduled(c.Fractional[i])
		c.Occupancy[i] = busy
	}
	return nil
}

// openBetween returns the open intervals among the window intervals from i on,
// or the first open one after them; at the end of the plan, the last before it.
func openBetween(open []bool, i, window int) []int {
	var due []int
	for j := i; j < len(open) && (j < i+window || len(due) == 0); j++ {
		if open[j] {
			due = append(due, j)
		}
	}
	for j := i - 1; j >= 0 && len(due) == 0; j-- {
		if open[j] {
			due = append(due, j)
		}
	}
	return due
}
