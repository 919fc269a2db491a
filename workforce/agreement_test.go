package workforce_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func goodTemplate() workforce.ShiftTemplate {
	return workforce.ShiftTemplate{
		Code: "early", Letter: "E", Name: "Early", Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
		EarliestStartMin: 420, LatestStartMin: 540, StepMin: 30, LengthsMin: []int{480, 510},
		Lunch:  &workforce.Pause{Minutes: 30, EarliestAfterMin: 180, LatestAfterMin: 300},
		Breaks: []workforce.Pause{{Minutes: 15, Paid: true, EarliestAfterMin: 60, LatestAfterMin: 150}},
	}
}

func goodAgreement() workforce.Agreement {
	return workforce.Agreement{Code: "FULL", Name: "Full time", Terms: []workforce.Terms{{
		Rules: workforce.Rules{
			WeeklyMinMin: 2100, WeeklyMaxMin: 2400, MinRestMin: 660, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 2, MinConsecutiveDaysOff: 2,
		},
		Templates: []workforce.ShiftTemplate{goodTemplate()},
	}}}
}

func TestAnAgreementRefusesWhatCannotBe(t *testing.T) {
	minus := -1
	cases := []struct {
		name string
		spot func(*workforce.Rules, *workforce.ShiftTemplate, *workforce.Terms)
		want []string
	}{
		{"nothing wrong", func(*workforce.Rules, *workforce.ShiftTemplate, *workforce.Terms) {}, nil},
		{"minimum above maximum", func(r *workforce.Rules, _ *workforce.ShiftTemplate, _ *workforce.Terms) { r.WeeklyMinMin = 2401 }, []string{"rules.weeklyMinMin"}},
		{"numbers beyond a week", func(r *workforce.Rules, _ *workforce.ShiftTemplate, _ *workforce.Terms) {
			*r = workforce.Rules{WeeklyMinMin: -1, WeeklyMaxMin: 10081, MinRestMin: -1, MaxConsecutiveDays: 0, MinDaysOffPerWeek: 7, MinConsecutiveDaysOff: 8, MaxShiftsPerWeek: 15, MaxWeekendsInPeriod: &minus}
		}, []string{
			"rules.weeklyMinMin", "rules.weeklyMaxMin", "rules.minRestMin", "rules.maxConsecutiveDays",
			"rules.minDaysOffPerWeek", "rules.minConsecutiveDaysOff", "rules.maxShiftsPerWeek", "rules.maxWeekendsInPeriod",
		}},
		{"no templates", func(_ *workforce.Rules, _ *workforce.ShiftTemplate, terms *workforce.Terms) { terms.Templates = nil }, []string{"templates"}},
		{"a template's texts and days", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.Code, s.Letter, s.Name, s.Weekdays = "", "EEE", "", []time.Weekday{time.Monday, time.Monday}
		}, []string{"templates[0].code", "templates[0].name", "templates[0].letter", "templates[0].weekdays"}},
		{"a template's starts", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.EarliestStartMin, s.LatestStartMin, s.StepMin = 1440, 400, 0
		}, []string{"templates[0].earliestStart", "templates[0].latestStart", "templates[0].stepMin"}},
		{"a template's lengths", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.LengthsMin, s.MinMinutesBetweenBreaks = []int{1441, 480, 480}, -1
		}, []string{"templates[0].lengthsMin[1]", "templates[0].lengthsMin[2]", "templates[0].minMinutesBetweenBreaks"}},
		{"more work without a pause than the pauses allow", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.MaxWorkMin = 150
		}, []string{"templates[0].maxWorkMin"}},
		{"a day and more without a pause", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.MaxWorkMin = 1441
		}, []string{"templates[0].maxWorkMin"}},
		{"no length at all", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) { s.LengthsMin = nil }, []string{"templates[0].lengthsMin"}},
		{"pauses that the shift cannot hold", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.Lunch = &workforce.Pause{Minutes: 30, EarliestAfterMin: 460, LatestAfterMin: 300}
			s.Breaks = []workforce.Pause{{Minutes: 0, EarliestAfterMin: -1, LatestAfterMin: 10}}
		}, []string{"templates[0].lunch.latestAfterMin", "templates[0].lunch.earliestAfterMin", "templates[0].breaks[0].minutes", "templates[0].breaks[0].earliestAfterMin"}},
		{"nothing but pauses", func(_ *workforce.Rules, s *workforce.ShiftTemplate, _ *workforce.Terms) {
			s.LengthsMin, s.Breaks = []int{60}, nil
			s.Lunch = &workforce.Pause{Minutes: 59}
		}, []string{"rules.weeklyMinMin"}}, // one minute of work a day is work, but not enough of it
		{"two templates of one code", func(_ *workforce.Rules, _ *workforce.ShiftTemplate, terms *workforce.Terms) {
			terms.Templates = append(terms.Templates, goodTemplate())
		}, []string{"templates[1].code"}},
	}
	for _, c := range cases {
		a := goodAgreement()
		c.spot(&a.Terms[0].Rules, &a.Terms[0].Templates[0], &a.Terms[0])
		_, err := workforce.NewAgreement(a)
		expectRefused(t, c.name, err, c.want...)
	}
	_, err := workforce.NewAgreement(workforce.Agreement{Code: "A", Name: "A"})
	expectRefused(t, "no terms", err, "rules")
}

