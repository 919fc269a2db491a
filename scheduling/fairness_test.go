package scheduling_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// year is the history of a full-timer, a half-timer and somebody who came for
// the last tenth of a window of 100 days.
func year(told ...scheduling.Shift) scheduling.History {
	first := grid.MustDate("2026-01-01")
	person := func(id, agreement int64, hired grid.Date) workforce.PlanningPerson {
		return workforce.PlanningPerson{Person: workforce.Person{
			ID: id, HiredOn: hired, Agreements: []workforce.AgreementSpell{{AgreementID: agreement}},
		}}
	}
	agreement := func(hours int) workforce.Agreement {
		return workforce.Agreement{Terms: []workforce.Terms{{Rules: workforce.Rules{WeeklyMinMin: hours * 60, WeeklyMaxMin: hours * 60}}}}
	}
	return scheduling.History{
		Terms: scheduling.DefaultFairness(1), Told: told,
		Snapshot: workforce.PlanningSnapshot{
			Site: workforce.Site{Zone: "UTC"}, From: first, To: first.AddDays(99),
			Agreements: map[int64]workforce.Agreement{1: agreement(40), 2: agreement(20)},
			People: []workforce.PlanningPerson{
				person(1, 1, first.AddDays(-10)), person(2, 1, first.AddDays(-10)), person(3, 1, first.AddDays(90)), person(4, 2, first.AddDays(-10)),
			},
		},
	}
}

// night is a night shift of a person on a day of the window.
func night(person int64, day int) scheduling.Shift {
	date := grid.MustDate("2026-01-01").AddDays(day)
	at := date.Start(time.UTC).Add(22 * time.Hour)
	return scheduling.Shift{PersonID: person, Day: date, Start: at, End: at.Add(8 * time.Hour)}
}

func TestALedgerSumsToItsHistoryAndComparesPeers(t *testing.T) {
	h := year(night(1, 3), night(1, 40), night(1, 60), night(2, 50), night(4, 10))
	h.Corrections = []scheduling.Correction{{PersonID: 2, Day: h.Snapshot.From.AddDays(5), Account: roster.Nights, Amount: 2}}
	ledger, err := scheduling.NewLedger(h)
	if err != nil {
		t.Fatal(err)
	}
	carried := 0.0
	for _, b := range ledger.People {
		carried += b.Carried[roster.Nights]
	}
	if carried != float64(len(h.Told)) {
		t.Errorf("the ledger counts %v nights, %d were worked", carried, len(h.Told))
	}
	// Four nights worked and two by hand, over 1 + 1 + 0.1 contracts.
	rate := 6 / 2.1
	for _, want := range []struct {
		person          int
		total, expected float64
	}{{0, 3, rate}, {1, 3, rate}, {2, 0.9 * rate, rate}, {3, 1, 1}} {
		b := ledger.People[want.person]
		if total := b.Total()[roster.Nights]; math.Abs(total-want.total) > 1e-9 || math.Abs(b.Expected[roster.Nights]-want.expected) > 1e-9 {
			t.Errorf("person %d carries %v of expected %v, want %v of %v", b.PersonID, total, b.Expected[roster.Nights], want.total, want.expected)
		}
	}
	if half := ledger.People[3].Share; half != 0.5 {
		t.Errorf("20 hours beside 40 are a share of %v, want 0.5", half)
	}
	if since := ledger.People[0].Since[roster.Nights]; since != h.Snapshot.From.AddDays(60) {
		t.Errorf("person 1 is above the average since %s, want the third night, %s", since, h.Snapshot.From.AddDays(60))
	}
}

func TestANewcomerIsGivenTheAverageUpToTheirFirstPublishedDay(t *testing.T) {
	// Person 3 was hired on day 90 and trained until the first shift on day 95.
	h := year(night(1, 3), night(1, 40), night(2, 50), night(3, 95))
	ledger, err := scheduling.NewLedger(h)
	if err != nil {
		t.Fatal(err)
	}
	if got := ledger.People[2].Present; math.Abs(got-0.05) > 1e-9 {
		t.Errorf("present for %v of the window, want the five days from the first shift on", got)
	}
	rate := 4 / 2.05
	if got := ledger.People[2].Given[roster.Nights]; math.Abs(got-0.95*rate) > 1e-9 {
		t.Errorf("given %v nights, want %v", got, 0.95*rate)
	}
}

func TestTodayIsTheDayAtTheSite(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		shape := plainShape()
		shape.zone = "Asia/Shanghai"
		c := newCentreOf(t, db, shape)
		// Half past eight in the evening in Greenwich is the next day in Shanghai.
		c.Now = func() time.Time { return monday.Start(time.UTC).Add(20*time.Hour + 30*time.Minute) }
		ledger, err := c.Ledger(t.Context(), c.scope, c.site.ID, grid.Date{})
		if err != nil || ledger.To != monday.AddDays(1) {
			t.Errorf("the window ends on %s (%v), want %s", ledger.To, err, monday.AddDays(1))
		}
		var bad *scheduling.InvalidError
		tomorrow := scheduling.Wish{Day: monday.AddDays(1), Kind: scheduling.WishOff, Points: 1}
		if _, err := c.MakeWish(t.Context(), c.agent(t, 0), c.site.ID, tomorrow); !errors.As(err, &bad) {
			t.Errorf("a wish for today at the site is answered with %v", err)
		}
	})
}

