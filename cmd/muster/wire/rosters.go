package wire

import (
	"context"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// rosters hands scheduling's rosters to the simulator, in forecast's own words.
type rosters struct{ scheduling *scheduling.Service }

// Rostered returns who works when; see forecast.Rosters.
func (r rosters) Rostered(ctx context.Context, scope auth.Scope, id int64) (forecast.Rostered, error) {
	if err := scope.Require(auth.ReadRosters); err != nil {
		return forecast.Rostered{}, err
	}
	plan, err := r.scheduling.Open(ctx, scope, id)
	if err != nil {
		return forecast.Rostered{}, err
	}
	out := forecast.Rostered{Requirements: plan.Roster.Requirements, From: plan.Roster.From}
	serve := map[int64][]int64{}
	for _, person := range plan.Planned() {
		serve[person.ID] = person.QueueIDs
	}
	out.Shifts = rostered(plan.Shifts, serve)
	return out, nil
}

// rostered writes shifts in forecast's words; serve says which queues each person
// can.
func rostered(shifts []scheduling.Shift, serve map[int64][]int64) []forecast.RosteredShift {
	out := make([]forecast.RosteredShift, len(shifts))
	for i, shift := range shifts {
		out[i] = forecast.RosteredShift{
			PersonID: shift.PersonID, QueueID: shift.QueueID, QueueIDs: serve[shift.PersonID], Start: shift.Start, End: shift.End,
		}
		for _, pause := range shift.Pauses {
			out[i].Breaks = append(out[i].Breaks, forecast.RosteredBreak{Start: pause.Start, End: pause.End})
		}
	}
	return out
}
