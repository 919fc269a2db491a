package workforce_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce"
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

func gridOf(t testing.TB, zoneName string, minutes int, first string, days int) grid.Grid {
	t.Helper()
	g, err := grid.New(zone(t, zoneName), minutes, grid.MustDate(first), days)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// spans shows a mask as the wall times of its open stretches: "07:00-21:00".
// The end is the start of the first closed interval.
func spans(g grid.Grid, open []bool) string {
	var out []string
	for i := 0; i < len(open); i++ {
		if !open[i] {
			continue
		}
		from := g.Start(i)
		for i < len(open) && open[i] {
			i++
		}
		out = append(out, from.In(g.Location()).Format("Mon 15:04")+"-"+g.Start(i).In(g.Location()).Format("15:04"))
	}
	return strings.Join(out, ", ")
}

func hours(t testing.TB, periods ...workforce.OpeningPeriod) workforce.OpeningHours {
	t.Helper()
	h, err := workforce.NewOpeningHours(periods)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func period(t testing.TB, day time.Weekday, opens, closes string) workforce.OpeningPeriod {
	t.Helper()
	p, err := workforce.ParseOpeningPeriod(day, opens, closes)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOpenMarksTheIntervalsInWhichAQueueIsServed(t *testing.T) {
	weekdays := func(opens, closes string) workforce.OpeningHours {
		var all []workforce.OpeningPeriod
		for d := time.Monday; d <= time.Friday; d++ {
			all = append(all, period(t, d, opens, closes))
		}
		return hours(t, all...)
	}
	cases := []struct {
		name    string
		hours   workforce.OpeningHours
		zone    string
		minutes int
		first   string
		days    int
		want    string
	}{
		{"a working day", weekdays("07:00", "21:00"), "Europe/London", 30, "2026-03-02", 1, "Mon 07:00-21:00"},
		{"a weekend", weekdays("07:00", "21:00"), "Europe/London", 30, "2026-03-07", 2, ""},
		{"off the grid on both sides", weekdays("07:10", "20:50"), "Europe/London", 30, "2026-03-02", 1, "Mon 07:00-21:00"},
		{"a morning and an evening", hours(t, period(t, time.Monday, "08:00", "12:00"), period(t, time.Monday, "14:00", "18:00")),
			"Europe/London", 60, "2026-03-02", 1, "Mon 08:00-12:00, Mon 14:00-18:00"},
		{"over midnight", hours(t, period(t, time.Monday, "22:00", "06:00")), "Europe/London", 30, "2026-03-02", 2, "Mon 22:00-06:00"},
		{"over the midnight before the grid", hours(t, period(t, time.Monday, "22:00", "06:00")), "Europe/London", 30, "2026-03-03", 1, "Tue 00:00-06:00"},
		{"over the grid's end", hours(t, period(t, time.Monday, "22:00", "06:00")), "Europe/London", 30, "2026-03-02", 1, "Mon 22:00-00:00"},
		{"from Sunday into the new week", hours(t, period(t, time.Sunday, "22:00", "02:00")), "Asia/Shanghai", 30, "2026-03-02", 1, "Mon 00:00-02:00"},
		{"always", workforce.AlwaysOpen(), "Asia/Shanghai", 60, "2026-03-02", 7, "Mon 00:00-00:00"},
		{"never", nil, "Asia/Shanghai", 60, "2026-03-02", 7, ""},
		{"the day the clocks go forward", hours(t, period(t, time.Sunday, "00:00", "04:00")), "Europe/London", 30, "2026-03-29", 1, "Sun 00:00-04:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := gridOf(t, c.zone, c.minutes, c.first, c.days)
			if got := spans(g, c.hours.Open(g)); got != c.want {
				t.Errorf("%v on %s, %d days: open %q; want %q", c.hours, c.first, c.days, got, c.want)
			}
		})
	}
}

func TestAlwaysOpenIsOpenOnLongAndShortDays(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		want      int
	}{
		{"Europe/London", "2026-03-29", 92}, {"Europe/London", "2026-10-25", 100},
		{"America/Santiago", "2026-09-06", 92}, {"Australia/Lord_Howe", "2026-10-04", 94},
	} {
		g := gridOf(t, c.zone, 15, c.day, 1)
		open := 0
		for _, is := range workforce.AlwaysOpen().Open(g) {
			if is {
				open++
			}
		}
		if open != c.want {
			t.Errorf("%s %s: %d open quarter hours; want all %d", c.zone, c.day, open, c.want)
		}
	}
}

func TestHolidaysCloseAQueueThatHonoursThemAndMakeUpWorkdaysOpenIt(t *testing.T) {
	q := workforce.Queue{ClosedOnHolidays: true, Hours: hours(t,
		period(t, time.Tuesday, "09:00", "17:00"), period(t, time.Wednesday, "08:00", "18:00"), period(t, time.Friday, "22:00", "04:00"),
	)}
	days := []workforce.CalendarDay{
		{Date: grid.MustDate("2026-03-04"), Kind: workforce.Holiday, Name: "h"},     // a Wednesday
		{Date: grid.MustDate("2026-03-07"), Kind: workforce.Holiday, Name: "h"},     // the Saturday into which Friday night runs
		{Date: grid.MustDate("2026-03-08"), Kind: workforce.Workday, Name: "w"},     // a Sunday
		{Date: grid.MustDate("2026-03-03"), Kind: workforce.Event, Name: "e"},       // changes nothing
		{Date: grid.MustDate("2026-03-11"), Kind: workforce.Workday, Name: "w"},     // a Wednesday keeps its hours
		{Date: grid.MustDate("2026-03-10"), Kind: workforce.SchoolBreak, Name: "s"}, // changes nothing
	}
	g := gridOf(t, "Asia/Shanghai", 60, "2026-03-02", 10)
	want := "Tue 09:00-17:00, Fri 22:00-04:00, Sun 09:00-17:00, Tue 09:00-17:00, Wed 08:00-18:00"
	if got := spans(g, q.Open(g, days)); got != want {
		t.Errorf("open %q; want %q", got, want)
	}
	q.ClosedOnHolidays = false
	want = "Tue 09:00-17:00, Wed 08:00-18:00, Fri 22:00-04:00, Tue 09:00-17:00, Wed 08:00-18:00"
	if got := spans(g, q.Open(g, days)); got != want {
		t.Errorf("a queue that knows no holidays is open %q; want %q", got, want)
	}
}

// An interval is open if and only if a period's stretch of real time meets it.
func TestOpenAgreesWithEveryMinuteOfTheClock(t *testing.T) {
	london := zone(t, "Europe/London")
	rapid.Check(t, func(t *rapid.T) {
		opens := rapid.IntRange(0, 1439).Draw(t, "opens")
		length := rapid.IntRange(1, 1440).Draw(t, "length")
		weekday := time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))
		minutes := rapid.SampledFrom([]int{5, 15, 30, 60}).Draw(t, "minutes")
		first := grid.MustDate("2026-03-20").AddDays(rapid.IntRange(0, 15).Draw(t, "first"))
		h := workforce.OpeningHours{{Weekday: weekday, Opens: opens, Closes: opens + length}}
		g, err := grid.New(london, minutes, first, 3)
		if err != nil {
			t.Fatal(err)
		}
		for i, open := range h.Open(g) {
			want := false
			for k := -2; k < 3; k++ {
				day := first.AddDays(k)
				from, to := grid.WallTime(london, day, opens), grid.WallTime(london, day, opens+length)
				want = want || day.Weekday() == weekday && from.Before(g.End(i)) && g.Start(i).Before(to)
			}
			if open != want {
				t.Fatalf("%v: interval %d at %v open %t; want %t", h, i, g.Start(i), open, want)
			}
		}
	})
}

