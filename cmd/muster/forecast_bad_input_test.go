package main

import (
	"context"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// broughtFile is a file of a kind that planners bring, and what either door says of
// it: a refusal, or a forecast with a grade, a note or a flag.
type broughtFile struct {
	rows    string
	refused [2]string
	grade   model.Grade    // "" for any
	note    model.NoteCode // among the notes and reasons of either
	words   string         // of the same note, as the command says it
	flagged bool
}

// whole rounds what comes to whole contacts.
func whole(contacts func(time.Time, int) float64) func(time.Time, int) float64 {
	return func(day time.Time, m int) float64 { return math.Round(contacts(day, m)) }
}

// withoutNight leaves out the hours in which clocks change.
func withoutNight(v float64) func(time.Time, int) float64 {
	return func(_ time.Time, m int) float64 {
		if m < 240 {
			return math.NaN()
		}
		return v
	}
}

func broughtFiles() map[string]broughtFile {
	hours := whole(usual(60))
	good := rowsOf("2026-01-01", 119, 60, hours)
	afternoons := func(day time.Time, m int) float64 {
		if m < 720 {
			return math.NaN()
		}
		return hours(day, m)
	}
	spike := func(day time.Time, m int) float64 {
		if day.Format("01-02") == "04-15" && m == 600 {
			return 1e6
		}
		return hours(day, m)
	}
	at := func(offset string, rows string) string { return strings.ReplaceAll(rows, ":00,", ":00"+offset+",") }
	return map[string]broughtFile{
		"a good one":        {rows: good, grade: model.GoodForecast},
		"too short":         {rows: rowsOf("2026-04-25", 5, 60, hours), grade: model.PoorForecast, note: model.NoteNoBacktest, words: "too little history for a back-test"},
		"one value":         {rows: "2026-04-29 09:00,5\n", grade: model.PoorForecast, note: model.NoteUnderOneWeek, words: "less than a week of history"},
		"all zero":          {rows: rowsOf("2026-01-01", 119, 60, withoutNight(0)), grade: model.PoorForecast, note: model.QualityNoContacts},
		"no number":         {rows: good + "2026-04-30 09:00,NaN\n", refused: [2]string{`:1430:contacts: "NaN"; expected a number of 0 or more`, ":1430: the row says nothing about contacts offered; expected"}},
		"below zero":        {rows: good + "2026-04-30 09:00,-4\n", refused: [2]string{`:1430:contacts: "-4"; expected a number of 0 or more`, `:1430:contacts: "-4"; expected 0 or more`}},
		"a huge spike":      {rows: rowsOf("2026-01-01", 119, 60, spike), flagged: true},
		"a year missing":    {rows: rowsOf("2024-01-01", 120, 60, hours) + rowsOf("2025-12-01", 150, 60, hours), note: model.NoteHole, words: "nothing was recorded from 2024-04-30 to 2025-11-30"},
		"other hours":       {rows: rowsOf("2026-01-01", 60, 60, hours) + rowsOf("2026-03-02", 60, 60, afternoons), note: model.NoteHoursChanged, words: "lie outside the opening hours"},
		"the skipped hour":  {rows: "2026-03-29 01:00,5\n", refused: [2]string{"does not exist in Europe/London, where the clocks skip it", "does not exist in Europe/London, where the clocks go forward"}},
		"two zones":         {rows: at("+00:00", rowsOf("2026-01-01", 60, 60, hours)) + at("+09:00", rowsOf("2026-03-02", 60, 60, hours)), note: model.NoteHoursChanged, words: "lie outside the opening hours"},
		"from the future":   {rows: rowsOf("2026-01-01", 200, 60, hours), note: model.NoteRowsIgnored, words: "from 2026-05-01 on were ignored"},
		"a word for a time": {rows: "tomorrow,5\n", refused: [2]string{`:2:start: "tomorrow"; expected a time`, `:2:start: "tomorrow"; expected a date and time`}},
	}
}

func TestBadInputIsRefusedOrLabelledByCommandAndApplication(t *testing.T) {
	for name, file := range broughtFiles() {
		t.Run(name, func(t *testing.T) {
			file.byCommand(t)
			file.byApplication(t)
		})
	}
}

func (f broughtFile) byCommand(t *testing.T) {
	t.Helper()
	c := forecastCommand{Timezone: "Europe/London", Interval: "60m", From: "2026-05-01"}
	if f.refused[0] != "" {
		c.In, c.Out = inFile(t, "in.csv", "start,contacts\n"+f.rows), filepath.Join(t.TempDir(), "out.csv")
		if err := c.withDefaults().Run(context.Background()); err == nil || !strings.Contains(err.Error(), f.refused[0]) {
			t.Errorf("the command says %v, want %s", err, f.refused[0])
		}
		return
	}
	r := reported(t, f.rows, c)
	if f.grade != "" && r.Quality.Grade != string(f.grade) {
		t.Errorf("the command grades it %s for %v, want %s", r.Quality.Grade, r.reasons(), f.grade)
	}
	if f.note != "" && !told(r.Notes, f.words) && !slices.Contains(r.reasons(), string(f.note)) {
		t.Errorf("the command notes %v for %v, want one of %s", r.Notes, r.reasons(), f.note)
	}
	if flagged := len(r.Flagged) > 0; flagged != f.flagged {
		t.Errorf("the command flags %+v, want flags: %v", r.Flagged, f.flagged)
	}
}

func (f broughtFile) byApplication(t *testing.T) {
	t.Helper()
	w := newWebDoor(t, "Europe/London", 60)
	result, complaints := w.bring(t, "start,contacts\n"+f.rows, 60)
	if want := f.refused[1]; want != "" {
		if result.State == forecast.ImportDone || !strings.Contains(complaints, want) {
			t.Errorf("the application's import is %s with %q, want it refused with %s", result.State, complaints, want)
		}
		return
	}
	if complaints != "" {
		t.Fatalf("the application complains of %s", complaints)
	}
	run := w.forecast(t, grid.MustDate("2026-05-01"), 7)
	if run.State != forecast.RunDone {
		t.Fatalf("the application's forecast is %s: %s", run.State, run.Failure)
	}
	report := run.Report
	if f.grade != "" && report.Quality.Grade != f.grade {
		t.Errorf("the application grades it %s for %v, want %s", report.Quality.Grade, report.Quality.Reasons, f.grade)
	}
	named := func(n model.Note) bool { return n.Code == f.note }
	if f.note != "" && !slices.ContainsFunc(report.Notes, named) && !slices.ContainsFunc(report.Quality.Reasons, named) {
		t.Errorf("the application notes %v for %v, want %s", report.Notes, report.Quality.Reasons, f.note)
	}
	if flagged := len(report.Flags) > 0; flagged != f.flagged {
		t.Errorf("the application flags %+v, want flags: %v", report.Flags, f.flagged)
	}
}

// Counts in the application are whole, because they are added up, compared with the
// switch's own report and undone; the command forecasts whatever amounts it is given.
func TestFractionsAreForTheCommandAlone(t *testing.T) {
	rows := rowsOf("2026-01-01", 119, 60, usual(60))
	if r := reported(t, rows, forecastCommand{Timezone: "Europe/London"}); r.Quality.Grade != "good" {
		t.Errorf("the command grades fractions %s for %v", r.Quality.Grade, r.reasons())
	}
	w := newWebDoor(t, "Europe/London", 60)
	if result, complaints := w.bring(t, "start,contacts\n"+rows, 60); result.State == forecast.ImportDone || !strings.Contains(complaints, "expected a whole number of contacts") {
		t.Errorf("the application's import is %s with %.80q", result.State, complaints)
	}
}

func TestRowsOfTwoLengthsAreSharedOutOrRefused(t *testing.T) {
	rows := rowsOf("2026-01-01", 60, 60, whole(usual(60))) + rowsOf("2026-03-02", 60, 30, whole(usual(30)))
	if r := reported(t, rows, forecastCommand{Timezone: "Europe/London"}); !told(r.Notes, "are 60 minutes apart, others 30", "shared out evenly") {
		t.Errorf("the command notes %v", r.Notes)
	}
	w := newWebDoor(t, "Europe/London", 60)
	if result, complaints := w.bring(t, "start,contacts\n"+rows, 60); result.State == forecast.ImportDone || !strings.Contains(complaints, "expected a multiple of 60 minutes") {
		t.Errorf("told that the file is in hours, the application's import is %s with %.200q", result.State, complaints)
	}
}

func TestAQueueWithoutHistorySaysSoByACode(t *testing.T) {
	w := newWebDoor(t, "Europe/London", 60)
	run := w.forecast(t, grid.MustDate("2026-05-01"), 7)
	if run.State != forecast.RunFailed || len(run.Report.Notes) != 1 || run.Report.Notes[0].Code != model.FailedNoHistory || run.Report.Notes[0].String() != run.Failure {
		t.Errorf("%s (%s) with notes %v; want it failed by code", run.State, run.Failure, run.Report.Notes)
	}
}
