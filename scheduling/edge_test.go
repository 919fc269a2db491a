package scheduling_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// town is a centre on SQLite with a roster over all days of its requirement.
func town(t *testing.T, edit func(*shape)) *centre {
	t.Helper()
	s := plainShape()
	edit(&s)
	return newCentreOf(t, databasetest.OpenSQLite(t), s)
}

func (c *centre) whole(t *testing.T) scheduling.Roster {
	t.Helper()
	r, err := c.Create(t.Context(), c.scope, scheduling.Roster{Name: "Whole", From: c.shape.first, Days: c.shape.days, Requirements: []int64{1}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// solved builds the whole roster and fails on any broken rule.
func (c *centre) solved(t *testing.T) *scheduling.Opened {
	t.Helper()
	plan := c.rebuild(t, c.whole(t).ID)
	for _, b := range plan.Breaches() {
		t.Errorf("%s on %v: %s", b.PersonName, b.Days, b.Message)
	}
	return plan
}

// shown writes a person's shifts as local clock times.
func shown(plan *scheduling.Opened, person int64) []string {
	var out []string
	for _, s := range plan.Shifts {
		if s.PersonID == person {
			g, _ := plan.Roster.Grid()
			from, to := s.Start.In(g.Location()), s.End.In(g.Location())
			out = append(out, fmt.Sprintf("%s %s %s-%s", s.Day, s.Day.Weekday().String()[:3], from.Format("15:04"), to.Format("15:04")))
		}
	}
	return out
}

// nightTerms are ten-hour nights that begin before midnight and end after it.
func nightTerms() workforce.Terms {
	terms := plainTerms()
	terms.Rules.WeeklyMinMin, terms.Rules.WeeklyMaxMin = 16*60, 40*60
	night := terms.Templates[0]
	night.Code, night.Letter, night.EarliestStartMin, night.LatestStartMin = "N", "N", 22*60, 22*60
	terms.Templates = []workforce.ShiftTemplate{night}
	return terms
}

func atNight(g grid.Grid, i int) float64 {
	if minute := g.WallMinute(i); minute >= 22*60 || minute < 6*60 {
		return 1
	}
	return 0
}

func TestNightShiftsBelongToTheDayTheyBeginAndEndByTheClockThatRuns(t *testing.T) {
	cases := []struct {
		name, zone, monday string
		changed            string // the night on which clocks change
		ends               string // when it ends, eight and a half hours after 22:00
	}{
		{"an ordinary week", "Europe/London", "2026-03-02", "2026-03-07", "06:30"},
		{"clocks go forward", "Europe/London", "2026-03-23", "2026-03-28", "07:30"},
		{"clocks go back", "Europe/London", "2026-10-19", "2026-10-24", "05:30"},
		{"clocks go forward at midnight", "Asia/Beirut", "2026-03-23", "2026-03-28", "07:30"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c := town(t, func(s *shape) {
				s.zone, s.first, s.days, s.terms, s.people, s.need = tc.zone, grid.MustDate(tc.monday), 14, nightTerms(), 4, atNight
			})
			plan := c.solved(t)
			nights := 0
			for _, s := range plan.Shifts {
				loc := s.Start.In(mustLoad(t, tc.zone))
				if loc.Format("15:04") != "22:00" || grid.DateOf(loc) != s.Day || s.End.Sub(s.Start) != 510*time.Minute {
					t.Errorf("a night of %s runs from %s to %s", s.Day, s.Start, s.End)
				}
				if s.Day.String() == tc.changed {
					nights++
					if got := s.End.In(mustLoad(t, tc.zone)).Format("15:04"); got != tc.ends {
						t.Errorf("the night of %s ends at %s, want %s", tc.changed, got, tc.ends)
					}
				}
			}
			if nights == 0 {
				t.Errorf("nobody works in the night of %s, of which demand wants one", tc.changed)
			}
		})
	}
}

func mustLoad(t *testing.T, zone string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestDayShiftsKeepTheirWallTimesWhenClocksChange(t *testing.T) {
	for _, first := range []string{"2026-03-23", "2026-10-19"} {
		c := town(t, func(s *shape) { s.zone, s.first = "Europe/London", grid.MustDate(first) })
		plan := c.solved(t)
		if g, _ := plan.Roster.Grid(); g.Len() == 14*96 {
			t.Errorf("%s: the fortnight has %d quarter hours, as if clocks never changed", first, g.Len())
		}
		for _, s := range plan.Shifts {
			if at := s.Start.In(mustLoad(t, "Europe/London")); at.Hour() < 8 || at.Hour() > 10 {
				t.Errorf("a shift of %s begins at %s, want 8:00 to 10:00 on the clock", s.Day, at)
			}
		}
	}
}

func (c *centre) editPerson(t *testing.T, i int, edit func(*workforce.Person)) {
	t.Helper()
	p := c.people[i]
	edit(&p)
	if _, err := c.workforce.People.Edit(t.Context(), c.scope, p); err != nil {
		t.Fatal(err)
	}
}

// possible reports whether a build of the whole roster is accepted, which it is
// not where somebody cannot be rostered.
func (c *centre) possible(t *testing.T) error {
	t.Helper()
	_, err := c.Build(t.Context(), c.scope, scheduling.BuildOrder{RosterID: c.whole(t).ID, TimeLimit: time.Second, Threads: 1})
	return err
}

// Who comes or goes in the middle of a week owes only their part of its hours.
func TestWhoIsHiredOrLeavesOnAnyDayOfTheRosterCanBeRostered(t *testing.T) {
	for offset := range 14 {
		c := town(t, func(s *shape) { s.people = 2 })
		c.editPerson(t, 0, func(p *workforce.Person) { p.HiredOn = monday.AddDays(offset) })
		c.editPerson(t, 1, func(p *workforce.Person) { p.LeftOn = monday.AddDays(offset) })
		if err := c.possible(t); err != nil {
			t.Errorf("hired or gone on day %d: %v", offset, err)
		}
	}
}

func TestWhoIsHiredOrLeavesIsPlannedWhileThere(t *testing.T) {
	c := town(t, func(s *shape) { s.people = 3 })
	wednesday := monday.AddDays(9)
	c.editPerson(t, 0, func(p *workforce.Person) { p.HiredOn = wednesday })
	c.editPerson(t, 1, func(p *workforce.Person) { p.LeftOn = wednesday })
	plan := c.solved(t)
	count := map[int64]int{}
	for _, s := range plan.Shifts {
		count[s.PersonID]++
		if s.PersonID == c.people[0].ID && s.Day.Before(wednesday) || s.PersonID == c.people[1].ID && s.Day.After(wednesday) {
			t.Errorf("hired or gone on %s and planned on %s", wednesday, s.Day)
		}
	}
	// Two of the five days of a week are missed: 19.2 to 27.2 hours are left of 32 to 40.
	if n := count[c.people[0].ID]; n != 3 {
		t.Errorf("hired on the second Wednesday and planned %d times, want 3", n)
	}
	if n := count[c.people[1].ID]; n < 5 || n > 7 {
		t.Errorf("gone after the second Wednesday and planned %d times, want 4 or 5, and 1 or 2", n)
	}
	if n := count[c.people[2].ID]; n < 8 || n > 10 {
		t.Errorf("there all along and planned %d times, want 8 to 10", n)
	}
}

// Agreements with few long days and with an exact week are the hardest to keep.
func TestAnyApprovedAbsenceLeavesAWeekThatCanBeKept(t *testing.T) {
	terms := map[string]func(*workforce.Terms){
		"five days":    func(*workforce.Terms) {},
		"exactly five": func(terms *workforce.Terms) { terms.Rules.WeeklyMinMin = terms.Rules.WeeklyMaxMin },
		"three at most": func(terms *workforce.Terms) {
			terms.Rules.WeeklyMinMin, terms.Rules.WeeklyMaxMin, terms.Rules.MaxShiftsPerWeek = 24*60, 24*60, 3
		},
		"four long days": func(terms *workforce.Terms) {
			terms.Rules.WeeklyMinMin, terms.Rules.MinDaysOffPerWeek, terms.Templates[0].LengthsMin = 40*60, 3, []int{630}
		},
	}
	for name, edit := range terms {
		for _, kind := range []workforce.AbsenceKind{workforce.Vacation, workforce.Unpaid} {
			c := town(t, func(s *shape) { s.people, s.days = 8, 7; edit(&s.terms) })
			for missed := range 8 { // person k misses the last k days
				if missed == 0 {
					continue
				}
				absence := workforce.Absence{PersonID: c.people[missed].ID, From: monday.AddDays(7 - missed), To: monday.AddDays(6), Kind: kind, Status: workforce.Approved}
				if missed == 7 {
					absence.PersonID = c.people[0].ID
				}
				if _, err := c.workforce.Absences.Create(t.Context(), c.scope, absence); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.possible(t); err != nil {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
		}
	}
}

func TestAWeekOfLeaveIsAWeekWithoutShifts(t *testing.T) {
	c := town(t, func(s *shape) { s.people = 2 })
	if _, err := c.workforce.Absences.Create(t.Context(), c.scope, workforce.Absence{
		PersonID: c.people[0].ID, From: monday, To: monday.AddDays(6), Kind: workforce.Unpaid, Status: workforce.Approved,
	}); err != nil {
		t.Fatal(err)
	}
	plan := c.solved(t)
	there := 0
	for _, s := range plan.Shifts {
		if s.PersonID != c.people[0].ID {
			continue
		}
		if there++; s.Day.Before(monday.AddDays(7)) {
			t.Errorf("away and planned on %s", s.Day)
		}
	}
	if there < 4 || there > 5 {
		t.Errorf("%d shifts in the week after, want 4 or 5", there)
	}
}

func TestNoDemandAtAllStillKeepsAgreementsAndHasAFiniteCost(t *testing.T) {
	c := town(t, func(s *shape) { s.days, s.need = 7, func(grid.Grid, int) float64 { return 0 } })
	plan := c.solved(t)
	if len(plan.Shifts) != 40 {
		t.Errorf("%d shifts, want the four a week that each of ten agreements demands", len(plan.Shifts))
	}
	if total := plan.Roster.Cost.Total(); !(total >= 0) || plan.Roster.Gap() < 0 || plan.Roster.Gap() > 1 {
		t.Errorf("cost %g, bound %g, gap %g", total, plan.Roster.Bound, plan.Roster.Gap())
	}
}

func TestNoDemandAndNoMinimumIsAnEmptyRosterAndOptimal(t *testing.T) {
	c := town(t, func(s *shape) {
		s.days, s.need = 7, func(grid.Grid, int) float64 { return 0 }
		s.terms.Rules.WeeklyMinMin = 0
	})
	plan := c.solved(t)
	if len(plan.Shifts) != 0 || plan.Roster.Cost.Total() != 0 || plan.Roster.Gap() != 0 {
		t.Errorf("%d shifts at cost %g and gap %g, want none", len(plan.Shifts), plan.Roster.Cost.Total(), plan.Roster.Gap())
	}
}

func TestOnePersonOneDay(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 1, 1 })
	plan := c.solved(t)
	if got := shown(plan, c.people[0].ID); len(got) != 1 {
		t.Errorf("one person is wanted on one day, planned %q", got)
	}
}

func TestEightWeeks(t *testing.T) {
	c := town(t, func(s *shape) {
		s.zone, s.first, s.days, s.people = "Europe/London", grid.MustDate("2026-03-02"), scheduling.MaxDays, 3
	})
	plan := c.solved(t)
	weeks := map[grid.Date]time.Duration{}
	for _, s := range plan.Shifts {
		if s.PersonID == c.people[0].ID {
			weeks[s.Day.Monday()] += s.Paid()
		}
	}
	for week, paid := range weeks {
		if paid < 32*time.Hour || paid > 40*time.Hour {
			t.Errorf("the week of %s pays %s, want 32 to 40 hours", week, paid)
		}
	}
	if len(weeks) != 8 {
		t.Errorf("%d weeks are worked, want 8", len(weeks))
	}
	_, err := c.Create(t.Context(), c.scope, scheduling.Roster{Name: "Longer", From: c.shape.first, Days: scheduling.MaxDays + 1, Requirements: []int64{1}})
	var invalid *scheduling.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("a day more: %v", err)
	}
	want := scheduling.FieldError{Field: "days", Found: "57", Expected: "1 to 56 days", Want: problem.Wanting(problem.WholeNumber, 1, 56)}
	if diff := cmp.Diff(want, invalid.Fields[0]); diff != "" {
		t.Errorf("a day more (-want +got):\n%s", diff)
	}
}

// A roster that stands is read whatever has happened to people since.
func TestARosterIsReadThoughSomebodyHasNoAgreementAnyMore(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 3, 7 })
	r := c.solved(t).Roster
	c.editPerson(t, 1, func(p *workforce.Person) { p.Agreements = nil })
	plan, err := c.Open(t.Context(), c.scope, r.ID)
	if err != nil {
		t.Fatalf("reading the roster: %v", err)
	}
	if diff := cmp.Diff([]string{"P00", "P02"}, codes(plan)); diff != "" {
		t.Errorf("planned (-want +got):\n%s", diff)
	}
	_, err = c.Build(t.Context(), c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Second, Threads: 1})
	var nobody *scheduling.UnsatisfiableError
	if !errors.As(err, &nobody) || len(nobody.People) != 1 || !strings.Contains(nobody.People[0].Reason, "Person 1 (P01) has no agreement on 2026-03-02") {
		t.Errorf("building it again: %v, want P01 named", err)
	}
}

func codes(plan *scheduling.Opened) []string {
	var out []string
	for _, p := range plan.People() {
		out = append(out, p.Code)
	}
	return out
}

// A night promised before the roster begins ends within its first day.
func TestAFixedNightBeforeTheRosterKeepsItsRest(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 1, 7 })
	_, err := c.workforce.Assignments.Create(t.Context(), c.scope, workforce.Assignment{
		PersonID: c.people[0].ID, Date: monday.AddDays(-1), Start: 22 * 60, End: 31 * 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.solved(t).Shifts {
		if s.Day == monday {
			t.Errorf("the night ends on Monday at 7:00, and a shift begins at %s: less than 11 hours of rest", s.Start.Format("15:04"))
		}
	}
}
