package model

import (
	"math"
	"slices"
	"time"
)

// design turns a day into the regressors of its level: seven weekday dummies,
// then what the calendar knows of it. Every column but the weekdays is shrunk
// by ridge, so a rare day type costs little until it proves itself.
//
// The columns, in order: weekdays, what the calendar names, the place in the
// month, the year's waves, which are facts of the date; then the trend and the
// closures beside the day, which depend on what the training knows.
type design struct {
	training *Training
	dated    *datedRows
	trend    bool // a damped straight line
	// trendKeep is what the line keeps of its slope from one day to the next.
	trendKeep float64
	penalty   []float64

	rows []row // of the usable days, made on first use
}

// datedKey says which columns of the date a design has.
type datedKey struct {
	month  bool // for the day's place in the month
	yearly int  // Fourier pairs in the day of the year
}

// datedRows are the columns that a date fills, for every day of an almanac: the
// same in every window of a back-test.
type datedRows struct {
	datedKey
	named   *namedColumns
	penalty []float64
	rows    []row // by day of the almanac
}

// namedColumns are the columns of what the calendar names: any holiday, make-up
// workday, school break, and one for each name in the almanac's range.
type namedColumns struct {
	holidays []string
	events   []string
	marks    []string // see marks.go
}

// Places of the columns that every design has.
const (
	weekdays    = 7 // columns that a design begins with
	anyHoliday  = weekdays
	makeUpDay   = weekdays + 1
	schoolBreak = weekdays + 2
	firstName   = weekdays + 3
	lastColumns = 2 // a closure before and after the day, the design's last
)

func (n *namedColumns) count() int { return len(n.holidays) + len(n.events) + len(n.marks) }

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
	d := &design{training: t, dated: t.almanac.dated(datedKey{month, yearly}), trend: trend, trendKeep: trendDamping}
	d.penalty = slices.Clone(d.dated.penalty)
	for n := range 2 * yearly {
		d.penalty[len(d.penalty)-1-n] = yearlyRidge(t.Days())
	}
	more := lastColumns
	if trend {
		more++
	}
	d.penalty = append(d.penalty, slices.Repeat([]float64{calendarRidge}, more)...)
	return d
}

// trendColumn is the place of the trend, where there is one.
func (d *design) trendColumn() int { return len(d.dated.penalty) }

// besideColumn is the place of a closure before the day; one after it follows.
func (d *design) besideColumn() int { return len(d.penalty) - lastColumns }

// dated returns the rows of the almanac's days, made once.
func (a *almanac) dated(key datedKey) *datedRows {
	return remembered(&a.datedRows, key, func() *datedRows {
		if a.named == nil {
			a.named = &namedColumns{}
			for i := range a.days {
				a.named.holidays = addMissing(a.named.holidays, a.days[i].holidays)
				a.named.events = addMissing(a.named.events, a.days[i].events)
				a.named.marks = addMissing(a.named.marks, a.days[i].marks)
			}
		}
		d := &datedRows{datedKey: key, named: a.named, rows: make([]row, len(a.days))}
		d.penalty = slices.Repeat([]float64{freeRidge}, weekdays)
		n := firstName - weekdays + a.named.count() + 2*key.yearly
		if key.month {
			n += monthColumns
		}
		d.penalty = append(d.penalty, slices.Repeat([]float64{calendarRidge}, n)...)
		for i := range d.rows {
			d.rows[i] = d.row(a, i-margin)
		}
		return d
	})
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

// row returns the regressors of day k, known or to come. They may be shared.
func (d *design) row(k int) row {
	x := d.dated.rows[k+margin]
	beside := d.training.closureBeside(k)
	if !d.trend && !beside.before && !beside.after {
		return x
	}
	x = x.clone(1 + lastColumns)
	if d.trend {
		x = x.with(d.trendColumn(), trendAt(k-(d.training.Days()-1), d.trendKeep))
	}
	return x.with(d.besideColumn(), indicator(beside.before)).with(d.besideColumn()+1, indicator(beside.after))
}

// learnedRows returns the rows of the training's usable days, in order. They are
// shared.
func (d *design) learnedRows() []row {
	if d.rows == nil {
		days := d.training.learned()
		d.rows = make([]row, len(days))
		for i, k := range days {
			d.rows[i] = d.row(k)
		}
	}
	return d.rows
}

// row makes the row of day k of an almanac.
func (d *datedRows) row(a *almanac, k int) row {
	info := a.day(k)
	x := row{make([]int, 0, 4+2*d.yearly), make([]float64, 0, 4+2*d.yearly)}
	x = x.with(int(info.weekday), 1)
	x = x.with(anyHoliday, indicator(len(info.holidays) > 0)).with(makeUpDay, indicator(info.makeUp)).with(schoolBreak, indicator(info.school))
	column := firstName
	for _, names := range [...][2][]string{{d.named.holidays, info.holidays}, {d.named.events, info.events}, {d.named.marks, info.marks}} {
		if len(names[1]) > 0 {
			for n, name := range names[0] {
				x = x.with(column+n, indicator(slices.Contains(names[1], name)))
			}
		}
		column += len(names[0])
	}
	if d.month {
		for _, n := range monthPlaces(info) {
			x = x.with(column+n, 1)
		}
		column += monthColumns
	}
	angle := 2 * math.Pi * float64(info.date.Start(time.UTC).YearDay()) / 365.25
	for n := range d.yearly {
		sin, cos := math.Sincos(angle * float64(n+1))
		x = x.with(column, sin).with(column+1, cos)
		column += 2
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
