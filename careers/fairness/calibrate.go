package fairness

import (
	"fmt"
	"math"
)

// Said is what a model said of a person of a group, and what happened.
type Said struct {
	Group    string
	Chance   float64
	Happened bool
}

// Calibration is how a model's chances fit what happened to a group, and whom of it
// the model would have flagged wrongly.
type Calibration struct {
	Group      string
	Size       int
	Expected   float64 // mean chance
	Observed   float64 // share to whom it happened
	Ratio      float64 // observed over expected
	FalseAlarm float64 // share flagged of those to whom it did not happen
	AlarmRatio float64 // the same beside the group with the lowest that is not 0
	Off        bool    // ratio outside 0.8 to 1.25, or alarm ratio above 1.25
	TooSmall   bool    // fewer than k people, or than k to whom it did not happen: nothing is said of it
}

// The limits of a calibration that is not off.
const (
	leastRatio = 0.8
	mostRatio  = 1.25
)

// Calibrate compares groups, in the order in which they first come. A person is
// flagged from a chance on.
func Calibrate(people []Said, flagFrom float64, k int) ([]Calibration, error) {
	var list []Calibration
	at := map[string]int{}
	calm, alarms := map[string]int{}, map[string]int{}
	for i, p := range people {
		if !(p.Chance >= 0 && p.Chance <= 1) {
			return nil, &CountError{Where: fmt.Sprintf("person %d", i+1), Found: fmt.Sprintf("a chance of %g", p.Chance), Expected: "0 to 1"}
		}
		if _, known := at[p.Group]; !known {
			at[p.Group] = len(list)
			list = append(list, Calibration{Group: p.Group})
		}
		c := &list[at[p.Group]]
		c.Size++
		c.Expected += p.Chance
		switch {
		case p.Happened:
			c.Observed++
		default:
			calm[p.Group]++
			if p.Chance >= flagFrom {
				alarms[p.Group]++
			}
		}
	}
	lowest := math.Inf(1)
	for i := range list {
		c := &list[i]
		if c.Size < k || calm[c.Group] < k {
			*c = Calibration{Group: c.Group, TooSmall: true}
			continue
		}
		c.Ratio = c.Observed / c.Expected
		c.Expected, c.Observed = c.Expected/float64(c.Size), c.Observed/float64(c.Size)
		c.FalseAlarm = float64(alarms[c.Group]) / float64(calm[c.Group])
		if c.FalseAlarm > 0 {
			lowest = math.Min(lowest, c.FalseAlarm)
		}
	}
	for i := range list {
		list[i].judge(lowest)
	}
	return list, nil
}

func (c *Calibration) judge(lowest float64) {
	if c.TooSmall {
		return
	}
	if c.FalseAlarm > 0 {
		c.AlarmRatio = c.FalseAlarm / lowest
	}
	c.Off = !(c.Ratio >= leastRatio && c.Ratio <= mostRatio) || c.AlarmRatio > mostRatio
}
