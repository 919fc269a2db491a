package flow

import (
	"fmt"
	"slices"
)

// Scenario is a named list of changes to a model, made in their order.
type Scenario struct {
	Name    string
	Changes []Change
}

// Change is one thing that a scenario changes.
type Change interface {
	apply(m *Model) error
}

// Apply makes the changes on a copy of the model.
func (s Scenario) Apply(m *Model) (*Model, error) {
	c := m.clone()
	for _, change := range s.Changes {
		if err := change.apply(c); err != nil {
			return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
		}
	}
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return c, nil
}

// AddRung puts a rung above one that exists, by its place from 0.
type AddRung struct {
	Above int
	Rung  Rung
	// Promote, if set, is the chance of promotion out of the rung below from now on.
	Promote *float64
}

func (c AddRung) apply(m *Model) error {
	if err := m.exists(c.Above); err != nil {
		return err
	}
	if c.Promote != nil {
		m.Rungs[c.Above].Promote = *c.Promote
	}
	m.Rungs = slices.Insert(m.Rungs, c.Above+1, c.Rung)
	return nil
}

// SetPromotion sets the months in a rung before a promotion, and its chance then.
type SetPromotion struct {
	Rung, Dwell int
	Promote     float64
}

func (c SetPromotion) apply(m *Model) error {
	if err := m.exists(c.Rung); err != nil {
		return err
	}
	m.Rungs[c.Rung].Dwell, m.Rungs[c.Rung].Promote = c.Dwell, c.Promote
	return nil
}

// SetCap sets the places of a rung.
type SetCap struct {
	Rung int
	Cap  float64
}

func (c SetCap) apply(m *Model) error {
	if err := m.exists(c.Rung); err != nil {
		return err
	}
	m.Rungs[c.Rung].Cap = c.Cap
	return nil
}

// CapExposure allows no more than a share of somebody's time under an effect, such as
// night shifts.
type CapExposure struct {
	Effect string
	Most   float64
}

func (c CapExposure) apply(m *Model) error {
	return m.effect(c.Effect, func(e *Effect) { e.Exposure = min(e.Exposure, c.Most) })
}

// SetExposure sets the share of their time that people are under an effect.
type SetExposure struct {
	Effect string
	Share  float64
}

func (c SetExposure) apply(m *Model) error {
	return m.effect(c.Effect, func(e *Effect) { e.Exposure = c.Share })
}

// SetSources hires through other channels, or in another mix of them.
type SetSources struct{ Sources []Source }

func (c SetSources) apply(m *Model) error {
	m.Sources = slices.Clone(c.Sources)
	return nil
}

// RaisePay raises the pay of some rungs, of all where none is named, by a share.
type RaisePay struct {
	Rungs []int
	Share float64
}

func (c RaisePay) apply(m *Model) error {
	for _, r := range c.Rungs {
		if err := m.exists(r); err != nil {
			return err
		}
	}
	for r := range m.Rungs {
		if len(c.Rungs) == 0 || slices.Contains(c.Rungs, r) {
			m.Rungs[r].Raise = (1+m.Rungs[r].Raise)*(1+c.Share) - 1
		}
	}
	return nil
}

// SetHiring hires by another policy.
type SetHiring struct{ Hiring Hiring }

func (c SetHiring) apply(m *Model) error {
	m.Hiring = Hiring{c.Hiring.Policy, slices.Clone(c.Hiring.PerMonth)}
	return nil
}

func (m *Model) exists(rung int) error {
	if rung >= 0 && rung < len(m.Rungs) {
		return nil
	}
	return wrong("rung", rung, fmt.Sprintf("0 to %d, counted from the lowest", len(m.Rungs)-1))
}

func (m *Model) effect(name string, change func(*Effect)) error {
	i := slices.IndexFunc(m.Effects, func(e Effect) bool { return e.Name == name })
	if i < 0 {
		names := make([]string, len(m.Effects))
		for i, e := range m.Effects {
			names[i] = e.Name
		}
		return wrong("effect", fmt.Sprintf("%q", name), fmt.Sprintf("one of %q", names))
	}
	change(&m.Effects[i])
	return nil
}
