package scheduling

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// BuildKind is the kind of job that builds a roster.
const BuildKind jobs.Kind = "roster.build"

// BuildOrder is what a build was asked to do.
type BuildOrder struct {
	RosterID  int64
	TimeLimit time.Duration
	Seed      uint64
	Threads   int
	// Simulate has the roster played, and its demand corrected until every queue
	// keeps its goals or the rounds are over.
	Simulate bool
}

// Limits of a build.
const (
	MaxBuildTime    = 2 * time.Hour
	MaxBuildThreads = 16
)

// BuildResult is what a build leaves with its job.
type BuildResult struct {
	RosterID  int64   `json:"rosterId"`
	Cost      float64 `json:"cost"` // of all terms together; the roster has them apart
	Bound     float64 `json:"bound"`
	Gap       float64 `json:"gap"`
	Status    string  `json:"status"`
	Shifts    int     `json:"shifts"`
	Breaches  int     `json:"breaches"`
	InputHash string  `json:"inputHash"`
}

// Build queues the search for a roster. The roster is closed to editing until
// it ends; locked shifts stay as they are. People for whom no roster exists are
// an [*UnsatisfiableError] before anything is queued, so that the planner can
// mend their terms or leave them out.
func (s *Service) Build(ctx context.Context, scope auth.Scope, order BuildOrder) (job int64, err error) {
	if order.TimeLimit < time.Second || order.TimeLimit > MaxBuildTime {
		return 0, &InvalidError{What: "build", Fields: []FieldError{{Field: "timeLimitS", Found: fmt.Sprintf("%g seconds", order.TimeLimit.Seconds()), Expected: fmt.Sprintf("1 to %g seconds", MaxBuildTime.Seconds()), Want: problem.Wanting(problem.WholeNumber, 1, int(MaxBuildTime.Seconds()))}}}
	}
	if order.Threads < 1 || order.Threads > MaxBuildThreads {
		return 0, &InvalidError{What: "build", Fields: []FieldError{{Field: "threads", Found: fmt.Sprint(order.Threads), Expected: fmt.Sprintf("1 to %d threads", MaxBuildThreads), Want: problem.Wanting(problem.WholeNumber, 1, MaxBuildThreads)}}}
	}
	plan, err := s.Open(ctx, scope, order.RosterID)
	if err != nil {
		return 0, err
	}
	if err := plan.Problem.possible(); err != nil {
		return 0, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.store.Roster(ctx, scope, order.RosterID)
		if err != nil {
			return err
		}
		r.State, r.Seed = Building, order.Seed
		if _, err := s.store.UpdateRoster(ctx, scope, r); err != nil {
			return err
		}
		if job, err = s.queue.Enqueue(ctx, scope, BuildKind, order, jobs.About(subject(r.ID)), jobs.Once(subject(r.ID))); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "roster.build", subject(r.ID), map[string]any{"seed": order.Seed, "seconds": order.TimeLimit.Seconds()})
	})
	return job, err
}

// RunBuild is the job's handler. Cancelled, it keeps the best roster so far.
func (s *Service) RunBuild(ctx context.Context, job *jobs.Job) (any, error) {
	var order BuildOrder
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	result, err := s.build(ctx, job, order)
	if err != nil && !errors.Is(context.Cause(ctx), jobs.ErrStopping) && !errors.Is(context.Cause(ctx), jobs.ErrLost) {
		err = errors.Join(err, s.reopen(context.WithoutCancel(ctx), job, order.RosterID))
	}
	return result, err
}

func (s *Service) build(ctx context.Context, job *jobs.Job, order BuildOrder) (any, error) {
	scope := job.Scope()
	whole := context.WithoutCancel(ctx) // what is known already is kept even when cancelled here
	r, err := s.store.Roster(whole, scope, order.RosterID)
	if err != nil {
		return nil, err
	}
	plan, err := s.openAgreed(whole, scope, r)
	if err != nil {
		return nil, err
	}
	record, err := s.recorder(whole, job, plan)
	if err != nil {
		return nil, err
	}
	var found roster.Result
	var check *Check
	if order.Simulate {
		found, check, err = s.correct(ctx, job, plan, order, record)
	} else {
		found, err = roster.Solve(ctx, plan.Problem.Problem, record.resume(settings(order)), searchProgress(ctx, job, record, nil))
	}
	if left, some := record.instead(ctx, plan.Problem.Problem); err != nil && some {
		found, err = left, nil
	}
	if err != nil {
		return nil, plan.Problem.explain(err)
	}
	if cause := context.Cause(ctx); errors.Is(cause, jobs.ErrStopping) || errors.Is(cause, jobs.ErrLost) {
		return nil, cause
	}
	return s.keep(context.WithoutCancel(ctx), job, plan, order, found, check)
}

// settings measures the search by the process's own clock, not by the service's:
// a limit is a length of time, whatever day it is.
func settings(order BuildOrder) roster.Settings {
	begun := time.Now()
	return roster.Settings{
		Seed: order.Seed, Threads: order.Threads, TimeLimit: order.TimeLimit,
		Elapsed: func() time.Duration { return time.Since(begun) },
	}
}

// searchProgress tells the job how the search goes, as part of more where within
// says so, and keeps its checkpoints. A wish to cancel ends the search through its
// context; what a worker who stops has found is kept for the next.
func searchProgress(ctx context.Context, job *jobs.Job, record *recorder, within func(jobs.Progress) jobs.Progress) func(roster.Incumbent) {
	return func(i roster.Incumbent) {
		if record.watch(ctx, i); i.Phase == roster.Finished && errors.Is(context.Cause(ctx), jobs.ErrStopping) {
			_ = record.keep(context.WithoutCancel(ctx), i)
		}
		p := jobs.Progress{Phase: string(i.Phase), Fraction: i.Fraction}
		if best := i.Cost.Total(); len(i.Best.Days) > 0 { // before the first roster there is no cost
			p.Best = &best
		}
		if !math.IsInf(i.Bound, 0) {
			p.Bound = &i.Bound
		}
		if within != nil {
			p = within(p)
		}
		_ = job.Progress(p)
	}
}

