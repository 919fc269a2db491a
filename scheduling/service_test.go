package scheduling_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
)

func TestABuiltRosterIsLegalCoversItsDemandAndIsTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		if r.State != scheduling.Draft || r.InputHash == "" {
			t.Fatalf("after the build the roster is %s with input hash %q", r.State, r.InputHash)
		}
		if r.Bound > r.Cost.Total()+1e-6 {
			t.Errorf("the bound %g lies above the cost %g", r.Bound, r.Cost.Total())
		}
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Errorf("the built roster breaks %d rules, first %+v", len(broken), broken[0])
		}
		required, scheduled := plan.Coverage()
		short := 0.0
		for i := range required[0] {
			short += max(0, required[0][i]-scheduled[0][i])
		}
		// Ten people of five shifts have 50 shifts for 7 days of 4 people: enough but for some quarters of an hour.
		if short > 16 {
			t.Errorf("%.1f slots of people are missing", short)
		}
		published, diff, err := c.Publish(ctx, c.scope, r.ID, r.Version, false)
		if err != nil {
			t.Fatal(err)
		}
		if published.State != scheduling.Published || published.PublishedVersion != published.Version || len(diff.Added) != len(plan.Shifts) {
			t.Errorf("published: state %s, version %d of %d, %d shifts told, want %d", published.State, published.PublishedVersion, published.Version, len(diff.Added), len(plan.Shifts))
		}
		told, err := c.Told(ctx, c.scope, monday, monday.AddDays(6))
		if err != nil || len(told) != len(plan.Shifts) {
			t.Errorf("%d shifts are told (%v), want %d", len(told), err, len(plan.Shifts))
		}
		if again, err := c.Difference(ctx, c.scope, r.ID); err != nil || !again.Empty() {
			t.Errorf("publishing at once again would change %+v (%v)", again, err)
		}
	})
}

func TestAMoveIsMadeUndoneAndRefusedWhenItBreaksARule(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		shift := plan.Shifts[0]
		later := shift
		later.Start, later.End = shift.Start.Add(30*time.Minute), shift.End.Add(30*time.Minute)
		later.Pauses = slices.Clone(shift.Pauses)
		for i := range later.Pauses {
			later.Pauses[i].Start, later.Pauses[i].End = later.Pauses[i].Start.Add(30*time.Minute), later.Pauses[i].End.Add(30*time.Minute)
		}
		if later.Start.UTC().Hour() > 10 || later.Start.UTC().Hour() == 10 && later.Start.UTC().Minute() > 0 {
			later = shift // already the latest start: putting the same shift is a move as well
		}
		move := scheduling.Move{Op: scheduling.Put, PersonID: shift.PersonID, Day: shift.Day, Shift: later}
		tried, err := c.Try(ctx, c.scope, r.ID, []scheduling.Move{move})
		if err != nil || len(tried.New) > 0 {
			t.Fatalf("trying a legal move: %+v (%v)", tried.New, err)
		}
		done, err := c.Apply(ctx, c.scope, r.ID, r.Version, []scheduling.Move{move}, false)
		if err != nil {
			t.Fatal(err)
		}
		if done.Roster.Version != r.Version+1 {
			t.Errorf("the version is %d, want %d", done.Roster.Version, r.Version+1)
		}
		if diff := done.Effect.Cost.Total() - tried.Cost.Total(); diff > 1e-6 || diff < -1e-6 {
			t.Errorf("the move cost %g, trying it said %g", done.Effect.Cost.Total(), tried.Cost.Total())
		}
		undone, err := c.Apply(ctx, c.scope, r.ID, done.Roster.Version, done.Inverse, false)
		if err != nil {
			t.Fatal(err)
		}
		after, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := after.Sheet.At(shift.PersonID, shift.Day); !got.Same(shift) {
			t.Errorf("after the undo the shift is %+v, want %+v", got, shift)
		}

		night := shift
		night.Start, night.End, night.Pauses = shift.Day.Start(time.UTC), shift.Day.Start(time.UTC).Add(8*time.Hour), nil
		_, err = c.Apply(ctx, c.scope, r.ID, undone.Roster.Version, []scheduling.Move{{Op: scheduling.Put, PersonID: shift.PersonID, Day: shift.Day, Shift: night}}, false)
		var broken *scheduling.RuleError
		if !errors.As(err, &broken) || broken.Breaches[0].PersonName == "" {
			t.Fatalf("a shift at midnight was answered with %v, want the rules that it breaks", err)
		}
		if !slices.ContainsFunc(broken.Breaches, func(b scheduling.Breach) bool { return b.Rule == rules.Template }) {
			t.Errorf("the breaches are %+v, want one of the template", broken.Breaches)
		}
	})
}

