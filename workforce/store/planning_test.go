package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestPlanningGathersWhatBindsThePeopleOfASite(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		own, leedsVendor, _ := c.crew(t)
		gone := c.person("D")
		gone.LeftOn = grid.MustDate("2026-02-28")
		c.hire(t, gone)
		monday, sunday := grid.MustDate("2026-03-02"), grid.MustDate("2026-03-15")
		away := c.absent(t, own, "2026-02-25", "2026-03-03", workforce.Approved)
		asked := c.absent(t, own, "2026-03-10", "2026-03-10", workforce.Requested)
		c.absent(t, own, "2026-03-16", "2026-03-20", workforce.Approved) // after the days
		night := c.assign(t, own, "2026-03-01", 1320, 1800)              // reaches into the first day
		meeting := c.assign(t, own, "2026-03-04", 540, 600)
		c.assign(t, own, "2026-02-27", 540, 600)
		if _, _, err := c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "gb", grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31")); err != nil {
			t.Fatal(err)
		}

		got, err := c.Planning(t.Context(), c.all, c.leeds.ID, monday, sunday, workforce.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		want := workforce.PlanningSnapshot{
			Site: c.leeds, From: monday, To: sunday, Days: []workforce.CalendarDay{},
			Agreements: map[int64]workforce.Agreement{c.agreement.ID: c.agreement},
			Skills:     map[int64]workforce.Skill{c.billing.ID: c.billing},
			Teams:      map[int64]workforce.Team{c.team.ID: c.team},
			People: []workforce.PlanningPerson{
				{Person: own, Absences: []workforce.Absence{away, asked}, Assignments: []workforce.Assignment{night, meeting}},
				{Person: leedsVendor},
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("snapshot (-want +got):\n%s", diff)
		}

		easter, err := c.Planning(t.Context(), c.all, c.leeds.ID, grid.MustDate("2026-04-01"), grid.MustDate("2026-04-07"), workforce.Filter{EmployerIDs: []int64{c.vendor.ID}})
		if err != nil {
			t.Fatal(err)
		}
		if len(easter.People) != 1 || easter.People[0].Code != "B" || len(easter.Days) != 2 {
			t.Errorf("the vendor's people at Easter: %v with days %v; want B, Good Friday and Easter Monday", easter.People, easter.Days)
		}
	})
}

func (c *centre) absent(t *testing.T, p workforce.Person, from, to string, status workforce.AbsenceStatus) workforce.Absence {
	t.Helper()
	a, err := c.Absences.Create(t.Context(), c.all, workforce.Absence{
		PersonID: p.ID, From: grid.MustDate(from), To: grid.MustDate(to), Kind: workforce.Vacation, Status: status,
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (c *centre) assign(t *testing.T, p workforce.Person, day string, start, end int) workforce.Assignment {
	t.Helper()
	a, err := c.Assignments.Create(t.Context(), c.all, workforce.Assignment{PersonID: p.ID, Date: grid.MustDate(day), Start: start, End: end})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPlanningOfNobodyIsEmptyAndABackwardRangeIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		day := grid.MustDate("2026-03-02")
		got, err := c.Planning(t.Context(), c.all, c.chengdu.ID, day, day, workforce.Filter{})
		if err != nil || len(got.People) != 0 {
			t.Errorf("an empty site: %v, %v; want nobody", got.People, err)
		}
		var invalid *workforce.InvalidError
		if _, err := c.Planning(t.Context(), c.all, c.chengdu.ID, day, day.AddDays(-1), workforce.Filter{}); !errors.As(err, &invalid) {
			t.Errorf("a range that ends before it begins: %v; want it refused", err)
		}
		if _, err := c.Planning(t.Context(), c.all, 999, day, day, workforce.Filter{}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an unknown site: %v; want not found", err)
		}
	})
}

func TestOverlappingAssignmentsAreRefusedNamingBoth(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		p, other := c.hire(t, c.person("1001")), c.hire(t, c.person("1002"))
		night := c.assign(t, p, "2026-03-02", 1320, 1800)
		_, err := c.Assignments.Create(t.Context(), c.all, workforce.Assignment{PersonID: p.ID, Date: grid.MustDate("2026-03-03"), Start: 330, End: 420})
		var overlap *workforce.OverlapError
		if !errors.As(err, &overlap) {
			t.Fatalf("an early shift into the night before: %v; want *workforce.OverlapError", err)
		}
		if want := "assignment 2026-03-03 05:30-07:00 overlaps assignment 2026-03-02 22:00-06:00 of the same person; expected assignments that do not overlap"; err.Error() != want {
			t.Errorf("error %q; want %q", err, want)
		}
		c.assign(t, p, "2026-03-03", 360, 420)       // begins as the night ends
		c.assign(t, other, "2026-03-02", 1320, 1800) // somebody else
		night.End = 1740
		if _, err := c.Assignments.Edit(t.Context(), c.all, night); err != nil {
			t.Errorf("an assignment made shorter: %v; want it not to overlap itself", err)
		}
	})
}

