package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// promoted takes a round to the announcement that the first applicant is promoted and the
// others are not.
func (c *centre) promoted(t *testing.T, r careers.KeptRound, people ...int64) careers.KeptRound {
	t.Helper()
	ctx := t.Context()
	r = c.scored(t, r, people...)
	for i, id := range people {
		outcome := round.NoSeat
		if i == 0 {
			outcome = round.Promoted
		}
		if err := c.rounds.Decide(ctx, as(t, 101, 0), r.ID, id, outcome, "as discussed"); err != nil {
			t.Fatal(err)
		}
	}
	return must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
}

// 004-06: what a round changes besides the rung begins on its day and not before: skills
// go and come, and another agreement holds.
func TestSkillsAndAgreementChangeOnTheEffectiveDay(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 2)
		w := c.workforce
		calls := must(w.Skills.Create(ctx, c.scope, workforce.Skill{Code: "calls", Name: "Calls"}))(t)
		coaching := must(w.Skills.Create(ctx, c.scope, workforce.Skill{Code: "coach", Name: "Coaching"}))(t)
		terms := workforce.Terms{
			Rules: workforce.Rules{WeeklyMinMin: 32 * 60, WeeklyMaxMin: 40 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 5, MinDaysOffPerWeek: 2},
			Templates: []workforce.ShiftTemplate{{
				Code: "D", Letter: "D", Name: "Day", Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
				EarliestStartMin: 8 * 60, LatestStartMin: 10 * 60, StepMin: 30, LengthsMin: []int{480},
			}},
		}
		before := must(w.Agreements.Create(ctx, c.scope, workforce.Agreement{Code: "FULL", Name: "Full time", Terms: []workforce.Terms{terms}}))(t)
		lead := must(w.Agreements.Create(ctx, c.scope, workforce.Agreement{Code: "LEAD", Name: "Leads", Terms: []workforce.Terms{terms}}))(t)
		person := must(w.People.Get(ctx, c.scope, c.people[1]))(t)
		start := grid.MustDate("2026-01-05")
		person = person.WithAgreement(before.ID, start).WithSkills(map[int64]int{calls.ID: 3}, start)
		must(w.People.Edit(ctx, c.scope, person))(t)

		c.deserves(t, person.ID)
		r := c.openFor(t, "excellent", 1, careers.Changes{AgreementID: lead.ID, Drops: []int64{calls.ID}, Gains: []careers.SkillGain{{SkillID: coaching.ID, Level: 2}}})
		r = c.promoted(t, r, person.ID)
		c.day = r.Effective
		if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 1 || err != nil {
			t.Fatalf("%d came into effect (%v), want 1", n, err)
		}
		after := must(w.People.Get(ctx, c.scope, person.ID))(t)
		eve := r.Effective.AddDays(-1)
		for day, want := range map[grid.Date]struct{ agreement, skill int64 }{eve: {before.ID, calls.ID}, r.Effective: {lead.ID, coaching.ID}} {
			skills := after.SkillsOn(day)
			if after.AgreementOn(day) != want.agreement || len(skills) != 1 || skills[0].SkillID != want.skill {
				t.Errorf("on %s agreement %d and skills %+v, want %d and skill %d", day, after.AgreementOn(day), skills, want.agreement, want.skill)
			}
		}
	})
}

// 004-06 004-07: a round fills places by a move across as well as by promotion.
func TestARoundMovesAcrossTracks(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 2)
		id := c.people[1]
		c.deserves(t, id) // product knowledge, which the change of track asks for
		if err := c.ladders.Place(ctx, c.scope, careers.Spell{PersonID: id, Ladder: "CC", Rung: "advanced", From: today.AddDays(-10), Reason: "elected before"}); err != nil {
			t.Fatal(err)
		}
		r := c.promoted(t, c.openFor(t, "specialist", 1, careers.Changes{}), id)
		c.day = r.Effective
		if n, err := c.rounds.ApplyDue(ctx, c.scope); n != 1 || err != nil {
			t.Fatalf("%d came into effect (%v), want 1", n, err)
		}
		spells := must(c.ladders.Spells(ctx, c.scope, id))(t)
		if last := spells[len(spells)-1]; last.Rung != "specialist" || last.From != r.Effective {
			t.Errorf("they stand on %+v, want specialist from %s on", last, r.Effective)
		}
	})
}

// 004-06: appeals are taken on the last of fifteen working days and not after it; a round
// does not close while one waits for its answer.
func TestTheClockOfAppeals(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 4)
	won, early, late := c.people[1], c.people[2], c.people[3]
	c.deserves(t, won, early, late)
	r := c.promoted(t, c.open(t, 1), won, early, late)
	r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
	c.day = r.AppealsDue
	if err := c.rounds.Appeal(ctx, as(t, 900, early), r.ID, "I was better than that"); err != nil {
		t.Fatalf("on the last day: %v", err)
	}
	c.day = r.AppealsDue.AddDays(1)
	err := c.rounds.Appeal(ctx, as(t, 901, late), r.ID, "I was better than that")
	refusedBy(t, "a day late", err, string(round.WrongState))
	_, err = c.rounds.Advance(ctx, c.scope, r.ID, r.Version)
	refusedBy(t, "closed while an appeal waits", err, "an appeal waits")
	if err := c.rounds.SettleAppeal(ctx, as(t, 102, 0), r.ID, early, false, "the decision stands"); err != nil {
		t.Fatal(err)
	}
	if r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t); r.State != round.Closed {
		t.Errorf("the round is %s, want it closed", r.State)
	}
}

// losses is the capacity of one queue, of which every applicant who leaves takes ten hours.
type losses struct{ asked []careers.Leaving }

func (l *losses) Effect(_ context.Context, _ auth.Scope, leaving []careers.Leaving, _ grid.Date) ([]careers.QueueEffect, error) {
	l.asked = leaving
	return []careers.QueueEffect{{Code: "calls", Leaves: 10 * float64(len(leaving)), People: len(leaving)}}, nil
}

// 004-06: the board sees what queues lose before it decides, of those it thinks of, and
// what was decided once it did.
func TestTheEffectOnQueuesIsThereBeforeTheDecision(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 3)
	capacity := &losses{}
	c.rounds.Capacity = capacity
	a, b := c.people[1], c.people[2]
	c.deserves(t, a, b)
	r := c.scored(t, c.openFor(t, "excellent", 1, careers.Changes{OffQueues: 0.4, Drops: []int64{5}}), a, b)
	if r.State != round.Calibration {
		t.Fatalf("the round is %s, want calibration", r.State)
	}
	got := must(c.rounds.Effect(ctx, c.scope, r.ID, []int64{a, b, c.people[0]}))(t)
	if len(got) != 1 || got[0].People != 2 || got[0].Leaves != 20 {
		t.Errorf("effect %+v, want that of the two who apply", got)
	}
	if l := capacity.asked[0]; l.Share != 0.4 || len(l.Skills) != 1 || l.Skills[0] != 5 {
		t.Errorf("asked about %+v, want what the round changes", l)
	}
	if err := c.rounds.Decide(ctx, as(t, 101, 0), r.ID, b, round.Promoted, "as discussed"); err != nil {
		t.Fatal(err)
	}
	if must(c.rounds.Effect(ctx, c.scope, r.ID, nil))(t); len(capacity.asked) != 1 || capacity.asked[0].PersonID != b {
		t.Errorf("asked about %+v, want the one who is promoted", capacity.asked)
	}
}
