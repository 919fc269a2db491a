package history

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"time"
)

// maxWaiting bounds the rows of repeated hours that wait for their twin.
const maxWaiting = 200_000

// Rows reads the file from its first row on. Each step gives either a row,
// which is valid until the next step, or an error: a *[RowError] concerns one
// row and reading goes on, unless it ends the file; any other error ends it. Rows can be ranged over
// once.
//
// A wall-clock time that happens twice, on the day the clocks go back, needs
// two rows of its queue: the first of them is the first occurrence. Where the
// file runs backwards in time it is the second.
func (s *Source) Rows(m Mapping) iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		p, err := s.compile(m)
		if err != nil {
			yield(nil, s.placed(err))
			return
		}
		r := reading{builder: &builder{plan: p, source: s}, waiting: map[twin]*waitingRow{}}
		for {
			cells, line, err := s.records.next()
			if errors.Is(err, io.EOF) {
				r.unpaired(yield)
				return
			}
			if !r.step(cells, line, err, yield) {
				return
			}
		}
	}
}

// reading is the state of one pass over a file.
type reading struct {
	*builder
	waiting           map[twin]*waitingRow
	lastWall          int64
	forward, backward int // how often the time went on or back from row to row
}

// twin identifies the two rows of a repeated interval.
type twin struct {
	queue, part int32
	wall        int64
}

// waitingRow is the first row of a repeated interval; row is nil once paired.
type waitingRow struct {
	row    *Row
	second int64
}

type yielder = func(*Row, error) bool

// step handles one record and reports whether to go on.
func (r *reading) step(cells [][]byte, line int, err error, yield yielder) bool {
	if err != nil {
		return r.broken(line, err, yield)
	}
	if !r.build(cells, line) {
		for _, problem := range r.problems {
			if !yield(nil, &problem) {
				return false
			}
		}
		return true
	}
	switch wall := r.wall; {
	case r.lastWall == 0: // the first row
	case wall > r.lastWall:
		r.forward++
	case wall < r.lastWall:
		r.backward++
	}
	r.lastWall = r.wall
	if r.second == 0 {
		return yield(&r.row, nil)
	}
	return r.pair(yield)
}

// broken passes on what is wrong with a record, and ends the reading where it
// is the file that is broken.
func (r *reading) broken(line int, err error, yield yielder) bool {
	var bad *RowError
	if errors.As(err, &bad) {
		bad.File = r.source.name
		return yield(nil, bad) && !bad.EndsFile()
	}
	yield(nil, fmt.Errorf("%s: line %d: %w", r.source.name, line, err))
	return false
}

// pair resolves the row of a repeated hour when its twin is there, and keeps it
// otherwise.
func (r *reading) pair(yield yielder) bool {
	r.row.Flags |= RepeatedHour
	key := twin{r.row.Queue, r.row.Part, r.wall}
	other, met := r.waiting[key]
	if !met {
		if len(r.waiting) >= maxWaiting {
			yield(nil, &RowError{File: r.source.name, Line: r.row.Line, Code: TooLarge, Got: fmt.Sprintf("more than %d rows at times that happen twice", maxWaiting), Want: "times with an offset"})
			return false
		}
		kept := r.row
		r.waiting[key] = &waitingRow{row: &kept, second: r.second}
		return true
	}
	if other.row == nil {
		return yield(&r.row, nil) // a third row: the duplicate check names it
	}
	first, second := other.row, r.row
	other.row = nil
	shift := other.second - first.Start
	if r.backward > r.forward {
		first.Start += shift
	} else {
		second.Start += shift
	}
	return yield(first, nil) && yield(&second, nil)
}

// unpaired reports the rows of repeated hours whose twin never came.
func (r *reading) unpaired(yield yielder) {
	column := r.start
	if column < 0 {
		column = max(r.clock, r.end)
	}
	left := slices.Collect(maps.Values(r.waiting))
	left = slices.DeleteFunc(left, func(w *waitingRow) bool { return w.row == nil })
	slices.SortFunc(left, func(a, b *waitingRow) int { return cmp.Compare(a.row.Line, b.row.Line) })
	for _, w := range left {
		at := time.Unix(w.row.Start, 0).In(r.loc)
		r.row.Line = w.row.Line
		r.problems = r.problems[:0]
		r.problem(column, AmbiguousHour, fmt.Sprintf("%s happens twice in %s, where the clocks go back, and the file has one row for it", at.Format("2006-01-02 15:04"), r.loc), "two rows for it, times with an offset, or a zone without clock changes")
		if !yield(nil, &r.problems[0]) {
			return
		}
	}
}

// DecideDateOrder reads the whole file to find out whether dates such as
// 01/03/2026 are day first or month first. It returns OrderOpen where every
// date fits both, and an error where some fit only one and some only the other.
func (s *Source) DecideDateOrder(m Mapping) (DateOrder, error) {
	var columns []int
	for column, field := range m.Columns {
		if field == IntervalStart || field == IntervalStartUTC || field == DateOnly || field == IntervalEnd {
			if at := slices.Index(s.Recognised.Header, column); at >= 0 {
				columns = append(columns, at)
			}
		}
	}
	votes := orderVotes{}
	for {
		cells, line, err := s.records.next()
		var bad *RowError
		switch {
		case errors.Is(err, io.EOF):
			return votes.decided(), nil
		case errors.As(err, &bad) && !bad.EndsFile():
			continue
		case err != nil:
			return OrderOpen, s.placed(err)
		}
		for _, column := range columns {
			votes.see(cell(cells, column))
			if votes.dmy && votes.mdy {
				return OrderOpen, &RowError{File: s.name, Line: line, Column: s.Recognised.Header[column], Code: DateOrderOpen,
					Got: quoted(cell(cells, column)) + ", while earlier rows have day and month the other way round", Want: "one order of dates throughout the file"}
			}
		}
	}
}

// DatesAreOpen reports whether the dates of the first rows are of the kind that
// can be read both day first and month first.
func (s *Source) DatesAreOpen(m Mapping) bool {
	for column, field := range m.Columns {
		if field != IntervalStart && field != IntervalStartUTC && field != DateOnly && field != IntervalEnd {
			continue
		}
		at := slices.Index(s.Recognised.Header, column)
		for _, cells := range s.Recognised.Sample {
			if at < 0 || at >= len(cells) {
				continue
			}
			scan := scanner{b: []byte(cells[at])}
			if _, digits := scan.digits(8); digits > 0 && digits <= 2 && scan.peek() != '.' {
				return true
			}
		}
	}
	return false
}
