package store_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// kindsOf are the rules by which something was refused.
func kindsOf(err error) []string {
	var refused *careers.RefusedError
	if !errors.As(err, &refused) {
		return nil
	}
	var kinds []string
	for _, r := range refused.Rules {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

// refusedBy wants an error of a rule.
func refusedBy(t *testing.T, what string, err error, kind string) {
	t.Helper()
	for _, k := range kindsOf(err) {
		if k == kind {
			return
		}
	}
	t.Errorf("%s: got %v (%v), want it refused by %q", what, err, kindsOf(err), kind)
}

// 004-06: a promotion from the application to the day on which it takes effect.
func TestARoundPromotesOnItsDay(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 4)
		a, b := c.people[1], c.people[2]
		c.deserves(t, a, b)
		r := c.scored(t, c.open(t, 1), a, b)
		hana, pat := as(t, 101, 0), as(t, 102, 0)
		if err := c.rounds.Decide(ctx, hana, r.ID, a, round.Promoted, "the best of all"); err != nil {
			t.Fatal(err)
		}
		if err := c.rounds.Decide(ctx, hana, r.ID, b, round.TurnedDown, "next time"); err != nil {
			t.Fatal(err)
		}
		_, err := c.rounds.Advance(ctx, c.scope, r.ID, r.Version)
		refusedBy(t, "a full pass turned down by one", err, string(round.OneDecider))
		if err := c.rounds.Decide(ctx, pat, r.ID, b, round.TurnedDown, ""); err != nil {
			t.Fatal(err)
		}
		r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
		if want := careers.WorkingDays(today, 15); r.State != round.Decided || r.AppealsDue != want {
			t.Fatalf("round %+v, want it decided with appeals until %s", r, want)
		}
		if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 0 || err != nil {
			t.Errorf("before the day %d came into effect (%v), want none", n, err)
		}
		c.day = r.Effective
		if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 1 || err != nil {
			t.Fatalf("on the day %d came into effect (%v), want 1", n, err)
		}
		if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 0 || err != nil {
			t.Errorf("again %d came into effect (%v), want none", n, err)
		}
		spells := must(c.ladders.Spells(ctx, c.scope, a))(t)
		if last := spells[len(spells)-1]; last.Rung != "excellent" || last.From != r.Effective || spells[0].To != r.Effective {
			t.Errorf("spells %+v, want excellent from %s on and qualified to end then", spells, r.Effective)
		}
	})
}

// 004-06: blind scores, recusal, judging oneself.
func TestABoardJudgesBlindAndNobodyThemselves(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 4)
	c.connect() // now the first person sits on boards
	a, b := c.people[0], c.people[2]
	c.deserves(t, a, b)
	r := c.open(t, 2)
	board := []careers.Member{{Account: careers.Account{UserID: 101}}, {Account: careers.Account{UserID: 102}}, {Account: careers.Account{UserID: 103}}}
	if err := c.rounds.Seat(ctx, c.scope, r.ID, board); err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{a, b} {
		must(c.rounds.Apply(ctx, as(t, 900, id), r.ID, ""))(t)
	}
	r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
	mark := func(user, person int64, criterion string) error {
		return c.rounds.Score(ctx, as(t, user, 0), r.ID, careers.Marked{PersonID: person, Criterion: criterion, Points: 3})
	}
	refusedBy(t, "a member scores themselves", mark(103, a, "craft"), string(round.JudgesThemself))
	refusedBy(t, "a stranger scores", mark(999, a, "craft"), string(round.NoSuchMember))
	if err := mark(101, b, "craft"); err != nil {
		t.Fatal(err)
	}
	refusedBy(t, "the same again", mark(101, b, "craft"), string(round.ScoredTwice))
	refusedBy(t, "recusal after scoring", c.rounds.Recuse(ctx, as(t, 101, 0), r.ID, b), string(round.ScoredTwice))
	if err := c.rounds.Recuse(ctx, as(t, 102, 0), r.ID, b); err != nil {
		t.Fatal(err)
	}
	refusedBy(t, "who is recused scores", mark(102, b, "craft"), string(round.IsRecused))
	for user, want := range map[int64]int{101: 1, 102: 0, 7: 0} {
		if got := must(c.rounds.Report(ctx, as(t, user, 0), r.ID))(t).Marks; len(got) != want {
			t.Errorf("while scoring lasts user %d sees %d scores, want %d", user, len(got), want)
		}
	}
	_, err := c.rounds.Advance(ctx, c.scope, r.ID, r.Version)
	refusedBy(t, "before everybody is scored", err, string(round.TooFewScores))
}

