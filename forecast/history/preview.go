package history

import (
	"errors"
	"io"
)

// PreviewRow is one of the first rows of a file as a mapping reads it.
type PreviewRow struct {
	Line     int
	Cells    []string
	Queue    QueueName // where the row is good
	Row      *Row      // nil where it is not
	Problems []RowError
}

// Preview reads the first [SampleRows] rows with a mapping. Rows of a repeated
// hour show its first occurrence.
func (s *Source) Preview(m Mapping) ([]PreviewRow, error) {
	p, err := s.compile(m)
	if err != nil {
		return nil, s.placed(err)
	}
	b := &builder{plan: p, source: s}
	var rows []PreviewRow
	for len(rows) < SampleRows {
		cells, line, err := s.records.next()
		var bad *RowError
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case errors.As(err, &bad):
			bad.File = s.name
			rows = append(rows, PreviewRow{Line: line, Problems: []RowError{*bad}})
			if bad.EndsFile() {
				return rows, nil
			}
			continue
		case err != nil:
			return rows, s.placed(err)
		}
		shown := PreviewRow{Line: line}
		for _, c := range cells {
			shown.Cells = append(shown.Cells, string(c))
		}
		if b.build(cells, line) {
			row := b.row
			shown.Row, shown.Queue = &row, s.queues[row.Queue]
		}
		shown.Problems = append(shown.Problems, b.problems...)
		rows = append(rows, shown)
	}
	return rows, nil
}
