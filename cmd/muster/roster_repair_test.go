package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// solvedFile solves a problem and returns the roster's file and the first day
// on which somebody works, with who it is.
func solvedFile(t *testing.T, in string) (path, code, date string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "roster.json")
	if err := (&rosterSolve{In: in, Out: path, Seed: 1, Threads: 1, Iterations: 100}).Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		People []struct {
			Code   string
			Shifts []struct{ Date string }
		}
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	for _, p := range r.People {
		if len(p.Shifts) > 0 {
			return path, p.Code, p.Shifts[0].Date
		}
	}
	t.Fatal("nobody works")
	return "", "", ""
}

func TestRosterRepairWritesALegalRosterWithItsAlternatives(t *testing.T) {
	in := rosterProblem(t, nil)
	solved, code, date := solvedFile(t, in)
	text := sameTwice(t, func(out string) error {
		c := rosterRepair{In: in, Roster: solved, Out: out, Absent: []string{code + ":" + date + ".." + date}, People: -1, Seed: 3}
		return c.Run(context.Background())
	})
	var got struct {
		Violations []any
		Repair     struct {
			Gone         []struct{ Person, Date string }
			Minimum      int `json:"minimum_people"`
			Alternatives []struct {
				People   int
				Restores bool
			}
		}
		People []struct {
			Code   string
			Shifts []struct{ Date string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Violations) > 0 || len(got.Repair.Gone) != 1 || got.Repair.Gone[0].Person != code || len(got.Repair.Alternatives) == 0 {
		t.Errorf("%+v", got)
	}
	for _, p := range got.People {
		for _, s := range p.Shifts {
			if p.Code == code && s.Date == date {
				t.Errorf("%s still works on %s", code, date)
			}
		}
	}
}

func TestRosterRepairRefusesBadOrdersAndWritesNothing(t *testing.T) {
	in := rosterProblem(t, nil)
	solved, code, date := solvedFile(t, in)
	for _, c := range []struct {
		name, want string
		command    rosterRepair
	}{
		{"nobody", "absent", rosterRepair{}},
		{"a stranger", `"Zoe"`, rosterRepair{Absent: []string{"Zoe:" + date}}},
		{"no date", "CODE:DATE", rosterRepair{Absent: []string{code}}},
		{"another year", `"2031-01-01"`, rosterRepair{Absent: []string{code + ":2031-01-01"}}},
		{"a switch", "week-paid", rosterRepair{Absent: []string{code + ":" + date}, Keep: []string{"hair"}}},
		{"too many people", "--people", rosterRepair{Absent: []string{code + ":" + date}, People: 39}},
	} {
		c.command.In, c.command.Roster, c.command.Seed = in, solved, 1
		c.command.Out = filepath.Join(t.TempDir(), "out.json")
		err := c.command.Run(context.Background())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if _, err := os.Stat(c.command.Out); err == nil {
			t.Errorf("%s: a file was written", c.name)
		}
	}
}
