package scheduling

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// Origin says how a kept plan came to be.
type Origin string

// The origins: what a build found, and what a planner had made of a roster before a
// build or an earlier plan took its place.
const (
	FromBuild Origin = "build"
	ByHand    Origin = "edited"
)

// KeptPlan is a roster as it once stood: every finished build leaves one. They can
// be compared with what stands now, and be taken back.
type KeptPlan struct {
	ID, RosterID int64
	Origin       Origin
	At           time.Time
	ActorID      int64
	ActorName    string
	Pinned       bool // not forgotten however many come after it
	// Cost and Bound are those of the day; Bound is 0 where there is none.
	Cost      Cost
	Bound     float64
	InputHash string
	Breaches  int
	Count     int // of shifts
	// Order is what the build was asked to do, zero for plans by hand.
	Order BuildOrder
	// Digest tells plans apart by their shifts, locks aside.
	Digest string
	// Shifts and Check are the plan itself; lists leave them out.
	Shifts []Shift
	Check  *Check
}

// Gap is how far the cost may lie above the best possible, as of a roster.
func (k KeptPlan) Gap() float64 { return Roster{Cost: k.Cost, Bound: k.Bound}.Gap() }

// How many plans of one roster are kept: the newest of those that are not pinned.
const (
	keptPlans   = 10
	pinnedPlans = 10
)

// KeptPlanStore keeps earlier plans of rosters.
type KeptPlanStore interface {
	// AddKeptPlan keeps a plan and forgets the oldest that are not pinned, beyond
	// the newest so many.
	AddKeptPlan(ctx context.Context, scope auth.Scope, k KeptPlan, most int) (KeptPlan, error)
	// KeptPlans returns those of a roster without their shifts, the newest first.
	KeptPlans(ctx context.Context, scope auth.Scope, roster int64) ([]KeptPlan, error)
	// KeptPlan returns one with its shifts.
	KeptPlan(ctx context.Context, scope auth.Scope, roster, id int64) (KeptPlan, error)
	PinKeptPlan(ctx context.Context, scope auth.Scope, roster, id int64, pinned bool) error
}

// digest identifies shifts, whatever their order and their locks.
func digest(shifts []Shift) string {
	lines := make([]string, len(shifts))
	for i, s := range shifts {
		lines[i] = fmt.Sprint(s.PersonID, s.Day, s.Start.Unix(), s.End.Unix(), s.QueueID, s.Template)
		for _, p := range s.Pauses {
			lines[i] += fmt.Sprint(" ", p.Start.Unix(), p.End.Unix(), p.Kind, p.Paid)
		}
	}
	slices.Sort(lines)
	h := sha256.New()
	for _, line := range lines {
		h.Write([]byte(line + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// KeptPlans returns the earlier plans of a roster, the newest first, and which of
// them stands now: 0 for none.
func (s *Service) KeptPlans(ctx context.Context, scope auth.Scope, id int64) (list []KeptPlan, standing int64, err error) {
	if _, err := s.store.Roster(ctx, scope, id); err != nil {
		return nil, 0, err
	}
	shifts, err := s.store.Shifts(ctx, scope, id)
	if err != nil {
		return nil, 0, err
	}
	list, err = s.store.KeptPlans(ctx, scope, id)
	now := digest(shifts)
	if at := slices.IndexFunc(list, func(k KeptPlan) bool { return k.Digest == now }); at >= 0 {
		standing = list[at].ID
	}
	return list, standing, err
}

// PinKeptPlan has a plan kept however many come after it, or no longer.
func (s *Service) PinKeptPlan(ctx context.Context, scope auth.Scope, id, plan int64, pinned bool) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		list, _, err := s.KeptPlans(ctx, scope, id)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(list, func(k KeptPlan) bool { return !k.Pinned || k.ID == plan })
		if pinned && len(others) >= pinnedPlans {
			return &InvalidError{What: "kept plan", Fields: []FieldError{{Field: "pinned", Found: fmt.Sprintf("%d pinned plans already", len(others)), Expected: fmt.Sprintf("at most %d of one roster", pinnedPlans), Want: problem.Wanting(problem.AtMost, pinnedPlans)}}}
		}
		return s.store.PinKeptPlan(ctx, scope, id, plan, pinned)
	})
}

// TakeBackPlan puts an earlier plan in the place of what stands, which is kept in
// turn. Shifts of people whom the roster no longer plans are left out.
func (s *Service) TakeBackPlan(ctx context.Context, scope auth.Scope, id, version, plan int64) (Roster, error) {
	var r Roster
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.editable(ctx, scope, id, version, "taking back an earlier plan"); err != nil {
			return err
		}
		kept, err := s.store.KeptPlan(ctx, scope, id, plan)
		if err != nil {
			return err
		}
		standing, err := s.open(ctx, scope, r)
		if err != nil {
			return err
		}
		if err := s.keepByHand(ctx, scope, standing); err != nil {
			return err
		}
		if err := s.store.ReplaceShifts(ctx, scope, id, standing.known(kept.Shifts)); err != nil {
			return err
		}
		if err := s.store.SetCheck(ctx, scope, id, kept.Check); err != nil {
			return err
		}
		if r, err = s.remeasured(ctx, scope, r, kept); err != nil {
			return err
		}
		if kept.Check != nil {
			kept.Check.Version = r.Version
			if err := s.store.SetCheck(ctx, scope, id, kept.Check); err != nil {
				return err
			}
		}
		return s.journal.Record(ctx, scope, "roster.restore", subject(id), map[string]any{"plan": plan, "of": kept.At})
	})
	return r, err
}

