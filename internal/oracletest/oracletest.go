// Package oracletest finds reference values and data that lie outside the project,
// below the folder that MUSTER_SHARED names (by default ../shared beside the
// project), and reads them for tests.
package oracletest

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Path returns a file below the shared folder and skips the test where it is absent.
func Path(t testing.TB, elements ...string) string {
	t.Helper()
	folder := os.Getenv("MUSTER_SHARED")
	if folder == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for ; root != filepath.Dir(root); root = filepath.Dir(root) {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
		}
		folder = filepath.Join(root, "..", "shared")
	}
	path := filepath.Join(append([]string{folder}, elements...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference values here: %v; set MUSTER_SHARED to the folder that holds oracle/ and data/", err)
	}
	return path
}

// JSON decodes a file into a value.
func JSON(t testing.TB, into any, elements ...string) {
	t.Helper()
	text, err := os.ReadFile(Path(t, elements...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// Table is the lines of a file below its header, by column.
type Table struct {
	t       testing.TB
	columns map[string]int
	Rows    [][]string
}

// CSV reads a table with a header.
func CSV(t testing.TB, elements ...string) *Table {
	t.Helper()
	file, err := os.Open(Path(t, elements...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return table(t, lines)
}

// Words reads a table whose cells are cut by blanks or tabs.
func Words(t testing.TB, elements ...string) *Table {
	t.Helper()
	file, err := os.Open(Path(t, elements...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines [][]string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		if words := strings.Fields(scanner.Text()); len(words) > 0 {
			lines = append(lines, words)
		}
	}
	return table(t, lines)
}

func table(t testing.TB, lines [][]string) *Table {
	t.Helper()
	if len(lines) == 0 {
		t.Fatal("the file is empty")
	}
	columns := map[string]int{}
	for i, name := range lines[0] {
		columns[name] = i
	}
	return &Table{t: t, columns: columns, Rows: lines[1:]}
}

// Text returns a cell of a row.
func (b *Table) Text(row int, column string) string {
	b.t.Helper()
	at, ok := b.columns[column]
	if !ok {
		b.t.Fatalf("the file has no column %q", column)
	}
	return b.Rows[row][at]
}

// Number returns a cell of a row as a number.
func (b *Table) Number(row int, column string) float64 {
	b.t.Helper()
	v, err := strconv.ParseFloat(b.Text(row, column), 64)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// Whole returns a cell of a row as a whole number.
func (b *Table) Whole(row int, column string) int { b.t.Helper(); return int(b.Number(row, column)) }

// Numbers returns a whole column.
func (b *Table) Numbers(column string) []float64 {
	b.t.Helper()
	list := make([]float64, len(b.Rows))
	for i := range list {
		list[i] = b.Number(i, column)
	}
	return list
}

// Index numbers the distinct texts of a column in order of appearance and returns
// the number of each row and the texts.
func (b *Table) Index(column string) (index []int, names []string) {
	b.t.Helper()
	seen := map[string]int{}
	for i := range b.Rows {
		name := b.Text(i, column)
		if _, ok := seen[name]; !ok {
			seen[name] = len(names)
			names = append(names, name)
		}
		index = append(index, seen[name])
	}
	return index, names
}

// Near fails the test unless a figure is what is wanted to an absolute tolerance.
func Near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.12g, want %.12g to %g", what, got, want, tolerance)
	}
}

// Must returns a function that ends the test where an error came with a value, and
// returns the value otherwise: Must[T](t)(f()).
func Must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
