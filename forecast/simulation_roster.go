package forecast

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Rosters finds who works when; scheduling knows.
type Rosters interface {
	Rostered(ctx context.Context, scope auth.Scope, roster int64) (Rostered, error)
}

// Rostered is a roster as far as a simulation needs it.
type Rostered struct {
	Requirements []int64 // that it covers, at most one a queue
	From         grid.Date
	Shifts       []RosteredShift
}

// RosteredShift is one person at work.
type RosteredShift struct {
	PersonID   int64
	QueueID    int64   // whose requirement it covers
	QueueIDs   []int64 // all that the person can serve
	Start, End time.Time
	Breaks     []RosteredBreak
}

// RosteredBreak is time within a shift in which nobody is served.
type RosteredBreak struct{ Start, End time.Time }

// fromRoster puts the requirements of a roster into the order, and returns the
// shifts of its people.
func (s *Simulations) fromRoster(ctx context.Context, scope auth.Scope, o *SimulationOrder) ([]RosteredShift, error) {
	if o.RosterID == 0 {
		return nil, nil
	}
	if s.Rosters == nil {
		return nil, &OrderError{"rosterId", fmt.Sprint(o.RosterID), "requirements or a scenario; there are no rosters here"}
	}
	if !(o.Presence >= 0 && o.Presence <= 1) {
		return nil, &OrderError{"presence", fmt.Sprint(o.Presence), "a share from 0 to 1"}
	}
	r, err := s.Rosters.Rostered(ctx, scope, o.RosterID)
	if err != nil {
		return nil, err
	}
	if len(r.Shifts) == 0 {
		return nil, &OrderError{"rosterId", "a roster without shifts", "a roster that was built"}
	}
	o.Requirements = nil
	for _, id := range r.Requirements {
		need, err := s.requirements.Requirement(ctx, scope, id)
		if err != nil {
			return nil, err
		}
		if !need.Deferred { // work that may wait has no line to stand in
			o.Requirements = append(o.Requirements, id)
		}
	}
	if len(o.Requirements) == 0 {
		return nil, &OrderError{"rosterId", "a roster of work that may wait", "a roster with queues whose contacts wait for an agent"}
	}
	if o.From.IsZero() {
		o.From = r.From
	}
	return r.Shifts, nil
}

// crewsOf makes groups of the people who are alike: on shift for the same queue,
// and able to serve the same others. Everybody serves their own queue first.
func crewsOf(parts []simulatedQueue, shifts []RosteredShift, presence float64) ([]simulate.Group, error) {
	byQueue := map[int64]*simulatedQueue{}
	for i := range parts {
		byQueue[parts[i].QueueID] = &parts[i]
	}
	shifts = slices.Clone(shifts)
	slices.SortFunc(shifts, func(a, b RosteredShift) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.PersonID, b.PersonID))
	})
	here := map[int64]float64{}
	places := map[string]int{}
	var groups []simulate.Group
	for _, shift := range shifts {
		own := byQueue[shift.QueueID]
		played, within := parts[0].played(shift)
		if own == nil || !within {
			continue
		}
		// Of the people on shift a share is there: every so many-th is not.
		if here[own.QueueID] += own.present(presence); here[own.QueueID] < 1-1e-9 {
			continue
		}
		here[own.QueueID]--
		serves := servedBy(own, shift, byQueue)
		key := fmt.Sprint(serves)
		at, known := places[key]
		if !known {
			at = len(groups)
			places[key] = at
			groups = append(groups, crewFor(serves, byQueue))
		}
		groups[at].Shifts = append(groups[at].Shifts, played)
	}
	if len(groups) == 0 {
		return nil, &OrderError{"from", "nobody on shift for these queues", "days on which the roster has people at work"}
	}
	return groups, nil
}

// everyQueueServed refuses a queue that nobody on shift can serve: its contacts would
// wait for ever, which says nothing about the roster. The smallest rosters have such
// days.
func everyQueueServed(parts []simulatedQueue, groups []simulate.Group) error {
	for _, p := range parts {
		serves := func(g simulate.Group) bool {
			return slices.ContainsFunc(g.Skills, func(s simulate.Skill) bool { return s.Queue == p.QueueCode })
		}
		if !slices.ContainsFunc(groups, serves) {
			return &OrderError{"from", "nobody on shift for queue " + p.QueueCode, "days on which the roster has people at work for every queue"}
		}
	}
	return nil
}

// present is the share of those on shift who are there: as given, or what the
// goal's shrinkage leaves.
func (p *simulatedQueue) present(given float64) float64 {
	if given > 0 {
		return given
	}
	return 1 - p.Goal.RosteredShrinkage()
}

// servedBy lists the queues that are played and that a person serves, their own
// first, the others by their ids.
func servedBy(own *simulatedQueue, shift RosteredShift, byQueue map[int64]*simulatedQueue) []int64 {
	var others []int64
	for _, id := range shift.QueueIDs {
		if id != own.QueueID && byQueue[id] != nil {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	return append([]int64{own.QueueID}, slices.Compact(others)...)
}

func crewFor(serves []int64, byQueue map[int64]*simulatedQueue) simulate.Group {
	g := simulate.Group{}
	var names []string
	for i, id := range serves {
		q := byQueue[id]
		names = append(names, q.QueueCode)
		g.Skills = append(g.Skills, q.skill(1+min(i, 1)))
	}
	settleChats(&g)
	g.Name = strings.Join(names, " + ")
	return g
}

// played cuts a shift to the time that is played, in seconds from its beginning,
// and reports whether anything of it is.
func (p *simulatedQueue) played(shift RosteredShift) (simulate.Shift, bool) {
	begin, end := p.grid.Start(p.from), p.grid.End(p.to-1)
	clip := func(from, to time.Time) (a, b float64) {
		if from.Before(begin) {
			from = begin
		}
		if to.After(end) {
			to = end
		}
		return from.Sub(begin).Seconds(), to.Sub(begin).Seconds()
	}
	out := simulate.Shift{Agents: 1}
	out.From, out.To = clip(shift.Start, shift.End)
	for _, b := range shift.Breaks {
		if from, to := clip(b.Start, b.End); to > from {
			out.Breaks = append(out.Breaks, simulate.Break{From: from, To: to})
		}
	}
	slices.SortFunc(out.Breaks, func(a, b simulate.Break) int { return cmp.Compare(a.From, b.From) })
	return out, out.To > out.From
}
