package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// survivalTolerance is how far a figure of a kind may be from the reference, by
// the last matching part of its path; the reference's README has the reasons.
func survivalTolerance(kind, path string) float64 {
	within := map[string]float64{
		"km": 1e-12, "cox": 1e-9, "competing_risks": 1e-9, "multistate": 1e-9, "aft": 1e-8, "logit": 1e-9,
		"survival_scores": 1e-9, "binary_scores": 1e-9, "channel_eb": 1e-4,
		"markov": 1e-9, "semimarkov_whatif": 1e-9, "hiring_plan": 1e-9,
	}[kind]
	for _, special := range []struct {
		part   string
		within float64
	}{
		{"zph", 1e-8}, {"aj.", 1e-12}, {"via_finegray", 1e-8}, {"fine_gray", 5e-4}, {"gray_test", 1e-8}, {"cloglog", 1e-8},
		// sums that are zero but for rounding, and how far the reference got
		{"sum_mart", math.Inf(1)}, {"grad_max", math.Inf(1)}, {".iter", math.Inf(1)}, {"riskRegression", math.Inf(1)},
		{"se_cif_ij", 1e-9}, {"pstate", 1e-12}, {"transition_prob.P", 1e-12}, {"note", math.Inf(1)}, {"formula", math.Inf(1)},
		{"expected_time_in_state.se_ij", math.Inf(1)}, {"alpha", 1e-3}, {"beta", 1e-3},
	} {
		if strings.Contains(path, special.part) {
			within = special.within
		}
	}
	return within
}

// compareJSON lists where got lacks or misses what want has.
func compareJSON(kind, path string, want, got any) (faults []string) {
	within := survivalTolerance(kind, path)
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s: got %T, want an object", path, got)}
		}
		for _, name := range slices.Sorted(func(yield func(string) bool) {
			for name := range w {
				if !yield(name) {
					return
				}
			}
		}) {
			faults = append(faults, compareJSON(kind, path+"."+name, w[name], g[name])...)
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			if math.IsInf(within, 1) {
				return nil
			}
			return []string{fmt.Sprintf("%s: got %.60v, want a list of %d", path, got, len(w))}
		}
		for i := range w {
			faults = append(faults, compareJSON(kind, fmt.Sprintf("%s[%d]", path, i), w[i], g[i])...)
		}
	case float64:
		g, ok := got.(float64)
		if !math.IsInf(within, 1) && (!ok || math.Abs(g-w) > within*math.Abs(w) && math.Abs(g-w) > within*survivalScale(path)) {
			return []string{fmt.Sprintf("%s: got %v, want %v within %g", path, got, w, within)}
		}
	default:
		if got != want && !math.IsInf(within, 1) {
			return []string{fmt.Sprintf("%s: got %v, want %v", path, got, want)}
		}
	}
	return faults
}

// survivalScale is the size below which figures of a path are rounding: entries of
// a matrix or vector that cancel to nearly zero.
func survivalScale(path string) float64 {
	for part, scale := range map[string]float64{"var": 1e-5, "coef": 1e-4, "resid": 1e-4, "zph": 1e-4, "cov": 1e-5} {
		if strings.Contains(path, part) {
			return scale
		}
	}
	return 1e-12
}

func TestSurvivalFitAgreesWithTheReference(t *testing.T) {
	folder := filepath.Dir(oraclePath(t, "../careers/README.md"))
	cases, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, kind := range survivalKinds() {
		known[kind.name] = true
	}
	for _, file := range cases {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var reference struct {
			Kind     string
			Expected map[string]any
		}
		if err := json.Unmarshal(text, &reference); err != nil {
			t.Fatal(err)
		}
		if !known[reference.Kind] {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "answer.json")
			arguments := []string{"survival", "fit", "--spec", file, "--json", "--out", out}
			if data := strings.TrimSuffix(file, "json") + "csv"; exists(data) {
				arguments = append(arguments, "--in", data)
			}
			if code := run(t.Context(), arguments); code != 0 {
				t.Fatalf("muster %s left with %d", strings.Join(arguments, " "), code)
			}
			answer, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]any
			if err := json.Unmarshal(answer, &got); err != nil {
				t.Fatal(err)
			}
			faults := compareJSON(reference.Kind, "", reference.Expected, got)
			for _, fault := range faults[:min(len(faults), 20)] {
				t.Error(fault)
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
