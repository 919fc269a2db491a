package scheduling_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// wholeDay is a rule of all hours about everybody.
func wholeDay(name string, change func(*scheduling.TeamRule)) scheduling.TeamRule {
	t := scheduling.TeamRule{Name: name, To: 1440}
	change(&t)
	return t
}

func number(n int) *int { return &n }

func TestTeamRulesAreKeptWithTheirVersionWhereTheScopeSeesTheSite(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		asked := scheduling.TeamRules{SiteID: c.site.ID, Rules: []scheduling.TeamRule{
			wholeDay(" mentor ", func(r *scheduling.TeamRule) {
				r.While.PersonIDs, r.Count.SkillIDs, r.Count.MinLevel, r.Min = []int64{c.people[0].ID}, []int64{c.queue.SkillID}, 3, 2
			}),
		}}
		kept, err := c.SetTeamRules(ctx, c.scope, asked)
		if err != nil {
			t.Fatal(err)
		}
		if kept.Version != 1 || kept.Rules[0].Name != "mentor" {
			t.Errorf("kept %+v; want version 1 and the name without blanks", kept)
		}
		read, err := c.TeamRules(ctx, c.scope, c.site.ID)
		if diff := cmp.Diff(kept, read); err != nil || diff != "" {
			t.Errorf("read %v\n%s", err, diff)
		}
		reach, err := c.TeamRuleReaches(ctx, c.scope, read)
		if want := []scheduling.TeamRuleReach{{While: 1, Count: 10}}; err != nil || !cmp.Equal(reach, want) {
			t.Errorf("reach %v, %v; want %v", reach, err, want)
		}
		var stale *database.StaleError
		if _, err := c.SetTeamRules(ctx, c.scope, asked); !errors.As(err, &stale) {
			t.Errorf("an old version: got %v; want it refused as stale", err)
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 1, Sites: []int64{c.site.ID + 99}, Permissions: []auth.Permission{auth.ReadRosters}})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.TeamRules(ctx, elsewhere, c.site.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a scope of another site reads %+v, %v; want not found", got, err)
		}
	})
}

func TestTeamRulesThatCannotBeMeantNameEveryField(t *testing.T) {
	_, err := scheduling.NewTeamRules(scheduling.TeamRules{Rules: []scheduling.TeamRule{
		{Name: "", Min: 1, To: 1440},
		{Name: "a", Min: 1, From: 600, To: 600},
		{Name: "a", To: 1440},
		{Name: "b", Min: 3, Max: number(2), To: 1440},
		{Name: "c", Each: 2, Max: number(2), To: 1440},
		{Name: "d", Min: 1, To: 1441, PerHour: -1},
		{Name: "e", Min: 1, To: 1440, Count: scheduling.Who{MinLevel: 2}},
	}})
	var invalid *scheduling.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"rules[0].name", "rules[1].to", "rules[2].name", "rules[2].min", "rules[3].max", "rules[4].each", "rules[5].to", "rules[5].perHour", "rules[6].count.minLevel"} {
		found := false
		for _, f := range invalid.Fields {
			found = found || f.Field == want
		}
		if !found {
			t.Errorf("got %v; want a fault of %s", invalid.Fields, want)
		}
	}
}

