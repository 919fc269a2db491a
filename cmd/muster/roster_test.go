package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
)

// rosterProblem is three people and two weeks of a day shift, in half hours.
func rosterProblem(t *testing.T, change func(map[string]any)) string {
	t.Helper()
	required := make([]float64, 14*48)
	for i := range required {
		if hour := i % 48; hour >= 18 && hour < 34 {
			required[i] = 1.5
		}
	}
	type object = map[string]any
	problem := object{
		"format":     "muster-roster-problem/1",
		"horizon":    object{"zone": "Asia/Shanghai", "first_day": "2026-05-04", "days": 14, "interval_minutes": 30},
		"groups":     []any{object{"code": "voice", "required": required}},
		"templates":  []any{object{"code": "D", "earliest_start": "08:00", "latest_start": "10:00", "lengths": []int{510}, "pauses": []any{object{"code": "lunch", "minutes": 30, "earliest_minutes": 180, "latest_minutes": 300}}}},
		"agreements": []any{object{"code": "full", "rest_minutes": 660, "max_consecutive_days": 6, "week_minutes": object{"min": 2400, "max": 2400}}},
		"people":     []any{},
	}
	for _, code := range []string{"Ann", "Bob", "Cy"} {
		problem["people"] = append(problem["people"].([]any), object{"code": code, "agreement": "full", "templates": []string{"D"}, "groups": []string{"voice"}})
	}
	if change != nil {
		change(problem)
	}
	text, err := json.MarshalIndent(problem, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "problem.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sameTwice runs a command twice, checks that it writes the same bytes, and returns
// them.
func sameTwice(t *testing.T, run func(out string) error) []byte {
	t.Helper()
	var texts [2][]byte
	for i := range texts {
		out := filepath.Join(t.TempDir(), "out.json")
		if err := run(out); err != nil {
			t.Fatal(err)
		}
		var err error
		if texts[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(texts[0], texts[1]) {
		t.Error("the same seed writes other bytes")
	}
	return texts[0]
}

func TestRosterSolveWritesTheSameBytesForTheSameSeed(t *testing.T) {
	in := rosterProblem(t, nil)
	text := sameTwice(t, func(out string) error {
		c := rosterSolve{In: in, Out: out, Seed: 4, Threads: 2, Iterations: 200}
		return c.Run(context.Background())
	})
	var got struct {
		Cost       struct{ Total float64 }
		Bound, Gap float64
		Violations []any
		People     []struct{ Shifts []any }
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Violations) != 0 || len(got.People) != 3 || len(got.People[0].Shifts) != 10 || got.Bound > got.Cost.Total {
		t.Errorf("roster %+v; want three people with ten shifts each and a bound below the cost", got)
	}
}

func TestRosterSolveNamesWhatIsWrong(t *testing.T) {
	first := func(p map[string]any, list string) map[string]any { return p[list].([]any)[0].(map[string]any) }
	cases := []struct {
		name   string
		change func(map[string]any)
		want   []string
	}{
		{"person without agreement", func(p map[string]any) { delete(first(p, "people"), "agreement") }, []string{"people[0]", "agreement", "expected"}},
		{"unknown agreement", func(p map[string]any) { first(p, "people")["agreement"] = "none" }, []string{"people[0].agreement", `"none"`, "full"}},
		{"overlapping fixed shifts", func(p map[string]any) {
			first(p, "people")["fixed"] = []any{
				map[string]any{"date": "2026-05-05", "start": "22:00", "minutes": 480},
				map[string]any{"date": "2026-05-06", "start": "05:00", "minutes": 480}}
		}, []string{"people[0].fixed[1]", "2026-05-06", "overlap"}},
		{"agreement that nothing satisfies", func(p map[string]any) { first(p, "agreements")["week_days"] = map[string]any{"max": 3} },
			[]string{"people[0]", "Ann", "max_week_days", "min_week_minutes", "1440 instead of 2400"}},
	}
	for _, c := range cases {
		out := filepath.Join(t.TempDir(), "roster.json")
		err := (&rosterSolve{In: rosterProblem(t, c.change), Out: out, Iterations: 40}).Run(context.Background())
		var bad *badInput
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v, want bad input", c.name, err)
			continue
		}
		for _, word := range append(c.want, "problem.json:") {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: message lacks %q:\n%v", c.name, word, err)
			}
		}
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: a roster was written", c.name)
		}
	}
}

func TestAMissingFileOrDamagedDocumentIsBadInput(t *testing.T) {
	damaged := filepath.Join(t.TempDir(), "damaged.json")
	if err := os.WriteFile(damaged, []byte("{\"format\": "), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{damaged, filepath.Join(t.TempDir(), "none.json")} {
		var bad *badInput
		if err := (&rosterSolve{In: in, Out: "-"}).Run(context.Background()); !errors.As(err, &bad) {
			t.Errorf("%s: error %v, want bad input", in, err)
		}
	}
}

func TestWatchPrintsLinesNowAndThenAndABarOnATerminal(t *testing.T) {
	now := time.Duration(0)
	plain := &bytes.Buffer{}
	w := &watch{out: plain, clock: func() time.Duration { return now }}
	known := roster.Incumbent{Phase: roster.Improving, Fraction: 0.5, Cost: roster.Cost{Under: 200}, Bound: 150, Best: roster.Roster{Days: make([][]roster.Shift, 1)}}
	for range 120 {
		w.show(known)
		now += 100 * time.Millisecond
	}
	w.end()
	if got := plain.String(); strings.Count(got, "\n") != 3 || !strings.Contains(got, "cost 200, bound 150, gap 25.0%") {
		t.Errorf("twelve seconds print\n%s\nwant three lines with cost, bound and gap", got)
	}
	bar := &bytes.Buffer{}
	w = &watch{out: bar, bar: true, clock: func() time.Duration { return now }}
	w.show(known)
	w.end()
	if got := bar.String(); !strings.HasPrefix(got, "\r[###############...............] improve") || !strings.HasSuffix(got, "\n") {
		t.Errorf("on a terminal: %q", got)
	}
}

func TestABenchmarkWritesASolutionForCheckers(t *testing.T) {
	instance := "SECTION_HORIZON\n7\nSECTION_SHIFTS\nE,480,\nSECTION_STAFF\nAnn,E=7,2400,0,5,1,1,1\nSECTION_COVER\n1,E,1,100,1\n"
	dir := t.TempDir()
	in, out := filepath.Join(dir, "instance.txt"), filepath.Join(dir, "solution.txt")
	if err := os.WriteFile(in, []byte(instance), 0o600); err != nil {
		t.Fatal(err)
	}
	c := rosterBenchmark{Instance: in, Out: out, TimeLimit: time.Minute, Seed: 1, Threads: 1} // ends when it is proven
	if err := c.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if want := "Ann\t,E,,,,,\n"; err != nil || string(text) != want {
		t.Errorf("solution %q, error %v; want %q", text, err, want)
	}
	if err := os.WriteFile(in, []byte(strings.Replace(instance, "Ann,E=7", "Ann,X=7", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	var bad *badInput
	if err := c.Run(context.Background()); !errors.As(err, &bad) || !strings.Contains(err.Error(), `"X=7"`) {
		t.Errorf("error %v; want the line that names an unknown shift", err)
	}
}
