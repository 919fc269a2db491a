package forecast

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// netCentre is a centre as the core takes it, with whose queues and groups they are.
type netCentre struct {
	netstaffing.Centre
	queues []NetQueue
	groups []NetGroup
	after  *netstaffing.Centre // with the trainings; nil without
}

// asked builds the centre that an order speaks of.
func (s *NetStaffings) asked(ctx context.Context, scope auth.Scope, n NetStaffing, all []Requirement) (*netCentre, error) {
	g, err := n.Grid()
	if err != nil {
		return nil, err
	}
	c := &netCentre{Centre: netstaffing.Centre{Interval: g.Interval().Seconds()}}
	for _, r := range all {
		if err := c.addQueue(r); err != nil {
			return nil, err
		}
	}
	people, err := s.people.Find(ctx, scope, workforce.Filter{SiteIDs: []int64{n.SiteID}, From: n.From, To: n.From.AddDays(n.Days - 1)})
	if err != nil {
		return nil, err
	}
	var atWork map[int64][]float64
	if n.Order.RosterID != 0 {
		if atWork, err = s.presences.Presence(ctx, scope, n.Order.RosterID, g); err != nil {
			return nil, fmt.Errorf("rosterId: %w", err)
		}
		if !anybody(atWork) {
			return nil, &OrderError{"rosterId", fmt.Sprintf("a roster with nobody at work in the %d days from %s", n.Days, n.From), "days on which the roster has shifts"}
		}
	}
	c.addPeople(people, all, n, g, atWork)
	if err := c.refuseUnserved(all); err != nil {
		return nil, err
	}
	var problems problem.List
	if errors.As(c.Check(), &problems) {
		return nil, &UnstaffableError{problems}
	}
	return c, c.train(n.Order.Trainings)
}

// anybody reports whether somebody is at work at any time.
func anybody(atWork map[int64][]float64) bool {
	for _, shares := range atWork {
		if slices.ContainsFunc(shares, func(share float64) bool { return share > 0 }) {
			return true
		}
	}
	return false
}

// addQueue takes over a requirement. An agent who handles several contacts at once
// counts as if each took the less of their time.
func (c *netCentre) addQueue(r Requirement) error {
	goals, err := r.Goals()
	if err != nil {
		return err
	}
	q := netstaffing.Queue{
		Name: r.QueueCode, Contacts: make([]float64, len(r.Curves.Contacts)), Open: r.Curves.Open,
		AHT: make([]float64, len(r.Curves.AHTS)), Patience: r.Goal.PatienceS, Goals: goals,
	}
	for i, open := range r.Curves.Open {
		if open && r.Curves.Contacts[i] > 0 {
			q.Contacts[i], q.AHT[i] = r.Curves.Contacts[i], r.effort(r.Curves.AHTS[i])
		}
	}
	c.Queues = append(c.Queues, q)
	c.queues = append(c.queues, NetQueue{QueueID: r.QueueID, RequirementID: r.ID, Code: r.QueueCode, Name: r.QueueName, Goal: r.Goal})
	return nil
}

// skillsOf are the queues that a person can do on a day, the most practised first.
func skillsOf(p workforce.Person, day grid.Date, all []Requirement) []netstaffing.Skill {
	level := map[int64]int{0: workforce.MinSkillLevel} // queues that need nothing can be done by anybody
	for _, held := range p.SkillsOn(day) {
		level[held.SkillID] = held.Level
	}
	best := 0
	var out []netstaffing.Skill
	for q, r := range all {
		if held, can := level[r.SkillID]; can {
			out = append(out, netstaffing.Skill{Queue: q, Level: held})
			best = max(best, held)
		}
	}
	for i := range out {
		out[i].Level = 1 + best - out[i].Level
	}
	return out
}

// addPeople makes groups of people who can do the same. Somebody who can do none
// of the queues is not in the centre.
func (c *netCentre) addPeople(people []workforce.Person, all []Requirement, n NetStaffing, g grid.Grid, atWork map[int64][]float64) {
	type squad struct {
		skills []netstaffing.Skill
		people []workforce.Person
	}
	squads := map[string]*squad{}
	for _, p := range people {
		skills := skillsOf(p, n.From, all)
		if len(skills) == 0 {
			continue
		}
		name := c.nameOf(skills)
		if squads[name] == nil {
			squads[name] = &squad{skills: skills}
		}
		squads[name].people = append(squads[name].people, p)
	}
	for _, name := range slices.Sorted(maps.Keys(squads)) {
		s := squads[name]
		group := netstaffing.Group{Name: name, Skills: s.skills, People: float64(len(s.people)), Agents: make([]float64, g.Len())}
		if n.Order.WithinPeople {
			group.Most = group.People
		}
		shown := NetGroup{Name: name, People: group.People}
		available := 0.0
		for _, skill := range s.skills {
			shown.Skills = append(shown.Skills, NetSkill{QueueID: c.queues[skill.Queue].QueueID, Level: skill.Level})
			available += (1 - all[skill.Queue].Goal.RosteredShrinkage()) / float64(len(s.skills))
		}
		if atWork == nil {
			c.spread(&group, n, all)
		}
		for _, p := range s.people {
			for i, share := range atWork[p.ID] {
				group.Agents[i] += share * available
			}
		}
		c.Groups, c.groups = append(c.Groups, group), append(c.groups, shown)
	}
}

