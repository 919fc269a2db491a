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
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("table of Chinese holidays: %w", err)
	}
	kinds := map[string]workforce.DayKind{"off": workforce.Holiday, "workday": workforce.Workday}
	var days []workforce.CalendarDay
	for i, row := range rows[1:] {
		date, err := grid.ParseDate(row[0])
		kind, known := kinds[row[2]]
		if err != nil || !known {
			return nil, fmt.Errorf("table of Chinese holidays, line %d: found %q; expected date, name, off or workday", i+2, row)
		}
		days = append(days, workforce.CalendarDay{Date: date, Kind: kind, Name: row[1]})
	}
	return days, nil
}

func china(from, to grid.Date) ([]workforce.CalendarDay, error) {
	all, err := chinaDays()
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