func TestTermsAndCorrectionsThatCannotBeAreRefused(t *testing.T) {
	terms := scheduling.DefaultFairness(1)
	if _, err := scheduling.NewFairnessTerms(terms); err != nil {
		t.Fatalf("the default is refused: %v", err)
	}
	terms.WindowDays, terms.NightTo, terms.Wishes.Budget, terms.Weights[roster.Nights] = 5, 10, 0, -1
	_, err := scheduling.NewFairnessTerms(terms)
	var bad *scheduling.InvalidError
	if !errors.As(err, &bad) || len(bad.Fields) != 4 {
		t.Errorf("four bad fields are answered with %v", err)
	}
	if _, err := scheduling.NewCorrection(scheduling.Correction{Account: roster.Points}); !errors.As(err, &bad) || len(bad.Fields) != 3 {
		t.Errorf("a correction of nothing, without a reason, is answered with %v", err)
	}
}

func TestTermsAndCorrectionsAreKeptForTheirSite(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		terms, err := c.FairnessTerms(ctx, c.scope, c.site.ID)
		if err != nil || terms.Version != 0 {
			t.Fatalf("terms at first: version %d (%v), want the default", terms.Version, err)
		}
		terms.WindowDays = 90
		kept, err := c.SetFairnessTerms(ctx, c.scope, terms)
		if err != nil || kept.Version != 1 {
			t.Fatalf("terms kept at version %d (%v), want 1", kept.Version, err)
		}
		var stale *database.StaleError
		if _, err := c.SetFairnessTerms(ctx, c.scope, terms); !errors.As(err, &stale) {
			t.Errorf("terms on an old version are answered with %v, want *database.StaleError", err)
		}
		elsewhere := scheduling.DefaultFairness(c.site.ID + 1)
		if _, err := c.SetFairnessTerms(ctx, c.scope, elsewhere); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("terms of a site that is not there are answered with %v", err)
		}
		person := c.people[2]
		correction := scheduling.Correction{PersonID: person.ID, Day: monday.AddDays(-3), Account: roster.Weekends, Amount: 4, Reason: "came from another site"}
		if _, err := c.Correct(ctx, c.scope, correction); err != nil {
			t.Fatal(err)
		}
		ledger, err := c.Ledger(ctx, c.scope, c.site.ID, monday)
		if err != nil {
			t.Fatal(err)
		}
		if got := ledger.From.DaysUntil(ledger.To) + 1; got != 90 || len(ledger.People) != len(c.people) {
			t.Errorf("the ledger has %d days and %d people, want 90 and %d", got, len(ledger.People), len(c.people))
		}
		for _, b := range ledger.People {
			if want := map[bool]float64{true: 4}[b.PersonID == person.ID]; b.Total()[roster.Weekends] != want {
				t.Errorf("%s carries %v weekends, want %v", b.Code, b.Total()[roster.Weekends], want)
			}
		}
	})
}

// 004-05: people say when they would like to work, and learn why it was not to be.
func TestWishesSpendPointsAndArePublishedWithTheirReason(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.Now = func() time.Time { return monday.AddDays(-10).Start(time.UTC) }
		agent := func(i int) auth.Scope { return c.agent(t, i) }
		off := scheduling.Wish{Day: monday.AddDays(1), Kind: scheduling.WishOff, Points: 6}
		made, err := c.MakeWish(ctx, agent(0), c.site.ID, off)
		if err != nil {
			t.Fatal(err)
		}
		var bad *scheduling.InvalidError
		if _, err := c.MakeWish(ctx, agent(0), c.site.ID, scheduling.Wish{Day: monday.AddDays(2), Kind: scheduling.WishOff, Points: 6}); !errors.As(err, &bad) {
			t.Errorf("twelve points of ten are answered with %v", err)
		}
		if err := c.TakeBackWish(ctx, agent(1), made.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody else's wish is taken back: %v", err)
		}
		r := c.built(t)
		wishes, _, err := c.RosterWishes(ctx, c.scope, r.ID)
		if err != nil || len(wishes) != 1 || !wishes[0].Met {
			t.Fatalf("the roster has wishes %+v (%v), want the one, met", wishes, err)
		}
		// The planner puts the agent to work on that day all the same.
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		shift := plan.Shifts[0]
		shift.PersonID, shift.Locked = c.people[0].ID, false
		by := shift.Day.DaysUntil(off.Day)
		shift.Day, shift.Start, shift.End = off.Day, shift.Start.AddDate(0, 0, by), shift.End.AddDate(0, 0, by)
		for i := range shift.Pauses {
			shift.Pauses[i].Start, shift.Pauses[i].End = shift.Pauses[i].Start.AddDate(0, 0, by), shift.Pauses[i].End.AddDate(0, 0, by)
		}
		applied, err := c.Apply(ctx, c.scope, r.ID, r.Version, []scheduling.Move{{Op: scheduling.Put, PersonID: shift.PersonID, Day: off.Day, Shift: shift}}, true)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := c.Publish(ctx, c.scope, r.ID, applied.Roster.Version, true); err != nil {
			t.Fatal(err)
		}
		own, err := c.OwnWishes(ctx, agent(0), monday, monday.AddDays(6))
		if err != nil || len(own) != 1 || own[0].State != scheduling.WishRefused {
			t.Fatalf("after the publication: %+v (%v), want it refused", own, err)
		}
		balance, err := c.WishBalance(ctx, agent(0), c.site.ID, off.Day)
		if err != nil || balance.Used != 0 {
			t.Errorf("a refused wish still uses %d points (%v)", balance.Used, err)
		}
		next, err := c.WishBalance(ctx, agent(0), c.site.ID, balance.To.AddDays(1))
		if err != nil || next.Credit != 3 || next.Left() != 13 {
			t.Errorf("the next period has credit %d and %d left (%v), want half of six, and thirteen", next.Credit, next.Left(), err)
		}
	})
}
