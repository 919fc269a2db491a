package grid_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestDaysHaveAsManyQuarterHoursAsTheClockShows(t *testing.T) {
	cases := []struct {
		zone, day string
		want      int
	}{
		{"Europe/London", "2026-03-28", 96},
		{"Europe/London", "2026-03-29", 92},
		{"Europe/London", "2026-10-25", 100},
		{"Australia/Lord_Howe", "2026-04-05", 98},
		{"Australia/Lord_Howe", "2026-10-04", 94},
		{"America/Santiago", "2026-09-06", 92},
		{"America/Santiago", "2026-04-04", 100},
		{"Asia/Shanghai", "2026-03-29", 96},
		{"Africa/Cairo", "2026-04-24", 92},
		{"Asia/Beirut", "2026-03-29", 92},
	}
	for _, c := range cases {
		g, err := grid.New(zone(t, c.zone), 15, grid.MustDate(c.day), 1)
		if err != nil {
			t.Fatalf("%s %s: %v", c.zone, c.day, err)
		}
		if g.Len() != c.want {
			t.Errorf("%s %s: %d quarter hours, want %d", c.zone, c.day, g.Len(), c.want)
		}
	}
}

func TestDayWithoutMidnightBeginsWhenTheClocksResume(t *testing.T) {
	santiago := zone(t, "America/Santiago")
	got := grid.MustDate("2026-09-06").Start(santiago)
	if want := "2026-09-06T01:00:00-03:00"; got.Format(time.RFC3339) != want {
		t.Errorf("start of 2026-09-06 in Santiago = %s, want %s", got.Format(time.RFC3339), want)
	}
}

func TestWallTimeThatIsSkippedMovesForwardAndTheFirstOfTwoIsMeant(t *testing.T) {
	london := zone(t, "Europe/London")
	cases := []struct {
		day     string
		minutes int
		want    string
	}{
		{"2026-03-29", 90, "2026-03-29T02:00:00+01:00"},
		{"2026-10-25", 90, "2026-10-25T01:30:00+01:00"},
		{"2026-10-24", 1440 + 90, "2026-10-25T01:30:00+01:00"},
		{"2026-07-01", -60, "2026-06-30T23:00:00+01:00"},
		{"2026-07-01", 570, "2026-07-01T09:30:00+01:00"},
	}
	for _, c := range cases {
		got := grid.WallTime(london, grid.MustDate(c.day), c.minutes).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s + %d min = %s, want %s", c.day, c.minutes, got, c.want)
		}
	}
}

func TestEveryInstantOfAGridLiesInExactlyOneInterval(t *testing.T) {
	zones := []string{"Europe/London", "Australia/Lord_Howe", "America/Santiago", "Asia/Shanghai", "America/New_York", "Africa/Cairo", "Pacific/Apia"}
	rapid.Check(t, func(rt *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))
		first := grid.MustDate("1995-01-01").AddDays(rapid.IntRange(0, 16000).Draw(rt, "day"))
		minutes := rapid.SampledFrom([]int{5, 15, 30, 60}).Draw(rt, "minutes")
		g, err := grid.New(loc, minutes, first, rapid.IntRange(1, 10).Draw(rt, "days"))
		if err != nil {
			rt.Fatal(err)
		}
		for i := range g.Len() {
			start, end := g.Start(i), g.End(i)
			if !end.After(start) || end.Sub(start) > g.Interval() {
				rt.Fatalf("%s %s: interval %d is %s to %s", loc, first, i, start, end)
			}
			if i+1 <= g.Len() && !g.Start(i+1).Equal(end) {
				rt.Fatalf("%s %s: interval %d ends %s, next starts %s", loc, first, i, end, g.Start(i+1))
			}
			if got, ok := g.Index(end.Add(-time.Second)); !ok || got != i {
				rt.Fatalf("%s %s: index of the last second of %d = %d, %v", loc, first, i, got, ok)
			}
			if grid.DateOf(start.In(loc)) != g.Date(g.DayOf(i)) {
				rt.Fatalf("%s %s: interval %d starts on %s", loc, first, i, start)
			}
		}
	})
}

func TestRebinningKeepsTotals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g, _ := grid.New(zone(t, "Europe/London"), 30, grid.MustDate("2026-03-28").AddDays(rapid.IntRange(-200, 300).Draw(rt, "day")), 3)
		c := grid.NewCurve(g)
		for i := range c.Values {
			c.Values[i] = rapid.Float64Range(0, 500).Draw(rt, "v")
		}
		for _, minutes := range []int{5, 15, 60} {
			to, err := c.SplitCounts(minutes)
			if err != nil {
				rt.Fatal(err)
			}
			if diff := to.Sum() - c.Sum(); diff > 1e-6 || diff < -1e-6 {
				rt.Fatalf("%d minutes: total %v, want %v", minutes, to.Sum(), c.Sum())
			}
		}
	})
}

func TestGridRefusesWhatItCannotCut(t *testing.T) {
	for _, minutes := range []int{0, -5, 7, 25, 90, 1441} {
		if _, err := grid.New(time.UTC, minutes, grid.MustDate("2026-01-01"), 1); err == nil {
			t.Errorf("a grid of %d minutes was accepted", minutes)
		}
	}
	if _, err := grid.New(time.UTC, 30, grid.MustDate("2026-01-01"), grid.MaxDays+1); err == nil {
		t.Error("a grid longer than MaxDays was accepted")
	}
}
