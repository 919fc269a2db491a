package scheduling

import "github.com/muster-wfm/muster/workforce"

// PlannedPerson is somebody whom a roster plans, with what they may be given.
type PlannedPerson struct {
	workforce.PlanningPerson
	AgreementCode string
	Templates     []int   // positions in [Opened.Templates]
	QueueIDs      []int64 // queues they can serve, the most practised first
}

// Planned returns the people whom the roster plans, in order of code.
func (o *Opened) Planned() []PlannedPerson {
	p := o.Problem
	out := make([]PlannedPerson, len(p.people))
	for i, person := range p.people {
		given := p.People[i]
		out[i] = PlannedPerson{PlanningPerson: person, AgreementCode: p.Agreements[given.Agreement].Code, Templates: given.Templates}
		for _, group := range given.Groups {
			out[i].QueueIDs = append(out[i].QueueIDs, p.demands[group].QueueID)
		}
	}
	return out
}

// Templates returns the shift templates of everybody's agreements.
func (o *Opened) Templates() []workforce.ShiftTemplate { return o.Problem.templates }
