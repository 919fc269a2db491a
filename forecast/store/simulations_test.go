package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// simulation is one of a queue with an hour without contacts, so that some of
// its figures are undefined.
func (p *past) simulation() forecast.Simulation {
	return forecast.Simulation{
		SiteID: p.site.ID, State: forecast.SimulationQueued, InputHash: "ab", Code: "v1", CreatedAt: noon, CreatedBy: 7,
		Order: forecast.SimulationOrder{Name: "Très occupé", Requirements: []int64{4, 12}, From: firstApril, Days: 2, Pooling: forecast.BySkill, Volume: 1.1, Replications: 2, Seed: 9, Step: 60},
		Scenario: simulate.Scenario{
			Start: noon, Interval: 3600, Intervals: 2,
			Queues: []simulate.Queue{{Name: "voice", Contacts: []float64{20, 0}, Handle: simulate.Distribution{Mean: 180}, Threshold: 20}},
			Groups: []simulate.Group{{Name: "agents", Agents: []int{3, 3}, Skills: []simulate.Skill{{Queue: "voice", Level: 1}}}},
		},
	}
}

func TestSimulationsComeBackWithScenarioAndReport(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		simulations := store.NewSimulations(p.db)
		want, err := simulations.AddSimulation(t.Context(), p.all, p.simulation())
		fatal(t, err)
		fatal(t, simulations.SetSimulationJob(t.Context(), p.all, want.ID, 77))
		want.JobID = 77
		same := func(what string) {
			t.Helper()
			got, err := simulations.Simulation(t.Context(), p.all, want.ID)
			fatal(t, err)
			if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(1e6)); diff != "" {
				t.Errorf("%s (-want +got) %s", what, diff)
			}
		}
		want.Scenario.Start = noon.Truncate(1e9)
		same("queued")
		want.Report, err = simulate.Run(context.Background(), want.Scenario, simulate.Options{Replications: 2, Step: 600})
		fatal(t, err)
		want.State = forecast.SimulationDone
		fatal(t, simulations.FinishSimulation(t.Context(), p.all, want))
		same("done")
		if err := simulations.FinishSimulation(t.Context(), p.all, want); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("finished twice: %v", err)
		}
		fatal(t, simulations.DeleteSimulation(t.Context(), p.all, want.ID))
		if _, err := simulations.Simulation(t.Context(), p.all, want.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("after deleting: %v", err)
		}
	})
}

func TestSimulationsAreListedByRequirementAndSeenBySite(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		simulations := store.NewSimulations(p.db)
		first, err := simulations.AddSimulation(t.Context(), p.all, p.simulation())
		fatal(t, err)
		other := p.simulation()
		other.SiteID, other.Order.Requirements = 0, nil
		second, err := simulations.AddSimulation(t.Context(), p.all, other)
		fatal(t, err)
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 3, Sites: []int64{p.site.ID + 1}})
		fatal(t, err)
		for name, c := range map[string]struct {
			query forecast.SimulationQuery
			local bool
			want  []int64
		}{
			"all, newest first":   {forecast.SimulationQuery{Limit: 9}, false, []int64{second.ID, first.ID}},
			"a page":              {forecast.SimulationQuery{Limit: 1}, false, []int64{second.ID}},
			"the next page":       {forecast.SimulationQuery{Limit: 9, Before: second.ID}, false, []int64{first.ID}},
			"of a requirement":    {forecast.SimulationQuery{Limit: 9, Requirement: 12}, false, []int64{first.ID}},
			"of one that ends so": {forecast.SimulationQuery{Limit: 9, Requirement: 2}, false, nil},
			"from another site":   {forecast.SimulationQuery{Limit: 9}, true, []int64{second.ID}},
		} {
			scope := p.all
			if c.local {
				scope = elsewhere
			}
			list, err := simulations.Simulations(t.Context(), scope, c.query)
			fatal(t, err)
			var got []int64
			for _, s := range list {
				got = append(got, s.ID)
				if s.Report != nil || len(s.Scenario.Queues) > 0 {
					t.Errorf("%s: the list brings scenarios or reports", name)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got) %s", name, diff)
			}
		}
		if _, err := simulations.Simulation(t.Context(), elsewhere, first.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("from another site: %v", err)
		}
		if _, err := simulations.AddSimulation(t.Context(), elsewhere, p.simulation()); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("made from another site: %v", err)
		}
	})
}
