package forecast

import "github.com/muster-wfm/muster/forecast/staffing"

// ServiceWith returns the share of contacts that an interval serves in time, by
// the goal's variant, with so many people scheduled, shrinkage taken off in the
// proportion of the requirement. It is not known where the queue is closed, where
// nobody is needed, and for work that may wait.
func (r Requirement) ServiceWith(interval int, scheduled float64) (level float64, known bool) {
	c := r.Curves
	if interval < 0 || interval >= len(c.Scheduled) || !c.ServiceLevelIsDefined || !c.Open[interval] || c.Scheduled[interval] <= 0 {
		return 0, false
	}
	g, err := r.Grid()
	if err != nil {
		return 0, false
	}
	goals, err := r.Goals()
	if err != nil {
		return 0, false
	}
	load, err := r.load(c, interval, g)
	if err != nil {
		return 0, false
	}
	if scheduled <= 0 {
		return 0, true
	}
	agents := scheduled * c.Fractional[interval] / c.Scheduled[interval]
	return staffing.Perform(load, goals, agents).ServiceLevel, true
}
