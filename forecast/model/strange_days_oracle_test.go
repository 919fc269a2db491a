package model

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// The five anomalies that the Numenta Anomaly Benchmark labels in half-hourly
// taxi rides of New York (nyc_taxi, data/realKnownCause), by the days on which
// they show: the marathon with the change of the clocks, Thanksgiving, Christmas,
// New Year and a snow storm.
var strangeTaxiDays = map[string][]string{
	"marathon":     {"2014-11-01", "2014-11-02"},
	"Thanksgiving": {"2014-11-27", "2014-11-28"},
	"Christmas":    {"2014-12-24", "2014-12-25", "2014-12-26"},
	"New Year":     {"2014-12-31", "2015-01-01"},
	"snow storm":   {"2015-01-26", "2015-01-27"},
}

func TestLabelledStrangeDaysAreFoundAndShown(t *testing.T) {
	h := taxiHistory(t)
	tr := newTraining(h, newAlmanac(Calendar{}, h.First(), h.Days()+14))
	tr.settle()
	flagged := map[grid.Date]bool{}
	for _, f := range tr.flags {
		flagged[f.Date] = true
	}
	strange := map[grid.Date]bool{}
	for name, dates := range strangeTaxiDays {
		found := false
		for _, date := range dates {
			strange[grid.MustDate(date)] = true
			found = found || flagged[grid.MustDate(date)]
		}
		if !found {
			t.Errorf("nothing of the %s is flagged among %v", name, tr.flags)
		}
	}
	whole := 0 // days left out as a whole that nobody labelled
	for _, f := range tr.flags {
		if f.To-f.From == tr.Slots() && !strange[f.Date] {
			whole++
		}
	}
	if whole > 6 {
		t.Errorf("%d whole days are left out that nobody labelled, of %d: %v", whole, tr.Days(), tr.flags)
	}
	if !slices.ContainsFunc(tr.flags, func(f Flag) bool { return f.Date == grid.MustDate("2015-01-27") && f.Observed < f.Expected }) {
		t.Errorf("the day of the snow storm is not shown with fewer rides than expected: %v", tr.flags)
	}
}

// taxiHistory reads the rides as the calls of a queue.
func taxiHistory(t testing.TB) *History {
	t.Helper()
	rows := sharedData(t, "nab_nyc_taxi_30min.csv.gz")
	var seen []Observation
	for rows.Scan() {
		at, value, ok := strings.Cut(rows.Text(), ",")
		if ok && at != "timestamp" {
			seen = append(seen, Observation{Start: minute(t, strings.TrimSuffix(at, ":00")), Contacts: number(t, value)})
		}
	}
	h, err := NewHistory(time.UTC, 30, seen)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
