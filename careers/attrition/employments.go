package attrition

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// EventStore keeps events. A scope sees those of its sites and employer; what it does not
// see does not exist for it. Errors are those of internal/database.
type EventStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Events are in order of code and day; code "" is everybody's.
	Events(ctx context.Context, scope auth.Scope, code string) ([]Event, error)
	Event(ctx context.Context, scope auth.Scope, id int64) (Event, error)
	// AddEvents keeps new ones and returns how many were not yet there: the same kind of
	// the same person on the same day is one event.
	AddEvents(ctx context.Context, scope auth.Scope, events []Event) (int, error)
	// ChangeEvent writes an event if it still has the version.
	ChangeEvent(ctx context.Context, scope auth.Scope, e Event) (Event, error)
	DeleteEvent(ctx context.Context, scope auth.Scope, id int64) error
	AddImport(ctx context.Context, scope auth.Scope, i Import) (Import, error)
	Imports(ctx context.Context, scope auth.Scope) ([]Import, error)
	// UndoImport deletes the events of an import, once.
	UndoImport(ctx context.Context, scope auth.Scope, id int64, at time.Time) (Import, error)
}

// Journal writes down who did what.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Places knows what the centre calls its sites and employers, and its people.
type Places interface {
	Sites(ctx context.Context, scope auth.Scope) ([]workforce.Site, error)
	Employers(ctx context.Context, scope auth.Scope) ([]workforce.Employer, error)
	Person(ctx context.Context, scope auth.Scope, id int64) (workforce.Person, error)
	// People are those who are employed today.
	People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error)
}

// Employments are the verbs on events.
type Employments struct {
	store   EventStore
	places  Places
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewEmployments connects the service.
func NewEmployments(store EventStore, places Places, journal Journal) *Employments {
	return &Employments{store: store, places: places, journal: journal, Now: time.Now}
}

func (s *Employments) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// OfPerson returns the events of somebody, the oldest first.
func (s *Employments) OfPerson(ctx context.Context, scope auth.Scope, person int64) ([]Event, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return nil, err
	}
	return s.ofPerson(ctx, scope, person)
}

// Own returns the events of the person who asks.
func (s *Employments) Own(ctx context.Context, scope auth.Scope) ([]Event, error) {
	if err := scope.Require(auth.FollowOwnCareer); err != nil {
		return nil, err
	}
	return s.ofPerson(ctx, scope, scope.Person())
}

func (s *Employments) ofPerson(ctx context.Context, scope auth.Scope, person int64) ([]Event, error) {
	p, err := s.places.Person(ctx, scope, person)
	if err != nil {
		return nil, err
	}
	// the person is the scope's own or seen by it: so are the events
	return s.store.Events(ctx, auth.SystemScope(scope.Tenant()), p.Code)
}

// Record keeps a new event of somebody. What the event does not say of place is as it
// was.
func (s *Employments) Record(ctx context.Context, scope auth.Scope, person int64, e Event) (Event, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return e, err
	}
	p, err := s.places.Person(ctx, scope, person)
	if err != nil {
		return e, err
	}
	e.Code = p.Code
	if e.SiteID == 0 {
		e.SiteID = p.SiteID
	}
	if e.EmployerID == 0 {
		e.EmployerID = p.EmployerID
	}
	return e, s.put(ctx, scope, &e, func(ctx context.Context) error {
		added, err := s.store.AddEvents(ctx, scope, []Event{e})
		if err == nil && added == 0 {
			c := checking("employment event")
			c.need(false, "day", e.Day, "another day: the same is known of that one")
			err = c.err()
		}
		return err
	})
}

// Change writes an event in the place of the version that was read.
func (s *Employments) Change(ctx context.Context, scope auth.Scope, e Event) (Event, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return e, err
	}
	now, err := s.store.Event(ctx, scope, e.ID)
	if err != nil {
		return e, err
	}
	e.Code, e.ImportID = now.Code, now.ImportID
	if e.SiteID == 0 {
		e.SiteID = now.SiteID
	}
	if e.EmployerID == 0 {
		e.EmployerID = now.EmployerID
	}
	return e, s.put(ctx, scope, &e, func(ctx context.Context) (err error) {
		e, err = s.store.ChangeEvent(ctx, scope, e)
		return err
	})
}

// put checks an event, writes it and refuses what does not fit in with the others.
func (s *Employments) put(ctx context.Context, scope auth.Scope, e *Event, write func(context.Context) error) error {
	var err error
	if *e, err = NewEvent(*e); err != nil {
		return err
	}
	e.RecordedAt, e.RecordedBy = s.Now(), scope.Actor()
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := write(ctx); err != nil {
			return err
		}
		if err := s.coherent(ctx, scope, e.Code); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "employment.record", "employment:"+e.Code, map[string]any{"kind": e.Kind, "day": e.Day.String()})
	})
}

// coherent refuses what events of somebody cannot be together.
func (s *Employments) coherent(ctx context.Context, scope auth.Scope, code string) error {
	events, err := s.store.Events(ctx, auth.SystemScope(scope.Tenant()), code)
	if err != nil {
		return err
	}
	_, faults := Spells(events, s.today())
	c := checking("employment event")
	for _, f := range faults {
		c.need(false, "day", f.Found, f.Expected)
	}
	return c.err()
}

// Remove takes an event away that was recorded by mistake.
func (s *Employments) Remove(ctx context.Context, scope auth.Scope, id int64) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		e, err := s.store.Event(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := s.store.DeleteEvent(ctx, scope, id); err != nil {
			return err
		}
		if err := s.coherent(ctx, scope, e.Code); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "employment.remove", "employment:"+e.Code, map[string]any{"kind": e.Kind, "day": e.Day.String()})
	})
}

// Spells are those that the scope sees, and what does not fit together. Nobody who may
// not read careers gets them; package careers/risk and the explorer do.
func (s *Employments) Spells(ctx context.Context, scope auth.Scope) ([]Spell, []Fault, error) {
	events, err := s.store.Events(ctx, scope, "")
	if err != nil {
		return nil, nil, err
	}
	spells, faults := Spells(events, s.today())
	return spells, faults, nil
}

// Today is the day up to which spells are known.
func (s *Employments) Today() grid.Date { return s.today() }

// Keep takes in events that were checked elsewhere, such as those of a demonstration; all
// or none.
func (s *Employments) Keep(ctx context.Context, scope auth.Scope, events []Event) (int, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return 0, err
	}
	for i := range events {
		var err error
		if events[i], err = NewEvent(events[i]); err != nil {
			return 0, err
		}
		events[i].RecordedAt, events[i].RecordedBy = s.Now(), scope.Actor()
	}
	added := 0
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		added, err = s.store.AddEvents(ctx, scope, events)
		return err
	})
	return added, err
}
