package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mailed is a history of twenty-six weeks from 2026-01-05 in which every ninth
// workday gets a mailing that brings half as many contacts more, and the mailings,
// with one planned for the Tuesday after.
func mailed() (history, sends string) {
	var h, s strings.Builder
	h.WriteString("series,start,contacts\n")
	s.WriteString("date,mail:campaign\n")
	day, n := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), 0
	for d := range 26 * 7 {
		at := day.AddDate(0, 0, d)
		if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			continue
		}
		n++
		lift := 1.0
		if n%9 == 0 {
			lift = 1.5
			fmt.Fprintf(&s, "%s,4000\n", at.Format(time.DateOnly))
		}
		for slot := range 6 {
			contacts := (100 + float64(10*slot) + float64(n*7%11)) * lift
			fmt.Fprintf(&h, "all,%s,%.0f\n", at.Add(9*time.Hour+time.Duration(slot)*30*time.Minute).Format("2006-01-02 15:04"), contacts)
		}
	}
	s.WriteString("2026-07-07,4000\n")
	return h.String(), s.String()
}

func TestForecastLearnsDriversFromAFile(t *testing.T) {
	history, sends := mailed()
	folder := t.TempDir()
	c := forecastCommand{
		In: inFile(t, "in.csv", history), Horizon: "7d", Drivers: inFile(t, "mail.csv", sends), Report: filepath.Join(folder, "report.json"),
		Calendar: inFile(t, "days.csv", "date,name,kind,uplift_pct\n2026-07-08,launch,event,100\n"),
	}
	rows := forecastRows(t, c)
	byDay := map[string]float64{}
	for _, row := range rows[1:] {
		contacts, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		byDay[row[1][:10]] += contacts
	}
	plain := byDay["2026-07-06"]
	for day, want := range map[string]float64{"2026-07-07": 1.5, "2026-07-08": 2, "2026-07-09": 1} {
		if got := byDay[day] / plain; got < want-.12 || got > want+.12 {
			t.Errorf("%s is expected at %.2f times a plain day, want about %g", day, got, want)
		}
	}
	text, err := os.ReadFile(c.Report)
	if err != nil {
		t.Fatal(err)
	}
	var report forecastReport
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	one := report.Series[0]
	if len(one.Drivers) != 1 || !one.Drivers[0].Used || one.Drivers[0].Assumed != 6 {
		t.Errorf("the report says of drivers %+v; want the mailing used and six days without a value", one.Drivers)
	}
	kinds := map[string]bool{}
	for _, e := range one.Effects {
		kinds[e.Kind+" "+e.Name] = true
	}
	if !kinds["driver mail"] || !kinds["event launch"] {
		t.Errorf("the report tells of %v; want the mailing and the launch", kinds)
	}
}

func TestLongAndWideFilesOfDriversMeanTheSame(t *testing.T) {
	wide, err := readDrivers(inFile(t, "wide.csv", "date,mail:campaign,bot:deflection:both\n2026-01-05,100,0.1\n2026-01-06,,0.2\n"))
	if err != nil {
		t.Fatal(err)
	}
	long, err := readDrivers(inFile(t, "long.csv", "date,driver,value,kind,measure\n2026-01-06,bot,0.2,deflection,both\n2026-01-05,bot,0.1,deflection,both\n2026-01-05,mail,100,campaign,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wide.of("x"), long.of("x")); diff != "" {
		t.Errorf("drivers (-wide +long):\n%s", diff)
	}
	own, err := readDrivers(inFile(t, "own.csv", "date,driver,value,series\n2026-01-05,heat,1,\n2026-01-05,heat,2,a\n"))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := own.of("a"), own.of("b"); len(a) != 1 || a[0].Values[0] != 2 || b[0].Values[0] != 1 {
		t.Errorf("a series with a driver of its own has %+v, another %+v", a, b)
	}
}

func TestWrongFilesOfDriversAreRefusedByLineAndColumn(t *testing.T) {
	for text, want := range map[string][]string{
		"day,mail\n2026-01-05,1\n":                            {":1:date"},
		"date\n2026-01-05\n":                                  {":1:date"},
		"date,mail\n5.1.2026,1\n2026-01-06,x\n":               {":2:date", ":3:mail"},
		"date,mail:fax\n2026-01-05,1\n":                       {":2:mail", "kind: found fax"},
		"date,bot:deflection\n2026-01-05,30\n":                {":2:bot", "value on 2026-01-05", "share"},
		"date,driver,value\n2026-01-05,a,1\n2026-01-05,a,2\n": {":2:a", "each day once"},
		"date,driver\n2026-01-05,a\n":                         {":1:value"},
	} {
		_, err := readDrivers(inFile(t, "d.csv", text))
		if err == nil {
			t.Errorf("%q is taken", text)
			continue
		}
		for _, part := range want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q is refused by\n%v\nwithout %q", text, err, part)
			}
		}
	}
}

func FuzzFilesOfDriversNeverBreakTheReader(f *testing.F) {
	f.Add("date,mail:campaign\n2026-01-05,1\n")
	f.Add("date,driver,value,series,kind,measure\n2026-01-05,a,1,s,weather,both\n")
	f.Add("date,a:b:c:d\n2026-02-30,\n\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		drivers, err := readDrivers(inFile(t, "d.csv", text))
		if err == nil {
			drivers.of("")
		}
	})
}
