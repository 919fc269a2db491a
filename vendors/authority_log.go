package vendors

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Uses lists the newest decisions.
func (s *Authority) Uses(ctx context.Context, scope auth.Scope) ([]AuthorityUse, error) {
	return s.store.NewestUses(ctx, scope, 200)
}

// Follow records how a contact went on: hours that an escalation added, and whether
// it ended well.
func (s *Authority) Follow(ctx context.Context, scope auth.Scope, number int64, hours, outcome *float64) error {
	for _, v := range []*float64{hours, outcome} {
		if v != nil && !(*v >= 0 && *v <= 1e6) {
			return authority.Refuse("use", "outcome", authority.NoOutcome, "below 0 or no number", "0 or more")
		}
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error { return s.store.SetUseOutcome(ctx, scope, number, hours, outcome) })
}

// Verification is what a walk over the whole log found.
type Verification struct {
	Uses   int64
	Broken int64 // number of the first use that is not as it was written; 0: none
	Roots  []AuthorityRoot
}

// verifyPart is how many uses are read at a time.
const verifyPart = 5000

// Verify walks the whole log of the tenant, and keeps the day's root apart from it.
func (s *Authority) Verify(ctx context.Context, scope auth.Scope) (Verification, error) {
	if scope.Employer() != 0 || scope.Person() != 0 {
		return Verification{}, database.ErrNotFound
	}
	whole := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	var v Verification
	var carried []authority.Use // the last of the part before, to chain on
	for v.Broken == 0 {
		part, err := s.store.Uses(ctx, whole, v.Uses, verifyPart)
		if err != nil {
			return v, err
		}
		if len(part) == 0 {
			break
		}
		broken, last := brokenIn(carried, part, v.Uses)
		v.Broken = broken
		v.Uses, carried = part[len(part)-1].Number, []authority.Use{last}
	}
	now := s.Now()
	root := AuthorityRoot{Day: grid.DateOf(now.UTC()).String(), Number: v.Uses, VerifiedAt: now, Broken: v.Broken}
	var hash []byte
	if len(carried) > 0 {
		hash = carried[0].Hash[:]
	}
	err := s.store.InTx(ctx, whole, func(ctx context.Context) error {
		if err := s.store.AddRoot(ctx, whole, root, hash); err != nil || v.Broken == 0 {
			return err
		}
		return s.journal.Record(ctx, whole, "authority.broken", "authority", map[string]any{"number": v.Broken})
	})
	if err != nil {
		return v, err
	}
	v.Roots, err = s.store.Roots(ctx, whole, 30)
	return v, err
}

// brokenIn is the number of the first broken use of a part after another, and the
// part's last use.
func brokenIn(before []authority.Use, part []AuthorityUse, after int64) (int64, authority.Use) {
	last := part[len(part)-1].Use
	for i, u := range part {
		if u.Number != after+int64(i)+1 {
			return after + int64(i) + 1, last // one is missing
		}
		again := authority.Seal(before, authority.Subject{ID: u.Subject}, authority.Request{Right: u.Right, Contact: u.Contact, Amount: u.Amount, At: u.At, Second: u.Second}, u.Decision)
		if again.Hash != u.Hash {
			return u.Number, last
		}
		before = []authority.Use{u.Use}
	}
	return 0, last
}