func TestQueueSetupTellsWhenTheQueueIsOpen(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		if _, _, err := c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "gb", grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31")); err != nil {
			t.Fatal(err)
		}
		setup, err := c.QueueSetup(t.Context(), c.all, c.queue.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.queue, setup.Queue); diff != "" {
			t.Errorf("queue (-want +got):\n%s", diff)
		}
		if setup.Site.ID != c.leeds.ID || setup.Channel.ID != c.voice.ID || len(setup.Days) < 8 {
			t.Errorf("setup of site %d, channel %d, %d days; want %d, %d, a year of holidays", setup.Site.ID, setup.Channel.ID, len(setup.Days), c.leeds.ID, c.voice.ID)
		}
		for day, want := range map[string]int{"2026-03-30": 28, "2026-04-06": 0} { // a Monday, Easter Monday
			g, err := grid.New(setup.Site.Location(), setup.Queue.IntervalMin, grid.MustDate(day), 1)
			if err != nil {
				t.Fatal(err)
			}
			open := 0
			for _, is := range setup.Open(g) {
				if is {
					open++
				}
			}
			if open != want {
				t.Errorf("%s: open in %d half-hours; want %d", day, open, want)
			}
		}
	})
}

func TestCalendarDaysOfARangeAreReplacedAndTheRestStays(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		uplift := 35.0
		y25 := []workforce.CalendarDay{{Date: grid.MustDate("2025-12-25"), Kind: workforce.Holiday, Name: "Christmas"}}
		y26 := []workforce.CalendarDay{
			{Date: grid.MustDate("2026-11-26"), Kind: workforce.Event, Name: "Black Friday", EventType: "campaign", UpliftPct: &uplift},
			{Date: grid.MustDate("2026-12-25"), Kind: workforce.Holiday, Name: "Christmas"},
		}
		set := func(version int64, year int, days []workforce.CalendarDay) (workforce.Calendar, error) {
			first, last := grid.Date{Year: year, Month: time.January, Day: 1}, grid.Date{Year: year, Month: time.December, Day: 31}
			return c.SetCalendarDays(t.Context(), c.all, c.calendar.ID, version, first, last, days)
		}
		if _, err := set(1, 2025, y25); err != nil {
			t.Fatal(err)
		}
		changed, err := set(2, 2026, y26)
		if err != nil || changed.Version != 3 {
			t.Fatalf("second change: version %d, %v; want 3", changed.Version, err)
		}
		if _, err := set(3, 2026, y26[1:]); err != nil {
			t.Fatal(err)
		}
		_, got, err := c.CalendarDays(t.Context(), c.all, c.calendar.ID, grid.MustDate("2025-01-01"), grid.MustDate("2026-12-31"))
		if diff := cmp.Diff(append(y25, y26[1:]...), got); diff != "" || err != nil {
			t.Errorf("days (-want +got), %v:\n%s", err, diff)
		}
		var stale *database.StaleError
		if _, err := set(3, 2026, nil); !errors.As(err, &stale) {
			t.Errorf("days set on version 3 of 4: %v; want *database.StaleError", err)
		}
		var invalid *workforce.InvalidError
		if _, err := set(4, 2026, y25); !errors.As(err, &invalid) || invalid.Fields[0].Field != "days[0].date" {
			t.Errorf("a day outside the year: %v; want days[0].date refused", err)
		}
	})
}

func TestSeedingACalendarKeepsItsOwnersDaysAndIsIdempotent(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		from, to := grid.MustDate("2026-10-01"), grid.MustDate("2026-10-31")
		own := []workforce.CalendarDay{
			{Date: grid.MustDate("2026-10-07"), Kind: workforce.Workday, Name: "We work"},
			{Date: grid.MustDate("2026-10-08"), Kind: workforce.SchoolBreak, Name: "Autumn"},
		}
		if _, err := c.SetCalendarDays(t.Context(), c.all, c.calendar.ID, 1, from, to, own); err != nil {
			t.Fatal(err)
		}
		changed, added, err := c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "cn", from, to)
		if err != nil || added != 7 || changed.Version != 3 {
			t.Errorf("seeding added %d days at version %d, %v; want 7 (six days off, one workday) at 3", added, changed.Version, err)
		}
		changed, added, err = c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "cn", from, to)
		if err != nil || added != 0 || changed.Version != 3 {
			t.Errorf("seeding again added %d days at version %d, %v; want none, version 3", added, changed.Version, err)
		}
		_, days, err := c.CalendarDays(t.Context(), c.all, c.calendar.ID, from, to)
		if err != nil || len(days) != 9 {
			t.Errorf("%d days, %v; want 9", len(days), err)
		}
		for _, want := range []int{1, 0} { // the Double Ninth is an event, on whatever kind of day it falls
			if _, added, err = c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "cn-lunar", from, to); err != nil || added != want {
				t.Errorf("seeding lunar festivals added %d days, %v; want %d", added, err, want)
			}
		}
		if _, _, err := c.SeedCalendar(t.Context(), c.all, c.calendar.ID, "atlantis", from, to); err == nil {
			t.Error("an unknown region was taken; want it refused")
		}
	})
}
