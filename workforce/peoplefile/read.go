package peoplefile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Limits of one file. Ten times the largest centre fits.
const (
	MaxBytes = 64 << 20
	MaxRows  = 100_000
)

// Problem is one thing wrong with the file: where, what stands there, what was
// expected. Line 0 is the file as a whole; Column is the header's own spelling,
// or empty where the whole line is meant.
type Problem struct {
	Line            int
	Column          string
	Found, Expected string
}

func (p Problem) String() string {
	place := fmt.Sprintf("line %d", p.Line)
	if p.Column != "" {
		place += ", column " + p.Column
	}
	return fmt.Sprintf("%s: found %s; expected %s", place, p.Found, p.Expected)
}

// UnreadableError says that a file could not be read at all.
type UnreadableError struct{ Problems []Problem }

func (e *UnreadableError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

func unreadable(problems ...Problem) error { return &UnreadableError{Problems: problems} }

// File is a people file as text.
type File struct {
	Encoding  string
	Delimiter rune
	Header    map[Column]string // how the file spells the columns it has
	Ignored   []string          // columns that mean nothing here
	Rows      []Row
	Problems  []Problem // lines that could not become rows
}

// Has reports whether the file has a column.
func (f *File) Has(c Column) bool { _, has := f.Header[c]; return has }

// Row is one person as text.
type Row struct {
	Line  int
	cells map[Column]string
}

// Cell returns a cell without surrounding blanks, "" where the file has no such
// column.
func (r Row) Cell(c Column) string { return r.cells[c] }

// Read reads a people file. It fails with an *[UnreadableError] where the file
// as a whole makes no sense; single bad lines are listed in the file's Problems.
func Read(r io.Reader) (*File, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read people file: %w", err)
	}
	if len(content) > MaxBytes {
		return nil, unreadable(Problem{Found: "a file of more than 64 MiB", Expected: "at most 64 MiB"})
	}
	text, encoding, problem := decode(content)
	if problem != nil {
		return nil, unreadable(*problem)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, unreadable(Problem{Found: "an empty file", Expected: "a header line and one line a person"})
	}
	file := &File{Encoding: encoding, Delimiter: delimiterOf(text), Header: make(map[Column]string)}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = file.Delimiter, -1
	header, err := reader.Read()
	if err != nil {
		return nil, unreadable(fromCSV(err))
	}
	places, err := file.readHeader(header)
	if err != nil {
		return nil, err
	}
	return file, file.readRows(reader, places, len(header))
}

// delimiterOf chooses the sign that cuts the header into most columns.
func delimiterOf(text []byte) rune {
	header, _, _ := bytes.Cut(text, []byte{'\n'})
	best, most := ',', 0
	for _, sign := range []rune{',', ';', '\t', '|'} {
		if n := bytes.Count(header, []byte(string(sign))); n > most {
			best, most = sign, n
		}
	}
	return best
}

// readHeader finds out what the columns mean and refuses a header that names
// no people or means one thing twice.
func (f *File) readHeader(header []string) (map[int]Column, error) {
	places := make(map[int]Column)
	var problems []Problem
	for i, name := range header {
		name = strings.TrimSpace(name)
		column, known := recognise(name)
		switch before, twice := f.Header[column]; {
		case !known:
			f.Ignored = append(f.Ignored, name)
		case twice:
			problems = append(problems, Problem{1, name, fmt.Sprintf("a second column for %s beside %q", column, before), "one column for " + string(column)})
		default:
			places[i], f.Header[column] = column, name
		}
	}
	named := f.Has(Name) || f.Has(FirstName) && f.Has(LastName)
	if !f.Has(Code) || !named {
		problems = append(problems, Problem{1, "", "the columns " + strings.Join(header, ", "), "at least the columns code and name; all are " + joined(Columns())})
	}
	if len(problems) > 0 {
		return nil, unreadable(problems...)
	}
	return places, nil
}

func joined(columns []Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = string(c)
	}
	return strings.Join(names, ", ")
}

func (f *File) readRows(reader *csv.Reader, places map[int]Column, width int) error {
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(fromCSV(err))
		}
		line, _ := reader.FieldPos(0)
		if len(cells) != width {
			f.Problems = append(f.Problems, Problem{line, "", fmt.Sprintf("%d cells", len(cells)), fmt.Sprintf("%d, as in the header", width)})
			continue
		}
		if blank(cells) {
			continue
		}
		if len(f.Rows) == MaxRows {
			return unreadable(Problem{Line: line, Found: "more than 100,000 people", Expected: "at most 100,000 in one file"})
		}
		row := Row{Line: line, cells: make(map[Column]string, len(places))}
		for i, column := range places {
			row.cells[column] = strings.TrimSpace(cells[i])
		}
		f.Rows = append(f.Rows, row)
	}
}

// blank tells a line of nothing but delimiters, which spreadsheets leave at the
// end of a table.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// fromCSV names the place of a quoting mistake.
func fromCSV(err error) Problem {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return Problem{Found: err.Error(), Expected: "CSV (RFC 4180)"}
	}
	return Problem{Line: parse.Line, Found: fmt.Sprintf("%v at character %d", parse.Err, parse.Column), Expected: "CSV (RFC 4180), quotes doubled within quotes"}
}
