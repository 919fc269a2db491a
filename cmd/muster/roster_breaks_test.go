package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRosterBreaksPlacesTheBreaksOfASolvedRoster(t *testing.T) {
	in := rosterProblem(t, func(p map[string]any) {
		p["teams"] = []any{map[string]any{"code": "A", "max_on_pause": 1}}
		for _, person := range p["people"].([]any) {
			person.(map[string]any)["teams"] = []string{"A"}
		}
	})
	folder := t.TempDir()
	solved := filepath.Join(folder, "roster.json")
	if err := (&rosterSolve{In: in, Out: solved, Seed: 1, Threads: 1, Iterations: 100}).Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	text := sameTwice(t, func(out string) error {
		c := rosterBreaks{In: in, Roster: solved, Out: out, Now: "2026-05-06T12:00:00+08:00", Seed: 3, Sweeps: 5}
		return c.Run(context.Background())
	})
	var got struct {
		Violations []any
		Excess     []any `json:"pause_excess"`
		Placed     struct {
			Now   string
			Moved []struct{ Date string }
		} `json:"pauses_placed"`
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Violations)+len(got.Excess) > 0 || got.Placed.Now != "2026-05-06T12:00:00+08:00" {
		t.Errorf("%+v", got)
	}
	for _, m := range got.Placed.Moved {
		if m.Date < "2026-05-06" {
			t.Errorf("a break of %s moved, which was over", m.Date)
		}
	}
}

func TestRosterBreaksRefusesWhatItCannotRead(t *testing.T) {
	in := rosterProblem(t, nil)
	other := filepath.Join(t.TempDir(), "roster.json")
	if err := os.WriteFile(other, []byte(`{"format": "muster-roster/1", "people": [{"code": "Zoe"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		command rosterBreaks
		want    string
	}{
		{"somebody else", rosterBreaks{In: in, Roster: other}, "people[0].code"},
		{"no instant", rosterBreaks{In: in, Roster: empty(t), Now: "noon"}, "--now"},
		{"no problem", rosterBreaks{In: other, Roster: other}, "format"},
	} {
		err := c.command.Run(context.Background())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// empty is a roster in which nobody works.
func empty(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "empty.json")
	if err := os.WriteFile(path, []byte(`{"format": "muster-roster/1", "people": []}`), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
