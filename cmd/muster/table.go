package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// table is a whole CSV file in memory: the form in which the engine commands
// read their input. Columns that a command does not know stay in it, so that
// they can be carried through to the output.
type table struct {
	file   string
	header []string
	rows   [][]string
	lines  []int // line of the file on which each row begins

	// instead holds what blank cells, and columns that the file lacks, mean.
	instead map[string]string
}

// badInput is everything that is wrong with a command's input, one problem a
// line, in the form FILE:LINE:COLUMN-NAME: what is wrong; what is expected.
type badInput struct{ problems []string }

func (b *badInput) Error() string { return strings.Join(b.problems, "\n") }

// maxProblems keeps a wrong file of a million rows from printing a million lines.
const maxProblems = 1000

// add records one problem with a cell. Line 0 means the file as a whole.
func (b *badInput) add(file string, line int, column, format string, args ...any) {
	if len(b.problems) == maxProblems {
		b.problems = append(b.problems, fmt.Sprintf("%s: more than %d problems; the rest are not listed", file, maxProblems))
	}
	if len(b.problems) > maxProblems {
		return
	}
	b.problems = append(b.problems, fmt.Sprintf("%s:%d:%s: %s", file, line, column, fmt.Sprintf(format, args...)))
}

// orNil returns the collected problems as an error, or nil when there are none.
func (b *badInput) orNil() error {
	if len(b.problems) == 0 {
		return nil
	}
	return b
}

// openInput opens a file for reading, "-" for standard input, and undoes gzip
// where the content is compressed, whatever the file is called.
func openInput(path string) (io.ReadCloser, error) {
	var file io.ReadCloser = os.Stdin
	if path != "-" {
		opened, err := os.Open(path)
		if err != nil {
			return nil, &badInput{problems: []string{fmt.Sprintf("%s: %v; a file that can be read was expected", path, errors.Unwrap(err))}}
		}
		file = opened
	}
	buffered := bufio.NewReaderSize(file, 1<<16)
	if magic, _ := buffered.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, unreadable(path, 0, err)
		}
		return &input{Reader: unzipped, file: file}, nil
	}
	return &input{Reader: buffered, file: file}, nil
}

// input reads from a decoder and closes the file beneath it.
type input struct {
	io.Reader
	file io.Closer
}

func (i *input) Close() error { return i.file.Close() }

// unreadable says that a file cannot be read on, from a line where that is known.
func unreadable(path string, line int, err error) error {
	place := path
	if line > 0 {
		place += ":" + strconv.Itoa(line)
	}
	var corrupt flate.CorruptInputError
	var syntax *csv.ParseError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return &badInput{problems: []string{place + ": the compressed file is damaged or cut short; the whole file was expected"}}
	case errors.As(err, &syntax):
		return &badInput{problems: []string{fmt.Sprintf("%s:%d:row: %v, at character %d of line %d; cells as in RFC 4180 were expected",
			path, syntax.StartLine, syntax.Err, syntax.Column, syntax.Line)}}
	}
	return &badInput{problems: []string{fmt.Sprintf("%s: %v; a file that can be read was expected", place, err)}}
}

// readTable reads a CSV file with a header (RFC 4180, UTF-8, byte order mark
// tolerated, gzip transparent).
func readTable(path string) (*table, error) {
	file, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	buffered := bufio.NewReader(file)
	if err := skipMark(path, buffered); err != nil {
		return nil, err
	}
	reader := csv.NewReader(buffered)
	reader.FieldsPerRecord = -1 // counted here, so that every short row is named
	t := &table{file: path}
	switch t.header, err = reader.Read(); {
	case errors.Is(err, io.EOF):
		return nil, &badInput{problems: []string{path + ":1: the file is empty; a header line was expected"}}
	case err != nil:
		return nil, unreadable(path, 0, err)
	}
	bad := &badInput{}
	t.checkHeader(bad)
	for err == nil {
		err = t.readRow(reader, bad)
	}
	if !errors.Is(err, io.EOF) {
		return nil, unreadable(path, 0, err)
	}
	return t, bad.orNil()
}

// skipMark passes over a byte order mark of UTF-8, and refuses text that its
// beginning shows to be in another encoding, or no text.
func skipMark(path string, r *bufio.Reader) error {
	head, _ := r.Peek(1024)
	var is string
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		_, err := r.Discard(3)
		return err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		is = "UTF-16"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		is = "a workbook or a zip file"
	case bytes.IndexByte(head, 0) >= 0:
		is = "no text: it holds a byte of zero"
	default:
		return nil
	}
	return &badInput{problems: []string{fmt.Sprintf("%s:1: the file is %s; CSV in UTF-8 was expected", path, is)}}
}

func (t *table) readRow(reader *csv.Reader, bad *badInput) error {
	row, err := reader.Read()
	if err != nil {
		return err
	}
	line, _ := reader.FieldPos(0)
	if len(row) != len(t.header) {
		bad.add(t.file, line, "row", "%d cells; %d were expected, one for each column of the header", len(row), len(t.header))
	}
	for i, cell := range row[:min(len(row), len(t.header))] {
		if !utf8.ValidString(cell) {
			bad.add(t.file, line, t.header[i], "%q is not in UTF-8; the whole file was expected to be", cell)
		}
	}
	t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	return nil
}

func (t *table) checkHeader(bad *badInput) {
	for i, name := range t.header {
		t.header[i] = strings.TrimSpace(name)
		switch name = t.header[i]; {
		case !utf8.ValidString(name):
			bad.add(t.file, 1, fmt.Sprintf("column %d", i+1), "its name %q is not in UTF-8; the whole file was expected to be", name)
		case strings.Contains(name, "\r"):
			bad.add(t.file, 1, fmt.Sprintf("column %d", i+1), "lines end in a carriage return alone; a line feed was expected")
		case slices.Index(t.header, name) < i:
			bad.add(t.file, 1, name, "the column appears twice; each name is expected once")
		}
	}
}

// column returns where a column stands, or -1.
func (t *table) column(name string) int { return slices.Index(t.header, name) }

// require records every missing column and returns whether all are there.
func (t *table) require(bad *badInput, names ...string) bool {
	complete := true
	for _, name := range names {
		if _, given := t.instead[name]; t.column(name) < 0 && !given {
			bad.add(t.file, 1, name, "the column is missing; the header has %s%s", strings.Join(t.header, ", "), t.otherDelimiter())
			complete = false
		}
	}
	return complete
}

// otherDelimiter is a hint where the header seems to be cut by something else
// than commas.
func (t *table) otherDelimiter() string {
	for _, d := range []string{";", "\t", "|"} {
		if len(t.header) == 1 && strings.Contains(t.header[0], d) {
			return fmt.Sprintf(", cut by %q; commas were expected", d)
		}
	}
	return ""
}

// text returns a cell without surrounding blanks; what stands instead of it
// where the cell is blank or the column absent, "" where nothing does.
func (t *table) text(row int, name string) string {
	if c := t.column(name); c >= 0 {
		if cell := strings.TrimSpace(t.rows[row][c]); cell != "" {
			return cell
		}
	}
	return t.instead[name]
}

// number reads a cell as a float and checks it with ok, whose meaning want puts
// in words. A blank or absent cell is fallback.
func (t *table) number(bad *badInput, row int, name string, fallback float64, want string, ok func(float64) bool) float64 {
	cell := t.text(row, name)
	if cell == "" {
		return fallback
	}
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || !ok(v) {
		bad.add(t.file, t.lines[row], name, "%q; expected %s", cell, want)
		return fallback
	}
	return v
}
