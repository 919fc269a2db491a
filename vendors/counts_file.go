package vendors

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/exchange/ticket"
	"github.com/muster-wfm/muster/workforce/grid"
)

// MostFileBytes is the largest file of counts, evidence or lines that is read.
const MostFileBytes = 64 << 20

// table reads a CSV file or the first sheet of a workbook; the first row names the
// columns. A cell is reported by the line on which its row ends.
type table struct {
	header []string
	rows   [][]string
}

func readTable(file io.Reader) (table, error) {
	raw, err := io.ReadAll(io.LimitReader(file, MostFileBytes+1))
	if err != nil {
		return table{}, err
	}
	if len(raw) > MostFileBytes {
		return table{}, faultsOf(1, "file", fmt.Sprintf("more than %d MB", MostFileBytes>>20), "a smaller file, such as one a month", problem.Wanting(problem.Megabytes, MostFileBytes>>20))
	}
	var rows [][]string
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		rows, err = sheetRows(raw)
	} else {
		rows, err = textRows(raw)
	}
	if err != nil {
		return table{}, err
	}
	if len(rows) < 2 {
		return table{}, faultsOf(1, "file", "no rows", "a row of column names, and rows under it", problem.Wanting(problem.Rows))
	}
	for i, name := range rows[0] {
		rows[0][i] = strings.ToLower(strings.TrimSpace(name))
	}
	return table{rows[0], rows[1:]}, nil
}

func sheetRows(raw []byte) ([][]string, error) {
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: 8 * MostFileBytes})
	if err != nil {
		return nil, faultsOf(1, "file", "a workbook that cannot be read", "an XLSX workbook or CSV", problem.Wanting(problem.Workbook))
	}
	defer func() { _ = book.Close() }()
	return book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
}

func textRows(raw []byte) ([][]string, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))))
	in.FieldsPerRecord, in.ReuseRecord, in.TrimLeadingSpace = -1, false, true
	if first, _, _ := bytes.Cut(raw, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return nil, faultsOf(wrong.Line, "file", wrong.Err.Error(), "CSV as RFC 4180 describes it", problem.Wanting(problem.CommaSeparated))
	}
	return rows, err
}

// column finds a column by any of its names; -1 where there is none.
func (t table) column(names ...string) int {
	return slices.IndexFunc(t.header, func(h string) bool { return slices.Contains(names, h) })
}

func (t table) cell(row, column int) string {
	if column < 0 || column >= len(t.rows[row]) {
		return ""
	}
	return strings.TrimSpace(t.rows[row][column])
}

// readCounts reads start, queue and counts, each under the name of the library, or
// a help desk's export of tickets.
func readCounts(file io.Reader, o CountOrder, queues map[string]int64, loc *time.Location) ([]CountRow, error) {
	if o.Source == FromTickets {
		return readTickets(file, queues, loc)
	}
	t, err := readTable(file)
	if err != nil {
		return nil, err
	}
	start, queue := t.column("start", "interval", "time", "day", "date"), t.column("queue", "skill")
	columns := map[int]string{}
	for i, name := range t.header {
		if _, known := slices.BinarySearch(CountNames, name); known {
			columns[i] = name
		}
	}
	var faults exchange.Faults
	if start < 0 {
		faults.Add(1, "start", strings.Join(t.header, ", "), "a column of interval starts", problem.Wanting(problem.Column, "start"))
	}
	if len(columns) == 0 {
		faults.Add(1, "counts", strings.Join(t.header, ", "), "columns named by counts, such as answered, answered_within, abandoned", problem.Wanting(problem.Column, "answered, answered_within, abandoned"))
	}
	if queue < 0 && len(queues) != 1 {
		faults.Add(1, "queue", "none", "a column of queues, since the programme serves several", problem.Wanting(problem.Column, "queue"))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	r := countReader{table: t, start: start, queue: queue, columns: columns, queues: queues, loc: loc, seen: map[placeOf]int{}}
	return r.read()
}

type placeOf struct {
	queue int64
	start int64
}

type countReader struct {
	table
	start, queue int
	columns      map[int]string
	queues       map[string]int64
	loc          *time.Location
	seen         map[placeOf]int
	faults       exchange.Faults
}

func (r *countReader) read() ([]CountRow, error) {
	order := slices.Sorted(maps.Keys(r.columns))
	rows := make([]CountRow, 0, len(r.rows))
	for i := range r.rows {
		if row, ok := r.row(i, order); ok {
			rows = append(rows, row)
		}
	}
	return rows, r.faults.Err()
}

func (r *countReader) row(i int, order []int) (CountRow, bool) {
	line, before := i+2, len(r.faults)
	var row CountRow
	at, err := momentOf(r.cell(i, r.start), r.loc)
	if err != nil {
		r.faults.Add(line, "start", r.cell(i, r.start), "a time such as 2026-03-02 09:30 or 2026-03-02T09:30:00+08:00", problem.Wanting(problem.TimeText, "2026-03-02 09:30"))
	}
	row.Start, row.Day = at.UTC(), grid.DateOf(at.In(r.loc))
	code := r.cell(i, r.queue)
	id, known := r.queues[code]
	if r.queue < 0 {
		for _, id = range r.queues {
			known = true
		}
	}
	if row.QueueID = id; !known {
		r.faults.Add(line, "queue", code, "a queue that the programme serves: "+strings.Join(slices.Sorted(maps.Keys(r.queues)), ", "), problem.Wanting(problem.Words, strings.Join(slices.Sorted(maps.Keys(r.queues)), ", ")))
	}
	row.Counts = make(metric.Counts, len(order))
	for _, column := range order {
		text := r.cell(i, column)
		if text == "" {
			continue // not delivered, which is not zero
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			r.faults.Add(line, r.columns[column], text, "a whole number of 0 or more, or nothing", problem.Wanting(problem.AtLeastWhole))
			continue
		}
		row.Counts[r.columns[column]] = n
	}
	if row.Counts["answered_within"] > row.Counts["answered"] {
		if _, given := row.Counts["answered"]; given {
			r.faults.Add(line, "answered_within", fmt.Sprint(row.Counts["answered_within"]), fmt.Sprintf("at most the %d answered", row.Counts["answered"]), problem.Wanting(problem.AtMost, row.Counts["answered"]))
		}
	}
	place := placeOf{row.QueueID, row.Start.Unix()}
	if first, twice := r.seen[place]; twice && err == nil && known {
		r.faults.Add(line, "start", r.cell(i, r.start), fmt.Sprintf("each interval of a queue once; it is on line %d", first), problem.Wanting(problem.OwnLine, first))
	}
	r.seen[place] = line
	return row, len(r.faults) == before
}

// momentOf reads a time with its offset, or one of the site's clock.
func momentOf(text string, loc *time.Location) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, loc); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("no time: %q", text)
}

