package vendors

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CommitmentQuery says which commitments to list; zero fields do not narrow.
type CommitmentQuery struct {
	ProgrammeID, QueueID int64
	From, To             grid.Date // that touch these days
	States               []CommitmentState
	Limit                int // at most so many, the newest first; 0: all
}

// CommitmentStore keeps commitments. Those of programmes outside the scope do not
// exist for its callers.
type CommitmentStore interface {
	Transactor
	// AddCommitment keeps a commitment with its steps.
	AddCommitment(ctx context.Context, scope auth.Scope, c Commitment) (Commitment, error)
	Commitment(ctx context.Context, scope auth.Scope, id int64) (Commitment, error)
	// Commitments lists with curves and steps, the latest days first.
	Commitments(ctx context.Context, scope auth.Scope, q CommitmentQuery) ([]Commitment, error)
	// UpdateCommitment writes state, clock and curves of a commitment that still has
	// the version of c, and adds a step.
	UpdateCommitment(ctx context.Context, scope auth.Scope, c Commitment, step Step) (Commitment, error)
}

// LockedForecast is a forecast as it was promised, by interval.
type LockedForecast struct {
	QueueID, EmployerID int64
	Zone                string
	Minutes             int
	From                grid.Date
	Days                int
	Contacts            []float64
	AHTS                []float64 // nil where no handle time is known
	Agents              []float64 // that the newest requirement on it needs, shrinkage left out; nil without one
}

// ForecastLocks finds locked forecasts; the forecast domain has them.
type ForecastLocks interface {
	Locked(ctx context.Context, scope auth.Scope, id int64) (LockedForecast, error)
}

// Commitments is the verbs of asking for hours and of answering.
type Commitments struct {
	store      CommitmentStore
	programmes ProgrammeStore
	locks      ForecastLocks
	journal    Journal
	// Accounts books what was agreed; nil: nothing.
	Accounts Booker
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewCommitments connects commitments with what they need of others.
func NewCommitments(store CommitmentStore, programmes ProgrammeStore, locks ForecastLocks, journal Journal) *Commitments {
	return &Commitments{store: store, programmes: programmes, locks: locks, journal: journal, Now: time.Now}
}

// CommitmentOrder asks for hours.
type CommitmentOrder struct {
	ProgrammeID, LockID    int64
	Share                  float64
	VolumeBand, HandleBand float64
	Tolerance              float64
	Occupancy              float64 // of agents, where no requirement rests on the lock
	Due                    time.Time
	Note                   string
}

// Get returns one commitment.
func (s *Commitments) Get(ctx context.Context, scope auth.Scope, id int64) (Commitment, error) {
	return s.store.Commitment(ctx, scope, id)
}

// List lists commitments, the latest days first.
func (s *Commitments) List(ctx context.Context, scope auth.Scope, q CommitmentQuery) ([]Commitment, error) {
	return s.store.Commitments(ctx, scope, q)
}

// Ask asks a programme for agent hours on a locked forecast. A programme of the own
// staff or of a machine has nobody else to answer: it agrees at once.
func (s *Commitments) Ask(ctx context.Context, scope auth.Scope, o CommitmentOrder) (Commitment, error) {
	p, err := s.programmes.Programme(ctx, scope, o.ProgrammeID)
	if errors.Is(err, database.ErrNotFound) {
		return Commitment{}, refused("commitment", problem.List{{Field: "programmeId", Found: fmt.Sprint(o.ProgrammeID), Expected: "a programme"}})
	}
	if err != nil {
		return Commitment{}, err
	}
	locked, err := s.locks.Locked(ctx, scope, o.LockID)
	if errors.Is(err, database.ErrNotFound) {
		return Commitment{}, refused("commitment", problem.List{{Field: "lockId", Found: fmt.Sprint(o.LockID), Expected: "a locked forecast"}})
	}
	if err != nil {
		return Commitment{}, err
	}
	if err := o.check(p, locked, s.Now()); err != nil {
		return Commitment{}, err
	}
	c := Commitment{
		ProgrammeID: p.ID, QueueID: locked.QueueID, LockID: o.LockID, State: Asked, Zone: locked.Zone, Minutes: locked.Minutes,
		From: locked.From, To: locked.From.AddDays(locked.Days - 1), Share: o.Share, VolumeBand: o.VolumeBand, HandleBand: o.HandleBand, Tolerance: o.Tolerance,
		Due: o.Due, Curves: o.curves(locked), CreatedAt: s.Now(), CreatedBy: scope.Actor(),
	}
	c.Steps = []Step{{Owner, Ask, total(c.Curves.Asked), o.Note, s.Now(), scope.Actor()}}
	if !answeredByPartner(p) {
		c.State, c.Due, c.Curves.Committed = Agreed, s.Now(), c.Curves.Asked
		c.Steps = append(c.Steps, Step{Owner, Agree, total(c.Curves.Asked), "", s.Now(), scope.Actor()})
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.programmes.HoldProgramme(ctx, scope, p.ID); err != nil {
			return err
		}
		if err := s.free(ctx, scope, c); err != nil {
			return err
		}
		if c, err = s.store.AddCommitment(ctx, scope, c); err != nil {
			return err
		}
		if err := s.settled(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "commitment.ask", commitmentSubject(c.ID), map[string]any{"programme": p.ID, "lock": o.LockID, "hours": total(c.Curves.Asked), "hash": c.Hash})
	})
	return c, err
}

