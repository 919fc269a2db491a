package netstaffing

import (
	"cmp"
	"context"
	"slices"
)

// SkillValue is what it is worth to teach a queue to one person of a group.
type SkillValue struct {
	Group, Queue int
	InTime       float64 // contacts more in time, over all intervals, a person trained
	Agents       float64 // idle agents whom the queue gains in mean while contacts come, a person trained
}

// SkillValues ranks every skill that a group does not have by what it is worth,
// the best first. A person who learns a queue brings it their idle time and their
// other work alike: their agent joins the queue's pool, and so does what keeps
// them busy. That is the first step of many; play a [Training] to see how far it
// carries.
func SkillValues(ctx context.Context, c *Centre, workers int) ([]SkillValue, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	v, err := look(ctx, c, workers, nil, false)
	if err != nil {
		return nil, err
	}
	values := make([][]SkillValue, len(c.Queues))
	err = inParallel(ctx, workers, len(c.Queues), func(q int) error {
		values[q] = v.skillValues(q)
		return nil
	})
	all := slices.Concat(values...)
	slices.SortStableFunc(all, func(a, b SkillValue) int { return cmp.Compare(b.InTime, a.InTime) })
	return all, err
}

func (v *view) skillValues(q int) []SkillValue {
	n := v.intervals
	byAgent, byWork, contacts := make([]float64, n), make([]float64, n), 0.0
	for t, count := range v.Queues[q].Contacts {
		if count == 0 {
			continue
		}
		contacts += count
		byAgent[t], byWork[t] = v.pools[q*n+t].gains(&v.Queues[q])
		byAgent[t], byWork[t] = byAgent[t]*count, byWork[t]*count
	}
	var out []SkillValue
	for g := range v.Groups {
		group := &v.Groups[g]
		people := group.people()
		if people == 0 || slices.ContainsFunc(group.Skills, func(s Skill) bool { return s.Queue == q }) {
			continue
		}
		one := SkillValue{Group: g, Queue: q}
		for t, agents := range group.Agents {
			count := v.Queues[q].Contacts[t]
			if count == 0 || agents == 0 {
				continue
			}
			present := agents / people
			busy := present * min(1, v.busy[g*n+t]/agents)
			one.InTime += present*byAgent[t] + busy*byWork[t]
			one.Agents += (present - busy) * count / contacts
		}
		one.InTime = max(0, one.InTime)
		out = append(out, one)
	}
	return out
}

// gains is what one agent more, and one erlang more, do to the service level.
func (p *pool) gains(q *Queue) (agent, work float64) {
	if p.own == 0 {
		return 0, 0
	}
	const step = 0.25
	now, more, busier := p.perform(q.Goals, 0), *p, *p
	more.agents += step
	busier.load.Erlangs += step
	return (more.perform(q.Goals, 0).ServiceLevel - now.ServiceLevel) / step, (busier.perform(q.Goals, 0).ServiceLevel - now.ServiceLevel) / step
}
