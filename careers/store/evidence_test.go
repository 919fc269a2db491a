package store_test

import (
	"errors"
	"testing"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
)

// moveTo is how near a person is to a rung.
func (c *centre) moveTo(t *testing.T, person int64, rung string) careers.Judged {
	t.Helper()
	path := must(c.readiness.PathOf(t.Context(), c.scope, person))(t)
	for _, m := range path.Moves {
		if m.To == rung {
			return m
		}
	}
	t.Fatalf("no move of person %d to %s in %+v", person, rung, path.Moves)
	return careers.Judged{}
}

func TestEvidenceOfTheSameFactIsKeptOnce(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, 2)
		fact := careers.Fact{PersonID: c.people[0], Register: string(ladder.MetricRegister), Name: ladder.QualityScore, Day: today, Value: 0.9, Weight: 1, Reference: "call 1"}
		for _, step := range []struct {
			value float64
			want  int64
		}{{0.9, 1}, {0.9, 0}, {0.8, 1}} {
			fact.Value = step.value
			if n, err := c.evidence.Keep(t.Context(), c.scope, "quality", []careers.Fact{fact}); n != step.want || err != nil {
				t.Errorf("%v: %d changed (%v), want %d", step.value, n, err, step.want)
			}
		}
		pieces := must(c.evidence.Of(t.Context(), c.scope, c.people[0]))(t)
		if len(pieces) != 1 || pieces[0].Value != 0.8 || pieces[0].Hash == "" {
			t.Errorf("evidence %+v, want one piece of 0.8 with a hash", pieces)
		}
	})
}

// Contested evidence that decides makes a requirement unknown; upheld it is gone.
func TestContestedEvidenceDecidesNothingUntilAnswered(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 2)
		person := c.people[0]
		c.deserves(t, person)
		if m := c.moveTo(t, person, "excellent"); m.Finding.Verdict != ladder.Passes || m.Met != m.Asked {
			t.Fatalf("%+v, want all met", m)
		}
		bad := careers.Fact{PersonID: person, Register: string(ladder.MetricRegister), Name: ladder.QualityScore, Day: today, Value: 0, Weight: 3, Reference: "bad call"}
		if _, err := c.evidence.Keep(ctx, c.scope, "quality", []careers.Fact{bad}); err != nil {
			t.Fatal(err)
		}
		if m := c.moveTo(t, person, "excellent"); m.Finding.Verdict != ladder.Fails {
			t.Fatalf("%v, want it to fail", m.Finding.Verdict)
		}
		var id int64
		for _, p := range must(c.evidence.Of(ctx, c.scope, person))(t) {
			if p.Reference == "bad call" {
				id = p.ID
			}
		}
		if _, err := c.evidence.Contest(ctx, as(t, 900, c.people[1]), id, "that was not my call"); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody else contests: %v, want not found", err)
		}
		p := must(c.evidence.Contest(ctx, as(t, 900, person), id, "that was not my call"))(t)
		if want := careers.WorkingDays(today, 10); p.ContestDue != want {
			t.Errorf("due on %s, want %s", p.ContestDue, want)
		}
		if m := c.moveTo(t, person, "excellent"); m.Finding.Verdict != ladder.Unknown {
			t.Errorf("contested: %v, want unknown", m.Finding.Verdict)
		}
		must(c.evidence.Settle(ctx, as(t, 101, 0), id, true, "indeed"))(t)
		if m := c.moveTo(t, person, "excellent"); m.Finding.Verdict != ladder.Passes {
			t.Errorf("upheld: %v, want it to pass", m.Finding.Verdict)
		}
		_, err := c.evidence.Settle(ctx, as(t, 101, 0), id, false, "no, it stands")
		refusedBy(t, "again", err, "not in this state")
	})
}

func TestNobodyAnswersAboutTheirOwnEntry(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 2)
	hana := as(t, 101, 0)
	p := must(c.evidence.Enter(ctx, hana, careers.Piece{Fact: careers.Fact{PersonID: c.people[0], Register: string(ladder.SanctionRegister), Day: today}, Note: "late five times"}))(t)
	must(c.evidence.Contest(ctx, as(t, 900, c.people[0]), p.ID, "the bus had an accident"))(t)
	_, err := c.evidence.Settle(ctx, hana, p.ID, false, "no, it stands")
	refusedBy(t, "by who entered it", err, "judges themselves")
	must(c.evidence.Settle(ctx, as(t, 102, 0), p.ID, true, "yes"))(t)
	bad := []careers.Piece{
		{Fact: careers.Fact{PersonID: c.people[0], Register: "gossip", Day: today}, Note: "heard it"},
		{Fact: careers.Fact{PersonID: c.people[0], Register: string(ladder.MetricRegister), Name: "charm", Day: today}, Note: "is charming"},
		{Fact: careers.Fact{PersonID: c.people[0], Register: string(ladder.TrainingRegister), Name: ladder.LeadershipCourse, Day: today}, Note: "no hours"},
		{Fact: careers.Fact{PersonID: c.people[0], Register: string(ladder.SanctionRegister), Day: today}},
	}
	for _, b := range bad {
		var invalid *workforce.InvalidError
		if _, err := c.evidence.Enter(ctx, hana, b); !errors.As(err, &invalid) {
			t.Errorf("%+v: %v, want it refused by field", b.Fact, err)
		}
	}
}

// Protected leave pauses the clock of a rung.
func TestProtectedLeavePausesTheClock(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 2)
		person := c.people[0]
		dwell := func() float64 {
			for _, p := range c.moveTo(t, person, "excellent").Finding.Parts {
				if p.Kind == ladder.KindDwell {
					return p.Value
				}
			}
			t.Fatal("no time on the rung is asked")
			return 0
		}
		before := dwell()
		for kind, pauses := range map[workforce.AbsenceKind]bool{workforce.Parental: true, workforce.Vacation: false} {
			from := map[workforce.AbsenceKind]string{workforce.Parental: "2026-01-05", workforce.Vacation: "2026-03-02"}[kind]
			first := must(c.workforce.Absences.Create(ctx, c.scope, workforce.Absence{PersonID: person, From: day(t, from), To: day(t, from).AddDays(27), Kind: kind, Status: workforce.Approved}))(t)
			want := before
			if pauses {
				want -= 28
			}
			if got := dwell(); got != want {
				t.Errorf("%s of 28 days: %v days count, want %v", kind, got, want)
			}
			if err := c.workforce.Absences.Delete(ctx, c.scope, first.ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}
