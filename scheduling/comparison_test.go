package scheduling_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func TestADraftIsComparedWithWhatPeopleWereTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		r, _, err := c.Publish(ctx, c.scope, r.ID, r.Version, false)
		if err != nil {
			t.Fatal(err)
		}
		told, draft := scheduling.Side{RosterID: r.ID, Edition: scheduling.AsTold}, scheduling.Side{RosterID: r.ID, Edition: scheduling.AsPlanned}
		same, err := c.Compare(ctx, c.scope, told, draft)
		if err != nil {
			t.Fatal(err)
		}
		if len(same.People) > 0 || same.Sides[0].Cost != same.Sides[1].Cost || !same.SameDays || !same.SameDemand {
			t.Errorf("a roster as published differs from itself: %d people, cost %+v and %+v", len(same.People), same.Sides[0].Cost, same.Sides[1].Cost)
		}
		before, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		gone := before.Shifts[0]
		done, err := c.Apply(ctx, c.scope, r.ID, r.Version, []scheduling.Move{{Op: scheduling.Remove, PersonID: gone.PersonID, Day: gone.Day}}, true)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Compare(ctx, c.scope, told, draft)
		if err != nil {
			t.Fatal(err)
		}
		a, b := got.Sides[0], got.Sides[1]
		if rise := b.Cost.Total() - a.Cost.Total(); !near(rise, done.Effect.Cost.Total()) {
			t.Errorf("the comparison says the move costs %g, the desk said %g", rise, done.Effect.Cost.Total())
		}
		if !near(a.PaidHours-b.PaidHours, gone.Paid().Hours()) || a.Shifts != b.Shifts+1 {
			t.Errorf("paid %g h and %g h in %d and %d shifts; want %g h and one shift less", a.PaidHours, b.PaidHours, a.Shifts, b.Shifts, gone.Paid().Hours())
		}
		if len(got.People) != 1 || got.People[0].PersonID != gone.PersonID || got.People[0].Name == "" {
			t.Fatalf("people who differ: %+v, want only %d", got.People, gone.PersonID)
		}
		change := got.People[0].Changes
		if len(change) != 1 || !change[0].Before.Same(gone) || change[0].After.PersonID != 0 {
			t.Errorf("changes %+v, want %+v gone", change, gone)
		}
		worked := gone.End.Sub(gone.Start).Hours()
		for _, p := range gone.Pauses {
			worked -= p.End.Sub(p.Start).Hours()
		}
		coverage := func(m scheduling.Measured) float64 { return m.OverHours - m.ShortHours }
		if lost := coverage(a) - coverage(b); !near(lost, worked) {
			t.Errorf("coverage lost %g person-hours, want the %g that the shift worked", lost, worked)
		}
		q, sum := got.Queues[0], [2]float64{}
		for _, day := range q.Days {
			sum[0], sum[1] = sum[0]+day.ShortHours[0], sum[1]+day.ShortHours[1]
		}
		if !near(sum[0], q.Sides[0].ShortHours) || !near(sum[1], q.Sides[1].ShortHours) || !near(sum[1], b.ShortHours) {
			t.Errorf("by day %v h are short, in all %g and %g", sum, a.ShortHours, b.ShortHours)
		}
		if len(a.Breaches) > 0 {
			t.Errorf("what people were told breaks %+v", a.Breaches)
		}
	})
}

// served is a service that knows nothing but how many people there are.
type served struct{ asked []grid.Curve }

func (s *served) Expected(_ context.Context, _ auth.Scope, _ int64, people grid.Curve) (*scheduling.Served, error) {
	s.asked = append(s.asked, people)
	sum := 0.0
	for _, n := range people.Values {
		sum += n
	}
	return &scheduling.Served{Contacts: 1, ServiceLevel: sum}, nil
}

func (*served) Rehearse(context.Context, auth.Scope, scheduling.RehearsalOrder) ([]scheduling.RehearsedQueue, error) {
	return nil, nil
}

