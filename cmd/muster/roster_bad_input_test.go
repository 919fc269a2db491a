package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// firstOf returns the first object of a list of a problem.
func firstOf(p map[string]any, list string) map[string]any {
	return p[list].([]any)[0].(map[string]any)
}

// TestWhatNoRosterCanMeetIsSaidBeforeSolving walks everything that people get wrong
// in a problem: each is refused before any search, with its place, the smallest set
// of rules that cannot hold together and what would free it.
func TestWhatNoRosterCanMeetIsSaidBeforeSolving(t *testing.T) {
	type object = map[string]any
	for _, c := range []struct {
		name   string
		change func(object)
		want   []string
	}{
		{"a contract that no roster satisfies", func(p object) {
			firstOf(p, "agreements")["max_consecutive_days"], firstOf(p, "agreements")["min_week_days_off"] = 1, 0
		},
			[]string{"people[0]", "max_consecutive_days", "min_week_minutes", "max_consecutive_days 2 instead of 1"}},
		{"pins that break a rest", func(p object) {
			firstOf(p, "people")["fixed"] = []any{object{"date": "2026-05-05", "start": "14:00", "minutes": 480}, object{"date": "2026-05-06", "start": "06:00", "minutes": 480}}
		}, []string{"people[0]", "Ann", "rest, fixed_shift", "rest 480 instead of 660", "doing without fixed_shift"}},
		{"a pin on a day of absence", func(p object) {
			firstOf(p, "people")["absences"] = []any{object{"from": "2026-05-05", "paid_minutes": 480}}
			firstOf(p, "people")["fixed"] = []any{object{"date": "2026-05-05", "start": "14:00", "minutes": 480}}
		}, []string{"people[0]", "absence, fixed_shift", "doing without absence"}},
		{"a rotation that needs a forbidden succession", func(p object) {
			firstOf(p, "templates")["class"] = "D"
			firstOf(p, "agreements")["forbidden_successions"] = []any{object{"before": "D", "after": "D"}}
			firstOf(p, "agreements")["week_minutes"] = object{}
			firstOf(p, "agreements")["rules"] = []any{object{"kind": "pattern", "anchor": "2026-05-04", "cycle": []any{[]string{"D"}, []string{"D"}, []string{"off"}}}}
		}, []string{"forbidden_succession, rules[0].pattern"}},
		{"successions that forbid all work after work", func(p object) {
			firstOf(p, "templates")["class"] = "D"
			firstOf(p, "agreements")["forbidden_successions"] = []any{object{"before": "D", "after": "D"}}
		}, []string{"forbidden_succession", "min_week_minutes", "min_week_minutes 1440 instead of 2400"}},
		{"negative demand", func(p object) { firstOf(p, "groups")["required"].([]float64)[3] = -2 }, []string{"groups[0].required[3]", "-2", "at least 0"}},
		{"a person of no group", func(p object) { firstOf(p, "people")["groups"] = []string{} }, []string{"people[0].groups", "at least one group"}},
		{"hours of availability without length", func(p object) {
			firstOf(p, "people")["availability"] = []any{object{"days": []int{1}, "from": "08:00", "to": "08:00"}}
		}, []string{"people[0].availability[0]", "a window without length"}},
		{"starts that end before they begin", func(p object) { firstOf(p, "templates")["latest_start"] = "07:00" }, []string{"templates[0]", "latest_start"}},
		{"a template without lengths", func(p object) { firstOf(p, "templates")["lengths"] = []int{} }, []string{"templates[0].lengths"}},
		{"barred hours without length", func(p object) {
			firstOf(p, "agreements")["rules"] = []any{object{"kind": "barred_hours", "from": "22:00", "to": "22:00"}}
		}, []string{"agreements[0].rules[0]"}},
		{"a demand that forgets that clocks change", func(p object) {
			horizon := p["horizon"].(object)
			horizon["zone"], horizon["first_day"] = "Europe/London", "2026-03-23"
		}, []string{"groups[0].required", "672 numbers", "670"}},
		{"a horizon of more than a year", func(p object) { p["horizon"].(object)["days"] = 367 }, []string{"horizon.days", "367", "366"}},
		{"the same code twice", func(p object) { firstOf(p, "people")["code"] = "Bob" }, []string{`people[1].code`, `"Bob"`, "people[0]"}},
		{"a team rule that nobody could keep", func(p object) {
			p["team_rules"] = []any{object{"code": "night watch", "while": object{}, "min": 4}}
		}, []string{"team_rules[0].count", `3 people for "night watch"`, "at least 4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "roster.json")
			err := (&rosterSolve{In: rosterProblem(t, c.change), Out: out, Iterations: 40}).Run(context.Background())
			var bad *badInput
			if !errors.As(err, &bad) {
				t.Fatalf("error %v; want bad input", err)
			}
			for _, word := range append(c.want, "problem.json:") {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("message lacks %q:\n%v", word, err)
				}
			}
			if _, err := os.Stat(out); !os.IsNotExist(err) {
				t.Error("a roster was written")
			}
		})
	}
}

// TestWhatOnlyLooksWrongIsSolved walks what must not be refused.
func TestWhatOnlyLooksWrongIsSolved(t *testing.T) {
	type object = map[string]any
	past := func(days int, start string) []any {
		var list []any
		for d := 4 - days; d < 4; d++ {
			list = append(list, object{"date": []string{"2026-04-26", "2026-04-27", "2026-04-28", "2026-04-29", "2026-04-30", "2026-05-01", "2026-05-02", "2026-05-03"}[d+4], "start": start, "minutes": 480})
		}
		return list
	}
	for _, c := range []struct {
		name   string
		change func(object)
	}{
		{"fractional demand", func(p object) { firstOf(p, "groups")["required"].([]float64)[20] = 0.3 }},
		{"a past that already breaks rules: eight days in a row, of six", func(p object) {
			firstOf(p, "people")["past"], firstOf(p, "people")["past_days"] = past(8, "08:00"), 8
		}},
		{"a year of 366 days", func(p object) {
			year := make([]float64, 366*48)
			for i := range year {
				year[i] = firstOf(p, "groups")["required"].([]float64)[i%672]
			}
			p["horizon"].(object)["days"], firstOf(p, "groups")["required"] = 366, year
		}},
		{"days on which clocks change", func(p object) {
			horizon := p["horizon"].(object)
			horizon["zone"], horizon["first_day"] = "Europe/London", "2026-03-23"
			firstOf(p, "groups")["required"] = firstOf(p, "groups")["required"].([]float64)[2:]
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "roster.json")
			if err := (&rosterSolve{In: rosterProblem(t, c.change), Out: out, Iterations: 40}).Run(context.Background()); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			var got struct{ Violations []any }
			if err := json.Unmarshal(text, &got); err != nil || len(got.Violations) > 0 {
				t.Errorf("got %v, %v; want a roster without violations", got.Violations, err)
			}
		})
	}
}
