package store_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// voting opens an election with two candidates: the second and the third person.
func voting(t *testing.T, c *centre, month string) careers.KeptElection {
	t.Helper()
	ctx := t.Context()
	e := must(c.elections.Begin(ctx, c.scope, careers.KeptElection{SiteID: c.site, Award: ladder.AdvancedAward, Month: month, Method: election.Approval, Seats: 1, Quorum: 0.5, Closes: c.day.AddDays(3)}))(t)
	for _, id := range c.people[1:3] {
		if err := c.elections.Propose(ctx, c.scope, e.ID, id, true); err != nil {
			t.Fatal(err)
		}
	}
	return must(c.elections.Open(ctx, c.scope, e.ID, e.Version))(t)
}

func vote(c *centre, t *testing.T, e careers.KeptElection, voter, for_ int64) error {
	t.Helper()
	return c.elections.Cast(t.Context(), as(t, 900+voter, voter), e.ID, careers.Vote{Approved: []int64{for_}})
}

// 004-07: three months in a row make an advanced agent.
func TestAnAwardWonThreeMonthsInARowPasses(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 12)
		winner := c.people[1]
		for i, month := range []string{"2026-04", "2026-05", "2026-06"} {
			e := voting(t, c, month)
			for _, voter := range c.people[:12] {
				choice := winner
				if voter == winner {
					choice = c.people[2]
				}
				if err := vote(c, t, e, voter, choice); err != nil {
					t.Fatal(err)
				}
			}
			e = must(c.elections.Count(ctx, c.scope, e.ID, e.Version))(t)
			if len(e.Result.Elected) != 1 || careers.PersonOf(e.Result.Elected[0]) != winner || e.Result.Places[0].Points != 11 {
				t.Fatalf("%s: %+v, want person %d elected with 11 votes", month, e.Result, winner)
			}
			pieces := must(c.evidence.Of(ctx, c.scope, winner))(t)
			if len(pieces) != i+1 || pieces[i].Register != string(ladder.AwardRegister) || pieces[i].Day.String() != month+"-01" {
				t.Errorf("after %s the evidence is %+v", month, pieces)
			}
		}
		k := must(c.ladders.InForce(ctx, c.scope))(t)["CC"]
		tried := must(c.readiness.Try(ctx, c.scope, k.ID, "excellent", "advanced"))(t)
		if len(tried) != 0 {
			t.Errorf("tried %d, want none: nobody is excellent", len(tried))
		}
	})
}

// Who has voted cannot vote again, not even at the same moment, nor for themselves.
func TestEverybodyVotesOnceAndNotForThemselves(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, 12)
		e := voting(t, c, "2026-06")
		refusedBy(t, "a vote for oneself", vote(c, t, e, c.people[1], c.people[1]), string(election.SelfVote))
		refusedBy(t, "a vote for who does not stand", vote(c, t, e, c.people[0], c.people[5]), string(election.NotStanding))
		var all sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			all.Go(func() { errs[i] = vote(c, t, e, c.people[0], c.people[1]) })
		}
		all.Wait()
		taken := 0
		for _, err := range errs {
			if err == nil {
				taken++
				continue
			}
			refusedBy(t, "again", err, string(election.VotedTwice))
		}
		if report := must(c.elections.Election(t.Context(), c.scope, e.ID))(t); taken != 1 || report.Voted != 1 {
			t.Errorf("%d ballots taken, %d have voted; want one", taken, report.Voted)
		}
	})
}

// The ballot is secret: nothing stored ties a voter to a ballot, and two orders of voting
// leave the same rows.
func TestNothingStoredTiesVotersToBallots(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, 12)
		var seen []string
		for k, order := range [][]int64{{0, 3, 4}, {4, 0, 3}} {
			e := voting(t, c, []string{"2026-05", "2026-06"}[k])
			for _, i := range order {
				choice := c.people[1]
				if i == 3 {
					choice = c.people[2]
				}
				if err := vote(c, t, e, c.people[i], choice); err != nil {
					t.Fatal(err)
				}
			}
			var rows []string
			for _, query := range []string{
				"SELECT voted FROM election_turnouts WHERE election_id = ?",
				"SELECT ballot FROM election_ballots WHERE election_id = ? ORDER BY times",
			} {
				var texts []string
				if err := db.ReadAs(t.Context(), c.scope).Raw(query, e.ID).Scan(&texts).Error; err != nil {
					t.Fatal(err)
				}
				rows = append(rows, texts...)
			}
			seen = append(seen, strings.Join(rows, "\n"))
			if len(rows) != 3 {
				t.Errorf("%d rows of who voted and what was cast, want one list and two kinds of ballot: %q", len(rows), rows)
			}
		}
		if seen[0] != seen[1] {
			t.Errorf("the order of voting shows:\n%s\n%s", seen[0], seen[1])
		}
		var columns []string
		for _, table := range []string{"election_turnouts", "election_ballots"} {
			types, err := db.ReadAs(t.Context(), c.scope).Migrator().ColumnTypes(table) //nolint:forbidigo // it reads the columns and changes none
			if err != nil {
				t.Fatal(err)
			}
			for _, column := range types {
				columns = append(columns, column.Name())
			}
		}
		for _, column := range columns {
			if strings.HasSuffix(column, "_at") || column == "id" || column == "person_id" {
				t.Errorf("column %s tells when or who", column)
			}
		}
	})
}

// With fewer than ten electors only who was elected is told.
func TestSmallElectoratesShowNoCounts(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	c := newCentre(t, db, 5)
	e := voting(t, c, "2026-06")
	for _, i := range []int{0, 2, 3, 4} {
		if err := vote(c, t, e, c.people[i], c.people[1]); err != nil {
			t.Fatal(err)
		}
	}
	_, err := c.elections.Count(t.Context(), c.scope, e.ID, e.Version)
	refusedBy(t, "before all have voted", err, "not over yet")
	c.day = e.Closes.AddDays(1)
	refusedBy(t, "after it closed", vote(c, t, e, c.people[1], c.people[2]), "not in this state")
	e = must(c.elections.Count(t.Context(), c.scope, e.ID, e.Version))(t)
	if e.Result.Counted || len(e.Result.Places) != 1 || e.Result.Places[0].Points != 0 {
		t.Errorf("result %+v, want who was elected and no counts", e.Result)
	}
}

// 004-07: a second election for the month would count twice in a streak.
func TestAMonthHasOneElectionOnAnAward(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, 12)
		voting(t, c, "2026-04")
		again := careers.KeptElection{SiteID: c.site, Award: ladder.AdvancedAward, Month: "2026-04", Method: election.Approval, Seats: 1, Closes: c.day.AddDays(3)}
		if _, err := c.elections.Begin(t.Context(), c.scope, again); err == nil || !strings.Contains(err.Error(), "2026-04") {
			t.Errorf("a second election for the month: %v; want it refused by the month", err)
		}
		voting(t, c, "2026-05")
	})
}
