package model

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestKindsOfDaysAreReadByTheirNamesInFiles(t *testing.T) {
	for text, want := range map[string]Kind{"holiday": Holiday, "off": Holiday, "workday": Workday, "event": Event, "school_break": SchoolBreak} {
		if got, err := ParseKind(text); err != nil || got != want {
			t.Errorf("ParseKind(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "Holiday", "fest"} {
		if _, err := ParseKind(text); err == nil {
			t.Errorf("ParseKind(%q) was taken", text)
		}
	}
}

func TestCalendarRefusesADayThatIsBothOffAndWorked(t *testing.T) {
	day := grid.MustDate("2026-02-14")
	_, err := NewCalendar([]DayFact{{day, "春节", Workday}, {day, "Valentine", Holiday}})
	if err == nil {
		t.Error("a day that is a holiday and a make-up workday was taken")
	}
	if _, err := NewCalendar([]DayFact{{day, "x", Kind(9)}}); err == nil {
		t.Error("an unknown kind was taken")
	}
	if _, err := NewCalendar([]DayFact{{day, "春节", Workday}, {day, "春节", Workday}, {day, "sale", Event}}); err != nil {
		t.Errorf("the same fact twice and an event on a make-up workday: %v", err)
	}
}

func TestMakeUpWorkdaysKeepTheHoursOfTheNearestWeekday(t *testing.T) {
	c := calendarOf(t,
		DayFact{grid.MustDate("2026-02-14"), "春节", Workday}, // a Saturday
		DayFact{grid.MustDate("2026-01-04"), "元旦", Workday}, // a Sunday
		holiday("2026-02-17", "春节"))
	cases := []struct {
		date     string
		want     time.Weekday
		business bool
		special  bool
	}{
		{"2026-02-14", time.Friday, true, true},
		{"2026-01-04", time.Monday, true, true},
		{"2026-02-15", time.Sunday, false, false},
		{"2026-02-17", time.Tuesday, false, true},
		{"2026-02-25", time.Wednesday, true, false},
	}
	for _, tc := range cases {
		d := grid.MustDate(tc.date)
		if got := c.weekday(d); got != tc.want {
			t.Errorf("%s keeps the hours of %s, want %s", tc.date, got, tc.want)
		}
		if got := c.business(d); got != tc.business {
			t.Errorf("business(%s) = %t, want %t", tc.date, got, tc.business)
		}
		if got := c.Special(d); got != tc.special {
			t.Errorf("Special(%s) = %t, want %t", tc.date, got, tc.special)
		}
	}
}

func TestBusinessDaysAreCountedFromBothEndsOfTheMonth(t *testing.T) {
	// May 2026 begins on a Friday; the 25th is a holiday.
	c := calendarOf(t, holiday("2026-05-25", "Memorial Day"))
	cases := []struct {
		date          string
		ordinal, left int
	}{
		{"2026-05-06", 4, 17},
		{"2026-05-09", 0, 0}, // Saturday
		{"2026-05-22", 16, 5},
		{"2026-05-25", 0, 0}, // holiday
		{"2026-05-26", 17, 4},
		{"2026-05-29", 20, 1},
	}
	first := grid.MustDate("2026-05-20") // so that the range begins within the month
	for _, tc := range cases {
		info := newAlmanac(c, first, 3).day(first.DaysUntil(grid.MustDate(tc.date)))
		if info.ordinal != tc.ordinal {
			t.Errorf("%s is business day %d, want %d", tc.date, info.ordinal, tc.ordinal)
		}
		if info.left != tc.left {
			t.Errorf("%s has %d business days left, want %d", tc.date, info.left, tc.left)
		}
	}
}

func TestBusinessDaysOfAMonthAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c Calendar
		d := grid.MustDate("2024-01-01").AddDays(rapid.IntRange(0, 2000).Draw(t, "day"))
		before, days := rapid.IntRange(0, 70).Draw(t, "days before"), rapid.IntRange(1, 70).Draw(t, "days")
		month := grid.Date{Year: d.Year, Month: d.Month, Day: 1}
		total := c.businessDays(month, grid.Date{Year: d.Year, Month: d.Month + 1, Day: 1})
		if !c.business(d) {
			return
		}
		info := newAlmanac(c, d.AddDays(-before), before+days).day(before)
		if got := info.ordinal + info.left - 1; got != total || info.date != d {
			t.Errorf("%s: counted from both ends %d business days, the month has %d", d, got, total)
		}
		if want := c.businessDays(month, d) + 1; info.ordinal != want {
			t.Errorf("%s is business day %d, want %d", d, info.ordinal, want)
		}
	})
}

func TestAlmanacKnowsAFortnightBeyondItsRange(t *testing.T) {
	a := newAlmanac(calendarOf(t, holiday("2026-01-01", "元旦")), grid.MustDate("2026-01-05"), 10)
	if got := a.day(-4).holidays; len(got) != 1 || got[0] != "元旦" {
		t.Errorf("four days before the first: holidays %v, want 元旦", got)
	}
	if got, want := a.day(10+margin-1).date, grid.MustDate("2026-01-28"); got != want {
		t.Errorf("the last day known is %s, want %s", got, want)
	}
}

func TestNamesOfADayComeOnce(t *testing.T) {
	d := grid.MustDate("2026-11-11")
	c := calendarOf(t, DayFact{d, "sale", Event}, DayFact{d, "sale", Event}, DayFact{d, "launch", Event}, DayFact{d, "break", SchoolBreak})
	if diff := cmp.Diff([]string{"sale", "launch"}, c.names(d, Event)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if !c.has(d, SchoolBreak) || c.has(d, Holiday) {
		t.Error("kinds of the day are confused")
	}
}