// nameOf names people by what they can do, first choices first: sales > care.
func (c *netCentre) nameOf(skills []netstaffing.Skill) string {
	ordered := slices.SortedStableFunc(slices.Values(skills), func(a, b netstaffing.Skill) int { return cmp.Compare(a.Level, b.Level) })
	var name strings.Builder
	for i, s := range ordered {
		switch {
		case i > 0 && s.Level > ordered[i-1].Level:
			name.WriteString(" > ")
		case i > 0:
			name.WriteString(" + ")
		}
		name.WriteString(c.queues[s.Queue].Code)
	}
	return name.String()
}

// spread puts people where their queues require somebody, as a good roster would:
// each for so many hours a week, at most all at once.
func (c *netCentre) spread(group *netstaffing.Group, n NetStaffing, all []Requirement) {
	asked, total := make([]float64, len(group.Agents)), 0.0
	for _, s := range group.Skills {
		for i, people := range all[s.Queue].Curves.Fractional {
			asked[i] += people
			total += people
		}
	}
	if total == 0 {
		return
	}
	intervals := group.People * n.Order.WeeklyHours * float64(n.Days) / 7 * 60 / float64(n.Minutes)
	low, high := 0.0, 1.0
	for high < 1e9 && present(asked, high, group.People, nil) < intervals {
		high *= 2
	}
	for range 60 { // what some intervals cannot take the others get
		middle := (low + high) / 2
		if present(asked, middle, group.People, nil) < intervals {
			low = middle
		} else {
			high = middle
		}
	}
	present(asked, high, group.People, group.Agents)
}

// present is how many are there in all intervals when each asks by a factor and
// nobody can be there twice.
func present(asked []float64, factor, most float64, into []float64) float64 {
	total := 0.0
	for i, people := range asked {
		here := min(most, people*factor)
		total += here
		if into != nil {
			into[i] = here
		}
	}
	return total
}

// refuseUnserved names the queues that nobody can do.
func (c *netCentre) refuseUnserved(all []Requirement) error {
	handled := map[int]bool{}
	for _, g := range c.Groups {
		for _, s := range g.Skills {
			handled[s.Queue] = true
		}
	}
	for i, r := range all {
		if !handled[i] {
			return &OrderError{fmt.Sprintf("requirementIds[%d]", i), r.QueueCode + ", which nobody at the site can handle", "somebody with its skill, or an order without this queue"}
		}
	}
	return nil
}

// trained are the groups after the trainings: fewer in those that they leave,
// and at the end those that they make.
func (c *netCentre) trained() []NetGroup {
	var out []NetGroup
	for _, group := range c.after.Groups {
		one := NetGroup{Name: group.Name, People: group.People}
		for _, s := range group.Skills {
			one.Skills = append(one.Skills, NetSkill{QueueID: c.queues[s.Queue].QueueID, Level: max(1, s.Level)})
		}
		out = append(out, one)
	}
	return out
}

// train makes the centre after the trainings of the order.
func (c *netCentre) train(orders []NetTrainingOrder) error {
	if len(orders) == 0 {
		return nil
	}
	trainings := make([]netstaffing.Training, len(orders))
	for i, o := range orders {
		t := netstaffing.Training{
			Group: slices.IndexFunc(c.groups, func(g NetGroup) bool { return g.Name == o.Group }),
			Queue: slices.IndexFunc(c.queues, func(q NetQueue) bool { return q.QueueID == o.QueueID }), People: o.People, Level: o.Level, Handle: o.Handle,
		}
		if t.Group < 0 {
			var names []string
			for _, g := range c.groups {
				names = append(names, g.Name)
			}
			return &OrderError{fmt.Sprintf("trainings[%d].group", i), o.Group, "one of " + strings.Join(names, ", ")}
		}
		if t.Queue < 0 {
			return &OrderError{fmt.Sprintf("trainings[%d].queueId", i), fmt.Sprint(o.QueueID), "a queue of the requirements"}
		}
		trainings[i] = t
	}
	after, err := c.Trained(trainings)
	c.after = after
	return err
}