// keep writes what was found, once.
func (s *Service) keep(ctx context.Context, job *jobs.Job, plan *Opened, order BuildOrder, found roster.Result, check *Check) (any, error) {
	scope := job.Scope()
	breaches := len(roster.Verify(plan.Problem.Problem, found.Roster)) + len(plan.Problem.HardBreaks(roster.VerifyTeams(plan.Problem.Problem, found.Roster)))
	shifts := plan.Problem.shiftsOf(found.Roster, lockedOf(plan.Shifts))
	r := plan.Roster
	r.State, r.Cost, r.InputHash = Draft, found.Cost, plan.inputHash()
	if r.Bound = 0; !math.IsInf(found.Bound, 0) {
		r.Bound = found.Bound
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := job.Guard(ctx); err != nil {
			return err
		}
		if err := s.keepByHand(ctx, scope, plan); err != nil {
			return err
		}
		if err := s.store.DropCheckpoint(ctx, scope, r.ID); err != nil {
			return err
		}
		if err := s.store.ReplaceShifts(ctx, scope, r.ID, shifts); err != nil {
			return err
		}
		updated, err := s.store.UpdateRoster(ctx, scope, r)
		if err != nil {
			return err
		}
		if check != nil {
			check.Version = updated.Version
		}
		if err := s.store.SetCheck(ctx, scope, r.ID, check); err != nil {
			return err
		}
		return s.keepPlan(ctx, scope, KeptPlan{
			Origin: FromBuild, RosterID: r.ID, Cost: r.Cost, Bound: r.Bound, InputHash: r.InputHash, Breaches: breaches,
			Order: order, Shifts: shifts, Check: check,
		})
	})
	return BuildResult{
		RosterID: r.ID, Cost: found.Cost.Total(), Bound: r.Bound, Gap: found.Gap(), Status: string(found.Status),
		Shifts: len(shifts), Breaches: breaches, InputHash: r.InputHash,
	}, err
}

func lockedOf(shifts []Shift) []Shift {
	var locked []Shift
	for _, s := range shifts {
		if s.Locked {
			locked = append(locked, s)
		}
	}
	return locked
}

// reopen makes a roster editable again whose build came to nothing.
func (s *Service) reopen(ctx context.Context, job *jobs.Job, id int64) error {
	scope := job.Scope()
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.store.Roster(ctx, scope, id)
		if err != nil || r.State != Building {
			return err
		}
		if err := s.store.DropCheckpoint(ctx, scope, id); err != nil {
			return err
		}
		r.State = Draft
		_, err = s.store.UpdateRoster(ctx, scope, r)
		return err
	})
}

// inputHash identifies what a roster was built from.
func (o *Opened) inputHash() string {
	h := sha256.New()
	encoder := json.NewEncoder(h)
	for _, d := range o.Problem.demands {
		_ = encoder.Encode(d.Hash) // writing to a hash cannot fail
	}
	_ = encoder.Encode(o.Problem.People)
	_ = encoder.Encode(o.Problem.Agreements)
	_ = encoder.Encode(o.Problem.Templates)
	if len(o.Problem.TeamRules) > 0 {
		_ = encoder.Encode(o.Problem.TeamRules)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// possible refuses a problem that contradicts itself and all people for whom no
// roster exists, which takes a moment; the search may take hours.
func (p *Problem) possible() error {
	if faults := append(p.Faults(), p.Unkeepable()...); len(faults) > 0 {
		return p.contradiction(faults)
	}
	refused := &UnsatisfiableError{People: p.loose}
	if conflicts := roster.Conflicts(p.Problem); len(conflicts) > 0 {
		refused.People = append(refused.People, p.named(conflicts)...)
	}
	if len(refused.People) > 0 {
		return refused
	}
	return nil
}

// explain puts the optimiser's refusal into names.
func (p *Problem) explain(err error) error {
	var infeasible *roster.Infeasible
	if !errors.As(err, &infeasible) {
		return err
	}
	return &UnsatisfiableError{People: p.named(infeasible.Conflicts)}
}

// named says which people are meant, what clashes and what would help.
func (p *Problem) named(conflicts []roster.Conflict) []Unsatisfiable {
	var out []Unsatisfiable
	for _, c := range conflicts {
		person := p.people[c.Person]
		who := Unsatisfiable{PersonID: person.ID, PersonName: person.Name, Rules: c.Rules, Reliefs: c.Reliefs}
		who.Agreement = p.Agreements[p.People[c.Person].Agreement].Code
		who.Reason = fmt.Sprintf("%s (%s), agreement %s: no roster satisfies %s together",
			person.Name, person.Code, who.Agreement, ruleNames(c.Rules))
		if len(c.Reliefs) > 0 {
			who.Relaxation = reliefText(c.Reliefs[0])
		}
		out = append(out, who)
	}
	return out
}

func ruleNames(names []rules.Rule) string {
	text := ""
	for i, n := range names {
		switch {
		case i > 0 && i == len(names)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += string(n)
	}
	return text
}

func reliefText(r roster.Relief) string {
	if r.To == rules.Nothing {
		return fmt.Sprintf("drop %s", r.Rule)
	}
	return fmt.Sprintf("change %s from %d to %d", r.Rule, r.From, r.To)
}
