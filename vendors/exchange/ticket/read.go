package ticket

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
)

// Ticket is a case.
type Ticket struct {
	Line       int
	ID         string
	Status     string // lower case
	Priority   string // lower case
	Group      string
	Via        string
	Tags       []string
	Created    time.Time
	Answered   time.Time // first reply; zero: none yet
	Solved     time.Time // for the last time; zero where it is open
	Reopens    int64
	Survey     Survey
	Additional map[string]string // custom fields, by their heading
	Requester  string            // who asked, as the help desk numbers them
	Text       string            // subject, and custom text fields, as customers or agents wrote them
	Reason     string            // why they asked, by the centre's own list; "" where the file has none
	Programme  string            // code of who answered; "" where the file has none
	Handle     int64             // seconds of work on it; 0: not told
	Marked     bool              // the file says which tickets are key complaints, and when they were called back
	Key        bool              // this one is
	CalledBack time.Time         // its customer, for the first time; zero: not yet
}

// Survey is what became of the question whether the customer was satisfied.
type Survey string

// What can become of it.
const (
	NotAsked Survey = ""
	Asked    Survey = "offered"
	Good     Survey = "good"
	Bad      Survey = "bad"
)

// Columns of Zendesk's ticket export that are read; the others of its base columns
// are passed over, and custom fields are carried along.
const (
	idColumn       = "Id"
	statusColumn   = "Status"
	priorityColumn = "Priority"
	groupColumn    = "Group"
	viaColumn      = "Via"
	tagsColumn     = "Tags"
	createdColumn  = "Created at"
	solvedColumn   = "Solved at"
	reopensColumn  = "Reopens"
	replyColumn    = "First reply time in minutes"
	surveyColumn   = "Satisfaction Score"
	askerColumn    = "Requester id"
	subjectColumn  = "Subject"
)

// Custom fields that mean something here, by what stands before their type: reason and
// programme are lists of the centre's own, the time is what Zendesk's app for tracking
// it writes. Zendesk knows no calls back; where a centre keeps them in a field, key
// complaints are those with the tag, or with a mark in a field of theirs.
const (
	reasonField     = "Reason"
	programmeField  = "Programme"
	handleField     = "Total time spent (sec)"
	keyField        = "Key complaint"
	calledBackField = "Called back at"
	keyTag          = "key_complaint"
)

var needed = []string{idColumn, statusColumn, createdColumn, solvedColumn, reopensColumn}

// forms in which exports write times; those without a zone are in that of the account.
var forms = []string{time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04"}

// Read reads Zendesk's ticket export as it comes: columns in any order, known by
// their headings. loc is the zone of the account. The error is [exchange.Faults], or
// one of reading.
func Read(text io.Reader, loc *time.Location) ([]Ticket, error) {
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, exchange.Faults{{Line: 1, Column: "row", Found: "nothing", Expected: "a heading and a row for every ticket", Want: problem.Wanting(problem.Rows)}}
	}
	var faults exchange.Faults
	var out []Ticket
	var columns map[string]int
	seen := map[string]int{}
	for ; err == nil; head, err = in.Read() {
		line, _ := in.FieldPos(0)
		if columns == nil {
			if columns = headings(head, &faults); columns == nil {
				return nil, faults.Err()
			}
			continue
		}
		r := row{line: line, cells: head, columns: columns, faults: &faults}
		t, ok := r.ticket(loc)
		if first, twice := seen[t.ID]; ok && twice {
			faults.Add(line, idColumn, t.ID, fmt.Sprintf("a ticket of its own: line %d has it", first), problem.Wanting(problem.OwnLine, first))
			continue
		}
		if ok {
			seen[t.ID] = line
			out = append(out, t)
		}
	}
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		faults.Add(broken.Line, "row", broken.Err.Error(), "values separated by commas, quotes in pairs", problem.Wanting(problem.CommaSeparated))
	case !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("read tickets: %w", err)
	}
	return out, faults.Err()
}

