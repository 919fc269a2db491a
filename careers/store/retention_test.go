package store_test

import (
	"testing"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/careers/store"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-06, 004-07: decisions go six years after they took effect, and not a day before;
// what is still under way, and where people have stood, stays.
func TestDecisionsGoAfterSixYears(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 8)
		a, b := c.people[1], c.people[2]
		c.deserves(t, a)
		closed := c.scored(t, c.open(t, 1), a)
		if err := c.rounds.Decide(ctx, as(t, 101, 0), closed.ID, a, round.Promoted, "the best of all"); err != nil {
			t.Fatal(err)
		}
		closed = must(c.rounds.Advance(ctx, c.scope, closed.ID, closed.Version))(t)
		underWay := c.openFor(t, "excellent", 1, careers.Changes{})
		must(c.rounds.Apply(ctx, as(t, 900, b), underWay.ID, "please"))(t)
		c.day = today.AddDays(30)
		must(c.rounds.ApplyDue(ctx, c.scope))(t)
		for range 2 {
			closed = must(c.rounds.Advance(ctx, c.scope, closed.ID, closed.Version))(t)
		}
		if closed.State != round.Closed {
			t.Fatalf("the round is %s, want it closed", closed.State)
		}
		counted := voting(t, c, "2026-07")
		for _, voter := range c.people[3:] {
			if err := vote(c, t, counted, voter, a); err != nil && voter != c.people[8] {
				t.Fatal(err)
			}
		}
		c.day = counted.Closes.AddDays(1)
		must(c.elections.Count(ctx, c.scope, counted.ID, counted.Version))(t)
		stood := must(c.ladders.Spells(ctx, c.scope, a))(t)

		retention := careers.NewRetention(store.NewRetention(db), silent{})
		retention.Now = c.now
		snapshots := 0
		for _, at := range []struct {
			day               string
			rounds, elections int
		}{{"2032-07-15", 0, 0}, {"2032-07-16", 1, 0}, {"2032-07-31", 0, 0}, {"2032-08-01", 0, 1}, {"2046-08-01", 0, 0}} {
			c.day = grid.MustDate(at.day)
			gone := must(retention.Forget(ctx, c.scope))(t)
			if gone.Rounds != at.rounds || gone.Elections != at.elections {
				t.Errorf("on %s %+v went, want %d rounds and %d elections", at.day, gone, at.rounds, at.elections)
			}
			snapshots += gone.Snapshots
		}
		if snapshots != 2 {
			t.Errorf("%d snapshots went, want those of the application and of the decision about it", snapshots)
		}
		if left := must(c.rounds.Rounds(ctx, c.scope, 0, 10))(t); len(left) != 1 || left[0].ID != underWay.ID {
			t.Errorf("rounds %+v are left, want the one under way", left)
		}
		if own := must(c.rounds.OwnApplications(ctx, as(t, 900, b)))(t); len(own) != 1 {
			t.Errorf("%d applications are left of who still applies, want 1", len(own))
		}
		if spells := must(c.ladders.Spells(ctx, c.scope, a))(t); len(spells) != len(stood) {
			t.Errorf("%d rungs are left of where somebody stood, want %d", len(spells), len(stood))
		}
	})
}
