package scheduling_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
)

// conceding is a built roster that is short of people, with the best concession for
// its sorest slot that loosens something.
func conceding(t *testing.T, c *centre) (scheduling.Roster, scheduling.Concession) {
	t.Helper()
	c.needs = 9
	r := c.built(t)
	plan, err := c.Open(t.Context(), c.scope, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	required, covered := plan.Coverage()
	sore := 0
	for i := range required[0] {
		if required[0][i]-covered[0][i] > required[0][sore]-covered[0][sore] {
			sore = i
		}
	}
	found, err := c.Concessions(t.Context(), c.scope, r.ID, c.queue.ID, sore)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(found.Concessions, func(o scheduling.Concession) bool { return o.Kind == roster.Overtime })
	if at < 0 {
		t.Fatalf("no extra shift is offered for slot %d: %+v", sore, found.Concessions)
	}
	return r, found.Concessions[at]
}

// asked are all exceptions and moves of a concession.
func asked(o scheduling.Concession) (granted []scheduling.Exception, moves []scheduling.Move) {
	for _, h := range o.Helpers {
		granted, moves = append(granted, h.Exceptions...), append(moves, h.Moves...)
	}
	return granted, moves
}

func TestAConcessionIsMadeWithItsExceptionsAndIsLegalFromThenOn(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r, concession := conceding(t, c)
		granted, moves := asked(concession)
		if _, err := c.Apply(ctx, c.scope, r.ID, r.Version, moves, false); !errors.As(err, new(*scheduling.RuleError)) {
			t.Fatalf("without an exception the moves were answered with %v, want the rules that they break", err)
		}
		for i := range granted {
			granted[i].Reason = " The launch week "
		}
		done, err := c.Except(ctx, c.scope, r.ID, r.Version, granted, moves, false)
		if err != nil {
			t.Fatal(err)
		}
		if diff := done.Effect.Cost.Total() - concession.Cost.Total(); diff > 1e-6 || diff < -1e-6 {
			t.Errorf("it cost %g, the concession said %g", done.Effect.Cost.Total(), concession.Cost.Total())
		}
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Errorf("with the exceptions %d rules are broken, first %+v", len(broken), broken[0])
		}
		kept, err := c.Exceptions(ctx, c.scope, r.ID)
		if err != nil || len(kept) != len(granted) || kept[0].Reason != "The launch week" || kept[0].RosterID != r.ID {
			t.Fatalf("kept %+v (%v), want the %d that were granted", kept, err, len(granted))
		}
		other := c.draft(t)
		if list, err := c.Exceptions(ctx, c.scope, other.ID); err != nil || len(list) > 0 {
			t.Errorf("another roster has %+v (%v), want no exceptions", list, err)
		}
	})
}

func TestASearchUsesWhatWasGrantedAndNobodyElseDoes(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		c.needs = 9
		r := c.draft(t)
		id := c.people[0].ID
		granted := []scheduling.Exception{
			{PersonID: id, Rule: rules.MaxWeekMinutes, From: 2400, Limit: 2880}, {PersonID: id, Rule: rules.WeekDaysOff, From: 2, Limit: 1},
		}
		if _, err := c.Except(t.Context(), c.scope, r.ID, r.Version, granted, nil, false); err != nil {
			t.Fatal(err)
		}
		plan := c.rebuild(t, r.ID)
		worked := map[int64]int{}
		for _, s := range plan.Shifts {
			worked[s.PersonID]++
		}
		for _, person := range c.people {
			want := 5
			if person.ID == id {
				want = 6
			}
			if worked[person.ID] != want {
				t.Errorf("%s works %d days where everybody is missed, want %d", person.Name, worked[person.ID], want)
			}
		}
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Errorf("built, %+v is broken", broken[0])
		}
	})
}

func TestAnExceptionThatIsTakenBackLeavesABrokenRule(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r, concession := conceding(t, c)
		granted, moves := asked(concession)
		done, err := c.Except(ctx, c.scope, r.ID, r.Version, granted, moves, false)
		if err != nil {
			t.Fatal(err)
		}
		version := done.Roster.Version
		kept, err := c.Exceptions(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.TakeBackException(ctx, c.scope, r.ID, version, 999); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an unknown exception was taken back: %v", err)
		}
		for _, e := range kept {
			now, err := c.TakeBackException(ctx, c.scope, r.ID, version, e.ID)
			if err != nil || now.Version != version+1 {
				t.Fatalf("version %d after taking %+v back (%v), want %d", now.Version, e, err, version+1)
			}
			version = now.Version
		}
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(plan.Breaches()) == 0 {
			t.Error("the extra shift breaks no rule although nothing allows it any more")
		}
		_, err = c.Except(ctx, c.scope, r.ID, r.Version, granted, moves, false)
		if !errors.As(err, new(*scheduling.StaleError)) {
			t.Errorf("exceptions on an old version were answered with %v", err)
		}
	})
}

