package main

import (
	"context"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/demo"
)

// crowdDemo gives the crowd of the demonstration centre its members and their past,
// and adds the accounts that came with them.
func crowdDemo(ctx context.Context, m *wire.Services, centre *demo.Centre, seed uint64) error {
	c := m.Crowd
	made, err := demo.BuildCrowd(ctx, demo.Crowding{
		Workforce: m.Workforce, Users: m.Auth, Programmes: m.Programmes,
		Members: c.Members, Releases: c.Releases, Payrolls: c.Payrolls, Authority: c.Authority, Triangles: c.Triangles, InTx: m.DB.InTx,
	}, *centre, seed)
	centre.Accounts = append(centre.Accounts, made...)
	return err
}
