package forecast

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Limits of a simulation of requirements.
const (
	MaxSimulatedQueues = 200
	MaxSimulatedDays   = 31
)

// simulatedQueue is one requirement's share of a scenario: its intervals from one to
// before another.
type simulatedQueue struct {
	Requirement
	grid     grid.Grid
	from, to int
}

// fromRequirements makes the scenario in which each required agent is there, or
// those of a roster.
// Contacts, handle times and agents are by interval.
func (s *Simulations) fromRequirements(ctx context.Context, scope auth.Scope, o *SimulationOrder) (*simulate.Scenario, int64, error) {
	shifts, err := s.fromRoster(ctx, scope, o)
	if err != nil {
		return nil, 0, err
	}
	if err := o.settleRequirements(); err != nil {
		return nil, 0, err
	}
	var parts []simulatedQueue
	for _, id := range o.Requirements {
		r, err := s.requirements.Requirement(ctx, scope, id)
		if err != nil {
			return nil, 0, err
		}
		p, err := o.part(r)
		if err != nil {
			return nil, 0, err
		}
		for _, other := range parts {
			if err := together(other, p); err != nil {
				return nil, 0, err
			}
		}
		parts = append(parts, p)
	}
	first := parts[0]
	scenario := &simulate.Scenario{
		Start: first.grid.Start(first.from).In(first.grid.Location()), Interval: first.grid.Interval().Seconds(), Intervals: first.to - first.from,
	}
	for _, p := range parts {
		q, err := p.queue(o)
		if err != nil {
			return nil, 0, err
		}
		scenario.Queues = append(scenario.Queues, q)
	}
	if o.RosterID != 0 {
		if scenario.Groups, err = crewsOf(parts, shifts, o.Presence); err == nil {
			err = everyQueueServed(parts, scenario.Groups)
		}
	} else {
		scenario.Groups, err = groupsOf(parts, o.Pooling)
	}
	if err == nil {
		err = scenario.Check()
	}
	return scenario, first.SiteID, err
}

func (o *SimulationOrder) settleRequirements() error {
	if n := len(o.Requirements); n < 1 || n > MaxSimulatedQueues {
		return &OrderError{"requirementIds", fmt.Sprintf("%d requirements", n), fmt.Sprintf("1 to %d requirements", MaxSimulatedQueues)}
	}
	if o.Days == 0 {
		o.Days = 1
	}
	if o.Days < 1 || o.Days > MaxSimulatedDays {
		return &OrderError{"days", fmt.Sprint(o.Days), fmt.Sprintf("1 to %d days", MaxSimulatedDays)}
	}
	if o.Pooling == "" {
		o.Pooling = Separate
	}
	if o.Pooling != Separate && o.Pooling != BySkill {
		return &OrderError{"pooling", string(o.Pooling), "separate or by_skill"}
	}
	if o.Volume == 0 {
		o.Volume = 1
	}
	if !(o.Volume > 0 && o.Volume <= 10) {
		return &OrderError{"volume", fmt.Sprint(o.Volume), "more than 0, at most 10 times the contacts"}
	}
	if !(o.HandleCV >= 0 && o.HandleCV <= 10) {
		return &OrderError{"handleCv", fmt.Sprint(o.HandleCV), "0 to 10"}
	}
	return nil
}

// part cuts the days of the order out of a requirement.
func (o *SimulationOrder) part(r Requirement) (simulatedQueue, error) {
	if r.Deferred {
		return simulatedQueue{}, &OrderError{"requirementIds", fmt.Sprintf("requirement %d of queue %s, whose work may wait", r.ID, r.QueueCode), "queues whose contacts wait for an agent"}
	}
	g, err := r.Grid()
	if err != nil {
		return simulatedQueue{}, err
	}
	if o.From.IsZero() {
		o.From = r.From
	}
	first, known := g.DayIndex(o.From)
	last, alsoKnown := g.DayIndex(o.From.AddDays(o.Days - 1))
	if !known || !alsoKnown {
		return simulatedQueue{}, &OrderError{"from", fmt.Sprintf("%d days from %s", o.Days, o.From), fmt.Sprintf("days of requirement %d: %d from %s", r.ID, r.Days, r.From)}
	}
	p := simulatedQueue{Requirement: r, grid: g}
	p.from, _ = g.Day(first)
	_, p.to = g.Day(last)
	return p, nil
}

