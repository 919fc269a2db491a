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