func TestTwoPlansOfTheSameDaysAreMeasuredByOneYardstick(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		first, second := c.draft(t), c.draft(t)
		services := &served{}
		c.Services = services
		shift := func(person int, day int) scheduling.Move {
			at := monday.AddDays(day).Start(time.UTC)
			return scheduling.Move{Op: scheduling.Put, PersonID: c.people[person].ID, Day: monday.AddDays(day), Shift: scheduling.Shift{
				Start: at.Add(9 * time.Hour), End: at.Add(17 * time.Hour), QueueID: c.queue.ID,
			}}
		}
		apply := func(r scheduling.Roster, moves ...scheduling.Move) {
			t.Helper()
			if _, err := c.Apply(ctx, c.scope, r.ID, r.Version, moves, true); err != nil {
				t.Fatal(err)
			}
		}
		apply(first, shift(0, 0), shift(1, 0))
		// Six days of eight hours are eight more than the forty that are agreed.
		apply(second, shift(0, 0), shift(2, 0), shift(2, 1), shift(2, 2), shift(2, 3), shift(2, 4), shift(2, 5))
		got, err := c.Compare(ctx, c.scope, scheduling.Side{RosterID: first.ID, Edition: scheduling.AsPlanned}, scheduling.Side{RosterID: second.ID, Edition: scheduling.AsPlanned})
		if err != nil {
			t.Fatal(err)
		}
		a, b := got.Sides[0], got.Sides[1]
		if a.OvertimeHours != 0 || !near(b.OvertimeHours, 8) || a.People != 2 || b.People != 2 || b.Loads[2] != 1 {
			t.Errorf("overtime %g and %g, people %d and %d, weekends %g; want 0, 8, 2, 2 and 1", a.OvertimeHours, b.OvertimeHours, a.People, b.People, b.Loads[2])
		}
		if required := got.Queues[0].RequiredHours; !near(required, 7*8*4) || !near(a.ShortHours, required-16) || !near(b.ShortHours, required-56) {
			t.Errorf("of %g required person-hours %g and %g are short, want 224 less 16 and 56", required, a.ShortHours, b.ShortHours)
		}
		if s := got.Queues[0].Sides; s[0].Served == nil || !near(s[0].Served.ServiceLevel, 16*4) || !near(s[1].Served.ServiceLevel, 56*4) || len(services.asked) != 2 {
			t.Errorf("service was asked for %d times and is %+v and %+v", len(services.asked), s[0].Served, s[1].Served)
		}
		var who []string
		for _, p := range got.People {
			who = append(who, p.Code)
		}
		if !slices.Equal(who, []string{"P01", "P02"}) || got.People[1].PaidHours != [2]float64{0, 48} || got.People[1].Loads[1][2] != 1 {
			t.Errorf("people who differ: %v, the last %+v", who, got.People)
		}
		back, err := c.Compare(ctx, c.scope, scheduling.Side{RosterID: second.ID, Edition: scheduling.AsPlanned}, scheduling.Side{RosterID: first.ID, Edition: scheduling.AsPlanned})
		if err != nil || !near(back.Sides[0].Cost.Total(), b.Cost.Total()) || !near(back.Sides[1].Cost.Total(), a.Cost.Total()) {
			t.Errorf("the other way round the costs are %+v and %+v (%v)", back.Sides[0].Cost, back.Sides[1].Cost, err)
		}
	})
}

func TestPlansThatCannotBeComparedAreRefusedByField(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		first := c.draft(t)
		after, err := c.Create(ctx, c.scope, scheduling.Roster{Name: "Next", From: monday.AddDays(7), Days: 7, Requirements: []int64{1}})
		if err != nil {
			t.Fatal(err)
		}
		plan := func(id int64, e scheduling.Edition) scheduling.Side { return scheduling.Side{RosterID: id, Edition: e} }
		for name, one := range map[string]struct {
			a, b  scheduling.Side
			field string
		}{
			"no day in common": {plan(first.ID, scheduling.AsPlanned), plan(after.ID, scheduling.AsPlanned), "with"},
			"never published":  {plan(first.ID, scheduling.AsPlanned), plan(first.ID, scheduling.AsTold), "withEdition"},
			"no edition":       {plan(first.ID, "printed"), plan(first.ID, scheduling.AsPlanned), "edition"},
		} {
			_, err := c.Compare(ctx, c.scope, one.a, one.b)
			var invalid *scheduling.InvalidError
			if !errors.As(err, &invalid) || invalid.Fields[0].Field != one.field {
				t.Errorf("%s: %v, want the field %s", name, err, one.field)
			}
		}
		overlap, err := c.Create(ctx, c.scope, scheduling.Roster{Name: "Both", From: monday.AddDays(5), Days: 7, Requirements: []int64{1}})
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Compare(ctx, c.scope, plan(first.ID, scheduling.AsPlanned), plan(overlap.ID, scheduling.AsPlanned))
		if err != nil {
			t.Fatal(err)
		}
		if got.From != monday.AddDays(5) || got.Days != 2 || got.SameDays {
			t.Errorf("two days in common are compared as %d from %s", got.Days, got.From)
		}
	})
}
