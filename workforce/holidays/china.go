package holidays

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// chinaTable has the columns date, name and kind ("off" or "workday"), in
// calendar order.
//
//go:embed cn.csv
var chinaTable string

// chinaDays is the table, read once.
var chinaDays = sync.OnceValues(func() ([]workforce.CalendarDay, error) { return readChina(chinaTable) })

func readChina(table string) ([]workforce.CalendarDay, error) {
	kinds := map[string]workforce.DayKind{"off": workforce.Holiday, "workday": workforce.Workday}
	return readDays("Chinese holidays", table, func(row []string) (workforce.CalendarDay, bool) {
		kind, known := kinds[row[2]]
		return workforce.CalendarDay{Kind: kind, Name: row[1]}, known
	})
}

// readDays reads a table whose first column is a date, and whose other ones day
// makes a day of, if it can.
func readDays(what, table string, day func(row []string) (workforce.CalendarDay, bool)) ([]workforce.CalendarDay, error) {
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("table of %s: %w", what, err)
	}
	days := make([]workforce.CalendarDay, 0, len(rows))
	for i, row := range rows[1:] {
		date, err := grid.ParseDate(row[0])
		d, ok := day(row)
		if err != nil || !ok {
			return nil, fmt.Errorf("table of %s, line %d: found %q; expected %q", what, i+2, row, rows[0])
		}
		d.Date = date
		days = append(days, d)
	}
	return days, nil
}

// between returns the days of a table from one day to another, both included.
func between(table func() ([]workforce.CalendarDay, error), from, to grid.Date) ([]workforce.CalendarDay, error) {
	all, err := table()
	if err != nil {
		return nil, err
	}
	var days []workforce.CalendarDay
	for _, day := range all {
		if !day.Date.Before(from) && !day.Date.After(to) {
			days = append(days, day)
		}
	}
	return days, nil
}

// ChinaKnown returns the first and the last day of the years whose Chinese
// holidays are in the table.
func ChinaKnown() (from, to grid.Date) {
	return grid.MustDate("2007-01-01"), grid.MustDate("2026-12-31")
}