// Caps are never exceeded, whoever decides at the same moment.
func TestTwoRoundsNeverGiveTheSamePlaceAway(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 6)
		limited(t, c, 1)
		c.deserves(t, c.people[1:5]...)
		var decided []careers.KeptRound
		for i := range 2 {
			pair := c.people[1+2*i : 3+2*i]
			r := c.scored(t, c.open(t, 2), pair...)
			if err := c.rounds.Decide(ctx, as(t, 101, 0), r.ID, pair[0], round.Promoted, "the better"); err != nil {
				t.Fatal(err)
			}
			if err := c.rounds.Decide(ctx, as(t, 101, 0), r.ID, pair[1], round.NoSeat, "no seat left"); err != nil {
				t.Fatal(err)
			}
			decided = append(decided, r)
		}
		var both sync.WaitGroup
		errs := make([]error, len(decided))
		for i, r := range decided {
			both.Go(func() { _, errs[i] = c.rounds.Advance(ctx, c.scope, r.ID, r.Version) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("decided at once: %v and %v, want one of them refused", errs[0], errs[1])
		}
		refusedBy(t, "the later round", errors.Join(errs...), string(round.TooManySeats))
		c.day = decided[0].Effective
		if _, err := c.rounds.ApplyDue(ctx, c.scope); err != nil {
			t.Fatal(err)
		}
		if n := must(c.ladders.Holders(ctx, c.scope, "CC"))(t)["excellent"]; n != 1 {
			t.Errorf("%d people on a rung of one place", n)
		}
	})
}

// limited publishes a version in which excellent agents have so many places.
func limited(t *testing.T, c *centre, places int) {
	t.Helper()
	ctx := t.Context()
	next := must(c.ladders.Begin(ctx, c.scope, "", c.kept.ID))(t)
	for i := range next.Ladder.Rungs {
		if next.Ladder.Rungs[i].Code == "excellent" {
			next.Ladder.Rungs[i].Headcount = ladder.Headcount{Kind: ladder.Absolute, Places: places}
		}
	}
	document, _, err := careers.Document(next.Ladder)
	if err != nil {
		t.Fatal(err)
	}
	next = must(c.ladders.Change(ctx, c.scope, next.ID, next.Version, []byte(document)))(t)
	c.kept = must(c.ladders.Publish(ctx, c.scope, next.ID, next.Version))(t)
}

// An application goes by the version under which it was made, and its snapshot replays.
func TestAnApplicationKeepsItsVersionAndReplays(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 3)
		person := c.people[1]
		c.deserves(t, person)
		first := c.kept.ID
		r := c.open(t, 1)
		a := must(c.rounds.Apply(ctx, as(t, 900, person), r.ID, ""))(t)
		limited(t, c, 5)
		if path := must(c.readiness.PathOf(ctx, c.scope, person))(t); path.Kept.ID != first {
			t.Errorf("goes by version %d, want %d under which they applied", path.Kept.ID, first)
		}
		if path := must(c.readiness.PathOf(ctx, c.scope, c.people[2]))(t); path.Kept.ID != c.kept.ID {
			t.Errorf("others go by version %d, want %d in force", path.Kept.ID, c.kept.ID)
		}
		again := must(c.readiness.Replay(ctx, c.scope, a.Inputs))(t)
		if again.Finding.Verdict != ladder.Passes || again.Inputs != a.Inputs {
			t.Errorf("replayed %v with %s, want it to pass with %s", again.Finding.Verdict, again.Inputs, a.Inputs)
		}
		_, err := c.rounds.Apply(ctx, as(t, 900, person), r.ID, "")
		refusedBy(t, "twice", err, "applies already")
		if _, err := c.rounds.Apply(ctx, as(t, 900, 0), r.ID, ""); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("nobody of the workforce applies: %v, want not found", err)
		}
	})
}

