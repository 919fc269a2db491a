package forecast

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// DriverStore keeps drivers and their values. Drivers of sites outside the scope
// do not exist for its callers; a change of a driver that stands at another
// version is refused by a *database.StaleError.
type DriverStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Drivers returns drivers in the order of their codes, of one site or, for
	// 0, of all.
	Drivers(ctx context.Context, scope auth.Scope, site int64) ([]Driver, error)
	Driver(ctx context.Context, scope auth.Scope, id int64) (Driver, error)
	AddDriver(ctx context.Context, scope auth.Scope, d Driver) (Driver, error)
	ChangeDriver(ctx context.Context, scope auth.Scope, d Driver) (Driver, error)
	RemoveDriver(ctx context.Context, scope auth.Scope, id int64) error
	// DriverValues returns values from one day to another, both included, in order.
	DriverValues(ctx context.Context, scope auth.Scope, id int64, from, to grid.Date) ([]DriverValue, error)
	// SetDriverValues makes the values of a range exactly those given and
	// returns the driver at its next version.
	SetDriverValues(ctx context.Context, scope auth.Scope, d Driver, from, to grid.Date, values []DriverValue) (Driver, error)
}

// SiteBook finds sites; workforce.Service has one.
type SiteBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Site, error)
}

// Drivers is the verbs of drivers.
type Drivers struct {
	store  DriverStore
	queues QueueSetups
	sites  SiteBook
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewDrivers connects the drivers with their store and with the sites and queues
// that they move.
func NewDrivers(store DriverStore, queues QueueSetups, sites SiteBook) *Drivers {
	return &Drivers{store: store, queues: queues, sites: sites, Now: time.Now}
}

// List returns drivers in the order of their codes: those of a site, and those
// that move a queue; 0 does not narrow.
func (s *Drivers) List(ctx context.Context, scope auth.Scope, site, queue int64) ([]Driver, error) {
	if queue != 0 {
		setup, err := s.queues.QueueSetup(ctx, scope, queue)
		if err != nil {
			return nil, err
		}
		if site != 0 && site != setup.Site.ID {
			return nil, nil
		}
		site = setup.Site.ID
	}
	all, err := s.store.Drivers(ctx, scope, site)
	if err != nil || queue == 0 {
		return all, err
	}
	var moving []Driver
	for _, d := range all {
		if d.Moves(queue) {
			moving = append(moving, d)
		}
	}
	return moving, nil
}

// Get returns one driver.
func (s *Drivers) Get(ctx context.Context, scope auth.Scope, id int64) (Driver, error) {
	return s.store.Driver(ctx, scope, id)
}

// Create keeps a new driver and returns it with its id, at version 1.
func (s *Drivers) Create(ctx context.Context, scope auth.Scope, d Driver) (Driver, error) {
	return s.keep(ctx, scope, d, s.store.AddDriver)
}

// Edit replaces a driver that stands at d's version.
func (s *Drivers) Edit(ctx context.Context, scope auth.Scope, d Driver) (Driver, error) {
	return s.keep(ctx, scope, d, s.store.ChangeDriver)
}

func (s *Drivers) keep(ctx context.Context, scope auth.Scope, d Driver, write func(context.Context, auth.Scope, Driver) (Driver, error)) (Driver, error) {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return Driver{}, err
	}
	d, err := NewDriver(d)
	if err != nil {
		return Driver{}, err
	}
	if err := s.checkReferences(ctx, scope, d); err != nil {
		return Driver{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		d, err = write(ctx, scope, d)
		return err
	})
	return d, err
}

// checkReferences refuses a site or queues that the scope does not see, and
// queues of another site.
func (s *Drivers) checkReferences(ctx context.Context, scope auth.Scope, d Driver) error {
	v := verdict{what: "driver"}
	_, err := s.sites.Get(ctx, scope, d.SiteID)
	v.need(err == nil, "siteId", d.SiteID, "a known site")
	for i, id := range d.QueueIDs {
		setup, err := s.queues.QueueSetup(ctx, scope, id)
		v.need(err == nil && setup.Site.ID == d.SiteID, fmt.Sprintf("queueIds[%d]", i), id, "a queue of the driver's site")
	}
	return v.err()
}

// Delete forgets a driver and its values. Forecasts made with it stay.
func (s *Drivers) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error { return s.store.RemoveDriver(ctx, scope, id) })
}

// Values returns a driver with its values from one day to another, both included.
func (s *Drivers) Values(ctx context.Context, scope auth.Scope, id int64, from, to grid.Date) (Driver, []DriverValue, error) {
	d, err := s.store.Driver(ctx, scope, id)
	if err != nil {
		return Driver{}, nil, err
	}
	values, err := s.store.DriverValues(ctx, scope, id, from, to)
	return d, values, err
}

// SetValues makes the values of a range exactly those given. The driver must
// stand at the version given and goes to the next.
func (s *Drivers) SetValues(ctx context.Context, scope auth.Scope, id, version int64, from, to grid.Date, values []DriverValue) (Driver, error) {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return Driver{}, err
	}
	var changed Driver
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		d, err := s.store.Driver(ctx, scope, id)
		if err != nil {
			return err
		}
		if values, err = NewDriverValues(d, values); err != nil {
			return err
		}
		if err := withinDays(values, from, to); err != nil {
			return err
		}
		d.Version = version
		changed, err = s.store.SetDriverValues(ctx, scope, d, from, to, values)
		return err
	})
	return changed, err
}

func withinDays(values []DriverValue, from, to grid.Date) error {
	v := verdict{what: "values of the driver"}
	v.need(!to.Before(from), "to", to, "a day not before "+from.String())
	for i, value := range values {
		v.need(!value.Date.Before(from) && !value.Date.After(to), fmt.Sprintf("values[%d].date", i), value.Date, fmt.Sprintf("a day from %s to %s", from, to))
	}
	return v.err()
}
