package hiring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store keeps requisitions. A scope sees those of its sites and employer; nobody's own,
// for one person. Errors are those of internal/database.
type Store interface {
	careers.Transactor
	Requisitions(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Requisition, error)
	Requisition(ctx context.Context, scope auth.Scope, id int64) (Requisition, error)
	// HoldRequisition is Requisition, keeping others from changing it until the
	// transaction ends.
	HoldRequisition(ctx context.Context, scope auth.Scope, id int64) (Requisition, error)
	AddRequisition(ctx context.Context, scope auth.Scope, r Requisition) (Requisition, error)
	// UpdateRequisition writes one that still has its version.
	UpdateRequisition(ctx context.Context, scope auth.Scope, r Requisition) (Requisition, error)
	// Candidates are in order of number.
	Candidates(ctx context.Context, scope auth.Scope, requisition int64) ([]Candidate, error)
	Candidate(ctx context.Context, scope auth.Scope, requisition, id int64) (Candidate, error)
	AddCandidate(ctx context.Context, scope auth.Scope, c Candidate) (Candidate, error)
	UpdateCandidate(ctx context.Context, scope auth.Scope, c Candidate) (Candidate, error)
}

// Staff takes new people on.
type Staff interface {
	// InForce tells whether an agreement on working time holds on a day.
	InForce(ctx context.Context, scope auth.Scope, agreement int64, on grid.Date) (bool, error)
	Engage(ctx context.Context, scope auth.Scope, p workforce.Person) (workforce.Person, error)
}

// Rungs knows ladders and puts people on them; careers.Ladders does.
type Rungs interface {
	InForce(ctx context.Context, scope auth.Scope) (map[string]careers.KeptLadder, error)
	Place(ctx context.Context, scope auth.Scope, spell careers.Spell) error
}

// Employments records that somebody was hired; attrition.Employments is one.
type Employments interface {
	Record(ctx context.Context, scope auth.Scope, person int64, e attrition.Event) (attrition.Event, error)
}

// Retention knows how long hires of each channel stay.
type Retention interface {
	Stays(ctx context.Context, scope auth.Scope) (map[string]Stay, error)
}

// Planner is told what hours a new colleague would like.
type Planner interface {
	// Wish hands wishes on for somebody's first weeks, and returns how many days they
	// speak of.
	Wish(ctx context.Context, scope auth.Scope, p workforce.Person, wishes []ShiftWish) (int, error)
}

// Books is what the service needs of others. Rungs, Retention and Planner may be nil.
type Books struct {
	Staff       Staff
	Rungs       Rungs // nil: no requisition names a rung
	Employments Employments
	Retention   Retention
	Planner     Planner
	Journal     careers.Journal
}

// Service is the verbs of requisitions. Each wants [auth.ManageCareers].
type Service struct {
	store Store
	books Books
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects the service.
func New(store Store, books Books) *Service {
	return &Service{store: store, books: books, Now: time.Now}
}

func (s *Service) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// Report is a requisition with its candidates and what they come to.
type Report struct {
	Requisition
	Candidates []Candidate
	Funnel     []Step
	Channels   []ChannelLine
	Hired      int
}

// List returns requisitions, the newest first.
func (s *Service) List(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Requisition, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return nil, err
	}
	return s.store.Requisitions(ctx, scope, before, limit)
}

// Report returns one with all that belongs to it.
func (s *Service) Report(ctx context.Context, scope auth.Scope, id int64) (out Report, err error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return out, err
	}
	if out.Requisition, err = s.store.Requisition(ctx, scope, id); err != nil {
		return out, err
	}
	if out.Candidates, err = s.store.Candidates(ctx, scope, id); err != nil {
		return out, err
	}
	var stays map[string]Stay
	if s.books.Retention != nil {
		if stays, err = s.books.Retention.Stays(ctx, scope); err != nil {
			return out, fmt.Errorf("how long hires stay: %w", err)
		}
	}
	out.Funnel, out.Channels, out.Hired = Funnel(out.Candidates), Channels(out.Requisition, out.Candidates, stays), hired(out.Candidates)
	return out, nil
}

func hired(list []Candidate) (n int) {
	for _, c := range list {
		if c.Stage == Hired {
			n++
		}
	}
	return n
}

// sees refuses what is written for a site or employer beyond the caller's.
func sees(scope auth.Scope, r Requisition) error {
	c := checks{what: "requisition"}
	sites, all := scope.Sites()
	c.need(all || slices.Contains(sites, r.SiteID), "siteId", r.SiteID, "a site of yours")
	c.need(scope.Employer() == 0 || scope.Employer() == r.EmployerID, "employerId", r.EmployerID, "your employer")
	return c.err()
}

// stands refuses a rung that no ladder in force has.
func (s *Service) stands(ctx context.Context, scope auth.Scope, r Requisition) error {
	if r.Rung == "" {
		return nil
	}
	found := false
	if s.books.Rungs != nil {
		standing, err := s.books.Rungs.InForce(ctx, scope)
		if err != nil {
			return err
		}
		if kept, inForce := standing[r.Ladder]; inForce {
			_, found = kept.Ladder.Rung(r.Rung)
		}
	}
	c := checks{what: "requisition"}
	c.need(found, "rung", r.Rung, "a rung of a ladder in force")
	return c.err()
}

// Write keeps a new requisition as a draft.
func (s *Service) Write(ctx context.Context, scope auth.Scope, r Requisition) (Requisition, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return r, err
	}
	if err := r.check(); err != nil {
		return r, err
	}
	if err := sees(scope, r); err != nil {
		return r, err
	}
	if err := s.stands(ctx, scope, r); err != nil {
		return r, err
	}
	r.State, r.WrittenBy, r.WrittenAt = Draft, scope.Actor(), s.Now()
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.store.AddRequisition(ctx, scope, r); err != nil {
			return err
		}
		return s.record(ctx, scope, "write", r.ID, map[string]any{"name": r.Name, "seats": r.Seats})
	})
	return r, err
}

