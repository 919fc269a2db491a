package flow_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/careers/flow"
)

// 004-01: the web app names the publication of each default that an outcome shows in both
// languages, the English words being those of the engine. No scenario rests on the last two.
func TestSourcesOfDefaultsAreThoseOfTheWebApp(t *testing.T) {
	pages := map[string]string{}
	for _, language := range []string{"en", "zh"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "frontend", "src", "features", "careerplans", "strings."+language+".ts"))
		if err != nil {
			t.Fatal(err)
		}
		_, after, found := strings.Cut(string(text), "  sources: {\n")
		if !found {
			t.Fatalf("strings of %s have no sources", language)
		}
		pages[language], _, _ = strings.Cut(after, "\n  },\n")
	}
	for _, d := range flow.Defaults() {
		if d.Key == flow.TrainingWeeks || d.Key == flow.AssistantTau {
			continue
		}
		if !strings.Contains(pages["en"], d.Source) {
			t.Errorf("the web app has not the source of %q: %s", d.Key, d.Source)
		}
		key := d.Key
		if key == flow.AnnualAttrition {
			key = "hazard" // as the outcome of a plan calls it
		}
		if !strings.Contains(pages["zh"], "    "+key+":") && !strings.Contains(pages["zh"], "'"+key+"':") {
			t.Errorf("the web app has no Chinese source of %q", d.Key)
		}
	}
}
