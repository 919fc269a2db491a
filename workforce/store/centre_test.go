package store_test

import (
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	"github.com/muster-wfm/muster/workforce/labour"
	"github.com/muster-wfm/muster/workforce/store"
)

// centre is a small contact centre on a fresh database: two sites, an own
// employer and a vendor, one queue at the first site.
type centre struct {
	*workforce.Service
	all       auth.Scope
	calendar  workforce.Calendar
	leeds     workforce.Site
	chengdu   workforce.Site
	voice     workforce.Channel
	billing   workforce.Skill
	queue     workforce.Queue
	own       workforce.Employer
	vendor    workforce.Employer
	team      workforce.Team
	agreement workforce.Agreement
}

// eachEngine runs a test on a centre on either engine.
func eachEngine(t *testing.T, test func(t *testing.T, c *centre)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		test(t, newCentre(t, db, auth.SystemScope(1)))
	})
}

func newCentre(t testing.TB, db *database.DB, scope auth.Scope) *centre {
	t.Helper()
	service := workforce.NewService(store.New(db), holidays.Seed)
	service.Now = func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }
	c := &centre{Service: service, all: scope}
	c.calendar = must(t)(c.Calendars.Create(t.Context(), scope, workforce.Calendar{Code: "GB", Name: "England", Region: "gb"}))
	c.leeds = mustSite(t, c, workforce.Site{Code: "LDS", Name: "Leeds", Zone: "Europe/London", Country: "GB", CalendarID: c.calendar.ID})
	c.chengdu = mustSite(t, c, workforce.Site{Code: "CD", Name: "成都", Zone: "Asia/Shanghai", Country: "CN"})
	var err error
	if c.voice, err = c.Channels.Create(t.Context(), scope, workforce.Channel{Code: "voice", Name: "Voice", Kind: workforce.Voice, Concurrency: 1}); err != nil {
		t.Fatal(err)
	}
	if c.billing, err = c.Skills.Create(t.Context(), scope, workforce.Skill{Code: "billing", Name: "Billing"}); err != nil {
		t.Fatal(err)
	}
	if c.queue, err = c.Queues.Create(t.Context(), scope, c.plainQueue("LDS-BILLING")); err != nil {
		t.Fatal(err)
	}
	if c.own, err = c.Employers.Create(t.Context(), scope, workforce.Employer{Code: "OWN", Name: "Harbour", Kind: workforce.OwnStaff}); err != nil {
		t.Fatal(err)
	}
	if c.vendor, err = c.Employers.Create(t.Context(), scope, workforce.Employer{Code: "KESTREL", Name: "Kestrel", Kind: workforce.Vendor}); err != nil {
		t.Fatal(err)
	}
	if c.team, err = c.Teams.Create(t.Context(), scope, workforce.Team{Code: "LDS-1", Name: "Leeds one", SiteID: c.leeds.ID, EmployerID: c.own.ID, MaxOnPause: 3, MaxPauseShare: 0.25}); err != nil {
		t.Fatal(err)
	}
	if c.agreement, err = c.Agreements.Create(t.Context(), scope, plainAgreement("FULL")); err != nil {
		t.Fatal(err)
	}
	return c
}