func TestAStaleEditIsToldWhatCameBetween(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		shift := plan.Shifts[0]
		lock := []scheduling.Move{{Op: scheduling.Lock, PersonID: shift.PersonID, Day: shift.Day}}
		if _, err := c.Apply(ctx, c.scope, r.ID, r.Version, lock, false); err != nil {
			t.Fatal(err)
		}
		_, err = c.Apply(ctx, c.scope, r.ID, r.Version, lock, false)
		var stale *scheduling.StaleError
		if !errors.As(err, &stale) {
			t.Fatalf("the second edit of version %d was answered with %v", r.Version, err)
		}
		if stale.Have != r.Version+1 || stale.Want != r.Version || len(stale.Changes) != 1 || stale.Changes[0].PersonID != shift.PersonID {
			t.Errorf("got %+v, want version %d against %d and the lock", stale, r.Version+1, r.Version)
		}
	})
}

func TestALockedShiftSurvivesTheNextBuild(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.draft(t)
		day := monday.AddDays(2)
		start := day.Start(time.UTC).Add(10 * time.Hour)
		kept := scheduling.Shift{
			Start: start, End: start.Add(510 * time.Minute), Template: "D", Letter: "D", QueueID: c.queue.ID, Locked: true,
			Pauses: []scheduling.Pause{
				{Start: start.Add(60 * time.Minute), End: start.Add(75 * time.Minute), Kind: scheduling.Break, Paid: true},
				{Start: start.Add(180 * time.Minute), End: start.Add(210 * time.Minute), Kind: scheduling.Lunch},
			},
		}
		move := scheduling.Move{Op: scheduling.Put, PersonID: c.people[3].ID, Day: day, Shift: kept}
		if _, err := c.Apply(ctx, c.scope, r.ID, r.Version, []scheduling.Move{move}, true); err != nil {
			t.Fatal(err)
		}
		plan := c.rebuild(t, r.ID)
		got, stands := plan.Sheet.At(c.people[3].ID, day)
		kept.PersonID, kept.Day = c.people[3].ID, day
		if !stands || !got.Same(kept) || !got.Locked {
			t.Errorf("the locked shift is %+v, want %+v", got, kept)
		}
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Errorf("around the locked shift the roster breaks %+v", broken)
		}
	})
}

func TestSomebodyWithoutAnAgreementIsNamedAndCanBeLeftOut(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		loose := c.people[0]
		loose.Agreements = nil
		if _, err := c.workforce.People.Edit(ctx, c.scope, loose); err != nil {
			t.Fatal(err)
		}
		r := c.draft(t)
		_, err := c.Build(ctx, c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Second, Threads: 1})
		var nobody *scheduling.UnsatisfiableError
		if !errors.As(err, &nobody) || len(nobody.People) != 1 {
			t.Fatalf("building with somebody without an agreement: %v", err)
		}
		if got := nobody.People[0]; got.PersonID != loose.ID || !strings.Contains(got.Reason, "2026-03-02") || got.Relaxation == "" {
			t.Errorf("the refusal is %+v; want the person, the day and a way out", got)
		}
		without := scheduling.Roster{Name: "Without", From: monday, Days: 7, Requirements: []int64{1}, People: scheduling.PeopleFilter{LeaveOut: []int64{loose.ID}}}
		if without, err = c.Create(ctx, c.scope, without); err != nil {
			t.Fatal(err)
		}
		plan, err := c.Open(ctx, c.scope, without.ID)
		if err != nil || len(plan.People()) != 9 {
			t.Errorf("left out, %d people are planned (%v), want 9", len(plan.People()), err)
		}
	})
}

