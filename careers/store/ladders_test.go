package store_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce/grid"
)

func day(t *testing.T, s string) grid.Date {
	t.Helper()
	return must(grid.ParseDate(s))(t)
}

// 004-06, 004-07: both tracks ship ready, and are published as they are.
func TestTheReadyLadderHasBothTracks(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, 1)
		want := map[string][]string{
			"management": {"新员工", "合格员工", "优秀员工", "业务督导", "培训师", "客服经理", "运营经理"},
			"tenure":     {"新员工", "合格员工", "优秀员工", "先进员工"},
		}
		kept := must(c.ladders.Ladder(t.Context(), c.scope, c.kept.ID))(t)
		for _, track := range kept.Ladder.Tracks {
			if want[track.Code] == nil {
				continue
			}
			var names []string
			for _, code := range track.Rungs {
				rung, _ := kept.Ladder.Rung(code)
				names = append(names, rung.Name.Zh)
			}
			if diff := cmp.Diff(want[track.Code], names); diff != "" {
				t.Errorf("%s (-want +got):\n%s", track.Code, diff)
			}
			delete(want, track.Code)
		}
		if len(want) > 0 {
			t.Errorf("tracks missing: %v", want)
		}
	})
}

func TestAPublishedVersionNeverChanges(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 1)
		document, _, err := careers.Document(c.kept.Ladder)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.ladders.Change(ctx, c.scope, c.kept.ID, c.kept.Version, []byte(document))
		refusedBy(t, "changing it", err, "published versions never change")
		refusedBy(t, "deleting it", c.ladders.Forget(ctx, c.scope, c.kept.ID), "published versions never change")
		limited(t, c, 3)
		all := must(c.ladders.Ladders(ctx, c.scope))(t)
		states := map[careers.LadderState]int{}
		for _, k := range all {
			states[k.State]++
		}
		if diff := cmp.Diff(map[careers.LadderState]int{careers.Published: 1, careers.Replaced: 1}, states); diff != "" {
			t.Errorf("states (-want +got):\n%s", diff)
		}
		changes := careers.Differences(all[1].Ladder, all[0].Ladder)
		if diff := cmp.Diff([]careers.Difference{{Kind: careers.Changed, Part: "rung", Which: "excellent", Field: "headcount"}}, changes); diff != "" {
			t.Errorf("changes (-want +got):\n%s", diff)
		}
	})
}

// What keeps a draft from being published is named, with the people who would stand on
// nothing.
func TestADraftWithFaultsIsNotPublished(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	ctx := t.Context()
	c := newCentre(t, db, 3)
	for name, spoil := range map[ladder.FaultKind]func(*ladder.Ladder){
		ladder.EndlessClimb: func(l *ladder.Ladder) {
			l.Edges = append(l.Edges, ladder.Edge{From: "operations-manager", To: "new", Kind: ladder.Promote})
		},
		ladder.NoSuchMetric: func(l *ladder.Ladder) {
			l.Edges[0].Asks = ladder.Metric{Name: "charm", Aggregate: ladder.Mean, Window: 30, Sense: ladder.NotBelow, Threshold: 1, Observations: 1}
		},
		ladder.TooFewSeats: func(l *ladder.Ladder) {
			l.Rungs[1].Headcount = ladder.Headcount{Kind: ladder.Absolute, Places: 2}
		},
		ladder.NoSuchRung: func(l *ladder.Ladder) { l.Rungs[1].Code = "able" },
	} {
		draft := must(c.ladders.Begin(ctx, c.scope, "", c.kept.ID))(t)
		spoil(draft.Ladder)
		document, _, err := careers.Document(draft.Ladder)
		if err != nil {
			t.Fatal(err)
		}
		draft = must(c.ladders.Change(ctx, c.scope, draft.ID, draft.Version, []byte(document)))(t)
		_, err = c.ladders.Publish(ctx, c.scope, draft.ID, draft.Version)
		var faults *careers.FaultsError
		found := false
		if errors.As(err, &faults) {
			for _, f := range faults.Faults {
				found = found || f.Kind == name
			}
		}
		if !found {
			t.Errorf("%s: got %v", name, err)
		}
		if err := c.ladders.Forget(ctx, c.scope, draft.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// Nobody stands on two rungs, not even when two people place them at the same moment.
func TestNobodyStandsOnTwoRungs(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		c := newCentre(t, db, 2)
		place := func(rung, from string) error {
			return c.ladders.Place(ctx, c.scope, careers.Spell{PersonID: c.people[0], Ladder: "CC", Rung: rung, From: day(t, from), Reason: "by hand"})
		}
		var faults *careers.FaultsError
		if err := place("excellent", "2025-03-03"); !errors.As(err, &faults) || faults.Faults[0].Kind != ladder.TwoRungsAtOnce {
			t.Errorf("a spell before the present one, without an end: %v, want two rungs at once", err)
		}
		var both sync.WaitGroup
		errs := make([]error, 2)
		for i, rung := range []string{"excellent", "new"} {
			both.Go(func() { errs[i] = place(rung, "2026-06-16") })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("placed at once: %v and %v, want one refused", errs[0], errs[1])
		}
		open := 0
		for _, s := range must(c.ladders.Spells(ctx, c.scope, c.people[0]))(t) {
			if s.To.IsZero() {
				open++
			}
		}
		if open != 1 {
			t.Errorf("%d rungs at once, want 1", open)
		}
	})
}

func TestAPlaceThatIsNotThereIsRefused(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	c := newCentre(t, db, 3)
	limited(t, c, 1)
	for i, want := range []string{"", "more than there are seats"} {
		err := c.ladders.Place(t.Context(), c.scope, careers.Spell{PersonID: c.people[i], Ladder: "CC", Rung: "excellent", From: today, Reason: "by hand"})
		if want == "" && err != nil {
			t.Fatal(err)
		}
		if want != "" {
			refusedBy(t, "the second", err, want)
		}
	}
}
