package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"
)

// computed is what a command adds to a table: columns, and for each row of the
// table one cell a column. Cells are text as CSV shows it; a blank is a figure
// that does not apply to the row.
type computed struct {
	columns []string
	rows    [][]string
}

// figure writes a number with 17 significant digits, enough to read back the
// same number, and NaN, which stands for a figure that does not apply, as a
// blank.
func figure(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 17, 64)
}

// refuseComputed records every column of the table that has the name of one
// that the command adds: the output would hold two.
func (t *table) refuseComputed(bad *badInput, columns []string) {
	for _, name := range columns {
		if t.column(name) >= 0 {
			bad.add(t.file, 1, name, "the command adds a column of this name; rename or remove it")
		}
	}
}

// write puts a table with its computed columns at path: CSV, all input columns
// first, unchanged, or one JSON document.
func (c *computed) write(path string, t *table, asJSON bool) error {
	out, err := openOutput(path)
	if err != nil {
		return err
	}
	defer out.drop()
	if asJSON {
		err = c.writeJSON(out, t)
	} else {
		err = c.writeCSV(out, t)
	}
	if err != nil {
		return err
	}
	return out.keep()
}

func (c *computed) writeCSV(w io.Writer, t *table) error {
	lines := csv.NewWriter(w)
	if err := lines.Write(joined(t.header, c.columns)); err != nil {
		return err
	}
	for i, row := range t.rows {
		if err := lines.Write(joined(row, c.rows[i])); err != nil {
			return err
		}
	}
	lines.Flush()
	return lines.Error()
}

func joined(a, b []string) []string {
	return append(append(make([]string, 0, len(a)+len(b)), a...), b...)
}

// writeJSON writes {"rows": [...]}, an object a row in the order of the
// columns: input cells as the text they were, computed figures as numbers, and
// as null where CSV has a blank or an infinity.
func (c *computed) writeJSON(w io.Writer, t *table) error {
	document := []byte("{\"rows\": [")
	for i, row := range t.rows {
		separator := ",\n  {"
		if i == 0 {
			separator = "\n  {"
		}
		document = append(document, separator...)
		for j, cell := range row {
			document = appendMember(document, j == 0, t.header[j], quoted(cell))
		}
		for j, cell := range c.rows[i] {
			document = appendMember(document, len(row)+j == 0, c.columns[j], jsonFigure(cell))
		}
		document = append(document, '}')
		if _, err := w.Write(document); err != nil {
			return err
		}
		document = document[:0]
	}
	_, err := w.Write(append(document, "\n]}\n"...))
	return err
}

func appendMember(document []byte, first bool, name string, value []byte) []byte {
	if !first {
		document = append(document, ", "...)
	}
	document = append(document, quoted(name)...)
	document = append(document, ": "...)
	return append(document, value...)
}

// quoted writes text as a JSON string; every text has one.
func quoted(text string) []byte {
	q, _ := json.Marshal(text)
	return q
}

func jsonFigure(cell string) []byte {
	v, err := strconv.ParseFloat(cell, 64)
	switch {
	case cell == "" || err == nil && math.IsInf(v, 0):
		return []byte("null")
	case err == nil:
		return []byte(cell)
	default:
		return quoted(cell)
	}
}
