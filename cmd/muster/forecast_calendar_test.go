package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// openOn returns the times of day at which a series has rows on a day.
func openOn(rows [][]string, series, day string) string {
	var times []string
	for _, row := range rows[1:] {
		if row[0] == series && strings.HasPrefix(row[1], day) {
			times = append(times, row[1][11:16])
		}
	}
	return strings.Join(times, " ")
}

func TestForecastKnowsAnnouncedOpeningHours(t *testing.T) {
	history := "series,start,contacts\n" + weeksOf("a", 8, "%s,%s,%d") + weeksOf("b", 8, "%s,%s,%d")
	command := forecastCommand{In: inFile(t, "in.csv", history), Horizon: "14d", Interval: "60m"}
	plain := forecastRows(t, command)
	days := map[string]bool{}
	for _, row := range plain[1:] {
		days[row[1][:10]] = true
	}
	first := plain[1][1][:10]
	usual := openOn(plain, "a", first)
	command.Calendar = inFile(t, "days.csv", "date,name,kind,series,hours\n"+
		first+",,hours,,daily 09:00-11:00\n"+first+",,hours,b,daily 10:00-13:00\n")
	got := forecastRows(t, command)
	want := map[string]string{"a": "09:00 10:00", "b": "10:00 11:00 12:00"}
	for series, hours := range want {
		if diff := cmp.Diff(hours, openOn(got, series, first)); diff != "" || hours == usual {
			t.Errorf("series %s, open %q before (-want +got):\n%s", series, usual, diff)
		}
	}
}

func TestForecastRefusesAnnouncementsThatCannotBe(t *testing.T) {
	for content, want := range map[string]string{
		"date,name,kind\n2026-03-02,,hours\n":                                                   "days.csv:2:kind: \"hours\" announces opening hours, and there is no column hours",
		"date,name,kind,hours\n2026-03-02,,hours,Mon-Fri 8-20\n":                                "days.csv:2:hours: found \"8-20\"; expected an opening and another closing time, such as 08:00-20:00",
		"date,name,kind,hours\n2026-03-02,,hours,Mo 08:00-20:00\n":                              "days.csv:2:hours: found \"mo\"; expected days of the week",
		"date,name,kind,hours\n2026-03-02,,hours,closed\n2026-03-02,,hours,daily 08:00-12:00\n": "days.csv:3:date: opening hours from 2026-03-02 on stand on an earlier line too",
	} {
		_, err := readCalendar(inFile(t, "days.csv", content))
		var bad *badInput
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %s", content, err, want)
		}
	}
}
