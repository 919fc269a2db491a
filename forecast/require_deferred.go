package forecast

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// OpenContacts are contacts of one age that are open when a plan begins.
type OpenContacts struct {
	Contacts float64
	AgeS     float64 // seconds since they came, by the clock of the promise: in business hours where it runs only in those
}

// DeferredByDeadline is the method by which work that may wait is planned: as
// evenly as the deadlines allow, beside live work, everything done that can be
// (see [staffing.SpreadDeferred]). Its number is part of a requirement's hash.
const DeferredByDeadline = 1

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

// unstatedShare is the share of contacts to be answered in time where they are
// staffed as a queue and the goal names none: no number of people answers all.
const unstatedShare = 0.95

// mostBacklog bounds what an order says of a backlog.
const mostBacklog = 200

// settleDeferred takes over what an order says of work that may wait.
func (s *Staffing) settleDeferred(ctx context.Context, scope auth.Scope, r *Requirement, g grid.Grid, order RequireOrder) error {
	if !r.Deferred {
		return refuseWaiting(r.QueueCode, order)
	}
	r.DeferredMethod = DeferredByDeadline
	if len(order.Backlog) > 0 {
		r.Backlog = order.Backlog
	}
	if len(order.Beside) > 0 {
		r.Beside = order.Beside
	}
	if n := len(order.Backlog); n > mostBacklog {
		return &OrderError{"backlog", fmt.Sprintf("%d ages", n), fmt.Sprintf("at most %d", mostBacklog)}
	}
	for i, b := range order.Backlog {
		if !(b.Contacts > 0) || math.IsInf(b.Contacts, 1) {
			return &OrderError{fmt.Sprintf("backlog[%d].contacts", i), fmt.Sprint(b.Contacts), "a number above 0"}
		}
		if !(b.AgeS >= 0) || math.IsInf(b.AgeS, 1) {
			return &OrderError{fmt.Sprintf("backlog[%d].ageS", i), fmt.Sprint(b.AgeS), "seconds since these contacts came, 0 or more"}
		}
	}
	live, err := s.liveBeside(ctx, scope, *r, g)
	r.Curves.Live = live
	return err
}

func refuseWaiting(queue string, order RequireOrder) error {
	if len(order.Backlog) > 0 {
		return &OrderError{"backlog", "contacts of queue " + queue + ", which do not wait for hours", "none; a backlog is of tickets, e-mail and other work that may wait"}
	}
	if len(order.Beside) > 0 {
		return &OrderError{"beside", "requirements beside queue " + queue + ", whose contacts do not wait for hours", "none; only work that may wait leaves room for other work"}
	}
	return nil
}

// liveBeside adds up the agents of the requirements beside one; nil without.
func (s *Staffing) liveBeside(ctx context.Context, scope auth.Scope, r Requirement, g grid.Grid) ([]float64, error) {
	if len(r.Beside) == 0 {
		return nil, nil
	}
	live := make([]float64, g.Len())
	queues := map[int64]bool{r.QueueID: true}
	for i, id := range r.Beside {
		field := fmt.Sprintf("beside[%d]", i)
		other, err := s.store.Requirement(ctx, scope, id)
		if errors.Is(err, database.ErrNotFound) {
			return nil, &OrderError{field, fmt.Sprintf("requirement %d, which there is not", id), "the number of a requirement"}
		}
		if err != nil {
			return nil, err
		}
		if err := r.refuseBeside(field, other, queues); err != nil {
			return nil, err
		}
		queues[other.QueueID] = true
		first := other.From.DaysUntil(r.From)
		og, err := other.Grid()
		if err != nil {
			return nil, err
		}
		at, _ := og.Day(first)
		for j := range live {
			live[j] += other.Curves.Agents[at+j]
		}
	}
	return live, nil
}

// refuseBeside refuses requirements that cannot be those of the same people on the same days.
func (r Requirement) refuseBeside(field string, other Requirement, queues map[int64]bool) error {
	is := func(found string) string {
		return fmt.Sprintf("requirement %d of queue %s, %s", other.ID, other.QueueCode, found)
	}
	first := other.From.DaysUntil(r.From)
	switch {
	case other.Deferred:
		return &OrderError{field, is("whose work may wait itself"), "requirements of queues whose contacts wait for an agent"}
	case other.SiteID != r.SiteID:
		return &OrderError{field, is("of another site"), "requirements of the same site"}
	case queues[other.QueueID]:
		return &OrderError{field, is("a second time"), "one requirement a queue"}
	case other.Minutes != r.Minutes:
		return &OrderError{field, is(fmt.Sprintf("with intervals of %d minutes", other.Minutes)), fmt.Sprintf("requirements with intervals of %d minutes", r.Minutes)}
	case first < 0 || first+r.Days > other.Days:
		return &OrderError{field, is(fmt.Sprintf("of %d days from %s", other.Days, other.From)), fmt.Sprintf("requirements that hold the %d days from %s", r.Days, r.From)}
	}
	return nil
}

