package main

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/workforce/grid"
)

// agreeDemo gives the centre its programmes, their contracts, and what was promised
// and came in the last weeks.
func agreeDemo(ctx context.Context, m *wire.Services, centre demo.Centre, seed uint64) error {
	return demo.Agree(ctx, demo.Agreements{
		Workforce: m.Workforce, Programmes: m.Programmes, Commitments: m.Commitments, Hours: m.Hours, Allocations: m.Allocations,
		Locker: demoLocker{m},
	}, centre, seed)
}

// demoLocker promises forecasts of the demonstration centre.
type demoLocker struct{ *wire.Services }

// Promise locks the newest forecast of a queue that begins on a day, or finds the lock
// that the employer has of it already; see demo.ForecastLocker.
func (d demoLocker) Promise(ctx context.Context, queue, employer int64, from grid.Date, name string) (int64, error) {
	scope := auth.SystemScope(wire.MainTenant)
	runs, err := d.Forecasts.Runs(ctx, scope, queue, 0, 50)
	if err != nil {
		return 0, err
	}
	for _, run := range runs {
		if run.State != forecast.RunDone || run.Order.From != from {
			continue
		}
		locks, err := d.Locks.List(ctx, scope, forecast.LockQuery{ForecastID: run.ID, EmployerID: employer, Limit: 1})
		if err != nil {
			return 0, err
		}
		if len(locks) > 0 {
			return locks[0].ID, nil
		}
		defer func(clock func() time.Time) { d.Locks.Now = clock }(d.Locks.Now)
		d.Locks.Now = func() time.Time { return from.AddDays(-3).Start(time.UTC) }
		lock, err := d.Locks.Lock(ctx, scope, run.ID, forecast.LockOrder{Name: name, EmployerID: employer})
		return lock.ID, err
	}
	return 0, fmt.Errorf("no forecast of queue %d begins on %v", queue, from)
}
