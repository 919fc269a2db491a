package roster

import "github.com/muster-wfm/muster/scheduling/rules"

func (p *Problem) Faults() []rules.Fault { return nil }

func (s Settings) faults() []rules.Fault { return nil }

func (m *model) infeasible(stuck []int) error {
	e := &Infeasible{}
	for _, i := range stuck {
		e.Conflicts = append(e.Conflicts, Conflict{Person: i})
	}
	return e
}
