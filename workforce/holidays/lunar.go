package holidays

import (
	_ "embed"
	"sync"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ChinaLunar is the festivals of the Chinese lunar calendar, whether or not they
// are days off: events by name, so that forecasting learns each from its earlier
// dates and knows when it comes again.
const ChinaLunar = "cn-lunar"

// lunarTable has the columns date and name, in calendar order.
//
//go:embed lunar.csv
var lunarTable string

// lunarDays is the table, read once.
var lunarDays = sync.OnceValues(func() ([]workforce.CalendarDay, error) {
	return readDays("lunar festivals", lunarTable, func(row []string) (workforce.CalendarDay, bool) {
		return workforce.CalendarDay{Kind: workforce.Event, Name: row[1]}, true
	})
})

// LunarKnown returns the first and the last day of the years whose festivals are
// in the table.
func LunarKnown() (from, to grid.Date) {
	return grid.MustDate("2007-01-01"), grid.MustDate("2050-12-31")
}
