package api

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// ImportMapping says how a file is to be read. What is absent is taken as
// recognised.
type ImportMapping struct {
	Format       string            `json:"format,omitempty" maxLength:"64" doc:"Code of the format; absent: as recognised."`
	Mapping      map[string]string `json:"mapping,omitempty" doc:"Field by column; columns that are absent are not read. Absent: as the format pairs them."`
	TimeZone     string            `json:"timeZone,omitempty" maxLength:"64" doc:"IANA name of the zone of times without offset; absent: that of the sites of the file's queues."`
	QueueID      int64             `json:"queueId,omitempty" minimum:"1" doc:"The queue of every row, for a file without a column for it."`
	IntervalMin  int               `json:"intervalMin,omitempty" enum:"5,15,30,60" doc:"Length of every interval, for a file without a column for it."`
	DateOrder    string            `json:"dateOrder,omitempty" enum:"dmy,mdy" doc:"Order of dates such as 01/03/2026; absent: as the rest of the file shows."`
	Decimal      string            `json:"decimal,omitempty" enum:"point,comma" doc:"Decimal mark."`
	DurationUnit string            `json:"durationUnit,omitempty" enum:"s,ms,min,day" doc:"Of durations without a colon; absent: the format's own."`
}

// MappingPreview is how the first rows of an upload read with a mapping.
type MappingPreview struct {
	Format      string            `json:"format"`
	Mapping     map[string]string `json:"mapping" doc:"As it was used."`
	Missing     []string          `json:"missing" doc:"Fields that the mapping must still name; while there are any, no rows are read."`
	TimeZone    string            `json:"timeZone,omitempty" doc:"In which times without offset were read; absent where it is neither stated nor known."`
	IntervalMin int               `json:"intervalMin,omitempty"`
	Rows        []PreviewRow      `json:"rows" doc:"The first 20."`
}

// PreviewRow is one row of a file as a mapping reads it.
type PreviewRow struct {
	Line     int             `json:"line"`
	Cells    []string        `json:"cells" doc:"As written; a short row has fewer than the header."`
	Parsed   *ParsedRow      `json:"parsed,omitempty" doc:"Absent where the row is wrong."`
	Problems []ImportProblem `json:"problems" doc:"What is wrong, with the column."`
}

// ParsedRow is what a row says.
type ParsedRow struct {
	Queue       string           `json:"queue" doc:"As the file calls it, with the channel where it names one."`
	Start       time.Time        `json:"start"`
	IntervalMin int              `json:"intervalMin"`
	Figures     map[string]int64 `json:"figures" doc:"By field: counts of contacts and totals of seconds."`
	Flags       []string         `json:"flags" doc:"Remarks that do not stop the row, such as from_average."`
}

// decimalName is how the API calls a decimal mark.
var decimalName = map[string]string{".": "point", ",": "comma"}

// decimalMark is the inverse of decimalName.
var decimalMark = map[string]string{"point": ".", "comma": ","}

type (
	tryInput struct {
		IDInput
		Body ImportMapping
	}
	previewOutput struct{ Body MappingPreview }
)

// mapping is what was recognised, changed to what is asked for. All columns that
// cannot be are named at once.
func (m *ImportMapping) mapping(recognised history.Recognised) (history.Mapping, error) {
	out := recognised.Mapping
	if m.Format != "" && m.Format != out.Format {
		format, known := history.FormatByCode(m.Format)
		if !known {
			codes := each(history.Formats(), func(f history.Format) string { return f.Code })
			return out, wrongField("body.format", "is no format that is known", m.Format, "one of "+strings.Join(codes, ", "))
		}
		out.Format, out.Columns = format.Code, format.Match(recognised.Header)
	}
	if format, _ := history.FormatByCode(out.Format); format.Daily {
		return out, wrongField("body.format", "the rows are totals of whole days", format.Name, "a format of intervals of 5, 15, 30 or 60 minutes")
	}
	if m.Mapping != nil {
		out.Columns = make(map[string]history.Field, len(m.Mapping))
		for column, field := range m.Mapping {
			out.Columns[column] = history.Field(field)
		}
	}
	if wrong := m.wrongColumns(out.Columns, recognised.Header); len(wrong) > 0 {
		p := oneField("the file cannot be read like this", wrong[0])
		p.Errors = wrong
		return out, p
	}
	return out.With(history.Mapping{
		Zone: m.TimeZone, IntervalMin: m.IntervalMin, Decimal: decimalMark[m.Decimal], DateOrder: history.DateOrder(m.DateOrder), Unit: history.Unit(m.DurationUnit),
	}), nil
}

