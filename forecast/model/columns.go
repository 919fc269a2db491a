package model

import (
	"math"
	"slices"
	"time"
)

// design turns a day into the regressors of its level: seven weekday dummies,
// then what the calendar knows of it. Every column but the weekdays is shrunk
// by ridge, so a rare day type costs little until it proves itself.
type design struct {
	training *Training
	month    bool     // columns for the day's place in the month
	holidays []string // names with at least one usable day
	events   []string
	marks    []string // see marks.go
	yearly   int      // Fourier pairs in the day of the year
	trend    bool     // a damped straight line
	// trendKeep is what the line keeps of its slope from one day to the next.
	trendKeep float64
	penalty   []float64

	rows [][]float64 // of the known days, made as they are asked for
}

// The calendar's derived columns.
const (
	firstBusinessDays = 5 // business days of the month with a column of their own
	lastBusinessDays  = 3 // from the month's end
)

// monthBands cut a month for pay days and bills that fall on dates, not on
// business days: the days around the 10th, 15th, 20th and 25th.
var monthBands = [][2]int{{9, 11}, {14, 16}, {19, 21}, {24, 26}}

// trendDamping is what a trend keeps of its slope from one day to the next.
const trendDamping = 0.98

// Ridge penalties. Weekdays are as good as free.
const (
	freeRidge     = 1e-6
	calendarRidge = 1.0
)

func newDesign(t *Training, month bool, yearly int, trend bool) *design {
	d := &design{training: t, month: month, yearly: yearly, trend: trend, trendKeep: trendDamping}
	for k := range t.Days() {
		if !t.usable[k] {
			continue
		}
		info := t.almanac.day(k)
		d.holidays = addMissing(d.holidays, info.holidays)
		d.events = addMissing(d.events, info.events)
		d.marks = addMissing(d.marks, info.marks)
	}
	d.penalty = slices.Repeat([]float64{freeRidge}, 7)
	n := namedColumns + len(d.holidays) + len(d.events)
	if month {
		n += firstBusinessDays + lastBusinessDays + len(monthBands)
	}
	d.penalty = append(d.penalty, slices.Repeat([]float64{calendarRidge}, n)...)
	d.penalty = append(d.penalty, slices.Repeat([]float64{yearlyRidge(t.Days())}, 2*yearly)...)
	if trend {
		d.penalty = append(d.penalty, calendarRidge)
	}
	d.penalty = append(d.penalty, slices.Repeat([]float64{calendarRidge}, len(d.marks))...)
	return d
}

func addMissing(list, names []string) []string {
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// yearlyRidge holds yearly waves down while fewer than two years show them.
func yearlyRidge(days int) float64 {
	if days < 2*365 {
		return 10
	}
	return calendarRidge
}

// row returns the regressors of day k, known or to come. The slice is shared.
func (d *design) row(k int) []float64 {
	if k >= d.training.Days() {
		return d.makeRow(k)
	}
	if d.rows == nil {
		d.rows = make([][]float64, d.training.Days())
	}
	if d.rows[k] == nil {
		d.rows[k] = d.makeRow(k)
	}
	return d.rows[k]
}

func (d *design) makeRow(k int) []float64 {
	t := d.training
	info := t.almanac.day(k)
	row := make([]float64, 7, len(d.penalty))
	row[info.weekday] = 1
	row = d.appendNamed(row, k, info)
	if d.month {
		row = appendMonth(row, info)
	}
	if d.yearly > 0 {
		angle := 2 * math.Pi * float64(yearDay(info)) / 365.25
		for n := range d.yearly {
			sin, cos := math.Sincos(angle * float64(n+1))
			row = append(row, sin, cos)
		}
	}
	if d.trend {
		row = append(row, trendAt(k-(t.Days()-1), d.trendKeep))
	}
	for _, mark := range d.marks {
		row = append(row, indicator(slices.Contains(info.marks, mark)))
	}
	return row
}

// namedColumns are beside a closure before and after, any holiday, make-up
// workday, school break.
const namedColumns = 5

func (d *design) appendNamed(row []float64, k int, info *dayInfo) []float64 {
	row = append(row,
		indicator(d.training.besideClosure(k, -1)), indicator(d.training.besideClosure(k, 1)),
		indicator(len(info.holidays) > 0), indicator(info.makeUp), indicator(info.school))
	for _, name := range d.holidays {
		row = append(row, indicator(slices.Contains(info.holidays, name)))
	}
	for _, name := range d.events {
		row = append(row, indicator(slices.Contains(info.events, name)))
	}
	return row
}

func appendMonth(row []float64, info *dayInfo) []float64 {
	for n := range firstBusinessDays {
		row = append(row, indicator(info.ordinal == n+1))
	}
	for n := range lastBusinessDays {
		row = append(row, indicator(info.left == n+1))
	}
	for _, band := range monthBands {
		row = append(row, indicator(info.date.Day >= band[0] && info.date.Day <= band[1]))
	}
	return row
}

func indicator(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

func yearDay(info *dayInfo) int { return info.date.Start(time.UTC).YearDay() }

// trendAt is the trend's regressor, in years from the last known day: a line
// into the past, and into the future a line whose slope keeps a share of itself
// each day.
func trendAt(days int, keep float64) float64 {
	if days <= 0 || keep == 1 {
		return float64(days) / 365
	}
	return keep * (1 - math.Pow(keep, float64(days))) / (1 - keep) / 365
}

// besideClosure reports whether the next day on which the site would usually be
// open, in the direction of step, is a holiday, or turned out to be closed on a
// known day. Calls that a closure kept away come beside it.
func (t *Training) besideClosure(k, step int) bool {
	for d, n := k+step, 1; n <= margin && d >= 0; d, n = d+step, n+1 {
		info := t.almanac.day(d)
		if len(info.holidays) > 0 && t.isOpen(info.date.Weekday()) {
			return true
		}
		if t.isOpen(info.weekday) {
			return d < t.Days() && t.closed[d]
		}
	}
	return false
}
