package vendors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce/grid"
)

// BoardQuery asks for the board of a queue's days.
type BoardQuery struct {
	QueueID     int64
	ProgrammeID int64 // 0: of every programme that serves the queue
	From        grid.Date
	Days        int
}

// mostBoardDays bounds a board.
const mostBoardDays = 92

// Board is what the programmes of a queue were asked for, promised and delivered.
type Board struct {
	Grid grid.Grid
	Rows []BoardRow
}

// BoardRow is a programme on a board. Hours that were not promised by agreement count
// as not committed; a surplus in one interval mends no shortfall in another.
type BoardRow struct {
	Programme Programme
	exchange.Board
	Planned []float64 // by the vendor's roster
	// Rostered is who was to come: by the vendor's roster, and on days of which it tells
	// nothing by the published rosters of the programme's people.
	Rostered []float64
	Source   []HoursSource // of the delivered hours, by day
	Judged   int           // intervals that were committed and are known; Kept is a share of them
	Misses   []Miss
}

// HoursSource says where delivered hours come from.
type HoursSource string

// The sources of delivered hours.
const (
	FromNothing HoursSource = ""       // nobody has told
	FromFile    HoursSource = "file"   // uploaded
	FromRoster  HoursSource = "roster" // published rosters of the programme's people
	FromCrowd   HoursSource = "crowd"  // attendance at what a crowd booked
)

// Miss is a stretch of intervals in which less was delivered than committed, beyond
// the tolerance.
type Miss struct {
	Start, End time.Time
	Committed  float64
	Delivered  float64
	Short      float64
}

// Board sets hours beside each other. Days to come, and days of which nobody has told
// what was delivered, miss nothing.
func (s *Hours) Board(ctx context.Context, scope auth.Scope, q BoardQuery) (Board, error) {
	var l problem.List
	l.Need(q.Days >= 1 && q.Days <= mostBoardDays, "days", q.Days, fmt.Sprintf("1 to %d days", mostBoardDays), problem.Wanting(problem.WholeNumber, 1, mostBoardDays))
	if err := refused("board", l); err != nil {
		return Board{}, err
	}
	queue, site, err := s.queues.QueueSite(ctx, scope, q.QueueID)
	if err != nil {
		return Board{}, err
	}
	loc, err := time.LoadLocation(site.Zone)
	if err != nil {
		return Board{}, err
	}
	b := Board{}
	if b.Grid, err = grid.New(loc, queue.IntervalMin, q.From, q.Days); err != nil {
		return b, err
	}
	programmes, err := s.programmes.Programmes(ctx, scope, ProgrammeQuery{QueueID: q.QueueID})
	if err != nil {
		return b, err
	}
	for _, p := range programmes {
		if q.ProgrammeID != 0 && p.ID != q.ProgrammeID {
			continue
		}
		row, err := s.row(ctx, scope, p, q, b.Grid)
		if err != nil {
			return b, err
		}
		b.Rows = append(b.Rows, row)
	}
	return b, nil
}

// row is one programme of a board.
func (s *Hours) row(ctx context.Context, scope auth.Scope, p Programme, q BoardQuery, g grid.Grid) (BoardRow, error) {
	row := BoardRow{Programme: p}
	asked, committed, tolerance, err := s.promised(ctx, scope, p.ID, q, g)
	if err != nil {
		return row, err
	}
	booked, worked, noted, err := s.booked(ctx, scope, p.ID, q, g)
	if err != nil {
		return row, err
	}
	present, err := s.present(ctx, scope, p, q, g)
	if err != nil {
		return row, err
	}
	delivered, source, err := s.delivered(ctx, scope, p.ID, q, g, besides{worked, noted, present})
	if err != nil {
		return row, err
	}
	planned, told, err := s.uploaded(ctx, scope, p.ID, q, g, Planned)
	if err != nil {
		return row, err
	}
	for k := range told {
		if from, to := g.Day(k); !told[k] {
			copy(planned[from:to], booked[from:to])
		}
	}
	row.Planned, row.Source, row.Rostered = planned, source, slices.Clone(planned)
	for k := range told {
		if from, to := g.Day(k); present != nil && total(planned[from:to]) == 0 {
			copy(row.Rostered[from:to], present[from:to])
		}
	}
	if row.Board, err = exchange.BoardOf(asked, committed, delivered, tolerance); err != nil {
		return row, err
	}
	row.judgeKnown(g, s.Now())
	row.Misses = row.missed(g)
	return row, nil
}

// promised is what a programme was asked for and has promised, on a grid, and the
// widest tolerance that was agreed.
func (s *Hours) promised(ctx context.Context, scope auth.Scope, programme int64, q BoardQuery, g grid.Grid) (asked, committed []float64, tolerance float64, err error) {
	asked, committed = make([]float64, g.Len()), make([]float64, g.Len())
	list, err := s.commitments.Commitments(ctx, scope, CommitmentQuery{
		ProgrammeID: programme, QueueID: q.QueueID, From: q.From, To: q.From.AddDays(q.Days - 1), States: []CommitmentState{Asked, Countered, Agreed},
	})
	for _, c := range list {
		from, gridErr := c.Grid()
		if gridErr != nil {
			return nil, nil, 0, gridErr
		}
		lay(asked, g, c.Curves.Asked, from)
		lay(committed, g, c.Curves.Committed, from)
		tolerance = max(tolerance, c.Tolerance)
	}
	return asked, committed, tolerance, err
}

