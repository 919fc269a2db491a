package holidays

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func seed(t *testing.T, region, from, to string) []workforce.CalendarDay {
	t.Helper()
	days, err := Seed(region, grid.MustDate(from), grid.MustDate(to))
	if err != nil {
		t.Fatalf("Seed(%s, %s, %s): %v", region, from, to, err)
	}
	return days
}

func TestChinaHasDaysOffAndMakeUpWorkdays(t *testing.T) {
	got := seed(t, "CN", "2026-10-01", "2026-10-31")
	var want []workforce.CalendarDay
	for d := 1; d <= 7; d++ {
		want = append(want, workforce.CalendarDay{Date: grid.Date{Year: 2026, Month: time.October, Day: d}, Kind: workforce.Holiday, Name: "国庆节"})
	}
	want = append(want, workforce.CalendarDay{Date: grid.MustDate("2026-10-10"), Kind: workforce.Workday, Name: "国庆节"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("October 2026 (-want +got):\n%s", diff)
	}
}

func TestMakeUpWorkdaysOfChinaFallOnWeekends(t *testing.T) {
	from, to := ChinaKnown()
	// In 2020 the spring festival was prolonged at short notice; the notice
	// names the Monday on which work began again.
	prolonged := grid.MustDate("2020-02-03")
	for _, day := range seed(t, China, from.String(), to.String()) {
		weekend := day.Date.Weekday() == time.Saturday || day.Date.Weekday() == time.Sunday
		if day.Kind == workforce.Workday && !weekend && day.Date != prolonged {
			t.Errorf("%s %s is a make-up workday on a %s; want a weekend day", day.Date, day.Name, day.Date.Weekday())
		}
	}
}

func TestLunarFestivalsAreEventsByName(t *testing.T) {
	// As printed almanacs have them; in 2012, 2027 and 2030 the new moon fell within
	// minutes of midnight in Beijing.
	for date, name := range map[string]string{
		"2012-08-23": "七夕节", "2030-02-03": "春节", "2033-09-08": "中秋节", "2034-02-19": "春节",
		"2024-02-24": "元宵节", "2025-08-29": "七夕节", "2025-10-29": "重阳节", "2026-02-16": "除夕", "2026-02-17": "春节",
		"2026-03-03": "元宵节", "2026-06-19": "端午节", "2026-08-19": "七夕节", "2026-09-25": "中秋节", "2026-10-18": "重阳节", "2027-02-06": "春节",
	} {
		want := []workforce.CalendarDay{{Date: grid.MustDate(date), Kind: workforce.Event, Name: name}}
		if diff := cmp.Diff(want, seed(t, "CN-Lunar", date, date)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", date, diff)
		}
	}
	from, to := LunarKnown()
	n := map[string]int{}
	for _, day := range seed(t, ChinaLunar, from.String(), to.String()) {
		n[day.Name]++
	}
	for name, times := range n {
		if years := to.Year - from.Year + 1; times != years {
			t.Errorf("%s comes %d times in %d years", name, times, years)
		}
	}
	if len(n) != 9 {
		t.Errorf("festivals %v; want nine", n)
	}
}

// The State Council's notices, which come from elsewhere, give days off around
// the festivals.
func TestStatutoryFestivalsLieInTheirDaysOff(t *testing.T) {
	from, to := ChinaKnown()
	off := map[grid.Date]bool{}
	for _, day := range seed(t, China, from.String(), to.String()) {
		off[day.Date] = off[day.Date] || day.Kind == workforce.Holiday
	}
	for _, day := range seed(t, ChinaLunar, from.String(), to.String()) {
		if statutory := day.Name == "春节" || day.Name == "中秋节" || day.Name == "端午节"; statutory && day.Date.Year >= 2008 && !off[day.Date] {
			t.Errorf("%s %s is no day off", day.Date, day.Name)
		}
	}
}

func TestEveryKnownYearOfChinaHasItsDays(t *testing.T) {
	from, to := ChinaKnown()
	for year := from.Year; year <= to.Year; year++ {
		days := seed(t, China, grid.Date{Year: year, Month: 1, Day: 1}.String(), grid.Date{Year: year, Month: 12, Day: 31}.String())
		if len(days) < 20 {
			t.Errorf("%d: %d days; want at least 20", year, len(days))
		}
	}
	if days := seed(t, China, to.AddDays(1).String(), to.AddDays(365).String()); len(days) != 0 {
		t.Errorf("the year after the table has %d days; want none", len(days))
	}
}

func TestComputedRegions(t *testing.T) {
	cases := []struct{ region, day, name string }{
		{"gb", "2026-12-25", "Christmas Day"},
		{"gb", "2026-04-03", "Good Friday"},
		{"gb", "2026-04-06", "Easter Monday"},
		{"gb", "2026-08-31", "Summer"},
		{"us", "2026-11-26", "Thanksgiving"},
		{"us", "2026-07-04", "Independence"},
		{"us", "2026-07-03", "(observed)"},
		{"de", "2026-10-03", "Einheit"},
		{"fr", "2026-07-14", ""},
		{"es", "2026-10-12", ""},
		{"it", "2026-06-02", ""},
		{"nl", "2026-04-27", ""},
		{"ie", "2026-03-17", ""},
		{"at", "2026-10-26", ""},
		{"ch", "2026-08-01", ""},
		{"pl", "2026-11-11", ""},
	}
	for _, c := range cases {
		days := seed(t, c.region, c.day, c.day)
		if len(days) != 1 || days[0].Kind != workforce.Holiday || !strings.Contains(days[0].Name, c.name) {
			t.Errorf("%s %s: %v; want one holiday named like %q", c.region, c.day, days, c.name)
		}
	}
}

func TestNewYearObservedInDecemberBelongsToItsRange(t *testing.T) {
	days := seed(t, "us", "2021-12-31", "2021-12-31")
	if len(days) != 1 || !strings.Contains(days[0].Name, "observed") {
		t.Errorf("2021-12-31 in the US: %v; want New Year's Day observed", days)
	}
}

func TestEverySeedCanStandInOneCalendar(t *testing.T) {
	for _, region := range Regions() {
		days := seed(t, region, "2006-01-01", "2035-12-31")
		if len(days) == 0 {
			t.Errorf("%s: no days", region)
		}
		checked, err := workforce.NewCalendarDays(days)
		if err != nil {
			t.Errorf("%s: %v", region, err)
			continue
		}
		if diff := cmp.Diff(checked, days); diff != "" {
			t.Errorf("%s: days out of order (-want +got):\n%s", region, diff)
		}
	}
}

func TestUnknownRegionAndBackwardRangeAreBothNamed(t *testing.T) {
	_, err := Seed("atlantis", grid.MustDate("2026-02-01"), grid.MustDate("2026-01-01"))
	var invalid *workforce.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v; want *workforce.InvalidError", err)
	}
	fields := make([]string, len(invalid.Fields))
	for i, f := range invalid.Fields {
		fields[i] = f.Field
	}
	if !slices.Equal(fields, []string{"region", "to"}) || !strings.Contains(err.Error(), "cn") {
		t.Errorf("got fields %v in %q; want region (with the known ones) and to", fields, err)
	}
}

func TestBrokenTableNamesItsLine(t *testing.T) {
	_, err := readChina("date,name,kind\n2026-01-01,元旦,off\n2026-01-02,元旦,maybe\n")
	if err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v; want an error that names line 3", err)
	}
}
