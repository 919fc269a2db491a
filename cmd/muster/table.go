package main

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
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
			return nil, &badInput{problems: []string{err.Error()}}
		}
		file = opened
	}
	buffered := bufio.NewReaderSize(file, 1<<16)
	if magic, _ := buffered.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
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

// readTable reads a CSV file with a header (RFC 4180, UTF-8, byte order mark
// tolerated, gzip transparent).
func readTable(path string) (*table, error) {
	file, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	buffered := bufio.NewReader(file)
	if bom, _ := buffered.Peek(3); string(bom) == "\ufeff" {
		_, _ = buffered.Discard(3)
	}
	reader := csv.NewReader(buffered)
	t := &table{file: path}
	if t.header, err = reader.Read(); errors.Is(err, io.EOF) {
		return nil, &badInput{problems: []string{path + ":1: the file is empty; a header line was expected"}}
	}
	for ; err == nil; err = t.readRow(reader) {
	}
	if !errors.Is(err, io.EOF) {
		return nil, &badInput{problems: []string{fmt.Sprintf("%s: %v", path, err)}}
	}
	return t, t.checkHeader()
}

func (t *table) readRow(reader *csv.Reader) error {
	row, err := reader.Read()
	if err != nil {
		return err
	}
	line, _ := reader.FieldPos(0)
	t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	return nil
}

func (t *table) checkHeader() error {
	bad := &badInput{}
	for i, name := range t.header {
		t.header[i] = strings.TrimSpace(name)
		if slices.Index(t.header, t.header[i]) < i {
			bad.add(t.file, 1, t.header[i], "the column appears twice; each name is expected once")
		}
	}
	return bad.orNil()
}

// column returns where a column stands, or -1.
func (t *table) column(name string) int { return slices.Index(t.header, name) }

// require records every missing column and returns whether all are there.
func (t *table) require(bad *badInput, names ...string) bool {
	complete := true
	for _, name := range names {
		if _, given := t.instead[name]; t.column(name) < 0 && !given {
			bad.add(t.file, 1, name, "the column is missing; the header has %s", strings.Join(t.header, ", "))
			complete = false
		}
	}
	return complete
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

// openOutput opens a file for writing, "-" for standard output. Nothing stands
// under the file's name until Close: a failed run leaves no half-written file.
func openOutput(path string) (*output, error) {
	if path == "-" {
		return &output{Writer: bufio.NewWriter(os.Stdout)}, nil
	}
	file, err := os.CreateTemp(dirOf(path), ".muster-*")
	if err != nil {
		return nil, err
	}
	return &output{Writer: bufio.NewWriterSize(file, 1<<16), file: file, path: path}, nil
}

func dirOf(path string) string {
	if i := strings.LastIndexByte(path, os.PathSeparator); i >= 0 {
		return path[:i+1]
	}
	return "."
}

// output is a file in the making. Exactly one of keep and drop ends it.
type output struct {
	*bufio.Writer
	file *os.File
	path string
}

// keep puts the finished file in its place.
func (o *output) keep() error {
	if err := o.Flush(); err != nil || o.file == nil {
		return err
	}
	if err := o.file.Chmod(0o644); err != nil {
		return err
	}
	if err := o.file.Close(); err != nil {
		return err
	}
	return os.Rename(o.file.Name(), o.path)
}

// drop forgets the file. After keep it does nothing.
func (o *output) drop() {
	if o.file != nil {
		_ = o.file.Close()
		_ = os.Remove(o.file.Name())
	}
}
