package scheduling_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAnAbsenceIsRepairedAppliedAndToldToThoseWhoAreAsked(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.Now = func() time.Time { return monday.Start(time.UTC) }
		r := c.built(t)
		r, _, err := c.Publish(ctx, c.scope, r.ID, r.Version, false)
		if err != nil {
			t.Fatal(err)
		}
		before, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		day := monday.AddDays(2)
		at := slices.IndexFunc(before.Shifts, func(s scheduling.Shift) bool { return s.Day == day })
		missing := before.Shifts[at]
		order := scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: missing.PersonID, From: day, To: day}}}
		plan, err := c.Repair(ctx, c.scope, r.ID, order)
		if err != nil {
			t.Fatal(err)
		}
		if len(plan.Gone) != 1 || !plan.Gone[0].Same(missing) || plan.Version != r.Version {
			t.Fatalf("%d shifts fall away of version %d, want %+v of %d", len(plan.Gone), plan.Version, missing, r.Version)
		}
		if len(plan.Alternatives) == 0 || plan.Left.ShortHours < plan.Published.ShortHours {
			t.Fatalf("%d alternatives; short %.2f h before, %.2f h after", len(plan.Alternatives), plan.Published.ShortHours, plan.Left.ShortHours)
		}
		best := plan.Alternatives[len(plan.Alternatives)-1]
		done, err := c.Apply(ctx, c.scope, r.ID, plan.Version, best.Moves, true)
		if err != nil {
			t.Fatal(err)
		}
		after, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, still := after.Sheet.At(missing.PersonID, day); still {
			t.Error("the absent person still works")
		}
		for _, change := range best.Changes {
			for _, d := range change.Days {
				got, works := after.Sheet.At(change.ID, d.Day)
				if works == d.To.Day.IsZero() || works && !got.Same(d.To) {
					t.Errorf("%s on %s is %+v, want %+v", change.Name, d.Day, got, d.To)
				}
			}
		}
		_, diff, err := c.Publish(ctx, c.scope, r.ID, done.Roster.Version, true)
		if err != nil {
			t.Fatal(err)
		}
		if want := len(best.Changes) + 1; diff.People() != want {
			t.Errorf("%d people are told, want the %d whose days changed", diff.People(), want)
		}
	})
}

func TestARepairOfNobodyOrOfOtherDaysIsRefusedFieldByField(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		person := c.people[0].ID
		cases := map[string]struct {
			order scheduling.RepairOrder
			field string
		}{
			"nobody":          {scheduling.RepairOrder{}, "absent"},
			"stranger":        {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: 987, From: monday, To: monday}}}, "absent[0].personId"},
			"other day":       {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: person, From: monday.AddDays(-9), To: monday}}}, "absent[0].from"},
			"pinned stranger": {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: person, From: monday, To: monday}}, PinnedShifts: []scheduling.Spot{{PersonID: 987, Day: monday}}}, "pinnedShifts[0].personId"},
			"other queue":     {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: person, From: monday, To: monday}}, Queues: []int64{987}}, "queueIds[0]"},
			"other scope":     {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: person, From: monday, To: monday}}, Days: []grid.Date{monday.AddDays(-1)}}, "days[0]"},
			"frozen":          {scheduling.RepairOrder{Absent: []scheduling.Absence{{PersonID: person, From: monday, To: monday}}, FrozenHours: -1}, "frozenHours"},
		}
		for name, test := range cases {
			_, err := c.Repair(ctx, c.scope, r.ID, test.order)
			var invalid *scheduling.InvalidError
			if !errors.As(err, &invalid) || invalid.Fields[0].Field != test.field {
				t.Errorf("%s: %v, want %s", name, err, test.field)
			}
		}
	})
}

func TestARepairKeepsToItsDaysAndToPinnedShifts(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.Now = func() time.Time { return monday.Start(time.UTC) }
		r := c.built(t)
		before, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		day := monday.AddDays(2)
		order := scheduling.RepairOrder{Days: []grid.Date{day}, Queues: []int64{c.queue.ID}}
		var plan scheduling.RepairPlan
		for _, s := range before.Shifts { // a hasty build may have more people on the day than it needs
			if s.Day != day || len(plan.Standbys) > 0 {
				continue
			}
			order.Absent = append(order.Absent, scheduling.Absence{PersonID: s.PersonID, From: day, To: day})
			if plan, err = c.Repair(ctx, c.scope, r.ID, order); err != nil {
				t.Fatal(err)
			}
		}
		if len(plan.Standbys) == 0 {
			t.Fatalf("nobody could step in: %+v", plan)
		}
		first := plan.Standbys[0].ID
		order.PinnedShifts = []scheduling.Spot{{PersonID: first, Day: day}}
		pinned, err := c.Repair(ctx, c.scope, r.ID, order)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []scheduling.RepairPlan{plan, pinned} {
			for _, alt := range p.Alternatives {
				for _, change := range alt.Changes {
					for _, d := range change.Days {
						if d.Day != day {
							t.Errorf("%s changes on %s, which is out of scope", change.Name, d.Day)
						}
					}
				}
			}
		}
		for _, s := range pinned.Standbys {
			if s.ID == first {
				t.Errorf("%s is pinned on %s and asked all the same", s.Name, day)
			}
		}
	})
}
