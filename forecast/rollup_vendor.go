package forecast

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// employerNames finds the names of the employers who handle queues, where the order
// is by vendor.
func (l *Live) employerNames(ctx context.Context, scope auth.Scope, pieces []piece, order RollupOrder) (map[int64]string, error) {
	if order.By != ByVendor || l.Employers == nil {
		return nil, nil
	}
	var ids []int64
	for _, p := range pieces {
		for _, d := range p.setup.Queue.Divisions {
			for _, s := range d.Shares {
				if !slices.Contains(ids, s.EmployerID) {
					ids = append(ids, s.EmployerID)
				}
			}
		}
	}
	names := make(map[int64]string, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	found, err := l.Employers.Find(ctx, scope, workforce.Filter{IDs: ids})
	for _, e := range found {
		names[e.ID] = e.Name
	}
	return names, err
}

// handledPart is what one employer handles of a piece; employer 0 is in-house.
type handledPart struct {
	employer int64
	shares   []float64 // by interval
}

// divided takes a piece apart by who handles it on each day. The parts of an
// interval are the whole of it.
func (p piece) divided() []handledPart {
	parts := []handledPart{{0, make([]float64, p.grid.Len())}}
	handles := func(employer int64) []float64 {
		for _, known := range parts {
			if known.employer == employer {
				return known.shares
			}
		}
		parts = append(parts, handledPart{employer, make([]float64, p.grid.Len())})
		return parts[len(parts)-1].shares
	}
	for k := range p.grid.Days() {
		from, to := p.grid.Day(k)
		d := p.setup.Queue.DivisionOn(p.grid.Date(k))
		fill(handles(0)[from:to], d.InHouse())
		for _, s := range d.Shares {
			fill(handles(s.EmployerID)[from:to], s.Share)
		}
	}
	nothing := func(one handledPart) bool {
		return !slices.ContainsFunc(one.shares, func(v float64) bool { return v > 0 })
	}
	return slices.DeleteFunc(parts, nothing)
}

func fill(values []float64, v float64) {
	for i := range values {
		values[i] = v
	}
}