func TestAnAgreementThatNothingCanSatisfyIsRefusedWithTheRulesThatClash(t *testing.T) {
	cases := []struct {
		name string
		spot func(*workforce.Rules, *workforce.ShiftTemplate)
		want string
	}{
		{
			"more minutes than the working days hold",
			func(r *workforce.Rules, _ *workforce.ShiftTemplate) { r.WeeklyMinMin, r.MinDaysOffPerWeek = 2400, 3 },
			"rules.weeklyMinMin: found 2400; expected at most 1920 minutes: 4 working days (minDaysOffPerWeek 3)",
		},
		{
			"templates on too few weekdays",
			func(_ *workforce.Rules, s *workforce.ShiftTemplate) {
				s.Weekdays = []time.Weekday{time.Saturday, time.Sunday}
			},
			"expected at most 960 minutes",
		},
		{
			"fewer shifts than the minutes need",
			func(r *workforce.Rules, _ *workforce.ShiftTemplate) { r.MaxShiftsPerWeek = 3 },
			"expected at most 1440 minutes",
		},
		{
			"a maximum below the shortest shift",
			func(r *workforce.Rules, _ *workforce.ShiftTemplate) { r.WeeklyMinMin, r.WeeklyMaxMin = 0, 449 },
			"rules.weeklyMaxMin: found 449; expected at least 450 minutes",
		},
	}
	for _, c := range cases {
		a := goodAgreement()
		c.spot(&a.Terms[0].Rules, &a.Terms[0].Templates[0])
		_, err := workforce.NewAgreement(a)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
}

func TestPaidTimeLeavesOutUnpaidPausesOnly(t *testing.T) {
	s := goodTemplate()
	if got := s.PaidMin(510); got != 480 {
		t.Errorf("510 minutes with 30 unpaid and 15 paid: %d paid; want 480", got)
	}
	s.Lunch.Paid = true
	if got := s.PaidMin(510); got != 510 {
		t.Errorf("with a paid lunch: %d; want 510", got)
	}
	s.Lunch = nil
	if got := s.PaidMin(510); got != 510 {
		t.Errorf("without lunch: %d; want 510", got)
	}
}

func TestAnAgreementIsOrderedAndTheArgumentIsLeftAlone(t *testing.T) {
	given := goodAgreement()
	later := given.Terms[0]
	later.ValidFrom = grid.MustDate("2026-06-01")
	shuffled := later
	template := goodTemplate()
	template.Weekdays, template.LengthsMin = []time.Weekday{time.Sunday, time.Saturday, time.Monday, time.Tuesday, time.Friday}, []int{510, 480}
	shuffled.Templates = []workforce.ShiftTemplate{template}
	given.Terms = []workforce.Terms{shuffled, given.Terms[0]}
	got, err := workforce.NewAgreement(given)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Terms[0].ValidFrom.IsZero() || got.Terms[1].ValidFrom != later.ValidFrom {
		t.Errorf("terms from %s and %s; want the beginning first", got.Terms[0].ValidFrom, got.Terms[1].ValidFrom)
	}
	wantDays := []time.Weekday{time.Monday, time.Tuesday, time.Friday, time.Saturday, time.Sunday}
	if diff := cmp.Diff(wantDays, got.Terms[1].Templates[0].Weekdays); diff != "" {
		t.Errorf("weekdays (-want +got):\n%s", diff)
	}
	if given.Terms[0].Templates[0].LengthsMin[0] != 510 || given.Terms[0].Templates[0].Weekdays[0] != time.Sunday {
		t.Errorf("the argument was changed: %v", given.Terms[0].Templates[0])
	}
}

func TestTheTermsOfADayAreTheLastThatHaveBegun(t *testing.T) {
	a := goodAgreement()
	a.Terms[0].ValidFrom = grid.MustDate("2026-01-01")
	june := a.Terms[0]
	june.ValidFrom, june.Rules.WeeklyMaxMin = grid.MustDate("2026-06-01"), 2300
	a = a.WithTerms(june)
	if _, found := a.TermsOn(grid.MustDate("2025-12-31")); found {
		t.Error("terms hold before they begin")
	}
	for day, want := range map[string]int{"2026-05-31": 2400, "2026-06-01": 2300} {
		if terms, found := a.TermsOn(grid.MustDate(day)); !found || terms.Rules.WeeklyMaxMin != want {
			t.Errorf("%s: at most %d minutes, %t; want %d", day, terms.Rules.WeeklyMaxMin, found, want)
		}
	}
	a.Terms = append(a.Terms, june)
	_, err := workforce.NewAgreement(a)
	expectRefused(t, "two sets of terms from one day", err, "terms[2].validFrom")
}
