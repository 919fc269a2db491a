package history

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// headerWithin is how many lines of title may stand above the header.
const headerWithin = 20

// preview is the beginning of a file in memory.
type preview struct {
	cells [][][]byte
	lines []int
}

// recognise reads the head, finds the header, and leaves the body standing
// before the first row.
func (s *Source) recognise(head records) error {
	p, err := readPreview(head)
	if err != nil {
		return err
	}
	if len(p.cells) == 0 {
		return &RowError{Got: "the file holds no rows", Want: "a header line and rows", Code: NotATable}
	}
	at := s.findHeader(p)
	if at >= 0 {
		s.skipTo(p.lines[at])
	}
	rows := preview{cells: p.cells[at+1:], lines: p.lines[at+1:]}
	for _, cells := range rows.cells[:min(SampleRows, len(rows.cells))] {
		sample := make([]string, len(cells))
		for i, cell := range cells {
			sample[i] = string(cell)
		}
		s.Recognised.Sample = append(s.Recognised.Sample, sample)
	}
	s.proposeDetails(rows)
	s.Recognised.Missing = s.Recognised.Mapping.Missing()
	s.head = nil
	return nil
}

func readPreview(head records) (preview, error) {
	var p preview
	for len(p.cells) < 4000 {
		cells, line, err := head.next()
		var row *RowError
		switch {
		case errors.Is(err, io.EOF):
			return p, nil
		case errors.As(err, &row) && !row.EndsFile():
			continue // reported when the row is read in earnest
		case err != nil:
			return p, err
		}
		kept := make([][]byte, len(cells))
		for i, cell := range cells {
			kept[i] = bytes.Clone(cell)
		}
		p.cells, p.lines = append(p.cells, kept), append(p.lines, line)
	}
	return p, nil
}

// findHeader fills in format and header and returns which record holds it, -1
// for a format without one. The record that matches most columns wins; without
// any, the first record is taken for the header.
func (s *Source) findHeader(p preview) int {
	r := &s.Recognised
	if format, ok := headerless(p); ok {
		r.Header = columnNames(make([][]byte, len(p.cells[0])))
		columns, _ := format.match(r.Header)
		r.Format, r.Name, r.Confidence = format.Code, format.Name, 0.8
		r.Mapping = Mapping{Format: format.Code, Columns: columns}
		return -1
	}
	best, most := 0, 0
	for i, cells := range p.cells[:min(headerWithin, len(p.cells))] {
		_, columns, _, _ := recogniseHeader(columnNames(cells))
		if len(columns) > most {
			best, most = i, len(columns)
		}
	}
	r.Header, r.HeaderLine = columnNames(p.cells[best]), p.lines[best]
	format, columns, limits, confidence := recogniseHeader(r.Header)
	r.Format, r.Name, r.Confidence = format.Code, format.Name, confidence
	r.Mapping = Mapping{Format: format.Code, Columns: columns, ThresholdS: limits[ThresholdS], ShortCutS: limits[ShortCutS]}
	return best
}

// headerless recognises skill, start, end, tasks, task time, after-task time,
// agents: the only format here without a header.
func headerless(p preview) (Format, bool) {
	format, _ := FormatByCode("calabrio_forecast")
	first := p.cells[0]
	if len(first) != 7 {
		return format, false
	}
	for _, cell := range first[1:3] {
		if at, open, ok := parseStamp(cell, OrderOpen); !ok || open || !at.hasTime {
			return format, false
		}
	}
	for _, cell := range first[3:] {
		if _, ok := parseNumber(cell, '.'); !ok {
			return format, false
		}
	}
	return format, true
}

// skipTo reads the body up to and with the given line.
func (s *Source) skipTo(line int) {
	for {
		_, at, err := s.records.next()
		var row *RowError
		if at >= line || err != nil && (!errors.As(err, &row) || row.EndsFile()) {
			return
		}
	}
}

// proposeDetails reads decimal mark, date order and interval length off the
// first few thousand rows.
func (s *Source) proposeDetails(rows preview) {
	m := &s.Recognised.Mapping
	m.Decimal = "."
	if s.Recognised.Delimiter != "," && decimalComma(rows) {
		m.Decimal = ","
	}
	order := orderVotes{}
	var minutes []int
	for column, field := range m.Columns {
		if field != IntervalStart && field != IntervalStartUTC && field != DateOnly && field != IntervalEnd && field != TimeOnly {
			continue
		}
		at := slices.Index(s.Recognised.Header, column)
		for _, cells := range rows.cells {
			if at >= len(cells) {
				continue
			}
			if field == TimeOnly {
				if t, ok := parseClock(cells[at]); ok {
					minutes = append(minutes, t.hour*60+t.minute)
				}
				continue
			}
			order.see(cells[at])
			if t, _, ok := parseStamp(cells[at], DMY); ok && t.hasTime {
				minutes = append(minutes, t.hour*60+t.minute)
			} else if t, _, ok := parseStamp(cells[at], MDY); ok && t.hasTime {
				minutes = append(minutes, t.hour*60+t.minute)
			}
		}
	}
	m.DateOrder = order.decided()
	if slices.Contains(m.Missing(), IntervalMinutes) {
		m.IntervalMin = commonStep(minutes)
	}
}

// commonStep returns the longest usual interval that all times of day are
// multiples of, 0 where there is none or too little to tell.
func commonStep(minutes []int) int {
	step, distinct := 0, map[int]bool{}
	for _, m := range minutes {
		distinct[m] = true
		for step, m = m, step; m != 0; {
			step, m = m, step%m
		}
	}
	if len(distinct) < 2 || !slices.Contains(IntervalLengths, step) {
		return 0
	}
	return step
}

// decimalComma reports whether some cell can only be a number with a decimal
// comma: not three digits after it.
func decimalComma(rows preview) bool {
	for _, cells := range rows.cells {
		for _, cell := range cells {
			at := bytes.IndexByte(cell, ',')
			if at < 0 || len(cell)-at-1 == 3 && at <= 3 {
				continue
			}
			if _, ok := parseNumber(cell, ','); ok {
				return true
			}
		}
	}
	return false
}

// orderVotes decides the order of dates from those that fit only one.
type orderVotes struct{ dmy, mdy bool }

func (v *orderVotes) see(cell []byte) {
	s := scanner{b: cell}
	var at stamp
	if open, ok := s.parseDate(OrderOpen, &at); open || !ok {
		return
	}
	first := scanner{b: cell}
	value, n := first.digits(8)
	if n > 2 || first.peek() == '.' || at.day == at.month {
		return
	}
	if value == at.day {
		v.dmy = true
	} else {
		v.mdy = true
	}
}

func (v *orderVotes) decided() DateOrder {
	switch {
	case v.dmy && !v.mdy:
		return DMY
	case v.mdy && !v.dmy:
		return MDY
	}
	return OrderOpen
}
