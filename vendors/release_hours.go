package vendors

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// BookedHours is what a programme's crowd has booked for a queue and worked, by
// interval: what counts as planned and as delivered.
type BookedHours struct {
	Begins         time.Time
	Minutes        int
	Booked, Worked float64 // hours
	Noted          bool    // somebody recorded who came
}

// CrowdHours tells what a crowd booked and worked; [Releases] does.
type CrowdHours interface {
	Hours(ctx context.Context, scope auth.Scope, programme, queue int64, from, to time.Time) ([]BookedHours, error)
}

// Hours sums bookings of a programme for a queue by interval, for whoever compares
// what was committed with what came.
func (s *Releases) Hours(ctx context.Context, scope auth.Scope, programme, queue int64, from, to time.Time) ([]BookedHours, error) {
	list, err := s.store.Bookings(ctx, scope, BookingQuery{ProgrammeID: programme, QueueID: queue, From: from, To: to, Held: true})
	if err != nil {
		return nil, err
	}
	type interval struct {
		begins  int64
		minutes int
	}
	var out []BookedHours
	at := map[interval]int{}
	for _, b := range list {
		if b.State == BookingOffered {
			continue // not taken yet
		}
		key := interval{b.Begins.Unix(), b.Minutes}
		place, known := at[key]
		if !known {
			place = len(out)
			at[key] = place
			out = append(out, BookedHours{Begins: b.Begins, Minutes: b.Minutes})
		}
		sum := &out[place]
		sum.Booked += float64(b.Minutes) / 60
		sum.Worked += float64(b.Worked) / 60
		sum.Noted = sum.Noted || b.State == BookingKept || b.State == BookingAbsent
	}
	slices.SortStableFunc(out, func(a, b BookedHours) int {
		return cmp.Or(a.Begins.Compare(b.Begins), cmp.Compare(a.Minutes, b.Minutes))
	})
	return out, nil
}

// booked lays what a crowd booked and worked on a grid, and says of which days
// somebody recorded who came.
func (s *Hours) booked(ctx context.Context, scope auth.Scope, programme int64, q BoardQuery, g grid.Grid) (booked, worked []float64, noted []bool, err error) {
	booked, worked, noted = make([]float64, g.Len()), make([]float64, g.Len()), make([]bool, g.Days())
	if s.Crowd == nil {
		return booked, worked, noted, nil
	}
	// Bookings of at most twelve hours may begin on the day before.
	list, err := s.Crowd.Hours(ctx, scope, programme, q.QueueID, g.Start(0).Add(-12*time.Hour), g.End(g.Len()-1))
	for _, b := range list {
		end := b.Begins.Add(time.Duration(b.Minutes) * time.Minute)
		layEvenly(booked, g, b.Begins, end, b.Booked)
		layEvenly(worked, g, b.Begins, end, b.Worked)
		if k, inside := g.DayIndex(grid.DateOf(b.Begins.In(g.Location()))); inside {
			noted[k] = noted[k] || b.Noted
		}
	}
	return booked, worked, noted, err
}

// layEvenly spreads hours evenly from a time to another over the intervals of a grid.
func layEvenly(onto []float64, g grid.Grid, from, to time.Time, hours float64) {
	whole := to.Sub(from).Seconds()
	for at := from; at.Before(to); {
		i, inside := g.Index(at)
		if !inside {
			at = at.Add(15 * time.Minute)
			continue
		}
		until := g.End(i)
		if to.Before(until) {
			until = to
		}
		onto[i] += hours * until.Sub(at).Seconds() / whole
		at = until
	}
}