func must(t testing.TB) func(workforce.Calendar, error) workforce.Calendar {
	return func(c workforce.Calendar, err error) workforce.Calendar {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func mustSite(t testing.TB, c *centre, s workforce.Site) workforce.Site {
	t.Helper()
	made, err := c.Sites.Create(t.Context(), c.all, s)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (c *centre) plainQueue(code string) workforce.Queue {
	return workforce.Queue{
		Code: code, Name: "Billing", SiteID: c.leeds.ID, ChannelID: c.voice.ID, SkillID: c.billing.ID,
		IntervalMin: 30, ClosedOnHolidays: true,
		Hours: workforce.OpeningHours{
			{Weekday: time.Monday, Opens: 7 * 60, Closes: 21 * 60},
			{Weekday: time.Saturday, Opens: 22 * 60, Closes: 30 * 60},
		},
		HoursChanges: []workforce.HoursChange{
			{ValidFrom: grid.MustDate("2026-06-01"), Hours: workforce.OpeningHours{{Weekday: time.Monday, Opens: 8 * 60, Closes: 20 * 60}}},
			{ValidFrom: grid.MustDate("2027-01-01")},
		},
		Goals: []workforce.ServiceGoal{{
			SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, PatienceS: 120, MaxOccupancy: 0.9,
			InOfficeShrinkage: 0.1, OutOfOfficeShrinkage: 0.12, MinAgents: 2, Certainty: 0.9,
		}, {
			ValidFrom: grid.MustDate("2026-09-01"), SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, Method: workforce.MethodCourse,
			Categories: []workforce.ShrinkageCategory{{Name: "Leave", Share: 0.12, Planned: true}, {Name: "Coaching", Share: 0.06, InOffice: true}},
		}},
	}
}

func plainAgreement(code string) workforce.Agreement {
	two := 2
	return workforce.Agreement{Code: code, Name: "Full time", Terms: []workforce.Terms{{
		Rules: workforce.Rules{
			WeeklyMinMin: 2100, WeeklyMaxMin: 2400, MinRestMin: 660, MaxConsecutiveDays: 6,
			MinDaysOffPerWeek: 2, MinConsecutiveDaysOff: 2, MaxWeekendsInPeriod: &two,
			Further: []labour.Rule{
				{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Min: 60, Max: 2880, Source: "2003/88/EC, article 6"},
				{Kind: labour.Shifts, Class: "N", Span: labour.Blocks, Days: 28, Anchor: grid.MustDate("2026-01-05"), Max: labour.Nothing},
				{Kind: labour.StartSpread, Span: labour.Week, Weekdays: []time.Weekday{time.Monday, time.Sunday}},
				{Kind: labour.BarredHours, From: 22 * 60, To: 6 * 60},
				{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240},
				{Kind: labour.Pattern, Anchor: grid.MustDate("2026-01-05"), Cycle: [][]string{{"N"}, {}, {labour.Off}}},
				{Kind: labour.NoSuccession, Class: "N", Then: "D"},
			},
		},
		Templates: []workforce.ShiftTemplate{
			{
				Code: "early", Letter: "E", Name: "Early", Weekdays: weekdays(1, 2, 3, 4, 5, 6, 7),
				EarliestStartMin: 420, LatestStartMin: 540, StepMin: 30, LengthsMin: []int{480, 510},
				Lunch:                   &workforce.Pause{Minutes: 30, EarliestAfterMin: 180, LatestAfterMin: 300},
				Breaks:                  []workforce.Pause{{Minutes: 15, Paid: true, EarliestAfterMin: 60, LatestAfterMin: 150}, {Minutes: 15, Paid: true, EarliestAfterMin: 330, LatestAfterMin: 420}},
				MinMinutesBetweenBreaks: 60, MaxWorkMin: 240,
			},
			{
				Code: "night", Letter: "N", Name: "Night", Weekdays: weekdays(5, 6),
				EarliestStartMin: 1320, LatestStartMin: 1320, StepMin: 30, LengthsMin: []int{480},
			},
		},
	}}}
}

func weekdays(numbers ...int) []time.Weekday {
	days := make([]time.Weekday, len(numbers))
	for i, n := range numbers {
		days[i] = time.Weekday(n % 7)
	}
	return days
}

// person is someone of the centre who can be planned.
func (c *centre) person(code string) workforce.Person {
	return workforce.Person{
		Code: code, Name: "Person " + code, Email: code + "@example.org", SiteID: c.leeds.ID, EmployerID: c.own.ID, TeamID: c.team.ID,
		HiredOn:    grid.MustDate("2025-01-06"),
		Agreements: []workforce.AgreementSpell{{AgreementID: c.agreement.ID, RotationWeeks: 2}},
		Skills:     []workforce.SkillSpell{{SkillID: c.billing.ID, Level: 3}},
		Availability: []workforce.Availability{
			{Weekday: time.Monday, From: 420, To: 1440}, {Weekday: time.Sunday, From: 1200, To: 1800},
		},
	}
}

func (c *centre) hire(t *testing.T, p workforce.Person) workforce.Person {
	t.Helper()
	made, err := c.People.Create(t.Context(), c.all, p)
	if err != nil {
		t.Fatalf("hire %s: %v", p.Code, err)
	}
	return made
}
