package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/careers/survival"
)

// survivalCase is a question about a table: the kind of calculation, its options
// and the data. Readers record what is wrong in bad, all of it, and return zero
// values meanwhile; whoever asks looks at bad before computing.
type survivalCase struct {
	spec    string // the file, for messages
	kind    string
	input   map[string]json.RawMessage
	answers json.RawMessage // "expected" of a published case, see asked
	// scenarios are inputs by name, of kinds that compare several.
	scenarios map[string]json.RawMessage
	table     *table
	parts     map[string]string // which column plays which part: stop → "week"
	bad       *badInput
}

// readSurvivalCase reads a specification and, where one is named, its data.
func readSurvivalCase(spec, data string) (*survivalCase, error) {
	file, err := openInput(spec)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, unreadable(spec, 0, err)
	}
	var document struct {
		Kind     string                     `json:"kind"`
		ID       string                     `json:"id"` // names the kind in cases of workforce flow
		Input    map[string]json.RawMessage `json:"input"`
		Expected json.RawMessage            `json:"expected"`
		Several  map[string]json.RawMessage `json:"scenarios"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &document); err != nil {
		return nil, &badInput{problems: []string{badJSON(spec, text, err)}}
	}
	q := &survivalCase{
		spec: spec, kind: document.Kind, input: document.Input, answers: document.Expected, scenarios: document.Several,
		parts: map[string]string{}, bad: &badInput{},
	}
	if q.kind == "" {
		q.kind = flowKindOf(document.ID)
	}
	if data != "" {
		if q.table, err = readTable(data); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// badJSON says where a document is broken.
func badJSON(file string, text []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
		return fmt.Sprintf("%s:%d:json: %v; a JSON object with kind and input was expected", file, line, syntax)
	case errors.As(err, &kind):
		return fmt.Sprintf("%s:0:%s: a %s; %s was expected", file, kind.Field, kind.Value, kind.Type)
	}
	return fmt.Sprintf("%s:0:json: %v; a JSON object with kind and input was expected", file, err)
}

// option reads a member of input into target; absent and null leave it alone. It
// returns whether a value was there.
func (q *survivalCase) option(name string, target any) bool {
	raw, given := q.input[name]
	if !given || string(raw) == "null" {
		return false
	}
	if err := json.Unmarshal(raw, target); err != nil {
		q.bad.add(q.spec, 0, "input."+name, "%s cannot be read: %v; %T was expected", raw, err, target)
		return false
	}
	return true
}

// asked reads a question that published cases put among their answers: the
// penalty, the people a curve is for, the times. An option of that name in input
// goes first. Nothing but questions is read there, never a result.
func (q *survivalCase) asked(name string, target any, path ...string) bool {
	if q.option(name, target) {
		return true
	}
	raw := q.answers
	for _, member := range path {
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil || object[member] == nil {
			return false
		}
		raw = object[member]
	}
	return len(path) > 0 && string(raw) != "null" && json.Unmarshal(raw, target) == nil
}

// name reads an option that names a column, "" where it is absent or null.
func (q *survivalCase) name(option string) string {
	var name string
	q.option(option, &name)
	return name
}

// names reads an option that lists columns; one name alone counts as a list.
func (q *survivalCase) names(option string) []string {
	var one string
	if raw := q.input[option]; len(raw) > 0 && raw[0] == '"' {
		q.option(option, &one)
		return []string{one}
	}
	var list []string
	q.option(option, &list)
	return list
}

// ready says whether there are data to look at with the columns that are named.
func (q *survivalCase) ready(columns ...string) bool {
	if q.table == nil {
		q.bad.add(q.spec, 0, "in", "no data; --in FILE.csv was expected for the kind %s", q.kind)
		return false
	}
	columns = slices.DeleteFunc(slices.Clone(columns), func(name string) bool { return name == "" })
	return q.table.require(q.bad, columns...)
}

// need is name for an option that must be there.
func (q *survivalCase) need(option string) string {
	name := q.name(option)
	if name == "" {
		q.bad.add(q.spec, 0, "input."+option, "it is missing; the name of a column was expected")
	}
	return name
}

// numbers reads a column of numbers that plays a part.
func (q *survivalCase) numbers(part, column string) []float64 {
	if column == "" || !q.ready(column) {
		return nil
	}
	q.parts[part] = column
	values := make([]float64, len(q.table.rows))
	for row := range q.table.rows {
		values[row] = q.table.number(q.bad, row, column, math.NaN(), "a number", func(v float64) bool { return !math.IsNaN(v) })
		if q.table.text(row, column) == "" {
			q.bad.add(q.table.file, q.table.lines[row], column, "the cell is blank; a number was expected")
		}
	}
	return values
}

// wholes reads a column of whole numbers from 0 to most.
func (q *survivalCase) wholes(part, column string, most int) []int {
	var list []int
	for row, v := range q.numbers(part, column) {
		if !(v >= 0 && v <= float64(most) && v == math.Trunc(v)) {
			q.bad.add(q.table.file, q.table.lines[row], column, "%q; a whole number from 0 to %d was expected", q.table.text(row, column), most)
			v = 0
		}
		list = append(list, int(v))
	}
	return list
}

// flags reads a column of events: 0 and 1, or false and true.
func (q *survivalCase) flags(part, column string) []bool {
	if column == "" || !q.ready(column) {
		return nil
	}
	q.parts[part] = column
	values := make([]bool, len(q.table.rows))
	for row := range q.table.rows {
		switch cell := strings.ToLower(q.table.text(row, column)); cell {
		case "1", "true":
			values[row] = true
		case "0", "false":
		default:
			q.bad.add(q.table.file, q.table.lines[row], column, "%q; 1 for an event or 0 for none was expected", cell)
		}
	}
	return values
}

// spells reads the observations that start, time, event and weights name.
func (q *survivalCase) spells() *survival.Observations {
	start, stop, event := q.name("start"), q.need("time"), q.need("event")
	if !q.ready(start, stop, event) {
		return &survival.Observations{}
	}
	return &survival.Observations{
		Start: q.numbers("start", start), Stop: q.numbers("stop", stop), Event: q.flags("event", event),
		Weights: q.numbers("weights", q.name("weights")),
	}
}

// levels numbers the values of a column, in ascending order of numbers or, where
// some value is none, of letters whatever their case.
func (q *survivalCase) levels(part, column string) (of []int, names []string) {
	if column == "" || !q.ready(column) {
		return nil, nil
	}
	q.parts[part] = column
	for row := range q.table.rows {
		names = append(names, q.table.text(row, column))
	}
	cells := slices.Clone(names)
	slices.SortFunc(names, byLevel)
	names = slices.Compact(names)
	at := map[string]int{}
	for i, name := range names {
		at[name] = i
	}
	of = make([]int, len(cells))
	for row, cell := range cells {
		of[row] = at[cell]
	}
	return of, names
}

// byLevel orders numbers by value before words, and words without regard to case.
func byLevel(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX == nil && errY == nil && x != y:
		return cmp.Compare(x, y)
	case (errX == nil) != (errY == nil):
		if errX == nil {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(b, a))
}

// covariates reads the columns that an option lists.
func (q *survivalCase) covariates(option string) *survival.Covariates {
	x := &survival.Covariates{Names: q.names(option)}
	if len(x.Names) == 0 {
		q.bad.add(q.spec, 0, "input."+option, "no columns; the names of at least one were expected")
		return x
	}
	if !q.ready(x.Names...) {
		return x
	}
	columns := make([][]float64, len(x.Names))
	for j, name := range x.Names {
		columns[j] = q.numbers(name, name)
	}
	x.Values = make([]float64, 0, len(q.table.rows)*len(columns))
	for row := range q.table.rows {
		for _, column := range columns {
			x.Values = append(x.Values, column[row])
		}
	}
	return x
}

// real is a number in a JSON document; what is not a finite number is null.
type real float64

// MarshalJSON writes the shortest digits that read back as the same number.
func (r real) MarshalJSON() ([]byte, error) {
	v := float64(r)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, v, 'g', -1, 64), nil
}

// reals and matrix turn an engine's slices into what a document can hold.
func reals(values []float64) []real {
	list := make([]real, len(values))
	for i, v := range values {
		list[i] = real(v)
	}
	return list
}

func matrix(rows [][]float64) [][]real {
	list := make([][]real, len(rows))
	for i, row := range rows {
		list[i] = reals(row)
	}
	return list
}

// document is a JSON object; its members are written in alphabetical order.
type document = map[string]any
