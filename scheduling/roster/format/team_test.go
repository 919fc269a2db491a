package format_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// night is a week of two people in two teams, with the given team rules.
func night(teamRules string) string {
	return document(`{"format": "muster-roster-problem/1",
 "horizon": {"zone": "Europe/London", "first_day": "2026-03-23", "days": 7, "interval_minutes": 60},
 "groups": [{"code": "voice", "required": REQUIRED}, {"code": "chat", "required": REQUIRED}],
 "templates": [{"code": "N", "earliest_start": "22:00", "lengths": [480]}],
 "agreements": [{"code": "full", "rest_minutes": 660}],
 "teams": [{"code": "red", "max_on_pause": 1}, {"code": "blue", "max_on_pause": 1}],
 "people": [{"code": "Ann", "agreement": "full", "templates": ["N"], "groups": ["voice"], "teams": ["red"]},
  {"code": "Bo", "agreement": "full", "templates": ["N"], "groups": ["voice", "chat"], "teams": ["red", "blue"]},
  {"code": "Cy", "agreement": "full", "templates": ["N"], "groups": ["chat"]}],
 "team_rules": ` + teamRules + `}`)
}

func TestTeamRulesAreReadByPeopleGroupsAndTeams(t *testing.T) {
	p, err := format.ReadProblem(strings.NewReader(night(`[
  {"code": "alone", "while": {"teams": ["red"]}, "min": 2, "from": "22:00", "to": "06:00", "days": [6, 7], "per_hour": 70},
  {"code": "expert", "while": {}, "count": {"groups": ["chat"], "teams": ["blue"]}, "min": 1, "each": 3, "soft": true},
  {"code": "apart", "while": {"people": ["Cy"]}, "count": {"people": ["Ann"]}, "max": 0}]`)))
	if err != nil {
		t.Fatal(err)
	}
	saturday := func(k, from, to int) rules.Window { return rules.Window{Day: k, Start: from * 60, End: to * 60} }
	want := []roster.TeamRule{
		{Team: rules.Team{Code: "alone", While: []int{0, 1}, Count: []int{0, 1}, Min: 2,
			// The day before, a Sunday, counts too; in the night to 29 March an hour is left out.
			Windows: []rules.Window{saturday(-1, -2, 6), saturday(5, 142, 149), saturday(6, 165, 173)}}, PerHour: 70},
		{Team: rules.Team{Code: "expert", While: []int{0, 1, 2}, Count: []int{1}, Min: 1, Each: 3}, Soft: true},
		{Team: rules.Team{Code: "apart", While: []int{2}, Count: []int{0}, Max: rules.Nothing}},
	}
	if diff := cmp.Diff(want, p.TeamRules); diff != "" {
		t.Error(diff)
	}
}

func TestTeamRulesThatCannotBeMeantAreRefusedWithTheirPlace(t *testing.T) {
	_, err := format.ReadProblem(strings.NewReader(night(`[
  {"code": "empty", "while": {}, "min": 1, "from": "22:00", "to": "22:00"},
  {"code": "nobody", "while": {"teams": ["green"]}, "min": 1},
  {"code": "less", "while": {}, "min": 3, "max": 1},
  {"code": "few", "while": {}, "count": {}, "each": 2, "max": 2}]`)))
	var faults *format.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("got %v, want faults", err)
	}
	for _, want := range []string{"team_rules[0]", "team_rules[1].while.teams[0]", "team_rules[2].max", "team_rules[3].each"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant a fault of %s", err, want)
		}
	}
}

func TestARosterSaysWhereTeamRulesAreBroken(t *testing.T) {
	p, err := format.ReadProblem(strings.NewReader(night(`[{"code": "apart", "while": {}, "max": 1, "soft": true, "per_hour": 0.01}]`)))
	if err != nil {
		t.Fatal(err)
	}
	s := roster.Settings{Seed: 9, Iterations: 80}
	r, err := roster.Solve(context.Background(), p, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := format.WriteRoster(&out, p, s, r, nil, false); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Cost  struct{ Team float64 }
		Teams []struct {
			Rule, Kind, From, To        string
			Soft                        bool
			Found, Limit, PersonMinutes int
			People                      []string
		} `json:"team_breaks"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Cost.Team <= 0 || len(got.Teams) == 0 {
		t.Fatalf("got %+v; want broken hours and their price", got)
	}
	first := got.Teams[0]
	if first.Rule != "apart" || first.Kind != "team_most" || !first.Soft || first.Found < 2 || first.Limit != 1 || len(first.People) != first.Found ||
		first.From != "2026-03-23T22:00:00Z" {
		t.Errorf("got %+v", first)
	}
}