// lay adds hours of one grid to another, by the share of each interval that lies in it.
func lay(onto []float64, g grid.Grid, hours []float64, from grid.Grid) {
	for i, h := range hours {
		if h == 0 {
			continue
		}
		start, end := from.Start(i), from.End(i)
		for at := start; at.Before(end); {
			j, inside := g.Index(at)
			if !inside {
				at = at.Add(from.Interval())
				continue
			}
			until := g.End(j)
			if end.Before(until) {
				until = end
			}
			onto[j] += h * until.Sub(at).Seconds() / end.Sub(start).Seconds()
			at = until
		}
	}
}

// uploaded is the hours of a kind that files told, and which days they tell of.
func (s *Hours) uploaded(ctx context.Context, scope auth.Scope, programme int64, q BoardQuery, g grid.Grid, kind HoursKind) ([]float64, []bool, error) {
	out, told := make([]float64, g.Len()), make([]bool, g.Days())
	list, err := s.store.Hours(ctx, scope, HoursQuery{ProgrammeIDs: []int64{programme}, QueueID: q.QueueID, Kind: kind, From: q.From, To: q.From.AddDays(q.Days - 1)})
	for _, d := range list {
		k, inside := g.DayIndex(d.Day)
		loc, zoneErr := time.LoadLocation(d.Zone)
		if zoneErr != nil {
			return nil, nil, zoneErr
		}
		from, gridErr := grid.New(loc, d.Minutes, d.Day, 1)
		if gridErr != nil {
			return nil, nil, gridErr
		}
		if inside {
			lay(out, g, d.Hours, from)
			told[k] = true
		}
	}
	return out, told, err
}

// present is the hours by published rosters; nil where none tells any.
func (s *Hours) present(ctx context.Context, scope auth.Scope, p Programme, q BoardQuery, g grid.Grid) ([]float64, error) {
	if s.Presence == nil {
		return nil, nil
	}
	there, known, err := s.Presence.Present(ctx, scope, p.EmployerID, q.QueueID, g)
	if err != nil || !known {
		return nil, err
	}
	return there, nil
}

// besides is what tells of delivered hours where no file does: who came of a crowd on
// days of which that was noted, and published rosters (nil: none).
type besides struct {
	worked  []float64
	noted   []bool
	present []float64
}

// delivered is the hours that came: by file, where none tells of a day by who came of
// a crowd, and else by the published rosters of the programme's people.
func (s *Hours) delivered(ctx context.Context, scope auth.Scope, programme int64, q BoardQuery, g grid.Grid, b besides) ([]float64, []HoursSource, error) {
	out, told, err := s.uploaded(ctx, scope, programme, q, g, Delivered)
	if err != nil {
		return nil, nil, err
	}
	source := make([]HoursSource, g.Days())
	for k := range source {
		from, to := g.Day(k)
		switch {
		case told[k]:
			source[k] = FromFile
		case b.noted[k]:
			source[k] = FromCrowd
			copy(out[from:to], b.worked[from:to])
		case b.present != nil && total(b.present[from:to]) > 0:
			source[k] = FromRoster
			copy(out[from:to], b.present[from:to])
		}
	}
	return out, source, nil
}

// judgeKnown takes the shortfall back of days of which nobody has told, and of what is
// still to come.
func (r *BoardRow) judgeKnown(g grid.Grid, now time.Time) {
	r.Total, r.Kept, r.Weighted, r.Worst = exchange.Slot{}, 0, 0, -1
	promised, kept, committed, keptHours := 0, 0, 0.0, 0.0
	for i := range r.Slots {
		slot := &r.Slots[i]
		if r.Source[g.DayOf(i)] == FromNothing || g.End(i).After(now) {
			slot.Short, slot.Surplus, slot.Kept = 0, 0, true
		} else if slot.Committed > 0 {
			promised++
			committed += slot.Committed
			if slot.Kept {
				kept++
				keptHours += slot.Committed
			}
		}
		r.Total.Required += slot.Required
		r.Total.Committed += slot.Committed
		r.Total.Delivered += slot.Delivered
		r.Total.Short += slot.Short
		r.Total.Surplus += slot.Surplus
		r.Total.Uncovered += slot.Uncovered
		if slot.Short > 0 && (r.Worst < 0 || slot.Short > r.Slots[r.Worst].Short) {
			r.Worst = i
		}
	}
	r.Total.Kept = kept == promised
	if promised > 0 {
		r.Kept, r.Weighted = float64(kept)/float64(promised), keptHours/committed
	}
	r.Judged = promised
}

// missed joins neighbouring intervals that were not kept.
func (r *BoardRow) missed(g grid.Grid) []Miss {
	var out []Miss
	for i, slot := range r.Slots {
		if slot.Kept || slot.Committed == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End.Equal(g.Start(i)) && g.DayOf(i) == g.DayOf(i-1) {
			last := &out[n-1]
			last.End, last.Committed, last.Delivered, last.Short = g.End(i), last.Committed+slot.Committed, last.Delivered+slot.Delivered, last.Short+slot.Short
			continue
		}
		out = append(out, Miss{g.Start(i), g.End(i), slot.Committed, slot.Delivered, slot.Short})
	}
	return out
}