func TestABuildKeepsTeamRulesAndAPublicationWaitsForThem(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		apart := wholeDay("apart", func(r *scheduling.TeamRule) {
			r.While.PersonIDs = []int64{c.people[0].ID, c.people[1].ID}
			r.Count, r.Max = r.While, number(1)
		})
		kept, err := c.SetTeamRules(ctx, c.scope, scheduling.TeamRules{SiteID: c.site.ID, Rules: []scheduling.TeamRule{apart}})
		if err != nil {
			t.Fatal(err)
		}
		plan := c.rebuild(t, c.draft(t).ID)
		// Both owe four days of seven and cannot miss each other: the fewest shared
		// hours are those of one day.
		var broken []scheduling.Breach
		for _, b := range plan.Breaches() {
			if b.Rule == rules.TeamMost {
				broken = append(broken, b)
			}
		}
		if len(broken) != 1 || broken[0].Subject != "apart" || len(broken[0].Team) != 2 || broken[0].Found != 2 || broken[0].Limit != 1 {
			t.Fatalf("broken: %+v; want one day on which both work", broken)
		}
		if cost := plan.Roster.Cost.Team; cost < 1000*float64(broken[0].Minutes)/60-1e-6 {
			t.Errorf("the rule costs %v for %d minutes; want at least 1000 an hour", cost, broken[0].Minutes)
		}
		_, _, err = c.Publish(ctx, c.scope, plan.Roster.ID, plan.Roster.Version, false)
		var refused *scheduling.RuleError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "apart: ") {
			t.Errorf("publishing: got %v; want the rule named", err)
		}
		kept.Rules[0].Soft = true
		if _, err := c.SetTeamRules(ctx, c.scope, kept); err != nil {
			t.Fatal(err)
		}
		if _, _, err = c.Publish(ctx, c.scope, plan.Roster.ID, plan.Roster.Version, false); err != nil {
			t.Errorf("publishing with a soft rule broken: %v", err)
		}
	})
}

func TestAMoveThatLeavesSomebodyAloneIsRefusedWithTheRule(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		two := wholeDay("never alone", func(r *scheduling.TeamRule) { r.Min = 2 })
		if _, err := c.SetTeamRules(ctx, c.scope, scheduling.TeamRules{SiteID: c.site.ID, Rules: []scheduling.TeamRule{two}}); err != nil {
			t.Fatal(err)
		}
		plan := c.rebuild(t, c.draft(t).ID)
		if broken := plan.Breaches(); len(broken) > 0 {
			t.Fatalf("the built roster breaks %+v", broken[0])
		}
		var moves []scheduling.Move
		for _, s := range plan.Shifts {
			if s.Day == monday {
				moves = append(moves, scheduling.Move{Op: scheduling.Remove, PersonID: s.PersonID, Day: s.Day})
			}
		}
		moves = moves[1:] // one stays, alone
		effect, err := c.Try(ctx, c.scope, plan.Roster.ID, moves)
		if err != nil {
			t.Fatal(err)
		}
		alone := false
		for _, b := range effect.New {
			alone = alone || b.Rule == rules.TeamLeast && b.Subject == "never alone"
		}
		if !alone || effect.Cost.Team <= 0 {
			t.Errorf("trying: %+v; want the rule newly broken and priced", effect)
		}
		var refused *scheduling.RuleError
		if _, err := c.Apply(ctx, c.scope, plan.Roster.ID, plan.Roster.Version, moves, false); !errors.As(err, &refused) {
			t.Errorf("making the moves: got %v; want them refused", err)
		}
		if _, err := c.Apply(ctx, c.scope, plan.Roster.ID, plan.Roster.Version, moves, true); err != nil {
			t.Errorf("forced: %v", err)
		}
	})
}

func TestARuleThatNobodyCouldKeepIsSaidBeforeTheBuild(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		r := c.draft(t)
		expert := wholeDay("expert", func(r *scheduling.TeamRule) {
			r.Count.SkillIDs, r.Count.MinLevel, r.Min = []int64{c.queue.SkillID}, 9, 1
		})
		if _, err := c.SetTeamRules(ctx, c.scope, scheduling.TeamRules{SiteID: c.site.ID, Rules: []scheduling.TeamRule{expert}}); err != nil {
			t.Fatal(err)
		}
		var invalid *roster.Invalid
		_, err := c.Build(ctx, c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: 1e9, Seed: 1, Threads: 1})
		if !errors.As(err, &invalid) || !strings.Contains(err.Error(), `0 people for "expert"`) {
			t.Errorf("got %v; want the rule named", err)
		}
		var said *scheduling.ContradictionError
		if !errors.As(err, &said) || said.Faults[0].About != "expert" || !cmp.Equal(said.Faults[0].Want, problem.Wanting(problem.Enough, 1, 0)) {
			t.Errorf("got %+v; want the name of the rule, the one asked for and the nobody there is", said)
		}
	})
}