func TestOverlappingOpeningPeriodsAreRefusedNamingBoth(t *testing.T) {
	cases := []struct {
		name    string
		periods []workforce.OpeningPeriod
		clash   string // "" where they may stand together
	}{
		{"side by side", []workforce.OpeningPeriod{period(t, time.Monday, "08:00", "12:00"), period(t, time.Monday, "12:00", "18:00")}, ""},
		{"one hour shared", []workforce.OpeningPeriod{period(t, time.Monday, "08:00", "13:00"), period(t, time.Monday, "12:00", "18:00")},
			`openingHours[1]: found "Mon 12:00-18:00"; expected no overlap with openingHours[0], Mon 08:00-13:00`},
		{"a night into the next morning", []workforce.OpeningPeriod{period(t, time.Tuesday, "05:00", "12:00"), period(t, time.Monday, "22:00", "06:00")},
			`openingHours[1]: found "Mon 22:00-06:00"; expected no overlap with openingHours[0], Tue 05:00-12:00`},
		{"Sunday night into Monday", []workforce.OpeningPeriod{period(t, time.Monday, "00:00", "08:00"), period(t, time.Sunday, "22:00", "02:00")},
			`openingHours[1]: found "Sun 22:00-02:00"; expected no overlap with openingHours[0], Mon 00:00-08:00`},
		{"the same twice", []workforce.OpeningPeriod{period(t, time.Monday, "00:00", "24:00"), period(t, time.Monday, "00:00", "24:00")},
			`openingHours[1]: found "Mon 00:00-24:00"; expected no overlap with openingHours[0], Mon 00:00-24:00`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := workforce.NewOpeningHours(c.periods)
			if c.clash == "" && err != nil || c.clash != "" && (err == nil || !strings.Contains(err.Error(), c.clash)) {
				t.Errorf("%v: %v; want %q", c.periods, err, c.clash)
			}
		})
	}
}

