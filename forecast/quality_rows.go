package forecast

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// dayRows is what the sources of a queue say of some days, interval by interval.
type dayRows struct {
	sources  []string
	cells    []cell
	byImport map[int64]*ImportTrace
}

// cell is one interval of the grid.
type cell struct {
	contacts float64
	remarks  history.Flags
	first    int   // source that spoke first, from 1; 0 for none
	offered  int64 // what it said
	several  bool  // another source speaks of it too
	doubled  bool  // and says the same
	sources  uint64
}

// readRows reads every source of the queue over the days of a grid.
func (q *DataQuality) readRows(ctx context.Context, scope auth.Scope, queue int64, days grid.Grid) (*dayRows, error) {
	all, err := q.intervals.SeriesOf(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	rows := &dayRows{cells: make([]cell, days.Len()), byImport: map[int64]*ImportTrace{}}
	from, to := days.Start(0).Unix()-int64(time.Hour/time.Second), days.Start(days.Len()).Unix()
	for n, series := range all {
		rows.sources = append(rows.sources, series.Source)
		for row, err := range q.intervals.Stored(ctx, scope, series.ID, from, to) {
			if err != nil {
				return nil, err
			}
			rows.add(days, n, row)
		}
	}
	return rows, nil
}

// add puts a row where it belongs; one that is longer than the grid's intervals
// is shared out.
func (r *dayRows) add(days grid.Grid, source int, row *Interval) {
	offered := row.Figures[history.Offered]
	if offered == history.Unknown {
		return
	}
	step := int64(days.Minutes()) * 60
	pieces := max(1, int64(row.IntervalS)/step)
	inside := false
	for p := range pieces {
		if i, ok := days.Index(time.Unix(row.Start+p*step, 0)); ok {
			r.cells[i].add(source, offered, float64(offered)/float64(pieces), row.Flags)
			inside = true
		}
	}
	if inside && row.ImportID != 0 {
		trace := r.byImport[row.ImportID]
		if trace == nil {
			trace = &ImportTrace{Import: Import{ID: row.ImportID}}
			r.byImport[row.ImportID] = trace
		}
		trace.Intervals++
		trace.Offered += offered
	}
}

func (c *cell) add(source int, offered int64, share float64, remarks history.Flags) {
	c.contacts += share
	c.remarks |= remarks
	c.sources |= 1 << min(source, 63)
	switch {
	case c.first == 0:
		c.first, c.offered = source+1, offered
	case c.first != source+1:
		c.several = true
		c.doubled = c.doubled || offered == c.offered && offered > 0
	default:
		c.offered += offered // shorter rows of one source, added up
	}
}

// day sums one day of the grid up.
func (r *dayRows) day(days grid.Grid, k int) DayQuality {
	d := DayQuality{Date: days.Date(k)}
	from, to := days.Day(k)
	sources := uint64(0)
	for i := from; i < to; i++ {
		c := &r.cells[i]
		d.Contacts += c.contacts
		d.Remarks |= c.remarks
		sources |= c.sources
		if c.several {
			d.Overlaps++
		}
		if c.doubled {
			d.Doubled++
		}
	}
	for ; sources != 0; sources &= sources - 1 {
		d.Sources++
	}
	return d
}

func (r *dayRows) imports() []ImportTrace {
	var out []ImportTrace
	for _, trace := range r.byImport {
		out = append(out, *trace)
	}
	slices.SortFunc(out, func(a, b ImportTrace) int { return cmp.Compare(a.Import.ID, b.Import.ID) })
	return out
}
