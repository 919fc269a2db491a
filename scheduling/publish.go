package scheduling

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Difference returns what publishing the roster now would change.
func (s *Service) Difference(ctx context.Context, scope auth.Scope, id int64) (Difference, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return Difference{}, err
	}
	told, err := s.store.Told(ctx, scope, plan.planned(), plan.Roster.From, plan.Roster.To())
	return Diff(told, plan.Shifts), err
}

// planned are the people whom the roster speaks about: those it plans and
// those who still have a shift in it.
func (o *Opened) planned() []int64 {
	seen := map[int64]bool{}
	var ids []int64
	add := func(id int64) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, p := range o.People() {
		add(p.ID)
	}
	for _, shift := range o.Shifts {
		add(shift.PersonID)
	}
	return ids
}

// Publish tells people what the roster plans: their lists and calendar feeds
// change in the same moment. A roster with broken rules, soft team
// rules apart, is a [*RuleError], unless force says that the planner knows.
func (s *Service) Publish(ctx context.Context, scope auth.Scope, id, version int64, force bool) (Roster, Difference, error) {
	var r Roster
	var diff Difference
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.editable(ctx, scope, id, version, "publishing"); err != nil {
			return err
		}
		plan, err := s.open(ctx, scope, r)
		if err != nil {
			return err
		}
		if broken := hardBreaches(plan.Breaches()); len(broken) > 0 && !force {
			return &RuleError{Breaches: broken}
		}
		people := plan.planned()
		told, err := s.store.Told(ctx, scope, people, r.From, r.To())
		if err != nil {
			return err
		}
		diff = Diff(told, plan.Shifts)
		r.State, r.PublishedVersion, r.PublishedAt = Published, r.Version+1, s.Now()
		if r, err = s.store.UpdateRoster(ctx, scope, r); err != nil {
			return err
		}
		p := Publication{RosterID: id, Version: r.Version, At: r.PublishedAt, By: scope.Actor(), Shifts: plan.Shifts}
		if err := s.store.Publish(ctx, scope, r, p, people); err != nil {
			return err
		}
		if err := s.decide(ctx, scope, plan); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "roster.publish", subject(id), map[string]any{
			"version": r.Version, "people": diff.People(), "added": len(diff.Added), "removed": len(diff.Removed), "changed": len(diff.Changed),
		})
	})
	s.ledgers.forget()
	return r, diff, err
}

// TakeOver keeps shifts of the days before a roster as what people were told then, by
// whatever made rosters before: what is counted over the past, such as burdens and rests,
// would begin at nothing otherwise. Shifts of later days are refused.
func (s *Service) TakeOver(ctx context.Context, scope auth.Scope, id int64, shifts []Shift) error {
	if err := scope.Require(auth.ManageRosters); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.store.Roster(ctx, scope, id)
		if err != nil || len(shifts) == 0 {
			return err
		}
		first, people := r.From, map[int64]bool{}
		for i, shift := range shifts {
			if !shift.Day.Before(r.From) {
				return &InvalidError{What: "shifts of before", Fields: []FieldError{{
					Field: fmt.Sprintf("shifts[%d].day", i), Found: shift.Day.String(), Expected: "a day before " + r.From.String(), Want: problem.Wanting(problem.DayBefore, r.From),
				}}}
			}
			if shift.Day.Before(first) {
				first = shift.Day
			}
			people[shift.PersonID] = true
		}
		ids := slices.Sorted(maps.Keys(people))
		p := Publication{RosterID: id, At: s.Now(), By: scope.Actor(), Shifts: shifts}
		r.Days, r.From = first.DaysUntil(r.From), first
		if err := s.store.Publish(ctx, scope, r, p, ids); err != nil {
			return err
		}
		s.ledgers.forget()
		return s.journal.Record(ctx, scope, "roster.take_over", subject(id), map[string]any{"shifts": len(shifts), "people": len(ids), "from": first.String()})
	})
}

// Told returns published shifts of whom the scope sees: an agent's own.
func (s *Service) Told(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]Shift, error) {
	return s.store.Told(ctx, scope, nil, from, to)
}

// ToldTo lists the shifts of some days that one person was told.
func (s *Service) ToldTo(ctx context.Context, scope auth.Scope, person int64, from, to grid.Date) ([]Shift, error) {
	return s.store.Told(ctx, scope, []int64{person}, from, to)
}

// NewFeed gives a person's calendar a new secret address and returns the
// secret; it is not kept and cannot be shown again.
func (s *Service) NewFeed(ctx context.Context, scope auth.Scope, person int64) (token string, err error) {
	secret := make([]byte, 24)
	if _, err := rand.Read(secret); err != nil {
		return "", err
	}
	token = base64.RawURLEncoding.EncodeToString(secret)
	return token, s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.SetFeed(ctx, scope, person, feedHash(token)); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "feed.rotate", "person", map[string]any{"personId": person})
	})
}

func feedHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// feedPast and feedFuture are the days around today that a feed shows.
const feedPast, feedFuture = 31, 180

// Feed returns the person and the published shifts behind a secret address.
func (s *Service) Feed(ctx context.Context, token string) (tenant, person int64, shifts []Shift, err error) {
	tenant, person, err = s.store.FeedPerson(ctx, feedHash(token))
	if err != nil {
		return 0, 0, nil, err
	}
	today := grid.DateOf(s.Now().UTC())
	shifts, err = s.store.Told(ctx, auth.SystemScope(tenant), []int64{person}, today.AddDays(-feedPast), today.AddDays(feedFuture))
	return tenant, person, shifts, err
}
