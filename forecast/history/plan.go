package history

import (
	"slices"
	"time"
)

// plan is a mapping made ready for one header: which cell goes where.
type plan struct {
	start, startUTC, end, date, clock    int // column numbers, -1 where absent
	minutes, seconds                     int
	queue, channel, completeColumn, attr int
	parts                                []int
	figures                              []figureColumn
	averages                             []averageColumn
	width                                int
	header                               []string
	constantQueue                        int32
	channelName                          []byte
	interval                             int32 // seconds, 0 where a column gives it
	decimal                              byte
	order                                DateOrder
	unit                                 float64
	attribution                          Attribution
	thresholdS, shortCutS                int64
	loc                                  *time.Location // nil: times must carry an offset
	deriveHandled                        bool           // averages are given without the count they belong to
}

type figureColumn struct {
	column int
	figure Figure
}

type averageColumn struct {
	column int
	average
}

// compile makes a mapping ready.
func (s *Source) compile(m Mapping) (*plan, error) {
	header := s.Recognised.Header
	if m.Format == "" {
		m.Format = Generic
	}
	if len(s.Recognised.Sample) == 0 && len(m.Missing()) > 0 {
		return nil, &RowError{File: s.name, Line: s.Recognised.HeaderLine, Got: "no row follows the header", Want: "at least one row", Code: NotATable}
	}
	if err := m.check(s.name, s.Recognised.HeaderLine, header); err != nil {
		return nil, err
	}
	loc, err := m.location()
	if err != nil {
		return nil, err
	}
	format, _ := FormatByCode(m.Format)
	unit := m.Unit
	if unit == "" {
		unit = format.Unit
	}
	p := &plan{
		width: len(header), header: header, interval: int32(m.IntervalMin * 60), decimal: '.', order: m.DateOrder,
		unit: unitSeconds[unit], attribution: format.Attribution, thresholdS: int64(m.ThresholdS), shortCutS: int64(m.ShortCutS),
		loc: loc, channelName: []byte(m.Channel), constantQueue: -1,
	}
	if m.Decimal == "," {
		p.decimal = ','
	}
	p.place(m.Columns)
	p.deriveHandled = len(p.averages) > 0 && !slices.ContainsFunc(p.figures, func(f figureColumn) bool {
		return f.figure == Handled || f.figure == Answered
	})
	if p.queue < 0 {
		p.constantQueue = s.queue([]byte(m.Queue), p.channelName)
	}
	return p, nil
}

// place finds the column of every field.
func (p *plan) place(columns map[string]Field) {
	single := map[Field]*int{
		IntervalStart: &p.start, IntervalStartUTC: &p.startUTC, IntervalEnd: &p.end, DateOnly: &p.date, TimeOnly: &p.clock,
		IntervalMinutes: &p.minutes, IntervalSeconds: &p.seconds, Queue: &p.queue, Channel: &p.channel,
		Complete: &p.completeColumn, AttributionField: &p.attr,
	}
	for _, at := range single {
		*at = -1
	}
	for i, name := range p.header {
		field, mapped := columns[name]
		if !mapped {
			continue
		}
		if at, ok := single[field]; ok {
			*at = i
		} else if field == PartKey {
			p.parts = append(p.parts, i)
		} else if figure, ok := figureOf(field); ok {
			p.figures = append(p.figures, figureColumn{i, figure})
		} else if a, ok := averages[field]; ok {
			p.averages = append(p.averages, averageColumn{i, a})
		}
	}
	// Averages need their counts, so they come last; the order of the file's
	// columns decides among figures.
	slices.SortFunc(p.averages, func(a, b averageColumn) int { return a.column - b.column })
}
