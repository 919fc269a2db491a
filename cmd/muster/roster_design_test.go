package main

import (
	"context"
	"encoding/json"
	"errors"
	"github.com/muster-wfm/muster/scheduling/activity"
	"github.com/muster-wfm/muster/scheduling/design"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dayDesign is a day that two shifts cover exactly: one from 06:00 and one from 12:00.
const dayDesign = `{
 "format": "muster-shift-design-problem/1",
 "slot_minutes": 180, "days": 7,
 "demand": [0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0, 0,0,2,2,3,1,0,0],
 "windows": [{"earliest_start": "06:00", "latest_start": "12:00", "shortest_minutes": 360, "longest_minutes": 540}]
}`

func TestRosterDesignWritesShiftsCurveAndLines(t *testing.T) {
	out := filepath.Join(t.TempDir(), "design.json")
	c := rosterDesign{In: written(t, "problem.json", dayDesign), Out: out, Iterations: 30, Seed: 1, Curve: "1-3", Lines: true, Rest: 660, MaxRun: 6, MinOff: 2, MaxDays: 5}
	if err := c.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Format string
		Cost   struct{ Total, Under, Over, Shifts float64 }
		Bound  float64
		Shifts []struct {
			Start, End string
			People     []int
		}
		Curve []struct{ Shifts int }
		Lines struct {
			Broken int
			Weeks  [][]*string
		}
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.Cost.Under+d.Cost.Over != 0 || len(d.Shifts) != 2 || d.Shifts[0].Start != "06:00" || d.Shifts[0].End != "15:00" || d.Shifts[1].Start != "12:00" {
		t.Errorf("got %s", text)
	}
	if d.Bound > d.Cost.Total || len(d.Curve) != 3 {
		t.Errorf("bound %g of %g, %d points", d.Bound, d.Cost.Total, len(d.Curve))
	}
	if d.Lines.Broken != 0 || len(d.Lines.Weeks) < 5 {
		t.Errorf("lines: %d broken, %d weeks", d.Lines.Broken, len(d.Lines.Weeks))
	}
	again := c
	again.Out = filepath.Join(t.TempDir(), "again.json")
	if err := again.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(again.Out); string(second) != string(text) {
		t.Error("the same seed gave other bytes")
	}
}

func TestRosterDesignNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"format", "muster-shift-design-problem/1", "something/1", "format: found"},
		{"off the slots", "06:00", "06:30", "windows[0].earliest_start"},
		{"unknown field", `"days": 7`, `"days": 7, "weeks": 1`, "weeks"},
		{"too little demand", `"days": 7`, `"days": 6`, "demand"},
	} {
		t.Run(c.name, func(t *testing.T) {
			command := rosterDesign{In: written(t, "problem.json", strings.Replace(dayDesign, c.old, c.new, 1)), Out: filepath.Join(t.TempDir(), "out"), Iterations: 1}
			err := command.Run(context.Background())
			var bad *badInput
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	var bad *badInput
	if err := (&rosterDesign{In: "-", Curve: "twelve"}).Run(context.Background()); !errors.As(err, &bad) {
		t.Errorf("a wrong curve gives %v", err)
	}
}

const toyShiftDesign = `interval = 180; days = 1; demand = [1,1,4,3,5,4,2,3]; shiftTypes = 2;
minStart = [2, 4]; maxStart = [2, 7]; minLength = [2, 2]; maxLength = [4, 4];
minDuties = 0; maxDuties = 4; avgMinutes = 2400;
weightUnderCover = 0; weightOverCover = 1; weightDutiesPerWeek = 0; weightShiftInstances = 179;
`

func TestABenchmarkKnowsItsFileByContent(t *testing.T) {
	activity := "SECTION_HORIZON\n2\n\nSECTION_TASKS\n1\n\nSECTION_STAFF\n1,360,720\n\nSECTION_COVER\n1,08:00-08:15,1,1,1\n"
	for _, c := range []struct{ name, text, want string }{
		{"shift design", toyShiftDesign, "muster-shift-design/1"},
		{"multi-activity", activity, "<Penalty>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "solution")
			command := rosterBenchmark{Instance: written(t, "instance", c.text), Out: out, TimeLimit: 200_000_000, Seed: 1}
			if err := command.Run(context.Background()); err != nil {
				t.Fatal(err)
			}
			if text, _ := os.ReadFile(out); !strings.Contains(string(text), c.want) {
				t.Errorf("got %s, want %q", text, c.want)
			}
		})
	}
}

func TestABenchmarkNamesTheWrongPlaceOfEveryKindOfFile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"shift design", strings.Replace(toyShiftDesign, "days = 1", "days = one", 1), "days: found one"},
		{"multi-activity", "SECTION_HORIZON\n2\nSECTION_TASKS\n1\nSECTION_STAFF\nx\n", ":6:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := (&rosterBenchmark{Instance: written(t, "instance", c.text), Out: filepath.Join(t.TempDir(), "out"), TimeLimit: 1}).Run(context.Background())
			var bad *badInput
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestASearchThatIsEndedIsNobodysBadInput(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	command := &rosterBenchmark{Instance: "week.txt"}
	for _, c := range []struct {
		name string
		err  error
		bad  bool
	}{
		{"ended", ended.Err(), false},
		{"out of memory", errors.New("no space left"), false},
		{"a problem that cannot be", &activity.Invalid{Field: "staff", Found: "nobody", Expected: "somebody"}, true},
		{"a design that cannot be", &design.Invalid{Faults: []design.Fault{{Field: "days", Found: "0", Expected: "1 to 366"}}}, true},
	} {
		var bad *badInput
		got := command.unsolved(c.err)
		if errors.As(got, &bad) != c.bad {
			t.Errorf("%s: answered with %T: %v; bad input should be %v", c.name, got, got, c.bad)
		}
	}
}