func commitmentSubject(id int64) string { return fmt.Sprintf("commitment/%d", id) }

// answeredByPartner reports whether somebody outside the centre answers for a
// programme.
func answeredByPartner(p Programme) bool { return p.Mode != "in_house" && p.Mode != "bot" }

// free refuses days that another commitment of the programme has for the queue.
func (s *Commitments) free(ctx context.Context, scope auth.Scope, c Commitment) error {
	others, err := s.store.Commitments(ctx, scope, CommitmentQuery{
		ProgrammeID: c.ProgrammeID, QueueID: c.QueueID, From: c.From, To: c.To, States: []CommitmentState{Asked, Countered, Agreed}, Limit: 1,
	})
	if err == nil && len(others) > 0 {
		err = &CommitmentOverlapError{others[0].ID, others[0].From, others[0].To}
	}
	return err
}

// check says everything that is wrong with an order.
func (o CommitmentOrder) check(p Programme, locked LockedForecast, now time.Time) error {
	var l problem.List
	l.Need(p.Serves(locked.QueueID), "lockId", fmt.Sprintf("a forecast of queue %d", locked.QueueID), "a forecast of a queue that the programme serves", problem.Wanting(problem.ServingProgramme))
	l.Need(locked.EmployerID == 0 || locked.EmployerID == p.EmployerID, "lockId", "a forecast promised to another employer", "one promised to the programme's employer, or to nobody in particular", problem.Wanting(problem.SameEmployer))
	l.Need(o.Share > 0 && o.Share <= 1, "share", o.Share, "more than 0, to 1", problem.Wanting(problem.Share))
	l.Need(isShare(o.VolumeBand), "volumeBand", o.VolumeBand, "a share from 0 to 1", problem.Wanting(problem.Share))
	l.Need(isShare(o.HandleBand), "handleBand", o.HandleBand, "a share from 0 to 1", problem.Wanting(problem.Share))
	l.Need(o.Tolerance >= 0 && o.Tolerance < 1, "tolerance", o.Tolerance, "a share from 0 to below 1", problem.Wanting(problem.Share))
	l.Need(o.Occupancy > 0 && o.Occupancy <= 1, "occupancy", o.Occupancy, "more than 0, to 1", problem.Wanting(problem.Share))
	l.Need(locked.Agents != nil || locked.AHTS != nil, "lockId", "a forecast without handle times and without a requirement", "one of which hours can be computed", problem.Wanting(problem.ComputableHours))
	l.Need(!answeredByPartner(p) || o.Due.After(now), "dueAt", o.Due.UTC().Format(time.RFC3339), "a time to come", problem.Wanting(problem.TimeToCome))
	l.Need(isText(o.Note, 0, longestText), "note", "a text of "+characters(o.Note), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	return refused("commitment", l)
}

// curves are the programme's share of the lock, and the agent hours that it takes: of
// the requirement where one rests on the lock, else contacts × handle time ÷ occupancy.
func (o CommitmentOrder) curves(locked LockedForecast) Curves {
	n := len(locked.Contacts)
	out := Curves{Contacts: make([]float64, n), AHTS: locked.AHTS, Asked: make([]float64, n)}
	for i, contacts := range locked.Contacts {
		out.Contacts[i] = contacts * o.Share
		if locked.Agents != nil {
			out.Asked[i] = o.Share * locked.Agents[i] * float64(locked.Minutes) / 60
		} else {
			out.Asked[i] = out.Contacts[i] * locked.AHTS[i] / 3600 / o.Occupancy
		}
	}
	return out
}

// Accept promises all that was asked. It is the vendor's to do.
func (s *Commitments) Accept(ctx context.Context, scope auth.Scope, id, version int64, note string) (Commitment, error) {
	return s.act(ctx, scope, id, version, Step{Party: Partner, Action: Accept, Note: note}, Asked, func(c *Commitment) error {
		c.State, c.Curves.Offered, c.Curves.Committed = Agreed, c.Curves.Asked, c.Curves.Asked
		return nil
	})
}

// Counter answers with less. It is the vendor's to do.
func (s *Commitments) Counter(ctx context.Context, scope auth.Scope, id, version int64, cuts []Cut, note string) (Commitment, error) {
	return s.act(ctx, scope, id, version, Step{Party: Partner, Action: Counter, Note: note}, Asked, func(c *Commitment) (err error) {
		c.State = Countered
		c.Curves.Offered, err = c.offered(cuts)
		return err
	})
}

// Agree takes what the vendor offers. It is the owner's to do.
func (s *Commitments) Agree(ctx context.Context, scope auth.Scope, id, version int64, note string) (Commitment, error) {
	return s.act(ctx, scope, id, version, Step{Party: Owner, Action: Agree, Note: note}, Countered, func(c *Commitment) error {
		c.State, c.Curves.Committed = Agreed, c.Curves.Offered
		return nil
	})
}

// Insist asks for all of it again, until a new time.
func (s *Commitments) Insist(ctx context.Context, scope auth.Scope, id, version int64, due time.Time, note string) (Commitment, error) {
	return s.act(ctx, scope, id, version, Step{Party: Owner, Action: Insist, Note: note}, Countered, func(c *Commitment) error {
		if !due.After(s.Now()) {
			return refused("commitment", problem.List{{Field: "dueAt", Found: due.UTC().Format(time.RFC3339), Expected: "a time to come"}})
		}
		c.State, c.Due = Asked, due
		return nil
	})
}

// Withdraw takes a question back that is not settled.
func (s *Commitments) Withdraw(ctx context.Context, scope auth.Scope, id, version int64, note string) (Commitment, error) {
	c, err := s.store.Commitment(ctx, scope, id)
	if err != nil {
		return c, err
	}
	from := Asked
	if c.State == Countered {
		from = Countered
	}
	return s.act(ctx, scope, id, version, Step{Party: Owner, Action: Withdraw, Note: note}, from, func(c *Commitment) error {
		c.State = Withdrawn
		return nil
	})
}

// settled books a commitment that is agreed.
func (s *Commitments) settled(ctx context.Context, scope auth.Scope, c Commitment) error {
	if c.State != Agreed {
		return nil
	}
	return booked(ctx, scope, s.Accounts, c.ProgrammeID, c.From, c.To)
}

// act does one step at the state that it is for.
func (s *Commitments) act(ctx context.Context, scope auth.Scope, id, version int64, step Step, at CommitmentState, change func(*Commitment) error) (Commitment, error) {
	if !isText(step.Note, 0, longestText) {
		return Commitment{}, refused("answer", problem.List{{Field: "note", Found: "a text of " + characters(step.Note), Expected: fmt.Sprintf("at most %d characters", longestText)}})
	}
	var kept Commitment
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		c, err := s.store.Commitment(ctx, scope, id)
		if err != nil {
			return err
		}
		if c.State != at {
			return &CommitmentStateError{id, c.State, step.Action}
		}
		if err := change(&c); err != nil {
			return err
		}
		c.Version, step.At, step.Actor, step.Hours = version, s.Now(), scope.Actor(), total(c.Curves.Asked)
		if step.Action == Counter || step.Action == Agree {
			step.Hours = total(c.Curves.Offered)
		}
		if kept, err = s.store.UpdateCommitment(ctx, scope, c, step); err != nil {
			return err
		}
		if err := s.settled(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "commitment."+string(step.Action), commitmentSubject(id), map[string]any{"hours": step.Hours, "hash": kept.Hash})
	})
	return kept, err
}
