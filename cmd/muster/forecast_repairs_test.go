package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rowsOf writes rows of a day's half hours or hours from one day on for so many
// days, with what each holds; NaN leaves a row out.
func rowsOf(first string, days, minutes int, contacts func(day time.Time, minute int) float64) string {
	start, err := time.Parse("2006-01-02", first)
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	for d := range days {
		day := start.AddDate(0, 0, d)
		for m := 0; m < 1440; m += minutes {
			if v := contacts(day, m); !math.IsNaN(v) {
				fmt.Fprintf(&b, "%s,%g\n", day.Add(time.Duration(m)*time.Minute).Format("2006-01-02 15:04"), v)
			}
		}
	}
	return b.String()
}

// usual is 40 contacts an hour from 8:00 to 20:00 every day, by rows of a length.
func usual(minutes int) func(time.Time, int) float64 {
	return func(day time.Time, m int) float64 {
		if m < 480 || m >= 1200 {
			return math.NaN()
		}
		return (40 + 6*math.Sin(float64(day.YearDay()*day.YearDay())) + 2*float64(day.Weekday())) * float64(minutes) / 60
	}
}

// reported runs the command on rows and returns its report of the one series.
func reported(t *testing.T, rows string, c forecastCommand) seriesReport {
	t.Helper()
	c.In = inFile(t, "in.csv", "start,contacts\n"+rows)
	c.Out, c.JSON = filepath.Join(t.TempDir(), "out.json"), true
	if err := c.withDefaults().Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	var report forecastReport
	if err := json.Unmarshal(content, &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Series) != 1 {
		t.Fatalf("%d series, want one", len(report.Series))
	}
	return report.Series[0]
}

// told reports whether some note holds all the words.
func told(notes []string, words ...string) bool {
	for _, n := range notes {
		all := true
		for _, w := range words {
			all = all && strings.Contains(n, w)
		}
		if all {
			return true
		}
	}
	return false
}

func (r seriesReport) reasons() []string {
	var out []string
	for _, reason := range r.Quality.Reasons {
		out = append(out, reason.Code)
	}
	return out
}

func TestForecastSaysHowGoodItIs(t *testing.T) {
	for name, tc := range map[string]struct {
		rows   string
		days   string
		grade  string
		reason string // of which there must be one
	}{
		"three months":   {rowsOf("2026-01-01", 90, 30, usual(30)), "7d", "good", ""},
		"five weeks":     {rowsOf("2026-01-01", 35, 30, usual(30)), "7d", "fair", "quality_short_history"},
		"one week":       {rowsOf("2026-01-01", 7, 30, usual(30)), "7d", "poor", "quality_untested"},
		"one value":      {"2026-01-05 09:00,5\n", "2d", "poor", "quality_untested"},
		"all zero":       {rowsOf("2026-01-01", 90, 30, func(time.Time, int) float64 { return 0 }), "7d", "poor", "quality_no_contacts"},
		"beyond testing": {rowsOf("2026-01-01", 90, 30, usual(30)), "200d", "fair", "quality_long_lead"},
		"mere chance": {rowsOf("2026-01-01", 90, 60, func(d time.Time, m int) float64 {
			return math.Round(300 * math.Exp(3*math.Sin(float64(d.YearDay()*d.YearDay())))) // days without rhyme
		}), "7d", "poor", "quality_day_errors"},
	} {
		t.Run(name, func(t *testing.T) {
			c := forecastCommand{Horizon: tc.days}
			if name == "one value" {
				c.Interval = "30m"
			}
			r := reported(t, tc.rows, c)
			if r.Quality.Grade != tc.grade || tc.reason != "" && !told(r.reasons(), tc.reason) {
				t.Errorf("grade %s for %v, want %s for %s", r.Quality.Grade, r.reasons(), tc.grade, tc.reason)
			}
			if tc.grade == "good" && len(r.Quality.Reasons) > 0 {
				t.Errorf("a good forecast with reasons %v", r.reasons())
			}
		})
	}
}

func TestForecastSharesRowsOfLongerIntervalsOut(t *testing.T) {
	plain := reported(t, rowsOf("2026-01-01", 90, 30, usual(30)), forecastCommand{Interval: "30m"})
	for name, rows := range map[string]string{
		"hours at first": rowsOf("2026-01-01", 50, 60, usual(60)) + rowsOf("2026-02-20", 40, 30, usual(30)),
		"hours at last":  rowsOf("2026-01-01", 50, 30, usual(30)) + rowsOf("2026-02-20", 40, 60, usual(60)),
		"changed at noon": rowsOf("2026-01-01", 49, 60, usual(60)) +
			rowsOf("2026-02-19", 1, 60, func(d time.Time, m int) float64 {
				if m >= 720 {
					return math.NaN()
				}
				return usual(60)(d, m)
			}) +
			rowsOf("2026-02-19", 1, 30, func(d time.Time, m int) float64 {
				if m < 720 {
					return math.NaN()
				}
				return usual(30)(d, m)
			}) + rowsOf("2026-02-20", 40, 30, usual(30)),
	} {
		r := reported(t, rows, forecastCommand{Interval: "30m"})
		if !told(r.Notes, "60 minutes apart", "shared out evenly") {
			t.Errorf("%s: notes %v do not say that hours were shared out", name, r.Notes)
		}
		for i, day := range r.DayTotals {
			if want := plain.DayTotals[i].Contacts; math.Abs(day.Contacts-want) > .02*want {
				t.Errorf("%s: %s has %.1f contacts, want the %.1f of a file in half hours", name, day.First, day.Contacts, want)
			}
		}
	}
	if told(plain.Notes, "minutes apart") {
		t.Errorf("a file in half hours has notes %v", plain.Notes)
	}
}

