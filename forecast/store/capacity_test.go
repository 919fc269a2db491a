package store_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

func (p *past) capacityPlan() forecast.CapacityPlan {
	return forecast.CapacityPlan{
		SiteID: p.site.ID, Name: "十八个月", Currency: "CNY", ChangedAt: noon, ChangedBy: 7,
		Plan: capacity.Plan{From: grid.MustDate("2027-01-04"), Weeks: 2, Groups: []capacity.Group{{
			Name: "voice", Required: []float64{100.25, 120}, Starting: []capacity.Cohort{{People: 2.5, Weeks: 9}}, Hours: 40,
			Shrinkage: []capacity.Shrinkage{{Name: "leave", Share: []float64{0.1}}}, Attrition: []capacity.Band{{FromWeek: 3, Yearly: 0.3}},
			Training: capacity.Training{Weeks: 2, Cost: 5, Productivity: []float64{0.5, 1}}, Hires: []capacity.Hire{{Week: 1, People: 3}},
			Vendors: []capacity.Vendor{{Name: "North", Max: 5, Weeks: 4, Hours: 30, Price: 9}}, Pay: 123,
		}}},
		Sources:   []forecast.CapacitySource{{QueueIDs: []int64{4, 9}, Sharing: 0.9, Basis: []forecast.DemandBasis{{QueueID: 4, Hours: 7}}}},
		Scenarios: []forecast.CapacityScenario{{Name: "busy", Variation: capacity.Variation{Demand: 0.1, Delay: 2}}},
		Note:      "later",
		Changes: []forecast.CapacityChange{
			{Version: 1, At: noon, By: 7, Differs: []forecast.CapacityDifference{{Group: "voice", Subject: "hires", FirstWeek: 1, LastWeek: 1, Unit: capacity.InPeople, After: 3}}},
			{Version: 2, At: noon, By: 7, Note: "later"},
		},
	}
}

// stranger sees another site only.
func stranger(t *testing.T, p *past) auth.Scope {
	t.Helper()
	scope, err := auth.NewScope(auth.Grant{Tenant: p.all.Tenant(), Actor: 9, Sites: []int64{p.site.ID + 1000}})
	fatal(t, err)
	return scope
}

func TestCapacityPlansComeBackAsTheyWereKept(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		plans, ctx := store.NewCapacityPlans(p.db), t.Context()
		want, err := plans.AddCapacityPlan(ctx, p.all, p.capacityPlan())
		fatal(t, err)
		same := func(what string) {
			t.Helper()
			got, err := plans.CapacityPlan(ctx, p.all, want.ID)
			fatal(t, err)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(1e6)); diff != "" {
				t.Errorf("%s (-want +got) %s", what, diff)
			}
		}
		same("new")
		want.Name, want.Plan.Groups[0].Pay = "two years", 456
		changed, err := plans.ChangeCapacityPlan(ctx, p.all, want)
		fatal(t, err)
		var stale *database.StaleError
		if _, err := plans.ChangeCapacityPlan(ctx, p.all, want); !errors.As(err, &stale) || stale.Have != 2 || stale.Want != 1 {
			t.Errorf("changed from an old version: %v; want it stale, 2 and 1", err)
		}
		if want = changed; want.Version != 2 {
			t.Errorf("version %d after a change; want 2", want.Version)
		}
		same("changed")
		changes, err := plans.CapacityChanges(ctx, p.all, want.ID)
		fatal(t, err)
		if len(changes) != 2 || changes[0].Note != "later" || changes[1].Version != 1 || changes[1].Differs[0].After != 3 {
			t.Errorf("the changes, newest first: %+v", changes)
		}
		if _, err := plans.CapacityChanges(ctx, stranger(t, p), want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("changes seen from another site: %v", err)
		}
		list, err := plans.CapacityPlans(ctx, p.all, 0, 10)
		fatal(t, err)
		if len(list) != 1 || list[0].ID != want.ID {
			t.Errorf("the list: %+v", list)
		}
		other := stranger(t, p)
		if _, err := plans.CapacityPlan(ctx, other, want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("seen from another site: %v", err)
		}
		if _, err := plans.AddCapacityPlan(ctx, other, p.capacityPlan()); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("kept from another site: %v", err)
		}
		if err := plans.RemoveCapacityPlan(ctx, other, want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("removed from another site: %v", err)
		}
		fatal(t, plans.RemoveCapacityPlan(ctx, p.all, want.ID))
		if _, err := plans.CapacityPlan(ctx, p.all, want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("after removing: %v", err)
		}
	})
}

func TestNetStaffingComesBackWithItsResult(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		answers, ctx := store.NewNetStaffings(p.db), t.Context()
		want, err := answers.AddNetStaffing(ctx, p.all, forecast.NetStaffing{
			SiteID: p.site.ID, State: forecast.RunQueued, Zone: p.site.Zone, Minutes: 30, From: firstApril, Days: 7, Code: "v1", CreatedAt: noon, CreatedBy: 7,
			Order: forecast.NetOrder{Mode: forecast.NetTraining, Requirements: []int64{3, 5}, Seed: 9, Trainings: []forecast.NetTrainingOrder{{Group: "A > B", QueueID: 4, People: 2}}},
		})
		fatal(t, err)
		fatal(t, answers.SetNetStaffingJob(ctx, p.all, want.ID, 77))
		want.JobID, want.State, want.InputHash = 77, forecast.RunDone, "ab"
		want.Result = &forecast.NetResult{
			Queues: []forecast.NetQueue{{QueueID: 4, RequirementID: 3, Code: "A", Name: "Å"}}, Groups: []forecast.NetGroup{{Name: "A > B", People: 2, Skills: []forecast.NetSkill{{QueueID: 4, Level: 1}}}},
			Picture:    &netstaffing.Picture{Queues: []netstaffing.QueuePicture{{Name: "A", ASA: []float64{1, math.NaN(), math.Inf(1)}, Loss: netstaffing.Estimate{Value: 1, SE: math.NaN()}}}},
			Difference: &netstaffing.Difference{Replications: 2},
			Skills:     []netstaffing.SkillValue{{Group: 0, Queue: 1, InTime: 3}},
		}
		fatal(t, answers.FinishNetStaffing(ctx, p.all, want))
		got, err := answers.NetStaffing(ctx, p.all, want.ID)
		fatal(t, err)
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(1e6)); diff != "" {
			t.Errorf("done (-want +got) %s", diff)
		}
		if err := answers.FinishNetStaffing(ctx, p.all, want); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("finished twice: %v", err)
		}
		list, err := answers.NetStaffings(ctx, p.all, 0, 10)
		fatal(t, err)
		if len(list) != 1 || list[0].Result != nil || list[0].Order.Mode != forecast.NetTraining {
			t.Errorf("the list: %+v", list)
		}
		if _, err := answers.NetStaffing(ctx, stranger(t, p), want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("seen from another site: %v", err)
		}
		fatal(t, answers.DeleteNetStaffing(ctx, p.all, want.ID))
		if list, err := answers.NetStaffings(ctx, p.all, 0, 10); err != nil || len(list) != 0 {
			t.Errorf("after deleting: %+v, %v", list, err)
		}
	})
}