// An appeal is answered by somebody else, within the time for it.
func TestAnAppealIsAnsweredByOthers(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 3)
	a, b := c.people[1], c.people[2]
	c.deserves(t, a, b)
	r := c.scored(t, c.open(t, 1), a, b)
	for person, outcome := range map[int64]round.Outcome{a: round.Promoted, b: round.NoSeat} {
		if err := c.rounds.Decide(ctx, as(t, 101, 0), r.ID, person, outcome, "as discussed"); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.rounds.Appeal(ctx, as(t, 900, b), r.ID, "I was better than that"); len(kindsOf(err)) == 0 {
		t.Errorf("an appeal before the decision: %v, want it refused", err)
	}
	own := must(c.rounds.OwnRounds(ctx, as(t, 900, b)))(t)
	if len(own) != 1 || own[0].Application.Outcome != "" {
		t.Errorf("before the announcement they see %+v, want no outcome", own)
	}
	r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
	if err := c.rounds.Appeal(ctx, as(t, 900, b), r.ID, "I was better than that"); err != nil {
		t.Fatal(err)
	}
	refusedBy(t, "twice", c.rounds.Appeal(ctx, as(t, 900, b), r.ID, "I was better than that"), "appealed already")
	err := c.rounds.SettleAppeal(ctx, as(t, 101, 0), r.ID, b, true, "you are right indeed")
	refusedBy(t, "by who decided", err, "decides about their own decision")
	r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
	_, err = c.rounds.Advance(ctx, c.scope, r.ID, r.Version)
	refusedBy(t, "closed before the time to appeal is over", err, "not over yet")
	if err := c.rounds.SettleAppeal(ctx, as(t, 102, 0), r.ID, b, true, "you are right indeed"); err != nil {
		t.Fatal(err)
	}
	c.day = r.Effective
	if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 2 || err != nil {
		t.Errorf("%d came into effect (%v), want both", n, err)
	}
}

// A supervisor sees and proposes their own people only; a coordinator nobody of others.
func TestPeopleOfOthersAreNotThere(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 3)
	far := c.people[3]
	r := c.open(t, 1)
	narrow := as(t, 50, 0, c.site)
	if err := c.evidence.Nominate(ctx, narrow, far, "always helps the others"); !errors.Is(err, database.ErrNotFound) {
		t.Errorf("a nomination of another site: %v, want not found", err)
	}
	if err := c.evidence.Nominate(ctx, narrow, c.people[1], "always helps the others"); err != nil {
		t.Error(err)
	}
	if _, err := c.rounds.Name(ctx, narrow, r.ID, far, "the best of the team"); err == nil {
		t.Error("an application for somebody of another site was taken")
	}
	if _, err := c.evidence.Of(ctx, narrow, far); !errors.Is(err, database.ErrNotFound) {
		t.Errorf("evidence of another site: %v, want not found", err)
	}
	if _, err := c.readiness.PathOf(ctx, narrow, far); !errors.Is(err, database.ErrNotFound) {
		t.Errorf("a path of another site: %v, want not found", err)
	}
	must(c.readiness.JudgeAll(ctx, c.scope))(t)
	for _, j := range must(c.readiness.Kept(ctx, narrow))(t) {
		if j.PersonID == far {
			t.Error("readiness shows somebody of another site")
		}
	}
	if len(must(c.readiness.Kept(ctx, auth.SystemScope(2)))(t)) > 0 {
		t.Error("another organisation sees readiness")
	}
}