func TestOnlyWhoMayChangeAgreementsGrantsExceptionsAndOnlySensibleOnes(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.draft(t)
		rest := scheduling.Exception{PersonID: c.people[0].ID, Rule: rules.Rest, From: 660, Limit: 600}
		supervisor, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 1, AllSites: true, Permissions: []auth.Permission{auth.ReadRosters, auth.ManageRosters}})
		if err != nil {
			t.Fatal(err)
		}
		var denied *auth.DeniedError
		if _, err := c.Except(ctx, supervisor, r.ID, r.Version, []scheduling.Exception{rest}, nil, false); !errors.As(err, &denied) || denied.Needs != auth.ManageWorkforce {
			t.Errorf("a supervisor was answered with %v", err)
		}
		for _, one := range []struct {
			name  string
			spot  func(*scheduling.Exception)
			field string
		}{
			{"somebody else", func(e *scheduling.Exception) { e.PersonID = 999 }, "exceptions[0].personId"},
			{"stricter", func(e *scheduling.Exception) { e.Limit = 700 }, "exceptions[0].limit"},
			{"a limit that is not agreed", func(e *scheduling.Exception) { e.Rule, e.From, e.Limit = rules.MaxPeriodShifts, 5, 6 }, "exceptions[0].limit"},
			{"below zero", func(e *scheduling.Exception) { e.Limit = -5 }, "exceptions[0].limit"},
			{"a day that is not needed", func(e *scheduling.Exception) { e.Day = monday }, "exceptions[0].day"},
			{"hours of no day", func(e *scheduling.Exception) { e.Rule, e.From, e.Limit = rules.Availability, 60, 600 }, "exceptions[0].day"},
			{"hours that end before they begin", func(e *scheduling.Exception) {
				e.Rule, e.Day, e.From, e.Limit = rules.Availability, monday, 600, 60
			}, "exceptions[0].limit"},
			{"a novel", func(e *scheduling.Exception) { e.Reason = strings.Repeat("x", 501) }, "exceptions[0].reason"},
		} {
			e := rest
			one.spot(&e)
			var invalid *scheduling.InvalidError
			if _, err := c.Except(ctx, c.scope, r.ID, r.Version, []scheduling.Exception{e}, nil, false); !errors.As(err, &invalid) || invalid.Fields[0].Field != one.field {
				t.Errorf("%s: %v, want %s refused", one.name, err, one.field)
			}
		}
		var twice *scheduling.InvalidError
		if _, err := c.Except(ctx, c.scope, r.ID, r.Version, []scheduling.Exception{rest, rest}, nil, false); !errors.As(err, &twice) || twice.Fields[0].Field != "exceptions[1]" {
			t.Errorf("one limit twice: %v", err)
		}
		first, err := c.Except(ctx, c.scope, r.ID, r.Version, []scheduling.Exception{rest}, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		rest.From, rest.Limit = 600, 540 // as somebody asks who sees what was granted already
		if _, err := c.Except(ctx, c.scope, r.ID, first.Roster.Version, []scheduling.Exception{rest}, nil, false); err != nil {
			t.Fatal(err)
		}
		kept, err := c.Exceptions(ctx, c.scope, r.ID)
		if err != nil || len(kept) != 1 || kept[0].From != 660 || kept[0].Limit != 540 {
			t.Errorf("kept %+v (%v), want one of 540 instead of the agreed 660", kept, err)
		}
	})
}

func TestHoursBeyondAvailabilityAreGrantedForOneDay(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		person := c.people[0]
		person.Availability = []workforce.Availability{{Weekday: monday.AddDays(1).Weekday(), From: 0, To: 1440}}
		if _, err := c.workforce.People.Edit(ctx, c.scope, person); err != nil {
			t.Fatal(err)
		}
		c.shape.terms.Rules.WeeklyMinMin = 0
		r := c.draft(t)
		zero := scheduling.Shift{
			PersonID: person.ID, Day: monday, QueueID: c.queue.ID,
			Start: monday.Start(time.UTC).Add(9 * time.Hour), End: monday.Start(time.UTC).Add(12 * time.Hour), Letter: "F",
		}
		moves := []scheduling.Move{{Op: scheduling.Put, PersonID: person.ID, Day: monday, Shift: zero}}
		breaks := func(e scheduling.Effect) bool {
			return slices.ContainsFunc(e.Breaches, func(b scheduling.Breach) bool { return b.Rule == rules.Availability })
		}
		tried, err := c.Try(ctx, c.scope, r.ID, moves)
		if err != nil || !breaks(tried) {
			t.Fatalf("a shift outside somebody's hours breaks %+v (%v)", tried.Breaches, err)
		}
		hours := scheduling.Exception{PersonID: person.ID, Rule: rules.Availability, Day: monday, From: 540, Limit: 720}
		done, err := c.Except(ctx, c.scope, r.ID, r.Version, []scheduling.Exception{hours}, moves, true)
		if err != nil || breaks(done.Effect) {
			t.Fatalf("within the hours that were granted: %+v (%v)", done.Effect.Breaches, err)
		}
		later := zero
		later.End = later.End.Add(30 * time.Minute)
		tried, err = c.Try(ctx, c.scope, r.ID, []scheduling.Move{{Op: scheduling.Put, PersonID: person.ID, Day: monday, Shift: later}})
		if err != nil || !breaks(tried) {
			t.Errorf("half an hour beyond them breaks %+v (%v)", tried.Breaches, err)
		}
	})
}
