package model

import (
	"math"
	"slices"
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

	rows []row // of the usable days, made on first use
}

// The calendar's derived columns.
const (
	firstBusinessDays = 5 // business days of the month with a column of their own
	lastBusinessDays  = 3 // from the month's end
)

// monthBands cut a month for pay days and bills that fall on dates, not on
// business days: the days around the 10th, 15th, 20th and 25th.
var monthBands = [...][2]int{{9, 11}, {14, 16}, {19, 21}, {24, 26}}

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
	n := namedColumns + len(d.holidays) + len(d.events) + len(d.marks)
	if month {
		n += monthColumns
	}
	d.penalty = append(d.penalty, slices.Repeat([]float64{calendarRidge}, n)...)
	d.penalty = append(d.penalty, slices.Repeat([]float64{yearlyRidge(t.Days())}, 2*yearly)...)
	if trend {
		d.penalty = append(d.penalty, calendarRidge)
	}
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

// row returns the regressors of day k, known or to come.
func (d *design) row(k int) row { return d.appendRow(row{}, k) }

// learnedRows returns the rows of the training's usable days, in order. They are
// shared.
func (d *design) learnedRows() []row {
	if d.rows != nil {
		return d.rows
	}
	days := d.training.learned()
	d.rows = make([]row, 0, len(days))
	var room row
	for n, k := range days {
		if left := cap(room.columns) - len(room.columns); left < len(d.penalty) {
			more := len(d.penalty) + rowRoom*(len(days)-n)
			room = row{make([]int, 0, more), make([]float64, 0, more)}
		}
		from := len(room.columns)
		room = d.appendRow(room, k)
		to := len(room.columns)
		d.rows = append(d.rows, row{room.columns[from:to:to], room.values[from:to:to]})
	}
	return d.rows
}

// rowRoom is about how many columns a day fills.
const rowRoom = 4

// appendRow adds the row of day k behind what x holds.
func (d *design) appendRow(x row, k int) row {
	t := d.training
	info := t.almanac.day(k)
	x = x.with(int(info.weekday), 1)
	column := 7
	x = d.appendNamed(x, column, k, info)
	column += namedColumns + len(d.holidays) + len(d.events) + len(d.marks)
	if d.month {
		for _, n := range info.month {
			x = x.with(column+n, 1)
		}
		column += monthColumns
	}
	if d.yearly > 0 {
		for n, wave := range t.almanac.waves(k)[:2*d.yearly] {
			x = x.with(column+n, wave)
		}
		column += 2 * d.yearly
	}
	if d.trend {
		x = x.with(column, trendAt(k-(t.Days()-1), d.trendKeep))
	}
	return x
}

// namedColumns are beside a closure before and after, any holiday, make-up
// workday, school break.
const namedColumns = 5

func (d *design) appendNamed(x row, column, k int, info *dayInfo) row {
	beside := d.training.closureBeside(k)
	for n, on := range [namedColumns]bool{beside.before, beside.after, len(info.holidays) > 0, info.makeUp, info.school} {
		if on {
			x = x.with(column+n, 1)
		}
	}
	column += namedColumns
	for _, names := range [...][2][]string{{d.holidays, info.holidays}, {d.events, info.events}, {d.marks, info.marks}} {
		if len(names[1]) > 0 {
			for n, name := range names[0] {
				x = x.with(column+n, indicator(slices.Contains(names[1], name)))
			}
		}
		column += len(names[0])
	}
	return x
}

// monthColumns are those of the place in the month.
const monthColumns = firstBusinessDays + lastBusinessDays + len(monthBands)

// monthPlaces lists the columns of the month that a day fills.
func monthPlaces(info *dayInfo) (places []int) {
	if info.ordinal >= 1 && info.ordinal <= firstBusinessDays {
		places = append(places, info.ordinal-1)
	}
	if info.left >= 1 && info.left <= lastBusinessDays {
		places = append(places, firstBusinessDays+info.left-1)
	}
	for n, band := range monthBands {
		if info.date.Day >= band[0] && info.date.Day <= band[1] {
			places = append(places, firstBusinessDays+lastBusinessDays+n)
		}
	}
	return places
}

func indicator(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

// trendAt is the trend's regressor, in years from the last known day: a line
// into the past, and into the future a line whose slope keeps a share of itself
// each day.
func trendAt(days int, keep float64) float64 {
	if days <= 0 || keep == 1 {
		return float64(days) / 365
	}
	return keep * (1 - math.Pow(keep, float64(days))) / (1 - keep) / 365
}

// closures tells whether a closure lies before and after a day.
type closures struct{ before, after bool }

func (t *Training) closureBeside(k int) closures {
	if k >= t.Days() {
		return closures{t.besideClosure(k, -1), t.besideClosure(k, 1)}
	}
	if t.memo.closures == nil {
		t.memo.closures = make([]closures, t.Days())
		for k := range t.memo.closures {
			t.memo.closures[k] = closures{t.besideClosure(k, -1), t.besideClosure(k, 1)}
		}
	}
	return t.memo.closures[k]
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