func TestForecastLeavesSparseRowsAlone(t *testing.T) {
	n := 0
	rows := rowsOf("2026-01-01", 120, 30, func(time.Time, int) float64 {
		if n++; n*n%11 > 1 {
			return math.NaN() // rows as contacts came, here and there
		}
		return 1
	})
	if r := reported(t, rows, forecastCommand{Interval: "30m"}); told(r.Notes, "minutes apart") {
		t.Errorf("notes %v take a sparse record for one of longer intervals", r.Notes)
	}
}

func TestForecastSaysThatOffsetsAreNotTheSites(t *testing.T) {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(rowsOf("2026-01-01", 60, 60, usual(60))), "\n") {
		start, contacts, _ := strings.Cut(line, ",")
		offset := "+08:00"
		if i%2 == 1 {
			offset = "+00:00"
		}
		fmt.Fprintf(&b, "%sT%s:00%s,%s\n", start[:10], start[11:], offset, contacts)
	}
	r := reported(t, b.String(), forecastCommand{Timezone: "Asia/Shanghai"})
	if !told(r.Notes, "360 rows with offset +00:00", "Asia/Shanghai") {
		t.Errorf("notes %v do not say that half of the rows have another offset", r.Notes)
	}
}

func TestForecastSaysHowManyRowsItIgnored(t *testing.T) {
	r := reported(t, rowsOf("2026-01-01", 90, 60, usual(60)), forecastCommand{From: "2026-03-22"})
	if !told(r.Notes, "120 intervals", "from 2026-03-22 on were ignored") {
		t.Errorf("notes %v, want that 120 hours of ten days were ignored", r.Notes)
	}
}

func TestForecastSaysWhereNothingWasRecorded(t *testing.T) {
	rows := rowsOf("2024-01-01", 120, 60, usual(60)) + rowsOf("2025-05-01", 120, 60, usual(60))
	r := reported(t, rows, forecastCommand{})
	if !told(r.Notes, "nothing was recorded from 2024-04-30 to 2025-04-30") {
		t.Errorf("notes %v do not name the year without rows", r.Notes)
	}
	if len(r.DayTotals) != 7 || r.DayTotals[0].Contacts < 400 {
		t.Errorf("day totals %v, want about 500 contacts a day", r.DayTotals)
	}
}

func TestForecastSaysThatOpeningHoursChanged(t *testing.T) {
	rows := rowsOf("2026-01-01", 90, 60, usual(60)) + rowsOf("2026-04-01", 70, 60, func(d time.Time, m int) float64 {
		if m < 720 {
			return math.NaN() // mornings are closed now
		}
		return usual(60)(d, m)
	})
	r := reported(t, rows, forecastCommand{})
	if !told(r.Notes, "outside the opening hours") {
		t.Errorf("notes %v do not say that contacts lie where it is closed now", r.Notes)
	}
	for _, i := range r.Intervals {
		if strings.Contains(i.Start, "T09:00") {
			t.Errorf("a forecast for %s, where it is closed now", i.Start)
		}
	}
}

func TestForecastSetsASpikeAside(t *testing.T) {
	rows := rowsOf("2026-01-01", 90, 60, func(d time.Time, m int) float64 {
		if d.Month() == 3 && d.Day() == 18 && m == 600 {
			return 1e6
		}
		return usual(60)(d, m)
	})
	r := reported(t, rows, forecastCommand{})
	if len(r.Flagged) == 0 || r.Flagged[0].Date != "2026-03-18" || r.DayTotals[0].Contacts > 700 {
		t.Errorf("flagged %+v, first day %.0f contacts; want the spike set aside", r.Flagged, r.DayTotals[0].Contacts)
	}
}

func TestForecastTakesFractionsAndRefusesWhatIsNoCount(t *testing.T) {
	half := rowsOf("2026-01-01", 60, 60, func(d time.Time, m int) float64 { return usual(60)(d, m) / 3 })
	if r := reported(t, half, forecastCommand{}); r.DayTotals[0].Contacts < 100 {
		t.Errorf("fractions give %g contacts a day", r.DayTotals[0].Contacts)
	}
	for _, cell := range []string{"NaN", "-3", "inf", "none", "1e999", "12,5"} {
		c := forecastCommand{In: inFile(t, "in.csv", "start,contacts\n2026-01-05 09:00,4\n2026-01-05 10:00,\""+cell+"\"\n"), Out: filepath.Join(t.TempDir(), "o.csv")}
		err := c.withDefaults().Run(context.Background())
		if err == nil || !strings.Contains(err.Error(), "in.csv:3:contacts") || !strings.Contains(err.Error(), "expected") {
			t.Errorf("%s: error %v, want one that names line 3 and what is expected", cell, err)
		}
	}
}