// readTickets counts a help desk's export by the day on which tickets were created. A
// programme of several queues finds the queue of a ticket by its group.
func readTickets(file io.Reader, queues map[string]int64, loc *time.Location) ([]CountRow, error) {
	raw, err := io.ReadAll(io.LimitReader(file, MostFileBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MostFileBytes {
		return nil, faultsOf(1, "file", fmt.Sprintf("more than %d MB", MostFileBytes>>20), "a smaller file, such as one a month", problem.Wanting(problem.Megabytes, MostFileBytes>>20))
	}
	tickets, err := ticket.Read(bytes.NewReader(raw), loc)
	if err != nil {
		return nil, err
	}
	of, err := ticketsByQueue(tickets, queues)
	if err != nil {
		return nil, err
	}
	var now time.Time
	for _, t := range tickets {
		for _, at := range []time.Time{t.Created, t.Answered, t.Solved} {
			if at.After(now) {
				now = at
			}
		}
	}
	if len(tickets) == 0 {
		return nil, faultsOf(1, "file", "no tickets", "an export with tickets", problem.Wanting(problem.Rows))
	}
	var rows []CountRow
	for _, queue := range slices.Sorted(maps.Keys(of)) {
		byDay := map[grid.Date]bool{}
		for _, t := range of[queue] {
			byDay[grid.DateOf(t.Created.In(loc))] = true
		}
		for _, day := range slices.SortedFunc(maps.Keys(byDay), grid.Date.Compare) {
			from := day.Start(loc)
			counts := ticket.Count(of[queue], ticket.Order{From: from, To: day.AddDays(1).Start(loc), Now: now})
			rows = append(rows, CountRow{QueueID: queue, Start: from.UTC(), Day: day, Counts: known(counts)})
		}
	}
	return rows, nil
}

// ticketsByQueue puts tickets under the queue that their group names; where the
// programme serves one queue, under that one.
func ticketsByQueue(tickets []ticket.Ticket, queues map[string]int64) (map[int64][]ticket.Ticket, error) {
	of := map[int64][]ticket.Ticket{}
	var faults exchange.Faults
	codes := slices.Sorted(maps.Keys(queues))
	for _, t := range tickets {
		at := slices.IndexFunc(codes, func(code string) bool { return len(codes) == 1 || strings.EqualFold(code, t.Group) })
		if at < 0 {
			faults.Add(t.Line, "Group", t.Group, "the code of a queue that the programme serves: "+strings.Join(codes, ", "), problem.Wanting(problem.Words, strings.Join(codes, ", ")))
			continue
		}
		of[queues[codes[at]]] = append(of[queues[codes[at]]], t)
	}
	return of, faults.Err()
}

// known leaves out counts that no formula asks for.
func known(c metric.Counts) metric.Counts {
	maps.DeleteFunc(c, func(name string, _ int64) bool {
		_, found := slices.BinarySearch(CountNames, name)
		return !found
	})
	return c
}

// wholeNumber reads a number of 0 or more.
func wholeNumber(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n >= 0
}

func itoa(n int) string { return strconv.Itoa(n) }
