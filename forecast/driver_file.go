package forecast

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CellProblem says what is wrong with one cell of a small file. The header is
// line 1; line 0 is the file as a whole.
type CellProblem struct {
	Line            int
	Column          string
	Found, Expected string
}

// DriverImport is what became of a file of driver values. With a problem nothing
// is written.
type DriverImport struct {
	DryRun, Written      bool
	Rows, Added, Changed int
	First, Last          grid.Date
	Problems             []CellProblem
}

// mostDriverRows bounds a file of values: ten years.
const mostDriverRows = 3700

// ImportValues takes a driver's values from a CSV file with the columns date,
// value and, if it likes, planned. Values of days that the file does not name
// stay. Without the column, days from today on are planned.
func (s *Drivers) ImportValues(ctx context.Context, scope auth.Scope, id int64, file io.Reader, dryRun bool) (DriverImport, error) {
	report := DriverImport{DryRun: dryRun}
	if err := scope.Require(auth.ManageDemand); err != nil {
		return report, err
	}
	d, err := s.store.Driver(ctx, scope, id)
	if err != nil {
		return report, err
	}
	site, err := s.sites.Get(ctx, scope, d.SiteID)
	if err != nil {
		return report, err
	}
	values, problems, err := readDriverFile(file, d.Kind, site.Today(s.Now()))
	if err != nil {
		return report, err
	}
	report.Rows, report.Problems = len(values), problems
	if len(values) == 0 || len(problems) > 0 {
		return report, nil
	}
	report.First, report.Last = values[0].Date, values[len(values)-1].Date
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		now, before, err := s.Values(ctx, scope, id, report.First, report.Last)
		if err != nil {
			return err
		}
		var merged []DriverValue
		merged, report.Added, report.Changed = mergeValues(before, values)
		if dryRun || report.Added+report.Changed == 0 {
			return nil
		}
		report.Written = true
		_, err = s.store.SetDriverValues(ctx, scope, now, report.First, report.Last, merged)
		return err
	})
	return report, err
}

// mergeValues lays new values over those there were; both are in order.
func mergeValues(before, values []DriverValue) (merged []DriverValue, added, changed int) {
	byDay := make(map[grid.Date]DriverValue, len(before)+len(values))
	for _, v := range before {
		byDay[v.Date] = v
	}
	for _, v := range values {
		old, there := byDay[v.Date]
		switch {
		case !there:
			added++
		case old != v:
			changed++
		}
		byDay[v.Date] = v
	}
	for _, v := range byDay {
		merged = append(merged, v)
	}
	slices.SortFunc(merged, func(a, b DriverValue) int { return a.Date.Compare(b.Date) })
	return merged, added, changed
}

// driverReader reads a file of values and notes every wrong cell.
type driverReader struct {
	kind     DriverKind
	today    grid.Date
	columns  map[string]int
	lines    map[grid.Date]int
	values   []DriverValue
	problems []CellProblem
}

// readDriverFile returns the values in order of their days. It fails only where
// the file cannot be read at all.
func readDriverFile(file io.Reader, kind DriverKind, today grid.Date) ([]DriverValue, []CellProblem, error) {
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, nil, fmt.Errorf("read the values: %w", err)
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord = -1
	r := &driverReader{kind: kind, today: today, lines: map[grid.Date]int{}}
	header, err := reader.Read()
	if err != nil || !r.begin(header) {
		r.problem(1, "", strings.Join(header, ","), "a header with the columns date and value")
		return nil, r.problems, nil //nolint:nilerr // what is wrong with the file is the answer
	}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			r.problem(malformed.StartLine, "", malformed.Err.Error(), "a row of comma-separated cells")
			return nil, r.problems, nil
		}
		line, _ := reader.FieldPos(0)
		r.row(line, row)
		if len(r.lines) > mostDriverRows {
			r.problem(0, "", "more rows", fmt.Sprintf("at most %d rows", mostDriverRows))
			return nil, r.problems, nil
		}
	}
	slices.SortFunc(r.values, func(a, b DriverValue) int { return a.Date.Compare(b.Date) })
	return r.values, r.problems, nil
}

// begin reads the header and reports whether it has what is needed.
func (r *driverReader) begin(header []string) bool {
	r.columns = map[string]int{}
	for i, name := range header {
		r.columns[strings.ToLower(strings.TrimSpace(name))] = i
	}
	_, date := r.columns["date"]
	_, value := r.columns["value"]
	return date && value
}

func (r *driverReader) problem(line int, column, found, expected string) {
	r.problems = append(r.problems, CellProblem{Line: line, Column: column, Found: found, Expected: expected})
}

func (r *driverReader) cell(row []string, column string) string {
	i, there := r.columns[column]
	if !there || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

func (r *driverReader) row(line int, row []string) {
	wrong := len(r.problems)
	date, err := grid.ParseDate(r.cell(row, "date"))
	if err != nil {
		r.problem(line, "date", r.cell(row, "date"), "a day YYYY-MM-DD")
	} else if before, twice := r.lines[date]; twice {
		r.problem(line, "date", date.String(), fmt.Sprintf("each day once; it stands on line %d too", before))
	}
	value, err := strconv.ParseFloat(r.cell(row, "value"), 64)
	if err != nil {
		value = math.NaN()
	}
	if ok, want := r.kind.takes(value); !ok {
		r.problem(line, "value", r.cell(row, "value"), want)
	}
	planned := !date.Before(r.today)
	if word := r.cell(row, "planned"); word != "" {
		if planned, err = strconv.ParseBool(word); err != nil {
			r.problem(line, "planned", word, "true or false")
		}
	}
	r.lines[date] = line
	if len(r.problems) == wrong {
		r.values = append(r.values, DriverValue{Date: date, Value: value, Planned: planned})
	}
}
