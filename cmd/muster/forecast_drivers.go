package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// driverFile is the drivers that a forecast command reads, by series: those of
// "" move every series.
type driverFile struct {
	path   string
	series []driverColumn
}

type driverColumn struct {
	forSeries string
	line      int
	forecast.DriverSeries
}

// readDrivers reads the daily figures from outside. The file is long (date,
// driver, value and, where they differ, series, kind and measure) or wide (date
// and a column a driver, called name, name:kind or name:kind:measure).
func readDrivers(path string) (*driverFile, error) {
	f := &driverFile{path: path}
	if path == "" {
		return f, nil
	}
	t, err := readTable(path)
	if err != nil {
		return nil, err
	}
	bad := &badInput{}
	if t.column("driver") >= 0 || t.column("value") >= 0 {
		f.readLong(bad, t)
	} else {
		f.readWide(bad, t)
	}
	for i := range f.series {
		f.check(bad, t, &f.series[i])
	}
	return f, bad.orNil()
}

func (f *driverFile) readLong(bad *badInput, t *table) {
	if !t.require(bad, "date", "driver", "value") {
		return
	}
	for row := range t.rows {
		d := forecast.Driver{
			Code: t.text(row, "driver"), Kind: forecast.DriverKind(orWord(t.text(row, "kind"), string(forecast.OtherDriver))),
			Measure: forecast.DriverMeasure(orWord(t.text(row, "measure"), string(forecast.MovesContacts))),
		}
		f.read(bad, t, row, "value", t.text(row, "series"), d)
	}
}

func (f *driverFile) readWide(bad *badInput, t *table) {
	if !t.require(bad, "date") {
		return
	}
	if len(t.header) < 2 {
		bad.add(t.file, 1, "date", "there is no other column; one for each driver was expected, or the columns driver and value")
	}
	for _, column := range t.header {
		if column == "date" || column == "series" {
			continue
		}
		words := append(strings.Split(column, ":"), "", "")
		d := forecast.Driver{
			Code: words[0], Kind: forecast.DriverKind(orWord(words[1], string(forecast.OtherDriver))),
			Measure: forecast.DriverMeasure(orWord(words[2], string(forecast.MovesContacts))),
		}
		for row := range t.rows {
			if t.text(row, column) != "" { // a blank is a day of which nothing is known
				f.read(bad, t, row, column, t.text(row, "series"), d)
			}
		}
	}
}

func orWord(word, otherwise string) string {
	if word == "" {
		return otherwise
	}
	return word
}

// read takes in one value.
func (f *driverFile) read(bad *badInput, t *table, row int, column, series string, d forecast.Driver) {
	date, err := grid.ParseDate(t.text(row, "date"))
	if err != nil {
		bad.add(t.file, t.lines[row], "date", "%v", err)
		return
	}
	value := t.number(bad, row, column, 0, "a number", func(float64) bool { return true })
	i := slices.IndexFunc(f.series, func(c driverColumn) bool { return c.forSeries == series && c.Driver.Code == d.Code })
	if i < 0 {
		i = len(f.series)
		f.series = append(f.series, driverColumn{forSeries: series, line: t.lines[row], DriverSeries: forecast.DriverSeries{Driver: d}})
	}
	f.series[i].Values = append(f.series[i].Values, forecast.DriverValue{Date: date, Value: value})
}

// check refuses drivers that the web application would refuse, for the same
// reasons.
func (f *driverFile) check(bad *badInput, t *table, c *driverColumn) {
	whole := c.Driver
	whole.SiteID, whole.Name = 1, "driver" // a file knows neither
	_, err := forecast.NewDriver(whole)
	f.explain(bad, t, c, err)
	if err == nil {
		c.Values, err = forecast.NewDriverValues(c.Driver, c.Values)
		f.explain(bad, t, c, err)
	}
}

func (f *driverFile) explain(bad *badInput, t *table, c *driverColumn, err error) {
	var invalid *workforce.InvalidError
	if !errors.As(err, &invalid) {
		return
	}
	for _, field := range invalid.Fields {
		what := field.Field
		var n int
		if _, scanned := fmt.Sscanf(what, "values[%d]", &n); scanned == nil && n < len(c.Values) {
			what = "value on " + c.Values[n].Date.String()
		}
		bad.add(t.file, c.line, c.Driver.Code, "%s: found %s; expected %s", what, field.Found, field.Expected)
	}
}

// of returns the drivers that move a series; one of its own stands in for one of
// the same name that moves every series.
func (f *driverFile) of(series string) []model.Driver {
	var out []model.Driver
	for _, own := range []string{series, ""} {
		for _, c := range f.series {
			taken := slices.ContainsFunc(out, func(d model.Driver) bool { return d.Code == c.Driver.Code })
			if c.forSeries == own && !taken {
				out = append(out, c.Model())
			}
		}
	}
	slices.SortFunc(out, func(a, b model.Driver) int { return strings.Compare(a.Code, b.Code) })
	return out
}
