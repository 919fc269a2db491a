package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// historyFile is the history that a forecast command reads.
type historyFile struct {
	table   *table
	columns map[string]string // the command's name of a column: the file's
	series  []*inputSeries    // in order of first appearance
}

// inputSeries is the history of one queue.
type inputSeries struct {
	name         string
	firstLine    int
	minutes      int // between rows, by the whole file
	observations []model.Observation
	lines        map[int64]int  // line of each instant, in Unix seconds
	offsets      map[string]int // rows by their offset, where it is not the site's
	notes        []string       // what was done to the rows before the forecast
}

// seriesOfAll names the one series of a file without that column.
const seriesOfAll = "all"

var historyColumns = []string{"series", "start", "contacts", "aht_s", "handled", "handle_s"}

// readHistory reads a history and reports every wrong cell at once.
func readHistory(path string, columns map[string]string, loc *time.Location) (*historyFile, error) {
	for name := range columns {
		if !slices.Contains(historyColumns, name) {
			return nil, badOption("columns", "%q is not a column of a history; expected %s", name, strings.Join(historyColumns, ", "))
		}
	}
	t, err := readTable(path)
	if err != nil {
		return nil, err
	}
	f := &historyFile{table: t, columns: columns}
	bad := &badInput{}
	needed := []string{f.name("start"), f.name("contacts")}
	for name := range columns {
		needed = append(needed, f.name(name))
	}
	slices.Sort(needed)
	if !t.require(bad, slices.Compact(needed)...) {
		return nil, bad
	}
	if len(t.rows) == 0 {
		bad.add(t.file, 1, f.name("start"), "the file has a header but no rows; a row for every interval was expected")
	}
	byName := map[string]*inputSeries{}
	for row := range t.rows {
		f.readRow(bad, row, byName, loc)
	}
	return f, bad.orNil()
}

// name returns what the file calls a column.
func (f *historyFile) name(column string) string { return cmp.Or(f.columns[column], column) }

func (f *historyFile) readRow(bad *badInput, row int, byName map[string]*inputSeries, loc *time.Location) {
	t := f.table
	name := cmp.Or(t.text(row, f.name("series")), seriesOfAll)
	s := byName[name]
	if s == nil {
		s = &inputSeries{name: name, firstLine: t.lines[row], lines: map[int64]int{}}
		byName[name] = s
		f.series = append(f.series, s)
	}
	o := model.Observation{Contacts: f.amount(bad, row, "contacts", math.NaN())}
	start, err := readStart(t.text(row, f.name("start")), loc, s.lines)
	if err != nil {
		bad.add(t.file, t.lines[row], f.name("start"), "%v", err)
		return
	}
	if before, twice := s.lines[start.Unix()]; twice {
		bad.add(t.file, t.lines[row], f.name("start"), "%q is the interval of line %d again, for series %q; one row an interval was expected",
			t.text(row, f.name("start")), before, name)
		return
	}
	s.lines[start.Unix()] = t.lines[row]
	o.Start = start
	s.noteZone(t.text(row, f.name("start")), start, loc)
	o.Handled, o.HandleSeconds = f.handleTime(bad, row, o.Contacts)
	if !math.IsNaN(o.Contacts) { // a blank cell is an interval that was not observed
		s.observations = append(s.observations, o)
	}
}

func (f *historyFile) amount(bad *badInput, row int, column string, fallback float64) float64 {
	return f.table.number(bad, row, f.name(column), fallback, "a number of 0 or more, or a blank for an interval not observed",
		func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) })
}

// handleTime reads either form: totals, or a mean that the contacts weigh.
func (f *historyFile) handleTime(bad *badInput, row int, contacts float64) (handled, seconds float64) {
	if f.table.column(f.name("handle_s")) >= 0 && f.table.column(f.name("handled")) >= 0 {
		return f.amount(bad, row, "handled", 0), f.amount(bad, row, "handle_s", 0)
	}
	mean := f.amount(bad, row, "aht_s", math.NaN())
	if math.IsNaN(mean) || math.IsNaN(contacts) {
		return 0, 0
	}
	return contacts, mean * contacts
}

// shortestGuess is the shortest interval that a file is taken to have unless
// the command line names it: shorter ones are times of single contacts.
const shortestGuess = 5

// settle works out the interval of the file, checks it against what was asked
// for, and sets the first day to forecast.
func (f *historyFile) settle(set *forecastSettings) error {
	bad := &badInput{}
	own, first, last := 0, grid.Date{}, grid.Date{}
	lastLine := 0
	f.series = slices.DeleteFunc(f.series, func(s *inputSeries) bool { return len(s.observations) == 0 })
	if len(f.series) == 0 {
		bad.add(f.table.file, 1, f.name("contacts"), "every cell is blank; contacts of at least one interval were expected")
		return bad
	}
	for _, s := range f.series {
		for _, o := range s.observations {
			local := o.Start.In(set.location)
			own = commonDivisor(own, local.Hour()*60+local.Minute())
			if day := grid.DateOf(local); last.IsZero() || day.After(last) {
				last, lastLine = day, s.lines[o.Start.Unix()]
			}
			if day := grid.DateOf(local); first.IsZero() || first.After(day) {
				first = day
			}
		}
	}
	if days := first.DaysUntil(last) + 1; days > grid.MaxDays {
		bad.add(f.table.file, lastLine, f.name("start"), "%s is %d days after the first day, %s; a history of at most %d days was expected", last, days-1, first, grid.MaxDays)
		return bad
	}
	own = commonDivisor(own, 1440)
	asked := set.minutes
	if asked == 0 {
		set.minutes = own
	}
	if set.minutes%own != 0 && own%set.minutes != 0 || own < shortestGuess && own != asked {
		bad.add(f.table.file, f.series[0].firstLine, f.name("start"),
			"rows begin on multiples of %d minutes; starts on multiples of the interval were expected, 5 minutes or more unless --interval says less", own)
		return bad
	}
	step := f.step(min(own, set.minutes))
	if step > set.minutes {
		bad.add(f.table.file, f.series[0].firstLine, f.name("start"),
			"the rows are %d minutes apart; a forecast every %d minutes needs rows at least as close", step, set.minutes)
		return bad
	}
	for _, s := range f.series {
		s.minutes = min(own, set.minutes)
		s.notes = s.zoneNote(set.location)
		s.evenOut(own, set.location)
	}
	if set.from.IsZero() {
		set.from = last.AddDays(1)
	}
	return nil
}

// step returns the least number of minutes between two rows of a series, or
// fallback when no series has two.
func (f *historyFile) step(fallback int) int {
	least := 0
	for _, s := range f.series {
		starts := make([]int64, 0, len(s.observations))
		for _, o := range s.observations {
			starts = append(starts, o.Start.Unix()/60)
		}
		slices.Sort(starts)
		for i := 1; i < len(starts); i++ {
			if gap := int(starts[i] - starts[i-1]); least == 0 || gap < least {
				least = gap
			}
		}
	}
	if least == 0 {
		return fallback
	}
	return least
}

func commonDivisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
