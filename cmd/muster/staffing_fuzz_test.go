package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// answers gives a command any file. Whatever stands in it, the command writes
// figures that exist and are not below zero, or says what is wrong and writes
// nothing; it never fails in another way.
func answers(t *testing.T, run engine, content string, shares ...string) {
	t.Helper()
	if len(content) > 4000 || strings.Count(content, "\n") > 40 {
		t.Skip("long files only take time")
	}
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.json")
	if err := os.WriteFile(in, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(in, out, true); err != nil {
		var bad *badInput
		if !errors.As(err, &bad) || len(bad.problems) == 0 {
			t.Fatalf("error %v; want one that says what is wrong with the input\n%q", err, content)
		}
		if _, err := os.Stat(out); err == nil {
			t.Fatalf("something was written in spite of %v\n%q", bad, content)
		}
		return
	}
	document, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var written struct{ Rows []map[string]any }
	if err := json.Unmarshal(document, &written); err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	for i, row := range written.Rows {
		for _, column := range shares {
			if v, is := row[column].(float64); is && !(v >= 0 && v <= 1+1e-12) {
				t.Fatalf("row %d: %s is %v, want a share\n%q", i, column, v, content)
			}
		}
		for _, column := range []string{"asa_s", "e_wait_s", "queue_length", "agents_fractional", "agents", "scheduled"} {
			if v, is := row[column].(float64); is && v < 0 {
				t.Fatalf("row %d: %s is %v, below zero\n%q", i, column, v, content)
			}
		}
	}
}

func FuzzErlangInput(f *testing.F) {
	for _, row := range []string{
		"c,10,14,180,20,,", "b,3.7,1.931015,,,,", "a,48,50,60,20,120,", "c,10,,180,20,,agents,0.8", "a,10,9,180,,60,threshold,0.95",
		"c,10,0,180,20,,", "a,0,0,1e-300,0,1e-300,", "a,1e9,1e9,1e300,1e300,1e300,", "c,NaN,Inf,-1,,,", "z,,,,,,", "x,10,14,180,20,60,", "\"c,10",
	} {
		f.Add("model,load_erl,agents,aht_s,threshold_s,patience_s,solve_for,sl_target\n" + row + "\n")
	}
	f.Add("model,contacts,interval_s,agents,aht_s,threshold_s,patience_s,patience_kind,patience_shape,lines,redial,percentile\nx,100,1800,14,180,20,60,weibull,3,20,0.5,0.9\n")
	f.Add("model,load_erl,agents\r\nb,1,2\r\n")
	f.Add("\ufeffmodel;load_erl;agents\nb;1;2\n")
	f.Fuzz(func(t *testing.T, content string) {
		answers(t, runErlang, content, "p_block", "p_wait", "p_abandon", "occupancy", "service_level", "sl_offered", "sl_ab_as_ok", "sl_excl_short", "sl_answered", "sl_virtual", "p_lost")
	})
}

func FuzzStaffInput(f *testing.F) {
	const header = "contacts,interval_s,aht_s,sl_target,threshold_s,patience_s,sl_variant,asa_target_s,max_occupancy,max_abandon,shrinkage,concurrency,min_agents\n"
	for _, row := range []string{
		"100,1800,180,0.8,20,,,,,,0.3,,", "100,1800,480;560;660,0.8,30,120,,,,,,3,", "0,1800,180,0.8,20,,,,,,,,2", "100,1800,180,0.999999999,0,,,,,,,,",
		"100,1800,0,0.8,20,,,,,,,,", "100,1800,180,1,20,,,,,,,,", "100,1800,180,,,1e-9,,,,0.05,,,", "1e300,1e-300,1e300,0.8,20,,,,,,,,", "100,1800,180,0.8,20,,,1e-300,1e-9,,0.99,100,10000000",
	} {
		f.Add(header + row + "\n")
	}
	f.Add("load_erl,aht_s\n10,180\n")
	f.Fuzz(func(t *testing.T, content string) {
		answers(t, runStaff, content, "service_level", "occupancy", "p_abandon")
	})
}
