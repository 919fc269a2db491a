package main

import (
	"context"
	"errors"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
)

// How much is played of the demonstration centre: enough to look at, within a
// second or two.
const (
	demoReplications = 30
	demoNetPlays     = 5
	demoNetDays      = 7
)

// playDemo simulates a day of the roster, and asks how its people are shared by
// the queues.
func playDemo(ctx context.Context, m *wire.Services, centre demo.Centre, roster int64, requirements []forecast.Requirement) error {
	scope := auth.SystemScope(wire.MainTenant)
	played, err := m.Simulations.Order(ctx, scope, forecast.SimulationOrder{
		Name: centre.Sites[0].Name + ", first day as rostered", RosterID: roster, Days: 1, Replications: demoReplications, Seed: 1,
	})
	if err != nil {
		return unlessRefused(err)
	}
	if err := await(ctx, m, played.JobID); err != nil {
		return err
	}
	order := forecast.NetOrder{Mode: forecast.NetPicture, RosterID: roster, From: centre.Today.Monday(), Days: demoNetDays, Replications: demoNetPlays, Seed: 1}
	for _, r := range requirements {
		if !r.Deferred { // work that may wait has no line to stand in
			order.Requirements = append(order.Requirements, r.ID)
		}
	}
	shared, err := m.NetStaffing.Order(ctx, scope, order)
	if err != nil {
		return unlessRefused(err)
	}
	return await(ctx, m, shared.JobID)
}

// unlessRefused forgives what cannot be played: in the smallest centres a queue
// may have nobody, or nobody on the first day.
func unlessRefused(err error) error {
	var refused *forecast.OrderError
	if errors.As(err, &refused) {
		return nil
	}
	return err
}
