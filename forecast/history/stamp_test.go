package history

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestStampsAreReadInTheFormsThatExportsUse(t *testing.T) {
	cases := []struct {
		cell  string
		order DateOrder
		want  string // as wall time, with the offset where there is one
	}{
		{"2026-03-01 09:30", "", "2026-03-01T09:30:00"},
		{"2026-03-01 09:30:15", "", "2026-03-01T09:30:15"},
		{"2026-03-01T09:30:00.000", "", "2026-03-01T09:30:00"},
		{"2026-03-01T09:30:00Z", "", "2026-03-01T09:30:00Z"},
		{"2026-03-01T09:30:00.123+08:00", "", "2026-03-01T09:30:00+08:00"},
		{"2026-03-01 09:30 -0330", "", "2026-03-01T09:30:00-03:30"},
		{"2026-03-01 09:30 UTC", "", "2026-03-01T09:30:00Z"},
		{"2026/3/1 9:30", "", "2026-03-01T09:30:00"},
		{"20260301 09:30", "", "2026-03-01T09:30:00"},
		{"20260301 0930", "", "2026-03-01T09:30:00"},
		{"20260301T093000", "", "2026-03-01T09:30:00"},
		{"01/03/2026 09:30", DMY, "2026-03-01T09:30:00"},
		{"03/01/2026 9:30 AM", MDY, "2026-03-01T09:30:00"},
		{"03/01/2026 12:00 AM", MDY, "2026-03-01T00:00:00"},
		{"03/01/2026 12:30 pm", MDY, "2026-03-01T12:30:00"},
		{"13/03/2026 09:30", "", "2026-03-13T09:30:00"},
		{"03/13/2026 09:30", "", "2026-03-13T09:30:00"},
		{"03/03/2026 09:30", "", "2026-03-03T09:30:00"},
		{"1.3.2026 09:30", "", "2026-03-01T09:30:00"},
		{"1-3-2026 09:30", DMY, "2026-03-01T09:30:00"},
		{"2024-02-29 00:00", "", "2024-02-29T00:00:00"},
		{"46082.395833333336", "", "2026-03-01T09:30:00"},
	}
	for _, c := range cases {
		at, open, ok := parseStamp([]byte(c.cell), c.order)
		if !ok || open {
			t.Errorf("stamp %q (%s): read %v, open %v; want %s", c.cell, c.order, ok, open, c.want)
			continue
		}
		if got := show(at); got != c.want {
			t.Errorf("stamp %q (%s) = %s, want %s", c.cell, c.order, got, c.want)
		}
	}
}

func show(at stamp) string {
	if at.hasOffset {
		return time.Unix(at.wall(), 0).In(time.FixedZone("", at.offset)).Add(-time.Duration(at.offset) * time.Second).Format(time.RFC3339)
	}
	return time.Unix(at.wall(), 0).UTC().Format("2006-01-02T15:04:05")
}

func TestStampsThatCannotBeAreRefused(t *testing.T) {
	for _, cell := range []string{
		"", "yesterday", "2026-02-29 09:30", "2026-13-01 09:30", "2026-00-10 09:30", "2026-04-31 09:30", "1066-10-14 09:30",
		"2026-03-01 24:30", "2026-03-01 09:60", "2026-03-01 9", "2026-03-01x09:30", "2026-03-01 09:30 tomorrow", "2026-03/01 09:30",
		"01/03/26 09:30", "2026-03-01 13:00 PM", "2026-03-01 09:30 +25:00", "2026-03-01 09:30:7", "20261301 09:30", "Total", "12",
	} {
		if at, open, ok := parseStamp([]byte(cell), DMY); ok && !open && at.hasTime {
			t.Errorf("stamp %q was read as %s", cell, show(at))
		}
	}
}

func TestDatesThatFitBothOrdersAreOpen(t *testing.T) {
	if _, open, ok := parseStamp([]byte("01/03/2026 09:30"), OrderOpen); !ok || !open {
		t.Errorf("01/03/2026 without an order: open %v, read %v; want open", open, ok)
	}
	if _, open, _ := parseStamp([]byte("01.03.2026 09:30"), OrderOpen); open {
		t.Error("01.03.2026 is open; dots put the day first")
	}
}

func TestTimesOfDayAreRead(t *testing.T) {
	cases := []struct{ cell, want string }{
		{"0", "00:00:00"}, {"930", "09:30:00"}, {"0930", "09:30:00"}, {"1545", "15:45:00"}, {"9:30", "09:30:00"},
		{"09:30:15", "09:30:15"}, {"9:30 PM", "21:30:00"}, {"093015", "09:30:15"}, {"0.5", "12:00:00"}, {"0.395833333333333", "09:30:00"}, {"30", "00:30:00"},
	}
	for _, c := range cases {
		at, ok := parseClock([]byte(c.cell))
		got := time.Date(2026, 1, 1, at.hour, at.minute, at.second, 0, time.UTC).Format(time.TimeOnly)
		if !ok || got != c.want {
			t.Errorf("time %q = %s, %v; want %s", c.cell, got, ok, c.want)
		}
	}
	for _, cell := range []string{"", "2460", "975", "25:00", "9:3", "noon", "12345"} {
		if at, ok := parseClock([]byte(cell)); ok {
			t.Errorf("time %q was read as %02d:%02d:%02d", cell, at.hour, at.minute, at.second)
		}
	}
}

func TestDaysAreCountedAsTheStandardLibraryDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		days := rapid.Int64Range(0, 84000).Draw(rt, "days")
		want := time.Unix(days*86400, 0).UTC()
		year, month, day := dateOfDays(days)
		if year != want.Year() || month != int(want.Month()) || day != want.Day() {
			rt.Fatalf("day %d = %d-%d-%d, want %s", days, year, month, day, want.Format(time.DateOnly))
		}
		if back := daysSince1970(year, month, day); back != days {
			rt.Fatalf("%s is day %d, want %d", want.Format(time.DateOnly), back, days)
		}
		if year < 2201 && !(&stamp{year: year, month: month, day: day}).validDate() {
			rt.Fatalf("%s was called invalid", want.Format(time.DateOnly))
		}
	})
}
