package main

import (
	"context"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
)

// attendDemo takes in what the switch recorded of the people of the first site. The
// evidence that it is to careers is collected when all of the centre stands.
func attendDemo(ctx context.Context, m *wire.Services, centre demo.Centre, roster int64, seed uint64) error {
	defer func(tell func(context.Context, auth.Scope) error) { m.Attendance.Imported = tell }(m.Attendance.Imported)
	m.Attendance.Imported = nil
	return demo.BuildAttendance(ctx, demo.Attending{Scheduling: m.Scheduling, Attendance: m.Attendance, Workforce: m.Workforce}, centre, roster, seed)
}
