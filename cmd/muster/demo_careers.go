package main

import (
	"context"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/demo"
)

// climbDemo gives the people of the demonstration centre careers.
func climbDemo(ctx context.Context, m *wire.Services, centre demo.Centre, seed uint64) error {
	c := m.Careers
	return demo.BuildCareers(ctx, demo.Careers{
		Ladders: c.Ladders, Evidence: c.Evidence, Readiness: c.Readiness, Elections: c.Elections, Rounds: c.Rounds, Hiring: c.Hiring, Workforce: m.Workforce, Protect: c.Audit.Put,
	}, centre, seed)
}