// headings finds the columns; nil where one that is needed is missing.
func headings(head []string, faults *exchange.Faults) map[string]int {
	columns := map[string]int{}
	for i, name := range head {
		columns[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	whole := true
	for _, name := range needed {
		if _, there := columns[name]; !there {
			faults.Add(1, name, "no such column", "the heading "+name, problem.Wanting(problem.Column, name))
			whole = false
		}
	}
	if !whole {
		return nil
	}
	return columns
}

// row is a ticket being read.
type row struct {
	line    int
	cells   []string
	columns map[string]int
	faults  *exchange.Faults
}

func (r row) cell(column string) string {
	if i, there := r.columns[column]; there && i < len(r.cells) {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

func (r row) ticket(loc *time.Location) (Ticket, bool) {
	t := Ticket{
		Line: r.line, ID: r.cell(idColumn), Status: strings.ToLower(r.cell(statusColumn)), Priority: strings.ToLower(r.cell(priorityColumn)),
		Group: r.cell(groupColumn), Via: r.cell(viaColumn), Tags: strings.Fields(strings.ReplaceAll(r.cell(tagsColumn), ",", " ")), Survey: survey(r.cell(surveyColumn)),
	}
	ok := true
	bad := func(column, expected string, want problem.Want) {
		ok = false
		r.faults.Add(r.line, column, r.cell(column), expected, want)
	}
	if t.ID == "" {
		bad(idColumn, "the ticket's number", problem.Wanting(problem.Needed))
	}
	created, written := stamp(r.cell(createdColumn), loc)
	if !written {
		bad(createdColumn, "a time such as 2026-03-02 08:15", problem.Wanting(problem.TimeText, "2026-03-02 08:15"))
	}
	t.Created = created
	if text := r.cell(solvedColumn); text != "" {
		if t.Solved, written = stamp(text, loc); !written || t.Solved.Before(t.Created) {
			bad(solvedColumn, "nothing, or a time after the ticket was created", problem.Wanting(problem.TimeAfterCreated))
		}
	}
	if text := r.cell(replyColumn); text != "" {
		minutes, err := strconv.ParseFloat(text, 64)
		if err != nil || !(minutes >= 0 && minutes < 1e7) {
			bad(replyColumn, "nothing, or minutes of 0 or more", problem.Wanting(problem.Decimal))
		}
		t.Answered = t.Created.Add(time.Duration(minutes * float64(time.Minute)))
	}
	if text := r.cell(reopensColumn); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			bad(reopensColumn, "a whole number of 0 or more", problem.Wanting(problem.AtLeastWhole))
		}
		t.Reopens = n
	}
	t.Additional = r.additional()
	if !r.said(&t, loc) {
		ok = false
	}
	if !t.closed() {
		t.Solved = time.Time{} // it was opened again since
	}
	return t, ok
}

// said reads who asked, what for, how long it took and whether they were called back.
func (r row) said(t *Ticket, loc *time.Location) bool {
	t.Requester, t.Text = r.cell(askerColumn), r.cell(subjectColumn)
	t.Marked, t.Key = r.marked(), slices.Contains(t.Tags, keyTag)
	for _, name := range slices.Sorted(maps.Keys(t.Additional)) {
		field, kind, _ := strings.Cut(name, " [")
		value := strings.TrimSpace(t.Additional[name])
		switch {
		case strings.EqualFold(field, reasonField):
			t.Reason = value
		case strings.EqualFold(field, programmeField):
			t.Programme = value
		case strings.EqualFold(field, keyField):
			yes, known := marks[strings.ToLower(value)]
			if !known {
				r.faults.Add(r.line, name, value, "true or false, yes or no, or nothing", problem.Wanting(problem.Words, "true, false, yes, no, 是, 否"))
				return false
			}
			t.Key = t.Key || yes
		case strings.EqualFold(field, calledBackField):
			at, written := stamp(value, loc)
			if !written || at.Before(t.Created) {
				r.faults.Add(r.line, name, value, "nothing, or a time after the ticket was created", problem.Wanting(problem.TimeAfterCreated))
				return false
			}
			t.CalledBack = at
		case strings.EqualFold(field, handleField):
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || n < 0 || n > mostHandle {
				r.faults.Add(r.line, name, value, "nothing, or whole seconds from 0 to a month", problem.Wanting(problem.WholeNumber, 0, mostHandle))
				return false
			}
			t.Handle = n
		case kind == "txt]" && value != "":
			t.Text = strings.TrimSpace(t.Text + "\n" + value)
		}
	}
	return true
}

// marks are what a field of yes and no says.
var marks = map[string]bool{"true": true, "yes": true, "1": true, "是": true, "false": false, "no": false, "0": false, "否": false}

// mostHandle is the longest work on one ticket, in seconds.
const mostHandle = 31 * 86400

// additional are the custom fields, whose headings end in [list], [int] or [txt].
// marked reports whether the file has a field of when customers were called back.
func (r row) marked() bool {
	for name := range r.columns {
		if field, _, custom := strings.Cut(name, " ["); custom && strings.EqualFold(field, calledBackField) {
			return true
		}
	}
	return false
}

func (r row) additional() map[string]string {
	var out map[string]string
	for name, i := range r.columns {
		if !strings.HasSuffix(name, "]") || i >= len(r.cells) || r.cells[i] == "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = r.cells[i]
	}
	return out
}

// closed reports whether a ticket is solved now.
func (t Ticket) closed() bool { return t.Status == "solved" || t.Status == "closed" }

func survey(text string) Survey {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "good"):
		return Good
	case strings.HasPrefix(lower, "bad"):
		return Bad
	case lower == "offered":
		return Asked
	}
	return NotAsked
}

func stamp(text string, loc *time.Location) (time.Time, bool) {
	for _, form := range forms {
		if t, err := time.ParseInLocation(form, text, loc); err == nil && t.Year() >= 1970 {
			return t, true
		}
	}
	return time.Time{}, false
}

// Void reports whether a ticket stands for nothing of its own: merged into another,
// or spam.
func (t Ticket) Void() bool {
	return slices.Contains(t.Tags, "closed_by_merge") || slices.Contains(t.Tags, "spam") || t.Status == "deleted" || t.Status == "suspended"
}