func TestAnAgreementThatNobodyCanKeepRefusesTheBuildWithTheRulesThatClash(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		person := c.people[2]
		person.Availability = []workforce.Availability{{Weekday: time.Monday, From: 6 * 60, To: 20 * 60}}
		if _, err := c.workforce.People.Edit(ctx, c.scope, person); err != nil {
			t.Fatal(err)
		}
		r := c.draft(t)
		_, err := c.Build(ctx, c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Second, Threads: 1})
		var nobody *scheduling.UnsatisfiableError
		if !errors.As(err, &nobody) || len(nobody.People) != 1 {
			t.Fatalf("building with somebody who may work on Mondays only: %v", err)
		}
		if got := nobody.People[0]; got.PersonID != person.ID || !slices.Contains(got.Rules, rules.Availability) || got.Relaxation == "" {
			t.Errorf("the refusal is %+v; want %s, the rule %s and a way out", got, person.Name, rules.Availability)
		}
		now, err := c.Roster(ctx, c.scope, r.ID)
		if err != nil || now.State != scheduling.Draft || now.Version != r.Version {
			t.Errorf("after the refusal the roster is %s in version %d (%v), want the untouched draft", now.State, now.Version, err)
		}
	})
}

func TestAgreementsMayNameTheirShiftsAlike(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		terms := plainTerms()
		terms.Rules.WeeklyMinMin, terms.Rules.WeeklyMaxMin = 16*60, 24*60
		part, err := c.workforce.Agreements.Create(ctx, c.scope, workforce.Agreement{Code: "PART", Name: "Part time", Terms: []workforce.Terms{terms}})
		if err != nil {
			t.Fatal(err)
		}
		person := c.people[0]
		person.Agreements = []workforce.AgreementSpell{{AgreementID: part.ID}}
		if _, err := c.workforce.People.Edit(ctx, c.scope, person); err != nil {
			t.Fatal(err)
		}
		plan := c.rebuild(t, c.draft(t).ID)
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Errorf("the roster breaks %d rules, first %+v", len(broken), broken[0])
		}
		paid := time.Duration(0)
		for _, s := range plan.Shifts {
			if s.Template != "D" {
				t.Errorf("a shift is of template %q, want D as its agreement calls it", s.Template)
			}
			if s.PersonID == person.ID {
				paid += s.Paid()
			}
		}
		if paid < 16*time.Hour || paid > 24*time.Hour {
			t.Errorf("the part-timer is paid %s, want 16 to 24 hours", paid)
		}
	})
}

func TestARosterOfAnotherDemandOrForTooManyDaysIsRefusedFieldByField(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		_, err := c.Create(ctx, c.scope, scheduling.Roster{Name: " ", Days: 99})
		var invalid *scheduling.InvalidError
		if !errors.As(err, &invalid) || len(invalid.Fields) != 4 {
			t.Errorf("an empty order: %v; want name, from, days and requirementIds refused", err)
		}
		_, err = c.Create(ctx, c.scope, scheduling.Roster{Name: "Late", From: monday.AddDays(10), Days: 14, Requirements: []int64{1}})
		if !errors.As(err, &invalid) || invalid.Fields[0].Field != "requirementIds[0]" {
			t.Errorf("a roster beyond its requirement: %v", err)
		}
		if _, err = c.Create(ctx, c.scope, scheduling.Roster{Name: "None", From: monday, Days: 7, Requirements: []int64{2}}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a requirement that is not there: %v", err)
		}
	})
}

func TestACalendarAddressOpensOnlyItsOwnersShiftsUntilItIsReplaced(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.Now = func() time.Time { return monday.Start(time.UTC).Add(9 * time.Hour) }
		r := c.built(t)
		if _, _, err := c.Publish(ctx, c.scope, r.ID, r.Version, false); err != nil {
			t.Fatal(err)
		}
		token, err := c.NewFeed(ctx, c.scope, c.people[4].ID)
		if err != nil {
			t.Fatal(err)
		}
		_, person, shifts, err := c.Feed(ctx, token)
		if err != nil || person != c.people[4].ID || len(shifts) == 0 {
			t.Fatalf("the feed is of person %d with %d shifts (%v)", person, len(shifts), err)
		}
		for _, s := range shifts {
			if s.PersonID != c.people[4].ID {
				t.Errorf("the feed holds a shift of person %d", s.PersonID)
			}
		}
		if _, err := c.NewFeed(ctx, c.scope, c.people[4].ID); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := c.Feed(ctx, token); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("the old address still answers: %v", err)
		}
	})
}