// wrongColumns lists columns that the file does not have, meanings that there
// are not, and a column for the queue beside a queue for all rows.
func (m *ImportMapping) wrongColumns(columns map[string]history.Field, header []string) []FieldProblem {
	var wrong []FieldProblem
	refuse := func(location, message, found, expected string) {
		wrong = append(wrong, FieldProblem{Location: location, Message: message, Found: found, Expected: expected})
	}
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		at, field := "body.mapping."+column, columns[column]
		switch {
		case !slices.Contains(header, column):
			refuse(at, "the file has no such column", column, "one of "+strings.Join(header, ", "))
		case !history.IsField(field):
			refuse(at, "is no field that a column can have", string(field), "the code of a field")
		case m.QueueID != 0 && field == history.Queue:
			refuse("body.queueId", "the mapping names a column for the queue as well", column, "either a queue or a column for it")
		}
	}
	return wrong
}

// tried is an order with what it left open filled in, and how the first rows
// read with it.
type tried struct {
	order   forecast.ImportOrder
	missing []history.Field
	rows    []history.PreviewRow
}

// try reads the beginning of an upload as an order says. What the whole file
// could not be read with is an error; a wrong row is not.
func (s *Server) try(ctx context.Context, scope auth.Scope, upload int64, m ImportMapping, order forecast.ImportOrder) (tried, error) {
	recognition, err := s.Imports.Recognise(ctx, scope, upload)
	if err != nil {
		return tried{}, err
	}
	if order.Mapping, err = m.mapping(recognition.Recognised); err != nil {
		return tried{}, err
	}
	order.QueueID = m.QueueID
	if order, err = s.Imports.Complete(ctx, scope, order, recognition.Recognised); err != nil {
		return tried{}, err
	}
	out := tried{order: order}
	out.rows, out.missing, err = s.Imports.Preview(ctx, scope, upload, order)
	return out, asMapping(err)
}

func (s *Server) tryMapping(ctx context.Context, scope auth.Scope, in *tryInput) (*previewOutput, error) {
	seen, err := s.try(ctx, scope, in.ID, in.Body, forecast.ImportOrder{})
	if err != nil {
		return nil, err
	}
	m := seen.order.Mapping
	loc := zoneOf(m)
	return &previewOutput{Body: MappingPreview{
		Format: m.Format, Mapping: columnsOf(m), Missing: fieldsOf(seen.missing), TimeZone: zoneName(m), IntervalMin: m.IntervalMin,
		Rows: each(seen.rows, func(r history.PreviewRow) PreviewRow {
			row := PreviewRow{Line: r.Line, Cells: orEmpty(r.Cells), Problems: each(r.Problems, importProblemOf)}
			if r.Row != nil {
				row.Parsed = parsedOf(r, loc)
			}
			return row
		}),
	}}, nil
}

// zoneName is the zone of a file's times without offset: that which its format
// fixes, else what was stated or found; "" where it is not known.
func zoneName(m history.Mapping) string {
	if format, _ := history.FormatByCode(m.Format); format.Zone != "" {
		return format.Zone
	}
	return m.Zone
}

// zoneOf is the zone in which instants of a file are shown, UTC where it is not
// known.
func zoneOf(m history.Mapping) *time.Location {
	loc, err := time.LoadLocation(zoneName(m))
	if err != nil || m.Zone == "Local" {
		return time.UTC
	}
	return loc
}

func parsedOf(r history.PreviewRow, loc *time.Location) *ParsedRow {
	figures := map[string]int64{}
	for i := range history.FigureCount {
		if f := history.Figure(i); r.Row.Figures.Known(f) {
			figures[f.String()] = r.Row.Figures[f]
		}
	}
	return &ParsedRow{
		Queue: r.Queue.String(), Start: time.Unix(r.Row.Start, 0).In(loc), IntervalMin: int(r.Row.IntervalS / 60),
		Figures: figures, Flags: orEmpty(r.Row.Flags.Names()),
	}
}
