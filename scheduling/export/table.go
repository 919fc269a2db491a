package export

import (
	"io"
	"time"

	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/scheduling"
)

// Line is one shift with the names that a table shows beside it.
type Line struct {
	PersonCode, PersonName, Employer, Team, Queue string
	Shift                                         scheduling.Shift
}

// header names the columns of both tables.
var header = []string{
	"person", "name", "employer", "team", "day", "start", "end", "shift", "queue", "lunch", "break_1", "break_2", "paid_hours", "locked",
}

// CSV writes one line a shift, times local to the site.
func CSV(w io.Writer, loc *time.Location, lines []Line) error {
	return spreadsheet.CSV(w, table(loc, lines))
}

// XLSX writes the same table as a workbook with one sheet.
func XLSX(w io.Writer, loc *time.Location, lines []Line) error {
	return spreadsheet.XLSX(w, table(loc, lines))
}

func table(loc *time.Location, lines []Line) spreadsheet.Table {
	t := spreadsheet.Table{Name: "Roster", Header: header}
	for _, line := range lines {
		t.Rows = append(t.Rows, line.cells(loc))
	}
	return t
}

// cells returns a line's values in the order of header.
func (l Line) cells(loc *time.Location) []any {
	s := l.Shift
	clock := func(t time.Time) string { return t.In(loc).Format("15:04") }
	pauses := map[scheduling.PauseKind][]string{}
	for _, p := range s.Pauses {
		pauses[p.Kind] = append(pauses[p.Kind], clock(p.Start))
	}
	nth := func(kind scheduling.PauseKind, n int) string {
		if n < len(pauses[kind]) {
			return pauses[kind][n]
		}
		return ""
	}
	locked := ""
	if s.Locked {
		locked = "yes"
	}
	return []any{
		l.PersonCode, l.PersonName, l.Employer, l.Team, s.Day.String(), clock(s.Start), clock(s.End), s.Letter, l.Queue,
		nth(scheduling.Lunch, 0), nth(scheduling.Break, 0), nth(scheduling.Break, 1), s.Paid().Hours(), locked,
	}
}