// Change writes a draft anew; whoever does so may not approve it.
func (s *Service) Change(ctx context.Context, scope auth.Scope, r Requisition) error {
	if err := r.check(); err != nil {
		return err
	}
	if err := sees(scope, r); err != nil {
		return err
	}
	if err := s.stands(ctx, scope, r); err != nil {
		return err
	}
	return s.step(ctx, scope, r.ID, r.Version, "change", []State{Draft}, func(now *Requisition) error {
		r.State, r.Spend, r.WrittenBy, r.WrittenAt = now.State, now.Spend, scope.Actor(), s.Now()
		*now = r
		return nil
	})
}

// Approve opens a draft. Who wrote it last cannot.
func (s *Service) Approve(ctx context.Context, scope auth.Scope, id, version int64) error {
	return s.step(ctx, scope, id, version, "approve", []State{Draft}, func(r *Requisition) error {
		if r.WrittenBy == scope.Actor() {
			return refuse(OwnWords, r.Name, "somebody else than who wrote it")
		}
		r.State, r.ApprovedBy, r.ApprovedAt = Open, scope.Actor(), s.Now()
		return nil
	})
}

// Close ends the search; candidates stay as they are.
func (s *Service) Close(ctx context.Context, scope auth.Scope, id, version int64) error {
	return s.step(ctx, scope, id, version, "close", []State{Draft, Open}, func(r *Requisition) error {
		r.State = Closed
		return nil
	})
}

// Spend says what a channel has cost so far.
func (s *Service) Spend(ctx context.Context, scope auth.Scope, id, version int64, channel string, minor int64) error {
	channel = strings.TrimSpace(channel) // as candidates' channels are
	c := checks{what: "spending"}
	c.text("channel", channel, 1, 120)
	c.need(minor >= 0, "minor", minor, "0 or more, in minor units")
	if err := c.err(); err != nil {
		return err
	}
	return s.step(ctx, scope, id, version, "spend", []State{Open, Closed}, func(r *Requisition) error {
		if r.Spend == nil {
			r.Spend = map[string]int64{}
		}
		r.Spend[channel] = minor
		return nil
	})
}

// step changes a requisition that is in one of some states.
func (s *Service) step(ctx context.Context, scope auth.Scope, id, version int64, what string, states []State, do func(*Requisition) error) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.hold(ctx, scope, id, states...)
		if err != nil {
			return err
		}
		if err := do(&r); err != nil {
			return err
		}
		r.ID, r.Version = id, version
		if _, err := s.store.UpdateRequisition(ctx, scope, r); err != nil {
			return err
		}
		return s.record(ctx, scope, what, id, map[string]any{"name": r.Name})
	})
}

func (s *Service) hold(ctx context.Context, scope auth.Scope, id int64, states ...State) (Requisition, error) {
	r, err := s.store.HoldRequisition(ctx, scope, id)
	if err == nil && !slices.Contains(states, r.State) {
		err = refuse(WrongState, string(r.State), fmt.Sprint(states))
	}
	return r, err
}

func (s *Service) record(ctx context.Context, scope auth.Scope, what string, id int64, detail map[string]any) error {
	return s.books.Journal.Record(ctx, scope, "requisition."+what, fmt.Sprintf("requisition:%d", id), detail)
}

// Enter takes in somebody who applies.
func (s *Service) Enter(ctx context.Context, scope auth.Scope, c Candidate) (Candidate, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return c, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.hold(ctx, scope, c.RequisitionID, Open)
		if err != nil {
			return err
		}
		list, err := s.store.Candidates(ctx, scope, r.ID)
		if err != nil {
			return err
		}
		c.Number, c.Stage, c.Ending, c.Reason, c.PersonID = len(list)+1, Applied, "", "", 0
		c.Days, c.EndedOn = map[Stage]grid.Date{Applied: c.AppliedOn}, grid.Date{}
		if err := c.check(r); err != nil {
			return err
		}
		if c, err = s.store.AddCandidate(ctx, scope, c); err != nil {
			return err
		}
		return s.record(ctx, scope, "candidate", r.ID, map[string]any{"candidate": c.Code(), "channel": c.Channel})
	})
	return c, err
}

// Move writes what is found out about a candidate and how far they have come: a stage on
// or back, or out with a reason, on a day (zero: today). Hired is not among the moves.
func (s *Service) Move(ctx context.Context, scope auth.Scope, c Candidate, on grid.Date) (Candidate, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return c, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.hold(ctx, scope, c.RequisitionID, Open)
		if err != nil {
			return err
		}
		now, err := s.store.Candidate(ctx, scope, r.ID, c.ID)
		if err != nil {
			return err
		}
		c.Number, c.Channel, c.AppliedOn, c.PersonID = now.Number, now.Channel, now.AppliedOn, 0
		if now.Stage == Hired || c.Stage == Hired {
			return refuse(WrongStage, c.Code(), "a candidate who is not hired; hiring is a step of its own")
		}
		if err := c.check(r); err != nil {
			return err
		}
		if err := c.dated(now, on, s.today()); err != nil {
			return err
		}
		if c, err = s.store.UpdateCandidate(ctx, scope, c); err != nil {
			return err
		}
		return s.record(ctx, scope, "move", r.ID, map[string]any{"candidate": c.Code(), "stage": string(c.Stage), "ending": string(c.Ending)})
	})
	return c, err
}
