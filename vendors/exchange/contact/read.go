// Package contact reads references to contacts that can be judged: a row a contact,
// with what the switch or the ticket system calls it, when it was, whose it was, of
// what kind, and where its recording is.
//
// Columns, in any order, by their headings: id, time (RFC 3339, or local as
// 2006-01-02 15:04), agent; optional queue, stratum, link. Start reading at Read.
package contact

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
)

// Row is one contact.
type Row struct {
	Line                            int
	ID, Agent, Queue, Stratum, Link string
	At                              time.Time
}

var (
	needed   = []string{"id", "time", "agent"}
	optional = []string{"queue", "stratum", "link"}
	forms    = []string{"2006-01-02 15:04:05", "2006-01-02 15:04"}
)

// Read reads a CSV of contacts. loc is the zone of times that name none. The error is
// [exchange.Faults], with everything that is wrong, or one of reading.
func Read(text io.Reader, loc *time.Location) ([]Row, error) {
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, exchange.Faults{{Line: 1, Column: "row", Found: "nothing", Expected: "a heading and a row for every contact", Want: problem.Wanting(problem.Rows)}}
	}
	var faults exchange.Faults
	if err != nil {
		return nil, unreadable(err)
	}
	columns := columnsOf(head, &faults)
	if len(faults) > 0 {
		return nil, faults
	}
	var rows []Row
	seen := map[string]int{}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable(err)
		}
		line, _ := in.FieldPos(0)
		row := rowOf(cells, columns, line, loc, &faults)
		if first, twice := seen[row.ID]; twice && row.ID != "" {
			faults.Add(line, "id", row.ID, fmt.Sprintf("each contact once; it is in line %d too", first), problem.Wanting(problem.OwnLine, first))
		}
		seen[row.ID] = line
		rows = append(rows, row)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return rows, nil
}

func unreadable(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return exchange.Faults{{Line: parse.Line, Column: "row", Found: parse.Err.Error(), Expected: "comma-separated values", Want: problem.Wanting(problem.CommaSeparated)}}
	}
	return err
}

func columnsOf(head []string, faults *exchange.Faults) map[string]int {
	columns := map[string]int{}
	for i, name := range head {
		columns[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, name := range needed {
		if _, there := columns[name]; !there {
			faults.Add(1, name, strings.Join(head, ","), "columns "+strings.Join(needed, ", ")+", and perhaps "+strings.Join(optional, ", "), problem.Wanting(problem.Column, strings.Join(needed, ", ")))
		}
	}
	return columns
}

func rowOf(cells []string, columns map[string]int, line int, loc *time.Location, faults *exchange.Faults) Row {
	cell := func(name string) string {
		if i, there := columns[name]; there && i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	row := Row{Line: line, ID: cell("id"), Agent: cell("agent"), Queue: cell("queue"), Stratum: cell("stratum"), Link: cell("link")}
	for i, text := range []string{row.ID, row.Agent} {
		if text == "" || len(text) > 200 {
			faults.Add(line, []string{"id", "agent"}[i], text, "1 to 200 letters", problem.Wanting(problem.Characters, 1, 200))
		}
	}
	if len(row.Stratum) > 100 {
		faults.Add(line, "stratum", row.Stratum, "at most 100 letters", problem.Wanting(problem.Characters, 0, 100))
	}
	// A link is opened by people: nothing but the web.
	if row.Link != "" && !strings.HasPrefix(row.Link, "https://") && !strings.HasPrefix(row.Link, "http://") || len(row.Link) > 1000 {
		faults.Add(line, "link", row.Link, "an address that begins with https:// or http://", problem.Wanting(problem.WebAddress))
	}
	var ok bool
	if row.At, ok = instant(cell("time"), loc); !ok {
		faults.Add(line, "time", cell("time"), "a time such as 2026-03-02T09:15:00+08:00 or 2026-03-02 09:15", problem.Wanting(problem.TimeText, "2026-03-02 09:15"))
	}
	return row
}

func instant(text string, loc *time.Location) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), true
	}
	for _, form := range forms {
		if t, err := time.ParseInLocation(form, text, loc); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
