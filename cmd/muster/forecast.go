package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// forecastCommand forecasts the intervals after a history.
type forecastCommand struct {
	In       string            `required:"" help:"History: series, start, contacts and optionally aht_s, or handled and handle_s. CSV, - for standard input."`
	Out      string            `required:"" help:"Where to write the forecast. CSV, - for standard output."`
	Horizon  string            `required:"" help:"How far to forecast in whole days: 14d, 2w or 48h." placeholder:"14d"`
	Interval string            `help:"Length of the forecast's intervals, the history's own by default." placeholder:"30m"`
	Timezone string            `default:"UTC" help:"Zone of the site, and of times written without an offset."`
	From     string            `help:"First day to forecast; rows from it on are ignored. By default the day after the last row." placeholder:"DATE"`
	Calendar string            `help:"Days known in advance: date, name, kind (holiday, workday, event, school_break) and optionally uplift_pct; kind hours announces opening hours (columns hours and optionally series). CSV."`
	Drivers  string            `help:"Daily figures from outside: date and a column a driver (name, name:kind or name:kind:measure), or date, driver, value and optionally series, kind, measure. CSV."`
	Columns  map[string]string `mapsep:"," help:"What the file calls the columns." placeholder:"start=datetime,contacts=calls"`
	Backtest int               `help:"Origins of the back-test; 0 means 16, fewer where the history is short." default:"0"`
	Levels   []float64         `default:"80,95" help:"Levels of the bands in percent."`
	Workload bool              `help:"Forecast the mean of the daily level and not its median: less bias, slightly larger absolute error."`
	Report   string            `help:"Where to write the report on candidates, errors and flagged days. JSON."`
	JSON     bool              `name:"json" help:"Write forecast and report as one JSON document."`
}

// Run does the work of the command.
func (c *forecastCommand) Run(ctx context.Context) error {
	settings, err := c.settings()
	if err != nil {
		return err
	}
	calendar, err := readCalendar(c.Calendar)
	if err != nil {
		return err
	}
	drivers, err := readDrivers(c.Drivers)
	if err != nil {
		return err
	}
	in, err := readHistory(c.In, c.Columns, settings.location)
	if err != nil {
		return err
	}
	if err := in.settle(&settings); err != nil {
		return err
	}
	var made []seriesForecast
	for _, s := range in.series {
		f, err := c.forecast(ctx, s, calendar, drivers.of(s.name), settings)
		if err != nil {
			return in.explain(s, err)
		}
		made = append(made, f)
	}
	return c.write(made, settings)
}

// forecastSettings are the command's options, understood.
type forecastSettings struct {
	location *time.Location
	days     int
	minutes  int // 0 until the file says
	from     grid.Date
	levels   []float64
}

// badOption reports a wrong command-line option in the same way as a wrong cell.
func badOption(name, format string, args ...any) error {
	return &badInput{problems: []string{fmt.Sprintf("--%s: %s", name, fmt.Sprintf(format, args...))}}
}

func (c *forecastCommand) settings() (forecastSettings, error) {
	s := forecastSettings{}
	var err error
	if s.location, err = time.LoadLocation(c.Timezone); err != nil {
		return s, badOption("timezone", "%q is not a known zone; expected one such as Asia/Shanghai", c.Timezone)
	}
	if s.days, err = parseDays(c.Horizon); err != nil {
		return s, badOption("horizon", "%v", err)
	}
	if c.Interval != "" {
		length, err := time.ParseDuration(c.Interval)
		s.minutes = int(length / time.Minute)
		if err != nil || length != time.Duration(s.minutes)*time.Minute || s.minutes < 1 || 1440%s.minutes != 0 {
			return s, badOption("interval", "%q; expected minutes that divide a day, such as 5m, 15m, 30m or 60m", c.Interval)
		}
	}
	if c.From != "" {
		if s.from, err = grid.ParseDate(c.From); err != nil {
			return s, badOption("from", "%v", err)
		}
	}
	for _, percent := range c.Levels {
		if !(percent > 0 && percent < 100) {
			return s, badOption("levels", "%g; expected percentages between 0 and 100", percent)
		}
		s.levels = append(s.levels, percent/100)
	}
	if c.Out == "-" && c.Report == "-" {
		return s, badOption("report", "- is taken by --out; expected a file for one of them, or --json for both in one document")
	}
	if c.Backtest < 0 {
		return s, badOption("backtest", "%d; expected 0 or more origins", c.Backtest)
	}
	return s, nil
}

