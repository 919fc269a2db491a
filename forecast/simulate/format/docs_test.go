package format_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/simulate/format"
)

func TestTheDocumentedScenarioIsPlayed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "simulation.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```json\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("docs/simulation.md has no example")
	}
	s, err := format.ReadScenario(strings.NewReader(example))
	if err != nil {
		t.Fatalf("the documented scenario is refused: %v", err)
	}
	r, err := simulate.Run(t.Context(), *s, simulate.Options{Replications: 20, Seed: 1, Step: 60})
	if err != nil {
		t.Fatal(err)
	}
	if level := r.All.ServiceLevel[0].Mean; level < 0.7 || level > 0.95 {
		t.Errorf("service level %.3f, want a centre that does about as it should", level)
	}
}
