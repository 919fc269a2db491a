package risk

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Month is what schedules asked of somebody in a calendar month.
type Month struct {
	Code  string // personnel number
	Month string // YYYY-MM
	Facts Facts
}

// Facts are what may be known of a month: shares of the shifts, and counts. None is about
// the person.
type Facts struct {
	Nights     float64 // share of shifts at night
	Weekends   float64 // share of shifts on weekends
	ShortRests float64 // rests shorter than the site's rule calls short
	Refused    float64 // wishes refused
	Overtime   float64 // hours
}

// FactNames are the stable names, in the order of [Facts.Values].
func FactNames() []string {
	return []string{"nights", "weekends", "short_rests", "refused_wishes", "overtime"}
}

// Values are the facts as a row.
func (f Facts) Values() []float64 {
	return []float64{f.Nights, f.Weekends, f.ShortRests, f.Refused, f.Overtime}
}

// monthOf writes the month of a day.
func monthOf(day grid.Date) string { return fmt.Sprintf("%04d-%02d", day.Year, day.Month) }

// addMonths is the month some months later.
func addMonths(day grid.Date, n int) grid.Date {
	return grid.DateOf(time.Date(day.Year, day.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC))
}
