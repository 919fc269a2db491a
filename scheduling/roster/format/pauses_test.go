package format_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
)

// teamed is a day of three people with the same shift and one meal at a time.
func teamed(t *testing.T) *roster.Problem {
	t.Helper()
	people := make([]string, 3)
	for i, code := range []string{"Ann", "Bob", "Cy"} {
		people[i] = `{"code": "` + code + `", "agreement": "full", "templates": ["D"], "groups": ["voice"], "teams": ["A"]}`
	}
	required := strings.TrimSuffix(strings.Repeat("3, ", 96), ", ")
	p, err := format.ReadProblem(strings.NewReader(`{"format": "muster-roster-problem/1",
 "horizon": {"zone": "Asia/Shanghai", "first_day": "2026-05-04", "days": 1, "interval_minutes": 15},
 "groups": [{"code": "voice", "required": [` + required + `]}],
 "teams": [{"code": "A", "max_on_pause": 1, "max_pause_share": 0.5}],
 "templates": [{"code": "D", "earliest_start": "09:00", "lengths": [480], "max_work_minutes": 270,
  "pauses": [{"code": "meal", "minutes": 30, "earliest_minutes": 180, "latest_minutes": 300}]}],
 "agreements": [{"code": "full"}],
 "people": [` + strings.Join(people, ", ") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTeamsAndTheLongestWorkAreRead(t *testing.T) {
	p := teamed(t)
	if diff := cmp.Diff([]roster.PauseTeam{{Code: "A", People: 1, Share: 0.5}}, p.PauseTeams); diff != "" {
		t.Errorf("teams (-want +got) %s", diff)
	}
	if p.Templates[0].MaxWork != 270 || len(p.People[2].PauseTeams) != 1 {
		t.Errorf("template %+v, person %+v", p.Templates[0], p.People[2])
	}
}

func TestARosterIsReadAsItWasWritten(t *testing.T) {
	for name, p := range map[string]*roster.Problem{"a change of clocks": simple(t), "a team": teamed(t)} {
		r, err := roster.Solve(context.Background(), p, roster.Settings{Seed: 1, Iterations: 40}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := format.WriteRoster(&out, p, roster.Settings{}, r, nil, false); err != nil {
			t.Fatal(err)
		}
		got, err := format.ReadRoster(&out, p)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r.Roster, got); diff != "" {
			t.Errorf("%s: (-written +read) %s", name, diff)
		}
	}
}

func TestWhatPlacingPausesChangedIsWritten(t *testing.T) {
	p := teamed(t)
	r := roster.NewRoster(p)
	for i := range r.Days {
		r.Days[i][0] = roster.Shift{Start: 540, Minutes: 480, Breaks: []roster.Break{{Start: 780, Minutes: 30}}}
	}
	s := roster.PauseSettings{Settings: breaks.Settings{Seed: 8, Sweeps: 1}, Now: 600}
	plan, err := roster.PlacePauses(p, r, s)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := format.WritePauses(&out, p, s, plan); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Seed   int
		Bound  *float64
		Excess []any `json:"pause_excess"`
		Placed struct {
			Now   string
			Moved []struct{ Person, Date string }
			Full  []struct {
				Team, From, To  string
				People, Allowed int
			} `json:"at_the_limit"`
			ExcessMinutes int `json:"excess_minutes"`
		} `json:"pauses_placed"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Seed != 8 || got.Bound != nil || got.Excess == nil || len(got.Excess) != 0 || got.Placed.Now != "2026-05-04T10:00:00+08:00" {
		t.Errorf("head %+v", got)
	}
	if len(got.Placed.Moved) != 2 || got.Placed.Moved[0].Date != "2026-05-04" || got.Placed.ExcessMinutes != 0 {
		t.Errorf("moved %+v with %d minutes too many; two of three have to", got.Placed.Moved, got.Placed.ExcessMinutes)
	}
	for _, f := range got.Placed.Full {
		if f.Team != "A" || f.People != 1 || f.Allowed != 1 {
			t.Errorf("at the limit %+v", f)
		}
	}
}

func TestARosterOfAnotherProblemIsRefusedByPlace(t *testing.T) {
	_, err := format.ReadRoster(strings.NewReader(`{"format": "muster-roster/2", "people": [
 {"code": "Zoe", "shifts": []},
 {"code": "Ann", "shifts": [
  {"date": "2027-01-01", "group": "voice", "start": "2026-05-04T09:00:00+08:00", "end": "2026-05-04T17:00:00+08:00"},
  {"date": "2026-05-04", "group": "mail", "start": "nine", "end": "2026-05-04T17:00:00+08:00"},
  {"date": "2026-05-04", "group": "voice", "start": "2026-05-04T17:00:00+08:00", "end": "2026-05-04T09:00:00+08:00"}]}]}`), teamed(t))
	if err == nil {
		t.Fatal("taken")
	}
	for _, part := range []string{"format", "people[0].code", "people[1].shifts[0].date", "people[1].shifts[1].start", "people[1].shifts[1].group", "people[1].shifts[2]"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%v: %s is not named", err, part)
		}
	}
}
