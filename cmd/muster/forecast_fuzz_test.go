package main

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzForecastInput gives the command any file for a history. Whatever stands in
// it, the command either writes a forecast of finite numbers that are not below
// zero, in nested bands, or says what is wrong and where; it never fails in
// another way.
func FuzzForecastInput(f *testing.F) {
	const header = "series,start,contacts,aht_s\n"
	for _, seed := range []string{
		"", "start", "start,contacts\n", "\ufeffstart,contacts\n2026-01-05 09:00,4\n",
		"start,contacts\n2026-01-05 09:00,NaN\n2026-01-05 09:30,-1\n2026-01-05 10:00,1e999\n",
		"start,contacts\n2026-01-05 09:00,5\n",
		"start,contacts\n2026-03-29 01:30,5\n2026-10-25 01:30,6\n2026-10-25 01:30,7\n",
		"start,contacts\n2026-01-05T09:00:00+08:00,5\n2026-01-05T09:00:00Z,6\n2026-01-05T09:30:00-03:30,7\n",
		"start,contacts\n2026-01-05 09:00,5\n2126-01-05 09:00,6\n0001-01-01 00:00,7\n9999-12-31 23:30,8\n",
		"start;contacts\n2026-01-05 09:00;5\n", "start,contacts\r\n\"2026-01-05 09:00,5\r\n",
		"contacts,start,contacts\n1,2026-01-05 09:00,2\n",
		"start,contacts,handled,handle_s\n2026-01-05 09:00,5,0,100\n2026-01-05 09:05,,3,\n",
		header + weeksOf("voice", 4, "%s,%s,%d,180"),
		header + weeksOf("voice", 1, "%s,%s,%d,") + weeksOf("chat", 2, "%s,%s,%d,0"),
		"start,contacts\n" + rowsOf("2026-01-01", 9, 60, usual(60)) + rowsOf("2026-01-10", 3, 30, usual(30)),
		"start,contacts\n" + rowsOf("2026-01-01", 24, 60, func(_ time.Time, m int) float64 { return math.Pow(10, float64(m%1440)/5) }),
	} {
		f.Add(seed, "Europe/London")
	}
	f.Add("start,contacts\n"+rowsOf("2026-03-20", 12, 60, usual(60)), "America/St_Johns")
	f.Fuzz(func(t *testing.T, content, zone string) {
		if len(content) > 20_000 || strings.Count(content, "\n") > 400 {
			t.Skip("long files only take time")
		}
		dir := t.TempDir()
		in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.json")
		if err := os.WriteFile(in, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		c := forecastCommand{In: in, Out: out, JSON: true, Horizon: "2d", Timezone: zone, Levels: []float64{80, 95}, Backtest: 2}
		if err := c.Run(context.Background()); err != nil {
			var bad *badInput
			if !errors.As(err, &bad) {
				t.Fatalf("error %v; want one that says what is wrong with the input", err)
			}
			return
		}
		document, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var report forecastReport
		if err := json.Unmarshal(document, &report); err != nil {
			t.Fatalf("%v in %s", err, document)
		}
		for _, s := range report.Series {
			checkIntervals(t, s)
		}
	})
}

func checkIntervals(t *testing.T, s seriesReport) {
	t.Helper()
	if s.Quality.Grade == "" {
		t.Errorf("series %q has no grade", s.Series)
	}
	for _, i := range s.Intervals {
		before := []float64{i.Contacts, i.Contacts}
		if !(i.Contacts >= 0) || math.IsInf(i.Contacts, 0) {
			t.Fatalf("series %q, %s: %g contacts", s.Series, i.Start, i.Contacts)
		}
		for n, b := range i.Bands {
			if !(b.Lo >= 0) || !(b.Hi >= b.Lo) || n > 0 && (b.Lo > before[0]+1e-9 || b.Hi < before[1]-1e-9) {
				t.Fatalf("series %q, %s: bands %v about %g", s.Series, i.Start, i.Bands, i.Contacts)
			}
			before[0], before[1] = b.Lo, b.Hi
		}
	}
}