// meanAHT is the mean handle time of all contacts, in seconds; where none come,
// the first that is known.
func (c *RequirementCurves) meanAHT() float64 {
	contacts, seconds, known := 0.0, 0.0, 0.0
	for i, n := range c.Contacts {
		contacts += n
		seconds += n * c.AHTS[i]
		if known == 0 {
			known = c.AHTS[i]
		}
	}
	if contacts == 0 {
		return known
	}
	return seconds / contacts
}

// asQueue reports whether a promise is so short that chance decides more than the
// work in all: its contacts are then staffed by the formula of a queue.
func (r *Requirement) asQueue(c *RequirementCurves) bool {
	return r.Deferred && r.DeferredMethod >= DeferredByDeadline && r.short(c)
}

func (r *Requirement) short(c *RequirementCurves) bool {
	if c.meanAHT() == 0 {
		return false
	}
	promise := staffing.ResponseTime{Seconds: r.Goal.ThresholdS}
	return promise.IsQueue(c.meanAHT()) || r.Goal.ThresholdS < float64(60*r.Minutes)
}

// kept are the curves as a queue meets them: what comes while it is closed waits
// for the next opening, with what is open at the start.
func (r *Requirement) kept(c *RequirementCurves) RequirementCurves {
	moved, mean, waiting := *c, c.meanAHT(), 0.0
	moved.Contacts, moved.AHTS = make([]float64, len(c.Contacts)), make([]float64, len(c.AHTS))
	for _, b := range r.Backlog {
		waiting += b.Contacts
	}
	for i, n := range c.Contacts {
		waiting += n
		moved.AHTS[i] = mean
		if n > 0 {
			moved.AHTS[i] = c.AHTS[i]
		}
		if c.Open[i] {
			moved.Contacts[i], waiting = waiting, 0
		}
	}
	return moved
}

// queueGoals are the goals where such contacts are staffed as a queue.
func (r *Requirement) queueGoals(goals staffing.Goals) staffing.Goals {
	if goals.ServiceLevel == 0 {
		goals.ServiceLevel = unstatedShare
	}
	return goals
}

// deferred is the work of a requirement's queue as the core takes it.
func (r *Requirement) deferred(c *RequirementCurves, g grid.Grid, busy float64) staffing.Deferred {
	seconds := g.Interval().Seconds()
	promise := staffing.ResponseTime{
		Seconds: max(seconds, r.Goal.ThresholdS), Share: r.Goal.SLTarget, OpenClock: r.Goal.BusinessHours, Renew: true, Finish: true,
	}
	for _, b := range r.Backlog {
		promise.ByAge = append(promise.ByAge, staffing.OpenContact{Work: b.Contacts * r.effort(c.meanAHT()), Age: b.AgeS})
	}
	d := promise.Deferred(g, c.Open)
	for i, n := range c.Contacts {
		if n > 0 {
			d.Work[i] = n * r.effort(c.AHTS[i]) / seconds
		}
	}
	if c.Live != nil {
		d.Live = make([]float64, len(c.Live)) // in the work that so many people could do
		for i, people := range c.Live {
			d.Live[i] = people * busy
		}
	}
	return d
}

// spread plans work that may wait.
func (r *Requirement) spread(c *RequirementCurves, g grid.Grid, goals staffing.Goals) error {
	busy := busyOnDeferred(goals)
	if len(r.Backlog) > 0 && c.meanAHT() == 0 {
		return &HandleTimeError{QueueCode: r.QueueCode}
	}
	people, err := staffing.SpreadDeferred(r.deferred(c, g, busy))
	if err != nil {
		return err
	}
	for i, work := range people {
		if !c.Open[i] {
			c.Binding[i] = closed
			continue
		}
		c.Fractional[i], c.Binding[i] = work/busy, staffing.ResponseTimeGoal.String()
		if work == 0 {
			c.Binding[i] = staffing.NoGoal.String()
		}
		if least := float64(goals.MinAgents); c.Fractional[i] < least {
			c.Fractional[i], c.Binding[i] = least, staffing.MinimumGoal.String()
		}
		if c.Fractional[i] > 0 {
			c.Occupancy[i] = work / c.Fractional[i]
		}
		c.Agents[i] = math.Ceil(c.Fractional[i] - 1e-9)
		c.Scheduled[i] = goals.Shrinkage.Scheduled(c.Fractional[i])
	}
	return nil
}
