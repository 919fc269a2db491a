package workforce

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/workforce/grid"
)

// CalendarFile is what a file of special days holds.
type CalendarFile struct {
	Format   string // "notice" (JSON of one year's official notice) or "csv"
	Days     []CalendarDay
	Problems []CalendarProblem // every wrong entry; with one the file is not to be used
}

// CalendarProblem says what is wrong with one entry of a file. Place is the line
// of a CSV file, the header being 1, or the position of a day in a notice, the
// first being 1; 0 is the file as a whole.
type CalendarProblem struct {
	Place           int
	Field           string
	Found, Expected string
}

// mostCalendarDays bounds a file: many decades of holidays.
const mostCalendarDays = 5000

// ReadCalendarFile reads special days from a file of either form:
//
//   - a year's notice of days off and make-up workdays as JSON, in the form in
//     which github.com/NateScarlet/holiday-cn publishes those of the State
//     Council: {"year": 2027, "days": [{"name", "date", "isOffDay"}]};
//   - CSV with the columns date, name and kind (off or holiday, workday, event,
//     school_break), and optionally event_type and uplift_pct.
//
// It fails only where the file cannot be read at all.
func ReadCalendarFile(file io.Reader) (CalendarFile, error) {
	text, err := io.ReadAll(file)
	if err != nil {
		return CalendarFile{}, fmt.Errorf("read the special days: %w", err)
	}
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	f := CalendarFile{Format: "csv"}
	if bytes.HasPrefix(text, []byte("{")) {
		f.Format = "notice"
		f.readNotice(text)
	} else {
		f.readCSV(text)
	}
	f.checkDays()
	return f, nil
}

func (f *CalendarFile) problem(place int, field, found, expected string) {
	f.Problems = append(f.Problems, CalendarProblem{Place: place, Field: field, Found: quoted(found), Expected: expected})
}

// readNotice reads a year's notice. A day of another year than the notice's is
// right around New Year: the notice orders it nevertheless.
func (f *CalendarFile) readNotice(text []byte) {
	var notice struct {
		Year int `json:"year"`
		Days []struct {
			Name     string `json:"name"`
			Date     string `json:"date"`
			IsOffDay *bool  `json:"isOffDay"`
		} `json:"days"`
	}
	if err := json.Unmarshal(text, &notice); err != nil {
		f.problem(0, "", err.Error(), `a notice {"year", "days": [{"name", "date", "isOffDay"}]}`)
		return
	}
	if len(notice.Days) == 0 {
		f.problem(0, "days", "", "the days off and make-up workdays of the year; the notice may not have been published yet")
	}
	for i, d := range notice.Days[:min(len(notice.Days), mostCalendarDays)] {
		date, err := grid.ParseDate(d.Date)
		near := notice.Year == 0 || date.Year >= notice.Year-1 && date.Year <= notice.Year+1
		switch {
		case err != nil:
			f.problem(i+1, "date", d.Date, "a day YYYY-MM-DD")
		case !near:
			f.problem(i+1, "date", d.Date, fmt.Sprintf("a day of the notice's year, %d", notice.Year))
		case d.IsOffDay == nil:
			f.problem(i+1, "isOffDay", "", "true for a day off, false for a make-up workday")
		case *d.IsOffDay:
			f.Days = append(f.Days, CalendarDay{Date: date, Kind: Holiday, Name: d.Name})
		default:
			f.Days = append(f.Days, CalendarDay{Date: date, Kind: Workday, Name: d.Name})
		}
	}
}

// dayKindWords are the kinds as files spell them.
var dayKindWords = map[string]DayKind{"off": Holiday, "holiday": Holiday, "workday": Workday, "event": Event, "school_break": SchoolBreak}

func (f *CalendarFile) readCSV(text []byte) {
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1
	header, err := reader.Read()
	columns := map[string]int{}
	for i, name := range header {
		columns[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, needed := range []string{"date", "name", "kind"} {
		if _, there := columns[needed]; err != nil || !there {
			f.problem(1, needed, strings.Join(header, ","), "the columns date, name and kind, or a notice as JSON")
			return
		}
	}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			f.problem(malformed.StartLine, "", malformed.Err.Error(), "a row of comma-separated cells")
			return
		}
		if len(f.Days) >= mostCalendarDays {
			f.problem(0, "", "more rows", fmt.Sprintf("at most %d days", mostCalendarDays))
			return
		}
		line, _ := reader.FieldPos(0)
		f.readRow(line, func(column string) string {
			if i, there := columns[column]; there && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		})
	}
}

func (f *CalendarFile) readRow(line int, cell func(string) string) {
	wrong := len(f.Problems)
	date, err := grid.ParseDate(cell("date"))
	if err != nil {
		f.problem(line, "date", cell("date"), "a day YYYY-MM-DD")
	}
	kind, known := dayKindWords[strings.ToLower(cell("kind"))]
	if !known {
		f.problem(line, "kind", cell("kind"), "off, holiday, workday, event or school_break")
	}
	day := CalendarDay{Date: date, Kind: kind, Name: cell("name"), EventType: cell("event_type")}
	if text := cell("uplift_pct"); text != "" {
		pct, err := strconv.ParseFloat(text, 64)
		if err != nil {
			f.problem(line, "uplift_pct", text, "-100 to 1000 per cent")
		}
		day.UpliftPct = &pct
	}
	c := checking("day")
	day.check(c, "")
	for _, field := range c.fields {
		if name := strings.TrimPrefix(field.Field, "."); err == nil && known && name != "date" {
			f.Problems = append(f.Problems, CalendarProblem{Place: line, Field: name, Found: field.Found, Expected: field.Expected})
		}
	}
	if len(f.Problems) == wrong {
		f.Days = append(f.Days, day)
	}
}

// checkDays refuses what each entry alone could not show: a day twice, or both
// off and worked.
func (f *CalendarFile) checkDays() {
	if len(f.Problems) > 0 {
		return
	}
	if len(f.Days) == 0 {
		f.problem(0, "", "", "at least one day")
		return
	}
	days, err := NewCalendarDays(f.Days)
	var invalid *InvalidError
	if errors.As(err, &invalid) {
		for _, field := range invalid.Fields {
			f.Problems = append(f.Problems, CalendarProblem{Field: field.Field, Found: field.Found, Expected: field.Expected})
		}
		return
	}
	f.Days = slices.Clip(days)
}
