package benchmark

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/activity"
)

// sharedRostering opens a file of the public instances, or skips.
func sharedRostering(t testing.TB, path ...string) *os.File {
	t.Helper()
	root := os.Getenv("MUSTER_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	file, err := os.Open(filepath.Join(append([]string{root, "data", "rostering"}, path...)...))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the public instances are not here; set MUSTER_SHARED")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func readActivity(t testing.TB, name string) *activity.Problem {
	t.Helper()
	p, err := ReadActivity(sharedRostering(t, "multi-activity", name))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPublishedRostersKeepTheRulesAndCostWhatTheyClaim(t *testing.T) {
	for _, c := range []struct {
		problem, solution string
		want              int
	}{{"1_7_10_1.txt", "test_solution_1a.solution", 383}, {"10_7_20_3.txt", "test_solution_10a.solution", 193}} {
		t.Run(c.problem, func(t *testing.T) {
			p := readActivity(t, c.problem)
			roster, claimed, err := ReadActivitySolution(sharedRostering(t, "multi-activity", c.solution), p)
			if err != nil {
				t.Fatal(err)
			}
			if broken := p.Check(roster); len(broken) > 0 {
				t.Errorf("the published roster breaks %v", broken)
			}
			cost := p.Evaluate(roster)
			if want := (activity.Cost{Surplus: c.want}); cost != want || claimed != c.want {
				t.Errorf("got %+v, claimed %d, want %+v", cost, claimed, want)
			}
			if bound := p.Bound(); bound > cost.Surplus {
				t.Errorf("the bound %d is above the published %d", bound, cost.Surplus)
			}
		})
	}
}

func TestActivitySolutionsReadBackAsWritten(t *testing.T) {
	p := readActivity(t, "10_7_20_3.txt")
	want, _, err := ReadActivitySolution(sharedRostering(t, "multi-activity", "test_solution_10a.solution"), p)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := WriteActivitySolution(&file, "10_7_20_3.txt", p, want); err != nil {
		t.Fatal(err)
	}
	got, penalty, err := ReadActivitySolution(&file, p)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || penalty != 193 {
		t.Errorf("penalty %d, roster (-want +got):\n%s", penalty, diff)
	}
}

func TestPublicRostersAreLegalAndNearThePublishedCost(t *testing.T) {
	p := readActivity(t, "1_7_10_1.txt")
	settings, most := activity.Settings{Seed: 1, Iterations: 300}, 430
	if os.Getenv("MUSTER_SOAK") == "1" {
		settings.Iterations, most = 0, 383
	}
	r, err := activity.Solve(context.Background(), p, settings)
	if err != nil {
		t.Fatal(err)
	}
	if broken := p.Check(r.Roster); len(broken) > 0 {
		t.Errorf("broken: %v", broken)
	}
	if r.Cost.Missing > 0 || r.Cost.Surplus > most {
		t.Errorf("got %+v, want nobody missing and %d or better", r.Cost, most)
	}
}

func TestWrongActivityFilesNameTheLine(t *testing.T) {
	head := "SECTION_HORIZON\n7\n\nSECTION_TASKS\n1\n\nSECTION_STAFF\n"
	for _, c := range []struct{ name, text, want string }{
		{"no section", "7\n", "line 1: found 7; expected SECTION_HORIZON"},
		{"days", "SECTION_HORIZON\nseven\n", "line 2: found seven; expected a number of days"},
		{"person", head + "1,2040\n", "line 8: found 1,2040; expected ID,MinTotalMinutes"},
		{"task beyond", head + "1,2040,2400\nSECTION_COVER\n1,06:00-06:15,2,1,1\n", "line 10"},
		{"before the horizon", head + "1,2040,2400\nSECTION_COVER\n1,05:00-05:15,1,1,1\n", "within the horizon"},
		{"crossed times", head + "1,2040,2000\n", "time of 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadActivity(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// BenchmarkMultiActivity searches each file with a published roster for the time of a
// roster, or until what it has is proven.
func BenchmarkMultiActivity(b *testing.B) {
	for _, name := range []string{"1_7_10_1", "10_7_20_3"} {
		b.Run(name, func(b *testing.B) {
			p := readActivity(b, name+".txt")
			for b.Loop() {
				begin := processorTime(b)
				r, err := activity.Solve(context.Background(), p, activity.Settings{Seed: 1, TimeShare: func() float64 {
					return float64(processorTime(b)-begin) / float64(benchTime(b))
				}})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(r.Cost.Surplus), "cost")
				b.ReportMetric(float64(r.Cost.Missing), "missing")
				b.ReportMetric(float64(r.Bound), "bound")
			}
		})
	}
}
