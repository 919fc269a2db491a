package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

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

// CSV writes one line a shift, times local to the site, RFC 4180 with a byte
// order mark so that spreadsheets read the encoding right.
func CSV(w io.Writer, loc *time.Location, lines []Line) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(header); err != nil {
		return err
	}
	for _, line := range lines {
		cells := line.cells(loc)
		row := make([]string, len(cells))
		for i, cell := range cells {
			if row[i] = fmt.Sprint(cell); isText(cell) {
				row[i] = harmless(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// XLSX writes the same table as a workbook with one sheet.
func XLSX(w io.Writer, loc *time.Location, lines []Line) error {
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Roster"
	if err := book.SetSheetName(book.GetSheetName(0), sheet); err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := stream.SetColWidth(1, len(header), 14); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	titles := make([]any, len(header))
	for i, name := range header {
		titles[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	if err := stream.SetRow("A1", titles, excelize.RowOpts{}); err != nil {
		return err
	}
	for i, line := range lines {
		if err := stream.SetRow(fmt.Sprintf("A%d", i+2), line.cells(loc)); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(w)
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

func isText(cell any) bool {
	_, text := cell.(string)
	return text
}

// harmless keeps a spreadsheet from taking text for a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\x00", rune(text[0])) {
		return "'" + text
	}
	return text
}
