package demo

import (
	"slices"
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

// offer is a campaign that comes round by the centre's own plan and not by the
// calendar, so that there is always one ahead whose effect was learnt.
type offer struct {
	name, site string
	expected   float64 // by which a planner said beforehand that contacts would differ
	uplift     float64 // by which they did
	days       int
	ahead      []int // first days, counted from today
}

var offers = []offer{
	{"Offer to loyal customers", "LDS", 0.18, 0.27, 3, []int{-262, -171, -83, 9, 100}},
	{"Family plan week", "CD", 0.30, 0.21, 5, []int{-214, -120, -52, 16, 110}},
}

// outageSite and its day, counted back from the end of the history, is when the
// telephone system of one site failed for two and a half hours.
const (
	outageSite    = "GZ"
	outageDaysAgo = 41
	outageFrom    = 10 * 60
	outageTo      = 12*60 + 30
)

// surge is a stretch of days that no calendar explains, counted back from the
// end of the history like the outage.
type surge struct {
	queue   string // code of the queue that it reached
	daysAgo int    // of its first day; the history's last is 1
	days    int
	factor  float64
}

// surges are what happened in the last weeks: two mailings that a planner knew
// of, a day of a wrong bill run that nobody did, and a button on a web page that
// is there to stay.
var surges = []surge{
	{"GZ-BILLING", 25, 2, 1.32},
	{"LDS-CARE", 17, 3, 1.26},
	{"GZ-FAULTS", 30, 1, 1.9},
	{"LDS-CHAT", 9, 9, 1.28},
}

// hole is when no rows came from a queue's switch: a stretch of the clock on one
// day.
type hole struct {
	queue    string
	daysAgo  int
	from, to int // wall minutes
}

var holes = []hole{{"CD-TICKETS", 12, 13 * 60, 16 * 60}, {"CD-TICKETS", 11, 0, 24 * 60}, {"LDS-CARE", 38, 9 * 60, 10*60 + 30}}

// twice is the day that a queue's spare switch sent the same rows once more.
const (
	twiceQueue   = "LDS-TICKETS"
	twiceDaysAgo = 20
)

// surgeOn is by what a queue's contacts are multiplied so many days before the
// end of the history.
func (q queueSpec) surgeOn(daysAgo int) float64 {
	for _, s := range surges {
		if s.queue == q.code && daysAgo <= s.daysAgo && daysAgo > s.daysAgo-s.days {
			return s.factor
		}
	}
	return 1
}

// silentOn reports whether the queue's switch sent no row for a wall minute so
// many days before the end of the history.
func (q queueSpec) silentOn(daysAgo, minute int) bool {
	return slices.ContainsFunc(holes, func(h hole) bool {
		return h.queue == q.code && h.daysAgo == daysAgo && minute >= h.from && minute < h.to
	})
}

// newDay is a day so long ago on which nothing happened.
func newDay(date grid.Date, ago int) day {
	return day{date: date, ago: ago, shape: weekdayOf(date), factor: 1, handle: 1}
}

// weekdayOf is the weekday of a day, Monday being 0.
func weekdayOf(date grid.Date) int { return (int(date.Weekday()) + 6) % 7 }

// planDays says of every day of g what it was for queue q, seen from today.
func planDays(q queueSpec, seed uint64, g grid.Grid, today grid.Date, holidays map[grid.Date]holiday) []day {
	days := make([]day, g.Days())
	for k := range days {
		d := newDay(g.Date(k), g.Date(k).DaysUntil(today))
		d.observe(q, holidays)
		d.promote(q)
		d.offer(q)
		d.factor *= q.surgeOn(d.ago)
		if q.site == outageSite && d.ago == outageDaysAgo && q.channel == "voice" {
			d.outage, d.rebound = [2]int{outageFrom, outageTo}, 0.4
		}
		days[k] = d
	}
	drive(q, seed, days)
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

// offer adds the offers that reached the queue's customers that day.
func (d *day) offer(q queueSpec) {
	for _, o := range offers {
		for _, first := range o.ahead {
			if o.site == q.site && -d.ago >= first && -d.ago < first+o.days {
				d.factor *= 1 + o.uplift
				d.campaign = o.name
			}
		}
	}
}
