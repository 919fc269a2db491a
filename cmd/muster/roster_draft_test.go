package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/scheduling/roster/format"
)

// staffedFile holds one day of half hours from 8:00 to 20:00 for two series.
func staffedFile(t *testing.T) string {
	t.Helper()
	var text strings.Builder
	text.WriteString("series,start,scheduled\n")
	for _, series := range []struct {
		name   string
		people int
	}{{"voice", 6}, {"chat", 2}} {
		for i := range 24 {
			fmt.Fprintf(&text, "%s,2026-03-02T%02d:%02d:00Z,%d\n", series.name, 8+i/2, 30*(i%2), series.people)
		}
	}
	return written(t, "staffed.csv", text.String())
}

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestADraftIsAProblemThatTheSolverReads(t *testing.T) {
	out := filepath.Join(t.TempDir(), "problem.json")
	draft := rosterDraft{In: staffedFile(t), Out: out, People: 16, Zone: "Europe/London"}
	if err := draft.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, err := format.ReadProblem(file)
	if err != nil {
		t.Fatalf("the solver refuses the draft: %v", err)
	}
	if len(p.People) != 16 || len(p.Groups) != 2 || p.Grid.Minutes() != 30 || p.Grid.Days() != 1 {
		t.Errorf("%d people, %d groups, %d-minute intervals, %d days; want 16, 2, 30, 1", len(p.People), len(p.Groups), p.Grid.Minutes(), p.Grid.Days())
	}
	served := map[int]int{}
	for _, person := range p.People {
		served[person.Groups[0]]++
	}
	if served[0] != 12 || served[1] != 4 {
		t.Errorf("people by series: %v; want 12 and 4, as the demand is", served)
	}
	if i, _ := p.Grid.Index(p.Grid.At(0, 9*60)); p.Groups[0].Required[i] != 6 {
		t.Errorf("at 9:00 voice requires %g, want 6", p.Groups[0].Required[i])
	}
}

func TestADraftRefusesEveryWrongRowByLineAndColumn(t *testing.T) {
	in := written(t, "bad.csv", "start,scheduled\n2026-03-02 09:00,3\n2026-03-02T09:30:00Z,-1\n")
	err := (&rosterDraft{In: in, Out: filepath.Join(t.TempDir(), "p.json"), People: 3, Zone: "UTC"}).Run(context.Background())
	var bad *badInput
	if !errors.As(err, &bad) || len(bad.problems) != 2 {
		t.Fatalf("got %v, want two problems", err)
	}
	for i, want := range []string{in + ":2:start: ", in + ":3:scheduled: "} {
		if !strings.HasPrefix(bad.problems[i], want) {
			t.Errorf("problem %d is %q, want it at %q", i, bad.problems[i], want)
		}
	}
	twice := written(t, "twice.csv", "start,scheduled\n2026-03-02T09:00:00Z,3\n2026-03-02T09:30:00Z,3\n2026-03-02T09:00:00Z,4\n")
	err = (&rosterDraft{In: twice, Out: filepath.Join(t.TempDir(), "p.json"), People: 3, Zone: "UTC"}).Run(context.Background())
	if !errors.As(err, &bad) || !strings.Contains(bad.Error(), twice+":4:start: the interval stands on line 2 too") {
		t.Errorf("an interval that stands twice: %v", err)
	}
}

func TestBlankCellsAndAbsentColumnsTakeWhatSetSays(t *testing.T) {
	in := written(t, "forecast.csv", "start,contacts,aht_s\nx,100,\ny,100,90\n")
	out := filepath.Join(t.TempDir(), "staffed.csv")
	c := staffCommand{In: in, Out: out, Set: map[string]string{"aht_s": "180", "interval_s": "1800", "sl_target": "0.8", "threshold_s": "20"}}
	if err := c.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	result, err := readTable(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := []string{result.text(0, "agents"), result.text(1, "agents")}; got[0] != "14" || got[1] == "14" {
		t.Errorf("agents %v; want 14 for ten erlangs and fewer for five", got)
	}
	if got := result.text(0, "aht_s"); got != "" {
		t.Errorf("the input's blank cell came out as %q; it is carried through as it was", got)
	}
}
