package wire

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// presences tells the forecast domain whom a roster has at work.
type presences struct{ scheduling *scheduling.Service }

// Presence returns who is at work when; see forecast.Presences.
func (p presences) Presence(ctx context.Context, scope auth.Scope, roster int64, g grid.Grid) (map[int64][]float64, error) {
	opened, err := p.scheduling.Open(ctx, scope, roster)
	if err != nil {
		return nil, err
	}
	return presence(opened.Shifts, g), nil
}

func presence(shifts []scheduling.Shift, g grid.Grid) map[int64][]float64 {
	at := map[int64][]float64{}
	for _, shift := range shifts {
		if at[shift.PersonID] == nil {
			at[shift.PersonID] = make([]float64, g.Len())
		}
		add(at[shift.PersonID], g, shift.Start, shift.End, 1)
		for _, pause := range shift.Pauses {
			add(at[shift.PersonID], g, pause.Start, pause.End, -1)
		}
	}
	return at
}

// add counts a stretch of time in the intervals that it touches, by how much of
// each.
func add(shares []float64, g grid.Grid, from, to time.Time, sign float64) {
	if to.Before(g.Start(0)) || !from.Before(g.Start(g.Len())) {
		return
	}
	first, inside := g.Index(from)
	if !inside {
		first = 0
	}
	for i := first; i < g.Len() && g.Start(i).Before(to); i++ {
		begin, end := g.Start(i), g.End(i)
		if from.After(begin) {
			begin = from
		}
		if to.Before(end) {
			end = to
		}
		if end.After(begin) {
			shares[i] += sign * end.Sub(begin).Seconds() / g.End(i).Sub(g.Start(i)).Seconds()
		}
	}
}
