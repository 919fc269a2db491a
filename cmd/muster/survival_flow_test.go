package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// answerOf runs the command on a file and reads what it writes.
func answerOf(t *testing.T, spec string) map[string]any {
	t.Helper()
	out := filepath.Join(t.TempDir(), "answer.json")
	if code := run(t.Context(), []string{"survival", "fit", "--spec", spec, "--json", "--out", out}); code != 0 {
		t.Fatalf("muster survival fit --spec %s left with %d", spec, code)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var answer map[string]any
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// specOf is a file of a JSON document.
func specOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "spec.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// flowCase is a published case of workforce flow.
func flowCase(t *testing.T, name string) (path string, content map[string]any) {
	t.Helper()
	path = oraclePath(t, "../careers/"+name+".json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &content); err != nil {
		t.Fatal(err)
	}
	return path, content
}

func TestFlowAgreesWithTheReference(t *testing.T) {
	for name, kind := range map[string]string{"manpower_markov": "markov", "manpower_hiringplan": "hiring_plan"} {
		path, content := flowCase(t, name)
		for form, spec := range map[string]string{
			"as published":   path,
			"kind and input": specOf(t, map[string]any{"kind": kind, "input": content["input"]}),
		} {
			for _, fault := range compareJSON(kind, "", content["expected"], answerOf(t, spec)) {
				t.Errorf("%s, %s: %s", name, form, fault)
			}
		}
	}
}

func TestScenariosAgreeWithTheReferenceInEveryForm(t *testing.T) {
	const kind = "semimarkov_whatif"
	path, content := flowCase(t, "manpower_semimarkov")
	scenarios := content["scenarios"].(map[string]any)
	inputs := map[string]any{}
	for name, s := range scenarios {
		inputs[name] = s.(map[string]any)["input"]
	}
	published := answerOf(t, path)
	together := answerOf(t, specOf(t, map[string]any{"kind": kind, "input": inputs}))
	for name, s := range scenarios {
		want := s.(map[string]any)["expected"]
		alone := answerOf(t, specOf(t, map[string]any{"kind": kind, "input": inputs[name]}))
		for form, got := range map[string]any{"published": published["scenarios"].(map[string]any)[name], "together": together[name], "alone": alone} {
			faults := compareJSON(kind, name, want, got)
			for _, fault := range faults[:min(3, len(faults))] {
				t.Errorf("%s: %s", form, fault)
			}
		}
	}
}

// Whatever a policy of so many hires a month is called, so many are hired.
func TestFlowHiresWhatIsAsked(t *testing.T) {
	_, content := flowCase(t, "manpower_semimarkov")
	input := content["scenarios"].(map[string]any)["baseline"].(map[string]any)["input"].(map[string]any)
	for policy, want := range map[string]float64{"fixed": 36 * 6, "constant": 36 * 6, "replace": 203.463680550893} {
		input["policy"], input["hires"] = policy, 6
		got := answerOf(t, specOf(t, map[string]any{"kind": "semimarkov_whatif", "input": input}))["total_hires"].(float64)
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: %g hires, want %g", policy, got, want)
		}
	}
	input["policy"], input["hires"] = "fixed", []float64{10, 0, 3}
	if got := answerOf(t, specOf(t, map[string]any{"kind": "semimarkov_whatif", "input": input}))["total_hires"].(float64); math.Abs(got-(10+34*3)) > 1e-6 {
		t.Errorf("by month: %g hires, want 10, none, then 3 a month", got)
	}
}

func TestFlowNamesWhatIsWrongWithItsInput(t *testing.T) {
	for name, c := range map[string]struct{ spec, want string }{
		"chances above one":       {`{"kind": "markov", "input": {"P": [[0.9, 0.2], [0, 0.9]]}}`, "P, row 1: chances that sum to 1.1"},
		"no chances":              {`{"kind": "markov", "input": {}}`, "input.P: it is missing"},
		"a start of another size": {`{"kind": "markov", "input": {"P": [[0.9]], "R": 1, "r": 1, "n0": [1, 2], "T": 3}}`, "start: 2 values"},
		"nobody ever leaves":      {`{"kind": "markov", "input": {"P": [[1]]}}`, "ever leaves"},
		"nothing to project":      {`{"kind": "semimarkov_whatif", "input": {}}`, "neither a model nor scenarios"},
		"a policy of no kind":     {`{"kind": "semimarkov_whatif", "input": {"rungs": 1, "policy": "hope"}}`, `"hope" without hires; replace`},
		"all that is missing":     {`{"kind": "semimarkov_whatif", "input": {"rungs": 1}}`, "input.maxa"},
		"too few pays":            {`{"kind": "semimarkov_whatif", "input": {"rungs": 2, "pay": [1]}}`, "input.pay: 1 values; 2"},
		"a month too many":        {`{"kind": "hiring_plan", "input": {"T": 2, "demand": [1]}}`, "input.demand: 1 values; 2"},
		"a hazard below zero": {`{"kind": "hiring_plan", "input": {"T": 1, "demand": [1], "decide": 1, "classes": [0], "n0": [], "a0": [], "haz_from": [0], "haz": [-1],
			"lc0": 0.5, "lctau": 1, "cost_hire": 1, "cost_class": 1, "cost_short": 1, "cost_over": 1}}`, "hazard, band 1: -1"},
	} {
		t.Run(name, func(t *testing.T) {
			err := fitOf(t, c.spec, "").Run(t.Context())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
			if code := exitCode(err); code != exitBadInput {
				t.Errorf("left with %d, want %d", code, exitBadInput)
			}
		})
	}
}