// remeasured writes what the shifts that now stand cost. The bound of their build
// holds as long as nothing has changed that it was built from.
func (s *Service) remeasured(ctx context.Context, scope auth.Scope, r Roster, kept KeptPlan) (Roster, error) {
	plan, err := s.open(ctx, scope, r)
	if err != nil {
		return r, err
	}
	r.Cost, r.Bound, r.InputHash = roster.Evaluate(plan.Problem.Problem, plan.Problem.lay(plan.Shifts)), 0, plan.inputHash()
	if kept.InputHash == r.InputHash {
		r.Bound = kept.Bound
	}
	return s.store.UpdateRoster(ctx, scope, r)
}

// known leaves out the shifts of people whom the roster does not plan.
func (o *Opened) known(shifts []Shift) []Shift {
	return slices.DeleteFunc(slices.Clone(shifts), func(s Shift) bool {
		_, planned := o.Problem.position[s.PersonID]
		return !planned
	})
}

// keepByHand keeps what stands if no kept plan is the same: a planner made it.
func (s *Service) keepByHand(ctx context.Context, scope auth.Scope, o *Opened) error {
	if len(o.Shifts) == 0 {
		return nil
	}
	list, err := s.store.KeptPlans(ctx, scope, o.Roster.ID)
	if err != nil {
		return err
	}
	now := digest(o.Shifts)
	if slices.ContainsFunc(list, func(k KeptPlan) bool { return k.Digest == now }) {
		return nil
	}
	check, err := s.store.Check(ctx, scope, o.Roster.ID)
	if err != nil {
		return err
	}
	return s.keepPlan(ctx, scope, KeptPlan{
		Origin: ByHand, RosterID: o.Roster.ID, Cost: o.Roster.Cost, Bound: o.Roster.Bound, InputHash: o.Roster.InputHash,
		Breaches: len(hardBreaches(o.Breaches())), Shifts: o.Shifts, Check: check,
	})
}

// keepPlan completes a plan and keeps it.
func (s *Service) keepPlan(ctx context.Context, scope auth.Scope, k KeptPlan) error {
	k.At, k.ActorID, k.Count, k.Digest = s.Now(), scope.Actor(), len(k.Shifts), digest(k.Shifts)
	_, err := s.store.AddKeptPlan(ctx, scope, k, keptPlans)
	return err
}
