package demo

import (
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// holiday is a public holiday or a workday that makes up for one.
type holiday struct {
	name    string
	workday bool
}

// campaign is something the operator did that brought contacts.
type campaign struct {
	name   string
	sites  string // code of the site whose customers it reached
	queues string // channel it worked on, "" for all
	month  time.Month
	first  int
	days   int
	uplift float64
}

// campaigns recur every year on the same days.
var campaigns = []campaign{
	{"Mid-year sale", "CD", "", time.June, 16, 4, 0.35},
	{"Singles' Day sale", "CD", "", time.November, 10, 3, 0.55},
	{"Price change letter", "GZ", "voice", time.March, 5, 4, 0.22},
	{"Student tariff", "GZ", "", time.September, 1, 6, 0.15},
	{"Black Friday", "LDS", "", time.November, 26, 5, 0.30},
	{"Meter reading mailing", "LDS", "voice", time.April, 12, 3, 0.18},
}

// outageSite and its day, counted back from the end of the history, is when the
// telephone system of one site failed for two and a half hours.
const (
	outageSite    = "GZ"
	outageDaysAgo = 41
	outageFrom    = 10 * 60
	outageTo      = 12*60 + 30
)

// planDays says of every day of g what it was for queue q.
func planDays(q queueSpec, g grid.Grid, holidays map[grid.Date]holiday) []day {
	days := make([]day, g.Days())
	for k := range days {
		date := g.Date(k)
		d := day{date: date, shape: (int(date.Weekday()) + 6) % 7, factor: 1}
		d.observe(q, holidays)
		d.promote(q)
		if q.site == outageSite && g.Days()-k == outageDaysAgo && q.channel == "voice" {
			d.outage, d.rebound = [2]int{outageFrom, outageTo}, 0.4
		}
		days[k] = d
	}
	return days
}

// observe applies the public calendar: a holiday looks like a Sunday of its own
// height, a make-up workday like a midweek day, and the first working day after
// a holiday catches up.
func (d *day) observe(q queueSpec, holidays map[grid.Date]holiday) {
	const sunday, midweek = 6, 2
	today, isMarked := holidays[d.date]
	yesterday, wasMarked := holidays[d.date.AddDays(-1)]
	switch {
	case isMarked && today.workday:
		d.shape = midweek
	case isMarked:
		d.shape, d.factor = sunday, q.holiday
	case wasMarked && !yesterday.workday && d.shape < 5:
		d.factor = 1.14
	}
}

// promote adds the campaigns that reached the queue's customers that day.
func (d *day) promote(q queueSpec) {
	for _, c := range campaigns {
		first := grid.Date{Year: d.date.Year, Month: c.month, Day: c.first}
		since := first.DaysUntil(d.date)
		if c.sites != q.site || c.queues != "" && c.queues != q.channel || since < 0 || since >= c.days {
			continue
		}
		// The first day is the strongest; the rest fades.
		d.factor *= 1 + c.uplift*(1-0.6*float64(since)/float64(c.days))
		d.campaign = c.name
	}
}
