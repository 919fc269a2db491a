package hiring

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// last is the latest day on which anything is known to have happened to a candidate.
func (c Candidate) last() grid.Date {
	latest := c.AppliedOn
	for _, day := range c.Days {
		if day.After(latest) {
			latest = day
		}
	}
	return latest
}

// dated gives a candidate who changes the days of who they were, with those of the
// change: on the day that is said, or today. A stage that they go back from has no day any
// more. Nobody comes to a stage before the one before it, nor on a day that no zone has
// begun.
func (c *Candidate) dated(was Candidate, on, today grid.Date) error {
	c.Days, c.EndedOn = maps.Clone(was.Days), was.EndedOn
	if c.Days == nil {
		c.Days = map[Stage]grid.Date{}
	}
	stages := Stages()
	at := slices.Index(stages, c.Stage)
	for _, later := range stages[at+1:] {
		delete(c.Days, later)
	}
	_, known := c.Days[c.Stage]
	arrives, ends := c.Stage != was.Stage && !known, c.Ending != was.Ending
	if !arrives && !ends {
		return nil
	}
	earliest := c.last()
	if on.IsZero() {
		if on = today; on.Before(earliest) {
			on = earliest
		}
	} else {
		k := checks{what: "candidate"}
		k.need(!on.Before(earliest), "on", on, fmt.Sprintf("%s, the day of the stage before, or later", earliest))
		k.need(on.Before(earliest) || !on.After(today.AddDays(1)), "on", on, fmt.Sprintf("%s, which is today, or earlier", today))
		if err := k.err(); err != nil {
			return err
		}
	}
	if arrives {
		c.Days[c.Stage] = on
	}
	if ends {
		c.EndedOn = on
	}
	if c.Ending == "" {
		c.EndedOn = grid.Date{}
	}
	return nil
}

// daysTo is the median of the days from a stage to the next, of those of whom both days
// are known; NaN: of nobody.
func daysTo(list []Candidate, from, to Stage) float64 {
	var took []int
	for _, c := range list {
		a, known := c.Days[from]
		b, arrived := c.Days[to]
		if known && arrived {
			took = append(took, a.DaysUntil(b))
		}
	}
	if len(took) == 0 {
		return math.NaN()
	}
	slices.Sort(took)
	return float64(took[(len(took)-1)/2]+took[len(took)/2]) / 2
}
