package scheduling_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// earlier lists the earlier plans of a roster.
func (c *centre) earlier(t *testing.T, id int64) ([]scheduling.KeptPlan, int64) {
	t.Helper()
	list, standing, err := c.KeptPlans(t.Context(), c.scope, id)
	if err != nil {
		t.Fatal(err)
	}
	return list, standing
}

// without removes the first n shifts of what stands.
func (c *centre) without(t *testing.T, r scheduling.Roster, n int) scheduling.Roster {
	t.Helper()
	plan, err := c.Open(t.Context(), c.scope, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var moves []scheduling.Move
	for _, s := range plan.Shifts[:n] {
		moves = append(moves, scheduling.Move{Op: scheduling.Remove, PersonID: s.PersonID, Day: s.Day})
	}
	done, err := c.Apply(t.Context(), c.scope, r.ID, r.Version, moves, true)
	if err != nil {
		t.Fatal(err)
	}
	return done.Roster
}

func TestABuildIsKeptWithItsFiguresAndTakenBackAfterEdits(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		list, standing := c.earlier(t, r.ID)
		if len(list) != 1 || standing != list[0].ID {
			t.Fatalf("after a build %d plans are kept, %d stands; want the one", len(list), standing)
		}
		built := list[0]
		if built.Origin != scheduling.FromBuild || built.Bound != r.Bound || built.Cost != r.Cost || built.Order.TimeLimit != time.Second || built.Order.Seed != 1 || built.Gap() != r.Gap() {
			t.Errorf("kept %+v of a build that gave %+v", built, r)
		}
		before, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		edited := c.without(t, r, 3)
		if _, standing := c.earlier(t, r.ID); standing != 0 {
			t.Errorf("plan %d is said to stand although shifts were removed", standing)
		}
		compared, err := c.Compare(ctx, c.scope, scheduling.Side{RosterID: r.ID, Edition: scheduling.AsKept, Kept: built.ID}, scheduling.Side{RosterID: r.ID, Edition: scheduling.AsPlanned})
		if err != nil || compared.Sides[0].Shifts != len(before.Shifts) || compared.Sides[1].Shifts != len(before.Shifts)-3 {
			t.Fatalf("compared %+v (%v), want %d shifts against three fewer", compared, err, len(before.Shifts))
		}
		back, err := c.TakeBackPlan(ctx, c.scope, r.ID, edited.Version, built.ID)
		if err != nil {
			t.Fatal(err)
		}
		if back.Version != edited.Version+1 || back.Bound != r.Bound || back.InputHash != r.InputHash {
			t.Errorf("taken back: %+v, want the bound %g of the build at version %d", back, r.Bound, edited.Version+1)
		}
		if diff := back.Cost.Total() - r.Cost.Total(); diff > 1e-6 || diff < -1e-6 {
			t.Errorf("taken back it costs %g, built it cost %g", back.Cost.Total(), r.Cost.Total())
		}
		after, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before.Shifts, after.Shifts); diff != "" {
			t.Errorf("shifts (-built +taken back):\n%s", diff)
		}
		list, standing = c.earlier(t, r.ID)
		if len(list) != 2 || list[0].Origin != scheduling.ByHand || list[0].Count != len(before.Shifts)-3 || standing != built.ID {
			t.Errorf("kept %+v, %d stands; want what was edited beside the build, which stands", list, standing)
		}
		if _, err := c.TakeBackPlan(ctx, c.scope, r.ID, back.Version, 999); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an unknown plan was answered with %v", err)
		}
		if _, err := c.TakeBackPlan(ctx, c.scope, r.ID, edited.Version, built.ID); !errors.As(err, new(*scheduling.StaleError)) {
			t.Errorf("an old version was answered with %v", err)
		}
	})
}

func TestOnlyTheNewestPlansAndThosePinnedAreKept(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		list, _ := c.earlier(t, r.ID)
		built := list[0]
		if err := c.PinKeptPlan(ctx, c.scope, r.ID, built.ID, true); err != nil {
			t.Fatal(err)
		}
		for n := range 12 {
			edited := c.without(t, r, n+1)
			var err error
			if r, err = c.TakeBackPlan(ctx, c.scope, r.ID, edited.Version, built.ID); err != nil {
				t.Fatal(err)
			}
		}
		list, standing := c.earlier(t, r.ID)
		if len(list) != 11 || list[10].ID != built.ID || !list[10].Pinned || standing != built.ID {
			t.Fatalf("%d plans are kept, the last %+v; want ten and the pinned build", len(list), list[len(list)-1])
		}
		for _, k := range list[:9] {
			if err := c.PinKeptPlan(ctx, c.scope, r.ID, k.ID, true); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.PinKeptPlan(ctx, c.scope, r.ID, list[9].ID, true); !errors.As(err, new(*scheduling.InvalidError)) {
			t.Errorf("the eleventh pin was answered with %v", err)
		}
		if err := c.PinKeptPlan(ctx, c.scope, r.ID, 999, false); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an unknown plan was answered with %v", err)
		}
	})
}

func TestNobodySeesTheKeptPlansOfAnotherSite(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.built(t)
		list, _ := c.earlier(t, r.ID)
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 1, Sites: []int64{c.site.ID + 1}, Permissions: []auth.Permission{auth.ReadRosters, auth.ManageRosters}})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := c.KeptPlans(ctx, elsewhere, r.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("the list was answered with %v", err)
		}
		if _, err := c.TakeBackPlan(ctx, elsewhere, r.ID, r.Version, list[0].ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("taking one back was answered with %v", err)
		}
	})
}
