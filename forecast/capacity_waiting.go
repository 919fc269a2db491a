package forecast

import (
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce/grid"
)

// waitingShape is work that may wait in the weeks of a requirement.
type waitingShape struct {
	Requirement
	grid grid.Grid
}

// base is the hours of work of a week.
func (s *waitingShape) base() float64 {
	hours := 0.0
	for i, n := range s.Curves.Contacts {
		hours += n * s.Curves.AHTS[i] / 3600
	}
	return hours / (float64(s.Days) / 7)
}

// at plans so many times the work, in hours of people in all the weeks. What the
// plan hands on at its end is work of these weeks all the same, as others handed
// theirs on to it.
func (s *waitingShape) at(factor float64, goals staffing.Goals) (float64, error) {
	c := emptyCurves(s.grid.Len())
	c.Open, c.AHTS, c.Live, c.Contacts = s.Curves.Open, s.Curves.AHTS, s.Curves.Live, scaled(s.Curves.Contacts, factor)
	if err := s.spread(&c, s.grid, goals); err != nil {
		return 0, err
	}
	people, done, work := 0.0, 0.0, 0.0
	for i, n := range c.Fractional {
		people += n
		done += n * c.Occupancy[i]
		if c.Contacts[i] > 0 {
			work += c.Contacts[i] * s.effort(c.AHTS[i])
		}
	}
	hours := s.grid.Interval().Hours()
	return people*hours + max(0, work/3600-done*hours)/busyOnDeferred(goals), nil
}