func TestOpeningPeriodsAreReadAsPeopleWriteThem(t *testing.T) {
	cases := []struct {
		opens, closes string
		want          workforce.OpeningPeriod
		bad           []string
	}{
		{"07:00", "21:00", workforce.OpeningPeriod{Opens: 420, Closes: 1260}, nil},
		{"22:00", "06:00", workforce.OpeningPeriod{Opens: 1320, Closes: 1800}, nil},
		{"00:00", "24:00", workforce.OpeningPeriod{Opens: 0, Closes: 1440}, nil},
		{"18:00", "00:00", workforce.OpeningPeriod{Opens: 1080, Closes: 1440}, nil},
		{"08:00", "08:00", workforce.OpeningPeriod{}, []string{"closes"}},
		{"24:00", "25:00", workforce.OpeningPeriod{}, []string{"opens", "closes"}},
		{"7:00", "21.00", workforce.OpeningPeriod{}, []string{"opens", "closes"}},
	}
	for _, c := range cases {
		got, err := workforce.ParseOpeningPeriod(time.Sunday, c.opens, c.closes)
		var invalid *workforce.InvalidError
		if errors.As(err, &invalid) {
			for _, field := range c.bad {
				if !strings.Contains(err.Error(), field+": found") {
					t.Errorf("%s-%s: %v; want %v named", c.opens, c.closes, err, c.bad)
				}
			}
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" || c.bad != nil {
			t.Errorf("%s-%s (-want +got), want bad %v:\n%s", c.opens, c.closes, c.bad, diff)
		}
	}
}

func TestClocksReadBackAsWritten(t *testing.T) {
	for minutes := range 1441 {
		got, err := workforce.ParseClock(workforce.FormatClock(minutes))
		if err != nil || got != minutes {
			t.Fatalf("%d shows as %s, reads as %d, %v", minutes, workforce.FormatClock(minutes), got, err)
		}
	}
	for _, text := range []string{"", "7:00", "07:60", "24:01", "07-00", "ab:cd", "+7:00", "07:00 ", "-1:00"} {
		if got, err := workforce.ParseClock(text); err == nil {
			t.Errorf("ParseClock(%q) = %d; want an error", text, got)
		}
	}
}

func TestWeekdaysAreNumberedFromMonday(t *testing.T) {
	for n := 1; n <= 7; n++ {
		d, err := workforce.WeekdayOfISO(n)
		if err != nil || workforce.ISOWeekday(d) != n {
			t.Errorf("%d is %s, %v, and back %d", n, d, err, workforce.ISOWeekday(d))
		}
	}
	for _, n := range []int{0, 8, -1} {
		if _, err := workforce.WeekdayOfISO(n); err == nil {
			t.Errorf("WeekdayOfISO(%d) was taken; want an error", n)
		}
	}
}
