package workforce_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// The messages of errors are what users read: each says what was found where,
// and what was expected instead.
func TestMessagesSayWhatWasFoundAndExpected(t *testing.T) {
	_, badSite := workforce.NewSite(workforce.Site{Code: "LDS", Name: "", Zone: "Mars", Country: "GB"})
	_, badChannel := workforce.NewChannel(workforce.Channel{Code: "v", Name: "V", Kind: workforce.Voice, Concurrency: 3})
	cases := []struct {
		err  error
		want string
	}{
		{badSite, `site refused: name: found nothing; expected 1 to 200 printable characters; zone: found "Mars"; expected an IANA time zone such as Europe/London`},
		{badChannel, `channel refused: concurrency: found 3; expected 1 contact at a time on a spoken channel`},
		{
			&workforce.ReferredError{What: workforce.KindTeam, ID: 4, Count: 1, By: []workforce.Referrer{{Kind: workforce.KindPerson, ID: 9, Code: "1001", Name: "Ann"}}},
			"team 4 cannot be deleted: it is referred to by person 1001 (Ann); expected nothing to refer to it",
		},
		{
			&workforce.ReferredError{What: workforce.KindSite, ID: 1, Count: 3, By: []workforce.Referrer{{Kind: workforce.KindQueue, Code: "Q", Name: "Q"}}},
			"site 1 cannot be deleted: it is referred to by queue Q (Q) and 2 more; expected nothing to refer to it",
		},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, c.err.Error()); diff != "" {
			t.Errorf("message (-want +got):\n%s", diff)
		}
	}
}

func TestTodayIsTheSitesDay(t *testing.T) {
	evening := time.Date(2026, 3, 2, 20, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{"Europe/London": "2026-03-02", "Asia/Shanghai": "2026-03-03", "America/Los_Angeles": "2026-03-02"} {
		if got := (workforce.Site{Zone: zone}).Today(evening); got != grid.MustDate(want) {
			t.Errorf("%s: today is %s; want %s", zone, got, want)
		}
	}
}

func TestClockTimesBeyondMidnightShowTheNextDaysClock(t *testing.T) {
	for minutes, want := range map[int]string{0: "00:00", 425: "07:05", 1439: "23:59", 1440: "24:00", 1441: "00:01", 1800: "06:00"} {
		if got := workforce.FormatClock(minutes); got != want {
			t.Errorf("FormatClock(%d) = %q; want %q", minutes, got, want)
		}
	}
}

func ExampleQueue_Open() {
	queue := workforce.Queue{
		ClosedOnHolidays: true,
		Hours:            workforce.OpeningHours{{Weekday: time.Friday, Opens: 22 * 60, Closes: 26 * 60}},
	}
	shanghai, _ := time.LoadLocation("Asia/Shanghai")
	g, _ := grid.New(shanghai, 60, grid.MustDate("2026-03-06"), 2) // a Friday and a Saturday
	saturdayOff := []workforce.CalendarDay{{Date: grid.MustDate("2026-03-07"), Kind: workforce.Holiday, Name: "Holiday"}}
	for i, open := range queue.Open(g, saturdayOff) {
		if open {
			fmt.Println(g.Start(i).In(shanghai).Format("Mon 15:04"))
		}
	}
	// Output:
	// Fri 22:00
	// Fri 23:00
	// Sat 00:00
	// Sat 01:00
}

func ExamplePerson_WithSkills() {
	const billing, sales = 1, 2
	person := workforce.Person{Skills: []workforce.SkillSpell{{SkillID: billing, Level: 3}}}
	person = person.WithSkills(map[int64]int{billing: 4, sales: 1}, grid.MustDate("2026-04-01"))
	for _, day := range []string{"2026-03-31", "2026-04-01"} {
		for _, held := range person.SkillsOn(grid.MustDate(day)) {
			fmt.Println(day, "skill", held.SkillID, "at level", held.Level)
		}
	}
	// Output:
	// 2026-03-31 skill 1 at level 3
	// 2026-04-01 skill 1 at level 4
	// 2026-04-01 skill 2 at level 1
}
