package main

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// inFile writes a file into the test's folder.
func inFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// weeksOf writes a history of a queue open from 9:00 to 12:00 on weekdays, by
// half hours in local time, 10 contacts more every half hour.
func weeksOf(series string, weeks int, format string) string {
	var b strings.Builder
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for d := range 7 * weeks {
		day := start.AddDate(0, 0, d)
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		for s := range 6 {
			at := day.Add(9*time.Hour + time.Duration(s)*30*time.Minute)
			fmt.Fprintf(&b, format+"\n", series, at.Format("2006-01-02 15:04"), 100+10*s)
		}
	}
	return b.String()
}

// forecastRows runs the command and returns its rows.
func forecastRows(t *testing.T, c forecastCommand) [][]string {
	t.Helper()
	c.Out = filepath.Join(t.TempDir(), "out.csv")
	if err := c.withDefaults().Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// withDefaults fills in what the command line would.
func (c forecastCommand) withDefaults() *forecastCommand {
	if c.Timezone == "" {
		c.Timezone = "UTC"
	}
	if c.Horizon == "" {
		c.Horizon = "7d"
	}
	if c.Levels == nil {
		c.Levels = []float64{80, 95}
	}
	return &c
}

func TestForecastWritesARowForEveryOpenIntervalOfEverySeries(t *testing.T) {
	in := inFile(t, "in.csv", "series,start,contacts,aht_s\n"+weeksOf("voice", 10, "%s,%s,%d,180")+weeksOf("chat", 10, "%s,%s,%d,300"))
	rows := forecastRows(t, forecastCommand{In: in, Interval: "30m"})
	if diff := cmp.Diff([]string{"series", "start", "contacts", "lo80", "hi80", "lo95", "hi95", "aht_s"}, rows[0]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	// The history ends on a Friday; the next seven days have five open ones.
	if got, want := len(rows)-1, 2*5*6; got != want {
		t.Fatalf("%d rows, want %d", got, want)
	}
	first := rows[1]
	if first[0] != "voice" || first[1] != "2026-03-16T09:00:00Z" || first[7] != "180" {
		t.Errorf("first row %v, want voice at 2026-03-16T09:00:00Z with 180 s", first)
	}
	if rows[31][0] != "chat" || rows[31][7] != "300" {
		t.Errorf("row 31 %v, want chat with 300 s", rows[31])
	}
}

func TestForecastNamesBandsByTheirLevels(t *testing.T) {
	in := inFile(t, "in.csv", "start,contacts\n"+strings.ReplaceAll(weeksOf("", 6, "%s%s,%d"), ",,", ","))
	rows := forecastRows(t, forecastCommand{In: in, Levels: []float64{99.5, 50}})
	if diff := cmp.Diff([]string{"series", "start", "contacts", "lo50", "hi50", "lo99.5", "hi99.5", "aht_s"}, rows[0]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if rows[1][0] != seriesOfAll || rows[1][7] != "" {
		t.Errorf("row %v, want the series %q and no handle time", rows[1], seriesOfAll)
	}
}

func TestForecastReadsColumnsByOtherNamesAndGzip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "calls.csv.gz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	zipped := gzip.NewWriter(file)
	_, _ = zipped.Write([]byte("queue,datetime,calls,talked,talk\n" + weeksOf("q", 6, "%s,%s,%d,50,9000")))
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	file.Close()
	rows := forecastRows(t, forecastCommand{In: path, Columns: map[string]string{
		"series": "queue", "start": "datetime", "contacts": "calls", "handled": "talked", "handle_s": "talk",
	}})
	if rows[1][0] != "q" || rows[1][7] != "180" {
		t.Errorf("row %v, want series q with 180 s", rows[1])
	}
}

func TestForecastAddsShortIntervalsUp(t *testing.T) {
	in := inFile(t, "in.csv", "series,start,contacts\n"+weeksOf("voice", 10, "%s,%s,%d"))
	rows := forecastRows(t, forecastCommand{In: in, Interval: "60m"})
	if got, want := len(rows)-1, 5*3; got != want {
		t.Fatalf("%d rows, want %d hours", got, want)
	}
	if got := rows[1][2]; got < "205" || got > "215" {
		t.Errorf("nine o'clock = %s, want about 100 + 110", got)
	}
}

func TestForecastOnAnEarlierDayIgnoresLaterRows(t *testing.T) {
	early := inFile(t, "early.csv", "series,start,contacts\n"+weeksOf("voice", 8, "%s,%s,%d"))
	late := inFile(t, "late.csv", "series,start,contacts\n"+weeksOf("voice", 12, "%s,%s,%d"))
	want := forecastRows(t, forecastCommand{In: early, From: "2026-03-02"})
	got := forecastRows(t, forecastCommand{In: late, From: "2026-03-02"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with later rows (-without +with):\n%s", diff)
	}
	if !strings.HasPrefix(got[1][1], "2026-03-02") {
		t.Errorf("first row %v, want one of 2026-03-02", got[1])
	}
}

func TestForecastKnowsTheCalendar(t *testing.T) {
	history := weeksOf("voice", 10, "%s,%s,%d")
	var kept []string
	for _, line := range strings.Split(history, "\n") {
		if !strings.Contains(line, "2026-02-02") {
			kept = append(kept, line)
		}
	}
	in := inFile(t, "in.csv", "series,start,contacts\n"+strings.Join(kept, "\n"))
	calendar := inFile(t, "calendar.csv", "date,name,kind\n2026-02-02,Day,off\n2026-03-17,Day,holiday\n2026-03-14,Day,workday\n2026-03-18,sale,event\n")
	byDay := map[string]float64{}
	for _, row := range forecastRows(t, forecastCommand{In: in, Calendar: calendar, Horizon: "2w"})[1:] {
		var v float64
		if _, err := fmt.Sscan(row[2], &v); err != nil {
			t.Fatal(err)
		}
		byDay[row[1][:10]] += v
	}
	if byDay["2026-03-17"] != 0 {
		t.Errorf("the holiday has %g contacts, want 0", byDay["2026-03-17"])
	}
	if math.Abs(byDay["2026-03-14"]-750) > 60 {
		t.Errorf("the make-up Saturday has %g contacts, want about 750", byDay["2026-03-14"])
	}
}

func TestForecastReportsWhatItDid(t *testing.T) {
	in := inFile(t, "in.csv", "series,start,contacts\n"+weeksOf("voice", 12, "%s,%s,%d"))
	report := filepath.Join(t.TempDir(), "report.json")
	forecastRows(t, forecastCommand{In: in, Report: report, Backtest: 3})
	content, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var got forecastReport
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	s := got.Series[0]
	if len(got.Series) != 1 || s.Series != "voice" || s.From != "2026-03-28" || s.Days != 7 || s.IntervalMin != 30 {
		t.Errorf("report of %s: from %s, %d days of %d minutes", s.Series, s.From, s.Days, s.IntervalMin)
	}
	if len(s.Origins) != 3 || len(s.Candidates) < 5 || s.Combination.Rule == "" || len(s.DayTotals) != 7 || s.Seconds <= 0 {
		t.Errorf("%d origins, %d candidates, rule %q, %d day totals, %g s", len(s.Origins), len(s.Candidates), s.Combination.Rule, len(s.DayTotals), s.Seconds)
	}
	if s.Candidates[0].Score.WAPE == nil || s.Candidates[0].Score.MASE != nil {
		t.Errorf("best candidate %+v; want a WAPE, and no MASE on a series that repeats itself", s.Candidates[0].Score)
	}
}

func TestForecastAsJSONGivesTheSameBytesTwice(t *testing.T) {
	in := inFile(t, "in.csv", "series,start,contacts,aht_s\n"+weeksOf("voice", 10, "%s,%s,%d,180"))
	var written [2]string
	for n := range written {
		c := forecastCommand{In: in, JSON: true, Out: filepath.Join(t.TempDir(), "out.json")}
		if err := c.withDefaults().Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(c.Out)
		if err != nil {
			t.Fatal(err)
		}
		written[n] = string(content)
	}
	if diff := cmp.Diff(written[0], written[1]); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
	var document forecastReport
	if err := json.Unmarshal([]byte(written[0]), &document); err != nil {
		t.Fatal(err)
	}
	if got := len(document.Series[0].Intervals); got != 30 {
		t.Errorf("%d intervals, want 30", got)
	}
}

func TestForecastNamesEveryWrongCell(t *testing.T) {
	in := inFile(t, "in.csv", strings.Join([]string{
		"series,start,contacts,aht_s",
		"voice,2026-03-02 09:00,10,180",
		"voice,2026-03-02 09:00,11,180",
		"voice,yesterday,10,180",
		"voice,2026-03-02 09:30,-1,180",
		"voice,2026-03-02 10:00,ten,180",
		"voice,2026-03-02 10:30,10,Inf",
		"voice,2026-03-02 11:00:30,10,180",
		"chat,2026-03-02 09:00,10,",
	}, "\n"))
	err := forecastCommand{In: in, Out: filepath.Join(t.TempDir(), "out.csv")}.withDefaults().Run(context.Background())
	want := strings.Join([]string{
		in + `:3:start: "2026-03-02 09:00" is the interval of line 2 again, for series "voice"; one row an interval was expected`,
		in + `:4:start: "yesterday"; expected a time such as 2026-03-02T09:30:00+08:00 or 2026-03-02 09:30`,
		in + `:5:contacts: "-1"; expected a number of 0 or more, or a blank for an interval not observed`,
		in + `:6:contacts: "ten"; expected a number of 0 or more, or a blank for an interval not observed`,
		in + `:7:aht_s: "Inf"; expected a number of 0 or more, or a blank for an interval not observed`,
		in + `:8:start: "2026-03-02 11:00:30"; expected a whole minute`,
	}, "\n")
	if err == nil {
		t.Fatal("wrong cells were taken")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if got := exitCode(err); got != exitBadInput {
		t.Errorf("exit code %d, want %d", got, exitBadInput)
	}
}

func TestForecastRefusesWrongOptionsAndFiles(t *testing.T) {
	good := inFile(t, "in.csv", "series,start,contacts\n"+weeksOf("voice", 4, "%s,%s,%d"))
	header := inFile(t, "empty.csv", "series,start,contacts\n")
	blank := inFile(t, "blank.csv", "series,start,contacts\nvoice,2026-03-02 09:00,\n")
	odd := inFile(t, "odd.csv", "series,start,contacts\nvoice,2026-03-02 09:07,4\nvoice,2026-03-02 09:11,4\n")
	late := inFile(t, "late.csv", "series,start,contacts\n"+weeksOf("voice", 4, "%s,%s,%d")+"voice,2126-03-02 09:00,4\n")
	both := inFile(t, "both.csv", "date,name,kind\n2026-02-02,Day,off\n2026-02-02,Day,workday\n2026-02-30,x,off\n2026-03-01,y,fest\n")
	cases := []struct {
		name    string
		command forecastCommand
		want    string
	}{
		{"zone", forecastCommand{In: good, Timezone: "Mars/Olympus"}, "--timezone"},
		{"horizon without unit", forecastCommand{In: good, Horizon: "14"}, "--horizon"},
		{"horizon of hours", forecastCommand{In: good, Horizon: "30h"}, "--horizon"},
		{"interval", forecastCommand{In: good, Interval: "7m"}, "--interval"},
		{"first day", forecastCommand{In: good, From: "soon"}, "--from"},
		{"level", forecastCommand{In: good, Levels: []float64{100}}, "--levels"},
		{"origins", forecastCommand{In: good, Backtest: -1}, "--backtest"},
		{"columns", forecastCommand{In: good, Columns: map[string]string{"calls": "contacts"}}, "--columns"},
		{"column that is not there", forecastCommand{In: good, Columns: map[string]string{"contacts": "calls"}}, ":1:calls: the column is missing"},
		{"finer than history", forecastCommand{In: good, Interval: "15m"}, "the rows are 30 minutes apart"},
		{"times of single calls", forecastCommand{In: odd}, "rows begin on multiples of 1 minutes"},
		{"no rows", forecastCommand{In: header}, "no rows"},
		{"no values", forecastCommand{In: blank}, "every cell is blank"},
		{"a century ahead", forecastCommand{In: late}, "start: 2126-03-02 is 36580 days after the first day, 2026-01-05; a history of at most 3700 days was expected"},
		{"two documents on standard output", forecastCommand{In: good, Out: "-", Report: "-"}, "--report: - is taken by --out"},
		{"before all history", forecastCommand{In: good, From: "2026-01-01"}, `series "voice"`},
		{"no such file", forecastCommand{In: good + "x"}, "no such file"},
		{"off and worked", forecastCommand{In: good, Calendar: both}, both + ":3:kind: 2026-02-02 is both"},
		{"no such day", forecastCommand{In: good, Calendar: both}, both + ":4:date:"},
		{"no such kind", forecastCommand{In: good, Calendar: both}, both + ":5:kind:"},
	}
	for _, tc := range cases {
		if tc.command.Out == "" {
			tc.command.Out = filepath.Join(t.TempDir(), "out.csv")
		}
		err := tc.command.withDefaults().Run(context.Background())
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: err = %v, want one with %q", tc.name, err, tc.want)
			continue
		}
		if got := exitCode(err); got != exitBadInput {
			t.Errorf("%s: exit code %d, want %d", tc.name, got, exitBadInput)
		}
		if _, err := os.Stat(tc.command.Out); !os.IsNotExist(err) {
			t.Errorf("%s: something stands under the output's name", tc.name)
		}
	}
}

func TestLocalTimesMeanWhatTheClockShowed(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int64]int{}
	cases := []struct{ text, want string }{
		{"2026-07-01 09:00", "2026-07-01T08:00:00Z"},
		{"2026-07-01T09:00:00", "2026-07-01T08:00:00Z"},
		{"2026-07-01T09:00:00+01:00", "2026-07-01T08:00:00Z"},
		{"2026-10-25 01:30", "2026-10-25T00:30:00Z"},
		{"2026-10-25 01:30", "2026-10-25T01:30:00Z"}, // the row after it: an hour later
		{"2026-10-25 01:30", "2026-10-25T01:30:00Z"}, // a third is that one again: a duplicate
	}
	for i, c := range cases {
		got, err := readStart(c.text, london, seen)
		if err != nil || got.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("row %d, %q = %v, %v; want %s", i, c.text, got.UTC(), err, c.want)
		}
		seen[got.Unix()] = i
	}
	if _, err := readStart("2026-03-29 01:30", london, seen); err == nil || !strings.Contains(err.Error(), "does not exist in Europe/London") {
		t.Errorf("a time that the clocks skip: err = %v", err)
	}
}

func FuzzReadStart(f *testing.F) {
	for _, text := range []string{"2026-03-02 09:00", "2026-03-02T09:00:00Z", "", "2026-10-25 01:30", "0000-00-00 00:00", "9999-12-31T23:59:59+14:00"} {
		f.Add(text)
	}
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readStart(text, london, map[int64]int{})
		if err == nil && (got.Second() != 0 || got.Nanosecond() != 0) {
			t.Errorf("readStart(%q) = %v, not a whole minute", text, got)
		}
	})
}

func TestHorizonsAreWholeDays(t *testing.T) {
	for text, want := range map[string]int{"14d": 14, "2w": 14, "48h": 2, "1d": 1} {
		if got, err := parseDays(text); err != nil || got != want {
			t.Errorf("parseDays(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "d", "0d", "-3d", "14", "12h", "25h", "3m", "1dd", "14d2h"} {
		if got, err := parseDays(text); err == nil {
			t.Errorf("parseDays(%q) = %d, want an error", text, got)
		}
	}
}
