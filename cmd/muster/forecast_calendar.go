package main

import (
	"cmp"
	"errors"
	"slices"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// calendarFile is what a forecast command is told in advance: special days, and
// opening hours that will change.
type calendarFile struct {
	days  model.Calendar
	hours []announcedHours
}

// announcedHours is a change of the opening hours of one series; of "" for those
// that have none of their own.
type announcedHours struct {
	series string
	workforce.HoursChange
}

// hoursKind is the kind of a row that announces opening hours.
const hoursKind = "hours"

// calendarReader collects the rows of a calendar file.
type calendarReader struct {
	t       *table
	bad     *badInput
	facts   []model.DayFact
	uplifts []model.ExpectedUplift
	off     map[grid.Date]model.Kind
	hours   []announcedHours
}

// readCalendar reads the days and the opening hours known in advance; no file knows
// none.
func readCalendar(path string) (*calendarFile, error) {
	if path == "" {
		return &calendarFile{}, nil
	}
	t, err := readTable(path)
	if err != nil {
		return nil, err
	}
	r := &calendarReader{t: t, bad: &badInput{}, off: map[grid.Date]model.Kind{}}
	if !t.require(r.bad, "date", "name", "kind") {
		return nil, r.bad
	}
	for row := range t.rows {
		date, err := grid.ParseDate(t.text(row, "date"))
		if err != nil {
			r.bad.add(t.file, t.lines[row], "date", "%v", err)
			continue
		}
		if t.text(row, "kind") == hoursKind {
			r.readHours(row, date)
			continue
		}
		r.readDay(row, date)
	}
	if err := r.bad.orNil(); err != nil {
		return nil, err
	}
	f := &calendarFile{hours: r.hours}
	if f.days, err = model.NewCalendar(r.facts); err != nil {
		return nil, err
	}
	f.days, err = f.days.Expecting(r.uplifts)
	return f, err
}

func (r *calendarReader) readDay(row int, date grid.Date) {
	t := r.t
	kind, err := model.ParseKind(t.text(row, "kind"))
	if err != nil {
		r.bad.add(t.file, t.lines[row], "kind", "%v; hours announces opening hours", err)
		return
	}
	if before, known := r.off[date]; known && before != kind && before <= model.Workday && kind <= model.Workday {
		r.bad.add(t.file, t.lines[row], "kind", "%s is both a holiday and a make-up workday; one was expected", date)
		return
	}
	if kind <= model.Workday {
		r.off[date] = kind
	}
	fact := model.DayFact{Date: date, Name: t.text(row, "name"), Kind: kind}
	r.facts = append(r.facts, fact)
	if t.text(row, "uplift_pct") != "" {
		pct := t.number(r.bad, row, "uplift_pct", 0, "-100 to 1000 per cent", func(v float64) bool { return v >= -100 && v <= 1000 })
		r.uplifts = append(r.uplifts, model.ExpectedUplift{DayFact: fact, Pct: pct})
	}
}

// readHours reads opening hours that hold from a day on.
func (r *calendarReader) readHours(row int, from grid.Date) {
	t := r.t
	if t.column("hours") < 0 {
		r.bad.add(t.file, t.lines[row], "kind", "%q announces opening hours, and there is no column hours; one was expected, such as %q", hoursKind, exampleHours)
		return
	}
	hours, err := workforce.ParseOpeningHours(t.text(row, "hours"))
	var invalid *workforce.InvalidError
	if errors.As(err, &invalid) {
		for _, f := range invalid.Fields {
			r.bad.add(t.file, t.lines[row], "hours", "found %s; expected %s", f.Found, f.Expected)
		}
		return
	}
	series := t.text(row, "series")
	if slices.ContainsFunc(r.hours, func(o announcedHours) bool { return o.series == series && o.ValidFrom == from }) {
		r.bad.add(t.file, t.lines[row], "date", "opening hours from %s on stand on an earlier line too; one row for each series and day was expected", from)
		return
	}
	r.hours = append(r.hours, announcedHours{series, workforce.HoursChange{ValidFrom: from, Hours: hours}})
}

// exampleHours is opening hours as the file writes them.
const exampleHours = "Mon-Fri 08:00-20:00; Sat 09:00-13:00"

// opening returns the announced hours of a series in slots of some minutes: its own,
// or, where it has none, those of all series.
func (f *calendarFile) opening(series string, minutes int) []model.OpeningChange {
	q := workforce.Queue{IntervalMin: minutes}
	for _, of := range []string{series, ""} {
		for _, h := range f.hours {
			if h.series == of {
				q.HoursChanges = append(q.HoursChanges, h.HoursChange)
			}
		}
		if len(q.HoursChanges) > 0 {
			break
		}
	}
	slices.SortFunc(q.HoursChanges, func(a, b workforce.HoursChange) int { return cmp.Compare(0, a.ValidFrom.DaysUntil(b.ValidFrom)) })
	return forecast.OpeningChanges(q)
}