// parseDays reads a horizon: a number of days, weeks, or hours that make days.
func parseDays(text string) (int, error) {
	units := map[string]int{"d": 24, "w": 7 * 24, "h": 1}
	number := strings.TrimRight(text, "dwh")
	n, err := strconv.Atoi(number)
	hours := n * units[strings.TrimPrefix(text, number)]
	if err != nil || hours < 24 || hours%24 != 0 {
		return 0, fmt.Errorf("%q; expected whole days, such as 14d, 2w or 48h", text)
	}
	return hours / 24, nil
}

// seriesForecast is the forecast of one series of the file.
type seriesForecast struct {
	name    string
	notes   []string // on its rows
	result  *model.Result
	seconds float64
}

func (c *forecastCommand) forecast(ctx context.Context, s *inputSeries, calendar *calendarFile, drivers []model.Driver, set forecastSettings) (seriesForecast, error) {
	began := time.Now()
	h, err := model.NewHistory(set.location, s.minutes, s.observations)
	if err == nil {
		h, err = h.Coarser(set.minutes)
	}
	if err != nil {
		return seriesForecast{}, err
	}
	result, err := model.Run(ctx, model.Input{
		History: h, Calendar: calendar.days, Opening: calendar.opening(s.name, set.minutes), Drivers: drivers, Location: set.location, From: set.from, Days: set.days,
		Options: model.Options{Levels: set.levels, Origins: c.Backtest, ForWorkload: c.Workload},
	})
	return seriesForecast{name: s.name, notes: s.notes, result: result, seconds: time.Since(began).Seconds()}, err
}

// explain turns an error about a series into one about the file.
func (f *historyFile) explain(s *inputSeries, err error) error {
	var horizon *model.HorizonError
	if errors.As(err, &horizon) || errors.Is(err, model.ErrNoUsableDay) {
		bad := &badInput{}
		bad.add(f.table.file, s.firstLine, f.name("series"), "series %q: %v", s.name, err)
		return bad
	}
	return fmt.Errorf("series %q: %w", s.name, err)
}

// write puts the forecast, and the report where one is asked for, in place.
func (c *forecastCommand) write(made []seriesForecast, set forecastSettings) error {
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	if c.JSON {
		err = writeJSON(out, reportOf(made, true))
	} else {
		err = writeForecast(csv.NewWriter(out), made, set.levels)
	}
	if err != nil {
		return err
	}
	if c.Report != "" {
		if err := writeReport(c.Report, made); err != nil {
			return err
		}
	}
	return out.keep()
}

// writeForecast writes a row for every interval of the usual opening hours; on
// a day that the calendar closes they hold zeros.
func writeForecast(w *csv.Writer, made []seriesForecast, levels []float64) error {
	header := []string{"series", "start", "contacts"}
	for _, level := range sortedLevels(levels) {
		name := strconv.FormatFloat(level*100, 'g', 6, 64)
		header = append(header, "lo"+name, "hi"+name)
	}
	if err := w.Write(append(header, "aht_s")); err != nil {
		return err
	}
	for _, s := range made {
		for i := range s.result.Mean {
			if !s.result.Open[i] {
				continue
			}
			if err := w.Write(s.row(i)); err != nil {
				return err
			}
		}
	}
	w.Flush()
	return w.Error()
}

func (s seriesForecast) row(i int) []string {
	r := s.result
	row := []string{s.name, r.Grid.Start(i).Format(time.RFC3339), decimal(r.Mean[i])}
	for _, b := range r.Bands {
		row = append(row, decimal(b.Lo[i]), decimal(b.Hi[i]))
	}
	if r.HandleSeconds == nil {
		return append(row, "")
	}
	return append(row, decimal(r.HandleSeconds[i]))
}

// decimal writes a number with up to four decimals.
func decimal(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }

func sortedLevels(levels []float64) []float64 {
	return slices.Compact(slices.Sorted(slices.Values(levels)))
}
