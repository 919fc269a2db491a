package history

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// RowError is one thing wrong with one place of a file.
type RowError struct {
	File   string
	Line   int    // 0: the file as a whole
	Column string // name of the column, "" for the whole row
	Got    string // what was found there
	Want   string // what was expected
	Code   Code
}

// Code names the kind of a problem for programs.
type Code string

// The kinds of problems. The first two are no errors: such lines are rightly
// left out and reported as notes.
const (
	TotalRow        Code = "total_row"
	PartialInterval Code = "partial_interval"

	BadNumber      Code = "number"
	BadTime        Code = "time"
	DateOrderOpen  Code = "date_order"
	BadInterval    Code = "interval"
	MissingValue   Code = "missing"
	MissingColumn  Code = "missing_column"
	Negative       Code = "negative"
	ExceedsOffered Code = "exceeds_offered"
	Duplicate      Code = "duplicate"
	SkippedHour    Code = "skipped_hour"
	AmbiguousHour  Code = "ambiguous_hour"
	BadEncoding    Code = "encoding"
	BadRecord      Code = "record"
	UnknownQueue   Code = "unknown_queue"
	ClosedInterval Code = "outside_opening"
	UnknownHeader  Code = "unknown_header"
	TooLarge       Code = "too_large"
	NotATable      Code = "not_a_table"
	Damaged        Code = "damaged"
)

// Note reports whether the line is rightly left out, rather than wrong.
func (e *RowError) Note() bool { return e.Code == TotalRow || e.Code == PartialInterval }

// EndsFile reports whether nothing after this place can be read, so that it is
// the file and not a row that is refused.
func (e *RowError) EndsFile() bool { return e.Code == Damaged || e.Code == TooLarge }

// Error returns FILE:LINE:COLUMN: what is wrong; what is expected.
func (e *RowError) Error() string {
	place := e.File
	if e.Line > 0 {
		place += ":" + strconv.Itoa(e.Line)
	}
	if e.Column != "" {
		place += ":" + e.Column
	}
	if e.Want == "" {
		return fmt.Sprintf("%s: %s", place, e.Got)
	}
	return fmt.Sprintf("%s: %s; expected %s", place, e.Got, e.Want)
}

// maxQuoted keeps a broken file from filling a report with one cell.
const maxQuoted = 80

// quoted shows a cell in a message: in quotes, without control characters, cut
// to a length that fits a line.
func quoted(cell []byte) string {
	if len(cell) > maxQuoted {
		return strconv.Quote(string(cell[:maxQuoted])) + "…"
	}
	return strconv.Quote(string(cell))
}

// WriteErrors writes problems as CSV with the columns file, line, column,
// found, expected, code. Cells that a spreadsheet would run as a formula get an
// apostrophe in front (OWASP ASVS 5.0, 1.2.10).
func WriteErrors(w io.Writer, problems []RowError) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"file", "line", "column", "found", "expected", "code"}); err != nil {
		return err
	}
	for _, p := range problems {
		cells := []string{p.File, strconv.Itoa(p.Line), p.Column, p.Got, p.Want, string(p.Code)}
		for i, cell := range cells {
			cells[i] = Inert(cell)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Inert returns a cell that no spreadsheet takes for a formula.
func Inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\x00", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