// together refuses queues that do not share a clock.
func together(a, b simulatedQueue) error {
	switch {
	case a.SiteID != b.SiteID:
		return &OrderError{"requirementIds", fmt.Sprintf("requirements %d and %d of two sites", a.ID, b.ID), "requirements of one site"}
	case a.QueueID == b.QueueID:
		return &OrderError{"requirementIds", fmt.Sprintf("requirements %d and %d of one queue", a.ID, b.ID), "one requirement a queue"}
	case a.Minutes != b.Minutes:
		return &OrderError{"requirementIds", fmt.Sprintf("intervals of %d and of %d minutes", a.Minutes, b.Minutes), "requirements with intervals of one length"}
	}
	return nil
}

// queue is what arrives in open intervals.
func (p simulatedQueue) queue(o *SimulationOrder) (simulate.Queue, error) {
	q := simulate.Queue{Name: p.QueueCode, Threshold: p.Goal.ThresholdS, Contacts: make([]float64, p.to-p.from)}
	contacts, work := 0.0, 0.0
	for i := range q.Contacts {
		if n := p.Curves.Contacts[p.from+i]; p.Curves.Open[p.from+i] {
			q.Contacts[i] = n * o.Volume
			contacts += n
			work += n * p.Curves.AHTS[p.from+i]
		}
	}
	if !(work > 0) {
		return q, &OrderError{"from", fmt.Sprintf("no contacts in queue %s", p.QueueCode), "days on which contacts come, with a handle time"}
	}
	q.Handle = simulate.Distribution{Shape: simulate.Exponential, Mean: work / contacts}
	q.HandleBy = p.handleBy(q.Handle.Mean)
	if o.HandleCV > 0 {
		q.Handle.Shape, q.Handle.CV = simulate.Lognormal, o.HandleCV
	}
	if p.Goal.PatienceS > 0 {
		q.Patience = simulate.Distribution{Shape: simulate.Exponential, Mean: p.Goal.PatienceS}
	}
	return q, nil
}

// handleBy is the handle time of each interval over its mean; none where it
// does not change.
func (p simulatedQueue) handleBy(mean float64) []float64 {
	out := make([]float64, p.to-p.from)
	changes := false
	for i := range out {
		out[i] = 1
		if aht := p.Curves.AHTS[p.from+i]; aht > 0 {
			out[i] = aht / mean
		}
		changes = changes || math.Abs(out[i]-1) > 1e-12
	}
	if !changes {
		return nil
	}
	return out
}

// groupsOf gives each queue its agents, or those that need one skill theirs
// together.
func groupsOf(parts []simulatedQueue, pooling Pooling) ([]simulate.Group, error) {
	var groups []simulate.Group
	bySkill := map[int64]int{}
	for _, p := range parts {
		at, shared := bySkill[p.SkillID]
		if !shared || pooling != BySkill || p.SkillID == 0 {
			at = len(groups)
			groups = append(groups, simulate.Group{Agents: make([]int, p.to-p.from)})
			bySkill[p.SkillID] = at
		}
		p.join(&groups[at])
	}
	for i, g := range groups {
		settleChats(&groups[i])
		if slices.Max(g.Agents) == 0 {
			return nil, &OrderError{"requirementIds", "no agents required for " + groups[i].Name, "a requirement with agents on these days"}
		}
	}
	return groups, nil
}

// join adds a queue and its agents to a group. Chats are handled several at once,
// each at the pace of its queue's handle times by concurrency, or, where there are
// none, taking the handle time that was measured so.
func (p simulatedQueue) join(g *simulate.Group) {
	if g.Name != "" {
		g.Name += " + "
	}
	g.Name += p.QueueCode
	for i := range g.Agents {
		g.Agents[i] += int(math.Ceil(p.Curves.Agents[p.from+i] - 1e-9))
	}
	g.Skills = append(g.Skills, p.skill(1))
}

// skill is that of the queue's own people, at a level.
func (p simulatedQueue) skill(level int) simulate.Skill {
	s := simulate.Skill{Queue: p.QueueCode, Level: level}
	if paces := p.paces(); len(paces) > 1 {
		s.Chat, s.Chats = true, paces
	}
	return s
}

// settleChats says how many chats an agent of a group holds at once: as many as
// each of its chat queues allows, so that none suffers by another.
func settleChats(g *simulate.Group) {
	most := 0
	for _, s := range g.Skills {
		if s.Chat && (most == 0 || len(s.Chats) < most) {
			most = len(s.Chats)
		}
	}
	for i, s := range g.Skills {
		if !s.Chat {
			continue
		}
		paces := s.Chats[:most]
		if g.Chats == nil {
			g.Chats = paces
		}
		g.Skills[i].Chats = nil
		if !slices.Equal(paces, g.Chats) {
			g.Skills[i].Chats = paces
		}
	}
}
