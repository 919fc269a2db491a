package flow

// Comparison sets a scenario beside the model as it is.
type Comparison struct {
	Base, Scenario *Projection
	// Total is what the scenario changes. Structural is the part of it that remains
	// when nobody's leaving depends on anything but tenure, in both: the arithmetic of
	// rungs, caps, pay and hires. Behavioural is the rest, which stands and falls with
	// the assumed ratios.
	Total, Structural, Behavioural Figures
	Binding                        []Binding    // in the scenario
	Assumptions                    []Assumption // that the behavioural part rests on
}

// Compare projects a model with and without a scenario.
func Compare(m *Model, s Scenario, months int) (*Comparison, error) {
	changed, err := s.Apply(m)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Binding: nil, Assumptions: changed.Assumptions()}
	if c.Base, err = Project(m, months); err != nil {
		return nil, err
	}
	if c.Scenario, err = Project(changed, months); err != nil {
		return nil, err
	}
	c.Total = c.Scenario.Figures().minus(c.Base.Figures())
	if c.Structural, err = structural(m, changed, months); err != nil {
		return nil, err
	}
	c.Behavioural = c.Total.minus(c.Structural)
	c.Binding = c.Scenario.Binding(changed)
	return c, nil
}

func structural(m, changed *Model, months int) (Figures, error) {
	before, err := Project(m.Indifferent(), months)
	if err != nil {
		return Figures{}, err
	}
	after, err := Project(changed.Indifferent(), months)
	if err != nil {
		return Figures{}, err
	}
	return after.Figures().minus(before.Figures()), nil
}

// Binding is a cap that keeps people from rising, or from being hired.
type Binding struct {
	Rung    int     // whose places are taken
	Months  int     // in which it held somebody back
	First   int     // of them, from 0
	Blocked float64 // promotions into it, or hires, that it kept from happening, over all months
}

// Binding lists the caps that held somebody back, those first that blocked most.
func (p *Projection) Binding(m *Model) []Binding {
	var list []Binding
	for r := range m.Rungs {
		b := Binding{Rung: r, First: -1}
		for t, month := range p.Months {
			b.count(t, month.blocked(r))
		}
		if b.Months > 0 {
			list = append(list, b)
		}
	}
	sortBinding(list)
	return list
}

// blocked are those whom the cap of a rung held back in a month.
func (m Month) blocked(rung int) float64 {
	if rung == 0 {
		return m.HiresWanted - m.Hires
	}
	return m.Wanted[rung-1] - m.Promoted[rung-1]
}

// least is how many people a cap must hold back in a month to be said to bind.
const least = 1e-9

func (b *Binding) count(t int, blocked float64) {
	if blocked <= least {
		return
	}
	if b.Months == 0 {
		b.First = t
	}
	b.Months++
	b.Blocked += blocked
}

// Relief is what one more place in a rung would change: the chain of vacancies that
// it starts goes down to the entrance.
func Relief(m *Model, rung, months int) (Figures, error) {
	before, err := Project(m, months)
	if err != nil {
		return Figures{}, err
	}
	if err := m.exists(rung); err != nil {
		return Figures{}, err
	}
	wider := m.clone()
	wider.Rungs[rung].Cap++
	after, err := Project(wider, months)
	if err != nil {
		return Figures{}, err
	}
	return after.Figures().minus(before.Figures()), nil
}
