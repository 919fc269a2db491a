package netstaffing

import (
	"fmt"
	"slices"
)

// Training teaches people of a group one more queue.
type Training struct {
	Group  int
	Queue  int
	People float64 // of the group's, who are then as often present as the others
	Level  int     // 0: after all that they do now
	Handle float64 // their handle time over the queue's own; 0: 1
}

// TrainingError refuses a training: which field, what was found and expected.
type TrainingError struct{ Field, Found, Expected string }

func (e *TrainingError) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// Trained returns the centre after trainings, one after the other. Those trained
// become a group of their own at the end; trainings of one group are of different
// people. The error is [*TrainingError].
func (c *Centre) Trained(trainings []Training) (*Centre, error) {
	out := *c
	out.Groups = append([]Group(nil), c.Groups...)
	left := make([]float64, len(c.Groups))
	for g := range c.Groups {
		left[g] = c.Groups[g].people()
	}
	for i, t := range trainings {
		if err := t.check(c, i, left); err != nil {
			return nil, err
		}
		left[t.Group] -= t.People
		from := &c.Groups[t.Group]
		share := t.People / from.people()
		taught := Group{Name: fmt.Sprintf("%s + %s (%d)", from.Name, c.Queues[t.Queue].Name, i+1), People: t.People, Cost: from.Cost}
		taught.Skills = append(append([]Skill(nil), from.Skills...), t.skill(from))
		stay := out.Groups[t.Group]
		stay.People = left[t.Group]
		stay.Agents = make([]float64, len(from.Agents))
		taught.Agents = make([]float64, len(from.Agents))
		for n, agents := range from.Agents {
			taught.Agents[n] = share * agents
			stay.Agents[n] = max(0, out.Groups[t.Group].Agents[n]-taught.Agents[n])
		}
		out.Groups[t.Group] = stay
		out.Groups = append(out.Groups, taught)
	}
	return &out, nil
}

func (t Training) check(c *Centre, i int, left []float64) error {
	field := fmt.Sprintf("trainings[%d].", i)
	if t.Group < 0 || t.Group >= len(c.Groups) {
		return &TrainingError{field + "group", fmt.Sprint(t.Group), "one of the groups"}
	}
	if t.Queue < 0 || t.Queue >= len(c.Queues) {
		return &TrainingError{field + "queue", fmt.Sprint(t.Queue), "one of the queues"}
	}
	if slices.ContainsFunc(c.Groups[t.Group].Skills, func(s Skill) bool { return s.Queue == t.Queue }) {
		return &TrainingError{field + "queue", c.Queues[t.Queue].Name, "a queue that " + c.Groups[t.Group].Name + " cannot handle yet"}
	}
	if !(t.People > 0 && t.People <= left[t.Group]+1e-9) {
		return &TrainingError{field + "people", fmt.Sprint(t.People), fmt.Sprintf("more than 0, and at most %g of %s", left[t.Group], c.Groups[t.Group].Name)}
	}
	if t.Level < 0 {
		return &TrainingError{field + "level", fmt.Sprint(t.Level), "0, or a choice from 1 on"}
	}
	if !isSize(t.Handle) {
		return &TrainingError{field + "handle", fmt.Sprint(t.Handle), "0, or a factor above it"}
	}
	return nil
}

func (t Training) skill(from *Group) Skill {
	s := Skill{Queue: t.Queue, Level: t.Level, Handle: t.Handle}
	if s.Level == 0 {
		for _, has := range from.Skills {
			s.Level = max(s.Level, max(1, has.Level)+1)
		}
	}
	return s
}
