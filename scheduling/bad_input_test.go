package scheduling_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// pin promises somebody a shift of eight hours on a day.
func (c *centre) pin(t *testing.T, person, day, start int) {
	t.Helper()
	_, err := c.workforce.Assignments.Create(t.Context(), c.scope, workforce.Assignment{
		PersonID: c.people[person].ID, Date: monday.AddDays(day), Start: start, End: start + 480,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatNobodyCanKeepIsNamedBeforeABuildIsQueued walks contracts and pins that no
// roster can keep: the build is refused with the person, the smallest set of rules
// that clash, and what would free them.
func TestWhatNobodyCanKeepIsNamedBeforeABuildIsQueued(t *testing.T) {
	for _, tc := range []struct {
		name   string
		shape  func(*shape)
		edit   func(*testing.T, *centre)
		people int // who are named
		rules  []rules.Rule
		relief rules.Rule // one that would help
	}{
		{"a contract that no roster satisfies", func(s *shape) {
			s.people, s.terms.Rules.WeeklyMinMin, s.terms.Rules.MaxConsecutiveDays, s.terms.Rules.MinDaysOffPerWeek = 2, 40*60, 1, 0
		}, nil, 2, []rules.Rule{rules.MaxConsecutiveDays, rules.MinWeekMinutes}, rules.MaxConsecutiveDays},
		{"pins that break a rest", func(s *shape) { s.people = 2 }, func(t *testing.T, c *centre) {
			c.pin(t, 0, 1, 14*60)
			c.pin(t, 0, 2, 6*60)
		}, 1, []rules.Rule{rules.Rest, rules.FixedShift}, rules.Rest},
		{"a pin on a day of leave", func(s *shape) { s.people = 2 }, func(t *testing.T, c *centre) {
			c.pin(t, 1, 3, 9*60)
			if _, err := c.workforce.Absences.Create(t.Context(), c.scope, workforce.Absence{
				PersonID: c.people[1].ID, From: monday.AddDays(3), To: monday.AddDays(3), Kind: workforce.Vacation, Status: workforce.Approved,
			}); err != nil {
				t.Fatal(err)
			}
		}, 1, []rules.Rule{rules.Leave, rules.FixedShift}, rules.Leave},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := town(t, tc.shape)
			if tc.edit != nil {
				tc.edit(t, c)
			}
			r := c.whole(t)
			_, err := c.Build(t.Context(), c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Second, Threads: 1})
			var nobody *scheduling.UnsatisfiableError
			if !errors.As(err, &nobody) || len(nobody.People) != tc.people {
				t.Fatalf("error %v; want %d people named", err, tc.people)
			}
			who := nobody.People[0]
			for _, rule := range tc.rules {
				if !slices.Contains(who.Rules, rule) {
					t.Errorf("rules %v lack %s", who.Rules, rule)
				}
			}
			if len(who.Rules) != len(tc.rules) || who.Agreement != "FULL" {
				t.Errorf("rules %v of agreement %q; want %v of FULL", who.Rules, who.Agreement, tc.rules)
			}
			if !slices.ContainsFunc(who.Reliefs, func(r roster.Relief) bool { return r.Rule == tc.relief }) {
				t.Errorf("reliefs %v lack %s", who.Reliefs, tc.relief)
			}
			if after, err := c.Roster(t.Context(), c.scope, r.ID); err != nil || after.State != r.State {
				t.Errorf("the roster is %s, %v; want %s: nothing was begun", after.State, err, r.State)
			}
		})
	}
}

func TestDemandBelowNobodyIsRefusedAndFractionsAreNot(t *testing.T) {
	demand := func(people float64) error {
		return town(t, func(s *shape) {
			s.people, s.days = 2, 7
			s.need = func(_ grid.Grid, i int) float64 {
				if i == 20 {
					return people
				}
				return 0.3
			}
		}).possible(t)
	}
	var invalid *roster.Invalid
	if err := demand(-2); !errors.As(err, &invalid) || invalid.Faults[0].Expected == "" {
		t.Errorf("negative demand: %v; want a fault with what is expected", err)
	}
	if err := demand(0.7); err != nil {
		t.Errorf("fractional demand: %v", err)
	}
}

func TestARequirementTwiceAndPeopleWithoutTheSkillAreRefusedByField(t *testing.T) {
	c := town(t, func(s *shape) { s.people = 1 })
	var invalid *scheduling.InvalidError
	_, err := c.Create(t.Context(), c.scope, scheduling.Roster{Name: "Twice", From: c.shape.first, Days: 7, Requirements: []int64{1, 1}})
	if !errors.As(err, &invalid) || invalid.Fields[0].Field != "requirementIds[1]" {
		t.Errorf("one requirement twice: %v", err)
	}
	c.editPerson(t, 0, func(p *workforce.Person) { p.Skills = nil })
	if err := c.possible(t); !errors.As(err, &invalid) || invalid.Fields[0].Field != "peopleFilter" {
		t.Errorf("nobody holds the skill: %v", err)
	}
}

// What has been promised before the roster begins is past: it may break what it
// likes, and only what follows has to be legal.
func TestAPastThatBreaksRulesDoesNotStopABuild(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 2, 7 })
	for day := -8; day < 0; day++ { // of five in a row
		c.pin(t, 0, day, 9*60)
	}
	plan := c.solved(t)
	for _, s := range plan.Shifts {
		if s.PersonID == c.people[0].ID && s.Day == monday {
			t.Errorf("after eight days in a row, planned on the ninth")
		}
	}
}

func TestACancelledBuildKeepsTheBestSoFar(t *testing.T) {
	c := town(t, func(s *shape) { s.people, s.days = 6, 14 })
	r := c.whole(t)
	ctx := t.Context()
	if err := c.jobs.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := c.jobs.Stop(context.WithoutCancel(ctx)); err != nil {
			t.Error(err)
		}
	}()
	job, err := c.Build(ctx, c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Hour, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	var last jobs.Run
	asked := false
	for run, err := range c.jobs.Watch(ctx, c.scope, job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if last = run; !asked && run.Progress.Best != nil {
			asked = true
			if err := c.jobs.Cancel(ctx, c.scope, job); err != nil {
				t.Fatal(err)
			}
		}
	}
	plan, err := c.Open(ctx, c.scope, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Roster.State == scheduling.Building || len(plan.Shifts) == 0 || len(plan.Breaches()) > 0 {
		t.Errorf("cancelled (%s %s): roster %s with %d shifts, %d breaches; want the best so far, legal",
			last.State, last.Error, plan.Roster.State, len(plan.Shifts), len(plan.Breaches()))
	}
}
