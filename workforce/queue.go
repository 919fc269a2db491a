package workforce

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Queue is contacts of one channel that wait to be served at one site.
type Queue struct {
	ID, Version int64
	Code, Name  string
	SiteID      int64
	ChannelID   int64
	SkillID     int64 // what a person must hold to serve it; 0: anyone
	IntervalMin int   // minutes between two rows of its plan: 5, 15, 30 or 60
	Hours       OpeningHours
	// HoursChanges are other hours that hold from a day on, in order; those
	// before hold until then.
	HoursChanges []HoursChange
	// ClosedOnHolidays keeps the queue shut on its site's holidays and opens
	// it on make-up workdays.
	ClosedOnHolidays bool
	// Group is the name under which queues are looked at together; "" for none.
	Group string
	// Divisions say who handles the queue, ordered by their first day; before the
	// first, and without any, it is handled in-house.
	Divisions []Division
	// Goals are ordered by their first day; each holds until the next begins.
	Goals []ServiceGoal
}

// HoursChange is opening hours that hold from a day on; none close the queue.
type HoursChange struct {
	ValidFrom grid.Date
	Hours     OpeningHours
}

// HoursOn returns the opening hours that hold on a day.
func (q Queue) HoursOn(day grid.Date) OpeningHours {
	change, changed := inEffect(q.HoursChanges, func(c HoursChange) grid.Date { return c.ValidFrom }, day)
	if !changed {
		return q.Hours
	}
	return change.Hours
}

// IntervalLengths lists the interval lengths that a queue may have, in minutes.
func IntervalLengths() []int { return []int{5, 15, 30, 60} }

// NewQueue returns q, its hours and goals in order, if it can be.
func NewQueue(q Queue) (Queue, error) {
	q.Code, q.Name = strings.TrimSpace(q.Code), strings.TrimSpace(q.Name)
	c := checking("queue")
	c.codeAndName(q.Code, q.Name)
	c.need(q.SiteID > 0, "siteId", q.SiteID, "the site of the queue", problem.Wanting(problem.Needed))
	c.need(q.ChannelID > 0, "channelId", q.ChannelID, "the channel of the queue", problem.Wanting(problem.Needed))
	c.need(q.SkillID >= 0, "skillId", q.SkillID, "a skill, or none", problem.Wanting(problem.AtLeast, 0))
	c.need(slices.Contains(IntervalLengths(), q.IntervalMin), "intervalMin", q.IntervalMin, "5, 15, 30 or 60 minutes", problem.Wanting(problem.Choice))
	q.Hours = checkedHours(c, "openingHours", q.Hours)
	q.HoursChanges = checkedHoursChanges(c, q.HoursChanges)
	q.Group = checkedGroup(c, q.Group)
	q.Divisions = checkedDivisions(c, q.Divisions)
	q.Goals = checkedGoals(c, q.Goals)
	return q, c.err()
}

func checkedHoursChanges(c *checks, changes []HoursChange) []HoursChange {
	changes = slices.Clone(changes)
	for i := range changes {
		at := fmt.Sprintf("hoursChanges[%d]", i)
		c.need(!changes[i].ValidFrom.IsZero(), at+".validFrom", "", "the first day on which the hours hold", problem.Wanting(problem.Needed))
		first := slices.IndexFunc(changes, func(o HoursChange) bool { return o.ValidFrom == changes[i].ValidFrom })
		c.need(first == i, at+".validFrom", changes[i].ValidFrom.String(), "one change a day", problem.Wanting(problem.OnceADay))
		changes[i].Hours = checkedHours(c, at+".openingHours", changes[i].Hours)
	}
	return slices.SortedStableFunc(slices.Values(changes), func(a, b HoursChange) int { return a.ValidFrom.Compare(b.ValidFrom) })
}

func checkedGoals(c *checks, goals []ServiceGoal) []ServiceGoal {
	c.need(len(goals) > 0, "goal", "", "a service goal", problem.Wanting(problem.Needed))
	for i, goal := range goals {
		at := "goal"
		if len(goals) > 1 {
			at = fmt.Sprintf("goals[%d]", i)
		}
		goal.check(c, at)
		first := slices.IndexFunc(goals, func(g ServiceGoal) bool { return g.ValidFrom == goal.ValidFrom })
		c.need(first == i, at+".validFrom", goal.ValidFrom.String(), "one goal a day", problem.Wanting(problem.OnceADay))
	}
	return slices.SortedStableFunc(slices.Values(goals), func(a, b ServiceGoal) int { return a.ValidFrom.Compare(b.ValidFrom) })
}

// GoalOn returns the goal that holds on a day, and whether there is one.
func (q Queue) GoalOn(day grid.Date) (ServiceGoal, bool) {
	return inEffect(q.Goals, func(g ServiceGoal) grid.Date { return g.ValidFrom }, day)
}

// WithGoal returns the queue with another goal from the goal's first day on;
// what held before stays on record.
func (q Queue) WithGoal(goal ServiceGoal) Queue {
	q.Goals = replaceFrom(q.Goals, func(g ServiceGoal) grid.Date { return g.ValidFrom }, goal)
	return q
}

// Open tells for every interval of a grid whether the queue is served in any
// part of it, given the special days of its site.
//
// Where the queue closes on holidays, no period begins on a holiday (one that
// began the evening before still runs to its end), and a make-up workday has
// the hours of its weekday or, where those are none, of a plain working day.
func (q Queue) Open(g grid.Grid, days []CalendarDay) []bool {
	if !q.ClosedOnHolidays {
		return openOn(g, func(d grid.Date) []OpeningPeriod { return q.HoursOn(d).on(d.Weekday()) })
	}
	special := make(map[grid.Date]DayKind)
	for _, day := range days {
		if day.Kind == Holiday || day.Kind == Workday {
			special[day.Date] = day.Kind
		}
	}
	return openOn(g, func(d grid.Date) []OpeningPeriod {
		hours := q.HoursOn(d)
		periods := hours.on(d.Weekday())
		switch {
		case special[d] == Holiday:
			return nil
		case special[d] == Workday && len(periods) == 0:
			return hours.workday()
		default:
			return periods
		}
	})
}
